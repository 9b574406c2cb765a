//! Answers beyond plain JSON: created, versioned; and the precondition of an edit.

use std::convert::Infallible;

use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::header::IF_MATCH;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::platform::web::Problem;
use crate::say;

/// 201 with what was made.
#[derive(Debug)]
pub struct Created<T>(pub T);

impl<T: Serialize> IntoResponse for Created<T> {
    fn into_response(self) -> Response {
        (StatusCode::CREATED, Json(self.0)).into_response()
    }
}

/// JSON with the version of the row that an edit would change. The middleware ([`layers`](super::layers)) makes it the beginning of the
/// `ETag`, before the hash of what was answered: a view depends on more than its row.
#[derive(Debug)]
pub struct Versioned<T>(pub i32, pub T);

impl<T: Serialize> IntoResponse for Versioned<T> {
    fn into_response(self) -> Response {
        let mut response = Json(self.1).into_response();
        response.extensions_mut().insert(RowVersion(self.0));
        response
    }
}

/// The row version of an answer, on its way to the `ETag`.
#[derive(Clone, Copy, Debug)]
pub struct RowVersion(pub i32);

/// `If-Match` of an edit: the row version the editor saw, alone (`"7"`) or as the beginning of an `ETag` (`W/"7-…"`).
#[derive(Debug, Clone, Copy)]
pub struct IfMatch(pub Option<i32>);

impl IfMatch {
    /// # Errors
    /// 428 when the version is missing, 412 when it is not `current`.
    pub fn check(self, current: i32) -> Result<(), Problem> {
        match self.0 {
            Some(version) if version == current => Ok(()),
            Some(_) => Err(Problem::precondition_failed(current)),
            None => Err(Problem::new(
                StatusCode::PRECONDITION_REQUIRED,
                "version_required",
                say!("修改时要带上 If-Match（您看到的版本号）。", "An edit needs If-Match with the version you saw."),
            )),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let header = parts.headers.get(IF_MATCH).and_then(|value| value.to_str().ok());
        // A tag that is not ours cannot match any version.
        Ok(Self(header.map(|tag| version(tag).unwrap_or(-1))))
    }
}

fn version(tag: &str) -> Option<i32> {
    let tag = tag.trim().trim_start_matches("W/").trim_matches('"');
    tag.split('-').next()?.parse().ok()
}
