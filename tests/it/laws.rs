//! Laws that hold for every case of every rule: nothing that should not matter changes a finding.

use std::path::Path;

use copydesk::model::{Settings, Severity};
use copydesk::pipeline::{self, SourceBytes};
use copydesk::report::Report;

use crate::page::{self, Case};

/// All cases of all pages.
fn all_cases() -> Vec<Case> {
    page::pages(Path::new("fixtures/rules")).iter().flat_map(|p| page::cases(p)).collect()
}

/// What a finding says, without where: rule and the texts of its sides, in any order.
fn essence(report: &Report) -> Vec<String> {
    let side = |s: &copydesk::model::Side| match s.article {
        Some(a) => s.span.of(report.batch.articles[a as usize].text()).split_whitespace().collect::<Vec<_>>().join(" "),
        None => s.value.clone(),
    };
    let mut all: Vec<String> = report
        .findings
        .iter()
        .filter(|f| f.severity > Severity::Note)
        .map(|f| {
            let mut sides: Vec<String> = f.sides.iter().map(side).collect();
            sides.sort();
            sides.dedup();
            format!("{} {}: {}", f.severity.as_str(), f.rule, sides.join(" | "))
        })
        .collect();
    all.sort();
    all
}

/// Applies a change to every case and lists those in which the findings differ.
fn law(name: &str, change: impl Fn(&Case) -> Vec<(String, String)>, same: impl Fn(&[String], &[String]) -> bool) {
    let mut broken = Vec::new();
    for case in all_cases() {
        let before = essence(&page::check(&case.articles));
        let after = essence(&page::check(&change(&case)));
        if !same(&before, &after) {
            broken.push(format!(
                "{} / {}\n  before: {}\n  after:  {}",
                case.page.display(),
                case.title,
                before.join("\n          "),
                after.join("\n          ")
            ));
        }
    }
    assert!(broken.is_empty(), "{name}: {} cases\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn the_order_of_the_articles_does_not_matter() {
    law(
        "reversed order",
        |case| {
            let mut articles = case.articles.clone();
            articles.reverse();
            articles
        },
        |before, after| before == after,
    );
}

#[test]
fn a_copy_of_an_article_is_no_second_witness() {
    law(
        "the last article twice",
        |case| {
            let mut articles = case.articles.clone();
            let last = articles.last().expect("one at least").clone();
            articles.push((format!("zz-{}", last.0), last.1));
            articles
        },
        |before, after| after.iter().all(|f| before.contains(f)),
    );
}

#[test]
fn an_unrelated_article_changes_nothing() {
    let unrelated = "---\ntitle: Bakers of Ostwold bring back the rye loaf\ndate: 1987-05-04\n---\n\nA dozen bakers in Ostwold have gone back to the \
        heavy rye loaf of their grandmothers. It sells out by nine in the morning.\n\nThe flour comes from a mill on the river Aune, which had \
        stood still since the flood.\n";
    law(
        "an unrelated article",
        |case| {
            let mut articles = case.articles.clone();
            articles.push(("zz-unrelated.txt".into(), unrelated.into()));
            articles
        },
        |before, after| before == after,
    );
}

#[test]
fn line_ends_of_another_system_change_nothing() {
    law(
        "CRLF",
        |case| case.articles.iter().map(|(n, t)| (n.clone(), t.replace('\n', "\r\n"))).collect(),
        |before, after| before == after,
    );
    let prose = |name: &str| name.ends_with(".txt") || name.ends_with(".md");
    law(
        "CR",
        |case| {
            let cr = |n: &String, t: &String| if prose(n) { t.replace('\n', "\r") } else { t.clone() };
            case.articles.iter().map(|(n, t)| (n.clone(), cr(n, t))).collect()
        },
        |before, after| before == after,
    );
}

#[test]
fn two_dates_stand_to_each_other_alike_from_either_side() {
    use copydesk::model::DateFit;
    let mut pairs = 0;
    for case in all_cases() {
        let report = page::check(&case.articles);
        let dates: Vec<_> = report.batch.articles.iter().flat_map(|f| &f.dates).collect();
        for (i, d) in dates.iter().enumerate() {
            assert_ne!(d.fit(d, true), Some(DateFit::Apart), "{}: {d:?}", case.title);
            for e in &dates[..i] {
                for near in [true, false] {
                    assert_eq!(d.fit(e, near), e.fit(d, near), "{}: {d:?} {e:?}", case.title);
                }
                pairs += 1;
            }
        }
    }
    assert!(pairs > 500, "{pairs} pairs of dates");
}

#[test]
fn every_span_lies_in_its_file_on_character_boundaries() {
    for case in all_cases() {
        let report = page::check(&case.articles);
        for facts in &report.batch.articles {
            let file = String::from_utf8(facts.article.file.bytes.to_vec()).expect("fixtures are UTF-8");
            for (kind, _, place) in facts.places() {
                let s = facts.article.source(place.span);
                let slice = file.get(s.range());
                assert!(slice.is_some(), "{} / {}: {kind:?} {s:?}", case.page.display(), case.title);
            }
        }
    }
}

#[test]
fn the_number_of_threads_does_not_matter() {
    for batch in ["larkport", "mayors"] {
        let folder = format!("fixtures/batches/{batch}");
        let json = |threads: usize| {
            let settings = Settings { threads, ..Settings::default() };
            let (mut articles, mut problems) = (Vec::new(), Vec::new());
            let mut files: Vec<_> =
                std::fs::read_dir(&folder).expect("a folder").map(|e| e.expect("readable").path()).collect();
            files.sort();
            for file in files {
                let source = SourceBytes {
                    path: file.to_string_lossy().into_owned(),
                    bytes: std::fs::read(&file).expect("readable"),
                };
                let (a, p) = pipeline::read(source, &settings.read);
                articles.extend(a);
                problems.extend(p);
            }
            copydesk::report::json::check(&pipeline::check(articles, problems, &**page::MODEL, &settings), true)
        };
        let one = json(1);
        assert_eq!(one, json(2));
        assert_eq!(one, json(8));
    }
}

/// Front matter and body of a fixture article.
fn split(text: &str) -> (Vec<(&str, String)>, &str) {
    let Some(rest) = text.strip_prefix("---\n") else { return (vec![], text) };
    let Some((head, body)) = rest.split_once("\n---\n") else { return (vec![], text) };
    let pairs = head.lines().filter_map(|l| l.split_once(':'));
    let value = |v: &str| serde_json::from_str(v.trim()).unwrap_or_else(|_| v.trim().to_owned());
    (pairs.map(|(k, v)| (k.trim(), value(v))).collect(), body)
}

#[test]
fn articles_wrapped_as_json_give_the_same_findings() {
    law(
        "JSON",
        |case| {
            let wrap = |(name, text): &(String, String)| {
                if name.starts_with("sheet ") {
                    return (name.clone(), text.clone());
                }
                let (head, body) = split(text);
                let mut record = serde_json::Map::new();
                for (key, value) in head {
                    record.insert(key.to_owned(), value.into());
                }
                record.insert("text".into(), body.trim().into());
                (name.replace(".txt", ".json"), serde_json::Value::Object(record).to_string())
            };
            case.articles.iter().map(wrap).collect()
        },
        |before, after| before == after,
    );
}

#[test]
fn decomposed_letters_change_nothing() {
    use unicode_normalization::UnicodeNormalization;
    // Sides show the text as it stands, so the two forms are compared composed.
    let composed = |list: &[String]| list.iter().map(|f| f.nfc().collect::<String>()).collect::<Vec<_>>();
    law(
        "NFD",
        |case| case.articles.iter().map(|(n, t)| (n.clone(), t.nfd().collect())).collect(),
        |before, after| composed(before) == composed(after),
    );
}
