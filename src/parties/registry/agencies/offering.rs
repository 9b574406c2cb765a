//! Who offers an item of the catalogue: those first who can take the work, and why the others cannot.

use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::PgConnection;
use utoipa::ToSchema;

use super::list::{service_briefs, take};
use super::model::AgencyRow;
use crate::core::calendar::cst;
use crate::core::coded::coded;
use crate::core::state::AgencyState;
use crate::core::text::Text;
use crate::parties::credit;
use crate::platform::web::Problem;
use crate::say;

coded! {
    /// Why an agency cannot take work in an item it offers; as the database's `service_closed` says.
    pub enum Closed {
        /// Documents that the form check missed.
        Check => "check", "形式审查未通过，补齐材料前暂不可用", "closed until documents missed by the form check are in";
        /// Documents owed at registration.
        Owed => "owed", "入驻时容缺的材料逾期未补", "a document owed at registration is overdue";
        /// No certificate, one of a lower grade, or an expired one.
        Certificate => "certificate", "所需资质证书未备案、等级不足或已过期", "the certificate it asks for is not on file, is of a lower grade, or has expired";
    }
}

/// An agency that offers an item.
#[derive(Debug, Serialize, ToSchema)]
pub struct Offer {
    /// The agency.
    #[serde(flatten)]
    pub agency: AgencyRow,
    /// Whether it can take work in the item now.
    pub able: bool,
    /// Why it cannot; null where it can.
    pub status: Option<Text>,
}

/// Agencies that offer an item at the instant `now`: those that can take the work first, then by credit.
///
/// # Errors
/// When the database cannot be reached.
pub async fn offering(
    conn: &mut PgConnection,
    item: &str,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<Offer>, Problem> {
    let rows = sqlx::query!(
        r#"SELECT o.id, o.uscc AS "uscc!", o.name, o.division_code, d.name AS division_name, a.state AS "state: AgencyState",
            a.suspended_until, a.credit, a.resident_counter, o.created_at,
            may_work(a.state, a.suspended_until, $2) AS "may_work!",
            service_closed(a.id, s.item_code, $2) AS "closed?: Closed",
            (SELECT count(*) FROM agency_service offered WHERE offered.agency_id = a.id) AS "services_count!"
        FROM agency_service s
        JOIN agency a ON a.id = s.agency_id
        JOIN organisation o ON o.id = a.id
        JOIN division d ON d.code = o.division_code
        WHERE s.item_code = $1
            AND a.state IN ('active', 'suspended')
        ORDER BY (may_work(a.state, a.suspended_until, $2) AND service_closed(a.id, s.item_code, $2) IS NULL) DESC, a.credit DESC,
            o.created_at, o.id
        LIMIT $3"#,
        item,
        now,
        limit,
    )
    .fetch_all(&mut *conn)
    .await?;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let mut briefs = service_briefs(conn, &ids).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let status = match (row.may_work, row.closed) {
                (true, None) => None,
                (true, Some(closed)) => Some(closed.name()),
                (false, _) => Some(match row.suspended_until {
                    Some(until) => {
                        let until = until.with_timezone(&cst()).format("%Y-%m-%d %H:%M");
                        say!("暂停报名至 {until}", "may not sign up until {until}")
                    }
                    None => row.state.name(),
                }),
            };
            Offer {
                able: status.is_none(),
                status,
                agency: AgencyRow {
                    services: take(&mut briefs, row.id),
                    id: row.id,
                    uscc: row.uscc,
                    name: row.name,
                    division_code: row.division_code,
                    division_name: row.division_name,
                    state: row.state,
                    services_count: row.services_count,
                    credit: credit::points(row.credit),
                    resident_counter: row.resident_counter,
                    registered_at: row.created_at.into(),
                },
            }
        })
        .collect())
}
