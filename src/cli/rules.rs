//! `copydesk rules`: every rule in one line.

use std::fmt::Write as _;

use super::{Error, Outcome, output};
use crate::compare::rules::RULES;

/// List the rules, each with its severity and what it looks for
#[derive(clap::Args, Debug)]
pub struct Args {}

/// Runs it.
pub fn run(_args: &Args) -> Result<Outcome, Error> {
    let width = RULES.iter().map(|r| r.id.len()).max().unwrap_or(0);
    let mut out = String::new();
    for rule in RULES {
        let _ = writeln!(out, "{:width$}  {:7}  {}", rule.id, rule.severity.as_str(), rule.summary());
    }
    let _ = writeln!(out, "\ncopydesk explain RULE tells more of each.");
    output::stdout(&out)?;
    Ok(Outcome::Clean)
}
