//! The words beside a number that leave it open: "about", "nearly", "or more".

use std::sync::LazyLock;

use super::read::Line;
use crate::lexicon::numbers::pieces;
use crate::model::Hedge;

struct Table {
    before: Vec<(Vec<Box<str>>, Hedge)>,
    after: Vec<(Vec<Box<str>>, Hedge)>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { before: Vec::new(), after: Vec::new() };
    for line in crate::lexicon::entries(include_str!("../../lexicon/data/hedges.txt")) {
        let parts: Vec<&str> = line.split(';').map(str::trim).collect();
        let [side, class, forms] = parts[..] else { continue };
        let hedge = match class {
            "about" => Hedge::About,
            "above" => Hedge::Above,
            "atleast" => Hedge::AtLeast,
            "below" => Hedge::Below,
            _ => Hedge::AtMost,
        };
        let list = if side == "before" { &mut table.before } else { &mut table.after };
        for form in forms.split('|') {
            let form = form.trim();
            let words = pieces(form, 0)
                .iter()
                .map(|p| if p.is_word() { p.lower.clone() } else { form[p.start as usize..p.end as usize].into() })
                .collect();
            list.push((words, hedge));
        }
    }
    table.before.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    table.after.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    table
});

fn is(line: &Line<'_>, i: usize, word: &str) -> bool {
    let Some(p) = line.p.get(i) else { return false };
    if p.is_word() {
        *p.lower == *word
    } else {
        line.text.get((p.start - line.base) as usize..(p.end - line.base) as usize) == Some(word)
    }
}

/// The hedge before piece `start`, and where it begins. One small word may stand between: "at least another 12". "The" may not: "centres
/// around the 37-metre skeleton" and "past the 100 mark" are of a known number.
pub fn before(line: &Line<'_>, start: usize, time_unit: bool) -> Option<(Hedge, usize)> {
    // "under the age of 5"
    let start = age_of(line, start).unwrap_or(start);
    for skip in 0..2usize {
        let Some(end) = start.checked_sub(skip) else { break };
        if skip == 1 && !matches!(line.lower(end), "a" | "an" | "another" | "only" | "just") {
            break;
        }
        for (words, hedge) in &TABLE.before {
            let Some(first) = end.checked_sub(words.len()) else { continue };
            if !words.iter().enumerate().all(|(k, w)| is(line, first + k, w)) {
                continue;
            }
            if words.len() == 1 && misleads(line, first, &words[0], time_unit) {
                continue;
            }
            return Some((*hedge, first));
        }
    }
    None
}

/// Whether a word alone is a hedge before a number.
pub fn is_single(word: &str) -> bool {
    TABLE.before.iter().rev().take_while(|(words, _)| words.len() == 1).any(|(words, _)| *words[0] == *word)
}

/// Where "the age of" before piece `start` begins.
pub fn age_of(line: &Line<'_>, start: usize) -> Option<usize> {
    let age = start.checked_sub(2).filter(|&k| line.lower(k + 1) == "of" && matches!(line.lower(k), "age" | "ages"))?;
    Some(age.checked_sub(1).filter(|&k| line.lower(k) == "the").unwrap_or(age))
}

/// A single word that is no hedge here.
fn misleads(line: &Line<'_>, i: usize, word: &str, time_unit: bool) -> bool {
    let previous = i.checked_sub(1).map_or("", |b| line.lower(b));
    match word {
        // "over five years" is a span in which something happened, "the past five years" the span before now.
        "over" | "within" => {
            time_unit
                && !matches!(
                    previous,
                    "for"
                        | "just"
                        | "well"
                        | "of"
                        | "than"
                        | "slightly"
                        | "aged"
                        | "age"
                        | "lasted"
                        | "took"
                        | "is"
                        | "was"
                )
        }
        "past" | "beyond" => time_unit || matches!(previous, "the" | "this" | "these") || previous.is_empty(),
        "some" => previous == "in" || previous == "that",
        "under" | "above" | "below" => matches!(previous, "from" | "and"),
        "topping" | "tops" | "topped" | "approached" | "exceeded" => false,
        "about" => {
            matches!(previous, "talk" | "talked" | "talking" | "asked" | "know" | "think" | "worried" | "concerned")
        }
        "plus" | "fewer" => false,
        _ => false,
    }
}

/// The hedge after piece `end`, and where it stops. One that begins with "or" may stand behind a comma or dash: "two years — or more".
pub fn after(line: &Line<'_>, end: usize) -> Option<(Hedge, usize)> {
    let apart = line.mark(end, ',') || line.p.get(end).is_some_and(|p| p.is_dash() && p.space);
    let end = end + usize::from(apart && line.lower(end + 1) == "or");
    for (words, hedge) in &TABLE.after {
        if words.iter().enumerate().all(|(k, w)| is(line, end + k, w)) {
            let stop = end + words.len();
            let last = &words[words.len() - 1];
            // "two, or more than a third"
            if line.lower(stop) == "than" {
                continue;
            }
            let glued = line.p.get(end).is_some_and(|p| !p.space);
            // "100 plus 50" adds; "100+" and "100-plus" do not.
            if words.len() == 1
                && matches!(&**last, "plus" | "+" | "odd" | "tops")
                && !(glued
                    && !line
                        .p
                        .get(stop)
                        .is_some_and(|p| matches!(p.kind, crate::lexicon::numbers::PieceKind::Digits { .. })))
            {
                continue;
            }
            return Some((*hedge, stop));
        }
    }
    // "100-plus", "300-odd"
    if line.joins(end) {
        match line.lower(end + 1) {
            "plus" => return Some((Hedge::AtLeast, end + 2)),
            "odd" | "ish" | "some" => return Some((Hedge::About, end + 2)),
            _ => {}
        }
    }
    None
}
