//! Fixture pages: Markdown that an editor could read, with articles and the expected findings in fences.
//!
//! A page holds cases, one under each `## ` heading (or the whole page, if there is none). A case holds `article NAME` fences and
//! one `findings` fence. `BLESS=1 cargo test` rewrites the `findings` fences and nothing else.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use copydesk::model::{LanguageModel, Settings, Sheet};
use copydesk::pipeline::{self, SourceBytes};
use copydesk::report::Report;

/// The model, loaded once.
pub static MODEL: LazyLock<Arc<dyn LanguageModel>> = LazyLock::new(copydesk::language::english);

/// One case of a page.
#[derive(Clone, Debug)]
pub struct Case {
    pub page: PathBuf,
    pub title: String,
    /// (name, content) of each article.
    pub articles: Vec<(String, String)>,
    /// The sources that they are drafts of, from `source NAME` fences.
    pub sources: Vec<(String, String)>,
    pub expected: String,
}

/// All pages below `folder`, sorted.
pub fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(dir) = open.pop() {
        for entry in std::fs::read_dir(&dir).unwrap_or_else(|e| panic!("{}: {e}", dir.display())) {
            let path = entry.expect("a readable folder").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "md") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The cases of a page.
pub fn cases(path: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let fresh = |title: &str| Case {
        page: path.to_path_buf(),
        title: title.into(),
        articles: vec![],
        sources: vec![],
        expected: String::new(),
    };
    let mut cases = vec![fresh("")];
    let mut fence: Option<(String, String)> = None;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        match &mut fence {
            Some((head, body)) if bare == "```" => {
                let case = cases.last_mut().expect("one at least");
                match head.split_once(' ') {
                    Some(("article", name)) => case.articles.push((name.trim().into(), std::mem::take(body))),
                    // A sheet stands first among the articles, by its fence.
                    Some(("sheet", _)) => case.articles.insert(0, (head.trim().into(), std::mem::take(body))),
                    Some(("source", name)) => case.sources.push((name.trim().into(), std::mem::take(body))),
                    _ if head == "findings" => case.expected = std::mem::take(body),
                    _ => {}
                }
                fence = None;
            }
            Some((_, body)) => body.push_str(line),
            None => {
                if let Some(head) = bare.strip_prefix("```") {
                    fence = Some((head.trim().into(), String::new()));
                } else if let Some(title) = bare.strip_prefix("## ") {
                    cases.push(fresh(title));
                }
            }
        }
    }
    assert!(fence.is_none(), "{}: a fence is not closed", path.display());
    cases.retain(|c| !c.articles.is_empty());
    cases
}

/// Checks articles with all rules on.
pub fn check(articles: &[(String, String)]) -> Report {
    against(articles, &[])
}

/// Checks articles, against sources if there are any, with all rules on.
pub fn against(articles: &[(String, String)], sources: &[(String, String)]) -> Report {
    let mut sheet = Sheet::default();
    for (path, text) in articles {
        if let Some(path) = path.strip_prefix("sheet ") {
            copydesk::sheet::read(path, text.as_bytes(), &mut sheet).unwrap_or_else(|e| panic!("{e}"));
        }
    }
    let settings = Settings { sheet: Arc::new(sheet), one_story: !sources.is_empty(), ..Settings::default() };
    let (mut read, mut problems) = (Vec::new(), Vec::new());
    let ids = sources.iter().map(|s| s.0.clone()).collect();
    for (path, text) in articles.iter().filter(|(path, _)| !path.starts_with("sheet ")).chain(sources) {
        let source = SourceBytes { path: path.clone(), bytes: text.clone().into_bytes() };
        let (a, p) = pipeline::read(source, &settings.read);
        read.extend(a);
        problems.extend(p);
    }
    pipeline::against(read, &ids, problems, &**MODEL, &settings)
}

/// The findings as a page shows them.
pub fn show(report: &Report) -> String {
    let mut out = String::new();
    for f in &report.findings {
        let _ = writeln!(out, "{} {}: {}", f.severity.as_str(), f.rule, f.message);
        for s in &f.sides {
            let Some(article) = s.article else {
                let place =
                    report.batch.sheet.place(s.span).map(|(file, at)| (&*file.path, file.line_column(at.start())));
                let (path, (line, column)) = place.unwrap_or_default();
                let _ = writeln!(out, "  {:9} {path}:{line}:{column} = {}", s.role.as_str(), s.value);
                continue;
            };
            let a = &report.batch.articles[article as usize].article;
            let (line, column) = a.file.line_column(a.source(s.span).start());
            let text = s.span.of(&a.text).replace('\n', " ");
            let _ = writeln!(out, "  {:9} {}:{line}:{column} \"{text}\" = {}", s.role.as_str(), a.id(), s.value);
        }
        let _ = writeln!(out, "  why: {} · rung: {}", f.evidence.join(" · "), f.rung);
    }
    for p in &report.problems {
        let _ = writeln!(out, "problem {:?} {}: {}", p.level, p.path, p.message);
    }
    out
}

/// Rewrites the `findings` fence of each case of a page, in order.
pub fn bless(path: &Path, findings: &[String]) {
    let text = std::fs::read_to_string(path).expect("readable");
    let mut out = String::new();
    let mut next = findings.iter();
    let (mut inside, mut fenced) = (false, false);
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        if inside {
            if bare != "```" {
                continue;
            }
            inside = false;
            fenced = false;
        } else if fenced {
            fenced = bare != "```";
        } else if bare == "```findings" {
            inside = true;
            out.push_str(line);
            out.push_str(next.next().map_or("", String::as_str));
            continue;
        } else if bare.starts_with("```") {
            fenced = true;
        }
        out.push_str(line);
    }
    if out != text {
        std::fs::write(path, out).expect("writable");
    }
}

/// The content of the first fence of this kind on a page.
pub fn fence(path: &Path, kind: &str) -> String {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut lines = text.split_inclusive('\n');
    let open = format!("```{kind}");
    lines.by_ref().find(|l| l.trim_end() == open).unwrap_or_else(|| panic!("{}: no {open}", path.display()));
    lines.take_while(|l| l.trim_end() != "```").collect()
}
