//! `copydesk claims`: what was understood, article by article.

use clap::ValueEnum;

use super::args::Inputs;
use super::{Error, Outcome, load, output};
use crate::report;

/// Show what was understood of each article: names, figures, dates, ages, quotations, and what was not understood
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(flatten)]
    inputs: Inputs,

    /// How to print it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading
    Text,
    /// For programs: one object, schema copydesk-claims/1
    Json,
}

/// Runs it.
pub fn run(args: &Args) -> Result<Outcome, Error> {
    let config = load::config(&args.inputs)?;
    let settings = load::settings(&args.inputs, &config);
    let (report, _) = load::check(&args.inputs, &config, &settings)?;
    let out = match args.format {
        Format::Json => report::claims::json(&report) + "\n",
        Format::Text => report::claims_text::text(&report),
    };
    output::stdout(&out)?;
    Ok(if report.complete() { Outcome::Clean } else { Outcome::Failed })
}
