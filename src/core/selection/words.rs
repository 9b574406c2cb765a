//! The lines of a working in words.

use super::Invalid;
use super::line::{End, Line};
use crate::core::draw::select_time_text;
use crate::core::money::Fen;
use crate::core::text::Text;
use crate::core::uscc::Uscc;
use crate::say;

/// Codes, one after another.
pub(super) fn codes(of: &[Uscc]) -> String {
    of.iter().map(Uscc::as_str).collect::<Vec<_>>().join(", ")
}

/// Hundredths as people write them: `12.50`.
pub(super) fn hundredths(it: u32) -> String {
    format!("{}.{:02}", it / 100, it % 100)
}

impl Invalid {
    /// Why, in words.
    pub fn text(self) -> Text {
        match self {
            Self::Missing => say!("没有报价", "there is no quote"),
            Self::OtherKind => say!("报价方式与公告不符", "the notice asks for another kind of quote"),
            Self::Nothing => say!("价格不足一分", "the price is under one fen"),
            Self::UnderFen(bound) => say!("低于下限 {bound}", "under the floor of {bound}"),
            Self::OverFen(bound) => say!("高于上限 {bound}", "over the ceiling of {bound}"),
            Self::UnderRate(bound) => {
                let bound = hundredths(bound);
                say!("低于最小下浮率 {bound}%", "under the least discount of {bound} %")
            }
            Self::OverRate(bound) => {
                let bound = hundredths(bound);
                say!("高于最大下浮率 {bound}%", "over the largest discount of {bound} %")
            }
        }
    }
}

impl Line {
    /// The step in words.
    #[allow(clippy::too_many_lines, reason = "one arm for each kind of line")]
    pub fn text(&self) -> Text {
        match self {
            Self::Price { uscc, price_fen } => say!("{uscc} 报价 {price_fen}", "{uscc} quotes {price_fen}"),
            Self::Invalid { uscc, why } => {
                let Text { zh, en } = why.text();
                say!("{uscc} 报价无效：{zh}", "the quote of {uscc} does not count: {en}")
            }
            Self::Mean { sum_fen, count, mean_fen } => {
                say!("平均价 {sum_fen} ÷ {count} ＝ {mean_fen}", "mean {sum_fen} / {count} = {mean_fen}")
            }
            Self::Low { uscc, price_fen, under_ceiling, under_mean } => {
                low(uscc, *price_fen, *under_ceiling, *under_mean)
            }
            Self::Verdict { uscc, accepted: true } => {
                say!("{uscc} 的低价说明被采纳", "the low price of {uscc} is justified")
            }
            Self::Verdict { uscc, accepted: false } => {
                say!("{uscc} 的低价说明未被采纳，出局", "the low price of {uscc} is not justified; it is out")
            }
            Self::Tie { order } => {
                let order = codes(order);
                say!("并列者抽签定序：{order}", "equals, in the order of their lots: {order}")
            }
            Self::PassedOver { uscc } => say!("{uscc} 不再参与排名", "{uscc} is passed over"),
            Self::Trimmed { end, uscc, price_fen, among } => trimmed(*end, uscc, *price_fen, *among),
            Self::Percent { of, percent } => {
                say!("从 {of:?} 中抽得 {percent}%", "out of {of:?}, {percent} % is drawn")
            }
            Self::Reference { mean_fen, percent, reference_fen } => say!(
                "参考价 {mean_fen} × {percent}% ＝ {reference_fen}",
                "reference price {mean_fen} × {percent} % = {reference_fen}"
            ),
            Self::Distance { uscc, price_fen, distance_fen } => say!(
                "{uscc} 报价 {price_fen}，与参考价相差 {distance_fen}",
                "{uscc} at {price_fen} lies {distance_fen} from the reference price"
            ),
            Self::LastBid { uscc, amount_fen, at } => {
                let at = select_time_text(*at);
                say!("最后一次出价：{at} {uscc} {amount_fen}", "last bid: {amount_fen} of {uscc} at {at}")
            }
            Self::End { end } => {
                let end = select_time_text(*end);
                say!("竞价于 {end} 结束", "bidding ended at {end}")
            }
            Self::Credit { uscc, tenths } => {
                let (points, tenth) = (tenths / 10, tenths % 10);
                say!("{uscc} 信用分 {points}.{tenth}", "{uscc} has a credit of {points}.{tenth}")
            }
            Self::Border { tenths, among, taken } => {
                let (points, tenth, n) = (tenths / 10, tenths % 10, among.len());
                let taken = codes(taken);
                say!(
                    "{n} 家同为末位信用分 {points}.{tenth}，抽签入选：{taken}",
                    "{n} have the credit of the last place, {points}.{tenth}; by lot in: {taken}"
                )
            }
            Self::LongList { members } => {
                let (n, members) = (members.len(), codes(members));
                say!("大名单 {n} 家：{members}", "long list of {n}: {members}")
            }
            Self::Lots { uscc, lots } => say!("{uscc} 有 {lots} 签", "{uscc} has {lots} lots"),
            Self::ShortList { members, of } => {
                let (n, members) = (members.len(), codes(members));
                say!("从 {of} 家中得小名单 {n} 家：{members}", "short list of {n} out of {of}: {members}")
            }
            Self::Picked { uscc } => say!("委托人选取 {uscc}", "the client picks {uscc}"),
            Self::Assessors { order, serving } => {
                let (n, serving) = (order.len(), serving.join(", "));
                say!("从 {n} 名评审中抽得：{serving}", "out of {n} assessors, these serve: {serving}")
            }
            Self::Labels { order } => {
                let order = codes(order);
                say!("方案编号（从 1 起）：{order}", "proposals, numbered from 1: {order}")
            }
            Self::Totals { label, totals } => {
                let totals = totals.iter().map(|&it| hundredths(it)).collect::<Vec<_>>().join(", ");
                say!("方案 {label} 各评审总分：{totals}", "proposal {label}, total of each assessor: {totals}")
            }
            Self::TrimmedTotals { label, highest, lowest } => {
                let (highest, lowest) = (hundredths(*highest), hundredths(*lowest));
                say!(
                    "方案 {label} 去掉最高分 {highest} 和最低分 {lowest}",
                    "proposal {label}: {highest} and {lowest} are removed"
                )
            }
            Self::Merit { label, sum, count, mean } => {
                let (sum, mean) = (hundredths(*sum), hundredths(*mean));
                say!("方案 {label} 评审分 {sum} ÷ {count} ＝ {mean}", "proposal {label}: {sum} / {count} = {mean}")
            }
            Self::PricePoints { label, lowest_fen, price_fen, weight, points } => {
                let points = hundredths(*points);
                say!(
                    "方案 {label} 价格分 {lowest_fen} ÷ {price_fen} × {weight} ＝ {points}",
                    "proposal {label}, price: {lowest_fen} / {price_fen} × {weight} = {points}"
                )
            }
            Self::Sum { label, uscc, merit, price_points, points } => {
                let (merit, price, points) = (hundredths(*merit), hundredths(*price_points), hundredths(*points));
                say!(
                    "方案 {label}（{uscc}）总分 {merit} ＋ {price} ＝ {points}",
                    "proposal {label} ({uscc}): {merit} + {price} = {points}"
                )
            }
        }
    }
}

fn low(uscc: &Uscc, price: Fen, ceiling: bool, mean: bool) -> Text {
    let (zh, en) = match (ceiling, mean) {
        (true, true) => ("最高限价和平均价", "the ceiling and the mean"),
        (true, false) => ("最高限价", "the ceiling"),
        (false, _) => ("平均价", "the mean"),
    };
    say!(
        "{uscc} 的 {price} 相对{zh}明显偏低，中选前须说明",
        "{price} of {uscc} is abnormally low against {en} and must be justified before it can win"
    )
}

fn trimmed(end: End, uscc: &Uscc, price: Fen, among: u32) -> Text {
    let (zh, en) = match end {
        End::Highest => ("最高价", "highest"),
        End::Lowest => ("最低价", "lowest"),
    };
    if among > 1 {
        say!(
            "去掉一个{zh}：{uscc} 的 {price}（{among} 家相同，抽签）",
            "the {en} is removed: {price} of {uscc} (one of {among} equal ones, by lot)"
        )
    } else {
        say!("去掉一个{zh}：{uscc} 的 {price}", "the {en} is removed: {price} of {uscc}")
    }
}
