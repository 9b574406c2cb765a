//! What a file is, by its content; its name only chooses among what the content can be. Nothing that a browser would run
//! (HTML, SVG, XML) is taken under any name.

use crate::core::text::Text;
use crate::say;

/// As much of the beginning as is looked at.
pub(super) const HEAD: usize = 64 * 1024;

const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// What is taken: extension, family of the content, media type.
const KINDS: &[(&str, Family, &str)] = &[
    ("pdf", Family::Pdf, "application/pdf"),
    ("png", Family::Png, "image/png"),
    ("jpg", Family::Jpeg, "image/jpeg"),
    ("jpeg", Family::Jpeg, "image/jpeg"),
    ("dwg", Family::Dwg, "image/vnd.dwg"),
    ("zip", Family::Zip, "application/zip"),
    ("docx", Family::Zip, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xlsx", Family::Zip, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("pptx", Family::Zip, "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    // GB/T 33190, the format of official documents.
    ("ofd", Family::Zip, "application/ofd"),
    ("doc", Family::Ole, "application/msword"),
    ("xls", Family::Ole, "application/vnd.ms-excel"),
    ("txt", Family::Text, "text/plain; charset=utf-8"),
    ("csv", Family::Text, "text/csv; charset=utf-8"),
];

/// What the content is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Pdf,
    Png,
    Jpeg,
    Dwg,
    /// A ZIP container: an archive, or a document made of XML parts.
    Zip,
    /// A compound file of older office programs.
    Ole,
    Text,
}

/// The media type of a file by its first [`HEAD`] bytes, whether the whole of it is text, and its extension.
pub(super) fn media_type(head: &[u8], is_text: bool, extension: &str) -> Result<&'static str, Text> {
    let family = family(head, is_text).ok_or_else(unknown)?;
    let kind = KINDS.iter().find(|(ending, of, _)| *ending == extension && *of == family && fits(ending, head));
    kind.map(|(_, _, media_type)| *media_type).ok_or_else(|| differs(family, extension))
}

fn family(head: &[u8], is_text: bool) -> Option<Family> {
    if infer::archive::is_pdf(head) {
        Some(Family::Pdf)
    } else if infer::image::is_png(head) {
        Some(Family::Png)
    } else if infer::image::is_jpeg(head) {
        Some(Family::Jpeg)
    } else if infer::image::is_dwg(head) {
        Some(Family::Dwg)
    } else if infer::archive::is_zip(head) {
        Some(Family::Zip)
    } else if head.starts_with(OLE) {
        Some(Family::Ole)
    } else if is_text && !is_markup(head) {
        Some(Family::Text)
    } else {
        None
    }
}

/// Whether a ZIP container holds the parts of the document its extension names. Programs order the parts differently,
/// so any of them near the beginning will do.
fn fits(extension: &str, head: &[u8]) -> bool {
    let has = |name: &str| head.windows(name.len()).any(|bytes| bytes == name.as_bytes());
    match extension {
        "docx" | "xlsx" | "pptx" => {
            ["[Content_Types].xml", "_rels/.rels", "docProps/", "word/", "xl/", "ppt/"].into_iter().any(has)
        }
        "ofd" => has("OFD.xml") || has("Doc_0/"),
        _ => true,
    }
}

/// Text that a browser or a viewer would take for more than text.
fn is_markup(head: &[u8]) -> bool {
    let start = String::from_utf8_lossy(head.get(..1024).unwrap_or(head)).to_ascii_lowercase();
    let start = start.trim_start_matches(|c: char| c == '\u{FEFF}' || c.is_whitespace());
    start.starts_with('<')
        || ["<html", "<script", "<svg", "<!doctype", "<body", "<iframe"].iter().any(|tag| start.contains(tag))
}

fn accepted() -> String {
    KINDS.iter().map(|(ending, _, _)| *ending).collect::<Vec<_>>().join(", ")
}

fn unknown() -> Text {
    say!(
        "不接受这种文件。可上传：{accepted}（文本须为 UTF-8 编码）。",
        "Files of this kind are not taken. Accepted: {accepted} (text in UTF-8).",
        accepted = accepted()
    )
}

fn differs(family: Family, extension: &str) -> Text {
    let fitting = KINDS.iter().filter(|(_, of, _)| *of == family).map(|(ending, _, _)| *ending);
    let fitting = fitting.collect::<Vec<_>>().join(", ");
    say!(
        "文件内容与扩展名「.{extension}」不符；按内容，扩展名应为：{fitting}。",
        "The content does not fit the extension “.{extension}”; by its content it would be: {fitting}."
    )
}

/// Judges in pieces whether bytes are UTF-8 text without control characters.
#[derive(Debug, Default)]
pub(super) struct TextCheck {
    /// A character cut off at the end of the last piece.
    rest: Vec<u8>,
    broken: bool,
}

impl TextCheck {
    pub(super) fn feed(&mut self, piece: &[u8]) {
        if self.broken {
            return;
        }
        // Only the few bytes around the cut are copied.
        let mut piece = piece;
        while !self.rest.is_empty() && !piece.is_empty() {
            self.rest.push(piece[0]);
            piece = &piece[1..];
            match std::str::from_utf8(&self.rest) {
                Ok(text) => {
                    self.broken |= has_control(text);
                    self.rest.clear();
                }
                Err(error) if error.error_len().is_none() => {}
                Err(_) => {
                    self.broken = true;
                    return;
                }
            }
        }
        match std::str::from_utf8(piece) {
            Ok(text) => self.broken |= has_control(text),
            Err(error) => {
                let (valid, rest) = piece.split_at(error.valid_up_to());
                self.broken |= error.error_len().is_some() || std::str::from_utf8(valid).is_ok_and(has_control);
                self.rest.extend_from_slice(rest);
            }
        }
    }

    /// Whether all that was fed is text.
    pub(super) fn is_text(&self) -> bool {
        !self.broken && self.rest.is_empty()
    }
}

fn has_control(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_control() && !matches!(byte, b'\n' | b'\r' | b'\t' | 0x0C))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(content: &[u8], extension: &str) -> Option<&'static str> {
        let mut text = TextCheck::default();
        text.feed(content);
        media_type(&content[..content.len().min(HEAD)], text.is_text(), extension).ok()
    }

    #[test]
    fn a_file_is_what_it_contains() {
        let ole = [OLE, &[0; 600]].concat();
        let docx = [b"PK\x03\x04".as_slice(), &[0; 26], b"[Content_Types].xml", &[0; 100]].concat();
        for (content, extension, media_type) in [
            (b"%PDF-1.7\n".as_slice(), "pdf", Some("application/pdf")),
            (b"\x89PNG\r\n\x1a\n0000", "png", Some("image/png")),
            (b"\xFF\xD8\xFF\xE0 JFIF", "jpg", Some("image/jpeg")),
            (b"AC1032\0\0\0\0\0", "dwg", Some("image/vnd.dwg")),
            (&ole, "doc", Some("application/msword")),
            (&docx, "zip", Some("application/zip")),
            (&docx, "docx", Some("application/vnd.openxmlformats-officedocument.wordprocessingml.document")),
            (b"PK\x03\x04 nothing of a document in here at all", "docx", None),
            ("\u{FEFF}项目,金额\r\n测绘,1.8万\r\n".as_bytes(), "csv", Some("text/csv; charset=utf-8")),
            (b"<!DOCTYPE html><script>alert(1)</script>", "pdf", None),
            (b"<!DOCTYPE html><script>alert(1)</script>", "txt", None),
            (b"<?xml version='1.0'?><svg onload='alert(1)'/>", "png", None),
            (b" \n <svg/>", "txt", None),
            (b"%PDF-1.7\n", "txt", None),
            (b"plain", "pdf", None),
            (b"MZ\x90\0\x03", "pdf", None),
            (b"\xD6\xD0\xCE\xC4", "txt", None),
            (b"a\0b", "txt", None),
            (b"", "pdf", None),
        ] {
            assert_eq!(judge(content, extension), media_type, "{extension}: {}", String::from_utf8_lossy(content));
        }
    }

    proptest::proptest! {
        #[test]
        fn text_is_text_wherever_it_is_cut(text in "[^\\x00-\\x1f\\x7f]*", cuts in proptest::collection::vec(1usize..5, 0..40)) {
            let mut check = TextCheck::default();
            let mut rest = text.as_bytes();
            for cut in cuts {
                let (piece, left) = rest.split_at(cut.min(rest.len()));
                check.feed(piece);
                rest = left;
            }
            check.feed(rest);
            proptest::prop_assert!(check.is_text());
        }

        #[test]
        fn bytes_are_text_exactly_when_utf8_says_so(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..12), cut in 0usize..12) {
            let mut check = TextCheck::default();
            let (first, second) = bytes.split_at(cut.min(bytes.len()));
            check.feed(first);
            check.feed(second);
            let expected = std::str::from_utf8(&bytes).is_ok_and(|text| !has_control(text));
            proptest::prop_assert_eq!(check.is_text(), expected);
        }

        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200), extension in "[a-z]{0,5}") {
            let _ = judge(&bytes, &extension);
        }
    }
}
