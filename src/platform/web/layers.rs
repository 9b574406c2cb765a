//! Middleware around every route: language, request id, limits, panics, security headers, entity tags.

use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::trace::TraceLayer;

use crate::platform::files;
use crate::platform::web::measure::measure;
use crate::platform::web::{Problem, RowVersion, with_language};
use crate::say;

/// JSON bodies; uploads set their own, larger bound.
const BODY_LIMIT: usize = 1024 * 1024;
/// A request that takes longer has failed; streams answer their head in time.
const TIMEOUT: Duration = Duration::from_secs(30);
/// The largest upload over a line of half a megabit per second.
const UPLOAD_TIMEOUT: Duration = Duration::from_mins(15);
/// No JSON answer comes near this size; lists are bounded.
const ANSWER_LIMIT: usize = 4 * 1024 * 1024;

/// Same-origin scripts, styles and pictures only. `style-src-attr` allows the positions that pop-ups and plots set.
const POLICY: &str = "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; style-src-attr 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Wraps the whole router.
pub fn wrap(router: Router) -> Router {
    let request_id = HeaderName::from_static("x-request-id");
    let compressible =
        SizeAbove::new(512).and(NotForContentType::IMAGES).and(NotForContentType::const_new("text/event-stream"));
    router.layer(
        ServiceBuilder::new()
            .layer(from_fn(measure))
            .layer(SetRequestIdLayer::new(request_id.clone(), MakeRequestUuid))
            .layer(TraceLayer::new_for_http())
            .layer(PropagateRequestIdLayer::new(request_id))
            .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
            .layer(fixed(header::REFERRER_POLICY, "same-origin"))
            .layer(fixed(header::CONTENT_SECURITY_POLICY, POLICY))
            .layer(fixed(HeaderName::from_static("cross-origin-opener-policy"), "same-origin"))
            .layer(CompressionLayer::new().compress_when(compressible))
            .layer(from_fn(with_language))
            .layer(CatchPanicLayer::custom(|_| Problem::internal(&"a handler panicked").into_response()))
            .layer(from_fn(entity_tag))
            .layer(from_fn(in_time))
            .layer(DefaultBodyLimit::max(BODY_LIMIT)),
    )
}

fn fixed(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}

/// 404 of the API, as a problem.
pub async fn nothing_here() -> Problem {
    Problem::not_found(say!("没有这个地址。", "There is nothing at this address."))
}

/// 405 as a problem.
pub async fn wrong_method() -> Problem {
    Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "method_not_allowed",
        say!("这个地址不接受这种请求方法。", "This address does not take that method."),
    )
}

/// Gives up on what takes too long; uploads bound the silence between their pieces themselves.
async fn in_time(request: Request, next: Next) -> Response {
    let limit = if files::is_upload(request.uri().path()) { UPLOAD_TIMEOUT } else { TIMEOUT };
    tokio::time::timeout(limit, next.run(request)).await.unwrap_or_else(|_| {
        Problem::new(
            StatusCode::GATEWAY_TIMEOUT,
            "timeout",
            say!("这一步花的时间太长，已停止，请稍后再试。", "This took too long and was stopped; please try again."),
        )
        .into_response()
    })
}

/// Gives JSON answers a tag of their content, beginning with the row version where there is one, and answers 304 to a read of what the
/// reader has already. The tag is always of the content: a view may change with the clock or the rules while its row stays.
async fn entity_tag(request: Request, next: Next) -> Response {
    let reads = request.method() == Method::GET;
    let known: Vec<HeaderValue> = request.headers().get_all(header::IF_NONE_MATCH).iter().cloned().collect();
    let signed_in = request.headers().contains_key(header::AUTHORIZATION);
    let response = next.run(request).await;
    let json = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    let version = response.extensions().get::<RowVersion>().copied();
    if !json || response.status() != StatusCode::OK || !(reads || version.is_some()) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, ANSWER_LIMIT).await else {
        return Problem::internal(&"an answer outgrew its limit").into_response();
    };
    let digest = hex::encode(&Sha256::digest(&bytes)[..16]);
    let tag = version.map_or_else(|| digest.clone(), |RowVersion(version)| format!("{version}-{digest}"));
    // Weak: the same content is sent compressed, too.
    if let Ok(tag) = HeaderValue::from_str(&format!("W/\"{tag}\"")) {
        parts.headers.insert(header::ETAG, tag);
    }
    if reads {
        let cache = if signed_in { "private, no-cache" } else { "public, no-cache" };
        parts.headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static(cache));
        parts.headers.append(header::VARY, HeaderValue::from_static("Accept-Language, Authorization"));
        if known.iter().any(|known| names(known, &tag)) {
            parts.status = StatusCode::NOT_MODIFIED;
            parts.headers.remove(header::CONTENT_LENGTH);
            return Response::from_parts(parts, Body::empty());
        }
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// Whether an `If-None-Match` (a list of tags, or `*`) names this tag; weakly compared, as RFC 9110 §13.1.2 has it. Our tags hold no comma.
fn names(known: &HeaderValue, tag: &str) -> bool {
    let known = known.to_str().unwrap_or_default();
    known.split(',').map(str::trim).any(|known| {
        known == "*"
            || known.trim_start_matches("W/").strip_prefix('"').and_then(|it| it.strip_suffix('"')) == Some(tag)
    })
}
