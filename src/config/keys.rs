//! Every key of `copydesk.toml`, in the order of its page: the file is checked, its schema and its page are made from this list.

/// What a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// true or false.
    Switch,
    /// A whole number.
    Whole,
    /// A share from 0 to 1.
    Share,
    /// Text.
    Text,
    /// A date such as 2026-11-20.
    Date,
    /// A list of texts.
    List,
    /// A list of lists of texts.
    Lists,
    /// error, warning, note or never.
    Threshold,
    /// A table from rule to error, warning, note or off.
    Severities,
}

/// One key.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The table it stands in; empty at the top.
    pub table: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// What holds if it is not there.
    pub default: &'static str,
    /// An example of its value.
    pub example: &'static str,
    /// What it does, one or more sentences.
    pub about: &'static str,
}

/// The tables with what they are for; `overrides` is a list of tables.
pub static TABLES: &[(&str, &str)] = &[
    ("defaults", "What is known of articles that do not say it themselves."),
    ("rules", "Severity by rule. `copydesk rules` lists the names."),
    ("fields", "Which fields of JSON records hold what. Sensible names are guessed; these are tried first."),
    (
        "overrides",
        "A list of tables, each with its own `[[overrides]]` heading: what holds for some paths only. The first that fits a file decides.",
    ),
];

const fn key(
    table: &'static str,
    name: &'static str,
    takes: Takes,
    default: &'static str,
    example: &'static str,
    about: &'static str,
) -> Key {
    Key { table, name, takes, default, example, about }
}

/// THE list.
pub static KEYS: &[Key] = &[
    key("", "fail-on", Takes::Threshold, "\"error\"", "\"warning\"", "From which severity on the exit status is 1."),
    key(
        "",
        "format",
        Takes::List,
        "[\"full\"]",
        "[\"github\", \"html=report.html\"]",
        "How to report; each is a format, or a format and the file it goes to.",
    ),
    key("", "notes", Takes::Switch, "false", "true", "Show notes in reports for people."),
    key(
        "",
        "explain",
        Takes::Switch,
        "false",
        "true",
        "Say for each finding why the passages are about one thing and what decided.",
    ),
    key("", "select", Takes::List, "[]", "[\"name\", \"altered-quote\"]", "Only these rules or kinds."),
    key("", "ignore", Takes::List, "[]", "[\"conflicting-role\"]", "Not these rules or kinds."),
    key("", "min-confidence", Takes::Share, "0", "0.9", "Leave out findings that editors accept less often than this."),
    key(
        "",
        "one-story",
        Takes::Switch,
        "false",
        "true",
        "All articles tell one story: compare everything with everything.",
    ),
    key(
        "",
        "houses",
        Takes::Lists,
        "[]",
        "[[\"Larkport Courier\", \"Courier on Sunday\"]]",
        "Publishers that are one house: between them quotations are held to the word, as within one publisher.",
    ),
    key("", "max-file-size", Takes::Whole, "64", "8", "Largest file to read, in megabytes."),
    key(
        "",
        "sheet",
        Takes::List,
        "[]",
        "[\"people.toml\", \"places.csv\"]",
        "Reference sheets: names, roles and ages that are always right. `copydesk sheet` writes one to start from. Paths count from the folder of this file.",
    ),
    key(
        "",
        "baseline",
        Takes::Text,
        "none",
        "\"copydesk-baseline.json\"",
        "Findings known before, which are not shown again. The path counts from the folder of this file.",
    ),
    key(
        "",
        "suppressions",
        Takes::Text,
        "\"copydesk-ignore.toml\"",
        "\"desk/accepted.toml\"",
        "Where accepted findings are written down. The path counts from the folder of this file.",
    ),
    key("defaults", "publisher", Takes::Text, "none", "\"Larkport Courier\"", "Publisher of articles that name none."),
    key("defaults", "date", Takes::Date, "none", "\"2026-11-20\"", "Date of publication of articles that carry none."),
    key(
        "rules",
        "",
        Takes::Severities,
        "each rule's own",
        "\"note\"",
        "`RULE = \"error\"`, `\"warning\"`, `\"note\"` or `\"off\"`, or a table: `{ severity = \"warning\", min-confidence = 0.9 }`.",
    ),
    key("fields", "title", Takes::List, "guessed", "[\"headline\"]", "The headline."),
    key("fields", "text", Takes::List, "guessed", "[\"body_html\"]", "The body."),
    key("fields", "date", Takes::List, "guessed", "[\"published_at\"]", "Date of publication."),
    key("fields", "publisher", Takes::List, "guessed", "[\"outlet\"]", "Publisher."),
    key(
        "overrides",
        "paths",
        Takes::List,
        "none",
        "[\"wire/**\", \"*.wire.txt\"]",
        "Which files: patterns, where `*` stands for anything within a folder and `**` for any folders. A pattern may begin at any folder.",
    ),
    key(
        "overrides",
        "publisher",
        Takes::Text,
        "none",
        "\"Coast Wire\"",
        "Publisher of those articles, if they name none.",
    ),
    key(
        "overrides",
        "date",
        Takes::Date,
        "none",
        "\"2026-11-20\"",
        "Date of publication of those articles, if they carry none.",
    ),
    key(
        "overrides",
        "ignore",
        Takes::List,
        "[]",
        "[\"quote\"]",
        "Rules or kinds that are left out where a passage of the finding stands in one of those files.",
    ),
    key(
        "overrides",
        "rules",
        Takes::Severities,
        "none",
        "{ altered-quote = \"note\" }",
        "Severity by rule where a passage of the finding stands in one of those files.",
    ),
];

/// The keys of one table.
pub fn of(table: &str) -> impl Iterator<Item = &'static Key> + '_ {
    KEYS.iter().filter(move |k| k.table == table)
}
