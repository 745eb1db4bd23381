//! From path arguments to articles.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use super::args::Inputs;
use super::{Error, walk};
use crate::compare::rules::RULES;
use crate::config::Config;
use crate::language;
use crate::model::{Article, LanguageModel, Problem, ProblemLevel, Settings, Sheet};
use crate::pipeline::{self, SourceBytes};
use crate::progress::Progress;
use crate::report::Report;
use crate::report::place::count;
use crate::sheet;

/// The articles of a run, and what was lost on the way.
pub struct Loaded {
    /// In any order.
    pub articles: Vec<Article>,
    /// What could not be read, and remarks.
    pub problems: Vec<Problem>,
    /// Files that a folder walk met and no reader knows.
    pub unknown_files: usize,
}

/// Reads every article below the paths.
pub fn load(inputs: &Inputs, config: &Config, settings: &Settings) -> Loaded {
    let found = walk::walk(&inputs.paths, inputs.stdin_filename.as_deref().unwrap_or("-"));
    let read: Vec<_> = found
        .files
        .into_par_iter()
        .map(|file| {
            let mut read = config.read_settings(&file.path, &settings.read);
            read.date = inputs.date.or(read.date);
            read.publisher = inputs.publisher.clone().or(read.publisher);
            match walk::load(&file, read.max_file_size) {
                Ok(bytes) => pipeline::read(SourceBytes { path: file.path, bytes }, &read),
                Err(problem) => (Vec::new(), vec![problem]),
            }
        })
        .collect();
    let mut loaded = Loaded { articles: Vec::new(), problems: found.problems, unknown_files: found.unknown };
    for (articles, problems) in read {
        loaded.articles.extend(articles);
        loaded.problems.extend(problems);
    }
    for path in inputs.paths.iter().filter(|p| !found.doubles.contains(p)) {
        loaded.problems.extend(nothing_in(path, inputs, &loaded));
    }
    loaded
}

/// A path that was named and gave no article is a problem, unless that has been said.
fn nothing_in(path: &str, inputs: &Inputs, loaded: &Loaded) -> Option<Problem> {
    if path.contains(['*', '?', '[', '{']) {
        return None;
    }
    let shown = if path == "-" { inputs.stdin_filename.as_deref().unwrap_or("-") } else { path };
    let base = shown.trim_end_matches('/');
    let below = |p: &str| {
        matches!(base, "." | "") || p == base || p.strip_prefix(base).is_some_and(|rest| rest.starts_with(['/', '#']))
    };
    let known = loaded.articles.iter().any(|a| below(&a.file.path)) || loaded.problems.iter().any(|p| below(&p.path));
    (!known).then(|| Problem::error(shown, "there is no article in it"))
}

/// The configuration of a run.
pub fn config(inputs: &Inputs) -> Result<Config, Error> {
    let rules: Vec<&str> = RULES.iter().map(|r| r.id).collect();
    let config = match (&inputs.config, inputs.isolated) {
        (_, true) => Ok(Config::default()),
        (Some(path), _) => Config::read(path, &rules),
        (None, _) => match std::env::current_dir() {
            Ok(folder) => Config::nearest(&folder, &rules),
            Err(_) => Ok(Config::default()),
        },
    };
    config.map_err(Error::new)
}

/// The settings of a run: what was typed wins over what the configuration says.
pub fn settings(inputs: &Inputs, config: &Config) -> Settings {
    let mut settings = config.settings.clone();
    settings.read.date = inputs.date.or(settings.read.date);
    settings.read.publisher = inputs.publisher.clone().or(settings.read.publisher);
    if let Some(mb) = inputs.max_file_size {
        settings.read.max_file_size = mb.saturating_mul(1 << 20);
    }
    settings.threads = inputs.threads;
    settings
}

/// The reference sheets that were typed, else those of the configuration, as one.
pub fn sheet(typed: &[PathBuf], config: &Config) -> Result<Arc<Sheet>, Error> {
    let paths = if typed.is_empty() { &config.sheets } else { typed };
    let mut whole = Sheet::default();
    for path in paths {
        let shown = path.display();
        let bytes = std::fs::read(path).map_err(|e| Error::new(format!("cannot read the sheet {shown}: {e}")))?;
        sheet::read(&shown.to_string(), &bytes, &mut whole).map_err(|e| Error::new(e.to_string()))?;
    }
    Ok(Arc::new(whole))
}

/// Reads the articles and checks them.
pub fn check(inputs: &Inputs, config: &Config, settings: &Settings) -> Result<(Report, usize), Error> {
    let progress = Progress::start();
    let model = model(inputs)?;
    progress.say("reading");
    let loaded = on_threads(settings, || load(inputs, config, settings))?;
    progress.say(&format!("checking {}", count(loaded.articles.len(), "article")));
    let report = pipeline::check(loaded.articles, loaded.problems, &*model, settings);
    Ok((report, loaded.unknown_files))
}

/// Reads a draft and its sources and checks the one against the others. A source that is the draft itself is left out.
pub fn verify(inputs: &Inputs, against: &Inputs, config: &Config, settings: &Settings) -> Result<Report, Error> {
    let progress = Progress::start();
    let model = model(inputs)?;
    progress.say("reading");
    let (drafts, sources) = on_threads(settings, || (load(inputs, config, settings), load(against, config, settings)))?;
    let whole = |path: &str| std::fs::canonicalize(path).ok();
    let own: Vec<(PathBuf, Option<u32>)> =
        drafts.articles.iter().filter_map(|a| Some((whole(&a.file.path)?, a.record))).collect();
    let ids: BTreeSet<String> = drafts.articles.iter().map(Article::id).collect();
    let is_draft =
        |a: &Article| ids.contains(&a.id()) || whole(&a.file.path).is_some_and(|p| own.contains(&(p, a.record)));
    let (doubles, sources_read): (Vec<Article>, Vec<Article>) = sources.articles.into_iter().partition(is_draft);
    let mut problems = drafts.problems;
    problems.extend(sources.problems);
    problems.extend(doubles.iter().map(|a| Problem::warning(&a.file.path, "the draft is no source of itself")));
    if sources_read.is_empty() && problems.iter().all(|p| p.level == ProblemLevel::Warning) {
        problems.push(Problem::error(against.paths.join(" "), "there is no source in it"));
    }
    progress.say(&format!("checking against {}", count(sources_read.len(), "source")));
    let ids = sources_read.iter().map(Article::id).collect();
    let articles = drafts.articles.into_iter().chain(sources_read).collect();
    Ok(pipeline::against(articles, &ids, problems, &*model, settings))
}

/// The model of English that was asked for. The one inside the program is unpacked on first use.
fn model(inputs: &Inputs) -> Result<Arc<dyn LanguageModel>, Error> {
    if inputs.fast {
        return Ok(language::rules_only());
    }
    if let Some(path) = &inputs.model {
        return language::from_file(path).map_err(|e| Error::new(e.to_string()));
    }
    #[cfg(feature = "embedded-model")]
    return Ok(language::english());
    #[cfg(not(feature = "embedded-model"))]
    Err(Error::new("there is no model of English inside this program: name one with --model FILE, or use --fast"))
}

/// Runs `work` on as many threads as the settings say.
fn on_threads<T: Send>(settings: &Settings, work: impl FnOnce() -> T + Send) -> Result<T, Error> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(settings.threads).build();
    let pool = pool.map_err(|e| Error::new(format!("cannot start {} threads: {e}", settings.threads)))?;
    Ok(pool.install(work))
}
