//! Reading the fields of a form: every one is judged, and all that is wrong is answered together.

use crate::core::phone::{ContactError, Email, Phone};
use crate::core::text::{self, Text};
use crate::core::uscc::Uscc;
use crate::platform::web::{FieldError, Problem};
use crate::say;

/// Collects what is wrong.
#[derive(Debug, Default)]
pub struct Fields(Vec<FieldError>);

impl Fields {
    pub fn refuse(&mut self, pointer: impl Into<String>, code: &'static str, text: Text) {
        self.0.push(FieldError::new(pointer, code, text));
    }

    /// Takes over what another check has refused.
    ///
    /// # Errors
    /// The problem itself, when it is not about fields.
    pub fn absorb(&mut self, problem: Problem) -> Result<(), Problem> {
        if problem.errors().is_empty() {
            return Err(problem);
        }
        self.0.extend_from_slice(problem.errors());
        Ok(())
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// 422 with every field refused so far.
    pub fn finish(self) -> Result<(), Problem> {
        if self.0.is_empty() { Ok(()) } else { Err(Problem::invalid(self.0)) }
    }

    /// One line that must be there, `min` to `max` characters.
    pub fn name(&mut self, pointer: &str, value: &str, min: usize, max: usize) -> String {
        let value = text::title(value);
        let length = value.chars().count();
        if length == 0 {
            self.refuse(pointer, "required", say!("必填，请填写", "required; please fill it in"));
        } else if length < min {
            self.refuse(
                pointer,
                "too_short",
                say!("至少 {min} 个字，现为 {length} 个字", "at least {min} characters, this has {length}"),
            );
        }
        self.bounded(pointer, value, max)
    }

    /// One line that may be empty.
    pub fn line(&mut self, pointer: &str, value: &str, max: usize) -> String {
        self.bounded(pointer, text::title(value), max)
    }

    /// Several lines that may be empty.
    pub fn prose(&mut self, pointer: &str, value: &str, max: usize) -> String {
        self.bounded(pointer, text::prose(value), max)
    }

    pub fn phone(&mut self, pointer: &str, value: &str) -> Option<Phone> {
        self.contact(pointer, "phone", Phone::parse(value))
    }

    /// An address that may be empty.
    pub fn email(&mut self, pointer: &str, value: &str) -> String {
        if text::line(value).is_empty() {
            return String::new();
        }
        let email = self.contact(pointer, "email", Email::parse(value));
        email.map(|email| email.reveal().to_owned()).unwrap_or_default()
    }

    pub fn uscc(&mut self, pointer: &str, value: &str) -> Option<Uscc> {
        Uscc::parse(value).map_err(|error| self.refuse(pointer, "uscc", error.text())).ok()
    }

    fn bounded(&mut self, pointer: &str, value: String, max: usize) -> String {
        let length = value.chars().count();
        if length > max {
            self.refuse(
                pointer,
                "too_long",
                say!("最多 {max} 个字，现为 {length} 个字", "at most {max} characters, this has {length}"),
            );
        }
        value
    }

    fn contact<T>(&mut self, pointer: &str, code: &'static str, read: Result<T, ContactError>) -> Option<T> {
        read.map_err(|error| self.refuse(pointer, code, error.text())).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let mut fields = Fields::default();
        assert_eq!(fields.name("/a", " 吉首\u{200B}１号 ", 2, 10), "吉首1号");
        fields.name("/b", "\u{3000}", 2, 10);
        fields.name("/c", "一", 2, 10);
        fields.line("/d", "12345", 4);
        assert!(fields.phone("/e", "12").is_none());
        assert_eq!(fields.email("/f", " "), "");
        fields.email("/g", "nobody");
        assert!(fields.uscc("/h", "91ａ").is_none());
        let problem = fields.finish().unwrap_err();
        let found: Vec<_> = problem.errors().iter().map(|it| (it.pointer.as_str(), it.code)).collect();
        let expected = [
            ("/b", "required"),
            ("/c", "too_short"),
            ("/d", "too_long"),
            ("/e", "phone"),
            ("/g", "email"),
            ("/h", "uscc"),
        ];
        assert_eq!(found, expected);
    }
}
