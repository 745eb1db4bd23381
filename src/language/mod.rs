//! The English model: tokens, tags, lemmas, a dependency parse, sentences, noun chunks and named entities, offline.
//!
//! A port of spaCy's English pipeline, from text to document token for token the same. From outside there are three ways to get
//! a [`LanguageModel`]: [`english`] has its weights inside the program, [`from_file`] reads others, [`rules_only`] has none
//! and is quick. Which part does what, in the order of work:
//!
//! | file | task |
//! |---|---|
//! | `prepare` | odd typography becomes what the model knows, with a map back |
//! | `tokenizer` | text to tokens |
//! | `lexicon` | word forms and their features |
//! | `tok2vec` | features to vectors, by `kernels` |
//! | `tagger`, `parser`, `ner` | vectors to tags, heads and labels, entities |
//! | `attributes`, `lemma`, `chunks` | parts of speech, lemmas, noun chunks by rules |
//! | `document` | all blocks together, spans in the article's own bytes |
//!
//! What must stay true: no input is an error; time is linear in its length and memory bounded; the result is the same on
//! every machine and in every thread; `unsafe` code is in `kernels` alone.

mod attributes;
mod chunks;
mod document;
mod english;
mod error;
mod file;
mod hash;
mod kernels;
mod lemma;
mod lexicon;
mod ner;
mod parser;
mod prepare;
mod rules;
mod sentences;
mod strings;
mod tagger;
mod tensor;
mod tok2vec;
mod tokenizer;
mod transition;
mod tree;
mod vectors;

use std::path::Path;
use std::sync::{Arc, OnceLock};

use crate::model::LanguageModel;
use english::English;
pub use error::ModelError;
use file::ModelFile;
use kernels::Isa;

#[cfg(feature = "embedded-model")]
static WEIGHTS: &[u8] = include_bytes!("../../weights/english.model");

/// The English model that is part of the program. Opened once, then shared.
///
/// # Panics
/// Never: a test opens the embedded file.
#[cfg(feature = "embedded-model")]
#[must_use]
pub fn english() -> Arc<dyn LanguageModel> {
    static MODEL: OnceLock<Arc<English>> = OnceLock::new();
    let open = || ModelFile::embedded(WEIGHTS).and_then(|f| English::open(&f, Isa::best()));
    MODEL.get_or_init(|| Arc::new(open().expect("the embedded model is sound"))).clone()
}

/// A model from a file that `tools/export-model` made.
///
/// # Errors
/// If the file cannot be read, is no model, has another format version, or is damaged.
pub fn from_file(path: &Path) -> Result<Arc<dyn LanguageModel>, ModelError> {
    let bytes = std::fs::read(path).map_err(|source| ModelError::Unreadable { path: path.to_path_buf(), source })?;
    from_bytes(bytes)
}

/// As [`from_file`], for bytes that are in memory already.
///
/// # Errors
/// If the bytes are no model, have another format version, or are damaged.
pub fn from_bytes(bytes: Vec<u8>) -> Result<Arc<dyn LanguageModel>, ModelError> {
    Ok(Arc::new(English::open(&ModelFile::read(bytes)?, Isa::best())?))
}

/// The analyser without weights: tokens, sentences by punctuation, tags by form, runs of capitals as entities. Quick and
/// rough; it gives no parse.
#[must_use]
pub fn rules_only() -> Arc<dyn LanguageModel> {
    static MODEL: OnceLock<Arc<rules::RulesOnly>> = OnceLock::new();
    MODEL.get_or_init(|| Arc::new(rules::RulesOnly::new())).clone()
}

/// The text as the models read it: apostrophes straight, double quotes curly, white space as single spaces, stray marks gone.
#[must_use]
pub fn prepared(text: &str) -> String {
    let mut prepared = prepare::Prepared::default();
    prepared.fill(text);
    prepared.text
}

/// For the benchmark: the number of tokens of the tokenizer alone, with a warm cache, over and over.
#[doc(hidden)]
#[must_use]
pub fn tokenize_only(texts: &[String], times: usize) -> usize {
    let tokenizer = tokenizer::Tokenizer::english();
    let mut cache = tokenizer::Cache::new(lexicon::Lexicon::new(tokenizer.tables.clone(), None));
    let mut tokens = tokenizer::TokenList::default();
    let mut count = 0;
    for text in (0..times).flat_map(|_| texts) {
        tokenizer.tokenize(text, &mut cache, &mut tokens);
        count += tokens.len();
    }
    count
}

#[cfg(test)]
mod tests;
