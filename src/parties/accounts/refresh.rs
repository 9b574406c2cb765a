//! A new access token for the refresh token in the cookie, which is replaced at each use.
//!
//! A token used again after its successor was used has been copied: the whole session ends. Until then the answer that brought the
//! successor may have been lost on its way, so the token before is good again and brings another successor in the place of the lost one.
//! Two tabs of one browser may race, so within some seconds it brings an access token only: the tab that came first has put the
//! successor into the cookie both share.

use axum::Json;
use axum::extract::State;
use axum_extra::extract::CookieJar;
use chrono::{DateTime, TimeDelta, Utc};

use super::model::Session;
use super::session::{self, Browser, RefreshToken};
use super::store::{self, LockedSession, Rotation};
use crate::platform::clock::machine_time;
use crate::platform::web::Problem;
use crate::platform::{Actor, App, Work};

/// How long two tabs may race.
const GRACE: TimeDelta = TimeDelta::seconds(10);

#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    /// The newest token: replace it.
    Rotate,
    /// The one before, just replaced.
    Grace,
    /// The one before, whose successor nobody has used: replace the successor.
    Again,
    /// An older one, or none of ours: somebody has a copy.
    Reuse,
    /// The session is over already.
    Over,
}

fn judge(session: &LockedSession, token_hash: &[u8], now: DateTime<Utc>) -> Verdict {
    if session.ended_at.is_some() || session.expires_at <= now {
        return Verdict::Over;
    }
    if session.token_hash == token_hash {
        return Verdict::Rotate;
    }
    if session.previous_hash.as_deref() != Some(token_hash) {
        return Verdict::Reuse;
    }
    if now - session.rotated_at <= GRACE { Verdict::Grace } else { Verdict::Again }
}

/// The session in the cookie, and the token to put there instead.
async fn refresh(
    app: &App,
    work: &mut Work,
    token: &RefreshToken,
) -> Result<Option<(Session, Option<RefreshToken>)>, Problem> {
    let Some(locked) = store::lock_session(work.db(), token.session_id).await? else { return Ok(None) };
    let now = machine_time();
    let next = match judge(&locked, &token.hash(), now) {
        Verdict::Rotate | Verdict::Again => {
            let next = RefreshToken::new(work, token.session_id);
            let rotation = Rotation {
                token_hash: &next.hash(),
                previous_hash: &token.hash(),
                at: now,
                expires_at: session::idle_end(now),
            };
            store::rotate_session(work.db(), token.session_id, &rotation).await?;
            Some(next)
        }
        Verdict::Grace => None,
        Verdict::Reuse => {
            tracing::warn!(session = %token.session_id, "an old refresh token was used again; the session ends");
            store::end_session(work.db(), token.session_id, now).await?;
            return Ok(None);
        }
        Verdict::Over => return Ok(None),
    };
    let memberships = store::memberships(work.db(), locked.person_id).await?;
    let Some(membership) = memberships.iter().find(|it| it.id == locked.membership_id) else { return Ok(None) };
    let member = session::Holder::of(locked.person_id, membership).member(token.session_id);
    Ok(Some((session::view(app, work.db(), &member).await?, next)))
}

/// A new access token. Needs the cookie that signing in has set; 401 `session_ended` when it is of no use any more.
#[utoipa::path(post, path = "/api/v1/sessions/refresh", tag = "accounts", operation_id = "refresh_session",
    responses((status = 200, body = Session), Problem))]
pub async fn post(
    State(app): State<App>,
    browser: Browser,
) -> Result<(CookieJar, Json<Session>), (CookieJar, Problem)> {
    let Some(token) = browser.token() else { return Err((browser.jar, session::ended())) };
    let refreshed = async {
        let mut work = app.begin(Actor::Anonymous).await?;
        let refreshed = refresh(&app, &mut work, &token).await?;
        // Also the end of a session is to stay.
        work.commit().await?;
        Ok::<_, Problem>(refreshed)
    };
    match refreshed.await {
        Ok(Some((view, Some(next)))) => Ok((browser.keep(&next), Json(view))),
        Ok(Some((view, None))) => Ok((browser.jar, Json(view))),
        Ok(None) => Err((browser.forget(), session::ended())),
        Err(problem) => Err((browser.jar, problem)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn only_the_newest_token_rotates_and_an_old_one_ends_the_session() {
        let at = DateTime::from_timestamp_millis(1_800_000_000_000).unwrap();
        let session = LockedSession {
            membership_id: Uuid::nil(),
            person_id: Uuid::nil(),
            token_hash: vec![3],
            previous_hash: Some(vec![2]),
            rotated_at: at,
            expires_at: at + TimeDelta::days(1),
            ended_at: None,
        };
        let late = at + GRACE + TimeDelta::milliseconds(1);
        assert_eq!(judge(&session, &[3], late), Verdict::Rotate);
        assert_eq!(judge(&session, &[2], at + GRACE), Verdict::Grace);
        assert_eq!(judge(&session, &[2], late), Verdict::Again);
        assert_eq!(judge(&session, &[1], at), Verdict::Reuse);
        assert_eq!(judge(&session, &[3], session.expires_at), Verdict::Over);
        assert_eq!(judge(&LockedSession { ended_at: Some(at), ..session }, &[3], at), Verdict::Over);
    }
}
