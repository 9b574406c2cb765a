//! How far the journal's order has come, and the bell that rings when there is more.

use std::sync::Arc;

use tokio::sync::{Notify, watch};

/// Shared by the unit of work (which pokes), the sequencer (which advances) and the readers (which wait).
#[derive(Clone)]
pub struct Tail {
    pending: Arc<Notify>,
    next_index: Arc<watch::Sender<i64>>,
    /// Index of the newest leaf that everybody may read.
    public: Arc<watch::Sender<i64>>,
}

impl Default for Tail {
    fn default() -> Self {
        Self {
            pending: Arc::new(Notify::new()),
            next_index: Arc::new(watch::Sender::new(0)),
            public: Arc::new(watch::Sender::new(-1)),
        }
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
        grow(&self.next_index, next_index);
    }

    /// The order now has a public entry at `index`.
    pub(super) fn publish(&self, index: i64) {
        grow(&self.public, index);
    }

    /// How far the order has come, as far as this server knows.
    pub(super) fn known(&self) -> i64 {
        *self.next_index.borrow()
    }

    /// Follows the growth of the order.
    pub fn follow(&self) -> watch::Receiver<i64> {
        self.next_index.subscribe()
    }

    /// Follows what everybody may read of it: the instants of other entries are nobody's business.
    pub fn follow_public(&self) -> watch::Receiver<i64> {
        self.public.subscribe()
    }
}

fn grow(sender: &watch::Sender<i64>, to: i64) {
    sender.send_if_modified(|known| {
        let grown = to > *known;
        if grown {
            *known = to;
        }
        grown
    });
}
