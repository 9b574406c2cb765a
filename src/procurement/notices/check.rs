//! Whether a notice is fit to be published: every lack at once, each at its field. Pure, so that the form, the submission and the
//! publication ask the same.

use chrono::{DateTime, Utc};

use super::content::{Content, ScaleKind};
use super::dates;
use crate::core::calendar::Calendar;
use crate::core::method::Method;
use crate::core::phone::Phone;
use crate::core::project_code::InvestmentCode;
use crate::core::rules::{LimitCheck, Rules};
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

/// Whether the method can be used in this version.
pub fn is_offered(method: Method) -> bool {
    matches!(method, Method::Direct | Method::Draw)
}

/// Everything that stands in the way of publication.
pub fn problems(content: &Content, context: &Context) -> Vec<FieldError> {
    let mut found = Vec::new();
    texts(content, &mut found);
    phones(content, &mut found);
    people(content, &mut found);
    money(content, context, &mut found);
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
}

fn money(content: &Content, context: &Context, found: &mut Vec<FieldError>) {
    if !is_offered(content.method) {
        let (zh, en) = (content.method.zh(), content.method.en());
        found.push(FieldError::new(
            "/method",
            "not_offered",
            say!(
                "暂不支持“{zh}”，请选择直接选取或随机抽取",
                "“{en}” is not offered yet; choose direct selection or draw"
            ),
        ));
    }
    let Some(amount) = content.amount_fen else {
        let draws = content.method == Method::Draw;
        need(
            found,
            "/amount_fen",
            draws,
            say!("随机抽取是固定价格，请填写服务金额", "a draw has a fixed price: give the fee"),
        );
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
                        "超过直接选取上限 {cap}，请改用随机抽取",
                        "over the cap of direct selection, {cap}; use a draw"
                    ),
                )
            })
        }
    };
    if let Some((code, text)) = refused {
        found.push(FieldError::new("/amount_fen", code, text));
    }
}
