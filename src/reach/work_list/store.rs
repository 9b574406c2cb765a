//! SQL of what waits for clients and agencies. Every list is bounded; the longest waiting come first.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

use crate::core::method::Method;
use crate::core::money::Fen;
use crate::core::rules::Rules;
use crate::core::state::{ContractState, PaymentState, RoundState};

/// A current round of a client that is in its own hands.
pub(super) struct OwnRound {
    pub notice_id: Uuid,
    pub state: RoundState,
    pub project_name: String,
    pub return_reason: Option<String>,
    pub eligible: Option<i32>,
    pub method: Method,
    /// Witnesses must come to open what was sealed.
    pub awaits_shares: bool,
    /// Until when.
    pub shares_until: Option<DateTime<Utc>>,
}

/// A running auction.
pub(super) struct OpenAuction {
    pub notice_id: Uuid,
    pub project_name: String,
    pub auction_end: Option<DateTime<Utc>>,
    pub best_fen: Option<Fen>,
    /// The best bid is the agency's own.
    pub leads: bool,
}

/// Auctions that take bids of an agency; those that would end first come first.
pub(super) async fn auctions(conn: &mut PgConnection, agency_id: Uuid) -> Result<Vec<OpenAuction>, sqlx::Error> {
    sqlx::query_as!(
        OpenAuction,
        r#"SELECT r.notice_id, r.project_name, r.auction_end, b.amount_fen AS "best_fen?: Fen",
            COALESCE(b.agency_id = $1, false) AS "leads!"
        FROM round r
        LEFT JOIN LATERAL (
            SELECT agency_id, amount_fen
            FROM bid
            WHERE round_id = r.id
            ORDER BY number DESC
            LIMIT 1
        ) b ON true
        WHERE r.next_due = 'end_auction'
            AND r.roster @> jsonb_build_array(jsonb_build_object('agency_id', $1::uuid))
        ORDER BY r.auction_end, r.id
        LIMIT 100"#,
        agency_id,
    )
    .fetch_all(conn)
    .await
}

/// A low price that waits for somebody.
pub(super) struct LowPrice {
    pub notice_id: Uuid,
    pub project_name: String,
    pub agency_name: String,
    pub price_fen: Fen,
    pub justify_by: Option<DateTime<Utc>>,
}

/// Low prices that wait for a client's verdict, or for an agency to justify its own.
pub(super) async fn low_prices(
    conn: &mut PgConnection,
    client_id: Option<Uuid>,
    agency_id: Option<Uuid>,
) -> Result<Vec<LowPrice>, sqlx::Error> {
    sqlx::query_as!(
        LowPrice,
        r#"SELECT n.id AS notice_id, r.project_name, a.name AS agency_name, l.price_fen AS "price_fen: Fen", l.justify_by
        FROM low_price l
        JOIN round r ON r.id = l.round_id
        JOIN notice n ON n.id = r.notice_id
        JOIN organisation a ON a.id = l.agency_id
        WHERE l.decided_at IS NULL
            AND ((n.client_id = $1 AND l.justified_at IS NOT NULL) OR (l.agency_id = $2 AND l.justified_at IS NULL))
        ORDER BY l.asked_at
        LIMIT 100"#,
        client_id,
        agency_id,
    )
    .fetch_all(conn)
    .await
}

/// Drafts, returned notices, direct selections and failed rounds of a client.
pub(super) async fn own_rounds(conn: &mut PgConnection, client_id: Uuid) -> Result<Vec<OwnRound>, sqlx::Error> {
    sqlx::query_as!(
        OwnRound,
        r#"SELECT n.id AS notice_id, r.state AS "state: RoundState", r.method AS "method: Method", r.project_name,
            r.return_reason, r.eligible, r.shares_until,
            r.seal_secret_hash IS NOT NULL AND r.shares_at IS NULL AS "awaits_shares!"
        FROM notice n
        JOIN round r ON r.id = n.current_round
        WHERE n.client_id = $1
            AND NOT r.frozen
            AND (r.state IN ('draft', 'returned', 'failed') OR (r.method = 'direct' AND r.state = 'closed')
                OR (r.state = 'closed' AND r.seal_secret_hash IS NOT NULL AND r.shares_at IS NULL)
                OR (r.method IN ('direct', 'credit_merit') AND r.state = 'selecting'))
        ORDER BY r.state_since
        LIMIT 100"#,
        client_id,
    )
    .fetch_all(conn)
    .await
}

/// A contract that is not done with.
pub(super) struct OpenContract {
    pub id: Uuid,
    pub name: String,
    pub state: ContractState,
    pub round_state: RoundState,
    pub client_name: String,
    pub agency_name: String,
    pub price_fen: Fen,
    /// Recorded, less what is disputed.
    pub recorded_fen: Fen,
    pub awarded_at: Option<DateTime<Utc>>,
    pub client_confirmed_at: Option<DateTime<Utc>>,
    pub agency_confirmed_at: Option<DateTime<Utc>>,
    pub service_end: Option<NaiveDate>,
    pub rules: Option<Json<Rules>>,
}

/// Contracts that wait for a client (to confirm, to file, to pay), for an agency (to confirm, to fulfil), or, where neither is named, for
/// anybody and may be overdue at `now`.
///
/// Which come first is decided by days of the calendar, which are never later than the working days that the list then shows: whatever is
/// overdue is among those for which so many days have passed.
pub(super) async fn open_contracts(
    conn: &mut PgConnection,
    client_id: Option<Uuid>,
    agency_id: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<Vec<OpenContract>, sqlx::Error> {
    let rules = Rules::default();
    sqlx::query_as!(
        OpenContract,
        r#"SELECT k.id, k.name, k.state AS "state: ContractState", r.state AS "round_state: RoundState", c.name AS client_name,
            g.name AS agency_name, k.price_fen AS "price_fen: Fen", paid.fen AS "recorded_fen!: Fen", a.awarded_at,
            k.client_confirmed_at, k.agency_confirmed_at, k.service_end, r.rules AS "rules: Json<Rules>"
        FROM contract k
        JOIN round r ON r.id = k.round_id
        JOIN award a ON a.id = k.award_id
        JOIN organisation c ON c.id = k.client_id
        JOIN organisation g ON g.id = k.agency_id
        CROSS JOIN LATERAL (
            SELECT COALESCE(sum(p.amount_fen), 0)::bigint AS fen
            FROM payment p
            WHERE p.contract_id = k.id
                AND p.state <> 'disputed'
        ) paid
        CROSS JOIN LATERAL (
            SELECT CASE k.state
                WHEN 'draft' THEN a.awarded_at + make_interval(days => COALESCE((r.rules->>'contract_sign_days')::integer, $4))
                WHEN 'confirmed' THEN GREATEST(k.client_confirmed_at, k.agency_confirmed_at)
                    + make_interval(days => COALESCE((r.rules->>'contract_file_days')::integer, $5))
                WHEN 'filed' THEN CASE r.state WHEN 'in_service' THEN k.service_end::timestamp AT TIME ZONE 'Asia/Shanghai' END
            END AS not_before
        ) due
        WHERE ($1::uuid IS NULL OR k.client_id = $1)
            AND ($2::uuid IS NULL OR k.agency_id = $2)
            AND a.declined_at IS NULL
            AND CASE k.state
                WHEN 'draft' THEN ($1 IS NULL OR k.client_confirmed_at IS NULL) AND ($2 IS NULL OR k.agency_confirmed_at IS NULL)
                WHEN 'confirmed' THEN $2 IS NULL
                ELSE ($1 IS NULL AND r.state = 'in_service')
                    OR ($1 IS NOT NULL AND r.state IN ('accepted', 'rated') AND paid.fen < k.price_fen)
            END
            AND ($1 IS NOT NULL OR $2 IS NOT NULL OR due.not_before <= $3)
        ORDER BY due.not_before NULLS LAST, a.awarded_at, k.id
        LIMIT 300"#,
        client_id,
        agency_id,
        now,
        i32::from(rules.contract_sign_days.0),
        i32::from(rules.contract_file_days.0),
    )
    .fetch_all(conn)
    .await
}

/// A result that waits for acceptance.
pub(super) struct HandedIn {
    pub contract_id: Uuid,
    pub contract_name: String,
    pub client_name: String,
    pub number: i32,
    pub submitted_at: DateTime<Utc>,
    pub rules: Option<Json<Rules>>,
}

/// Results that wait for a client, or for any.
pub(super) async fn handed_in(conn: &mut PgConnection, client_id: Option<Uuid>) -> Result<Vec<HandedIn>, sqlx::Error> {
    sqlx::query_as!(
        HandedIn,
        r#"SELECT k.id AS contract_id, k.name AS contract_name, c.name AS client_name, d.number, d.submitted_at,
            r.rules AS "rules: Json<Rules>"
        FROM deliverable d
        JOIN contract k ON k.id = d.contract_id
        JOIN round r ON r.id = k.round_id
        JOIN organisation c ON c.id = k.client_id
        WHERE d.state = 'submitted'
            AND ($1::uuid IS NULL OR k.client_id = $1)
        ORDER BY d.submitted_at
        LIMIT 100"#,
        client_id,
    )
    .fetch_all(conn)
    .await
}

/// A payment that waits for one side.
pub(super) struct OpenPayment {
    pub contract_id: Uuid,
    pub contract_name: String,
    pub amount_fen: Fen,
    pub paid_on: NaiveDate,
    pub recorded_at: DateTime<Utc>,
    pub decided_at: Option<DateTime<Utc>>,
    pub rules: Option<Json<Rules>>,
}

/// Payments in a state: of a client, of an agency, or all.
pub(super) async fn payments(
    conn: &mut PgConnection,
    state: PaymentState,
    client_id: Option<Uuid>,
    agency_id: Option<Uuid>,
) -> Result<Vec<OpenPayment>, sqlx::Error> {
    sqlx::query_as!(
        OpenPayment,
        r#"SELECT k.id AS contract_id, k.name AS contract_name, p.amount_fen AS "amount_fen: Fen", p.paid_on, p.recorded_at,
            p.decided_at, r.rules AS "rules: Json<Rules>"
        FROM payment p
        JOIN contract k ON k.id = p.contract_id
        JOIN round r ON r.id = k.round_id
        WHERE p.state = $1
            AND ($2::uuid IS NULL OR k.client_id = $2)
            AND ($3::uuid IS NULL OR k.agency_id = $3)
        ORDER BY p.recorded_at
        LIMIT 100"#,
        state.code(),
        client_id,
        agency_id,
    )
    .fetch_all(conn)
    .await
}

/// An award that waits for its winner.
pub(super) struct OpenAward {
    pub id: Uuid,
    pub project_name: String,
    pub client_name: String,
    pub amount_fen: Fen,
    pub confirm_by: Option<DateTime<Utc>>,
    pub deadline_provisional: bool,
}

/// Awards in effect that an agency has not answered.
pub(super) async fn open_awards(conn: &mut PgConnection, agency_id: Uuid) -> Result<Vec<OpenAward>, sqlx::Error> {
    sqlx::query_as!(
        OpenAward,
        r#"SELECT a.id, r.project_name, c.name AS client_name, a.amount_fen AS "amount_fen: Fen", a.confirm_by,
            r.deadline_provisional
        FROM award a
        JOIN round r ON r.id = a.round_id
        JOIN organisation c ON c.id = a.client_id
        WHERE a.agency_id = $1
            AND r.state = 'awarded'
            AND a.confirmed_at IS NULL
            AND a.declined_at IS NULL
        ORDER BY a.confirm_by
        LIMIT 100"#,
        agency_id,
    )
    .fetch_all(conn)
    .await
}

/// An open notice in an agency's services.
pub(super) struct OpenNotice {
    pub notice_id: Uuid,
    pub project_name: String,
    pub client_name: String,
    pub amount_fen: Option<Fen>,
    pub method: Method,
    pub signup_deadline: Option<DateTime<Utc>>,
    pub deadline_provisional: bool,
}

/// Open notices that the services of an agency in good standing fit, that do not exclude it and that it has not signed up for; those that
/// close first come first. Whether it may sign up, the rules of eligibility say.
pub(super) async fn open_notices(
    conn: &mut PgConnection,
    agency_id: Uuid,
    now: DateTime<Utc>,
) -> Result<Vec<OpenNotice>, sqlx::Error> {
    sqlx::query_as!(
        OpenNotice,
        r#"SELECT r.notice_id, r.project_name, c.name AS client_name, r.amount_fen AS "amount_fen: Fen", r.method AS "method: Method",
            r.signup_deadline, r.deadline_provisional
        FROM round r
        JOIN notice n ON n.id = r.notice_id
        JOIN organisation c ON c.id = n.client_id
        JOIN agency a ON a.id = $1
        JOIN organisation own ON own.id = a.id
        WHERE r.state = 'published'
            AND (r.signup_deadline IS NULL OR r.signup_deadline > $2)
            AND may_work(a.state, a.suspended_until, $2)
            AND own.uscc <> c.uscc
            AND NOT r.recusals @> jsonb_build_array(jsonb_build_object('uscc', own.uscc))
            AND NOT EXISTS (
                SELECT FROM sign_up s
                WHERE s.round_id = r.id
                    AND s.agency_id = a.id
                    AND s.withdrawn_at IS NULL
            )
            AND (
                SELECT CASE r.item_match WHEN 'all' THEN bool_and(o.item_code IS NOT NULL) ELSE bool_or(o.item_code IS NOT NULL) END
                FROM round_item ri
                LEFT JOIN agency_service o ON o.item_code = ri.item_code
                    AND o.agency_id = a.id
                    AND o.closed_reason IS NULL
                WHERE ri.round_id = r.id
            )
        ORDER BY r.signup_deadline, r.id
        LIMIT 60"#,
        agency_id,
        now,
    )
    .fetch_all(conn)
    .await
}

/// What an agency's own entry lacks.
pub(super) struct Entry {
    pub name: String,
    pub owed_due_at: Option<DateTime<Utc>>,
    pub owed_missing_year: Option<i32>,
    pub owed_provisional: bool,
    /// Reason of a failed check that is not answered by a correction.
    pub check_failed: Option<String>,
}

/// An agency's own entry.
pub(super) async fn entry(conn: &mut PgConnection, agency_id: Uuid) -> Result<Option<Entry>, sqlx::Error> {
    sqlx::query_as!(
        Entry,
        r#"SELECT o.name, a.owed_due_at, a.owed_missing_year, a.owed_provisional_years <> '{}' AS "owed_provisional!",
            CASE WHEN a.corrected_at IS NULL THEN a.check_failed END AS check_failed
        FROM agency a
        JOIN organisation o ON o.id = a.id
        WHERE a.id = $1"#,
        agency_id,
    )
    .fetch_optional(conn)
    .await
}
