//! The command line: a stand-in until the real one is there.

pub mod walk;

use std::process::ExitCode;

use crate::model::Settings;
use crate::pipeline::{self, SourceBytes};
use crate::report::{claims, json};

/// Runs the command line.
#[must_use]
pub fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some(command) = args.first() else { return ExitCode::from(2) };
    let mut paths = Vec::new();
    let mut skip = false;
    for arg in &args[1..] {
        if std::mem::take(&mut skip) {
            continue;
        }
        match arg.as_str() {
            "--format" | "--fail-on" => skip = true,
            a if a.starts_with("--") => {}
            path => paths.push(path.to_owned()),
        }
    }
    let settings = Settings::default();
    let (mut articles, mut problems) = (Vec::new(), Vec::new());
    let mut open = paths;
    while let Some(path) = open.pop() {
        if let Ok(dir) = std::fs::read_dir(&path) {
            open.extend(dir.flatten().map(|e| e.path().to_string_lossy().into_owned()));
        } else if let Ok(bytes) = std::fs::read(&path) {
            let (a, p) = pipeline::read(SourceBytes { path, bytes }, &settings.read);
            articles.extend(a);
            problems.extend(p);
        }
    }
    let model = crate::language::english();
    let report = pipeline::check(articles, problems, &*model, &settings);
    match command.as_str() {
        "claims" => println!("{}", claims::json(&report)),
        _ => println!("{}", json::check(&report, args.iter().any(|a| a == "--groups"))),
    }
    ExitCode::SUCCESS
}
