//! `/notices` and `/notices/{id}`.

use axum::response::Response;
use maud::html;
use serde_json::json;
use uuid::Uuid;

use super::{Installed, answer, data, parts};
use crate::platform::web::shell::Facts;
use crate::platform::web::{Path, Problem};
use crate::platform::{Actor, App};
use crate::procurement::notices;

pub async fn list_page(app: Installed) -> Response {
    answer(list(&app).await)
}

async fn list(app: &App) -> Result<Facts, Problem> {
    let mut conn = app.pool().acquire().await?;
    let page = notices::list(&mut conn, &notices::Filter::default()).await?;
    Ok(Facts {
        title: "采购公告".to_owned(),
        description: "中介服务采购公告：谁要什么、多少钱、怎么选、何时截止。".to_owned(),
        canonical: "/notices".to_owned(),
        main: html! { main { h1 { "采购公告" } (parts::notices(&page.items)) } },
        data: data("/api/v1/notices", &page),
        ..Facts::default()
    })
}

pub async fn page(app: Installed, Path(id): Path<Uuid>) -> Response {
    answer(one(&app, id).await)
}

async fn one(app: &App, id: Uuid) -> Result<Facts, Problem> {
    let mut conn = app.pool().acquire().await?;
    let now = app.clock().now(&mut conn).await?;
    let notice = notices::read(&mut conn, id, &Actor::Anonymous, now).await?;
    let it = &notice.facts;
    let items = it.items.0.iter().map(|item| item.name.clone()).collect::<Vec<_>>().join("、");
    // Of an imported notice no fee is known, which is not the same as none named.
    let price = if it.source.is_none() { parts::price(it.amount_fen) } else { String::new() };
    let source = it.source.as_ref().map(|file| format!("发布于别处，随文件 {file} 导入")).unwrap_or_default();
    let end = parts::signup_deadline(it.state, it.signup_deadline, it.calendar_missing, it.deadline_provisional);
    let deadline = if end.is_empty() { String::new() } else { format!("报名截止 {end}") };
    let summary = [it.client.0.name.clone(), price.clone(), deadline];
    let rows = [
        ("采购项目编码", it.code.clone().unwrap_or_default()),
        ("项目业主", it.client.0.name.clone()),
        ("中介服务事项", items),
        ("区划", it.division_name.clone()),
        ("服务金额", price),
        ("选取方式", it.method.zh().to_owned()),
        ("状态", it.state.zh().to_owned()),
        ("报名截止", end),
        ("选取时间", parts::when(it.select_time)),
        ("报名家数", it.entrants.map(|count| count.to_string()).unwrap_or_default()),
        ("服务时限", it.service_time_note.clone()),
        ("发布时间", parts::when(it.published_at)),
        ("来源", source),
    ];
    Ok(Facts {
        title: it.project_name.clone(),
        description: summary.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("，"),
        canonical: format!("/notices/{id}"),
        main: html! {
            main {
                h1 { (it.project_name) }
                (parts::facts(&rows))
                h2 { "服务内容" }
                p { (it.service_content) }
            }
        },
        json_ld: Some(json!({
            "@context": "https://schema.org",
            "@type": "Demand",
            "name": it.project_name,
            "identifier": it.code,
            "validThrough": it.signup_deadline,
            "seeker": { "@type": "Organization", "name": it.client.0.name },
        })),
        data: data(format!("/api/v1/notices/{id}"), &notice),
        ..Facts::default()
    })
}
