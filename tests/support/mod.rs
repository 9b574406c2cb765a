//! What tests share.

pub mod app;
pub mod award;
pub mod database;
pub mod deal;
pub mod road;
pub mod fixtures;

pub use app::{TestApp, User};
pub use fixtures::Round;
