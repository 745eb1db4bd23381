//! The whole flow on one screen: read → segment → language → extract → link within, then per batch link across → align →
//! compare → settle. This file alone knows the order.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::model::{Article, ArticleFacts, Batch, LanguageModel, Problem, ReadSettings, Scratch, Settings, Want};
use crate::report::Report;
use crate::{align, compare, extract, link, read, segment, settle, sheet};

/// A file to be read: the path that reports show, and its bytes.
#[derive(Clone, Debug)]
pub struct SourceBytes {
    /// As reports show it.
    pub path: String,
    /// What lies on disk.
    pub bytes: Vec<u8>,
}

/// Reads one file: the articles in it, and what could not be read.
#[must_use]
pub fn read(source: SourceBytes, settings: &ReadSettings) -> (Vec<Article>, Vec<Problem>) {
    read::read(&source.path, source.bytes, settings)
}

/// Everything that one article says: a pure function of the article and the model.
#[must_use]
pub fn facts(article: Article, model: &dyn LanguageModel, scratch: &mut Scratch) -> ArticleFacts {
    let article = Arc::new(article);
    let segments = segment::segment(&article);
    let blocks: Vec<_> = segments.paragraphs.iter().filter(|p| p.part.makes_claims()).map(|p| p.span).collect();
    let text = segment::recase(&article, &segments);
    let doc = model.annotate(&text, &blocks, Want::ALL, scratch);
    let mut facts = ArticleFacts::new(article.clone(), segments.clone());
    extract::extract(&extract::Input { article: &article, segments: &segments, doc: &doc }, &mut facts);
    link::within::within(&mut facts);
    link::references::references(&mut facts);
    facts
}

/// Checks a batch. The result depends neither on the order of the articles nor on the number of threads.
#[must_use]
pub fn check(articles: Vec<Article>, problems: Vec<Problem>, model: &dyn LanguageModel, settings: &Settings) -> Report {
    against(articles, &BTreeSet::new(), problems, model, settings)
}

/// The same where the articles with these ids are the sources of the others.
#[must_use]
pub fn against(
    articles: Vec<Article>,
    sources: &BTreeSet<String>,
    problems: Vec<Problem>,
    model: &dyn LanguageModel,
    settings: &Settings,
) -> Report {
    in_threads(settings.threads, || {
        let articles = all_facts(articles, model);
        compared(articles, sources, problems, settings)
    })
}

/// Checks articles whose facts are known.
fn compared(
    mut articles: Vec<ArticleFacts>,
    sources: &BTreeSet<String>,
    mut problems: Vec<Problem>,
    settings: &Settings,
) -> Report {
    articles.sort_by_cached_key(|f| f.article.id());
    let sources = (0..).zip(&articles).filter(|(_, f)| sources.contains(&f.article.id())).map(|(i, _)| i).collect();
    let mut batch = Batch { articles, sources, houses: settings.houses.clone(), ..Batch::default() };
    align::witness::witness(&mut batch);
    align::stories::stories(&mut batch, settings);
    link::across::across(&mut batch);
    sheet::link(&mut batch, settings.sheet.clone());
    let groups = align::align(&batch);
    let findings = compare::compare(&batch, &groups, settings);
    let findings = settle::settle(findings, &batch, &groups, settings);
    problems.extend(extract::dates::wrong_stamps(&batch.articles));
    Report::new(batch, groups, findings, problems)
}

/// The facts of all articles, in parallel. Scratch buffers are handed round, so that their caches serve many articles.
fn all_facts(articles: Vec<Article>, model: &dyn LanguageModel) -> Vec<ArticleFacts> {
    let idle: Mutex<Vec<Scratch>> = Mutex::default();
    let take = || idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let work = |article| {
        let mut scratch = take().unwrap_or_else(|| model.scratch());
        let facts = facts(article, model, &mut scratch);
        idle.lock().unwrap_or_else(PoisonError::into_inner).push(scratch);
        facts
    };
    articles.into_par_iter().map(work).collect()
}

/// Runs `work` on this many threads; 0 means one for each core. If the system gives no threads, it runs on this one.
fn in_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}
