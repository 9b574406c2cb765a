//! The road from notice to money.
//!
//! Inside the floor a slice uses what stands before it in this order, never after: `catalog`, `rounds`, `eligibility`, `witnesses`, `notices`, `signups`, `ledger`,
//! `contracts`, `awards`, `selection`. A caller stands above what it calls: a selection announces an award, a confirmed award drafts a
//! contract, a contract posts into the ledger. Beside the road stands `import`: notices that are over, from elsewhere.

pub mod awards;
pub mod catalog;
pub mod contracts;
pub mod eligibility;
pub mod import;
mod late;
pub mod ledger;
pub mod notices;
pub mod refs;
pub mod rounds;
pub mod selection;
pub mod signups;
pub mod witnesses;

use crate::parties::registry;
use crate::platform::timers::Timer;

pub use late::late;

/// What fires by itself, in the order it is looked at: deadlines are counted again before any of them fires.
pub fn timers() -> Vec<Timer> {
    vec![
        Timer { name: "calendar_agencies", fire: |app| Box::pin(registry::recount_due(app)) },
        Timer { name: "calendar_notices", fire: |app| Box::pin(notices::recount_due(app)) },
        Timer { name: "calendar_awards", fire: |app| Box::pin(awards::recount_due(app)) },
        Timer { name: "seal_keys", fire: |app| Box::pin(notices::seal_keys_due(app)) },
        Timer { name: "sign_up_deadline", fire: |app| Box::pin(notices::close_due(app)) },
        Timer { name: "shares", fire: |app| Box::pin(witnesses::lapse_due(app)) },
        opening(),
        Timer { name: "beacon", fire: |app| Box::pin(selection::beacon_due(app)) },
        Timer { name: "select", fire: |app| Box::pin(selection::select_due(app)) },
        Timer { name: "justify", fire: |app| Box::pin(selection::justify_due(app)) },
        Timer { name: "end_auction", fire: |app| Box::pin(selection::end_auction_due(app)) },
        Timer { name: "score", fire: |app| Box::pin(selection::score_due(app)) },
        Timer { name: "proposal_sweep", fire: |app| Box::pin(signups::sweep_due(app)) },
        Timer { name: "end_publicity", fire: |app| Box::pin(awards::publicity_due(app)) },
        Timer { name: "confirm_lapses", fire: |app| Box::pin(selection::confirm_lapses_due(app)) },
    ]
}

/// Opens what is sealed. It may wait for a command, so a server runs it apart from the others.
pub fn opening() -> Timer {
    Timer { name: "opening", fire: |app| Box::pin(notices::open_due(app)) }
}
