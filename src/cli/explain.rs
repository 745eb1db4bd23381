//! `copydesk explain`: the manual page of a rule.

use super::{Error, Outcome, output};
use crate::compare::rules::{RULES, find};

/// Print the manual page of a rule: what it compares, why it matters, an example, what it leaves alone
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Name of the rule, as reports show it in brackets
    #[arg(value_name = "RULE")]
    rule: String,
}

/// Runs it.
pub fn run(args: &Args) -> Result<Outcome, Error> {
    let Some(rule) = find(&args.rule) else {
        return Err(Error::new(unknown(&args.rule)));
    };
    let page = format!(
        "{}\n{}\n\n{}\nSeverity: {}. Compares: {}s.\n",
        rule.id,
        "=".repeat(rule.id.len()),
        rule.manual().trim_end(),
        rule.severity.as_str(),
        rule.kind.as_str()
    );
    output::stdout(&page)?;
    Ok(Outcome::Clean)
}

/// What to say of a rule that does not exist.
pub fn unknown(name: &str) -> String {
    let best = RULES.iter().map(|r| (strsim::jaro_winkler(name, r.id), r.id)).max_by(|a, b| a.0.total_cmp(&b.0));
    match best {
        Some((score, id)) if score > 0.8 => format!("there is no rule {name}: did you mean {id}?"),
        _ => format!("there is no rule {name}: copydesk rules lists them"),
    }
}
