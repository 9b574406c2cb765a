//! The files of proposals at the opening: each is opened with what its entrant had sealed.

use sqlx::PgConnection;

use crate::core::seal::{Place, Unopened};
use crate::platform::web::Problem;
use crate::procurement::rounds::{RosterEntry, Round};

/// Opens the file of an opened entrant, where the method asks for one; or why the entrant is out.
///
/// # Errors
/// 500 where a sign-up has lost its file.
pub async fn open(
    conn: &mut PgConnection,
    round: &Round,
    entry: &RosterEntry,
) -> Result<Result<(), Unopened>, Problem> {
    if !round.method.proposes() {
        return Ok(Ok(()));
    }
    let sealed = sqlx::query_scalar!("SELECT sealed FROM proposal WHERE sign_up_id = $1", entry.sign_up_id)
        .fetch_optional(&mut *conn)
        .await?
        .flatten()
        .ok_or_else(|| Problem::internal(&"a sign-up has lost the file of its proposal"))?;
    let proposal = entry.proposal.ok_or_else(|| Problem::internal(&"an opened proposal without its key"))?;
    let code = round.code_text();
    let place = Place { notice_code: &code, uscc: &entry.uscc, quotes: round.method.quotes(), proposes: true };
    match proposal.open(place, &sealed) {
        Ok(file) => {
            sqlx::query!(
                "UPDATE proposal SET sealed = NULL, opened = $2 WHERE sign_up_id = $1",
                entry.sign_up_id,
                file
            )
            .execute(conn)
            .await?;
            Ok(Ok(()))
        }
        Err(reason) => Ok(Err(reason)),
    }
}
