//! Settle: one finding where several rules meet on the same sides or three values on one passage, takeovers, filters, fingerprints, order.

use crate::compare::{Check, Context, Rule, rules};
use crate::model::{Batch, Finding, Group, Kind, Map, Settings, Severity, Side, Span};

/// An error is what editors accept nine times in ten; a finding less sure is a warning, whatever its rule says, unless the desk itself
/// gave the rule another severity.
const SURE: u8 = 90;

/// Settles the findings of all rules.
#[must_use]
pub fn settle(mut findings: Vec<Finding>, batch: &Batch, groups: &[Group], settings: &Settings) -> Vec<Finding> {
    let context = Context { batch, groups, settings };
    for finding in &mut findings {
        if let Some(rule) = takeover(finding, &context) {
            finding.rule = rule.id;
            finding.severity = finding.severity.min(rule.severity);
        }
        // A source is right by definition.
        let sourced = finding.sides.iter().any(|s| s.article.is_some_and(|a| batch.sources.contains(&a)));
        if finding.confidence < SURE && !sourced {
            finding.severity = finding.severity.min(Severity::Warning);
        }
        if let Some(Some(severity)) = settings.severities.get(finding.rule) {
            finding.severity = *severity;
        }
    }
    let least = |rule| settings.min_confidences.get(rule).copied().unwrap_or(settings.min_confidence);
    findings.retain(|f| f.confidence >= least(f.rule));
    findings.sort_by(|a, b| order(a).cmp(&order(b)));
    findings.dedup_by(|b, a| a.rule == b.rule && a.sides == b.sides);
    let mut findings = gather(yield_to_others(findings), batch);
    for finding in &mut findings {
        finding.fingerprint = finding.make_fingerprint();
    }
    findings
}

/// One finding where three articles give three figures or three dates for one thing: of those of one rule and severity that share a
/// passage the first takes in the sides of the others. Notes stay as they are: what they set side by side may be two things.
fn gather(findings: Vec<Finding>, batch: &Batch) -> Vec<Finding> {
    let mut out: Vec<Finding> = Vec::new();
    let mut at: Map<(&str, Severity, Option<u32>, Span), usize> = Map::default();
    for finding in findings {
        if !matches!(finding.kind, Kind::Figure | Kind::Date) || finding.severity == Severity::Note {
            out.push(finding);
            continue;
        }
        let place = |s: &Side| (finding.rule, finding.severity, s.article, s.span);
        let first = finding.sides.iter().find_map(|s| at.get(&place(s)).copied()).unwrap_or(out.len());
        for side in &finding.sides {
            at.entry(place(side)).or_insert(first);
        }
        match out.get_mut(first) {
            Some(gathered) => take_in(gathered, finding, batch),
            None => out.push(finding),
        }
    }
    out
}

/// Adds the sides of `other` to `finding`, and a third value to its message.
fn take_in(finding: &mut Finding, other: Finding, batch: &Batch) {
    let known = |s: &Side| finding.sides.iter().any(|k| k.article == s.article && k.span == s.span);
    let new: Vec<Side> = other.sides.into_iter().filter(|s| !known(s)).collect();
    let third = new.iter().find(|s| finding.sides.iter().all(|k| k.value != s.value));
    if let Some((side, article)) = third.and_then(|s| Some((s, s.article?))) {
        let text = side.span.of(batch.articles[article as usize].text());
        finding.message.push_str(&format!("; “{}” elsewhere", text.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    for evidence in other.evidence {
        if !finding.evidence.contains(&evidence) {
            finding.evidence.push(evidence);
        }
    }
    finding.sides.extend(new);
    finding.sides.sort_by_key(|s| s.role);
}

/// The first takeover rule that claims the finding.
fn takeover(finding: &Finding, context: &Context<'_>) -> Option<&'static Rule> {
    rules::RULES.iter().copied().find(|rule| match rule.check {
        Check::Takeover(takes) => crate::compare::catalogue::enabled(rule, context.settings) && takes(finding, context),
        _ => false,
    })
}

/// Drops a finding whose odd side and another side meet those of a finding that its rule yields to.
fn yield_to_others(findings: Vec<Finding>) -> Vec<Finding> {
    let yields = |a: &Finding, b: &Finding| {
        rules::find(a.rule).is_some_and(|rule| rule.yields_to.contains(&b.rule)) && meet(a, b)
    };
    let keep: Vec<bool> = findings.iter().map(|f| !findings.iter().any(|other| yields(f, other))).collect();
    let mut keep = keep.into_iter();
    let mut findings = findings;
    findings.retain(|_| keep.next().unwrap_or(true));
    findings
}

/// Whether at least two sides of the one lie on sides of the other (one, if either has only one side).
fn meet(a: &Finding, b: &Finding) -> bool {
    let on = |s: &Side, t: &Side| s.article == t.article && (s.span.overlaps(t.span) || s.span == t.span);
    let met = a.sides.iter().filter(|s| b.sides.iter().any(|t| on(s, t))).count();
    // An entry of the sheet stands in no article: what is left of the finding is what can be met.
    let of = |f: &Finding| f.sides.iter().filter(|s| s.article.is_some()).count();
    met >= of(a).min(of(b)).clamp(1, 2)
}

/// The one order of all output: worst first, then by place. Nothing in it depends on the order of the paths.
fn order(f: &Finding) -> impl Ord + '_ {
    let first = f.sides.first().map(|s| (s.article, s.span));
    (std::cmp::Reverse(f.severity), first, f.rule, f.message.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SideRole;

    #[test]
    fn an_error_is_sure_unless_the_desk_says_so() {
        let finding = |confidence| Finding {
            confidence,
            ..Finding::new("altered-quote", Kind::Quote, Severity::Error, "a", Vec::new())
        };
        let severity = |confidence, settings: &Settings| {
            settle(vec![finding(confidence)], &Batch::default(), &[], settings)[0].severity
        };
        let mut settings = Settings::default();
        assert_eq!((severity(90, &settings), severity(89, &settings)), (Severity::Error, Severity::Warning));
        settings.severities.insert("altered-quote".into(), Some(Severity::Error));
        assert_eq!(severity(50, &settings), Severity::Error);
    }

    #[test]
    fn three_values_for_one_thing_are_one_finding() {
        let side = |start: u32, value: &str, role| Side {
            article: None,
            span: Span::new(start, start + 2),
            value: value.into(),
            role,
        };
        let (odd, others) = (SideRole::Odd, SideRole::Others);
        let two = |first, second| Finding {
            confidence: 90,
            ..Finding::new("conflicting-figure", Kind::Figure, Severity::Error, "a", vec![first, second])
        };
        let settled = |list: Vec<Finding>| settle(list, &Batch::default(), &[], &Settings::default());
        let one = two(side(0, "47", odd), side(10, "48", others));
        let third = settled(vec![one.clone(), two(side(0, "47", odd), side(20, "41", others))]);
        assert_eq!(third.iter().map(|f| f.sides.len()).collect::<Vec<_>>(), [3]);
        let apart = settled(vec![one.clone(), two(side(30, "7", odd), side(20, "4", others))]);
        assert_eq!(apart.len(), 2);
        assert_ne!(
            third[0].fingerprint,
            settled(vec![one])[0].fingerprint,
            "who accepted two values did not accept a third"
        );
    }

    #[test]
    fn a_rule_s_own_least_confidence_wins() {
        let finding =
            |rule| Finding { confidence: 80, ..Finding::new(rule, Kind::Quote, Severity::Warning, "a", Vec::new()) };
        let mut settings = Settings { min_confidence: 85, ..Settings::default() };
        settings.min_confidences.insert("altered-quote".into(), 70);
        let both = vec![finding("altered-quote"), finding("tidied-quote")];
        let kept = settle(both, &Batch::default(), &[], &settings);
        assert_eq!(kept.iter().map(|f| f.rule).collect::<Vec<_>>(), ["altered-quote"]);
    }
}
