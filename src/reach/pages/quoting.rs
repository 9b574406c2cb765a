//! What a notice's page says of prices and of those who are chosen from: what may be quoted, what was, the low ones, the lists, the sheet.

use maud::{Markup, html};

use super::parts;
use crate::core::method::Method;
use crate::core::money::Fen;
use crate::core::seal::Quote;
use crate::core::selection::{QuoteKind, Terms};
use crate::procurement::notices::{LowPrice, NoticeFacts, RosterLine};

/// Hundredths of a percent as people write them: `12.50%`.
fn percent(rate: u32) -> String {
    format!("{}.{:02}%", rate / 100, rate % 100)
}

/// What the amount of the notice is, by its method.
pub fn amount_name(it: &NoticeFacts) -> &'static str {
    match (it.method.competes_on_price(), it.quote_kind) {
        (true, QuoteKind::Amount) => "最高限价",
        (true, QuoteKind::Rate) => "基准价",
        (false, _) => "服务金额",
    }
}

/// The bounds of quotes; empty where the notice has none.
pub fn bounds(it: &NoticeFacts) -> Vec<(&'static str, String)> {
    match terms(it) {
        Some(Terms::Amount { .. }) => vec![("最低限价", it.floor_fen.map(|fen| fen.to_string()).unwrap_or_default())],
        Some(Terms::Rate { min_rate, max_rate, .. }) => {
            vec![("下浮率", format!("{} 至 {}", percent(min_rate), percent(max_rate)))]
        }
        None => Vec::new(),
    }
}

fn terms(it: &NoticeFacts) -> Option<Terms> {
    let amount = it.amount_fen.filter(|_| it.method.competes_on_price())?;
    Some(Terms::of(it.quote_kind, amount, it.floor_fen, it.min_rate, it.max_rate))
}

/// What an entrant quoted, and what keeps it from counting; empty before the opening and where nothing is quoted.
pub fn quoted(it: &NoticeFacts, line: &RosterLine) -> String {
    let Some((terms, quote)) = terms(it).zip(line.quote) else { return String::new() };
    let said = match quote {
        Quote::Amount(fen) => fen.to_string(),
        Quote::Rate(rate) => format!("下浮 {}", percent(rate)),
    };
    match (terms.price(Some(quote)), quote) {
        (Ok(price), Quote::Rate(_)) => format!(" · 报价 {said}，即 {price}"),
        (Ok(_), Quote::Amount(_)) => format!(" · 报价 {said}"),
        (Err(why), _) => format!(" · 报价 {said}，无效：{}", why.text().zh),
    }
}

/// The sheet of proposal merit.
pub fn sheet(it: &NoticeFacts) -> Markup {
    html! {
        @if let Some(sheet) = it.sheet.as_ref().filter(|_| it.method == Method::ProposalMerit) {
            h2 { "评分表（100 分）" }
            ul {
                @for one in &sheet.criteria { li { (one.title) " · " (one.most) " 分" } }
                li { "价格 · " (sheet.price_points) " 分" }
            }
            p {
                "评审 " (sheet.seats) " 人，从评审库随机抽取"
                @if sheet.trim { "；五人及以上时去掉一个最高分和一个最低分" }
            }
        }
    }
}

/// Low prices with what was said and decided of each; the lists of credit merit.
pub fn decided(it: &NoticeFacts) -> Markup {
    let name = |code: &String| {
        it.roster
            .iter()
            .find(|line| line.agency.uscc == *code)
            .map_or_else(|| code.clone(), |line| line.agency.name.clone())
    };
    let names = |codes: &[String]| codes.iter().map(name).collect::<Vec<_>>().join("、");
    html! {
        @if !it.low_prices.is_empty() {
            h2 { "偏低报价的说明和认定" }
            ul { @for low in &it.low_prices.0 { li { (low_price(low)) } } }
        }
        @if let Some(lists) = &it.credit_lists {
            h2 { "信用择优名单" }
            p { "大名单：" (names(&lists.long)) }
            p { "小名单（按抽取先后）：" (names(&lists.short)) }
        }
    }
}

fn low_price(low: &LowPrice) -> Markup {
    let price: Fen = low.price_fen;
    html! {
        (low.agency.name) " · " (price)
        @match &low.justification {
            Some(said) => { " · 说明：" (said) }
            None => { " · 说明期限 " (parts::when(low.justify_by)) }
        }
        @if let Some(accepted) = low.accepted {
            " · " (if accepted { "采纳" } else { "未采纳，不得中选" })
            "（" (low.decided_by.clone().unwrap_or_default()) "："  (low.reason.clone().unwrap_or_default()) "）"
        }
    }
}
