//! PUT /api/v1/notices/{id}/draft: saving a draft, and what it still lacks.

use axum::extract::State;
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;
use uuid::Uuid;

use super::check::{self, Context};
use super::content::{Content, NoticeContent};
use super::{relief, store};
use crate::core::role::Role;
use crate::platform::actor::not_yours;
use crate::platform::files;
use crate::platform::web::{Body, FieldError, IfMatch, Path, Problem, Signed, Versioned, language};
use crate::platform::{App, Work, calendar, settings};
use crate::procurement::rounds::{self, Round};
use crate::procurement::witnesses;
use crate::say;

/// A draft as saved, normalised, with what keeps it from being handed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeDraft {
    /// The notice.
    pub id: Uuid,
    /// As stored.
    #[serde(flatten)]
    pub content: NoticeContent,
    /// Row version for the next `If-Match`.
    pub version: i32,
    /// What is missing or wrong for submission, by field.
    pub problems: Vec<Lack>,
}

/// What a draft lacks at one field.
#[derive(Debug, Serialize, ToSchema)]
pub struct Lack {
    /// JSON pointer: `/amount_fen`.
    pub pointer: String,
    /// Stable word: `required`.
    pub code: &'static str,
    /// What would be right, in the request's language.
    pub detail: String,
}

impl From<FieldError> for Lack {
    fn from(error: FieldError) -> Self {
        Self { pointer: error.pointer, code: error.code, detail: error.text.pick(language()).to_owned() }
    }
}

/// Locks the current round of a notice of the acting client.
///
/// # Errors
/// 403 for other roles and other clients, 404.
pub async fn lock_own(work: &mut Work, notice_id: Uuid) -> Result<Round, Problem> {
    let client = work.actor().organisation(Role::Client)?;
    let round = rounds::lock_current(work, notice_id).await?;
    if round.client_id == client { Ok(round) } else { Err(not_yours()) }
}

/// The command made storable for this client: known division and items, own files.
///
/// # Errors
/// 422 with every field that cannot be stored.
pub async fn storable(conn: &mut PgConnection, client_id: Uuid, command: &NoticeContent) -> Result<Content, Problem> {
    let home = store::home(conn, client_id).await?;
    let content = command.storable(&home).map_err(Problem::invalid)?;
    let mut errors = Vec::new();
    let division = &content.division_code;
    if !store::division_exists(conn, division).await? {
        errors.push(FieldError::new(
            "/division_code",
            "unknown",
            say!("没有行政区划 {division}", "there is no division {division}"),
        ));
    }
    for place in store::unknown_items(conn, &content.items).await? {
        let code = content.items.get(place).cloned().unwrap_or_default();
        errors.push(FieldError::new(
            format!("/items/{place}"),
            "unknown",
            say!("目录中没有事项 {code}", "there is no catalog item {code}"),
        ));
    }
    for place in files::not_own(conn, &content.files, client_id).await? {
        errors.push(FieldError::new(
            format!("/files/{place}"),
            "unknown",
            say!("没有这个文件，请重新上传", "there is no such file of yours; upload it again"),
        ));
    }
    if errors.is_empty() { Ok(content) } else { Err(Problem::invalid(errors)) }
}

/// Everything that keeps a content from publication in a round at this instant.
pub async fn problems(
    work: &mut Work,
    round: &Round,
    content: &Content,
    at: chrono::DateTime<chrono::Utc>,
) -> Result<Vec<FieldError>, Problem> {
    let rules = settings::rules_in_force(work.db(), &content.division_code).await?;
    let calendar = calendar::load(work.db()).await?;
    let (round_number, failures) = (round.round_number(), round.failures());
    let mut found =
        check::problems(content, &Context { at, calendar: &calendar, rules: &rules, round_number, failures });
    found.extend(witnesses::missing_keys(work.db(), round.id).await?);
    Ok(found)
}

/// Saves a draft of the acting client, if the version it edits is the current one. A stale save of just what is stored already is the
/// retry of one whose answer was lost (RFC 9110 §13.1.1): it succeeds and changes nothing.
///
/// # Errors
/// 403, 404; 412 when stale, 428 without a version; 409 when it is no draft any more; 422 for what cannot be stored.
pub async fn save(
    work: &mut Work,
    id: Uuid,
    version: IfMatch,
    command: &NoticeContent,
) -> Result<NoticeDraft, Problem> {
    let mut round = lock_own(work, id).await?;
    if let Err(stale) = version.check(round.version) {
        return if version.0.is_some() && is_stored(work, &round, command).await? {
            open(work, id).await
        } else {
            Err(stale)
        };
    }
    if !round.state.is_editable() {
        let (zh, en) = (round.state.zh(), round.state.en());
        return Err(Problem::conflict(
            "not_editable",
            say!(
                "公告当前为「{zh}」，只有草稿和被退回的公告可以修改",
                "the notice is “{en}”; only a draft or a returned one can be edited"
            ),
        )
        .with("state", serde_json::json!(round.state)));
    }
    let content = storable(work.db(), round.client_id, command).await?;
    let let_go = store::write_content(work.db(), round.id, &content).await?;
    round.too_few = relief::failures(work.db(), id, round.number, &content).await?;
    store::write_too_few(work.db(), round.id, round.too_few).await?;
    let at = work.now().await?;
    files::release(work, &let_go, at).await?;
    let problems = problems(work, &round, &content, at).await?;
    Ok(NoticeDraft {
        id,
        content: content.into(),
        version: round.version + 1,
        problems: problems.into_iter().map(Lack::from).collect(),
    })
}

/// Whether the command would store what is stored.
async fn is_stored(work: &mut Work, round: &Round, command: &NoticeContent) -> Result<bool, Problem> {
    let Ok(content) = storable(work.db(), round.client_id, command).await else { return Ok(false) };
    Ok(round.state.is_editable() && store::read_content(work.db(), round.id).await? == content)
}

/// The draft of the acting client as it stands, for its form.
///
/// # Errors
/// 403, 404.
pub async fn open(work: &mut Work, id: Uuid) -> Result<NoticeDraft, Problem> {
    let round = lock_own(work, id).await?;
    let content = store::read_content(work.db(), round.id).await?;
    let at = work.now().await?;
    let problems = problems(work, &round, &content, at).await?;
    Ok(NoticeDraft {
        id,
        content: content.into(),
        version: round.version,
        problems: problems.into_iter().map(Lack::from).collect(),
    })
}

/// Saves a draft; anything may still be missing.
#[utoipa::path(
    put, path = "/api/v1/notices/{id}/draft", tag = "notices", request_body = NoticeContent,
    params(("id" = Uuid, Path), ("If-Match" = String, Header, description = "Version that is edited")),
    responses((status = 200, body = NoticeDraft), Problem)
)]
pub(super) async fn put(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    version: IfMatch,
    Body(command, _): Body<NoticeContent>,
) -> Result<Versioned<NoticeDraft>, Problem> {
    let mut work = app.begin(actor).await?;
    let draft = save(&mut work, id, version, &command).await?;
    work.commit().await?;
    Ok(Versioned(draft.version, draft))
}

/// The draft for its form, with what it lacks.
#[utoipa::path(
    get, path = "/api/v1/notices/{id}/draft", tag = "notices", params(("id" = Uuid, Path)),
    responses((status = 200, body = NoticeDraft), Problem)
)]
pub(super) async fn get(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
) -> Result<Versioned<NoticeDraft>, Problem> {
    let mut work = app.begin(actor).await?;
    let draft = open(&mut work, id).await?;
    Ok(Versioned(draft.version, draft))
}
