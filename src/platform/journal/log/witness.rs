//! Asking witnesses to cosign (C2SP tlog-witness): each one remembers the last checkpoint that it signed, and signs a new one only where
//! that continues it. A log with one honest witness cannot show two histories.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::DateTime;
use reqwest::{Client, StatusCode};

use super::LogError;
use super::store::{self, Head};
use crate::core::log::{Cosigner, Gap, NoteError, Tree, open_note};
use crate::platform::app::{App, Shutdown};

/// How often new checkpoints are shown to the witnesses.
const EVERY: Duration = Duration::from_secs(2);
/// A witness that does not answer by then is asked again at the next turn.
const TIMEOUT: Duration = Duration::from_secs(10);
/// An answer is a few lines.
const MAX_ANSWER: usize = 16 * 1024;

/// Somebody else who cosigns: where to ask, and by which key to believe.
#[derive(Clone, Debug)]
pub struct Witness {
    cosigner: Arc<Cosigner>,
    url: String,
}

impl Witness {
    pub fn name(&self) -> &str {
        self.cosigner.name()
    }
}

impl std::str::FromStr for Witness {
    type Err = NoteError;

    /// `name+hash+key@https://…`: verifier key and submission prefix.
    fn from_str(text: &str) -> Result<Self, NoteError> {
        let (key, rest) = text.split_once("@http").ok_or(NoteError::Key)?;
        let url = format!("http{}", rest.trim_end_matches('/'));
        Ok(Self { cosigner: Arc::new(Cosigner::parse(key)?), url })
    }
}

/// Why a witness has not signed.
#[derive(Debug, thiserror::Error)]
pub enum Unsigned {
    #[error(transparent)]
    Log(#[from] LogError),
    #[error("it cannot be reached: {0}")]
    Unreachable(#[from] reqwest::Error),
    #[error("it has signed another size, {0}")]
    Elsewhere(u64),
    #[error("it refused with {0}")]
    Refused(StatusCode),
    #[error("its answer carries no valid signature of its key")]
    Invalid,
}

/// Shows each new checkpoint to every witness until shutdown. Of several servers the sequencer's leader does it.
pub async fn run(app: App, witnesses: Vec<Witness>, mut shutdown: Shutdown) {
    let Ok(client) = Client::builder().timeout(TIMEOUT).build() else { return shutdown.requested().await };
    loop {
        for witness in &witnesses {
            if let Err(error) = ask(&app, &client, witness).await {
                tracing::warn!(%error, witness = witness.name(), "a witness has not cosigned");
            }
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = shutdown.requested() => return,
        }
    }
}

/// Has one witness cosign the newest checkpoint, unless it has.
pub async fn ask(app: &App, client: &Client, witness: &Witness) -> Result<(), Unsigned> {
    let mut conn = app.pool().acquire().await.map_err(LogError::from)?;
    if !store::leads(&mut conn, app.server_id()).await.map_err(LogError::from)? {
        return Ok(());
    }
    let Some(head) = store::head(&mut conn).await.map_err(LogError::from)? else { return Ok(()) };
    let mut old = store::cosigned_size(&mut conn, witness.name()).await.map_err(LogError::from)?;
    drop(conn);
    // It may have signed what this database has no record of: then it says which size, and is asked once more.
    for _ in 0..2 {
        if old == head.size {
            return Ok(());
        }
        match submit(app, client, witness, &head, old).await {
            Err(Unsigned::Elsewhere(size)) if size != old && size <= head.size => old = size,
            other => return other,
        }
    }
    Err(Unsigned::Elsewhere(old))
}

async fn submit(app: &App, client: &Client, witness: &Witness, head: &Head, old: u64) -> Result<(), Unsigned> {
    let mut conn = app.pool().acquire().await.map_err(LogError::from)?;
    let proof = if old == 0 {
        Vec::new()
    } else {
        let tree = store::tree(&mut conn, head.size, &Tree::consistency_needs(head.size, old))
            .await
            .map_err(LogError::from)?;
        tree.consistency(old).map_err(|Gap| LogError::Changed { size: head.size })?
    };
    drop(conn);
    let mut body = format!("old {old}\n");
    for hash in proof {
        body.push_str(&BASE64_STANDARD.encode(hash));
        body.push('\n');
    }
    body.push('\n');
    body.push_str(&head.note);
    let mut answer = client.post(format!("{}/add-checkpoint", witness.url)).body(body).send().await?;
    let status = answer.status();
    let mut bytes = Vec::new();
    while let Some(chunk) = answer.chunk().await? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > MAX_ANSWER {
            return Err(Unsigned::Invalid);
        }
    }
    let text = String::from_utf8(bytes).map_err(|_| Unsigned::Invalid)?;
    match status {
        StatusCode::OK => {}
        StatusCode::CONFLICT => return Err(text.trim().parse().map_or(Unsigned::Invalid, Unsigned::Elsewhere)),
        other => return Err(Unsigned::Refused(other)),
    }
    let key = app.log_key().verifier();
    let signed = open_note(head.note.as_bytes(), key).map_err(|_| Unsigned::Invalid)?;
    let (line, at) = witness.cosigner.cosigned(&signed, &text).ok_or(Unsigned::Invalid)?;
    let at = i64::try_from(at).ok().and_then(|at| DateTime::from_timestamp(at, 0)).ok_or(Unsigned::Invalid)?;
    let mut conn = app.pool().acquire().await.map_err(LogError::from)?;
    store::cosign(&mut conn, head.size, witness.name(), &line, at).await.map_err(LogError::from)?;
    Ok(())
}
