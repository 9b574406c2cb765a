//! Who takes part: accounts (people, memberships, sessions), the register of agencies and clients, credit.

pub mod accounts;
pub mod assessors;
pub mod credit;
pub mod fields;
pub mod registry;
