//! The command line as a user meets it: exit status, errors that help, outputs written whole or not at all.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A fresh folder for one test.
struct Desk(PathBuf);

impl Desk {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("copydesk-cli-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder");
        Desk(path)
    }

    fn file(&self, name: &str, text: &str) -> &Self {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
        self
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        command.args(args).current_dir(&self.0).env_remove("GITHUB_STEP_SUMMARY").env("NO_COLOR", "1");
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("the program starts")
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
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

fn err(o: &Output) -> String {
    String::from_utf8_lossy(&o.stderr).into_owned()
}

/// An article that contradicts itself on the weekday of a date.
const WRONG_DAY: &str =
    "---\ndate: 2026-11-20\n---\n\nThe council met on Monday, November 17, 2026, in Harwick to vote on the budget.\n";
const RIGHT: &str = "---\ndate: 2026-11-20\n---\n\nThe council met in Harwick to vote on the budget.\n";

#[test]
fn the_exit_status_says_how_it_went() {
    let desk = Desk::new("status");
    desk.file("right.txt", RIGHT).file("wrong.txt", WRONG_DAY).file("empty/.keep", "");
    for (args, status) in [
        (&["check", "right.txt"][..], 0),
        (&["check", "wrong.txt"], 1),
        (&["check", "wrong.txt", "--fail-on", "never"], 0),
        (&["check", "wrong.txt", "--ignore", "impossible-weekday"], 0),
        (&["check", "wrong.txt", "--select", "name,quote"], 0),
        (&["check", "missing.txt"], 2),
        (&["check", "wrong.txt", "missing.txt"], 2),
        (&["check", "empty"], 2),
        (&["check"], 2),
        (&["check", "right.txt", "--fial-on", "error"], 2),
        (&["check", "right.txt", "--format", "htm"], 2),
        (&["check", "right.txt", "--select", "no-such-rule"], 2),
        (&["explain", "no-such-rule"], 2),
        (&["claims", "right.txt"], 0),
        (&["claims", "missing.txt"], 2),
        (&["claims", "right.txt", "--kind", "name"], 0),
        (&["claims", "right.txt", "--kind", "date,age"], 0),
        (&["claims", "right.txt", "--kind", "name", "--format", "json"], 2),
        (&["claims", "right.txt", "--kind", "nmae"], 2),
        (&["sheet", "right.txt"], 0),
        (&["sheet", "missing.txt"], 2),
        (&["rules"], 0),
        (&["explain", "impossible-weekday"], 0),
        (&["--help"], 0),
        (&["--version"], 0),
        (&["check", "--help"], 0),
        (&[], 2),
    ] {
        let o = desk.run(args);
        assert_eq!(o.status.code(), Some(status), "{args:?}\n{}{}", out(&o), err(&o));
    }
}

#[test]
fn errors_name_the_nearest_right_thing() {
    let desk = Desk::new("errors");
    desk.file("a.txt", RIGHT);
    for (args, words) in [
        (&["check", "a.txt", "--format", "htm"][..], "did you mean html?"),
        (&["check", "a.txt", "--ignore", "altered-qoute"], "did you mean altered-quote?"),
        (&["explain", "imposible-weekday"], "did you mean impossible-weekday?"),
        (&["check", "a.txt", "--format", "json", "--format", "sarif"], "only one format can go to standard output"),
        (&["check", "a.txt", "--format", "json=r", "--format", "html=r"], "two formats would be written to r"),
        (&["check", "a.txt", "--baseline", "none.json"], "copydesk baseline update"),
        (&["check", "a.txt", "--config", "none.toml"], "none.toml"),
        (&["check", "a.txt", "--date", "yesterday"], "--date"),
        (&["chekc", "a.txt"], "check"),
    ] {
        let o = desk.run(args);
        assert!(err(&o).contains(words), "{args:?}: {}", err(&o));
        assert_eq!(o.status.code(), Some(2));
        assert!(o.stdout.is_empty());
    }
}

#[test]
fn several_formats_go_to_several_places() {
    let desk = Desk::new("several");
    desk.file("wrong.txt", WRONG_DAY);
    let summary = desk.0.join("summary.md");
    fs::write(&summary, "before\n").expect("written");
    let mut command = desk.command(&[
        "check",
        "wrong.txt",
        "--format",
        "github",
        "--format",
        "html=r.html",
        "--format",
        "sarif=r.sarif",
    ]);
    let o = command.env("GITHUB_STEP_SUMMARY", &summary).output().expect("starts");
    assert_eq!(o.status.code(), Some(1), "{}", err(&o));
    assert!(out(&o).starts_with("::error file=wrong.txt,line=5,"), "{}", out(&o));
    assert!(desk.read("r.html").starts_with("<!DOCTYPE html>"));
    assert!(desk.read("r.sarif").contains("\"version\": \"2.1.0\""));
    assert!(desk.read("summary.md").starts_with("before\n<!-- copydesk-report -->"));
    let left: Vec<_> = fs::read_dir(&desk.0).expect("a folder").flatten().map(|e| e.file_name()).collect();
    assert!(!left.iter().any(|n| n.to_string_lossy().ends_with(".tmp")), "{left:?}");
}

#[test]
fn an_output_that_cannot_be_written_is_a_failure() {
    let desk = Desk::new("unwritable");
    desk.file("wrong.txt", WRONG_DAY);
    let o = desk.run(&["check", "wrong.txt", "--format", "json=no/such/folder/r.json"]);
    assert_eq!(o.status.code(), Some(2));
    assert!(err(&o).contains("cannot write"), "{}", err(&o));
    if Path::new("/dev/full").exists() {
        let full = fs::File::create("/dev/full").expect("there");
        let o = desk.command(&["check", "wrong.txt"]).stdout(full).output().expect("starts");
        assert_eq!(o.status.code(), Some(2), "{}", err(&o));
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_quiet() {
    let desk = Desk::new("pipe");
    desk.file("wrong.txt", WRONG_DAY);
    let mut child = desk
        .command(&["check", "wrong.txt", "--format", "json", "--groups"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    drop(child.stdout.take());
    let o = child.wait_with_output().expect("ends");
    assert_eq!((o.status.code(), err(&o).as_str()), (Some(1), ""));
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_the_run_and_leaves_no_part_of_a_report() {
    use std::os::unix::process::ExitStatusExt;
    let desk = Desk::new("interrupt");
    let record = |n: usize| {
        let text = format!(
            "The council of ward {n} met on Tuesday and voted to spend ${n} on its roads. Mayor Ines Callard said the work would \
             last {n} days and that nobody in the town would have to wait for the new bridge until it was finished."
        );
        format!("{{\"title\": \"Ward {n}\", \"date\": \"2026-11-18\", \"text\": \"{text}\"}}\n")
    };
    // So many that no machine is done when the signal comes.
    let batch: String = (2..60_000).map(record).collect();
    desk.file("wards.jsonl", &batch);
    let mut child = desk
        .command(&["check", "wards.jsonl", "--format", "json=report.json"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("starts");
    std::thread::sleep(std::time::Duration::from_millis(300));
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill is there");
    assert!(sent.success());
    let status = child.wait().expect("ends");
    assert_eq!(status.signal(), Some(2), "{status}");
    let left: Vec<_> = fs::read_dir(&desk.0).expect("there").map(|e| e.expect("readable").file_name()).collect();
    assert_eq!(left, ["wards.jsonl"]);
}

#[test]
fn standard_input_has_a_name_and_a_date() {
    let desk = Desk::new("stdin");
    let text = "The council met on Monday, November 17, 2026, in Harwick to vote on the budget.\n";
    let mut command =
        desk.command(&["check", "-", "--stdin-filename", "draft.txt", "--format", "json", "--date", "2026-11-20"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("starts");
    std::io::Write::write_all(&mut child.stdin.take().expect("open"), text.as_bytes()).expect("written");
    let o = child.wait_with_output().expect("ends");
    let json: serde_json::Value = serde_json::from_slice(&o.stdout).expect("JSON");
    assert_eq!(
        (json["articles"][0]["id"].as_str(), json["articles"][0]["published"].as_str()),
        (Some("draft.txt"), Some("2026-11-20"))
    );
}

#[test]
fn the_configuration_is_found_upward_and_the_command_line_wins() {
    let desk = Desk::new("config");
    desk.file(".git/HEAD", "")
        .file("copydesk.toml", "fail-on = \"never\"\n[rules]\nimpossible-weekday = \"warning\"\n");
    desk.file("drafts/wrong.txt", WRONG_DAY);
    let inside = |args: &[&str]| desk.command(args).current_dir(desk.0.join("drafts")).output().expect("starts");
    let o = inside(&["check", "wrong.txt"]);
    assert_eq!(o.status.code(), Some(0), "{}", err(&o));
    assert!(out(&o).contains("warning[impossible-weekday]"), "{}", out(&o));
    assert_eq!(inside(&["check", "wrong.txt", "--fail-on", "warning"]).status.code(), Some(1));
    let o = inside(&["check", "wrong.txt", "--isolated"]);
    assert!(out(&o).contains("error[impossible-weekday]"), "{}", out(&o));
    assert_eq!(o.status.code(), Some(1));
    desk.file("copydesk.toml", "[rules]\nimposible-weekday = \"off\"\n");
    let o = inside(&["check", "wrong.txt"]);
    assert_eq!(o.status.code(), Some(2));
    assert!(err(&o).contains("did you mean `impossible-weekday`?"), "{}", err(&o));
}

#[test]
fn a_new_configuration_is_valid_and_changes_nothing() {
    let desk = Desk::new("init");
    desk.file("wrong.txt", WRONG_DAY);
    let before = out(&desk.run(&["check", "wrong.txt"]));
    assert_eq!(desk.run(&["init"]).status.code(), Some(0));
    assert_eq!(desk.run(&["init"]).status.code(), Some(2));
    assert_eq!(out(&desk.run(&["check", "wrong.txt"])), before);
}

#[test]
fn known_findings_are_not_shown_again() {
    let desk = Desk::new("baseline");
    desk.file("wrong.txt", WRONG_DAY);
    assert_eq!(desk.run(&["baseline", "update", "wrong.txt"]).status.code(), Some(0));
    let o = desk.run(&["check", "wrong.txt", "--baseline", "copydesk-baseline.json"]);
    assert_eq!(o.status.code(), Some(0), "{}", out(&o));
    assert!(out(&o).contains("Known before, not shown: 1 finding"), "{}", out(&o));
    // Moved down by a paragraph it is still known; another day is new.
    desk.file("wrong.txt", &WRONG_DAY.replace("---\n\nThe", "---\n\nA new first paragraph stands here.\n\nThe"));
    assert_eq!(desk.run(&["check", "wrong.txt", "--baseline", "copydesk-baseline.json"]).status.code(), Some(0));
    desk.file("wrong.txt", &WRONG_DAY.replace("17", "18"));
    assert_eq!(desk.run(&["check", "wrong.txt", "--baseline", "copydesk-baseline.json"]).status.code(), Some(1));
    // A damaged list is a failure, never clean.
    desk.file("wrong.txt", RIGHT);
    assert_eq!(desk.run(&["baseline", "prune", "wrong.txt"]).status.code(), Some(0));
    assert!(!desk.read("copydesk-baseline.json").contains("fingerprint"));
    desk.file("copydesk-baseline.json", "{\"schema\": \"copydesk-base");
    assert_eq!(desk.run(&["check", "wrong.txt", "--baseline", "copydesk-baseline.json"]).status.code(), Some(2));
}

#[test]
fn accepted_findings_need_a_reason_and_an_end() {
    let desk = Desk::new("accepted");
    desk.file("wrong.txt", WRONG_DAY);
    let json: serde_json::Value =
        serde_json::from_slice(&desk.run(&["check", "wrong.txt", "--format", "json"]).stdout).expect("JSON");
    let fingerprint = json["findings"][0]["fingerprint"].as_str().expect("one").to_owned();
    let entry =
        |more: &str| format!("[[ignore]]\nfingerprint = \"{fingerprint}\"\nreason = \"as on the poster\"\n{more}");
    desk.file("copydesk-ignore.toml", &entry(""));
    let o = desk.run(&["check", "wrong.txt"]);
    assert_eq!(o.status.code(), Some(0));
    assert!(out(&o).contains("Accepted by the desk, not shown: 1 finding"), "{}", out(&o));
    assert_eq!(desk.run(&["check", "wrong.txt", "--no-suppressions"]).status.code(), Some(1));
    // It ends by the date of the articles, never by today's.
    desk.file("copydesk-ignore.toml", &entry("until = 2026-11-20\n"));
    assert_eq!(desk.run(&["check", "wrong.txt"]).status.code(), Some(0));
    desk.file("copydesk-ignore.toml", &entry("until = \"2026-11-19\"\n"));
    let o = desk.run(&["check", "wrong.txt"]);
    assert_eq!(o.status.code(), Some(1));
    assert!(out(&o).contains("expired on 2026-11-19"), "{}", out(&o));
    // One that accepts nothing is reported; one without a reason is refused.
    desk.file(
        "copydesk-ignore.toml",
        "[[ignore]]\nrule = \"altered-quote\"\nvalues = [\"a\", \"b\"]\nreason = \"x\"\n",
    );
    let o = desk.run(&["check", "wrong.txt"]);
    assert!(out(&o).contains("accepts nothing that was found"), "{}", out(&o));
    desk.file(
        "copydesk-ignore.toml",
        "[[ignore]]\nrule = \"altered-qoute\"\nvalues = [\"a\"]\nreason = \"it is so\"\n",
    );
    let o = desk.run(&["check", "a.txt", "--format", "json"]);
    assert!(out(&o).contains("there is no rule altered-qoute: did you mean altered-quote?"), "{}", out(&o));
    desk.file("copydesk-ignore.toml", "[[ignore]]\nrule = \"altered-quote\"\nvalues = [\"a\"]\n");
    assert_eq!(desk.run(&["check", "wrong.txt"]).status.code(), Some(2));
}

#[test]
fn a_comment_accepts_what_stands_beside_it() {
    let desk = Desk::new("comment");
    let line = "The council met on Monday, November 17, 2026, in Harwick to vote on the budget.";
    let with = |comment: &str| format!("---\ndate: 2026-11-20\n---\n\n{comment}\n\n{line}\n");
    desk.file("a.md", &with("<!-- copydesk-ignore impossible-weekday: as on the poster -->"));
    let o = desk.run(&["check", "a.md"]);
    assert_eq!(o.status.code(), Some(0), "{}", out(&o));
    assert!(out(&o).contains("Accepted by the desk"), "{}", out(&o));
    desk.file("a.md", &with("<!-- copydesk-ignore impossible-weekday: as on the poster -->\n\nAnother paragraph."));
    let o = desk.run(&["check", "a.md"]);
    assert_eq!(o.status.code(), Some(1));
    assert!(out(&o).contains("accepts nothing that was found"), "{}", out(&o));
    desk.file("a.md", &with("<!-- copydesk-ignore impossible-weekday -->"));
    assert!(out(&desk.run(&["check", "a.md"])).contains("needs a reason"));
}

#[test]
fn completions_and_manual_pages_are_there() {
    let desk = Desk::new("man");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(out(&desk.run(&["completions", shell])).contains("copydesk"), "{shell}");
    }
    assert!(out(&desk.run(&["man"])).contains(".TH copydesk 1"));
    assert_eq!(desk.run(&["man", "--dir", "pages"]).status.code(), Some(0));
    assert!(desk.read("pages/copydesk-check.1").contains("fail\\-on"));
}

/// The same bytes whatever the number of threads and the order of the paths.
#[test]
fn the_report_does_not_depend_on_threads_or_order() {
    let desk = Desk::new("order");
    desk.file("a.txt", WRONG_DAY).file("b.txt", RIGHT).file("c.txt", &WRONG_DAY.replace("17", "18"));
    let first = out(&desk.run(&["check", "a.txt", "b.txt", "c.txt", "--format", "json", "--groups", "--threads", "1"]));
    for args in [
        &["check", "c.txt", "b.txt", "a.txt", "--format", "json", "--groups", "--threads", "2"],
        &["check", "b.txt", "a.txt", "c.txt", "--format", "json", "--groups", "--threads", "8"],
    ] {
        assert_eq!(out(&desk.run(args)), first);
    }
}

#[test]
fn a_sheet_is_written_kept_and_checked_against() {
    let desk = Desk::new("sheet");
    let story = |name: &str| {
        format!(
            "---\ndate: 2026-11-20\n---\n\nMayor {name} of Harwick opened the bridge on Friday. The mayor came on foot.\n"
        )
    };
    desk.file("archive/a.txt", &story("Jorge Elorza")).file("draft.txt", &story("Jorge Elorsa"));
    for (file, format) in [("people.toml", "toml"), ("people.csv", "csv")] {
        let o = desk.run(&["sheet", "archive", "--kind", "person", "--format", format, "-o", file]);
        assert_eq!(o.status.code(), Some(0), "{}", err(&o));
        assert!(desk.read(file).contains("Jorge Elorza") && !desk.read(file).contains("\n[[place]]"));
        // What a desk has corrected is not written over.
        assert_eq!(desk.run(&["sheet", "archive", "-o", file]).status.code(), Some(2));
        assert_eq!(desk.run(&["check", "archive", "--sheet", file]).status.code(), Some(0));
        let o = desk.run(&["check", "draft.txt", "--sheet", file]);
        assert_eq!(o.status.code(), Some(1), "{}", err(&o));
        assert!(out(&o).contains("error[name-off-sheet]: Jorge Elorsa is Jorge Elorza on the sheet"), "{}", out(&o));
        assert!(out(&o).contains(&format!("::: {file}:")), "{}", out(&o));
    }
    desk.file("copydesk.toml", "sheet = [\"people.toml\"]\n");
    assert_eq!(desk.run(&["check", "draft.txt"]).status.code(), Some(1));
    assert_eq!(desk.run(&["check", "draft.txt", "--isolated"]).status.code(), Some(0));
    desk.file("bad.toml", "[[person]]\nname = \"A B\"\nrool = \"mayor\"\n");
    for (file, words) in [
        ("bad.toml", "bad.toml, line 3: there is no key `rool`: did you mean `role`?"),
        ("none.toml", "cannot read the sheet none.toml"),
    ] {
        let o = desk.run(&["check", "draft.txt", "--sheet", file]);
        assert_eq!((o.status.code(), o.stdout.is_empty()), (Some(2), true));
        assert!(err(&o).contains(words), "{}", err(&o));
    }
}
