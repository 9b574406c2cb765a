//! SQL of awards.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use sqlx::types::Json;
use sqlx::{PgConnection, QueryBuilder};
use uuid::Uuid;

use super::letter::Issued;
use super::list::AwardFilter;
use super::model::{Award, AwardRow};
use crate::core::calendar::cst;
use crate::core::method::Method;
use crate::core::money::Fen;
use crate::core::pairs::{Concentration, PastAward, PastPurchase};
use crate::core::project_code::PurchaseCode;
use crate::core::selection::PassedOver;
use crate::core::state::RoundState;
use crate::core::uscc::Uscc;
use crate::platform::web::{Instant, Problem};
use crate::procurement::notices::{ItemRef, OrganisationRef, title};
use crate::procurement::refs::NameRef;
use crate::procurement::signups::NoticeRef;

/// Writes a new award; the unique `round_id` refuses a second winner.
pub(super) async fn insert(conn: &mut PgConnection, award: &Award, evidence: &Value) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO award
            (id, round_id, notice_id, client_id, agency_id, code, method, amount_fen, reason, evidence, selected_at,
            publicity_until)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        award.id,
        award.round_id,
        award.notice_id,
        award.client_id,
        award.agency_id,
        award.code,
        award.method.code(),
        award.amount_fen.0,
        award.reason,
        evidence,
        award.selected_at,
        award.publicity_until,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes what happens to an award after its announcement.
pub async fn write(conn: &mut PgConnection, award: &Award) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE award
        SET awarded_at = $2, confirm_by = $3, confirmed_at = $4, declined_at = $5, decline_reason = $6, publicity_until = $7
        WHERE id = $1",
        award.id,
        award.awarded_at,
        award.confirm_by,
        award.confirmed_at,
        award.declined_at,
        award.decline_reason,
        award.publicity_until,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps the letter of an award as it is issued.
pub(super) async fn write_letter(conn: &mut PgConnection, award_id: Uuid, letter: &Issued) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "UPDATE award
        SET letter = $2
        WHERE id = $1",
        award_id,
        Json(letter) as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The letter of an award as it was issued; `None` where none was kept.
pub(super) async fn letter(conn: &mut PgConnection, award_id: Uuid) -> Result<Option<Issued>, sqlx::Error> {
    let found = sqlx::query_scalar!(r#"SELECT letter AS "letter: Json<Issued>" FROM award WHERE id = $1"#, award_id);
    Ok(found.fetch_optional(conn).await?.flatten().map(|letter| letter.0))
}

/// How many winners a round has had.
pub(super) async fn count(conn: &mut PgConnection, round_id: Uuid) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(r#"SELECT count(*) AS "count!" FROM award WHERE round_id = $1"#, round_id).fetch_one(conn).await
}

/// Winners of a round that are out: they declined, or were silent.
///
/// # Errors
/// When the database cannot be reached; 500 where a stored code is none, which the registry excludes.
pub async fn passed_over(conn: &mut PgConnection, round_id: Uuid) -> Result<Vec<PassedOver>, Problem> {
    let rows = sqlx::query!(
        r#"SELECT o.uscc AS "uscc!", o.name, a.decline_reason, a.declined_at AS "at!"
        FROM award a
        JOIN organisation o ON o.id = a.agency_id
        WHERE a.round_id = $1 AND a.declined_at IS NOT NULL
        ORDER BY o.uscc"#,
        round_id,
    )
    .fetch_all(conn)
    .await?;
    let passed = |uscc: String, name: String, said: Option<String>, at| {
        let uscc = Uscc::parse(&uscc).map_err(|error| Problem::internal(&error))?;
        let (reason, by) = match said {
            Some(said) => (said, name),
            None => ("未在期限内确认中选".to_owned(), "规则".to_owned()),
        };
        Ok(PassedOver { uscc, reason, by, at })
    };
    rows.into_iter().map(|row| passed(row.uscc, row.name, row.decline_reason, row.at)).collect()
}

/// The award of a round that stands, else the last one, with its winner. Nobody changes it while the caller holds the round's lock.
pub async fn of_round(
    conn: &mut PgConnection,
    round_id: Uuid,
) -> Result<Option<(Award, OrganisationRef)>, sqlx::Error> {
    let row = sqlx::query!(
        r#"SELECT a.id, a.round_id, a.notice_id, a.client_id, a.agency_id, a.code, a.method AS "method: Method",
            a.amount_fen AS "amount_fen: Fen", a.reason, a.selected_at, a.publicity_until, a.awarded_at, a.confirm_by,
            a.confirmed_at, a.declined_at, a.decline_reason, o.name, o.uscc AS "uscc!"
        FROM award a
        JOIN organisation o ON o.id = a.agency_id
        WHERE a.round_id = $1
        ORDER BY a.declined_at IS NULL DESC, a.selected_at DESC, a.id DESC
        LIMIT 1"#,
        round_id,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| {
        let winner = OrganisationRef { id: row.agency_id, name: row.name, uscc: row.uscc };
        let award = Award {
            id: row.id,
            round_id: row.round_id,
            notice_id: row.notice_id,
            client_id: row.client_id,
            agency_id: row.agency_id,
            code: row.code,
            method: row.method,
            amount_fen: row.amount_fen,
            reason: row.reason,
            selected_at: row.selected_at,
            publicity_until: row.publicity_until,
            awarded_at: row.awarded_at,
            confirm_by: row.confirm_by,
            confirmed_at: row.confirmed_at,
            declined_at: row.declined_at,
            decline_reason: row.decline_reason,
        };
        (award, winner)
    }))
}

/// The round of an award.
pub(super) async fn round_of(conn: &mut PgConnection, award_id: Uuid) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar!("SELECT round_id FROM award WHERE id = $1", award_id).fetch_optional(conn).await
}

/// Agencies that took part in a round: their sign-ups stood at the freeze, eligible or not.
pub async fn entrants(conn: &mut PgConnection, round_id: Uuid) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT agency_id
        FROM sign_up
        WHERE round_id = $1
            AND withdrawn_at IS NULL
        ORDER BY agency_id",
        round_id,
    )
    .fetch_all(conn)
    .await
}

/// One award as lists and pages read it.
pub(super) struct Line {
    id: Uuid,
    pub code: String,
    notice_id: Uuid,
    notice_code: String,
    pub number: i32,
    project_name: String,
    division_code: String,
    client_id: Uuid,
    client_name: String,
    pub agency_id: Uuid,
    agency_name: String,
    agency_uscc: String,
    items: Json<Vec<ItemRef>>,
    method: Method,
    pub amount_fen: Fen,
    entrants: i32,
    eligible: i32,
    selected_at: DateTime<Utc>,
    state: RoundState,
    pub reason: String,
    pub concentration: Option<Json<Concentration>>,
    pub amount_note: String,
    pub service_time_note: String,
    pub complaint_phone: String,
    pub publicity_until: Option<DateTime<Utc>>,
    pub awarded_at: Option<DateTime<Utc>>,
    pub confirm_by: Option<DateTime<Utc>>,
    pub confirmed_at: Option<DateTime<Utc>>,
    pub declined_at: Option<DateTime<Utc>>,
    pub decline_reason: Option<String>,
    pub missing_year: Option<i32>,
    pub deadline_provisional: bool,
    pub contract_id: Option<Uuid>,
    pub evidence_digest: String,
}

impl Line {
    /// The row of the list.
    pub fn row(&self) -> AwardRow {
        let number = u32::try_from(self.number).unwrap_or(1);
        let code = PurchaseCode::parse(&self.notice_code).map(|code| code.in_round(number).to_string());
        AwardRow {
            id: self.id,
            code: self.code.clone(),
            notice: NoticeRef {
                id: self.notice_id,
                code: code.unwrap_or_else(|_| self.notice_code.clone()),
                title: title(&self.project_name, self.items.0.iter().map(|item| item.group_name.as_str())),
            },
            project_name: self.project_name.clone(),
            client: NameRef { id: self.client_id, name: self.client_name.clone() },
            agency: OrganisationRef {
                id: self.agency_id,
                name: self.agency_name.clone(),
                uscc: self.agency_uscc.clone(),
            },
            items: self.items.0.clone(),
            division_code: self.division_code.clone(),
            method: self.method,
            amount_fen: self.amount_fen,
            entrants: self.entrants,
            eligible: self.eligible,
            selected_at: Instant(self.selected_at),
            state: self.state,
        }
    }
}

/// The columns of [`Line`]; a macro because the compile-time checked query wants a literal.
macro_rules! select_line {
    ($tail:literal, $($arg:expr),*) => {
        sqlx::query_as!(
            Line,
            r#"SELECT a.id, a.code, a.notice_id, n.code AS "notice_code!", r.number, r.project_name, r.division_code, a.client_id,
                c.name AS client_name, a.agency_id, w.name AS agency_name, w.uscc AS "agency_uscc!",
                (
                    SELECT COALESCE(jsonb_agg(
                        jsonb_build_object('code', i.code, 'name', i.name, 'group_code', g.code, 'group_name', g.name)
                        ORDER BY ri.position
                    ), '[]')
                    FROM round_item ri
                    JOIN catalog_item i ON i.code = ri.item_code
                    JOIN catalog_group g ON g.code = i.group_code
                    WHERE ri.round_id = r.id
                ) AS "items!: Json<Vec<ItemRef>>",
                a.method AS "method: Method", a.amount_fen AS "amount_fen: Fen", COALESCE(r.entrants, 0) AS "entrants!",
                COALESCE(r.eligible, 0) AS "eligible!", a.selected_at, CASE WHEN a.declined_at IS NULL THEN r.state ELSE 'failed' END AS "state!: RoundState", a.reason,
                a.evidence->'concentration' AS "concentration: Json<Concentration>", r.amount_note, r.service_time_note, r.complaint_phone,
                a.publicity_until, a.awarded_at, a.confirm_by, a.confirmed_at, a.declined_at, a.decline_reason,
                r.missing_year, r.deadline_provisional, k.id AS "contract_id?", COALESCE(a.evidence->>'digest', '') AS "evidence_digest!"
            FROM award a
            JOIN round r ON r.id = a.round_id
            JOIN notice n ON n.id = a.notice_id
            JOIN organisation c ON c.id = a.client_id
            JOIN organisation w ON w.id = a.agency_id
            LEFT JOIN contract k ON k.award_id = a.id
            "# + $tail,
            $($arg),*
        )
    };
}

/// One award.
pub(super) async fn line(conn: &mut PgConnection, award_id: Uuid) -> Result<Option<Line>, sqlx::Error> {
    select_line!("WHERE a.id = $1", award_id).fetch_optional(conn).await
}

/// Awards that a filter lets through, newest first, from after a key on.
pub(super) async fn lines(
    conn: &mut PgConnection,
    filter: &AwardFilter,
    after: Option<(DateTime<Utc>, Uuid)>,
    limit: i64,
) -> Result<Vec<Line>, sqlx::Error> {
    // Put together from the filters there are and planned with their values, so that it reads along one index or another.
    let mut query = QueryBuilder::new("SELECT a.id FROM award a JOIN round r ON r.id = a.round_id WHERE true");
    if let Some(method) = filter.method {
        query.push(" AND a.method = ").push_bind(method.code());
    }
    if let Some(item) = &filter.item {
        query
            .push(" AND EXISTS (SELECT FROM round_item ri WHERE ri.round_id = a.round_id AND ri.item_code = ")
            .push_bind(item.clone())
            .push(")");
    }
    if let Some((first, last)) = filter.divisions() {
        query.push(" AND r.division_code BETWEEN ").push_bind(first).push(" AND ").push_bind(last);
    }
    for (column, id) in [("client_id", filter.client), ("agency_id", filter.agency), ("notice_id", filter.notice)] {
        if let Some(id) = id {
            query.push(" AND a.").push(column).push(" = ").push_bind(id);
        }
    }
    if let Some(state) = filter.state {
        query.push(" AND CASE WHEN a.declined_at IS NULL THEN r.state ELSE 'failed' END = ").push_bind(state.code());
    }
    if let Some((at, id)) = after {
        query.push(" AND (a.selected_at, a.id) < (").push_bind(at).push(", ").push_bind(id).push(")");
    }
    query.push(" ORDER BY a.selected_at DESC, a.id DESC LIMIT ").push_bind(limit);
    let ids: Vec<Uuid> = query.build_query_scalar().persistent(false).fetch_all(&mut *conn).await?;
    select_line!("WHERE a.id = ANY ($1) ORDER BY a.selected_at DESC, a.id DESC", &ids).fetch_all(conn).await
}

/// The evidence of an award, and the purchase code it names.
pub(super) async fn evidence(conn: &mut PgConnection, award_id: Uuid) -> Result<Option<Value>, sqlx::Error> {
    sqlx::query_scalar!("SELECT evidence FROM award WHERE id = $1", award_id).fetch_optional(conn).await
}

/// A client's awards since a day: those whose winner is not out.
pub struct PastAwards(Vec<Past>);

struct Past {
    agency: Uuid,
    amount: Fen,
    on: NaiveDate,
    method: Method,
    items: Vec<String>,
}

impl PastAwards {
    /// All of them, as the concentration counts them.
    pub fn awards(&self) -> Vec<PastAward> {
        self.0.iter().map(|it| PastAward { agency: it.agency, amount: it.amount, on: it.on }).collect()
    }

    /// The direct ones: what is added up against the cap of direct selection.
    pub fn direct_purchases(&self) -> Vec<PastPurchase> {
        let direct = self.0.iter().filter(|it| it.method == Method::Direct);
        direct.map(|it| PastPurchase { items: it.items.clone(), amount: it.amount, on: it.on }).collect()
    }
}

/// Awards in force of a client since `from`.
pub async fn past_awards(
    conn: &mut PgConnection,
    client_id: Uuid,
    from: DateTime<Utc>,
) -> Result<PastAwards, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT a.agency_id, a.amount_fen AS "amount: Fen", a.selected_at, a.method AS "method: Method",
            ARRAY(SELECT ri.item_code FROM round_item ri WHERE ri.round_id = a.round_id ORDER BY ri.position) AS "items!"
        FROM award a
        WHERE a.client_id = $1
            AND a.selected_at >= $2
            AND a.declined_at IS NULL"#,
        client_id,
        from,
    )
    .fetch_all(conn)
    .await?;
    let past = rows.into_iter().map(|row| Past {
        agency: row.agency_id,
        amount: row.amount,
        on: row.selected_at.with_timezone(&cst()).date_naive(),
        method: row.method,
        items: row.items,
    });
    Ok(PastAwards(past.collect()))
}
