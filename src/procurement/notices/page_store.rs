//! SQL of a notice's page: one statement for everything that everybody sees.

use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

use super::view::{
    ClientRef, CreditLists, ItemRef, LowPrice, MySignUp, NoticeAward, NoticeFacts, PanelProgress, RosterLine, RoundRef,
};
use crate::core::beacon::BeaconSource;
use crate::core::eligibility::Recusal;
use crate::core::rules::Rules;
use crate::core::selection::proposal_merit::Sheet;
use crate::platform::files::FileView;
use crate::platform::web::Instant;
use crate::procurement::rounds::Witness;
use crate::procurement::witnesses::SplitView;

/// A round of a notice that may be seen, the newest unless its number is said: a published one; any for the operating side and the
/// notice's own client.
#[expect(clippy::too_many_lines, reason = "one statement")]
pub async fn facts(
    conn: &mut PgConnection,
    id: Uuid,
    staff: bool,
    client: Option<Uuid>,
    organisation: Option<Uuid>,
    round: Option<i32>,
) -> Result<Option<NoticeFacts>, sqlx::Error> {
    sqlx::query_as!(
        NoticeFacts,
        r#"SELECT n.id, r.id AS round_id, r.rules AS "rules: Json<Rules>", n.created_at AS "created_at?: Instant",
            n.code || CASE WHEN r.number > 1 THEN '-R' || r.number ELSE '' END AS code, r.version, r.project_name,
            r.division_code, d.name AS division_name,
            COALESCE((
                SELECT jsonb_agg(
                    jsonb_build_object('code', i.code, 'name', i.name, 'group_code', g.code, 'group_name', g.name)
                    ORDER BY ri.position
                )
                FROM round_item ri
                JOIN catalog_item i ON i.code = ri.item_code
                JOIN catalog_group g ON g.code = i.group_code
                WHERE ri.round_id = r.id
            ), '[]') AS "items!: Json<Vec<ItemRef>>",
            r.item_match AS "item_match: crate::core::eligibility::ItemMatch", r.approve_code, r.approval_matter,
            r.contact_name, r.contact_phone, r.complaint_phone, r.scale_kind,
            r.scale_fen AS "scale_fen: crate::core::money::Fen", r.scale_m2_hundredths, r.scale_note, r.fiscal_percent,
            r.service_content, r.service_time_note, r.amount_fen AS "amount_fen: crate::core::money::Fen", r.amount_note,
            r.method AS "method: crate::core::method::Method", r.quote_kind AS "quote_kind: crate::core::selection::QuoteKind",
            r.floor_fen AS "floor_fen: crate::core::money::Fen", r.min_rate, r.max_rate,
            r.sheet AS "sheet: Json<Sheet>", r.beacon AS "beacon: Json<BeaconSource>",
            r.beacon_by AS "beacon_by: Instant", r.beacon_value, r.beacon_at AS "beacon_at: Instant", r.beacon_from, r.qualification_required, r.qualification_note,
            r.staff_required, r.other_note, r.recusals AS "recusals: Json<Vec<Recusal>>",
            r.witnesses AS "witnesses: Json<Vec<Witness>>", r.signup_days,
            jsonb_build_object('id', c.id, 'name', c.name, 'uscc', c.uscc) AS "client!: Json<ClientRef>",
            CASE WHEN n.source_key IS NOT NULL THEN n.source END AS source,
            r.state AS "state: crate::core::state::RoundState", r.state_since AS "state_since: Instant",
            r.number AS round_number, r.too_few,
            COALESCE((
                SELECT jsonb_agg(
                    jsonb_build_object(
                        'number', o.number, 'state', o.state,
                        'published_at', CASE WHEN n.source_key IS NULL THEN o.published_at END,
                        'end_reason', o.end_reason, 'entrants', o.entrants
                    )
                    ORDER BY o.number
                )
                FROM round o
                WHERE o.notice_id = n.id AND (o.published_at IS NOT NULL OR $2 OR n.client_id = $3)
            ), '[]') AS "rounds!: Json<Vec<RoundRef>>",
            r.submitted_at AS "submitted_at: Instant", CASE WHEN n.source_key IS NULL THEN r.published_at END AS "published_at: Instant",
            r.signup_deadline AS "signup_deadline: Instant", r.missing_year AS calendar_missing, r.deadline_provisional,
            r.select_time AS "select_time: Instant", r.closed_at AS "closed_at: Instant",
            encode(r.rules_hash, 'hex') AS rules_hash, encode(r.draw_commit, 'hex') AS draw_commit,
            encode(r.seal_key, 'hex') AS seal_key, encode(r.sealed_roster_hash, 'hex') AS sealed_roster_hash,
            CASE WHEN r.witness_threshold IS NOT NULL THEN jsonb_build_object(
                'threshold', r.witness_threshold, 'secret_hash', encode(r.seal_secret_hash, 'hex'),
                'until', r.shares_until, 'complete_at', r.shares_at, 'witnesses', COALESCE((
                    SELECT jsonb_agg(
                        jsonb_build_object(
                            'number', w.number, 'name', w.it ->> 'name', 'invited', h.round_id IS NOT NULL,
                            'public_key', encode(h.public_key, 'hex'), 'given_at', h.given_at
                        )
                        ORDER BY w.number
                    )
                    FROM jsonb_array_elements(r.witnesses) WITH ORDINALITY AS w (it, number)
                    LEFT JOIN witness_share h
                        ON h.round_id = r.id AND h.number = w.number AND w.it @> jsonb_build_object('name', h.name, 'phone', h.phone)
                ), '[]')
            ) END AS "split: Json<SplitView>",
            r.opened_at AS "opened_at: Instant", encode(r.roster_hash, 'hex') AS roster_hash, r.entrants, r.eligible, r.end_reason, r.return_reason,
            CASE WHEN r.closed_at IS NULL THEN '[]' ELSE COALESCE((
                SELECT jsonb_agg(
                    jsonb_build_object(
                        'agency', jsonb_build_object('id', e.id, 'name', e.name, 'uscc', e.uscc),
                        'eligible', COALESCE(s.eligible, false), 'failed_rules', s.failed_rules, 'at', s.at,
                        'commitment', encode(s.commitment, 'hex'), 'not_opened',
                        jsonb_path_query_first(r.not_opened, '$[*] ? (@.uscc == $of).reason', jsonb_build_object('of', e.uscc)),
                        'quote', line -> 'quote'
                    )
                    ORDER BY e.uscc
                )
                FROM sign_up s
                JOIN organisation e ON e.id = s.agency_id
                LEFT JOIN jsonb_array_elements(r.roster) AS line ON line ->> 'uscc' = e.uscc
                WHERE s.round_id = r.id AND s.withdrawn_at IS NULL
            ), '[]') END AS "roster!: Json<Vec<RosterLine>>",
            r.credit_lists AS "credit_lists: Json<CreditLists>", r.auction_start AS "auction_start: Instant",
            r.auction_end AS "auction_end: Instant",
            COALESCE((
                SELECT jsonb_agg(
                    jsonb_build_object(
                        'agency', jsonb_build_object('id', e.id, 'name', e.name, 'uscc', e.uscc), 'price_fen', l.price_fen,
                        'under_ceiling', l.under_ceiling, 'under_mean', l.under_mean, 'asked_at', l.asked_at,
                        'justify_by', l.justify_by, 'justification', l.justification, 'justified_at', l.justified_at,
                        'accepted', l.accepted, 'reason', l.reason, 'decided_by', l.decided_by, 'decided_at', l.decided_at
                    )
                    ORDER BY l.asked_at
                )
                FROM low_price l
                JOIN organisation e ON e.id = l.agency_id
                WHERE l.round_id = r.id
            ), '[]') AS "low_prices!: Json<Vec<LowPrice>>",
            (
                SELECT jsonb_build_object(
                    'serving', count(*) FILTER (WHERE stood_down_at IS NULL), 'handed_in', count(scored_at),
                    'stood_down', count(stood_down_at),
                    'score_by', min(score_by) FILTER (WHERE scored_at IS NULL AND stood_down_at IS NULL)
                )
                FROM panel_seat
                WHERE round_id = r.id AND asked_at IS NOT NULL
                HAVING count(*) > 0
            ) AS "panel: Json<PanelProgress>",
            CASE WHEN a.id IS NOT NULL THEN jsonb_build_object(
                'id', a.id, 'code', a.code, 'amount_fen', a.amount_fen, 'selected_at', a.selected_at,
                'publicity_until', a.publicity_until, 'awarded_at', a.awarded_at,
                'agency', jsonb_build_object('id', w.id, 'name', w.name, 'uscc', w.uscc)
            ) END AS "award: Json<NoticeAward>",
            CASE WHEN $2 OR k.client_id = $4 OR k.agency_id = $4 THEN k.id END AS contract_id,
            COALESCE((
                SELECT jsonb_agg(
                    jsonb_build_object('id', f.id, 'name', f.name, 'media_type', f.media_type, 'size', f.size)
                    ORDER BY rf.position
                )
                FROM round_file rf
                JOIN file f ON f.id = rf.file_id
                WHERE rf.round_id = r.id
            ), '[]') AS "files!: Json<Vec<FileView>>",
            GREATEST(k.client_confirmed_at, k.agency_confirmed_at) AS "contracted_at: Instant",
            k.filed_at AS "filed_at?: Instant",
            (SELECT max(submitted_at) FROM deliverable WHERE contract_id = k.id) AS "delivered_at: Instant",
            (SELECT max(decided_at) FROM deliverable WHERE contract_id = k.id AND state = 'accepted') AS "accepted_at: Instant"
        FROM notice n
        JOIN round r ON r.notice_id = n.id
        JOIN division d ON d.code = r.division_code
        JOIN organisation c ON c.id = n.client_id
        LEFT JOIN LATERAL (
            SELECT *
            FROM award
            WHERE round_id = r.id
            ORDER BY declined_at IS NULL DESC, selected_at DESC
            LIMIT 1
        ) a ON true
        LEFT JOIN organisation w ON w.id = a.agency_id
        LEFT JOIN contract k ON k.round_id = r.id
        WHERE n.id = $1
            AND (r.published_at IS NOT NULL OR $2 OR n.client_id = $3)
            AND ($5::integer IS NULL OR r.number = $5)
        ORDER BY r.number DESC
        LIMIT 1"#,
        id,
        staff,
        client,
        organisation,
        round,
    )
    .fetch_optional(conn)
    .await
}

/// The active sign-up of an agency in a round.
pub async fn my_sign_up(
    conn: &mut PgConnection,
    round_id: Uuid,
    agency_id: Uuid,
) -> Result<Option<MySignUp>, sqlx::Error> {
    sqlx::query_as!(
        MySignUp,
        r#"SELECT id, at AS "at: Instant", eligible, failed_rules
        FROM sign_up
        WHERE round_id = $1 AND agency_id = $2 AND withdrawn_at IS NULL"#,
        round_id,
        agency_id,
    )
    .fetch_optional(conn)
    .await
}
