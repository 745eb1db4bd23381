//! The words of an article that tell of an event, for a reader: what is compared are lemmas, which nobody wants to read.

use crate::lexicon::stems::stem;
use crate::model::Span;

/// Words that the passage has at most.
const LONGEST: usize = 12;

/// The part of `sentence` that holds most of the words in `about` (lemmas or their classes), in the article's own words and order;
/// `date` is left out. `None` if there are fewer than two.
#[must_use]
pub fn passage(text: &str, sentence: Span, date: Span, about: &str) -> Option<String> {
    let wanted: Vec<&str> = about.split_whitespace().map(stem).collect();
    let words: Vec<(Span, bool)> = words(text, sentence)
        .filter(|w| !w.overlaps(date))
        .map(|w| {
            (
                w,
                forms(w.of(text).to_lowercase().trim_matches(['\'', '’', '-']))
                    .iter()
                    .any(|f| wanted.contains(&stem(f))),
            )
        })
        .collect();
    let hits = |from: usize| words[from..].iter().take(LONGEST).filter(|w| w.1).count();
    let from = (0..words.len()).filter(|&i| words[i].1).max_by_key(|&i| (hits(i), std::cmp::Reverse(i)))?;
    let to = (from..words.len().min(from + LONGEST)).rev().find(|&i| words[i].1)?;
    if hits(from) < 2 {
        return None;
    }
    let lower = |i: usize| words[i].0.of(text).to_lowercase();
    let article = |i: &usize| matches!(lower(*i).as_str(), "the" | "a" | "an" | "his" | "her" | "its" | "their");
    let first = from.checked_sub(1).filter(article).unwrap_or(from);
    let (start, end) = (words[first].0.start(), words[to].0.end());
    let plain =
        |from: u32, to: u32| Span::new(from, to.max(from)).of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    if date.start() <= start || end <= date.start() {
        return Some(plain(start, end));
    }
    let mut before = plain(start, date.start());
    for preposition in [" on", " in", " at", " by", " until", " since", " from"] {
        if let Some(rest) = before.strip_suffix(preposition) {
            before = rest.to_owned();
            break;
        }
    }
    let behind = plain(date.end(), end);
    Some(format!("{} … {}", before.trim_end_matches([',', ' ']), behind.trim_start_matches([',', ' '])))
}

/// The words of a sentence.
fn words(text: &str, sentence: Span) -> impl Iterator<Item = Span> {
    let inside = sentence.of(text);
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
    let mut at = 0;
    std::iter::from_fn(move || {
        let from = at + inside[at..].find(is_word)?;
        at = from + inside[from..].find(|c| !is_word(c)).unwrap_or(inside.len() - from);
        Some(Span::new(sentence.start() + from as u32, sentence.start() + at as u32))
    })
}

/// A word and what it may be an inflected form of.
fn forms(word: &str) -> Vec<String> {
    let mut out = vec![word.to_owned()];
    for ending in ["s", "es", "d", "ed", "ing", "'s", "’s"] {
        let Some(cut) = word.strip_suffix(ending).filter(|w| w.len() > 2) else { continue };
        out.push(cut.to_owned());
        let mut back = cut.chars().rev();
        if let (Some(a), Some(b)) = (back.next(), back.next())
            && a == b
        {
            out.push(cut[..cut.len() - a.len_utf8()].to_owned());
        }
        if ending == "ing" {
            out.push(format!("{cut}e"));
        }
        if let Some(y) = cut.strip_suffix('i') {
            out.push(format!("{y}y"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, date: &str, about: &str) -> Option<String> {
        let at = text.find(date).unwrap() as u32;
        passage(text, Span::new(0, text.len() as u32), Span::new(at, at + date.len() as u32), about)
    }

    #[test]
    fn the_text_s_own_words_in_their_order() {
        let cases = [
            (
                "The council approved the plan on Tuesday.",
                "Tuesday",
                "plan approve council",
                "The council approved the plan",
            ),
            (
                "Officials said the council on Tuesday night planned the vote.",
                "Tuesday night",
                "vote council",
                "the council … planned the vote",
            ),
            ("Tuesday, the two cities’ mayors met.", "Tuesday", "city mayor", "cities’ mayors"),
        ];
        for (text, date, about, expected) in cases {
            assert_eq!(of(text, date, about).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(of("The council met on Tuesday.", "Tuesday", "council plan"), None);
    }

    #[test]
    fn far_words_are_left_out() {
        let far = "word ".repeat(40);
        let text = format!("The council {far} approved the plan on Tuesday.");
        assert_eq!(of(&text, "Tuesday", "council plan approve").as_deref(), Some("approved the plan"));
    }
}
