//! What the server writes into pages, for those without the script, and the status of addresses that lead nowhere. The shell is built by
//! `make web`; without it there are no pages to look at.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use axum::{Extension, Router};
use jishi::platform::web::layers;
use jishi::reach::pages;
use tower::ServiceExt;

use crate::support::award::Won;

const SHELL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/frontend/dist/index.html");

fn site(won: &Won) -> Router {
    let pages = pages::router().layer(Extension(won.t.search.clone())).with_state(won.t.app.clone());
    layers::wrap(pages.fallback(pages::other))
}

async fn read(site: &Router, path: &str) -> (StatusCode, String, String) {
    let answer = site.clone().oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
    let kind = answer.headers()["content-type"].to_str().unwrap().to_owned();
    let status = answer.status();
    let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    (status, kind, String::from_utf8_lossy(&body).into_owned())
}

/// The addresses in the frontend's `routes.ts` that need no id.
fn addresses() -> Vec<String> {
    let slices = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/frontend/src")).unwrap().flatten();
    let routes = slices.filter_map(|slice| std::fs::read_to_string(slice.path().join("routes.ts")).ok());
    let paths = routes.flat_map(|text| {
        let named = text.split("path: '").skip(1).filter_map(|rest| rest.split('\'').next().map(str::to_owned));
        named.collect::<Vec<_>>()
    });
    paths.filter(|path| path.starts_with('/') && !path.contains(':')).collect()
}

#[tokio::test]
async fn every_page_has_a_menu_and_what_is_no_page_is_a_404_page() {
    if !std::path::Path::new(SHELL).exists() {
        return;
    }
    let won = Won::effective().await;
    let site = site(&won);
    let known = addresses();
    assert!(known.len() > 10, "{known:?}");
    for path in &known {
        let (status, kind, _) = read(&site, path).await;
        assert_eq!((status, kind.as_str()), (StatusCode::OK, "text/html; charset=utf-8"), "{path}");
    }
    for path in ["/notices/abc", "/no/such/page", "/awards/01900000-0000-7000-8000-000000000000", "/clients/x"] {
        let (status, kind, body) = read(&site, path).await;
        assert_eq!((status, kind.as_str()), (StatusCode::NOT_FOUND, "text/html; charset=utf-8"), "{path}");
        assert!(body.contains("<h1>") && body.contains("href=\"/notices\""), "{path}: {body}");
    }
    for path in ["/ledger", "/verify", "/awards", "/agencies", "/statistics", "/"] {
        let (_, _, body) = read(&site, path).await;
        assert!(body.contains("<h1>") && body.contains("href=\"/ledger\""), "{path}: {body}");
        assert!(!body.contains("<ul></ul>"), "{path}: {body}");
    }
    let (_, _, notice) = read(&site, &format!("/notices/{}?round=1", won.notice)).await;
    let (winner, award) = (won.award["agency"]["name"].as_str().unwrap(), won.award["id"].as_str().unwrap());
    assert!(notice.contains(winner) && notice.contains(&format!("href=\"/awards/{award}\"")), "{notice}");
}
