//! Who calls: the bearer token of the request, if any.

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;

use crate::platform::actor::Actor;
use crate::platform::app::App;
use crate::platform::web::Problem;
use crate::say;

/// Anybody; a token that is given must be valid.
pub struct Caller(pub Actor);

/// Somebody who has signed in.
pub struct Signed(pub Actor);

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let Some(header) = parts.headers.get(AUTHORIZATION) else { return Ok(Self(Actor::Anonymous)) };
        header
            .to_str()
            .ok()
            .and_then(|value| value.strip_prefix("Bearer "))
            .and_then(|token| app.tokens().read(token))
            .map(|member| Self(Actor::Member(member)))
            .ok_or_else(|| {
                Problem::new(
                    axum::http::StatusCode::UNAUTHORIZED,
                    "token_expired",
                    say!("登录已过期，请重新登录。", "Your sign-in has expired; please sign in again."),
                )
            })
    }
}

impl FromRequestParts<App> for Signed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let Caller(actor) = Caller::from_request_parts(parts, app).await?;
        actor.member()?;
        Ok(Self(actor))
    }
}
