//! POST /api/v1/notices/{id}/witness-invitations: the client gets links for its witnesses, once, and passes them on.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::invited::Token;
use super::store;
use crate::core::role::Role;
use crate::platform::actor::not_yours;
use crate::platform::web::{Body, Path, Problem, Signed};
use crate::platform::{App, Work};
use crate::procurement::rounds::{self, Round, Witness};
use crate::say;

/// Whom to invite.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct InviteWitness {
    /// One witness by its number, from 1: it gets another link, and before the notice is handed in it begins anew. Null: all who have no key.
    pub number: Option<i32>,
}

/// A link for a witness.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WitnessInvitation {
    /// From 1.
    pub number: i32,
    /// Its name.
    pub name: String,
    /// Path of its page with the secret behind `#`. It is shown now and never again.
    pub link: String,
}

/// Links for witnesses.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WitnessInvitations {
    /// In the order of the notice.
    pub items: Vec<WitnessInvitation>,
}

/// Makes links for witnesses of a notice of the acting client; a former link of theirs is void.
///
/// # Errors
/// 403 for other roles and other clients, 404; 409 where nothing is split, or nothing can be opened any more; 422 for no such witness.
pub async fn invite(work: &mut Work, id: Uuid, command: InviteWitness) -> Result<WitnessInvitations, Problem> {
    let client = work.actor().organisation(Role::Client)?;
    let round = rounds::lock_current(work, id).await?;
    if round.client_id != client {
        return Err(not_yours());
    }
    if round.witness_threshold.is_none() || !round.state.invites_witnesses() {
        return Err(Problem::conflict(
            "no_witnesses",
            say!("本公告没有需要见证人共同启封的内容", "nothing in this notice waits for witnesses to open it"),
        ));
    }
    let mut items = Vec::new();
    for (number, witness) in chosen(work, &round, command.number).await? {
        let token = Token::generate(work.rng());
        if round.state.is_editable() {
            store::invite(work.db(), round.id, number, &witness, &token.hash().0).await?;
        } else {
            store::relink(work.db(), round.id, number, &token.hash().0).await?;
        }
        items.push(WitnessInvitation { number, name: witness.name, link: token.link() });
    }
    Ok(WitnessInvitations { items })
}

/// The witness that was asked for, or all that have no key.
async fn chosen(work: &mut Work, round: &Round, number: Option<i32>) -> Result<Vec<(i32, Witness)>, Problem> {
    let named = store::named(work.db(), round.id).await?;
    let mut chosen: Vec<(i32, Witness)> = (1..).zip(named).collect();
    if let Some(number) = number {
        chosen.retain(|(it, _)| *it == number);
        if chosen.is_empty() {
            return Err(Problem::field("/number", "unknown", say!("没有这位见证人", "there is no such witness")));
        }
    } else {
        let missing = store::without_key(work.db(), round.id).await?;
        chosen.retain(|(number, _)| missing.contains(&i64::from(*number)));
    }
    if let Some((number, _)) = chosen.iter().find(|(_, it)| it.name.is_empty()) {
        let pointer = format!("/witnesses/{}/name", number - 1);
        return Err(Problem::field(&pointer, "required", say!("请填写见证人姓名", "name the witness")));
    }
    Ok(chosen)
}

/// Makes links for the witnesses of a notice.
#[utoipa::path(
    post, path = "/api/v1/notices/{id}/witness-invitations", tag = "witnesses", request_body = InviteWitness,
    params(("id" = Uuid, Path)), responses((status = 200, body = WitnessInvitations), Problem)
)]
pub(super) async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    Body(command, _): Body<InviteWitness>,
) -> Result<Json<WitnessInvitations>, Problem> {
    let mut work = app.begin(actor).await?;
    let links = invite(&mut work, id, command).await?;
    work.commit().await?;
    Ok(Json(links))
}
