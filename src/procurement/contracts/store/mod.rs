//! SQL of contracts.

mod contract;
mod deliverable;
mod payment;

pub(super) use contract::{Source, find, insert, list, lock, source, write};
pub(super) use deliverable::{decide_deliverable, deliverables, insert_deliverable};
pub(super) use payment::{decide_payment, insert_payment, payments};
