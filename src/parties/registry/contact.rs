//! Who may read how an organisation is reached.

use uuid::Uuid;

use crate::core::phone::{Email, Phone};
use crate::core::role::Role;
use crate::platform::Actor;
use crate::platform::vault::Vault;

/// Who reads telephone numbers whole: the organisation's own people, the operator, the supervisor.
pub fn sees_contact(viewer: &Actor, organisation_id: Uuid) -> bool {
    matches!(viewer.role(), Some(Role::Operator | Role::Supervisor))
        || viewer.organisation_id() == Some(organisation_id)
        || viewer.is_system()
}

/// A sealed number as this reader sees it.
pub fn phone_for(vault: &Vault, sealed: &[u8], entitled: bool) -> String {
    let number = vault.open_text(sealed);
    if entitled { number } else { Phone::parse(&number).map(|phone| phone.mask()).unwrap_or_default() }
}

/// An address as this reader sees it.
pub fn email_for(email: String, entitled: bool) -> String {
    if entitled { email } else { Email::parse(&email).map(|email| email.mask()).unwrap_or_default() }
}
