//! Jishi (集市): an open, self-hosted intermediary-service marketplace.
//!
//! The map of the floors, lowest first. A floor uses what is below it, never above (`tests/floors.rs` holds this).

pub mod api;
pub mod core;
pub mod demo;
pub mod keys;
pub mod metrics;
pub mod monitor;
pub mod parties;
pub mod platform;
pub mod procurement;
pub mod reach;
pub mod reference;
pub mod serve;
pub mod verify;
