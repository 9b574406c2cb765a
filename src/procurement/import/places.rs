//! Where a client is, by the beginning of its name: 中山市东区中学 → 442000.

use crate::platform::divisions::Division;

/// The divisions, ready to be asked.
pub struct Places {
    all: Vec<Division>,
}

impl Places {
    pub fn new(all: Vec<Division>) -> Self {
        Self { all }
    }

    /// The lowest division that the name begins with, each named after the one above it. `None` where none is, or several could be.
    pub fn of(&self, name: &str) -> Option<&str> {
        let mut here: Option<&Division> = None;
        let mut rest = name;
        while let Some((next, after)) = self.step(here, rest) {
            here = Some(next);
            rest = after;
        }
        here.map(|division| division.code.as_str())
    }

    /// The one division below `here` that `rest` begins with, and what follows it. The full name goes before the short one.
    fn step<'a>(&self, here: Option<&Division>, rest: &'a str) -> Option<(&Division, &'a str)> {
        let below = || self.all.iter().filter(|it| here.is_none_or(|here| self.is_below(it, here)));
        let full = |it: &Division| rest.strip_prefix(it.name.as_str());
        let short = |it: &Division| {
            let named = it.short_name.chars().count() > 1 && it.short_name != it.name;
            rest.strip_prefix(it.short_name.as_str()).filter(|after| named && !after.starts_with(['路', '街']))
        };
        only(below().filter_map(|it| Some((it, full(it)?))))
            .or_else(|| only(below().filter_map(|it| Some((it, short(it)?)))))
    }

    fn is_below(&self, it: &Division, above: &Division) -> bool {
        let mut parent = it.parent_code.as_ref();
        while let Some(code) = parent {
            if *code == above.code {
                return true;
            }
            parent = self.all.iter().find(|it| it.code == *code).and_then(|it| it.parent_code.as_ref());
        }
        false
    }
}

/// The one that takes most of the name, if there is but one.
fn only<'a, 'b>(found: impl Iterator<Item = (&'a Division, &'b str)>) -> Option<(&'a Division, &'b str)> {
    let all: Vec<_> = found.collect();
    let least = all.iter().map(|(_, after)| after.len()).min()?;
    let mut longest = all.into_iter().filter(|(_, after)| after.len() == least);
    longest.next().filter(|_| longest.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_of_a_name_says_where() {
        let division = |code: &str, parent: Option<&str>, name: &str, short: &str| Division {
            code: code.into(),
            parent_code: parent.map(Into::into),
            name: name.into(),
            short_name: short.into(),
        };
        let places = Places::new(vec![
            division("430000", None, "湖南省", "湖南"),
            division("433100", Some("430000"), "湘西土家族苗族自治州", "湘西"),
            division("433101", Some("433100"), "吉首市", "吉首"),
            division("440000", None, "广东省", "广东"),
            division("440106", Some("440000"), "天河区", "天河"),
            division("442000", Some("440000"), "中山市", "中山"),
            division("999106", Some("430000"), "天河区", "天河"),
        ]);
        for (name, code) in [
            ("中山市东区中学", Some("442000")),
            ("中山翠亨新区工程项目建设事务中心", Some("442000")),
            ("广东省中山市三角镇高平小学", Some("442000")),
            ("湖南省湘西土家族苗族自治州吉首市水利局", Some("433101")),
            ("湘西州文化馆", Some("433100")),
            ("吉首市（演示）水利局", Some("433101")),
            ("天河区教育局", None),
            ("广东省天河区教育局", Some("440106")),
            ("中山路小学", None),
            ("某某有限公司", None),
            ("", None),
        ] {
            assert_eq!(places.of(name), code, "{name}");
        }
    }
}
