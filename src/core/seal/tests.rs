use super::*;
use crate::core::money::Fen;
use proptest::prelude::*;
use rand::SeedableRng;
use rand::rngs::ChaCha20Rng;
use serde_json::json;

const CODE: &str = "433101-20261123-0001";
const OURS: &str = "91433101MADEM00112";
const THEIRS: &str = "91433101MADEM002XR";

/// What a browser must be able to open, and this must be able to open of a browser: `frontend/src/signups/seal/seal.test.ts` reads it, too.
const VECTORS: &str = include_str!("../../../tests/fixtures/seal.json");

fn rng() -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(433_101)
}

fn place(uscc: &str) -> Place<'_> {
    Place { notice_code: CODE, uscc, quotes: false, proposes: false }
}

fn payload(uscc: &str) -> Payload {
    Payload::new([7; 16], CODE, uscc, None, &mut rng())
}

#[test]
fn what_is_sealed_is_opened_by_the_round_s_key_and_shows_no_length() {
    let key = SecretKey::generate(&mut rng());
    for quote in [None, Some(Quote::Amount(Fen(Fen::MAX.0))), Some(Quote::Rate(1))] {
        let payload = Payload { quote, ..payload(OURS) };
        let sealed = seal(&payload, key.public(), &mut rng()).unwrap();
        assert_eq!(sealed.ciphertext.len(), SEALED_BYTES);
        let place = Place { quotes: quote.is_some(), ..place(OURS) };
        assert_eq!(open(&key, place, &sealed.ciphertext, &sealed.commitment), Ok(payload));
        let other = Place { quotes: quote.is_none(), ..place };
        assert_eq!(open(&key, other, &sealed.ciphertext, &sealed.commitment), Err(Unopened::Malformed));
    }
}

#[test]
fn a_ciphertext_copied_by_another_agency_opens_for_nobody() {
    let key = SecretKey::generate(&mut rng());
    let sealed = seal(&payload(OURS), key.public(), &mut rng()).unwrap();
    let opened = open(&key, place(THEIRS), &sealed.ciphertext, &sealed.commitment);
    assert_eq!(opened, Err(Unopened::CannotOpen));
    // For another notice, with another commitment, by another key: neither.
    let next = Place { notice_code: "433101-20261123-0001-R2", ..place(OURS) };
    assert_eq!(open(&key, next, &sealed.ciphertext, &sealed.commitment), Err(Unopened::CannotOpen));
    assert_eq!(open(&key, place(OURS), &sealed.ciphertext, &[0; 32]), Err(Unopened::CannotOpen));
    let other = SecretKey::from_slice(&[9; 32]).unwrap();
    assert_eq!(open(&other, place(OURS), &sealed.ciphertext, &sealed.commitment), Err(Unopened::CannotOpen));
}

#[test]
fn a_proposal_is_opened_by_what_was_sealed_and_each_way_not_to_count_has_its_reason() {
    let file = b"%PDF-1.7\nhow we would do it".as_slice();
    let proposal = Proposal::of([8; 32], file);
    let sealed = proposal.seal(CODE, OURS, file);
    assert_eq!(sealed.len(), file.len() + PROPOSAL_OVERHEAD);
    assert_eq!(proposal.open(place(OURS), &sealed).as_deref(), Ok(file));
    assert_eq!(proposal.open(place(THEIRS), &sealed), Err(Unopened::ProposalCannotOpen));
    assert_eq!(proposal.open(place(OURS), &sealed[1..]), Err(Unopened::ProposalCannotOpen));
    let other = Proposal { key: [9; 32], ..proposal };
    assert_eq!(other.open(place(OURS), &sealed), Err(Unopened::ProposalCannotOpen));
    let other = Proposal { sha256: [9; 32], ..proposal };
    assert_eq!(other.open(place(OURS), &sealed), Err(Unopened::ProposalDiffers));
    for file in [b"PK\x03\x04".to_vec(), [b"%PDF-".as_slice(), &vec![0; MOST_PROPOSAL_BYTES]].concat(), vec![]] {
        let proposal = Proposal::of([8; 32], &file);
        let opened = proposal.open(place(OURS), &proposal.seal(CODE, OURS, &file));
        assert_eq!(opened, Err(Unopened::ProposalNoPdf));
    }
    // In the sealed part it is the sixth field, in the same block.
    let key = SecretKey::generate(&mut rng());
    let payload = Payload { proposal: Some(proposal), quote: Some(Quote::Amount(Fen::MAX)), ..payload(OURS) };
    let sealed = seal(&payload, key.public(), &mut rng()).unwrap();
    assert_eq!(sealed.ciphertext.len(), SEALED_BYTES);
    let at = Place { quotes: true, proposes: true, ..place(OURS) };
    assert_eq!(open(&key, at, &sealed.ciphertext, &sealed.commitment), Ok(payload));
    let without = Place { proposes: false, ..at };
    assert_eq!(open(&key, without, &sealed.ciphertext, &sealed.commitment), Err(Unopened::Malformed));
}

/// Somebody who writes its own client can seal anything.
fn forged(json: &[u8], commitment: [u8; 32], key: &SecretKey) -> Result<Payload, Unopened> {
    let padded = padding::pad(json).unwrap();
    let aad = format!("{OURS}\n{}", hex::encode(commitment));
    let info = format!("jishi-sealed/1\n{CODE}");
    let ciphertext = envelope::seal(key.public(), &info, &aad, &padded, &mut rng()).unwrap();
    open(key, place(OURS), &ciphertext, &commitment)
}

#[test]
fn each_way_not_to_count_has_its_reason() {
    let key = SecretKey::generate(&mut rng());
    let ours = payload(OURS);
    assert_eq!(forged(&ours.json(), ours.commitment(), &key), Ok(ours.clone()));
    assert_eq!(forged(&ours.json(), [1; 32], &key), Err(Unopened::CommitmentDiffers));
    for other in [payload(THEIRS), Payload { notice_code: "433101-20261123-0002".into(), ..ours.clone() }] {
        assert_eq!(forged(&other.json(), other.commitment(), &key), Err(Unopened::NotThisRound));
    }
    let spaced = String::from_utf8(ours.json()).unwrap().replace(',', ", ");
    let doubled = spaced.replacen('{', "{\"quote\":null,", 1);
    let unknown = spaced.replacen('{', "{\"more\":1,", 1);
    let dear = Payload { quote: Some(Quote::Amount(Fen(0))), ..ours.clone() };
    for json in [spaced.as_bytes(), doubled.as_bytes(), unknown.as_bytes(), &dear.json(), b"", b"[]", &[255; 600]] {
        assert_eq!(forged(json, crate::core::canonical::sha256(json), &key), Err(Unopened::Malformed));
    }
}

#[test]
fn a_round_s_key_is_unwrapped_by_its_opening_key_alone() {
    let (opening, round) = (SecretKey::generate(&mut rng()), SecretKey::from_slice(&[5; 32]).unwrap());
    let wrapped = wrap(&round, opening.public(), CODE, &mut rng()).unwrap();
    assert_eq!(wrapped.len(), WRAPPED_BYTES);
    assert_eq!(unwrap(&wrapped, &opening, CODE).unwrap().as_bytes(), round.as_bytes());
    assert!(unwrap(&wrapped, &opening, "433101-20261123-0001-R2").is_none());
    assert!(unwrap(&wrapped, &round, CODE).is_none());
    assert!(wrap(&round, PublicKey([0; 32]), CODE, &mut rng()).is_err(), "a key of low order keeps nothing secret");
}

fn witnesses(count: u8) -> Vec<SecretKey> {
    (1..=count).map(|it| SecretKey::from_slice(&[it; 32]).unwrap()).collect()
}

/// A wrapped key split among witnesses, and the shares that they open.
fn shares(threshold: u8, count: u8) -> (Vec<u8>, Vec<Vec<u8>>) {
    let wrapped =
        wrap(&SecretKey::from_slice(&[5; 32]).unwrap(), SecretKey::generate(&mut rng()).public(), CODE, &mut rng());
    let wrapped = wrapped.unwrap();
    let holders = witnesses(count);
    let public: Vec<PublicKey> = holders.iter().map(SecretKey::public).collect();
    let sealed = split(&wrapped, threshold, &public, CODE, &mut rng()).unwrap();
    let opened = sealed.iter().zip(&holders).zip(1..).map(|((sealed, holder), number)| {
        assert_eq!(sealed.len(), SEALED_SHARE_BYTES);
        assert!(open_share(sealed, holder, CODE, number + 1).is_none());
        assert!(open_share(sealed, holder, "433101-20261123-0001-R2", number).is_none());
        let share = open_share(sealed, holder, CODE, number).unwrap().to_vec();
        assert!(is_share(&share, number) && !is_share(&share, number + 1));
        share
    });
    (wrapped, opened.collect())
}

#[test]
fn any_choice_of_enough_witnesses_gives_the_wrapped_key_and_fewer_do_not() {
    for (threshold, count) in [(2, 2), (2, 3), (3, 5), (5, 5)] {
        let (wrapped, shares) = shares(threshold, count);
        let hash = crate::core::canonical::sha256(&wrapped);
        for choice in 0_u32..1 << count {
            let come: Vec<_> =
                (0..count).filter(|it| choice >> it & 1 == 1).map(|it| shares[usize::from(it)].clone()).collect();
            let enough = come.len() >= usize::from(threshold);
            assert_eq!(combine(&come, threshold, &hash).map(|it| it.to_vec()), enough.then(|| wrapped.clone()));
        }
    }
}

#[test]
fn a_wrong_share_neither_passes_nor_stands_in_the_way() {
    let (wrapped, mut shares) = shares(2, 3);
    let hash = crate::core::canonical::sha256(&wrapped);
    shares[0][40] ^= 1;
    assert!(combine(&shares[..2], 2, &hash).is_none());
    assert_eq!(combine(&shares, 2, &hash).map(|it| it.to_vec()), Some(wrapped));
    // The same one twice is one.
    assert!(combine(&[shares[1].clone(), shares[1].clone()], 2, &hash).is_none());
    assert!(combine(&[Vec::new(), vec![1], vec![2; 40]], 2, &hash).is_none());
    assert!(combine(&vec![shares[1].clone(); 6], 2, &hash).is_none(), "bounded");
}

#[test]
fn a_split_that_would_be_none_is_refused() {
    let keys: Vec<PublicKey> = witnesses(6).iter().map(SecretKey::public).collect();
    for (threshold, count) in [(1, 3), (0, 3), (4, 3), (2, 6), (2, 0)] {
        assert_eq!(split(&[0; 80], threshold, &keys[..count], CODE, &mut rng()), Err(CannotSeal));
    }
    assert_eq!(split(&[0; 80], 2, &[keys[0], PublicKey([0; 32])], CODE, &mut rng()), Err(CannotSeal));
    assert!(can_hold(keys[0], &mut rng()) && !can_hold(PublicKey([0; 32]), &mut rng()));
}

#[test]
fn the_commitment_is_the_hash_of_a_text_that_anybody_can_write() {
    let payload = Payload {
        nonce: [0x0f; 16],
        notice_code: CODE.into(),
        proposal: None,
        quote: Some(Quote::Rate(1250)),
        salt: [0xa5; 32],
        uscc: OURS.into(),
    };
    let text = format!(
        r#"{{"nonce":"{}","notice_code":"{CODE}","quote":{{"rate":1250}},"salt":"{}","uscc":"{OURS}"}}"#,
        "0f".repeat(16),
        "a5".repeat(32)
    );
    assert_eq!(payload.json(), text.as_bytes());
    assert_eq!(payload.commitment(), crate::core::canonical::sha256(text.as_bytes()));
}

/// Set `BLESS=1` to write the file anew.
#[test]
fn the_shared_vectors_are_these() {
    let mut rng = rng();
    let (opening, round) = (SecretKey::generate(&mut rng), SecretKey::generate(&mut rng));
    let quotes = [None, Some(Quote::Amount(Fen(1_720_000))), Some(Quote::Rate(1250))];
    let file = b"%PDF-1.7\n%\xE6\x96\xB9\xE6\xA1\x88\n".as_slice();
    let proposal = Proposal::of([0x2a; 32], file);
    let case = |quote, proposal, rng: &mut ChaCha20Rng| {
        let payload = Payload { proposal, ..Payload::new([3; 16], CODE, OURS, quote, rng) };
        let sealed = seal(&payload, round.public(), rng).unwrap();
        json!({
            "payload": payload,
            "json": String::from_utf8(payload.json()).unwrap(),
            "commitment": hex::encode(sealed.commitment),
            "ciphertext": hex::encode(&sealed.ciphertext),
        })
    };
    let mut cases: Vec<_> = quotes.into_iter().map(|quote| case(quote, None, &mut rng)).collect();
    cases.push(case(quotes[1], Some(proposal), &mut rng));
    let wrapped = wrap(&round, opening.public(), CODE, &mut rng).unwrap();
    let holders: Vec<SecretKey> = (0..3).map(|_| SecretKey::generate(&mut rng)).collect();
    let public: Vec<PublicKey> = holders.iter().map(SecretKey::public).collect();
    let split = split(&wrapped, 2, &public, CODE, &mut rng).unwrap();
    let witnesses: Vec<_> = (1..)
        .zip(holders.iter().zip(&split))
        .map(|(number, (holder, sealed))| {
            json!({
                "number": number,
                "secret": hex::encode(holder.as_bytes()),
                "public": holder.public().to_string(),
                "sealed_share": hex::encode(sealed),
                "share": hex::encode(open_share(sealed, holder, CODE, number).unwrap().as_slice()),
            })
        })
        .collect();
    let vectors = json!({
        "opening_secret": hex::encode(opening.as_bytes()),
        "opening_public": opening.public().to_string(),
        "round_secret": hex::encode(round.as_bytes()),
        "round_public": round.public().to_string(),
        "wrapped": hex::encode(&wrapped),
        "wrapped_hash": hex::encode(crate::core::canonical::sha256(&wrapped)),
        "witnesses": witnesses,
        "notice_code": CODE,
        "uscc": OURS,
        "cases": cases,
        "proposal": { "file": hex::encode(file), "sealed": hex::encode(proposal.seal(CODE, OURS, file)) },
        "sealed_roster_hash": hex::encode(sealed_roster_hash(
            cases.iter().zip([OURS, THEIRS, "91433101MADEM0038R"]).map(|(it, uscc)| (uscc, it["commitment"].as_str().unwrap()))
        )),
    });
    let written = serde_json::to_string_pretty(&vectors).unwrap() + "\n";
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/seal.json"), &written).unwrap();
    } else {
        assert_eq!(VECTORS, written);
    }
}

proptest! {
    #[test]
    fn any_bytes_are_refused_with_a_reason(bytes in prop::collection::vec(any::<u8>(), 0..1200), commitment in any::<[u8; 32]>()) {
        let key = SecretKey::from_slice(&[3; 32]).unwrap();
        prop_assert_eq!(open(&key, place(OURS), &bytes, &commitment), Err(Unopened::CannotOpen));
        prop_assert!(Payload::read(&bytes).is_err());
        prop_assert!(unwrap(&bytes, &key, CODE).is_none());
    }

    #[test]
    fn padding_comes_off_as_it_went_on(text in prop::collection::vec(any::<u8>(), 0..3000)) {
        let padded = padding::pad(&text).unwrap();
        prop_assert_eq!(padded.len() % padding::BLOCK, 0);
        prop_assert_eq!(padding::unpad(&padded), Some(text.as_slice()));
        let mut longer = padded.to_vec();
        longer.extend([0; padding::BLOCK]);
        prop_assert_eq!(padding::unpad(&longer), None);
    }
}
