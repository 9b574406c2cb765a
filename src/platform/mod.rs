//! What every slice stands on: the unit of work, the journal, the web edge, timers, files, the database.

pub mod actor;
pub mod app;
pub mod calendar;
pub mod clock;
pub mod data;
pub mod db;
pub mod divisions;
pub mod files;
pub mod installation;
pub mod journal;
pub mod master_key;
pub mod opening;
pub mod passwords;
pub mod pulse;
pub mod rng;
pub mod secret_file;
pub mod settings;
pub mod tasks;
pub mod timers;
pub mod tokens;
pub mod vault;
pub mod web;
pub mod work;

pub use actor::{Actor, Member};
pub use app::App;
pub use work::Work;
