//! Strict extractors whose refusals are problems that name the field.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::platform::web::Problem;
use crate::say;

/// A JSON body and the SHA-256 of its bytes (for idempotency). Unknown fields, broken UTF-8 and trailing text are refused.
pub struct Body<T>(pub T, pub [u8; 32]);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| {
            if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
                Problem::new(
                    StatusCode::PAYLOAD_TOO_LARGE,
                    "too_large",
                    say!("内容太大：最多 1 MiB。", "The body is too large: at most 1 MiB."),
                )
            } else {
                Problem::bad_request(
                    "unreadable",
                    say!("没有收到完整的内容，请重试。", "The body did not arrive whole; please try again."),
                )
            }
        })?;
        let text = std::str::from_utf8(&bytes).map_err(|error| {
            let at = error.valid_up_to();
            Problem::bad_request(
                "not_utf8",
                say!("内容不是 UTF-8 文字（第 {at} 字节处）。", "The body is not UTF-8 (at byte {at})."),
            )
        })?;
        // An empty body stands for an empty object, so that a POST without arguments needs none.
        let text = if text.trim().is_empty() { "{}" } else { text };
        let digest = Sha256::digest(&bytes).into();
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| refusal(&error))?;
        deserializer.end().map_err(|error| malformed(&error))?;
        Ok(Self(value, digest))
    }
}

fn refusal(error: &serde_path_to_error::Error<serde_json::Error>) -> Problem {
    let cause = error.inner();
    if !cause.is_data() {
        return malformed(cause);
    }
    let cause = cause.to_string();
    let cause = cause.split(" at line ").next().unwrap_or(&cause).to_owned();
    let path = pointer(error.path());
    if let Some(field) = named(&cause, "missing field `") {
        // The reader stands at the object that lacks it.
        let text = say!("请填写 {field} 这一项", "{field} is missing");
        return Problem::field(&format!("{path}/{}", escape(field)), "required", text);
    }
    if let Some(field) = named(&cause, "unknown field `") {
        return Problem::field(&path, "unknown_field", say!("没有 {field} 这一项", "{cause}"));
    }
    Problem::field(&path, "type", say!("格式不对：{cause}", "{cause}"))
}

/// The field that serde names between backquotes.
fn named<'a>(cause: &'a str, start: &str) -> Option<&'a str> {
    cause.strip_prefix(start)?.split('`').next()
}

/// RFC 6901.
fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

fn malformed(error: &serde_json::Error) -> Problem {
    let (line, column) = (error.line(), error.column());
    Problem::bad_request(
        "not_json",
        say!(
            "内容不是正确的 JSON（第 {line} 行第 {column} 列）。",
            "The body is not valid JSON (line {line}, column {column})."
        ),
    )
}

/// JSON pointer (RFC 6901) of a path.
fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let mut pointer = String::new();
    for segment in path {
        pointer.push('/');
        match segment {
            Segment::Seq { index } => pointer.push_str(&index.to_string()),
            Segment::Map { key } => pointer.push_str(&escape(key)),
            Segment::Enum { variant } => pointer.push_str(variant),
            Segment::Unknown => pointer.push('?'),
        }
    }
    pointer
}

/// Path parameters; what is no id is not found.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match axum::extract::Path::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(value)) => Ok(Self(value)),
            Err(_) => Err(Problem::not_found(say!(
                "没有这个地址，请检查编号。",
                "There is nothing at this address; check the id."
            ))),
        }
    }
}

/// Query parameters.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match axum::extract::Query::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Query(value)) => Ok(Self(value)),
            Err(rejection) => {
                let cause = rejection.body_text();
                Err(Problem::bad_request("bad_query", say!("网址里的查询条件不对：{cause}", "{cause}")))
            }
        }
    }
}
