//! `tlog-proof` (C2SP): that a leaf is in the log, in one text file that needs no server to be checked.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::Hash;

const FIRST_LINE: &str = "c2sp.org/tlog-proof@v1";
/// Far above any real proof: 64 hashes, a checkpoint with its cosignatures, a leaf with what it hides.
const MAX_TEXT: usize = 512 * 1024;

/// The parts of a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// For the application: here the leaf and what its holder may open of it. Not authenticated by the proof itself.
    pub extra: Option<Vec<u8>>,
    pub index: u64,
    /// From the leaf's sibling upwards.
    pub path: Vec<Hash>,
    /// The signed checkpoint (a note), verbatim.
    pub checkpoint: String,
}

/// The text is no proof; says which line is wrong, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a tlog-proof: line {0}")]
pub struct ProofError(pub usize);

impl Proof {
    /// # Errors
    /// [`ProofError`] where a line is not as the specification has it.
    pub fn parse(text: &str) -> Result<Self, ProofError> {
        if text.len() > MAX_TEXT {
            return Err(ProofError(1));
        }
        let (head, checkpoint) = text.split_once("\n\n").ok_or(ProofError(1))?;
        let mut lines = head.split('\n').enumerate().map(|(k, line)| (k + 1, line)).peekable();
        if lines.next().is_none_or(|(_, line)| line != FIRST_LINE) {
            return Err(ProofError(1));
        }
        let extra = match lines.next_if(|(_, line)| line.starts_with("extra ")) {
            Some((k, line)) => {
                Some(BASE64_STANDARD.decode(line.trim_start_matches("extra ")).map_err(|_| ProofError(k))?)
            }
            None => None,
        };
        let (k, line) = lines.next().ok_or(ProofError(2))?;
        let written = line.strip_prefix("index ").ok_or(ProofError(k))?;
        let index: u64 = written.parse().map_err(|_| ProofError(k))?;
        if index.to_string() != written {
            return Err(ProofError(k));
        }
        let path = lines.map(|(k, line)| hash(line).ok_or(ProofError(k))).collect::<Result<_, _>>()?;
        Ok(Self { extra, index, path, checkpoint: checkpoint.to_owned() })
    }
}

fn hash(line: &str) -> Option<Hash> {
    BASE64_STANDARD.decode(line).ok()?.try_into().ok()
}

impl std::fmt::Display for Proof {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{FIRST_LINE}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", BASE64_STANDARD.encode(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        for hash in &self.path {
            writeln!(f, "{}", BASE64_STANDARD.encode(hash))?;
        }
        write!(f, "\n{}", self.checkpoint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_nothing_else_is() {
        for (extra, path) in [(None, vec![]), (Some(b"{}".to_vec()), vec![[7; 32], [8; 32]])] {
            let proof = Proof { extra, index: 12, path, checkpoint: "jishi/1\n13\nAA==\n\n— x y\n".to_owned() };
            assert_eq!(Proof::parse(&proof.to_string()), Ok(proof));
        }
        for (text, line) in [
            ("", 1),
            ("c2sp.org/tlog-proof@v2\nindex 0\n\nx\n", 1),
            ("c2sp.org/tlog-proof@v1\nindex 01\n\nx\n", 2),
            ("c2sp.org/tlog-proof@v1\nindex -1\n\nx\n", 2),
            ("c2sp.org/tlog-proof@v1\nextra !\nindex 1\n\nx\n", 2),
            ("c2sp.org/tlog-proof@v1\nextra AA==\n\nx\n", 2),
            ("c2sp.org/tlog-proof@v1\nindex 1\nAA==\n\nx\n", 3),
        ] {
            assert_eq!(Proof::parse(text), Err(ProofError(line)), "{text}");
        }
    }
}
