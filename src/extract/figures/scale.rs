//! Letters behind a number that may be a scale or a unit: "40m".

use super::read::Line;
use crate::lexicon::numbered::is_function_word;
use crate::lexicon::numbers::Number;
use crate::model::Decimal;

/// "40m" is metres, "£40m" and "35m of its devices" are millions.
pub fn million_or_metre(line: &Line<'_>, first: &Number, money: bool) -> Option<(Decimal, usize)> {
    line.p.get(first.end).filter(|x| &*x.lower == "m" && !x.capital && !x.space)?;
    let by_money = money || counted(line, first.end + 1);
    let by = Decimal::from(1_000_000);
    by_money.then(|| first.value.checked_mul(by)).flatten().map(|v| (v, first.end + 1))
}

/// Whether what follows is counted: "of", or a noun in the plural, with no more than a few words before it ("combined digital sales").
fn counted(line: &Line<'_>, i: usize) -> bool {
    let first = line.lower(i);
    if first == "of" || first.starts_with("tonn") {
        return true;
    }
    for k in i..i + 5 {
        let Some(p) = line.p.get(k).filter(|p| p.is_word() && p.space) else { return false };
        let word = &*p.lower;
        let metric = matches!(
            word,
            "deep"
                | "wide"
                | "tall"
                | "long"
                | "high"
                | "away"
                | "across"
                | "underwater"
                | "thick"
                | "apart"
                | "further"
                | "farther"
                | "ahead"
                | "behind"
                | "freestyle"
                | "hurdles"
                | "final"
                | "sprint"
                | "race"
                | "dash"
                | "relay"
                | "butterfly"
                | "backstroke"
                | "breaststroke"
                | "medley"
        );
        if metric || word != "and" && is_function_word(word) {
            return false;
        }
        let plural =
            word == "people" || word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us");
        if plural {
            return true;
        }
    }
    false
}
