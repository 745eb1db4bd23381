//! What the sources say of a draft, for people: one line a claim.

use std::fmt::Write as _;

use super::{Line, Support};
use crate::model::{Kind, Severity};
use crate::report::clean::{clean, one_line, shorten};
use crate::report::place::{Place, count};
use crate::report::{Report, summary};

/// How it is to be shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look {
    /// Leave out what is supported, and the last line.
    pub quiet: bool,
    /// Colours.
    pub color: bool,
}

/// Longest passage shown.
const WIDE: usize = 60;

/// One line a claim, and a last one that counts them.
#[must_use]
pub fn text(report: &Report, lines: &[Line], look: Look) -> String {
    let mut out = String::new();
    for line in lines.iter().filter(|l| !look.quiet || l.support != Support::Supported) {
        let Some(place) = Place::new(&report.batch, line.article, line.span) else { continue };
        let at = format!("{}:{}:{}", clean(place.path()), place.line, place.column);
        let _ = write!(out, "{at}: {}: {} ", paint(line, look), line.kind.as_str());
        let words = shorten(place.text(), WIDE);
        let _ = match line.kind {
            Kind::Quote => write!(out, "“{}”", words.trim_end_matches(',')),
            _ => write!(out, "{words}"),
        };
        if !line.differences.is_empty() {
            let _ = write!(out, ": {}", one_line(&line.differences.join(", ")));
        }
        if let Some(source) = line.source.and_then(|(a, span)| Place::new(&report.batch, a, span)) {
            let _ = write!(out, " ({}:{}:{})", clean(source.path()), source.line, source.column);
        }
        out.push('\n');
    }
    summary::problems(&mut out, report);
    if !look.quiet {
        let _ = writeln!(out, "{}", totals(report, lines));
    }
    out
}

/// "12 claims of 1 draft against 2 sources: 9 supported, 1 conflicting, 2 not found".
#[must_use]
pub fn totals(report: &Report, lines: &[Line]) -> String {
    let sources = report.batch.sources.len();
    let drafts = report.batch.articles.len() - sources;
    let each = Support::ALL.map(|s| format!("{} {}", lines.iter().filter(|l| l.support == s).count(), s.as_str()));
    format!(
        "{} of {} against {}: {}",
        count(lines.len(), "claim"),
        count(drafts, "draft"),
        count(sources, "source"),
        each.join(", ")
    )
}

/// The answer, of a quotation in its own words.
#[must_use]
pub fn answer(line: &Line) -> &'static str {
    match (line.kind, line.support) {
        (Kind::Quote, Support::Supported) => "word for word",
        (Kind::Quote, Support::Conflicting) if line.rule.is_none_or(|r| r != "conflicting-speaker") => "altered",
        (_, support) => support.as_str(),
    }
}

fn paint(line: &Line, look: Look) -> String {
    let ink = match (line.support, line.severity) {
        (Support::Supported, _) => "32",
        (_, Some(Severity::Error)) => "1;31",
        (_, Some(Severity::Warning)) => "1;33",
        _ => "2",
    };
    let said = match line.severity {
        Some(severity) if severity > Severity::Note => format!("{}: {}", severity.as_str(), answer(line)),
        _ => answer(line).to_owned(),
    };
    if look.color { format!("\x1b[{ink}m{said}\x1b[0m") } else { said }
}
