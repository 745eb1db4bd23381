//! Rule `conflicting-caption`.

use crate::compare::{Check, Context};
use crate::model::{Finding, Kind, Part, Side};

crate::rule! {
    /// A caption that does not fit the story it belongs to.
    ///
    /// # What it compares
    ///
    /// Takes over a finding of another rule when all its passages lie in one article and one side of it is a caption.
    ///
    /// # Why it matters
    ///
    /// Captions are written by others than the story, and are read first.
    ///
    /// # Example
    ///
    /// > Sen. Dana Whitlock told the meeting that the plan was sound.
    /// > Caption: Rep. Dana Whitlock at the meeting.
    ///
    /// # Not reported
    ///
    /// A person in the caption who is not in the story; one caption repeated; a quotation.
    id: "conflicting-caption",
    kind: Name,
    severity: Warning,
    yields_to: [],
    check: Check::Takeover(takes),
}

fn takes(finding: &Finding, context: &Context<'_>) -> bool {
    if finding.sides.len() < 2 || matches!(finding.kind, Kind::Quote | Kind::Speaker) {
        return false;
    }
    let Some(Some(article)) = finding.sides.first().map(|s| s.article) else { return false };
    // A copy of the article is the article.
    let witness = |a: u32| context.batch.witness[a as usize];
    if finding.sides.iter().any(|s| s.article.is_none_or(|a| witness(a) != witness(article))) {
        return false;
    }
    let caption = |side: &Side| {
        let segments = side.article.map(|a| &context.batch.articles[a as usize].segments);
        segments.and_then(|s| s.paragraph_at(side.span.start())).is_some_and(|p| p.part == Part::Caption)
    };
    let odd = finding.sides[0].role;
    let (first, second): (Vec<_>, Vec<_>) = finding.sides.iter().partition(|s| s.role == odd);
    let all = |list: &[&Side]| !list.is_empty() && list.iter().all(|s| caption(s));
    all(&first) != all(&second)
}
