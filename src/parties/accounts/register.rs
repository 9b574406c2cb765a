//! An organisation and its first person register in one form.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum_extra::extract::CookieJar;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::{PersonView, Session};
use super::password;
use super::session::{self, Browser, Holder, Opened};
use super::store;
use crate::core::role::Role;
use crate::parties::fields::Fields;
use crate::parties::registry::entry::{self, NewOrganisation, OrganisationForm};
use crate::platform::passwords::Hashed;
use crate::platform::web::{Body, Created, FieldError, Once, Problem};
use crate::platform::{Actor, App, Work};
use crate::say;

/// Both halves of the form.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    pub organisation: OrganisationForm,
    pub person: PersonForm,
}

/// The first person of the organisation.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonForm {
    /// Mobile number, e-mail address, or 3 to 40 letters and digits starting with a letter.
    #[serde(default)]
    #[schema(required = true)]
    pub login: String,
    /// 1 to 50 characters.
    #[serde(default)]
    #[schema(required = true)]
    pub name: String,
    /// 10 characters at least, 128 bytes at most.
    #[serde(default)]
    #[schema(required = true)]
    pub password: String,
}

/// A form found right.
pub struct Checked {
    organisation: NewOrganisation,
    login: String,
    name: String,
}

/// Judges the whole form.
///
/// # Errors
/// 422 with every field that is wrong; 409 `already_registered`.
pub async fn check(conn: &mut PgConnection, form: &Registration) -> Result<Checked, Problem> {
    let mut fields = Fields::default();
    let organisation = entry::check(conn, &mut fields, "/organisation", &form.organisation).await?;
    let login = password::login(&mut fields, "/person/login", &form.person.login);
    let name = fields.name("/person/name", &form.person.name, 1, 50);
    password::choose(&mut fields, "/person/password", &form.person.password, &login);
    if store::login_taken(conn, &login).await? {
        let FieldError { pointer, code, text } = taken();
        fields.refuse(pointer, code, text);
    }
    fields.finish()?;
    let organisation = organisation.ok_or_else(|| Problem::internal(&"a form without errors is complete"))?;
    entry::refuse_registered(conn, &organisation).await?;
    Ok(Checked { organisation, login, name })
}

/// Registers; the unit of work goes on under the new member.
pub async fn register(
    work: &mut Work,
    form: Checked,
    password: &Hashed,
    user_agent: &str,
) -> Result<(Holder, Opened), Problem> {
    let at = work.now().await?;
    let organisation_id = entry::insert(work, at, &form.organisation).await?;
    let person = PersonView { id: work.id(at), name: form.name, login: form.login };
    let role = form.organisation.kind.role();
    let holder = member(work, at, &person, password, role, Some(organisation_id)).await?;
    let opened = session::open(work, holder, user_agent).await?;
    work.act_as(Actor::Member(opened.member.clone()));
    entry::record(work, at, organisation_id, &form.organisation).await?;
    Ok((holder, opened))
}

/// Writes a new person and its membership.
///
/// # Errors
/// 422 where the login was taken this moment.
pub(super) async fn member(
    work: &mut Work,
    at: DateTime<Utc>,
    person: &PersonView,
    password: &Hashed,
    role: Role,
    organisation_id: Option<Uuid>,
) -> Result<Holder, Problem> {
    if !store::insert_person(work.db(), person, password.as_str(), at).await? {
        return Err(Problem::invalid(vec![taken()]));
    }
    let membership_id = work.id(at);
    store::insert_membership(work.db(), membership_id, person.id, organisation_id, role, at).await?;
    Ok(Holder { person_id: person.id, membership_id, role, organisation_id })
}

pub(super) fn taken() -> FieldError {
    FieldError::new(
        "/person/login",
        "taken",
        say!(
            "这个登录名已被使用；如果是您本人，请直接登录，否则换一个",
            "this login is taken; if it is yours, sign in, else choose another"
        ),
    )
}

/// What a retry with the same Idempotency-Key is answered from: the session itself is opened anew.
#[derive(Serialize, Deserialize)]
pub(super) struct Registered {
    person_id: Uuid,
    membership_id: Uuid,
}

impl Registered {
    pub(super) fn of(holder: &Holder) -> Self {
        Self { person_id: holder.person_id, membership_id: holder.membership_id }
    }
}

/// Registers an agency or a client with its first person, who is signed in at once. An agency is active immediately
/// and owes its documents within the working days of `owed_item_days`.
#[utoipa::path(post, path = "/api/v1/registrations", tag = "accounts", operation_id = "register",
    request_body = Registration,
    responses((status = 201, body = Session, description = "Registered and signed in"), Problem))]
pub async fn post(
    State(app): State<App>,
    browser: Browser,
    once: Once,
    Body(form, digest): Body<Registration>,
) -> Result<(StatusCode, CookieJar, Json<Session>), Problem> {
    let mut work = app.begin(Actor::Anonymous).await?;
    if let Some(Created(done)) = once.replay::<Registered>(&mut work, &digest).await? {
        let opened = again(&mut work, &done, browser.user_agent()).await?;
        let browser = browser.mark(&mut work, &password::normal_login(&form.person.login));
        return answer(&app, work, browser, opened).await;
    }
    // Not kept open while the password is hashed, which may have to queue.
    drop(work);
    let checked = {
        let mut conn = app.pool().acquire().await?;
        check(&mut conn, &form).await?
    };
    let password = app.passwords().hash(form.person.password).await?;
    let mut work = app.begin(Actor::Anonymous).await?;
    if let Some(Created(done)) = once.replay::<Registered>(&mut work, &digest).await? {
        let opened = again(&mut work, &done, browser.user_agent()).await?;
        let browser = browser.mark(&mut work, &password::normal_login(&form.person.login));
        return answer(&app, work, browser, opened).await;
    }
    let browser = browser.mark(&mut work, &checked.login);
    let (holder, opened) = register(&mut work, checked, &password, browser.user_agent()).await?;
    let view = session::view(&app, work.db(), &opened.member).await?;
    // The key was claimed by a visitor; the answer is stored under the same name.
    work.act_as(Actor::Anonymous);
    once.commit(work, Created(Registered::of(&holder))).await?;
    Ok((StatusCode::CREATED, browser.keep(&opened.token), Json(view)))
}

/// A session for somebody whose registration went through before; the same body proves the password.
pub(super) async fn again(work: &mut Work, done: &Registered, user_agent: &str) -> Result<Opened, Problem> {
    let memberships = store::memberships(work.db(), done.person_id).await?;
    let membership = memberships.iter().find(|it| it.id == done.membership_id).ok_or_else(session::ended)?;
    Ok(session::open(work, Holder::of(done.person_id, membership), user_agent).await?)
}

pub(super) async fn answer(
    app: &App,
    mut work: Work,
    browser: Browser,
    opened: Opened,
) -> Result<(StatusCode, CookieJar, Json<Session>), Problem> {
    let view = session::view(app, work.db(), &opened.member).await?;
    work.commit().await?;
    Ok((StatusCode::CREATED, browser.keep(&opened.token), Json(view)))
}
