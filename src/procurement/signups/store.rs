//! SQL of sign-ups.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::{NoticeRef, Receipt, SignUpView};
use crate::core::log::receipt::Promise;
use crate::core::seal::Sealed;
use crate::core::state::RoundState;
use crate::core::text::Text;
use crate::platform::journal::{LogKey, Recorded};
use crate::platform::web::{Instant, language};
use crate::procurement::notices::title;
use crate::say;

/// A sign-up to be written.
pub struct NewSignUp<'a> {
    pub id: Uuid,
    pub round_id: Uuid,
    pub agency_id: Uuid,
    /// Who acts for it.
    pub person_id: Option<Uuid>,
    pub at: DateTime<Utc>,
    /// `None` where the method does not seal.
    pub sealed: Option<&'a Sealed>,
    pub practitioners: &'a [Uuid],
    pub receipt: &'a Recorded,
}

/// Writes a sign-up; false where the agency has an active one already, or the person one for another agency, as unique indexes promise.
pub async fn insert(conn: &mut PgConnection, it: &NewSignUp<'_>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "INSERT INTO sign_up (id, round_id, agency_id, at, sealed, commitment, practitioners, entry_id, receipt_hash, person_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT DO NOTHING",
        it.id,
        it.round_id,
        it.agency_id,
        it.at,
        it.sealed.map(|sealed| sealed.ciphertext.as_slice()),
        it.sealed.map(|sealed| sealed.commitment.as_slice()),
        it.practitioners,
        it.receipt.id,
        it.receipt.hash.as_slice(),
        it.person_id,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A sealed part to be replaced.
pub struct Resealed<'a> {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub sealed: &'a Sealed,
    pub receipt: &'a Recorded,
}

/// Replaces the sealed part, and what the receipt quotes; false where the sign-up was taken back meanwhile.
pub async fn reseal(conn: &mut PgConnection, it: &Resealed<'_>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "UPDATE sign_up
        SET sealed = $2, commitment = $3, sealed_at = $4, entry_id = $5, receipt_hash = $6
        WHERE id = $1 AND withdrawn_at IS NULL",
        it.id,
        it.sealed.ciphertext,
        it.sealed.commitment.as_slice(),
        it.at,
        it.receipt.id,
        it.receipt.hash.as_slice(),
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Whether the agency has an active sign-up.
pub async fn is_signed_up(conn: &mut PgConnection, round_id: Uuid, agency_id: Uuid) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(
        r#"SELECT EXISTS (
            SELECT FROM sign_up
            WHERE round_id = $1 AND agency_id = $2 AND withdrawn_at IS NULL
        ) AS "exists!""#,
        round_id,
        agency_id,
    )
    .fetch_one(conn)
    .await
}

/// Which of these practitioners are the agency's own and on file.
pub async fn own_practitioners(
    conn: &mut PgConnection,
    ids: &[Uuid],
    agency_id: Uuid,
) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT id
        FROM practitioner
        WHERE id = ANY ($1) AND agency_id = $2 AND removed_at IS NULL",
        ids,
        agency_id,
    )
    .fetch_all(conn)
    .await
}

/// Where a sign-up belongs.
pub struct Place {
    pub round_id: Uuid,
    pub notice_id: Uuid,
    pub agency_id: Uuid,
    pub withdrawn_at: Option<DateTime<Utc>>,
}

/// The place of a sign-up, without a lock.
pub async fn place(conn: &mut PgConnection, id: Uuid) -> Result<Option<Place>, sqlx::Error> {
    sqlx::query_as!(
        Place,
        "SELECT s.round_id, r.notice_id, s.agency_id, s.withdrawn_at
        FROM sign_up s
        JOIN round r ON r.id = s.round_id
        WHERE s.id = $1",
        id,
    )
    .fetch_optional(conn)
    .await
}

/// Takes a sign-up back; false where it had been already.
pub async fn set_withdrawn(conn: &mut PgConnection, id: Uuid, at: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let done = sqlx::query!(
        "UPDATE sign_up
        SET withdrawn_at = $2
        WHERE id = $1 AND withdrawn_at IS NULL",
        id,
        at,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

struct Row {
    id: Uuid,
    notice_id: Uuid,
    code: String,
    project_name: String,
    groups: Vec<String>,
    round_number: i32,
    at: DateTime<Utc>,
    withdrawn_at: Option<DateTime<Utc>>,
    eligible: Option<bool>,
    failed_rules: Vec<String>,
    practitioners: Vec<Uuid>,
    commitment: Option<Vec<u8>>,
    sealed_at: Option<DateTime<Utc>>,
    entry_id: Uuid,
    receipt_hash: Vec<u8>,
    leaf_index: Option<i64>,
    state: RoundState,
    signup_deadline: Option<DateTime<Utc>>,
    agency_name: String,
}

impl Row {
    fn statement(&self) -> Text {
        let (at, agency, code) = (Instant(self.sealed_at.unwrap_or(self.at)), &self.agency_name, &self.code);
        let commitment = self.commitment.as_deref().map(hex::encode);
        match (commitment, self.sealed_at) {
            (Some(commitment), None) => say!(
                "{agency} 于 {at} 报名参加 {code}，平台已收讫。加密内容的承诺值：{commitment}",
                "{agency} signed up for {code} at {at}; received. Commitment to what is sealed: {commitment}"
            ),
            (Some(commitment), Some(_)) => say!(
                "{agency} 于 {at} 更换了报名 {code} 的加密内容，平台已收讫。承诺值：{commitment}",
                "{agency} replaced what it sealed for {code} at {at}; received. Commitment to it: {commitment}"
            ),
            (None, _) => say!(
                "{agency} 于 {at} 报名参加 {code}，平台已收讫。",
                "{agency} signed up for {code} at {at}; received."
            ),
        }
    }

    /// The platform's signed promise. Signing the same again gives the same signature.
    fn promise(&self, key: &LogKey) -> String {
        let commitment = self.commitment.as_deref().map(hex::encode);
        let at = self.sealed_at.unwrap_or(self.at);
        let promise = Promise::new(key.origin(), self.entry_id, &self.receipt_hash, commitment.as_deref(), at);
        // A text of whole lines under a key that signs checkpoints can be signed.
        key.sign(&promise.text()).unwrap_or_default()
    }

    fn view(self, key: &LogKey) -> SignUpView {
        let promise = self.promise(key);
        let statement = self.statement().pick(language()).to_owned();
        SignUpView {
            id: self.id,
            notice: NoticeRef {
                id: self.notice_id,
                title: title(&self.project_name, self.groups.iter().map(String::as_str)),
                code: self.code,
            },
            round_number: self.round_number,
            at: Instant(self.at),
            withdrawn_at: self.withdrawn_at.map(Instant),
            eligible: self.eligible,
            failed_rules: self.failed_rules,
            practitioners: self.practitioners,
            receipt: Receipt {
                entry_id: self.entry_id,
                entry_hash: hex::encode(&self.receipt_hash),
                leaf_index: self.leaf_index,
                at: Instant(self.sealed_at.unwrap_or(self.at)),
                statement,
                promise,
            },
            commitment: self.commitment.as_deref().map(hex::encode),
            resealed_at: self.sealed_at.map(Instant),
            state_of_round: self.state,
            signup_deadline: self.signup_deadline.map(Instant),
        }
    }
}

/// The columns of [`Row`]; a macro because the compile-time checked query wants a literal.
macro_rules! select_sign_ups {
    ($tail:literal, $($arg:expr),*) => {
        sqlx::query_as!(
            Row,
            r#"SELECT s.id, n.id AS notice_id,
                n.code || CASE WHEN r.number > 1 THEN '-R' || r.number ELSE '' END AS "code!", r.project_name,
                ARRAY(
                    SELECT g.name
                    FROM round_item ri
                    JOIN catalog_item i ON i.code = ri.item_code
                    JOIN catalog_group g ON g.code = i.group_code
                    WHERE ri.round_id = r.id
                    ORDER BY ri.position
                ) AS "groups!",
                r.number AS round_number, s.at, s.withdrawn_at, s.eligible, s.failed_rules, s.practitioners, s.commitment, s.sealed_at,
                s.entry_id, s.receipt_hash, l.index AS "leaf_index?", r.state AS "state: _", r.signup_deadline,
                o.name AS agency_name
            FROM sign_up s
            JOIN round r ON r.id = s.round_id
            JOIN notice n ON n.id = r.notice_id
            JOIN organisation o ON o.id = s.agency_id
            LEFT JOIN journal_leaf l ON l.entry_id = s.entry_id
            "# + $tail,
            $($arg),*
        )
    };
}

/// One sign-up of an agency. A statement of its own: every sign-up is answered with it, and what may be absent, or a limit as a parameter,
/// has the planner plan each time anew.
pub async fn view(
    conn: &mut PgConnection,
    key: &LogKey,
    agency_id: Uuid,
    id: Uuid,
) -> Result<Option<SignUpView>, sqlx::Error> {
    let row = select_sign_ups!("WHERE s.id = $1 AND s.agency_id = $2", id, agency_id).fetch_optional(conn).await?;
    Ok(row.map(|row| row.view(key)))
}

/// Sign-ups of an agency before a place in the list, newest first.
pub async fn views(
    conn: &mut PgConnection,
    key: &LogKey,
    agency_id: Uuid,
    before: Option<(DateTime<Utc>, Uuid)>,
    limit: i64,
) -> Result<Vec<SignUpView>, sqlx::Error> {
    let (before_at, before_id) = before.unzip();
    let rows = select_sign_ups!(
        "WHERE s.agency_id = $1
            AND ($2::timestamptz IS NULL OR (s.at, s.id) < ($2, $3::uuid))
        ORDER BY s.at DESC, s.id DESC
        LIMIT $4",
        agency_id,
        before_at,
        before_id,
        limit
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| row.view(key)).collect())
}
