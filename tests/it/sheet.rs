//! The reference sheet: what `copydesk sheet` writes is read again, and says nothing against the articles it was made from.

use std::path::Path;

use copydesk::model::Severity;
use copydesk::report::Report;
use copydesk::sheet;

use crate::page;

const OFF: [&str; 3] = ["name-off-sheet", "role-off-sheet", "age-off-sheet"];

fn off(report: &Report) -> Vec<String> {
    let found = report.findings.iter().filter(|f| OFF.contains(&f.rule) && f.severity > Severity::Note);
    found.map(|f| format!("{}: {}", f.rule, f.message)).collect()
}

/// Every page on which nothing disagrees, drafted in both formats and checked against its own draft.
#[test]
fn a_draft_agrees_with_the_articles_it_was_made_from() {
    let mut wrong = Vec::new();
    for path in page::pages(Path::new("fixtures/rules")) {
        if path.file_stem().is_none_or(|s| s != "agree") {
            continue;
        }
        for case in page::cases(&path) {
            let articles: Vec<_> = case.articles.into_iter().filter(|(n, _)| !n.starts_with("sheet ")).collect();
            let report = page::check(&articles);
            let draft = sheet::draft(&report.batch, &report.findings, &[], 1);
            for (name, text) in
                [("sheet draft.toml", sheet::write_toml(&draft)), ("sheet draft.csv", sheet::write_csv(&draft))]
            {
                let mut with = vec![(name.to_owned(), text.clone())];
                with.extend(articles.iter().cloned());
                let found = off(&page::check(&with));
                if !found.is_empty() {
                    wrong.push(format!("{} / {}: {}\n{text}", path.display(), case.title, found.join("; ")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} drafts disagree:\n{}", wrong.len(), wrong.join("\n"));
}

/// Where articles disagree, the draft has what most of them say, and the check against it finds the rest.
#[test]
fn a_draft_leaves_the_odd_form_out() {
    let article = |name: &str| {
        (format!("{name}.txt"), std::fs::read_to_string(format!("fixtures/readme/{name}.txt")).expect("there"))
    };
    let articles = vec![article("north"), article("south")];
    let report = page::check(&articles);
    let draft = sheet::draft(&report.batch, &report.findings, &[], 1);
    let mayor = draft.iter().find(|e| e.name == "Jorge Elorza").expect("the mayor");
    assert!(
        !mayor.aliases.iter().any(|a| a.contains("Elosa")) && mayor.roles.iter().any(|r| r.contains("mayor")),
        "{mayor:?}"
    );
    assert!(!draft.iter().any(|e| e.name.contains("Elosa")), "{draft:?}");
    let mut with = vec![("sheet people.toml".to_owned(), sheet::write_toml(&draft))];
    with.extend(articles);
    assert_eq!(off(&page::check(&with)), ["name-off-sheet: Jorge Elosa is Jorge Elorza on the sheet"]);
}
