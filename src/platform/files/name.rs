//! Names of files: what arrives in a header, what is kept, what goes into a header again.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::core::text;

/// As many characters as `file.name` takes.
const MAX_CHARS: usize = 255;

/// What RFC 8187 lets stand unencoded in `filename*`.
const ATTR_CHAR: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The name of an `X-File-Name` header, safe on every system: its last path component, without control characters and
/// those that a file system reserves, at most 255 characters with its extension kept. `None` when nothing is left.
pub(super) fn clean(header: &str) -> Option<String> {
    let decoded = percent_decode_str(header).decode_utf8().ok()?;
    let last = decoded.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last.chars().filter(|c| !matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*')).collect();
    let name = text::title(&kept);
    let name = name.trim_matches(|c: char| c == '.' || c.is_whitespace());
    if name.is_empty() {
        return None;
    }
    let count = name.chars().count();
    if count <= MAX_CHARS {
        return Some(name.to_owned());
    }
    let (stem, ending) = name.rsplit_once('.').filter(|(_, ending)| ending.len() <= 10).unwrap_or((name, ""));
    let room = MAX_CHARS - ending.chars().count() - 1;
    let stem: String = stem.chars().take(room).collect();
    Some(if ending.is_empty() { stem } else { format!("{stem}.{ending}") })
}

/// The extension in lower case, without its dot.
pub(super) fn extension(name: &str) -> String {
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

/// `Content-Disposition` that saves and never shows (RFC 6266).
pub(super) fn disposition(name: &str) -> String {
    format!("attachment; filename*=UTF-8''{}", utf8_percent_encode(name, ATTR_CHAR))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_its_last_component_without_what_could_harm() {
        for (header, name) in [
            ("%E5%90%88%E5%90%8C.pdf", Some("合同.pdf")),
            ("../../etc/passwd", Some("passwd")),
            ("C%3A%5CUsers%5Ca.pdf", Some("a.pdf")),
            ("a%0D%0ASet-Cookie%3A%20x.pdf", Some("a Set-Cookie x.pdf")),
            ("%E2%80%AEfdp.exe", Some("fdp.exe")),
            ("<b>a</b>.pdf", Some("b.pdf")),
            ("...", None),
            ("", None),
            ("%FF.pdf", None),
        ] {
            assert_eq!(clean(header).as_deref(), name, "{header}");
        }
        let long = clean(&format!("{}.pdf", "a".repeat(400))).unwrap();
        assert_eq!((long.chars().count(), extension(&long).as_str()), (255, "pdf"));
    }

    #[test]
    fn a_name_travels_encoded() {
        assert_eq!(disposition("合 同\".pdf"), "attachment; filename*=UTF-8''%E5%90%88%20%E5%90%8C%22.pdf");
    }

    proptest::proptest! {
        #[test]
        fn any_header_gives_a_storable_name_or_none(header in ".*") {
            if let Some(name) = clean(&header) {
                let count = name.chars().count();
                proptest::prop_assert!((1..=255).contains(&count) && !name.contains(['/', '\\', '\0', '\n']));
            }
        }
    }
}
