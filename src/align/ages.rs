//! Groups of ages: those of one person in articles that may tell one story, and those of the one unnamed child, man or woman of a story.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::{synonyms, words};
use crate::model::{Age, AgeForm, ArticleFacts, Batch, ClaimRef, Decimal, EntityKind, Group, Kind, Member, Part, Span};

use super::Aligner;
use super::people::{entity, joined};

/// The aligner of ages.
pub struct Ages;

impl Aligner for Ages {
    fn id(&self) -> &'static str {
        "ages"
    }

    fn align(&self, batch: &Batch) -> Vec<Group> {
        let mut by_entity: BTreeMap<u32, Vec<(u32, u32)>> = BTreeMap::new();
        for (article, facts) in batch.articles.iter().enumerate() {
            for (index, age) in facts.ages.iter().enumerate() {
                let who = age.holder.and_then(|h| entity(batch, article as u32, h));
                if let Some(e) = who.filter(|&e| batch.entities[e as usize].kind == Some(EntityKind::Person)) {
                    by_entity.entry(e).or_default().push((article as u32, index as u32));
                }
            }
        }
        let mut groups = Vec::new();
        for (e, claims) in by_entity {
            let about = &batch.entities[e as usize].name;
            for set in joined(batch, claims) {
                groups.extend(group(batch, &set, about, format!("all are taken to be about {about}")));
            }
        }
        groups.extend(unnamed(batch));
        groups
    }
}

fn group(batch: &Batch, set: &[(u32, u32)], about: &str, why: String) -> Option<Group> {
    let member = |&(article, index): &(u32, u32)| {
        let age = &batch.articles[article as usize].ages[index as usize];
        Member { claim: ClaimRef { article, kind: Kind::Age, index }, span: age.place.span, value: value(age) }
    };
    (set.len() > 1).then(|| Group {
        kind: Kind::Age,
        about: about.to_owned(),
        members: set.iter().map(member).collect(),
        evidence: vec![why],
        clashes: Vec::new(),
    })
}

/// The age in years, or the date of birth.
#[must_use]
pub fn value(age: &Age) -> String {
    match (age.form, age.years.low, age.years.high) {
        (AgeForm::Born(year, ..), ..) => format!("born {year}"),
        (_, Some(l), Some(h)) if l == h => l.to_string(),
        (_, Some(l), Some(h)) => format!("{l}-{h}"),
        _ => "unknown".to_owned(),
    }
}

/// Whether the age may be that of the one child of a story: a boy, a girl, a child, named or not.
fn of_child(age: &Age) -> bool {
    age.form == AgeForm::Now
        && age.years.high.is_some_and(|h| h < Decimal::from(13))
        && (age.holder.is_some() || matches!(age.noun.as_deref(), Some("boy" | "girl" | "child" | "person")))
}

/// Ages of the one child that a story is about: told early in each article, the only one there, with the same words in what the articles
/// begin with. Grown-ups are too many in the news to be told apart by a noun.
fn unnamed(batch: &Batch) -> Vec<Group> {
    let mut claims: Vec<(u32, u32)> = Vec::new();
    let mut words: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
    for (article, facts) in batch.articles.iter().enumerate() {
        let ages: Vec<(u32, &Age)> =
            facts.ages.iter().enumerate().filter(|(_, a)| of_child(a)).map(|(i, a)| (i as u32, a)).collect();
        if ages.is_empty() || !one_child(facts, &ages) {
            continue;
        }
        claims.extend(ages.iter().map(|(index, _)| (article as u32, *index)));
        words.insert(article as u32, beginning(facts));
    }
    let mut groups = Vec::new();
    for set in joined(batch, claims) {
        let Some(first) = set.first().and_then(|c| words.get(&c.0)) else { continue };
        let meets = |a: u32| a == set[0].0 || words.get(&a).is_some_and(|w| w.intersection(first).count() >= 4);
        let kept: Vec<(u32, u32)> = set.iter().copied().filter(|c| meets(c.0)).collect();
        // Named in all: the group of the name has them.
        if kept.iter().any(|&(a, i)| batch.articles[a as usize].ages[i as usize].holder.is_none()) {
            let why = "each article tells of one child, and they begin with the same words".to_owned();
            groups.extend(group(batch, &kept, "the child", why));
        }
    }
    groups
}

/// Whether the article tells of one child, and early.
fn one_child(facts: &ArticleFacts, ages: &[(u32, &Age)]) -> bool {
    let early = |a: &Age| matches!(a.place.part, Part::Headline | Part::Lede) || a.place.paragraph <= 3;
    let nouns: BTreeSet<&str> =
        ages.iter().filter_map(|(_, a)| a.noun.as_deref()).filter(|n| matches!(*n, "boy" | "girl")).collect();
    let mut holders: Vec<Option<u32>> = ages
        .iter()
        .filter_map(|(_, a)| a.holder)
        .map(|h| facts.mentions.get(h as usize).and_then(|m| m.entity))
        .collect();
    holders.sort_unstable();
    holders.dedup();
    let several = |span: Span| {
        const SEVERAL: &[&str] = &[
            "boys",
            "girls",
            "children",
            "siblings",
            "brothers",
            "sisters",
            "kids",
            "brother",
            "sister",
            "sons",
            "daughters",
        ];
        words(span.of(facts.text())).iter().any(|w| SEVERAL.contains(&w.as_str()))
    };
    ages.iter().any(|(_, a)| early(a))
        && nouns.len() < 2
        && holders.len() < 2
        && !ages.iter().any(|(_, a)| several(a.place.sentence))
        && !facts.segments.paragraphs.iter().any(|p| p.number <= 3 && p.part.makes_claims() && several(p.span))
}

/// The content words of the headline and the first paragraphs, by class.
fn beginning(facts: &ArticleFacts) -> BTreeSet<String> {
    let first = facts.segments.paragraphs.iter().filter(|p| p.number <= 3 && p.part.makes_claims());
    first
        .flat_map(|p| words(p.span.of(facts.text())))
        .filter(|w| w.len() > 3 && !synonyms::is_light(w) && !w.contains("year"))
        .map(|w| synonyms::class(&w).to_owned())
        .collect()
}
