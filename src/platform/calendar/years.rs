//! GET /api/v1/calendar: which years are known, for those who load them.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Datelike, Utc};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

use super::store;
use crate::core::calendar::cst;
use crate::core::coded::coded;
use crate::platform::App;
use crate::platform::web::{Instant, Problem};

coded! {
    /// How well a year is known.
    pub enum YearState {
        /// By the notice of the State Council.
        Official => "official", "正式", "official";
        /// Weekends and fixed statutory days only.
        Provisional => "provisional", "临时", "provisional";
        /// Not at all.
        Missing => "missing", "未载入", "not loaded";
    }
}

/// How well a year is known.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct KnownYear {
    /// The year.
    pub year: i32,
    /// How well.
    pub state: YearState,
    /// The official notice; null for others.
    pub source: Option<String>,
    /// When a person loaded it; null: the installation brought it along.
    pub loaded_at: Option<Instant>,
}

/// All years that are known, and those around `now`, ascending.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct KnownYears {
    /// The years.
    pub items: Vec<KnownYear>,
}

/// All years that are known, and the years before, of and after `now` whether they are known or not.
pub async fn years(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<KnownYears, sqlx::Error> {
    let this = now.with_timezone(&cst()).year();
    let missing = |year| KnownYear { year, state: YearState::Missing, source: None, loaded_at: None };
    let mut items: BTreeMap<i32, KnownYear> = (this - 1..=this + 1).map(|year| (year, missing(year))).collect();
    for row in store::years(conn).await? {
        let state = if row.provisional { YearState::Provisional } else { YearState::Official };
        let source = (!row.provisional).then_some(row.source);
        let known = KnownYear { year: row.year, state, source, loaded_at: row.loaded_at.map(Instant) };
        items.insert(row.year, known);
    }
    Ok(KnownYears { items: items.into_values().collect() })
}

/// Which years are known.
#[utoipa::path(get, path = "/api/v1/calendar", tag = "calendar", responses((status = 200, body = KnownYears), Problem))]
pub(super) async fn get(State(app): State<App>) -> Result<Json<KnownYears>, Problem> {
    let mut conn = app.pool().acquire().await?;
    let now = app.clock().now(&mut conn).await?;
    Ok(Json(years(&mut conn, now).await?))
}
