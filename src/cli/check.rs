//! `copydesk check`: the main job.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use super::accept::{Accept, Accepted};
use super::args::{Color, FailOn, Inputs};
use super::{Error, Outcome, explain, load, output};
use crate::compare::rules;
use crate::config::Config;
use crate::model::{Kind, Settings, Severity};
use crate::report::{Report, View};

/// Check a batch of articles against each other and each against itself
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:\n  \
    copydesk check drafts/                              read the drafts, show what disagrees\n  \
    copydesk check drafts/ --format html --open         the same as a page in the browser\n  \
    copydesk check a.txt b.docx --explain               with the reasons\n  \
    copydesk check drafts/ --format github --format html=report.html\n  \
    copydesk check drafts/ --sheet people.toml          names, roles and ages as the desk keeps them\n  \
    pbpaste | copydesk check - --date 2026-11-20        one article from standard input")]
pub struct Args {
    #[command(flatten)]
    inputs: Inputs,

    /// How to report, and where to: full, concise, json, html … or FORMAT=FILE; may be given several times
    #[arg(long, value_name = "FORMAT[=FILE]", help_heading = "Report")]
    format: Vec<String>,

    /// Write the report to this file
    #[arg(long, short, value_name = "FILE", help_heading = "Report")]
    output: Option<PathBuf>,

    /// Open the report in the browser; without --format it is HTML
    #[arg(long, help_heading = "Report")]
    open: bool,

    /// Show notes too: small differences that are worth knowing
    #[arg(long, help_heading = "Report")]
    notes: bool,

    /// Say for each finding why the passages are about one thing and what decided
    #[arg(long, help_heading = "Report")]
    explain: bool,

    /// Add everything that was compared, agreeing claims included (json)
    #[arg(long, help_heading = "Report")]
    groups: bool,

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

    /// Print findings only, no summary
    #[arg(long, short, conflicts_with = "verbose", help_heading = "Report")]
    quiet: bool,

    /// Show every place of every finding in full
    #[arg(long, short, help_heading = "Report")]
    verbose: bool,

    /// From which severity on the exit status is 1
    #[arg(long, value_enum, value_name = "SEVERITY", help_heading = "What counts")]
    fail_on: Option<FailOn>,

    /// Only these rules, or kinds such as name or quote; may be given several times, or with commas
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "What counts")]
    select: Vec<String>,

    /// Not these rules or kinds
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "What counts")]
    ignore: Vec<String>,

    /// Leave out findings that editors accept less often than this, from 0 to 1
    #[arg(long, value_name = "SHARE", value_parser = share, help_heading = "What counts")]
    min_confidence: Option<u8>,

    /// All articles tell one story: compare everything with everything
    #[arg(long, help_heading = "What counts")]
    one_story: bool,

    /// Names, roles and ages that are always right, in TOML or CSV (copydesk sheet writes one); may be given several times
    #[arg(long, value_name = "FILE", help_heading = "What counts")]
    sheet: Vec<PathBuf>,

    #[command(flatten)]
    accept: Accept,
}

/// A share from 0 to 1, in hundredths.
fn share(text: &str) -> Result<u8, String> {
    match text.parse::<f64>() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok((share * 100.0).round() as u8),
        _ => Err("a share between 0 and 1, such as 0.8".into()),
    }
}

/// Runs it.
pub fn run(args: &Args) -> Result<Outcome, Error> {
    let config = load::config(&args.inputs)?;
    let mut settings = load::settings(&args.inputs, &config);
    over(args, &mut settings)?;
    settings.sheet = load::sheet(&args.sheet, &config)?;
    let formats = if args.format.is_empty() { &config.formats } else { &args.format };
    let targets = output::targets(formats, args.output.as_deref(), args.open)?;
    let accepted = Accepted::read(&args.accept, &config)?;
    let (mut report, unknown_files) = load::check(&args.inputs, &config, &settings)?;
    accepted.apply(&mut report, &config);
    output::write(&targets, &report, &view(args, &config, unknown_files))?;
    if args.open {
        output::open(&targets)?;
    }
    Ok(outcome(&report, fail_on(args, &config)))
}

/// What was typed wins over what the configuration says.
fn over(args: &Args, settings: &mut Settings) -> Result<(), Error> {
    choose(&args.select, &args.ignore, settings)?;
    if let Some(share) = args.min_confidence {
        settings.min_confidence = share;
    }
    settings.one_story |= args.one_story;
    Ok(())
}

/// Takes over the rules and kinds that were typed.
pub fn choose(select: &[String], ignore: &[String], settings: &mut Settings) -> Result<(), Error> {
    for name in select.iter().chain(ignore) {
        let kind = Kind::ALL.iter().any(|k| k.as_str() == name);
        if !kind && rules::find(name).is_none() {
            return Err(Error::new(explain::unknown(name)));
        }
    }
    if !select.is_empty() {
        settings.select = select.to_vec();
    }
    settings.ignore.extend(ignore.iter().cloned());
    Ok(())
}

fn view(args: &Args, config: &Config, unknown_files: usize) -> View {
    let stdout = io::stdout();
    let width = terminal_size::terminal_size().map_or(100, |(w, _)| usize::from(w.0));
    View {
        notes: args.notes || config.notes,
        groups: args.groups,
        explain: args.explain || config.explain,
        verbose: args.verbose,
        quiet: args.quiet,
        color: args.color.wanted(stdout.is_terminal()),
        width: if stdout.is_terminal() { width } else { 100 },
        unknown_files,
        baseline: args.accept.baseline.is_some() || config.baseline.is_some(),
    }
}

fn fail_on(args: &Args, config: &Config) -> Option<Severity> {
    least(args.fail_on, config)
}

/// The severity from which on a run counts as failed; `None` for never.
pub fn least(typed: Option<FailOn>, config: &Config) -> Option<Severity> {
    match typed {
        None => config.fail_on.unwrap_or(Some(Severity::Error)),
        Some(FailOn::Error) => Some(Severity::Error),
        Some(FailOn::Warning) => Some(Severity::Warning),
        Some(FailOn::Note) => Some(Severity::Note),
        Some(FailOn::Never) => None,
    }
}

/// The exit status: what was lost wins over what was found.
fn outcome(report: &Report, fail_on: Option<Severity>) -> Outcome {
    if !report.complete() {
        Outcome::Failed
    } else if fail_on.is_some_and(|least| report.worst().is_some_and(|worst| worst >= least)) {
        Outcome::Findings
    } else {
        Outcome::Clean
    }
}
