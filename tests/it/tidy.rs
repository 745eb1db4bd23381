//! The house rules as tests: layers, file names, headers, sizes.

use std::fs;
use std::path::{Path, PathBuf};

/// Who may use whom, by top-level module: the arrows of docs/ARCHITECTURE.md. A module may always use itself.
const LAYERS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("lexicon", &["model"]),
    ("progress", &[]),
    ("names", &["model", "lexicon"]),
    ("read", &["model", "lexicon"]),
    ("segment", &["model", "lexicon"]),
    ("language", &["model", "lexicon"]),
    ("extract", &["model", "lexicon", "names"]),
    ("link", &["model", "lexicon", "names"]),
    ("align", &["model", "lexicon", "names", "speech"]),
    ("compare", &["model", "lexicon", "names", "speech"]),
    // A draft is a report too: the one sanitiser cleans it.
    ("sheet", &["model", "lexicon", "names", "report"]),
    // Spoken words side by side: what aligning finds again and comparing weighs.
    ("speech", &["model", "lexicon"]),
    ("settle", &["model", "compare"]),
    // Reports and docs know of a rule what its catalogue entry says, never its check.
    ("report", &["model", "compare"]),
    ("baseline", &["model"]),
    ("suppress", &["model"]),
    ("config", &["model"]),
];

/// These know the flow, or are its outside.
const FREE: &[&str] = &["lib", "main", "pipeline", "cli", "checker", "verify"];

/// Every Rust file below `folder`, sorted.
fn rust_files(folder: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut open = vec![PathBuf::from(folder)];
    while let Some(dir) = open.pop() {
        let Ok(entries) = fs::read_dir(&dir) else { continue };
        for entry in entries {
            let path = entry.expect("a readable folder").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// `src/align/dates.rs` → `align`, `src/settle.rs` → `settle`.
fn module(path: &Path) -> String {
    let below = path.strip_prefix("src").expect("below src");
    let first = below.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The modules that a file names by `crate::…`, braces included.
fn uses(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        if text[..at].ends_with('$') {
            continue;
        }
        let rest = &text[at + 7..];
        let names = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap_or(""),
            None => rest.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or(""),
        };
        // In `crate::{a::b, c}` the first segment of each entry is the module; nested braces do not occur at this depth.
        for name in names.split(',') {
            let name = name.trim().split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or("");
            if !name.is_empty() {
                found.push(name.to_owned());
            }
        }
    }
    found
}

#[test]
fn modules_use_only_what_their_layer_may() {
    let mut wrong = Vec::new();
    for path in rust_files("src") {
        let own = module(&path);
        let text = fs::read_to_string(&path).expect("readable");
        if text.contains("super::super::super") {
            wrong.push(format!("{}: a path of three `super` hides where it leads", path.display()));
        }
        if FREE.contains(&own.as_str()) {
            continue;
        }
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == own) else {
            wrong.push(format!("{}: module `{own}` has no layer; add it to the table", path.display()));
            continue;
        };
        for used in uses(&text) {
            // Macros and re-exports at the root are lower case too: `rule!` is the only one.
            if used != own && used != "rule" && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{}: `{own}` may not use `{used}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "layers:\n{}", wrong.join("\n"));
}

/// Files that may be longer than the limit, with the reason.
const LONG: &[(&str, &str)] = &[];

#[test]
fn files_open_with_what_they_are_for_and_stay_short() {
    let mut wrong = Vec::new();
    for folder in ["src", "tests", "benches", "examples"] {
        for path in rust_files(folder) {
            let text = fs::read_to_string(&path).expect("readable");
            if !text.starts_with("//!") {
                wrong.push(format!("{}: does not open with `//!`", path.display()));
            }
            if text.lines().count() > 800 && !LONG.iter().any(|(f, _)| path.ends_with(f)) {
                wrong.push(format!("{}: {} lines, 800 at most", path.display(), text.lines().count()));
            }
            for (i, line) in text.lines().enumerate() {
                if line.ends_with([' ', '\t']) {
                    wrong.push(format!("{}:{}: white space at the end", path.display(), i + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "files:\n{}", wrong.join("\n"));
}

#[test]
fn unsafe_code_stays_in_the_kernels() {
    let kernels = Path::new("src/language/kernels");
    let mut wrong = Vec::new();
    for path in rust_files("src") {
        let text = fs::read_to_string(&path).expect("readable");
        let inside = path.starts_with(kernels) || path == Path::new("src/language/kernels.rs");
        if !inside && text.lines().any(|l| l.contains("unsafe {") || l.contains("unsafe fn")) {
            wrong.push(path.display().to_string());
        }
    }
    assert!(wrong.is_empty(), "unsafe outside {}:\n{}", kernels.display(), wrong.join("\n"));
}

#[test]
fn tests_are_not_switched_off() {
    let mark = ["#[", "ignore"].concat();
    let mut wrong = Vec::new();
    for folder in ["src", "tests"] {
        for path in rust_files(folder) {
            if fs::read_to_string(&path).expect("readable").contains(&mark) {
                wrong.push(path.display().to_string());
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "a known miss is a passing case in a limits page, never switched off:\n{}",
        wrong.join("\n")
    );
}

/// One list per kind: what stands in a folder of rules, readers, formats, extractors or aligners is declared in its `mod.rs`.
#[test]
fn every_file_is_declared_in_its_folder() {
    let mut wrong = Vec::new();
    for folder in ["src/compare/rules", "src/read", "src/report", "src/extract", "src/align", "src/cli"] {
        let list = fs::read_to_string(format!("{folder}/mod.rs")).unwrap_or_default();
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("readable").path();
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            if name != "mod" && !list.contains(&format!("mod {name};")) {
                wrong.push(format!("{}: not declared in {folder}/mod.rs", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
