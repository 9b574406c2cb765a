//! Signing out.

use axum::extract::State;
use axum::http::StatusCode;
use axum_extra::extract::CookieJar;

use super::session::Browser;
use super::store;
use crate::platform::clock::machine_time;
use crate::platform::web::{Caller, Problem};
use crate::platform::{Actor, App};

/// Ends the session of the access token and the one in the cookie; also when there is none any more. An access token
/// already given out lives on for its few minutes.
#[utoipa::path(delete, path = "/api/v1/sessions/current", tag = "accounts", operation_id = "sign_out",
    responses((status = 204, description = "Signed out"), Problem))]
pub async fn delete(
    State(app): State<App>,
    caller: Result<Caller, Problem>,
    browser: Browser,
) -> Result<(StatusCode, CookieJar), Problem> {
    let mut work = app.begin(Actor::Anonymous).await?;
    let now = machine_time();
    if let Ok(Caller(Actor::Member(member))) = caller {
        store::end_session(work.db(), member.session_id, now).await?;
    }
    if let Some(token) = browser.token() {
        let locked = store::lock_session(work.db(), token.session_id).await?;
        if locked.is_some_and(|it| it.token_hash == token.hash()) {
            store::end_session(work.db(), token.session_id, now).await?;
        }
    }
    work.commit().await?;
    Ok((StatusCode::NO_CONTENT, browser.forget()))
}
