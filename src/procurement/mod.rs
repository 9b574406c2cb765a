//! The road from notice to money.

pub mod catalog;
