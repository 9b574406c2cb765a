//! Sessions: opening one, its refresh token, its cookie, and what the person is told.

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;
use axum::http::request::Parts;
use axum_extra::extract::cookie::{Cookie, CookieJar};
use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use std::convert::Infallible;
use uuid::Uuid;

use super::known::{self, Mark};
use super::model::{Membership, Session};
use super::store::{self, NewSession};
use crate::platform::clock::machine_time;
use crate::platform::tokens::ACCESS_MINUTES;
use crate::platform::vault::Vault;
use crate::platform::web::Problem;
use crate::platform::{App, Member, Work, rng};
use crate::say;

const COOKIE: &str = "jishi_refresh";
const COOKIE_PATH: &str = "/api/v1/sessions";
/// A session ends when it has not been refreshed for so long.
const IDLE: TimeDelta = TimeDelta::days(14);

/// A refresh token: which session, and 32 secret bytes. Only their SHA-256 is stored.
#[derive(Clone, Copy)]
pub struct RefreshToken {
    pub session_id: Uuid,
    secret: [u8; 32],
}

impl RefreshToken {
    pub fn new(work: &mut Work, session_id: Uuid) -> Self {
        Self { session_id, secret: rng::bytes(work.rng()) }
    }

    fn parse(text: &str) -> Option<Self> {
        let (id, secret_hex) = text.split_once('.')?;
        let mut secret = [0; 32];
        hex::decode_to_slice(secret_hex, &mut secret).ok()?;
        Some(Self { session_id: Uuid::try_parse(id).ok()?, secret })
    }

    fn text(&self) -> String {
        format!("{}.{}", self.session_id.simple(), hex::encode(self.secret))
    }

    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.secret).into()
    }
}

/// What the request says of the browser.
pub struct Browser {
    /// It came by https, says the proxy in front.
    secure: bool,
    user_agent: String,
    /// Another site's page sent it.
    foreign: bool,
    pub jar: CookieJar,
}

impl<S: Send + Sync> FromRequestParts<S> for Browser {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let text = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let proto = text("x-forwarded-proto");
        Ok(Self {
            secure: proto.split(',').next().is_some_and(|it| it.trim().eq_ignore_ascii_case("https")),
            user_agent: user_agent(&parts.headers),
            foreign: !matches!(text("sec-fetch-site"), "" | "same-origin" | "none"),
            jar: CookieJar::from_headers(&parts.headers),
        })
    }
}

fn user_agent(headers: &HeaderMap) -> String {
    let text = headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    text.chars().take(200).collect()
}

impl Browser {
    /// The refresh token it holds. The cookie is `SameSite=Strict`; a browser that says so itself is believed, too.
    pub fn token(&self) -> Option<RefreshToken> {
        if self.foreign {
            return None;
        }
        self.jar.get(COOKIE).and_then(|cookie| RefreshToken::parse(cookie.value()))
    }

    /// Hands over a refresh token.
    pub fn keep(self, token: &RefreshToken) -> CookieJar {
        self.set(COOKIE, &token.text(), IDLE.num_seconds()).jar
    }

    /// The mark of this browser if it is known to a login.
    pub fn known(&self, vault: &Vault, login: &str) -> Option<Mark> {
        self.jar.get(known::COOKIE).and_then(|cookie| Mark::read(vault, login, cookie.value()))
    }

    /// Makes this browser known to a login.
    #[must_use]
    pub fn mark(self, work: &mut Work, login: &str) -> Self {
        let mark = self.known(work.vault(), login).unwrap_or_else(|| Mark::new(work.rng()));
        match mark.cookie(work.vault(), login) {
            Some(cookie) => self.set(known::COOKIE, &cookie, known::MAX_AGE),
            None => self,
        }
    }

    fn set(mut self, name: &str, value: &str, age: i64) -> Self {
        let secure = if self.secure { "; Secure" } else { "" };
        let cookie = format!("{name}={value}; Path={COOKIE_PATH}; HttpOnly; SameSite=Strict; Max-Age={age}{secure}");
        // Nothing above can break the syntax of a cookie.
        if let Ok(cookie) = Cookie::parse(cookie) {
            self.jar = self.jar.add(cookie);
        }
        self
    }

    /// Takes the refresh token away.
    pub fn forget(self) -> CookieJar {
        self.jar.remove(Cookie::build((COOKIE, "")).path(COOKIE_PATH))
    }

    pub fn user_agent(&self) -> &str {
        &self.user_agent
    }
}

/// Who holds a membership.
#[derive(Clone, Copy, Debug)]
pub struct Holder {
    pub person_id: Uuid,
    pub membership_id: Uuid,
    pub role: crate::core::role::Role,
    pub organisation_id: Option<Uuid>,
}

impl Holder {
    pub fn of(person_id: Uuid, membership: &Membership) -> Self {
        let organisation_id = membership.organisation.as_ref().map(|it| it.id);
        Self { person_id, membership_id: membership.id, role: membership.role, organisation_id }
    }

    pub fn member(self, session_id: Uuid) -> Member {
        Member {
            person_id: self.person_id,
            membership_id: self.membership_id,
            session_id,
            role: self.role,
            organisation_id: self.organisation_id,
        }
    }
}

/// Sessions are kept so long after their end, for those who look into what happened.
const KEPT: TimeDelta = TimeDelta::days(30);
/// How many sessions [`purge`] deletes at once.
const PURGED: i64 = 1_000;

/// Deletes sessions that are over for long; true when there may be more of them.
///
/// # Errors
/// When the database fails.
pub async fn purge(app: &App) -> Result<bool, Problem> {
    let mut conn = app.pool().acquire().await?;
    Ok(store::delete_old_sessions(&mut conn, machine_time() - KEPT, PURGED).await? > 0)
}

/// A session just opened.
pub struct Opened {
    pub member: Member,
    pub token: RefreshToken,
}

/// When a session refreshed at `at` ends if it is left alone.
pub fn idle_end(at: DateTime<Utc>) -> DateTime<Utc> {
    at + IDLE
}

/// Opens a session.
pub async fn open(work: &mut Work, holder: Holder, user_agent: &str) -> Result<Opened, sqlx::Error> {
    let at = machine_time();
    let id = work.id(at);
    let token = RefreshToken::new(work, id);
    let session = NewSession {
        id,
        membership_id: holder.membership_id,
        token_hash: &token.hash(),
        at,
        expires_at: idle_end(at),
        user_agent,
    };
    store::insert_session(work.db(), &session).await?;
    Ok(Opened { member: holder.member(id), token })
}

/// What the person is told, with a fresh access token.
pub async fn view(app: &App, conn: &mut PgConnection, member: &Member) -> Result<Session, Problem> {
    let person = store::person(conn, member.person_id).await?;
    let memberships = store::memberships(conn, member.person_id).await?;
    let membership = memberships.iter().find(|it| it.id == member.membership_id).cloned().ok_or_else(ended)?;
    let access_token = app.tokens().issue(member).map_err(|error| Problem::internal(&error))?;
    Ok(Session { access_token, expires_in: ACCESS_MINUTES * 60, person, membership, memberships })
}

/// 401: this session is over.
pub fn ended() -> Problem {
    Problem::new(
        axum::http::StatusCode::UNAUTHORIZED,
        "session_ended",
        say!("登录已失效，请重新登录", "the session is over; please sign in again"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_as_written_and_nothing_else_is() {
        let token = RefreshToken { session_id: Uuid::from_u128(7), secret: [9; 32] };
        let read = RefreshToken::parse(&token.text()).unwrap();
        assert_eq!((read.session_id, read.hash()), (token.session_id, token.hash()));
        for bad in ["", ".", "7.09", "é.é", &token.text()[1..], &format!("{}0", token.text())] {
            assert!(RefreshToken::parse(bad).is_none(), "{bad}");
        }
    }
}
