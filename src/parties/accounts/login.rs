//! Signing in.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum_extra::extract::CookieJar;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::attempts::{self, Bucket};
use super::model::{Membership, Session};
use super::session::{self, Browser, Holder};
use super::{password, store};
use crate::platform::web::{Body, Problem};
use crate::platform::{Actor, App};
use crate::say;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// Mobile number, e-mail address or chosen name.
    pub login: String,
    pub password: String,
    /// Which membership to act in; the one used last unless said.
    #[serde(default)]
    pub membership_id: Option<Uuid>,
}

/// The same for an unknown login and a wrong password.
fn wrong() -> Problem {
    Problem::new(
        StatusCode::UNAUTHORIZED,
        "wrong_credentials",
        say!("登录名或密码不对，请检查后重试", "login or password is wrong; please check and try again"),
    )
}

/// Which membership a new session acts in.
pub fn choose(memberships: &[Membership], wanted: Option<Uuid>) -> Result<&Membership, Problem> {
    let found = match wanted {
        Some(id) => memberships.iter().find(|it| it.id == id),
        None => memberships.first(),
    };
    found
        .ok_or_else(|| Problem::forbidden("no_such_membership", say!("您没有这个身份", "that membership is not yours")))
}

/// The person behind a login, if the password is right.
async fn authenticate(app: &App, login: &str, bucket: Bucket, password: String) -> Result<Uuid, Problem> {
    let mut work = app.begin(Actor::Anonymous).await?;
    attempts::reserve(work.db(), bucket).await?;
    let known = store::credentials(work.db(), login).await?;
    work.commit().await?;
    if !password::plausible(&password) {
        return Err(wrong());
    }
    let (id, hash) = known.map(|it| (it.person_id, it.password_hash)).unzip();
    let right = app.passwords().verify(password, hash).await?;
    id.filter(|_| right).ok_or_else(wrong)
}

/// Signs in. After five wrong passwords in a row the next attempt has to wait up to 20 seconds (429);
/// a browser in which this login has signed in before is counted for itself.
#[utoipa::path(post, path = "/api/v1/sessions", tag = "accounts", operation_id = "sign_in", request_body = SignIn,
    responses((status = 201, body = Session, description = "Signed in; the refresh token is in the cookie"), Problem))]
pub async fn post(
    State(app): State<App>,
    browser: Browser,
    Body(command, _): Body<SignIn>,
) -> Result<(StatusCode, CookieJar, Json<Session>), Problem> {
    let login = password::normal_login(&command.login);
    let bucket = Bucket::of(&login, browser.known(app.vault(), &login));
    let person_id = authenticate(&app, &login, bucket, command.password).await?;
    let mut work = app.begin(Actor::Anonymous).await?;
    attempts::clear(work.db(), bucket).await?;
    let memberships = store::memberships(work.db(), person_id).await?;
    let holder = Holder::of(person_id, choose(&memberships, command.membership_id)?);
    let opened = session::open(&mut work, holder, browser.user_agent()).await?;
    let view = session::view(&app, work.db(), &opened.member).await?;
    let browser = browser.mark(&mut work, &login);
    work.commit().await?;
    Ok((StatusCode::CREATED, browser.keep(&opened.token), Json(view)))
}
