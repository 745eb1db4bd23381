//! Arguments that several subcommands share, as typed; `Settings` are what they resolve to.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

/// What to read, and how.
#[derive(Args, Clone, Debug, Default)]
pub struct Inputs {
    /// Articles: files, folders (with all below them), globs in quotes, or - for standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<String>,

    /// Name to show for the article read from standard input; its ending says the format
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    pub stdin_filename: Option<String>,

    /// Date of publication of articles that carry none, such as 2026-11-20: weekdays and "yesterday" are counted from it
    #[arg(long, value_name = "DATE", help_heading = "Reading")]
    pub date: Option<Date>,

    /// Publisher of articles that name none: within one house quotations are held to the word
    #[arg(long, value_name = "NAME", help_heading = "Reading")]
    pub publisher: Option<String>,

    /// Largest file to read, in megabytes; a larger one is reported and left out
    #[arg(long, value_name = "MB", help_heading = "Reading")]
    pub max_file_size: Option<u64>,

    /// Read this configuration instead of the nearest copydesk.toml
    #[arg(long, value_name = "FILE", conflicts_with = "isolated", help_heading = "Running")]
    pub config: Option<PathBuf>,

    /// Ignore every copydesk.toml
    #[arg(long, help_heading = "Running")]
    pub isolated: bool,

    /// Check without the model of English: much faster, and blind to much
    #[arg(long, help_heading = "Running")]
    pub fast: bool,

    /// Use the model of English in this file instead of the one inside the program
    #[arg(long, value_name = "FILE", conflicts_with = "fast", help_heading = "Running")]
    pub model: Option<PathBuf>,

    /// Threads to use; 0 takes one for each core. The report is the same for any number
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true, help_heading = "Running")]
    pub threads: usize,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set or TERM is dumb
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// Whether to colour what goes to a stream that is a terminal or not.
    #[must_use]
    pub fn wanted(self, terminal: bool) -> bool {
        let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty() && v != "0");
        match self {
            Color::Always => true,
            Color::Never => false,
            Color::Auto if set("NO_COLOR") => false,
            Color::Auto if set("CLICOLOR_FORCE") || set("FORCE_COLOR") => true,
            Color::Auto => terminal && std::env::var_os("TERM").is_none_or(|t| t != "dumb"),
        }
    }
}

/// From which severity on a run counts as failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Exit with 1 if there is an error
    Error,
    /// Exit with 1 if there is an error or a warning
    Warning,
    /// Exit with 1 if there is anything at all
    Note,
    /// Exit with 0 whatever is found
    Never,
}
