//! Journeys and guarantees, each checked through a public face.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking, also in its helpers")]
#![allow(
    clippy::pedantic,
    clippy::explicit_counter_loop,
    reason = "a test reads as its promise; style is for the product"
)]

mod accounts;
mod auction;
mod award;
mod beacon;
mod calendar;
mod contract;
mod database;
mod deadline;
mod defects;
mod draw_oracle;
mod files;
mod floors;
mod import;
mod inbox;
mod inbox_stream;
mod installation;
mod journal;
mod keys;
mod ledger;
mod log;
mod methods;
mod monitor;
mod notices;
mod openapi;
mod pages;
mod proposals;
mod races;
mod reach_road;
mod reference_data;
mod registry;
mod seal;
mod search;
mod search_contract;
mod selection;
mod serving;
mod sign_up;
mod soak;
mod statistics;
mod support;
mod verify;
mod witnesses;
mod work_list;
