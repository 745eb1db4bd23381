//! Cuts text into tokens as spaCy's English tokenizer does, token for token.
//!
//! A stretch without white space is looked up in a cache first; a new one loses its prefixes and suffixes one by one until
//! an exception or a core is left, and the core is cut at its infixes.

mod affixes;
pub mod tables;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::hash::string_hash;
use super::lexicon::{LIMIT, Lexicon};
use crate::model::Map;
use tables::{Tables, class};

/// Longer stretches without white space are cut, so that no input is slow: no word and hardly an address is that long.
const LONGEST: usize = 1024;

/// The tokens of one block. All vectors have the same length.
#[derive(Default)]
pub struct TokenList {
    /// Word form.
    pub lexeme: Vec<u32>,
    /// First byte.
    pub start: Vec<u32>,
    /// Length in bytes.
    pub len: Vec<u32>,
    /// Whether a single space follows.
    pub spacy: Vec<bool>,
}

impl TokenList {
    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.lexeme.len()
    }

    fn push(&mut self, lexeme: u32, start: u32, len: u32, spacy: bool) {
        self.lexeme.push(lexeme);
        self.start.push(start);
        self.len.push(len);
        self.spacy.push(spacy);
    }

    fn clear(&mut self) {
        self.lexeme.clear();
        self.start.clear();
        self.len.clear();
        self.spacy.clear();
    }
}

/// The tokenizer; shared.
pub struct Tokenizer {
    /// Its tables.
    pub tables: Arc<Tables>,
    /// Exceptions to be matched over finished tokens: hashes of the tokens, by the first of them.
    sequences: Map<u64, Vec<Vec<u64>>>,
    /// One bit for the low part of each first hash, so that most tokens need no look-up.
    may_begin: [u64; 64],
}

/// The tokenizer's memory of one thread.
pub struct Cache {
    /// The word forms met.
    pub lexicon: Lexicon,
    /// Where the parts of each stretch stand in `pieces`: of those that fit in two machine words, and of the others.
    short: Map<Short, (u32, u32)>,
    long: Map<Box<str>, (u32, u32)>,
    /// Word form and length of each part of a stretch; the length carries [`MAY_BEGIN`].
    pieces: Vec<(u32, u32)>,
    cuts: Vec<(u32, u32, bool)>,
    /// Tokens of the present text that may begin an exception of several tokens.
    begins: Vec<u32>,
    /// A list to build the joined tokens in.
    spare: TokenList,
}

/// A stretch of at most 15 bytes as two numbers, its length in the last byte: compared and hashed without a look at memory.
type Short = (u64, u64);

/// The stretch from `start` to `end`, if it is that short.
#[inline]
fn short(bytes: &[u8], start: usize, end: usize) -> Option<Short> {
    let len = end - start;
    if 15 < len {
        return None;
    }
    let bits = match bytes[start..].first_chunk::<16>() {
        Some(all) => u128::from_le_bytes(*all) & ((1 << (8 * len)) - 1),
        None => bytes[start..end].iter().rev().fold(0, |bits, &b| bits << 8 | u128::from(b)),
    };
    Some((bits as u64, (bits >> 64) as u64 | (len as u64) << 56))
}

/// In a length: an exception of several tokens may begin here. No part is that long.
const MAY_BEGIN: u32 = 1 << 31;

impl Cache {
    /// An empty one.
    pub fn new(lexicon: Lexicon) -> Self {
        let (short, long) = (Map::default(), Map::default());
        Self { lexicon, short, long, pieces: vec![], cuts: vec![], begins: vec![], spare: TokenList::default() }
    }

    /// Whether it is time to forget. Never while tokens that refer to it are in use.
    pub fn is_full(&self) -> bool {
        self.lexicon.is_full() || 2 * LIMIT <= self.short.len() + self.long.len() || 8 * LIMIT <= self.pieces.len()
    }
}

impl Tokenizer {
    /// The English tokenizer.
    pub fn english() -> Self {
        let tables = Tables::english();
        let mut this = Self { tables, sequences: Map::default(), may_begin: [0; 64] };
        for text in this.tables.clone().twice() {
            let mut pieces = vec![];
            if text.chars().all(|c| this.tables.is(c, class::SPACE)) {
                pieces.push(text.len());
            } else {
                this.split(text, false, &mut |piece, _| pieces.push(piece.len()));
            }
            let mut at = 0;
            let mut hashes = vec![];
            for len in pieces {
                hashes.push(string_hash(&text.as_bytes()[at..at + len]));
                at += len;
            }
            this.may_begin[(hashes[0] & 63) as usize] |= 1 << (hashes[0] >> 6 & 63);
            this.sequences.entry(hashes[0]).or_default().push(hashes);
        }
        this
    }

    /// The tokens of `text`, into `out`.
    pub fn tokenize(&self, text: &str, cache: &mut Cache, out: &mut TokenList) {
        out.clear();
        cache.begins.clear();
        self.find_cuts(text, &mut cache.cuts);
        let cuts = std::mem::take(&mut cache.cuts);
        for &(start, end, spacy) in &cuts {
            self.push_stretch(text, start, end, cache, out);
            if let (true, Some(last)) = (spacy, out.spacy.last_mut()) {
                *last = true;
            }
        }
        cache.cuts = cuts;
        self.match_exceptions(text, cache, out);
    }

    /// Stretches of white space and of anything else; one space after a token belongs to it.
    fn find_cuts(&self, text: &str, cuts: &mut Vec<(u32, u32, bool)>) {
        cuts.clear();
        let bytes = text.as_bytes();
        let (mut start, mut at) = (0, 0);
        let mut in_space = false;
        while at < bytes.len() {
            if !in_space && 0 < at {
                // Most bytes are of plain words and change nothing.
                let stop = bytes.len().min(start + LONGEST).max(at);
                at += bytes[at..stop].iter().position(|b| !(33..128).contains(b)).unwrap_or(stop - at);
                if at == bytes.len() {
                    break;
                }
            }
            let byte = bytes[at];
            let (is_space, len) = if byte < 128 {
                (matches!(byte, 9..=13 | 28..=32), 1)
            } else {
                let c = text[at..].chars().next().unwrap_or('\0');
                (self.tables.is(c, class::SPACE), c.len_utf8())
            };
            if at == 0 {
                in_space = is_space;
            } else if is_space != in_space {
                let one_space = byte == b' ';
                if start < at {
                    cuts.push((start as u32, at as u32, one_space));
                } else if let (true, Some(last)) = (one_space, cuts.last_mut()) {
                    last.2 = true;
                }
                start = if one_space { at + 1 } else { at };
                in_space = !in_space;
            } else if LONGEST <= at - start {
                cuts.push((start as u32, at as u32, false));
                start = at;
            }
            at += len;
        }
        if start < bytes.len() {
            cuts.push((start as u32, bytes.len() as u32, bytes[bytes.len() - 1] == b' ' && !in_space));
        }
    }

    /// The tokens of one stretch, from the cache if it was met before.
    #[inline]
    fn push_stretch(&self, text: &str, start: u32, end: u32, cache: &mut Cache, out: &mut TokenList) {
        let stretch = || &text[start as usize..end as usize];
        let key = short(text.as_bytes(), start as usize, end as usize);
        let known = match &key {
            Some(key) => cache.short.get(key),
            None => cache.long.get(stretch()),
        };
        let (from, to) = match known {
            Some(&known) => known,
            None => self.learn(stretch(), key, cache),
        };
        let mut at = start;
        for &(lexeme, len) in &cache.pieces[from as usize..to as usize] {
            if len & MAY_BEGIN != 0 {
                cache.begins.push(out.len() as u32);
            }
            let len = len & !MAY_BEGIN;
            out.push(lexeme, at, len, false);
            at += len;
        }
    }

    #[cold]
    fn learn(&self, stretch: &str, key: Option<Short>, cache: &mut Cache) -> (u32, u32) {
        let from = cache.pieces.len() as u32;
        let Cache { lexicon, pieces, .. } = cache;
        let mut push = |text: &str, norm: Option<&str>| {
            let lexeme = lexicon.intern(text, norm);
            let hash = lexicon.get(lexeme).hash;
            let may_begin = self.may_begin[(hash & 63) as usize] >> (hash >> 6 & 63) & 1 == 1;
            pieces.push((lexeme, text.len() as u32 | if may_begin { MAY_BEGIN } else { 0 }));
        };
        match self.tables.exception(stretch) {
            Some(parts) => parts.iter().for_each(|p| push(&p.text, p.norm.as_deref())),
            None => self.split(stretch, true, &mut push),
        }
        let known = (from, cache.pieces.len() as u32);
        match key {
            Some(key) => cache.short.insert(key, known),
            None => cache.long.insert(stretch.into(), known),
        };
        known
    }

    /// Takes off prefixes and suffixes, then gives out the parts in order.
    fn split(&self, stretch: &str, exceptions: bool, push: &mut impl FnMut(&str, Option<&str>)) {
        let t = &*self.tables;
        let exception = |s: &str| if exceptions && !s.is_empty() { t.exception(s) } else { None };
        let (mut prefixes, mut suffixes): (Vec<&str>, Vec<&str>) = (vec![], vec![]);
        let mut core = stretch;
        let mut last = 0;
        while !core.is_empty() && core.len() != last && exception(core).is_none() {
            last = core.len();
            let p = affixes::prefix(t, core);
            if 0 < p && exception(&core[p..]).is_some() {
                prefixes.push(&core[..p]);
                core = &core[p..];
                break;
            }
            let s = affixes::suffix(t, &core[p..]);
            let end = core.len() - s;
            if 0 < s && exception(&core[..end]).is_some() {
                suffixes.push(&core[end..]);
                core = &core[..end];
                break;
            }
            if 0 < p {
                prefixes.push(&core[..p]);
            }
            if 0 < s {
                suffixes.push(&core[end..]);
            }
            core = &core[p..end];
        }
        prefixes.iter().for_each(|p| push(p, None));
        if let Some(parts) = exception(core) {
            parts.iter().for_each(|p| push(&p.text, p.norm.as_deref()));
        } else if affixes::is_address(t, core) {
            push(core, None);
        } else {
            self.split_inside(core, push);
        }
        suffixes.iter().rev().for_each(|s| push(s, None));
    }

    /// Cuts at the infixes. One at the very start is passed over, and what follows it stays whole up to the next one.
    fn split_inside(&self, core: &str, push: &mut impl FnMut(&str, Option<&str>)) {
        let (mut start, mut at, mut before) = (0, 0, '\0');
        while let Some(c) = core[at..].chars().next() {
            let len = affixes::infix(&self.tables, core, at, before);
            if len == 0 {
                before = c;
                at += c.len_utf8();
                continue;
            }
            if 0 < at {
                if start < at {
                    push(&core[start..at], None);
                }
                push(&core[at..at + len], None);
                start = at + len;
            }
            at += len;
            before = core[..at].chars().next_back().unwrap_or('\0');
        }
        if start < core.len() {
            push(&core[start..], None);
        }
    }

    /// Joins tokens that together are an exception ("Minn" "." or the parts of an emoticon), the longest first.
    fn match_exceptions(&self, text: &str, cache: &mut Cache, out: &mut TokenList) {
        let Cache { lexicon, spare, .. } = cache;
        let mut found: Vec<(usize, usize)> = vec![];
        for i in cache.begins.iter().map(|&i| i as usize) {
            let Some(sequences) = self.sequences.get(&lexicon.get(out.lexeme[i]).hash) else { continue };
            let fits = |s: &&Vec<u64>| {
                i + s.len() <= out.len() && s.iter().zip(&out.lexeme[i..]).all(|(h, &l)| lexicon.get(l).hash == *h)
            };
            found.extend(sequences.iter().filter(fits).map(|s| (i, i + s.len())));
        }
        if found.is_empty() {
            return;
        }
        found.sort_by_key(|f| (std::cmp::Reverse(f.1 - f.0), f.0));
        let mut taken = vec![false; out.len()];
        let mut chosen = BTreeSet::new();
        for (from, to) in found {
            if !taken[from] && !taken[to - 1] {
                chosen.insert((from, to));
            }
            taken[from..to].fill(true);
        }
        std::mem::swap(spare, out);
        let old = &*spare;
        out.clear();
        let mut next = 0;
        for (from, to) in chosen {
            let (start, end) = (old.start[from], old.start[to - 1] + old.len[to - 1]);
            let Some(parts) = self.tables.exception(&text[start as usize..end as usize]) else { continue };
            copy(old, next..from, out);
            let mut at = start;
            for p in parts {
                out.push(lexicon.intern(&p.text, p.norm.as_deref()), at, p.text.len() as u32, false);
                at += p.text.len() as u32;
            }
            if let Some(last) = out.spacy.last_mut() {
                *last = old.spacy[to - 1];
            }
            next = to;
        }
        copy(old, next..old.len(), out);
    }
}

fn copy(from: &TokenList, range: std::ops::Range<usize>, to: &mut TokenList) {
    to.lexeme.extend_from_slice(&from.lexeme[range.clone()]);
    to.start.extend_from_slice(&from.start[range.clone()]);
    to.len.extend_from_slice(&from.len[range.clone()]);
    to.spacy.extend_from_slice(&from.spacy[range]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let t = Tokenizer::english();
        let mut cache = Cache::new(Lexicon::new(t.tables.clone(), None));
        let mut out = TokenList::default();
        t.tokenize(text, &mut cache, &mut out);
        (0..out.len()).map(|i| text[out.start[i] as usize..][..out.len[i] as usize].to_string()).collect()
    }

    #[test]
    fn news_habits() {
        let cases: &[(&str, &[&str])] = &[
            (
                "Sen. J.R. O'Rourke (D-Minn.) can't.",
                &["Sen.", "J.R.", "O'Rourke", "(", "D", "-", "Minn.", ")", "ca", "n't", "."],
            ),
            ("They wed. Mr. Ive's wont", &["They", "wed", ".", "Mr.", "Ive", "'s", "wont"]),
            ("$2.5 million, 12.6%", &["$", "2.5", "million", ",", "12.6", "%"]),
            ("a 4-year-old at 10 p.m.", &["a", "4", "-", "year", "-", "old", "at", "10", "p.m."]),
            ("“No,” he said—twice…", &["“", "No", ",", "”", "he", "said", "—", "twice", "…"]),
            (
                "see www.example.com/a-b or tips@police.example.",
                &["see", "www.example.com/a-b", "or", "tips@police.example", "."],
            ),
            ("10km/h US$5 :-)", &["10", "km/h", "US$", "5", ":-)"]),
            ("  two  spaces\n", &["  ", "two", " ", "spaces", "\n"]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text), *expected, "{text}");
        }
    }

    #[test]
    fn a_word_is_known_by_all_its_bytes() {
        for len in 13..19 {
            let word = |last| format!("{}{last}", "x".repeat(len));
            let text = format!("{} {} {} {}", word('a'), word('b'), word('a'), word('b'));
            for text in [text.clone(), format!("{text} and more of it")] {
                assert_eq!(words(&text)[..4], [word('a'), word('b'), word('a'), word('b')], "{text}");
            }
        }
        assert_eq!(words("a\0 a a\0\0 a b\u{1}"), ["a\0", "a", "a\0\0", "a", "b\u{1}"]);
    }

    #[test]
    fn endless_words_are_cut() {
        let tokens = words(&"x".repeat(5000));
        assert!(tokens.len() == 5 && tokens.iter().all(|t| t.len() <= LONGEST));
        assert_eq!(words(&"(".repeat(3000)).len(), 3000);
        let uneven = words(&format!("ab {}", "é".repeat(1000)));
        assert_eq!(uneven.iter().map(String::len).collect::<Vec<_>>(), [2, 1024, 976]);
    }
}
