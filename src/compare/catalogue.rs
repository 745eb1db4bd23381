//! What is known of a rule besides its check: id, severity, manual page. Open to the command line, config, reports and docs.

use super::Check;
use crate::model::{Kind, Settings, Severity};

/// A rule: metadata and check. Made by the [`rule!`](crate::rule) macro, one a file.
pub struct Rule {
    /// The id, kebab-case, never renamed or reused; the file is named after it.
    pub id: &'static str,
    /// Kind of the claims compared (a takeover rule keeps the kind of the finding it takes).
    pub kind: Kind,
    /// Severity unless the relation of the articles says otherwise.
    pub severity: Severity,
    /// Rules that take a finding on the same sides before this one.
    pub yields_to: &'static [&'static str],
    /// The manual page: the doc comment of the declaration, Markdown, the first line the summary.
    pub doc: &'static str,
    /// What it does.
    pub check: Check,
}

impl Rule {
    /// The first sentence of the manual page.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        self.doc.trim().lines().next().unwrap_or_default().trim()
    }

    /// The manual page as Markdown, without the leading blanks that doc comments have.
    #[must_use]
    pub fn manual(&self) -> String {
        let mut page = String::new();
        for line in self.doc.trim_matches('\n').lines() {
            page.push_str(line.strip_prefix(' ').unwrap_or(line));
            page.push('\n');
        }
        page
    }
}

/// Whether the settings leave the rule on.
#[must_use]
pub fn enabled(rule: &Rule, settings: &Settings) -> bool {
    let named = |list: &[String]| list.iter().any(|r| r == rule.id || r == rule.kind.as_str());
    (settings.select.is_empty() || named(&settings.select))
        && !named(&settings.ignore)
        && settings.severities.get(rule.id) != Some(&None)
}

/// Declares a rule: `rule! { /// manual page … "id", Kind, Severity, yields_to: [...], check: Check::… }`.
///
/// The doc comment is the manual page. Headings, in this order: *What it compares*, *Why it matters*, *Example*, *Not reported*.
#[macro_export]
macro_rules! rule {
    ($(#[doc = $line:literal])+ id: $id:literal, kind: $kind:ident, severity: $severity:ident, yields_to: [$($other:literal),* $(,)?], check: $check:expr $(,)?) => {
        $(#[doc = $line])+
        pub static RULE: $crate::compare::Rule = $crate::compare::Rule {
            id: $id,
            kind: $crate::model::Kind::$kind,
            severity: $crate::model::Severity::$severity,
            yields_to: &[$($other),*],
            doc: concat!($($line, "\n"),+),
            check: $check,
        };
    };
}
