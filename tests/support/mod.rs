//! What tests share.

pub mod app;
pub mod award;
pub mod database;
pub mod deal;
pub mod fixtures;
pub mod road;

pub use app::{TestApp, User};
pub use fixtures::Round;
