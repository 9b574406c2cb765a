//! Making evidence: the outcome and its file come from one call, so they cannot differ, and a file that would not
//! verify is never given out.

use super::verdict::Verdict;
use super::{DRAW_ALGORITHM, DirectEntrant, DirectEvidence, DrawEntrant, DrawEvidence, FORMAT, NotOpened, verify};
use crate::core::beacon::BeaconSource;
use crate::core::canonical;
use crate::core::draw::{self, Entrant, Picker, WINNER};
use crate::core::money::Fen;
use crate::core::pairs::Concentration;
use crate::core::selection::reverse_auction::Refused;
use crate::core::text::Text;
use crate::core::uscc::Uscc;
use crate::say;
use chrono::{DateTime, FixedOffset};
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fmt;

/// What the evidence says of the round, whatever the method.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Purchase code, with `-Rn` from round 2 on.
    pub notice_code: String,
    /// How many rounds before it failed for too few entrants.
    pub too_few: u32,
    /// Name of the project.
    pub project_name: String,
    /// Name of the client.
    pub client_name: String,
    /// How many signed up, eligible or not.
    pub signups: u32,
    /// The price, in fen.
    pub amount: Fen,
    /// When the winner is found.
    pub select_time: DateTime<FixedOffset>,
    /// The rules as frozen into the round.
    pub rules: Value,
    /// Their hash, as published.
    pub rules_hash: [u8; 32],
    /// The hash of the roster, as published at the freeze.
    pub roster_hash: [u8; 32],
}

/// All that a draw depends on.
#[derive(Clone, Debug)]
pub struct DrawInput {
    /// The round.
    pub notice: Notice,
    /// Share of fiscal money, 0 to 100.
    pub fiscal_percent: u8,
    /// The commitment, as published with the notice.
    pub commit: [u8; 32],
    /// The secret behind it.
    pub secret: [u8; 32],
    /// [`draw::NO_BEACON`], or the public value.
    pub beacon: String,
    /// Where it is from, as named in the notice.
    pub beacon_source: Option<BeaconSource>,
    /// The frozen roster.
    pub roster: Vec<Entrant>,
    /// What was sealed; `None` of a round from before sign-ups were sealed.
    pub sealed: Option<DrawSealed>,
}

/// What was sealed until the opening.
#[derive(Clone, Debug)]
pub struct DrawSealed {
    /// The hash of who was in with which commitment, as published at the freeze.
    pub roster_hash: [u8; 32],
    /// By code, of every entrant of the roster.
    pub opened: BTreeMap<String, DrawOpened>,
    /// Those whose sealed sign-up did not count.
    pub not_opened: Vec<NotOpened>,
}

/// What an entrant had committed to, and the salt that shows it.
#[derive(Clone, Debug)]
pub struct DrawOpened {
    /// 64 lower hex digits.
    pub commitment: String,
    /// 64 lower hex digits.
    pub salt: String,
}

/// The outcome of a draw.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// Who won.
    pub winner: Entrant,
    /// The evidence file.
    pub evidence: Value,
}

/// All that a direct selection consists of.
#[derive(Clone, Debug)]
pub struct DirectInput {
    /// The round.
    pub notice: Notice,
    /// The frozen roster: code and name.
    pub roster: Vec<(Uscc, String)>,
    /// The client's pick.
    pub winner: Uscc,
    /// Why.
    pub reason: String,
    /// The cap of direct selection in this round.
    pub cap: Fen,
    /// The client's awards of twelve months.
    pub concentration: Concentration,
}

/// Why there is no evidence.
#[derive(Debug)]
pub enum EvidenceError {
    /// Nobody to choose from.
    EmptyRoster,
    /// The file would not verify; why.
    Refused(Box<Verdict>),
    /// A bid of the list was never acceptable.
    Bid(Refused),
    /// It cannot be written as JSON.
    Json(serde_json::Error),
}

impl EvidenceError {
    /// What is wrong.
    pub fn text(&self) -> Text {
        match self {
            Self::EmptyRoster => say!("名单为空，无法选取", "the roster is empty, there is nobody to select"),
            Self::Refused(verdict) => verdict
                .failures()
                .next()
                .map_or_else(|| say!("选取证据未通过验证", "the evidence does not verify"), |check| check.text.clone()),
            Self::Bid(why) => {
                let Text { zh, en } = why.text();
                say!("出价记录不成立：{zh}", "the list of bids does not hold: {en}")
            }
            Self::Json(error) => say!("无法生成证据文件：{error}", "the evidence cannot be written: {error}"),
        }
    }
}

impl fmt::Display for EvidenceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(f)
    }
}

impl std::error::Error for EvidenceError {}

impl From<serde_json::Error> for EvidenceError {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(error)
    }
}

/// Draws the winner (domain.md §7.12) and writes the evidence.
pub fn draw(input: DrawInput) -> Result<Drawn, EvidenceError> {
    let DrawInput { notice, fiscal_percent, commit, secret, beacon, beacon_source, roster, sealed } = input;
    let roster = draw::sorted(roster);
    let select_time = draw::select_time_text(notice.select_time);
    let seed = draw::seed(&secret, &notice.notice_code, &draw::roster_hash(&roster), &select_time, &beacon);
    let mut picker = Picker::new(seed, WINNER);
    let winner =
        picker.one(roster.len()).and_then(|index| roster.get(index)).cloned().ok_or(EvidenceError::EmptyRoster)?;
    let entrant = |it: &Entrant| {
        let opened = sealed.as_ref().and_then(|sealed| sealed.opened.get(it.uscc.as_str())).cloned();
        let (commitment, salt) = opened.map(|opened| (opened.commitment, opened.salt)).unzip();
        DrawEntrant { uscc: it.uscc.to_string(), nonce: hex::encode(it.nonce), name: it.name.clone(), commitment, salt }
    };
    let evidence = seal(&DrawEvidence {
        format: FORMAT.to_owned(),
        method: "draw".to_owned(),
        algorithm: DRAW_ALGORITHM.to_owned(),
        notice_code: notice.notice_code,
        too_few: Some(notice.too_few),
        project_name: notice.project_name,
        client_name: notice.client_name,
        fiscal_percent,
        amount_fen: notice.amount,
        signups: notice.signups,
        select_time,
        beacon,
        beacon_source,
        commit: hex::encode(commit),
        secret: hex::encode(secret),
        roster: roster.iter().map(entrant).collect(),
        roster_hash: hex::encode(notice.roster_hash),
        sealed_roster_hash: sealed.as_ref().map(|sealed| hex::encode(sealed.roster_hash)),
        not_opened: sealed.as_ref().map(|sealed| sealed.not_opened.clone()),
        seed: hex::encode(seed),
        steps: picker.into_steps().into_iter().map(Into::into).collect(),
        winner: winner.uscc.to_string(),
        rules: notice.rules,
        rules_hash: hex::encode(notice.rules_hash),
        digests: BTreeMap::new(),
        digest: String::new(),
    })?;
    Ok(Drawn { winner, evidence })
}

/// Writes the evidence of a direct selection.
pub fn direct(input: DirectInput) -> Result<Value, EvidenceError> {
    let DirectInput { notice, mut roster, winner, reason, cap, concentration } = input;
    if roster.is_empty() {
        return Err(EvidenceError::EmptyRoster);
    }
    roster.sort();
    seal(&DirectEvidence {
        format: FORMAT.to_owned(),
        method: "direct".to_owned(),
        notice_code: notice.notice_code,
        too_few: Some(notice.too_few),
        project_name: notice.project_name,
        client_name: notice.client_name,
        signups: notice.signups,
        select_time: draw::select_time_text(notice.select_time),
        roster: roster.into_iter().map(|(uscc, name)| DirectEntrant { uscc: uscc.to_string(), name }).collect(),
        roster_hash: hex::encode(notice.roster_hash),
        winner: winner.to_string(),
        reason,
        amount_fen: notice.amount,
        cap_fen: cap,
        concentration,
        rules: notice.rules,
        rules_hash: hex::encode(notice.rules_hash),
        digests: BTreeMap::new(),
        digest: String::new(),
    })
}

/// Fills in the digests, and lets the file out only if it verifies.
pub(super) fn seal<T: Serialize>(evidence: &T) -> Result<Value, EvidenceError> {
    let mut file = match serde_json::to_value(evidence)? {
        Value::Object(file) => file,
        other => Map::from_iter([("evidence".to_owned(), other)]),
    };
    file.remove("digest");
    file.remove("digests");
    let digests: Result<Map<String, Value>, serde_json::Error> = file
        .iter()
        .map(|(key, field)| Ok((key.clone(), Value::String(hex::encode(canonical::hash(field)?)))))
        .collect();
    file.insert("digests".to_owned(), Value::Object(digests?));
    let digest = hex::encode(canonical::hash(&file)?);
    file.insert("digest".to_owned(), Value::String(digest));
    let file = Value::Object(file);
    let verdict = verify(canonical::bytes(&file)?);
    if verdict.passed { Ok(file) } else { Err(EvidenceError::Refused(Box::new(verdict))) }
}
