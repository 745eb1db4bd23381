//! Digits of clocks and days that no date claimed: "11:30", "2019-09-01T10:38:07.190Z", "2.13 am", "Sept. 20-24".

use super::read::Line;
use crate::lexicon::numbers::PieceKind;
use crate::model::{Decimal, Span};

/// If piece `i` begins a time of day or a stamp: the piece after it.
pub fn clock(line: &Line<'_>, i: usize) -> Option<usize> {
    let digits = |k: usize| line.p.get(k).is_some_and(|p| matches!(p.kind, PieceKind::Digits { .. }));
    // "10.45pm", "2.13 am", "7 p.m."
    let dotted = matches!(line.lower(i + 1), "a" | "p") && line.mark(i + 2, '.') && line.lower(i + 3) == "m";
    if dotted {
        return Some(i + 4);
    }
    if let Some(half) = line.p.get(i + 1).filter(|p| matches!(&*p.lower, "am" | "pm"))
        && (!half.space || hour(line, i))
    {
        return Some(i + 2);
    }
    let colon = |k: usize| line.mark(k, ':') && !line.p[k].space && digits(k + 1) && !line.p[k + 1].space;
    // Two digits behind the colon: "3:1" is a ratio.
    let minutes = |k: usize| match line.p.get(k).map(|p| p.kind) {
        Some(PieceKind::Digits { plain: true, digits, .. }) => digits == 2,
        Some(PieceKind::Digits { value, decimals, .. }) => decimals > 0 && value < Decimal::from(60),
        _ => false,
    };
    let mut end = i + 1;
    while colon(end) && minutes(end + 1) {
        end += 2;
    }
    (end > i + 1).then_some(end)
}

/// Whether piece `i` may be an hour, with minutes behind a point or without.
fn hour(line: &Line<'_>, i: usize) -> bool {
    let Some(PieceKind::Digits { value, decimals, .. }) = line.p.get(i).map(|p| p.kind) else { return false };
    let minutes = value.checked_mul(Decimal::from(100)).map_or(0, |v| v.digits() % 100);
    value < Decimal::from(13) && (decimals == 0 || decimals == 2 && minutes < 60)
}

/// The last day of a span whose first one is a date: "Sept. 20-24", "Oct. 18 through 22". The piece after it.
pub fn day(line: &Line<'_>, i: usize, before: &[Span]) -> Option<usize> {
    let number = |k: usize| line.plain(k).is_some_and(|(v, d)| d <= 2 && v <= Decimal::from(31));
    let joint = i.checked_sub(1)?;
    let dash = line.p[joint].is_dash();
    let word = matches!(line.lower(joint), "to" | "through" | "thru" | "until");
    if !number(i) || !(dash || word) {
        return None;
    }
    // The date ends in a day, and what follows is counted by nothing.
    let first = joint.checked_sub(1).filter(|&k| number(k))?;
    let dated = before.last().is_some_and(|t| t.end() == line.p[first].end);
    let counts =
        line.p.get(i + 1).is_some_and(|p| p.is_word() && !crate::lexicon::numbered::is_function_word(&p.lower));
    let named_month = line.p.get(i + 1).is_some_and(|p| crate::lexicon::months::month(&p.lower).is_some());
    (dated && (!counts || named_month)).then_some(i + 1)
}
