//! `jishi keys show`.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use sqlx::PgConnection;

use crate::platform::opening::{Custody, Opening, OpeningKey, key_file, store};
use crate::platform::web::Instant;
use crate::procurement::rounds;

/// Rounds named of one key; the number is said in any case.
const NAMED: usize = 10;

/// Prints each key, the newest first.
pub(super) async fn run(conn: &mut PgConnection, opening: &Opening) -> anyhow::Result<()> {
    for key in store::all(&mut *conn).await? {
        let state = match key.retired_at {
            None => "使用中 / in use".to_owned(),
            Some(at) => format!("停用于 / retired {at}"),
        };
        println!("{}  {state}", key.id);
        println!("  公钥 / public key  {}", key.public);
        println!("  私钥 / private     {}", place(opening, &key));
        println!("  {}", needed(conn, &key).await?);
    }
    for it in rounds::store::awaiting_shares(conn).await? {
        let until = it.until.map_or_else(String::new, |at| format!("，至 / until {}", Instant(at)));
        println!("{}  见证人 {}/{} 已到 / witnesses have come{until}", it.code, it.given, it.threshold);
    }
    Ok(())
}

/// Where the private half is, and whether it is as it should be.
fn place(opening: &Opening, key: &OpeningKey) -> String {
    let folder = match opening.custody() {
        Custody::Command(program) => return format!("由命令保管 / kept by {}", program.display()),
        Custody::Folder(folder) => folder,
    };
    match key_file::place(folder, key) {
        Err(error) => error.text().to_string(),
        Ok((path, _)) => {
            let mode = fs::metadata(&path).map_or(0, |it| it.permissions().mode() & 0o777);
            let open =
                if mode % 0o100 == 0 { "" } else { "，他人可读，请 chmod 400 / readable by others: chmod 400" };
            format!("{} ({mode:o}){open}", path.display())
        }
    }
}

/// Which rounds cannot be opened without it.
pub(super) async fn needed(conn: &mut PgConnection, key: &OpeningKey) -> anyhow::Result<String> {
    let codes = rounds::store::needing(conn, key.id).await?;
    Ok(match codes.len() {
        0 if key.retired_at.is_some() => {
            "没有轮次再需要它，私钥可以删除 / no round needs it any more: its private half may be deleted".to_owned()
        }
        0 => "目前没有轮次需要它 / no round needs it at present".to_owned(),
        count => {
            let more = if count > NAMED { " …" } else { "" };
            let named = codes.into_iter().take(NAMED).collect::<Vec<_>>().join(" ");
            format!("{count} 轮待启封 / rounds need it: {named}{more}")
        }
    })
}
