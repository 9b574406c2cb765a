//! Search through the API against the engine alone, with as many documents as the demo has.

use std::sync::Arc;

use jishi::reach::search::query::Asked;
use jishi::reach::search::{Engine, Kind, Query, Settings, reindex};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;

use crate::measure::{CLIENTS, Figure, client, listen, op, ops, pair};
use crate::stock::{agencies, copy_notice, router};
use crate::support::TestApp;
use crate::support::road::{cast, content};

/// As in the demo year.
const AGENCIES: i64 = 114;
const NOTICES: usize = 341;
/// What people type: a name, a service, pinyin, part of a code, two words.
const TYPED: [&str; 5] = ["青山环保", "环评", "cehui", "91433101MA0", "吉首 造价"];

async fn filled() -> Arc<TestApp> {
    let t = TestApp::start().await;
    let model = cast(&t, 0).await.published(&t, content()).await;
    copy_notice(&t.db.pool, &model, NOTICES, &json!({})).await;
    agencies(&t.db.pool, AGENCIES).await;
    reindex::run(&t.app, &t.search.engines).await.unwrap();
    Arc::new(t)
}

fn path(n: usize) -> String {
    format!("/api/v1/search/agencies?q={}", utf8_percent_encode(TYPED[n % TYPED.len()], NON_ALPHANUMERIC))
}

pub async fn run() -> Vec<Figure> {
    let t = filled().await;
    let app = t.clone();
    let in_process = op(move |n| {
        let t = app.clone();
        async move {
            assert!(t.get(&path(n), None).await.status.is_success());
        }
    });
    let (address, http) = (listen(router(&t)).await, client());
    let over_http = op(move |n| {
        let request = http.get(format!("{address}{}", path(n)));
        async move {
            request.send().await.unwrap().error_for_status().unwrap().bytes().await.unwrap();
        }
    });
    let engines = t.search.engines.clone();
    let settings = Settings::built_in().unwrap();
    let queries = TYPED.map(|q| {
        let asked = Asked { q: q.to_owned(), ..Asked::default() };
        Query::new(Kind::Agencies, asked, settings).unwrap()
    });
    let bare = op(move |n| {
        let (engines, query) = (engines.clone(), queries[n % TYPED.len()].clone());
        async move {
            assert!(engines.search(query).await.unwrap().total > 0);
        }
    });
    vec![
        pair(CLIENTS, ops(), &in_process, &bare)
            .await
            .figure("3 search through the API / the engine called alone", "≥ 0.7"),
        pair(CLIENTS, ops(), &over_http, &bare)
            .await
            .figure("  the same over HTTP, with the client's part; the engine without", "–"),
    ]
}
