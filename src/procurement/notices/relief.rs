//! Which failures before a round count towards relief after the second one (domain.md §7.10): those that show that nobody takes this work
//! on these terms. Rounds that asked for more, or offered less, show nothing of the kind; otherwise two that are meant to fail would lift
//! the cap of direct selection for a third.

use std::collections::BTreeSet;

use sqlx::PgConnection;
use uuid::Uuid;

use super::content::Content;
use super::store;
use crate::core::eligibility::ItemMatch;
use crate::core::money::Fen;
use crate::procurement::rounds;

/// How many rounds of a notice before `number` failed for too few entrants though they asked for no more than `content` and offered no less.
pub async fn failures(
    conn: &mut PgConnection,
    notice_id: Uuid,
    number: i32,
    content: &Content,
) -> Result<i32, sqlx::Error> {
    let mut counted = 0;
    for earlier in rounds::store::before(conn, notice_id, number).await? {
        if earlier.found_too_few() {
            let failed = store::read_content(conn, earlier.id).await?;
            counted += i32::from(as_open(&failed, content));
        }
    }
    Ok(counted)
}

/// Whether whoever could and would enter `next` could and would have entered `failed`. Without a named fee that cannot be told.
fn as_open(failed: &Content, next: &Content) -> bool {
    let items = |it: &Content| it.items.iter().cloned().collect::<BTreeSet<_>>();
    let fee = failed.amount_fen.zip(next.amount_fen).is_some_and(|(failed, next)| next <= failed);
    let matching = failed.item_match == ItemMatch::Any || next.item_match == ItemMatch::All || next.items.len() < 2;
    // Where entrants compete, what they may ask for, too.
    let terms = failed.method == next.method || !(failed.method.competes_on_price() || next.method.competes_on_price());
    let bounds = failed.quote_kind == next.quote_kind
        && failed.floor_fen.unwrap_or(Fen(1)) <= next.floor_fen.unwrap_or(Fen(1))
        && failed.min_rate.unwrap_or(0) <= next.min_rate.unwrap_or(0)
        && failed.max_rate.unwrap_or(0) >= next.max_rate.unwrap_or(0)
        && failed.sheet == next.sheet;
    fee && terms
        && bounds
        && matching
        && items(failed) == items(next)
        && (next.qualification_required || !failed.qualification_required)
        && failed.staff_required <= next.staff_required
        && failed.recusals.iter().all(|excluded| next.recusals.contains(excluded))
}
