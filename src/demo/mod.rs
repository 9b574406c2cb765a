//! `jishi demo`: one believable year of a county, made through the operations people use, with a simulated clock.
//!
//! The plan is drawn from a seed ([`deals`], [`cast`]); the year is played as a queue of steps ([`year`]), each at its instant by
//! its person ([`stage`]). What falls due in between is fired by the installation's own timers. The year ends now, wherever each
//! procurement then stands.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "small numbers drawn for a plan, not amounts that anybody owes"
)]

mod cast;
mod deals;
mod people;
mod stage;
mod year;

use std::sync::Arc;

use anyhow::{Context, ensure};
use indicatif::{ProgressBar, ProgressStyle};
use sqlx::PgPool;

use crate::platform::app::Parts;
use crate::platform::clock::{Clock, ManualClock};
use crate::platform::rng::RngSource;
use crate::platform::{App, calendar, db, installation, journal};
use crate::reach;
use crate::serve::Opened;

/// The same seed and day make the same year.
pub const SEED: u64 = 433_101;
/// The year is played by one hand.
const CONNECTIONS: u32 = 2;
/// Of every demo account.
pub const PASSWORD: &str = "jishi-demo-2026";

/// Fills an empty installation. It is a training installation from the first step on, marked as unfinished until the last: nobody can take
/// what an interruption leaves (people whose passwords are published) for an installation.
pub async fn run(opened: &Opened, seed: u64) -> anyhow::Result<()> {
    let pool = &opened.database.pool;
    begin(pool).await?;
    let mut conn = pool.acquire().await?;
    let now = Clock::Database.now(&mut conn).await?;
    for year in -2..=1 {
        let year = chrono::Datelike::year(&now) + year;
        calendar::ensure_provisional_year(&mut conn, year).await?;
    }
    let days = calendar::load(&mut conn).await?;
    drop(conn);
    // Nothing of an unfinished demo is worth keeping, so its commits need not wait for the disk.
    let options = pool.connect_options().as_ref().clone().options([("synchronous_commit", "off")]);
    let pool = &db::pool::connect_with(options, CONNECTIONS).await?;
    let clock = ManualClock::at(now - chrono::TimeDelta::days(366));
    let app = App::new(Parts {
        pool: pool.clone(),
        clock: Clock::Manual(clock.clone()),
        rng: RngSource::seeded(seed),
        vault: opened.app.vault().clone(),
        log_key: opened.app.log_key().clone(),
        opening: opened.app.opening().clone(),
        files: opened.app.files().clone(),
        division_code: opened.app.division_code().to_owned(),
    })?;
    let bar = ProgressBar::new(0).with_style(
        ProgressStyle::with_template("{msg:.cyan} {wide_bar} {pos}/{len} {elapsed}").context("the bar's template")?,
    );
    let stage = stage::Stage { app: app.clone(), clock, calendar: Arc::new(days), now };
    year::play(&stage, seed, &bar).await?;
    bar.finish_and_clear();
    // What follows from the journal is built at once, so that the first visitor sees the whole year.
    journal::sequencer::turn(&app, app.server_id()).await?;
    journal::reader::catch_up(&app, &reach::notify::Inbox).await?;
    journal::reader::catch_up(&app, &reach::statistics::Statistic).await?;
    installation::end_demo(&mut *pool.acquire().await?).await?;
    Ok(())
}

async fn begin(pool: &PgPool) -> anyhow::Result<()> {
    let mut conn = pool.acquire().await?;
    installation::refuse_unfinished_demo(&mut conn).await?;
    let found = sqlx::query!(
        r#"SELECT
            EXISTS (SELECT FROM person) AS "used!",
            EXISTS (SELECT FROM lease WHERE name = 'sequencer' AND expires_at > clock_timestamp()) AS "served!""#
    )
    .fetch_one(&mut *conn)
    .await?;
    ensure!(
        !found.used,
        "此系统已在使用，演示数据只能写入空的系统 / this installation is in use; the demo fills an empty one only"
    );
    ensure!(
        !found.served,
        "有服务进程正在使用这个数据库，请先停止它（几秒后生效） / a server is running on this database; stop it first, and give it some seconds"
    );
    installation::begin_demo(&mut conn).await?;
    Ok(())
}
