//! `GET /api/v1/statistics`.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::{Extension, Json};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use sqlx::PgConnection;
use utoipa::IntoParams;

use super::model::{GroupShare, Measure, MethodShare, Month, Statistics};
use super::store::{self, Count, Posted, Present, Sum};
use crate::core::method::Method;
use crate::core::money::Fen;
use crate::core::text::Lang;
use crate::platform::App;
use crate::platform::journal::{Look, Memo};
use crate::platform::web::{Instant, Problem, Query, language};
use crate::say;

/// Of which division.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct StatisticsQuery {
    /// A division (GB/T 2260) with all below it; the whole installation unless said.
    pub division: Option<String>,
}

/// What is summed up over everything that ever happened, and therefore remembered.
pub struct Sums {
    counts: Vec<Count>,
    awarded: Vec<Sum>,
    postings: Vec<Posted>,
}

/// Sums by division and by how far the reader has counted. Counts follow from the journal, postings from the ledger, whose every entry
/// comes with one of the journal: sums are remembered until there is a further one.
pub type Remembered = Memo<(Option<String>, i64), Sums>;

/// The statistics of a branch of the divisions, or of everything. They are read in one snapshot, so that all of it fits together.
///
/// # Errors
/// 404 for an unknown division.
pub async fn read(app: &App, remembered: &Remembered, division: Option<&str>) -> Result<Statistics, Problem> {
    let mut tx = app.pool().begin().await?;
    store::one_snapshot(&mut tx).await?;
    let now = app.clock().now(&mut tx).await?;
    let branch = match division {
        Some(code) => Some(known_branch(&mut tx, code).await?),
        None => None,
    };
    let branch = branch.as_deref();
    let key = (division.map(str::to_owned), store::cursor(&mut tx).await?);
    let sums = match remembered.look(&mut tx, key).await? {
        Look::Known(sums) => sums,
        Look::Turn(turn) => turn.keep(Sums {
            counts: store::counts(&mut tx, branch).await?,
            awarded: store::awarded(&mut tx, branch).await?,
            postings: store::postings(&mut tx, branch).await?,
        }),
    };
    let present = store::present(&mut tx, branch, now).await?;
    Ok(view(&sums, &present, now))
}

fn view(Sums { counts, awarded, postings }: &Sums, present: &Present, now: DateTime<Utc>) -> Statistics {
    let total = |measure| counts.iter().filter(|it| it.measure == measure).map(|it| it.value).sum::<i64>();
    let (failed, selected) = (total(Measure::Failed), total(Measure::Selected));
    let ended = failed - total(Measure::Fallen) + selected;
    Statistics {
        agencies: total(Measure::Agencies),
        clients: total(Measure::Clients),
        notices: total(Measure::Notices),
        awards: total(Measure::Awards),
        awarded_fen: posted(postings, "awarded"),
        committed_fen: posted(postings, "committed"),
        payable_fen: posted(postings, "payable"),
        paid_fen: posted(postings, "paid"),
        residents: present.residents,
        open_notices: present.open_notices,
        failed_rounds: failed,
        failure_rate_percent: tenths(failed * 100, ended),
        mean_days_to_award: tenths(total(Measure::SecondsToAward), selected * 86_400),
        by_method: by_method(counts, awarded),
        by_month: by_month(counts, awarded),
        by_group: by_group(awarded),
        as_of: Instant(now),
    }
}

async fn known_branch(conn: &mut PgConnection, code: &str) -> Result<Vec<String>, Problem> {
    let branch = store::branch(conn, code).await?;
    if branch.is_empty() {
        return Err(Problem::not_found(say!("没有行政区划 {code}。", "There is no division {code}.")));
    }
    Ok(branch)
}

/// An account's balance: awarded is kept on the debit side, the others on the credit side.
fn posted(postings: &[Posted], account: &str) -> Fen {
    let sum = postings.iter().find(|it| it.account == account).map_or(Fen(0), |it| it.sum);
    if account == "awarded" { sum } else { Fen(-sum.0) }
}

/// A quotient to one decimal.
fn tenths(part: i64, whole: i64) -> Option<f64> {
    let tenths = part.checked_mul(10)?.checked_add(whole / 2)?.checked_div(whole)?;
    Some(f64::from(i32::try_from(tenths).ok()?) / 10.0)
}

fn by_method(counts: &[Count], awarded: &[Sum]) -> Vec<MethodShare> {
    let share = |&method: &Method| MethodShare {
        method,
        awards: counts
            .iter()
            .filter(|it| it.measure == Measure::Awards && it.method == method.code())
            .map(|it| it.value)
            .sum(),
        awarded_fen: Fen(awarded.iter().filter(|it| it.method == method).map(|it| it.awarded_fen.0).sum()),
    };
    let mut shares: Vec<_> =
        Method::ALL.iter().map(share).filter(|it| it.awards != 0 || it.awarded_fen != Fen(0)).collect();
    shares.sort_by_key(|it| (-it.awards, it.method));
    shares
}

fn by_month(counts: &[Count], awarded: &[Sum]) -> Vec<Month> {
    let mut months = BTreeMap::<NaiveDate, Month>::new();
    for count in counts {
        let month = months.entry(count.month).or_default();
        match count.measure {
            Measure::Notices => month.notices += count.value,
            Measure::Awards => month.awards += count.value,
            _ => {}
        }
    }
    for it in awarded {
        months.entry(it.month).or_default().awarded_fen.0 += it.awarded_fen.0;
    }
    months.into_iter().map(|(month, sums)| Month { month: month.format("%Y-%m").to_string(), ..sums }).collect()
}

fn by_group(awarded: &[Sum]) -> Vec<GroupShare> {
    let mut groups = BTreeMap::<&str, GroupShare>::new();
    for it in awarded {
        let name = match language() {
            Lang::Zh => &it.group_name,
            Lang::En => &it.group_name_en,
        };
        let (Some(code), Some(name)) = (&it.group_code, name) else { continue };
        let new = || GroupShare { code: code.clone(), name: name.clone(), awards: 0, awarded_fen: Fen(0) };
        let share = groups.entry(code).or_insert_with(new);
        share.awards += it.awards;
        share.awarded_fen.0 += it.awarded_fen.0;
    }
    let mut groups: Vec<_> = groups.into_values().filter(|it| it.awards != 0).collect();
    groups.sort_by_key(|it| -it.awarded_fen.0);
    groups
}

/// Public statistics.
#[utoipa::path(get, path = "/api/v1/statistics", operation_id = "read_statistics", tag = "statistics", params(StatisticsQuery),
    responses((status = 200, body = Statistics), Problem))]
pub(super) async fn get(
    State(app): State<App>,
    Extension(remembered): Extension<Remembered>,
    Query(query): Query<StatisticsQuery>,
) -> Result<Json<Statistics>, Problem> {
    Ok(Json(read(&app, &remembered, query.division.as_deref()).await?))
}
