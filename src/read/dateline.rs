//! The dateline at the head of a story: "LARKPORT, Nov. 20 —", "LONDON, 20 November 2026 (Agency) —".

use super::dates::{self, Day};
use crate::lexicon::stamps;

/// Characters within which a dateline ends with its dash.
const LONGEST: usize = 120;

/// The day that a paragraph's dateline gives; `None` if it opens with no dateline or the dateline has no date.
#[must_use]
pub fn day(paragraph: &str) -> Option<Day> {
    let head = head(paragraph)?;
    let (day, end) = dates::find(head)?;
    // Behind the date only an agency in brackets may follow: "after the 1 May march" is no dateline.
    let tail = head[end..].trim_matches([' ', ',', '.', ':', '|', '/']);
    (tail.is_empty() || tail.starts_with('(')).then_some(day)
}

/// What stands before the dash of a dateline, if the paragraph opens with a place in capitals.
fn head(paragraph: &str) -> Option<&str> {
    let mut limit = paragraph.len().min(LONGEST);
    while !paragraph.is_char_boundary(limit) {
        limit -= 1;
    }
    let start = &paragraph[..limit];
    let dash = ["—", " – ", " — ", " - ", " -- ", "--", "―", " –"].iter().filter_map(|d| start.find(d)).min()?;
    let head = &start[..dash];
    let word = head.split([' ', ',', '(']).next()?;
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    (letters >= 2 && word.chars().all(|c| !c.is_lowercase())).then_some(head)
}

/// The date of a line that says nothing but when the story was published: "Published 20 November 2026", "Nov. 20, 2026, 8 a.m.".
#[must_use]
pub fn date_line(line: &str) -> Option<Day> {
    let (day, _) = dates::find(line)?;
    (day.year.is_some() && stamps::is_stamp(line)).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(month: i8, day: i8, year: Option<i16>) -> Option<Day> {
        Some(Day { month, day, year })
    }

    #[test]
    fn datelines_give_their_day() {
        assert_eq!(day("LARKPORT, Nov. 20 — The mayor"), of(11, 20, None));
        assert_eq!(day("LONDON, 20 November 2026 (Agency) — The mayor"), of(11, 20, Some(2026)));
        assert_eq!(day("NEW HOLM, Ore. (AP) – Nov 20, 2026 – A fire"), None, "the first dash ends it");
        assert_eq!(day("ST. BREDA, March 3 -- A fire"), of(3, 3, None));
        assert_eq!(day("LARKPORT (Agency) — The mayor said on May 3"), None);
        assert_eq!(day("NATO said after the May 9 parade — held again — that"), None);
        assert_eq!(day("The mayor — who on May 3 resigned"), None);
    }

    #[test]
    fn a_line_of_nothing_but_a_date() {
        assert_eq!(date_line("Published 20 November 2026"), of(11, 20, Some(2026)));
        assert_eq!(date_line("Friday, Nov. 20, 2026, 8:15 a.m."), of(11, 20, Some(2026)));
        assert_eq!(date_line("The vote was on November 20, 2026"), None);
    }
}
