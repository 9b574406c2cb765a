//! The live inbox over a real socket: it says at once what is unread, follows every change, is bounded, and ends when the server does.

use std::time::Duration;

use axum::Extension;
use jishi::core::role::Role;
use jishi::platform::Actor;
use jishi::platform::app::Shutdown;
use jishi::platform::journal::{Audience, Entry, Subject, sequencer};
use jishi::platform::tasks::Tasks;
use jishi::platform::web::layers;
use jishi::reach;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::watch;
use uuid::Uuid;

use crate::support::{TestApp, User};

const C: (&str, &str) = ("12433101MADEM1022J", "吉首市（演示）水利局");

/// A server of the test's app with its readers at work.
async fn serve(t: &TestApp) -> (String, watch::Sender<bool>, Tasks) {
    let (stop, shutdown) = Shutdown::switch();
    let router = layers::wrap(jishi::api::router(t.app.clone()).layer(Extension(shutdown.clone())));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    let app = &t.app;
    let mut tasks = Tasks::new(shutdown.clone());
    tasks.spawn("sequencer", sequencer::run(app.clone(), shutdown));
    reach::spawn(&mut tasks, app);
    (format!("http://{address}/api/v1/inbox/stream"), stop, tasks)
}

async fn open(url: &str, user: &User) -> reqwest::Response {
    reqwest::Client::new().get(url).bearer_auth(&user.token).send().await.unwrap()
}

/// Reads on until an event of this name with this data comes; `None` when the stream ends first.
async fn until(stream: &mut reqwest::Response, seen: &mut String, event: &str, data: &Value) -> Option<()> {
    let wanted = format!("event: {event}\ndata: {data}\n\n");
    let read = async {
        loop {
            if let Some(at) = seen.find(&wanted) {
                seen.drain(..at + wanted.len());
                return Some(());
            }
            seen.push_str(std::str::from_utf8(&stream.chunk().await.ok()??).unwrap());
        }
    };
    tokio::time::timeout(Duration::from_secs(20), read).await.expect("no such event in time")
}

#[tokio::test]
async fn the_unread_count_comes_at_once_and_on_each_change_until_shutdown() {
    let t = TestApp::start().await;
    let operator = t.staff(Role::Operator).await;
    let client = t.client(C.0, C.1).await;
    let round = t.round(&client, 1, "in_review", "draw").await;
    let (url, stop, mut tasks) = serve(&t).await;
    let mut stream = open(&url, &operator).await;
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    assert_eq!(stream.headers()["x-accel-buffering"], "no");
    let mut seen = String::new();
    until(&mut stream, &mut seen, "inbox", &json!({ "unread": 0 })).await.unwrap();
    t.record_round("notice.submitted", &round, json!({})).await;
    until(&mut stream, &mut seen, "inbox", &json!({ "unread": 1 })).await.unwrap();
    // What is not for everybody is not announced to strangers, not even that it happened.
    let mut work = t.app.begin(Actor::System("test")).await.unwrap();
    let at = work.now().await.unwrap();
    let subject = Subject { kind: "sign_up", id: Uuid::from_u128(7) };
    let sealed = Entry {
        kind: "sign_up.made",
        subject,
        about: vec![],
        audience: Audience::Parties,
        public: json!({}),
        private: None,
    };
    work.record(at, sealed).await.unwrap();
    work.commit().await.unwrap();
    t.sequence().await;
    t.record_round("test.happened", &round, json!({})).await;
    until(&mut stream, &mut seen, "tail", &json!({ "index": 2 })).await.unwrap();
    assert!(!seen.contains("\"index\":1"), "{seen}");
    // Reading it in another window tells this one.
    let http = reqwest::Client::new();
    let read_all = url.replace("/stream", "/read-all");
    http.post(read_all).bearer_auth(&operator.token).send().await.unwrap().error_for_status().unwrap();
    until(&mut stream, &mut seen, "inbox", &json!({ "unread": 0 })).await.unwrap();
    stop.send(true).unwrap();
    assert_eq!(until(&mut stream, &mut seen, "never", &json!({})).await, None, "the stream ends");
    tokio::time::timeout(Duration::from_secs(20), tasks.join()).await.expect("the readers end");
}

#[tokio::test]
async fn a_membership_has_a_bounded_number_of_streams_and_gets_places_back() {
    let t = TestApp::start().await;
    let operator = t.staff(Role::Operator).await;
    let other = t.staff(Role::Operator).await;
    let (url, _stop, _tasks) = serve(&t).await;
    let mut streams = Vec::new();
    for _ in 0..6 {
        streams.push(open(&url, &operator).await);
    }
    assert!(streams.iter().all(|stream| stream.status() == 200));
    assert_eq!(open(&url, &operator).await.status(), 429);
    assert_eq!(open(&url, &other).await.status(), 200);
    streams.pop();
    let free = async {
        while open(&url, &operator).await.status() != 200 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), free).await.expect("the place is free again");
}
