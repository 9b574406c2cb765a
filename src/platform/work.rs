//! The unit of work: one transaction with its clock, generator and actor.

use chrono::{DateTime, Utc};
use rand::rngs::ChaCha20Rng;
use sqlx::{PgConnection, Postgres, Transaction};
use uuid::Uuid;

use crate::platform::actor::Actor;
use crate::platform::clock::Clock;
use crate::platform::journal::{LogKey, Tail};
use crate::platform::rng;
use crate::platform::vault::Vault;

/// Everything an operation may touch. Dropped without [`Work::commit`], nothing happened.
pub struct Work {
    tx: Transaction<'static, Postgres>,
    clock: Clock,
    rng: ChaCha20Rng,
    actor: Actor,
    vault: Vault,
    tail: Tail,
    log_key: LogKey,
}

impl Work {
    pub(crate) fn new(
        tx: Transaction<'static, Postgres>,
        clock: Clock,
        rng: ChaCha20Rng,
        actor: Actor,
        vault: Vault,
        tail: Tail,
        log_key: LogKey,
    ) -> Self {
        Self { tx, clock, rng, actor, vault, tail, log_key }
    }

    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Continues under another actor: a visitor who has just registered or signed in, or the rule that follows from a step whose author
    /// nobody is told.
    pub fn act_as(&mut self, actor: Actor) {
        self.actor = actor;
    }

    /// The connection, for the slices' stores.
    pub fn db(&mut self) -> &mut PgConnection {
        &mut self.tx
    }

    /// The instant that decides; read it after the row lock.
    pub async fn now(&mut self) -> Result<DateTime<Utc>, sqlx::Error> {
        self.clock.now(&mut self.tx).await
    }

    pub fn rng(&mut self) -> &mut ChaCha20Rng {
        &mut self.rng
    }

    /// A new `UUIDv7` of this instant.
    pub fn id(&mut self, at: DateTime<Utc>) -> Uuid {
        rng::uuid_v7(at, &mut self.rng)
    }

    /// Seals a secret for storage.
    pub fn seal(&mut self, plain: &[u8]) -> Vec<u8> {
        self.vault.seal(&mut self.rng, plain)
    }

    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// Who signs what this installation promises.
    pub fn log_key(&self) -> &LogKey {
        &self.log_key
    }

    /// Undoes it now; dropped, it is undone when the connection is next used, and holds its locks until then.
    pub async fn rollback(self) -> Result<(), sqlx::Error> {
        self.tx.rollback().await
    }

    /// Makes it so, and wakes the sequencer.
    pub async fn commit(self) -> Result<(), sqlx::Error> {
        self.tx.commit().await?;
        self.tail.poke();
        Ok(())
    }
}
