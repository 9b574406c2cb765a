//! `GET /api/v1/ledger/{contracts|agencies|clients}/{id}`: a statement that everybody may read.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::{Holder, LedgerItem, LedgerPage, PostingView};
use super::store::{self, Line};
use crate::core::ledger::{Account, balance};
use crate::core::money::Fen;
use crate::platform::App;
use crate::platform::web::{Instant, Page, PageQuery, Path, Problem, Query, language};
use crate::procurement::refs::{CodeRef, NameRef};
use crate::say;

/// Statement of a contract.
#[utoipa::path(get, path = "/api/v1/ledger/contracts/{id}", tag = "ledger", operation_id = "contract_statement",
    params(("id" = Uuid, Path), PageQuery),
    responses((status = 200, body = LedgerPage), Problem))]
pub(super) async fn of_contract(app: State<App>, Path(id): Path<Uuid>, page: Query<PageQuery>) -> Answer {
    answer(app, Holder::Contract(id), page).await
}

/// Statement of an agency.
#[utoipa::path(get, path = "/api/v1/ledger/agencies/{id}", tag = "ledger", operation_id = "agency_statement",
    params(("id" = Uuid, Path), PageQuery),
    responses((status = 200, body = LedgerPage), Problem))]
pub(super) async fn of_agency(app: State<App>, Path(id): Path<Uuid>, page: Query<PageQuery>) -> Answer {
    answer(app, Holder::Agency(id), page).await
}

/// Statement of a client.
#[utoipa::path(get, path = "/api/v1/ledger/clients/{id}", tag = "ledger", operation_id = "client_statement",
    params(("id" = Uuid, Path), PageQuery),
    responses((status = 200, body = LedgerPage), Problem))]
pub(super) async fn of_client(app: State<App>, Path(id): Path<Uuid>, page: Query<PageQuery>) -> Answer {
    answer(app, Holder::Client(id), page).await
}

type Answer = Result<Json<LedgerPage>, Problem>;

async fn answer(State(app): State<App>, holder: Holder, Query(page): Query<PageQuery>) -> Answer {
    let mut conn = app.pool().acquire().await?;
    Ok(Json(read(&mut conn, holder, &page).await?))
}

/// One page of a statement, newest line first, with the running balance of the holder.
pub async fn read(conn: &mut PgConnection, holder: Holder, page: &PageQuery) -> Result<LedgerPage, Problem> {
    let after = page.cursor::<(DateTime<Utc>, Uuid)>()?;
    let Some((name, key)) = store::holder(conn, holder).await? else {
        return Err(Problem::not_found(say!("没有这个账页。", "There is no such statement.")));
    };
    let totals = store::totals_of(conn, key).await?;
    let lines = store::lines(conn, key, after, page.limit() + 1).await?;
    let lines = Page::cut(lines, page.limit(), |line| (line.at, line.id));
    let ids: Vec<Uuid> = lines.items.iter().map(|line| line.id).collect();
    let postings = store::postings(conn, &ids).await?;
    let items = lines.items.into_iter().map(|line| {
        let own = postings.iter().filter(|(entry, _)| *entry == line.id).map(|(_, posting)| *posting).collect();
        item(holder, line, own)
    });
    Ok(LedgerPage {
        holder: NameRef { id: holder.id(), name },
        totals,
        items: items.collect(),
        next_cursor: lines.next_cursor,
    })
}

fn item(holder: Holder, line: Line, postings: Vec<PostingView>) -> LedgerItem {
    let (kind, project) = (line.kind, &line.project_name);
    let (zh, en) = (kind.zh(), capital(kind.en()));
    let text = say!("{zh}：{project}", "{en}: {project}");
    let counterparty = match holder {
        Holder::Agency(_) => NameRef { id: line.client_id, name: line.client_name },
        Holder::Client(_) | Holder::Contract(_) => NameRef { id: line.agency_id, name: line.agency_name },
    };
    LedgerItem {
        id: line.id,
        at: Instant(line.at),
        kind,
        text: text.pick(language()).to_owned(),
        award: CodeRef { id: line.award_id, code: line.award_code },
        notice: CodeRef { id: line.notice_id, code: line.notice_code },
        contract_id: line.contract_id,
        contract_code: line.contract_code,
        payment_id: line.payment_id,
        counterparty,
        amount_fen: Fen(postings.iter().map(|posting| posting.amount_fen.0).filter(|fen| *fen > 0).sum()),
        balance_payable_fen: balance(Account::Payable, Fen(line.payable)),
        postings,
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
