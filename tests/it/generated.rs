//! Pages that are made from the program are what it would make today; `BLESS=1` rewrites them.

use copydesk::compare::rules::RULES;
use copydesk::config::page;
use copydesk::report::manual;

#[test]
fn generated_pages_are_todays() {
    let rules: Vec<&str> = RULES.iter().map(|r| r.id).collect();
    let mut wrong = Vec::new();
    for (path, made) in [
        ("docs/rules.md", manual::markdown()),
        ("docs/config.md", page::markdown()),
        ("docs/copydesk.schema.json", page::schema(&rules)),
    ] {
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(path, made).expect("writable");
        } else if std::fs::read_to_string(path).unwrap_or_default() != made {
            wrong.push(path);
        }
    }
    assert!(wrong.is_empty(), "BLESS=1 cargo test rewrites {}", wrong.join(", "));
}
