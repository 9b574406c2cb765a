//! From a round that is selecting, or whose winner is out, to its outcome: the method's pure function decides, and what it still needs of a
//! person is asked for. The same way is taken when a selection begins, whenever somebody has decided something, and for the next-ranked.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use super::facts::{roster, winner};
use super::{auction, low_price, pick, proposals, sealed};
use crate::core::evidence::{self, NotMade, PriceOwn, ReferencePriceOwn, Selected};
use crate::core::method::Method;
use crate::core::selection::{Need, NoOutcome, Terms};
use crate::core::state::{RoundEvent, RoundState};
use crate::core::text::Text;
use crate::platform::Work;
use crate::platform::web::Problem;
use crate::procurement::awards::{self, Announcement, announce};
use crate::procurement::rounds::{Move, Round, advance, note};

/// Announces the outcome, fails the round, or asks for what is missing.
///
/// # Errors
/// When the database cannot be reached; 500 where the round lacks what every round of its method has.
pub(super) async fn conclude(work: &mut Work, round: &mut Round, at: DateTime<Utc>) -> Result<(), Problem> {
    match found(work, round, at).await {
        Ok(selected) => award(work, round, at, selected).await,
        Err(Hindered::Asks(need)) => ask(work, round, at, need).await,
        Err(Hindered::Fails(why)) => fail(work, round, at, &why).await,
        Err(Hindered::Problem(problem)) => Err(problem),
    }
}

/// Why there is no winner now.
pub(super) enum Hindered {
    /// A person must do something first.
    Asks(Need),
    /// By the rules the round fails.
    Fails(Text),
    /// Something is wrong.
    Problem(Problem),
}

impl From<Problem> for Hindered {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<sqlx::Error> for Hindered {
    fn from(error: sqlx::Error) -> Self {
        Self::Problem(error.into())
    }
}

impl From<NotMade> for Hindered {
    fn from(why: NotMade) -> Self {
        match why {
            NotMade::NoOutcome(NoOutcome::Needs(need)) => Self::Asks(need),
            NotMade::NoOutcome(NoOutcome::Failed(failure)) => Self::Fails(failure.text()),
            // Whoever brought what does not belong was not let through; a file that does not verify is never given out.
            other => Self::Problem(Problem::internal(&other)),
        }
    }
}

/// Runs the method's function over all there is.
async fn found(work: &mut Work, round: &mut Round, at: DateTime<Utc>) -> Result<Selected, Hindered> {
    match round.method {
        Method::Price => {
            let verdicts = low_price::verdicts(work.db(), round.id).await?;
            let own = PriceOwn { terms: terms(round)?, verdicts };
            Ok(evidence::sealed(sealed::input(work, round).await?, own)?)
        }
        Method::ReferencePrice => {
            let own = ReferencePriceOwn { terms: terms(round)? };
            Ok(evidence::sealed(sealed::input(work, round).await?, own)?)
        }
        Method::CreditMerit => pick::found(work, round).await,
        Method::ProposalMerit => proposals::found(work, round, at).await,
        Method::ReverseAuction => auction::found(work, round).await,
        Method::Direct | Method::Draw => Err(Problem::internal(&"a method of its own way").into()),
    }
}

/// The bounds of quotes, which publication asks for.
pub(super) fn terms(round: &Round) -> Result<Terms, Problem> {
    round.terms().ok_or_else(|| Problem::internal(&"a round without bounds of its quotes"))
}

async fn award(work: &mut Work, round: &mut Round, at: DateTime<Utc>, selected: Selected) -> Result<(), Problem> {
    let best = selected.outcome.winner;
    let entry = roster(round).iter().find(|entry| entry.uscc == best.uscc.as_str());
    let entry = entry.ok_or_else(|| Problem::internal(&"the winner is not of the roster"))?;
    let found = Announcement {
        winner: winner(entry),
        amount: best.price_fen,
        reason: selected.evidence.pointer("/pick/reason").and_then(Value::as_str).unwrap_or_default().to_owned(),
        why: why(&selected.evidence),
        evidence: selected.evidence,
    };
    announce(work, round, at, found).await?;
    Ok(())
}

/// Seed and time, from which everybody can follow where they stood; the ranking is in the evidence, which has no bound.
fn why(evidence: &Value) -> Map<String, Value> {
    let named = ["beacon", "commit", "secret", "seed", "select_time"];
    let mut why: Map<String, Value> =
        named.iter().filter_map(|name| Some(((*name).to_owned(), evidence.get(*name)?.clone()))).collect();
    if let Some(reason) = evidence.pointer("/pick/reason") {
        why.insert("reason".to_owned(), reason.clone());
    }
    let ranked = evidence.get("ranking").and_then(Value::as_array).map_or(0, Vec::len);
    why.insert("ranked".to_owned(), json!(ranked));
    why
}

/// Asks a person; a round whose winner is out goes back to selecting for it.
async fn ask(work: &mut Work, round: &mut Round, at: DateTime<Utc>, need: Need) -> Result<(), Problem> {
    if round.state == RoundState::Awarded {
        advance(work, round, at, Move::public(RoundEvent::BeginSelection, "round.selecting", json!({}))).await?;
    }
    match need {
        Need::Verdict { uscc, price, under_ceiling, under_mean } => {
            let low = low_price::Low { uscc, price, under_ceiling, under_mean };
            low_price::ask(work, round, at, low).await
        }
        Need::Pick { short_list } => pick::ask(work, round, at, &short_list).await,
        Need::Assessors { have, needed } => proposals::ask_assessors(work, round, at, have, needed).await,
        Need::Scores { missing } => proposals::ask_scores(work, round, at, &missing).await,
    }
}

/// Nobody can win.
pub(super) async fn fail(work: &mut Work, round: &mut Round, at: DateTime<Utc>, why: &Text) -> Result<(), Problem> {
    round.end_reason = Some(why.zh.clone());
    let about = awards::entrants(work.db(), round.id).await?;
    let public = json!({ "reason": why.zh, "reason_en": why.en, "reason_code": "no_outcome" });
    let event = if round.state == RoundState::Awarded { RoundEvent::Decline } else { RoundEvent::Fail };
    advance(work, round, at, Move::public(event, "round.failed", public).about(about)).await?;
    Ok(())
}

/// An entry about a round that goes on, for everybody who takes part.
pub(super) async fn tell_entrants(
    work: &mut Work,
    round: &mut Round,
    at: DateTime<Utc>,
    kind: &'static str,
    public: Value,
) -> Result<(), Problem> {
    let about = awards::entrants(work.db(), round.id).await?;
    note(work, round, at, kind, about, public).await?;
    Ok(())
}
