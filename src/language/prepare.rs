//! Text preparation: brings odd typography into the form that the model was trained on, with a map back to the original bytes.
//!
//! * ’ and ‘ become the ASCII apostrophe, so that `n’t`, `’s` and O’Rourke are read as they should be.
//! * Straight double quotes become “ and ” by a pairing pass. The reverse is never done: with ASCII quotes a quarter of the
//!   closing ones start a new sentence, which would ruin the attribution of quotations.
//! * Every run of white space becomes one space; invisible marks vanish; a combining accent joins its letter.

use unicode_normalization::char::compose;

/// The prepared text and where each of its bytes comes from.
#[derive(Debug, Default)]
pub struct Prepared {
    /// What the tokenizer sees.
    pub text: String,
    edits: Vec<Edit>,
}

/// A stretch of the prepared text that differs in length from its source.
#[derive(Debug, Clone, Copy)]
struct Edit {
    start: u32,
    end: u32,
    source_start: u32,
    source_end: u32,
}

impl Prepared {
    /// Prepares `source`, reusing the buffers.
    pub fn fill(&mut self, source: &str) {
        self.text.clear();
        self.edits.clear();
        self.text.reserve(source.len());
        let mut quotes = Quotes::default();
        let mut at = 0;
        loop {
            at += self.copy_plain(&source[at..]);
            let mut rest = source[at..].chars();
            let Some(c) = rest.next() else { break };
            let from = at;
            let start = self.text.len();
            at += c.len_utf8();
            match c {
                _ if is_space(c) => {
                    at = source.len() - rest.as_str().trim_start_matches(is_space).len();
                    if !self.text.ends_with(' ') {
                        self.text.push(' ');
                    }
                }
                '’' | '‘' | '‛' | 'ʼ' | '＇' => self.text.push('\''),
                '"' => {
                    let previous = self.text.chars().next_back();
                    self.text.push(quotes.curl(previous, rest.next()));
                }
                '“' | '”' => {
                    quotes.open = c == '“';
                    self.text.push(c);
                }
                '\u{300}'..='\u{36f}' => {
                    let joined = self.push_accent(c);
                    if joined < start {
                        self.note_joined(joined, at);
                        continue;
                    }
                }
                _ if is_stray(c) => {}
                _ => self.text.push(c),
            }
            self.note(start, from, at);
        }
    }

    /// Copies what needs no change from the start of `source`: printable ASCII without double quotes, its words apart by one
    /// space. Returns its length.
    fn copy_plain(&mut self, source: &str) -> usize {
        let is_plain = |b: u8| matches!(b, 0x21..=0x7e) && b != b'"';
        let bytes = source.as_bytes();
        let mut n = 0;
        while let Some(&b) = bytes.get(n) {
            let single_space =
                || b == b' ' && bytes.get(n + 1).copied().is_some_and(is_plain) && (0 < n || !self.text.ends_with(' '));
            if !is_plain(b) && !single_space() {
                break;
            }
            n += 1;
        }
        self.text.push_str(&source[..n]);
        n
    }

    /// A combining accent joins the letter before it where Unicode has a letter for both; returns where that letter starts.
    fn push_accent(&mut self, accent: char) -> usize {
        let at = self.text.len();
        match self.text.chars().next_back().and_then(|base| Some((base, compose(base, accent)?))) {
            Some((base, joined)) => {
                self.text.truncate(at - base.len_utf8());
                self.text.push(joined);
                at - base.len_utf8()
            }
            None => {
                self.text.push(accent);
                at
            }
        }
    }

    /// Records an edit if the text from `start` on is not as long as the source's `from..to`.
    fn note(&mut self, start: usize, from: usize, to: usize) {
        let (start, end) = (start as u32, self.text.len() as u32);
        if end - start != (to - from) as u32 {
            self.edits.push(Edit { start, end, source_start: from as u32, source_end: to as u32 });
        }
    }

    /// Records that the letter at `start` now stands for its old source and an accent up to `to`.
    fn note_joined(&mut self, start: usize, to: usize) {
        let (start, end) = (start as u32, self.text.len() as u32);
        let mut source_start = self.source_start(start);
        while let Some(last) = self.edits.pop_if(|e| e.end > start) {
            source_start = last.source_start;
        }
        self.edits.push(Edit { start, end, source_start, source_end: to as u32 });
    }

    /// Source offset of a token that starts at byte `at` of the prepared text.
    #[must_use]
    pub fn source_start(&self, at: u32) -> u32 {
        match self.edits.partition_point(|e| e.end <= at) {
            0 => at,
            i => self.edits[i - 1].source_end + (at - self.edits[i - 1].end),
        }
    }

    /// Source offset of a token that ends at byte `at` of the prepared text.
    #[must_use]
    pub fn source_end(&self, at: u32) -> u32 {
        match self.edits.partition_point(|e| e.start < at) {
            0 => at,
            i => self.edits[i - 1].source_end + (at - self.edits[i - 1].end),
        }
    }
}

/// White space in any of its forms.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// Marks without a shape of their own: bidirectional controls, soft hyphens, byte-order marks, zero-width spaces, controls.
const fn is_stray(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{e}'..='\u{1b}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{ad}' | '\u{61c}'
        | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// Whether a quotation is open, as far as the marks so far tell.
#[derive(Default)]
struct Quotes {
    open: bool,
}

impl Quotes {
    /// The curly form of a straight quote between two characters.
    fn curl(&mut self, previous: Option<char>, next: Option<char>) -> char {
        let free_left = previous.is_none_or(|c| c.is_whitespace() || "([{—–-/“‘".contains(c));
        let free_right = next.is_none_or(|c| c.is_whitespace() || ")]}.,;:!?—–-/”’'\"".contains(c));
        if !self.open && previous.is_some_and(|c| c.is_ascii_digit()) && free_right {
            return '"'; // inches: nothing is open, so nothing closes
        }
        self.open = match (free_left, free_right) {
            (true, false) => true,
            (false, true) => false,
            _ => !self.open,
        };
        if self.open { '“' } else { '”' }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prepare(source: &str) -> Prepared {
        let mut p = Prepared::default();
        p.fill(source);
        p
    }

    /// Every word of the prepared text with the source bytes that it maps to.
    fn words(source: &str) -> Vec<(String, String)> {
        let p = prepare(source);
        let mut out = vec![];
        let mut at = 0;
        for word in p.text.split(' ') {
            let (a, b) = (p.source_start(at as u32), p.source_end((at + word.len()) as u32));
            if !word.is_empty() {
                out.push((word.to_string(), source[a as usize..b as usize].to_string()));
            }
            at += word.len() + 1;
        }
        out
    }

    #[test]
    fn apostrophes_fold_and_double_quotes_curl() {
        assert_eq!(prepare("It’s “so”").text, "It's “so”");
        assert_eq!(prepare("He said \"no\", \"never.\"").text, "He said “no”, “never.”");
        assert_eq!(prepare("(\"A\") \"B\"—\"C\"").text, "(“A”) “B”—“C”");
        assert_eq!(prepare("a 6'2\" guard").text, "a 6'2\" guard");
        assert_eq!(prepare("\"He is 12\" she said").text, "“He is 12” she said");
    }

    #[test]
    fn every_word_maps_to_its_own_bytes() {
        let w = words("\u{feff}O’Rourke\u{a0} won’t\u{ad}\t\"go\"\u{200e} cafe\u{301}s e\u{301}\u{302} x");
        let expected = [
            ("O'Rourke", "O’Rourke"),
            ("won't", "won’t"),
            ("“go”", "\"go\""),
            ("cafés", "cafe\u{301}s"),
            ("é\u{302}", "e\u{301}\u{302}"),
            ("x", "x"),
        ];
        assert_eq!(w, expected.map(|(a, b)| (a.to_string(), b.to_string())));
    }

    #[test]
    fn a_mark_inside_a_word_belongs_to_it() {
        assert_eq!(words("co\u{ad}operate"), [("cooperate".to_string(), "co\u{ad}operate".to_string())]);
    }
}
