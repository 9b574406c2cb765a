//! What waits for an assessor: rounds to score, or the operator's word.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::desk::{Desk, Due, Task};
use super::kind::WorkKind;
use crate::reach::links;
use crate::say;

struct ToScore {
    notice_id: Uuid,
    project_name: String,
    client_name: String,
    score_by: Option<DateTime<Utc>>,
    declared_at: Option<DateTime<Utc>>,
}

/// Rounds that an assessor is asked to score, and has not.
async fn to_score(conn: &mut PgConnection, person_id: Uuid) -> Result<Vec<ToScore>, sqlx::Error> {
    sqlx::query_as!(
        ToScore,
        "SELECT r.notice_id, r.project_name, c.name AS client_name, s.score_by, s.declared_at
        FROM panel_seat s
        JOIN assessor a ON a.id = s.assessor_id
        JOIN round r ON r.id = s.round_id
        JOIN notice n ON n.id = r.notice_id
        JOIN organisation c ON c.id = n.client_id
        WHERE s.assessor_id = $1
            AND s.asked_at IS NOT NULL
            AND s.scored_at IS NULL
            AND s.stood_down_at IS NULL
            AND a.state = 'approved'
            AND r.state = 'selecting'
        ORDER BY s.score_by
        LIMIT 50",
        person_id,
    )
    .fetch_all(conn)
    .await
}

pub(super) async fn fill(conn: &mut PgConnection, desk: &mut Desk, person_id: Uuid) -> Result<(), sqlx::Error> {
    for task in to_score(conn, person_id).await? {
        let client = &task.client_name;
        let text = if task.declared_at.is_some() {
            say!("{client} 的项目：请逐份评分并提交。", "Of {client}: score each proposal and hand the sheet in.")
        } else {
            say!("{client} 的项目：请先声明有无利害关系。", "Of {client}: first declare whether you have an interest.")
        };
        desk.put(Task {
            kind: WorkKind::ScoreProposals,
            text,
            title: task.project_name,
            due: task.score_by.map(Due::firm),
            link: links::scoring(task.notice_id),
        });
    }
    Ok(())
}
