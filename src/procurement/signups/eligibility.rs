//! GET /api/v1/notices/{id}/eligibility: whether the acting agency may sign up, each rule named, with what would mend it.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;
use uuid::Uuid;

use super::store;
use crate::core::eligibility::{self as rules, Candidate, Moment, Rule, RuleResult};
use crate::core::role::Role;
use crate::core::text::Text;
use crate::platform::App;
use crate::platform::web::{Path, Problem, Signed, language};
use crate::procurement::eligibility::{candidates, requirement};
use crate::procurement::rounds;
use crate::say;

/// The answer to "may we sign up?".
#[derive(Debug, Serialize, ToSchema)]
pub struct Eligibility {
    /// All rules passed.
    pub eligible: bool,
    /// Each rule.
    pub rules: Vec<RuleView>,
}

/// A rule in the request's language.
#[derive(Debug, Serialize, ToSchema)]
pub struct RuleView {
    /// Which.
    pub rule: Rule,
    /// Its name.
    pub name: String,
    /// Whether it passed.
    pub passed: bool,
    /// What was found.
    pub detail: String,
    /// What would mend it.
    pub mend: Option<String>,
    /// The part of the agency's own profile where it is mended.
    pub mend_link: Option<String>,
}

impl From<RuleResult> for RuleView {
    fn from(it: RuleResult) -> Self {
        let pick = |text: Text| text.pick(language()).to_owned();
        Self {
            rule: it.rule,
            name: pick(it.rule.name()),
            passed: it.passed,
            detail: pick(it.detail),
            mend: it.mend.map(pick),
            mend_link: it.mend_link,
        }
    }
}

/// The 404 of an agency that is not on the register.
pub(super) fn no_agency() -> Problem {
    Problem::not_found(say!("没有这家机构", "there is no such agency"))
}

/// Whether an agency may sign up at this instant, for the newest round that is public: what a further one will ask for stays its
/// client's until it is published.
///
/// # Errors
/// 404 where no round is public.
pub async fn eligibility(
    conn: &mut PgConnection,
    notice_id: Uuid,
    agency_id: Uuid,
    at: DateTime<Utc>,
) -> Result<Eligibility, Problem> {
    let round = rounds::store::read_public(conn, notice_id).await?;
    let round = round.ok_or_else(|| Problem::not_found(say!("没有这份采购公告", "there is no such notice")))?;
    let known = candidates(conn, &[agency_id]).await?.pop().ok_or_else(no_agency)?;
    let signed_up = store::is_signed_up(conn, round.id, agency_id).await?;
    let candidate = Candidate { signed_up, ..known.candidate };
    let requirement = requirement(conn, &round).await?;
    let results = rules::check(&candidate, &requirement, Moment::SignUp { at });
    Ok(Eligibility { eligible: rules::is_eligible(&results), rules: results.into_iter().map(RuleView::from).collect() })
}

/// Whether the acting agency may sign up.
#[utoipa::path(
    get, path = "/api/v1/notices/{id}/eligibility", tag = "sign-ups", params(("id" = Uuid, Path)),
    responses((status = 200, body = Eligibility), Problem)
)]
pub(super) async fn get(
    State(app): State<App>,
    Signed(actor): Signed,
    Path(id): Path<Uuid>,
) -> Result<Json<Eligibility>, Problem> {
    let agency_id = actor.organisation(Role::Agency)?;
    let mut conn = app.pool().acquire().await?;
    let at = app.clock().now(&mut conn).await?;
    Ok(Json(eligibility(&mut conn, id, agency_id, at).await?))
}
