//! `copydesk claims`: what was understood, article by article.

use clap::ValueEnum;

use super::args::Inputs;
use super::{Error, Outcome, load, output};
use crate::{language, pipeline, report};

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
    let (config, settings) = load::settings(&args.inputs)?;
    let report = load::on_threads(&settings, || {
        let loaded = load::load(&args.inputs, &config, &settings);
        let model = language::english();
        pipeline::check(loaded.articles, loaded.problems, &*model, &settings)
    })?;
    let out = match args.format {
        Format::Json => report::claims::json(&report) + "\n",
        Format::Text => report::claims_text::text(&report),
    };
    output::stdout(&out)?;
    Ok(if report.complete() { Outcome::Clean } else { Outcome::Failed })
}
