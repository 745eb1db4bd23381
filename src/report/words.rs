//! Which words of two passages differ.

use std::ops::Range;

use similar::DiffOp;

use crate::model::changed_words;

/// The differing stretches of each passage as byte ranges, whole words; neighbouring ones are joined. Where only the other side has
/// words, the blank between the words around the gap is marked. Case, punctuation and the shape of quotation marks do not count.
/// If nothing is alike (or nothing differs), all of both passages is marked: then it is the passages as a whole that disagree.
#[must_use]
pub fn differing(a: &str, b: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let (left, right) = (split(a), split(b));
    let keys =
        |words: &[Range<usize>], text: &str| -> Vec<String> { words.iter().map(|w| key(&text[w.clone()])).collect() };
    let ops = changed_words(&keys(&left, a), &keys(&right, b));
    let (mut out_a, mut out_b) = (Vec::new(), Vec::new());
    let mut alike = false;
    for op in ops {
        if let DiffOp::Equal { .. } = op {
            alike = true;
            continue;
        }
        join(&mut out_a, &left, op.old_range());
        join(&mut out_b, &right, op.new_range());
    }
    if !alike || (out_a.is_empty() && out_b.is_empty()) {
        return (whole(a), whole(b));
    }
    (out_a, out_b)
}

fn whole(text: &str) -> Vec<Range<usize>> {
    if text.is_empty() { Vec::new() } else { std::iter::once(0..text.len()).collect() }
}

/// Adds the stretch of these words, or the blank where they would stand.
fn join(out: &mut Vec<Range<usize>>, words: &[Range<usize>], at: Range<usize>) {
    if let (Some(first), Some(last)) = (words[at.clone()].first(), words[at.clone()].last()) {
        out.push(first.start..last.end);
    } else if at.start > 0 && at.start < words.len() {
        out.push(words[at.start - 1].end..words[at.start].start);
    }
}

/// Words as byte ranges, without the punctuation at their ends.
fn split(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let bare = piece.trim_matches(|c: char| !c.is_alphanumeric() && !"$€£%".contains(c));
        if !bare.is_empty() {
            let at = start + (bare.as_ptr() as usize - piece.as_ptr() as usize);
            words.push(at..at + bare.len());
        }
        start += piece.len();
    }
    words
}

/// What a word is compared by.
fn key(word: &str) -> String {
    word.chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '’' | '‘' | 'ʼ' => '\'',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(a: &str, b: &str) -> (Vec<String>, Vec<String>) {
        let (x, y) = differing(a, b);
        let take = |text: &str, r: Vec<Range<usize>>| r.into_iter().map(|r| text[r].to_owned()).collect();
        (take(a, x), take(b, y))
    }

    #[test]
    fn words_that_differ() {
        for (a, b, x, y) in [
            ("Jorge Elosa", "Jorge Elorza", &["Elosa"][..], &["Elorza"][..]),
            ("more than 2 million", "3 million", &["more than 2"], &["3"]),
            ("We will not do it.", "“We will do it,”", &["not"], &[" "]),
            ("They never met", "They met today", &["never"], &[" ", "today"]),
            ("$43 million", "$44 million", &["$43"], &["$44"]),
            ("Monday", "Tuesday", &["Monday"], &["Tuesday"]),
            ("the same", "the same", &["the same"], &["the same"]),
        ] {
            assert_eq!(
                marked(a, b),
                (x.iter().map(ToString::to_string).collect(), y.iter().map(ToString::to_string).collect()),
                "{a} / {b}"
            );
        }
    }
}
