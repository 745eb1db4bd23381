//! References: definite descriptions that stand for a name elsewhere in the article ("the mayor", "the committee"). Here only what
//! is written; whom it means, `link::references` says.

use super::roles::phrase::{self, Phrase};
use super::{Extractor, Input};
use crate::lexicon::{people, roles};
use crate::model::{ArticleFacts, Dep, Document, Place, Reference, Tag, TokenRange};

/// The extractor of references.
pub struct References;

impl Extractor for References {
    fn id(&self) -> &'static str {
        "references"
    }

    fn extract(&self, input: &Input<'_>, facts: &mut ArticleFacts) {
        let doc = input.doc;
        let mut found = Vec::new();
        for sentence in &doc.sentences {
            let (lo, hi) = (sentence.start as usize, sentence.end as usize);
            for at in (lo..hi).filter(|&i| doc.lower(i) == "the") {
                let named = |i: usize| {
                    let span = doc.span_of(TokenRange { start: i as u32, end: i as u32 + 1 });
                    let k = facts.mentions.partition_point(|m| m.place.span.end() <= span.start());
                    facts.mentions.get(k).is_some_and(|m| m.place.span.overlaps(span))
                };
                let reference = post(input, facts, at, hi, &named).or_else(|| body(input, facts, at, hi, &named));
                found.extend(reference);
            }
        }
        facts.references = found;
    }
}

/// "the mayor", "the former finance director": a post of one holder, by itself.
fn post(
    input: &Input<'_>,
    facts: &ArticleFacts,
    at: usize,
    hi: usize,
    named: &dyn Fn(usize) -> bool,
) -> Option<Reference> {
    let doc = input.doc;
    let p = phrase::forward(doc, at, hi, named)?;
    let plural = matches!(doc.tag(p.last - 1), Tag::Nns | Tag::Nnps);
    if !p.definite || plural || p.last <= at + 1 || people::is_relation(&p.head) || !by_itself(doc, p.last, hi, named) {
        return None;
    }
    let place = place(input, facts, at + 1, p.last);
    // "the mayor, Jorge Elorza,": the name stands beside it.
    let k = facts.roles.partition_point(|r| r.place.span.end() <= place.span.start());
    let with_name = facts.roles.get(k).is_some_and(|r| r.place.span.overlaps(place.span));
    let Phrase { head, of, qualifiers, .. } = p;
    (!with_name && !predicate(doc, p.last - 1)).then(|| Reference {
        place,
        head: head.into(),
        post: true,
        of: of.map(Into::into),
        qualifiers: qualifiers.into_iter().map(Into::into).collect(),
        antecedent: None,
    })
}

/// "the committee", "the company".
fn body(
    input: &Input<'_>,
    facts: &ArticleFacts,
    at: usize,
    hi: usize,
    named: &dyn Fn(usize) -> bool,
) -> Option<Reference> {
    let doc = input.doc;
    let i = at + 1;
    let noun = i < hi && matches!(doc.tag(i), Tag::Nn | Tag::Nnp) && !named(i);
    let head = if noun { phrase::bare(doc, i) } else { return None };
    // "The administration" is the government, whatever agency is named so.
    let fits = roles::is_body(&head) && head != "administration" && by_itself(doc, i + 1, hi, named);
    (fits && !predicate(doc, i)).then(|| Reference {
        place: place(input, facts, i, i + 1),
        head: head.into(),
        post: false,
        of: None,
        qualifiers: Vec::new(),
        antecedent: None,
    })
}

fn place(input: &Input<'_>, facts: &ArticleFacts, start: usize, end: usize) -> Place {
    input.place(input.doc.span_of(TokenRange { start: start as u32, end: end as u32 }), facts)
}

/// Whether the description ends before token `end`: no noun, name or clause that tells which one goes on with it.
fn by_itself(doc: &Document, end: usize, hi: usize, named: &dyn Fn(usize) -> bool) -> bool {
    if end >= hi {
        return true;
    }
    let noun = matches!(doc.tag(end), Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Hyph | Tag::Cd);
    let which = matches!(doc.lower(end), "who" | "whose" | "whom" | "that" | "which" | "-");
    !noun && !named(end) && !which
}

/// "is the mayor", "became the chairman": said of somebody, not a name for him.
fn predicate(doc: &Document, head: usize) -> bool {
    matches!(doc.dep(head), Dep::Attr | Dep::Oprd | Dep::Appos)
}
