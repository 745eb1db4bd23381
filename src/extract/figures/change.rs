//! The direction of a change: "rose 3 percent", "a 5% increase", "edged up 9.2%", "+0.2%"; not the level reached ("rose to 5.4%").

use std::ops::Range;

use super::read::{Line, Raw};
use crate::extract::frame::{predicate_of, root_of};
use crate::lexicon::changes::{ChangeWord, change_word, is_phrasal};
use crate::lexicon::units::unit;
use crate::model::{Change, Dep, Document, Pos, TokenRange};

/// The direction of the change that a figure is the amount of. `hedge` are the pieces of the words before it that leave it open.
pub fn direction(
    doc: &Document,
    line: &Line<'_>,
    raw: &Raw,
    tokens: TokenRange,
    hedge: Range<usize>,
) -> Option<Change> {
    if raw.start > 0 && line.mark(raw.start - 1, '+') && !line.p[raw.start].space && shares(raw) {
        return Some(Change::Up);
    }
    let start = hedge.start;
    let before: Vec<&str> = (start.saturating_sub(3)..start).map(|k| line.lower(k)).collect();
    let last = before.last().copied().unwrap_or_default();
    if matches!(last, "to" | "from" | "at" | "than" | "between" | "for") {
        return None;
    }
    if last == "of" {
        return before
            .iter()
            .rev()
            .find_map(|w| change_word(w).and_then(|c| c.direction))
            .filter(|_| of_change(&before));
    }
    // "rose above 5 percent", "fell below 50": a level.
    if hedge.len() == 1 && matches!(line.lower(hedge.start), "above" | "below" | "beyond" | "past") {
        return None;
    }
    if let Some(change) = behind(doc, raw, tokens) {
        return Some(change);
    }
    let adverb = if last == "by" { before.iter().rev().nth(1).copied().unwrap_or_default() } else { last };
    if let Some(change) = adverb_before(doc, line, raw, adverb, start) {
        return Some(change);
    }
    by_verb(doc, raw, tokens, line, hedge)
}

/// The way a level was reached, where no amount says it: "climbed to 6.7%".
pub fn reached(doc: &Document, raw: &Raw, tokens: TokenRange) -> Option<Change> {
    let root = root_of(doc, tokens);
    let to = doc.head(root);
    let verb = doc.head(to);
    let level = doc.dep(root) == Dep::Pobj && doc.lower(to) == "to" && doc.pos(verb) == Pos::Verb;
    let bare = raw.unit.is_none() && !raw.joined && doc.pos(root) != Pos::Num;
    let word = word_at(doc, verb).filter(|w| level && !bare && !w.loose)?;
    word.direction.filter(|_| to < root && verb < to && !(verb..to).any(|t| doc.pos(t) == Pos::Num))
}

/// Units that tell how much a thing changed wherever they stand: shares and points.
fn shares(raw: &Raw) -> bool {
    raw.unit.as_deref().is_some_and(|u| matches!(u, "percentage" | "percentage point" | "basis point" | "point"))
}

/// Units of which even "lost" and "gained" tell a change.
fn tight(raw: &Raw) -> bool {
    let mass = |u: &str| unit(u).is_some_and(|u| u.dimension == "mass") || u.ends_with("ton");
    shares(raw) || raw.unit.as_deref().is_some_and(mass)
}

/// The word at token `t`: by its lemma, or where that is not known by its form.
fn word_at(doc: &Document, t: usize) -> Option<ChangeWord> {
    change_word(doc.lemma(t)).or_else(|| change_word(doc.lower(t)))
}

fn of_change(before: &[&str]) -> bool {
    before
        .iter()
        .any(|w| change_word(w).is_some_and(|c| c.direction.is_some() && !c.verb_only && !matches!(*w, "up" | "down")))
}

/// "a 20% increase", "12 points lower": the change behind its amount.
fn behind(doc: &Document, raw: &Raw, tokens: TokenRange) -> Option<Change> {
    if raw.unit.is_none() && !raw.joined {
        return None;
    }
    let (first, end) = (tokens.start as usize, tokens.end as usize);
    let root = root_of(doc, tokens);
    for t in end..(end + 3).min(doc.len()) {
        if doc.sentence_of(t) != doc.sentence_of(first)
            || matches!(doc.pos(t), Pos::Punct | Pos::Verb | Pos::Adp | Pos::Cconj)
        {
            break;
        }
        let Some(word) = word_at(doc, t) else { continue };
        let noun =
            doc.pos(t) == Pos::Noun && !word.verb_only && doc.lemma(t) != "up" && (t == end || doc.head(root) == t);
        if noun || t == end && matches!(doc.lower(t), "higher" | "lower") {
            return word.direction;
        }
    }
    None
}

/// "up 9.2%", "edged down by 2 points"; not "picked up 5 points".
fn adverb_before(doc: &Document, line: &Line<'_>, raw: &Raw, adverb: &str, start: usize) -> Option<Change> {
    raw.unit.as_ref()?;
    let change = change_word(adverb).filter(|_| matches!(adverb, "up" | "down" | "higher" | "lower"))?.direction?;
    let at = (0..start).rev().take(2).find(|&k| line.lower(k) == adverb)?;
    let token = doc.token_at(line.p[at].start);
    let verb = doc.head(token.min(doc.len().checked_sub(1)?));
    let unknown = verb < token && doc.pos(verb) == Pos::Verb && verb + 2 >= token && word_at(doc, verb).is_none();
    // "trending up 0.2%" is a way, "makes up 30%" has an object.
    (!unknown || shares(raw) && !is_phrasal(doc.lemma(verb))).then_some(change)
}

/// The amount stands directly to the verb: "rose 3 percent", "fell by 12"; a measure of something else in its clause does not.
fn by_verb(doc: &Document, raw: &Raw, tokens: TokenRange, line: &Line<'_>, hedge: Range<usize>) -> Option<Change> {
    let first = tokens.start as usize;
    let above = doc.head(root_of(doc, tokens));
    if doc.lower(above) == "by"
        && doc.pos(doc.head(above)) == Pos::Noun
        && let Some(word) = word_at(doc, doc.head(above)).filter(|w| !w.verb_only)
    {
        // "a decrease by 3 percent"
        return word.direction;
    }
    let p = predicate_of(doc, first)?;
    // "rose under 4%": the hedge is part of the amount.
    let hedged = if hedge.is_empty() { first } else { doc.token_at(line.p[hedge.start].start).min(first) };
    let root = root_of(doc, TokenRange { start: hedged as u32, end: tokens.end });
    let up = doc.head(root);
    let by = doc.dep(root) == Dep::Pobj && doc.lower(up) == "by" && doc.head(up) == p;
    let direct = match doc.dep(root) {
        Dep::Dobj | Dep::Npadvmod | Dep::Advmod | Dep::Attr | Dep::Oprd | Dep::Acomp => up == p,
        Dep::Prep => up == p && root < first,
        _ => by,
    };
    // A bare number is the amount only after "by": "decreased by 12".
    let bare = raw.unit.is_none() && !(by && doc.pos(root) == Pos::Num && !line.is_year(raw.digits.0));
    if bare || !direct || first.abs_diff(p) > 8 {
        return None;
    }
    // "lost by 3 points" is a margin.
    if by && matches!(doc.lemma(p), "lose" | "gain") {
        return None;
    }
    let word = word_at(doc, p)?;
    let change = word.direction?;
    (!word.loose || tight(raw)).then_some(change)
}
