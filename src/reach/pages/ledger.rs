//! `/ledger`.

use axum::Extension;
use axum::response::Response;
use maud::html;

use super::{Installed, answer, data, parts};
use crate::platform::App;
use crate::platform::web::Problem;
use crate::platform::web::shell::Facts;
use crate::procurement::ledger::Totals;
use crate::reach::statistics::{self, Remembered};

pub async fn page(app: Installed, Extension(remembered): Extension<Remembered>) -> Response {
    answer(facts(&app, &remembered).await)
}

async fn facts(app: &App, remembered: &Remembered) -> Result<Facts, Problem> {
    let sums = statistics::read(app, remembered, None).await?;
    let it = Totals {
        awarded_fen: sums.awarded_fen,
        committed_fen: sums.committed_fen,
        payable_fen: sums.payable_fen,
        paid_fen: sums.paid_fen,
    };
    let rows = [
        ("成交金额", it.awarded_fen.to_string()),
        ("其中：待签约备案", it.committed_fen.to_string()),
        ("其中：已签约未付", it.payable_fen.to_string()),
        ("其中：已付", it.paid_fen.to_string()),
    ];
    Ok(Facts {
        title: "公开台账".to_owned(),
        description: "每一笔钱从中选、签约到付款，复式记账，只增不改，谁都可以查。".to_owned(),
        canonical: "/ledger".to_owned(),
        main: html! {
            h1 { "公开台账" }
            p { "每一次中选、备案和付款都记两笔，合计为零；公开的总数就是分录之和。" }
            (parts::facts(&rows))
            p { "每项中选、每家机构、每位委托人各有自己的台账，从其页面进入：" a href="/awards" { "中选结果" } "、" a href="/agencies" { "中介机构" } "。" }
        },
        data: data("/api/v1/ledger/totals", &it),
        ..Facts::default()
    })
}
