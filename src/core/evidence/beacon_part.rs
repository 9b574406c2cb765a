//! The public number of a file: of the source that the notice named, in its one spelling, and signed where the source signs.

use super::verdict::Checks;
use crate::core::beacon::{BeaconSource, WrongBeacon};
use crate::core::draw::NO_BEACON;
use crate::say;
use chrono::{DateTime, Utc};

/// Checks it. A file says only what its round was selected with; that the notice named this source, and that a missing number was missing,
/// stands in the log.
pub(super) fn check(source: Option<&BeaconSource>, beacon: &str, select_time: &str, checks: &mut Checks) {
    let what = say!("公开号码", "public number");
    let Some(source) = source else {
        if beacon != NO_BEACON {
            checks.equal("beacon", "/beacon", &what, NO_BEACON, beacon);
        }
        return;
    };
    if !source.is_sound() {
        let right = say!("写明彩票期号", "name the issue of its lottery");
        checks.holds("beacon", "/beacon_source", false, &what, &right, "");
    }
    // A time that cannot be read has failed by itself.
    let Ok(time) = DateTime::parse_from_rfc3339(select_time) else { return };
    let wrong = match beacon {
        NO_BEACON => None,
        value => source.check(time.with_timezone(&Utc), value).err(),
    };
    let right = wrong
        .as_ref()
        .map_or_else(|| say!("属于公告指定的来源", "be of the source named in the notice"), WrongBeacon::text);
    checks.holds("beacon", "/beacon", wrong.is_none(), &what, &right, beacon);
}
