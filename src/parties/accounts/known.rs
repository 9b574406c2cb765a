//! The mark of a browser in which somebody has signed in before: 16 random bytes and our MAC over them and the login, in a cookie that
//! scripts cannot read. It opens nothing; it only lets the browser's attempts be counted apart ([`attempts`](super::attempts)).

use hmac::{Hmac, KeyInit, Mac};
use rand::rngs::ChaCha20Rng;
use sha2::Sha256;

use crate::platform::rng;
use crate::platform::vault::Vault;

pub const COOKIE: &str = "jishi_known";
/// Seconds: longer than anybody stays away who still counts as a regular.
pub const MAX_AGE: i64 = 400 * 86_400;

/// Distinguishes the browsers known to a login.
#[derive(Clone, Copy)]
pub struct Mark(pub [u8; 16]);

impl Mark {
    pub fn new(rng: &mut ChaCha20Rng) -> Self {
        Self(rng::bytes(rng))
    }

    /// The mark in a cookie, if we made it for this login.
    pub fn read(vault: &Vault, login: &str, cookie: &str) -> Option<Self> {
        let (mark, code) = cookie.split_once('.')?;
        let mut bytes = [0; 16];
        hex::decode_to_slice(mark, &mut bytes).ok()?;
        mac(vault, login, bytes)?.verify_slice(&hex::decode(code).ok()?).ok()?;
        Some(Self(bytes))
    }

    /// What the cookie holds.
    pub fn cookie(self, vault: &Vault, login: &str) -> Option<String> {
        Some(format!("{}.{}", hex::encode(self.0), hex::encode(mac(vault, login, self.0)?.finalize().into_bytes())))
    }
}

fn mac(vault: &Vault, login: &str, mark: [u8; 16]) -> Option<Hmac<Sha256>> {
    // A key of any length will do for HMAC.
    let mac = Hmac::<Sha256>::new_from_slice(&vault.derive(b"jishi known browsers v1")).ok()?;
    Some(mac.chain_update(mark).chain_update(login))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_counts_for_its_login_and_installation_only() {
        let vault = Vault::new([1; 32]);
        let cookie = Mark([9; 16]).cookie(&vault, "shi.mou").unwrap();
        assert_eq!(Mark::read(&vault, "shi.mou", &cookie).unwrap().0, [9; 16]);
        assert!(Mark::read(&vault, "shi.mo", &cookie).is_none());
        assert!(Mark::read(&Vault::new([2; 32]), "shi.mou", &cookie).is_none());
        for bad in ["", ".", "09.09", &cookie[..cookie.len() - 2], &format!("1{}", &cookie[1..])] {
            assert!(Mark::read(&vault, "shi.mou", bad).is_none(), "{bad}");
        }
    }
}
