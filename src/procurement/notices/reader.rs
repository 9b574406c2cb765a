//! Reading the form of a notice: what cannot be stored is collected, field by field; what can is normalised and bounded.

use super::content::RecusalInput;
use crate::core::beacon::BeaconSource;
use crate::core::eligibility::Recusal;
use crate::core::money::{AmountInput, Fen};
use crate::core::seal::MOST_WITNESSES;
use crate::core::selection::proposal_merit::{Criterion, Sheet};
use crate::core::text::{self, Text};
use crate::core::uscc::Uscc;
use crate::platform::web::FieldError;
use crate::procurement::rounds::Witness;
use crate::say;

pub(super) const MAX_LIST: usize = 20;
pub(super) const MAX_LINE: usize = 200;
const MAX_ISSUE: usize = 20;
const MAX_PROSE: usize = 20_000;

/// Collects what cannot be stored, field by field.
#[derive(Default)]
pub(super) struct Reader {
    pub errors: Vec<FieldError>,
}

impl Reader {
    pub fn refuse(&mut self, pointer: impl Into<String>, code: &'static str, text: Text) {
        self.errors.push(FieldError::new(pointer, code, text));
    }

    pub fn bounded(&mut self, pointer: &str, value: String, most: usize) -> String {
        if value.chars().count() > most {
            self.refuse(pointer, "too_long", say!("最多 {most} 个字", "at most {most} characters"));
        }
        value
    }

    pub fn line(&mut self, pointer: &str, value: &str) -> String {
        self.bounded(pointer, text::title(value), MAX_LINE)
    }

    pub fn prose(&mut self, pointer: &str, value: &str) -> String {
        self.bounded(pointer, text::prose(value), MAX_PROSE)
    }

    /// An amount above zero; an empty text is no amount.
    pub fn amount(&mut self, pointer: &str, value: Option<&AmountInput>) -> Option<Fen> {
        if matches!(value, Some(AmountInput::Written(written)) if text::line(written).is_empty()) {
            return None;
        }
        match value?.fen() {
            Ok(Fen(0)) => {
                self.refuse(
                    pointer,
                    "zero",
                    say!(
                        "金额应大于零；不定金额请留空",
                        "an amount is more than zero; leave it empty if none is named"
                    ),
                );
                None
            }
            Ok(fen) => Some(fen),
            Err(error) => {
                self.refuse(pointer, "amount", error.text());
                None
            }
        }
    }

    pub fn within<T: PartialOrd + std::fmt::Display + Copy>(&mut self, pointer: &str, value: T, low: T, high: T) {
        if value < low || value > high {
            self.refuse(pointer, "out_of_range", say!("应在 {low} 到 {high} 之间", "must be between {low} and {high}"));
        }
    }

    pub fn at_most<T>(&mut self, pointer: &str, list: &[T], most: usize) {
        if list.len() > most {
            self.refuse(pointer, "too_many", say!("最多 {most} 项", "at most {most} of them"));
        }
    }

    pub fn sheet(&mut self, sheet: Option<&Sheet>) -> Option<Sheet> {
        let sheet = sheet?;
        self.at_most("/sheet/criteria", &sheet.criteria, MAX_LIST);
        self.within("/sheet/seats", sheet.seats, 1, 9);
        self.within("/sheet/price_points", sheet.price_points, 0, 100);
        let mut criteria = Vec::new();
        for (place, it) in sheet.criteria.iter().take(MAX_LIST).enumerate() {
            let title = self.line(&format!("/sheet/criteria/{place}/title"), &it.title);
            self.within(&format!("/sheet/criteria/{place}/most"), it.most, 0, 100);
            criteria.push(Criterion { title, most: it.most });
        }
        Some(Sheet { criteria, ..sheet.clone() })
    }

    pub fn beacon(&mut self, source: Option<&BeaconSource>) -> Option<BeaconSource> {
        Some(match source? {
            BeaconSource::Drand {} => BeaconSource::Drand {},
            BeaconSource::Lottery { game, issue } => BeaconSource::Lottery {
                game: *game,
                issue: self.bounded("/beacon/issue", text::code(issue), MAX_ISSUE),
            },
        })
    }

    pub fn recusals(&mut self, inputs: &[RecusalInput]) -> Vec<Recusal> {
        self.at_most("/recusals", inputs, MAX_LIST);
        let mut recusals = Vec::new();
        for (place, input) in inputs.iter().take(MAX_LIST).enumerate() {
            let uscc = match input
                .uscc
                .as_deref()
                .map(text::code)
                .filter(|code| !code.is_empty())
                .map(|code| Uscc::parse(&code))
            {
                Some(Err(error)) => {
                    self.refuse(format!("/recusals/{place}/uscc"), "uscc", error.text());
                    None
                }
                Some(Ok(uscc)) => Some(uscc),
                None => None,
            };
            let name = self.line(&format!("/recusals/{place}/name"), &input.name);
            let reason = self.line(&format!("/recusals/{place}/reason"), &input.reason);
            recusals.push(Recusal { uscc, name, reason });
        }
        recusals
    }

    pub fn witnesses(&mut self, inputs: &[Witness]) -> Vec<Witness> {
        self.at_most("/witnesses", inputs, MOST_WITNESSES);
        let mut witnesses = Vec::new();
        for (place, input) in inputs.iter().take(MOST_WITNESSES).enumerate() {
            let name = self.line(&format!("/witnesses/{place}/name"), &input.name);
            let phone = self.line(&format!("/witnesses/{place}/phone"), &input.phone);
            witnesses.push(Witness { name, phone });
        }
        witnesses
    }
}

/// Keeps the first of equals.
pub(super) fn distinct<T: PartialEq + Clone>(list: &[T]) -> Vec<T> {
    let mut kept: Vec<T> = Vec::new();
    for it in list {
        if !kept.contains(it) {
            kept.push(it.clone());
        }
    }
    kept
}
