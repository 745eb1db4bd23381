//! The overview: findings by story, and how much of what was said could be compared.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::findings::Entries;
use super::states::{State, states};
use crate::model::{Kind, Severity};
use crate::report::clean::{clean, shorten};
use crate::report::{Report, View, summary};

/// The section.
pub fn overview(report: &Report, view: &View, findings: &Entries<'_>) -> Markup {
    html! {
        section #overview aria-labelledby="overview-head" {
            h2 #overview-head { "Overview" }
            (stories(report, findings))
            (chart(report, findings))
            @let missed = summary::not_understood(report);
            @if !missed.is_empty() {
                p {
                    "Not understood, so not checked: "
                    @for (i, (why, n)) in missed.iter().enumerate() { @if i > 0 { ", " } (why) " (" (n) ")" }
                    "."
                }
            }
            @if !report.suppressed.is_empty() {
                p { (crate::report::place::count(report.suppressed.len(), "finding")) " known or accepted before: not shown." }
            }
            @if view.unknown_files > 0 {
                p { "Left out: " (crate::report::place::count(view.unknown_files, "file")) " of a kind that holds no articles." }
            }
            @if summary::publishers_unknown(report) {
                p { "Not every article names its publisher. Where it is known, quotations within one house are held to the word." }
            }
        }
    }
}

/// One row a story with findings: its name, how many articles tell it, findings by severity.
fn stories(report: &Report, findings: &Entries<'_>) -> Markup {
    let batch = &report.batch;
    let mut rows: BTreeMap<u32, [usize; 3]> = BTreeMap::new();
    for e in &findings.list {
        let row = rows.entry(e.story).or_default();
        match e.finding.severity {
            Severity::Error => row[0] += 1,
            Severity::Warning => row[1] += 1,
            Severity::Note => row[2] += 1,
        }
    }
    let mut rows: Vec<(u32, [usize; 3])> = rows.into_iter().collect();
    rows.sort_by_key(|(story, n)| (std::cmp::Reverse(*n), *story));
    let articles = |story: u32| (0..batch.articles.len()).filter(move |i| batch.stories.get(*i) == Some(&story));
    html! {
        @if !rows.is_empty() {
            table {
                caption { "Findings by story" }
                thead { tr {
                    th scope="col" { "Story" } th scope="col" { "Articles" } th scope="col" { "Errors" }
                    th scope="col" { "Warnings" } th scope="col" { "Notes" }
                } }
                tbody {
                    @for (story, n) in rows {
                        @let first = articles(story).next().map(|i| &batch.articles[i].article);
                        @let link = findings.list.iter().find(|e| e.story == story);
                        tr {
                            th scope="row" {
                                a href={ "#" (link.map_or("findings", |e| e.id.as_str())) } {
                                    (first.map_or_else(String::new, |a| a.title().map_or_else(|| clean(&a.id()), |t| shorten(t, 90))))
                                }
                            }
                            td { (articles(story).count()) } td { (n[0]) } td { (n[1]) } td { (n[2]) }
                        }
                    }
                }
            }
        }
    }
}

/// Claims by kind and state, as bars: says at a glance how much of a batch was checked at all.
fn chart(report: &Report, findings: &Entries<'_>) -> Markup {
    const WIDTH: usize = 600;
    const ROW: usize = 26;
    let mut counts: BTreeMap<Kind, [usize; 3]> = BTreeMap::new();
    for m in states(report, findings).into_iter().flatten() {
        let Some(kind) = m.kind else { continue };
        let row = counts.entry(kind).or_default();
        match m.state {
            State::Conflicts(_) => row[0] += 1,
            State::Agrees(_) => row[1] += 1,
            State::Alone => row[2] += 1,
            State::NotUnderstood(_) => {}
        }
    }
    let most = counts.values().map(|n| n.iter().sum::<usize>()).max().unwrap_or(0);
    let scaled = |n: usize| if n == 0 { 0 } else { (n * (WIDTH - 220) / most.max(1)).max(2) };
    let height = counts.len() * ROW + 4;
    html! {
        @if most > 0 {
            figure {
                figcaption {
                    "Claims by kind: " span.key.conflicts {} " conflict, " span.key.agrees {} " agree with others, " span.key.alone {}
                    " stand alone"
                }
                svg viewBox={ "0 0 " (WIDTH) " " (height) } role="img" aria-label=(chart_words(&counts)) {
                    @for (i, (kind, n)) in counts.iter().enumerate() {
                        @let y = i * ROW + 4;
                        @let (a, b, c) = (scaled(n[0]), scaled(n[1]), scaled(n[2]));
                        text x="70" y=(y + 14) text-anchor="end" { (kind.as_str()) }
                        rect.conflicts x="80" y=(y) width=(a) height="18" {}
                        rect.agrees x=(80 + a) y=(y) width=(b) height="18" {}
                        rect.alone x=(80 + a + b) y=(y) width=(c) height="18" {}
                        text x=(88 + a + b + c) y=(y + 14) { (n[0]) " / " (n[1]) " / " (n[2]) }
                    }
                }
            }
        }
    }
}

fn chart_words(counts: &BTreeMap<Kind, [usize; 3]>) -> String {
    let words: Vec<String> = counts
        .iter()
        .map(|(k, n)| format!("{}: {} conflict, {} agree, {} alone", k.as_str(), n[0], n[1], n[2]))
        .collect();
    words.join("; ")
}
