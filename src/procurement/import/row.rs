//! A row understood, or refused with everything that is wrong with it.

use chrono::{DateTime, Datelike, NaiveDateTime, Utc};
use sha2::{Digest, Sha256};

use crate::core::calendar::cst;
use crate::core::method::Method;
use crate::core::money::{Fen, parse_amount};
use crate::core::text::{self, Text};
use crate::procurement::notices::content::ScaleKind;
use crate::say;

/// As for notices written here.
const MAX_LINE: usize = 200;
const MAX_PROSE: usize = 20_000;
/// No such marketplace is older.
const FIRST_YEAR: i32 = 2000;

/// The columns of the file, by what they hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Title,
    ProjectName,
    Scale,
    Client,
    Deadline,
    Method,
    Content,
}

impl Column {
    /// All, in the order of the fields of a row.
    pub const ALL: [Self; 7] =
        [Self::Title, Self::ProjectName, Self::Scale, Self::Client, Self::Deadline, Self::Method, Self::Content];

    /// Its heading in the file.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Title => "标题",
            Self::ProjectName => "采购项目名称",
            Self::Scale => "预算总金额",
            Self::Client => "采购单位",
            Self::Deadline => "截止报名时间",
            Self::Method => "选取中介服务机构方式",
            Self::Content => "项目内容",
        }
    }
}

/// What is to be said about a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Where; the row as a whole without it.
    pub column: Option<Column>,
    /// What and why.
    pub text: Text,
}

impl Remark {
    pub fn new(column: Column, text: Text) -> Self {
        Self { column: Some(column), text }
    }
}

/// The fields of a row as written, in the order of [`Column::ALL`].
pub type Fields = [String; 7];

/// The size of the project (项目规模).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    pub kind: ScaleKind,
    pub fen: Option<Fen>,
    pub m2_hundredths: Option<i64>,
    pub note: String,
}

/// A row understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub title: String,
    pub project_name: String,
    /// Names of service types as in the title.
    pub types: Vec<String>,
    pub scale: Scale,
    pub client_name: String,
    pub deadline: DateTime<Utc>,
    pub method: Method,
    pub content: String,
    /// What was odd but did no harm.
    pub remarks: Vec<Remark>,
}

impl Row {
    /// SHA-256 of what identifies it, in hex.
    pub fn key(&self) -> String {
        let deadline = self.deadline.to_rfc3339();
        let parts = [self.title.as_str(), self.project_name.as_str(), self.client_name.as_str(), deadline.as_str()];
        hex::encode(Sha256::digest(parts.join("\n")))
    }
}

/// Understands a row at the instant `now`: only what is over can be imported.
pub fn understand(fields: &Fields, now: DateTime<Utc>) -> Result<Row, Vec<Remark>> {
    let mut wrong = Vec::new();
    let mut remarks = Vec::new();
    let [title, project, scale, client, deadline, method, content] = fields;
    let title = text::title(title);
    let parts = keep(&mut wrong, Column::Title, title_parts(&title));
    let in_title = parts.as_ref().map(|(project, _)| project.as_str()).unwrap_or_default();
    let mut project_name = text::title(project);
    if project_name.is_empty() {
        in_title.clone_into(&mut project_name);
    } else if !in_title.is_empty() && in_title != project_name {
        remarks.push(Remark::new(
            Column::ProjectName,
            say!(
                "与标题中的“{in_title}”不同，以本列为准",
                "differs from “{in_title}” in the title; this column was taken"
            ),
        ));
    }
    keep(&mut wrong, Column::ProjectName, length(&project_name, 1, MAX_LINE));
    let scale = keep(&mut wrong, Column::Scale, read_scale(scale));
    let client_name = text::title(client);
    keep(&mut wrong, Column::Client, length(&client_name, 2, MAX_LINE));
    let deadline = keep(&mut wrong, Column::Deadline, read_deadline(deadline, now));
    let method = keep(&mut wrong, Column::Method, read_method(method));
    let content = text::prose(content);
    keep(&mut wrong, Column::Content, length(&content, 0, MAX_PROSE));
    match (parts, scale, deadline, method) {
        (Some((_, types)), Some(scale), Some(deadline), Some(method)) if wrong.is_empty() => {
            Ok(Row { title, project_name, types, scale, client_name, deadline, method, content, remarks })
        }
        _ => Err(wrong),
    }
}

fn keep<T>(wrong: &mut Vec<Remark>, column: Column, found: Result<T, Text>) -> Option<T> {
    found.map_err(|text| wrong.push(Remark::new(column, text))).ok()
}

/// The beginning of what was found, to be quoted.
pub fn quote(written: &str) -> String {
    text::line(written).chars().take(40).collect()
}

fn length(value: &str, least: usize, most: usize) -> Result<(), Text> {
    let found = value.chars().count();
    if found == 0 && least > 0 {
        return Err(say!("为空", "is empty"));
    }
    if (least..=most).contains(&found) {
        return Ok(());
    }
    Err(say!("应为 {least} 至 {most} 字，实有 {found} 字", "takes {least} to {most} characters, this has {found}"))
}

/// 关于为【{项目名称}】公开选取【{服务类型}】机构的公告 (domain.md §6.1); several types are set apart by commas.
fn title_parts(title: &str) -> Result<(String, Vec<String>), Text> {
    let parts = title
        .strip_prefix("关于为【")
        .and_then(|rest| rest.strip_suffix("】机构的公告"))
        .and_then(|rest| rest.rsplit_once("】公开选取【"));
    let Some((project, types)) = parts else {
        let found = quote(title);
        return Err(say!(
            "看不懂“{found}”，应如 关于为【项目名称】公开选取【服务类型】机构的公告",
            "“{found}” is no title; it should read 关于为【项目名称】公开选取【服务类型】机构的公告"
        ));
    };
    let types: Vec<String> =
        types.split(['，', ',', '、', '；', ';']).map(text::line).filter(|name| !name.is_empty()).collect();
    if types.is_empty() {
        return Err(say!("没有写明服务类型", "names no service type"));
    }
    Ok((text::title(project), types))
}

/// `投资额（¥158,200.00元）`, `资产总额（…元）`, `平方米（36273.84平方米）`, `其他`.
fn read_scale(written: &str) -> Result<Scale, Text> {
    let found = text::line(written);
    let (kind, value) = match found.split_once('(') {
        Some((kind, rest)) => (kind.trim(), rest.strip_suffix(')').unwrap_or(rest).trim()),
        None => (found.as_str(), ""),
    };
    let money = |kind| {
        parse_amount(value)
            .map(|fen| Scale { kind, fen: Some(fen), m2_hundredths: None, note: String::new() })
            .map_err(|error| error.text())
    };
    match kind {
        "投资额" => money(ScaleKind::Investment),
        "资产总额" => money(ScaleKind::AssetTotal),
        "平方米" => {
            let area = read_area(value)?;
            Ok(Scale { kind: ScaleKind::Area, fen: None, m2_hundredths: Some(area), note: String::new() })
        }
        "其他" | "其它" | "" => {
            length(value, 0, MAX_LINE)?;
            Ok(Scale { kind: ScaleKind::Other, fen: None, m2_hundredths: None, note: value.to_owned() })
        }
        _ => {
            let found = quote(written);
            Err(say!(
                "看不懂项目规模“{found}”，应如 投资额（¥158,200.00元）、资产总额（¥400,000.00元）、平方米（36273.84平方米）或 其他",
                "“{found}” is no scale; write 投资额（¥158,200.00元）, 资产总额（¥400,000.00元）, 平方米（36273.84平方米） or 其他"
            ))
        }
    }
}

/// Hundredths of a square metre, which follow the same rules of digits, commas and two decimals as fen.
fn read_area(value: &str) -> Result<i64, Text> {
    let number = ["平方米", "m2", "M2"].iter().find_map(|unit| value.strip_suffix(unit)).unwrap_or(value).trim();
    let plain = number.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
    parse_amount(number).ok().filter(|_| plain).map(|Fen(hundredths)| hundredths).ok_or_else(|| {
        let found = quote(value);
        say!(
            "看不懂面积“{found}”，应为至多两位小数的数，如 平方米（36273.84平方米）",
            "“{found}” is no area; write a number of at most two decimals, such as 平方米（36273.84平方米）"
        )
    })
}

/// To the minute, in China's time.
fn read_deadline(written: &str, now: DateTime<Utc>) -> Result<DateTime<Utc>, Text> {
    const FORMS: [&str; 4] = ["%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d %H:%M:%S"];
    let found = text::line(written);
    let local = FORMS.iter().find_map(|form| NaiveDateTime::parse_from_str(&found, form).ok());
    let at = local
        .filter(|local| (FIRST_YEAR..=9999).contains(&local.year()))
        .and_then(|local| local.and_local_timezone(cst()).single())
        .ok_or_else(|| {
            let found = quote(written);
            say!("看不懂时间“{found}”，应如 2025-11-21 09:30", "“{found}” is no time; write it like 2025-11-21 09:30")
        })?
        .to_utc();
    if at > now {
        return Err(say!(
            "报名尚未截止（{found}）：只导入已经结束的公告",
            "sign-up is not over yet ({found}): only notices that are over are imported"
        ));
    }
    Ok(at)
}

/// The names of methods that marketplaces use (domain.md §7, §17), with or without 选取 at the end.
fn read_method(written: &str) -> Result<Method, Text> {
    let found = text::line(written);
    match found.strip_suffix("选取").unwrap_or(&found) {
        "直接" => Ok(Method::Direct),
        "一选一随机抽取" | "一选一随机" | "一选一" | "随机抽取" | "随机" | "摇号" => {
            Ok(Method::Draw)
        }
        "一次报价竞价" | "一次报价" => Ok(Method::Price),
        "竞价" | "多次报价竞价" => Ok(Method::ReverseAuction),
        "信用择优" => Ok(Method::CreditMerit),
        "方案择优" => Ok(Method::ProposalMerit),
        "均价" | "平均价" | "最优价" => Ok(Method::ReferencePrice),
        "" => Err(say!("为空", "is empty")),
        _ => {
            let found = quote(written);
            let known = "直接选取、随机抽取、一选一随机抽取、一次报价竞价选取、竞价选取、信用择优选取、方案择优选取、均价选取、最优价选取";
            Err(say!("没有选取方式“{found}”，应为 {known} 之一", "“{found}” is no method; write one of {known}"))
        }
    }
}
