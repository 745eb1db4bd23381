//! Align: puts claims that are about one thing into groups. Says why, but not whether they agree.

pub mod ages;
pub mod closeness;
pub mod context;
pub mod dates;
pub mod figures;
pub mod names;
pub mod people;
pub mod quotes;
pub mod roles;
pub mod stories;
pub mod witness;

use rayon::prelude::*;

use crate::model::{Batch, Group};

/// Makes groups of one kind of claim; one file a kind.
pub trait Aligner: Sync {
    /// Name for tests; the file is named after it.
    fn id(&self) -> &'static str;
    /// The groups, in any order; members sorted.
    fn align(&self, batch: &Batch) -> Vec<Group>;
}

/// Every aligner, one for each kind of claim.
pub static ALIGNERS: &[&dyn Aligner] = &[
    // One a line, in the order of `Kind`.
    &roles::Roles,
    &ages::Ages,
    &names::Names,
    &figures::Figures,
    &dates::Dates,
    &quotes::Quotes,
];

/// All groups of a batch, sorted by kind and first member.
#[must_use]
pub fn align(batch: &Batch) -> Vec<Group> {
    let mut groups: Vec<Group> = ALIGNERS.par_iter().flat_map_iter(|a| a.align(batch)).collect();
    for group in &mut groups {
        group.members.sort_by_key(|m| m.claim);
        group.members.dedup_by_key(|m| m.claim);
    }
    groups.retain(|g| g.members.len() > 1);
    groups.sort_by(|a, b| (a.kind, a.members[0].claim, &a.about).cmp(&(b.kind, b.members[0].claim, &b.about)));
    groups
}
