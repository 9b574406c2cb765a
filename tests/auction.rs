//! A reverse auction: open bidding downwards, judged bid by bid, watched live, ended once, provable by anybody.

use std::time::Duration;

use axum::Extension;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request};
use chrono::TimeDelta;
use futures_util::future::join_all;
use jishi::core::role::Role;
use jishi::platform::app::Shutdown;
use jishi::platform::journal::reader;
use jishi::platform::web::layers;
use jishi::procurement::selection::{end_auction_due, select_due};
use jishi::reach::notify::Inbox;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower::ServiceExt;

use super::support::app::{Reply, instant};
use super::support::award::{evidence, only_award};
use super::support::road::{AGENCIES, Cast, cast, content, content_with, fire, notice};
use super::support::{TestApp, User};

/// ¥100,000.00; the step is 1 %, ¥1,000.00.
const CEILING: i64 = 10_000_000;

struct Auction {
    t: TestApp,
    cast: Cast,
    id: String,
    /// The selection time.
    start: String,
}

impl Auction {
    /// Closed with the first `entrants` of five agencies; the clock stands at the selection time.
    async fn due(entrants: usize, more: Value) -> Self {
        let t = TestApp::start().await;
        let cast = cast(&t, 5).await;
        let mut wanted = content_with(json!({ "method": "reverse_auction", "amount_fen": CEILING }));
        wanted.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let id = cast.published(&t, wanted).await;
        cast.sign_up(&t, &id, entrants).await;
        let page = notice(&t, &id, None).await;
        t.at(page["signup_deadline"].as_str().unwrap());
        assert_eq!(fire(&t).await, 1, "nothing is sealed, so nothing is opened");
        let start = page["select_time"].as_str().unwrap().to_owned();
        t.at(&start);
        Self { t, cast, id, start }
    }

    async fn running(entrants: usize) -> Self {
        Self::running_with(entrants, json!({})).await
    }

    async fn running_with(entrants: usize, more: Value) -> Self {
        let it = Self::due(entrants, more).await;
        assert_eq!(fire(&it.t).await, 1, "it opens");
        it
    }

    async fn bid(&self, user: &User, amount: impl Into<Value>) -> Reply {
        self.t.post(&self.path("bids"), Some(user), json!({ "amount_fen": amount.into() })).await
    }

    fn path(&self, rest: &str) -> String {
        format!("/api/v1/notices/{}/{rest}", self.id)
    }

    async fn read(&self) -> Value {
        self.t.get(&self.path("auction"), None).await.ok()
    }

    fn after(&self, millis: i64) {
        self.t.clock.set(instant(&self.start) + TimeDelta::milliseconds(millis));
    }

    async fn end(&self) -> Value {
        self.t.at(self.read().await["end"].as_str().unwrap());
        assert_eq!(fire(&self.t).await, 1, "it ends");
        only_award(&self.t).await
    }
}

const MINUTE: i64 = 60_000;

#[tokio::test]
async fn bids_are_taken_from_the_opening_to_the_end_to_the_millisecond() {
    let it = Auction::due(3, json!({})).await;
    let [one, two, ..] = &it.cast.agencies[..] else { unreachable!() };
    it.after(-1);
    assert_eq!(fire(&it.t).await, 0, "not a millisecond early");
    let early = it.bid(one, CEILING).await.refused(409, "not_open");
    assert_eq!((&early["start"], &early["state"]), (&json!(it.start), &json!("closed")));
    let waiting = it.read().await;
    assert_eq!(waiting["phase"], "waiting");
    assert_eq!((&waiting["start"], &waiting["end"]), (&json!(it.start), &json!(null)));
    assert_eq!(waiting["members"].as_array().unwrap().len(), 3);

    it.after(0);
    assert_eq!(fire(&it.t).await, 1);
    let first = it.bid(one, CEILING).await;
    assert_eq!(first.status.as_u16(), 201, "at the opening instant is in time");
    let first = first.ok();
    assert_eq!((&first["number"], &first["most_fen"]), (&json!(1), &json!(CEILING - 100_000)));
    it.after(10 * MINUTE - 1);
    let second = it.bid(two, 9_000_000).await.ok();
    assert_eq!(instant(second["at"].as_str().unwrap()), it.t.clock.get());
    let page = it.read().await;
    assert_eq!((&page["phase"], &page["end"]), (&json!("running"), &second["end"]));
    assert_eq!(
        instant(second["end"].as_str().unwrap()) - instant(second["at"].as_str().unwrap()),
        TimeDelta::minutes(10),
        "each bid extends it by the quiet period"
    );
    it.after(10 * MINUTE);
    assert_eq!(fire(&it.t).await, 0, "extended");

    it.t.at(page["end"].as_str().unwrap());
    let late = it.bid(one, 8_000_000).await.refused(409, "late");
    assert_eq!((&late["now"], &late["deadline"]), (&page["end"], &page["end"]), "at the end is late");
    assert_eq!(fire(&it.t).await, 1);
    assert_eq!(fire(&it.t).await, 0, "once");
    it.bid(one, 8_000_000).await.refused(409, "late");
    let award = only_award(&it.t).await;
    assert_eq!(award["selected_at"], page["end"]);
    assert_eq!((&award["amount_fen"], &award["agency"]["id"]), (&json!(9_000_000), &json!(two.org())));
}

#[tokio::test]
async fn the_step_the_ceiling_and_the_floor_hold_to_the_fen() {
    let it = Auction::running_with(3, json!({ "floor_fen": 8_900_000 })).await;
    let [one, two, ..] = &it.cast.agencies[..] else { unreachable!() };
    let page = it.read().await;
    for (name, expected) in
        [("step_fen", 100_000), ("ceiling_fen", CEILING), ("floor_fen", 8_900_000), ("most_fen", CEILING)]
    {
        assert_eq!(page[name], expected, "{name}");
    }
    let high = it.bid(one, CEILING + 1).await.refused(409, "too_high");
    assert_eq!((&high["most_fen"], &high["best_fen"]), (&json!(CEILING), &json!(null)));
    assert!(high["detail"].as_str().unwrap().contains("¥100,000.00"), "{high}");
    let low = it.bid(one, 8_899_999).await.refused(409, "too_low");
    assert_eq!(low["floor_fen"], 8_900_000);
    for (wrong, code) in [(json!("abc"), "amount"), (json!(""), "amount")] {
        let problem = it.bid(one, wrong).await.refused(422, "invalid");
        assert_eq!(
            (&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]),
            (&json!("/amount_fen"), &json!(code))
        );
    }
    it.bid(one, "9万").await.ok();
    let high = it.bid(two, 8_900_001).await.refused(409, "too_high");
    assert_eq!((&high["most_fen"], &high["best_fen"]), (&json!(8_900_000), &json!(9_000_000)));
    it.bid(one, 8_900_000).await.ok();
    assert_eq!(it.read().await["most_fen"], json!(null));
    it.bid(two, 8_800_000).await.refused(409, "no_room");
    for nothing in [0, -1] {
        it.bid(two, nothing).await.status.is_client_error().then_some(()).unwrap();
    }
    assert_eq!(it.read().await["best"]["number"], 2, "what is refused leaves no trace");
}

#[tokio::test]
async fn only_members_of_the_frozen_roster_bid() {
    let it = Auction::due(4, json!({})).await;
    // Signed up and eligible then, not at the freeze.
    fire(&it.t).await;
    it.t.post(&it.path("bids"), None, json!({ "amount_fen": CEILING })).await.refused(401, "unauthorized");
    for role in [Role::Desk, Role::Operator, Role::Supervisor, Role::Admin] {
        it.bid(&it.t.staff(role).await, CEILING).await.refused(403, "wrong_role");
    }
    it.bid(&it.cast.client, CEILING).await.refused(403, "wrong_role");
    it.bid(&it.cast.agencies[4], CEILING).await.refused(403, "not_in_roster");
    let actions = async |user: &User| notice(&it.t, &it.id, Some(user)).await["actions"].clone();
    assert_eq!(actions(&it.cast.agencies[4]).await, json!([]));
    assert_eq!(actions(&it.cast.agencies[0]).await, json!(["bid"]));
    let work = async |user: &User| it.t.get("/api/v1/work-list", Some(user)).await.ok()["items"].clone();
    let items = work(&it.cast.agencies[0]).await;
    assert_eq!((&items[0]["kind"], &items[0]["link"]), (&json!("bid"), &json!(format!("/notices/{}/auction", it.id))));
    assert_eq!(work(&it.cast.agencies[4]).await, json!([]));
    it.bid(&it.cast.agencies[0], CEILING).await.ok();

    let missing = "/api/v1/notices/00000000-0000-0000-0000-000000000000/bids";
    let body = json!({ "amount_fen": CEILING });
    it.t.post(missing, Some(&it.cast.agencies[0]), body.clone()).await.refused(404, "not_found");
    let draft = it.cast.draft(&it.t, content()).await;
    let path = |id: &str| format!("/api/v1/notices/{id}/bids");
    it.t.post(&path(&draft), Some(&it.cast.agencies[0]), body.clone()).await.refused(404, "not_found");
    let drawn = it.cast.published(&it.t, content()).await;
    it.t.post(&path(&drawn), Some(&it.cast.agencies[0]), body).await.refused(409, "not_auction");
    it.t.get(&format!("/api/v1/notices/{drawn}/auction"), None).await.refused(404, "not_found");
}

#[tokio::test]
async fn an_entrant_that_lost_its_standing_before_the_freeze_does_not_bid() {
    let t = TestApp::start().await;
    let cast = cast(&t, 4).await;
    let id = cast.published(&t, content_with(json!({ "method": "reverse_auction", "amount_fen": CEILING }))).await;
    let eligibility = t.get(&format!("/api/v1/notices/{id}/eligibility"), Some(&cast.agencies[0])).await.ok();
    assert_eq!(eligibility["eligible"], true);
    cast.sign_up(&t, &id, 4).await;
    sqlx::query("UPDATE agency SET state = 'suspended', suspended_until = '2027-01-01' WHERE id = $1")
        .bind(cast.agencies[3].org())
        .execute(&t.db.pool)
        .await
        .unwrap();
    for at in ["signup_deadline", "select_time"] {
        t.at(notice(&t, &id, None).await[at].as_str().unwrap());
        assert_eq!(fire(&t).await, 1);
    }
    let body = json!({ "amount_fen": CEILING });
    let path = format!("/api/v1/notices/{id}/bids");
    t.post(&path, Some(&cast.agencies[3]), body.clone()).await.refused(403, "not_in_roster");
    t.post(&path, Some(&cast.agencies[0]), body).await.ok();
}

#[tokio::test]
async fn the_last_bid_wins_and_anybody_can_replay_the_auction() {
    let it = Auction::running(3).await;
    let [one, two, three, ..] = &it.cast.agencies[..] else { unreachable!() };
    it.bid(one, CEILING).await.ok();
    it.after(MINUTE);
    it.bid(two, 9_850_000).await.ok();
    it.bid(one, 9_750_000).await.ok();
    it.after(9 * MINUTE + 123);
    it.bid(three, 8_400_000).await.ok();
    it.bid(three, 8_300_000).await.ok();
    let before = it.read().await;
    let award = it.end().await;
    assert_eq!((&award["amount_fen"], &award["agency"]["id"]), (&json!(8_300_000), &json!(three.org())));
    let file = evidence(&it.t, &award).await;
    assert_eq!(file["bids"].as_array().unwrap().len(), 5);
    assert_eq!((&file["end"], &file["select_time"]), (&before["end"], &json!(it.start)));
    assert_eq!(
        (&file["step_fen"], &file["ceiling_fen"], &file["floor_fen"]),
        (&json!(100_000), &json!(CEILING), &json!(1))
    );
    let ranked: Vec<_> = file["ranking"].as_array().unwrap().iter().map(|it| it["uscc"].clone()).collect();
    assert_eq!(json!(ranked), json!([AGENCIES[2], AGENCIES[0], AGENCIES[1]]));
    let after = it.read().await;
    assert_eq!((&after["phase"], &after["award_id"]), (&json!("over"), &award["id"]));
    assert_eq!(after["bids"], before["bids"], "they stay to be replayed");
    assert_eq!(after["bids"][4]["agency"]["name"], three_name());
    assert_eq!(notice(&it.t, &it.id, None).await["auction_start"], json!(it.start));
    for sql in ["UPDATE bid SET amount_fen = 1", "DELETE FROM bid", "TRUNCATE bid"] {
        let refused = sqlx::query(sql).execute(&it.t.db.pool).await.unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{refused}");
    }
}

#[tokio::test]
async fn the_page_reads_without_its_script() {
    if !std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/frontend/dist/index.html")).exists() {
        return;
    }
    let it = Auction::running(3).await;
    it.bid(&it.cast.agencies[2], 8_300_000).await.ok();
    let site =
        layers::wrap(jishi::reach::pages::router().with_state(it.t.app.clone()).fallback(jishi::reach::pages::other));
    let asked = Request::get(format!("/notices/{}/auction", it.id)).body(Body::empty()).unwrap();
    let answer = site.oneshot(asked).await.unwrap();
    assert_eq!(answer.status().as_u16(), 200);
    let page = String::from_utf8(to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap();
    for text in ["竞价中", "¥83,000.00", three_name().as_str().unwrap(), "¥1,000.00", "id=\"page-data\""] {
        assert!(page.contains(text), "{text}: {page}");
    }
}

fn three_name() -> Value {
    json!("湘西演示3号技术咨询有限公司")
}

#[tokio::test]
async fn every_bid_is_in_the_journal_and_entrants_are_told_that_bidding_is_open() {
    let it = Auction::running(3).await;
    let bid = it.bid(&it.cast.agencies[1], 9_900_000).await.ok();
    let (kind, audience, public): (String, String, Value) =
        sqlx::query_as("SELECT kind, audience, public FROM journal_entry WHERE kind = 'auction.bid'")
            .fetch_one(&it.t.db.pool)
            .await
            .unwrap();
    assert_eq!((kind.as_str(), audience.as_str()), ("auction.bid", "public"));
    for (name, expected) in [
        ("agency_id", &bid["agency"]["id"]),
        ("agency_uscc", &json!(AGENCIES[1])),
        ("bid_number", &json!(1)),
        ("bid_fen", &json!(9_900_000)),
        ("bid_at", &bid["at"]),
        ("auction_end", &bid["end"]),
    ] {
        assert_eq!(&public[name], expected, "{name}");
    }
    it.t.sequence().await;
    reader::catch_up(&it.t.app, &Inbox).await.unwrap();
    let inbox = it.t.get("/api/v1/inbox", Some(&it.cast.agencies[0])).await.ok();
    let newest = &inbox["items"][0];
    assert_eq!(
        (&newest["kind"], &newest["link"]),
        (&json!("auction.begun"), &json!(format!("/notices/{}/auction", it.id)))
    );
    assert!(newest["body"].as_str().unwrap().contains("¥1,000.00"), "{newest}");
}

#[tokio::test]
async fn without_a_bid_the_round_fails() {
    let it = Auction::running(3).await;
    let quiet = it.read().await;
    assert_eq!(quiet["best"], json!(null));
    it.after(10 * MINUTE - 1);
    assert_eq!(fire(&it.t).await, 0);
    it.after(10 * MINUTE);
    assert_eq!(fire(&it.t).await, 1);
    assert_eq!(fire(&it.t).await, 0);
    let page = notice(&it.t, &it.id, Some(&it.cast.client)).await;
    assert_eq!((&page["state"], &page["award"]), (&json!("failed"), &json!(null)));
    assert_eq!(page["actions"], json!(["next_round", "cancel"]));
    let over = it.read().await;
    assert_eq!(
        (&over["phase"], &over["end"], &over["end_reason"]),
        (&json!("over"), &quiet["end"], &page["end_reason"])
    );
    it.bid(&it.cast.agencies[0], CEILING).await.refused(409, "late");
}

#[tokio::test]
async fn too_few_entrants_open_no_auction() {
    let it = Auction::due(0, json!({})).await;
    assert_eq!(fire(&it.t).await, 0);
    assert_eq!(it.read().await["phase"], "over");
}

#[tokio::test]
async fn several_servers_and_a_restart_open_and_end_it_once() {
    let it = Auction::due(3, json!({})).await;
    // Down over the selection time: bidding opens when the server is back, and lasts as long as ever.
    it.after(3 * MINUTE);
    let opened = join_all((0..4).map(|_| select_due(&it.t.app))).await;
    assert_eq!(opened.into_iter().filter(|it| *it.as_ref().unwrap()).count(), 1);
    let page = it.read().await;
    assert_eq!(instant(page["start"].as_str().unwrap()), it.t.clock.get());
    assert_eq!(instant(page["end"].as_str().unwrap()), it.t.clock.get() + TimeDelta::minutes(10));
    it.bid(&it.cast.agencies[2], 9_000_000).await.ok();
    let end = it.read().await["end"].clone();
    // Down over the end.
    it.t.advance(TimeDelta::hours(3));
    it.bid(&it.cast.agencies[1], 8_000_000).await.refused(409, "late");
    fire_nothing_but(&it).await;
    let award = only_award(&it.t).await;
    assert_eq!(award["selected_at"], end, "official as the bids fixed it");
    assert_eq!(evidence(&it.t, &award).await["end"], end);
    let count: i64 = sqlx::query_scalar("SELECT count(*) FROM journal_entry WHERE kind = 'award.selected'")
        .fetch_one(&it.t.db.pool)
        .await
        .unwrap();
    assert_eq!(count, 1);
}

/// Four servers at once; a refused bid gives its lock back when its connection is returned.
async fn fire_nothing_but(it: &Auction) {
    sqlx::query("SELECT id FROM round FOR UPDATE").execute(&it.t.db.pool).await.unwrap();
    let ended = join_all((0..4).map(|_| end_auction_due(&it.t.app))).await;
    assert_eq!(ended.into_iter().filter(|it| *it.as_ref().unwrap()).count(), 1);
}

#[tokio::test]
async fn a_bid_that_holds_the_round_at_the_last_moment_is_before_the_end() {
    let it = Auction::running(3).await;
    it.bid(&it.cast.agencies[0], 9_000_000).await.ok();
    it.after(10 * MINUTE - 1);
    // The bid has the lock and is not committed when the end comes.
    let mut work = it.t.app.begin(jishi::platform::Actor::Member(it.cast.agencies[1].member.clone())).await.unwrap();
    let command = serde_json::from_value(json!({ "amount_fen": 8_000_000 })).unwrap();
    let id = it.id.parse().unwrap();
    jishi::procurement::selection::bid(&mut work, id, &command).await.unwrap();
    it.after(10 * MINUTE);
    assert!(!end_auction_due(&it.t.app).await.unwrap(), "somebody has the round in hand");
    work.commit().await.unwrap();
    assert!(!end_auction_due(&it.t.app).await.unwrap(), "the end has moved");
    let award = it.end().await;
    assert_eq!(award["agency"]["id"], json!(it.cast.agencies[1].org()));
}

#[tokio::test]
async fn a_winner_that_declines_is_followed_by_the_next_bidder_at_its_own_price() {
    let it = Auction::running(3).await;
    it.bid(&it.cast.agencies[0], 9_500_000).await.ok();
    it.bid(&it.cast.agencies[1], 9_000_000).await.ok();
    it.bid(&it.cast.agencies[2], 8_000_000).await.ok();
    let first = it.end().await;
    let path = |award: &Value, rest: &str| format!("/api/v1/awards/{}{rest}", award["id"].as_str().unwrap());
    let until = it.t.get(&path(&first, ""), None).await.ok()["publicity_until"].clone();
    it.t.at(until.as_str().unwrap());
    assert_eq!(fire(&it.t).await, 1);
    let why = json!({ "reason": "人手不足" });
    it.t.post(&path(&first, "/decline"), Some(&it.cast.agencies[2]), why).await.ok();
    let id = notice(&it.t, &it.id, None).await["award"]["id"].clone();
    let second = it.t.get(&format!("/api/v1/awards/{}", id.as_str().unwrap()), None).await.ok();
    assert_eq!(
        (&second["agency"]["id"], &second["amount_fen"]),
        (&json!(it.cast.agencies[1].org()), &json!(9_000_000))
    );
    let file = evidence(&it.t, &second).await;
    assert_eq!(file["passed_over"][0]["uscc"], AGENCIES[2]);
    assert_eq!(it.read().await["award_id"], second["id"]);
}

#[tokio::test]
async fn of_two_equal_bids_at_once_one_is_taken() {
    let it = Auction::running(3).await;
    let (one, two) = tokio::join!(it.bid(&it.cast.agencies[0], 9_000_000), it.bid(&it.cast.agencies[1], 9_000_000));
    let (taken, refused) = if one.status.is_success() { (one, two) } else { (two, one) };
    assert_eq!(taken.ok()["number"], 1);
    assert_eq!(refused.refused(409, "too_high")["most_fen"], 8_900_000);
}

#[tokio::test]
async fn fifty_bids_at_once_come_into_one_order_that_can_be_replayed() {
    let it = Auction::running(5).await;
    let bids = (0..50).map(|n| it.bid(&it.cast.agencies[n % 5], CEILING - 100_000 * i64::try_from(n).unwrap()));
    let replies = join_all(bids).await;
    let taken = replies.iter().filter(|it| it.status.is_success()).count();
    for reply in replies.iter().filter(|it| !it.status.is_success()) {
        reply.refused(409, "too_high");
    }
    let page = it.read().await;
    let bids = page["bids"].as_array().unwrap();
    assert_eq!(bids.len(), taken);
    assert!(taken >= 1);
    for (place, pair) in bids.windows(2).enumerate() {
        assert_eq!(pair[1]["number"], place + 2);
        assert!(pair[1]["amount_fen"].as_i64() <= pair[0]["most_fen"].as_i64());
    }
    assert_eq!(bids.last().unwrap()["amount_fen"], CEILING - 4_900_000, "the lowest can always be taken");
    evidence(&it.t, &it.end().await).await;
}

#[tokio::test]
async fn a_retried_bid_gets_the_first_answer() {
    let it = Auction::running(3).await;
    let path = it.path("bids");
    let press = || {
        let body = Some(json!({ "amount_fen": 9_000_000 }));
        it.t.call_with(Method::POST, &path, Some(&it.cast.agencies[0]), body, &[("idempotency-key", "bid-1")])
    };
    assert_eq!(press().await.ok(), press().await.ok());
    assert_eq!(it.read().await["best"]["number"], 1);
}

#[tokio::test]
async fn a_frozen_round_takes_no_bids_and_does_not_end() {
    let it = Auction::running(3).await;
    it.bid(&it.cast.agencies[0], 9_000_000).await.ok();
    sqlx::query("UPDATE round SET frozen = true, next_due = NULL, next_due_at = NULL")
        .execute(&it.t.db.pool)
        .await
        .unwrap();
    it.bid(&it.cast.agencies[1], 8_000_000).await.refused(409, "frozen");
    assert_eq!(it.read().await["frozen"], true);
    it.after(60 * MINUTE);
    assert_eq!(fire(&it.t).await, 0);
}

#[tokio::test]
async fn bids_are_paged_by_number() {
    let it = Auction::running(3).await;
    for n in 0..5 {
        it.bid(&it.cast.agencies[n % 3], 9_000_000 - 100_000 * i64::try_from(n).unwrap()).await.ok();
    }
    let page = async |query: &str| {
        let page = it.t.get(&it.path(&format!("auction?{query}")), None).await.ok();
        let numbers: Vec<_> = page["bids"].as_array().unwrap().iter().map(|it| it["number"].clone()).collect();
        (json!(numbers), page["more"] == true)
    };
    assert_eq!(page("limit=2").await, (json!([1, 2]), true));
    assert_eq!(page("after=2&limit=2").await, (json!([3, 4]), true));
    assert_eq!(page("after=4&limit=2&round=1").await, (json!([5]), false));
    it.t.get(&it.path("auction?round=2"), None).await.refused(404, "not_found");
}

/// A server of the test's app, without a sequencer: what is live is found by looking.
async fn serve(t: &TestApp) -> (String, watch::Sender<bool>) {
    let (stop, shutdown) = Shutdown::switch();
    let router = layers::wrap(jishi::api::router(t.app.clone()).layer(Extension(shutdown)));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    (format!("http://{address}"), stop)
}

/// A stream of an auction and what came of it, event by event.
struct Stream {
    response: reqwest::Response,
    /// What has come; a piece may end inside a character.
    bytes: Vec<u8>,
}

impl Stream {
    async fn open(url: &str, last: Option<&str>) -> Self {
        let mut request = reqwest::Client::new().get(url);
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let response = request.send().await.unwrap();
        assert_eq!(response.status().as_u16(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert_eq!(response.headers()["x-accel-buffering"], "no");
        Self { response, bytes: Vec::new() }
    }

    /// The next event with its data; `None` at the end.
    async fn next(&mut self) -> Option<(String, Value)> {
        let read = async {
            loop {
                if let Some(at) = self.bytes.windows(2).position(|it| it == b"\n\n") {
                    let event = String::from_utf8(self.bytes.drain(..at + 2).collect()).unwrap();
                    let field = |name: &str| event.lines().find_map(|line| line.strip_prefix(name)).map(str::to_owned);
                    // A comment keeps it alive.
                    let Some(data) = field("data: ") else { continue };
                    let data: Value = serde_json::from_str(&data).unwrap();
                    if let Some(id) = field("id: ") {
                        assert_eq!(id, data["number"].to_string(), "the number is the id");
                    }
                    return Some((field("event: ").unwrap(), data));
                }
                self.bytes.extend_from_slice(&self.response.chunk().await.ok()??);
            }
        };
        tokio::time::timeout(Duration::from_secs(20), read).await.expect("no event in time")
    }

    async fn state(&mut self) -> Value {
        let (name, data) = self.next().await.unwrap();
        assert_eq!(name, "state", "{data}");
        data
    }

    async fn bid(&mut self) -> Value {
        let (name, data) = self.next().await.unwrap();
        assert_eq!(name, "bid", "{data}");
        data
    }
}

#[tokio::test]
async fn a_watcher_that_was_away_misses_nothing_and_sees_nothing_twice() {
    let it = Auction::due(3, json!({})).await;
    let (base, _stop) = serve(&it.t).await;
    let url = format!("{base}{}", it.path("auction/stream"));
    let mut stream = Stream::open(&url, None).await;
    assert_eq!(stream.state().await["phase"], "waiting");
    fire(&it.t).await;
    let begun = stream.state().await;
    assert_eq!(
        (&begun["phase"], &begun["start"], &begun["most_fen"]),
        (&json!("running"), &json!(it.start), &json!(CEILING))
    );
    let bid =
        async |n: i64| it.bid(&it.cast.agencies[usize::try_from(n % 3).unwrap()], CEILING - 100_000 * n).await.ok();
    let placed = bid(1).await;
    assert_eq!(stream.bid().await, placed, "as its bidder was told");
    bid(2).await;
    assert_eq!(stream.bid().await["number"], 2);
    drop(stream);
    for n in 3..=6 {
        bid(n).await;
    }
    let mut again = Stream::open(&url, Some("2")).await;
    again.state().await;
    for n in 3..=6 {
        assert_eq!(again.bid().await["number"], n);
    }
    bid(7).await;
    assert_eq!(again.bid().await["number"], 7);
    let mut third = Stream::open(&format!("{url}?after=5"), None).await;
    third.state().await;
    assert_eq!(third.bid().await["number"], 6);
    assert_eq!(third.bid().await["number"], 7);
    let award = it.end().await;
    for mut stream in [again, third] {
        let over = stream.state().await;
        assert_eq!((&over["phase"], &over["award_id"]), (&json!("over"), &award["id"]));
        assert!(stream.next().await.is_none(), "the stream ends with the auction");
    }
    let mut late = Stream::open(&url, None).await;
    for n in 1..=7 {
        assert_eq!(late.bid().await["number"], n);
    }
    assert_eq!(late.state().await["phase"], "over");
    assert!(late.next().await.is_none());
}

#[tokio::test]
async fn a_watcher_far_behind_gets_everything_in_pages() {
    // A ceiling of ¥1,000,000 with a step of ¥100 allows many bids.
    let t = TestApp::start().await;
    sqlx::query("INSERT INTO setting (division_code, key, value) VALUES ('433101', 'auction_step_percent', '0')")
        .execute(&t.db.pool)
        .await
        .unwrap();
    let cast = cast(&t, 3).await;
    let id = cast.published(&t, content_with(json!({ "method": "reverse_auction", "amount_fen": CEILING }))).await;
    cast.sign_up(&t, &id, 3).await;
    for at in ["signup_deadline", "select_time"] {
        t.at(notice(&t, &id, None).await[at].as_str().unwrap());
        assert_eq!(fire(&t).await, 1);
    }
    sqlx::query(
        "INSERT INTO bid (round_id, number, agency_id, amount_fen, at)
        SELECT r.id, n, $2, 10000000 - 10000 * (n - 1), r.auction_start
        FROM round r, generate_series(1, 600) n
        WHERE r.notice_id = $1::uuid",
    )
    .bind(&id)
    .bind(cast.agencies[0].org())
    .execute(&t.db.pool)
    .await
    .unwrap();
    let (base, _stop) = serve(&t).await;
    let mut stream = Stream::open(&format!("{base}/api/v1/notices/{id}/auction/stream"), None).await;
    stream.state().await;
    for n in 1..=600 {
        assert_eq!(stream.bid().await["number"], n);
    }
    let next = json!({ "amount_fen": 10_000_000 - 10_000 * 600 });
    let bid = t.post(&format!("/api/v1/notices/{id}/bids"), Some(&cast.agencies[1]), next).await.ok();
    assert_eq!(bid["number"], 601);
    assert_eq!(stream.bid().await["number"], 601);
}

#[tokio::test]
async fn streams_are_bounded_and_end_with_the_server() {
    let it = Auction::running(3).await;
    let (base, stop) = serve(&it.t).await;
    let url = format!("{base}{}", it.path("auction/stream"));
    let open = async |user: &User| reqwest::Client::new().get(&url).bearer_auth(&user.token).send().await.unwrap();
    let mut streams = Vec::new();
    for _ in 0..6 {
        streams.push(open(&it.cast.agencies[0]).await);
    }
    assert!(streams.iter().all(|stream| stream.status() == 200));
    assert_eq!(open(&it.cast.agencies[0]).await.status(), 429);
    assert_eq!(open(&it.cast.agencies[1]).await.status(), 200, "another member has places of its own");
    assert_eq!(open(&it.cast.client).await.status(), 200);
    let mut watching = Stream::open(&url, None).await;
    watching.state().await;
    stop.send(true).unwrap();
    assert!(watching.next().await.is_none(), "the stream ends");
}
