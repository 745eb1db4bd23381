//! The command line: arguments in, reports and an exit status out. One file a subcommand.
//!
//! This module, `progress` and nothing else touch the outside: files, the terminal, the environment.

mod accept;
mod args;
mod baseline;
mod check;
mod claims;
mod completions;
mod error;
mod explain;
mod init;
mod load;
mod man;
mod output;
mod rules;
mod sheet;
mod verify;
mod walk;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

pub use error::Error;

/// How a run ended, as its exit status says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything was read, and nothing at or above `--fail-on` was found.
    Clean,
    /// Something at or above `--fail-on` was found.
    Findings,
    /// Something could not be read or done; wins over findings.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Clean => ExitCode::SUCCESS,
            Outcome::Findings => ExitCode::from(1),
            Outcome::Failed => ExitCode::from(2),
        }
    }
}

/// Checks news articles against each other and against themselves: names, figures, dates, ages, roles and quotations that
/// cannot all be right.
///
/// copydesk reads a batch of articles, puts together what they say about the same thing, and shows both places where they
/// disagree. It works offline and changes nothing: an editor decides.
#[derive(Debug, Parser)]
#[command(
    name = "copydesk",
    version,
    disable_help_subcommand = true,
    arg_required_else_help = true,
    max_term_width = 100,
    after_help = "Start with:  copydesk check FOLDER\n\nExit status: 0 nothing found, 1 something found (see --fail-on), 2 something could not be read or done"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(Box<check::Args>),
    Claims(claims::Args),
    Sheet(sheet::Args),
    Verify(verify::Args),
    Rules(rules::Args),
    Explain(explain::Args),
    Baseline(baseline::Args),
    Init(init::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// Runs the command line of this process.
#[must_use]
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(e) => {
            // Help and version go to standard output and are no failure; a closed pipe is none either.
            let _ = e.print();
            return ExitCode::from(if e.use_stderr() { 2 } else { 0 });
        }
    };
    let result = match cli.command {
        Command::Check(args) => check::run(&args),
        Command::Claims(args) => claims::run(&args),
        Command::Sheet(args) => sheet::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Baseline(args) => baseline::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    };
    match result {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            eprintln!("copydesk: {error}");
            Outcome::Failed.into()
        }
    }
}

/// The command line as clap knows it, for completions and manual pages.
#[must_use]
pub fn command() -> clap::Command {
    Cli::command()
}
