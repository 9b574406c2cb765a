//! Public pages as the server fills them: title, description, main facts as plain HTML, and the JSON the page would fetch first,
//! so that they read without JavaScript and the first view needs no second request.
//!
//! One small template per page, over the struct of the API's own answer.

mod agencies;
mod auction;
mod awards;
mod catalog;
mod home;
mod ledger;
mod log;
mod notices;
mod parts;
mod quoting;
mod search;
mod statistics;
mod unfilled;
mod verify;

use axum::body::to_bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::map_response;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use maud::html;
use serde::Serialize;
use serde_json::Value;

use crate::platform::App;
use crate::platform::web::shell::{self, Facts};
use crate::platform::web::{Problem, language};
use crate::reach::statistics::Remembered;
use crate::say;

/// A problem is a few lines.
const PROBLEM_LIMIT: usize = 1 << 20;

pub use unfilled::other;

/// The public pages that have facts, and those of the browser's own that exist for anybody; [`other`] answers the rest.
pub fn router() -> Router<App> {
    Router::new()
        .route("/", get(home::page))
        .route("/notices", get(notices::list_page))
        .route("/notices/{id}", get(notices::page))
        .route("/notices/{id}/auction", get(auction::page))
        .route("/awards", get(awards::list_page))
        .route("/awards/{id}", get(awards::page))
        .route("/agencies", get(agencies::list_page))
        .route("/agencies/{id}", get(agencies::page))
        .route("/catalog", get(catalog::list_page))
        .route("/catalog/{code}", get(catalog::page))
        .route("/search", get(search::page))
        .route("/statistics", get(statistics::page))
        .route("/ledger", get(ledger::page))
        .route("/verify", get(verify::page))
        .route("/log", get(log::page))
        .route("/log/entries/{index}", get(log::entry_page))
        .merge(unfilled::router())
        .layer(map_response(as_page))
        .layer(Extension(Remembered::default()))
}

/// The page under the menu, or its problem as a page with the right status.
fn answer(facts: Result<Facts, Problem>) -> Response {
    match facts {
        Ok(facts) => shell::fill(Facts { main: html! { main { (parts::menu()) (facts.main) } }, ..facts }),
        Err(problem) => problem_page(problem.status(), problem.detail().pick(language())),
    }
}

/// What is wrong, as a page.
fn problem_page(status: StatusCode, text: &str) -> Response {
    let facts = Facts {
        title: text.to_owned(),
        main: html! { main { (parts::menu()) h1 { (text) } } },
        lang: language(),
        noindex: true,
        ..Facts::default()
    };
    (status, shell::fill(facts)).into_response()
}

/// Who asks for a page gets a page, also where an address or a query is none: extractors refuse with a problem for programs.
async fn as_page(response: Response) -> Response {
    let kind = response.headers().get(CONTENT_TYPE);
    if kind.is_none_or(|kind| kind.as_bytes() != b"application/problem+json") {
        return response;
    }
    let (status, language) = (response.status(), language());
    let body = to_bytes(response.into_body(), PROBLEM_LIMIT).await.unwrap_or_default();
    let problem: Value = serde_json::from_slice(&body).unwrap_or_default();
    let text = problem.get("detail").and_then(Value::as_str);
    problem_page(status, text.unwrap_or(say!("出错了", "Something is wrong").pick(language)))
}

/// The answer of the API that a page starts from.
fn data(url: impl Into<String>, body: &impl Serialize) -> Option<(String, Value)> {
    serde_json::to_value(body).ok().map(|body| (url.into(), body))
}

type Installed = State<App>;
