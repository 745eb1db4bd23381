//! The words of the calendar, from `lexicon/data/calendar.txt`.

use std::sync::LazyLock;

use crate::lexicon::numbers::{Piece, pieces};
use crate::model::Map;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum TimeUnit {
    Day,
    Week,
    Month,
    Year,
    Decade,
    Century,
    Hour,
    Minute,
    Second,
    Weekend,
    Quarter,
    Fortnight,
    Season,
}

const UNITS: [TimeUnit; 13] = [
    TimeUnit::Day,
    TimeUnit::Week,
    TimeUnit::Month,
    TimeUnit::Year,
    TimeUnit::Decade,
    TimeUnit::Century,
    TimeUnit::Hour,
    TimeUnit::Minute,
    TimeUnit::Second,
    TimeUnit::Weekend,
    TimeUnit::Quarter,
    TimeUnit::Fortnight,
    TimeUnit::Season,
];

/// What a word of the calendar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// 1 = January.
    Month(u8),
    /// 1 = Monday.
    Weekday(u8),
    /// 1 = spring … 4 = winter.
    Season(u8),
    /// 1 = morning … 4 = night.
    Part(u8),
    /// A unit of time.
    Unit(TimeUnit),
}

struct Table {
    words: Map<&'static str, Word>,
    holidays: Vec<(Vec<Box<str>>, u16)>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { words: Map::default(), holidays: Vec::new() };
    for line in crate::lexicon::entries(include_str!("../../lexicon/data/calendar.txt")) {
        let parts: Vec<&'static str> = line.split(';').map(str::trim).collect();
        let [class, value, forms] = parts[..] else { continue };
        let value: u16 = value.parse().unwrap_or(0);
        for form in forms.split('|') {
            let small = value as u8;
            let word = match class {
                "month" => Word::Month(small),
                "weekday" => Word::Weekday(small),
                "season" => Word::Season(small),
                "part" => Word::Part(small),
                "unit" => Word::Unit(UNITS[usize::from(value.clamp(1, 13)) - 1]),
                _ => {
                    let words: Vec<Box<str>> =
                        pieces(form, 0)
                            .iter()
                            .map(|p| {
                                if p.is_word() {
                                    p.lower.clone()
                                } else {
                                    form[p.start as usize..p.end as usize].into()
                                }
                            })
                            .collect();
                    table.holidays.push((words, value));
                    continue;
                }
            };
            table.words.insert(form, word);
        }
    }
    table.holidays.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    table
});

/// What `word` (lower case) is in the calendar.
pub fn word(word: &str) -> Option<Word> {
    TABLE.words.get(word).copied()
}

/// The holiday written at piece `i`: month and day, and the piece after it.
pub fn holiday(p: &[Piece], i: usize, text: &str, base: u32) -> Option<(u8, u8, usize)> {
    if !p.get(i)?.capital {
        return None;
    }
    for (words, date) in &TABLE.holidays {
        let Some(found) = p.get(i..i + words.len()) else { continue };
        let same = found.iter().zip(words).all(|(q, w)| {
            if q.is_word() {
                q.lower == *w
            } else {
                text.get((q.start - base) as usize..(q.end - base) as usize) == Some(w)
            }
        });
        if same {
            return Some(((date / 100) as u8, (date % 100) as u8, i + words.len()));
        }
    }
    None
}
