//! What tests share.

pub mod app;
pub mod database;
pub mod deal;

pub use app::{TestApp, User};
