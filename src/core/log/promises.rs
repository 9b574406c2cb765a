//! What earlier entries promised and a later award must keep: by this a follower of the log notices a roster that was swapped, a secret
//! that was drawn anew, rules that were changed, an evidence file that was replaced.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::core::{canonical, evidence};

/// Fields of the entries of a round that its evidence repeats: entry kinds, field of the entry, field of the evidence.
const PROMISED: &[(&[&str], &str, &str)] = &[
    (&["notice.published"], "draw_commit", "commit"),
    (&["notice.published"], "rules_hash", "rules_hash"),
    (&["notice.published"], "terms", "terms"),
    (&["notice.published"], "sheet", "sheet"),
    (&["auction.begun"], "auction_start", "select_time"),
    (&["notice.published"], "beacon_source", "beacon_source"),
    (&["round.beacon", "round.beacon_missing"], "beacon", "beacon"),
    (&["round.closed"], "sealed_roster_hash", "sealed_roster_hash"),
    (&["round.closed", "round.opened"], "roster_hash", "roster_hash"),
];

/// How the place of a bid in the evidence begins.
const BIDS: &str = "bids/";

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

impl Promises {
    /// Reads the next leaf; gives the award that it announces.
    pub fn read(&mut self, leaf: &Value) -> Option<Awarded> {
        let kind = leaf.get("kind")?.as_str()?;
        let public = leaf.get("public")?;
        let text = |field: &str| public.get(field).and_then(said);
        let notice_code = text("notice_code")?;
        // A hash that is not known yet promises nothing; a notice that names no public number promises that there is none.
        let word = |field: &str| match public.get(field) {
            Some(Value::Null) if field == "beacon_source" => Some(String::new()),
            value => value.and_then(said),
        };
        for (kinds, field, repeated) in PROMISED {
            if kinds.contains(&kind)
                && let Some(value) = word(field)
            {
                // The first word counts: a second, different one breaks the promise.
                self.0.entry(notice_code.clone()).or_default().entry((*repeated).to_owned()).or_insert(value);
            }
        }
        if let Some((field, value)) = bid(public).filter(|_| kind == "auction.bid") {
            self.0.entry(notice_code.clone()).or_default().entry(field).or_insert(value);
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
        let file_said: Value = serde_json::from_slice(file).unwrap_or_default();
        let mut promised = self.promised.clone();
        promised.insert("notice_code".to_owned(), self.notice_code.clone());
        promised.insert("digest".to_owned(), self.digest.clone());
        let mut broken: Vec<Broken> = promised
            .into_iter()
            .filter_map(|(field, promised)| {
                let found = found(&file_said, &field).as_ref().and_then(said).unwrap_or_default();
                (found != promised).then_some(Broken { field, promised, found })
            })
            .collect();
        // No bid was put in that the log does not have.
        let logged = self.promised.keys().filter(|field| field.starts_with(BIDS)).count();
        let bids = file_said.get("bids").and_then(Value::as_array).map_or(0, Vec::len);
        if bids != logged {
            let (promised, found) = (logged.to_string(), bids.to_string());
            broken.push(Broken { field: "bids".to_owned(), promised, found });
        }
        let verdict = evidence::verify(file);
        broken.extend(verdict.failures().map(|check| Broken {
            field: check.pointer.clone(),
            promised: check.expected.clone(),
            found: check.found.clone(),
        }));
        broken
    }
}

/// A bid as its entry tells it, by its place in the evidence.
fn bid(public: &Value) -> Option<(String, String)> {
    let place = public.get("bid_number")?.as_u64()?.checked_sub(1)?;
    let (uscc, amount, at) = (public.get("agency_uscc")?, public.get("bid_fen")?, public.get("bid_at")?);
    Some((format!("{BIDS}{place}"), said(&json!({ "uscc": uscc, "amount_fen": amount, "at": at }))?))
}

/// A value as it is compared: a text, or the canonical JSON of what has parts.
fn said(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(_) | Value::Array(_) => {
            canonical::bytes(value).ok().and_then(|bytes| String::from_utf8(bytes).ok())
        }
        _ => None,
    }
}

/// What an evidence file says. That of an auction has its bounds one by one.
fn found(file: &Value, field: &str) -> Option<Value> {
    match (field, file.get("ceiling_fen"), file.get("floor_fen")) {
        ("terms", Some(max), Some(min)) => Some(json!({ "kind": "amount", "min_fen": min, "max_fen": max })),
        _ if field.starts_with(BIDS) => file.pointer(&format!("/{field}")).cloned(),
        _ => file.get(field).cloned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn the_evidence_has_the_bids_of_the_log_and_no_others() {
        let at = "2026-11-30T09:31:00+08:00";
        let mut promises = Promises::default();
        for (number, fen) in [(1, 500), (2, 400)] {
            let bid = json!({ "agency_uscc": "A", "bid_number": number, "bid_fen": fen, "bid_at": at });
            promises.read(&leaf("auction.bid", bid));
        }
        let award =
            promises.read(&leaf("award.selected", json!({ "award_id": "1", "evidence_digest": "ee" }))).unwrap();
        let bid = |fen: u64| json!({ "uscc": "A", "amount_fen": fen, "at": at });
        let broken = |bids: &[Value]| {
            let file = json!({ "bids": bids }).to_string();
            let fields = award.check(file.as_bytes()).into_iter().map(|it| it.field);
            fields.filter(|it| it.starts_with("bids")).collect::<Vec<_>>()
        };
        assert_eq!(broken(&[bid(500), bid(400)]), Vec::<String>::new());
        assert_eq!(broken(&[bid(500)]), ["bids/1", "bids"]);
        assert_eq!(broken(&[bid(500), bid(399)]), ["bids/1"]);
        assert_eq!(broken(&[bid(500), bid(400), bid(300)]), ["bids"]);
    }

    #[test]
    fn bounds_and_sheet_are_those_of_the_notice() {
        let terms = json!({ "kind": "amount", "min_fen": 1, "max_fen": 500 });
        let mut promises = Promises::default();
        promises.read(&leaf("notice.published", json!({ "terms": terms, "sheet": { "price_points": 40 } })));
        let award =
            promises.read(&leaf("award.selected", json!({ "award_id": "1", "evidence_digest": "ee" }))).unwrap();
        let broken = |file: Value| {
            let fields: Vec<String> = award.check(file.to_string().as_bytes()).into_iter().map(|it| it.field).collect();
            (fields.contains(&"terms".to_owned()), fields.contains(&"sheet".to_owned()))
        };
        assert_eq!(broken(json!({ "terms": terms, "sheet": { "price_points": 40 } })), (false, false));
        assert_eq!(
            broken(json!({ "ceiling_fen": 500, "floor_fen": 1, "sheet": { "price_points": 41 } })),
            (false, true)
        );
        assert_eq!(broken(json!({ "ceiling_fen": 501, "floor_fen": 1 })), (true, true));
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
