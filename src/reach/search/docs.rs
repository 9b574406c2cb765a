//! The documents: what is known of an agency, a notice, an award or an item of the catalogue, and the forms it is found by.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Utc};
use serde_json::json;
use uuid::Uuid;

use super::forms::{body, codes, item_facets, items_text, places_text, simple, sounds, unique};
use super::hits::{AgencyHit, AwardHit, ClosedService, HitItem, HitNotice, HitParty, HitWinner, NoticeHit, ServiceHit};
use super::model::{IndexDoc, Kind};
use super::words;
use crate::core::calendar::cst;
use crate::core::method::Method;
use crate::core::state::{AgencyState, RoundState};
use crate::core::text::Text;
use crate::parties::registry::agencies::Closed;
use crate::say;

/// Services a hit lists.
const SHOWN_SERVICES: usize = 6;

/// A division on the way from the province to the place.
#[derive(Clone, Debug)]
pub struct Place {
    /// GB/T 2260 code.
    pub code: String,
    /// Full name.
    pub name: String,
    /// Short name.
    pub short_name: String,
}

/// An item of the catalogue.
#[derive(Clone, Debug)]
pub struct Item {
    /// `F01`
    pub code: String,
    /// Chinese name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// Letter of its group.
    pub group_code: String,
    /// Name of its group.
    pub group_name: String,
    /// What people call it.
    pub aliases: Vec<String>,
}

/// An organisation in a role.
#[derive(Clone, Debug)]
pub struct Party {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
}

/// Whether an agency can take work; the better comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Able {
    /// Suspended, struck off or gone.
    No = 0,
    /// Active, but no service is open to it.
    Closed = 1,
    /// Active, with a service open.
    Yes = 2,
}

impl Able {
    fn code(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Closed => "closed",
            Self::Yes => "yes",
        }
    }
}

/// An agency.
#[derive(Clone, Debug)]
pub struct AgencyDoc {
    /// Its id.
    pub id: Uuid,
    /// Unified social credit code.
    pub uscc: String,
    /// Its name.
    pub name: String,
    /// Where it is, province first.
    pub places: Vec<Place>,
    /// What it offers.
    pub items: Vec<Item>,
    /// Kinds of certificate on file.
    pub qualifications: Vec<String>,
    /// Its state.
    pub state: AgencyState,
    /// Whether it can take work.
    pub able: Able,
    /// Why it cannot, where so.
    pub status: Option<Text>,
    /// Items it offers and cannot take work in now, and why.
    pub closed: Vec<(String, Closed)>,
    /// Tenths of a point.
    pub credit: i32,
    /// Counter in the store, if resident.
    pub resident_counter: Option<String>,
    /// About itself.
    pub intro: String,
    /// Awards won.
    pub awards: i64,
    /// When it registered.
    pub registered_at: DateTime<Utc>,
}

/// A published notice, by its current round.
#[derive(Clone, Debug)]
pub struct NoticeDoc {
    /// Its id.
    pub id: Uuid,
    /// Purchase code; an imported notice has none.
    pub code: Option<String>,
    /// Title of the page.
    pub title: String,
    /// The project.
    pub project_name: String,
    /// Who buys.
    pub client: Party,
    /// Where, province first.
    pub places: Vec<Place>,
    /// What is bought.
    pub items: Vec<Item>,
    /// How a winner is found.
    pub method: Method,
    /// Where the round stands.
    pub state: RoundState,
    /// The amount, where named.
    pub amount_fen: Option<i64>,
    /// Any fiscal share; `None` where it is unknown.
    pub fiscal: Option<bool>,
    /// What is to be done.
    pub service_content: String,
    /// Which round.
    pub round_number: i32,
    /// Sign-up deadline.
    pub signup_deadline: Option<DateTime<Utc>>,
    /// When it was published.
    pub published_at: DateTime<Utc>,
}

/// An award.
#[derive(Clone, Debug)]
pub struct AwardDoc {
    /// Its id.
    pub id: Uuid,
    /// Award code.
    pub code: String,
    /// The notice.
    pub notice_id: Uuid,
    /// Its purchase code.
    pub notice_code: String,
    /// The project.
    pub project_name: String,
    /// Who buys.
    pub client: Party,
    /// Who won.
    pub agency: Party,
    /// The winner's USCC.
    pub agency_uscc: String,
    /// Where, province first.
    pub places: Vec<Place>,
    /// What was bought.
    pub items: Vec<Item>,
    /// How it was found.
    pub method: Method,
    /// Where the round stands.
    pub state: RoundState,
    /// What it was awarded for.
    pub amount_fen: i64,
    /// When the winner was found.
    pub selected_at: DateTime<Utc>,
}

/// An item of the catalogue, with how many can do it.
#[derive(Clone, Debug)]
pub struct ServiceDoc {
    /// The item.
    pub item: Item,
    /// What it asks for, in words.
    pub qualification: String,
}

impl AgencyDoc {
    /// Items that it can take work in.
    fn open(&self) -> impl Iterator<Item = &Item> {
        let closed = |item: &Item| self.able == Able::No || self.closed.iter().any(|(code, _)| *code == item.code);
        self.items.iter().filter(move |item| !closed(item))
    }

    fn closed_services(&self) -> Vec<ClosedService> {
        let named = |(code, why): &(String, Closed)| {
            let item = self.items.iter().find(|item| item.code == *code)?;
            let (name, name_en, Text { zh, en }) = (&item.name, &item.name_en, why.name());
            Some(ClosedService { code: code.clone(), status: say!("{name}：{zh}", "{name_en}: {en}") })
        };
        self.closed.iter().filter_map(named).collect()
    }

    /// Its document.
    pub fn index(&self) -> IndexDoc {
        let mut text = items_text(&self.items);
        text.insert("codes", codes([self.uscc.as_str()]));
        text.insert("name", simple([self.name.as_str()]));
        text.insert("parties", places_text(&self.places));
        text.insert("body", body(&self.intro));
        sounds(&mut text, std::iter::once(self.name.as_str()), &self.items);
        let mut facets = item_facets(&self.items);
        facets.insert("division", self.places.iter().map(|it| it.code.clone()).collect());
        facets.insert("qualification", unique(self.qualifications.iter().cloned()));
        facets.insert("state", vec![self.state.code().to_owned()]);
        facets.insert("able", vec![self.able.code().to_owned()]);
        facets.insert("open", self.open().map(|it| it.code.clone()).collect());
        facets.insert("resident", vec![self.resident_counter.is_some().to_string()]);
        IndexDoc {
            kind: Kind::Agencies,
            id: self.id,
            text,
            facets,
            numbers: BTreeMap::from([
                ("able", self.able as i64),
                ("credit", i64::from(self.credit)),
                ("recent", self.registered_at.timestamp()),
            ]),
            hit: json!(AgencyHit {
                id: self.id,
                uscc: self.uscc.clone(),
                name: self.name.clone(),
                division_code: self.places.last().map(|it| it.code.clone()),
                division_name: self.places.last().map(|it| it.name.clone()),
                state: self.state,
                able: self.able.code().to_owned(),
                status: self.status.clone(),
                services: all_items(self.items.get(..SHOWN_SERVICES.min(self.items.len())).unwrap_or_default()),
                services_count: self.items.len(),
                open: self.open().map(|it| it.code.clone()).collect(),
                closed: self.closed_services(),
                credit: self.credit,
                resident_counter: self.resident_counter.clone(),
                awards_count: self.awards,
                registered_at: self.registered_at.into(),
            }),
        }
    }
}

impl NoticeDoc {
    /// Its document. Open ones rank above those under way, and those above ended ones.
    pub fn index(&self) -> IndexDoc {
        let mut text = items_text(&self.items);
        text.insert("codes", codes(self.code.as_deref()));
        text.insert("name", simple([self.project_name.as_str()]));
        let mut parties = places_text(&self.places);
        parties.push(words::simplify(&self.client.name));
        text.insert("parties", parties);
        text.insert("body", body(&self.service_content));
        sounds(&mut text, [self.project_name.as_str(), self.client.name.as_str()], &self.items);
        let mut facets = item_facets(&self.items);
        facets.insert("division", self.places.iter().map(|it| it.code.clone()).collect());
        facets.insert("state", vec![self.state.code().to_owned()]);
        facets.insert("method", vec![self.method.code().to_owned()]);
        facets.insert("fiscal", self.fiscal.iter().map(bool::to_string).collect());
        facets.insert("client", vec![self.client.id.to_string()]);
        let able = match self.state {
            RoundState::Published => 2,
            RoundState::Withdrawn
            | RoundState::Failed
            | RoundState::Cancelled
            | RoundState::Voided
            | RoundState::Terminated => 0,
            _ => 1,
        };
        let mut numbers = BTreeMap::from([("able", able), ("credit", 0), ("recent", self.published_at.timestamp())]);
        numbers.extend(self.signup_deadline.map(|it| ("deadline", it.timestamp())));
        numbers.extend(self.amount_fen.map(|it| ("amount", it)));
        IndexDoc {
            kind: Kind::Notices,
            id: self.id,
            text,
            facets,
            numbers,
            hit: json!(NoticeHit {
                id: self.id,
                code: self.code.clone(),
                title: self.title.clone(),
                project_name: self.project_name.clone(),
                client: party(&self.client),
                division_code: self.places.last().map(|it| it.code.clone()),
                division_name: self.places.last().map(|it| it.name.clone()),
                items: all_items(&self.items),
                method: self.method,
                state: self.state,
                amount_fen: self.amount_fen,
                round_number: self.round_number,
                signup_deadline: self.signup_deadline.map(Into::into),
                published_at: self.published_at.into(),
            }),
        }
    }
}

impl AwardDoc {
    /// Its document.
    pub fn index(&self) -> IndexDoc {
        let mut text = items_text(&self.items);
        text.insert("codes", codes([self.code.as_str(), self.notice_code.as_str(), self.agency_uscc.as_str()]));
        text.insert("name", simple([self.project_name.as_str()]));
        let mut parties = simple([self.agency.name.as_str(), self.client.name.as_str()]);
        parties.extend(places_text(&self.places));
        text.insert("parties", parties);
        text.insert("body", Vec::new());
        sounds(
            &mut text,
            [self.project_name.as_str(), self.agency.name.as_str(), self.client.name.as_str()],
            &self.items,
        );
        let mut facets = item_facets(&self.items);
        facets.insert("division", self.places.iter().map(|it| it.code.clone()).collect());
        facets.insert("method", vec![self.method.code().to_owned()]);
        facets.insert("year", vec![self.selected_at.with_timezone(&cst()).year().to_string()]);
        facets.insert("client", vec![self.client.id.to_string()]);
        facets.insert("agency", vec![self.agency.id.to_string()]);
        IndexDoc {
            kind: Kind::Awards,
            id: self.id,
            text,
            facets,
            numbers: BTreeMap::from([
                ("able", 0),
                ("credit", 0),
                ("recent", self.selected_at.timestamp()),
                ("amount", self.amount_fen),
            ]),
            hit: json!(AwardHit {
                id: self.id,
                code: self.code.clone(),
                title: self.project_name.clone(),
                project_name: self.project_name.clone(),
                notice: HitNotice { id: self.notice_id, code: self.notice_code.clone() },
                client: party(&self.client),
                agency: HitWinner {
                    id: self.agency.id,
                    name: self.agency.name.clone(),
                    uscc: self.agency_uscc.clone(),
                },
                division_code: self.places.last().map(|it| it.code.clone()),
                division_name: self.places.last().map(|it| it.name.clone()),
                items: all_items(&self.items),
                method: self.method,
                state: self.state,
                amount_fen: self.amount_fen,
                selected_at: self.selected_at.into(),
            }),
        }
    }
}

impl ServiceDoc {
    /// Its document. Its id is made of its code: items have no other.
    pub fn index(&self) -> IndexDoc {
        let item = &self.item;
        let mut text = BTreeMap::new();
        text.insert("codes", codes([item.code.as_str()]));
        text.insert("name", simple([item.name.as_str(), item.name_en.as_str()]));
        text.insert("items", simple(item.aliases.iter().map(String::as_str)));
        text.insert("parties", simple([item.group_name.as_str()]));
        text.insert("body", body(&self.qualification));
        sounds(&mut text, std::iter::once(item.name.as_str()), std::slice::from_ref(item));
        let mut id = [0_u8; 16];
        for (to, from) in id.iter_mut().zip(item.code.bytes()) {
            *to = from;
        }
        IndexDoc {
            kind: Kind::Services,
            id: Uuid::from_bytes(id),
            text,
            facets: BTreeMap::from([("group", vec![item.group_code.clone()])]),
            numbers: BTreeMap::from([("able", 0), ("credit", 0), ("recent", 0)]),
            hit: json!(ServiceHit {
                code: item.code.clone(),
                name: item.name.clone(),
                name_en: item.name_en.clone(),
                group_code: item.group_code.clone(),
                group_name: item.group_name.clone(),
            }),
        }
    }
}

fn all_items(items: &[Item]) -> Vec<HitItem> {
    items.iter().map(|it| HitItem { code: it.code.clone(), name: it.name.clone() }).collect()
}

fn party(party: &Party) -> HitParty {
    HitParty { id: party.id, name: party.name.clone() }
}
