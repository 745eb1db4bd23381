//! How firmly the event of a date is said to have happened: what the clauses above it say is not always said of it.

use crate::extract::frame;
use crate::model::{Dep, Document, Modality};

/// How firmly the event of the date whose root is token `i` is told.
pub fn modality(doc: &Document, i: usize) -> Modality {
    let whole = frame::modality(doc, i);
    if whole == Modality::Stated {
        return whole;
    }
    let Some(verb) = frame::predicate_of(doc, i) else { return whole };
    match border(doc, verb) {
        // "heading into the game on Sunday, she was not having a good week": the game was played all the same
        Some(Dep::Advcl) if whole == Modality::Denied => own(doc, verb),
        // "that will become law after the House voted on Wednesday": what comes before is done
        Some(Dep::Pcomp) => own(doc, verb),
        _ => whole,
    }
}

/// What the clause that `verb` stands in says by itself.
fn own(doc: &Document, verb: usize) -> Modality {
    let planned = doc.children(verb).any(|c| {
        doc.dep(c) == Dep::Aux
            && matches!(doc.lower(c), "will" | "'ll" | "would" | "could" | "may" | "might" | "should")
    });
    let denied = doc.children(verb).any(|c| doc.dep(c) == Dep::Neg);
    match (denied, planned) {
        (true, _) => Modality::Denied,
        (_, true) => Modality::Planned,
        _ => Modality::Stated,
    }
}

/// What parts the clause of `verb` from the one above that frames it: a clause of circumstance, or "after" and the like.
fn border(doc: &Document, verb: usize) -> Option<Dep> {
    let mut at = verb;
    for _ in 0..4 {
        let head = doc.head(at);
        if head == at {
            return None;
        }
        match doc.dep(at) {
            Dep::Advcl => return Some(Dep::Advcl),
            Dep::Pcomp if matches!(doc.lower(head), "after" | "since" | "following") => return Some(Dep::Pcomp),
            Dep::Xcomp | Dep::Conj | Dep::Ccomp => at = head,
            _ => return None,
        }
    }
    None
}
