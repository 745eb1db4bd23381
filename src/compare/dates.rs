//! What the rules on dates share: the camps of a group and which of them is odd.

use crate::compare::camps::camps;
use crate::compare::confidence::confidence;
use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::{Context, Rule, telling};
use crate::model::{Batch, DateClaim, DateFit, Finding, Group, Member, Modality, ResolvedBy, Severity, Side, SideRole};

/// What was compared.
#[derive(Clone, Debug)]
pub struct Record {
    /// Both say their day by themselves (month and day, year) or both by weekday: no dateline decides between them.
    pub like_written: bool,
    /// A weekday or "yesterday" against a written date: the dateline decides.
    pub relative: bool,
    /// One stands in a quotation.
    pub quoted: bool,
    /// One is planned, the other has happened.
    pub other_modality: bool,
    /// Both stand in one article.
    pub same_article: bool,
}

/// A disagreement in a group.
pub struct Clash<'a> {
    /// The members in the minority.
    pub odd: Vec<&'a Member>,
    /// The rest.
    pub others: Vec<&'a Member>,
    /// Witnesses of the largest camp.
    pub witnesses: usize,
    /// What was compared.
    pub record: Record,
}

/// The date of a member.
#[must_use]
pub fn date<'a>(batch: &'a Batch, m: &Member) -> &'a DateClaim {
    &batch.articles[m.claim.article as usize].dates[m.claim.index as usize]
}

/// The disagreement of a group, if its members do not all agree.
#[must_use]
pub fn clash<'a>(group: &'a Group, batch: &Batch) -> Option<Clash<'a>> {
    let mut order: Vec<&Member> = group.members.iter().collect();
    order.sort_by_key(|m| (date(batch, m).width().unwrap_or(i32::MAX), m.claim));
    let mut camps = camps(
        order,
        |m| (date(batch, m).fit_kind(), m.claim.article),
        |m, o| {
            let near = batch.same_days(m.claim.article, o.claim.article);
            date(batch, m).fit(date(batch, o), near) != Some(DateFit::Apart)
        },
    );
    if camps.len() < 2 {
        return None;
    }
    let witnesses = |camp: &[&Member]| {
        let mut seen: Vec<u32> = camp.iter().map(|m| batch.witness[m.claim.article as usize]).collect();
        seen.sort_unstable();
        seen.dedup();
        seen.len()
    };
    camps.sort_by_key(|camp| (std::cmp::Reverse(witnesses(camp)), camp.iter().map(|m| m.claim).min()));
    let main = witnesses(&camps[0]);
    let mut odd = camps.pop()?;
    // what the reporter says stands for its camp before what somebody is quoted with
    let spoken = |m: &&Member| date(batch, m).place.quoted;
    odd.sort_by_key(spoken);
    camps[0].sort_by_key(spoken);
    let (a, b) = (date(batch, odd[0]), date(batch, camps[0][0]));
    let by_text = |m: &Member| {
        let d = date(batch, m);
        let words = m.span.of(batch.articles[m.claim.article as usize].text());
        let thirds = ["early", "mid", "late", "the"].iter().any(|w| words.starts_with(w));
        d.resolved_by == Some(ResolvedBy::Text)
            || d.weekday.is_none() && d.value.as_deref().is_some_and(|v| v.len() == 10 && !relative_words(d))
            // "the end of February"
            || thirds && d.weekday.is_none() && words.contains(char::is_uppercase)
    };
    let (a_written, b_written) = (by_text(odd[0]), by_text(camps[0][0]));
    let record = Record {
        like_written: a_written == b_written,
        relative: a_written != b_written,
        quoted: a.place.quoted || b.place.quoted,
        other_modality: (a.modality == Modality::Planned) != (b.modality == Modality::Planned)
            || a.modality == Modality::Denied
            || b.modality == Modality::Denied,
        same_article: odd[0].claim.article == camps[0][0].claim.article,
    };
    Some(Clash { odd, others: camps.concat(), witnesses: main, record })
}

/// Whether the date was counted from the dateline ("yesterday", "two days ago"): its span of days is wider than one day.
fn relative_words(d: &DateClaim) -> bool {
    d.days.is_some_and(|(a, b)| a != b)
}

/// The finding of `rule` on a group of dates. `relative` says which of the two rules asks.
pub fn report(
    group: &Group,
    context: &Context<'_>,
    rule: &'static Rule,
    relative: bool,
    ladder: &'static [Rung<Record>],
) -> Vec<Finding> {
    let batch = context.batch;
    let Some(clash) = clash(group, batch).filter(|c| c.record.relative == relative) else { return Vec::new() };
    let rung = decide(ladder, &clash.record);
    let severity = match rung.verdict {
        Verdict::Unknown | Verdict::Agree => return Vec::new(),
        Verdict::Note => Severity::Note,
        Verdict::Warn => Severity::Warning.min(rule.severity),
        Verdict::Conflict => rule.severity,
    };
    let text = |m: &Member| {
        m.span.of(batch.articles[m.claim.article as usize].text()).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let side = |m: &Member, role| Side { article: Some(m.claim.article), span: m.span, value: m.value.clone(), role };
    let sides = clash
        .odd
        .iter()
        .map(|m| side(m, SideRole::Odd))
        .chain(clash.others.iter().map(|m| side(m, SideRole::Others)))
        .collect();
    let (odd, other) = (text(clash.odd[0]), text(clash.others[0]));
    let (a, b) = (&clash.odd[0].value, &clash.others[0].value);
    let place = match (clash.record.same_article, clash.witnesses) {
        (true, _) => "elsewhere in the same article".to_owned(),
        (_, 1) => "in another article".into(),
        (_, n) => format!("in {n} other articles"),
    };
    let told = |m: &Member| {
        let d = date(batch, m);
        telling::passage(batch.articles[m.claim.article as usize].text(), d.place.sentence, m.span, &group.about)
    };
    let (here, there) = (told(clash.odd[0]), told(clash.others[0]));
    let event = here.as_ref().map_or_else(|| "for the same event".to_owned(), |words| format!("for “{words}”"));
    let mut evidence = group.evidence.clone();
    // What the two have in common is lemmas; an editor reads the passages themselves.
    if let (Some(here), Some(there), true) = (here, there, !evidence.is_empty()) {
        evidence[0] = if here == there {
            format!("both tell of “{here}”")
        } else {
            format!("both tell of one event: “{here}” here, “{there}” there")
        };
    }
    // a weekday of a week that is open has a value that is only the likelier of two
    if [&clash.odd, &clash.others].iter().all(|side| date(batch, side[0]).days.is_some()) {
        evidence.push(format!("“{odd}” is {a}, “{other}” is {b}"));
    }
    vec![Finding {
        rule: rule.id,
        kind: rule.kind,
        severity,
        confidence: confidence(rule.id, rung.name),
        message: format!("“{odd}” here, “{other}” {place}, {event}"),
        hint: "check the day against the source and the article's own date".into(),
        sides,
        evidence,
        rung: rung.name,
        key: group.about.clone(),
        fingerprint: String::new(),
    }]
}
