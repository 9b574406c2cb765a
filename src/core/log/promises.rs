//! What earlier entries promised and a later award must keep: by this a follower of the log notices a roster that was swapped, a secret
//! that was drawn anew, rules that were changed, an evidence file that was replaced.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::core::{canonical, evidence};

/// Fields of the entries of a round that its evidence repeats: entry kinds, field of the entry, field of the evidence.
const PROMISED: &[(&[&str], &str, &str)] = &[
    (&["notice.published"], "draw_commit", "commit"),
    (&["notice.published"], "rules_hash", "rules_hash"),
    (&["notice.published"], "beacon_source", "beacon_source"),
    (&["round.beacon", "round.beacon_missing"], "beacon", "beacon"),
    (&["round.closed"], "sealed_roster_hash", "sealed_roster_hash"),
    (&["round.closed", "round.opened"], "roster_hash", "roster_hash"),
];

/// What is promised by now, by the code of the round.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Promises(BTreeMap<String, BTreeMap<String, String>>);

/// An award, and what its evidence must say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awarded {
    /// Id of the award.
    pub award_id: String,
    /// Code of the round.
    pub notice_code: String,
    /// SHA-256 of the evidence, 64 lower hex digits.
    digest: String,
    promised: BTreeMap<String, String>,
}

/// What is not as it was promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Field of the evidence.
    pub field: String,
    /// What the log says.
    pub promised: String,
    /// What the evidence says.
    pub found: String,
}

/// A text as it is, nothing as nothing, anything else as its canonical JSON.
fn word(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => canonical::bytes(other).map(|it| String::from_utf8_lossy(&it).into_owned()).unwrap_or_default(),
    }
}

impl Promises {
    /// Reads the next leaf; gives the award that it announces.
    pub fn read(&mut self, leaf: &Value) -> Option<Awarded> {
        let kind = leaf.get("kind")?.as_str()?;
        let public = leaf.get("public")?;
        let text = |field: &str| public.get(field).and_then(Value::as_str).map(str::to_owned);
        let notice_code = text("notice_code")?;
        // A hash that is not known yet promises nothing; a notice that names no public number promises that there is none.
        let said = |field: &str| public.get(field).filter(|it| !it.is_null() || field == "beacon_source").map(word);
        for (kinds, field, repeated) in PROMISED {
            if kinds.contains(&kind)
                && let Some(value) = said(field)
            {
                // The first word counts: a second, different one breaks the promise.
                self.0.entry(notice_code.clone()).or_default().entry((*repeated).to_owned()).or_insert(value);
            }
        }
        if kind != "award.selected" {
            return None;
        }
        let promised = self.0.get(&notice_code).cloned().unwrap_or_default();
        Some(Awarded { award_id: text("award_id")?, digest: text("evidence_digest")?, notice_code, promised })
    }
}

impl Awarded {
    /// Compares the evidence file with what was promised, and recomputes it.
    pub fn check(&self, file: &[u8]) -> Vec<Broken> {
        let said: Value = serde_json::from_slice(file).unwrap_or_default();
        let mut promised = self.promised.clone();
        promised.insert("notice_code".to_owned(), self.notice_code.clone());
        promised.insert("digest".to_owned(), self.digest.clone());
        let mut broken: Vec<Broken> = promised
            .into_iter()
            .filter_map(|(field, promised)| {
                let found = said.get(&field).map(word).unwrap_or_default();
                (found != promised).then_some(Broken { field, promised, found })
            })
            .collect();
        let verdict = evidence::verify(file);
        broken.extend(verdict.failures().map(|check| Broken {
            field: check.pointer.clone(),
            promised: check.expected.clone(),
            found: check.found.clone(),
        }));
        broken
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn leaf(kind: &str, public: Value) -> Value {
        let mut public = public;
        public["notice_code"] = json!("433101-20261123-0001");
        json!({ "kind": kind, "public": public })
    }

    #[test]
    fn a_second_word_does_not_replace_the_first() {
        let mut promises = Promises::default();
        promises.read(&leaf("notice.published", json!({ "draw_commit": "aa", "rules_hash": "bb" })));
        promises.read(&leaf("notice.published", json!({ "draw_commit": "cc" })));
        promises.read(&leaf("round.closed", json!({ "roster_hash": "dd" })));
        let award =
            promises.read(&leaf("award.selected", json!({ "award_id": "1", "evidence_digest": "ee" }))).unwrap();
        let file = json!({ "notice_code": "433101-20261123-0001", "commit": "cc", "rules_hash": "bb", "roster_hash": "d0", "digest": "ee" });
        let broken = award.check(file.to_string().as_bytes());
        let fields: Vec<&str> = broken.iter().map(|it| it.field.as_str()).collect();
        assert!(fields.contains(&"commit") && fields.contains(&"roster_hash"), "{fields:?}");
        assert!(!fields.contains(&"rules_hash") && !fields.contains(&"digest"), "{fields:?}");
    }

    #[test]
    fn the_source_of_the_public_number_is_the_one_that_was_named() {
        let lottery = json!({ "source": "lottery", "game": "pl3", "issue": "26301" });
        let broken = |named: Value, file: Value| {
            let mut promises = Promises::default();
            promises.read(&leaf("notice.published", json!({ "beacon_source": named })));
            promises.read(&leaf("round.beacon", json!({ "beacon": "lottery:pl3:26301:4,0,9" })));
            promises.read(&leaf("round.closed", json!({ "roster_hash": null })));
            promises.read(&leaf("round.opened", json!({ "roster_hash": "dd" })));
            let award = promises.read(&leaf("award.selected", json!({ "award_id": "1", "evidence_digest": "ee" })));
            let fields = award.unwrap().check(file.to_string().as_bytes()).into_iter().map(|it| it.field);
            fields.filter(|it| it.starts_with("beacon") || it == "roster_hash").collect::<Vec<_>>()
        };
        let file = json!({ "beacon": "lottery:pl3:26301:4,0,9", "beacon_source": lottery, "roster_hash": "dd" });
        assert_eq!(broken(lottery.clone(), file.clone()), [""; 0]);
        assert_eq!(broken(json!({ "source": "drand" }), file.clone()), ["beacon_source"]);
        assert_eq!(broken(Value::Null, file), ["beacon_source"]);
        let other = json!({ "beacon": "-", "beacon_source": lottery, "roster_hash": "dd" });
        assert_eq!(broken(lottery, other), ["beacon"]);
    }

    #[test]
    fn entries_that_promise_nothing_are_passed_over() {
        let mut promises = Promises::default();
        for leaf in [json!({}), json!([]), json!({ "kind": 1 }), json!({ "kind": "award.selected", "public": {} })] {
            assert_eq!(promises.read(&leaf), None);
        }
        assert_eq!(promises, Promises::default());
    }
}
