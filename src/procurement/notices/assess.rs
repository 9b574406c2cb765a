//! POST /api/v1/notices/assess: what would come of a notice, for its form: who could enter, by which method, until when.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::check::Context;
use super::content::{Content, NoticeContent};
use super::{dates, draft};
use crate::core::eligibility::{self as rules, Candidate, Moment, Requirement, Rule};
use crate::core::method::Method;
use crate::core::money::Fen;
use crate::core::role::Role;
use crate::core::rules::{LimitCheck, Rules};
use crate::core::selection::reverse_auction::step;
use crate::core::text::Text;
use crate::platform::web::{Body, Instant, Problem, Signed, language};
use crate::platform::{App, Work, calendar, settings};
use crate::procurement::eligibility::{Known, candidates, client_of, needed_items, offering};
use crate::say;

/// So many agencies are looked at; more would not change what the client does.
const MOST: i64 = 5_000;

/// What would come of a notice.
#[derive(Debug, Serialize, ToSchema)]
pub struct Assessment {
    /// Agencies that could sign up now.
    pub eligible_agencies: usize,
    /// How many are left after each rule, in order.
    pub cuts: Vec<Cut>,
    /// A method that fits.
    pub recommended_method: Recommendation,
    /// Least working days of sign-up.
    pub signup_min_days: u16,
    /// The deadline, were it published now; null where it cannot be computed.
    pub deadline_preview: Option<Instant>,
    /// The draw, were it published now.
    pub select_time_preview: Option<Instant>,
    /// Year without calendar that a date would wait for; null: none.
    pub calendar_missing: Option<i32>,
    /// A provisional calendar year would be counted through.
    pub deadline_provisional: bool,
    /// The least number of eligible entrants.
    pub min_entrants: u32,
    /// How the fee stands to the services limit and the cap.
    pub limit: Limit,
    /// How bidding goes in a reverse auction; null for other methods, and before a ceiling is named.
    pub auction: Option<BiddingRules>,
}

/// How bidding goes.
#[derive(Debug, Serialize, ToSchema)]
pub struct BiddingRules {
    /// By how much a bid is below the best one, at least.
    pub step_fen: Fen,
    /// Minutes without a bid that end it.
    pub quiet_minutes: u32,
}

/// What a rule leaves over.
#[derive(Debug, Serialize, ToSchema)]
pub struct Cut {
    /// Which.
    pub rule: Rule,
    /// Its name.
    pub name: String,
    /// Agencies left.
    pub left: usize,
}

/// A method and why.
#[derive(Debug, Serialize, ToSchema)]
pub struct Recommendation {
    /// Which.
    pub method: Method,
    /// Why.
    pub reason: String,
}

/// How the fee stands to the limit.
#[derive(Debug, Serialize, ToSchema)]
pub struct Limit {
    /// `ok`, `warn` or `refuse`.
    pub level: &'static str,
    /// In words; empty where all is well.
    pub text: String,
}

fn told(text: &Text) -> String {
    text.pick(language()).to_owned()
}

/// Assesses the content of a notice of the acting client.
///
/// # Errors
/// 403 for other roles; 422 for what cannot be stored.
pub async fn assess(work: &mut Work, command: &NoticeContent) -> Result<Assessment, Problem> {
    let client_id = work.actor().organisation(Role::Client)?;
    let content = draft::storable(work.db(), client_id, command).await?;
    let at = work.now().await?;
    let rules = settings::rules_in_force(work.db(), &content.division_code).await?;
    let calendar = calendar::load(work.db()).await?;
    let context = Context { at, calendar: &calendar, rules: &rules, round_number: 1, failures: 0 };
    let dates = dates::dates(&content, &context).ok();
    let (client_uscc, client_legal_rep) = client_of(work.db(), client_id).await?;
    let requirement = Requirement {
        client_uscc,
        client_legal_rep,
        items: needed_items(work.db(), &content.items).await?,
        item_match: content.item_match,
        qualification_required: content.qualification_required,
        staff_required: u32::try_from(content.staff_required).unwrap_or(0),
        recusals: content.recusals.clone(),
        published: true,
        signup_deadline: None,
    };
    let offering = offering(work.db(), &content.items, MOST).await?;
    let known = candidates(work.db(), &offering).await?;
    let cuts = cuts(&known, &requirement, at);
    let eligible_agencies = cuts.last().map_or(0, |cut| cut.left);
    Ok(Assessment {
        eligible_agencies,
        cuts,
        recommended_method: recommend(&content, &rules, eligible_agencies),
        signup_min_days: rules.signup_min_days(content.method, 1).0,
        deadline_preview: dates.as_ref().and_then(|dates| dates.signup_deadline).map(Instant),
        select_time_preview: dates.as_ref().and_then(|dates| dates.select_time).map(Instant),
        calendar_missing: dates.as_ref().and_then(|dates| dates.unsettled.missing),
        deadline_provisional: dates.as_ref().is_some_and(dates::Dates::provisional),
        min_entrants: rules.min_entrants(content.method, fiscal(&content), 0),
        limit: limit(&content, &rules),
        auction: bidding(&content, &rules),
    })
}

fn fiscal(content: &Content) -> u8 {
    u8::try_from(content.fiscal_percent).unwrap_or(100)
}

fn bidding(content: &Content, rules: &Rules) -> Option<BiddingRules> {
    let ceiling = content.amount_fen.filter(|_| content.method == Method::ReverseAuction)?;
    Some(BiddingRules { step_fen: step(ceiling, rules), quiet_minutes: rules.auction_quiet_minutes })
}

/// Agencies left after each rule. Those that offer none of the items are not looked at.
fn cuts(known: &[Known], requirement: &Requirement, at: DateTime<Utc>) -> Vec<Cut> {
    let judge = |candidate: &Candidate| rules::check(candidate, requirement, Moment::Freeze { at });
    let results: Vec<_> = known.iter().map(|it| judge(&it.candidate)).collect();
    let Some(order) = results.first().map(|first| first.iter().map(|it| it.rule).collect::<Vec<_>>()) else {
        return Vec::new();
    };
    let left = |place: usize| results.iter().filter(|it| it.iter().take(place + 1).all(|rule| rule.passed)).count();
    order
        .iter()
        .enumerate()
        .map(|(place, rule)| Cut { rule: *rule, name: told(&rule.name()), left: left(place) })
        .collect()
}

/// A draw is the open way; direct selection where too few could enter one and the cap allows it.
fn recommend(content: &Content, rules: &Rules, eligible: usize) -> Recommendation {
    let needed = rules.min_entrants(Method::Draw, fiscal(content), 0);
    let cap = rules.direct_cap(0);
    let few = u32::try_from(eligible).unwrap_or(u32::MAX) < needed;
    let under_cap = content.amount_fen.is_none_or(|amount| amount <= cap);
    let (method, reason) = if content.amount_fen.is_none() {
        (Method::Direct, say!("未定金额，不能随机抽取", "no fee is named, so there can be no draw"))
    } else if few && under_cap {
        (
            Method::Direct,
            say!(
                "符合条件的机构仅 {eligible} 家，随机抽取需 {needed} 家；金额未超过直接选取上限 {cap}",
                "only {eligible} agencies are eligible, a draw needs {needed}; the fee is within the cap of direct selection, {cap}"
            ),
        )
    } else if few {
        (
            Method::Draw,
            say!(
                "金额超过直接选取上限 {cap}；符合条件的机构仅 {eligible} 家，建议放宽要求",
                "the fee is over the cap of direct selection, {cap}; only {eligible} agencies are eligible: ask for less"
            ),
        )
    } else {
        (
            Method::Draw,
            say!(
                "符合条件的机构有 {eligible} 家，随机抽取公开、可验证",
                "{eligible} agencies are eligible; a draw is public and can be verified"
            ),
        )
    };
    Recommendation { method, reason: told(&reason) }
}

fn limit(content: &Content, rules: &Rules) -> Limit {
    let Some(amount) = content.amount_fen else { return Limit { level: "ok", text: String::new() } };
    let cap: Fen = rules.direct_cap(0);
    let (level, text) = match rules.service_limit_check(amount) {
        LimitCheck::Refuse { limit } => (
            "refuse",
            say!("超过服务金额上限 {limit}，不能发布", "over the services limit of {limit}: it cannot be published"),
        ),
        _ if content.method == Method::Direct && amount > cap => {
            ("refuse", say!("超过直接选取上限 {cap}", "over the cap of direct selection, {cap}"))
        }
        LimitCheck::Warn { limit } => {
            ("warn", say!("接近服务金额上限 {limit}", "close to the services limit of {limit}"))
        }
        LimitCheck::Ok => return Limit { level: "ok", text: String::new() },
    };
    Limit { level, text: told(&text) }
}

/// What would come of a notice; nothing is stored.
#[utoipa::path(
    post, path = "/api/v1/notices/assess", tag = "notices", request_body = NoticeContent,
    responses((status = 200, body = Assessment), Problem)
)]
pub(super) async fn post(
    State(app): State<App>,
    Signed(actor): Signed,
    Body(command, _): Body<NoticeContent>,
) -> Result<Json<Assessment>, Problem> {
    let mut work = app.begin(actor).await?;
    Ok(Json(assess(&mut work, &command).await?))
}
