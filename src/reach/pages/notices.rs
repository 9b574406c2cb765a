//! `/notices` and `/notices/{id}`.

use axum::response::Response;
use maud::{Markup, html};
use serde_json::json;
use uuid::Uuid;

use super::{Installed, answer, data, parts, quoting};
use crate::platform::web::shell::Facts;
use crate::platform::web::{Path, Problem, Query};
use crate::platform::{Actor, App};
use crate::procurement::notices::{self, Notice, NoticeQuery};

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
        main: html! { h1 { "采购公告" } (parts::notices(&page.items)) },
        data: data("/api/v1/notices", &page),
        ..Facts::default()
    })
}

pub async fn page(app: Installed, Path(id): Path<Uuid>, Query(query): Query<NoticeQuery>) -> Response {
    answer(one(&app, id, query).await)
}

async fn one(app: &App, id: Uuid, query: NoticeQuery) -> Result<Facts, Problem> {
    let mut conn = app.pool().acquire().await?;
    let now = app.clock().now(&mut conn).await?;
    let notice = notices::read_round(&mut conn, id, query, &Actor::Anonymous, now).await?;
    let it = &notice.facts;
    let url = match query.round {
        Some(round) => format!("/api/v1/notices/{id}?round={round}"),
        None => format!("/api/v1/notices/{id}"),
    };
    let items = it.items.0.iter().map(|item| item.name.clone()).collect::<Vec<_>>().join("、");
    // Of an imported notice no fee is known, which is not the same as none named.
    let price = if it.source.is_none() { parts::price(it.amount_fen) } else { String::new() };
    let source = it.source.as_ref().map(|file| format!("发布于别处，随文件 {file} 导入")).unwrap_or_default();
    let end = parts::signup_deadline(it.state, it.signup_deadline, it.calendar_missing, it.deadline_provisional);
    let deadline = if end.is_empty() { String::new() } else { format!("报名截止 {end}") };
    let summary = [it.client.0.name.clone(), price.clone(), deadline];
    let mut rows = vec![
        ("采购项目编码", it.code.clone().unwrap_or_default()),
        ("项目业主", it.client.0.name.clone()),
        ("中介服务事项", items),
        ("区划", it.division_name.clone()),
        (quoting::amount_name(it), price),
        ("选取方式", it.method.zh().to_owned()),
        ("状态", it.state.zh().to_owned()),
        ("报名截止", end),
        ("选取时间", parts::when(it.select_time)),
        ("报名家数", it.entrants.map(|count| count.to_string()).unwrap_or_default()),
        ("服务时限", it.service_time_note.clone()),
        ("发布时间", parts::when(it.published_at)),
        ("来源", source),
    ];
    rows.extend(quoting::bounds(it));
    Ok(Facts {
        title: it.project_name.clone(),
        description: summary.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("，"),
        canonical: format!("/notices/{id}"),
        main: html! {
            h1 { (it.project_name) }
            (parts::facts(&rows))
            (outcome(&notice))
            h2 { "服务内容" }
            p { (it.service_content) }
            (quoting::sheet(it))
        },
        json_ld: Some(json!({
            "@context": "https://schema.org",
            "@type": "Demand",
            "name": it.project_name,
            "identifier": it.code,
            "validThrough": it.signup_deadline,
            "seeker": { "@type": "Organization", "name": it.client.0.name },
        })),
        data: data(url, &notice),
        ..Facts::default()
    })
}

/// How the round ended: who won, or why nobody did; who had entered; and the other rounds.
fn outcome(notice: &Notice) -> Markup {
    let it = &notice.facts;
    html! {
        @if let Some(award) = &it.award {
            h2 { "中选结果" }
            p {
                a href={ "/agencies/" (award.agency.id) } { (award.agency.name) }
                " · " (award.amount_fen) " · " (parts::when(Some(award.selected_at))) " · "
                a href={ "/awards/" (award.id) } { "中选结果与核验 " (award.code) }
            }
        }
        @if let Some(reason) = &it.end_reason { h2 { "本轮结束" } p { (reason) } }
        @if !it.roster.is_empty() {
            h2 { "报名名单" }
            ul {
                @for line in &it.roster.0 {
                    li {
                        a href={ "/agencies/" (line.agency.id) } { (line.agency.name) }
                        " " (line.agency.uscc) " · " (if line.eligible { "符合条件" } else { "不符合条件" }) (quoting::quoted(it, line))
                    }
                }
            }
        }
        (quoting::decided(it))
        @if it.rounds.len() > 1 {
            h2 { "各轮公告" }
            ul {
                @for round in &it.rounds.0 {
                    li {
                        a href={ "/notices/" (it.id) "?round=" (round.number) } { "第 " (round.number) " 轮" }
                        " · " (round.state.zh())
                        @if round.number == it.round_number { " · 本页" }
                    }
                }
            }
        }
    }
}
