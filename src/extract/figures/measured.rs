//! What a figure with a unit measures: "$42 million plan", "17 percent of voters", "its debt ratio rose to 5.4%".

use super::counted::{is_noun, next_head};
use crate::extract::frame::{lemma, predicate_of, root_of};
use crate::lexicon::changes::change_word;
use crate::lexicon::people::role_head;
use crate::lexicon::roles::person_noun;
use crate::model::{Dep, Document, EntityLabel, Pos, Tag, TokenRange};

/// What kind of unit a figure has: what is measured stands elsewhere for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// None: a bare number.
    Bare,
    /// Sums of money.
    Money,
    /// Spans of time.
    Time,
    /// Lengths, weights, shares …
    Other,
}

impl Dimension {
    /// How many clauses up what is measured is looked for. A span of time is everywhere and measures little: it is not searched for far.
    fn reach(self) -> u8 {
        if self == Dimension::Time { 1 } else { 3 }
    }
}

/// The noun that is measured, and lemmas that belong to it. `first` is the first token of the figure with its hedge.
pub fn measured(
    doc: &Document,
    tokens: TokenRange,
    first: usize,
    dimension: Dimension,
) -> Option<(usize, Vec<Box<str>>)> {
    let mut root = root_of(doc, tokens);
    if dimension == Dimension::Time {
        return beside(doc, tokens, root, dimension).or_else(|| clause(doc, tokens, root, dimension));
    }
    // "down 9.2% year over year": the year only says against when
    let up = doc.head(root);
    if matches!(doc.dep(root), Dep::Compound | Dep::Nmod) && is_calendar(doc, up) {
        root = up;
    }
    beside(doc, tokens, root, dimension)
        .or_else(|| listed(doc, tokens, root, dimension))
        .or_else(|| clause(doc, tokens, root, dimension))
        .or_else(|| label(doc, first).map(|head| (head, Vec::new())))
}

/// What a number without unit and noun measures: "its tax rate was 35.72", "a net worth of 1.356 billion", "the index rose to 16,644".
pub fn bare(doc: &Document, tokens: TokenRange, first: usize) -> Option<(usize, Vec<Box<str>>)> {
    let root = root_of(doc, tokens);
    let up = doc.head(root);
    let linked = doc.dep(root) == Dep::Attr && doc.lemma(up) == "be";
    let reached = doc.dep(root) == Dep::Pobj && matches!(doc.lower(up), "of" | "at" | "to");
    if !linked && !reached {
        return label(doc, first).map(|head| (head, Vec::new()));
    }
    // "Elorza was 54"
    let named =
        |&(head, _): &(usize, Vec<Box<str>>)| doc.pos(head) == Pos::Propn && doc.word(tokens.start as usize).len() < 4;
    let found = beside(doc, tokens, root, Dimension::Bare)
        .or_else(|| clause(doc, tokens, root, Dimension::Bare))
        .filter(|found| !named(found) && !matches!(doc.lower(found.0), "total" | "number" | "figure"));
    found.filter(|&(head, _)| matches!(doc.tag(head), Tag::Nn | Tag::Nnp))
}

/// The noun that the figure stands at: "a $42 million plan", "17 percent of voters", "a rate of 45.8 percent".
fn beside(doc: &Document, tokens: TokenRange, root: usize, dimension: Dimension) -> Option<(usize, Vec<Box<str>>)> {
    let last = tokens.end as usize - 1;
    let after = behind_brackets(doc, last + 1);
    // "42 million dollars of debt", "17 percent of voters", "8 miles (13 km) of tunnels": after the unit.
    if doc.lower_at(after) == "of"
        && let Some(object) = next_head(doc, after + 1)
    {
        return Some((object, Vec::new()));
    }
    // "used $84,000 in public funds to settle": the parse may hang it to the verb.
    if matches!(dimension, Dimension::Money | Dimension::Time)
        && doc.lower_at(after) == "in"
        && let Some(object) = next_head(doc, after + 1)
        && doc.dep(object) == Dep::Pobj
        && doc.pos(object) == Pos::Noun
        && !is_time(doc, object)
        && !is_place(doc, object)
    {
        return Some((object, Vec::new()));
    }
    let up = doc.head(root);
    if up != root && !tokens.contains(up) {
        match doc.dep(root) {
            Dep::Nummod | Dep::Nmod | Dep::Compound | Dep::Amod | Dep::Quantmod | Dep::Npadvmod
                if is_noun(doc, up) && up > last && !is_calendar(doc, up) =>
            {
                return Some((up, Vec::new()));
            }
            Dep::Npadvmod | Dep::Nummod if up > last && matches!(doc.pos(up), Pos::Adj | Pos::Adv) => {
                // "40 metres deep", "a 40-metre-deep well"; "34.4% higher" is of the subject.
                let what = next_head(doc, up + 1).filter(|&w| !is_time(doc, w)).or_else(|| described(doc, up));
                let way = change_word(doc.lower(up)).is_some() || matches!(doc.lower(up), "less" | "more");
                if let Some(what) = what {
                    return Some((what, vec![lemma(doc, up)]));
                }
                let subject = if dimension.reach() > 1 { clause(doc, tokens, root, dimension) } else { None };
                return if way {
                    subject
                } else {
                    Some((up, subject.map(|(s, _)| lemma(doc, s)).into_iter().collect()))
                };
            }
            // "15 years after the attacks", "two days before the vote"
            Dep::Npadvmod if dimension == Dimension::Time && matches!(doc.lower(up), "after" | "before" | "since") => {
                let event = doc.children(up).find(|&c| doc.dep(c) == Dep::Pobj && doc.pos(c) == Pos::Noun);
                if let Some(event) = event.filter(|&e| !is_time(doc, e) && !is_person(doc, e)) {
                    return Some((event, Vec::new()));
                }
            }
            Dep::Pobj if doc.dep(up) == Dep::Prep => {
                let above = doc.head(up);
                // "a rate of 45.8 percent", "prices at $5"; "paid $43 million in taxes" is met below
                let price = dimension == Dimension::Money && doc.lower(up) == "for";
                // "in exchange for $5 million"
                let idle = matches!(doc.lower(above), "exchange" | "return" | "exception" | "case");
                if is_noun(doc, above)
                    && !(price && idle)
                    && (price || matches!(doc.lower(up), "of" | "at" | "to" | "by"))
                {
                    return Some((above, Vec::new()));
                }
                // "taller than 80 metres", "as high as 300 feet"
                if matches!(doc.lower(up), "than" | "as") && matches!(doc.pos(above), Pos::Adj | Pos::Adv) {
                    return way(doc, above);
                }
            }
            _ => {}
        }
    }
    // "$43,885,310 in federal taxes", "2,000 euros for the trip"
    for prep in doc
        .children(root)
        .filter(|&c| c > last && doc.dep(c) == Dep::Prep && matches!(doc.lower(c), "in" | "for" | "on"))
    {
        if let Some(object) =
            doc.children(prep).find(|&o| doc.dep(o) == Dep::Pobj && is_noun(doc, o) && !is_time(doc, o))
        {
            return Some((object, Vec::new()));
        }
    }
    None
}

/// What stands where a noun does and is described by an adjective, whatever the tagger took it for: "fell into a 40 m dry well".
fn described(doc: &Document, adjective: usize) -> Option<usize> {
    let what = doc.head(adjective);
    let noun =
        matches!(doc.dep(what), Dep::Pobj | Dep::Dobj | Dep::Nsubj | Dep::Nsubjpass) && doc.pos(what) != Pos::Pron;
    (doc.dep(adjective) == Dep::Amod && what > adjective && noun).then_some(what)
}

/// What a comparison is of: "a tower taller than 80 metres", "snow was as high as 3 feet". The way it is measured is the head.
fn way(doc: &Document, adjective: usize) -> Option<(usize, Vec<Box<str>>)> {
    let up = doc.head(adjective);
    let what = match doc.dep(adjective) {
        Dep::Amod if is_noun(doc, up) => Some(up),
        Dep::Acomp | Dep::Advmod | Dep::Oprd => {
            doc.children(up).find(|&c| matches!(doc.dep(c), Dep::Nsubj | Dep::Nsubjpass) && is_noun(doc, c))
        }
        _ => None,
    }?;
    let change =
        change_word(doc.lower(adjective)).is_some() || matches!(doc.lower(adjective), "more" | "less" | "much");
    if is_person(doc, what) || is_time(doc, what) {
        return None;
    }
    Some(if change { (what, Vec::new()) } else { (adjective, vec![lemma(doc, what)]) })
}

/// The token behind brackets that begin at token `i`, or `i`.
fn behind_brackets(doc: &Document, i: usize) -> usize {
    if doc.lower_at(i) != "(" {
        return i;
    }
    (i + 1..i + 8).find(|&k| doc.lower_at(k) == ")").map_or(i, |k| k + 1)
}

/// "5.4 inches, 6.1 inches and 6.7 inches": one of a list measures what the first one does.
fn listed(doc: &Document, tokens: TokenRange, root: usize, dimension: Dimension) -> Option<(usize, Vec<Box<str>>)> {
    let mut at = root;
    for _ in 0..6 {
        let up = doc.head(at);
        if up == at || tokens.contains(up) || !matches!(doc.dep(at), Dep::Conj | Dep::Appos) {
            break;
        }
        at = up;
    }
    let number = doc.pos(at) == Pos::Num || doc.children(at).any(|c| doc.dep(c) == Dep::Nummod && c < at);
    if at == root || !number || at > root {
        return None;
    }
    let one = TokenRange { start: at as u32, end: at as u32 + 1 };
    beside(doc, one, at, dimension).or_else(|| clause(doc, one, at, dimension))
}

/// No more clauses up than the dimension reaches: "the average fare is $10.99", "sales rose 3 percent", "cut the rate to 5%", "sold the
/// mill for $3 million": the object that is changed or paid for, or the subject. Somebody who pays, wins or rides so much is not what is
/// measured.
fn clause(doc: &Document, tokens: TokenRange, root: usize, dimension: Dimension) -> Option<(usize, Vec<Box<str>>)> {
    let linking = matches!(
        doc.dep(root),
        Dep::Attr | Dep::Npadvmod | Dep::Pobj | Dep::Dobj | Dep::Acomp | Dep::Advmod | Dep::Nummod
    );
    let predicate = predicate_of(doc, root).filter(|_| linking)?;
    let up = doc.head(root);
    let hung = doc.dep(root) == Dep::Pobj && doc.head(up) == predicate;
    // "a lease in exchange for $5 million": the sum is of the noun, not of the clause around it
    if doc.dep(root) == Dep::Pobj && !hung && is_noun(doc, doc.head(up)) {
        return None;
    }
    let to = hung && matches!(doc.lower(up), "to" | "by" | "from" | "at");
    let price = hung && dimension == Dimension::Money && matches!(doc.lower(up), "for" | "at");
    let beside_adverb = doc.dep(root) == Dep::Npadvmod;
    let plain = |i: usize| is_noun(doc, i) && !tokens.contains(i) && !is_amount(doc, i) && !is_person(doc, i);
    if dimension.reach() > 1 && (to || price || beside_adverb) {
        let object = |c: &usize| doc.dep(*c) == Dep::Dobj && *c < root;
        let changed = price || change_word(doc.lemma(predicate)).is_some();
        let found = doc.children(predicate).find(object).filter(|_| changed);
        match found {
            Some(o) if plain(o) => return Some((o, Vec::new())),
            // "improved the storage, doubling it to 256 GB": what the main clause is about
            Some(o) if matches!(doc.lower(o), "it" | "them") && doc.dep(predicate) == Dep::Advcl => {
                let above = doc.children(doc.head(predicate)).find(|&c| doc.dep(c) == Dep::Dobj);
                return above.filter(|&o| o < predicate && plain(o)).map(|o| (o, Vec::new()));
            }
            _ => {}
        }
    }
    let mut verb = predicate;
    for _ in 0..dimension.reach() {
        let subject = doc.children(verb).find(|&c| matches!(doc.dep(c), Dep::Nsubj | Dep::Nsubjpass));
        let above = doc.head(verb);
        match subject {
            Some(s) if is_noun(doc, s) && !tokens.contains(s) => {
                return (!is_person(doc, s)).then(|| (s, Vec::new()));
            }
            // "an investment which is 50,000": what the clause describes
            Some(s) => {
                let relative = matches!(doc.lower(s), "which" | "that") && doc.dep(verb) == Dep::Relcl;
                let whole = if relative { Some(above) } else { part_of(doc, s) };
                return whole.filter(|&w| plain(w)).map(|w| (w, Vec::new()));
            }
            // "21 percent, followed by Reyes at 13 percent" is no share of a percent.
            None if dimension.reach() > 1 && above != verb && doc.dep(verb) == Dep::Acl && is_noun(doc, above) => {
                return (plain(above) && !is_time(doc, above)).then(|| (above, Vec::new()));
            }
            // "is set to rise by 10 percent": the subject of the verb above.
            None if above != verb && matches!(doc.dep(verb), Dep::Xcomp | Dep::Conj) => verb = above,
            // "fell to 4 percent before inching back up to 5", "eased, hitting 108"
            None if dimension.reach() > 1 && doc.dep(verb) == Dep::Pcomp && doc.pos(doc.head(above)) == Pos::Verb => {
                verb = doc.head(above);
            }
            None if dimension.reach() > 1
                && above != verb
                && doc.dep(verb) == Dep::Advcl
                && doc.tag(verb) == Tag::Vbg =>
            {
                verb = above
            }
            None => return None,
        }
    }
    None
}

/// "each of the mills", "half of the fleet": those of which some are meant.
fn part_of(doc: &Document, pronoun: usize) -> Option<usize> {
    let of = doc.children(pronoun).find(|&c| doc.dep(c) == Dep::Prep && doc.lower(c) == "of")?;
    doc.children(of).find(|&o| doc.dep(o) == Dep::Pobj)
}

/// "base price: $59,995", "Dow +0.2%", "Exchange (16,369.03": the noun right before.
fn label(doc: &Document, first: usize) -> Option<usize> {
    let glued = doc.word(first.min(doc.len().checked_sub(1)?)).starts_with(['+', '−', '≈', '~']);
    let mark = |m: usize| matches!(doc.word(m), ":" | "(" | "=" | "+" | "≈" | "~");
    let mark = if glued { first } else { first.checked_sub(1).filter(|&m| mark(m))? };
    // "S&P 500 +0.3%"
    let before = mark.checked_sub(1)?;
    let numbered = glued && doc.pos(before) == Pos::Num;
    let noun = if numbered { before.checked_sub(1)? } else { before };
    if !is_noun(doc, noun) || doc.sentence_of(noun) != doc.sentence_of(first) || is_person(doc, noun) {
        return None;
    }
    // "$1tn (£790bn)", "2,802 km (1,731 miles)" say an amount again.
    let name = doc.word(noun).starts_with(char::is_alphabetic) && !is_amount(doc, noun);
    (name && !is_time(doc, noun)).then_some(noun)
}

/// Whether noun `i` is itself an amount.
pub fn is_amount(doc: &Document, i: usize) -> bool {
    doc.children(i).any(|c| c < i && doc.pos(c) == Pos::Num)
}

/// Whether noun `i` is somebody: who earns, walks or weighs so much owns the number and is not what is measured.
fn is_person(doc: &Document, i: usize) -> bool {
    let lemma = lemma(doc, i);
    doc.entities_at(i).any(|e| matches!(e.label, EntityLabel::Person | EntityLabel::Norp))
        || person_noun(&lemma).is_some()
        || role_head(&lemma).is_some()
}

/// Whether noun `i` only says where.
fn is_place(doc: &Document, i: usize) -> bool {
    doc.entities_at(i).any(|e| matches!(e.label, EntityLabel::Gpe | EntityLabel::Loc | EntityLabel::Fac))
}

/// Whether noun `i` only says when: "in May", "year over year".
pub fn is_time(doc: &Document, i: usize) -> bool {
    doc.entities_at(i).any(|e| matches!(e.label, EntityLabel::Date | EntityLabel::Time)) || is_calendar(doc, i)
}

/// Whether token `i` is a stretch of the calendar: "down 9.2% year over year".
fn is_calendar(doc: &Document, i: usize) -> bool {
    matches!(doc.lower(i), "year" | "month" | "week" | "day" | "quarter" | "decade" | "today" | "yesterday")
}
