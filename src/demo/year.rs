//! Playing the year: a queue of steps, each at its instant.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use anyhow::Context;
use chrono::{DateTime, TimeDelta, Utc};
use indicatif::ProgressBar;
use rand::rngs::ChaCha20Rng;
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{RngExt, SeedableRng};
use uuid::Uuid;

use crate::core::method::Method;
use crate::core::money::{AmountInput, Fen};
use crate::core::state::RoundState;
use crate::demo::cast::{self, AgencyPart, ClientPart};
use crate::demo::deals::{self, Deal, Fate};
use crate::demo::people::{self, Item};
use crate::demo::stage::{Seat, Stage};
use crate::platform::rng;
use crate::platform::web::Problem;

mod after;
mod before;
mod methods;

/// Sum of all planned fees. About a sixth is never awarded (failed, withdrawn, declined, still under way) or bid down, which leaves the seed's ¥5.87 million.
const PLANNED: Fen = Fen(699_000_000);

/// A step and its deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Agency(usize),
    Client(usize),
    Draft(usize),
    Submit(usize),
    Review(usize),
    SignUp(usize, usize),
    Withdraw(usize),
    /// The installation's own timers.
    Timers(usize),
    Select(usize),
    Justify(usize),
    Judge(usize),
    Bid(usize),
    Score(usize),
    Answer(usize),
    Failed(usize),
    Contract(usize),
    File(usize),
    Deliver(usize),
    Decide(usize),
    Pay(usize),
    Paid(usize),
}

/// What is known of a deal as it goes.
#[derive(Default, Clone)]
struct Progress {
    notice: Uuid,
    award: Uuid,
    contract: Uuid,
    winner: Option<usize>,
    entrants: Vec<usize>,
    amount: Option<Fen>,
    rounds: usize,
    /// Rounds whose failure the client has been told of.
    failed: usize,
    sent_back: bool,
}

/// Everything the steps share.
struct Year<'a> {
    stage: &'a Stage,
    rng: ChaCha20Rng,
    queue: BinaryHeap<Reverse<(DateTime<Utc>, u64, Step)>>,
    serial: u64,
    items: BTreeMap<String, Item>,
    agency_parts: Vec<AgencyPart>,
    client_parts: Vec<ClientPart>,
    agencies: BTreeMap<usize, Seat>,
    /// Codes of the items each agency offers.
    offers: BTreeMap<usize, BTreeSet<String>>,
    clients: BTreeMap<usize, Seat>,
    operator: Seat,
    assessors: Vec<Seat>,
    deals: Vec<Deal>,
    progress: Vec<Progress>,
    awarded: Fen,
    amounts_left: usize,
}

/// Plays the whole year.
pub async fn play(stage: &Stage, seed: u64, bar: &ProgressBar) -> anyhow::Result<()> {
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    let password = stage.app.passwords().hash(super::PASSWORD.to_owned()).await?;
    let operator = people::staff(stage).await?;
    let assessors = people::assessors(stage, &operator, &password).await?;
    let items = people::items(&mut *stage.app.pool().acquire().await?).await?;
    let agency_parts = cast::agencies(&mut rng)?;
    let client_parts = cast::clients(&mut rng)?;
    let projects = deals::projects()?;
    let deals = deals::plan(&mut rng, &projects, &client_parts, &stage.calendar, stage.now);
    let mut year = Year {
        stage,
        queue: BinaryHeap::new(),
        serial: 0,
        items: items.iter().map(|item| (item.code.clone(), item.clone())).collect(),
        agencies: BTreeMap::new(),
        offers: BTreeMap::new(),
        clients: BTreeMap::new(),
        operator,
        assessors,
        progress: vec![Progress::default(); deals.len()],
        amounts_left: deals.len(),
        awarded: Fen(0),
        agency_parts,
        client_parts,
        deals,
        rng,
    };
    year.begin();
    bar.set_length(year.queue.len() as u64 * 14);
    bar.set_message("演示年");
    while let Some(Reverse((at, _, step))) = year.queue.pop() {
        if at > stage.now {
            break;
        }
        stage.clock.set(at);
        match step {
            Step::Agency(index) => year.register_agency(index, &items, &password).await,
            Step::Client(index) => year.register_client(index, &password).await,
            _ => year.step(step).await,
        }
        .with_context(|| format!("{step:?} at {at}"))?;
        bar.inc(1);
    }
    stage.fire(stage.now).await;
    Ok(())
}

impl Year<'_> {
    /// Registrations over the first months, and the beginning of every deal.
    fn begin(&mut self) {
        let start = self.stage.now - TimeDelta::days(364);
        for index in 0..self.agency_parts.len() {
            // Half of them in the first fortnight, so that the first draws have entrants.
            let day = if index < 60 { index as i64 / 5 } else { (index as i64 - 54) * 4 };
            self.push(start + TimeDelta::days(day) + TimeDelta::minutes(minutes(index)), Step::Agency(index));
        }
        for index in 0..self.client_parts.len() {
            let day = if index < 40 { index as i64 / 4 } else { (index as i64 - 34) * 27 / 10 };
            self.push(start + TimeDelta::days(day.min(360)) + TimeDelta::minutes(minutes(index)), Step::Client(index));
        }
        for index in 0..self.deals.len() {
            self.push(self.deals[index].begins, Step::Draft(index));
        }
    }

    fn push(&mut self, at: DateTime<Utc>, step: Step) {
        self.serial += 1;
        self.queue.push(Reverse((at, self.serial, step)));
    }

    /// Some minutes later.
    fn soon(&mut self, minutes: std::ops::Range<i64>, step: Step) {
        let at = self.stage.clock.get() + TimeDelta::minutes(self.rng.random_range(minutes));
        self.push(at, step);
    }

    /// In office hours of the n-th working day from now.
    fn in_days(&mut self, days: std::ops::Range<usize>, step: Step) {
        let n = self.rng.random_range(days);
        let day = deals::working_day_after(&self.stage.calendar, self.stage.today(), n.max(1));
        let (hour, minute) = (self.rng.random_range(9..17), self.rng.random_range(0..60));
        self.push(deals::at(day, hour, minute), step);
    }

    async fn register_agency(
        &mut self,
        index: usize,
        items: &[Item],
        password: &crate::platform::passwords::Hashed,
    ) -> Result<(), Problem> {
        let part = &self.agency_parts[index];
        let offers = people::offers(part, items, index);
        let counter = index.is_multiple_of(23).then_some(index / 23 + 1).filter(|counter| *counter <= cast::RESIDENTS);
        let seat = people::agency(self.stage, part, &offers, &self.operator, password, counter).await?;
        self.agencies.insert(index, seat);
        self.offers.insert(index, offers.iter().map(|item| item.code.clone()).collect());
        Ok(())
    }

    async fn register_client(
        &mut self,
        index: usize,
        password: &crate::platform::passwords::Hashed,
    ) -> Result<(), Problem> {
        let seat = people::client(self.stage, &self.client_parts[index], password).await?;
        self.clients.insert(index, seat);
        Ok(())
    }

    async fn step(&mut self, step: Step) -> Result<(), Problem> {
        match step {
            Step::Draft(deal) => self.draft(deal).await,
            Step::Submit(deal) => self.submit(deal).await,
            Step::Review(deal) => self.review(deal).await,
            Step::SignUp(deal, agency) => self.sign_up(deal, agency).await,
            Step::Withdraw(deal) => self.withdraw(deal).await,
            Step::Timers(deal) => self.timers(deal).await,
            Step::Failed(deal) => self.after_failure(deal).await,
            Step::Select(deal) => self.select(deal).await,
            Step::Justify(deal) => self.justify(deal).await,
            Step::Bid(deal) => self.bid(deal).await,
            Step::Judge(deal) => self.judge(deal).await,
            Step::Score(deal) => self.score(deal).await,
            Step::Answer(deal) => self.answer(deal).await,
            Step::Contract(deal) => self.contract(deal).await,
            Step::File(deal) => self.file(deal).await,
            Step::Deliver(deal) => self.deliver(deal).await,
            Step::Decide(deal) => self.decide(deal).await,
            Step::Pay(deal) => self.pay(deal).await,
            Step::Paid(deal) => self.paid(deal).await,
            Step::Agency(_) | Step::Client(_) => Ok(()),
        }
    }

    fn client_of(&self, deal: usize) -> Result<Seat, Problem> {
        self.clients
            .get(&self.deals[deal].client)
            .cloned()
            .ok_or_else(|| Problem::internal(&"the client has registered"))
    }

    fn winner_of(&self, deal: usize) -> Result<Seat, Problem> {
        self.progress[deal]
            .winner
            .and_then(|winner| self.agencies.get(&winner))
            .cloned()
            .ok_or_else(|| Problem::internal(&"the deal has a winner"))
    }
}

/// Spreads registrations over office hours.
fn minutes(index: usize) -> i64 {
    (index as i64 * 37) % 400
}
