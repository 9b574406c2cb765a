//! What the evidence of sealed price bidding adds.

use super::sealed::{Sealed, author};
use super::verify_sealed::Facts;
use crate::core::method::Method;
use crate::core::selection::price::{self, Verdict};
use crate::core::selection::{NoOutcome, Outcome, Terms};
use serde::{Deserialize, Serialize};

/// The fields of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PriceOwn {
    /// What quotes may be.
    pub terms: Terms,
    /// What was decided about low prices.
    pub verdicts: Vec<Verdict>,
}

impl Sealed for PriceOwn {
    const METHOD: Method = Method::Price;

    fn run(&self, facts: &Facts) -> Result<Outcome, NoOutcome> {
        let Self { terms, verdicts } = self;
        price::select(&price::Input { ground: &facts.ground, terms, low: (&facts.rules).into(), verdicts })
    }

    fn named(&self) -> Vec<(String, &str)> {
        let each = self.verdicts.iter().enumerate();
        each.flat_map(|(k, it)| author(&format!("/verdicts/{k}"), &it.reason, &it.by)).collect()
    }
}
