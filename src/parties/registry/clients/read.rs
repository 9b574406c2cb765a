//! A client's page.

use axum::extract::State;
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::Client;
use crate::core::role::Role;
use crate::core::uscc::Uscc;
use crate::parties::registry::UnitType;
use crate::parties::registry::contact::{email_for, phone_for, sees_contact};
use crate::parties::registry::profile::no_organisation;
use crate::platform::vault::Vault;
use crate::platform::web::{Caller, Path, Problem, Versioned};
use crate::platform::{Actor, App};

/// Reads a client as `viewer` sees it.
///
/// # Errors
/// 404.
pub async fn read(conn: &mut PgConnection, vault: &Vault, id: Uuid, viewer: &Actor) -> Result<Client, Problem> {
    let row = sqlx::query!(
        r#"SELECT o.uscc AS "uscc: Uscc", o.name, c.unit_type AS "unit_type: UnitType", o.division_code,
            d.name AS division_name, o.address, o.contact_name, o.contact_phone, o.email, o.legal_rep, o.intro,
            o.created_at, o.version
        FROM client c
        JOIN organisation o ON o.id = c.id
        JOIN division d ON d.code = o.division_code
        WHERE c.id = $1"#,
        id,
    )
    .fetch_optional(conn)
    .await?
    .ok_or_else(|| no_organisation(Role::Client))?;
    let entitled = sees_contact(viewer, id);
    Ok(Client {
        id,
        uscc: row.uscc,
        name: row.name,
        unit_type: row.unit_type,
        division_code: row.division_code,
        division_name: row.division_name,
        address: row.address,
        contact_name: row.contact_name,
        contact_phone: phone_for(vault, &row.contact_phone, entitled),
        email: email_for(row.email, entitled),
        legal_rep: row.legal_rep,
        intro: row.intro,
        registered_at: row.created_at.into(),
        version: row.version,
    })
}

/// A client's page, public.
#[utoipa::path(get, path = "/api/v1/clients/{id}", tag = "registry", operation_id = "read_client",
    params(("id" = Uuid, Path, description = "The client")),
    responses((status = 200, body = Client, headers(("ETag" = String, description = "Row version and a hash of the content; also taken as `If-Match`"))), Problem))]
pub async fn get(
    State(app): State<App>,
    Caller(viewer): Caller,
    Path(id): Path<Uuid>,
) -> Result<Versioned<Client>, Problem> {
    let mut conn = app.pool().acquire().await?;
    let client = read(&mut conn, app.vault(), id, &viewer).await?;
    Ok(Versioned(client.version, client))
}
