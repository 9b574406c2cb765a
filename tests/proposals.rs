//! Proposal merit: sealed files, assessors drawn by lot who score blind and alone, scores that come out together.

use axum::body::Body;
use axum::http::{Method, Request, header};
use chrono::TimeDelta;
use jishi::core::money::Fen;
use jishi::core::role::Role;
use jishi::core::seal::{self, Payload, Proposal, PublicKey, Quote};
use jishi::platform::journal::reader;
use jishi::platform::rng::RngSource;
use jishi::procurement::signups::Sealed;
use jishi::reach::notify::Inbox;
use serde_json::{Value, json};

use super::support::app::Reply;
use super::support::award::{evidence, only_award};
use super::support::road::{AGENCIES, Cast, OTHER_CLIENT, cast, content_with, fire, notice};
use super::support::{TestApp, User};

const DEADLINE: &str = "2026-11-27T17:30:00+08:00";
const SELECT_AT: &str = "2026-11-30T09:30:00+08:00";
/// Two working days after the selection time.
const SCORE_BY: &str = "2026-12-02T17:30:00+08:00";

fn merit() -> Value {
    content_with(json!({
        "method": "proposal_merit",
        "amount_fen": 10_000_000,
        "sheet": {
            "criteria": [{ "title": "技术方案", "most": 50 }, { "title": "人员", "most": 20 }],
            "price_points": 30, "seats": 3, "trim": false,
        },
    }))
}

fn pdf(n: usize) -> Vec<u8> {
    format!("%PDF-1.7\nproposal {n}").into_bytes()
}

/// An entrant's file, encrypted by the key that its sealed part names.
struct Entry {
    payload: Payload,
    ciphertext: Vec<u8>,
}

impl Entry {
    fn new(code: &str, n: usize, yuan: i64, file: &[u8]) -> Self {
        let mut rng = RngSource::System.fork().unwrap();
        let proposal = Proposal::of([u8::try_from(n).unwrap() + 1; 32], file);
        let quote = Some(Quote::Amount(Fen(yuan * 100)));
        let ciphertext = proposal.seal(code, AGENCIES[n], file);
        let payload = Payload::new((n as u128).to_be_bytes(), code, AGENCIES[n], quote, &mut rng);
        Self { payload: Payload { proposal: Some(proposal), ..payload }, ciphertext }
    }

    fn sealed(&self, key: &str, proposal_id: &Value) -> Value {
        let mut rng = RngSource::System.fork().unwrap();
        let sealed = seal::seal(&self.payload, PublicKey::from_hex(key).unwrap(), &mut rng).unwrap();
        let mut sealed = json!(Sealed::from(&sealed));
        sealed["proposal_id"] = proposal_id.clone();
        sealed
    }
}

async fn upload(t: &TestApp, id: &str, user: Option<&User>, bytes: &[u8]) -> Reply {
    let mut request = Request::post(format!("/api/v1/notices/{id}/proposals"));
    if let Some(user) = user {
        request = request.header(header::AUTHORIZATION, format!("Bearer {}", user.token));
    }
    t.send(request.body(Body::from(bytes.to_vec())).unwrap()).await
}

/// A published notice with its code and key.
struct Open {
    t: TestApp,
    cast: Cast,
    id: String,
    code: String,
    key: String,
}

impl Open {
    async fn new(agencies: usize) -> Self {
        let t = TestApp::start().await;
        let cast = cast(&t, agencies).await;
        let id = cast.published(&t, merit()).await;
        let page = notice(&t, &id, None).await;
        let text = |name: &str| page[name].as_str().unwrap().to_owned();
        Self { code: text("code"), key: text("seal_key"), t, cast, id }
    }

    fn path(&self, rest: &str) -> String {
        format!("/api/v1/notices/{}/{rest}", self.id)
    }

    fn entry(&self, n: usize, yuan: i64) -> Entry {
        Entry::new(&self.code, n, yuan, &pdf(n))
    }

    async fn enter(&self, n: usize, entry: &Entry) -> Value {
        let agency = Some(&self.cast.agencies[n]);
        let file = upload(&self.t, &self.id, agency, &entry.ciphertext).await.ok();
        let body = json!({ "sealed": entry.sealed(&self.key, &file["id"]), "no_conflict": true });
        self.t.post(&self.path("sign-ups"), agency, body).await.ok()
    }

    async fn pool(&self, count: usize) -> Vec<User> {
        let mut pool = Vec::new();
        for n in 1..=count {
            pool.push(self.t.assessor(&format!("专家{n}"), "approved").await);
        }
        pool
    }

    /// Three entrants, opened, and the panel asked.
    async fn asked(assessors: usize) -> (Self, Vec<User>) {
        let open = Self::new(3).await;
        let pool = open.pool(assessors).await;
        for (n, yuan) in [80_000, 100_000, 90_000].into_iter().enumerate() {
            open.enter(n, &open.entry(n, yuan)).await;
        }
        open.select().await;
        (open, pool)
    }

    async fn select(&self) {
        self.t.at(DEADLINE);
        fire(&self.t).await;
        self.t.at(SELECT_AT);
        fire(&self.t).await;
    }

    /// Those of the pool who are asked now, in the order of their lots.
    async fn serving(&self, pool: &[User]) -> Vec<User> {
        let ids: Vec<uuid::Uuid> = sqlx::query_scalar(
            "SELECT assessor_id FROM panel_seat WHERE asked_at IS NOT NULL AND stood_down_at IS NULL ORDER BY place",
        )
        .fetch_all(&self.t.db.pool)
        .await
        .unwrap();
        ids.iter().map(|id| pool.iter().find(|it| it.member.person_id == *id).unwrap().clone()).collect()
    }

    async fn declare(&self, user: &User, conflict: Value) -> Reply {
        self.t.post(&self.path("scoring/declaration"), Some(user), json!({ "conflict": conflict })).await
    }

    /// The proposals that an assessor reads, by number: which entrant's file each is.
    async fn read(&self, user: &User) -> Vec<usize> {
        let mut owners = Vec::new();
        for label in 1..=3 {
            let file = self.t.get(&self.path(&format!("proposals/{label}/file")), Some(user)).await;
            assert!(file.status.is_success(), "{}", file.status);
            owners.push((0..3).find(|n| pdf(*n) == file.body).unwrap());
        }
        owners
    }

    async fn score(&self, user: &User, scores: Value) -> Reply {
        self.t.post(&self.path("scoring"), Some(user), json!({ "scores": scores })).await
    }

    /// Scores that give the second entrant the most for its proposal, by what the assessor reads.
    async fn fair(&self, user: &User) -> Value {
        let each = |owner: usize| if owner == 1 { json!([4_900, 1_950]) } else { json!([3_000, 1_000]) };
        Value::from(self.read(user).await.into_iter().map(each).collect::<Vec<_>>())
    }

    async fn declare_and_score(&self, user: &User) {
        self.declare(user, json!(null)).await.ok();
        let scores = self.fair(user).await;
        self.score(user, scores).await.ok();
    }

    async fn page(&self) -> Value {
        notice(&self.t, &self.id, None).await
    }
}

#[tokio::test]
async fn proposals_are_scored_blind_and_all_scores_come_out_together() {
    let (open, pool) = Open::asked(5).await;
    let t = &open.t;
    let page = open.page().await;
    assert_eq!(page["state"], "selecting");
    let progress = json!({ "serving": 3, "handed_in": 0, "stood_down": 0, "score_by": SCORE_BY });
    assert_eq!(page["panel"], progress);
    let serving = open.serving(&pool).await;
    assert_eq!(serving.len(), 3);

    let task = t.get(&open.path("scoring"), Some(&serving[0])).await.ok();
    assert_eq!(task["entrants"].as_array().unwrap().len(), 3, "to know whether there is an interest");
    assert_eq!((&task["proposals"], &task["score_by"]), (&json!([]), &json!(SCORE_BY)), "nothing to read yet");
    t.get(&open.path("proposals/1/file"), Some(&serving[0])).await.refused(404, "not_found");
    open.score(&serving[0], json!([[1, 1], [1, 1], [1, 1]])).await.refused(409, "not_declared");

    let task = open.declare(&serving[0], json!(null)).await.ok();
    assert_eq!(task["proposals"][2], json!({ "label": 3, "size": pdf(0).len() }));
    let file = t.get(&open.path("proposals/1/file"), Some(&serving[0])).await;
    let saved = file.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
    assert_eq!(saved, "attachment; filename*=UTF-8''%E6%96%B9%E6%A1%881.pdf");
    assert_eq!(file.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    t.get(&open.path("proposals/4/file"), Some(&serving[0])).await.refused(404, "not_found");

    // A sheet over its points, or one that lacks something.
    let over = open.score(&serving[0], json!([[5_001, 0], [0, 2_001], [5_000, 2_000]])).await.refused(422, "invalid");
    let fields: Vec<_> = over["errors"].as_array().unwrap().iter().map(|it| it["pointer"].clone()).collect();
    assert_eq!(json!(fields), json!(["/scores/0/0", "/scores/1/1"]));
    for less in [json!([[1, 1], [1, 1]]), json!([[1, 1], [1, 1], [1]]), json!([])] {
        open.score(&serving[0], less).await.refused(422, "invalid");
    }

    let scores = open.fair(&serving[0]).await;
    open.score(&serving[0], scores.clone()).await.ok();
    open.score(&serving[0], scores).await.refused(409, "handed_in");
    open.declare_and_score(&serving[1]).await;
    nobody_reads_scores(&open, &pool).await;
    open.declare_and_score(&serving[2]).await;

    let award = only_award(t).await;
    // 68.50 + 24.00 = 92.50 of the second at 100,000; 40.00 + 30.00 of the first at 80,000; 40.00 + 26.67 of the third.
    assert_eq!(award["agency"]["uscc"], AGENCIES[1]);
    let file = evidence(t, &award).await;
    let points: Vec<_> = file["ranking"].as_array().unwrap().iter().map(|it| it["points"].as_u64().unwrap()).collect();
    assert_eq!(points, [9_250, 7_000, 6_667]);
    assert_eq!((file["pool"].as_array().unwrap().len(), file["scores"].as_array().unwrap().len()), (5, 3));
    assert_eq!(file["roster"][0]["proposal"]["key"], json!("01".repeat(32)));
    let mut forged = file.clone();
    forged["roster"][1]["proposal"]["sha256"] = json!("0".repeat(64));
    let verdict = jishi::core::evidence::verify(forged.to_string());
    assert!(verdict.failures().any(|it| it.name == "commitment" && it.pointer == "/roster/1/commitment"));

    // Now the numbers are public: client, operator and supervisor may read the files.
    for user in [&open.cast.client, &open.cast.operator, &t.staff(Role::Supervisor).await] {
        assert!(t.get(&open.path("proposals/1/file"), Some(user)).await.status.is_success());
    }
    let files = t.get(&open.path("proposal-files"), Some(&open.cast.client)).await.ok();
    let read = open.read(&open.cast.client).await;
    for (file, owner) in files.as_array().unwrap().iter().zip(read) {
        assert_eq!(file["agency"]["uscc"], AGENCIES[owner]);
    }
    t.get(&open.path("proposal-files"), Some(&serving[0])).await.refused(403, "wrong_role");
    t.get(&open.path("proposal-files"), None).await.refused(401, "unauthorized");
    t.get(&open.path("proposals/1/file"), Some(&open.cast.agencies[1])).await.refused(403, "wrong_role");
    t.get(&open.path("proposals/1/file"), None).await.refused(401, "unauthorized");
}

/// Two of three have handed in.
async fn nobody_reads_scores(open: &Open, pool: &[User]) {
    let t = &open.t;
    let supervisor = t.staff(Role::Supervisor).await;
    let everybody =
        [Some(&open.cast.client), Some(&open.cast.operator), Some(&supervisor), Some(&open.cast.agencies[1])];
    for user in everybody.into_iter().chain(pool.iter().map(Some)).chain([None]) {
        for path in
            [format!("/api/v1/notices/{}", open.id), format!("/api/v1/history?about={}", open.id), open.path("scoring")]
        {
            let seen = String::from_utf8(t.get(&path, user).await.body).unwrap();
            assert!(!seen.contains("4900") && !seen.contains("1950"), "{path}: {seen}");
        }
    }
    for user in [&open.cast.client, &open.cast.operator, &supervisor] {
        for path in ["proposals/1/file", "proposal-files"] {
            t.get(&open.path(path), Some(user)).await.refused(409, "not_scored");
        }
    }
    let stranger = t.client(OTHER_CLIENT, "吉首市（演示）水务中心").await;
    t.get(&open.path("proposals/1/file"), Some(&stranger)).await.refused(403, "not_yours");
    assert_eq!(open.page().await["panel"]["handed_in"], 2);
    // Nor in the database: neither scores nor whose is which number nor who scores.
    let seats: Vec<String> =
        sqlx::query_scalar("SELECT encode(scores, 'escape') FROM panel_seat WHERE scores IS NOT NULL")
            .fetch_all(&t.db.pool)
            .await
            .unwrap();
    assert!(seats.len() == 2 && seats.iter().all(|it| !it.contains("4900")));
    let entries: Vec<Value> =
        sqlx::query_scalar("SELECT actor || public FROM journal_entry WHERE kind LIKE 'panel.%' ORDER BY at")
            .fetch_all(&t.db.pool)
            .await
            .unwrap();
    for it in &entries {
        let text = it.to_string();
        for user in pool {
            assert!(
                !text.contains(&user.member.person_id.to_string())
                    && !text.contains(&user.member.membership_id.to_string())
            );
        }
        assert!(!text.contains("专家"), "{text}");
    }
}

#[tokio::test]
async fn whoever_has_an_interest_or_is_silent_is_replaced_by_the_next_in_the_order() {
    let (open, pool) = Open::asked(5).await;
    let t = &open.t;
    let first = open.serving(&pool).await;
    open.declare(&first[0], json!("x")).await.refused(422, "invalid");
    let stood_down = open.declare(&first[0], json!("与参与机构有合作")).await.ok();
    assert_eq!((&stood_down["open"], &stood_down["proposals"]), (&json!(false), &json!([])));
    open.declare(&first[0], json!(null)).await.refused(409, "stood_down");
    t.get(&open.path("proposals/1/file"), Some(&first[0])).await.refused(404, "not_found");
    let second = open.serving(&pool).await;
    assert_eq!(second.len(), 3);
    assert!(second[..2].iter().zip(&first[1..]).all(|(a, b)| a.member == b.member), "nobody else changes");

    open.declare_and_score(&second[0]).await;
    t.at(SCORE_BY);
    t.advance(TimeDelta::milliseconds(-1));
    assert_eq!(fire(t).await, 0);
    t.advance(TimeDelta::milliseconds(1));
    open.declare(&second[1], json!(null)).await.refused(409, "late");
    // Both who were silent are out; one is left in the pool of five, and one would be missing.
    open.declare(&second[2], json!(null)).await.refused(409, "late");
    assert_eq!(fire(t).await, 1);
    let page = open.page().await;
    assert_eq!(page["state"], "failed");
    assert!(page["end_reason"].as_str().unwrap().contains('3'), "{}", page["end_reason"]);
    // What is over can be looked at.
    let task = t.get(&open.path("scoring"), Some(&second[0])).await.ok();
    assert_eq!((&task["open"], &task["proposals"]), (&json!(false), &json!([])));
}

#[tokio::test]
async fn a_silent_assessor_is_replaced_at_its_deadline_and_the_selection_goes_on() {
    let (open, pool) = Open::asked(5).await;
    let t = &open.t;
    let serving = open.serving(&pool).await;
    open.declare(&serving[1], json!("亲属在参与机构任职")).await.ok();
    let now = open.serving(&pool).await;
    open.declare_and_score(&now[0]).await;
    open.declare_and_score(&now[1]).await;
    t.at(SCORE_BY);
    assert_eq!(fire(t).await, 1);
    let page = open.page().await;
    assert_eq!(page["panel"]["score_by"], "2026-12-04T17:30:00+08:00", "the next one has as many days");
    assert_eq!((&page["panel"]["stood_down"], &page["panel"]["serving"]), (&json!(2), &json!(3)));
    let last = open.serving(&pool).await.pop().unwrap();
    open.declare_and_score(&last).await;
    let file = evidence(t, &only_award(t).await).await;
    let down: Vec<_> =
        file["stood_down"].as_array().unwrap().iter().map(|it| (it["reason"].clone(), it["by"].clone())).collect();
    assert!(down.contains(&(json!("亲属在参与机构任职"), json!("本人"))), "{down:?}");
    assert!(down.contains(&(json!("期满未评分"), json!("规则"))), "{down:?}");
}

#[tokio::test]
async fn with_too_few_assessors_the_round_fails_and_says_so() {
    let (open, _) = Open::asked(2).await;
    let page = open.page().await;
    assert_eq!((&page["state"], &page["panel"]), (&json!("failed"), &json!(null)));
    assert!(page["end_reason"].as_str().unwrap().contains('2'), "{}", page["end_reason"]);
}

#[tokio::test]
async fn an_assessor_that_is_suspended_scores_nothing_and_is_replaced() {
    let (open, pool) = Open::asked(4).await;
    let t = &open.t;
    let serving = open.serving(&pool).await;
    let path = format!("/api/v1/assessors/{}/decision", serving[2].member.person_id);
    let decision = json!({ "approved": false, "reason": "资格证明有疑问" });
    t.post(&path, Some(&open.cast.operator), decision).await.ok();
    t.get(&open.path("scoring"), Some(&serving[2])).await.refused(404, "not_found");
    open.declare_and_score(&serving[0]).await;
    let now = open.serving(&pool).await;
    assert!(now.iter().all(|it| it.member != serving[2].member), "the next one is asked at once");
    for user in &now[1..] {
        open.declare_and_score(user).await;
    }
    assert_eq!(evidence(t, &only_award(t).await).await["stood_down"][0]["reason"], "专家资格已暂停");
}

#[tokio::test]
async fn a_file_that_does_not_open_puts_its_entrant_out_with_the_reason() {
    let open = Open::new(6).await;
    let t = &open.t;
    open.pool(3).await;
    for n in 0..3 {
        open.enter(n, &open.entry(n, 80_000)).await;
    }
    // Another file than was committed to, no PDF, another key.
    let mut other = open.entry(3, 80_000);
    other.ciphertext = other.payload.proposal.unwrap().seal(&open.code, AGENCIES[3], b"%PDF-1.7\nanother");
    open.enter(3, &other).await;
    open.enter(4, &Entry::new(&open.code, 4, 80_000, b"PK\x03\x04")).await;
    let mut other = open.entry(5, 80_000);
    other.ciphertext[0] ^= 1;
    open.enter(5, &other).await;
    t.at(DEADLINE);
    fire(t).await;
    let page = open.page().await;
    assert_eq!((&page["state"], &page["eligible"]), (&json!("closed"), &json!(3)));
    let reason = |n: usize| {
        let line = page["roster"].as_array().unwrap().iter().find(|it| it["agency"]["uscc"] == json!(AGENCIES[n]));
        line.unwrap()["not_opened"].clone()
    };
    assert_eq!(
        [3, 4, 5].map(reason),
        [json!("proposal_differs"), json!("proposal_no_pdf"), json!("proposal_cannot_open")]
    );
    // What opened is kept open, what did not as it came.
    let kept: Vec<(bool, bool)> = sqlx::query_as(
        "SELECT p.opened IS NOT NULL, p.sealed IS NOT NULL
        FROM proposal p JOIN organisation o ON o.id = p.agency_id
        ORDER BY o.uscc",
    )
    .fetch_all(&t.db.pool)
    .await
    .unwrap();
    assert_eq!(kept, [[(true, false); 3], [(false, true); 3]].concat());
}

#[tokio::test]
async fn a_winner_that_declines_is_followed_by_the_next_ranked_of_the_same_scores() {
    let (open, pool) = Open::asked(3).await;
    let t = &open.t;
    for user in open.serving(&pool).await {
        open.declare_and_score(&user).await;
    }
    t.at("2026-12-01T17:30:00+08:00");
    fire(t).await;
    let award = only_award(t).await;
    let path = format!("/api/v1/awards/{}/decline", award["id"].as_str().unwrap());
    t.post(&path, Some(&open.cast.agencies[1]), json!({ "reason": "人手不足" })).await.ok();
    let next = open.page().await["award"].clone();
    assert_eq!((&next["agency"]["uscc"], &next["amount_fen"]), (&json!(AGENCIES[0]), &json!(8_000_000)));
    let file = evidence(t, &next).await;
    assert_eq!(file["passed_over"][0]["uscc"], AGENCIES[1]);
    assert_eq!(file["ranking"][0]["points"], 7_000);
}

#[tokio::test]
async fn a_file_is_handed_in_once_replaced_with_what_is_sealed_and_removed_on_withdrawal() {
    let open = Open::new(2).await;
    let t = &open.t;
    let (ours, theirs) = (Some(&open.cast.agencies[0]), Some(&open.cast.agencies[1]));
    let entry = open.entry(0, 80_000);
    let sign_ups = open.path("sign-ups");
    let body = |id: &Value| json!({ "sealed": entry.sealed(&open.key, id), "no_conflict": true });

    let problem = t.post(&sign_ups, ours, body(&json!(null))).await.refused(422, "invalid");
    assert_eq!(problem["errors"][0]["pointer"], "/sealed/proposal_id");
    let stale = upload(t, &open.id, ours, &entry.ciphertext).await.ok();
    let file = upload(t, &open.id, ours, &entry.ciphertext).await.ok();
    for (user, id) in [(theirs, &file["id"]), (ours, &stale["id"])] {
        let problem = t.post(&sign_ups, user, body(id)).await.refused(422, "invalid");
        assert_eq!(problem["errors"][0]["code"], "no_such_file", "own, of this round, and the newest alone");
    }
    let made = t.post(&sign_ups, ours, body(&file["id"])).await.ok();
    let said: Value = sqlx::query_scalar("SELECT public FROM journal_entry WHERE kind = 'sign_up.made'")
        .fetch_one(&t.db.pool)
        .await
        .unwrap();
    assert_eq!(said["proposal_sha256"], file["sha256"]);

    let path = format!("/api/v1/sign-ups/{}/sealed", made["id"].as_str().unwrap());
    let again = |id: Value| t.call(Method::PUT, &path, ours, Some(entry.sealed(&open.key, &id)));
    again(file["id"].clone()).await.refused(422, "invalid");
    let newer = upload(t, &open.id, ours, &entry.ciphertext).await.ok();
    again(newer["id"].clone()).await.ok();
    let kept = async || -> Vec<uuid::Uuid> {
        sqlx::query_scalar("SELECT id FROM proposal").fetch_all(&t.db.pool).await.unwrap()
    };
    assert_eq!(json!(kept().await), json!([newer["id"]]));
    t.post(&format!("/api/v1/sign-ups/{}/withdraw", made["id"].as_str().unwrap()), ours, json!({})).await.ok();
    assert!(kept().await.is_empty());

    upload(t, &open.id, ours, &entry.ciphertext).await.ok();
    t.advance(TimeDelta::hours(24));
    assert_eq!(fire(t).await, 1, "what hangs on nothing is swept");
    assert!(kept().await.is_empty());
}

#[tokio::test]
async fn files_are_taken_from_agencies_while_sign_up_is_open_and_within_bounds() {
    let open = Open::new(1).await;
    let t = &open.t;
    let agency = Some(&open.cast.agencies[0]);
    upload(t, &open.id, None, b"x").await.refused(401, "unauthorized");
    for role in [Role::Desk, Role::Operator, Role::Supervisor, Role::Admin] {
        upload(t, &open.id, Some(&t.staff(role).await), b"x").await.refused(403, "wrong_role");
    }
    let assessor = t.assessor("专家", "approved").await;
    for user in [&open.cast.client, &assessor] {
        upload(t, &open.id, Some(user), b"x").await.refused(403, "wrong_role");
    }
    upload(t, &open.id, agency, &[0; 16]).await.refused(422, "empty_file");
    upload(t, &open.id, agency, &vec![0; 10 * 1024 * 1024 + 17]).await.refused(413, "too_large");
    upload(t, &open.id, agency, &vec![0; 10 * 1024 * 1024 + 16]).await.ok();
    upload(t, &uuid::Uuid::nil().to_string(), agency, b"x").await.refused(404, "not_found");
    let drawn = open.cast.published(t, content_with(json!({}))).await;
    upload(t, &drawn, agency, b"x").await.refused(409, "no_proposals");
    t.at(DEADLINE);
    upload(t, &open.id, agency, b"x").await.refused(409, "late");
}

#[tokio::test]
async fn an_assessor_registers_and_the_operator_decides() {
    let t = TestApp::start().await;
    let operator = t.staff(Role::Operator).await;
    let form = |login: &str, phone: &str| {
        json!({
            "assessor": { "employer": "吉首大学（演示）", "field": "水利工程，教授", "phone": phone },
            "person": { "name": "李评", "login": login, "password": "correct horse battery" },
        })
    };
    let wrong = t.post("/api/v1/assessor-registrations", None, form("1", "12")).await.refused(422, "invalid");
    assert_eq!(wrong["errors"].as_array().unwrap().len(), 2);
    let session = t.post("/api/v1/assessor-registrations", None, form("liping", "13800000000")).await.ok();
    assert_eq!(session["membership"]["role"], "assessor");
    t.post("/api/v1/assessor-registrations", None, form("liping", "13800000000")).await.refused(422, "invalid");
    t.sequence().await;
    notify_all(&t).await;
    let told = t.get("/api/v1/inbox", Some(&operator)).await.ok();
    assert!(told["items"][0]["title"].as_str().unwrap().contains("李评"), "{told}");
    let work = t.get("/api/v1/work-list", Some(&operator)).await.ok();
    let waits = work["items"].as_array().unwrap().iter().find(|it| it["kind"] == "decide_assessor").unwrap();
    assert_eq!(waits["link"], "/office/assessors");

    let list = t.get("/api/v1/assessors?state=applied", Some(&operator)).await.ok();
    let found = &list["items"][0];
    assert_eq!(
        (&found["name"], &found["phone"], &found["state"]),
        (&json!("李评"), &json!("13800000000"), &json!("applied"))
    );
    let path = format!("/api/v1/assessors/{}/decision", found["id"].as_str().unwrap());
    t.post(&path, Some(&operator), json!({ "approved": false })).await.refused(422, "invalid");
    let approved = t.post(&path, Some(&operator), json!({ "approved": true })).await.ok();
    assert_eq!(approved["state"], "approved");
    t.post(&path, Some(&operator), json!({ "approved": true })).await.refused(409, "illegal_transition");
    let suspended = t.post(&path, Some(&operator), json!({ "approved": false, "reason": "资格到期" })).await.ok();
    assert_eq!((&suspended["state"], &suspended["reason"]), (&json!("suspended"), &json!("资格到期")));

    let own = t.assessor("王评", "approved").await;
    assert_eq!(t.get("/api/v1/assessors/me", Some(&own)).await.ok()["name"], "王评");
    for role in [Role::Desk, Role::Supervisor, Role::Admin] {
        let user = t.staff(role).await;
        t.post(&path, Some(&user), json!({ "approved": true })).await.refused(403, "wrong_role");
        t.get("/api/v1/assessors/me", Some(&user)).await.refused(403, "wrong_role");
        let list = t.get("/api/v1/assessors", Some(&user)).await;
        if role == Role::Supervisor {
            list.ok()
        } else {
            list.refused(403, "wrong_role")
        };
    }
    t.post(&path, Some(&own), json!({ "approved": true })).await.refused(403, "wrong_role");
    t.get("/api/v1/assessors", Some(&own)).await.refused(403, "wrong_role");
    for path in ["/api/v1/assessors", "/api/v1/assessors/me"] {
        t.get(path, None).await.refused(401, "unauthorized");
    }
    t.post(&path, None, json!({ "approved": true })).await.refused(401, "unauthorized");
}

async fn notify_all(t: &TestApp) {
    reader::catch_up(&t.app, &Inbox).await.unwrap();
}

#[tokio::test]
async fn scoring_is_the_business_of_those_who_are_asked_and_they_are_told() {
    let (open, pool) = Open::asked(5).await;
    let t = &open.t;
    let serving = open.serving(&pool).await;
    let waiting = pool.iter().find(|it| serving.iter().all(|other| other.member != it.member)).unwrap();
    let stranger = t.assessor("外人", "approved").await;
    let others: Vec<User> = {
        let mut others = vec![open.cast.client.clone(), open.cast.agencies[0].clone()];
        for role in [Role::Desk, Role::Operator, Role::Supervisor, Role::Admin] {
            others.push(t.staff(role).await);
        }
        others
    };
    for user in [None].into_iter().chain(others.iter().map(Some)) {
        let (status, code) = if user.is_some() { (403, "wrong_role") } else { (401, "unauthorized") };
        t.get(&open.path("scoring"), user).await.refused(status, code);
        t.post(&open.path("scoring"), user, json!({ "scores": [] })).await.refused(status, code);
        t.post(&open.path("scoring/declaration"), user, json!({})).await.refused(status, code);
    }
    for user in [waiting, &stranger] {
        t.get(&open.path("scoring"), Some(user)).await.refused(404, "not_found");
        open.score(user, json!([])).await.refused(404, "not_found");
        open.declare(user, json!(null)).await.refused(404, "not_found");
        t.get(&open.path("proposals/1/file"), Some(user)).await.refused(404, "not_found");
    }
    t.sequence().await;
    notify_all(t).await;
    for user in &serving {
        let work = t.get("/api/v1/work-list", Some(user)).await.ok();
        assert_eq!(
            (&work["items"][0]["kind"], &work["items"][0]["due_at"]),
            (&json!("score_proposals"), &json!(SCORE_BY))
        );
        assert_eq!(work["items"][0]["link"], json!(format!("/office/scoring/{}", open.id)));
        let told = t.get("/api/v1/inbox", Some(user)).await.ok();
        assert_eq!(told["items"][0]["kind"], "panel.asked", "{told}");
    }
    for user in [waiting, &stranger] {
        assert_eq!(t.get("/api/v1/work-list", Some(user)).await.ok()["items"], json!([]));
        assert_eq!(t.get("/api/v1/inbox", Some(user)).await.ok()["items"], json!([]));
    }
}
