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
    /// The stretches met: those that fit in two machine words, and the others.
    short: Map<Short, Known>,
    long: Map<Box<str>, Known>,
    /// Short stretches met of late, each in the one place that [`slot`] gives it: nearly all of a text are found here.
    recent: Box<[(Short, Known); SLOTS]>,
    /// Word form and length of each part of a stretch of several; the length carries [`MAY_BEGIN`].
    pieces: Vec<(u32, u32)>,
    /// Tokens of the present text that may begin an exception of several tokens.
    begins: Vec<u32>,
    /// A list to build the joined tokens in.
    spare: TokenList,
}

/// A stretch of at most 15 bytes as two numbers, its length in the last byte: compared and hashed without a look at memory.
type Short = (u64, u64);

/// Word form and length of a stretch that is one part, else where its parts begin in `pieces` and, with [`MANY`], how many there are.
type Known = (u32, u32);

/// Places for stretches met of late.
const SLOTS: usize = 4096;

/// The place of a stretch. One that shares it with another costs a look into the map, no more.
#[inline]
fn slot(key: Short) -> usize {
    ((key.0 ^ key.1.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 52) as usize % SLOTS
}

/// How many bytes of plain words, marks included, `bytes` begins with: neither white space nor beyond ASCII. Eight at a time.
#[inline]
fn plain(bytes: &[u8]) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let (words, rest) = bytes.as_chunks::<8>();
    for (i, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        // The top bit of each byte that is not plain; a borrow can set more, but only in bytes after the first of these.
        let other = (word | word.wrapping_sub(33 * ONES)) & (128 * ONES);
        if other != 0 {
            return 8 * i + other.trailing_zeros() as usize / 8;
        }
    }
    8 * words.len() + rest.iter().position(|b| !(33..128).contains(b)).unwrap_or(rest.len())
}

/// The bits of the first bytes.
const MASKS: [(u64, u64); 16] = {
    let mut masks = [(0, 0); 16];
    let mut len = 0;
    while len < 16 {
        let bits = (1u128 << (8 * len)) - 1;
        masks[len] = (bits as u64, (bits >> 64) as u64);
        len += 1;
    }
    masks
};

/// The stretch from `start` to `end`, if it is that short.
#[inline]
fn short(bytes: &[u8], start: usize, end: usize) -> Option<Short> {
    let len = end - start;
    if 15 < len {
        return None;
    }
    let bits = match bytes[start..].first_chunk::<16>() {
        Some(all) => u128::from_le_bytes(*all),
        None => bytes[start..end].iter().rev().fold(0, |bits, &b| bits << 8 | u128::from(b)),
    };
    let mask = MASKS[len];
    Some((bits as u64 & mask.0, (bits >> 64) as u64 & mask.1 | (len as u64) << 56))
}

/// In a length: an exception of several tokens may begin here. No part is that long.
const MAY_BEGIN: u32 = 1 << 31;
/// The stretch has several parts. No part is that long.
const MANY: u32 = 1 << 30;

impl Cache {
    /// An empty one.
    pub fn new(lexicon: Lexicon) -> Self {
        Self {
            lexicon,
            short: Map::default(),
            long: Map::default(),
            recent: Box::new([((0, 0), (0, 0)); SLOTS]),
            pieces: vec![],
            begins: vec![],
            spare: TokenList::default(),
        }
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
        self.cut(text, &mut |start, end, spacy| {
            if start < end {
                self.push_stretch(text, start, end, cache, out);
            }
            if let (true, Some(last)) = (spacy, out.spacy.last_mut()) {
                *last = true;
            }
        });
        self.match_exceptions(text, cache, out);
    }

    /// Gives out stretches of white space and of anything else, with whether one space follows, which belongs to the last token; an
    /// empty one tells only that.
    #[inline]
    fn cut(&self, text: &str, out: &mut impl FnMut(usize, usize, bool)) {
        let bytes = text.as_bytes();
        let (mut start, mut at) = (0, 0);
        let mut in_space = false;
        while at < bytes.len() {
            if !in_space && 0 < at {
                // Most bytes are of plain words and change nothing.
                let stop = bytes.len().min(start + LONGEST).max(at);
                at += plain(&bytes[at..stop]);
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
                out(start, at, one_space);
                start = if one_space { at + 1 } else { at };
                in_space = !in_space;
            } else if LONGEST <= at - start {
                out(start, at, false);
                start = at;
            }
            at += len;
        }
        if start < bytes.len() {
            out(start, bytes.len(), bytes[bytes.len() - 1] == b' ' && !in_space);
        }
    }

    /// The tokens of one stretch, from the cache if it was met before.
    #[inline]
    fn push_stretch(&self, text: &str, start: usize, end: usize, cache: &mut Cache, out: &mut TokenList) {
        let known = match short(text.as_bytes(), start, end) {
            Some(key) => {
                let slot = slot(key);
                let recent = &cache.recent[slot];
                if recent.0 == key {
                    recent.1
                } else {
                    let known = cache.short.get(&key).copied();
                    let known = known.unwrap_or_else(|| self.learn(&text[start..end], Some(key), cache));
                    cache.recent[slot] = (key, known);
                    known
                }
            }
            None => {
                let known = cache.long.get(&text[start..end]).copied();
                known.unwrap_or_else(|| self.learn(&text[start..end], None, cache))
            }
        };
        let mut at = start as u32;
        let mut push = |lexeme, len: u32| {
            if len & MAY_BEGIN != 0 {
                cache.begins.push(out.len() as u32);
            }
            let len = len & !MAY_BEGIN;
            out.push(lexeme, at, len, false);
            at += len;
        };
        match known {
            (lexeme, len) if len & MANY == 0 => push(lexeme, len),
            (from, count) => {
                let from = from as usize;
                cache.pieces[from..from + (count & !MANY) as usize].iter().for_each(|&(lexeme, len)| push(lexeme, len));
            }
        }
    }

    #[cold]
    fn learn(&self, stretch: &str, key: Option<Short>, cache: &mut Cache) -> Known {
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
        let known = match &cache.pieces[from as usize..] {
            &[one] => {
                cache.pieces.pop();
                one
            }
            parts => (from, parts.len() as u32 | MANY),
        };
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
