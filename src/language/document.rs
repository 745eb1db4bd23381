//! Puts a document together from the analyses of its blocks.

use std::sync::Arc;

use super::strings::Pool;
use super::tree::Tree;
use crate::model::Map;
use crate::model::{Dep, Document, NamedEntity, Pos, Span, Tag, TokenRange};

/// Blocks longer than this are cut at the end of a sentence, so that memory stays bounded.
const LONGEST_BLOCK: usize = 8 << 10;

/// Calls `each` with every block without the white space around it, long ones in pieces.
pub fn pieces(text: &str, blocks: &[Span], mut each: impl FnMut(Span)) {
    let mut trimmed = |start: usize, end: usize| {
        let piece = &text[start..end];
        let start = start + (piece.len() - piece.trim_start().len());
        if start < end {
            each(Span::new(start as u32, (start + text[start..end].trim_end().len()) as u32));
        }
    };
    for block in blocks {
        let (mut start, end) = (block.start() as usize, block.end() as usize);
        while LONGEST_BLOCK < end - start {
            let mut cut = start + cut_point(&text.as_bytes()[start..start + LONGEST_BLOCK]);
            while !text.is_char_boundary(cut) {
                cut -= 1;
            }
            trimmed(start, cut);
            start = cut;
        }
        trimmed(start, end);
    }
}

/// The last good place to cut in the latter half of `bytes`: the end of a line, of a sentence, of a word, or anywhere.
fn cut_point(bytes: &[u8]) -> usize {
    let half = bytes.len() / 2;
    let after = |fits: &dyn Fn(usize) -> bool| (half..bytes.len()).rev().find(|&i| fits(i)).map(|i| i + 1);
    after(&|i| bytes[i] == b'\n')
        .or_else(|| after(&|i| bytes[i] == b' ' && matches!(bytes[i - 1], b'.' | b'?' | b'!')))
        .or_else(|| after(&|i| bytes[i] == b' '))
        .unwrap_or(bytes.len())
}

/// The analysis of one block, all indices from its start.
#[derive(Default)]
pub struct Block {
    /// Whether a token is white space, which the document has not.
    pub is_space: Vec<bool>,
    /// First byte of each token in the article.
    pub start: Vec<u32>,
    /// The byte after its last one.
    pub end: Vec<u32>,
    /// Tags.
    pub tags: Vec<Tag>,
    /// Parts of speech.
    pub pos: Vec<Pos>,
    /// Labels.
    pub labels: Vec<Dep>,
    /// Lemmas, in the pool.
    pub lemmas: Vec<u32>,
    /// Lower-case forms, in the pool.
    pub lower: Vec<u32>,
    /// Heads, edges, sentence starts.
    pub tree: Tree,
    /// Entities.
    pub entities: Vec<NamedEntity>,
    /// Noun chunks.
    pub chunks: Vec<TokenRange>,
}

impl Block {
    /// Makes it empty.
    pub fn clear(&mut self) {
        let Self { is_space, start, end, tags, pos, labels, lemmas, lower, tree, entities, chunks } = self;
        is_space.clear();
        start.clear();
        end.clear();
        tags.clear();
        pos.clear();
        labels.clear();
        lemmas.clear();
        lower.clear();
        tree.clear();
        entities.clear();
        chunks.clear();
    }

    /// Appends it to a document, without its white space.
    pub fn append_to(&self, document: &mut Document, pool: &Pool, numbers: &mut StringNumbers) {
        let base = document.tokens.start.len() as u32;
        // Place of each token in the document; white space has that of the token after it.
        let mut place = Vec::with_capacity(self.start.len() + 1);
        let mut next = base;
        for &space in &self.is_space {
            place.push(next);
            next += u32::from(!space);
        }
        place.push(next);
        if next == base {
            return;
        }
        let last = next - 1;
        let to = &mut document.tokens;
        for i in (0..self.start.len()).filter(|&i| !self.is_space[i]) {
            let here = place[i];
            to.start.push(self.start[i]);
            to.end.push(self.end[i]);
            to.tag.push(self.tags[i]);
            to.pos.push(self.pos[i]);
            to.dep.push(self.labels[i]);
            to.head.push(place[self.tree.head[i] as usize].min(last));
            to.left_edge.push(place[self.tree.left[i] as usize].min(here));
            to.right_edge.push((place[self.tree.right[i] as usize + 1] - 1).max(here));
            to.lemma.push(numbers.number(pool, self.lemmas[i], &mut document.strings));
            to.lower.push(numbers.number(pool, self.lower[i], &mut document.strings));
        }
        let range = |start: u32, end: u32| TokenRange { start: place[start as usize], end: place[end as usize] };
        let mut start = base;
        for (i, &end) in place.iter().enumerate().skip(1) {
            if i == self.start.len() || self.tree.starts[i] {
                if start < end {
                    document.sentences.push(TokenRange { start, end });
                }
                start = end;
            }
        }
        let moved = self.entities.iter().map(|e| NamedEntity { tokens: range(e.tokens.start, e.tokens.end), ..*e });
        document.entities.extend(moved.filter(|e| e.tokens.start < e.tokens.end));
        let moved = self.chunks.iter().map(|c| range(c.start, c.end));
        document.chunks.extend(moved.filter(|c| c.start < c.end));
    }
}

/// Which strings a document has, and under which number.
#[derive(Default)]
pub struct StringNumbers {
    by_id: Vec<u32>,
    by_text: Map<Arc<str>, u32>,
}

impl StringNumbers {
    /// The document's number for a string of the pool.
    pub fn number(&mut self, pool: &Pool, id: u32, strings: &mut Vec<Box<str>>) -> u32 {
        let i = id as usize;
        if self.by_id.len() <= i {
            self.by_id.resize(pool.len().max(i + 1), u32::MAX);
        }
        if self.by_id[i] == u32::MAX {
            self.by_id[i] = *self.by_text.entry(pool.shared(id)).or_insert_with(|| {
                strings.push(pool.get(id).into());
                strings.len() as u32 - 1
            });
        }
        self.by_id[i]
    }

    /// Forgets the numbers of the pool, which is about to be emptied, but not those of the document.
    pub fn forget_pool(&mut self) {
        self.by_id.clear();
    }

    /// Forgets the document.
    pub fn clear(&mut self) {
        self.by_id.clear();
        self.by_text.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let mut out = vec![];
        pieces(text, &[Span::new(0, text.len() as u32)], |s| out.push(s.of(text).to_string()));
        out
    }

    #[test]
    fn long_blocks_are_cut_after_a_sentence() {
        let text = " One sentence. Another sentence follows it, somewhat longer.\t".repeat(300);
        let parts = cut(&text);
        assert!(2 < parts.len() && parts.iter().all(|p| p.len() <= LONGEST_BLOCK && p.ends_with('.')));
        let words = |s: &str| s.split_whitespace().map(str::to_string).collect::<Vec<_>>();
        assert_eq!(words(&text), words(&parts.join(" ")));
        assert!(cut(&"é".repeat(30_000)).iter().all(|p| p.len() <= LONGEST_BLOCK));
        assert!(cut(" \n ").is_empty());
    }
}
