//! The web pages: compiled-in files of `frontend/dist`, and the shell that every page starts from.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use maud::{Markup, PreEscaped, html};
use rust_embed::Embed;
use serde_json::{Value, json};

use crate::core::text::Lang;
use crate::platform::web::Problem;
use crate::say;

/// Built by `npm run build`; read from the folder in debug builds.
#[derive(Embed)]
#[folder = "frontend/dist"]
#[allow_missing = true]
struct Dist;

/// What the server fills into the shell of a public page.
#[derive(Default)]
pub struct Facts {
    pub title: String,
    pub description: String,
    /// Path of the page without query.
    pub canonical: String,
    /// The page's main facts as plain semantic HTML.
    pub main: Markup,
    /// The API address the page reads first, and its answer.
    pub data: Option<(String, Value)>,
    /// schema.org description.
    pub json_ld: Option<Value>,
    /// Language of `title`, `description` and `main`: what the server writes is Chinese unless it says so. The script changes it with its own
    /// texts.
    pub lang: Lang,
    /// Pages that are no one's business to index.
    pub noindex: bool,
}

/// The shell filled with a page's facts.
pub fn fill(facts: Facts) -> Response {
    let Some(shell) = Dist::get("index.html") else { return not_built() };
    let shell = String::from_utf8_lossy(&shell.data);
    let head = html! {
        title { (facts.title) " · 集市" }
        meta name="description" content=(facts.description);
        @if facts.noindex {
            meta name="robots" content="noindex";
        } @else {
            link rel="canonical" href=(facts.canonical);
        }
        @if let Some(json_ld) = &facts.json_ld {
            script type="application/ld+json" { (PreEscaped(script_json(json_ld))) }
        }
    };
    let data = facts.data.map(|(url, body)| {
        html! { script type="application/json" id="page-data" { (PreEscaped(script_json(&json!({ "url": url, "body": body })))) } }
    });
    let lang = match facts.lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    };
    let page = shell
        .replacen("lang=\"zh-CN\"", &format!("lang=\"{lang}\""), 1)
        .replacen("<!--head-->", &head.into_string(), 1)
        .replacen("<!--data-->", &data.unwrap_or_default().into_string(), 1)
        .replacen("<!--main-->", &facts.main.into_string(), 1);
    let mut response = Html(page).into_response();
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// A built file at a path from the root, the shell itself left out.
pub fn file(path: &str) -> Option<Response> {
    let file = Dist::get(path).filter(|_| path != "index.html")?;
    Some(asset(path, file))
}

fn asset(path: &str, file: rust_embed::EmbeddedFile) -> Response {
    let kind =
        HeaderValue::from_str(file.metadata.mimetype()).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    // Names of built assets carry a hash of their content.
    let cache =
        if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "public, max-age=3600" };
    let headers = [(CONTENT_TYPE, kind), (CACHE_CONTROL, HeaderValue::from_static(cache))];
    (headers, file.data.into_owned()).into_response()
}

/// JSON that may stand inside a `<script>`: nothing in it can end the element.
fn script_json(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

fn not_built() -> Response {
    Problem::new(
        StatusCode::NOT_FOUND,
        "pages_missing",
        say!("网页文件还没有生成：请先运行 make build。", "The web pages are not built: run `make build` first."),
    )
    .into_response()
}
