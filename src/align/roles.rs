//! Groups of roles: all roles of one person in articles that may tell one story.

use std::collections::BTreeMap;

use crate::model::{Batch, ClaimRef, Group, Kind, Member, Role};

use super::Aligner;
use super::people::{entity, joined};

/// The aligner of roles.
pub struct Roles;

impl Aligner for Roles {
    fn id(&self) -> &'static str {
        "roles"
    }

    fn align(&self, batch: &Batch) -> Vec<Group> {
        let mut by_entity: BTreeMap<u32, Vec<(u32, u32)>> = BTreeMap::new();
        for (article, facts) in batch.articles.iter().enumerate() {
            for (index, role) in facts.roles.iter().enumerate() {
                if let Some(e) = entity(batch, article as u32, role.holder) {
                    by_entity.entry(e).or_default().push((article as u32, index as u32));
                }
            }
        }
        let mut groups = Vec::new();
        for (e, claims) in by_entity {
            let about = batch.entities[e as usize].name.clone();
            for set in joined(batch, claims).into_iter().filter(|s| s.len() > 1) {
                let member = |(article, index): (u32, u32)| {
                    let role = &batch.articles[article as usize].roles[index as usize];
                    Member {
                        claim: ClaimRef { article, kind: Kind::Role, index },
                        span: role.place.span,
                        value: value(role),
                    }
                };
                groups.push(Group {
                    kind: Kind::Role,
                    about: about.clone(),
                    members: set.into_iter().map(member).collect(),
                    evidence: vec![format!("all are taken to be about {about}")],
                    clashes: Vec::new(),
                });
            }
        }
        groups
    }
}

/// Qualifiers and head, equal for equal roles.
#[must_use]
pub fn value(role: &Role) -> String {
    let mut words: Vec<&str> = role.qualifiers.iter().map(|q| &**q).filter(|q| *q != "was").collect();
    words.push(&role.head);
    words.join(" ")
}
