//! What is procured in the demo year: 341 notices over the year, and a few placed so that today is alive.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use rand::RngExt;
use rand::rngs::ChaCha20Rng;
use rand::seq::IndexedRandom;
use serde::Deserialize;

use crate::core::calendar::{Calendar, cst};
use crate::core::method::Method;
use crate::core::money::Fen;
use crate::demo::cast::ClientPart;
use crate::platform::data;

/// Published notices of the year (the seed's number).
pub const NOTICES: usize = 341;

/// A kind of project that is procured.
#[derive(Debug, Clone, Deserialize)]
pub struct Project {
    /// Catalogue item.
    pub item: String,
    /// How often it is procured, relative to the others.
    pub weight: u32,
    /// `{place}` stands for the client's place.
    pub name: String,
    pub content: String,
}

/// How a deal goes, where chance does not decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// To the end, as far as the year allows.
    Runs,
    /// Too few sign up; announced again.
    FailsThenRuns,
    /// Too few sign up; given up.
    FailsAndEnds,
    /// Withdrawn by the client before the deadline.
    Withdrawn,
    /// The winner declines.
    Declined,
    /// Not published: still a draft, under review, or returned.
    Draft,
    InReview,
    Returned,
}

/// One procurement of the plan.
#[derive(Debug, Clone)]
pub struct Deal {
    pub client: usize,
    pub project: Project,
    pub name: String,
    pub method: Method,
    pub fiscal_percent: i16,
    pub fate: Fate,
    /// When the draft is begun.
    pub begins: DateTime<Utc>,
    /// Deadlines that are chosen, so that something happens today and tomorrow.
    pub signup_deadline: Option<DateTime<Utc>>,
    pub select_time: Option<DateTime<Utc>>,
    /// Agencies that will sign up, if so many are eligible.
    pub entrants: usize,
}

/// The projects of `data/demo_projects.csv`.
pub fn projects() -> Result<Vec<Project>, csv::Error> {
    data::rows(include_str!("../../data/demo_projects.csv"))
}

/// Plans the year that ends `now`.
pub fn plan(
    rng: &mut ChaCha20Rng,
    projects: &[Project],
    clients: &[ClientPart],
    calendar: &Calendar,
    now: DateTime<Utc>,
) -> Vec<Deal> {
    let today = now.with_timezone(&cst()).date_naive();
    let days: Vec<NaiveDate> = (12..350)
        .rev()
        .map(|back| today - TimeDelta::days(back))
        .filter(|day| calendar.is_working_day(*day).unwrap_or(false))
        .collect();
    let staged = staged(today, now, calendar);
    let plain = NOTICES.saturating_sub(staged.iter().filter(|stage| is_published(stage.fate)).count());
    let mut deals: Vec<Deal> = (0..plain)
        .map(|index| {
            let day = days[index * days.len() / plain];
            let begins = at(day, rng.random_range(9..16), rng.random_range(0..60));
            // The client registers as the year goes on: earlier ones are the busier.
            let known = clients.len() * (index + 40).min(plain) / plain;
            let client = (rng.random_range(0.0_f64..1.0).powi(2) * (known.max(1) as f64)) as usize;
            let deal = Deal { client: client.min(clients.len() - 1), fate: fate(rng), begins, ..blank(rng, projects) };
            named(deal, clients, rng)
        })
        .collect();
    for (index, stage) in staged.into_iter().enumerate() {
        let deal = Deal {
            // The first of the demo accounts finds something of each kind.
            client: if stage.fate == Fate::Draft { 0 } else { index % 12 },
            fate: stage.fate,
            begins: stage.begins,
            signup_deadline: stage.signup_deadline,
            select_time: stage.select_time,
            method: stage.method,
            entrants: stage.entrants,
            ..blank(rng, projects)
        };
        deals.push(named(deal, clients, rng));
    }
    deals.sort_by_key(|deal| deal.begins);
    deals
}

fn is_published(fate: Fate) -> bool {
    !matches!(fate, Fate::Draft | Fate::InReview | Fate::Returned)
}

fn blank(rng: &mut ChaCha20Rng, projects: &[Project]) -> Deal {
    let project = projects.choose_weighted(rng, |project| project.weight).unwrap_or(&projects[0]).clone();
    // Direct selection prevails in real counties; draws are common enough to be looked at.
    let method = match rng.random_range(0..100) {
        0..58 => Method::Direct,
        58..82 => Method::Draw,
        82..92 => Method::Price,
        92..95 => Method::ReferencePrice,
        95..97 => Method::CreditMerit,
        97..99 => Method::ReverseAuction,
        _ => Method::ProposalMerit,
    };
    Deal {
        client: 0,
        name: String::new(),
        method,
        fiscal_percent: *[100, 100, 100, 80, 50, 0].choose(rng).unwrap_or(&100),
        fate: Fate::Runs,
        begins: DateTime::UNIX_EPOCH,
        signup_deadline: None,
        select_time: None,
        entrants: rng.random_range(3..8),
        project,
    }
}

fn fate(rng: &mut ChaCha20Rng) -> Fate {
    match rng.random_range(0..100) {
        0..4 => Fate::FailsThenRuns,
        4..6 => Fate::FailsAndEnds,
        6..8 => Fate::Withdrawn,
        8..10 => Fate::Declined,
        _ => Fate::Runs,
    }
}

fn named(mut deal: Deal, clients: &[ClientPart], rng: &mut ChaCha20Rng) -> Deal {
    let name = deal.project.name.replace("{place}", &clients[deal.client].place);
    deal.name = match rng.random_range(0..4) {
        0 => format!("{name}（{}年度）", deal.begins.with_timezone(&cst()).format("%Y")),
        1 => format!("{name}（二期）"),
        _ => name,
    };
    if matches!(deal.fate, Fate::FailsThenRuns | Fate::FailsAndEnds) {
        // A draw of fiscal money needs three.
        deal.method = Method::Draw;
        deal.fiscal_percent = 100;
        deal.entrants = rng.random_range(0..3);
    }
    deal
}

/// The fee: within the item's market band, small ones the most frequent; whole hundreds of yuan.
pub fn amount(rng: &mut ChaCha20Rng, low: Fen, high: Fen, scale: f64) -> Fen {
    let (low, high) = (low.0 as f64, (high.0.min(9_000_000) as f64).max(low.0 as f64));
    let raw = low + (high - low) * rng.random_range(0.0_f64..1.0).powi(3);
    let yuan = (raw * scale / 100.0 / 100.0).round().max(3.0) * 100.0;
    Fen((yuan as i64) * 100)
}

struct Stage {
    fate: Fate,
    method: Method,
    begins: DateTime<Utc>,
    signup_deadline: Option<DateTime<Utc>>,
    select_time: Option<DateTime<Utc>>,
    entrants: usize,
}

/// What makes today alive: a draw this afternoon, notices that close tomorrow, choices that wait, drafts and reviews.
fn staged(today: NaiveDate, now: DateTime<Utc>, calendar: &Calendar) -> Vec<Stage> {
    let back = |n: usize| working_day_before(calendar, today, n);
    let next = |n: usize| working_day_after(calendar, today, n);
    let afternoon = this_afternoon(calendar, today, now);
    let stage = |fate, method, day, deadline, select, entrants| Stage {
        fate,
        method,
        begins: at(day, 9, 20),
        signup_deadline: deadline,
        select_time: select,
        entrants,
    };
    let end = |day| Some(at(day, 17, 30));
    let mut stages = vec![
        stage(Fate::Runs, Method::Draw, back(7), end(back(1)), Some(afternoon), 6),
        stage(Fate::Runs, Method::Draw, back(7), end(back(1)), Some(afternoon + TimeDelta::minutes(30)), 5),
        stage(Fate::Runs, Method::Price, back(7), end(back(1)), Some(afternoon + TimeDelta::minutes(60)), 5),
        stage(Fate::Runs, Method::ReverseAuction, back(6), end(back(1)), Some(afternoon + TimeDelta::minutes(90)), 5),
        stage(Fate::Runs, Method::Draw, back(5), end(next(1)), Some(at(next(2), 9, 30)), 4),
        stage(Fate::Runs, Method::Price, back(4), end(next(1)), Some(at(next(2), 15, 0)), 4),
        stage(Fate::Runs, Method::ReferencePrice, back(3), end(next(2)), Some(at(next(3), 10, 0)), 6),
        stage(Fate::Runs, Method::CreditMerit, back(3), end(next(2)), Some(at(next(3), 15, 0)), 5),
        stage(Fate::Runs, Method::ProposalMerit, back(7), end(back(2)), Some(at(back(1), 15, 0)), 4),
        stage(Fate::Runs, Method::ProposalMerit, back(2), end(next(3)), Some(at(next(4), 10, 0)), 4),
        stage(Fate::Runs, Method::Draw, back(4), end(next(1)), Some(at(next(2), 10, 0)), 3),
        stage(Fate::Runs, Method::Direct, back(3), end(next(1)), None, 3),
        stage(Fate::Runs, Method::Direct, back(2), end(next(3)), None, 2),
        stage(Fate::Runs, Method::Draw, back(2), end(next(4)), Some(at(next(5), 9, 30)), 3),
        stage(Fate::Runs, Method::Direct, back(1), end(next(5)), None, 1),
        stage(Fate::FailsAndEnds, Method::Draw, back(8), end(back(1)), Some(at(next(1), 9, 30)), 1),
    ];
    for _ in 0..3 {
        stages.push(stage(Fate::Runs, Method::Direct, back(6), end(back(1)), None, 4));
    }
    stages.push(stage(Fate::Draft, Method::Draw, back(1), None, None, 0));
    stages.push(stage(Fate::Draft, Method::Direct, back(3), None, None, 0));
    stages.push(stage(Fate::InReview, Method::Draw, back(1), None, None, 0));
    stages.push(stage(Fate::InReview, Method::Direct, back(1), None, None, 0));
    stages.push(stage(Fate::InReview, Method::Draw, back(2), None, None, 0));
    stages.push(stage(Fate::Returned, Method::Direct, back(4), None, None, 0));
    stages
}

/// A draw that people can still wait for: today if there is an hour left, else on the next working day.
fn this_afternoon(calendar: &Calendar, today: NaiveDate, now: DateTime<Utc>) -> DateTime<Utc> {
    let three = at(today, 15, 0);
    let soon = DateTime::from_timestamp((now.timestamp() / 1800 + 3) * 1800, 0).unwrap_or(now);
    let candidate = three.max(soon);
    if calendar.is_working_day(today).unwrap_or(false) && candidate <= at(today, 17, 0) {
        candidate
    } else {
        at(working_day_after(calendar, today, 1), 15, 0)
    }
}

/// `hour:minute` of a day in Asia/Shanghai.
pub fn at(day: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
    let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
    day.and_time(time).and_local_timezone(cst()).single().map(|at| at.to_utc()).unwrap_or_default()
}

/// The n-th working day before `day`.
pub fn working_day_before(calendar: &Calendar, day: NaiveDate, n: usize) -> NaiveDate {
    day.iter_days_back().filter(|day| calendar.is_working_day(*day).unwrap_or(false)).nth(n - 1).unwrap_or(day)
}

/// The n-th working day after `day`.
pub fn working_day_after(calendar: &Calendar, day: NaiveDate, n: usize) -> NaiveDate {
    day.iter_days()
        .skip(1)
        .take(60)
        .filter(|day| calendar.is_working_day(*day).unwrap_or(false))
        .nth(n - 1)
        .unwrap_or(day)
}

trait DaysBack {
    fn iter_days_back(&self) -> impl Iterator<Item = NaiveDate>;
}

impl DaysBack for NaiveDate {
    fn iter_days_back(&self) -> impl Iterator<Item = NaiveDate> {
        std::iter::successors(self.pred_opt(), NaiveDate::pred_opt).take(60)
    }
}
