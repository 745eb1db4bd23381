//! The English model: its pipes in order, over all blocks of an article.

use std::sync::Arc;

use super::attributes::{self, AttributeRules, Attributes, BaseForm};
use super::chunks;
use super::document::{Block, StringNumbers, pieces};
use super::error::ModelError;
use super::file::ModelFile;
use super::kernels::{Isa, WIDTH};
use super::lemma::Lemmatiser;
use super::lexicon::{LIMIT, Lexicon, Names};
use super::ner::Ner;
use super::parser::{self, Parser};
use super::prepare::Prepared;
use super::sentences;
use super::tagger::Tagger;
use super::tensor::Tensor;
use super::tok2vec::{self, Tok2Vec, row_of};
use super::tokenizer::{Cache, TokenList, Tokenizer};
use super::transition::Features;
use super::vectors::VectorRows;
use crate::model::Map;
use crate::model::{Dep, Document, LanguageModel, Pos, Scratch, Span, Tag, TokenRange, Want};

/// So many tokens go through the networks at once: enough for full speed, few enough for the caches of the processor.
const BATCH: usize = 1024;

/// The model. Its weights never change, so that all threads share it.
pub struct English {
    tokenizer: Tokenizer,
    names: Arc<Names>,
    /// Token vectors for tagger and parser.
    syntax: Tok2Vec,
    /// Token vectors for the entity recogniser.
    naming: Tok2Vec,
    tagger: Tagger,
    parser: Parser,
    ner: Ner,
    rules: AttributeRules,
    lemmatiser: Lemmatiser,
    checksum: u64,
}

impl English {
    /// Opens a model file.
    pub fn open(file: &ModelFile, isa: Isa) -> Result<Self, ModelError> {
        let rows = Arc::new(VectorRows::open(file, Tensor::open(file, "t.V")?.rows())?);
        Ok(Self {
            tokenizer: Tokenizer::english(),
            names: Arc::new(Names::open(file)?),
            syntax: Tok2Vec::open(file, "t", 6, rows.clone(), isa)?,
            naming: Tok2Vec::open(file, "n", 4, rows, isa)?,
            tagger: Tagger::open(file, isa)?,
            parser: Parser::open(file, isa)?,
            ner: Ner::open(file, isa)?,
            rules: AttributeRules::open(file)?,
            lemmatiser: Lemmatiser::open(file)?,
            checksum: file.checksum(),
        })
    }

    fn memory(&self) -> Memory {
        Memory { owner: self.checksum, caches: Caches::new(self), work: Work::default() }
    }

    /// Tokens of one piece of an article, into the batch.
    fn tokenize(&self, text: &str, piece: Span, memory: &mut Memory) {
        let Memory { caches, work, .. } = memory;
        work.prepared.fill(piece.of(text));
        let mut list = work.spare.pop().unwrap_or_default();
        self.tokenizer.tokenize(&work.prepared.text, &mut caches.tokens, &mut list);
        let mut block = work.spare_blocks.pop().unwrap_or_default();
        block.clear();
        for i in 0..list.len() {
            let form = caches.tokens.lexicon.get(list.lexeme[i]);
            block.is_space.push(form.is_space);
            block.lower.push(form.lower);
            block.start.push(piece.start() + work.prepared.source_start(list.start[i]));
            block.end.push(piece.start() + work.prepared.source_end(list.start[i] + list.len[i]));
        }
        work.tokens += list.len();
        work.batch.push(list);
        work.blocks.push(block);
    }

    /// Analyses the batch and appends it to the document.
    fn flush(&self, want: Want, memory: &mut Memory, document: &mut Document) {
        let Memory { caches, work, .. } = memory;
        let lexicon = &mut caches.tokens.lexicon;
        let syntax = (want.tags || want.parse).then(|| self.syntax.run(&work.batch, lexicon, &mut caches.syntax));
        let naming = want.entities.then(|| self.naming.run(&work.batch, lexicon, &mut caches.naming));
        for (k, (list, block)) in work.batch.iter().zip(&mut work.blocks).enumerate() {
            let n = list.len();
            let first = row_of(&work.batch, k) * WIDTH;
            let rows = first..first + n * WIDTH;
            if let Some(vectors) = syntax {
                self.tagger.run(&vectors[rows.clone()], n, &mut work.scores, &mut block.tags);
            } else {
                block.tags.resize(n, Tag::default());
            }
            match syntax.filter(|_| want.parse) {
                Some(vectors) => {
                    self.parser.run(&vectors[rows.clone()], n, &mut work.parser, &mut block.tree, &mut block.labels);
                    for i in (0..n).filter(|&i| block.is_space[i]) {
                        block.labels[i] = Dep::Dep;
                    }
                }
                None => {
                    block.tree.fill(n);
                    block.labels.resize(n, Dep::default());
                    sentences::starts(n, |i| lexicon.text(list.lexeme[i]), &mut block.tree.starts);
                }
            }
            if let Some(vectors) = naming {
                let Block { tree, is_space, entities, .. } = block;
                let is_space = |i: usize| is_space[i];
                self.ner.run(&vectors[rows.clone()], n, &tree.starts, is_space, &mut work.features, entities);
            }
            if syntax.is_some() {
                for i in (0..n).filter(|&i| block.is_space[i]) {
                    block.tags[i] = Tag::Space;
                }
                self.rules.run(
                    &list.lexeme,
                    &block.tags,
                    &block.labels,
                    lexicon,
                    &mut caches.rules,
                    &mut work.attributes,
                );
                for (i, a) in work.attributes.iter().enumerate() {
                    block.pos.push(a.pos.unwrap_or_default());
                    block.lemmas.push(caches.lemmas.get(self, lexicon, list.lexeme[i], a));
                }
            } else {
                block.pos.resize(n, Pos::default());
                block.lemmas.extend_from_slice(&block.lower);
            }
            if want.parse {
                let Block { tree, labels, chunks, .. } = block;
                let pos = |i: usize| work.attributes[i].pos;
                chunks::find(tree, labels, pos, |a, b| chunks.push(TokenRange { start: a as u32, end: b as u32 + 1 }));
            }
            block.append_to(document, &lexicon.pool, &mut work.numbers);
        }
        work.tokens = 0;
        work.spare.append(&mut work.batch);
        work.spare_blocks.append(&mut work.blocks);
        if caches.are_full() {
            *caches = Caches::new(self);
            work.numbers.forget_pool();
        }
    }
}

impl LanguageModel for English {
    fn annotate(&self, text: &Arc<str>, blocks: &[Span], want: Want, scratch: &mut Scratch) -> Document {
        let mut document = Document { text: text.clone(), ..Document::default() };
        // Buffers of another model are of no use.
        if scratch.0.downcast_ref::<Memory>().is_none_or(|m| m.owner != self.checksum) {
            *scratch = self.scratch();
        }
        let Some(memory) = scratch.0.downcast_mut::<Memory>() else { return document };
        memory.work.start();
        pieces(text, blocks, |piece| {
            self.tokenize(text, piece, memory);
            if BATCH <= memory.work.tokens {
                self.flush(want, memory, &mut document);
            }
        });
        self.flush(want, memory, &mut document);
        document
    }

    fn scratch(&self) -> Scratch {
        Scratch(Box::new(self.memory()))
    }

    fn checksum(&self) -> u64 {
        self.checksum
    }
}

/// What one thread remembers, and its buffers.
struct Memory {
    owner: u64,
    caches: Caches,
    work: Work,
}

/// What is remembered from article to article, until it is too much.
struct Caches {
    tokens: Cache,
    syntax: tok2vec::Memory,
    naming: tok2vec::Memory,
    rules: attributes::Memory,
    lemmas: LemmaCache,
}

impl Caches {
    fn new(model: &English) -> Self {
        Self {
            tokens: Cache::new(Lexicon::new(model.tokenizer.tables.clone(), Some(model.names.clone()))),
            syntax: tok2vec::Memory::default(),
            naming: tok2vec::Memory::default(),
            rules: attributes::Memory::default(),
            lemmas: LemmaCache::default(),
        }
    }

    fn are_full(&self) -> bool {
        self.tokens.is_full() || 4 * LIMIT <= self.lemmas.0.len()
    }
}

/// Buffers that are used again.
#[derive(Default)]
struct Work {
    prepared: Prepared,
    batch: Vec<TokenList>,
    blocks: Vec<Block>,
    spare: Vec<TokenList>,
    spare_blocks: Vec<Block>,
    tokens: usize,
    scores: Vec<f32>,
    parser: parser::Memory,
    features: Features,
    attributes: Vec<Attributes>,
    numbers: StringNumbers,
}

impl Work {
    /// Makes ready for a new article, whatever became of the last one.
    fn start(&mut self) {
        self.batch.clear();
        self.blocks.clear();
        self.tokens = 0;
        self.numbers.clear();
    }
}

/// Lemmas by word form and what the rules say about it.
#[derive(Default)]
struct LemmaCache(Map<u32, Vec<(Option<Pos>, BaseForm, u32)>>);

impl LemmaCache {
    fn get(&mut self, model: &English, lexicon: &mut Lexicon, lexeme: u32, a: &Attributes) -> u32 {
        if let Some(number) = a.lemma {
            return lexicon.pool.id(model.rules.lemma(number));
        }
        let known = self.0.entry(lexeme).or_default();
        if let Some(k) = known.iter().find(|k| k.0 == a.pos && k.1 == a.base) {
            return k.2;
        }
        let form = lexicon.get(lexeme);
        let (text, lower) = (lexicon.pool.get(form.text), lexicon.pool.get(form.lower));
        let id = lexicon.pool.id(&model.lemmatiser.lemma(text, lower, a.pos, a.base));
        known.push((a.pos, a.base, id));
        id
    }
}
