//! Accepted findings: the side file `copydesk-ignore.toml`, and comments in articles. Both accept one disagreement, never a file.

use jiff::civil::Date;
use serde::Deserialize;

use crate::model::{Batch, Finding, Problem, SourceFile};

/// Name of the side file.
pub const FILE: &str = "copydesk-ignore.toml";

/// One entry of the side file.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The rule; may be left out where there is a fingerprint.
    pub rule: Option<String>,
    /// The values that disagree, as written in the articles or in normal form, in any order.
    #[serde(default)]
    pub values: Vec<String>,
    /// The finding's fingerprint, instead of rule and values.
    pub fingerprint: Option<String>,
    /// Why it is accepted.
    pub reason: String,
    /// The last day on which it holds, by the newest date of the articles.
    pub until: Option<toml::Value>,
}

/// The accepted findings of a side file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suppressions {
    #[serde(default)]
    ignore: Vec<Entry>,
}

/// What to say of a rule, if there is none of that name.
pub type Unknown<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A finding that was accepted, with the reason.
pub type Accepted = (Finding, String);

impl Suppressions {
    /// Reads a side file.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: Self = toml::from_str(text).map_err(|e| e.to_string().trim_end().to_owned())?;
        for entry in &file.ignore {
            if entry.fingerprint.is_none() && (entry.rule.is_none() || entry.values.is_empty()) {
                return Err("an [[ignore]] entry needs either `fingerprint`, or `rule` and `values`".into());
            }
            if entry.reason.trim().is_empty() {
                return Err("an [[ignore]] entry needs a `reason`".into());
            }
            entry.last_day()?;
        }
        Ok(file)
    }

    /// Takes the findings that are accepted out of `findings`. Entries that have expired, match nothing or name no rule are remarks
    /// on `path`.
    pub fn take_accepted(
        &self,
        path: &str,
        batch: &Batch,
        findings: &mut Vec<Finding>,
        unknown: Unknown<'_>,
    ) -> (Vec<Accepted>, Vec<Problem>) {
        let today = newest(batch);
        let (mut accepted, mut problems) = (Vec::new(), Vec::new());
        for entry in &self.ignore {
            let fits = |f: &Finding| entry.fits(f, batch);
            let last = entry.last_day().ok().flatten();
            if let (Some(last), Some(today)) = (last, today)
                && last < today
            {
                let still = if findings.iter().any(fits) { "the finding is shown again" } else { "nothing needs it" };
                problems.push(Problem::warning(
                    path,
                    format!("{} expired on {last} and the newest article is of {today}: {still}", entry.name()),
                ));
                continue;
            }
            let (taken, kept): (Vec<Finding>, Vec<Finding>) = std::mem::take(findings).into_iter().partition(fits);
            *findings = kept;
            if let Some(fault) = entry.rule.as_deref().and_then(unknown) {
                problems.push(Problem::warning(path, format!("{}: {fault}", entry.name())));
            } else if taken.is_empty() {
                problems.push(Problem::warning(
                    path,
                    format!("{} accepts nothing that was found; remove it", entry.name()),
                ));
            }
            accepted.extend(taken.into_iter().map(|f| (f, entry.reason.clone())));
        }
        (accepted, problems)
    }
}

impl Entry {
    fn fits(&self, f: &Finding, batch: &Batch) -> bool {
        if let Some(fingerprint) = &self.fingerprint {
            return *fingerprint == f.fingerprint;
        }
        let said = |written: &str, side: &crate::model::Side| {
            let text = side.article.and_then(|a| batch.articles.get(a as usize)).map(|f| side.span.of(f.text()));
            written == side.value || text.is_some_and(|t| t.trim().eq_ignore_ascii_case(written.trim()))
        };
        self.rule.as_deref() == Some(f.rule)
            && f.sides.iter().all(|s| self.values.iter().any(|v| said(v, s)))
            && self.values.iter().all(|v| f.sides.iter().any(|s| said(v, s)))
    }

    fn last_day(&self) -> Result<Option<Date>, String> {
        let text = match &self.until {
            None => return Ok(None),
            Some(toml::Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        };
        text.parse().map(Some).map_err(|_| format!("until = {text}: a date such as 2026-11-20"))
    }

    fn name(&self) -> String {
        match (&self.fingerprint, &self.rule) {
            (Some(fingerprint), _) => format!("the entry for {fingerprint}"),
            (None, rule) => format!("the entry for {} ({})", rule.as_deref().unwrap_or("?"), self.values.join(" / ")),
        }
    }
}

/// The newest date of the articles: what stands for today.
fn newest(batch: &Batch) -> Option<Date> {
    batch.articles.iter().filter_map(|f| f.article.published).max()
}

/// A comment `<!-- copydesk-ignore RULE: reason -->` in an article.
struct Comment<'a> {
    rule: &'a str,
    reason: &'a str,
    /// Bytes of the file it speaks for: the paragraph it stands in, or the next one.
    scope: std::ops::Range<usize>,
    line: usize,
}

/// Takes the findings that a comment in an article accepts out of `findings`: those of the rule it names that have a side in the
/// paragraph it stands in or before. A comment that accepts nothing is a remark on its article.
pub fn take_commented(
    batch: &Batch,
    findings: &mut Vec<Finding>,
    unknown: Unknown<'_>,
) -> (Vec<Accepted>, Vec<Problem>) {
    let (mut accepted, mut problems) = (Vec::new(), Vec::new());
    let mut seen: Vec<&str> = Vec::new();
    for facts in &batch.articles {
        let file = &facts.article.file;
        if seen.last() == Some(&file.path.as_str()) {
            continue;
        }
        seen.push(&file.path);
        for comment in comments(file) {
            if comment.reason.is_empty() {
                problems.push(Problem::warning(
                    &file.path,
                    format!(
                        "line {}: a copydesk-ignore comment needs a reason: <!-- copydesk-ignore RULE: why -->",
                        comment.line
                    ),
                ));
                continue;
            }
            let speaks = |f: &Finding| {
                f.rule == comment.rule
                    && f.sides.iter().any(|s| {
                        s.article.and_then(|a| batch.articles.get(a as usize)).is_some_and(|facts| {
                            facts.article.file.path == file.path
                                && comment.scope.contains(&(facts.article.source(s.span).start() as usize))
                        })
                    })
            };
            let (taken, kept): (Vec<Finding>, Vec<Finding>) = std::mem::take(findings).into_iter().partition(speaks);
            *findings = kept;
            if let Some(fault) = unknown(comment.rule) {
                problems.push(Problem::warning(&file.path, format!("line {}: copydesk-ignore: {fault}", comment.line)));
            } else if taken.is_empty() {
                problems.push(Problem::warning(
                    &file.path,
                    format!(
                        "line {}: the comment copydesk-ignore {} accepts nothing that was found; remove it",
                        comment.line, comment.rule
                    ),
                ));
            }
            accepted.extend(taken.into_iter().map(|f| (f, comment.reason.to_owned())));
        }
    }
    (accepted, problems)
}

/// The comments of a file whose format has them.
fn comments(file: &SourceFile) -> Vec<Comment<'_>> {
    const OPEN: &str = "<!-- copydesk-ignore ";
    let name = file.path.to_ascii_lowercase();
    let Ok(text) = std::str::from_utf8(&file.bytes) else { return Vec::new() };
    if ![".md", ".markdown", ".html", ".htm", ".xhtml"].iter().any(|end| name.ends_with(end)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, _) in text.match_indices(OPEN) {
        let rest = &text[at + OPEN.len()..];
        let Some(end) = rest.find("-->") else { continue };
        let body = rest[..end].trim();
        let (rule, reason) = body.split_once(':').unwrap_or((body, ""));
        let after = at + OPEN.len() + end + 3;
        // From the start of the paragraph it stands in to the end of the paragraph that follows the comment.
        let start = text[..at].rfind("\n\n").map_or(0, |i| i + 2);
        let skipped = text[after..].len() - text[after..].trim_start().len();
        let inside = !text[start..at].trim().is_empty();
        let from = if inside { after } else { after + skipped };
        let stop = text[from..].find("\n\n").map_or(text.len(), |i| from + i);
        found.push(Comment {
            rule: rule.trim(),
            reason: reason.trim(),
            scope: start..stop,
            line: text[..at].matches('\n').count() + 1,
        });
    }
    found
}
