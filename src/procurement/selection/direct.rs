//! POST /api/v1/notices/{id}/selection: the client picks one agency and says why: of the compliant roster in direct selection (domain.md §7.1),
//! of the short list in credit merit (§7.6).

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, json};
use utoipa::ToSchema;
use uuid::Uuid;

use super::facts::{code, entrant, notice, roster, winner};
use super::pair::Past;
use super::pick;
use crate::core::evidence::{self, DirectInput, EvidenceError};
use crate::core::method::Method;
use crate::core::money::{AmountInput, Fen};
use crate::core::role::Role;
use crate::core::state::{RoundEvent, RoundState};
use crate::core::text;
use crate::platform::actor::not_yours;
use crate::platform::web::{Body, Created, FieldError, Once, Path, Problem, Signed};
use crate::platform::{App, Work};
use crate::procurement::awards::{self, Announcement, AwardView, announce};
use crate::procurement::notices::public_text;
use crate::procurement::rounds::{Move, RosterEntry, Round, advance, lock_current};
use crate::say;

/// Characters of a reason that says something.
const REASON: std::ops::RangeInclusive<usize> = 10..=1000;

/// The client's pick.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SelectAgency {
    /// An agency of the compliant roster.
    pub agency_id: Uuid,
    /// Why this one; 10 to 1000 characters, public.
    pub reason: String,
    /// The price: required where the notice names none, else, if given, the same as there.
    #[serde(default)]
    pub amount_fen: Option<AmountInput>,
}

/// Selects the winner of a direct selection; gives the award's id.
///
/// # Errors
/// 403 for others than the client of the notice, 404; 409 for another method or state, `already_selected` naming the winner at a second
/// press; 422 for an agency outside of the roster, a thin reason, or an amount that is missing, differs from the notice's or is over the cap.
pub async fn select(work: &mut Work, notice_id: Uuid, command: &SelectAgency) -> Result<Uuid, Problem> {
    let client = work.actor().organisation(Role::Client)?;
    let mut round = lock_current(work, notice_id).await?;
    pickable(work, &round, client).await?;
    let at = work.now().await?;
    let of = pickable_codes(work, &round).await?;
    let (entry, reason, amount) = checked(&round, command, &of)?;
    if round.method == Method::CreditMerit {
        pick::decide(work, &mut round, at, entry.agency_id, &reason).await?;
        let (award, _) = awards::of_round(work.db(), round.id).await?.ok_or_else(no_notice)?;
        return Ok(award.id);
    }
    if round.state == RoundState::Closed {
        advance(work, &mut round, at, Move::public(RoundEvent::BeginSelection, "round.selecting", json!({}))).await?;
    }
    let found = found(work, &round, at, &entry, reason, amount).await?;
    Ok(announce(work, &mut round, at, found).await?.id)
}

/// Whether the client may pick now.
///
/// # Errors
/// 403 and 404 where the notice is another's; 409 that says why not now.
pub(super) async fn pickable(work: &mut Work, round: &Round, client: Uuid) -> Result<(), Problem> {
    if round.client_id != client {
        // A notice that nobody has seen yet does not exist for others.
        return Err(if round.is_public() { not_yours() } else { no_notice() });
    }
    if !matches!(round.method, Method::Direct | Method::CreditMerit) {
        let (zh, en) = (round.method.zh(), round.method.en());
        let text = say!(
            "本公告以「{zh}」方式选取，委托人不能指定中选机构",
            "this notice selects by {en}; the client cannot name the winner"
        );
        return Err(Problem::conflict("not_direct", text).with("method", json!(round.method)));
    }
    if let Some((award, winner)) =
        awards::of_round(work.db(), round.id).await?.filter(|(award, _)| award.declined_at.is_none())
    {
        let name = &winner.name;
        let text =
            say!("已选定「{name}」，一轮只有一家中选", "“{name}” has been selected already; a round has one winner");
        return Err(Problem::conflict("already_selected", text)
            .with("award_id", json!(award.id))
            .with("winner", json!(winner)));
    }
    if round.frozen {
        return Err(Problem::conflict(
            "frozen",
            say!("异议处理中，暂停选取", "an objection is open; the selection is paused"),
        ));
    }
    // A closed direct round is one step from selecting; any other state is refused by the table.
    if round.state != RoundState::Closed || round.method != Method::Direct {
        round.state.apply(RoundEvent::Select)?;
    }
    Ok(())
}

/// 404 of a notice that does not exist.
pub(super) fn no_notice() -> Problem {
    Problem::not_found(say!("没有这份采购公告", "there is no such notice"))
}

/// Codes of those whom the client may pick.
pub(super) async fn pickable_codes(work: &mut Work, round: &Round) -> Result<Vec<String>, Problem> {
    if round.method == Method::CreditMerit {
        pick::pickable(work, round).await
    } else {
        Ok(roster(round).iter().map(|entry| entry.uscc.clone()).collect())
    }
}

/// All that the client gave, checked together.
fn checked(round: &Round, command: &SelectAgency, of: &[String]) -> Result<(RosterEntry, String, Fen), Problem> {
    let mut errors = Vec::new();
    let entry = entrant(round, command.agency_id).filter(|entry| of.contains(&entry.uscc));
    if entry.is_none() {
        let text = if round.method == Method::CreditMerit {
            say!("只能从小名单中选取", "it must be of the short list")
        } else {
            say!("只能从符合条件的报名名单中选取", "it must be of the compliant roster")
        };
        errors.push(FieldError::new("/agency_id", "not_in_roster", text));
    }
    let reason = text::title(&command.reason);
    let length = reason.chars().count();
    if !REASON.contains(&length) {
        let (least, most) = (REASON.start(), REASON.end());
        let text = say!(
            "请写明选取理由，{least} 到 {most} 字，现为 {length} 字",
            "say why, in {least} to {most} characters; there are {length}"
        );
        errors.push(FieldError::new("/reason", "length", text));
    }
    errors.extend(public_text("/reason", &reason).err());
    let amount = amount(round, command.amount_fen.as_ref());
    match (entry, amount) {
        (Some(entry), Ok(amount)) if errors.is_empty() => Ok((entry.clone(), reason, amount)),
        (_, amount) => {
            errors.extend(amount.err());
            Err(Problem::invalid(errors))
        }
    }
}

/// The price: the notice's, or the one named now; never over the cap of the frozen rules.
fn amount(round: &Round, named: Option<&AmountInput>) -> Result<Fen, FieldError> {
    let wrong = |code, text| Err(FieldError::new("/amount_fen", code, text));
    let named = named
        .map(AmountInput::fen)
        .transpose()
        .map_err(|error| FieldError::new("/amount_fen", "amount", error.text()))?;
    let amount = match (round.amount_fen, named) {
        (Some(fixed), Some(named)) if named != fixed => {
            let text =
                say!("公告已定金额 {fixed}，与填写的 {named} 不一致", "the notice fixes {fixed}, which is not {named}");
            return wrong("differs", text);
        }
        (Some(fixed), _) => fixed,
        (None, Some(named)) if named.0 > 0 => named,
        (None, Some(_)) => return wrong("too_small", say!("金额应大于零", "the amount must be more than zero")),
        (None, None) => {
            return wrong(
                "required",
                say!("公告未定金额，请填写中选金额", "the notice names no amount, so the award must"),
            );
        }
    };
    let cap = round.rules().direct_cap(round.failures());
    if round.method == Method::Direct && amount > cap {
        let text = say!(
            "{amount} 超过本轮直接选取上限 {cap}，请改用公开竞争的方式",
            "{amount} is over this round's cap of direct selection, {cap}; use a competitive method"
        );
        return wrong("over_cap", text);
    }
    Ok(amount)
}

/// The outcome with its evidence, and what everybody is told.
async fn found(
    work: &mut Work,
    round: &Round,
    at: DateTime<Utc>,
    entry: &RosterEntry,
    reason: String,
    amount: Fen,
) -> Result<Announcement, Problem> {
    let past = Past::read(work, round, at).await?;
    let concentration = past.concentration(entry.agency_id);
    let split = past.splits(work, round, amount).await?;
    let lines = roster(round).iter().map(|it| Ok((code(it)?, it.name.clone())));
    let evidence = evidence::direct(DirectInput {
        notice: notice(work, round, amount, at).await?,
        roster: lines.collect::<Result<_, Problem>>()?,
        winner: code(entry)?,
        reason: reason.clone(),
        cap: round.rules().direct_cap(round.failures()),
        concentration,
    })
    .map_err(|error: EvidenceError| Problem::internal(&error))?;
    let mut why = Map::new();
    why.insert("reason".to_owned(), json!(reason));
    why.insert("concentration".to_owned(), json!(concentration));
    // Only the facts: the sentence is made anew in each reader's language.
    why.insert("splits".to_owned(), json!(split.map(|it| it.findings).unwrap_or_default()));
    Ok(Announcement { winner: winner(entry), amount, reason, evidence, why })
}

/// The client names the winner of a direct selection.
#[utoipa::path(
    post, path = "/api/v1/notices/{id}/selection", tag = "selection", operation_id = "select_agency",
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header)), request_body = SelectAgency,
    responses((status = 201, body = AwardView), Problem)
)]
pub(super) async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    once: Once,
    Path(id): Path<Uuid>,
    Body(command, digest): Body<SelectAgency>,
) -> Result<Created<AwardView>, Problem> {
    let mut work = app.begin(actor.clone()).await?;
    if let Some(answer) = once.replay(&mut work, &digest).await? {
        return Ok(answer);
    }
    let award_id = select(&mut work, id, &command).await?;
    let view = awards::read(work.db(), award_id, &actor).await?;
    once.commit(work, Created(view)).await
}
