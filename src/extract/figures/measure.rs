//! What a figure measures: a count, a total, an average, a share, a change, a rank, a vote.

use super::counted::Counted;
use super::read::{Line, Raw};
use crate::extract::frame::{predicate_of, root_of};
use crate::lexicon::numbers::Shape;
use crate::model::{Change, Dep, Document, Measure, TokenRange};

const UP: &[&str] = &[
    "rise",
    "increase",
    "grow",
    "gain",
    "jump",
    "climb",
    "surge",
    "soar",
    "advance",
    "up",
    "raise",
    "boost",
    "expand",
    "rally",
    "spike",
    "swell",
    "improve",
    "appreciate",
    "rebound",
    "leap",
    "higher",
];
const DOWN: &[&str] = &[
    "fall",
    "drop",
    "decline",
    "decrease",
    "lose",
    "slip",
    "slide",
    "plunge",
    "tumble",
    "sink",
    "down",
    "cut",
    "reduce",
    "shrink",
    "dip",
    "slump",
    "lower",
    "plummet",
    "crash",
    "slash",
    "ease",
    "shed",
    "contract",
    "depreciate",
    "weaken",
];

/// Whether a word, in whatever form, tells of a fall.
pub fn falls(word: &str) -> bool {
    DOWN.iter().any(|d| word.starts_with(d)) || matches!(word, "fell" | "lost" | "slid" | "sank" | "shrank")
}

/// The measure of a figure and the direction of a change.
pub fn measure(
    doc: &Document,
    line: &Line<'_>,
    raw: &Raw,
    tokens: TokenRange,
    counted: &Counted,
) -> (Measure, Option<Change>) {
    if raw.score {
        let voted = (raw.start.saturating_sub(12)..(raw.end + 12).min(line.p.len())).any(|k| {
            matches!(
                line.lower(k),
                "vote"
                    | "votes"
                    | "voted"
                    | "voting"
                    | "tally"
                    | "passed"
                    | "approved"
                    | "rejected"
                    | "ruled"
                    | "ruling"
                    | "decision"
                    | "override"
                    | "majority"
                    | "confirmed"
                    | "senate"
                    | "council"
                    | "board"
                    | "ballot"
            )
        });
        return (if voted { Measure::Vote } else { Measure::Ratio }, None);
    }
    let change = direction(doc, line, raw, tokens);
    let lemmas: Vec<&str> = counted.lemmas.iter().map(|l| &**l).collect();
    let near = |words: &[&str]| {
        lemmas.iter().any(|l| words.contains(l))
            || (raw.start.saturating_sub(4)..raw.start).any(|k| words.contains(&line.lower(k)))
    };
    let measure = match raw.shape {
        Shape::Ordinal => Measure::Rank,
        Shape::Multiple => Measure::Multiple,
        _ if change.is_some() => Measure::Change,
        _ if near(&["average", "averaged", "averaging", "median", "mean", "typical", "per-capita"]) => Measure::Average,
        _ if near(&["maximum", "max", "limit", "cap", "ceiling"]) => Measure::Maximum,
        _ if near(&["minimum", "floor"]) => Measure::Minimum,
        Shape::Fraction => Measure::Share,
        _ if raw.unit.as_deref() == Some("percentage") => Measure::Share,
        _ if near(&["total", "totaling", "totalling", "altogether", "combined", "overall"]) => Measure::Total,
        _ if near(&["another", "additional", "further", "extra", "other", "others", "remaining", "including"]) => {
            Measure::Part
        }
        _ => Measure::Count,
    };
    (measure, change)
}

/// "rose 3 percent", "a 5% increase", "up 9.2%": amounts of change, not the level reached ("rose to 5.4%", "from 4.5%").
fn direction(doc: &Document, line: &Line<'_>, raw: &Raw, tokens: TokenRange) -> Option<Change> {
    let of = |word: &str| {
        if UP.contains(&word) {
            Some(Change::Up)
        } else if DOWN.contains(&word) {
            Some(Change::Down)
        } else {
            None
        }
    };
    let before: Vec<&str> = (raw.start.saturating_sub(3)..raw.start).map(|k| line.lower(k)).collect();
    let last = before.last().copied().unwrap_or_default();
    if matches!(last, "to" | "from" | "at" | "of" | "than" | "below" | "above" | "between" | "for")
        && !(last == "of" && of_change_noun(&before))
    {
        return None;
    }
    let first = tokens.start as usize;
    let predicate = predicate_of(doc, first);
    // "a 20% increase", "the 9% rise"
    let end = tokens.end as usize;
    for t in end..(end + 3).min(doc.len()) {
        if doc.sentence_of(t) != doc.sentence_of(first) {
            break;
        }
        if let Some(change) = of(doc.lemma(t))
            .filter(|_| matches!(doc.pos(t), crate::model::Pos::Noun) || matches!(doc.lower(t), "higher" | "lower"))
        {
            return Some(change);
        }
        if matches!(doc.pos(t), crate::model::Pos::Punct | crate::model::Pos::Verb | crate::model::Pos::Adp) {
            break;
        }
    }
    if matches!(last, "up" | "down") && raw.unit.is_some() {
        return of(last);
    }
    if last == "of" {
        return before.iter().rev().find_map(|w| of(w));
    }
    let money_or_share = raw.unit.is_some();
    if !money_or_share {
        return None;
    }
    let p = predicate?;
    // The amount stands directly to the verb: "rose 3 percent", "rose by 3 percent"; a measure of something else in its clause does not.
    let root = root_of(doc, tokens);
    let up = doc.head(root);
    let direct = match doc.dep(root) {
        Dep::Dobj | Dep::Npadvmod | Dep::Advmod | Dep::Attr | Dep::Oprd | Dep::Acomp => up == p,
        Dep::Pobj => doc.lower(up) == "by" && doc.head(up) == p,
        _ => false,
    };
    let loose =
        matches!(doc.lemma(p), "lose" | "gain" | "raise" | "improve" | "shed" | "contract" | "ease" | "advance");
    of(doc.lemma(p))
        .filter(|_| direct && first.abs_diff(p) <= 8 && (!loose || raw.unit.as_deref() == Some("percentage")))
}

fn of_change_noun(before: &[&str]) -> bool {
    before.iter().any(|w| {
        matches!(
            *w,
            "increase" | "rise" | "drop" | "decline" | "decrease" | "fall" | "gain" | "jump" | "reduction" | "cut"
        )
    })
}
