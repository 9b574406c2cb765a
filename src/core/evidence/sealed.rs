//! Making the evidence of a method that seals: the method's own function runs once, its outcome is written down, and
//! the file is given out only if it verifies.

use super::make::{Notice, seal};
use super::parts::{Head, NotOpened, Opened, OpenedEntrant, SealedEvidence};
use super::verify_sealed::Facts;
use super::{DRAW_ALGORITHM, EvidenceError, FORMAT};
use crate::core::beacon::BeaconSource;
use crate::core::draw::{self, Entrant};
use crate::core::method::Method;
use crate::core::rules::Rules;
use crate::core::seal::Proposal;
use crate::core::selection::{self, Ground, NoOutcome, Outcome, PassedOver, Quote};
use crate::core::text::Text;
use crate::core::uscc::Uscc;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// What a method that seals adds to a file, and how its function is called.
pub trait Sealed: Clone + Serialize + DeserializeOwned {
    /// The method.
    const METHOD: Method;
    /// Calls the method's function.
    fn run(&self, facts: &Facts) -> Result<Outcome, NoOutcome>;
    /// Its texts that name the author and the reason of a human input, each with its JSON pointer.
    fn named(&self) -> Vec<(String, &str)> {
        Vec::new()
    }
}

/// Reason and author of a human input, each with its JSON pointer.
pub(super) fn author<'a>(pointer: &str, reason: &'a str, by: &'a str) -> [(String, &'a str); 2] {
    [(format!("{pointer}/reason"), reason), (format!("{pointer}/by"), by)]
}

/// What a selection of any method that seals depends on.
#[derive(Clone, Debug)]
pub struct SealedInput {
    /// The round; its `amount` counts only where the price is fixed.
    pub notice: Notice,
    /// Share of fiscal money, 0 to 100.
    pub fiscal_percent: u8,
    /// The commitment to the secret, as published with the notice.
    pub commit: [u8; 32],
    /// The secret behind it.
    pub secret: [u8; 32],
    /// [`draw::NO_BEACON`], or the public value.
    pub beacon: String,
    /// Where it is from, as named in the notice.
    pub beacon_source: Option<BeaconSource>,
    /// The frozen roster, opened.
    pub roster: Vec<SealedEntrant>,
    /// Its members that could not be opened.
    pub not_opened: Vec<NotOpened>,
    /// As published at the freeze.
    pub sealed_roster_hash: [u8; 32],
    /// Who left the ranking since.
    pub passed_over: Vec<PassedOver>,
}

/// One eligible entrant, opened.
#[derive(Clone, Debug)]
pub struct SealedEntrant {
    /// Its code.
    pub uscc: Uscc,
    /// Its name.
    pub name: String,
    /// Of its payload.
    pub nonce: [u8; 16],
    /// Of its payload.
    pub proposal: Option<Proposal>,
    /// Of its payload.
    pub quote: Option<Quote>,
    /// Of its payload.
    pub salt: [u8; 32],
    /// In its receipt since the sign-up.
    pub commitment: [u8; 32],
}

/// An outcome with its evidence.
#[derive(Clone, Debug)]
pub struct Selected {
    /// Who won, the ranking, the working.
    pub outcome: Outcome,
    /// The evidence file.
    pub evidence: Value,
}

/// Why there is no evidence.
#[derive(Debug)]
pub enum NotMade {
    /// There is no outcome: the round fails, or somebody must decide something first.
    NoOutcome(NoOutcome),
    /// The file would not verify, or cannot be written.
    Evidence(EvidenceError),
}

impl NotMade {
    /// Why, in words.
    pub fn text(&self) -> Text {
        match self {
            Self::NoOutcome(it) => it.text(),
            Self::Evidence(it) => it.text(),
        }
    }
}

impl fmt::Display for NotMade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(f)
    }
}

impl std::error::Error for NotMade {}

impl From<NoOutcome> for NotMade {
    fn from(it: NoOutcome) -> Self {
        Self::NoOutcome(it)
    }
}

impl From<EvidenceError> for NotMade {
    fn from(it: EvidenceError) -> Self {
        Self::Evidence(it)
    }
}

impl From<serde_json::Error> for NotMade {
    fn from(it: serde_json::Error) -> Self {
        Self::Evidence(it.into())
    }
}

impl SealedInput {
    /// The seed of all choices of the round.
    pub fn seed(&self) -> [u8; 32] {
        let roster: Vec<Entrant> = self
            .roster
            .iter()
            .map(|it| Entrant { uscc: it.uscc.clone(), nonce: it.nonce, name: String::new() })
            .collect();
        let time = draw::select_time_text(self.notice.select_time);
        draw::seed(&self.secret, &self.notice.notice_code, &draw::roster_hash(&roster), &time, &self.beacon)
    }

    /// What the functions of [`selection`] are called with.
    pub fn facts(&self, method: Method) -> Result<Facts, EvidenceError> {
        let rules = Rules::deserialize(&self.notice.rules)?;
        let entrant = |it: &SealedEntrant| selection::Entrant { uscc: it.uscc.clone(), quote: it.quote };
        let ground = Ground {
            entrants: self.roster.iter().map(entrant).collect(),
            needed: rules.min_entrants(method, self.fiscal_percent, self.notice.too_few),
            passed_over: self.passed_over.iter().map(|it| it.uscc.clone()).collect(),
            seed: self.seed(),
        };
        Ok(Facts { rules, ground, fixed_price: self.notice.amount })
    }
}

/// Selects by the method of `own` and writes the evidence.
pub fn sealed<O: Sealed>(input: SealedInput, own: O) -> Result<Selected, NotMade> {
    let facts = input.facts(O::METHOD)?;
    let outcome = own.run(&facts)?;
    let head = head(input.notice, O::METHOD, input.fiscal_percent, input.passed_over, &outcome);
    let mut roster: Vec<OpenedEntrant> = input.roster.into_iter().map(Into::into).collect();
    roster.sort_by_cached_key(|it| draw::roster_line(&it.uscc, &it.nonce));
    let mut not_opened = input.not_opened;
    not_opened.sort_by(|a, b| a.uscc.cmp(&b.uscc));
    let opened = Opened {
        algorithm: DRAW_ALGORITHM.to_owned(),
        beacon: input.beacon,
        beacon_source: input.beacon_source,
        commit: hex::encode(input.commit),
        secret: hex::encode(input.secret),
        roster,
        not_opened,
        sealed_roster_hash: hex::encode(input.sealed_roster_hash),
        seed: hex::encode(facts.ground.seed),
        steps: outcome.steps.iter().cloned().map(Into::into).collect(),
    };
    let evidence = seal(&SealedEvidence { head, opened, own })?;
    Ok(Selected { outcome, evidence })
}

/// The fields of [`Head`].
pub(super) fn head(
    notice: Notice,
    method: Method,
    fiscal_percent: u8,
    mut passed_over: Vec<PassedOver>,
    outcome: &Outcome,
) -> Head {
    passed_over.sort_by(|a, b| a.uscc.cmp(&b.uscc));
    Head {
        format: FORMAT.to_owned(),
        method: method.code().to_owned(),
        notice_code: notice.notice_code,
        too_few: notice.too_few,
        project_name: notice.project_name,
        client_name: notice.client_name,
        fiscal_percent,
        signups: notice.signups,
        select_time: draw::select_time_text(notice.select_time),
        roster_hash: hex::encode(notice.roster_hash),
        passed_over,
        working: outcome.working.clone(),
        ranking: outcome.ranking.clone(),
        winner: outcome.winner.uscc.to_string(),
        amount_fen: outcome.winner.price_fen,
        rules: notice.rules,
        rules_hash: hex::encode(notice.rules_hash),
        digests: BTreeMap::new(),
        digest: String::new(),
    }
}

impl From<SealedEntrant> for OpenedEntrant {
    fn from(it: SealedEntrant) -> Self {
        Self {
            uscc: it.uscc.to_string(),
            name: it.name,
            nonce: hex::encode(it.nonce),
            proposal: it.proposal,
            quote: it.quote,
            salt: hex::encode(it.salt),
            commitment: hex::encode(it.commitment),
        }
    }
}
