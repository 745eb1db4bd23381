//! The format `full`: each finding with all its sides, for a person at a terminal.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use super::clean::{clean, one_line, shorten};
use super::listed::{Listed, listed};
use super::place::{Excerpt, Place, date_words};
use super::rows::{Mark, Row, rows};
use super::words::differing;
use super::{Format, Report, View, summary};
use crate::model::{Finding, Severity, Side, SideRole};

/// Both places of each finding, the differing words marked.
pub struct Full;

impl Format for Full {
    fn id(&self) -> &'static str {
        "full"
    }

    fn about(&self) -> &'static str {
        "for reading at a terminal: each finding with all its places, the differing words marked"
    }

    fn write(&self, report: &Report, view: &View) -> String {
        let mut page = Page { report, view, out: String::new() };
        page.findings();
        let mut out = page.out;
        if !report.problems.is_empty() {
            summary::problems(&mut out, report);
            out.push('\n');
        }
        if !view.quiet {
            summary::summary(&mut out, report, view);
        }
        out
    }
}

struct Page<'a> {
    report: &'a Report,
    view: &'a View,
    out: String,
}

/// Escape sequences of the colours used.
mod ink {
    pub const BOLD: &str = "1";
    pub const ERROR: &str = "1;31";
    pub const WARNING: &str = "1;33";
    pub const NOTE: &str = "1;36";
    pub const FRAME: &str = "34";
    pub const SAME: &str = "32";
    pub const DIM: &str = "2";
}

/// A side that is shown in full, and the further places of the same words.
struct Shown<'a> {
    side: &'a Side,
    place: Place<'a>,
    also: Vec<Place<'a>>,
}

impl<'a> Page<'a> {
    /// All findings, those of one story together, the story with the worst finding first.
    fn findings(&mut self) {
        let mut stories: BTreeMap<u32, Vec<&'a Finding>> = BTreeMap::new();
        let shown = self.report.findings.iter().filter(|f| self.view.shows(f));
        for f in shown {
            let story = f.sides.first().and_then(|s| self.report.batch.stories.get(s.article? as usize)).copied();
            stories.entry(story.unwrap_or(u32::MAX)).or_default().push(f);
        }
        let mut stories: Vec<(u32, Vec<&Finding>)> = stories.into_iter().collect();
        for (_, list) in &mut stories {
            list.sort_by_key(|f| std::cmp::Reverse(f.severity));
        }
        stories.sort_by_key(|(story, list)| (std::cmp::Reverse(list.iter().map(|f| f.severity).max()), *story));
        let several = self.report.batch.stories.iter().any(|s| Some(s) != self.report.batch.stories.first());
        for (story, list) in stories {
            if several {
                self.story(story);
            }
            for f in list {
                self.finding(f);
            }
        }
    }

    /// The heading of a story: the headline of its first article, and how many articles tell it.
    fn story(&mut self, story: u32) {
        let batch = &self.report.batch;
        let mut articles =
            batch.articles.iter().enumerate().filter(|(i, _)| batch.stories.get(*i) == Some(&story)).map(|(_, f)| f);
        let Some(first) = articles.next() else { return };
        let name = first.article.title().map_or_else(|| clean(&first.article.id()), |t| shorten(t, 70));
        let more = match articles.count() {
            0 => String::new(),
            n => format!(" ({} articles)", n + 1),
        };
        let line = format!("── {name}{more} ──");
        let line = self.paint(ink::BOLD, &line);
        let _ = writeln!(self.out, "{line}\n");
    }

    fn finding(&mut self, f: &'a Finding) {
        let color = match f.severity {
            Severity::Error => ink::ERROR,
            Severity::Warning => ink::WARNING,
            Severity::Note => ink::NOTE,
        };
        let head = self.paint(color, &format!("{}[{}]", f.severity.as_str(), f.rule));
        let message = self.paint(ink::BOLD, &format!(": {}", one_line(&f.message)));
        let _ = writeln!(self.out, "{head}{message}");
        let shown = self.sides(f);
        let sheet: Vec<Listed<'_>> = listed(&self.report.batch, &f.sides).collect();
        let lines = shown.iter().map(|s| s.place.line).chain(sheet.iter().map(|l| l.line));
        let gutter = lines.map(|l| l.to_string().len()).max().unwrap_or(1);
        for (i, side) in shown.iter().enumerate() {
            let other = match sheet.first() {
                Some(l) => Some(l.text()),
                None => if i == 0 { shown.get(1) } else { shown.first() }.map(|o| o.place.text()),
            };
            let marks = match other {
                Some(other) => differing(side.place.text(), other).0,
                None => std::iter::once(0..side.place.text().len()).collect(),
            };
            self.side(side, &marks, gutter, i == 0);
        }
        for l in &sheet {
            let marks = shown.first().map_or_else(Vec::new, |s| differing(l.text(), s.place.text()).0);
            self.listed(l, &marks, gutter);
        }
        if !f.hint.is_empty() {
            let hint = one_line(&f.hint);
            self.footer(gutter, "to do", &hint);
        }
        if self.view.explain {
            for e in &f.evidence {
                self.footer(gutter, "because", &one_line(e));
            }
            let decided = format!("{}; editors accept {} of 100 such findings", f.rung, f.confidence);
            self.footer(gutter, "decided by", &decided);
            self.footer(gutter, "rule", &format!("copydesk explain {}", f.rule));
            self.footer(gutter, "fingerprint", &f.fingerprint);
        }
        self.out.push('\n');
    }

    /// One entry for each distinct wording, the odd one first; with `-v` every side.
    fn sides(&self, f: &'a Finding) -> Vec<Shown<'a>> {
        let mut shown: Vec<Shown<'a>> = Vec::new();
        for side in &f.sides {
            let Some(place) = Place::of(&self.report.batch, side) else { continue };
            let same = |s: &&mut Shown<'_>| {
                s.side.role == side.role
                    && s.side.value == side.value
                    && one_line(s.place.text()) == one_line(place.text())
            };
            match shown.iter_mut().find(same) {
                Some(s) if !self.view.verbose => s.also.push(place),
                _ => shown.push(Shown { side, place, also: Vec::new() }),
            }
        }
        shown
    }

    fn side(&mut self, side: &Shown<'_>, marks: &[Range<usize>], gutter: usize, first: bool) {
        let p = &side.place;
        let arrow = self.paint(ink::FRAME, if first { "-->" } else { ":::" });
        let bar = self.paint(ink::FRAME, "|");
        let _ = writeln!(self.out, "{:gutter$}{arrow} {}:{}:{}", "", clean(p.path()), p.line, p.column);
        let about = self.paint(ink::DIM, &source_line(p, side.side.role));
        let _ = writeln!(self.out, "{:gutter$} {bar} {about}", "");
        let _ = writeln!(self.out, "{:gutter$} {bar}", "");
        let color = if side.side.role == SideRole::Odd { ink::ERROR } else { ink::SAME };
        self.excerpt(&p.excerpt(110), marks, p.line, gutter, color);
        if !side.also.is_empty() {
            let shown = 4;
            let mut list: Vec<String> =
                side.also.iter().take(shown).map(|p| format!("{}:{}:{}", clean(p.path()), p.line, p.column)).collect();
            if side.also.len() > shown {
                list.push(format!("{} more (-v shows all)", side.also.len() - shown));
            }
            let _ = writeln!(self.out, "{:gutter$} {bar} the same in {}", "", list.join(", "));
        }
    }

    /// An entry of the reference sheet.
    fn listed(&mut self, l: &Listed<'_>, marks: &[Range<usize>], gutter: usize) {
        let arrow = self.paint(ink::FRAME, ":::");
        let bar = self.paint(ink::FRAME, "|");
        let _ = writeln!(self.out, "{:gutter$}{arrow} {}:{}:{}", "", clean(l.path()), l.line, l.column);
        let about = self.paint(ink::DIM, "the reference sheet, which is right");
        let _ = writeln!(self.out, "{:gutter$} {bar} {about}", "");
        let _ = writeln!(self.out, "{:gutter$} {bar}", "");
        self.excerpt(&l.excerpt(), marks, l.line, gutter, ink::SAME);
    }

    /// A passage in rows, with its line number and marks.
    fn excerpt(&mut self, excerpt: &Excerpt<'_>, marks: &[Range<usize>], line: u32, gutter: usize, color: &str) {
        let bar = self.paint(ink::FRAME, "|");
        let width = self.view.width.saturating_sub(gutter + 4).min(110);
        for (i, row) in rows(excerpt, marks, width).iter().enumerate() {
            let number = if i == 0 { line.to_string() } else { String::new() };
            let number = self.paint(ink::FRAME, &format!("{number:>gutter$}"));
            let text = self.row(row, color);
            let _ = writeln!(self.out, "{number} {bar} {text}");
            if let Some(marks) = row.marks() {
                let marks = self.paint(color, &marks);
                let _ = writeln!(self.out, "{:gutter$} {bar} {marks}", "");
            }
        }
    }

    /// A row with the words that differ in colour.
    fn row(&self, row: &Row, color: &str) -> String {
        if !self.view.color {
            return row.text();
        }
        let mut out = String::new();
        for run in row.0.chunk_by(|a, b| a.1 == b.1) {
            let text: String = run.iter().map(|c| c.0).collect();
            match run[0].1 {
                Mark::Differs => out.push_str(&self.paint(color, &text)),
                Mark::Same => out.push_str(&self.paint(ink::BOLD, &text)),
                Mark::Around => out.push_str(&text),
            }
        }
        out
    }

    fn footer(&mut self, gutter: usize, label: &str, text: &str) {
        let sign = self.paint(ink::FRAME, "=");
        let label = self.paint(ink::BOLD, label);
        let _ = writeln!(self.out, "{:gutter$} {sign} {label}: {text}", "");
    }

    fn paint(&self, code: &str, text: &str) -> String {
        if self.view.color { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// "Title" · publisher · date · paragraph.
fn source_line(p: &Place<'_>, role: SideRole) -> String {
    let a = &p.facts.article;
    let mut parts = Vec::new();
    if let Some(title) = a.title() {
        parts.push(format!("\"{}\"", shorten(title, 60)));
    }
    parts.extend(a.publisher.as_deref().map(|p| shorten(p, 40)));
    parts.extend(a.published.map(date_words));
    parts.push(p.part_words());
    if role == SideRole::Reference {
        parts.push("reference".into());
    }
    parts.join(" · ")
}
