//! How far the journal's order has come, and the bell that rings when there is more.

use std::sync::Arc;

use tokio::sync::{Notify, watch};

/// Shared by the unit of work (which pokes), the sequencer (which advances) and the readers (which wait).
#[derive(Clone)]
pub struct Tail {
    pending: Arc<Notify>,
    next_index: Arc<watch::Sender<i64>>,
}

impl Default for Tail {
    fn default() -> Self {
        Self { pending: Arc::new(Notify::new()), next_index: Arc::new(watch::Sender::new(0)) }
    }
}

impl Tail {
    /// There is something to place. Only a hint: the sequencer looks by itself, too.
    pub fn poke(&self) {
        self.pending.notify_one();
    }

    pub(super) async fn poked(&self) {
        self.pending.notified().await;
    }

    /// The order now ends before `next_index`.
    pub(super) fn advance(&self, next_index: i64) {
        self.next_index.send_if_modified(|known| {
            let grown = next_index > *known;
            if grown {
                *known = next_index;
            }
            grown
        });
    }

    /// Follows the growth of the order.
    pub fn follow(&self) -> watch::Receiver<i64> {
        self.next_index.subscribe()
    }
}
