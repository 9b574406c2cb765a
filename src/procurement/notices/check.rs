//! Whether a notice is fit to be published: every lack at once, each at its field. Pure, so that the form, the submission and the
//! publication ask the same.

use chrono::{DateTime, Duration, NaiveTime, Utc};

use super::content::{Content, ScaleKind};
use crate::core::calendar::{Calendar, MissingYear, WorkingDays, at as at_day, cst};
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
}

/// When sign-up ends and the winner is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    /// End of sign-up.
    pub signup_deadline: DateTime<Utc>,
    /// Of a draw.
    pub select_time: Option<DateTime<Utc>>,
    /// A provisional calendar year was counted through.
    pub provisional: bool,
}

/// No round is planned further ahead; a typing error in a year is the usual cause.
const HORIZON_DAYS: i64 = 366;

/// A draw whose time nobody chose: early in working hours, with time left to open the page.
const DRAW_TIME: NaiveTime = match NaiveTime::from_hms_opt(9, 30, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

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
    if let Err(errors) = dates(content, context) {
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
            let cap = context.rules.direct_cap(context.round_number);
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

fn missing_year(pointer: &str, missing: MissingYear) -> Vec<FieldError> {
    vec![FieldError::new(pointer, "calendar_missing", missing.text())]
}

/// The deadlines as they will be, counted from `context.at`.
///
/// # Errors
/// What is wrong with a chosen one, or the year whose calendar is missing: a deadline is never guessed (domain.md §17).
pub fn dates(content: &Content, context: &Context) -> Result<Dates, Vec<FieldError>> {
    let least = context.rules.signup_min_days(content.method, context.round_number);
    let (signup_deadline, mut provisional) = match (content.signup_deadline, content.signup_days) {
        (Some(_), Some(_)) => {
            return Err(vec![FieldError::new(
                "/signup_days",
                "two_deadlines",
                say!("报名天数与截止时间只能填一项", "give either the days of sign-up or its deadline, not both"),
            )]);
        }
        (Some(deadline), None) => chosen_deadline(deadline, least, context)?,
        (None, days) => counted_deadline(days, least, context)?,
    };
    if content.method != Method::Draw {
        return Ok(Dates { signup_deadline, select_time: None, provisional });
    }
    let select_time = if let Some(chosen) = content.select_time {
        chosen_select_time(chosen, signup_deadline, context)?
    } else {
        let after = signup_deadline.with_timezone(&cst()).date_naive();
        let next = context.calendar.add_working_days(after, WorkingDays(1));
        let (day, guessed) = next.map_err(|missing| missing_year("/signup_days", missing))?;
        provisional |= guessed;
        at_day(day, DRAW_TIME).to_utc()
    };
    Ok(Dates { signup_deadline, select_time: Some(select_time), provisional })
}

fn counted_deadline(
    days: Option<i32>,
    least: WorkingDays,
    context: &Context,
) -> Result<(DateTime<Utc>, bool), Vec<FieldError>> {
    let days = days.map_or(least, |days| WorkingDays(u16::try_from(days).unwrap_or(0)));
    if days < least {
        return Err(too_short("/signup_days", least));
    }
    let deadline =
        context.calendar.deadline(context.at, days).map_err(|missing| missing_year("/signup_days", missing))?;
    Ok((deadline.at.to_utc(), deadline.provisional))
}

fn too_short(pointer: &str, least: WorkingDays) -> Vec<FieldError> {
    let least = least.0;
    vec![FieldError::new(
        pointer,
        "too_short",
        say!("报名时间不得少于 {least} 个工作日", "sign-up lasts at least {least} working days"),
    )]
}

fn chosen_deadline(
    deadline: DateTime<Utc>,
    least: WorkingDays,
    context: &Context,
) -> Result<(DateTime<Utc>, bool), Vec<FieldError>> {
    const POINTER: &str = "/signup_deadline";
    let refuse = |code, text| Err(vec![FieldError::new(POINTER, code, text)]);
    if deadline <= context.at {
        return refuse("past", say!("截止时间已过，请另选", "that is in the past; choose a later one"));
    }
    if deadline > context.at + Duration::days(HORIZON_DAYS) {
        return refuse("too_far", say!("截止时间不应超过一年以后", "the deadline is more than a year away"));
    }
    if !context.calendar.in_working_hours(deadline).map_err(|missing| missing_year(POINTER, missing))? {
        return refuse(
            "outside_hours",
            say!("截止时间应在工作日 09:10 至 17:30", "it must be on a working day from 09:10 to 17:30"),
        );
    }
    let day = |at: DateTime<Utc>| at.with_timezone(&cst()).date_naive();
    let lasts = context
        .calendar
        .working_days_between(day(context.at), day(deadline))
        .map_err(|missing| missing_year(POINTER, missing))?;
    if lasts < u32::from(least.0) {
        return Err(too_short(POINTER, least));
    }
    let provisional = context
        .calendar
        .add_working_days(day(context.at), WorkingDays(u16::try_from(lasts).unwrap_or(u16::MAX)))
        .is_ok_and(|(_, provisional)| provisional);
    Ok((deadline, provisional))
}

fn chosen_select_time(
    chosen: DateTime<Utc>,
    deadline: DateTime<Utc>,
    context: &Context,
) -> Result<DateTime<Utc>, Vec<FieldError>> {
    const POINTER: &str = "/select_time";
    let refuse = |code, text| Err(vec![FieldError::new(POINTER, code, text)]);
    if chosen <= deadline {
        return refuse(
            "before_deadline",
            say!("选取时间应晚于报名截止时间", "the selection comes after the deadline of sign-up"),
        );
    }
    if chosen > deadline + Duration::days(HORIZON_DAYS) {
        return refuse(
            "too_far",
            say!("选取时间不应晚于截止一年以后", "the selection is more than a year after the deadline"),
        );
    }
    if !context.calendar.in_working_hours(chosen).map_err(|missing| missing_year(POINTER, missing))? {
        return refuse(
            "outside_hours",
            say!("选取时间应在工作日 09:10 至 17:30", "it must be on a working day from 09:10 to 17:30"),
        );
    }
    Ok(chosen)
}
