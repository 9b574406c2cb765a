//! POST /api/v1/witness/key: a witness registers the public key that its browser has made.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;

use super::invited::{Invited, no_invitation};
use super::page::page;
use super::store;
use super::view::WitnessPage;
use crate::core::seal::{self, PublicKey};
use crate::platform::web::{Body, Problem};
use crate::platform::{Actor, App, Work};
use crate::say;

/// A witness's key.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WitnessKey {
    /// X25519, 64 lower hex digits. Its private half never leaves the witness.
    pub public_key: String,
}

/// Registers the key of an invited witness, once; the same key again changes nothing.
///
/// # Errors
/// 404 for an unknown link; 409 where it has another key, or the notice is handed in; 422 for what is no key, or is another witness's.
pub async fn register(work: &mut Work, invited: &Invited, command: &WitnessKey) -> Result<WitnessPage, Problem> {
    let (number, round) = invited.lock(work).await?;
    let holders = store::of_round(work.db(), round.id).await?;
    let own = holders.iter().find(|it| it.number == i32::from(number)).ok_or_else(no_invitation)?;
    let key = PublicKey::from_hex(&command.public_key).filter(|key| key.to_string() == command.public_key);
    let key = key.filter(|key| seal::can_hold(*key, work.rng())).ok_or_else(|| {
        Problem::field("/public_key", "format", say!("公钥应为 64 位小写十六进制数字", "a key is 64 lower hex digits"))
    })?;
    if own.public_key.as_deref() == Some(&key.0) {
        return page(work, &round, number).await;
    }
    if own.public_key.is_some() || !round.state.is_editable() {
        return Err(Problem::conflict(
            "key_registered",
            say!(
                "已登记过密钥，不能再改。如密钥文件遗失，请让采购单位在提交公告前重新发送链接",
                "a key is registered and cannot be changed; if its file is lost, ask the client for a new link before the notice is handed in"
            ),
        ));
    }
    if holders.iter().any(|it| it.public_key.as_deref() == Some(&key.0)) {
        let text = say!("这是另一位见证人的密钥，每人须各用各的", "this is another witness's key; each has its own");
        return Err(Problem::field("/public_key", "not_own", text));
    }
    let at = work.now().await?;
    store::register(work.db(), round.id, number, &key.0, at).await?;
    page(work, &round, number).await
}

/// A witness registers its key.
#[utoipa::path(
    post, path = "/api/v1/witness/key", tag = "witnesses", request_body = WitnessKey,
    params(("Witness-Token" = String, Header, description = "What stands behind # in its link")),
    responses((status = 200, body = WitnessPage), Problem)
)]
pub(super) async fn post(
    State(app): State<App>,
    invited: Invited,
    Body(command, _): Body<WitnessKey>,
) -> Result<Json<WitnessPage>, Problem> {
    let mut work = app.begin(Actor::Anonymous).await?;
    let page = register(&mut work, &invited, &command).await?;
    work.commit().await?;
    Ok(Json(page))
}
