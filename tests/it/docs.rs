//! What the documents promise: every command in them runs, every output it shows is today's, every link leads somewhere.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Runs the program in the folder of the project.
fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_copydesk")).args(args).env("NO_COLOR", "1").output().expect("the program starts")
}

/// The lines of all fences of a kind.
fn fences<'a>(text: &'a str, kind: &str) -> Vec<Vec<&'a str>> {
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line == format!("```{kind}") {
            found.push(lines.by_ref().take_while(|l| *l != "```").collect());
        } else if line.starts_with("```") {
            let _ = lines.by_ref().take_while(|l| *l != "```").count();
        }
    }
    found
}

/// A place to try commands in: the invented articles under the names that the documents use, and nothing else.
struct Desk(PathBuf);

impl Desk {
    fn new() -> Self {
        let desk = Desk(std::env::temp_dir().join(format!("copydesk-docs-{}", std::process::id())));
        let _ = fs::remove_dir_all(&desk.0);
        for (from, to) in [("fixtures/readme", "articles"), ("fixtures/readme", "drafts")] {
            copy(Path::new(from), &desk.0.join(to));
        }
        for folder in ["fixtures/readme", "fixtures/batches", "fixtures/sheets", "fixtures/verify"] {
            if Path::new(folder).exists() {
                copy(Path::new(folder), &desk.0.join(folder));
            }
        }
        desk
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").map(|e| e.expect("readable").path()) {
        let to = to.join(entry.file_name().expect("a name"));
        if entry.is_dir() {
            copy(&entry, &to);
        } else {
            fs::copy(&entry, to).expect("copied");
        }
    }
}

/// Cuts a line of shell at blanks outside quotation marks; a comment or a pipe ends it.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let (mut word, mut quoted) = (String::new(), false);
    for c in line.chars().chain([' ']) {
        match c {
            '"' => quoted = !quoted,
            '#' | '|' if word.is_empty() && !quoted => break,
            ' ' if !quoted => words.extend(Some(std::mem::take(&mut word)).filter(|w| !w.is_empty())),
            _ => word.push(c),
        }
    }
    words
}

/// Lines of a document that run the program: in fences of shell, and as steps of a workflow.
fn commands(text: &str) -> Vec<String> {
    let shell = fences(text, "sh").into_iter().flatten();
    let steps = fences(text, "yaml").into_iter().flatten().filter_map(|l| l.trim().strip_prefix("- run: "));
    shell.chain(steps).map(str::to_owned).collect()
}

#[test]
fn every_command_of_the_documents_runs() {
    let desk = Desk::new();
    let mut seen = 0;
    for page in ["README.md", "docs/sheet.md", "docs/ci.md", "docs/editors.md"] {
        let text = fs::read_to_string(page).expect("a document");
        for line in commands(&text) {
            let Some(rest) = line.strip_prefix("cargo run --release -- ").or_else(|| line.strip_prefix("copydesk "))
            else {
                let installs = line.starts_with("cargo install ");
                assert!(installs || Path::new(&line).exists(), "{page} names `{line}`, which is not there");
                continue;
            };
            // A test opens no browser; what --open shows is the page that goes into the folder all the same.
            let args: Vec<String> = words(rest).into_iter().filter(|w| w != "--open").collect();
            let program = Command::new(env!("CARGO_BIN_EXE_copydesk")).args(&args).current_dir(&desk.0).output();
            let out = program.expect("the program starts");
            let status = out.status.code();
            assert!(matches!(status, Some(0 | 1)), "{line}: exit {status:?}\n{}", String::from_utf8_lossy(&out.stderr));
            let file = args.iter().skip_while(|w| *w != "-o").nth(1).cloned();
            let files: Vec<String> =
                args.iter().filter_map(|w| Some(w.split_once('=')?.1.to_owned())).chain(file).collect();
            for file in &files {
                assert!(fs::metadata(desk.0.join(file)).is_ok_and(|m| 0 < m.len()), "{line}: nothing in {file}");
            }
            assert!(!out.stdout.is_empty() || !files.is_empty(), "{line}: prints nothing");
            seen += 1;
        }
    }
    assert!(20 <= seen, "the documents show how to use the program");
}

#[test]
fn every_output_in_the_readme_is_todays() {
    let mut text = fs::read_to_string("README.md").expect("a README");
    let mut wrong = Vec::new();
    for fence in fences(&text.clone(), "console") {
        let Some(args) = fence.first().and_then(|l| l.strip_prefix("$ copydesk ")) else { continue };
        let out = run(&args.split(' ').collect::<Vec<_>>());
        let got = String::from_utf8_lossy(&out.stdout).trim_end().to_owned();
        let old = fence[1..].join("\n");
        if got != old {
            let head = format!("```console\n{}\n", fence[0]);
            let tail = if old.is_empty() { "```".to_owned() } else { format!("{old}\n```") };
            text = text.replace(&format!("{head}{tail}"), &format!("{head}{got}\n```"));
            wrong.push(format!("{}\n--- shown\n{old}\n--- got\n{got}", fence[0]));
        }
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write("README.md", text).expect("writable");
    } else {
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut broken = Vec::new();
    for page in [
        "README.md",
        "CONTRIBUTING.md",
        "docs/ARCHITECTURE.md",
        "docs/DESIGN.md",
        "docs/sheet.md",
        "docs/ci.md",
        "docs/editors.md",
    ] {
        let text = fs::read_to_string(page).unwrap_or_default();
        let folder = Path::new(page).parent().expect("a folder");
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split(')').next().unwrap_or_default().split('#').next().unwrap_or_default();
            if !target.is_empty() && !target.contains("://") && !folder.join(target).exists() {
                broken.push(format!("{page}: {target}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
