//! Groups of names: all mentions of one person, organisation, place or work of the batch.

use crate::lexicon::fold;
use crate::model::{Batch, ClaimRef, Group, Kind, Member};

use super::Aligner;

/// The aligner of names.
pub struct Names;

impl Aligner for Names {
    fn id(&self) -> &'static str {
        "names"
    }

    fn align(&self, batch: &Batch) -> Vec<Group> {
        let mut groups = Vec::new();
        for entity in &batch.entities {
            let mut members = Vec::new();
            for &(article, local) in &entity.members {
                let facts = &batch.articles[article as usize];
                for &index in &facts.entities[local as usize].mentions {
                    let mention = &facts.mentions[index as usize];
                    members.push(Member {
                        claim: ClaimRef { article, kind: Kind::Name, index },
                        span: mention.place.span,
                        value: fold(&mention.name),
                    });
                }
            }
            if members.len() > 1 {
                let about = entity.name.clone();
                let evidence = vec![format!("all are taken to name {about}")];
                groups.push(Group { kind: Kind::Name, about, members, evidence, clashes: Vec::new() });
            }
        }
        groups
    }
}
