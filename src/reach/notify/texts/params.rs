//! Reading the parameters of a message; what is not there reads as empty.

use chrono::DateTime;
use serde_json::Value;

use super::{Viewer, nothing};
use crate::core::calendar::cst;
use crate::core::method::Method;
use crate::core::money::Fen;
use crate::core::role::Role;
use crate::core::text::Text;
use crate::say;

pub(super) struct Params<'a> {
    values: &'a Value,
    viewer: Viewer,
}

impl<'a> Params<'a> {
    pub fn new(values: &'a Value, viewer: Viewer) -> Self {
        Self { values, viewer }
    }

    pub fn text(&self, key: &str) -> &'a str {
        self.values.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    pub fn number(&self, key: &str) -> Option<i64> {
        self.values.get(key)?.as_i64()
    }

    pub fn yes(&self, key: &str) -> bool {
        self.values.get(key).and_then(Value::as_bool).unwrap_or_default()
    }

    pub fn fen(&self, key: &str) -> Option<Fen> {
        self.number(key).map(Fen)
    }

    /// `2026-11-27 17:30`, China time.
    pub fn when(&self, key: &str) -> Option<String> {
        let at = DateTime::parse_from_rfc3339(self.text(key)).ok()?;
        Some(at.with_timezone(&cst()).format("%Y-%m-%d %H:%M").to_string())
    }

    pub fn method(&self) -> Option<Method> {
        Method::from_code(self.text("method"))
    }

    /// The project, quoted, with the round where it is not the first.
    pub fn project(&self) -> Text {
        let name = match self.text("project_name") {
            "" => self.text("notice_code"),
            name => name,
        };
        match self.number("round_number") {
            Some(round) if round > 1 => say!("「{name}」（第 {round} 轮）", "“{name}” (round {round})"),
            _ => say!("「{name}」", "“{name}”"),
        }
    }

    /// Whether the reader acts for the agency that the entry names.
    pub fn mine(&self) -> bool {
        let own = self.viewer.organisation_id.map(|id| id.to_string());
        own.is_some() && own.as_deref() == self.values.get("agency_id").and_then(Value::as_str)
    }

    pub fn reads_as(&self, role: Role) -> bool {
        self.viewer.role == role
    }

    /// Who had entered, and how many of them were eligible.
    pub fn entrants(&self) -> Text {
        match (self.number("entrants"), self.number("eligible")) {
            (Some(all), Some(fit)) => {
                say!("共 {all} 家报名，{fit} 家符合条件。", "{all} agencies entered, {fit} of them eligible.")
            }
            (Some(all), None) => say!("共 {all} 家报名。", "{all} agencies entered."),
            _ => nothing(),
        }
    }

    /// `原因：…`
    pub fn reason(&self) -> Text {
        match self.text("reason").trim_end_matches(['。', '.']) {
            "" => nothing(),
            reason => say!("原因：{reason}。", "Reason: {reason}."),
        }
    }
}
