//! Which item of the catalogue a notice is about: its title names a coarse service type, the words of its name and content the rest.
//! Words come from the catalogue's own names and aliases, so that a better catalogue makes better choices.

use std::collections::{BTreeMap, BTreeSet};

use crate::core::text;

/// An item as it is recognised.
struct Item {
    code: String,
    name: String,
    group: String,
    /// Parts of its name, and its aliases.
    words: Vec<String>,
    /// Pairs of Chinese characters that occur in the words of no other item.
    marks: Vec<String>,
}

/// An item as the database has it.
pub struct Known {
    pub code: String,
    pub name: String,
    pub group_name: String,
    pub aliases: Vec<String>,
}

/// An item chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub code: String,
    pub name: String,
}

/// The catalogue, ready to be asked.
pub struct Catalogue {
    items: Vec<Item>,
}

/// Weights of a whole word by its length, and of a mark: what stands in the name says more than what stands in the content.
const WORD: (usize, usize) = (8, 2);
const MARK: (usize, usize) = (3, 1);

impl Catalogue {
    /// Of items in the order of their codes.
    pub fn new(known: Vec<Known>) -> Self {
        let mut items: Vec<Item> = known.into_iter().map(item).collect();
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for pair in items.iter().flat_map(|item| pairs(&item.words)) {
            *seen.entry(pair).or_default() += 1;
        }
        for item in &mut items {
            item.marks = pairs(&item.words).into_iter().filter(|pair| seen.get(pair) == Some(&1)).collect();
        }
        Self { items }
    }

    /// The best item for a service type; the first of its group where no word says more. `None` for a type that nothing is called by.
    pub fn choose(&self, service_type: &str, name: &str, content: &str) -> Option<Choice> {
        let wanted = text::line(service_type);
        let (name, content) = (text::line(name), text::line(content));
        let among = |fits: &dyn Fn(&Item) -> bool| best(self.items.iter().filter(|item| fits(item)), &name, &content);
        among(&|item| item.group == wanted)
            .or_else(|| among(&|item| item.name == wanted || item.words.contains(&wanted)))
            .or_else(|| among(&|item| wanted.contains(&item.group)))
            .or_else(|| among(&|item| item.words.iter().any(|word| wanted.contains(word))))
            .or_else(|| among(&|item| wanted.chars().count() > 1 && item.group.contains(&wanted)))
            .map(|item| Choice { code: item.code.clone(), name: item.name.clone() })
    }
}

fn item(known: Known) -> Item {
    let name = text::line(&known.name);
    let parts = name.split(|c: char| !c.is_alphanumeric() && c != ':').map(str::to_owned);
    let words: BTreeSet<String> = parts
        .chain(known.aliases.iter().map(|alias| text::line(alias)))
        .filter(|word| word.chars().count() > 1 && word.chars().any(is_han))
        .collect();
    Item {
        code: known.code,
        name: known.name,
        group: text::line(&known.group_name),
        words: words.into_iter().collect(),
        marks: Vec::new(),
    }
}

/// The item with the highest score, the first of equals.
fn best<'a>(items: impl Iterator<Item = &'a Item>, name: &str, content: &str) -> Option<&'a Item> {
    let mut found: Option<(usize, &Item)> = None;
    for item in items {
        let score = score(item, name, content);
        if found.is_none_or(|(best, _)| score > best) {
            found = Some((score, item));
        }
    }
    found.map(|(_, item)| item)
}

fn score(item: &Item, name: &str, content: &str) -> usize {
    let weigh =
        |word: &String, (in_name, in_content): (usize, usize)| match (name.contains(word), content.contains(word)) {
            (true, _) => in_name,
            (false, true) => in_content,
            _ => 0,
        };
    let words: usize = item.words.iter().map(|word| weigh(word, WORD) * word.chars().count()).sum();
    let marks: usize = item.marks.iter().map(|mark| weigh(mark, MARK)).sum();
    words + marks
}

fn pairs(words: &[String]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for word in words {
        let chars: Vec<char> = word.chars().collect();
        found.extend(chars.windows(2).filter(|pair| pair.iter().all(|&c| is_han(c))).map(|pair| pair.iter().collect()));
    }
    found
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue() -> Catalogue {
        let known = |code: &str, group: &str, name: &str, aliases: &str| Known {
            code: code.into(),
            name: name.into(),
            group_name: group.into(),
            aliases: aliases.split('|').map(Into::into).collect(),
        };
        Catalogue::new(vec![
            known("A02", "工程咨询", "可行性研究报告编制", "可研|可研报告"),
            known("A06", "工程咨询", "社会稳定风险评估报告", "稳评|社稳|社稳评估"),
            known("C01", "测绘", "地形图测量 1:500", "地形测量|地形图|1:500地形图"),
            known("C02", "测绘", "宗地/地籍测量、勘测定界", "地籍测量|宗地测量|勘测定界"),
            known("C05", "测绘", "地下管线探测", "管线探测|物探"),
            known("C07", "测绘", "违法建设测量", "违建测量|违法用地测量"),
            known("F01", "水利", "水土保持方案报告书/表", "水保|水土保持"),
            known("I01", "监理与检测", "工程监理", "监理"),
        ])
    }

    #[test]
    fn the_type_gives_the_group_and_the_words_give_the_item() {
        for (service_type, name, content, code) in [
            ("测绘", "中学1：500地籍测绘服务", "", Some("C02")),
            ("测绘", "违法用地测量服务", "共61宗", Some("C07")),
            ("测绘", "改造提升项目物探测量", "地下管线", Some("C05")),
            ("测绘", "边坡治理工程", "出具宗地图", Some("C02")),
            ("测绘", "风貌提升工程", "进行测量", Some("C01")),
            ("工程咨询", "用地手续综合咨询", "含社稳评估", Some("A06")),
            ("水土保持", "排水管网改造", "", Some("F01")),
            ("工程监理", "道路工程", "", Some("I01")),
            ("测绘服务", "地形图", "", Some("C01")),
            ("理发", "理发服务", "", None),
            ("", "", "", None),
        ] {
            let found = catalogue().choose(service_type, name, content).map(|it| it.code);
            assert_eq!(found.as_deref(), code, "{service_type} {name}");
        }
    }
}
