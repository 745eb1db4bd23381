//! The format `markdown`: for a comment on a pull request, or a step summary.

use std::fmt::Write as _;
use std::ops::Range;

use super::clean::{clean_char, one_line};
use super::listed::{Listed, listed};
use super::place::{Excerpt, Place, count, date_words, fold};
use super::words::differing;
use super::{Format, Report, View, summary};
use crate::model::{Finding, ProblemLevel, Severity, SideRole};

/// A comment is cut at this many bytes: GitHub takes 65,536 characters.
const MOST: usize = 60_000;

/// By this line a script finds the comment that it wrote before, and replaces it.
pub const MARKER: &str = "<!-- copydesk-report -->";

/// A comment on a pull request.
pub struct Markdown;

impl Format for Markdown {
    fn id(&self) -> &'static str {
        "markdown"
    }

    fn about(&self) -> &'static str {
        "a comment on a pull request, the differing words in bold"
    }

    fn write(&self, report: &Report, view: &View) -> String {
        let counts = summary::Counts::of(report);
        let mut out = format!("{MARKER}\n## copydesk: {} in {}\n", counts.words(), summary::scope(report));
        let lost = summary::worst_first(report);
        if !lost.is_empty() {
            let _ = writeln!(out, "\n**{}:**\n", if report.complete() { "Remarks" } else { "Not everything was read" });
            for p in lost.iter().take(50) {
                let word = if p.level == ProblemLevel::Error { "problem" } else { "remark" };
                let _ = writeln!(out, "- {word}: {}: {}", escape(&p.path), escape(&one_line(&p.message)));
            }
            if lost.len() > 50 {
                let _ = writeln!(out, "- and {} more", lost.len() - 50);
            }
        }
        let findings: Vec<&Finding> = report.findings.iter().filter(|f| view.shows(f)).collect();
        for (i, f) in findings.iter().enumerate() {
            let section = finding(report, f, view);
            if out.len() + section.len() > MOST {
                let _ = writeln!(out, "\n*{} more: too many for one comment.*", count(findings.len() - i, "finding"));
                break;
            }
            out.push_str(&section);
        }
        if counts.notes > 0 && !view.notes {
            let _ = writeln!(out, "\n*{} not shown.*", count(counts.notes, "note"));
        }
        out
    }
}

fn finding(report: &Report, f: &Finding, view: &View) -> String {
    let sign = match f.severity {
        Severity::Error => "🔴 error",
        Severity::Warning => "🟠 warning",
        Severity::Note => "🔵 note",
    };
    let mut out = format!("\n### {sign}: {} `{}`\n", escape(&one_line(&f.message)), f.rule);
    let places: Vec<(SideRole, Place<'_>)> =
        f.sides.iter().filter_map(|s| Some((s.role, Place::of(&report.batch, s)?))).collect();
    let (shown, rest) = fold(&places, 6);
    let sheet: Vec<Listed<'_>> = listed(&report.batch, &f.sides).collect();
    for (i, (role, p)) in shown.iter().enumerate() {
        let other = match sheet.first() {
            Some(l) => Some(l.text()),
            None => if i == 0 { shown.get(1) } else { shown.first() }.map(|(_, p)| p.text()),
        };
        let whole: Vec<Range<usize>> = std::iter::once(0..p.text().len()).collect();
        let marks = other.map_or(whole, |other| differing(p.text(), other).0);
        let a = &p.facts.article;
        let mut about = vec![format!("`{}:{}`", code(p.path()), p.line)];
        about.extend(a.title().map(|t| format!("*{}*", escape(&one_line(t)))));
        about.extend(a.publisher.as_deref().map(|t| escape(&one_line(t))));
        about.extend(a.published.map(date_words));
        about.push(p.part_words());
        if *role == SideRole::Reference {
            about.push("reference".into());
        }
        let _ = write!(out, "\n{}\n> {}\n", about.join(" · "), words(&p.excerpt(100), &marks));
    }
    for l in &sheet {
        let marks = places.first().map_or_else(Vec::new, |(_, p)| differing(l.text(), p.text()).0);
        let words = words(&l.excerpt(), &marks);
        let _ = write!(out, "\n`{}:{}` · the reference sheet, which is right\n> {words}\n", code(l.path()), l.line);
    }
    if !rest.is_empty() {
        let _ = writeln!(out, "\nand {} more {}", rest.len(), if rest.len() == 1 { "place" } else { "places" });
    }
    if !f.hint.is_empty() {
        let _ = writeln!(out, "\nTo do: {}", escape(&one_line(&f.hint)));
    }
    if view.explain && !f.evidence.is_empty() {
        let _ = writeln!(out, "\nBecause: {}", escape(&one_line(&f.evidence.join("; "))));
    }
    out
}

/// The passage with what stands around it, the words that differ in bold.
fn words(e: &Excerpt<'_>, marks: &[Range<usize>]) -> String {
    let words = format!(
        "{}{}{}{}{}",
        if e.cut_before { "… " } else { "" },
        escape(&flat(e.before)),
        marked(e.passage, marks),
        escape(&flat(e.after)),
        if e.cut_after { " …" } else { "" }
    );
    words.trim().to_owned()
}

/// The passage with the words that differ in bold.
fn marked(passage: &str, marks: &[Range<usize>]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for r in marks {
        out.push_str(&escape(&flat(&passage[at..r.start])));
        match passage[r.clone()].trim() {
            "" => out.push_str(" <strong>‸</strong> "),
            words => {
                let _ = write!(out, "<strong>{}</strong>", escape(&flat(words)));
            }
        }
        at = r.end;
    }
    out.push_str(&escape(&flat(&passage[at..])));
    out
}

/// One line, blanks at the ends kept.
fn flat(text: &str) -> String {
    text.chars().map(clean_char).collect()
}

/// Text that Markdown shows as it stands: no markup, no HTML, nobody called by an at-sign.
fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().map(clean_char) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '@' => out.push_str("&#64;"),
            '#' => out.push_str("&#35;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '!' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// Text inside a code span.
fn code(text: &str) -> String {
    text.chars().map(clean_char).map(|c| if c == '`' { '\'' } else { c }).collect()
}
