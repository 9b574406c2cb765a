//! The searchable forms of a document's texts.

use std::collections::BTreeMap;

use super::docs::{Item, Place};
use super::settings::CHARS;
use super::words::{self, Sounds};

/// Characters of running text that are searched.
const BODY_CHARS: usize = 4_000;

pub(super) fn simple<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    texts.into_iter().map(words::simplify).filter(|it| !it.is_empty()).collect()
}

pub(super) fn unique(values: impl Iterator<Item = String>) -> Vec<String> {
    let mut all: Vec<String> = values.collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Codes whole and by their parts, so that a part of one finds it.
pub(super) fn codes<'a>(codes: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let whole = codes.into_iter().map(words::code);
    unique(whole.flat_map(|code| code.split('-').map(str::to_owned).chain([code.clone()]).collect::<Vec<_>>()))
}

pub(super) fn body(text: &str) -> Vec<String> {
    let head: String = text.chars().take(BODY_CHARS).collect();
    simple([head.as_str()])
}

pub(super) fn places_text(places: &[Place]) -> Vec<String> {
    simple(places.iter().flat_map(|it| [it.name.as_str(), it.short_name.as_str()]))
}

pub(super) fn items_text(items: &[Item]) -> BTreeMap<&'static str, Vec<String>> {
    let names = items.iter().flat_map(|it| {
        [it.name.as_str(), it.group_name.as_str(), it.code.as_str()]
            .into_iter()
            .chain(it.aliases.iter().map(String::as_str))
    });
    BTreeMap::from([("items", unique(names.map(words::simplify)))])
}

pub(super) fn sounds<'a>(
    text: &mut BTreeMap<&'static str, Vec<String>>,
    names: impl IntoIterator<Item = &'a str>,
    items: &'a [Item],
) {
    let of_items = items.iter().flat_map(|it| {
        [it.name.as_str(), it.group_name.as_str()].into_iter().chain(it.aliases.iter().map(String::as_str))
    });
    let names: Vec<&str> = names.into_iter().collect();
    text.insert(CHARS, names.iter().map(|name| words::apart(&words::simplify(name))).collect());
    let sounds = Sounds::of(names.into_iter().chain(of_items));
    text.insert("pinyin", sounds.pinyin);
    text.insert("initials", sounds.initials);
}

pub(super) fn item_facets(items: &[Item]) -> BTreeMap<&'static str, Vec<String>> {
    BTreeMap::from([
        ("item", unique(items.iter().map(|it| it.code.clone()))),
        ("group", unique(items.iter().map(|it| it.group_code.clone()))),
    ])
}
