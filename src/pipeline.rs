//! The whole flow on one screen: read → segment → language → extract → link within, then per batch link across → align →
//! compare → settle. This file alone knows the order.

use std::sync::Arc;

use rayon::prelude::*;

use crate::model::{Article, ArticleFacts, Batch, LanguageModel, Problem, ReadSettings, Scratch, Settings, Want};
use crate::report::Report;
use crate::{align, compare, extract, link, read, segment, settle};

/// A file to be read: the path that reports show, and its bytes.
pub struct SourceBytes {
    /// As reports show it.
    pub path: String,
    /// What lies on disk.
    pub bytes: Vec<u8>,
}

/// Reads one file.
#[must_use]
pub fn read(source: SourceBytes, settings: &ReadSettings) -> (Vec<Article>, Vec<Problem>) {
    read::read(&source.path, source.bytes, settings)
}

/// Everything that one article says.
#[must_use]
pub fn facts(article: Article, model: &dyn LanguageModel, scratch: &mut Scratch) -> ArticleFacts {
    let segments = segment::segment(&article);
    let blocks: Vec<_> = segments.paragraphs.iter().filter(|p| p.part.makes_claims()).map(|p| p.span).collect();
    let doc = model.annotate(&article.text, &blocks, Want::ALL, scratch);
    let article = Arc::new(article);
    let mut facts = ArticleFacts::new(article.clone(), segments.clone());
    extract::extract(&extract::Input { article: &article, segments: &segments, doc: &doc }, &mut facts);
    link::within::within(&mut facts);
    facts
}

/// Checks a batch of articles.
#[must_use]
pub fn check(articles: Vec<Article>, problems: Vec<Problem>, model: &dyn LanguageModel, settings: &Settings) -> Report {
    let mut articles: Vec<ArticleFacts> = articles
        .into_par_iter()
        .map_init(|| model.scratch(), |scratch, article| facts(article, model, scratch))
        .collect();
    articles.sort_by_cached_key(|f| f.article.id());
    let mut batch = Batch { articles, ..Batch::default() };
    align::witness::witness(&mut batch);
    align::stories::stories(&mut batch, settings);
    link::across::across(&mut batch);
    let groups = align::align(&batch);
    let findings = compare::compare(&batch, &groups, settings);
    let findings = settle::settle(findings, &batch, &groups, settings);
    Report::new(batch, groups, findings, problems)
}
