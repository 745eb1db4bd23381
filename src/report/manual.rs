//! The page docs/rules.md: every rule with its manual page.

use std::fmt::Write as _;

use crate::compare::rules::RULES;

/// The manual of all rules, in Markdown.
#[must_use]
pub fn markdown() -> String {
    let mut out = String::from(
        "# The rules\n\nThis page is made from the rules themselves; `copydesk explain RULE` prints the same. An error means that the \
         passages cannot both be right, a warning that an editor must look, a note that it is worth knowing.\n\n\
         | rule | severity | compares | looks for |\n|---|---|---|---|\n",
    );
    for rule in RULES {
        let _ = writeln!(
            out,
            "| [{0}](#{0}) | {1} | {2}s | {3} |",
            rule.id,
            rule.severity.as_str(),
            rule.kind.as_str(),
            rule.summary().replace('|', "\\|")
        );
    }
    for rule in RULES {
        // Headings of a manual page go down two levels, so that the page has one outline.
        let page = rule.manual().trim_end().replace("\n# ", "\n### ");
        let _ = write!(out, "\n## {}\n\n{page}\n", rule.id);
    }
    out
}
