//! Jishi (集市): an open, self-hosted intermediary-service marketplace.

pub mod core;
pub mod platform;
pub mod procurement;
