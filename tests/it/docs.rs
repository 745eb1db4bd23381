//! What the documents promise: every command in the README runs, every output it shows is today's, every link leads somewhere.

use std::path::Path;
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

#[test]
fn every_command_of_the_readme_runs() {
    let text = std::fs::read_to_string("README.md").expect("a README");
    let text = text + &std::fs::read_to_string("docs/sheet.md").expect("a page about the sheet");
    let mut seen = 0;
    for line in fences(&text, "sh").into_iter().flatten() {
        let args = match line.strip_prefix("cargo run --release -- ").or_else(|| line.strip_prefix("copydesk ")) {
            Some(args) => args.split(' ').collect::<Vec<_>>(),
            None => {
                assert!(Path::new(line).exists(), "the README names `{line}`, which is not there");
                continue;
            }
        };
        let out = run(&args);
        let status = out.status.code();
        assert!(matches!(status, Some(0 | 1)), "{line}: exit {status:?}\n{}", String::from_utf8_lossy(&out.stderr));
        assert!(!out.stdout.is_empty(), "{line}: prints nothing");
        seen += 1;
    }
    assert!(seen >= 5, "the README shows how to use the program");
}

#[test]
fn every_output_in_the_readme_is_todays() {
    let mut text = std::fs::read_to_string("README.md").expect("a README");
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
        std::fs::write("README.md", text).expect("writable");
    } else {
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut broken = Vec::new();
    for page in ["README.md", "CONTRIBUTING.md", "docs/ARCHITECTURE.md", "docs/DESIGN.md", "docs/sheet.md"] {
        let text = std::fs::read_to_string(page).unwrap_or_default();
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
