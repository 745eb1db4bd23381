//! What a figure with a unit measures: "$42 million plan", "17 percent of voters", "its debt ratio rose to 5.4%".

use super::counted::{is_noun, next_head};
use crate::extract::frame::{lemma, predicate_of, root_of};
use crate::lexicon::changes::change_word;
use crate::model::{Dep, Document, EntityLabel, Pos, TokenRange};

/// How many clauses up a subject is looked for.
const FAR: u8 = 3;

/// The noun that is measured, and lemmas that belong to it. `first` is the first token of the figure with its hedge. A span of time is
/// everywhere and measures little: it is not searched for far.
pub fn measured(doc: &Document, tokens: TokenRange, first: usize, time: bool) -> Option<(usize, Vec<Box<str>>)> {
    let root = root_of(doc, tokens);
    if time {
        return beside(doc, tokens, root, 1).or_else(|| clause(doc, tokens, root, 1));
    }
    beside(doc, tokens, root, FAR)
        .or_else(|| listed(doc, tokens, root))
        .or_else(|| clause(doc, tokens, root, FAR))
        .or_else(|| label(doc, first).map(|head| (head, Vec::new())))
}

/// The noun that the figure stands at: "a $42 million plan", "17 percent of voters", "a rate of 45.8 percent".
fn beside(doc: &Document, tokens: TokenRange, root: usize, far: u8) -> Option<(usize, Vec<Box<str>>)> {
    let last = tokens.end as usize - 1;
    // "42 million dollars of debt", "17 percent of voters": after the unit.
    if doc.lower_at(last + 1) == "of"
        && let Some(object) = next_head(doc, last + 2)
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
                let what = next_head(doc, up + 1).filter(|&w| !is_time(doc, w));
                let way = change_word(doc.lower(up)).is_some() || matches!(doc.lower(up), "less" | "more");
                if let Some(what) = what {
                    return Some((what, vec![lemma(doc, up)]));
                }
                let subject = if far > 1 { clause(doc, tokens, root, far) } else { None };
                return if way {
                    subject
                } else {
                    Some((up, subject.map(|(s, _)| lemma(doc, s)).into_iter().collect()))
                };
            }
            Dep::Pobj if doc.dep(up) == Dep::Prep => {
                let above = doc.head(up);
                // "a rate of 45.8 percent", "prices at $5"; "paid $43 million in taxes" is met below
                if is_noun(doc, above) && matches!(doc.lower(up), "of" | "at" | "to" | "by") {
                    return Some((above, Vec::new()));
                }
            }
            _ => {}
        }
    }
    // "$43,885,310 in federal taxes", "2,000 euros for the trip"
    for prep in doc
        .children(root)
        .filter(|&c| c > last && doc.dep(c) == Dep::Prep && matches!(doc.lower(c), "in" | "for" | "on" | "from"))
    {
        if let Some(object) =
            doc.children(prep).find(|&o| doc.dep(o) == Dep::Pobj && is_noun(doc, o) && !is_time(doc, o))
        {
            return Some((object, Vec::new()));
        }
    }
    None
}

/// "5.4 inches, 6.1 inches and 6.7 inches": one of a list measures what the first one does.
fn listed(doc: &Document, tokens: TokenRange, root: usize) -> Option<(usize, Vec<Box<str>>)> {
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
    beside(doc, one, at, FAR).or_else(|| clause(doc, one, at, FAR))
}

/// At most `far` clauses up: "the average fare is $10.99", "sales rose 3 percent", "cut the rate to 5%": the object that is changed, or the subject.
fn clause(doc: &Document, tokens: TokenRange, root: usize, far: u8) -> Option<(usize, Vec<Box<str>>)> {
    let linking = matches!(
        doc.dep(root),
        Dep::Attr | Dep::Npadvmod | Dep::Pobj | Dep::Dobj | Dep::Acomp | Dep::Advmod | Dep::Nummod
    );
    let predicate = predicate_of(doc, root).filter(|_| linking)?;
    let up = doc.head(root);
    let to =
        doc.dep(root) == Dep::Pobj && doc.head(up) == predicate && matches!(doc.lower(up), "to" | "by" | "from" | "at");
    let beside_adverb = doc.dep(root) == Dep::Npadvmod;
    if far > 1 && (to || beside_adverb) {
        let object = |c: &usize| doc.dep(*c) == Dep::Dobj && *c < root && is_noun(doc, *c) && !tokens.contains(*c);
        let changed = change_word(doc.lemma(predicate)).is_some();
        if let Some(object) = doc.children(predicate).find(object).filter(|&o| changed && !is_amount(doc, o)) {
            return Some((object, Vec::new()));
        }
    }
    let mut verb = predicate;
    for _ in 0..far {
        let subject = doc.children(verb).find(|&c| matches!(doc.dep(c), Dep::Nsubj | Dep::Nsubjpass));
        let above = doc.head(verb);
        match subject {
            Some(s) if is_noun(doc, s) && !tokens.contains(s) => return Some((s, Vec::new())),
            // "an investment which is 50,000": what the clause describes
            Some(s) => {
                let relative = matches!(doc.lower(s), "which" | "that" | "who") && doc.dep(verb) == Dep::Relcl;
                return (relative && is_noun(doc, above)).then_some((above, Vec::new()));
            }
            // "21 percent, followed by Reyes at 13 percent" is no share of a percent.
            None if far > 1 && above != verb && doc.dep(verb) == Dep::Acl && is_noun(doc, above) => {
                return (!is_amount(doc, above)).then_some((above, Vec::new()));
            }
            // "is set to rise by 10 percent": the subject of the verb above.
            None if above != verb && matches!(doc.dep(verb), Dep::Xcomp | Dep::Conj) => verb = above,
            None => return None,
        }
    }
    None
}

/// "base price: $59,995", "Dow +0.2%", "Exchange (16,369.03": the noun right before.
fn label(doc: &Document, first: usize) -> Option<usize> {
    let mark = first.checked_sub(1).filter(|&m| matches!(doc.word(m), ":" | "(" | "=" | "+" | "≈"))?;
    let noun = mark.checked_sub(1).filter(|&n| is_noun(doc, n) && doc.sentence_of(n) == doc.sentence_of(first))?;
    // "$1tn (£790bn)", "2,802 km (1,731 miles)" say an amount again.
    let name = doc.word(noun).starts_with(char::is_alphabetic) && !is_amount(doc, noun);
    (name && !is_time(doc, noun)).then_some(noun)
}

/// Whether noun `i` is itself an amount.
pub fn is_amount(doc: &Document, i: usize) -> bool {
    doc.children(i).any(|c| c < i && doc.pos(c) == Pos::Num)
}

/// Whether noun `i` only says when: "in May", "year over year".
fn is_time(doc: &Document, i: usize) -> bool {
    doc.entities_at(i).any(|e| matches!(e.label, EntityLabel::Date | EntityLabel::Time)) || is_calendar(doc, i)
}

/// Whether token `i` is a stretch of the calendar: "down 9.2% year over year".
fn is_calendar(doc: &Document, i: usize) -> bool {
    matches!(doc.lower(i), "year" | "month" | "week" | "day" | "quarter" | "decade" | "today" | "yesterday")
}
