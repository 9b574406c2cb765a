//! POST /api/v1/notices/{id}/sign-ups: an agency enters a round.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::eligibility::{RuleView, no_agency};
use super::held::seen;
use super::model::SignUpView;
use super::proposal::{self, Claimed};
use super::sealed::{self, Sealed};
use super::store::{self, NewSignUp};
use crate::core::canonical::sha256_hex;
use crate::core::eligibility::{self as rules, Candidate, Moment};
use crate::core::role::Role;
use crate::core::seal;
use crate::core::state::RoundState;
use crate::platform::journal::{Audience, Entry, Recorded, Subject};
use crate::platform::web::{Body, Created, FieldError, Once, Path, Problem, Signed};
use crate::platform::{App, Work};
use crate::procurement::eligibility::{candidates, requirement};
use crate::procurement::late;
use crate::procurement::rounds::{self, Round};
use crate::say;

/// What an agency hands in.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SignUp {
    /// What the entrant keeps to itself until the opening (nonce, quote), encrypted in its browser; required where the method seals, that
    /// is everywhere but in direct selection and in a reverse auction, and refused there.
    pub sealed: Option<Sealed>,
    /// The agency's own practitioners who will do the work; required where the notice asks for some.
    pub practitioners: Vec<Uuid>,
    /// Declares that no ground for recusal (回避) is known; must be true.
    pub no_conflict: bool,
}

/// Signs the acting agency up. The round's lock is shared, so that entrants do not wait for each other; the instant is read after it.
///
/// # Errors
/// 403 for other roles, 404; 409 `late` with both instants, `not_open`, `already_signed_up`, `same_person`, `not_eligible` with the rules;
/// 422 for what is missing.
pub async fn sign_up(work: &mut Work, notice_id: Uuid, command: &SignUp) -> Result<SignUpView, Problem> {
    let agency_id = work.actor().organisation(Role::Agency)?;
    in_time(work, notice_id).await?;
    let round = rounds::share(work, notice_id).await?;
    let at = work.now().await?;
    open(&round, at)?;
    let sealed = checked(work, &round, agency_id, command).await?;
    judge(work, &round, agency_id, command, at).await?;
    let named = command.sealed.as_ref().and_then(|it| it.proposal_id);
    let file = proposal::claim(work.db(), &round, agency_id, named, "/sealed/proposal_id").await?;
    let id = work.id(at);
    let recorded = record(work, &round, agency_id, id, (sealed.as_ref(), file.as_ref()), command, at).await?;
    let new = NewSignUp {
        id,
        round_id: round.id,
        agency_id,
        person_id: work.actor().member().ok().map(|member| member.person_id),
        at,
        sealed: sealed.as_ref(),
        practitioners: &command.practitioners,
        receipt: &recorded,
    };
    if !store::insert(work.db(), &new).await? {
        let twice = store::is_signed_up(work.db(), round.id, agency_id).await?;
        return Err(if twice { already() } else { same_person() });
    }
    if let Some(file) = &file {
        proposal::attach(work.db(), file, id).await?;
    }
    seen(work, agency_id, id).await
}

/// Refuses who is late by now, without a lock. Who is not is judged again under the lock, by [`open`].
pub(super) async fn in_time(work: &mut Work, notice_id: Uuid) -> Result<(), Problem> {
    let deadline = rounds::store::signup_deadline(work.db(), notice_id).await?;
    let at = work.now().await?;
    match deadline {
        Some(deadline) if at >= deadline => Err(late(at, deadline)),
        _ => Ok(()),
    }
}

/// The window is [publication, deadline): exactly at the deadline is late.
pub(super) fn open(round: &Round, at: DateTime<Utc>) -> Result<(), Problem> {
    if !round.is_public() {
        return Err(unpublished(round));
    }
    if let Some(deadline) = round.signup_deadline.filter(|deadline| at >= *deadline) {
        return Err(late(at, deadline));
    }
    if round.state == RoundState::Published {
        return Ok(());
    }
    Err(not_open(round.state))
}

fn not_open(state: RoundState) -> Problem {
    let (zh, en) = (state.zh(), state.en());
    let text = say!("公告当前为「{zh}」，不在报名中", "the notice is “{en}”, not open for sign-up");
    Problem::conflict("not_open", text).with("state", json!(state))
}

/// A notice that was never published is nobody's business; that a failed round is to be announced again is public, no more.
fn unpublished(round: &Round) -> Problem {
    if round.number == 1 {
        return Problem::not_found(say!("没有这份采购公告", "there is no such notice"));
    }
    // Given up before it was published, and the notice with it.
    if round.state == RoundState::Cancelled {
        return not_open(round.state);
    }
    let last = round.number - 1;
    let text = say!(
        "第 {last} 轮流标，下一轮尚未发布，发布后即可报名",
        "round {last} failed and the next one is not published yet; sign-up is open once it is"
    );
    Problem::conflict("not_open", text).with("state", json!(RoundState::Failed))
}

/// What the command must carry.
async fn checked(
    work: &mut Work,
    round: &Round,
    agency_id: Uuid,
    command: &SignUp,
) -> Result<Option<seal::Sealed>, Problem> {
    if round.method.seals() && round.seal_key.is_none() {
        // Published before rounds had keys: a timer gives it one within the second.
        return Err(Problem::unavailable(
            "no_seal_key",
            say!("本公告的公钥尚未生成，请稍后再试", "the notice has no key to seal to yet; try again"),
        ));
    }
    let mut errors = Vec::new();
    if !command.no_conflict {
        errors.push(FieldError::new(
            "/no_conflict",
            "required",
            say!("请声明不存在应当回避的情形", "declare that no ground for recusal is known"),
        ));
    }
    let sealed = sealed::checked(round, command.sealed.as_ref(), "/sealed").unwrap_or_else(|wrong| {
        errors.extend(wrong);
        None
    });
    if command.practitioners.len() > 99 {
        errors.push(FieldError::new("/practitioners", "too_many", say!("最多 99 名", "at most 99")));
    } else if !command.practitioners.is_empty() {
        let own = store::own_practitioners(work.db(), &command.practitioners, agency_id).await?;
        for (place, id) in command.practitioners.iter().enumerate() {
            let pointer = format!("/practitioners/{place}");
            if !own.contains(id) {
                errors.push(FieldError::new(
                    pointer,
                    "not_own",
                    say!("不是本机构登记的执业人员", "not a registered practitioner of yours"),
                ));
            } else if command.practitioners.iter().take(place).any(|other| other == id) {
                errors.push(FieldError::new(pointer, "twice", say!("同一人只能填一次", "named twice")));
            }
        }
    }
    if errors.is_empty() { Ok(sealed) } else { Err(Problem::invalid(errors)) }
}

/// Every rule must pass; where practitioners are asked for, those named count.
async fn judge(
    work: &mut Work,
    round: &Round,
    agency_id: Uuid,
    command: &SignUp,
    at: DateTime<Utc>,
) -> Result<(), Problem> {
    let known = candidates(work.db(), &[agency_id]).await?.pop().ok_or_else(no_agency)?;
    let named = u32::try_from(command.practitioners.len()).unwrap_or(u32::MAX);
    let (needed, on_file) = (u32::try_from(round.staff_required).unwrap_or(0), known.candidate.staff);
    // Where there are enough on file, the check before said yes, and only the naming is missing.
    if named < needed && on_file >= needed {
        return Err(Problem::field(
            "/practitioners",
            "too_few",
            say!(
                "本公告要求 {needed} 名执业人员，请从已登记的 {on_file} 名中选定，现选 {named} 名",
                "the notice asks for {needed} practitioners: name them from the {on_file} on file; {named} are named"
            ),
        ));
    }
    // Whether it has signed up already, the unique index says at the insert.
    let candidate = Candidate { staff: named, ..known.candidate };
    let requirement = requirement(work.db(), round).await?;
    let results = rules::check(&candidate, &requirement, Moment::SignUp { at });
    if rules::is_eligible(&results) {
        return Ok(());
    }
    let failed: Vec<RuleView> = results.into_iter().filter(|it| !it.passed).map(RuleView::from).collect();
    let names = failed.iter().map(|it| it.detail.as_str()).collect::<Vec<_>>().join("；");
    let text = say!("不符合报名条件：{names}", "not eligible: {names}");
    Err(Problem::conflict("not_eligible", text).with("rules", json!(failed)))
}

fn already() -> Problem {
    Problem::conflict("already_signed_up", say!("本轮已经报名，无需重复", "already signed up for this round"))
}

/// Nobody but the person itself learns that it has entered for another agency.
fn same_person() -> Problem {
    let text = say!(
        "您已代表另一家机构报名本轮；同一人不能代表两家机构参加同一轮",
        "you have signed up for this round for another agency; one person does not act for two entrants"
    );
    Problem::conflict("same_person", text)
}

/// The journal shows that somebody entered and to what it is committed, not who.
async fn record(
    work: &mut Work,
    round: &Round,
    agency_id: Uuid,
    id: Uuid,
    (sealed, file): (Option<&seal::Sealed>, Option<&Claimed>),
    command: &SignUp,
    at: DateTime<Utc>,
) -> Result<Recorded, Problem> {
    let entry = Entry {
        kind: "sign_up.made",
        subject: Subject { kind: "sign_up", id },
        about: vec![round.notice_id, round.id],
        // Not for the public history: before the freeze nobody sees how many have entered.
        audience: Audience::Parties,
        public: json!({
            "notice_code": round.code_text(),
            "round_number": round.number,
            "commitment": sealed.map(|it| hex::encode(it.commitment)),
            "sealed_sha256": sealed.map(|it| sha256_hex(&it.ciphertext)),
            "proposal_sha256": file.map(|it| hex::encode(&it.sha256)),
            "no_conflict": true,
        }),
        private: Some(json!({ "agency_id": agency_id, "practitioners": command.practitioners })),
    };
    Ok(work.record(at, entry).await?)
}

/// Signs the acting agency up.
#[utoipa::path(
    post, path = "/api/v1/notices/{id}/sign-ups", tag = "sign-ups", request_body = SignUp,
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = SignUpView), Problem)
)]
pub(super) async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
    once: Once,
    Body(command, digest): Body<SignUp>,
) -> Result<Created<SignUpView>, Problem> {
    let mut work = app.begin(actor).await?;
    if let Some(answer) = once.replay(&mut work, &digest).await? {
        return Ok(answer);
    }
    let view = sign_up(&mut work, id, &command).await?;
    once.commit(work, Created(view)).await
}
