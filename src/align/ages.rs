//! Groups of ages: of one person; or of one unnamed person ("a five-year-old boy") of one story.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Age, Batch, ClaimRef, Group, Kind, Member};

use super::Aligner;

/// The aligner of ages.
pub struct Ages;

impl Aligner for Ages {
    fn id(&self) -> &'static str {
        "ages"
    }

    fn align(&self, batch: &Batch) -> Vec<Group> {
        let mut named: BTreeMap<u32, Vec<Member>> = BTreeMap::new();
        let mut unnamed: BTreeMap<(u32, &str), Vec<Member>> = BTreeMap::new();
        for (article, facts) in batch.articles.iter().enumerate() {
            for (index, age) in facts.ages.iter().enumerate() {
                let member = Member {
                    claim: ClaimRef { article: article as u32, kind: Kind::Age, index: index as u32 },
                    span: age.place.span,
                    value: value(age),
                };
                let entity = age.holder.and_then(|m| facts.mentions[m as usize].entity);
                match (entity.and_then(|e| batch.entity(article as u32, e)), &age.noun) {
                    (Some(entity), _) => named.entry(entity).or_default().push(member),
                    (None, Some(noun)) => {
                        let story = batch.stories.get(article).copied().unwrap_or(article as u32);
                        unnamed.entry((story, noun)).or_default().push(member);
                    }
                    _ => {}
                }
            }
        }
        let mut groups: Vec<Group> = named
            .into_iter()
            .map(|(entity, members)| {
                let about = batch.entities[entity as usize].name.clone();
                let evidence = vec![format!("all are said of {about}")];
                Group { kind: Kind::Age, about, members, evidence }
            })
            .collect();
        for ((_, noun), members) in unnamed {
            let articles: BTreeSet<u32> = members.iter().map(|m| m.claim.article).collect();
            // Two stories that are only linked through a third one need not have one boy.
            let near = articles.iter().all(|&a| articles.iter().all(|&b| batch.comparable(a, b)));
            if articles.len() > 1 && near {
                let evidence = vec![format!("each story tells of one {noun} whose age it gives")];
                groups.push(Group { kind: Kind::Age, about: format!("the {noun}"), members, evidence });
            }
        }
        groups
    }
}

fn value(age: &Age) -> String {
    match (age.born, age.years.value, age.years.low, age.years.high) {
        (Some(year), ..) => format!("born {year}"),
        (_, Some(v), ..) => v.to_string(),
        (_, _, Some(low), Some(high)) => format!("{low}-{high}"),
        _ => String::new(),
    }
}
