//! The words of a passage as speech: folded, numbers and contractions whole, with what the punctuation around them says.

use std::sync::LazyLock;

use crate::lexicon;
use crate::model::{Set, Span, stable_hash};

/// One word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The form that is compared.
    pub key: Box<str>,
    /// The word as written, without punctuation at its ends.
    pub span: Span,
    /// A hash of `key`.
    pub hash: u64,
    /// Carries matter and not only grammar.
    pub content: bool,
    /// The writer's own, put into the quotation in brackets.
    pub bracketed: bool,
    /// An ellipsis stands before it.
    pub after_gap: bool,
    /// A sentence begins with it.
    pub starts_sentence: bool,
    /// A clause begins with it: a comma, dash, colon or the like stands before.
    pub starts_clause: bool,
    /// Begins with a capital.
    pub capital: bool,
}

static FUNCTION: LazyLock<Set<&'static str>> =
    LazyLock::new(|| lexicon::entries(include_str!("../lexicon/data/function_words.txt")).collect());

/// Whether a folded word carries grammar only.
#[must_use]
pub fn function(key: &str) -> bool {
    FUNCTION.contains(key)
}

/// The words of `span`, in order.
#[must_use]
pub fn words(text: &str, span: Span) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let (mut depth, mut gap, mut fresh, mut clause) = (0i32, false, true, true);
    let raw = span.of(text);
    let chars: Vec<(usize, char)> = raw.char_indices().collect();
    let at = |i: usize| chars.get(i).map_or(raw.len(), |c| c.0);
    let mut i = 0;
    while i < chars.len() {
        let c = chars[i].1;
        let initial = if c == '[' { initial(&chars, i) } else { None };
        if joins(&chars, i) || initial.is_some() {
            let start = i;
            i = initial.unwrap_or(i);
            while i < chars.len() && joins(&chars, i) {
                i += 1;
            }
            let written = &raw[at(start)..at(i)];
            let opened = initial.map(|_| written.replace(['[', ']'], ""));
            let word = opened.as_deref().unwrap_or(written);
            let place = Span::new(span.start() + at(start) as u32, span.start() + at(i) as u32);
            for key in keys(word) {
                out.push(Word {
                    hash: stable_hash([key.as_str()]),
                    content: !function(&key),
                    capital: word.chars().next().is_some_and(char::is_uppercase),
                    key: key.into(),
                    span: place,
                    bracketed: depth > 0,
                    after_gap: std::mem::take(&mut gap),
                    starts_sentence: std::mem::take(&mut fresh),
                    starts_clause: std::mem::take(&mut clause),
                });
            }
            continue;
        }
        clause |= matches!(c, ',' | ';' | ':' | '—' | '–' | '.' | '?' | '!' | '…' | '\n' | '‘' | '“' | '"');
        match c {
            '[' | '(' => depth += 1,
            ']' | ')' => depth = (depth - 1).max(0),
            '…' => gap = true,
            '.' if is_ellipsis(&chars, i) => gap = true,
            '.' => fresh = true,
            '*' if chars.get(i + 1).is_some_and(|c| c.1 == ' ') => gap = true,
            // What follows an inner mark or a colon may stand alone.
            '?' | '!' | '\n' | ':' | '‘' | '“' => fresh = true,
            _ => {}
        }
        i += 1;
    }
    out
}

/// The letter behind `[A]`, if a word goes on there: the writer's capital at the start of the speaker's word.
fn initial(chars: &[(usize, char)], i: usize) -> Option<usize> {
    let letter = |i: usize| chars.get(i).is_some_and(|c| c.1.is_alphabetic());
    let close = (i + 2..i + 4).find(|&j| chars.get(j).is_some_and(|c| c.1 == ']'))?;
    let fresh = i == 0 || !letter(i - 1);
    (fresh && (i + 1..=close + 1).all(|j| j == close || letter(j))).then_some(close + 1)
}

/// Hyphens that may hide letters of one word.
const LONGEST_OATH: usize = 16;

/// Whether the hyphen at `i` hides letters of an oath: s---, s---hole. Two hyphens between words are a dash.
fn hides(chars: &[(usize, char)], i: usize) -> bool {
    let hyphen = |i: usize| chars.get(i).is_some_and(|c| c.1 == '-');
    // A longer run is a ruled line; looking no further keeps the cost of one to its length.
    let from = (0..=i).rev().take(LONGEST_OATH).take_while(|&j| hyphen(j)).last().unwrap_or(i);
    let run = (from..chars.len()).take(3).take_while(|&j| hyphen(j)).count();
    let letters = chars[..from].iter().rev().take(3).take_while(|c| c.1.is_alphanumeric()).count();
    let alone = letters == 1 && !matches!(chars[from - 1].1, 'I' | 'i' | 'A' | 'a');
    run >= 3 && (1..=2).contains(&letters) || run == 2 && alone
}

/// Whether another full stop stands beside this one, a blank between them allowed.
fn is_ellipsis(chars: &[(usize, char)], i: usize) -> bool {
    let at = |i: Option<usize>| i.and_then(|i| chars.get(i)).map(|c| c.1);
    let (before, after) = (|n| at(i.checked_sub(n)), |n| at(Some(i + n)));
    let stop = |near, far| near == Some('.') || near == Some(' ') && far == Some('.');
    stop(before(1), before(2)) || stop(after(1), after(2))
}

/// Whether the character belongs to a word: letters, digits, and what stands between two of them.
fn joins(chars: &[(usize, char)], i: usize) -> bool {
    let c = chars[i].1;
    if c.is_alphanumeric() || matches!(c, '$' | '£' | '€' | '&' | '%') {
        return true;
    }
    let before = i.checked_sub(1).map(|i| chars[i].1);
    let after = chars.get(i + 1).map(|c| c.1);
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\'' | '’' => letter(before) && letter(after),
        '-' => hides(chars, i),
        // Asterisks inside a word hide letters; a point between single letters makes an abbreviation.
        '*' => {
            letter(before) || before == Some('*') && i > 1 && (letter(Some(chars[i - 2].1)) || chars[i - 2].1 == '*')
        }
        '.' | ',' => {
            let digits = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            let single = i < 2 || !chars[i - 2].1.is_alphanumeric();
            digits(before) && digits(after)
                || c == '.'
                    && single
                    && before.is_some_and(char::is_alphabetic)
                    && after.is_some_and(char::is_alphabetic)
        }
        _ => false,
    }
}

/// The compared forms of a written word: mostly one; `5%` is two.
fn keys(word: &str) -> Vec<String> {
    let folded = lexicon::fold(word);
    let plain: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = if plain.contains("--") { plain.replace('-', "*") } else { plain };
    if plain == "&" {
        return vec!["&".into()];
    }
    if let Some(number) = plain.strip_suffix('%').filter(|n| !n.is_empty()) {
        return vec![number.replace(',', ""), "percent".into()];
    }
    let numeric = plain.bytes().any(|b| b.is_ascii_digit());
    let key = if numeric { plain.replace(',', "") } else { plain.replace('.', "") };
    if key.is_empty() { Vec::new() } else { vec![key] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys_of(text: &str) -> Vec<String> {
        words(text, Span::new(0, text.len() as u32)).iter().map(|w| w.key.to_string()).collect()
    }

    #[test]
    fn numbers_and_contractions_stay_whole() {
        assert_eq!(
            keys_of("We’re at $35,000,000—5% of the I.R.S. … don't—go."),
            ["we're", "at", "$35000000", "5", "percent", "of", "the", "irs", "don't", "go"]
        );
    }

    #[test]
    fn hidden_letters_and_a_capital_in_brackets_are_of_their_word() {
        assert_eq!(
            keys_of("[A]ttacking me—I--I mean s---hole towns"),
            ["attacking", "me", "i", "i", "mean", "s***hole", "towns"]
        );
        assert_eq!(keys_of("[The] plan, they say[s]"), ["the", "plan", "they", "say", "s"]);
    }

    #[test]
    fn brackets_ellipses_and_sentences_are_marked() {
        let text = "She [the mayor] lied. . . . I know ... this. Yes";
        let w = words(text, Span::new(0, text.len() as u32));
        let flags: Vec<_> = w.iter().map(|w| (&*w.key, w.bracketed, w.after_gap, w.starts_sentence)).collect();
        assert_eq!(flags[1], ("the", true, false, false));
        assert_eq!(flags[3], ("lied", false, false, false));
        assert!(flags[4].2 && !flags[5].2 && flags[6].2, "{flags:?}");
        assert_eq!(flags[7], ("yes", false, false, true));
    }
}
