//! The reader `inbox`: from each placed entry to the messages it makes.

use serde_json::{Map, Value, json};
use sqlx::PgConnection;
use uuid::Uuid;

use super::audience::{Audience, audience, id, id_of, link};
use super::store::{self, Telling};
use super::texts;
use crate::platform::journal::{PlacedEntry, Reader};
use crate::platform::web::Instant;

/// Writes the inbox. (membership, leaf index) is the key, so that reading an entry twice tells nobody twice.
pub struct Inbox;

impl Reader for Inbox {
    const NAME: &'static str = store::READER;

    async fn apply(&self, conn: &mut PgConnection, entries: &[PlacedEntry]) -> Result<(), sqlx::Error> {
        for entry in entries {
            if let Some(audience) = audience(&entry.kind) {
                tell(conn, entry, audience).await?;
            }
        }
        Ok(())
    }
}

async fn tell(conn: &mut PgConnection, entry: &PlacedEntry, audience: Audience) -> Result<(), sqlx::Error> {
    let organisations = organisations(conn, entry, audience).await?;
    let actor = match id(&entry.actor, "membership_id") {
        _ if audience.actor_too => None,
        Some(actor) => Some(actor),
        None => store::sealed_actor(conn, entry.id).await?,
    };
    let mut params = params(&entry.public);
    if entry.kind == "round.closed"
        && let Some(round) = id(&entry.public, "round_id")
    {
        // Fixed at the publication, said again when sign-up closes.
        params["select_time"] = json!(store::select_time(conn, round).await?.map(Instant));
    }
    let telling = Telling {
        entry,
        params,
        link: link(entry),
        roles: audience.staff.iter().map(|role| role.as_str().to_owned()).collect(),
        organisations,
        members: members(conn, entry, audience).await?,
        but_not: actor,
    };
    store::tell(conn, &telling).await
}

async fn organisations(
    conn: &mut PgConnection,
    entry: &PlacedEntry,
    audience: Audience,
) -> Result<Vec<Uuid>, sqlx::Error> {
    let mut ids = Vec::new();
    if audience.client {
        ids.extend(id_of(entry, "client"));
    }
    if audience.agency {
        ids.extend(id_of(entry, "agency"));
    }
    let round = id(&entry.public, "round_id");
    if audience.entrants
        && let Some(round) = round
    {
        ids.extend(store::entrants(conn, round, entry.at).await?);
    }
    if audience.all_rounds
        && let Some(notice) = id_of(entry, "notice")
    {
        ids.extend(store::entrants_of_notice(conn, notice, entry.at).await?);
    }
    if audience.offering
        && let Some(round) = round
    {
        ids.extend(store::agencies_offering(conn, round).await?);
    }
    Ok(ids)
}

/// People who act for no organisation, by membership.
async fn members(conn: &mut PgConnection, entry: &PlacedEntry, audience: Audience) -> Result<Vec<Uuid>, sqlx::Error> {
    match id(&entry.public, "round_id") {
        Some(round) if audience.asked => store::asked(conn, round, entry.at).await,
        _ if audience.assessor => store::assessor(conn, entry.subject_id).await,
        _ => Ok(Vec::new()),
    }
}

/// What the texts are made of; nothing else of the entry is kept.
fn params(public: &Value) -> Value {
    let kept = texts::KEYS.iter().filter_map(|key| Some(((*key).to_owned(), public.get(key)?.clone())));
    Value::Object(kept.collect::<Map<_, _>>())
}
