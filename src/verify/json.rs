//! What the sources say of a draft, for programs: schema `copydesk-verify/1`.

use serde::Serialize;

use super::{Line, Support};
use crate::model::{ArticleIndex, ProblemLevel, Span};
use crate::report::Report;
use crate::report::place::Place;

#[derive(Serialize)]
struct Out<'a> {
    schema: &'static str,
    version: &'static str,
    complete: bool,
    drafts: Vec<String>,
    sources: Vec<String>,
    claims: Vec<ClaimOut<'a>>,
    problems: Vec<ProblemOut<'a>>,
}

#[derive(Serialize)]
struct ClaimOut<'a> {
    kind: &'static str,
    support: &'static str,
    severity: Option<&'static str>,
    rule: Option<&'static str>,
    #[serde(flatten)]
    place: PlaceOut<'a>,
    differences: &'a [String],
    source: Option<PlaceOut<'a>>,
}

#[derive(Serialize)]
struct PlaceOut<'a> {
    article: String,
    path: &'a str,
    part: &'static str,
    paragraph: u32,
    start: u32,
    end: u32,
    line: u32,
    column: u32,
    text: &'a str,
}

#[derive(Serialize)]
struct ProblemOut<'a> {
    level: &'static str,
    path: &'a str,
    message: &'a str,
}

/// The report of `copydesk verify --format json`.
///
/// # Panics
/// Never: the structs hold nothing that JSON cannot write.
#[must_use]
pub fn json(report: &Report, lines: &[Line]) -> String {
    let ids = |sources: bool| {
        let of = |i: &ArticleIndex| report.batch.sources.contains(i) == sources;
        (0..).zip(&report.batch.articles).filter(|(i, _)| of(i)).map(|(_, f)| f.article.id()).collect()
    };
    let out = Out {
        schema: "copydesk-verify/1",
        version: env!("CARGO_PKG_VERSION"),
        complete: report.complete(),
        drafts: ids(false),
        sources: ids(true),
        claims: lines.iter().filter_map(|line| claim(report, line)).collect(),
        problems: report
            .problems
            .iter()
            .map(|p| ProblemOut {
                level: if p.level == ProblemLevel::Error { "error" } else { "warning" },
                path: &p.path,
                message: &p.message,
            })
            .collect(),
    };
    serde_json::to_string(&out).expect("plain data")
}

fn claim<'a>(report: &'a Report, line: &'a Line) -> Option<ClaimOut<'a>> {
    Some(ClaimOut {
        kind: line.kind.as_str(),
        support: match line.support {
            Support::NotFound => "not-found",
            support => support.as_str(),
        },
        severity: line.severity.map(|s| s.as_str()),
        rule: line.rule,
        place: place(report, line.article, line.span)?,
        differences: &line.differences,
        source: line.source.and_then(|(article, span)| place(report, article, span)),
    })
}

fn place(report: &Report, article: ArticleIndex, span: Span) -> Option<PlaceOut<'_>> {
    let place = Place::new(&report.batch, article, span)?;
    Some(PlaceOut {
        article: place.facts.article.id(),
        path: place.path(),
        part: place.part.as_str(),
        paragraph: place.paragraph,
        start: place.source.start(),
        end: place.source.end(),
        line: place.line,
        column: place.column,
        text: place.text(),
    })
}
