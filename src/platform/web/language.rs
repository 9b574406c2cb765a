//! The language of the request in hand: `Accept-Language`, zh-CN unless English is preferred.

use axum::extract::Request;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::middleware::Next;
use axum::response::Response;

use crate::core::text::Lang;

tokio::task_local! {
    static LANGUAGE: Lang;
}

/// Language of the request this task answers; Chinese outside of requests.
pub fn language() -> Lang {
    LANGUAGE.try_with(|lang| *lang).unwrap_or_default()
}

/// Middleware: answers the request in its language.
pub async fn with_language(request: Request, next: Next) -> Response {
    let lang = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).map_or(Lang::Zh, preferred);
    LANGUAGE.scope(lang, next.run(request)).await
}

/// The first of Chinese and English that the header names (browsers list by preference).
fn preferred(header: &str) -> Lang {
    header
        .split(',')
        .map(str::trim)
        .find_map(|tag| match tag.get(..2).map(str::to_ascii_lowercase).as_deref() {
            Some("zh") => Some(Lang::Zh),
            Some("en") => Some(Lang::En),
            _ => None,
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_unless_english_comes_first() {
        assert_eq!(preferred("zh-CN,zh;q=0.9,en;q=0.8"), Lang::Zh);
        assert_eq!(preferred("en-GB,en;q=0.9,zh;q=0.1"), Lang::En);
        assert_eq!(preferred("fr, en"), Lang::En);
        assert_eq!(preferred("*"), Lang::Zh);
        assert_eq!(preferred("é"), Lang::Zh);
    }
}
