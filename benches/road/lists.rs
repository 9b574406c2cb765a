//! A page of notices must take as long among a million as among a thousand.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use jishi::platform::web::Page;
use serde_json::json;
use uuid::Uuid;

use crate::measure::{Figure, Op, Pair, from_env, op, ops, pair};
use crate::stock::copy_notice;
use crate::support::TestApp;
use crate::support::road::{cast, content};

const FEW: usize = 1_000;
const MANY: usize = 1_000_000;

struct List {
    t: Arc<TestApp>,
    /// A cursor nine tenths down.
    deep: String,
}

impl List {
    async fn of(rows: usize) -> Self {
        let t = TestApp::start().await;
        let model = cast(&t, 0).await.published(&t, content()).await;
        // The rules are not in a list, and would be most of a gigabyte.
        copy_notice(&t.db.pool, &model, rows, &json!({ "rules": null })).await;
        let key: (DateTime<Utc>, Uuid) = sqlx::query_as(
            "SELECT published_at, id
            FROM round
            ORDER BY published_at DESC, id DESC
            OFFSET $1
            LIMIT 1",
        )
        .bind(i64::try_from(rows / 10 * 9).unwrap())
        .fetch_one(&t.db.pool)
        .await
        .unwrap();
        let deep = Page::cut(vec![(), ()], 1, |()| key).next_cursor.unwrap();
        Self { t: Arc::new(t), deep }
    }

    fn reads(&self, path: String) -> Op {
        let t = self.t.clone();
        op(move |_| {
            let (t, path) = (t.clone(), path.clone());
            async move {
                assert!(t.get(&path, None).await.status.is_success(), "{path}");
            }
        })
    }

    fn first_page(&self) -> Op {
        self.reads("/api/v1/notices".to_owned())
    }

    fn deep_page(&self) -> Op {
        self.reads(format!("/api/v1/notices?cursor={}", self.deep))
    }
}

fn figure(what: &str, rows: usize, pair: Pair) -> Figure {
    Figure {
        what: format!("4 {what} of notices, {rows} / {FEW}: how many times as long"),
        is: format!("{:.2}", pair.bare / pair.ours),
        aim: "< 1.5",
        measured: format!("{:.2} ms, {:.2} ms", 1_000.0 / pair.ours, 1_000.0 / pair.bare),
    }
}

/// In process and one request at a time: the difference is the database's, and nothing hides it.
pub async fn run() -> Vec<Figure> {
    let rows = from_env("JISHI_BENCH_ROWS", MANY).max(FEW);
    let (many, few) = (List::of(rows).await, List::of(FEW).await);
    let first = pair(1, ops(), &many.first_page(), &few.first_page()).await;
    let deep = pair(1, ops(), &many.deep_page(), &few.deep_page()).await;
    vec![figure("first page", rows, first), figure("deep page", rows, deep)]
}
