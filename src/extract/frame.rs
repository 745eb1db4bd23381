//! What a sentence says around a claim: predicate, subject, objects and the nearest content words, as lemmas.

use crate::lexicon::synonyms::is_light;
use crate::model::{Dep, Document, Frame, Modality, Pos, TokenRange};

/// How many context words are kept: the nearest in the parse.
const CONTEXT: usize = 14;

/// Whether token `i` carries content: a noun, name, verb or adjective that is no light word.
#[must_use]
pub fn is_content(doc: &Document, i: usize) -> bool {
    matches!(doc.pos(i), Pos::Noun | Pos::Propn | Pos::Verb | Pos::Adj)
        && doc.word(i).chars().any(char::is_alphabetic)
        && !is_light(doc.lemma(i))
        && !is_light(doc.lower(i))
}

/// Lemma of token `i` in lower case; of a name the name.
#[must_use]
pub fn lemma(doc: &Document, i: usize) -> Box<str> {
    let lemma = doc.lemma(i);
    if lemma.chars().any(char::is_uppercase) { lemma.to_lowercase().into() } else { lemma.into() }
}

/// The verb above token `i` (itself, if it is one), within its sentence.
#[must_use]
pub fn predicate_of(doc: &Document, i: usize) -> Option<usize> {
    let mut at = i;
    for _ in 0..60 {
        if matches!(doc.pos(at), Pos::Verb | Pos::Aux) && !matches!(doc.dep(at), Dep::Aux | Dep::Auxpass | Dep::Amod) {
            return Some(at);
        }
        let head = doc.head(at);
        if head == at {
            return None;
        }
        at = head;
    }
    None
}

/// The frame around the tokens of a claim.
#[must_use]
pub fn frame(doc: &Document, claim: TokenRange) -> Frame {
    if claim.start >= claim.end || claim.end as usize > doc.len() {
        return Frame::default();
    }
    let root = root_of(doc, claim);
    let predicate = predicate_of(doc, root);
    let mut out = Frame { predicate: predicate.map(|p| lemma(doc, p)), ..Frame::default() };
    let outside = |i: usize| !claim.contains(i);
    if let Some(p) = predicate {
        // "would be required to …": the subject of a verb without one is that of the verb above it.
        let mut from = p;
        for _ in 0..3 {
            let found =
                collect(doc, from, &outside, |d| matches!(d, Dep::Nsubj | Dep::Nsubjpass | Dep::Csubj | Dep::Agent));
            if !found.is_empty() {
                out.subject = found;
                let subject = |d| matches!(d, Dep::Nsubj | Dep::Nsubjpass | Dep::Agent);
                for child in doc.children(from).filter(|&c| subject(doc.dep(c))) {
                    out.indefinite |= is_indefinite(doc, child);
                    out.who.extend(
                        doc.subtree(child)
                            .range()
                            .filter(|&i| outside(i) && doc.pos(i) == Pos::Propn)
                            .take(8)
                            .map(|i| lemma(doc, i)),
                    );
                }
                break;
            }
            let up = doc.head(from);
            if up == from || !matches!(doc.dep(from), Dep::Xcomp | Dep::Conj | Dep::Advcl | Dep::Acl | Dep::Relcl) {
                break;
            }
            if matches!(doc.dep(from), Dep::Acl | Dep::Relcl) && is_content(doc, up) {
                out.subject = vec![lemma(doc, up)];
                out.indefinite = is_indefinite(doc, up);
                break;
            }
            from = up;
        }
        out.objects =
            collect(doc, p, &outside, |d| matches!(d, Dep::Dobj | Dep::Attr | Dep::Oprd | Dep::Dative | Dep::Acomp));
    }
    out.context = context(doc, root, &outside);
    out
}

/// Whether noun `i` has "a" or "an" before it.
#[must_use]
pub fn is_indefinite(doc: &Document, i: usize) -> bool {
    doc.children(i).any(|c| doc.dep(c) == Dep::Det && matches!(doc.lower(c), "a" | "an" | "another"))
}

/// The token of the claim whose head lies outside of it.
#[must_use]
pub fn root_of(doc: &Document, claim: TokenRange) -> usize {
    claim
        .range()
        .rev()
        .find(|&i| i < doc.len() && (!claim.contains(doc.head(i)) || doc.head(i) == i))
        .unwrap_or(claim.start as usize)
}

/// Content lemmas below the children of `from` with a wanted label, at most six.
fn collect(doc: &Document, from: usize, outside: &impl Fn(usize) -> bool, wanted: fn(Dep) -> bool) -> Vec<Box<str>> {
    let mut found = Vec::new();
    for child in doc.children(from).filter(|&c| wanted(doc.dep(c))) {
        for i in doc.subtree(child).range() {
            if found.len() < 6 && outside(i) && is_content(doc, i) && doc.head(i).abs_diff(child) < 8 {
                let l = lemma(doc, i);
                if !found.contains(&l) {
                    found.push(l);
                }
            }
        }
    }
    found
}

/// Tokens on either side that a context reaches: more than any sentence of prose has, so that a text without sentences costs no more
/// than its length.
const REACH: u32 = 200;

/// Content lemmas of the sentence, those nearest in the parse first.
fn context(doc: &Document, root: usize, outside: &impl Fn(usize) -> bool) -> Vec<Box<str>> {
    let Some(sentence) = doc.sentences.get(doc.sentence_of(root)) else { return Vec::new() };
    let at = root as u32;
    let sentence = TokenRange {
        start: sentence.start.max(at.saturating_sub(REACH)),
        end: sentence.end.min(at.saturating_add(REACH)),
    };
    let distances = distances(doc, root, sentence);
    let mut near: Vec<(u32, usize)> = sentence
        .range()
        .filter(|&i| outside(i) && is_content(doc, i))
        .map(|i| (distances[i - sentence.start as usize].unwrap_or(99), i))
        .collect();
    near.sort_by_key(|&(d, i)| (d, i.abs_diff(root), i));
    let mut out: Vec<Box<str>> = Vec::new();
    for (_, i) in near {
        let l = lemma(doc, i);
        if !out.contains(&l) {
            out.push(l);
        }
        if out.len() == CONTEXT {
            break;
        }
    }
    out
}

/// Steps in the parse from `root` to each token of `window`; `None` where it is too far.
fn distances(doc: &Document, root: usize, window: TokenRange) -> Vec<Option<u32>> {
    // Up from the root first, then down: a token's distance is that of the nearest ancestor on the way up, plus its depth below.
    let first = window.start as usize;
    let mut up = vec![None; window.range().len()];
    let (mut at, mut d) = (root, 0u32);
    // The head of the sentence is its own head: it is met twice and counts one step more.
    while window.contains(at) && up[at - first].replace(d).is_none() {
        d += 1;
        at = doc.head(at);
    }
    let distance = |i: usize| {
        let mut at = i;
        for d in 0..40 {
            if let Some(known) = up.get(at.wrapping_sub(first)).copied().flatten() {
                return Some(known + d);
            }
            let head = doc.head(at);
            if head == at {
                break;
            }
            at = head;
        }
        None
    };
    window.range().map(distance).collect()
}

/// Whether token `i` is said to have been expected only: "exceeding the 12 to 20 that had been expected".
#[must_use]
pub fn foreseen(doc: &Document, i: usize) -> bool {
    let expect = |c: usize| {
        doc.dep(c) == Dep::Relcl && matches!(doc.lemma(c), "expect" | "plan" | "predict" | "project" | "forecast")
    };
    doc.children(i).any(expect)
}

/// How firmly the clause of token `i` is said.
#[must_use]
pub fn modality(doc: &Document, i: usize) -> Modality {
    if foreseen(doc, i) {
        return Modality::Planned;
    }
    let Some(mut at) = predicate_of(doc, i) else { return Modality::Stated };
    let mut planned = false;
    for _ in 0..4 {
        for child in doc.children(at) {
            match (doc.dep(child), doc.lower(child)) {
                (Dep::Neg, _) => return Modality::Denied,
                (Dep::Advmod, "allegedly" | "reportedly" | "purportedly") => return Modality::Alleged,
                (Dep::Aux, "will" | "'ll" | "would" | "'d" | "could" | "may" | "might" | "should" | "shall" | "wo") => {
                    planned = true
                }
                (Dep::Mark, "if" | "unless") => planned = true,
                _ => {}
            }
        }
        let head = doc.head(at);
        if head == at
            || !matches!(
                doc.dep(at),
                Dep::Xcomp | Dep::Ccomp | Dep::Advcl | Dep::Conj | Dep::Acl | Dep::Pcomp | Dep::Prep
            )
        {
            break;
        }
        if doc.dep(at) == Dep::Xcomp
            && matches!(
                doc.lemma(head),
                "plan"
                    | "expect"
                    | "intend"
                    | "hope"
                    | "want"
                    | "propose"
                    | "seek"
                    | "aim"
                    | "promise"
                    | "pledge"
                    | "vow"
                    | "schedule"
                    | "due"
                    | "offer"
                    | "slate"
                    | "likely"
                    | "set"
                    | "project"
                    | "threaten"
                    | "go"
                    | "agree"
                    | "like"
                    | "try"
            )
        {
            planned = true;
        }
        // "hopes that she can win 40 percent", "the plan to hire 30 people"
        if matches!(doc.dep(at), Dep::Ccomp | Dep::Acl)
            && matches!(
                doc.lemma(head),
                "hope" | "plan" | "expect" | "predict" | "forecast" | "prediction" | "bid" | "goal" | "prospect"
            )
        {
            planned = true;
        }
        if matches!(doc.lemma(head), "accuse" | "allege") {
            return Modality::Alleged;
        }
        if doc.dep(at) == Dep::Ccomp {
            break;
        }
        at = head;
    }
    if planned { Modality::Planned } else { Modality::Stated }
}
