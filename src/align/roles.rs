//! Groups of roles: all that is said of what one person is.

use std::collections::BTreeMap;

use crate::model::{Batch, ClaimRef, Group, Kind, Member};

use super::Aligner;

/// The aligner of roles.
pub struct Roles;

impl Aligner for Roles {
    fn id(&self) -> &'static str {
        "roles"
    }

    fn align(&self, batch: &Batch) -> Vec<Group> {
        let mut by_entity: BTreeMap<u32, Vec<Member>> = BTreeMap::new();
        for (article, facts) in batch.articles.iter().enumerate() {
            for (index, role) in facts.roles.iter().enumerate() {
                let local = facts.mentions[role.holder as usize].entity;
                let Some(entity) = local.and_then(|l| batch.entity(article as u32, l)) else { continue };
                by_entity.entry(entity).or_default().push(Member {
                    claim: ClaimRef { article: article as u32, kind: Kind::Role, index: index as u32 },
                    span: role.place.span,
                    value: value(role),
                });
            }
        }
        let group = |(entity, members): (u32, Vec<Member>)| {
            let about = batch.entities[entity as usize].name.clone();
            let evidence = vec![format!("all are said of {about}")];
            Group { kind: Kind::Role, about, members, evidence }
        };
        by_entity.into_iter().map(group).collect()
    }
}

/// Qualifiers, office and institution in base form.
fn value(role: &crate::model::Role) -> String {
    let mut words: Vec<&str> = role.qualifiers.iter().map(|q| &**q).collect();
    words.push(&role.head);
    match &role.of {
        Some(of) => format!("{} ({of})", words.join(" ")),
        None => words.join(" "),
    }
}
