//! A draft against its sources: what of it stands in them, what stands there otherwise, and what stands nowhere.

pub mod json;
#[cfg(feature = "cli")]
pub mod text;

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::rules;
use crate::compare::sourced::{self, Found};
use crate::compare::wording::severity;
use crate::compare::{Context, catalogue};
use crate::model::{
    ArticleIndex, Batch, ClaimRef, DateKind, Finding, Kind, Relation, Settings, Severity, SideRole, Span,
};
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
    /// Every answer.
    pub const ALL: [Support; 3] = [Support::Supported, Support::Conflicting, Support::NotFound];

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
    /// How bad, for the exit status; `None` for nothing.
    pub severity: Option<Severity>,
    /// The passage of a source that decided.
    pub source: Option<(ArticleIndex, Span)>,
    /// The differences, in words.
    pub differences: Vec<String>,
    /// The rule that decided, if one did.
    pub rule: Option<&'static str>,
}

/// Every claim of the drafts, in the order of the text. The report must be of [`pipeline::against`](crate::pipeline::against).
#[must_use]
pub fn verify(report: &Report, settings: &Settings) -> Vec<Line> {
    let context = Context { batch: &report.batch, groups: &report.groups, settings };
    let wanted = |kind: Kind| {
        let named = |list: &[String]| list.iter().any(|r| r == kind.as_str());
        let rule = settings.select.iter().filter_map(|id| rules::find(id)).any(|r| r.kind == kind);
        (settings.select.is_empty() || named(&settings.select) || rule) && !named(&settings.ignore)
    };
    let clashes = Clashes::new(report);
    let mut lines: Vec<Line> =
        sourced::quotations(&context).into_iter().map(|q| quote(&q, &clashes, &context)).collect();
    let groups = support(report);
    for (article, facts) in (0..).zip(&report.batch.articles).filter(|(a, _)| !report.batch.sources.contains(a)) {
        for (kind, index, place) in facts.places() {
            let i = index as usize;
            let skipped = match kind {
                Kind::Name => facts.mentions[i].candidate,
                Kind::Figure => !facts.figures[i].comparable,
                Kind::Date => facts.dates[i].kind != DateKind::Date || facts.dates[i].days.is_none(),
                Kind::Quote | Kind::Statement => true,
                _ => false,
            };
            // What stands in a quotation is the speaker's: the quotation is the claim.
            if !skipped && !place.quoted && !facts.in_speech(place.span) {
                lines.push(other(ClaimRef { article, kind, index }, place.span, &clashes, &groups, &report.batch));
            }
        }
    }
    lines.retain(|l| wanted(l.kind));
    lines.sort_by_key(|l| (l.article, l.span.start(), l.kind));
    once_a_name(&mut lines, &report.batch);
    lines
}

/// A name is shown once with each answer, however often the draft has it.
fn once_a_name(lines: &mut Vec<Line>, batch: &Batch) {
    let mut seen = BTreeSet::new();
    lines.retain(|l| {
        let text = l.span.of(batch.articles[l.article as usize].text());
        l.kind != Kind::Name || seen.insert((l.article, text.to_owned(), l.support))
    });
}

/// The findings between a draft and a source, notes left out.
struct Clashes<'a> {
    list: Vec<&'a Finding>,
    sources: &'a BTreeSet<ArticleIndex>,
}

impl<'a> Clashes<'a> {
    fn new(report: &'a Report) -> Self {
        let sources = &report.batch.sources;
        let apart = |f: &&Finding| {
            let source = |a: Option<ArticleIndex>| a.is_none_or(|a| sources.contains(&a));
            f.severity > Severity::Note
                && f.sides.iter().any(|s| source(s.article))
                && f.sides.iter().any(|s| !source(s.article))
        };
        Clashes { list: report.findings.iter().filter(apart).collect(), sources }
    }

    /// The finding that touches a passage of a draft, and the passage of the source it is about.
    fn on(
        &self,
        article: ArticleIndex,
        span: Span,
        kinds: &[Kind],
    ) -> Option<(&'a Finding, Option<(ArticleIndex, Span)>)> {
        let here = |f: &&&Finding| {
            kinds.contains(&f.kind) && f.sides.iter().any(|s| s.article == Some(article) && s.span.overlaps(span))
        };
        let finding = *self.list.iter().find(here)?;
        let there = finding
            .sides
            .iter()
            .find(|s| s.role == SideRole::Reference || s.article.is_some_and(|a| self.sources.contains(&a)));
        Some((finding, there.and_then(|s| Some((s.article?, s.span)))))
    }
}

/// A quotation. A finding wins over the wording that comes nearest.
fn quote(quotation: &sourced::Sourced, clashes: &Clashes<'_>, context: &Context<'_>) -> Line {
    let ClaimRef { article, index, kind } = quotation.claim;
    let quote = &context.batch.articles[article as usize].quotes[index as usize];
    let span = quote.place.span;
    let mut line = Line {
        kind,
        article,
        span,
        support: Support::NotFound,
        severity: Some(Severity::Note),
        source: None,
        differences: Vec::new(),
        rule: None,
    };
    match &quotation.found {
        Found::Verbatim(source, there) => {
            (line.support, line.severity) = (Support::Supported, None);
            line.source = Some((*source, *there));
        }
        Found::Otherwise { source, worst, differences } => {
            (line.support, line.severity) = (Support::Conflicting, severity(*worst, Relation::DraftAndSource));
            line.source = Some(*source);
            line.differences.clone_from(differences);
        }
        Found::Nowhere => {
            let rule = rules::find("unsupported-quote").filter(|r| catalogue::enabled(r, context.settings));
            if let (Some(rule), true) = (rule, quotation.words >= sourced::SPOKEN) {
                let set = context.settings.severities.get(rule.id).copied().flatten();
                (line.severity, line.rule) = (Some(set.unwrap_or(rule.severity)), Some(rule.id));
            }
        }
    }
    // The speaker's name belongs to the quotation.
    let of_speaker = quote.speaker.and_then(|s| clashes.on(article, s, &[Kind::Speaker]));
    if let Some((finding, there)) = clashes.on(article, span, &[Kind::Quote]).or(of_speaker) {
        line.support = Support::Conflicting;
        line.severity = line.severity.max(Some(finding.severity));
        line.rule = Some(finding.rule);
        line.source = line.source.or(there);
        if line.differences.is_empty() {
            let said = finding.message.strip_prefix("This quotation reads otherwise in the source: ");
            line.differences = vec![said.unwrap_or(&finding.message).to_owned()];
        }
    }
    line
}

/// For each claim of a draft a passage of a source that is about the same thing and fits.
fn support(report: &Report) -> BTreeMap<ClaimRef, (ArticleIndex, Span)> {
    let batch = &report.batch;
    let mut out = BTreeMap::new();
    for group in &report.groups {
        let (theirs, mine): (Vec<_>, Vec<_>) =
            group.members.iter().partition(|m| batch.sources.contains(&m.claim.article));
        for m in mine {
            let fitting = theirs.iter().find(|t| m.value == t.value || fits(m.claim, t.claim, batch));
            if let Some(t) = fitting {
                out.entry(m.claim).or_insert((t.claim.article, t.span));
            }
        }
    }
    out
}

/// Whether two claims of a group may both be right.
fn fits(a: ClaimRef, b: ClaimRef, batch: &Batch) -> bool {
    let (x, y) = (&batch.articles[a.article as usize], &batch.articles[b.article as usize]);
    let (i, j) = (a.index as usize, b.index as usize);
    match a.kind {
        Kind::Figure => {
            x.figures.get(i).zip(y.figures.get(j)).is_some_and(|(f, g)| f.quantity.fit(&g.quantity).agrees())
        }
        Kind::Age => x.ages.get(i).zip(y.ages.get(j)).is_some_and(|(f, g)| f.years.fit(&g.years).agrees()),
        Kind::Date => {
            let days = |d: Option<&crate::model::DateClaim>| d.and_then(|d| d.days);
            days(x.dates.get(i)).zip(days(y.dates.get(j))).is_some_and(|(d, e)| d.0 <= e.1 && e.0 <= d.1)
        }
        // Roles and names are one thing in several words; where they clash there is a finding.
        _ => true,
    }
}

/// Any other claim, by the findings and groups of the check.
fn other(
    claim: ClaimRef,
    span: Span,
    clashes: &Clashes<'_>,
    groups: &BTreeMap<ClaimRef, (ArticleIndex, Span)>,
    batch: &Batch,
) -> Line {
    let ClaimRef { article, kind, .. } = claim;
    let mut line = Line {
        kind,
        article,
        span,
        support: Support::NotFound,
        severity: Some(Severity::Note),
        source: None,
        differences: Vec::new(),
        rule: None,
    };
    if let Some((finding, there)) = clashes.on(article, span, &[kind]) {
        line.support = Support::Conflicting;
        (line.severity, line.source, line.rule) = (Some(finding.severity), there, Some(finding.rule));
        line.differences = match there {
            Some((a, s)) => vec![format!("“{}” in the source", s.of(batch.articles[a as usize].text()))],
            None => vec![finding.message.clone()],
        };
    } else if let Some(source) = groups.get(&claim).copied().or_else(|| named(claim, batch)) {
        line.support = Support::Supported;
        (line.severity, line.source) = (None, Some(source));
    }
    line
}

/// A mention of the same person, body or place in a source.
fn named(claim: ClaimRef, batch: &Batch) -> Option<(ArticleIndex, Span)> {
    if claim.kind != Kind::Name {
        return None;
    }
    let mention = batch.articles[claim.article as usize].mentions.get(claim.index as usize)?;
    let entity = batch.entities.get(batch.entity(claim.article, mention.entity?)? as usize)?;
    entity.members.iter().filter(|(a, _)| batch.sources.contains(a)).find_map(|&(a, local)| {
        let facts = &batch.articles[a as usize];
        let first = facts.entities.get(local as usize)?.mentions.first()?;
        Some((a, facts.mentions.get(*first as usize)?.place.span))
    })
}

/// The worst of some lines.
#[must_use]
pub fn worst(lines: &[Line]) -> Option<Severity> {
    lines.iter().filter_map(|l| l.severity).max()
}
