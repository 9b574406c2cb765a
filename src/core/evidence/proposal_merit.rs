//! What the evidence of proposal merit adds.

use super::sealed::{Sealed, author};
use super::verify_sealed::Facts;
use crate::core::method::Method;
use crate::core::selection::proposal_merit::{self, Assessor, Scores, Sheet, StoodDown};
use crate::core::selection::{NoOutcome, Outcome, Terms};
use serde::{Deserialize, Serialize};

/// The fields of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalMeritOwn {
    /// What quotes may be.
    pub terms: Terms,
    /// The sheet, as published with the notice.
    pub sheet: Sheet,
    /// The pool that assessors are drawn from.
    pub pool: Vec<Assessor>,
    /// Who of it does not serve.
    pub stood_down: Vec<StoodDown>,
    /// What those who serve scored.
    pub scores: Vec<Scores>,
}

impl Sealed for ProposalMeritOwn {
    const METHOD: Method = Method::ProposalMerit;

    fn run(&self, facts: &Facts) -> Result<Outcome, NoOutcome> {
        let Self { terms, sheet, pool, stood_down, scores } = self;
        let ground = &facts.ground;
        proposal_merit::select(&proposal_merit::Input { ground, terms, sheet, pool, stood_down, scores })
    }

    fn named(&self) -> Vec<(String, &str)> {
        let each = self.stood_down.iter().enumerate();
        each.flat_map(|(k, it)| author(&format!("/stood_down/{k}"), &it.reason, &it.by)).collect()
    }
}
