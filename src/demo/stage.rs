//! The stage of the demo: the installation with its clock in our hand, and who sits where.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::core::calendar::{Calendar, cst};
use crate::core::role::Role;
use crate::platform::clock::ManualClock;
use crate::platform::web::Problem;
use crate::platform::{Actor, App, Member, Work, timers};
use crate::procurement;

/// Where the year is played.
pub struct Stage {
    pub app: App,
    pub clock: ManualClock,
    pub calendar: Arc<Calendar>,
    /// The real now, at which the year ends.
    pub now: DateTime<Utc>,
}

/// Somebody who acts.
#[derive(Clone)]
pub struct Seat(pub Member);

impl Seat {
    /// The organisation acted for; nil for the operating side.
    pub fn organisation(&self) -> Uuid {
        self.0.organisation_id.unwrap_or_default()
    }
}

impl Stage {
    pub async fn begin(&self, seat: &Seat) -> Result<Work, Problem> {
        self.app.begin(Actor::Member(seat.0.clone())).await
    }

    pub fn today(&self) -> NaiveDate {
        self.clock.get().with_timezone(&cst()).date_naive()
    }

    /// Sets the clock and fires what is due then.
    pub async fn fire(&self, at: DateTime<Utc>) -> usize {
        self.clock.set(at);
        timers::fire_all(&self.app, &procurement::timers()).await
    }

    /// The seat of a person of the operating side.
    pub async fn seat_of(&self, person_id: Uuid) -> Result<Seat, Problem> {
        let row = sqlx::query!(r#"SELECT id, role AS "role: Role" FROM membership WHERE person_id = $1"#, person_id)
            .fetch_one(self.app.pool())
            .await?;
        Ok(Seat(Member {
            person_id,
            membership_id: row.id,
            session_id: Uuid::nil(),
            role: row.role,
            organisation_id: None,
        }))
    }
}
