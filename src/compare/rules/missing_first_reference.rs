//! Rule `missing-first-reference`.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::{Check, Context, confidence::confidence};
use crate::lexicon::{fold, people};
use crate::model::{ArticleIndex, Batch, EntityKind, Finding, Kind, Part, Severity, Side, SideRole};

crate::rule! {
    /// Somebody is quoted by the last name alone, and never introduced.
    ///
    /// # What it compares
    ///
    /// People whose words an article gives, and whom it calls by a last name only, from the first mention to the last. Only where another article
    /// of the batch introduces somebody of that name in full: the batch knows that there is more to the name.
    ///
    /// # Why it matters
    ///
    /// The paragraph with the introduction was cut, and the reader does not know who speaks.
    ///
    /// # Example
    ///
    /// "Okafor said" with no Paul Okafor anywhere above.
    ///
    /// # Not reported
    ///
    /// Names with a title ("Mayor Okafor"), people with one name, people whom most articles do not introduce, headlines and captions, "the Okafor
    /// report", the biography of the author.
    id: "missing-first-reference",
    kind: Name,
    severity: Warning,
    yields_to: ["misspelled-name"],
    check: Check::Batch(check),
}

/// Mentions of somebody whom the article is about: then the writer knew that everybody knows.
const OFTEN: usize = 6;

/// What was looked at.
struct Record {
    /// Somewhere in the article there is more than the last name: a first name, a title, a role.
    introduced: bool,
    /// Articles with this person that introduce nobody, and all of them.
    bare: usize,
    articles: usize,
    /// A last name that news uses without introduction, or that the article is about.
    famous: bool,
    /// The article gives the words of this person.
    speaks: bool,
    /// Fewer than two paragraphs: part of an article.
    fragment: bool,
}

static LADDER: &[Rung<Record>] = &[
    Rung { name: "introduced", verdict: Verdict::Agree, holds: |r| r.introduced },
    Rung { name: "fragment", verdict: Verdict::Unknown, holds: |r| r.fragment },
    Rung { name: "does-not-speak", verdict: Verdict::Unknown, holds: |r| !r.speaks },
    Rung { name: "famous", verdict: Verdict::Agree, holds: |r| r.famous || r.bare * 3 > r.articles && r.bare > 1 },
    Rung { name: "nobody-introduced", verdict: Verdict::Warn, holds: |_| true },
];

fn check(context: &Context<'_>) -> Vec<Finding> {
    let batch = context.batch;
    let mut out = Vec::new();
    for entity in batch.entities.iter().filter(|e| e.kind == Some(EntityKind::Person) && e.name.contains(' ')) {
        let mut locals: BTreeMap<ArticleIndex, Vec<u32>> = BTreeMap::new();
        for &(article, local) in &entity.members {
            locals.entry(article).or_default().push(local);
        }
        let bare: BTreeSet<ArticleIndex> =
            locals.iter().filter(|(a, l)| !introduced(batch, **a, l)).map(|(a, _)| *a).collect();
        let roles = roles(batch, &locals);
        for &article in &bare {
            let facts = &batch.articles[article as usize];
            let mentions = locals[&article].iter().flat_map(|&l| &facts.entities[l as usize].mentions);
            let mentions: Vec<u32> = mentions.copied().collect();
            let Some(&first) =
                mentions.iter().find(|&&m| matches!(facts.mentions[m as usize].place.part, Part::Lede | Part::Body))
            else {
                continue;
            };
            let name = &facts.mentions[first as usize].name;
            let folded = fold(name);
            let speaks = facts
                .quotes
                .iter()
                .any(|q| q.cue.is_some() && !q.not_speech && q.speaker_mention.is_some_and(|m| mentions.contains(&m)));
            let text = fold(facts.text());
            let record = Record {
                introduced: roles.iter().any(|role| text.contains(role.as_str())),
                bare: bare.len(),
                articles: locals.len(),
                famous: mentions.len() > OFTEN
                    || people::is_leader(&folded)
                    || people::is_given_name(&folded)
                    || people::is_place(&folded),
                fragment: facts.segments.paragraphs.iter().filter(|p| p.number > 0 && p.part.makes_claims()).count()
                    < 2,
                speaks: speaks && elsewhere(facts.text(), name) == mentions_of(facts, &mentions, name),
            };
            let rung = decide(LADDER, &record);
            if rung.verdict != Verdict::Warn {
                continue;
            }
            out.push(Finding {
                confidence: confidence(RULE.id, rung.name),
                hint: "say who it is at the first mention".to_owned(),
                evidence: vec![
                    "nowhere in the article is there a first name, a title or a role".to_owned(),
                    format!("another article introduces {}", entity.name),
                ],
                rung: rung.name,
                key: folded.clone(),
                ..Finding::new(
                    RULE.id,
                    Kind::Name,
                    Severity::Warning,
                    format!("{name} speaks here, but is introduced nowhere in the article"),
                    vec![Side {
                        article: Some(article),
                        span: facts.mentions[first as usize].place.span,
                        value: folded,
                        role: SideRole::Odd,
                    }],
                )
            });
        }
    }
    out
}

/// Whether the article has more than the last name of this person.
fn introduced(batch: &Batch, article: ArticleIndex, locals: &[u32]) -> bool {
    let facts = &batch.articles[article as usize];
    locals.iter().flat_map(|&l| &facts.entities[l as usize].mentions).any(|&m| {
        let mention = &facts.mentions[m as usize];
        mention.name.contains([' ', '-'])
            || mention.title.is_some()
            || mention.role.is_some()
            || facts.roles.iter().any(|r| r.holder == m)
    })
}

/// The roles and titles that the batch gives this person: "the mayor" is an introduction of a kind.
fn roles(batch: &Batch, locals: &BTreeMap<ArticleIndex, Vec<u32>>) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for (&article, list) in locals {
        let facts = &batch.articles[article as usize];
        for &m in list.iter().flat_map(|&l| &facts.entities[l as usize].mentions) {
            let title = facts.mentions[m as usize].title.map(|t| fold(t.of(facts.text())));
            out.extend(title.and_then(|t| people::title(t.trim_end_matches('.')).map(str::to_owned)));
            out.extend(facts.roles.iter().filter(|r| r.holder == m).map(|r| r.head.to_string()));
        }
    }
    out.remove("~");
    out
}

/// How often the name stands in the text as a word, whoever is meant.
fn elsewhere(text: &str, name: &str) -> usize {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(name)
        .filter(|(i, _)| edge(text[..*i].chars().next_back()) && edge(text[i + name.len()..].chars().next()))
        .count()
}

fn mentions_of(facts: &crate::model::ArticleFacts, mentions: &[u32], name: &str) -> usize {
    mentions.iter().filter(|&&m| *facts.mentions[m as usize].name == *name).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_speakers_whom_others_introduce_count() {
        let base = Record { introduced: false, bare: 1, articles: 3, famous: false, speaks: true, fragment: false };
        let rung = |r: Record| decide(LADDER, &r).name;
        assert_eq!(rung(Record { introduced: true, ..base }), "introduced");
        assert_eq!(rung(Record { fragment: true, ..base }), "fragment");
        assert_eq!(rung(Record { speaks: false, ..base }), "does-not-speak");
        assert_eq!(rung(Record { bare: 2, ..base }), "famous");
        assert_eq!(rung(base), "nobody-introduced");
        assert_eq!(elsewhere("Okafor said. The Okafors left; Okafor's aide stayed.", "Okafor"), 2);
    }
}
