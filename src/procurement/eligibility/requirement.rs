//! What a round asks for.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::core::eligibility::{NeededItem, NeededQualification, Requirement};
use crate::core::state::RoundState;
use crate::core::uscc::Uscc;
use crate::platform::web::Problem;
use crate::procurement::rounds::Round;

/// The requirement of a round.
///
/// # Errors
/// 500 where a stored code is none, which the registry excludes.
pub async fn requirement(conn: &mut PgConnection, round: &Round) -> Result<Requirement, Problem> {
    let (client_uscc, client_legal_rep) = client_of(conn, round.client_id).await?;
    Ok(Requirement {
        client_uscc,
        client_legal_rep,
        items: round_items(conn, round.id).await?,
        item_match: round.item_match,
        qualification_required: round.qualification_required,
        staff_required: u32::try_from(round.staff_required).unwrap_or(0),
        recusals: round.recusals.0.clone(),
        published: round.state == RoundState::Published,
        signup_deadline: round.signup_deadline,
    })
}

/// Code and legal representative of a client; one that only imported notices name has no code.
pub async fn client_of(conn: &mut PgConnection, client_id: Uuid) -> Result<(Option<Uscc>, String), Problem> {
    let row = sqlx::query!(
        "SELECT uscc, legal_rep
        FROM organisation
        WHERE id = $1",
        client_id,
    )
    .fetch_one(conn)
    .await?;
    let uscc = row.uscc.map(|code| Uscc::parse(&code)).transpose();
    Ok((uscc.map_err(|error| Problem::internal(&error.text()))?, row.legal_rep))
}

struct Row {
    code: String,
    name: String,
    kind: Option<String>,
    kind_name: Option<String>,
    grade: Option<i16>,
}

impl From<Row> for NeededItem {
    fn from(row: Row) -> Self {
        let (kind_name, grade) = (row.kind_name.unwrap_or_default(), row.grade);
        let qualification = row.kind.map(|kind| NeededQualification { kind, kind_name, grade });
        Self { code: row.code, name: row.name, qualification }
    }
}

/// The items of a round with the certificates they ask for.
async fn round_items(conn: &mut PgConnection, round_id: Uuid) -> Result<Vec<NeededItem>, sqlx::Error> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT i.code, i.name, i.qualification_kind AS kind, k.name AS "kind_name?", i.qualification_grade AS grade
        FROM round_item ri
        JOIN catalog_item i ON i.code = ri.item_code
        LEFT JOIN qualification_kind k ON k.code = i.qualification_kind
        WHERE ri.round_id = $1
        ORDER BY ri.position"#,
        round_id,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(NeededItem::from).collect())
}

/// The same for items that no round has yet, in the order of `codes`.
pub async fn needed_items(conn: &mut PgConnection, codes: &[String]) -> Result<Vec<NeededItem>, sqlx::Error> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT i.code, i.name, i.qualification_kind AS kind, k.name AS "kind_name?", i.qualification_grade AS grade
        FROM UNNEST($1::text[]) WITH ORDINALITY AS asked (code, place)
        JOIN catalog_item i ON i.code = asked.code
        LEFT JOIN qualification_kind k ON k.code = i.qualification_kind
        ORDER BY asked.place"#,
        codes,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(NeededItem::from).collect())
}
