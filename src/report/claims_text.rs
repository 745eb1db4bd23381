//! The claims report for people.

use std::fmt::Write as _;

use super::clean::{clean, one_line, shorten};
use super::place::{Place, date_words};
use super::{Report, summary};
use crate::model::{Kind, Span};

/// The report of `copydesk claims`: what was understood, article by article; of these kinds, if any is named.
#[must_use]
pub fn text(report: &Report, kinds: &[Kind]) -> String {
    let wanted = |kind: Kind| kinds.is_empty() || kinds.contains(&kind);
    let mut out = String::new();
    for (i, facts) in report.batch.articles.iter().enumerate() {
        let a = &facts.article;
        let _ = write!(out, "{}", clean(&a.id()));
        for part in [a.title().map(|t| format!("\"{}\"", shorten(t, 70))), a.publisher.as_deref().map(one_line)] {
            let _ = part.map_or(Ok(()), |p| write!(out, " · {p}"));
        }
        let _ = writeln!(out, "{}", a.published.map(|d| format!(" · {}", date_words(d))).unwrap_or_default());
        let mut lines: Vec<(Span, String)> = facts
            .places()
            .filter(|&(kind, index, _)| wanted(kind) && !hidden(facts, kind, index))
            .map(|(kind, index, place)| {
                (place.span, format!("{:9} {}", kind.as_str(), words(facts, kind, index, place.span)))
            })
            .collect();
        lines.extend(
            facts
                .not_understood
                .iter()
                .filter(|_| kinds.is_empty())
                .map(|n| (n.span, format!("{:9} {} ({})", "?", shorten(n.span.of(facts.text()), 80), n.why))),
        );
        lines.sort();
        for (span, line) in lines {
            let at = Place::new(&report.batch, i as u32, span).map_or((0, 0), |p| (p.line, p.column));
            let _ = writeln!(out, "  {:>8}  {line}", format!("{}:{}", at.0, at.1));
        }
        out.push('\n');
    }
    summary::problems(&mut out, report);
    out
}

/// Candidates that nobody promoted, and marks that are no speech.
fn hidden(facts: &crate::model::ArticleFacts, kind: Kind, index: u32) -> bool {
    match kind {
        Kind::Name => facts.mentions[index as usize].candidate,
        Kind::Quote => facts.quotes[index as usize].not_speech,
        _ => false,
    }
}

/// A claim and how it was taken.
fn words(facts: &crate::model::ArticleFacts, kind: Kind, index: u32, span: Span) -> String {
    let text = shorten(span.of(facts.text()), 80);
    let i = index as usize;
    let taken = match kind {
        Kind::Name => Some(facts.mentions[i].kind.as_str().to_owned()),
        Kind::Figure => {
            let f = &facts.figures[i];
            let counted = f.counted.of(facts.text());
            let unit = f.unit.as_deref().unwrap_or_default();
            let value = f.quantity.value.map(|v| v.to_string()).unwrap_or_default();
            Some(one_line(&format!("{} {value} {unit} {counted}", f.quantity.hedge.as_str())))
        }
        Kind::Date => facts.dates[i].value.as_deref().map(str::to_owned),
        Kind::Age => facts.ages[i].holder.map(|m| facts.mentions[m as usize].name.to_string()),
        Kind::Role => Some(facts.mentions[facts.roles[i].holder as usize].name.to_string()),
        Kind::Quote => facts.quotes[i].speaker.map(|s| s.of(facts.text()).to_owned()),
        _ => None,
    };
    match taken {
        Some(taken) => format!("{text}  [{}]", one_line(&taken)),
        None => text,
    }
}
