//! A caption against its own story: takes over findings of other rules.

use crate::compare::{Check, Context};
use crate::model::{Finding, Kind, Part, SideRole};
use crate::rule;

rule! {
    /// A caption disagrees with its story.
    ///
    /// # What it compares
    ///
    /// Names, roles and ages in the captions of an article with those in its headline and text. Where another rule finds that they disagree and
    /// all sides lie in one article, the odd one in a caption, the finding is this one.
    ///
    /// # Why it matters
    ///
    /// Captions are written apart from the story, often by other people, and are the last thing that anyone checks.
    ///
    /// # Example
    ///
    /// A caption with "Dena Whitlock" under a story about police chief Dana Whitlock.
    ///
    /// # Not reported
    ///
    /// A caption with a person who is not in the story; one caption repeated.
    id: "conflicting-caption",
    kind: Name,
    severity: Warning,
    yields_to: [],
    check: Check::Takeover(takes),
}

fn takes(finding: &Finding, context: &Context<'_>) -> bool {
    if !matches!(finding.kind, Kind::Name | Kind::Role | Kind::Age) || finding.sides.len() < 2 {
        return false;
    }
    let Some(article) = finding.sides[0].article else { return false };
    let segments = &context.batch.articles[article as usize].segments;
    let caption = |at: u32| segments.paragraph_at(at).is_some_and(|p| p.part == Part::Caption);
    finding.sides.iter().all(|s| s.article == Some(article))
        && finding.sides.iter().all(|s| caption(s.span.start()) == (s.role == SideRole::Odd))
}
