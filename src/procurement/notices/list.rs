//! GET /api/v1/notices and its two private siblings: pages of notices by keyset.
//!
//! Filters vary, so the statement is put together, every value bound. A page must not slow down with the number of notices: it reads
//! along an index (`round_list`, `round_state_list`, `round_deadline`, `round_closing`, `round_selecting`, `round_review`) from where the last page ended.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::{PgConnection, Postgres, QueryBuilder};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::row::{NoticeRow, SELECT};
use crate::core::method::Method;
use crate::core::role::Role;
use crate::core::state::RoundState;
use crate::platform::App;
use crate::platform::web::{Instant, Page, PageQuery, Problem, Query, Signed};

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Newest publication first.
    #[default]
    Published,
    /// The earliest deadline first.
    Closing,
}

/// Which notices.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// State of the newest published round.
    #[param(inline)]
    pub state: Option<RoundState>,
    /// Selection method.
    #[param(inline)]
    pub method: Option<Method>,
    /// Code of a catalog item.
    pub item: Option<String>,
    /// Letter of a service type.
    pub group: Option<String>,
    /// A division and all below it.
    pub division: Option<String>,
    /// Id of a client.
    pub client: Option<Uuid>,
    /// Sign-up ends before this instant.
    #[param(value_type = Option<String>)]
    pub closing_before: Option<Instant>,
    /// The winner is found at this instant or later.
    #[param(value_type = Option<String>)]
    pub select_from: Option<Instant>,
    /// The winner is found before this instant.
    #[param(value_type = Option<String>)]
    pub select_before: Option<Instant>,
    /// With fiscal money, or without; neither finds imported notices, which do not say.
    pub fiscal: Option<bool>,
    /// Order.
    #[param(inline)]
    pub sort: Sort,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// Rows wanted, 1 to 100; 20 unless said.
    pub limit: Option<i64>,
}

impl Filter {
    fn page(&self) -> PageQuery {
        PageQuery { cursor: self.cursor.clone(), limit: self.limit }
    }
}

/// Where a notice whose deadline waits for a calendar year stands among those that close: after all of them, as `round_closing` has it.
fn never() -> DateTime<Utc> {
    chrono::NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or_default().and_time(chrono::NaiveTime::MIN).and_utc()
}

/// The first and last code below a division: trailing pairs of zeros stand for anything.
fn below(division: &str) -> (String, String) {
    let prefix = division.trim_end_matches("00");
    let prefix = if prefix.len() % 2 == 1 { format!("{prefix}0") } else { prefix.to_owned() };
    (format!("{prefix:0<6}"), format!("{prefix:9<6}"))
}

fn filters(query: &mut QueryBuilder<Postgres>, filter: &Filter) {
    if let Some(state) = filter.state {
        query.push(" AND r.state = ").push_bind(state.code());
    }
    if let Some(method) = filter.method {
        query.push(" AND r.method = ").push_bind(method.code());
    }
    if let Some(item) = &filter.item {
        query
            .push(" AND EXISTS (SELECT FROM round_item WHERE round_id = r.id AND item_code = ")
            .push_bind(item.clone())
            .push(")");
    }
    if let Some(group) = &filter.group {
        query
            .push(" AND EXISTS (SELECT FROM round_item ri JOIN catalog_item i ON i.code = ri.item_code WHERE ri.round_id = r.id AND i.group_code = ")
            .push_bind(group.clone())
            .push(")");
    }
    if let Some(division) = &filter.division {
        let (first, last) = below(division);
        query.push(" AND r.division_code BETWEEN ").push_bind(first).push(" AND ").push_bind(last);
    }
    if let Some(client) = filter.client {
        query.push(" AND n.client_id = ").push_bind(client);
    }
    if let Some(before) = filter.closing_before {
        query.push(" AND r.signup_deadline < ").push_bind(before.0);
    }
    if let Some(from) = filter.select_from {
        query.push(" AND r.select_time >= ").push_bind(from.0);
    }
    if let Some(before) = filter.select_before {
        query.push(" AND r.select_time < ").push_bind(before.0);
    }
    match filter.fiscal {
        Some(true) => query.push(" AND r.fiscal_percent > 0"),
        Some(false) => query.push(" AND r.fiscal_percent = 0"),
        None => query,
    };
}

/// One row more than the page. A number in the text, not a value: of a limit that it does not know the planner thinks so badly that it
/// plans each request anew, which takes longer than reading the page.
fn bound(query: &mut QueryBuilder<Postgres>, page: &PageQuery) {
    query.push(page.limit() + 1);
}

/// Published notices, each by its newest published round.
///
/// # Errors
/// 400 for a foreign cursor.
pub async fn list(conn: &mut PgConnection, filter: &Filter) -> Result<Page<NoticeRow>, Problem> {
    let page = filter.page();
    let cursor = page.cursor::<(DateTime<Utc>, Uuid)>()?;
    let mut query = QueryBuilder::new(SELECT);
    query.push(
        " WHERE r.published_at IS NOT NULL AND NOT EXISTS (
            SELECT FROM round o WHERE o.notice_id = r.notice_id AND o.number > r.number AND o.published_at IS NOT NULL
        )",
    );
    filters(&mut query, filter);
    if let Some((at, id)) = cursor {
        let after = if filter.sort == Sort::Closing {
            " AND (COALESCE(r.signup_deadline, TIMESTAMPTZ '9999-12-31 00:00:00+00'), r.id) > ("
        } else {
            " AND (r.published_at, r.id) < ("
        };
        query.push(after).push_bind(at).push(", ").push_bind(id).push(")");
    }
    query.push(match filter.sort {
        Sort::Published => " ORDER BY r.published_at DESC, r.id DESC LIMIT ",
        Sort::Closing => " ORDER BY COALESCE(r.signup_deadline, TIMESTAMPTZ '9999-12-31 00:00:00+00'), r.id LIMIT ",
    });
    bound(&mut query, &page);
    let rows: Vec<NoticeRow> = query.build_query_as().fetch_all(conn).await?;
    let key = |row: &NoticeRow| {
        let at = match filter.sort {
            Sort::Closing => row.signup_deadline.map_or_else(never, DateTime::from),
            Sort::Published => row.published_at.map(DateTime::from).unwrap_or_default(),
        };
        (at, row.round_id)
    };
    Ok(Page::cut(rows, page.limit(), key))
}

/// Which of the client's own.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct MineQuery {
    /// State of the current round.
    #[param(inline)]
    pub state: Option<RoundState>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// Rows wanted, 1 to 100; 20 unless said.
    pub limit: Option<i64>,
}

/// Notices of one client by their current round, the newest notice first.
///
/// # Errors
/// 400 for a foreign cursor.
pub async fn mine(conn: &mut PgConnection, client_id: Uuid, mine: &MineQuery) -> Result<Page<NoticeRow>, Problem> {
    let page = PageQuery { cursor: mine.cursor.clone(), limit: mine.limit };
    let mut query = QueryBuilder::new(SELECT);
    query.push(" WHERE n.client_id = ").push_bind(client_id).push(
        // A draft that was given up before anybody else saw it is gone.
        " AND r.id = n.current_round AND NOT (r.state = 'cancelled' AND r.number = 1 AND r.published_at IS NULL)",
    );
    if let Some(state) = mine.state {
        query.push(" AND r.state = ").push_bind(state.code());
    }
    // Ids are made in the order of time.
    if let Some(id) = page.cursor::<Uuid>()? {
        query.push(" AND n.id < ").push_bind(id);
    }
    bound(query.push(" ORDER BY n.id DESC LIMIT "), &page);
    let rows: Vec<NoticeRow> = query.build_query_as().fetch_all(conn).await?;
    Ok(Page::cut(rows, page.limit(), |row| row.id))
}

/// Notices that wait for review, the longest waiting first.
///
/// # Errors
/// 400 for a foreign cursor.
pub async fn review_queue(conn: &mut PgConnection, page: &PageQuery) -> Result<Page<NoticeRow>, Problem> {
    let mut query = QueryBuilder::new(SELECT);
    query.push(" WHERE r.state = 'in_review'");
    if let Some((at, id)) = page.cursor::<(DateTime<Utc>, Uuid)>()? {
        query.push(" AND (r.submitted_at, r.id) > (").push_bind(at).push(", ").push_bind(id).push(")");
    }
    bound(query.push(" ORDER BY r.submitted_at, r.id LIMIT "), page);
    let rows: Vec<NoticeRow> = query.build_query_as().fetch_all(conn).await?;
    Ok(Page::cut(rows, page.limit(), |row| (row.submitted_at.map(DateTime::from).unwrap_or_default(), row.round_id)))
}

/// Published notices.
#[utoipa::path(
    get, path = "/api/v1/notices", tag = "notices", params(Filter),
    responses((status = 200, body = Page<NoticeRow>), Problem)
)]
pub(super) async fn get(
    State(app): State<App>,
    Query(filter): Query<Filter>,
) -> Result<Json<Page<NoticeRow>>, Problem> {
    let mut conn = app.pool().acquire().await?;
    Ok(Json(list(&mut conn, &filter).await?))
}

/// The acting client's notices, drafts included.
#[utoipa::path(
    get, path = "/api/v1/notices/mine", tag = "notices", params(MineQuery),
    responses((status = 200, body = Page<NoticeRow>), Problem)
)]
pub(super) async fn get_mine(
    State(app): State<App>,
    Signed(actor): Signed,
    Query(query): Query<MineQuery>,
) -> Result<Json<Page<NoticeRow>>, Problem> {
    let client_id = actor.organisation(Role::Client)?;
    let mut conn = app.pool().acquire().await?;
    Ok(Json(mine(&mut conn, client_id, &query).await?))
}

/// What waits for the operator's review.
#[utoipa::path(
    get, path = "/api/v1/notices/review-queue", tag = "notices", params(PageQuery),
    responses((status = 200, body = Page<NoticeRow>), Problem)
)]
pub(super) async fn get_review_queue(
    State(app): State<App>,
    Signed(actor): Signed,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<NoticeRow>>, Problem> {
    actor.require(&[Role::Operator, Role::Supervisor])?;
    let mut conn = app.pool().acquire().await?;
    Ok(Json(review_queue(&mut conn, &page).await?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_division_covers_all_codes_below_it() {
        for (division, first, last) in [
            ("433101", "433101", "433101"),
            ("433100", "433100", "433199"),
            ("430000", "430000", "439999"),
            ("110100", "110100", "110199"),
            ("100000", "100000", "109999"),
        ] {
            assert_eq!(below(division), (first.to_owned(), last.to_owned()));
        }
    }
}
