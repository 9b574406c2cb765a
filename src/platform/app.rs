//! The installation as its parts see it: pool, clock, randomness, keys, files, the journal's tail.

use std::sync::Arc;

use sqlx::PgPool;
use tokio::sync::watch;
use uuid::Uuid;

use crate::platform::actor::Actor;
use crate::platform::clock::Clock;
use crate::platform::files::Files;
use crate::platform::journal::{LogKey, Tail};
use crate::platform::opening::Opening;
use crate::platform::passwords::Passwords;
use crate::platform::pulse::Pulses;
use crate::platform::rng::RngSource;
use crate::platform::tokens::Tokens;
use crate::platform::vault::Vault;
use crate::platform::web::Problem;
use crate::platform::work::Work;

/// What a server is told at its start.
pub struct Parts {
    pub pool: PgPool,
    pub clock: Clock,
    pub rng: RngSource,
    pub vault: Vault,
    pub log_key: LogKey,
    /// Where the key is that opens what is sealed.
    pub opening: Opening,
    pub files: Files,
    /// Division of the installation's tenant (GB/T 2260), the default of forms and statistics.
    pub division_code: String,
}

/// Shared by every request and task; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    parts: Parts,
    server_id: Uuid,
    passwords: Passwords,
    tokens: Tokens,
    tail: Tail,
    pulses: Pulses,
}

impl App {
    /// # Errors
    /// When the operating system has no entropy to give.
    pub fn new(parts: Parts) -> std::io::Result<Self> {
        let mut rng = RngSource::System.fork()?;
        let server_id = crate::platform::rng::uuid_v7(crate::platform::clock::machine_time(), &mut rng);
        let tokens = Tokens::new(&parts.vault);
        Ok(Self(Arc::new(Inner {
            parts,
            server_id,
            passwords: Passwords::default(),
            tokens,
            tail: Tail::default(),
            pulses: Pulses::default(),
        })))
    }

    /// Begins a unit of work of `actor`.
    ///
    /// # Errors
    /// 503 when the database cannot be reached in time.
    pub async fn begin(&self, actor: Actor) -> Result<Work, Problem> {
        let rng = self.0.parts.rng.fork().map_err(|error| Problem::internal(&error))?;
        let tx = self.0.parts.pool.begin().await?;
        let Parts { clock, vault, log_key, .. } = &self.0.parts;
        Ok(Work::new(tx, clock.clone(), rng, actor, vault.clone(), self.0.tail.clone(), log_key.clone()))
    }

    pub fn pool(&self) -> &PgPool {
        &self.0.parts.pool
    }

    pub fn clock(&self) -> &Clock {
        &self.0.parts.clock
    }

    pub fn vault(&self) -> &Vault {
        &self.0.parts.vault
    }

    pub fn log_key(&self) -> &LogKey {
        &self.0.parts.log_key
    }

    pub fn opening(&self) -> &Opening {
        &self.0.parts.opening
    }

    pub fn files(&self) -> &Files {
        &self.0.parts.files
    }

    pub fn passwords(&self) -> &Passwords {
        &self.0.passwords
    }

    pub fn tokens(&self) -> &Tokens {
        &self.0.tokens
    }

    pub fn tail(&self) -> &Tail {
        &self.0.tail
    }

    /// When the loops of this server last came round.
    pub fn pulses(&self) -> &Pulses {
        &self.0.pulses
    }

    pub fn division_code(&self) -> &str {
        &self.0.parts.division_code
    }

    /// Identifies this server among several, anew at each start.
    pub fn server_id(&self) -> Uuid {
        self.0.server_id
    }
}

/// Asks every task to finish its step and stop.
#[derive(Clone)]
pub struct Shutdown(watch::Receiver<bool>);

impl Shutdown {
    /// The switch and what it stops.
    pub fn switch() -> (watch::Sender<bool>, Self) {
        let (sender, receiver) = watch::channel(false);
        (sender, Self(receiver))
    }

    /// Waits until stopping is asked for (or the switch is gone).
    pub async fn requested(&mut self) {
        let _ = self.0.wait_for(|stop| *stop).await;
    }
}
