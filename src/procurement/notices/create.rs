//! POST /api/v1/notices: a new draft, empty, filled or copied from an older notice.

use axum::extract::State;
use uuid::Uuid;

use super::content::{Content, NoticeContent};
use super::view::Notice;
use super::{draft, read, store};
use crate::core::role::Role;
use crate::platform::web::{Body, Created, Once, Problem, Signed};
use crate::platform::{App, Work};
use crate::say;

/// Makes a draft of the acting client; drafts are not journalled.
///
/// # Errors
/// 403 for other roles; 422 for what cannot be stored; 404 when there is nothing to copy.
pub async fn create(work: &mut Work, command: &NoticeContent) -> Result<Notice, Problem> {
    let client_id = work.actor().organisation(Role::Client)?;
    let content = match command.copy_of {
        None => draft::storable(work.db(), client_id, command).await?,
        Some(source) => copied(work, client_id, source).await?,
    };
    let at = work.now().await?;
    let (notice_id, round_id) = (work.id(at), work.id(at));
    store::insert_notice(work.db(), notice_id, client_id, at).await?;
    store::insert_round(work.db(), round_id, notice_id, (1, 0), &content, at).await?;
    read::seen(work, notice_id, at).await
}

/// The content of another notice without its dates. Of another client's, only what is wanted: not whom to ask, which project it was
/// approved for, who is kept out or where it was.
async fn copied(work: &mut Work, client_id: Uuid, source: Uuid) -> Result<Content, Problem> {
    let from = store::readable_round(work.db(), source, client_id)
        .await?
        .ok_or_else(|| Problem::not_found(say!("没有可复制的公告", "there is no such notice to copy")))?;
    let mut content = store::read_content(work.db(), from.round_id).await?.without_issue();
    content.signup_deadline = None;
    content.select_time = None;
    if from.client_id != client_id {
        content.files.clear();
        content.witnesses.clear();
        content.witness_threshold = None;
        content.recusals.clear();
        content.contact_name.clear();
        content.contact_phone.clear();
        content.complaint_phone.clear();
        content.approve_code.clear();
        content.division_code = store::home(work.db(), client_id).await?;
    }
    Ok(content)
}

/// Makes a draft.
#[utoipa::path(
    post, path = "/api/v1/notices", tag = "notices", request_body = NoticeContent,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = Notice), Problem)
)]
pub(super) async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    once: Once,
    Body(command, digest): Body<NoticeContent>,
) -> Result<Created<Notice>, Problem> {
    let mut work = app.begin(actor).await?;
    if let Some(answer) = once.replay(&mut work, &digest).await? {
        return Ok(answer);
    }
    let notice = create(&mut work, &command).await?;
    once.commit(work, Created(notice)).await
}
