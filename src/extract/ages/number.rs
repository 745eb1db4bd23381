//! Small numbers as ages are written.

use crate::lexicon::fold;
use crate::lexicon::numbers::{self, NumberWord};

/// "54", "five", "fifty-four".
pub fn small(word: &str) -> Option<i64> {
    if !word.is_empty() && word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit()) {
        return word.parse().ok();
    }
    let word = fold(word);
    let one = |w: &str| if let Some(NumberWord::Unit(n)) = numbers::word(w) { Some(n) } else { None };
    let ten = |w: &str| if let Some(NumberWord::Ten(n)) = numbers::word(w) { Some(n) } else { None };
    match word.split_once('-') {
        Some((a, b)) => Some(ten(a)? + one(b).filter(|n| (1..10).contains(n))?),
        None => one(&word).or_else(|| ten(&word)),
    }
}

/// What stands before "old": number, unit, and the byte at which the number begins.
pub fn read_back(before: &str) -> Option<(i64, &'static str, usize)> {
    let gap = |c: char| c == '-' || c == '‑' || c == '–' || c.is_whitespace();
    let rest = before.trim_end_matches(gap);
    let unit_at = rest
        .rfind(|c: char| !c.is_ascii_alphabetic())
        .map_or(0, |i| i + rest[i..].chars().next().map_or(1, char::len_utf8));
    let unit = match rest[unit_at..].to_ascii_lowercase().as_str() {
        "year" | "years" | "yr" | "yrs" => "year",
        "month" | "months" => "month",
        "week" | "weeks" => "week",
        "day" | "days" => "day",
        _ => return None,
    };
    let rest = rest[..unit_at].trim_end_matches(gap);
    let plain = rest
        .rfind(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
        .map_or(0, |i| i + rest[i..].chars().next().map_or(1, char::len_utf8));
    let start = plain + (rest[plain..].len() - rest[plain..].trim_start_matches('-').len());
    let written = rest.get(start..)?;
    // "two-and-a-half-year-old" and "10-to-12-year-old" are read by nobody.
    small(written).map(|n| (n, unit, start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_before_old() {
        assert_eq!(read_back("a 54-year-"), Some((54, "year", 2)));
        assert_eq!(read_back("the five-year-"), Some((5, "year", 4)));
        assert_eq!(read_back("a fifty-four-year-"), Some((54, "year", 2)));
        assert_eq!(read_back("is 54 years "), Some((54, "year", 3)));
        assert_eq!(read_back("an 8-month-"), Some((8, "month", 3)));
        assert_eq!(read_back("how "), None);
        assert_eq!(read_back("10-to-12-year-"), None);
        assert_eq!(small("ninety-nine"), Some(99));
    }
}
