//! Whole batches with all findings committed: `fixtures/batches/<name>/` holds the articles, `<name>.md` beside it the findings.

use std::fs;
use std::path::Path;

use crate::page;

/// Every batch gives the findings that its page shows; `BLESS=1` rewrites them.
#[test]
fn batches_give_the_findings_on_their_pages() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut failures = Vec::new();
    for page_path in page::pages(Path::new("fixtures/batches")) {
        let folder = page_path.with_extension("");
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut files: Vec<_> = fs::read_dir(&folder).expect("a folder").map(|e| e.expect("readable").path()).collect();
        files.sort();
        let articles: Vec<_> = files
            .iter()
            .map(|f| {
                let file = f.file_name().unwrap_or_default().to_string_lossy();
                (format!("{name}/{file}"), fs::read_to_string(f).expect("readable"))
            })
            .collect();
        let got = page::show(&page::check(&articles));
        let expected = page::fence(&page_path, "findings");
        if bless {
            page::bless(&page_path, &[got]);
        } else if got != expected {
            failures.push(format!("{}\n--- expected\n{expected}--- got\n{got}", page_path.display()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
