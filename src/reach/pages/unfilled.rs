//! Pages that the browser fills by itself, built files, and addresses that lead nowhere.

use axum::Router;
use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use uuid::Uuid;

use super::problem_page;
use crate::platform::App;
use crate::platform::web::shell::{self, Facts};
use crate::platform::web::{Path, language, layers};
use crate::say;

/// Pages without facts of the server's: those behind the sign-in, and what is little use without the script.
pub fn router() -> Router<App> {
    Router::new()
        .route("/office", get(bare))
        .route("/office/{*rest}", get(bare))
        .route("/help/api", get(bare))
        .route("/witness", get(bare))
        .route("/clients/{id}", get(bare_of_one))
        .route("/awards/{id}/letter", get(bare_of_one))
        .route("/ledger/contracts/{id}", get(bare_of_one))
        .route("/ledger/agencies/{id}", get(bare_of_one))
        .route("/ledger/clients/{id}", get(bare_of_one))
}

async fn bare() -> Response {
    shell::fill(Facts { title: "集市".to_owned(), noindex: true, ..Facts::default() })
}

async fn bare_of_one(Path(_): Path<Uuid>) -> Response {
    bare().await
}

/// A built file; else there is nothing, which a page says to people and a problem to programs.
pub async fn other(request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return layers::wrong_method().await.into_response();
    }
    let path = request.uri().path().trim_start_matches('/');
    if path.starts_with("api/") || path.starts_with("assets/") {
        return shell::file(path).unwrap_or(layers::nothing_here().await.into_response());
    }
    shell::file(path).unwrap_or_else(|| {
        let text = say!("没有这个页面", "There is no such page");
        problem_page(StatusCode::NOT_FOUND, text.pick(language()))
    })
}
