//! The occasion of a quotation as far as it is stated: to whom, where, when, by what medium.

use crate::lexicon::media;
use crate::model::{Dep, Document, EntityLabel, NamedEntity, Occasion, OccasionKind, Span};

/// What hangs on the cue: "told reporters on Tuesday", "said in a statement", "wrote on Twitter".
pub fn stated(doc: &Document, cue: Span) -> Vec<Occasion> {
    let verb = doc.token_at(cue.start());
    if verb >= doc.len() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for child in doc.children(verb) {
        match doc.dep(child) {
            Dep::Dobj | Dep::Dative if doc.lower(verb) == "told" || doc.lemma(verb) == "tell" => {
                out.push(Occasion { kind: OccasionKind::Audience, span: phrase(doc, child) });
            }
            Dep::Npadvmod => out.extend(time(doc, child)),
            Dep::Prep | Dep::Dative => out.extend(preposition(doc, child)),
            _ => {}
        }
    }
    out.sort_by_key(|o| (o.span, o.kind));
    out.dedup();
    out
}

/// "in a statement on Tuesday": the object of a preposition, and what hangs on that by prepositions of its own.
fn preposition(doc: &Document, prep: usize) -> Vec<Occasion> {
    let mut out = Vec::new();
    let objects: Vec<usize> = doc.children(prep).filter(|&c| doc.dep(c) == Dep::Pobj).collect();
    for object in objects {
        let span = phrase(doc, object);
        let kind = match doc.lower(prep) {
            _ if time(doc, object).is_some() => OccasionKind::Time,
            "to" => OccasionKind::Audience,
            "in" | "on" | "at" | "during" | "via" | "through" | "by"
                if media::sort_of(span.of(&doc.text)).is_some() =>
            {
                OccasionKind::Medium
            }
            "in" | "at" | "outside" | "near" if place(doc, object) => OccasionKind::Place,
            _ => continue,
        };
        out.push(Occasion { kind, span });
        for inner in
            doc.children(object).filter(|&c| doc.dep(c) == Dep::Prep && matches!(doc.lower(c), "on" | "in" | "at"))
        {
            out.extend(preposition(doc, inner).into_iter().filter(|_| inner > prep));
        }
        out.extend(doc.children(object).filter(|&c| doc.dep(c) == Dep::Npadvmod).filter_map(|c| time(doc, c)));
    }
    out
}

fn entity(doc: &Document, i: usize) -> Option<&NamedEntity> {
    let at = doc.entities.partition_point(|e| e.tokens.end as usize <= i);
    doc.entities.get(at).filter(|e| e.tokens.contains(i))
}

fn time(doc: &Document, i: usize) -> Option<Occasion> {
    let found = entity(doc, i).filter(|e| matches!(e.label, EntityLabel::Date | EntityLabel::Time))?;
    Some(Occasion { kind: OccasionKind::Time, span: doc.span_of(found.tokens) })
}

fn place(doc: &Document, i: usize) -> bool {
    entity(doc, i).is_some_and(|e| matches!(e.label, EntityLabel::Gpe | EntityLabel::Loc | EntityLabel::Fac))
}

/// The noun chunk around token `i`, else the word.
fn phrase(doc: &Document, i: usize) -> Span {
    let at = doc.chunks.partition_point(|c| c.end as usize <= i);
    doc.chunks.get(at).filter(|c| c.contains(i)).map_or_else(|| doc.span(i), |c| doc.span_of(*c))
}
