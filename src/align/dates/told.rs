//! What was told as done on one day was done by then: "lawyers said in 2017 that she repaid the fund $60,000" does not meet "she
//! repaid the fund $60,000 this year".
//!
//! Much is done more than once, so that a sum must say that it is the same.

use super::Items;
use crate::align::context::in_reach;
use crate::lexicon::stems::stem;
use crate::lexicon::synonyms::class;
use crate::model::{Batch, DateClaim, DateFit, Modality, Told};

/// Why the two are held together.
pub const EVIDENCE: &str = "what was told as done on the one day was done by then";

/// For each date of a telling the first date elsewhere on which the same is done later.
pub fn clashes(batch: &Batch, items: &Items<'_>) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for a in 0..batch.articles.len() as u32 {
        for x in items.of(a) {
            let d = items.list[x].date;
            let Some(told) = d.event.told.as_deref().filter(|_| !d.place.quoted && items.breadth(x).is_some()) else {
                continue;
            };
            let others = batch.neighbours[a as usize].iter().filter(|&&o| !batch.same_text(o, a));
            let same = |&y: &usize| items.list[x].same_sums(&items.list[y]) && done(items.list[y].date, told);
            let found = others
                .map(|&o| in_reach(x, &items.of(a), &items.of(o)).filter(same).collect::<Vec<_>>())
                // who tells of it on two days tells of two
                .filter(|all| all.iter().all(|&y| is_later(batch, items, x, y)))
                .find_map(|all| all.into_iter().find(|&y| items.breadth(y).is_some()));
            out.extend(found.map(|y| (x, y)));
        }
    }
    out
}

/// Whether date `y` lies after date `x`.
fn is_later(batch: &Batch, items: &Items<'_>, x: usize, y: usize) -> bool {
    items.fit(batch, x, y) == Some(DateFit::Apart)
        && items.list[x].date.days.zip(items.list[y].date.days).is_some_and(|(p, q)| p.1 < q.0)
}

/// Whether what is told is what was done on a date: the same verb, and somebody or something that takes part.
fn done(d: &DateClaim, told: &Told) -> bool {
    let verb = d.frame.predicate.as_deref().is_some_and(|p| class(p) == class(&told.verb));
    let own = || d.frame.subject.iter().chain(&d.frame.objects).chain(&d.event.parts);
    let shared = told.parts.iter().filter(|p| own().any(|o| stem(o) == stem(p))).count();
    let firm = d.modality == Modality::Stated && !d.place.quoted && !d.event.several;
    verb && firm && shared >= 1 && d.event.heads.first().is_some_and(|h| class(h) == class(&told.verb))
}
