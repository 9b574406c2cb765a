//! What reaches out: readers that read everything below and write nothing of it.

pub mod search;
