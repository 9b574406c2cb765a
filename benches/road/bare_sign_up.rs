//! What a sign-up asks the database, and nothing else: the statements of `procurement/signups`, without rule, hash, JSON or answer.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::PgPool;
use uuid::Uuid;

/// One transaction. `n` makes the ids.
pub async fn run(
    pool: &PgPool,
    notice_id: Uuid,
    agency_id: Uuid,
    client_id: Uuid,
    n: usize,
) -> Result<(), sqlx::Error> {
    let sign_up_id: Uuid = format!("00000000-0000-7000-a000-{n:012x}").parse().unwrap_or_default();
    let entry_id: Uuid = format!("00000000-0000-7000-b000-{n:012x}").parse().unwrap_or_default();
    let mut tx = pool.begin().await?;
    sqlx::query(DEADLINE).bind(notice_id).fetch_one(&mut *tx).await?;
    let round = sqlx::query(SHARE).bind(notice_id).fetch_one(&mut *tx).await?;
    let round_id: Uuid = sqlx::Row::try_get(&round, "id")?;
    let at: DateTime<Utc> = sqlx::query_scalar("SELECT jishi_now()").fetch_one(&mut *tx).await?;
    sqlx::query(CANDIDATE).bind(vec![agency_id]).fetch_all(&mut *tx).await?;
    sqlx::query("SELECT uscc, legal_rep FROM organisation WHERE id = $1").bind(client_id).fetch_one(&mut *tx).await?;
    sqlx::query(ITEMS).bind(round_id).fetch_all(&mut *tx).await?;
    sqlx::query(ENTRY)
        .bind(entry_id)
        .bind(sign_up_id)
        .bind(vec![notice_id, round_id, sign_up_id])
        .bind(at)
        .bind(
            json!({ "notice_code": "", "round_number": 1, "commitment": "", "sealed_sha256": "", "no_conflict": true }),
        )
        .bind(vec![0_u8; 32])
        .bind(vec![0_u8; 16])
        .bind(json!({ "agency_id": agency_id, "practitioners": [] }))
        .execute(&mut *tx)
        .await?;
    sqlx::query(SIGN_UP)
        .bind(sign_up_id)
        .bind(round_id)
        .bind(agency_id)
        .bind(at)
        .bind(vec![0_u8; 1072])
        .bind(vec![0_u8; 32])
        .bind(Vec::<Uuid>::new())
        .bind(entry_id)
        .bind(vec![0_u8; 32])
        .execute(&mut *tx)
        .await?;
    tx.commit().await
}

const DEADLINE: &str = "SELECT r.signup_deadline
    FROM notice n
    JOIN round r ON r.id = n.current_round
    WHERE n.id = $1 AND r.published_at IS NOT NULL";

const SHARE: &str = "SELECT r.id, r.notice_id, n.client_id, n.code AS notice_code, r.number, r.state, r.state_since,
        r.version, r.project_name, r.division_code, r.item_match, r.fiscal_percent, r.amount_fen, r.method,
        r.qualification_required, r.staff_required, r.recusals, r.signup_days, r.signup_deadline, r.select_time,
        r.deadline_provisional, r.return_reason, r.submitted_at, r.published_at, r.rules, r.rules_hash, r.draw_commit,
        r.draw_secret, r.seal_key, r.seal_secret, r.wrapped_by, r.closed_at, r.roster, r.roster_hash, r.sealed_roster_hash,
        r.opened_at, r.not_opened, r.entrants, r.eligible, r.end_reason, r.frozen, r.too_few,
        a.publicity_until, CASE WHEN a.confirmed_at IS NULL AND a.declined_at IS NULL THEN a.confirm_by END AS confirm_by
    FROM round r
    JOIN notice n ON n.id = r.notice_id
    LEFT JOIN award a ON a.round_id = r.id
    WHERE n.id = $1 AND r.id = n.current_round
    FOR SHARE OF r";

const CANDIDATE: &str = "SELECT o.id, o.uscc, o.name, o.legal_rep, a.state, a.suspended_until, a.owed_due_at,
        ARRAY(
            SELECT item_code
            FROM agency_service
            WHERE agency_id = o.id AND closed_reason IS NULL
        ) AS items,
        COALESCE((
            SELECT jsonb_agg(jsonb_build_object(
                'kind', kind, 'grade', grade, 'valid_from', valid_from, 'valid_to', valid_to
            ))
            FROM agency_qualification
            WHERE agency_id = o.id AND removed_at IS NULL
        ), '[]') AS qualifications,
        (SELECT count(*) FROM practitioner WHERE agency_id = o.id AND removed_at IS NULL) AS staff
    FROM agency a
    JOIN organisation o ON o.id = a.id
    WHERE a.id = ANY ($1)
    ORDER BY o.uscc";

const ITEMS: &str = "SELECT i.code, i.name, i.qualification_kind, k.name AS kind_name, i.qualification_grade
    FROM round_item ri
    JOIN catalog_item i ON i.code = ri.item_code
    LEFT JOIN qualification_kind k ON k.code = i.qualification_kind
    WHERE ri.round_id = $1
    ORDER BY ri.position";

const ENTRY: &str = "WITH entry AS (
        INSERT INTO journal_entry (id, kind, subject_kind, subject_id, about, audience, at, actor, public, private_hash, hash)
        VALUES ($1, 'sign_up.made', 'sign_up', $2, $3, 'parties', $4, '{}', $5, $6, $6)
        RETURNING id, at, about
    ), places AS (
        INSERT INTO journal_about (about, at, entry_id)
        SELECT DISTINCT place, entry.at, entry.id
        FROM entry
        CROSS JOIN UNNEST(entry.about) AS place
    ), pending AS (
        INSERT INTO journal_pending (entry_id)
        SELECT id
        FROM entry
    )
    INSERT INTO journal_private (entry_id, salt, payload)
    SELECT id, $7, $8
    FROM entry";

const SIGN_UP: &str =
    "INSERT INTO sign_up (id, round_id, agency_id, at, sealed, commitment, practitioners, entry_id, receipt_hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (round_id, agency_id) WHERE withdrawn_at IS NULL DO NOTHING";
