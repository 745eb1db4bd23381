//! `copydesk baseline`: findings known before.

use std::path::PathBuf;

use clap::Subcommand;

use super::accept::{self, Accept, Accepted};
use super::args::Inputs;
use super::{Error, Outcome, load, output};
use crate::baseline::Baseline;
use crate::report::Report;
use crate::report::place::count;

/// Keep a list of findings known before, so that check shows only new ones
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    job: Job,
}

#[derive(Debug, Subcommand)]
enum Job {
    /// Add today's findings to the list; what is on it stays
    Update(On),
    /// Remove from the list what is no longer found
    Prune(On),
}

#[derive(clap::Args, Debug)]
struct On {
    #[command(flatten)]
    inputs: Inputs,

    /// The list
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
}

/// Runs it.
pub fn run(args: &Args) -> Result<Outcome, Error> {
    let (Job::Update(on) | Job::Prune(on)) = &args.job;
    let config = load::config(&on.inputs)?;
    let path =
        on.baseline.clone().or_else(|| config.baseline.clone()).unwrap_or_else(|| "copydesk-baseline.json".into());
    let mut baseline = match accept::read(&path)? {
        Some(text) => Baseline::parse(&text).map_err(|e| Error::new(format!("{}: {e}", path.display())))?,
        None if matches!(args.job, Job::Prune(_)) => {
            return Err(Error::new(format!("there is no baseline {}", path.display())));
        }
        None => Baseline::default(),
    };
    let report = findings(on, &config)?;
    let said = match args.job {
        Job::Update(_) => format!("{} added", count(baseline.update(&report.findings), "finding")),
        // What was not read may still hold the finding.
        Job::Prune(_) if !report.complete() => {
            return Err(Error::new("not everything could be read, so nothing was removed: copydesk check says what"));
        }
        Job::Prune(_) => format!("{} removed", count(baseline.prune(&report.findings), "finding")),
    };
    output::file(&path, baseline.write().as_bytes())?;
    eprintln!("copydesk: {said}: {} now holds {}", path.display(), count(baseline.len(), "finding"));
    Ok(if report.complete() { Outcome::Clean } else { Outcome::Failed })
}

/// The findings that nobody has accepted otherwise.
fn findings(on: &On, config: &crate::config::Config) -> Result<Report, Error> {
    let mut settings = load::settings(&on.inputs, config);
    settings.sheet = load::sheet(&[], config)?;
    let without = crate::config::Config { baseline: None, ..config.clone() };
    let accepted = Accepted::read(&Accept::default(), &without)?;
    let (mut report, _) = load::check(&on.inputs, config, &settings)?;
    accepted.apply(&mut report, config);
    Ok(report)
}
