//! Every format, written from one report with everything in it that breaks writers; the recorded outputs lie in fixtures/formats.

use std::fs;
use std::path::PathBuf;

use copydesk::model::Problem;
use copydesk::report::{FORMATS, View, claims_text, entities_text, format};
use serde_json::Value;

use crate::sample;

fn write(id: &str) -> String {
    write_of(id, &sample::report())
}

fn write_of(id: &str, report: &copydesk::Report) -> String {
    let mut view = View::default();
    (view.notes, view.explain, view.groups) = (true, true, true);
    format(id).expect("a format").write(report, &view)
}

fn json(id: &str) -> Value {
    serde_json::from_str(&write(id)).unwrap_or_else(|e| panic!("{id}: {e}"))
}

/// `BLESS=1` rewrites them; the difference is the review.
#[test]
fn every_format_writes_what_is_recorded() {
    recorded("fixtures/formats", &sample::report());
}

/// An entry of the reference sheet is a side like any other: with path, place and words.
#[test]
fn every_format_shows_where_the_sheet_says_so() {
    let report = sample::against_a_sheet();
    recorded("fixtures/formats/sheet", &report);
    for format in FORMATS {
        let out = write_of(format.id(), &report);
        assert!(out.contains("people.toml") && out.contains("Elorza"), "{}:\n{out}", format.id());
    }
    let json: Value = serde_json::from_str(&write_of("json", &report)).expect("JSON");
    let side = &json["findings"][0]["sides"][1];
    assert!(side["article"].is_null(), "{side}");
    assert_eq!((side["role"].as_str(), side["part"].as_str()), (Some("reference"), Some("sheet")));
    assert_eq!((side["path"].as_str(), side["line"].as_u64()), (Some("desk/people.toml"), Some(2)));
    assert_eq!((side["column"].as_u64(), side["text"].as_str()), (Some(9), Some("Jorge Elorza")));
}

fn recorded(folder: &str, report: &copydesk::Report) {
    let mut wrong = Vec::new();
    for format in FORMATS {
        let path = PathBuf::from(format!("{folder}/{}.out", format.id()));
        let got = write_of(format.id(), report).replace(env!("CARGO_PKG_VERSION"), "VERSION");
        // The page of HTML carries its style and script; those are files of their own.
        let got = match (got.find("<style>"), got.find("</style>"), got.find("<script>"), got.rfind("</script>")) {
            (Some(a), Some(b), Some(c), Some(d)) if format.id() == "html" => {
                let head = got[..a].split("sha256-").enumerate().map(|(i, s)| if i == 0 { s } else { &s[44..] });
                format!("{}…{}…{}", head.collect::<Vec<_>>().join("HASH"), &got[b..c], &got[d..]).replace("><", ">\n<")
            }
            _ => got,
        };
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, got).expect("writable");
        } else if fs::read_to_string(&path).unwrap_or_default() != got {
            wrong.push(path.display().to_string());
        }
    }
    assert!(wrong.is_empty(), "these differ from what is written today (BLESS=1 rewrites):\n{}", wrong.join("\n"));
}

/// What an article says must not steer the terminal of who reads about it.
#[test]
fn nothing_from_an_article_steers_a_terminal() {
    let text = claims_text::text(&sample::report(), &[]) + &entities_text::text(&sample::report());
    for (id, out) in
        ["full", "concise", "github", "markdown", "csv"].map(|id| (id, write(id))).into_iter().chain([("claims", text)])
    {
        for c in out.chars() {
            let steers = c.is_control() && c != '\n' && !(c == '\r' && id == "csv")
                || ('\u{202A}'..='\u{202E}').contains(&c)
                || ('\u{2066}'..='\u{2069}').contains(&c);
            assert!(!steers, "{id}: {c:?} in\n{out}");
        }
    }
    // Colour is ours alone.
    let mut view = View::default();
    (view.notes, view.color) = (true, true);
    let out = format("full").expect("full").write(&sample::report(), &view);
    for (at, _) in out.match_indices('\u{1b}') {
        let code: String = out[at + 2..].chars().take_while(|c| *c != 'm').collect();
        assert!(code.chars().all(|c| c.is_ascii_digit() || c == ';') && code.len() < 5, "{code}");
    }
}

#[test]
fn no_path_steers_a_terminal() {
    let mut report = sample::report();
    report.problems.push(Problem::error("desk/a\u{1b}[31m\u{202e}b.txt", "it cannot be read"));
    for format in FORMATS {
        let out = format.write(&report, &View::default());
        let steers = |c: char| c == '\u{1b}' || ('\u{202A}'..='\u{202E}').contains(&c);
        assert!(out.contains("[31m") && !out.contains(steers), "{}", format.id());
    }
}

/// One passage behind a byte order mark, CRLF, a tab, é, 𐐀 and a joined emoji: every writer counts in its own unit.
#[test]
fn columns_are_counted_as_each_format_wants() {
    let text = "\té 𐐀 👩\u{200d}🚒 ";
    let (characters, bytes) = (1 + text.chars().count(), 1 + text.len());
    let find = |list: &Value| {
        let list = list.as_array().expect("a list").clone();
        list.into_iter().find(|f| f.to_string().contains("nasty")).expect("the finding")
    };
    let own = json("json");
    let note = own["findings"].as_array().expect("a list").last().expect("one").clone();
    let side = &note["sides"][0];
    assert_eq!((side["line"].as_u64(), side["column"].as_u64()), (Some(7), Some(characters as u64)));

    let sarif = json("sarif");
    let results = sarif["runs"][0]["results"].as_array().expect("a list");
    let region = &results.last().expect("one")["locations"][0]["physicalLocation"]["region"];
    assert_eq!((region["startLine"].as_u64(), region["startColumn"].as_u64()), (Some(7), Some(characters as u64)));

    let rd = json("rdjson");
    let start = find(&Value::Array(vec![rd["diagnostics"].as_array().expect("a list").last().expect("one").clone()]));
    assert_eq!(start["location"]["range"]["start"]["column"].as_u64(), Some(bytes as u64));

    assert!(write("github").contains(&format!("line=7,endLine=7,col={characters},")));
    assert!(write("checkstyle").contains(&format!("line=\"7\" column=\"{characters}\"")));
    assert!(write("concise").contains(&format!(":7:{characters}: note")));
    let gitlab = json("gitlab");
    assert_eq!(gitlab.as_array().expect("a list").last().expect("one")["location"]["lines"]["begin"].as_u64(), Some(7));
}

/// Each line that starts with `::` is ours, and reads back as GitHub's runner reads it.
#[test]
fn workflow_commands_cannot_be_planted() {
    let out = write("github");
    let unescape = |s: &str| s.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    let mut levels = Vec::new();
    for line in out.lines().filter(|l| l.starts_with("::")) {
        let (head, data) = line[2..].split_once("::").expect("a command");
        let (level, properties) = head.split_once(' ').expect("properties");
        levels.push(level.to_owned());
        for property in properties.split(',') {
            let (name, value) = property.split_once('=').expect("name and value");
            assert!(["file", "line", "endLine", "col", "endColumn", "title"].contains(&name), "{property}");
            let value = unescape(&value.replace("%3A", ":").replace("%2C", ","));
            if name == "file" && value.contains("nasty") {
                assert_eq!(value, "desk/nasty,%[1]:=.txt");
            }
        }
        assert!(!unescape(data).is_empty());
    }
    assert_eq!(levels, ["error", "error", "error", "warning", "notice", "notice"]);
}

/// Ten of each at most, and the rest is counted.
#[test]
fn github_shows_ten_of_each_and_counts_the_rest() {
    let mut report = sample::report();
    let more: Vec<_> = std::iter::repeat_n(report.findings[0].clone(), 25).collect();
    report.findings.extend(more);
    let out = format("github").expect("github").write(&report, &View::default());
    assert_eq!(out.lines().filter(|l| l.starts_with("::error ")).count(), 10);
    assert!(out.contains("::notice title=copydesk::and 18 more, see the report"), "{out}");
}

/// A spreadsheet must not take an article's words for a formula.
#[test]
fn cells_are_no_formulas() {
    let out = write("csv");
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    let mut rows = 0;
    for row in reader.records() {
        let row = row.expect("a row as long as the head");
        rows += 1;
        for cell in &row {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        }
    }
    assert_eq!(rows, 6);
}

/// Fingerprints are unique where a format shows only the first of equals.
#[test]
fn equal_findings_stay_apart() {
    let mut report = sample::report();
    report.findings.push(report.findings[0].clone());
    let out = format("gitlab").expect("gitlab").write(&report, &View::default());
    let entries: Vec<Value> = serde_json::from_str(&out).expect("JSON");
    let mut seen: Vec<&str> = entries.iter().map(|e| e["fingerprint"].as_str().expect("text")).collect();
    let all = seen.len();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), all);
    for e in &entries {
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&e["severity"].as_str().expect("text")));
        assert!(e["description"].is_string() && e["check_name"].is_string() && e["location"]["path"].is_string());
        assert!(e["location"]["lines"]["begin"].as_u64().is_some_and(|l| l > 0));
    }
}

/// A file that was not read is visible in every format.
#[test]
fn every_format_says_what_was_not_read() {
    let mut report = sample::report();
    report.findings.clear();
    for format in FORMATS {
        let out = format.write(&report, &View::default());
        assert!(out.contains("broken.docx"), "{}:\n{out}", format.id());
    }
}

/// A thousand findings are written in every format in well under a second each.
#[test]
fn large_reports_are_written_fast() {
    let mut report = sample::report();
    let many: Vec<_> = report.findings.iter().cycle().take(1_000).cloned().collect();
    report.findings = many;
    let start = std::time::Instant::now();
    for format in FORMATS {
        assert!(!format.write(&report, &View::default()).is_empty());
    }
    // Generous: the tests run unoptimised, beside others.
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
