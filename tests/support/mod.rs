//! What tests share.

pub mod app;
pub mod database;

pub use app::{TestApp, User};
