//! Counts requests and their time by route, method and status. The route is the pattern that matched, so that what people type into the
//! address bar makes no series of its own.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;

/// Seconds from the head of a request to the head of its answer; a histogram, whose count is the number of requests.
pub const METRIC: &str = "jishi_http_request_seconds";
/// Upper bounds of its buckets, seconds.
pub const BUCKETS: &[f64] = &[0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0];

/// Around everything else.
pub async fn measure(request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = method(request.method());
    let matched = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let matched = matched.or_else(|| response.extensions().get::<MatchedPath>().cloned());
    let route = matched.map_or_else(|| "other".to_owned(), |path| path.as_str().to_owned());
    let status = response.status().as_u16().to_string();
    metrics::histogram!(METRIC, "route" => route, "method" => method, "status" => status).record(begun.elapsed());
    response
}

/// Tells [`measure`] which route of a router inside another's fallback matched.
pub async fn note_route(request: Request, next: Next) -> Response {
    let matched = request.extensions().get::<MatchedPath>().cloned();
    let mut response = next.run(request).await;
    if let Some(matched) = matched {
        response.extensions_mut().insert(matched);
    }
    response
}

/// Methods are free text; those nobody serves are one.
fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
