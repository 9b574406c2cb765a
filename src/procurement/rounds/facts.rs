//! What every entry about a round says of it, so that readers need not look anything up.

use serde_json::{Map, Value, json};
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::Round;

/// Names around a round.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The client's name.
    pub client_name: String,
    /// `code name` of the items, in order.
    pub items: Vec<(String, String)>,
}

/// Names of the client and the items of a round.
pub async fn facts(conn: &mut PgConnection, round_id: Uuid, client_id: Uuid) -> Result<Facts, sqlx::Error> {
    let client_name = sqlx::query_scalar!(
        "SELECT name
        FROM organisation
        WHERE id = $1",
        client_id,
    )
    .fetch_one(&mut *conn)
    .await?;
    let items = sqlx::query!(
        "SELECT i.code, i.name
        FROM round_item ri
        JOIN catalog_item i ON i.code = ri.item_code
        WHERE ri.round_id = $1
        ORDER BY ri.position",
        round_id,
    )
    .fetch_all(conn)
    .await?;
    Ok(Facts { client_name, items: items.into_iter().map(|row| (row.code, row.name)).collect() })
}

impl Facts {
    /// The public part that all entries of a round share.
    pub fn public(&self, round: &Round) -> Map<String, Value> {
        let items: Vec<Value> = self.items.iter().map(|(code, name)| json!({ "code": code, "name": name })).collect();
        let facts = json!({
            "notice_id": round.notice_id,
            "notice_code": round.code_text(),
            "round_id": round.id,
            "round_number": round.number,
            "state": round.state,
            "project_name": round.project_name,
            "client_id": round.client_id,
            "client_name": self.client_name,
            "division_code": round.division_code,
            "method": round.method,
            "fiscal_percent": round.fiscal_percent,
            "amount_fen": round.amount_fen,
            "items": items,
        });
        match facts {
            Value::Object(map) => map,
            _ => Map::new(),
        }
    }
}
