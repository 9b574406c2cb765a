//! An assessor registers: an account, and an entry that waits for the operator.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum_extra::extract::CookieJar;
use serde::Deserialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

use super::model::{PersonView, Session};
use super::password;
use super::register::{PersonForm, Registered, again, answer, member, taken};
use super::session::{self, Browser, Holder, Opened};
use super::store;
use crate::core::role::Role;
use crate::parties::assessors::entry::{self, AssessorForm, NewAssessor};
use crate::parties::fields::Fields;
use crate::platform::passwords::Hashed;
use crate::platform::web::{Body, Created, FieldError, Once, Problem};
use crate::platform::{Actor, App, Work};

/// Both halves of the form.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessorRegistration {
    pub assessor: AssessorForm,
    pub person: PersonForm,
}

/// A form found right.
pub struct Checked {
    assessor: NewAssessor,
    login: String,
    name: String,
}

/// Judges the whole form.
///
/// # Errors
/// 422 with every field that is wrong.
pub async fn check(conn: &mut PgConnection, form: &AssessorRegistration) -> Result<Checked, Problem> {
    let mut fields = Fields::default();
    let assessor = entry::check(&mut fields, "/assessor", &form.assessor);
    let login = password::login(&mut fields, "/person/login", &form.person.login);
    let name = fields.name("/person/name", &form.person.name, 1, 50);
    password::choose(&mut fields, "/person/password", &form.person.password, &login);
    if store::login_taken(conn, &login).await? {
        let FieldError { pointer, code, text } = taken();
        fields.refuse(pointer, code, text);
    }
    fields.finish()?;
    let assessor = assessor.ok_or_else(|| Problem::internal(&"a form without errors is complete"))?;
    Ok(Checked { assessor, login, name })
}

/// Registers; the unit of work goes on under the new member.
///
/// # Errors
/// 422 where the login was taken this moment.
pub async fn register(
    work: &mut Work,
    form: Checked,
    password: &Hashed,
    user_agent: &str,
) -> Result<(Holder, Opened), Problem> {
    let at = work.now().await?;
    let person = PersonView { id: work.id(at), name: form.name, login: form.login };
    let holder = member(work, at, &person, password, Role::Assessor, None).await?;
    entry::insert(work, at, person.id, &form.assessor).await?;
    let opened = session::open(work, holder, user_agent).await?;
    work.act_as(Actor::Member(opened.member.clone()));
    entry::record(work, at, person.id, &person.name, &form.assessor).await?;
    Ok((holder, opened))
}

/// Registers an assessor, who is signed in at once and waits for the operator.
#[utoipa::path(post, path = "/api/v1/assessor-registrations", tag = "accounts", operation_id = "register_assessor",
    request_body = AssessorRegistration,
    responses((status = 201, body = Session, description = "Registered and signed in"), Problem))]
pub async fn post(
    State(app): State<App>,
    browser: Browser,
    once: Once,
    Body(form, digest): Body<AssessorRegistration>,
) -> Result<(StatusCode, CookieJar, Json<Session>), Problem> {
    let mut work = app.begin(Actor::Anonymous).await?;
    if let Some(Created(done)) = once.replay::<Registered>(&mut work, &digest).await? {
        let opened = again(&mut work, &done, browser.user_agent()).await?;
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
