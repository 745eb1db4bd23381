//! What a figure measures: a count, a total, an average, a share, a change, a rank, a vote.

use super::counted::Counted;
use std::ops::Range;

use super::change::{direction, reached};
use super::read::{Line, Raw};
use crate::lexicon::numbers::Shape;
use crate::model::{Change, Document, Measure, TokenRange};

/// The measure of a figure and the direction of a change.
pub fn measure(
    doc: &Document,
    line: &Line<'_>,
    raw: &Raw,
    tokens: TokenRange,
    counted: &Counted,
    hedge: Range<usize>,
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
    let change = direction(doc, line, raw, tokens, hedge);
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
        // "half a mile" is none.
        Shape::Fraction if raw.unit.is_none() => Measure::Share,
        _ if raw.unit.as_deref() == Some("percentage") => Measure::Share,
        _ if near(&["total", "totaling", "totalling", "altogether", "combined", "overall"]) => Measure::Total,
        _ if near(&["another", "additional", "further", "extra", "other", "others", "remaining", "including"]) => {
            Measure::Part
        }
        _ => Measure::Count,
    };
    (measure, change.or_else(|| reached(doc, raw, tokens)))
}
