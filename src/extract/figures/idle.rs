//! Number words that stand there as numbers and say none: "first responders", "second to none", "their test scores".

use super::read::{Line, Raw};
use crate::lexicon::numbered::is_ordinal_idiom;
use crate::lexicon::numbers::{PieceKind, Shape};
use crate::model::{Dep, Document, Pos};

/// Whether the words of a number rank and count nothing.
pub fn is_idle(line: &Line<'_>, raw: &Raw, doc: &Document) -> bool {
    idle_ordinal(line, raw) || scores_of_points(line, raw, doc)
}

/// "a first-hand account", "first responders": an ordinal that ranks nothing.
fn idle_ordinal(line: &Line<'_>, raw: &Raw) -> bool {
    let joined = line.joins(raw.digits.1);
    let next = line.lower(raw.digits.1 + usize::from(joined));
    raw.shape == Shape::Ordinal
        && (is_ordinal_idiom(next)
            || joined && is_ordinal_idiom(&format!("-{next}"))
            || from_an_end(line, raw.digits.1)
            || orders_the_talk(line, raw))
}

/// "Second, the order brings new money": the second remark.
fn orders_the_talk(line: &Line<'_>, raw: &Raw) -> bool {
    let k = raw.digits.0;
    let opens = k == 0 || matches!(line.p[k - 1].kind, PieceKind::Mark('.' | '!' | '?' | ':' | '“' | '"'));
    opens && line.p[k].capital && line.mark(raw.digits.1, ',')
}

/// "their test scores": points, not people by the twenty.
fn scores_of_points(line: &Line<'_>, raw: &Raw, doc: &Document) -> bool {
    let i = doc.token_at(line.p[raw.digits.0].start);
    let own = |c: usize| {
        c < i && matches!(doc.dep(c), Dep::Det | Dep::Poss | Dep::Amod | Dep::Compound | Dep::Nmod | Dep::Nummod)
    };
    raw.shape == Shape::Vague
        && raw.digits.1 == raw.digits.0 + 1
        && line.lower(raw.digits.0) == "scores"
        && i < doc.len()
        && (doc.pos(i) == Pos::Verb || doc.children(i).any(own))
}

/// "second to last", "third from the bottom", "second from left", "second to none": counted from another end than the first.
fn from_an_end(line: &Line<'_>, end: usize) -> bool {
    let after = |k: usize| k + usize::from(line.joins(k));
    let to = after(end);
    let the = after(to + 1);
    let which = if line.lower(the) == "the" { the + 1 } else { the };
    matches!(line.lower(to), "to" | "from")
        && matches!(line.lower(which), "last" | "none" | "bottom" | "end" | "back" | "left" | "right")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::figures::read::read;
    use crate::lexicon::numbers::pieces;

    #[test]
    fn ordinals_that_rank_nothing() {
        for (text, idle) in [
            ("first responders", true),
            ("second-guessed", true),
            ("second to last", true),
            ("second-to-last round", true),
            ("third from the bottom", true),
            ("second from left", true),
            ("second to none", true),
            ("Second, the wall fell.", true),
            ("Second of all walls", false),
            ("second to the mayor", false),
            ("third from Larkport", false),
            ("fifth place", false),
        ] {
            let p = pieces(text, 0);
            let line = Line { p: &p, text, base: 0 };
            assert_eq!(read(&line, 0).is_some_and(|raw| idle_ordinal(&line, &raw)), idle, "{text}");
        }
    }
}
