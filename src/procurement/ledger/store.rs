//! SQL of the ledger.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::{Holder, PostingView, Totals};
use super::post::AwardMoney;
use crate::core::ledger::{Account, LedgerKind, Posting};
use crate::core::money::Fen;

/// An entry to be written.
pub(super) struct NewEntry<'a> {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub kind: LedgerKind,
    pub award: &'a AwardMoney,
    pub contract_id: Option<Uuid>,
    pub payment_id: Option<Uuid>,
}

/// Writes an entry with its postings; the database checks at commit that they sum to zero.
pub(super) async fn insert(
    conn: &mut PgConnection,
    entry: &NewEntry<'_>,
    postings: &[Posting],
) -> Result<(), sqlx::Error> {
    let award = entry.award;
    let accounts: Vec<String> = postings.iter().map(|posting| posting.account.code().to_owned()).collect();
    let amounts: Vec<i64> = postings.iter().map(|posting| posting.amount.0).collect();
    sqlx::query!(
        "WITH entry AS (
            INSERT INTO ledger_entry
                (id, kind, at, award_id, contract_id, payment_id, client_id, agency_id, division_code)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            RETURNING id
        )
        INSERT INTO posting (entry_id, account, amount_fen)
        SELECT entry.id, side.account, side.amount_fen
        FROM entry, UNNEST($10::text[], $11::bigint[]) AS side (account, amount_fen)",
        entry.id,
        entry.kind as LedgerKind,
        entry.at,
        award.award_id,
        entry.contract_id,
        entry.payment_id,
        award.client_id,
        award.agency_id,
        award.division_code,
        &accounts,
        &amounts,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Sums of all postings.
pub(super) async fn totals(conn: &mut PgConnection) -> Result<Totals, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT account AS "account: Account", SUM(amount_fen)::bigint AS "sum!"
        FROM posting
        GROUP BY account"#
    )
    .fetch_all(conn)
    .await?;
    let mut totals = Totals::default();
    for row in rows {
        totals.set(row.account, Fen(row.sum));
    }
    Ok(totals)
}

/// Name of a holder, and the id by which its entries are found: a contract's are those of its award, so that the award
/// itself, which comes before the contract, stands among them.
pub(super) async fn holder(conn: &mut PgConnection, holder: Holder) -> Result<Option<(String, Uuid)>, sqlx::Error> {
    let organisation = |kind| (kind, holder.id());
    let (kind, id) = match holder {
        Holder::Contract(id) => {
            let row =
                sqlx::query!("SELECT name, award_id FROM contract WHERE id = $1", id).fetch_optional(conn).await?;
            return Ok(row.map(|row| (row.name, row.award_id)));
        }
        Holder::Agency(_) => organisation("agency"),
        Holder::Client(_) => organisation("client"),
    };
    let name = sqlx::query_scalar!("SELECT name FROM organisation WHERE id = $1 AND kind = $2", id, kind);
    Ok(name.fetch_optional(conn).await?.map(|name| (name, id)))
}

/// Sums of one holder's postings. Ids are unique over all tables, so one statement serves every kind of holder; each
/// side of the OR has its index.
pub(super) async fn totals_of(conn: &mut PgConnection, holder: Uuid) -> Result<Totals, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT posting.account AS "account: Account", SUM(posting.amount_fen)::bigint AS "sum!"
        FROM ledger_entry AS entry
        JOIN posting ON posting.entry_id = entry.id
        WHERE entry.client_id = $1 OR entry.agency_id = $1 OR entry.award_id = $1
        GROUP BY posting.account"#,
        holder,
    )
    .fetch_all(conn)
    .await?;
    let mut totals = Totals::default();
    for row in rows {
        totals.set(row.account, Fen(row.sum));
    }
    Ok(totals)
}

/// A line of a statement as stored; `payable` is the signed running sum of that account.
pub(super) struct Line {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub kind: LedgerKind,
    pub project_name: String,
    pub award_id: Uuid,
    pub award_code: String,
    pub notice_id: Uuid,
    pub notice_code: String,
    pub contract_id: Option<Uuid>,
    pub contract_code: Option<String>,
    pub payment_id: Option<Uuid>,
    pub client_id: Uuid,
    pub client_name: String,
    pub agency_id: Uuid,
    pub agency_name: String,
    pub payable: i64,
}

/// Lines of a holder, newest first, from below `after`.
pub(super) async fn lines(
    conn: &mut PgConnection,
    holder: Uuid,
    after: Option<(DateTime<Utc>, Uuid)>,
    limit: i64,
) -> Result<Vec<Line>, sqlx::Error> {
    sqlx::query_as!(
        Line,
        r#"SELECT
            line.id,
            line.at,
            line.kind AS "kind: LedgerKind",
            round.project_name,
            line.award_id,
            award.code AS award_code,
            award.notice_id,
            COALESCE(notice.code, '') AS "notice_code!",
            line.contract_id,
            contract.code AS "contract_code?",
            line.payment_id,
            line.client_id,
            client.name AS client_name,
            line.agency_id,
            agency.name AS agency_name,
            line.payable AS "payable!"
        FROM (
            SELECT
                entry.*,
                SUM(COALESCE(payable.amount_fen, 0)) OVER (ORDER BY entry.at, entry.id)::bigint AS payable
            FROM ledger_entry AS entry
            LEFT JOIN posting AS payable ON payable.entry_id = entry.id AND payable.account = 'payable'
            WHERE entry.client_id = $1 OR entry.agency_id = $1 OR entry.award_id = $1
        ) AS line
        JOIN award ON award.id = line.award_id
        JOIN round ON round.id = award.round_id
        JOIN notice ON notice.id = award.notice_id
        JOIN organisation AS client ON client.id = line.client_id
        JOIN organisation AS agency ON agency.id = line.agency_id
        LEFT JOIN contract ON contract.id = line.contract_id
        WHERE $2::timestamptz IS NULL OR (line.at, line.id) < ($2, $3::uuid)
        ORDER BY line.at DESC, line.id DESC
        LIMIT $4"#,
        holder,
        after.map(|key| key.0),
        after.map(|key| key.1),
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Postings of some entries, debit first.
pub(super) async fn postings(
    conn: &mut PgConnection,
    entries: &[Uuid],
) -> Result<Vec<(Uuid, PostingView)>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"SELECT entry_id, account AS "account: Account", amount_fen AS "amount_fen: Fen"
        FROM posting
        WHERE entry_id = ANY($1)
        ORDER BY entry_id, amount_fen DESC"#,
        entries,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.entry_id, PostingView { account: row.account, amount_fen: row.amount_fen }))
        .collect())
}
