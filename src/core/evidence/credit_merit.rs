//! What the evidence of credit merit adds.

use super::sealed::{Sealed, author};
use super::verify_sealed::Facts;
use crate::core::method::Method;
use crate::core::selection::credit_merit::{self, Credit, Pick};
use crate::core::selection::{NoOutcome, Outcome};
use serde::{Deserialize, Serialize};

/// The fields of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreditMeritOwn {
    /// The credit of each entrant at the freeze.
    pub credits: Vec<Credit>,
    /// The client's pick; a file without one cannot be made.
    pub pick: Option<Pick>,
}

impl Sealed for CreditMeritOwn {
    const METHOD: Method = Method::CreditMerit;

    fn run(&self, facts: &Facts) -> Result<Outcome, NoOutcome> {
        credit_merit::select(&credit_merit::Input {
            ground: &facts.ground,
            credits: &self.credits,
            long: facts.rules.long_list,
            short: facts.rules.short_list,
            price: facts.fixed_price,
            pick: self.pick.as_ref(),
        })
    }

    fn named(&self) -> Vec<(String, &str)> {
        self.pick.iter().flat_map(|it| author("/pick", &it.reason, &it.by)).collect()
    }
}
