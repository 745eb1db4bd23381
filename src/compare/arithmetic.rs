//! What the rules that do sums inside one article share.

use crate::compare::confidence::confidence;
use crate::compare::{Rule, Site};
use crate::model::{ArticleFacts, Decimal, Figure, Finding, Severity, Side, SideRole, Span};

/// The figures of an article, sentence by sentence, in order; those in quotations left out: their sums are the speaker's.
pub fn sentences(facts: &ArticleFacts) -> Vec<Vec<&Figure>> {
    let mut out: Vec<Vec<&Figure>> = Vec::new();
    for f in facts.figures.iter().filter(|f| !f.place.quoted) {
        match out.last_mut() {
            Some(last) if last[0].place.sentence == f.place.sentence => last.push(f),
            _ => out.push(vec![f]),
        }
    }
    out
}

/// The last word before a span, lower case.
pub fn word_before(facts: &ArticleFacts, span: Span) -> String {
    let text = facts.text();
    let at = span.start() as usize;
    // No word is longer, and a text without blanks must not cost more than its length.
    let before = &text[text.floor_char_boundary(at.saturating_sub(100))..at];
    before
        .split_whitespace()
        .next_back()
        .unwrap_or_default()
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

/// "from A to B" (or "to B from A") among the figures of a sentence: both in one unit.
pub fn from_to<'a>(facts: &ArticleFacts, figures: &[&'a Figure]) -> Option<(&'a Figure, &'a Figure)> {
    let with = |word: &str| {
        figures.iter().copied().find(|f| word_before(facts, f.place.span) == word && f.quantity.value.is_some())
    };
    let (from, to) = (with("from")?, with("to")?);
    (from.unit == to.unit && from.unit.is_some()).then_some((from, to))
}

/// The same for counts as well: "from 200 to 300 members".
pub fn from_to_any<'a>(facts: &ArticleFacts, figures: &[&'a Figure]) -> Option<(&'a Figure, &'a Figure)> {
    let mut with = figures
        .iter()
        .copied()
        .filter(|f| f.quantity.value.is_some() && matches!(&*word_before(facts, f.place.span), "from" | "to"));
    let (x, y) = (with.next()?, with.next()?);
    let is = |f: &Figure, word: &str| word_before(facts, f.place.span) == word;
    let (from, to) = if is(x, "from") { (x, y) } else { (y, x) };
    let one = from.unit == to.unit || from.unit.is_none() || to.unit.is_none();
    (with.next().is_none() && is(from, "from") && is(to, "to") && one).then_some((from, to))
}

/// The words between two figures of a sentence, lower case.
pub fn between(facts: &ArticleFacts, a: &Figure, b: &Figure) -> String {
    facts.text().get(a.place.span.end() as usize..b.place.span.start() as usize).unwrap_or_default().to_lowercase()
}

/// `a` in hundredths of `b`.
pub fn decimal_share(a: Decimal, b: Decimal) -> Option<Decimal> {
    if b == Decimal::ZERO { None } else { a.checked_mul(Decimal::from(100))?.checked_div(b) }
}

/// The change from `a` to `b` in hundredths of `a`.
pub fn percent_change(a: Decimal, b: Decimal) -> Option<Decimal> {
    b.checked_sub(a)?.abs().checked_mul(Decimal::from(100))?.checked_div(a.abs())
}

/// A decimal cut to one digit after the point, for messages.
pub fn short(d: Decimal) -> String {
    let tenths = d.checked_mul(Decimal::from(10)).map_or(0, |t| {
        let scale = 10i128.checked_pow(u32::from(t.scale())).unwrap_or(1);
        (t.digits() + scale / 2).div_euclid(scale)
    });
    Decimal::new(tenths, 1).to_string()
}

/// A finding inside one article: the first passage is the odd one.
pub fn finding(
    rule: &'static Rule,
    rung: &'static str,
    site: Site<'_>,
    sides: &[(Span, String)],
    message: String,
    hint: &str,
    why: String,
) -> Finding {
    let role = |i: usize| if i == 0 { SideRole::Odd } else { SideRole::Others };
    let sides: Vec<Side> = sides
        .iter()
        .enumerate()
        .map(|(i, (span, value))| Side {
            article: Some(site.article),
            span: *span,
            value: value.clone(),
            role: role(i),
        })
        .collect();
    Finding {
        rule: rule.id,
        kind: rule.kind,
        severity: rule.severity.max(Severity::Note),
        confidence: confidence(rule.id, rung),
        message,
        hint: hint.into(),
        sides,
        evidence: vec![why],
        rung,
        key: rung.into(),
        fingerprint: String::new(),
    }
}

/// A passage as it is written, on one line.
pub fn text(facts: &ArticleFacts, span: Span) -> String {
    span.of(facts.text()).split_whitespace().collect::<Vec<_>>().join(" ")
}
