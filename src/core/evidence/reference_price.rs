//! What the evidence of a reference price adds.

use super::sealed::Sealed;
use super::verify_sealed::Facts;
use crate::core::method::Method;
use crate::core::selection::{NoOutcome, Outcome, Terms, reference_price};
use serde::{Deserialize, Serialize};

/// The field of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReferencePriceOwn {
    /// What quotes may be.
    pub terms: Terms,
}

impl Sealed for ReferencePriceOwn {
    const METHOD: Method = Method::ReferencePrice;

    fn run(&self, facts: &Facts) -> Result<Outcome, NoOutcome> {
        reference_price::select(&reference_price::Input {
            ground: &facts.ground,
            terms: &self.terms,
            percents: &facts.rules.reference_percents,
            trim_from: facts.rules.trim_from_quotes,
        })
    }
}
