//! The sealed part of a sign-up as it is handed in: nothing but its length can be judged before the opening.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::core::seal::{self, SEALED_BYTES};
use crate::platform::web::FieldError;
use crate::procurement::rounds::Round;
use crate::say;

/// Length of the base64 of a sealed sign-up.
const SEALED_TEXT: usize = SEALED_BYTES.div_ceil(3) * 4;

/// What the entrant's browser encrypted to the round's `seal_key` (docs/keys.md).
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Sealed)]
pub struct Sealed {
    /// Base64 of `enc (32) ‖ ciphertext`: HPKE base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, `ChaCha20Poly1305`, info
    /// `jishi-sealed/1\n{notice_code}`, aad `{uscc}\n{commitment}`; 1,072 bytes.
    #[schema(min_length = 1432, max_length = 1432)]
    pub ciphertext: String,
    /// SHA-256 of the canonical JSON that is in it; 64 lower hex digits.
    pub commitment: String,
    /// The uploaded file of the proposal that it speaks of (`POST /api/v1/notices/{id}/proposals`); in proposal merit alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal_id: Option<Uuid>,
}

impl From<&seal::Sealed> for Sealed {
    fn from(sealed: &seal::Sealed) -> Self {
        Self {
            ciphertext: STANDARD.encode(&sealed.ciphertext),
            commitment: hex::encode(sealed.commitment),
            proposal_id: None,
        }
    }
}

/// Reads it where the method of the round seals; what is wrong stands at `pointer` or below.
pub(super) fn checked(
    round: &Round,
    sealed: Option<&Sealed>,
    pointer: &str,
) -> Result<Option<seal::Sealed>, Vec<FieldError>> {
    let wrong = |code, text| Err(vec![FieldError::new(pointer, code, text)]);
    match sealed {
        Some(sealed) if round.method.seals() => read(sealed, pointer).map(Some),
        None if round.method.seals() => wrong(
            "required",
            say!(
                "请用本公告的公钥加密后提交（由报名页面自动完成）",
                "hand in what is sealed to the notice's key; the sign-up page does that"
            ),
        ),
        Some(_) => {
            wrong("not_sealed", say!("本选取方式不需要加密内容", "nothing is sealed in this method of selection"))
        }
        None => Ok(None),
    }
}

fn read(sealed: &Sealed, pointer: &str) -> Result<seal::Sealed, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut wrong = |field: &str, code, text| errors.push(FieldError::new(format!("{pointer}/{field}"), code, text));
    // Before anything is decoded.
    let ciphertext =
        if sealed.ciphertext.len() == SEALED_TEXT { STANDARD.decode(&sealed.ciphertext) } else { Ok(Vec::new()) };
    match &ciphertext {
        Ok(bytes) if bytes.len() != SEALED_BYTES => wrong(
            "ciphertext",
            "sealed_length",
            say!(
                "加密内容应恰为 {SEALED_BYTES} 字节（base64 为 {SEALED_TEXT} 个字符）",
                "what is sealed has exactly {SEALED_BYTES} bytes, {SEALED_TEXT} characters as base64"
            ),
        ),
        Err(_) => wrong("ciphertext", "format", say!("应为 base64", "must be base64")),
        Ok(_) => {}
    }
    let mut commitment = [0; 32];
    if hex::decode_to_slice(&sealed.commitment, &mut commitment).is_err()
        || hex::encode(commitment) != sealed.commitment
    {
        wrong("commitment", "format", say!("承诺应为 64 位小写十六进制数字", "a commitment is 64 lower hex digits"));
    }
    match ciphertext {
        Ok(ciphertext) if errors.is_empty() => Ok(seal::Sealed { ciphertext, commitment }),
        _ => Err(errors),
    }
}
