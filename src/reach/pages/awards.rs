//! `/awards` and `/awards/{id}`.

use axum::response::Response;
use maud::html;
use uuid::Uuid;

use super::{Installed, answer, data, parts};
use crate::platform::web::shell::Facts;
use crate::platform::web::{PageQuery, Path, Problem};
use crate::platform::{Actor, App};
use crate::procurement::awards;

pub async fn list_page(app: Installed) -> Response {
    answer(list(&app).await)
}

async fn list(app: &App) -> Result<Facts, Problem> {
    let mut conn = app.pool().acquire().await?;
    let page = awards::list(&mut conn, &awards::AwardFilter::default(), &PageQuery::default()).await?;
    Ok(Facts {
        title: "中选结果".to_owned(),
        description: "谁中选、为什么、多少钱，每一次选取都可以自行验证。".to_owned(),
        canonical: "/awards".to_owned(),
        main: html! { h1 { "中选结果" } (parts::awards(&page.items)) },
        data: data("/api/v1/awards", &page),
        ..Facts::default()
    })
}

pub async fn page(app: Installed, Path(id): Path<Uuid>) -> Response {
    answer(one(&app, id).await)
}

async fn one(app: &App, id: Uuid) -> Result<Facts, Problem> {
    let mut conn = app.pool().acquire().await?;
    let award = awards::read(&mut conn, id, &Actor::Anonymous).await?;
    let it = &award.row;
    let rows = [
        ("中选编号", it.code.clone()),
        ("中选机构", it.agency.name.clone()),
        ("中选金额", it.amount_fen.to_string()),
        ("大写", it.amount_fen.capitals()),
        ("项目业主", it.client.name.clone()),
        ("选取方式", it.method.zh().to_owned()),
        ("报名家数", it.entrants.to_string()),
        ("有效家数", it.eligible.to_string()),
        ("选取时间", parts::when(Some(it.selected_at))),
        ("状态", it.state.zh().to_owned()),
    ];
    Ok(Facts {
        title: format!("{} 中选：{}", it.agency.name, it.project_name),
        description: format!("{}，{}，{} 家报名", it.agency.name, it.amount_fen, it.entrants),
        canonical: format!("/awards/{id}"),
        main: html! {
            h1 { (it.project_name) }
            (parts::facts(&rows))
            p { a href={ "/notices/" (it.notice.id) "?round=" (award.round_number) } { "采购公告 " (it.notice.code) } }
            p { a href={ "/api/v1/awards/" (id) "/evidence" } { "证据文件（可用 jishi verify 离线核验）" } }
        },
        data: data(format!("/api/v1/awards/{id}"), &award),
        ..Facts::default()
    })
}
