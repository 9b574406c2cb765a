//! The road from notice to money.

pub mod catalog;
pub mod notices;
pub mod rounds;
