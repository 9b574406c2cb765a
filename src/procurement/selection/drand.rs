//! Fetching public numbers from a server of drand, where the operator names one. What it answers is verified like what a person enters, so it
//! need not be trusted; while it is silent, anybody can enter the number.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::{Client, StatusCode};
use serde::Deserialize;
use sqlx::PgConnection;
use uuid::Uuid;

use super::beacon::{EnterBeacon, enter};
use crate::core::beacon::{CHAIN, drand_round};
use crate::platform::app::Shutdown;
use crate::platform::web::Problem;
use crate::platform::{Actor, App};

/// No answer takes longer.
const TIMEOUT: Duration = Duration::from_secs(10);
/// No answer is larger: a round has some 300 bytes.
const MAX_BYTES: usize = 16 * 1024;
/// How often rounds that wait are looked for: drand has a new number as often.
const PAUSE: Duration = Duration::from_secs(3);
/// The same after a failure.
const LONG_PAUSE: Duration = Duration::from_mins(1);

/// A server of drand.
#[derive(Clone)]
pub struct Drand {
    client: Client,
    base: String,
}

/// A round as it answers; there are more fields, which follow from these.
#[derive(Deserialize)]
struct Answer {
    round: u64,
    signature: String,
}

/// A round that waits for a number of drand.
struct Waiting {
    notice_id: Uuid,
    select_time: DateTime<Utc>,
}

impl Drand {
    /// The server at this address, such as `https://api.drand.sh`.
    ///
    /// # Errors
    /// When no client can be made.
    pub fn new(url: &str) -> reqwest::Result<Self> {
        let client = Client::builder().timeout(TIMEOUT).user_agent(concat!("jishi/", env!("CARGO_PKG_VERSION")));
        Ok(Self { client: client.build()?, base: url.trim_end_matches('/').to_owned() })
    }

    /// The signature of a round, not verified; an error in words.
    async fn signature(&self, round: u64) -> Result<String, String> {
        let url = format!("{}/{CHAIN}/public/{round}", self.base);
        let mut response = self.client.get(&url).send().await.map_err(|error| error.to_string())?;
        if response.status() != StatusCode::OK {
            return Err(format!("{url}: {}", response.status()));
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| error.to_string())? {
            bytes.extend_from_slice(&chunk);
            if bytes.len() > MAX_BYTES {
                return Err(format!("{url}: the answer is too large"));
            }
        }
        match serde_json::from_slice::<Answer>(&bytes) {
            Ok(answer) if answer.round == round => Ok(answer.signature),
            Ok(answer) => Err(format!("{url}: round {}", answer.round)),
            Err(error) => Err(format!("{url}: {error}")),
        }
    }
}

/// Fetches until shutdown.
pub async fn run(app: App, drand: Drand, mut shutdown: Shutdown) {
    loop {
        let pause = tokio::select! {
            fetched = fetch(&app, &drand) => match fetched {
                Ok(_) => PAUSE,
                Err(why) => {
                    tracing::warn!(why, "a public number cannot be fetched now; anybody signed in can enter it");
                    LONG_PAUSE
                }
            },
            () = shutdown.requested() => return,
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = shutdown.requested() => return,
        }
    }
}

/// Fetches what rounds wait for and records it; gives how many got their number.
///
/// # Errors
/// In words, the last of whatever went wrong; what could be fetched is recorded all the same.
pub async fn fetch(app: &App, drand: &Drand) -> Result<usize, String> {
    let mut wrong = None;
    let mut signatures: BTreeMap<u64, String> = BTreeMap::new();
    let mut recorded = 0;
    for it in waiting(app).await.map_err(|problem| problem.to_string())? {
        let round = drand_round(it.select_time);
        let value = match signatures.entry(round) {
            Entry::Occupied(known) => known.get().clone(),
            Entry::Vacant(place) => match drand.signature(round).await {
                Ok(signature) => place.insert(signature).clone(),
                Err(why) => {
                    wrong = Some(why);
                    continue;
                }
            },
        };
        match record(app, it.notice_id, value).await {
            Ok(()) => recorded += 1,
            // Somebody was faster.
            Err(problem) if problem.code() == "beacon_known" => {}
            Err(problem) => wrong = Some(problem.to_string()),
        }
    }
    wrong.map_or(Ok(recorded), Err)
}

async fn waiting(app: &App) -> Result<Vec<Waiting>, Problem> {
    let mut conn = app.pool().acquire().await?;
    let now = app.clock().now(&mut conn).await?;
    Ok(rows(&mut conn, now).await?)
}

async fn rows(conn: &mut PgConnection, now: DateTime<Utc>) -> Result<Vec<Waiting>, sqlx::Error> {
    sqlx::query_as!(
        Waiting,
        r#"SELECT notice_id, select_time AS "select_time!"
        FROM round
        WHERE state = 'closed'
            AND beacon IS NOT NULL
            AND beacon_value IS NULL
            AND beacon ->> 'source' = 'drand'
            AND select_time <= $1
            AND (beacon_by IS NULL OR beacon_by > $1)
        ORDER BY select_time
        LIMIT 100"#,
        now,
    )
    .fetch_all(conn)
    .await
}

async fn record(app: &App, notice_id: Uuid, value: String) -> Result<(), Problem> {
    let mut work = app.begin(Actor::System("drand")).await?;
    enter(&mut work, notice_id, &EnterBeacon { value }).await?;
    work.commit().await?;
    Ok(())
}
