//! A draft as TOML or CSV. Nothing that an article says can end a string, a comment or a cell, or be taken for a formula.

use std::fmt::Write as _;

use super::draft::DraftEntry;
use crate::model::EntityKind;
use crate::report::clean::{one_line, shorten};

/// Longest remark.
const REMARK: usize = 240;
/// Forms and roles told in remarks.
const SEEN: usize = 12;

/// The draft as TOML, with where everything stands in comments.
#[must_use]
pub fn toml(draft: &[DraftEntry]) -> String {
    let mut out = String::from(
        "# Draft of a reference sheet, made by copydesk. Correct it, delete what you do not need, and keep it:\n\
         # copydesk check --sheet FILE takes it for right. Roles hold from valid-from to valid-to (valid-from = 2026-01-31);\n\
         # born = 1972-03-14 is better than an age. Entries are [[person]], [[organisation]], [[place]], [[work]], [[product]], [[event]].\n",
    );
    for e in draft {
        let times = if e.times == 1 { "once".to_owned() } else { format!("{} times", e.times) };
        let articles = if e.articles == 1 { "1 article".to_owned() } else { format!("{} articles", e.articles) };
        let _ = write!(out, "\n# {times} in {articles}\n");
        for seen in e.seen.iter().take(SEEN) {
            let _ = writeln!(out, "#   {}", shorten(seen, REMARK));
        }
        if e.seen.len() > SEEN {
            let _ = writeln!(out, "#   and {} more", e.seen.len() - SEEN);
        }
        for remark in e.remarks.iter().take(SEEN) {
            let _ = writeln!(out, "# left out: {}", shorten(remark, REMARK));
        }
        let _ = writeln!(out, "[[{}]]\nname = {}", table(e.kind), string(&e.name));
        if !e.aliases.is_empty() {
            let _ = writeln!(out, "aliases = {}", list(&e.aliases));
        }
        match &e.roles[..] {
            [] => {}
            [role] => {
                let _ = writeln!(out, "role = {}", string(role));
            }
            roles => {
                let _ = writeln!(out, "role = {}", list(roles));
            }
        }
        if let Some(born) = &e.born {
            let _ = writeln!(out, "born = {}", string(born));
        }
        if let Some((years, on)) = e.age {
            let _ = writeln!(out, "age = {years}\nage-on = {on}");
        }
    }
    out
}

fn table(kind: EntityKind) -> &'static str {
    kind.as_str()
}

/// A text as TOML writes it, on one line.
fn string(text: &str) -> String {
    ::toml::Value::String(one_line(text)).to_string()
}

fn list(values: &[String]) -> String {
    format!("[{}]", values.iter().map(|v| string(v)).collect::<Vec<_>>().join(", "))
}

/// Columns of the CSV; `times` and `seen` are for the reader and are skipped when the sheet is read.
const HEAD: [&str; 9] = ["kind", "name", "aliases", "role", "born", "age", "age-on", "times", "seen"];

/// The draft as CSV.
#[must_use]
pub fn csv(draft: &[DraftEntry]) -> String {
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory does not fail, and every row is as long as the head.
    let _ = writer.write_record(HEAD);
    for e in draft {
        // A name with a mark that parts names cannot stand in a list.
        let joined = |values: &[String]| {
            let kept: Vec<String> = values.iter().filter(|v| !v.contains([';', '|'])).map(|v| one_line(v)).collect();
            kept.join("; ")
        };
        let seen: Vec<String> = e.seen.iter().take(SEEN).map(|s| one_line(s)).collect();
        let remarks = e.remarks.iter().take(SEEN).map(|r| format!("left out: {}", one_line(r)));
        let row = [
            e.kind.as_str().to_owned(),
            one_line(&e.name),
            joined(&e.aliases),
            joined(&e.roles),
            e.born.clone().unwrap_or_default(),
            e.age.map(|(years, _)| years.to_string()).unwrap_or_default(),
            e.age.map(|(_, on)| on.to_string()).unwrap_or_default(),
            e.times.to_string(),
            shorten(&seen.into_iter().chain(remarks).collect::<Vec<_>>().join("; "), 2 * REMARK),
        ];
        let _ = writer.write_record(row.iter().map(|cell| safe(cell)));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// A cell that a spreadsheet cannot take for a formula.
fn safe(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Sheet;

    fn nasty(name: &str) -> DraftEntry {
        DraftEntry {
            kind: EntityKind::Person,
            name: name.to_owned(),
            aliases: vec!["\"\"\"\n[[person]]\nname = \"planted\"".into(), "=2+3".into(), "a;b|c".into()],
            roles: vec!["mayor\r\n# of".into()],
            born: None,
            age: None,
            times: 2,
            articles: 1,
            seen: vec!["x\ny\u{202e}\u{1b}[2J".into()],
            remarks: vec!["\n[[place]]".into()],
        }
    }

    #[test]
    fn what_articles_say_stays_inside_its_string_and_cell() {
        for name in
            ["=cmd|' /C calc'!A0", "Jorge \"El\" Elorza\\", "+1 \u{7f}\u{0} \u{2028}x", "@mayor", "O'Keefe, \"Pat\""]
        {
            let draft = [nasty(name), nasty("Ann Hale")];
            for (path, text) in [("a.toml", toml(&draft)), ("a.csv", csv(&draft))] {
                let mut sheet = Sheet::default();
                super::super::read(path, text.as_bytes(), &mut sheet).unwrap_or_else(|e| panic!("{e}\n{text}"));
                assert_eq!(sheet.entries.len(), 2, "{text}");
                assert_eq!(sheet.entries[0].name.text, one_line(name), "{text}");
                assert!(sheet.entries[0].aliases.iter().any(|a| a.text == "=2+3"), "{text}");
                assert!(text.lines().all(|l| !l.starts_with("[[place") && !l.starts_with(['=', '@', '+'])), "{text}");
            }
        }
    }
}
