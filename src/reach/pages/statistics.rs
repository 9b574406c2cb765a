//! `/statistics`.

use axum::Extension;
use axum::response::Response;
use maud::html;

use super::{Installed, answer, data, parts};
use crate::platform::App;
use crate::platform::web::Problem;
use crate::platform::web::shell::Facts;
use crate::reach::statistics::{self, Remembered};

pub async fn page(app: Installed, Extension(remembered): Extension<Remembered>) -> Response {
    answer(facts(&app, &remembered).await)
}

async fn facts(app: &App, remembered: &Remembered) -> Result<Facts, Problem> {
    let it = statistics::read(app, remembered, None).await?;
    let rows = [
        ("入驻机构", it.agencies.to_string()),
        ("委托人", it.clients.to_string()),
        ("采购公告", it.notices.to_string()),
        ("中选", it.awards.to_string()),
        ("成交金额", it.awarded_fen.to_string()),
        ("已付金额", it.paid_fen.to_string()),
        ("实体店入驻", it.residents.to_string()),
    ];
    Ok(Facts {
        title: "统计".to_owned(),
        description: "机构、委托人、公告、成交金额与付款，金额等于台账分录之和。".to_owned(),
        canonical: "/statistics".to_owned(),
        main: html! { h1 { "统计" } (parts::facts(&rows)) },
        data: data("/api/v1/statistics", &it),
        ..Facts::default()
    })
}
