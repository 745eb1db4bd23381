//! The members of a group in camps, within which all agree.

use crate::model::Member;

/// Each member goes into the first camp with all of whose members it agrees, else into one of its own. `kind` is all that `agree`
/// looks at in a member: of each kind one stands for all, so that a statement made a thousand times is compared once.
#[must_use]
pub fn camps<'a, K: PartialEq>(
    members: impl IntoIterator<Item = &'a Member>,
    kind: impl Fn(&Member) -> K,
    agree: impl Fn(&Member, &Member) -> bool,
) -> Vec<Vec<&'a Member>> {
    let mut camps: Vec<(Vec<&Member>, Vec<(K, &Member)>)> = Vec::new();
    for m in members {
        let own = kind(m);
        match camps.iter_mut().find(|(_, kinds)| kinds.iter().all(|(_, o)| agree(m, o))) {
            Some((camp, kinds)) => {
                camp.push(m);
                if !kinds.iter().any(|(k, _)| *k == own) {
                    kinds.push((own, m));
                }
            }
            None => camps.push((vec![m], vec![(own, m)])),
        }
    }
    camps.into_iter().map(|(camp, _)| camp).collect()
}
