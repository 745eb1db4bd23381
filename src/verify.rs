//! A draft against its sources: what of it stands in them, what stands there otherwise, and what stands nowhere.

use std::collections::BTreeSet;

use crate::compare::Context;
use crate::compare::utterances::{pairs, passages};
use crate::compare::wording::{Class, severity};
use crate::model::{ArticleIndex, Batch, ClaimRef, Finding, Kind, Relation, Settings, Severity, Span};
use crate::report::Report;

/// What the sources say of one claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Support {
    /// A source says the same; a quotation word for word.
    Supported,
    /// A source says it otherwise.
    Conflicting,
    /// No source says it.
    NotFound,
}

impl Support {
    /// In words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Support::Supported => "supported",
            Support::Conflicting => "conflicting",
            Support::NotFound => "not found",
        }
    }
}

/// One claim of the draft.
#[derive(Clone, Debug)]
pub struct Line {
    /// What kind of claim.
    pub kind: Kind,
    /// The draft.
    pub article: ArticleIndex,
    /// The words of the claim.
    pub span: Span,
    /// What the sources say.
    pub support: Support,
    /// How bad, for the exit status; `None` for a claim that is supported.
    pub severity: Option<Severity>,
    /// The passage of a source that decided.
    pub source: Option<(ArticleIndex, Span)>,
    /// The differences, in words.
    pub differences: Vec<String>,
}

/// Words from which on a quotation that stands nowhere is worth a warning: shorter ones are scare quotes, titles and nicknames.
const SPOKEN: usize = 4;

/// Every claim of the drafts, in the order of the text. The report must be one of drafts and sources checked together, as one story.
#[must_use]
pub fn verify(report: &Report, drafts: &BTreeSet<ArticleIndex>, settings: &Settings) -> Vec<Line> {
    let context = Context { batch: &report.batch, groups: &report.groups, settings };
    let mut lines = Vec::new();
    for &draft in drafts {
        let Some(facts) = report.batch.articles.get(draft as usize) else { continue };
        for (kind, index, place) in facts.places() {
            let claim = ClaimRef { article: draft, kind, index };
            let line = match kind {
                Kind::Quote if facts.quotes[index as usize].not_speech => continue,
                Kind::Quote => quote(claim, place.span, drafts, &context),
                Kind::Name if facts.mentions[index as usize].candidate => continue,
                Kind::Statement | Kind::Role => continue,
                _ => other(claim, place.span, drafts, report),
            };
            lines.push(line);
        }
    }
    lines.sort_by_key(|l| (l.article, l.span.start(), l.kind));
    lines
}

/// A quotation: the wording of a source that comes nearest decides.
fn quote(claim: ClaimRef, span: Span, drafts: &BTreeSet<ArticleIndex>, context: &Context<'_>) -> Line {
    let words = crate::speech::words(context.batch.articles[claim.article as usize].text(), span).len();
    let missing = (words >= SPOKEN).then_some(Severity::Warning);
    let mut line = Line {
        kind: claim.kind,
        article: claim.article,
        span,
        support: Support::NotFound,
        severity: missing,
        source: None,
        differences: Vec::new(),
    };
    let mut best: Option<Class> = None;
    for group in context.groups.iter().filter(|g| g.members.iter().any(|m| m.claim == claim)) {
        let passages = passages(group, context);
        for pair in pairs(&passages, context) {
            let (mine, theirs, first) =
                match (drafts.contains(&passages[pair.a].article), drafts.contains(&passages[pair.b].article)) {
                    (true, false) => (pair.a, pair.b, true),
                    (false, true) => (pair.b, pair.a, false),
                    _ => continue,
                };
            let range = |i| if i == pair.a { pair.overlap.a.clone() } else { pair.overlap.b.clone() };
            let here = passages[mine].unit.span(range(mine));
            if passages[mine].article != claim.article
                || !here.overlaps(span)
                || best.is_some_and(|b| b <= pair.worst())
            {
                continue;
            }
            best = Some(pair.worst());
            line.source = Some((passages[theirs].article, passages[theirs].unit.span(range(theirs))));
            line.severity = severity(pair.worst(), Relation::DraftAndSource);
            line.support = if pair.worst() == Class::Lawful { Support::Supported } else { Support::Conflicting };
            line.differences = pair
                .differences
                .iter()
                .filter(|d| d.class > Class::Lawful)
                .map(|d| if first { d.said.clone() } else { d.other.clone() })
                .collect();
        }
    }
    line
}

/// Any other claim, by the groups and findings of the check.
fn other(claim: ClaimRef, span: Span, drafts: &BTreeSet<ArticleIndex>, report: &Report) -> Line {
    let touches = |f: &Finding| {
        let here = f.sides.iter().any(|s| s.article == Some(claim.article) && s.span.overlaps(span));
        let there = f.sides.iter().find(|s| s.article.is_none_or(|a| !drafts.contains(&a)));
        if here && f.severity > Severity::Note {
            there.map(|s| (f.severity, s.article.map(|a| (a, s.span))))
        } else {
            None
        }
    };
    let clash = report.findings.iter().find_map(touches);
    let found = report
        .groups
        .iter()
        .filter(|g| g.members.iter().any(|m| m.claim == claim))
        .flat_map(|g| &g.members)
        .find(|m| !drafts.contains(&m.claim.article))
        .map(|m| (m.claim.article, m.span))
        .or_else(|| named(claim, drafts, &report.batch));
    let (support, severity, source) = match (clash, found) {
        (Some((severity, source)), _) => (Support::Conflicting, Some(severity), source),
        (None, Some(source)) => (Support::Supported, None, Some(source)),
        (None, None) => (Support::NotFound, Some(Severity::Note), None),
    };
    Line { kind: claim.kind, article: claim.article, span, support, severity, source, differences: Vec::new() }
}

/// A mention of the same person, body or place in a source.
fn named(claim: ClaimRef, drafts: &BTreeSet<ArticleIndex>, batch: &Batch) -> Option<(ArticleIndex, Span)> {
    if claim.kind != Kind::Name {
        return None;
    }
    let mention = batch.articles[claim.article as usize].mentions.get(claim.index as usize)?;
    let entity = batch.entities.get(batch.entity(claim.article, mention.entity?)? as usize)?;
    entity.members.iter().filter(|(a, _)| !drafts.contains(a)).find_map(|&(a, local)| {
        let facts = &batch.articles[a as usize];
        let first = facts.entities.get(local as usize)?.mentions.first()?;
        Some((a, facts.mentions.get(*first as usize)?.place.span))
    })
}
