//! The findings of the page: passages side by side, the differing words marked.

use std::collections::BTreeSet;
use std::ops::Range;

use maud::{Markup, html};

use super::slug;
use crate::model::{Finding, SideRole};
use crate::report::Report;
use crate::report::clean::{clean, clean_char, one_line, shorten};
use crate::report::listed::{Listed, listed};
use crate::report::ordinal::Ordinals;
use crate::report::place::{Place, date_words, fold};
use crate::report::words::differing;

/// A finding with what the page needs of it.
pub struct Entry<'a> {
    /// The finding.
    pub finding: &'a Finding,
    /// Its id on the page, stable from run to run.
    pub id: String,
    /// Its sides that stand in articles.
    pub places: Vec<(SideRole, Place<'a>)>,
    /// Number of the story it belongs to.
    pub story: u32,
}

/// All findings of the page.
pub struct Entries<'a> {
    report: &'a Report,
    /// In the order of the report.
    pub list: Vec<Entry<'a>>,
}

impl<'a> Entries<'a> {
    /// Locates all findings.
    pub fn new(report: &'a Report) -> Self {
        let mut ordinals = Ordinals::default();
        let list = report.findings.iter().map(|finding| {
            let places: Vec<_> =
                finding.sides.iter().filter_map(|s| Some((s.role, Place::of(&report.batch, s)?))).collect();
            let story = places.first().and_then(|(_, p)| report.batch.stories.get(p.article as usize)).copied();
            let id = format!("f-{}", slug(&ordinals.unique(finding.fingerprint.trim_start_matches("v1:"))));
            Entry { finding, id, places, story: story.unwrap_or(0) }
        });
        Self { report, list: list.collect() }
    }

    /// The section with filters and all findings.
    pub fn section(&self) -> Markup {
        html! {
            section #findings aria-labelledby="findings-head" {
                h2 #findings-head { "Findings" }
                @if self.list.is_empty() {
                    p { "Nothing disagrees. What was compared and what was not is marked in the articles below." }
                } @else {
                    (self.filters())
                    p #shown role="status" aria-live="polite" {}
                    @for entry in &self.list { (self.entry(entry)) }
                }
            }
        }
    }

    fn filters(&self) -> Markup {
        let kinds: BTreeSet<&str> = self.list.iter().map(|e| e.finding.kind.as_str()).collect();
        let severities: Vec<&str> = ["error", "warning", "note"]
            .into_iter()
            .filter(|s| self.list.iter().any(|e| e.finding.severity.as_str() == *s))
            .collect();
        let places = || self.list.iter().flat_map(|e| &e.places);
        let articles: BTreeSet<(u32, String)> = places().map(|(_, p)| (p.article, name(p))).collect();
        let publishers: BTreeSet<String> = places().filter_map(|(_, p)| publisher(p)).collect();
        html! {
            form #filters role="search" aria-label="Filter the findings" {
                label { "Search " input #q type="search" autocomplete="off"; }
                fieldset {
                    legend { "Severity" }
                    @for &s in &severities {
                        label class=(s) { input type="checkbox" name="severity" value=(s) checked[s != "note" || severities.len() == 1]; " " (s) "s" }
                    }
                }
                label { "Kind " select #kind { option value="" { "all" } @for k in kinds { option value=(k) { (k) } } } }
                label { "Article " select #article {
                    option value="" { "all" }
                    @for (i, name) in articles { option value=(i) { (name) } }
                } }
                @if !publishers.is_empty() {
                    label { "Publisher " select #publisher {
                        option value="" { "all" }
                        @for p in publishers { option value=(p) { (p) } }
                    } }
                }
                label { "Decided " select #decided {
                    option value="open" { "not yet" }
                    option value="" { "all" }
                    option value="accepted" { "accepted" }
                    option value="dismissed" { "dismissed" }
                } }
                button #clear type="button" { "Clear" }
                button #export type="button" { "Export decisions" }
                details.keys {
                    summary { "Keys" }
                    ul {
                        li { kbd { "j" } " " kbd { "k" } " next and previous finding" }
                        li { kbd { "a" } " accept as it is, " kbd { "d" } " dismiss as a false alarm, " kbd { "u" } " undo" }
                        li { kbd { "/" } " search" }
                    }
                }
            }
            div #exported hidden {
                label for="toml" { "Save this as copydesk-ignore.toml beside your articles; it has been downloaded too." }
                textarea #toml rows="12" readonly {}
            }
        }
    }

    fn entry(&self, e: &Entry<'_>) -> Markup {
        let f = e.finding;
        let articles: BTreeSet<String> = e.places.iter().map(|(_, p)| p.article.to_string()).collect();
        let publishers: BTreeSet<String> = e.places.iter().filter_map(|(_, p)| publisher(p)).collect();
        let severity = f.severity.as_str();
        let (shown, rest) = fold(&e.places, 6);
        let sheet: Vec<Listed<'_>> = listed(&self.report.batch, &f.sides).collect();
        html! {
            article id=(e.id) class={ "finding " (severity) } tabindex="-1" data-severity=(severity) data-kind=(f.kind.as_str())
                data-articles=(articles.into_iter().collect::<Vec<_>>().join(" "))
                data-publishers=(publishers.into_iter().collect::<Vec<_>>().join("\n"))
                data-fingerprint=(f.fingerprint) data-rule=(f.rule) aria-labelledby={ (e.id) "-h" } {
                h3 id={ (e.id) "-h" } {
                    span.badge { (severity) } " " span.message { (one_line(&f.message)) } " "
                    a.link href={ "#" (e.id) } aria-label={ "Link to this finding: " (one_line(&f.message)) } { "¶" }
                }
                div.sides {
                    @for (i, (role, place)) in shown.iter().enumerate() {
                        @let other = if i == 0 { shown.get(1) } else { shown.first() };
                        @let other = sheet.first().map(|l| l.text()).or(other.map(|o| o.1.text()));
                        (side(role_words(*role, e.places.len()), *role, place, other))
                    }
                    @for l in &sheet { (listed_side(l, e.places.first().map(|p| p.1.text()))) }
                }
                @if !rest.is_empty() {
                    details.more {
                        summary { "and " (rest.len()) " more " @if rest.len() == 1 { "place" } @else { "places" } }
                        ul { @for p in &rest {
                            li {
                                a href={ "#a" (p.article) "-p" (p.paragraph) } { (name(p)) ", " (p.part_words()) }
                                ": " (shorten(p.text(), 120))
                            }
                        } }
                    }
                }
                @if !f.hint.is_empty() { p.hint { b { "To do: " } (one_line(&f.hint)) } }
                details {
                    summary { "Why, and what kind" }
                    ul.evidence { @for reason in &f.evidence { li { (one_line(reason)) } } }
                    p {
                        "Rule " code { (f.rule) } ", decided by " code { (f.rung) } ". Of 100 such findings editors accept "
                        (f.confidence) "."
                    }
                    (self.rule_summary(f.rule))
                }
                div.decide {
                    button type="button" data-decide="accepted" { "Accept as it is" }
                    button type="button" data-decide="dismissed" { "False alarm" }
                    button type="button" data-decide="open" hidden { "Undo" }
                    label.why hidden { "Reason " input type="text" name="reason" autocomplete="off"; }
                    span.decision {}
                }
            }
        }
    }

    fn rule_summary(&self, id: &str) -> Markup {
        let _ = self.report;
        html! { @if let Some(rule) = crate::compare::rules::find(id) { p.rule { (rule.summary()) } } }
    }
}

/// What stands over a side; nothing if there is only one.
fn role_words(role: SideRole, sides: usize) -> Option<&'static str> {
    match role {
        SideRole::Reference => Some("the reference says"),
        _ if sides == 1 => None,
        SideRole::Odd => Some("one says"),
        SideRole::Others => Some("another says"),
    }
}

/// An entry of the reference sheet.
fn listed_side(l: &Listed<'_>, other: Option<&str>) -> Markup {
    let marks = other.map_or_else(Vec::new, |o| differing(l.text(), o).0);
    let e = l.excerpt();
    html! {
        div.side.reference {
            p.about {
                span.role { "the reference sheet, which is right" }
                br;
                code { (clean(l.path())) ":" (l.line) ":" (l.column) }
            }
            blockquote.passage { (flat(e.before)) span.said { (marked(e.passage, &marks)) } (flat(e.after)) }
        }
    }
}

fn side(words: Option<&str>, role: SideRole, p: &Place<'_>, other: Option<&str>) -> Markup {
    let a = &p.facts.article;
    let whole: Vec<Range<usize>> = std::iter::once(0..p.text().len()).collect();
    let marks = other.map_or(whole, |o| differing(p.text(), o).0);
    let e = p.excerpt(220);
    html! {
        div class={ "side " (role.as_str()) } {
            p.about {
                @if let Some(words) = words { span.role { (words) } " " }
                strong { (a.title().map_or_else(|| clean(&a.id()), one_line)) }
                br;
                @if let Some(publisher) = publisher(p) { (publisher) " · " }
                @if let Some(date) = a.published { (date_words(date)) " · " }
                a href={ "#a" (p.article) "-p" (p.paragraph) } { (p.part_words()) }
                br;
                code { (clean(p.path())) ":" (p.line) ":" (p.column) }
            }
            blockquote.passage {
                @if e.cut_before { "… " }
                (flat(e.before)) span.said { (marked(e.passage, &marks)) } (flat(e.after))
                @if e.cut_after { " …" }
            }
        }
    }
}

/// The passage with the words that differ marked.
fn marked(passage: &str, marks: &[Range<usize>]) -> Markup {
    let mut pieces: Vec<(&str, bool)> = Vec::new();
    let mut at = 0;
    for r in marks {
        pieces.push((&passage[at..r.start], false));
        pieces.push((&passage[r.clone()], true));
        at = r.end;
    }
    pieces.push((&passage[at..], false));
    html! { @for (text, differs) in pieces { @if differs && text.trim().is_empty() { " " mark title="words are missing here" { "‸" } " " } @else if differs { mark { (flat(text)) } } @else { (flat(text)) } } }
}

/// One line, blanks at the ends kept, nothing in it that steers a browser's text direction.
pub fn flat(text: &str) -> String {
    text.chars().map(clean_char).collect()
}

fn name(p: &Place<'_>) -> String {
    let a = &p.facts.article;
    a.title().map_or_else(|| clean(&a.id()), |t| shorten(t, 60))
}

fn publisher(p: &Place<'_>) -> Option<String> {
    p.facts.article.publisher.as_deref().map(one_line)
}
