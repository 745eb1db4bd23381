//! Noun chunks: a noun, proper noun or pronoun in a nominal place of the sentence, with what stands before it in its subtree.

use super::tree::Tree;
use crate::model::{Dep, Pos};

/// Chunks of one document as (first, last) tokens, in order.
pub fn find(tree: &Tree, labels: &[Dep], pos: impl Fn(usize) -> Option<Pos>, mut push: impl FnMut(usize, usize)) {
    let mut previous: Option<usize> = None;
    for i in 0..labels.len() {
        let left = tree.left[i] as usize;
        let is_nominal = matches!(pos(i), Some(Pos::Noun | Pos::Propn | Pos::Pron));
        if !is_nominal || previous.is_some_and(|p| left <= p) {
            continue;
        }
        // A conjunct stands where the first of its row stands.
        let mut place = i;
        if labels[i] == Dep::Conj {
            place = tree.head[i] as usize;
            while labels[place] == Dep::Conj && (tree.head[place] as usize) < place {
                place = tree.head[place] as usize;
            }
        }
        if is_chunk_place(labels[place]) {
            previous = Some(i);
            push(left, i);
        }
    }
}

fn is_chunk_place(label: Dep) -> bool {
    matches!(
        label,
        Dep::Oprd
            | Dep::Nsubj
            | Dep::Dobj
            | Dep::Nsubjpass
            | Dep::Pcomp
            | Dep::Pobj
            | Dep::Dative
            | Dep::Appos
            | Dep::Attr
            | Dep::Root
    )
}
