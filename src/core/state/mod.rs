//! States and what may change them: one table per machine (product.md §4). An event that the table does not list for
//! a state is refused with both states named.

/// Gives a state its `apply` over the one table of its machine.
macro_rules! machine {
    ($state:ident, $event:ident, $table:ident) => {
        impl $state {
            /// The state after an event, as the table says.
            pub fn apply(self, event: $event) -> Result<Self, $crate::core::state::IllegalTransition> {
                let row = $table.iter().find(|(from, by, _)| *from == self && *by == event);
                row.map(|(_, _, to)| *to).ok_or_else(|| {
                    let to = $table.iter().find(|(_, by, _)| *by == event).map_or(self, |(_, _, to)| *to);
                    $crate::core::state::IllegalTransition {
                        from: self.code(),
                        to: to.code(),
                        text: $crate::core::text::Text {
                            zh: format!("当前状态为「{}」，不能{}（不能变为「{}」）", self.zh(), event.zh(), to.zh()),
                            en: format!("it is “{}”: cannot {}, cannot become “{}”", self.en(), event.en(), to.en()),
                        },
                    }
                })
            }

            /// What may happen now.
            pub fn events(self) -> impl Iterator<Item = $event> {
                $table.iter().filter(move |(from, _, _)| *from == self).map(|(_, event, _)| *event)
            }
        }

        #[cfg(test)]
        mod machine_tests {
            use super::*;

            /// Every pair of state and event is either the one row of the table or refused with both states named.
            #[test]
            fn every_pair_is_legal_by_the_table_or_refused() {
                for &from in $state::ALL {
                    for &event in $event::ALL {
                        let rows: Vec<_> = $table.iter().filter(|row| row.0 == from && row.1 == event).collect();
                        match rows.as_slice() {
                            [row] => assert_eq!(from.apply(event), Ok(row.2)),
                            [] => {
                                let refused = from.apply(event).unwrap_err();
                                let (to, text) = ($state::from_code(refused.to).unwrap(), refused.text());
                                assert_eq!(refused.from, from.code());
                                assert!(text.zh.contains(from.zh()) && text.zh.contains(to.zh()), "{text}");
                                assert!(text.en.contains(from.en()) && text.en.contains(to.en()), "{text}");
                            }
                            _ => panic!("{from} --{event}--> is ambiguous"),
                        }
                        assert_eq!(from.events().any(|it| it == event), !rows.is_empty());
                    }
                }
            }

            #[test]
            fn every_event_leads_to_one_state_and_is_used() {
                for &event in $event::ALL {
                    let mut targets: Vec<_> = $table.iter().filter(|row| row.1 == event).map(|row| row.2).collect();
                    targets.dedup();
                    assert_eq!(targets.len(), 1, "{event}: {targets:?}");
                }
            }

            #[test]
            fn codes_are_the_json_text() {
                for &state in $state::ALL {
                    assert_eq!(serde_json::to_value(state).unwrap(), state.code());
                    assert_eq!($state::from_code(state.code()), Some(state));
                }
            }
        }
    };
}

mod agency;
mod assessor;
mod contract;
mod deliverable;
mod payment;
mod round;

pub use agency::{AGENCY_TRANSITIONS, AgencyEvent, AgencyState};
pub use assessor::{ASSESSOR_TRANSITIONS, AssessorEvent, AssessorState};
pub use contract::{CONTRACT_TRANSITIONS, ContractEvent, ContractState};
pub use deliverable::{DELIVERABLE_TRANSITIONS, DeliverableEvent, DeliverableState};
pub use payment::{PAYMENT_TRANSITIONS, PaymentEvent, PaymentState};
pub use round::{Actor, RoundEvent, RoundState, TRANSITIONS};

use super::text::Text;
use std::fmt;

/// A step that the table does not allow: a 409 that names both states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IllegalTransition {
    /// The code of the state it is in.
    pub from: &'static str,
    /// The code of the state that the event would lead to.
    pub to: &'static str,
    text: Text,
}

impl IllegalTransition {
    /// What is wrong, with both states by name.
    pub fn text(&self) -> Text {
        self.text.clone()
    }
}

impl fmt::Display for IllegalTransition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl std::error::Error for IllegalTransition {}
