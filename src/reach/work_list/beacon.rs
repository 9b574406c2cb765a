//! Rounds that wait for their public number: whoever may enter it is told, so that nobody can hold it back.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

use super::desk::{Desk, Due, Task};
use super::kind::WorkKind;
use crate::core::beacon::{BeaconSource, drand_round};
use crate::reach::links;
use crate::say;

/// How long a number may be on its way before people are asked for it: a server may fetch it.
const FETCHING: TimeDelta = TimeDelta::minutes(1);

struct Waiting {
    notice_id: Uuid,
    project_name: String,
    beacon: Json<BeaconSource>,
    select_time: DateTime<Utc>,
    beacon_by: Option<DateTime<Utc>>,
}

/// Those of a client, of an entrant, or, where neither is named, all.
pub(super) async fn fill(
    conn: &mut PgConnection,
    desk: &mut Desk,
    client_id: Option<Uuid>,
    agency_id: Option<Uuid>,
) -> Result<(), sqlx::Error> {
    let since = desk.now() - FETCHING;
    for round in waiting(conn, client_id, agency_id, since).await? {
        let text = match &round.beacon.0 {
            BeaconSource::Drand {} => {
                let number = drand_round(round.select_time);
                say!("等待公开号码：drand 第 {number} 轮。", "It waits for its public number: drand round {number}.")
            }
            BeaconSource::Lottery { game, issue } => {
                let (zh, en) = (game.zh(), game.en());
                say!("等待公开号码：{zh}第 {issue} 期。", "It waits for its public number: {en}, issue {issue}.")
            }
        };
        let due = round.beacon_by.map(Due::firm);
        let link = links::notice(round.notice_id);
        desk.put(Task { kind: WorkKind::EnterBeacon, title: round.project_name, text, due, link });
    }
    Ok(())
}

async fn waiting(
    conn: &mut PgConnection,
    client_id: Option<Uuid>,
    agency_id: Option<Uuid>,
    since: DateTime<Utc>,
) -> Result<Vec<Waiting>, sqlx::Error> {
    sqlx::query_as!(
        Waiting,
        r#"SELECT r.notice_id, r.project_name, r.beacon AS "beacon!: Json<BeaconSource>", r.select_time AS "select_time!", r.beacon_by
        FROM round r
        JOIN notice n ON n.id = r.notice_id
        WHERE r.state = 'closed'
            AND r.beacon IS NOT NULL
            AND r.beacon_value IS NULL
            AND r.select_time <= $3
            AND ($1::uuid IS NULL OR n.client_id = $1)
            AND (
                $2::uuid IS NULL
                OR EXISTS (
                    SELECT FROM sign_up s
                    WHERE s.round_id = r.id
                        AND s.agency_id = $2
                        AND s.withdrawn_at IS NULL
                )
            )
        ORDER BY r.select_time
        LIMIT 100"#,
        client_id,
        agency_id,
        since,
    )
    .fetch_all(conn)
    .await
}
