//! What was sealed until the opening: each entrant's commitment is the hash of what it opened to, and who was in with which commitment is
//! what was published at the deadline. The file of a draw from before sign-ups were sealed has none of it, any other has all.

use super::NotOpened;
use super::verdict::Checks;
use super::verify_draw::lower_hex;
use crate::core::seal::{Payload, Proposal, Quote, sealed_roster_hash};
use crate::say;

/// An entrant whose sealed sign-up was opened, as the file has it.
pub(super) struct Row<'a> {
    pub uscc: &'a str,
    pub nonce: &'a str,
    pub proposal: Option<Proposal>,
    pub quote: Option<Quote>,
    pub salt: Option<&'a str>,
    pub commitment: Option<&'a str>,
}

/// The whole of it.
pub(super) struct SealedPart<'a> {
    pub notice_code: &'a str,
    /// Whether the method asks for a proposal.
    pub proposes: bool,
    pub roster: Vec<Row<'a>>,
    pub hash: Option<&'a str>,
    pub not_opened: Option<&'a [NotOpened]>,
}

impl SealedPart<'_> {
    fn is_absent(&self) -> bool {
        let bare = |row: &Row<'_>| row.salt.is_none() && row.commitment.is_none();
        self.hash.is_none() && self.not_opened.is_none() && self.roster.iter().all(bare)
    }

    /// Takes every commitment again, and the hash over them.
    pub(super) fn check(&self, checks: &mut Checks) {
        if self.is_absent() {
            return;
        }
        for (k, row) in self.roster.iter().enumerate() {
            self.check_row(k, row, checks);
        }
        let not_opened = self.not_opened.unwrap_or_default();
        let in_order = not_opened.windows(2).all(|pair| pair[0].uscc < pair[1].uscc);
        let apart = not_opened.iter().all(|it| self.roster.iter().all(|row| row.uscc != it.uscc));
        let what = say!("未能开启的报名", "sign-ups that could not be opened");
        let right = say!("按代码排序、不重复、不在名单之内", "be sorted by code, each once, and not in the roster");
        checks.holds("not_opened", "/not_opened", in_order && apart, &what, &right, not_opened.len());
        let lines = self.roster.iter().filter_map(|row| Some((row.uscc, row.commitment?)));
        let lines = lines.chain(not_opened.iter().map(|it| (it.uscc.as_str(), it.commitment.as_str())));
        let expected = hex::encode(sealed_roster_hash(lines));
        let what = say!("密封名单哈希 SHA-256(代码:承诺)", "sealed roster hash, SHA-256 of its lines");
        checks.equal("sealed_roster_hash", "/sealed_roster_hash", &what, expected, self.hash.unwrap_or("-"));
        if self.not_opened.is_none() {
            checks.unreadable("not_opened", "/not_opened", say!("缺少字段 not_opened", "there is no field not_opened"));
        }
    }

    fn check_row(&self, k: usize, row: &Row<'_>, checks: &mut Checks) {
        let salt: Option<[u8; 32]> = row.salt.and_then(lower_hex);
        let what = say!("名单第 {nth} 行的盐", "salt in line {nth} of the roster", nth = k + 1);
        let right = say!("为 64 位小写十六进制数", "be 64 lower hex digits");
        let found = row.salt.unwrap_or("-");
        checks.holds("salt", &format!("/roster/{k}/salt"), salt.is_some(), &what, &right, found);
        let what = say!("名单第 {nth} 行的方案文件", "file of a proposal in line {nth} of the roster", nth = k + 1);
        let right = say!("只在方案择优中有，且每家都有", "be there in proposal merit, of each, and nowhere else");
        let pointer = format!("/roster/{k}/proposal");
        let found = row.proposal.map_or_else(|| "-".to_owned(), |it| hex::encode(it.sha256));
        checks.holds("proposal", &pointer, row.proposal.is_some() == self.proposes, &what, &right, found);
        // A nonce that cannot be read has failed already.
        let (Some(salt), Some(nonce)) = (salt, lower_hex(row.nonce)) else { return };
        let payload = Payload {
            nonce,
            notice_code: self.notice_code.to_owned(),
            proposal: row.proposal,
            quote: row.quote,
            salt,
            uscc: row.uscc.to_owned(),
        };
        let what = say!(
            "名单第 {nth} 行的承诺 SHA-256(启封内容)",
            "commitment in line {nth} of the roster, SHA-256 of what was opened",
            nth = k + 1
        );
        let (expected, found) = (hex::encode(payload.commitment()), row.commitment.unwrap_or("-"));
        checks.equal("commitment", &format!("/roster/{k}/commitment"), &what, expected, found);
    }
}
