//! `/catalog` and `/catalog/{code}`.

use axum::response::Response;
use maud::html;
use serde_json::json;

use super::{Installed, answer, data, parts};
use crate::platform::App;
use crate::platform::web::shell::Facts;
use crate::platform::web::{Path, Problem};
use crate::procurement::catalog::{self, CatalogItem};

pub async fn list_page(app: Installed) -> Response {
    answer(list(&app).await)
}

async fn list(app: &App) -> Result<Facts, Problem> {
    let mut conn = app.pool().acquire().await?;
    let items = catalog::items(&mut conn, &catalog::ItemFilter::default(), None).await?;
    Ok(Facts {
        title: "中介服务事项目录".to_owned(),
        description: format!("{} 项中介服务：需要什么资质、市场价多少、多少个工作日。", items.len()),
        canonical: "/catalog".to_owned(),
        main: html! {
            h1 { "中介服务事项目录" }
            ul {
                @for item in &items {
                    li { a href={ "/catalog/" (item.code) } { (item.code) " " (item.name) } " · " (item.qualification) " · " (fee(item)) }
                }
            }
        },
        data: data("/api/v1/catalog-items", &json!({ "items": items })),
        ..Facts::default()
    })
}

pub async fn page(app: Installed, Path(code): Path<String>) -> Response {
    answer(one(&app, &code).await)
}

async fn one(app: &App, code: &str) -> Result<Facts, Problem> {
    let mut conn = app.pool().acquire().await?;
    let now = app.clock().now(&mut conn).await?;
    let page = catalog::read(&mut conn, code, now).await?;
    let it = &page.item;
    let rows = [
        ("服务类型", it.group_name.clone()),
        ("资质要求", it.qualification.clone()),
        ("市场价参考", fee(it)),
        ("常用工作日", it.days.map(|days| days.to_string()).unwrap_or_default()),
        ("可承接机构", it.agencies_count.to_string()),
    ];
    Ok(Facts {
        title: format!("{} {}", it.code, it.name),
        description: format!("{}：{}，{}", it.name, it.qualification, fee(it)),
        canonical: format!("/catalog/{}", it.code),
        main: html! {
            h1 { (it.name) }
            (parts::facts(&rows))
            @if !page.agencies.is_empty() {
                h2 { "谁能做" }
                ul {
                    @for offer in &page.agencies {
                        li {
                            a href={ "/agencies/" (offer.agency.id) } { (offer.agency.name) }
                            " " (offer.agency.division_name)
                            @if let Some(status) = &offer.status { " · " (status.zh) }
                        }
                    }
                }
            }
        },
        data: data(format!("/api/v1/catalog-items/{}", it.code), &page),
        ..Facts::default()
    })
}

fn fee(item: &CatalogItem) -> String {
    match (item.fee_low_fen, item.fee_high_fen) {
        (Some(low), Some(high)) => format!("{low}–{high} {}", item.fee_note),
        _ => item.fee_note.clone(),
    }
}
