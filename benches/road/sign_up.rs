//! Sign-ups over HTTP against the same SQL alone.

use std::sync::Arc;

use reqwest::StatusCode;
use serde_json::json;
use uuid::Uuid;

use crate::bare_sign_up;
use crate::measure::{CLIENTS, Figure, client, listen, op, ops, pair, total};
use crate::stock::{copy_id, copy_notice, router};
use crate::support::road::{AGENCIES, cast, content, sign_up};
use crate::support::{TestApp, User};

/// Each sign-up needs an agency and a notice of its own: the n-th, on `side` 0 or 1.
fn place(n: usize, side: usize, notices: usize) -> (Uuid, usize) {
    (copy_id(1 + side * notices + n / AGENCIES.len()), n % AGENCIES.len())
}

pub async fn run() -> Vec<Figure> {
    let (t, ops) = (TestApp::start().await, ops());
    let cast = cast(&t, AGENCIES.len()).await;
    let model = cast.published(&t, content()).await;
    let notices = total(ops).div_ceil(AGENCIES.len());
    copy_notice(&t.db.pool, &model, 2 * notices, &json!({})).await;

    let address = listen(router(&t)).await;
    let tokens: Arc<[String]> = cast.agencies.iter().map(|agency| agency.token.clone()).collect();
    let http = client();
    // Sealed beforehand: that is the browsers' work. The server cannot tell what a copy of the notice is sealed for.
    let mut bodies = Vec::new();
    for agency in &cast.agencies {
        bodies.push(sign_up(&t, &model, Some(agency), 0).await);
    }
    let ours = op(move |n| {
        let (notice, agency) = place(n, 0, notices);
        let request = http
            .post(format!("{address}/api/v1/notices/{notice}/sign-ups"))
            .bearer_auth(&tokens[agency])
            .json(&bodies[agency]);
        async move {
            let reply = request.send().await.unwrap();
            let status = reply.status();
            let body = reply.text().await.unwrap();
            assert_eq!(status, StatusCode::CREATED, "{body}");
        }
    });
    let ids: Arc<[Uuid]> = cast.agencies.iter().map(User::org).collect();
    let (pool, client_id) = (t.db.pool.clone(), cast.client.org());
    let bare = op(move |n| {
        let (notice, agency) = place(n, 1, notices);
        let (pool, agency) = (pool.clone(), ids[agency]);
        async move { bare_sign_up::run(&pool, notice, agency, client_id, n).await.unwrap() }
    });
    let pair = pair(CLIENTS, ops, &ours, &bare).await;
    vec![pair.figure("1 sign-up over HTTP / the same SQL by sqlx alone, 8 callers", "≥ 0.5")]
}
