//! The format `html`: one page for an editor who never opens a terminal. Everything is in the file: nothing is fetched, and a
//! content security policy lets only this page's own style and script run.

mod articles;
mod findings;
mod overview;
mod states;

use std::fmt::Write as _;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::clean::{clean, one_line};
use super::{Format, Report, View, summary};
use crate::model::ProblemLevel;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// Articles shown in full; of a larger batch only those with findings are.
const MOST_ARTICLES: usize = 400;

/// One page, self-contained.
pub struct Html;

impl Format for Html {
    fn id(&self) -> &'static str {
        "html"
    }

    fn about(&self) -> &'static str {
        "one page for the browser: passages side by side, filters, the articles with every claim marked"
    }

    fn write(&self, report: &Report, view: &View) -> String {
        let findings = findings::Entries::new(report);
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy());
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="referrer" content="no-referrer";
                    meta name="generator" content={ "copydesk " (env!("CARGO_PKG_VERSION")) };
                    title { "copydesk: " (summary::Counts::of(report).words()) " in " (summary::scope(report)) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    a.skip href="#findings" { "Skip to the findings" }
                    (head(report))
                    main {
                        (problems(report))
                        (overview::overview(report, view, &findings))
                        (findings.section())
                        (articles::section(report, &findings, MOST_ARTICLES))
                    }
                    (foot())
                    script { (PreEscaped(SCRIPT)) }
                }
            }
        };
        page.into_string() + "\n"
    }
}

/// Nothing but the page's own style and script, known by their hashes.
fn policy() -> String {
    format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

fn hash(text: &str) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digest = Sha256::digest(text.as_bytes());
    let mut out = String::from("sha256-");
    for three in digest.chunks(3) {
        let bits = three.iter().fold(0u32, |acc, b| acc << 8 | u32::from(*b)) << (8 * (3 - three.len()));
        for i in 0..4 {
            if i <= three.len() {
                out.push(char::from(ALPHABET[(bits >> (18 - 6 * i)) as usize & 63]));
            } else {
                out.push('=');
            }
        }
    }
    out
}

fn head(report: &Report) -> Markup {
    let counts = summary::Counts::of(report);
    html! {
        header.top {
            h1 { "copydesk" }
            p.verdict {
                @if counts.errors + counts.warnings == 0 { "No errors or warnings" } @else {
                    @if counts.errors > 0 { b.error { (super::place::count(counts.errors, "error")) } }
                    @if counts.errors > 0 && counts.warnings > 0 { " and " }
                    @if counts.warnings > 0 { b.warning { (super::place::count(counts.warnings, "warning")) } }
                }
                " in " (summary::scope(report))
                @if counts.notes > 0 { ", and " (super::place::count(counts.notes, "note")) }
            }
            nav aria-label="Parts of this page" {
                a href="#overview" { "Overview" }
                a href="#findings" { "Findings" }
                a href="#articles" { "Articles" }
            }
        }
    }
}

/// What could not be read stands first: silence must not be taken for agreement.
fn problems(report: &Report) -> Markup {
    html! {
        @if !report.problems.is_empty() {
            section.problems aria-labelledby="problems-head" {
                h2 #problems-head { @if report.complete() { "Remarks" } @else { "Not everything was read" } }
                ul {
                    @for p in super::summary::worst_first(report) {
                        li class=(if p.level == ProblemLevel::Error { "lost" } else { "remark" }) {
                            code { (clean(&p.path)) } ": " (one_line(&p.message))
                        }
                    }
                }
            }
        }
    }
}

fn foot() -> Markup {
    html! {
        footer {
            p { "No side is right by itself: the report shows all of them and says which is in the minority. An editor decides." }
            p { "copydesk " (env!("CARGO_PKG_VERSION")) ". This page loads nothing from anywhere." }
        }
    }
}

/// An id that may stand in `id` and `href`.
fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || c == '-' {
            out.push(c);
        } else {
            let _ = write!(out, "_{:x}", c as u32);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_that_browsers_compute() {
        assert_eq!(hash("alert('Hello, world.');"), "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
    }

    #[test]
    fn style_and_script_cannot_end_their_elements() {
        assert!(!STYLE.contains("</") && !SCRIPT.contains("</") && !SCRIPT.contains("<!--"));
    }
}
