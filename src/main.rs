//! The command line. Messages go to stderr, results to stdout; the exit status is 0 only on success.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, Subcommand};
use jishi::core::role::Role;
use jishi::demo;
use jishi::keys::{self, Keys};
use jishi::monitor::{self, MonitorError};
use jishi::parties::accounts::{NewStaff, add_staff};
use jishi::platform::db;
use jishi::serve::{self, Settings};
use tracing_subscriber::EnvFilter;

/// Jishi 集市: an open, self-hosted intermediary-service marketplace
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the pages and the API
    Serve {
        #[arg(long, env = "JISHI_LISTEN", default_value = "127.0.0.1:8080")]
        listen: SocketAddr,
        /// Makes this a training installation: its clock can be moved, every page says so
        #[arg(long)]
        training: bool,
    },
    /// Recomputes an award's evidence file, or checks a receipt of the log, without asking any server
    Verify {
        file: PathBuf,
        /// The log's key, for a receipt: as published at /log/key
        #[arg(long)]
        key: Option<String>,
    },
    /// Follows the log of an installation from outside, and shouts (exit status 2) when it contradicts itself
    Monitor(Monitor),
    /// Builds the search index anew, while a running server goes on answering
    Reindex,
    /// Adds people of the operating side
    Admin {
        #[command(subcommand)]
        command: Admin,
    },
    /// The key that opens what is sealed
    Keys {
        #[command(subcommand)]
        command: Keys,
    },
    /// Fills an empty installation with a believable year
    Demo {
        /// The same seed and day make the same year
        #[arg(long, default_value_t = jishi::demo::SEED)]
        seed: u64,
    },
    /// Takes in what was published elsewhere
    Import {
        #[command(subcommand)]
        what: Import,
    },
    /// Prints the `OpenAPI` description of the API
    Openapi,
}

#[expect(clippy::enum_variant_names, reason = "each is a command: add-operator")]
#[derive(Subcommand)]
enum Admin {
    /// Reviews notices, checks entries, handles failures
    AddOperator(Hand),
    /// Watches deadlines, complaints, the ledger
    AddSupervisor(Hand),
    /// Accounts of the operating side, settings, keys
    AddAdmin(Hand),
    /// The counter of the physical store
    AddDesk(Hand),
}

#[derive(clap::Args)]
struct Monitor {
    /// Address of the installation, `https://…`
    url: String,
    /// Where to keep what was seen
    #[arg(long, default_value = "./monitor")]
    state: PathBuf,
    /// The log's key, where it is known; else that of the first visit is kept
    #[arg(long)]
    key: Option<String>,
    /// Seconds between two visits
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    every: u64,
    /// One visit only
    #[arg(long)]
    once: bool,
}

#[derive(clap::Args)]
struct Hand {
    #[arg(long)]
    login: String,
    /// The person's name
    #[arg(long)]
    name: String,
    /// The password; one is made and printed when it is not given
    #[arg(long, env = "JISHI_NEW_PASSWORD", hide_env_values = true)]
    password: Option<String>,
}

#[derive(Subcommand)]
enum Import {
    /// Notices that are over, from a CSV file with the columns 标题, 采购项目名称, 预算总金额, 采购单位, 截止报名时间, 选取中介服务机构方式, 项目内容
    Notices { file: PathBuf },
}

#[tokio::main]
async fn main() -> ExitCode {
    // Not a word of tantivy's indexer below errors: it warns whenever a segment whose documents were all replaced goes while it is being
    // merged, which loses nothing, and happens whenever much is indexed in small steps.
    let filter = || EnvFilter::new("warn,jishi=info,tantivy::indexer=error");
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_from_default_env().unwrap_or_else(|_| filter()))
        .with_writer(std::io::stderr)
        .init();
    match run(Cli::parse()).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("jishi: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    match cli.command {
        Command::Serve { listen, training } => serve::run(&cli.settings, listen, training).await?,
        Command::Admin { command } => admin(&cli.settings, command).await?,
        Command::Demo { seed } => {
            // Alone on the data directory, as a server is: a running one would fire the deadlines of the simulated year.
            let opened = serve::open(&cli.settings, db::Role::Server).await?;
            let played = demo::run(&opened, seed).await;
            opened.database.stop().await;
            played?;
            println!("demo accounts: client001…, agency001…, operator, supervisor, admin; password {}", demo::PASSWORD);
        }
        Command::Keys { command } => return keys::run(&cli.settings, command).await,
        Command::Verify { file, key } => return jishi::verify::run(&file, key.as_deref()),
        Command::Monitor(command) => return follow(command).await,
        Command::Reindex => serve::reindex(&cli.settings).await?,
        Command::Import { what: Import::Notices { file } } => serve::import_notices(&cli.settings, &file).await?,
        Command::Openapi => println!("{}", jishi::api::document().to_pretty_json()?),
    }
    Ok(ExitCode::SUCCESS)
}

async fn follow(command: Monitor) -> anyhow::Result<ExitCode> {
    let Monitor { url, state, key, every, once } = command;
    match monitor::run(&url, &state, key.as_deref(), Duration::from_secs(every), once).await {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(MonitorError::Alarm(alarm)) => {
            eprintln!("✗ 警报 / ALARM: {alarm}");
            Ok(ExitCode::from(2))
        }
        Err(error) => Err(error.into()),
    }
}

async fn admin(settings: &Settings, command: Admin) -> anyhow::Result<()> {
    let (role, hand) = match command {
        Admin::AddOperator(hand) => (Role::Operator, hand),
        Admin::AddSupervisor(hand) => (Role::Supervisor, hand),
        Admin::AddAdmin(hand) => (Role::Admin, hand),
        Admin::AddDesk(hand) => (Role::Desk, hand),
    };
    let opened = serve::open(settings, db::Role::Command).await?;
    let new = NewStaff { role, login: hand.login, name: hand.name, password: hand.password };
    let added = add_staff(&opened.app, new).await;
    opened.database.stop().await;
    let added = added?;
    println!("{} is {}", added.login, role.as_str());
    if let Some(password) = added.made_password {
        println!("password (shown once): {password}");
    }
    Ok(())
}
