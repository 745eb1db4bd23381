//! The front door of the library.

use std::sync::Arc;

use crate::language;
use crate::model::{Article, LanguageModel, Problem, Settings};
use crate::pipeline::{self, SourceBytes};
use crate::report::Report;
use crate::verify;

/// Checks batches of articles. Cheap to clone; one checker serves many batches and threads.
#[derive(Clone)]
pub struct Checker {
    model: Arc<dyn LanguageModel>,
    settings: Settings,
}

impl Checker {
    /// A checker with the English model that is inside the program.
    #[cfg(feature = "embedded-model")]
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self::with_model(language::english(), settings)
    }

    /// A checker without a model: much faster, and blind to much.
    #[must_use]
    pub fn rules_only(settings: Settings) -> Self {
        Self::with_model(language::rules_only(), settings)
    }

    /// A checker with a model of your own.
    #[must_use]
    pub fn with_model(model: Arc<dyn LanguageModel>, settings: Settings) -> Self {
        Self { model, settings }
    }

    /// Reads one file: the articles in it (one for most formats, many for JSON Lines), and what could not be read.
    /// The format is known by the ending of `path` and the first bytes; `path` is what reports show, nothing is opened.
    #[must_use]
    pub fn read(&self, path: &str, bytes: impl Into<Vec<u8>>) -> (Vec<Article>, Vec<Problem>) {
        pipeline::read(SourceBytes { path: path.to_owned(), bytes: bytes.into() }, &self.settings.read)
    }

    /// Checks articles against each other and each against itself.
    #[must_use]
    pub fn check(&self, articles: Vec<Article>) -> Report {
        self.check_with(articles, Vec::new())
    }

    /// The same, with the problems of reading to be shown in the report.
    #[must_use]
    pub fn check_with(&self, articles: Vec<Article>, problems: Vec<Problem>) -> Report {
        pipeline::check(articles, problems, &*self.model, &self.settings)
    }

    /// Checks drafts against their sources: the report, and one line for each claim of the drafts. No draft may have the id of a source.
    #[must_use]
    pub fn verify(&self, drafts: Vec<Article>, sources: Vec<Article>) -> (Report, Vec<verify::Line>) {
        let settings = Settings { one_story: true, ..self.settings.clone() };
        let ids = sources.iter().map(Article::id).collect();
        let articles = drafts.into_iter().chain(sources).collect();
        let report = pipeline::against(articles, &ids, Vec::new(), &*self.model, &settings);
        let lines = verify::verify(&report, &settings);
        (report, lines)
    }
}
