//! The command line. Messages go to stderr, results to stdout; the exit status is 0 only on success.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
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
    /// Recomputes an award's evidence file without asking any server
    Verify { file: PathBuf },
    /// Builds the search index anew, while a running server goes on answering
    Reindex,
    /// Prints the `OpenAPI` description of the API
    Openapi,
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,jishi=info")))
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
        Command::Verify { file } => return jishi::verify::run(&file),
        Command::Reindex => serve::reindex(&cli.settings).await?,
        Command::Openapi => println!("{}", jishi::api::document().to_pretty_json()?),
    }
    Ok(ExitCode::SUCCESS)
}
