//! `copydesk verify`: a draft against its sources, as a user meets it.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

/// A fresh folder for one test.
struct Desk(PathBuf);

impl Desk {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("copydesk-verify-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("sources")).expect("a folder");
        Desk(path)
    }

    fn file(&self, name: &str, text: &str) -> &Self {
        fs::write(self.0.join(name), text).expect("written");
        self
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        command.arg("verify").args(args).current_dir(&self.0).env("NO_COLOR", "1").output().expect("the program starts")
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn out(o: &Output) -> String {
    String::from_utf8_lossy(&o.stdout).into_owned()
}

const TRANSCRIPT: &str = "---\ntitle: Transcript of the council meeting\ndate: 2026-11-17\n---\n\
    MAYOR ELORZA: Thank you all. We are not going to raise taxes to pay for this. It is a good day for the town, and for the bay.\n\n\
    PAUL OKAFOR: The delay was a disgrace. I do not think that the old dock is safe for the winter ferries.\n";
const RELEASE: &str = "---\ntitle: Council approves harbor plan\ndate: 2026-11-18\n---\n\
    The city council on Tuesday approved a $42 million harbor plan by a vote of 7-3. The plan will protect 2 million residents of \
    the bay region, said Mayor Inés Elorza. Finance director Paul Okafor said the gates would be built by 2031.\n";

fn desk(name: &str, draft: &str) -> Desk {
    let desk = Desk::new(name);
    desk.file("sources/transcript.txt", TRANSCRIPT).file("sources/release.txt", RELEASE);
    desk.file("draft.txt", &format!("---\ndate: 2026-11-20\n---\n{draft}\n"));
    desk
}

/// The answer for each passage of a draft, as the lines show it.
fn answers(name: &str, draft: &str, args: &[&str]) -> (Vec<String>, Option<i32>) {
    let desk = desk(name, draft);
    let mut all = vec!["draft.txt", "--against", "sources"];
    all.extend(args);
    let o = desk.run(&all);
    let strip = |line: &str| line.split_once(": ").map_or(line, |(_, rest)| rest).to_owned();
    (out(&o).lines().map(strip).collect(), o.status.code())
}

#[test]
fn each_quotation_is_word_for_word_altered_or_nowhere() {
    for (n, (draft, begins, status)) in [
        ("“We are not going to raise taxes to pay for this,” Elorza said.", "word for word: quote", 0),
        (
            "“We are not going to raise taxes ... It is a good day for the town,” Elorza said.",
            "word for word: quote",
            0,
        ),
        ("Elorza spoke of “a good day for the town.”", "word for word: quote", 0),
        ("“We are going to raise taxes to pay for this,” Elorza said.", "error: altered: quote “We are going", 1),
        ("“We are not going to raise fees to pay for this,” Elorza said.", "error: altered: quote", 1),
        ("“We're not going to raise taxes to pay for this,” Elorza said.", "altered: quote", 0),
        ("“I ... think that the old dock is safe for the winter ferries,” Okafor said.", "error: altered: quote", 1),
        ("“Nobody has seen the bill for the ferries yet,” Okafor said.", "warning: not found: quote", 0),
        ("Okafor called the dock a “rust bucket.”", "not found: quote", 0),
    ]
    .into_iter()
    .enumerate()
    {
        let (lines, code) = answers(&format!("quote{n}"), draft, &["--select", "quote"]);
        assert!(lines.iter().any(|l| l.starts_with(begins)), "{draft}\n{}", lines.join("\n"));
        assert_eq!(code, Some(status), "{draft}\n{}", lines.join("\n"));
    }
}

#[test]
fn other_claims_are_supported_conflicting_or_not_found() {
    let draft = "The council approved a $42 million harbor plan on Tuesday by a vote of 7-4. Mayor Inés Elorza, 54, said it would \
        protect 2 million residents of the bay region.";
    let (lines, code) = answers("claims", draft, &[]);
    for begins in [
        "supported: figure $42 million (sources/release.txt:5:",
        "supported: date Tuesday",
        "error: conflicting: figure 7-4: “7-3” in the source",
        "supported: name Inés Elorza",
        "not found: age 54",
        "supported: figure 2 million",
    ] {
        assert!(lines.iter().any(|l| l.starts_with(begins)), "{begins}\n{}", lines.join("\n"));
    }
    assert_eq!(code, Some(1));
}

#[test]
fn the_exit_status_follows_fail_on() {
    let nowhere = "“Nobody has seen the bill for the ferries yet,” Okafor said.";
    for (n, (level, status)) in [("error", 0), ("warning", 1), ("note", 1), ("never", 0)].into_iter().enumerate() {
        assert_eq!(answers(&format!("fail{n}"), nowhere, &["--fail-on", level]).1, Some(status), "{level}");
    }
    let altered = "“We are going to raise taxes to pay for this,” Elorza said.";
    for (n, (level, status)) in [("error", 1), ("warning", 1), ("never", 0)].into_iter().enumerate() {
        assert_eq!(answers(&format!("alter{n}"), altered, &["--fail-on", level]).1, Some(status), "{level}");
    }
}

#[test]
fn quiet_shows_what_needs_a_look() {
    let draft =
        "“It is a good day for the town,” Elorza said. “Nobody has seen the bill for the ferries yet,” Okafor said.";
    let (lines, _) = answers("quiet", draft, &["--quiet", "--select", "quote"]);
    assert_eq!(lines.len(), 1, "{}", lines.join("\n"));
}

#[test]
fn the_json_has_every_claim_with_its_places() {
    let desk = desk("json", "“We are going to raise taxes to pay for this,” Elorza said.");
    let o = desk.run(&["draft.txt", "--against", "sources", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&o.stdout).expect("JSON");
    assert_eq!((json["schema"].as_str(), json["complete"].as_bool()), (Some("copydesk-verify/1"), Some(true)));
    assert_eq!((json["drafts"].as_array().map(Vec::len), json["sources"].as_array().map(Vec::len)), (Some(1), Some(2)));
    let quote = json["claims"].as_array().and_then(|c| c.iter().find(|c| c["kind"] == "quote")).expect("a quotation");
    assert_eq!((quote["support"].as_str(), quote["severity"].as_str()), (Some("conflicting"), Some("error")));
    assert_eq!(quote["differences"][0].as_str(), Some("“not” is missing"));
    let source = &quote["source"];
    let text = fs::read(desk.0.join("sources/transcript.txt")).expect("there");
    let range = source["start"].as_u64().unwrap_or(0) as usize..source["end"].as_u64().unwrap_or(0) as usize;
    assert_eq!(source["text"].as_str(), std::str::from_utf8(&text[range]).ok());
}

#[test]
fn bad_input_is_said_and_fails() {
    let desk = desk("bad", "“It is a good day for the town,” Elorza said.");
    desk.file("empty.txt", "");
    for (args, status, words) in [
        (&["draft.txt"][..], 2, "--against"),
        (&["draft.txt", "--against"], 2, "--against"),
        (&["--against", "sources"], 2, "DRAFT"),
        (&["draft.txt", "--against", "none.txt"], 2, "none.txt"),
        (&["none.txt", "--against", "sources"], 2, "none.txt"),
        (&["draft.txt", "--against", "empty.txt"], 2, "empty.txt"),
        (&["-", "--against", "-"], 2, "standard input"),
        (&["draft.txt", "--against", "draft.txt"], 2, "no source of itself"),
        (&["draft.txt", "--against", "./draft.txt", "sources"], 0, "no source of itself"),
        (&["draft.txt", "--against", "sources", "--format", "html"], 2, "html"),
        (&["draft.txt", "--against", "sources", "--select", "no-such-rule"], 2, "no-such-rule"),
    ] {
        let o = desk.run(args);
        let said = out(&o) + &String::from_utf8_lossy(&o.stderr);
        assert!(said.contains(words), "{args:?}: {said}");
        assert_eq!(o.status.code(), Some(status), "{args:?}: {said}");
    }
}

#[test]
fn the_order_of_the_sources_does_not_matter() {
    let desk = desk("order", "“We are going to raise taxes to pay for this,” Elorza said of the $42 million plan.");
    let one = desk.run(&["draft.txt", "--against", "sources/release.txt", "sources/transcript.txt", "--threads", "1"]);
    let two = desk.run(&["draft.txt", "--against", "sources/transcript.txt", "sources/release.txt", "--threads", "3"]);
    assert_eq!(out(&one), out(&two));
}
