//! Groups of ages: those of one person in articles that may tell one story, and those of the one unnamed child, man or woman of a story.

use std::collections::{BTreeMap, BTreeSet};

use crate::lexicon::{people as words, synonyms};
use crate::model::{Age, AgeForm, ArticleFacts, Batch, ClaimRef, Group, Kind, Member, Part};

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
                if let Some(e) = age.holder.and_then(|h| entity(batch, article as u32, h)) {
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

/// Who may be meant by a noun: a child of either sex, a man, a woman.
fn class(age: &Age) -> Option<&'static str> {
    let noun = age.noun.as_deref()?;
    let years = age.years.high.map(|h| h.to_string().parse::<u32>().unwrap_or(200)).unwrap_or(200);
    match noun {
        "boy" | "girl" | "child" => Some("child"),
        "person" if years < 13 => Some("child"),
        _ => None,
    }
}

/// Ages of the one child that a story is about: named by the lede or headline of each article, the only one there, with words around it that
/// both articles share. Grown-ups are too many in the news to be told apart by a noun.
fn unnamed(batch: &Batch) -> Vec<Group> {
    let mut by_class: BTreeMap<&str, Vec<(u32, u32)>> = BTreeMap::new();
    let mut around: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
    for (article, facts) in batch.articles.iter().enumerate() {
        let ages: Vec<(u32, &Age)> =
            facts.ages.iter().enumerate().filter(|(_, a)| class(a).is_some()).map(|(i, a)| (i as u32, a)).collect();
        if ages.is_empty() || !central(facts, &ages) {
            continue;
        }
        for (index, age) in ages {
            by_class.entry("child").or_default().push((article as u32, index));
            around.entry(article as u32).or_default().extend(context(facts, age));
        }
    }
    let mut groups = Vec::new();
    for claims in by_class.into_values() {
        for set in joined(batch, claims) {
            // The words around must meet: "trapped in a well", "fell into the well".
            let mut articles: Vec<u32> = set.iter().map(|c| c.0).collect();
            articles.dedup();
            let first = articles.first().and_then(|a| around.get(a)).cloned().unwrap_or_default();
            let meets = |a: &u32| *a == articles[0] || around.get(a).is_some_and(|w| w.intersection(&first).count() >= 2);
            let kept: Vec<(u32, u32)> = set.iter().copied().filter(|c| meets(&c.0)).collect();
            groups.extend(group(batch, &kept, "the child", "each article tells of one child, and the words around it are the same".into()));
        }
    }
    groups
}

/// Whether headline, lede or the first age is about the one child of the article: two children of one age class have two nouns or "and".
fn central(facts: &ArticleFacts, ages: &[(u32, &Age)]) -> bool {
    let early = |a: &Age| matches!(a.place.part, Part::Headline | Part::Lede) || a.place.paragraph <= 2;
    let text = facts.text().to_lowercase();
    let several = ["boys", "girls", "children", "siblings", "brothers", "sisters", "kids"];
    let plural = text.split(|c: char| !c.is_alphanumeric()).filter(|w| several.contains(w)).count();
    let single = ages.iter().filter(|(_, a)| matches!(a.noun.as_deref(), Some("boy" | "girl"))).count();
    let sexes: BTreeSet<&str> =
        ages.iter().filter_map(|(_, a)| a.noun.as_deref()).filter(|n| matches!(*n, "boy" | "girl")).collect();
    let named = facts.ages.iter().any(|a| a.holder.is_some() && class(a).is_none() && young(a));
    ages.iter().any(|(_, a)| early(a)) && sexes.len() < 2 && plural <= 1 + single && !named
}

fn young(age: &Age) -> bool {
    age.form == AgeForm::Now && age.years.high.is_some_and(|h| h < crate::model::Decimal::from(13))
}

/// The content words of the sentence, by class.
fn context(facts: &ArticleFacts, age: &Age) -> BTreeSet<String> {
    crate::lexicon::words(age.place.sentence.of(facts.text()))
        .into_iter()
        .filter(|w| w.len() > 3 && !synonyms::is_light(w) && !w.contains("year") && !words::is_relation(w))
        .filter(|w| !matches!(w.as_str(), "child" | "that" | "with" | "from" | "have" | "were" | "into" | "after" | "when" | "which" | "their"))
        .map(|w| synonyms::class(&w).to_owned())
        .collect()
}
