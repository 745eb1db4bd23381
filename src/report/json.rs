//! The JSON reports `copydesk/1` and `copydesk-claims/1`: structs of their own, so that the model may change without breaking users.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Report;
use super::clean::clean_json;
use super::listed::Listed;
use super::place::{Place, excerpt};
use crate::model::{ArticleFacts, Batch, Finding, Group, Kind, Offsets, Problem, ProblemLevel, Side, Span};

/// Version of the program in reports.
const VERSION: &str = env!("CARGO_PKG_VERSION");

#[derive(Serialize)]
struct Check<'a> {
    schema: &'static str,
    version: &'static str,
    complete: bool,
    articles: Vec<Article<'a>>,
    findings: Vec<FindingOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    groups: Option<Vec<GroupOut<'a>>>,
    problems: Vec<ProblemOut<'a>>,
}

#[derive(Serialize)]
struct Article<'a> {
    id: String,
    path: &'a str,
    record: Option<u32>,
    title: Option<&'a str>,
    published: Option<String>,
    publisher: Option<&'a str>,
    language: &'a str,
    story: Option<u32>,
    claims: usize,
    not_understood: usize,
    offsets: &'static str,
}

#[derive(Serialize)]
struct FindingOut<'a> {
    rule: &'a str,
    kind: &'a str,
    severity: &'a str,
    confidence: f64,
    message: &'a str,
    hint: &'a str,
    sides: Vec<SideOut<'a>>,
    evidence: &'a [String],
    rung: &'a str,
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct SideOut<'a> {
    /// The id of the article; null for an entry of the reference sheet, whose `part` is `sheet`.
    article: Option<String>,
    path: &'a str,
    part: &'static str,
    paragraph: u32,
    start: u32,
    end: u32,
    line: u32,
    column: u32,
    text: &'a str,
    value: &'a str,
    role: &'static str,
    context: Cow<'a, str>,
}

#[derive(Serialize)]
struct GroupOut<'a> {
    kind: &'static str,
    about: &'a str,
    sides: Vec<SideOut<'a>>,
    verdict: &'static str,
}

#[derive(Serialize)]
struct ProblemOut<'a> {
    level: &'static str,
    path: &'a str,
    message: &'a str,
}

/// The report of `copydesk check --format json`; `groups` adds every group of two or more claims.
///
/// # Panics
/// Never: the structs hold nothing that JSON cannot write.
#[must_use]
pub fn check(report: &Report, groups: bool) -> String {
    let out = Check {
        schema: "copydesk/1",
        version: VERSION,
        complete: report.complete(),
        articles: report.batch.articles.iter().enumerate().map(|(i, f)| article(&report.batch, i, f)).collect(),
        findings: report.findings.iter().map(|f| finding(&report.batch, f)).collect(),
        groups: groups.then(|| {
            let disputed = Disputed::of(report);
            report.groups.iter().map(|g| group(report, g, &disputed)).collect()
        }),
        problems: report.problems.iter().map(problem).collect(),
    };
    clean_json(&serde_json::to_string(&out).expect("plain data"))
}

/// One line a finding, then one a problem, then one that ends the report.
///
/// # Panics
/// Never: the structs hold nothing that JSON cannot write.
#[must_use]
pub fn lines(report: &Report) -> String {
    #[derive(Serialize)]
    struct Line<T> {
        #[serde(rename = "type")]
        kind: &'static str,
        #[serde(flatten)]
        value: T,
    }
    #[derive(Serialize)]
    struct End {
        schema: &'static str,
        version: &'static str,
        complete: bool,
        articles: usize,
        findings: usize,
    }
    let end = End {
        schema: "copydesk-lines/1",
        version: VERSION,
        complete: report.complete(),
        articles: report.batch.articles.len(),
        findings: report.findings.len(),
    };
    let findings = report
        .findings
        .iter()
        .map(|f| serde_json::to_string(&Line { kind: "finding", value: finding(&report.batch, f) }));
    let problems = report.problems.iter().map(|p| serde_json::to_string(&Line { kind: "problem", value: problem(p) }));
    let end = std::iter::once(serde_json::to_string(&Line { kind: "end", value: end }));
    findings.chain(problems).chain(end).map(|line| clean_json(&line.expect("plain data")) + "\n").collect()
}

fn article<'a>(batch: &Batch, index: usize, facts: &'a ArticleFacts) -> Article<'a> {
    let a = &facts.article;
    Article {
        id: a.id(),
        path: &a.file.path,
        record: a.record,
        title: a.title(),
        published: a.published.map(|d| d.to_string()),
        publisher: a.publisher.as_deref(),
        language: &a.language,
        story: batch.stories.get(index).copied(),
        claims: facts.claims(),
        not_understood: facts.not_understood.len(),
        offsets: match a.file.offsets {
            Offsets::File => "file",
            Offsets::Text => "text",
        },
    }
}

fn finding<'a>(batch: &'a Batch, f: &'a Finding) -> FindingOut<'a> {
    FindingOut {
        rule: f.rule,
        kind: f.kind.as_str(),
        severity: f.severity.as_str(),
        confidence: f64::from(f.confidence) / 100.0,
        message: &f.message,
        hint: &f.hint,
        sides: f.sides.iter().filter_map(|s| side(batch, s)).collect(),
        evidence: &f.evidence,
        rung: f.rung,
        fingerprint: &f.fingerprint,
    }
}

fn side<'a>(batch: &'a Batch, s: &'a Side) -> Option<SideOut<'a>> {
    if let Some(listed) = Listed::of(batch, s) {
        return Some(SideOut {
            article: None,
            path: listed.path(),
            part: "sheet",
            paragraph: 0,
            start: listed.source.start(),
            end: listed.source.end(),
            line: listed.line,
            column: listed.column,
            text: listed.text(),
            value: &s.value,
            role: s.role.as_str(),
            context: listed.file.line_text(listed.line),
        });
    }
    let place = Place::of(batch, s)?;
    Some(side_out(&place, &s.value, s.role.as_str()))
}

fn side_out<'a>(place: &Place<'a>, value: &'a str, role: &'static str) -> SideOut<'a> {
    SideOut {
        article: Some(place.facts.article.id()),
        path: place.path(),
        part: place.part.as_str(),
        paragraph: place.paragraph,
        start: place.source.start(),
        end: place.source.end(),
        line: place.line,
        column: place.column,
        text: place.text(),
        value,
        role,
        context: context(place.facts, place.span).into(),
    }
}

/// Which findings have a side at a place.
struct Disputed(BTreeMap<(Kind, Option<u32>, Span), BTreeSet<usize>>);

impl Disputed {
    fn of(report: &Report) -> Self {
        let mut places: BTreeMap<_, BTreeSet<usize>> = BTreeMap::new();
        for (i, f) in report.findings.iter().enumerate() {
            for s in &f.sides {
                places.entry((f.kind, s.article, s.span)).or_default().insert(i);
            }
        }
        Disputed(places)
    }

    /// Whether two sides of one finding are members of the group.
    fn conflict_in(&self, g: &Group) -> bool {
        let places: BTreeSet<_> = g.members.iter().map(|m| (g.kind, Some(m.claim.article), m.span)).collect();
        let mut met = BTreeSet::new();
        places.iter().filter_map(|p| self.0.get(p)).flatten().any(|finding| !met.insert(finding))
    }
}

fn group<'a>(report: &'a Report, g: &'a Group, disputed: &Disputed) -> GroupOut<'a> {
    let batch = &report.batch;
    let sides = g.members.iter().filter_map(|m| {
        let place = Place::new(batch, m.claim.article, m.span)?;
        Some(side_out(&place, &m.value, "others"))
    });
    let conflicts = disputed.conflict_in(g);
    GroupOut {
        kind: g.kind.as_str(),
        about: &g.about,
        sides: sides.collect(),
        verdict: if conflicts { "conflict" } else { "agree" },
    }
}

fn problem(p: &Problem) -> ProblemOut<'_> {
    let level = match p.level {
        ProblemLevel::Warning => "warning",
        ProblemLevel::Error => "error",
    };
    ProblemOut { level, path: &p.path, message: &p.message }
}

/// The passage with about eighty bytes on either side.
fn context(facts: &ArticleFacts, span: Span) -> &str {
    excerpt(facts, span, 80).joined(facts.text(), span)
}

/// The format `json`.
#[cfg(feature = "cli")]
pub struct Json;

#[cfg(feature = "cli")]
impl super::Format for Json {
    fn id(&self) -> &'static str {
        "json"
    }

    fn about(&self) -> &'static str {
        "everything, for programs: one object, schema copydesk/1"
    }

    fn write(&self, report: &Report, view: &super::View) -> String {
        check(report, view.groups) + "\n"
    }
}
