//! Passwords: argon2id off the async threads, a bounded number at a time.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

use crate::platform::web::Problem;
use crate::say;

/// Hashes at once: each takes 19 MiB and a core (OWASP's first argon2id choice, the crate's default).
const CONCURRENCY: usize = 2;
/// Requests that may wait for their turn before further ones are turned away.
const QUEUE: usize = 64;

/// A hashed password in PHC form, the only form that leaves this module.
#[derive(Clone)]
pub struct Hashed(String);

impl Hashed {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[derive(Clone)]
pub struct Passwords {
    running: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { running: Arc::new(Semaphore::new(CONCURRENCY)), waiting: Arc::new(Semaphore::new(QUEUE)) }
    }
}

impl Passwords {
    /// # Errors
    /// 503 when too many sign-ins wait already.
    pub async fn hash(&self, password: String) -> Result<Hashed, Problem> {
        self.run(move || Argon2::default().hash_password(password.as_bytes()).map(|hash| Hashed(hash.to_string())))
            .await?
            .map_err(|error| Problem::internal(&error))
    }

    /// Whether `password` is the one behind `hash`. Without a hash (no such login) the same time is spent.
    ///
    /// # Errors
    /// 503 when too many sign-ins wait already.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, Problem> {
        self.run(move || {
            let known = hash.is_some();
            let hash = hash.unwrap_or_else(|| DUMMY.to_owned());
            PasswordHash::new(&hash)
                .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
                && known
        })
        .await
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
        let place = Arc::clone(&self.waiting).try_acquire_owned().map_err(|_| busy())?;
        let turn = Arc::clone(&self.running).acquire_owned().await.map_err(|error| Problem::internal(&error))?;
        // The work holds its turn itself: a request that is given up does not stop it.
        let work = move || {
            let _held = (place, turn);
            work()
        };
        tokio::task::spawn_blocking(work).await.map_err(|error| Problem::internal(&error))
    }
}

/// A well-formed hash that no password matches, to spend the same time on unknown logins.
const DUMMY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$amlzaGktbm8tc3VjaC1sb2dpbg$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn busy() -> Problem {
    Problem::unavailable(
        "busy",
        say!(
            "现在登录的人太多，请几秒后再试。",
            "Too many sign-ins at this moment; please try again in a few seconds."
        ),
    )
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[tokio::test]
    async fn a_request_that_is_given_up_keeps_its_turn_until_its_hash_is_done() {
        let passwords = Passwords::default();
        let mut gates = Vec::new();
        for _ in 0..CONCURRENCY {
            let (gate, opened) = mpsc::channel::<()>();
            let (begun, begins) = tokio::sync::oneshot::channel();
            let own = passwords.clone();
            let request = tokio::spawn(async move {
                own.run(move || {
                    let _ = begun.send(());
                    let _ = opened.recv();
                })
                .await
            });
            begins.await.unwrap();
            request.abort();
            assert!(request.await.unwrap_err().is_cancelled());
            gates.push(gate);
        }
        assert_eq!(passwords.running.available_permits(), 0);
        drop(gates);
        passwords.run(|| ()).await.unwrap();
    }
}
