//! What a number counts: the noun it stands before, through the parse, with its modifiers; for money and measures what is measured.

use super::measured::{Dimension, bare, is_amount, is_time, measured};
use super::read::{Line, Raw};
use crate::extract::frame::lemma;
use crate::lexicon::numbers::Shape;
use crate::lexicon::units::unit;
use crate::model::{Decimal, Dep, Document, Pos, Span, Tag, TokenRange};

/// What is counted.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    /// The noun phrase as written; empty if none.
    pub span: Span,
    /// Lemmas, the head last.
    pub lemmas: Vec<Box<str>>,
    /// Its head token.
    pub head: Option<usize>,
}

/// What the number of `raw` (its tokens are `tokens`) counts.
/// `first` is the first token of the figure with its hedge.
pub fn counted(doc: &Document, line: &Line<'_>, raw: &Raw, tokens: TokenRange, first: usize) -> Counted {
    if raw.score {
        return Counted::default();
    }
    let head = match raw.unit.as_deref() {
        Some(unit) => measured(doc, tokens, first, dimension(unit)),
        None => noun(doc, line, raw, tokens).or_else(|| level(doc, line, raw, tokens, first)),
    };
    // A percent is how much, never what: "led 53 percent to 43 percent".
    let counts = |&(head, _): &(usize, Vec<Box<str>>)| !matches!(doc.lower(head), "percent" | "%" | "pct");
    let Some((head, mut lemmas)) = head.filter(counts) else { return Counted::default() };
    let mut begin = head;
    let mut modifiers: Vec<Box<str>> = Vec::new();
    for child in doc.children(head) {
        if tokens.contains(child) {
            continue;
        }
        match doc.dep(child) {
            Dep::Amod | Dep::Compound | Dep::Nmod if child < head && doc.pos(child) != Pos::Num => {
                for i in doc.subtree(child).range().filter(|&i| !tokens.contains(i) && i < head) {
                    if doc.word(i).chars().any(char::is_alphabetic)
                        && !matches!(doc.lower(i), "per" | "cent" | "percent" | "pct")
                        && !matches!(doc.pos(i), Pos::Det | Pos::Adp | Pos::Cconj)
                        && doc.pos(i) != Pos::Num
                    {
                        modifiers.push(lemma(doc, i));
                        begin = begin.min(i);
                    }
                }
            }
            _ => {}
        }
    }
    modifiers.append(&mut lemmas);
    let mut end = head;
    // "barrels of oil", "exports to China": the objects of what follows; only "of" is part of the phrase as shown.
    for prep in doc.children(head).filter(|&c| c > head && doc.dep(c) == Dep::Prep) {
        let of = doc.lower(prep) == "of";
        if !of
            && !matches!(
                doc.lower(prep),
                "to" | "from" | "in" | "for" | "against" | "with" | "by" | "on" | "among" | "at"
            )
        {
            continue;
        }
        let object = |&o: &usize| doc.dep(o) == Dep::Pobj && !tokens.contains(o) && is_noun(doc, o) && !is_time(doc, o);
        for object in doc.children(prep).filter(object).filter(|&o| raw.unit.is_none() || !is_amount(doc, o)) {
            modifiers.insert(0, lemma(doc, object));
            if of {
                end = end.max(object);
            }
        }
    }
    modifiers.push(lemma(doc, head));
    modifiers.dedup();
    Counted { span: doc.span(begin).cover(doc.span(end)), lemmas: modifiers, head: Some(head) }
}

/// What kind of unit a name is of: "dollar per month" is money.
fn dimension(name: &str) -> Dimension {
    let bare = name.split_once(" per ").map_or(name, |n| n.0);
    match unit(bare).map(|u| u.dimension) {
        Some("time" | "calendar") if bare == name => Dimension::Time,
        Some("money") => Dimension::Money,
        _ => Dimension::Other,
    }
}

/// What a number that counts no noun is the value of: "the index rose to 16,644". Years and ordinals are no levels.
fn level(
    doc: &Document,
    line: &Line<'_>,
    raw: &Raw,
    tokens: TokenRange,
    first: usize,
) -> Option<(usize, Vec<Box<str>>)> {
    let year = line.is_year(raw.digits.0) && raw.digits.1 == raw.digits.0 + 1;
    // "the 17.4 million who voted" are people.
    let people = doc.lower_at(tokens.end as usize) == "who";
    let plain = matches!(raw.shape, Shape::Cardinal) && !raw.joined && !year && !people;
    plain.then(|| bare(doc, tokens, first)).flatten()
}

/// Whether token `i` is a noun or a name.
pub fn is_noun(doc: &Document, i: usize) -> bool {
    matches!(doc.pos(i), Pos::Noun | Pos::Propn)
}

/// The noun of a plain count.
fn noun(doc: &Document, line: &Line<'_>, raw: &Raw, tokens: TokenRange) -> Option<(usize, Vec<Box<str>>)> {
    let last = tokens.end as usize - 1;
    // "48-page report": the noun joined to the number is counted, the noun it describes is whose.
    if raw.joined {
        let piece = line.p.get(raw.end + 1)?;
        let own = doc.token_at(piece.start);
        let described = next_head(doc, own);
        if own < doc.len() && described.is_some_and(|d| d != own) && own > last {
            return Some((own, described.map(|d| lemma(doc, d)).into_iter().collect()));
        }
        // one token "48-page": what it describes is the head, the joined word a modifier
        let described = described?;
        return Some((described, vec![piece.lower.clone()]));
    }
    let root = super::frame::root_of(doc, tokens);
    let up = doc.head(root);
    if up != root
        && !tokens.contains(up)
        && matches!(doc.dep(root), Dep::Nummod | Dep::Quantmod | Dep::Nmod | Dep::Compound | Dep::Amod)
        && is_noun(doc, up)
        && up > last
    {
        if let Some(many) = joined_by_and(doc, raw, up) {
            return Some((many, Vec::new()));
        }
        // "the 12 page document": a measure of what it describes, wherever the parse hangs the number
        let own = last + 1;
        let hung = own < up && doc.head(own) == up && matches!(doc.dep(own), Dep::Compound | Dep::Nmod);
        if hung && several(raw) && doc.tag(own) == Tag::Nn && doc.tag(up) == Tag::Nn {
            return Some((own, vec![lemma(doc, up)]));
        }
        let described = doc.head(up);
        let measure = doc.tag(up) == Tag::Nn && several(raw) && described > up && is_noun(doc, described);
        if measure && matches!(doc.dep(up), Dep::Compound | Dep::Nmod) {
            return Some((up, vec![lemma(doc, described)]));
        }
        return Some((up, Vec::new()));
    }
    // "five of the senators", "21 out of 40 seats"
    let next = doc.lower_at(last + 1);
    if next == "of" {
        let object = next_head(doc, last + 2)?;
        return (object > last + 1).then_some((object, Vec::new()));
    }
    // "left 12 dead": those counted are told by what became of them.
    if matches!(
        next,
        "dead" | "wounded" | "injured" | "missing" | "homeless" | "hurt" | "stranded" | "unaccounted" | "hospitalized"
    ) {
        return Some((last + 1, Vec::new()));
    }
    // The parse hangs it elsewhere: the head of the noun run that follows directly.
    if last + 1 < doc.len()
        && doc.sentence_of(last) == doc.sentence_of(last + 1)
        && matches!(doc.pos(last + 1), Pos::Noun | Pos::Propn | Pos::Adj)
    {
        return next_head(doc, last + 1).filter(|&h| is_noun(doc, h)).map(|h| (h, Vec::new()));
    }
    None
}

/// Whether more than one is counted.
fn several(raw: &Raw) -> bool {
    raw.quantity.value.is_none_or(|v| v > Decimal::from(1))
}

/// "five past and present senators": a word in the singular cannot be what several are; the plural behind "and" is.
fn joined_by_and(doc: &Document, raw: &Raw, singular: usize) -> Option<usize> {
    let and = singular + 1;
    if !several(raw) || doc.tag(singular) != Tag::Nn || !matches!(doc.lower_at(and), "and" | "or") {
        return None;
    }
    let next = (and + 1).min(doc.len() - 1);
    let plural = |many: usize| many > next && many < next + 6 && matches!(doc.tag(many), Tag::Nns | Tag::Nnps);
    let above =
        |i: usize| Some(doc.head(i)).filter(|&many| matches!(doc.dep(i), Dep::Amod | Dep::Compound) && plural(many));
    above(next).or_else(|| Some(doc.head(singular)).filter(|&many| doc.dep(singular) == Dep::Amod && plural(many)))
}

/// The noun that ends the run starting at token `i` (adjectives, nouns, hyphens, determiners before it).
pub fn next_head(doc: &Document, i: usize) -> Option<usize> {
    let (mut found, mut owned) = (None, false);
    let sentence = doc.sentences.get(doc.sentence_of(i.min(doc.len().checked_sub(1)?)))?;
    for t in i..(i + 9).min(sentence.end as usize) {
        match doc.pos(t) {
            Pos::Noun | Pos::Propn => found = Some(t),
            Pos::Adj | Pos::Det | Pos::Num | Pos::Adv if found.is_none() => {}
            // "one of the state's largest and oldest mills"
            Pos::Cconj if found.is_none() && owned => {}
            Pos::Punct if matches!(doc.word(t), "-" | "’" | "'" | "\"" | "“") && found.is_none() => {}
            Pos::Verb if found.is_none() && doc.dep(t) == Dep::Amod => {}
            Pos::Punct if doc.word(t) == "-" => {}
            // "100 of the mayor's own supporters": whose they are is not what they are.
            Pos::Part if found.is_some() && matches!(doc.word(t), "'s" | "’s" | "'" | "’") => {
                (found, owned) = (None, true)
            }
            Pos::Pron
                if found.is_none()
                    && matches!(doc.lower(t), "its" | "his" | "her" | "their" | "our" | "my" | "your") => {}
            _ => break,
        }
    }
    found
}
