//! Remembers what was summed up from everything there is, until something more has happened.
//!
//! Everything that happens commits a journal entry with its rows, so the number of committed entries tells whether a sum still holds: it
//! grows with each commit, and placing an entry in the order (which moves it from the pending ones to the leaves) does not change it. What
//! is remembered is therefore never out of date, and summed up once however many ask. What also depends on a reader has that reader's
//! cursor in its key.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sqlx::PgConnection;

/// Keys that are remembered at once; beyond, all are forgotten.
const KEYS: usize = 500;

/// The value of each key, and after how many entries it was summed up.
type Values<K, V> = HashMap<K, (i64, Arc<V>)>;

/// Of each key the newest value.
pub struct Memo<K, V> {
    values: Arc<Mutex<Values<K, V>>>,
    turn: Arc<tokio::sync::Mutex<()>>,
}

impl<K, V> Clone for Memo<K, V> {
    fn clone(&self) -> Self {
        Self { values: Arc::clone(&self.values), turn: Arc::clone(&self.turn) }
    }
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self { values: Arc::default(), turn: Arc::default() }
    }
}

/// What a memo answers.
pub enum Look<'a, K, V> {
    /// Remembered, and still true.
    Known(Arc<V>),
    /// To be summed up, by one at a time, and kept.
    Turn(Turn<'a, K, V>),
}

/// What a memo answers who needs no turn.
pub enum Recall<V> {
    /// Remembered, and still true.
    Known(Arc<V>),
    /// To be read, and kept as of so many entries.
    Unknown { entries: i64 },
}

/// The turn of one to sum up.
pub struct Turn<'a, K, V> {
    memo: &'a Memo<K, V>,
    key: K,
    entries: i64,
    _alone: tokio::sync::MutexGuard<'a, ()>,
}

impl<K: Eq + Hash, V> Memo<K, V> {
    /// Looks for what is remembered of `key`. What is summed up then is to be read on the same connection.
    pub async fn look(&self, conn: &mut PgConnection, key: K) -> Result<Look<'_, K, V>, sqlx::Error> {
        let entries = committed(conn).await?;
        if let Some(value) = self.known(&key, entries) {
            return Ok(Look::Known(value));
        }
        let alone = self.turn.lock().await;
        // Meanwhile the one before may have done it.
        Ok(match self.known(&key, entries) {
            Some(value) => Look::Known(value),
            None => Look::Turn(Turn { memo: self, key, entries, _alone: alone }),
        })
    }

    /// The same for what is read rather than summed up, so that it does no harm when several read it at once: nobody waits for a turn.
    pub async fn recall(&self, conn: &mut PgConnection, key: &K) -> Result<Recall<V>, sqlx::Error> {
        let entries = committed(conn).await?;
        Ok(self.known(key, entries).map_or(Recall::Unknown { entries }, Recall::Known))
    }

    /// Remembers what was read after [`Memo::recall`] had said how many `entries` there were.
    pub fn remember(&self, key: K, entries: i64, value: V) -> Arc<V> {
        let value = Arc::new(value);
        let mut values = self.values();
        if values.len() >= KEYS && !values.contains_key(&key) {
            values.clear();
        }
        values.insert(key, (entries, Arc::clone(&value)));
        value
    }

    fn known(&self, key: &K, entries: i64) -> Option<Arc<V>> {
        self.values().get(key).filter(|(at, _)| *at >= entries).map(|(_, value)| Arc::clone(value))
    }

    fn values(&self) -> MutexGuard<'_, Values<K, V>> {
        self.values.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K: Eq + Hash, V> Turn<'_, K, V> {
    /// Remembers the sum.
    pub fn keep(self, value: V) -> Arc<V> {
        self.memo.remember(self.key, self.entries, value)
    }
}

/// How many entries are committed, placed or not.
async fn committed(conn: &mut PgConnection) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT (SELECT COALESCE(max(index) + 1, 0) FROM journal_leaf) + (SELECT count(*) FROM journal_pending) AS "count!""#
    )
    .fetch_one(conn)
    .await
}
