//! `copydesk verify`: a draft against its sources.

use std::io::{self, IsTerminal};

use clap::ValueEnum;

use super::args::{Color, FailOn, Inputs};
use super::{Error, Outcome, check, load, output};
use crate::verify;

/// Check a draft against its sources: what stands in them, what stands there otherwise, what stands nowhere
///
/// Every quotation of the draft is looked for in the sources word for word, in marks or without: transcripts, notes, press releases,
/// other articles. Figures, names, dates, ages and roles are shown as supported, conflicting or not found.
#[derive(clap::Args, Debug)]
#[command(
    mut_arg("paths", |a| a.value_name("DRAFT").help("The draft: a file or several, or - for standard input")),
    after_help = "Examples:\n  \
    copydesk verify draft.txt --against transcript.txt release.html\n  \
    copydesk verify draft.txt --against sources/ --quiet         only what needs a look\n  \
    copydesk verify draft.docx --against sources/ --fail-on warning"
)]
pub struct Args {
    #[command(flatten)]
    inputs: Inputs,

    /// The sources: files, folders or globs
    #[arg(long, value_name = "SOURCE", required = true, num_args = 1..)]
    against: Vec<String>,

    /// How to print it
    #[arg(long, value_enum, default_value = "text", help_heading = "Report")]
    format: Format,

    /// Print only what is not supported, and no summary
    #[arg(long, short, help_heading = "Report")]
    quiet: bool,

    /// When to use colour
    #[arg(
        long,
        value_enum,
        default_value = "auto",
        hide_possible_values = true,
        value_name = "WHEN",
        help_heading = "Report"
    )]
    color: Color,

    /// From which severity on the exit status is 1: an altered quotation is an error, one found nowhere a warning
    #[arg(long, value_enum, value_name = "SEVERITY", help_heading = "What counts")]
    fail_on: Option<FailOn>,

    /// Only these rules, or kinds such as quote or figure; may be given several times, or with commas
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "What counts")]
    select: Vec<String>,

    /// Not these rules or kinds
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "What counts")]
    ignore: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading: one line a claim
    Text,
    /// For programs: one object, schema copydesk-verify/1
    Json,
}

/// Runs it.
pub fn run(args: &Args) -> Result<Outcome, Error> {
    let stdin = |paths: &[String]| paths.iter().any(|p| p == "-");
    if stdin(&args.inputs.paths) && stdin(&args.against) {
        return Err(Error::new("- is standard input, which can be read once: give the draft or the source as a file"));
    }
    let config = load::config(&args.inputs)?;
    let mut settings = load::settings(&args.inputs, &config);
    // A draft and its sources tell one story by what they are.
    settings.one_story = true;
    check::choose(&args.select, &args.ignore, &mut settings)?;
    let against = Inputs { paths: args.against.clone(), ..args.inputs.clone() };
    let report = load::verify(&args.inputs, &against, &config, &settings)?;
    let lines = verify::verify(&report, &settings);
    let look = verify::text::Look { quiet: args.quiet, color: args.color.wanted(io::stdout().is_terminal()) };
    let out = match args.format {
        Format::Json => verify::json::json(&report, &lines) + "\n",
        Format::Text => verify::text::text(&report, &lines, look),
    };
    output::stdout(&out)?;
    let least = check::least(args.fail_on, &config);
    Ok(match () {
        () if !report.complete() => Outcome::Failed,
        () if least.is_some_and(|least| verify::worst(&lines).is_some_and(|worst| worst >= least)) => Outcome::Findings,
        () => Outcome::Clean,
    })
}
