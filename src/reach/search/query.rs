//! From what a caller sends to a bounded [`Query`], and back to a page.

use std::collections::BTreeMap;

use super::model::{Kind, Query};
use super::settings::Settings;
use super::terms::Terms;
use crate::core::text::Text;
use crate::say;

/// Values of one facet in a request.
const MAX_VALUES: usize = 50;
/// Longest facet value: an id.
const MAX_VALUE_LEN: usize = 64;

/// What is wrong with a request: the parameter, a code, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadQuery {
    /// Name of the parameter.
    pub parameter: String,
    /// Stable code.
    pub code: &'static str,
    /// For people.
    pub text: Text,
}

/// A request as it comes in: `q`, `sort`, `limit`, `cursor`, and facets with comma-separated values.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Words, in any form.
    pub q: String,
    /// Name of a sort.
    pub sort: Option<String>,
    /// Hits wanted.
    pub limit: Option<usize>,
    /// Cursor of the page before.
    pub cursor: Option<String>,
    /// Everything else.
    pub facets: BTreeMap<String, String>,
}

impl Query {
    /// Checks and bounds a request.
    pub fn new(kind: Kind, asked: Asked, settings: &Settings) -> Result<Self, BadQuery> {
        let Some(of_kind) = settings.kinds.get(&kind) else {
            return Err(BadQuery::new(
                kind.code(),
                "unknown_kind",
                say!("不能搜索此类内容", "this cannot be searched"),
            ));
        };
        let mut filters = BTreeMap::new();
        for (facet, values) in asked.facets {
            if !of_kind.can_filter(&facet) {
                let known = of_kind.all_filters().cloned().collect::<Vec<_>>().join(", ");
                let text = say!(
                    "没有此筛选项；可用的有 q、sort、limit、cursor 和 {known}",
                    "no such filter; there are q, sort, limit, cursor and {known}"
                );
                return Err(BadQuery::new(&facet, "unknown_filter", text));
            }
            let values: Vec<String> =
                values.split(',').map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect();
            if values.len() > MAX_VALUES || values.iter().any(|it| !is_value(it)) {
                let text = say!(
                    "筛选值为字母、数字、下划线或连字符，以逗号分隔，至多 {MAX_VALUES} 个",
                    "values are letters, digits, underscores or hyphens, separated by commas, at most {MAX_VALUES}"
                );
                return Err(BadQuery::new(&facet, "invalid_value", text));
            }
            if !values.is_empty() {
                filters.insert(facet, values);
            }
        }
        if let Some(sort) = asked.sort.as_ref().filter(|it| !of_kind.sorts.contains_key(*it)) {
            let known = of_kind.sorts.keys().cloned().collect::<Vec<_>>().join(", ");
            let text = say!(
                "没有排序方式 {sort}；可用的有：{known}；不填则按相关度",
                "no sort {sort}; there are: {known}; by rank when left out"
            );
            return Err(BadQuery::new("sort", "unknown_sort", text));
        }
        let limits = &settings.limits;
        let limit = asked.limit.unwrap_or(20);
        if !(1..=limits.page).contains(&limit) {
            let most = limits.page;
            return Err(BadQuery::new("limit", "out_of_range", say!("应为 1 到 {most}", "must be 1 to {most}")));
        }
        let offset = match asked.cursor.as_deref() {
            None | Some("") => 0,
            Some(cursor) => position(cursor).filter(|it| *it <= limits.depth).ok_or_else(|| {
                BadQuery::new(
                    "cursor",
                    "invalid_cursor",
                    say!("游标无效；请从第一页开始", "not a cursor; start with the first page"),
                )
            })?,
        };
        let wanted = filters.get("item").filter(|_| kind == Kind::Agencies).cloned().unwrap_or_default();
        Ok(Self { kind, wanted, words: Terms::parse(&asked.q, settings), filters, sort: asked.sort, limit, offset })
    }

    /// Cursor of the page after one that ended at `shown` of `total` hits.
    pub fn next_cursor(&self, shown: usize, total: usize, settings: &Settings) -> Option<String> {
        let next = self.offset.saturating_add(shown);
        (shown > 0 && next < total && next <= settings.limits.depth).then(|| format!("p{next}"))
    }
}

fn position(cursor: &str) -> Option<usize> {
    cursor.strip_prefix('p').filter(|it| it.len() <= 6 && it.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()
}

fn is_value(value: &str) -> bool {
    value.len() <= MAX_VALUE_LEN && value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

impl BadQuery {
    /// What is wrong with a parameter.
    pub fn new(parameter: &str, code: &'static str, text: Text) -> Self {
        Self { parameter: parameter.to_owned(), code, text }
    }
}
