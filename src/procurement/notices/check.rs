//! Whether a notice is fit to be published: every lack at once, each at its field. Pure, so that the form, the submission and the
//! publication ask the same.

use chrono::{DateTime, Utc};

use super::content::{Content, ScaleKind};
use super::dates;
use crate::core::beacon::BeaconSource;
use crate::core::calendar::Calendar;
use crate::core::method::Method;
use crate::core::phone::Phone;
use crate::core::private_data;
use crate::core::project_code::InvestmentCode;
use crate::core::rules::{LimitCheck, Rules};
use crate::core::selection::QuoteKind;
use crate::core::text::Text;
use crate::platform::web::FieldError;
use crate::say;

/// What the notice is checked against.
pub struct Context<'a> {
    /// The instant of publication, or now.
    pub at: DateTime<Utc>,
    /// Working days.
    pub calendar: &'a Calendar,
    /// Rules in force in its division.
    pub rules: &'a Rules,
    /// From 1.
    pub round_number: u32,
    /// Rounds before that failed for too few entrants.
    pub failures: u32,
}

/// Everything that stands in the way of publication.
pub fn problems(content: &Content, context: &Context) -> Vec<FieldError> {
    let mut found = Vec::new();
    texts(content, &mut found);
    privacy(content, &mut found);
    phones(content, &mut found);
    people(content, &mut found);
    money(content, context, &mut found);
    if content.method.competes_on_price() {
        terms(content, &mut found);
    }
    if let Some(beacon) = &content.beacon
        && !beacon.is_sound()
    {
        found.push(issue(beacon));
    }
    if let Err(errors) = dates::dates(content, context) {
        found.extend(errors);
    }
    found
}

fn need(found: &mut Vec<FieldError>, pointer: &str, missing: bool, text: Text) {
    if missing {
        found.push(FieldError::new(pointer, "required", text));
    }
}

fn texts(content: &Content, found: &mut Vec<FieldError>) {
    need(
        found,
        "/project_name",
        content.project_name.is_empty(),
        say!("请填写项目名称", "give the name of the project"),
    );
    need(
        found,
        "/items",
        content.items.is_empty(),
        say!("请选择至少一个中介服务事项", "choose at least one catalog item"),
    );
    need(
        found,
        "/service_content",
        content.service_content.is_empty(),
        say!("请填写服务内容", "say what is to be done"),
    );
    need(
        found,
        "/service_time_note",
        content.service_time_note.is_empty(),
        say!(
            "请填写服务时限说明，例如：合同签订后 15 个工作日",
            "say by when, such as 15 working days after the contract"
        ),
    );
    need(found, "/contact_name", content.contact_name.is_empty(), say!("请填写项目联系人", "name a contact"));
    if !content.approve_code.is_empty()
        && let Err(error) = InvestmentCode::parse(&content.approve_code)
    {
        found.push(FieldError::new("/approve_code", "format", error.text()));
    }
    let (missing, pointer) = match content.scale_kind {
        ScaleKind::Investment | ScaleKind::AssetTotal => (content.scale_fen.is_none(), "/scale_fen"),
        ScaleKind::Area => (content.scale_m2_hundredths.is_none(), "/scale_m2_hundredths"),
        ScaleKind::Other => (false, "/scale_note"),
    };
    need(
        found,
        pointer,
        missing,
        say!("请填写项目规模，或选择“其他”", "give the size of the project, or choose “other”"),
    );
}

/// Everybody reads a notice.
fn privacy(content: &Content, found: &mut Vec<FieldError>) {
    let texts = [
        ("/project_name", &content.project_name),
        ("/approval_matter", &content.approval_matter),
        ("/contact_name", &content.contact_name),
        ("/scale_note", &content.scale_note),
        ("/service_content", &content.service_content),
        ("/service_time_note", &content.service_time_note),
        ("/amount_note", &content.amount_note),
        ("/qualification_note", &content.qualification_note),
        ("/other_note", &content.other_note),
    ];
    let texts = texts.into_iter().map(|(pointer, text)| (pointer.to_owned(), text));
    let reasons = content.recusals.iter().enumerate().map(|(k, it)| (format!("/recusals/{k}/reason"), &it.reason));
    for (pointer, text) in texts.chain(reasons) {
        found.extend(public_text(&pointer, text).err());
    }
}

/// Refuses a text that everybody will read and that has something in it that nobody should.
///
/// # Errors
/// `private_data` at the pointer, with what to take out.
pub fn public_text(pointer: &str, text: &str) -> Result<(), FieldError> {
    match private_data::find(text) {
        Some(it) => Err(FieldError::new(pointer, "private_data", it.text())),
        None => Ok(()),
    }
}

fn phone(found: &mut Vec<FieldError>, pointer: String, value: &str) {
    if let Err(error) = Phone::parse(value) {
        let code = if value.is_empty() { "required" } else { "phone" };
        found.push(FieldError::new(pointer, code, error.text()));
    }
}

fn phones(content: &Content, found: &mut Vec<FieldError>) {
    phone(found, "/contact_phone".to_owned(), &content.contact_phone);
    phone(found, "/complaint_phone".to_owned(), &content.complaint_phone);
}

fn people(content: &Content, found: &mut Vec<FieldError>) {
    for (place, recusal) in content.recusals.iter().enumerate() {
        let nobody = recusal.name.is_empty() && recusal.uscc.is_none();
        need(
            found,
            &format!("/recusals/{place}/name"),
            nobody,
            say!("请填写回避机构名称", "name the agency to exclude"),
        );
        need(
            found,
            &format!("/recusals/{place}/reason"),
            recusal.reason.is_empty(),
            say!("请写明回避原因", "give the reason of the recusal"),
        );
    }
    for (place, witness) in content.witnesses.iter().enumerate() {
        need(
            found,
            &format!("/witnesses/{place}/name"),
            witness.name.is_empty(),
            say!("请填写见证人姓名", "name the witness"),
        );
        phone(found, format!("/witnesses/{place}/phone"), &witness.phone);
    }
    let count = content.witnesses.len();
    if content.witness_threshold.is_some_and(|threshold| usize::try_from(threshold).is_ok_and(|it| it > count)) {
        let text = say!(
            "共同启封人数不能多于见证人人数（现为 {count} 人）",
            "no more witnesses can be needed to open than there are (now {count})"
        );
        found.push(FieldError::new("/witness_threshold", "too_few_witnesses", text));
    }
}

fn money(content: &Content, context: &Context, found: &mut Vec<FieldError>) {
    let Some(amount) = content.amount_fen else {
        let text = if content.method.competes_on_price() {
            say!("请填写最高限价或基准价", "give the highest price, or the price that discounts are taken off")
        } else {
            say!("本选取方式是固定价格，请填写服务金额", "this method has a fixed price: give the fee")
        };
        need(found, "/amount_fen", content.method != Method::Direct, text);
        return;
    };
    let refused = match context.rules.service_limit_check(amount) {
        LimitCheck::Refuse { limit } => Some((
            "over_limit",
            say!(
                "超过中介超市服务金额上限 {limit}，应依法招标或政府采购",
                "over the services limit of {limit}; the law asks for a tender"
            ),
        )),
        LimitCheck::Ok | LimitCheck::Warn { .. } => {
            let cap = context.rules.direct_cap(context.failures);
            (content.method == Method::Direct && amount > cap).then(|| {
                (
                    "over_cap",
                    say!(
                        "超过直接选取上限 {cap}，请改用其他选取方式",
                        "over the cap of direct selection, {cap}; use another method"
                    ),
                )
            })
        }
    };
    if let Some((code, text)) = refused {
        found.push(FieldError::new("/amount_fen", code, text));
    }
}

/// What quotes may be, and what proposals are scored by.
fn terms(content: &Content, found: &mut Vec<FieldError>) {
    let rates = content.quote_kind == QuoteKind::Rate;
    if rates && content.method == Method::ReverseAuction {
        let text = say!("竞价按金额出价，不能用下浮率", "bids of an auction are amounts, not rates");
        found.push(FieldError::new("/quote_kind", "amounts_only", text));
    } else if rates {
        let text = || say!("请填写下浮率范围", "give the range of discounts");
        need(found, "/min_rate", content.min_rate.is_none(), text());
        need(found, "/max_rate", content.max_rate.is_none(), text());
        if content.min_rate.zip(content.max_rate).is_some_and(|(min, max)| min > max) {
            let text = say!("最大下浮率不能小于最小下浮率", "the largest discount is not below the least");
            found.push(FieldError::new("/max_rate", "below_least", text));
        }
    } else if content.terms().is_some_and(|terms| !terms.is_sound()) {
        let text = say!("最低限价不能高于最高限价", "the lowest price is not above the highest");
        found.push(FieldError::new("/floor_fen", "above_ceiling", text));
    }
    if content.method == Method::ProposalMerit {
        sheet(content, found);
    }
}

/// Of a lottery whose issue is not written as it writes them.
fn issue(beacon: &BeaconSource) -> FieldError {
    let (digits, zh, en) = match beacon {
        BeaconSource::Lottery { game, .. } => (game.issue_digits(), game.zh(), game.en()),
        BeaconSource::Drand {} => (0, "", ""),
    };
    let text = say!("请填写{zh}的期号（{digits} 位数字）", "give the issue of {en}: {digits} digits");
    FieldError::new("/beacon/issue", "issue", text)
}

fn sheet(content: &Content, found: &mut Vec<FieldError>) {
    let Some(sheet) = &content.sheet else {
        let text = say!("请填写评分表", "give the sheet that proposals are scored by");
        found.push(FieldError::new("/sheet", "required", text));
        return;
    };
    for (place, it) in sheet.criteria.iter().enumerate() {
        let text = say!("请填写评分项名称", "name the criterion");
        need(found, &format!("/sheet/criteria/{place}/title"), it.title.is_empty(), text);
    }
    if !(3..=9).contains(&sheet.seats) || sheet.seats.is_multiple_of(2) {
        let text = say!("评审人数应为 3、5、7 或 9 人", "there are 3, 5, 7 or 9 assessors");
        found.push(FieldError::new("/sheet/seats", "odd", text));
    }
    if !sheet.is_sound() {
        let sum = sheet.criteria.iter().map(|it| it.most).sum::<u32>() + sheet.price_points;
        let text = say!(
            "各评分项（每项至少 1 分）与价格分合计应为 100 分，现为 {sum} 分",
            "the criteria (each of one point at least) and the price make 100 points; now {sum}"
        );
        found.push(FieldError::new("/sheet/price_points", "hundred", text));
    }
}
