//! The rules in force (domain.md §7.10): every number is a setting of the tenant, frozen and hashed into a round when
//! it is published, and ruling it to its end. `wd` is a working day.

use super::calendar::WorkingDays;
use super::canonical;
use super::method::Method;
use super::money::Fen;
use super::text::Text;
use crate::say;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::fmt;

/// The parameter table of domain.md §7.10; `Default` is its default column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Rules {
    /// wd within which the operator form-checks an entry (Hunan, S2).
    pub entry_check_days: WorkingDays,
    /// wd within which the operator reviews a notice.
    pub notice_review_days: WorkingDays,
    /// Least wd of sign-up, direct selection.
    pub signup_min_days_direct: WorkingDays,
    /// Least wd of sign-up, draw.
    pub signup_min_days_draw: WorkingDays,
    /// Least wd of sign-up, the methods that quote.
    pub signup_min_days_bid: WorkingDays,
    /// Least wd of sign-up, credit and proposal merit.
    pub signup_min_days_merit: WorkingDays,
    /// Least wd of sign-up from round 2 on, where the method asks for more.
    pub republish_signup_min_days: WorkingDays,
    /// Least entrants of draw, bid and reference price with any fiscal money (S10).
    pub min_entrants_fiscal: u32,
    /// The same without fiscal money.
    pub min_entrants_social: u32,
    /// Least entrants of credit and proposal merit (S3).
    pub min_entrants_merit: u32,
    /// Least entrants of direct selection.
    pub min_entrants_direct: u32,
    /// After the second failure to find entrants, two entrants are enough and direct selection is allowed over its cap.
    pub second_failure_relief: bool,
    /// An entrant may withdraw before the deadline (S19).
    pub withdraw_before_deadline: bool,
    /// wd of publicity, 0 to 3.
    pub publicity_days: WorkingDays,
    /// wd for the winner to confirm or decline.
    pub confirm_award_days: WorkingDays,
    /// wd to sign the contract, 5 to 30.
    pub contract_sign_days: WorkingDays,
    /// wd to file the contract, 2 to 7.
    pub contract_file_days: WorkingDays,
    /// wd to review a deliverable or a contract.
    pub review_days: WorkingDays,
    /// Calendar days after which an unreviewed one is closed (S11).
    pub review_hard_stop_days: u32,
    /// wd to rate after acceptance; then "not rated" (domain.md §17).
    pub rating_days: WorkingDays,
    /// A quote below this percent of the ceiling must justify itself.
    pub low_price_percent_of_ceiling: u32,
    /// A quote this many percent under the mean must justify itself.
    pub low_price_percent_under_mean: u32,
    /// Minutes without a bid after which an auction ends (S19).
    pub auction_quiet_minutes: u32,
    /// Percent of the ceiling by which a bid must beat the best.
    pub auction_step_percent: u32,
    /// The least such step, in fen.
    pub auction_step_min_fen: Fen,
    /// Percents that reference price draws from (S10).
    pub reference_percents: Vec<u32>,
    /// From how many quotes on the highest and the lowest are removed (S10); 0 never removes any.
    pub trim_from_quotes: u32,
    /// Services limit in fen: over it publication is refused (Hunan, S25).
    pub service_limit_fen: Fen,
    /// From this percent of the limit on, publication warns.
    pub service_warn_percent: u32,
    /// Cap of direct selection in fen.
    pub direct_cap_fen: Fen,
    /// Calendar days over which purchases of one client and item are added up against that cap.
    pub split_days: u32,
    /// wd to hand in what was owed at registration.
    pub owed_item_days: WorkingDays,
    /// Length of the long list (大名单).
    pub long_list: u32,
    /// Length of the short list (小名单).
    pub short_list: u32,
    /// Red cards within [`Rules::red_window_months`] that suspend.
    pub reds_before_suspension: u32,
    /// Months over which red cards count.
    pub red_window_months: u32,
    /// wd before the deadline at which questions close.
    pub questions_close_days: WorkingDays,
}

/// Percents that reference price may draw from, at most.
const MOST_PERCENTS: usize = 100;

impl Default for Rules {
    fn default() -> Self {
        Self {
            entry_check_days: WorkingDays(2),
            notice_review_days: WorkingDays(1),
            signup_min_days_direct: WorkingDays(1),
            signup_min_days_draw: WorkingDays(3),
            signup_min_days_bid: WorkingDays(3),
            signup_min_days_merit: WorkingDays(3),
            republish_signup_min_days: WorkingDays(2),
            min_entrants_fiscal: 3,
            min_entrants_social: 1,
            min_entrants_merit: 2,
            min_entrants_direct: 1,
            second_failure_relief: true,
            withdraw_before_deadline: true,
            publicity_days: WorkingDays(1),
            confirm_award_days: WorkingDays(2),
            contract_sign_days: WorkingDays(10),
            contract_file_days: WorkingDays(5),
            review_days: WorkingDays(10),
            review_hard_stop_days: 180,
            rating_days: WorkingDays(10),
            low_price_percent_of_ceiling: 70,
            low_price_percent_under_mean: 30,
            auction_quiet_minutes: 10,
            auction_step_percent: 1,
            auction_step_min_fen: Fen(10_000),
            reference_percents: vec![95, 96, 97, 98],
            trim_from_quotes: 6,
            service_limit_fen: Fen(80_000_000),
            service_warn_percent: 80,
            direct_cap_fen: Fen(10_000_000),
            split_days: 90,
            owed_item_days: WorkingDays(20),
            long_list: 10,
            short_list: 3,
            reds_before_suspension: 2,
            red_window_months: 12,
            questions_close_days: WorkingDays(1),
        }
    }
}

/// Why an override is refused; each names the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RulesError {
    /// No rule has this name.
    UnknownKey(String),
    /// The value is of another kind; what the reader said.
    WrongType { key: String, reason: String },
    /// The value is outside of what domain.md §7.10 allows.
    OutOfRange { key: &'static str, low: i64, high: i64 },
    /// The list has more entries than anything could use.
    TooMany { key: &'static str, most: usize },
}

impl RulesError {
    /// What is wrong and what would be right.
    pub fn text(&self) -> Text {
        match self {
            Self::UnknownKey(key) => say!("没有名为 {key} 的规则", "there is no rule named {key}"),
            Self::WrongType { key, reason } => {
                say!("规则 {key} 的值不对：{reason}", "rule {key} has a wrong value: {reason}")
            }
            Self::OutOfRange { key, low, high } => {
                say!("规则 {key} 应在 {low} 到 {high} 之间", "rule {key} must be between {low} and {high}")
            }
            Self::TooMany { key, most } => {
                say!("规则 {key} 最多 {most} 项", "rule {key} has at most {most} entries")
            }
        }
    }
}

impl fmt::Display for RulesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(f)
    }
}

impl std::error::Error for RulesError {}

/// How an amount stands to the services limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitCheck {
    /// Well below.
    Ok,
    /// From the warning percent on.
    Warn { limit: Fen },
    /// Over it: publication is refused.
    Refuse { limit: Fen },
}

impl Rules {
    /// These rules with a tenant's overrides laid over them.
    pub fn with(&self, overrides: &Map<String, Value>) -> Result<Self, RulesError> {
        let wrong =
            |key: &str, e: serde_json::Error| RulesError::WrongType { key: key.to_owned(), reason: e.to_string() };
        let mut base = serde_json::to_value(self).map_err(|e| wrong("", e))?;
        let mut rules = self.clone();
        for (key, value) in overrides {
            let slot = base.get_mut(key).ok_or_else(|| RulesError::UnknownKey(key.clone()))?;
            *slot = value.clone();
            rules = Self::deserialize(&base).map_err(|e| wrong(key, e))?;
        }
        rules.check()?;
        Ok(rules)
    }

    /// The ranges of domain.md §7.10, and those without which a rule means nothing.
    fn check(&self) -> Result<(), RulesError> {
        let days = |days: WorkingDays| i64::from(days.0);
        let percents = |pick: fn(i64, i64) -> i64, start| {
            self.reference_percents.iter().fold(start, |a, &b| pick(a, i64::from(b)))
        };
        let money = 1..=Fen::MAX.0;
        let ranges = [
            ("publicity_days", days(self.publicity_days), 0..=3),
            ("contract_sign_days", days(self.contract_sign_days), 5..=30),
            ("contract_file_days", days(self.contract_file_days), 2..=7),
            ("signup_min_days_direct", days(self.signup_min_days_direct), 1..=60),
            ("signup_min_days_draw", days(self.signup_min_days_draw), 1..=60),
            ("signup_min_days_bid", days(self.signup_min_days_bid), 1..=60),
            ("signup_min_days_merit", days(self.signup_min_days_merit), 1..=60),
            ("republish_signup_min_days", days(self.republish_signup_min_days), 1..=60),
            ("confirm_award_days", days(self.confirm_award_days), 1..=30),
            ("entry_check_days", days(self.entry_check_days), 1..=30),
            ("notice_review_days", days(self.notice_review_days), 1..=30),
            ("review_days", days(self.review_days), 1..=60),
            ("review_hard_stop_days", i64::from(self.review_hard_stop_days), 1..=3_650),
            ("rating_days", days(self.rating_days), 1..=60),
            ("owed_item_days", days(self.owed_item_days), 1..=250),
            ("questions_close_days", days(self.questions_close_days), 0..=60),
            ("split_days", i64::from(self.split_days), 0..=3_650),
            ("auction_quiet_minutes", i64::from(self.auction_quiet_minutes), 1..=1_440),
            (
                "trim_from_quotes",
                i64::from(self.trim_from_quotes),
                if self.trim_from_quotes == 0 { 0..=0 } else { 3..=1_000 },
            ),
            ("long_list", i64::from(self.long_list), 1..=1_000),
            ("short_list", i64::from(self.short_list), 1..=1_000),
            ("reds_before_suspension", i64::from(self.reds_before_suspension), 1..=100),
            ("red_window_months", i64::from(self.red_window_months), 1..=120),
            ("min_entrants_fiscal", i64::from(self.min_entrants_fiscal), 1..=100),
            ("min_entrants_social", i64::from(self.min_entrants_social), 1..=100),
            ("min_entrants_merit", i64::from(self.min_entrants_merit), 1..=100),
            ("min_entrants_direct", i64::from(self.min_entrants_direct), 1..=100),
            ("service_limit_fen", self.service_limit_fen.0, money.clone()),
            ("direct_cap_fen", self.direct_cap_fen.0, money.clone()),
            ("auction_step_min_fen", self.auction_step_min_fen.0, money),
            ("service_warn_percent", i64::from(self.service_warn_percent), 1..=100),
            ("low_price_percent_of_ceiling", i64::from(self.low_price_percent_of_ceiling), 0..=100),
            ("low_price_percent_under_mean", i64::from(self.low_price_percent_under_mean), 0..=100),
            ("auction_step_percent", i64::from(self.auction_step_percent), 0..=100),
            ("reference_percents", percents(i64::min, 100), 1..=100),
            ("reference_percents", percents(i64::max, 0), 1..=100),
        ];
        if self.reference_percents.len() > MOST_PERCENTS {
            return Err(RulesError::TooMany { key: "reference_percents", most: MOST_PERCENTS });
        }
        for (key, value, range) in ranges {
            if !range.contains(&value) {
                return Err(RulesError::OutOfRange { key, low: *range.start(), high: *range.end() });
            }
        }
        Ok(())
    }

    /// SHA-256 of the canonical JSON: what a round freezes beside the rules.
    pub fn hash(&self) -> Result<[u8; 32], serde_json::Error> {
        canonical::hash(self)
    }

    /// The least number of entrants. Any fiscal share counts as state-funded (domain.md §17); after the second failure
    /// to find entrants two are enough where relief is on. `failures` counts those before the round.
    pub fn min_entrants(&self, method: Method, fiscal_percent: u8, failures: u32) -> u32 {
        let needed = match method {
            Method::Direct => self.min_entrants_direct,
            Method::CreditMerit | Method::ProposalMerit => self.min_entrants_merit,
            Method::Draw | Method::Price | Method::ReverseAuction | Method::ReferencePrice if fiscal_percent > 0 => {
                self.min_entrants_fiscal
            }
            Method::Draw | Method::Price | Method::ReverseAuction | Method::ReferencePrice => self.min_entrants_social,
        };
        if self.relieves(failures) { needed.min(2) } else { needed }
    }

    /// Least wd of sign-up; a further round needs no more than its method asks.
    pub fn signup_min_days(&self, method: Method, round_number: u32) -> WorkingDays {
        let first = match method {
            Method::Direct => self.signup_min_days_direct,
            Method::Draw => self.signup_min_days_draw,
            Method::Price | Method::ReverseAuction | Method::ReferencePrice => self.signup_min_days_bid,
            Method::CreditMerit | Method::ProposalMerit => self.signup_min_days_merit,
        };
        if round_number > 1 { first.min(self.republish_signup_min_days) } else { first }
    }

    /// How an amount stands to the services limit.
    pub fn service_limit_check(&self, amount: Fen) -> LimitCheck {
        let limit = self.service_limit_fen;
        if amount > limit {
            LimitCheck::Refuse { limit }
        } else if i128::from(amount.0) * 100 >= i128::from(limit.0) * i128::from(self.service_warn_percent) {
            LimitCheck::Warn { limit }
        } else {
            LimitCheck::Ok
        }
    }

    /// The cap of direct selection; after the second failure to find entrants the services limit takes its place.
    pub fn direct_cap(&self, failures: u32) -> Fen {
        if self.relieves(failures) { self.service_limit_fen } else { self.direct_cap_fen }
    }

    fn relieves(&self, failures: u32) -> bool {
        self.second_failure_relief && failures >= 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn overlay(json: &Value) -> Result<Rules, RulesError> {
        Rules::default().with(json.as_object().unwrap())
    }

    #[test]
    fn overrides_change_what_they_name_and_nothing_else() {
        let rules = overlay(&json!({ "publicity_days": 3, "direct_cap_fen": 5_000_000 })).unwrap();
        let expected = Rules { publicity_days: WorkingDays(3), direct_cap_fen: Fen(5_000_000), ..Rules::default() };
        assert_eq!(rules, expected);
        assert_eq!(overlay(&json!({})).unwrap(), Rules::default());
        assert_ne!(rules.hash().unwrap(), Rules::default().hash().unwrap());
        let back: Rules = serde_json::from_value(serde_json::to_value(&rules).unwrap()).unwrap();
        assert_eq!(back.hash().unwrap(), rules.hash().unwrap());
    }

    #[test]
    fn a_wrong_override_is_refused_by_name() {
        for (json, expected) in [
            (json!({ "publicity_day": 1 }), "publicity_day"),
            (json!({ "publicity_days": "two" }), "publicity_days"),
            (json!({ "publicity_days": 1.5 }), "publicity_days"),
            (json!({ "publicity_days": 4 }), "0 and 3"),
            (json!({ "contract_sign_days": 3 }), "5 and 30"),
            (json!({ "direct_cap_fen": -1 }), "direct_cap_fen"),
            (json!({ "min_entrants_fiscal": 0 }), "min_entrants_fiscal"),
            (json!({ "reference_percents": [] }), "reference_percents"),
            (json!({ "reference_percents": [95, 101] }), "reference_percents"),
            (json!({ "reference_percents": vec![95; 101] }), "at most 100"),
            (json!({ "split_days": 3651 }), "split_days"),
            (json!({ "split_days": u32::MAX }), "0 and 3650"),
            (json!({ "owed_item_days": 65_535 }), "owed_item_days"),
            (json!({ "review_days": 0 }), "review_days"),
            (json!({ "rating_days": 61 }), "rating_days"),
            (json!({ "questions_close_days": 61 }), "questions_close_days"),
            (json!({ "trim_from_quotes": 2 }), "trim_from_quotes"),
            (json!({ "second_failure_relief": null }), "second_failure_relief"),
        ] {
            let error = overlay(&json).unwrap_err().text();
            assert!(error.en.contains(expected), "{error}");
        }
    }

    #[test]
    fn entrants_needed_depend_on_method_money_and_failures() {
        let rules = Rules::default();
        for (method, fiscal, failures, needed) in [
            (Method::Draw, 100, 0, 3),
            (Method::Draw, 1, 1, 3),
            (Method::Draw, 100, 2, 2),
            (Method::Draw, 0, 0, 1),
            (Method::Price, 50, 0, 3),
            (Method::ReverseAuction, 50, 0, 3),
            (Method::ReferencePrice, 0, 0, 1),
            (Method::CreditMerit, 100, 0, 2),
            (Method::ProposalMerit, 0, 0, 2),
            (Method::Direct, 100, 0, 1),
            (Method::Direct, 100, 2, 1),
        ] {
            assert_eq!(rules.min_entrants(method, fiscal, failures), needed, "{method} {fiscal} {failures}");
        }
        let strict = Rules { second_failure_relief: false, ..Rules::default() };
        assert_eq!(strict.min_entrants(Method::Draw, 100, 2), 3);
    }

    #[test]
    fn sign_up_time_depends_on_method_and_round() {
        let rules = Rules::default();
        for (method, round, days) in [
            (Method::Draw, 1, 3),
            (Method::Draw, 2, 2),
            (Method::Direct, 1, 1),
            (Method::Direct, 2, 1),
            (Method::Price, 1, 3),
            (Method::CreditMerit, 2, 2),
        ] {
            assert_eq!(rules.signup_min_days(method, round), WorkingDays(days), "{method} {round}");
        }
    }

    #[test]
    fn limits_are_exact_to_the_fen() {
        let rules = Rules::default();
        let limit = Fen(80_000_000);
        for (fen, check) in [
            (63_999_999, LimitCheck::Ok),
            (64_000_000, LimitCheck::Warn { limit }),
            (80_000_000, LimitCheck::Warn { limit }),
            (80_000_001, LimitCheck::Refuse { limit }),
            (i64::MAX, LimitCheck::Refuse { limit }),
        ] {
            assert_eq!(rules.service_limit_check(Fen(fen)), check, "{fen}");
        }
        assert_eq!(
            (rules.direct_cap(0), rules.direct_cap(1), rules.direct_cap(2)),
            (Fen(10_000_000), Fen(10_000_000), limit)
        );
    }
}
