//! The pure core: what an auditor reads. No I/O, no clock, no SQL, no randomness of its own; every function is a
//! function of its arguments, and none panics on any input. Sources are named beside each rule.

pub mod coded;

pub mod beacon;
pub mod calendar;
pub mod canonical;
pub mod draw;
pub mod due;
pub mod eligibility;
pub mod evidence;
pub mod ledger;
pub mod log;
pub mod method;
pub mod money;
pub mod pairs;
pub mod phone;
pub mod private_data;
pub mod project_code;
pub mod role;
pub mod rules;
pub mod seal;
pub mod selection;
pub mod state;
pub mod text;
pub mod uscc;
