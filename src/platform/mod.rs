//! What every slice stands on.
pub mod calendar;
pub mod data;
pub mod db;
pub mod divisions;
