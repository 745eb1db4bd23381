//! What the language stage hands on: tokens, sentences, entities and noun chunks, all with byte spans into the article's text.

use std::any::Any;
use std::ops::Range;
use std::sync::Arc;

use super::Span;
use super::labels::{Dep, EntityLabel, Pos, Tag};

/// A run of tokens: indices into [`Tokens`], end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TokenRange {
    /// First token.
    pub start: u32,
    /// The token after the last one.
    pub end: u32,
}

impl TokenRange {
    /// As a range for iterating.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether token `i` is in the run.
    #[must_use]
    pub const fn contains(self, i: usize) -> bool {
        self.start as usize <= i && i < self.end as usize
    }
}

/// Which parts of the analysis are wanted; the tokens always are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Want {
    /// Part-of-speech tags and lemmas.
    pub tags: bool,
    /// Heads, labels, sentences by parse, noun chunks.
    pub parse: bool,
    /// Named entities.
    pub entities: bool,
}

impl Want {
    /// Everything.
    pub const ALL: Want = Want { tags: true, parse: true, entities: true };
    /// Tokens and sentences by punctuation only.
    pub const TOKENS: Want = Want { tags: false, parse: false, entities: false };
}

/// The tokens of one article as a structure of arrays: all vectors have the same length.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tokens {
    /// First byte of the token in the article's text.
    pub start: Vec<u32>,
    /// The byte after its last one.
    pub end: Vec<u32>,
    /// Penn Treebank tag.
    pub tag: Vec<Tag>,
    /// Universal part of speech.
    pub pos: Vec<Pos>,
    /// Syntactic head; a root is its own head.
    pub head: Vec<u32>,
    /// Label of the arc to the head.
    pub dep: Vec<Dep>,
    /// First token of the subtree.
    pub left_edge: Vec<u32>,
    /// Last token of the subtree (inclusive).
    pub right_edge: Vec<u32>,
    /// Lemma, an index into [`Document::strings`].
    pub lemma: Vec<u32>,
    /// Lower-case form with ’ as ', an index into [`Document::strings`].
    pub lower: Vec<u32>,
}

/// A named entity as the model sees it. The span is far more reliable than the label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NamedEntity {
    /// Its tokens.
    pub tokens: TokenRange,
    /// The kind the model gives it.
    pub label: EntityLabel,
    /// Score gap between the chosen and the second-best decision at the entity's first token: at least 0, a cheap confidence.
    pub margin: f32,
}

/// One analysed article.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The article's text; every byte span points into it.
    pub text: Arc<str>,
    /// The tokens; white space is no token.
    pub tokens: Tokens,
    /// Sentences in order, together covering all tokens; none crosses a block.
    pub sentences: Vec<TokenRange>,
    /// Named entities in order, not overlapping.
    pub entities: Vec<NamedEntity>,
    /// Noun chunks in order, not overlapping.
    pub chunks: Vec<TokenRange>,
    /// Lemmas and lower-case forms, each once.
    pub strings: Vec<Box<str>>,
}

impl Document {
    /// Number of tokens.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tokens.start.len()
    }

    /// Whether there is no token.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tokens.start.is_empty()
    }

    /// Byte span of token `i` in the article's text.
    #[must_use]
    pub fn span(&self, i: usize) -> Span {
        Span::new(self.tokens.start[i], self.tokens.end[i])
    }

    /// Byte span of a run of tokens, empty for an empty run.
    #[must_use]
    pub fn span_of(&self, tokens: TokenRange) -> Span {
        if tokens.start >= tokens.end {
            return Span::default();
        }
        Span::new(self.tokens.start[tokens.start as usize], self.tokens.end[tokens.end as usize - 1])
    }

    /// The named entities that token `i` is part of. They stand in the order of the text and do not overlap.
    pub fn entities_at(&self, i: usize) -> impl Iterator<Item = &NamedEntity> {
        let after = self.entities.partition_point(|e| e.tokens.start as usize <= i);
        self.entities[..after].iter().rev().take_while(move |e| i < e.tokens.end as usize)
    }

    /// Token `i` as it is written.
    #[must_use]
    pub fn word(&self, i: usize) -> &str {
        self.span(i).of(&self.text)
    }

    /// Token `i` in lower case, with ’ as '.
    #[must_use]
    pub fn lower(&self, i: usize) -> &str {
        &self.strings[self.tokens.lower[i] as usize]
    }

    /// Token `i` in lower case; empty beyond the end.
    #[must_use]
    pub fn lower_at(&self, i: usize) -> &str {
        if i < self.len() { self.lower(i) } else { "" }
    }

    /// Lemma of token `i`.
    #[must_use]
    pub fn lemma(&self, i: usize) -> &str {
        &self.strings[self.tokens.lemma[i] as usize]
    }

    /// Tag of token `i`.
    #[must_use]
    pub fn tag(&self, i: usize) -> Tag {
        self.tokens.tag[i]
    }

    /// Part of speech of token `i`.
    #[must_use]
    pub fn pos(&self, i: usize) -> Pos {
        self.tokens.pos[i]
    }

    /// Label of the arc from token `i` to its head.
    #[must_use]
    pub fn dep(&self, i: usize) -> Dep {
        self.tokens.dep[i]
    }

    /// Head of token `i`; `i` itself for a root.
    #[must_use]
    pub fn head(&self, i: usize) -> usize {
        self.tokens.head[i] as usize
    }

    /// The tokens below `i` in the parse, `i` included, as one run.
    #[must_use]
    pub fn subtree(&self, i: usize) -> TokenRange {
        TokenRange { start: self.tokens.left_edge[i], end: self.tokens.right_edge[i] + 1 }
    }

    /// Direct children of token `i`, in order.
    pub fn children(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        self.subtree(i).range().filter(move |&c| c != i && self.head(c) == i)
    }

    /// Index of the sentence that token `i` lies in.
    #[must_use]
    pub fn sentence_of(&self, i: usize) -> usize {
        self.sentences.partition_point(|s| s.end as usize <= i)
    }

    /// The first token that ends after byte `at`; [`len`](Self::len) if there is none.
    #[must_use]
    pub fn token_at(&self, at: u32) -> usize {
        self.tokens.end.partition_point(|&e| e <= at)
    }

    /// The tokens that share a byte with `span`.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> TokenRange {
        let start = self.token_at(span.start());
        let end = self.tokens.start.partition_point(|&s| s < span.end()).max(start);
        TokenRange { start: start as u32, end: end as u32 }
    }
}

/// Buffers and caches of one thread; made by [`LanguageModel::scratch`], never shared between models.
pub struct Scratch(pub Box<dyn Any + Send>);

/// An English analyser. Nothing else of the crate knows what stands behind it.
pub trait LanguageModel: Send + Sync {
    /// Analyses the `blocks` (paragraphs, in order, not overlapping) of `text`; what lies outside them has no token.
    /// No sentence and no entity crosses a block. Any text is accepted; the cost is linear in its length.
    fn annotate(&self, text: &Arc<str>, blocks: &[Span], want: Want, scratch: &mut Scratch) -> Document;

    /// Fresh buffers for one thread.
    fn scratch(&self) -> Scratch;

    /// Identifies model and version, for cache keys and reports.
    fn checksum(&self) -> u64;
}
