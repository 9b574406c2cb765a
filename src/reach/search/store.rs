//! Reads the rows that documents are made of, as they stand.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

use super::docs::{Able, AgencyDoc, AwardDoc, Item, NoticeDoc, Party, Place, ServiceDoc};
use crate::core::calendar::cst;
use crate::core::method::Method;
use crate::core::state::{AgencyState, RoundState};
use crate::parties::registry::agencies::Closed;
use crate::platform::divisions;
use crate::procurement::notices;
use crate::say;

/// Divisions and catalogue items, by code: what every document refers to.
pub struct Reference {
    places: HashMap<String, Vec<Place>>,
    items: HashMap<String, Item>,
    services: Vec<ServiceDoc>,
}

impl Reference {
    /// Reads them.
    pub async fn load(conn: &mut PgConnection) -> Result<Self, sqlx::Error> {
        let all = divisions::all(&mut *conn).await?;
        let mut places: HashMap<String, Vec<Place>> = HashMap::new();
        // A parent's code is smaller than its child's, and rows come by code.
        for it in all {
            let mut way = it.parent_code.as_ref().and_then(|parent| places.get(parent)).cloned().unwrap_or_default();
            way.push(Place { code: it.code.clone(), name: it.name, short_name: it.short_name });
            places.insert(it.code, way);
        }
        let rows = sqlx::query!(
            "SELECT i.code, i.name, i.name_en, i.group_code, g.name AS group_name, i.aliases, i.qualification
            FROM catalog_item i
            JOIN catalog_group g ON g.code = i.group_code
            ORDER BY i.code",
        )
        .fetch_all(conn)
        .await?;
        let services: Vec<ServiceDoc> = rows
            .into_iter()
            .map(|row| ServiceDoc {
                item: Item {
                    code: row.code,
                    name: row.name,
                    name_en: row.name_en,
                    group_code: row.group_code,
                    group_name: row.group_name,
                    aliases: row.aliases,
                },
                qualification: row.qualification,
            })
            .collect();
        let items = services.iter().map(|it| (it.item.code.clone(), it.item.clone())).collect();
        Ok(Self { places, items, services })
    }

    /// The catalogue's own documents.
    pub fn services(&self) -> &[ServiceDoc] {
        &self.services
    }

    fn way(&self, code: &str) -> Vec<Place> {
        self.places.get(code).cloned().unwrap_or_default()
    }

    fn named(&self, codes: &[String]) -> Vec<Item> {
        codes.iter().filter_map(|code| self.items.get(code)).cloned().collect()
    }
}

/// The agencies with these ids.
pub async fn agencies(
    conn: &mut PgConnection,
    reference: &Reference,
    ids: &[Uuid],
    now: DateTime<Utc>,
) -> Result<Vec<AgencyDoc>, sqlx::Error> {
    let today: NaiveDate = now.with_timezone(&cst()).date_naive();
    let rows = sqlx::query!(
        r#"SELECT o.id, o.uscc AS "uscc!", o.name, o.division_code, o.intro, o.created_at, a.state AS "state: AgencyState",
            a.suspended_until, a.credit, a.resident_counter,
            ARRAY(
                SELECT s.item_code
                FROM agency_service s
                WHERE s.agency_id = a.id
                ORDER BY s.item_code
            ) AS "items!",
            ARRAY(
                SELECT DISTINCT q.kind
                FROM agency_qualification q
                WHERE q.agency_id = a.id AND q.removed_at IS NULL AND (q.valid_to IS NULL OR q.valid_to >= $2)
            ) AS "qualifications!",
            COALESCE((
                SELECT jsonb_agg(jsonb_build_array(s.item_code, service_closed(a.id, s.item_code, $3)) ORDER BY s.item_code)
                FROM agency_service s
                WHERE s.agency_id = a.id AND service_closed(a.id, s.item_code, $3) IS NOT NULL
            ), '[]') AS "closed!: Json<Vec<(String, Closed)>>",
            (
                SELECT count(*)
                FROM award w
                WHERE w.agency_id = a.id AND w.declined_at IS NULL
            ) AS "awards!"
        FROM agency a
        JOIN organisation o ON o.id = a.id
        WHERE a.id = ANY($1)"#,
        ids,
        today,
        now,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            // A suspension ends with its time; the row keeps the state until somebody changes it.
            let over = row.suspended_until.is_some_and(|until| until <= now);
            let state = if row.state == AgencyState::Suspended && over { AgencyState::Active } else { row.state };
            let open = row.items.len() > row.closed.len();
            let able = match (state, open) {
                (AgencyState::Active, true) => Able::Yes,
                (AgencyState::Active, false) => Able::Closed,
                _ => Able::No,
            };
            let until = row.suspended_until.map(|it| it.with_timezone(&cst()).format("%Y-%m-%d").to_string());
            let status = match (able, state, until) {
                (Able::Yes, ..) => None,
                (Able::Closed, ..) => Some(say!(
                    "尚无开放的服务事项：所需资质证书未备案、等级不足或已过期，或材料未补齐",
                    "no service is open: the certificates they ask for are not on file or have expired, or documents are missing"
                )),
                (Able::No, AgencyState::Suspended, Some(day)) => {
                    Some(say!("暂停承接至 {day}", "suspended until {day}"))
                }
                (Able::No, state, _) => Some(state.name()),
            };
            AgencyDoc {
                id: row.id,
                uscc: row.uscc,
                name: row.name,
                places: reference.way(&row.division_code),
                items: reference.named(&row.items),
                qualifications: row.qualifications,
                state,
                able,
                status,
                closed: row.closed.0,
                credit: row.credit,
                resident_counter: row.resident_counter,
                intro: row.intro,
                awards: row.awards,
                registered_at: row.created_at,
            }
        })
        .collect())
}

/// Those of these notices that the public may see, by their latest published round.
pub async fn notices(
    conn: &mut PgConnection,
    reference: &Reference,
    ids: &[Uuid],
) -> Result<Vec<NoticeDoc>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT n.id, n.code, o.id AS client_id, o.name AS client_name, r.project_name, r.division_code,
            r.method AS "method: Method", r.state AS "state: RoundState", r.amount_fen, r.fiscal_percent,
            r.service_content, r.number, r.signup_deadline, r.published_at AS "published_at!",
            ARRAY(
                SELECT i.item_code
                FROM round_item i
                WHERE i.round_id = r.id
                ORDER BY i.position
            ) AS "items!"
        FROM notice n
        JOIN organisation o ON o.id = n.client_id
        JOIN LATERAL (
            SELECT *
            FROM round
            WHERE round.notice_id = n.id AND round.published_at IS NOT NULL
            ORDER BY round.number DESC
            LIMIT 1
        ) r ON true
        WHERE n.id = ANY($1)"#,
        ids,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let items = reference.named(&row.items);
            NoticeDoc {
                id: row.id,
                code: row.code,
                title: notices::title(&row.project_name, items.iter().map(|it| it.group_name.as_str())),
                project_name: row.project_name,
                client: Party { id: row.client_id, name: row.client_name },
                places: reference.way(&row.division_code),
                items,
                method: row.method,
                state: row.state,
                amount_fen: row.amount_fen,
                fiscal: row.fiscal_percent.map(|percent| percent > 0),
                service_content: row.service_content,
                round_number: row.number,
                signup_deadline: row.signup_deadline,
                published_at: row.published_at,
            }
        })
        .collect())
}

/// The awards with these ids.
pub async fn awards(
    conn: &mut PgConnection,
    reference: &Reference,
    ids: &[Uuid],
) -> Result<Vec<AwardDoc>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT w.id, w.code, w.notice_id, n.code AS "notice_code!", r.project_name, r.division_code, c.id AS client_id,
            c.name AS client_name, a.id AS agency_id, a.name AS agency_name, a.uscc AS "agency_uscc!",
            w.method AS "method: Method", r.state AS "state: RoundState", w.amount_fen, w.selected_at,
            ARRAY(
                SELECT i.item_code
                FROM round_item i
                WHERE i.round_id = r.id
                ORDER BY i.position
            ) AS "items!"
        FROM award w
        JOIN round r ON r.id = w.round_id
        JOIN notice n ON n.id = w.notice_id
        JOIN organisation c ON c.id = w.client_id
        JOIN organisation a ON a.id = w.agency_id
        WHERE w.id = ANY($1) AND n.code IS NOT NULL"#,
        ids,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| AwardDoc {
            id: row.id,
            code: row.code,
            notice_id: row.notice_id,
            notice_code: row.notice_code,
            project_name: row.project_name,
            client: Party { id: row.client_id, name: row.client_name },
            agency: Party { id: row.agency_id, name: row.agency_name },
            agency_uscc: row.agency_uscc,
            places: reference.way(&row.division_code),
            items: reference.named(&row.items),
            method: row.method,
            state: row.state,
            amount_fen: row.amount_fen,
            selected_at: row.selected_at,
        })
        .collect())
}

/// Which of these ids, of anything, are agencies, notices and awards; an award follows its notice.
pub async fn touched(
    conn: &mut PgConnection,
    about: &[Uuid],
) -> Result<(Vec<Uuid>, Vec<Uuid>, Vec<Uuid>), sqlx::Error> {
    let agencies = sqlx::query_scalar!("SELECT id FROM agency WHERE id = ANY($1)", about).fetch_all(&mut *conn).await?;
    let notices = sqlx::query_scalar!("SELECT id FROM notice WHERE id = ANY($1)", about).fetch_all(&mut *conn).await?;
    let awards = sqlx::query_scalar!("SELECT id FROM award WHERE id = ANY($1) OR notice_id = ANY($1)", about)
        .fetch_all(conn)
        .await?;
    Ok((agencies, notices, awards))
}

/// The next notices that show the name of one of these clients.
pub async fn notices_of_after(
    conn: &mut PgConnection,
    clients: &[Uuid],
    after: Uuid,
    limit: i64,
) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT id FROM notice WHERE client_id = ANY($1) AND id > $2 ORDER BY id LIMIT $3",
        clients,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// The next awards that show the name of one of these clients or agencies.
pub async fn awards_of_after(
    conn: &mut PgConnection,
    organisations: &[Uuid],
    after: Uuid,
    limit: i64,
) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT id
        FROM award
        WHERE (client_id = ANY($1) OR agency_id = ANY($1)) AND id > $2
        ORDER BY id
        LIMIT $3",
        organisations,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// The next agencies of which a certificate has begun or ended, or a suspension ended, from the day after `since` to the day of `now`.
pub async fn agencies_turned_after(
    conn: &mut PgConnection,
    since: NaiveDate,
    now: DateTime<Utc>,
    after: Uuid,
    limit: i64,
) -> Result<Vec<Uuid>, sqlx::Error> {
    let today: NaiveDate = now.with_timezone(&cst()).date_naive();
    sqlx::query_scalar!(
        "SELECT a.id
        FROM agency a
        WHERE a.id > $1
            AND (
                (a.suspended_until <= $4 AND a.suspended_until > $2::date::timestamp AT TIME ZONE 'Asia/Shanghai')
                OR EXISTS (
                    SELECT
                    FROM agency_qualification q
                    WHERE q.agency_id = a.id
                        AND q.removed_at IS NULL
                        AND ((q.valid_from > $2 AND q.valid_from <= $3) OR (q.valid_to >= $2 AND q.valid_to < $3))
                )
            )
        ORDER BY a.id
        LIMIT $5",
        after,
        since,
        today,
        now,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// How many documents there are to make.
pub async fn count(conn: &mut PgConnection) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT (SELECT count(*) FROM agency) + (SELECT count(*) FROM notice) + (SELECT count(*) FROM award) AS "count!""#
    )
    .fetch_one(conn)
    .await
}

/// The next ids after one, of a whole table.
pub async fn agencies_after(conn: &mut PgConnection, after: Uuid, limit: i64) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!("SELECT id FROM agency WHERE id > $1 ORDER BY id LIMIT $2", after, limit).fetch_all(conn).await
}

/// See [`agencies_after`].
pub async fn notices_after(conn: &mut PgConnection, after: Uuid, limit: i64) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!("SELECT id FROM notice WHERE id > $1 ORDER BY id LIMIT $2", after, limit).fetch_all(conn).await
}

/// See [`agencies_after`].
pub async fn awards_after(conn: &mut PgConnection, after: Uuid, limit: i64) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!("SELECT id FROM award WHERE id > $1 ORDER BY id LIMIT $2", after, limit).fetch_all(conn).await
}

/// Next index of the journal's order.
pub async fn journal_end(conn: &mut PgConnection) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(r#"SELECT COALESCE(max(index) + 1, 0) AS "end!" FROM journal_leaf"#).fetch_one(conn).await
}

/// Puts the cursor of an engine that does not keep its own where a rebuild has read to.
pub async fn set_cursor(conn: &mut PgConnection, reader: &str, next_index: i64) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO reader_cursor (reader, next_index)
        VALUES ($1, $2)
        ON CONFLICT (reader) DO UPDATE
        SET next_index = excluded.next_index",
        reader,
        next_index,
    )
    .execute(conn)
    .await?;
    Ok(())
}
