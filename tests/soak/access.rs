//! Full access to a server before the opening (its database, every file, its log, its memory) shows nothing of what was sealed.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::process::Command;

use aho_corasick::AhoCorasick;
use jishi::core::money::Fen;
use jishi::core::seal::{self, Payload, PublicKey, Quote};
use jishi::platform::rng::RngSource;
use jishi::procurement::signups::Sealed;
use serde_json::{Value, json};
use sqlx::Row;

use super::road::{self, Walk, sign_in};
use super::server::Server;

/// Something that must not be found, in a form it might have.
struct Needle {
    what: &'static str,
    bytes: Vec<u8>,
}

/// As bytes, as hex, as the database and JSON write it.
fn needles(what: &'static str, bytes: &[u8]) -> [Needle; 3] {
    let hex = hex::encode(bytes);
    [
        Needle { what, bytes: bytes.to_vec() },
        Needle { what, bytes: hex.to_uppercase().into_bytes() },
        Needle { what, bytes: hex.into_bytes() },
    ]
}

/// What of it is found, and where.
fn found(needles: &[Needle], haystacks: &[(String, Vec<u8>)]) -> Vec<String> {
    let all = AhoCorasick::new(needles.iter().map(|it| &it.bytes)).unwrap();
    let mut found = BTreeSet::new();
    for (place, bytes) in haystacks {
        found.extend(all.find_overlapping_iter(bytes).map(|it| (it.pattern(), place)));
    }
    found.into_iter().map(|(pattern, place)| format!("{} in {place}", needles[pattern].what)).collect()
}

/// Every table as text.
fn dump(server: &Server) -> (String, Vec<u8>) {
    let bin = fs::read_dir("/usr/lib/postgresql").unwrap().map(|it| it.unwrap().path()).max().unwrap().join("bin");
    let run = server.path("postgres/run");
    let output = Command::new(bin.join("pg_dump"))
        .args(["--host", run.to_str().unwrap(), "--port", "5432", "--username", "jishi", "jishi"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    ("pg_dump".to_owned(), output.stdout)
}

/// Every file of the data directory, the server's log and the database's own files among them.
fn files(folder: &Path, into: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let Ok(kind) = fs::symlink_metadata(&path) else { continue };
        if kind.is_dir() {
            files(&path, into);
        } else if kind.is_file()
            // The database may remove one meanwhile.
            && let Ok(bytes) = fs::read(&path)
        {
            into.push((path.display().to_string(), bytes));
        }
    }
}

/// Every page of the process that can be read. What processes share is read with the first.
fn memory(pid: u32, shared: bool) -> (String, Vec<u8>) {
    let memory = File::open(format!("/proc/{pid}/mem")).unwrap();
    let mut all = Vec::new();
    for line in fs::read_to_string(format!("/proc/{pid}/maps")).unwrap().lines() {
        let mut parts = line.split(' ');
        let (range, access) = (parts.next().unwrap(), parts.next().unwrap());
        if !access.starts_with("rw") || (access.ends_with('s') && !shared) {
            // What cannot be written holds the program's text.
            continue;
        }
        let (from, to) = range.split_once('-').unwrap();
        let (from, to) = (u64::from_str_radix(from, 16).unwrap(), u64::from_str_radix(to, 16).unwrap());
        let mut region = vec![0; usize::try_from(to - from).unwrap()];
        if memory.read_exact_at(&mut region, from).is_ok() {
            all.append(&mut region);
        }
    }
    (format!("the memory of {pid}"), all)
}

fn everything(server: &Server, pid: u32) -> Vec<(String, Vec<u8>)> {
    let mut all = vec![dump(server), memory(pid, true)];
    all.extend(server.database_processes().into_iter().enumerate().map(|(n, pid)| memory(pid, n == 0)));
    assert!(all.len() > 5, "the database has processes");
    files(&server.path(""), &mut all);
    assert!(all.iter().any(|(place, _)| place.ends_with("server.log")));
    all
}

/// What three of the entrants ask for, in fen: numbers that do not occur by chance.
const PRICES: [i64; 3] = [71_935_287, 68_204_913, 73_519_864];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_has_the_whole_server_reads_nothing_of_what_is_sealed_before_the_deadline() {
    let server = Server::start().await;
    road::add_operator(&server);
    let mut walk = Walk::new(&server, 0, Vec::new());
    let operator = sign_in(&server, "operator").await;
    let client = walk.register("client", 0).await;
    let mut agencies = Vec::new();
    for index in 1..=4 {
        agencies.push(walk.register("agency", index).await);
    }
    let notice = walk.publish(&client, &operator, "price", 79_999_999).await;
    let page = server.read(&format!("/notices/{notice}"), None).await;
    let key = PublicKey::from_hex(page["seal_key"].as_str().unwrap()).unwrap();
    let code = page["code"].as_str().unwrap();
    let mut rng = RngSource::System.fork().unwrap();
    let (mut hidden, mut handed_in) = (Vec::new(), Vec::new());
    for (index, agency) in agencies.iter().enumerate() {
        let nonce: [u8; 16] = jishi::platform::rng::bytes(&mut rng);
        // One hands in none, which this method asks for: it is out at the opening.
        let quote = PRICES.get(index).map(|fen| Quote::Amount(Fen(*fen)));
        let payload = Payload::new(nonce, code, &agency.uscc, quote, &mut rng);
        hidden.extend(needles("a nonce", &payload.nonce));
        hidden.extend(needles("a salt", &payload.salt));
        let sealed = json!(Sealed::from(&seal::seal(&payload, key, &mut rng).unwrap()));
        handed_in.extend(needles("a commitment", &payload.commitment()));
        walk.sign_up_with(&notice, agency, &sealed).await;
    }
    for price in PRICES {
        for bytes in [price.to_string().into_bytes(), price.to_le_bytes().into(), price.to_be_bytes().into()] {
            hidden.push(Needle { what: "a price", bytes });
        }
    }

    let before = everything(&server, server.pid().await);
    assert_eq!(found(&hidden, &before), [""; 0]);
    // The scan finds what is there: what was handed in stands in the database, its processes and the server's own memory.
    for place in ["pg_dump", "the memory of"] {
        assert!(found(&handed_in, &before).iter().any(|it| it.contains(place)), "{place}");
    }
    // Nor did the keys stay in memory that could open it.
    let opening = fs::read_to_string(server.path("keys/opening.key")).unwrap();
    let opening = hex::decode(&opening[..64]).unwrap();
    let (place, memory) = before.into_iter().nth(1).unwrap();
    let opening_key = jishi::core::seal::SecretKey::from_slice(&opening).unwrap();
    let row = sqlx::query("SELECT seal_secret FROM round").fetch_one(&mut server.database().await).await.unwrap();
    let round_key = seal::unwrap(&row.get::<Vec<u8>, _>(0), &opening_key, code).unwrap();
    let mut keys: Vec<Needle> = needles("the opening key", &opening).into();
    keys.extend(needles("the key of the round", round_key.as_bytes()));
    assert_eq!(found(&keys, &[(place, memory)]), [""; 0]);

    walk.advance_to(&client, &page["signup_deadline"]).await;
    let opened = |it: &Value| it["opened_at"].is_string();
    let page = server.until(&format!("/notices/{notice}"), None, opened).await;
    assert_eq!((&page["entrants"], &page["eligible"]), (&json!(4), &json!(3)));
    // The scan finds what is there.
    let after = found(&hidden, &[dump(&server)]);
    assert_eq!(after.iter().filter(|it| it.starts_with("a nonce")).count(), 3, "{after:?}");
    assert_eq!(after.iter().filter(|it| it.starts_with("a salt")).count(), 3, "{after:?}");
    assert_eq!(after.iter().filter(|it| it.starts_with("a price")).count(), 3, "{after:?}");
    server.stop().await;
}
