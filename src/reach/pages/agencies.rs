//! `/agencies` and `/agencies/{id}`.

use axum::response::Response;
use maud::html;
use serde_json::json;
use uuid::Uuid;

use super::{Installed, answer, data, parts};
use crate::parties::registry::agencies;
use crate::platform::web::shell::Facts;
use crate::platform::web::{Path, Problem};
use crate::platform::{Actor, App};

pub async fn list_page(app: Installed) -> Response {
    answer(list(&app).await)
}

async fn list(app: &App) -> Result<Facts, Problem> {
    let mut conn = app.pool().acquire().await?;
    let page = agencies::list(&mut conn, &agencies::AgencyFilter::default()).await?;
    Ok(Facts {
        title: "中介机构".to_owned(),
        description: "入驻的中介机构：能做什么、信用如何、现在能不能接单。".to_owned(),
        canonical: "/agencies".to_owned(),
        main: html! {
            h1 { "中介机构" }
            ul {
                @for row in &page.items {
                    li {
                        a href={ "/agencies/" (row.id) } { (row.name) }
                        " " (row.uscc) " · " (row.division_name)
                        @for service in &row.services { " · " (service.name) }
                    }
                }
            }
        },
        data: data("/api/v1/agencies", &page),
        ..Facts::default()
    })
}

pub async fn page(app: Installed, Path(id): Path<Uuid>) -> Response {
    answer(one(&app, id).await)
}

async fn one(app: &App, id: Uuid) -> Result<Facts, Problem> {
    let mut conn = app.pool().acquire().await?;
    let now = app.clock().now(&mut conn).await?;
    let agency = agencies::read(&mut conn, app.vault(), now, id, &Actor::Anonymous).await?;
    let services = agency.services.iter().map(|service| service.name.clone()).collect::<Vec<_>>().join("、");
    let rows = [
        ("统一社会信用代码", agency.uscc.to_string()),
        ("所在地", agency.division_name.clone()),
        ("服务事项", services.clone()),
        ("入驻时间", parts::when(Some(agency.registered_at))),
    ];
    Ok(Facts {
        title: agency.name.clone(),
        description: format!("{}，{}", agency.division_name, services),
        canonical: format!("/agencies/{id}"),
        main: html! { h1 { (agency.name) } p { (agency.status_sentence) } (parts::facts(&rows)) p { (agency.intro) } },
        json_ld: Some(json!({
            "@context": "https://schema.org",
            "@type": "ProfessionalService",
            "name": agency.name,
            "taxID": agency.uscc,
            "areaServed": agency.division_name,
        })),
        data: data(format!("/api/v1/agencies/{id}"), &agency),
        ..Facts::default()
    })
}
