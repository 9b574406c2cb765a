//! The middle of the road: from published notices to awards.

use chrono::{DateTime, Utc};
use jishi::core::evidence::verify;
use serde_json::{Value, json};

use super::road::{Cast, cast, content, content_with, fire};
use super::{TestApp, User};

/// When the draw of [`content`], published at the start of a test, takes place.
pub const DRAW_AT: &str = "2026-11-30T09:30:00+08:00";
/// When its publicity ends: 17:30 on the next working day.
pub const PUBLIC_UNTIL: &str = "2026-12-01T17:30:00+08:00";
/// Until when its winner may confirm: 17:30 on the second working day after that.
pub const CONFIRM_BY: &str = "2026-12-03T17:30:00+08:00";

/// An award of ¥18,000.00 by draw among three.
pub struct Won {
    pub t: TestApp,
    pub cast: Cast,
    pub notice: String,
    /// As the public reads it at the selection.
    pub award: Value,
}

impl Won {
    /// Just drawn: in publicity.
    pub async fn drawn() -> Self {
        let t = TestApp::start().await;
        let cast = cast(&t, 4).await;
        let notice = cast.published(&t, content()).await;
        cast.sign_up(&t, &notice, 3).await;
        t.at("2026-11-27T17:30:00+08:00");
        assert_eq!(fire(&t).await, 2, "the deadline and the opening");
        t.at(DRAW_AT);
        assert_eq!(fire(&t).await, 1, "the draw");
        let award = only_award(&t).await;
        Self { t, cast, notice, award }
    }

    /// In effect: the winner's answer is awaited.
    pub async fn effective() -> Self {
        let won = Self::drawn().await;
        won.t.at(PUBLIC_UNTIL);
        assert_eq!(fire(&won.t).await, 1, "the end of publicity");
        won
    }

    pub fn path(&self, rest: &str) -> String {
        format!("/api/v1/awards/{}{rest}", self.award["id"].as_str().unwrap())
    }

    pub fn winner(&self) -> &User {
        let won = |user: &&User| self.award["agency"]["id"] == json!(user.org());
        self.cast.agencies.iter().find(won).unwrap()
    }

    /// An entrant that did not win.
    pub fn loser(&self) -> &User {
        let lost = |user: &&User| self.award["agency"]["id"] != json!(user.org());
        self.cast.agencies.iter().take(3).find(lost).unwrap()
    }

    pub async fn read(&self) -> Value {
        self.t.get(&self.path(""), None).await.ok()
    }

    pub async fn totals(&self) -> Value {
        self.t.get("/api/v1/ledger/totals", None).await.ok()
    }
}

/// The content of a direct selection of F01.
pub fn direct(amount: Value) -> Value {
    content_with(json!({ "method": "direct", "amount_fen": amount }))
}

/// A direct notice in selection with the first `entrants` agencies; its id. The clock stands at its deadline.
pub async fn selecting(t: &TestApp, cast: &Cast, amount: Value, entrants: usize) -> String {
    let id = cast.published(t, direct(amount)).await;
    cast.sign_up(t, &id, entrants).await;
    let notice = t.get(&format!("/api/v1/notices/{id}"), None).await.ok();
    let deadline = notice["signup_deadline"].as_str().unwrap().parse::<DateTime<Utc>>().unwrap();
    t.clock.set(deadline);
    fire(t).await;
    id
}

/// The client picks.
pub fn pick(agency: &User, reason: &str, amount: Value) -> Value {
    json!({ "agency_id": agency.org(), "reason": reason, "amount_fen": amount })
}

pub async fn only_award(t: &TestApp) -> Value {
    let page = t.get("/api/v1/awards", None).await.ok();
    let items = page["items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "{page}");
    items[0].clone()
}

/// The evidence of an award, verified by the library.
pub async fn evidence(t: &TestApp, award: &Value) -> Value {
    let path = format!("/api/v1/awards/{}/evidence", award["id"].as_str().unwrap());
    let file = t.get(&path, None).await;
    let verdict = verify(&file.body);
    assert!(verdict.passed, "{:?}", verdict.failures().collect::<Vec<_>>());
    assert_eq!(verdict.winner.as_deref(), award["agency"]["uscc"].as_str());
    file.ok()
}
