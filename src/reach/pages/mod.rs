//! Public pages as the server fills them: title, description, main facts as plain HTML, and the JSON the page would fetch first,
//! so that they read without JavaScript and the first view needs no second request.
//!
//! One small template per page, over the struct of the API's own answer.

mod agencies;
mod awards;
mod catalog;
mod home;
mod notices;
mod parts;
mod search;
mod statistics;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use serde::Serialize;
use serde_json::Value;

use crate::platform::App;
use crate::platform::web::shell::{self, Facts};
use crate::platform::web::{Problem, language};
use crate::reach::statistics::Remembered;

/// The public pages that have facts; every other address gets the bare shell.
pub fn router() -> Router<App> {
    Router::new()
        .route("/", get(home::page))
        .route("/notices", get(notices::list_page))
        .route("/notices/{id}", get(notices::page))
        .route("/awards", get(awards::list_page))
        .route("/awards/{id}", get(awards::page))
        .route("/agencies", get(agencies::list_page))
        .route("/agencies/{id}", get(agencies::page))
        .route("/catalog", get(catalog::list_page))
        .route("/catalog/{code}", get(catalog::page))
        .route("/search", get(search::page))
        .route("/statistics", get(statistics::page))
        .layer(Extension(Remembered::default()))
}

/// The page, or its problem as a page with the right status.
fn answer(facts: Result<Facts, Problem>) -> Response {
    match facts {
        Ok(facts) => shell::fill(facts),
        Err(problem) => {
            let status = problem.status();
            let lang = language();
            let text = problem.detail().pick(lang).to_owned();
            let facts = Facts {
                title: text.clone(),
                main: maud::html! { main { h1 { (text) } p { a href="/" lang="zh-CN" { "集市" } } } },
                lang,
                noindex: true,
                ..Facts::default()
            };
            (status, shell::fill(facts)).into_response()
        }
    }
}

/// The answer of the API that a page starts from.
fn data(url: impl Into<String>, body: &impl Serialize) -> Option<(String, Value)> {
    serde_json::to_value(body).ok().map(|body| (url.into(), body))
}

type Installed = State<App>;
