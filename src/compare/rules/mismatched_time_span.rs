//! Rule `mismatched-time-span`.

use crate::compare::arithmetic::{finding, text};
use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::times::{between, hedged, sentences, year, years_long};
use crate::compare::{Check, Site};
use crate::lexicon::begins;
use crate::lexicon::numbers::{Shape, number, pieces};
use crate::lexicon::units::fit;
use crate::model::{ArticleFacts, DateClaim, Decimal, Figure, Finding, Fit, Modality, Span};

crate::rule! {
    /// A number of years that does not fit the years beside it.
    ///
    /// # What it compares
    ///
    /// "From 1998 to 2006" with the duration written beside it, or beside the same sum in another sentence of the article; an
    /// anniversary of today with the year in which the same sentence says that the thing began.
    ///
    /// # Why it matters
    ///
    /// Terms of office and anniversaries are copied from story to story.
    ///
    /// # Example
    ///
    /// > She was mayor from 1998 to 2006, six years.
    ///
    /// # Not reported
    ///
    /// A year more or less, as months are not told; "in its 13th season", which counts the first; "the 2012-13 season"; a duration
    /// of something else; an anniversary of another year.
    id: "mismatched-time-span",
    kind: Date,
    severity: Warning,
    yields_to: [],
    check: Check::Article(check),
}

/// What was compared, in years.
#[derive(Clone, Debug, Default)]
struct Record {
    /// As the two years give it.
    real: i32,
    /// As it is written.
    written: i32,
    /// nearly, about, more than.
    hedged: bool,
    /// An anniversary, not a duration.
    anniversary: bool,
}

/// First the reasons to be silent.
const LADDER: &[Rung<Record>] = &[
    Rung { name: "years-fit", verdict: Verdict::Agree, holds: |r| (r.real - r.written).abs() <= 1 },
    Rung {
        name: "years-fit-loosely",
        verdict: Verdict::Agree,
        holds: |r| r.hedged && (r.real - r.written).abs() <= 2 + r.real / 8,
    },
    Rung { name: "reversed", verdict: Verdict::Unknown, holds: |r| r.real < 0 },
    Rung { name: "other-anniversary", verdict: Verdict::Warn, holds: |r| r.anniversary },
    Rung { name: "other-length", verdict: Verdict::Warn, holds: |_| true },
];

fn check(facts: &ArticleFacts, site: Site<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    let sentences = sentences(facts);
    for dates in &sentences {
        out.extend(span(facts, site, dates));
        out.extend(anniversary(facts, site, dates));
    }
    let years: Vec<Years<'_>> = sentences.iter().filter_map(|dates| Years::of(facts, dates)).collect();
    for dates in &sentences {
        let first = years.partition_point(|y| y.from.place.span.start() < dates[0].place.span.start());
        let near = &years[first.saturating_sub(NEAR)..years.len().min(first + NEAR)];
        out.extend(near.iter().find_map(|years| told_again(facts, site, years, dates)));
    }
    out
}

/// So many spans of years are looked at before and behind a duration: few articles have more, and a list without end costs its length.
const NEAR: usize = 20;

/// "from 2007 to 2014", the only years of a sentence.
struct Years<'a> {
    from: &'a DateClaim,
    to: &'a DateClaim,
    /// The later year less the earlier one.
    real: i32,
}

impl<'a> Years<'a> {
    fn of(facts: &ArticleFacts, dates: &[&'a DateClaim]) -> Option<Self> {
        let mut years = dates.windows(2).filter_map(|w| {
            let real = year(w[1])? - year(w[0])?;
            let opens = matches!(w[0].preposition.as_deref(), Some("from" | "between"));
            let closes = matches!(between(facts, w[0], w[1]).as_deref(), Some("to" | "through" | "and"));
            (opens && closes && real > 0).then_some(Self { from: w[0], to: w[1], real })
        });
        years.next().filter(|_| years.next().is_none())
    }
}

/// "earned $141 million from 2007 to 2014" and, elsewhere in the article, "earned $140,937,785 over six years".
fn told_again(facts: &ArticleFacts, site: Site<'_>, years: &Years<'_>, dates: &[&DateClaim]) -> Option<Finding> {
    let mut durations = dates.iter().filter_map(|d| Some((*d, years_long(d)?)));
    let (d, written) = durations.next().filter(|_| durations.next().is_none()).filter(|d| d.1 > 1)?;
    if !lasting(facts, d) {
        return None;
    }
    let sums = |sentence: Span| {
        let first = facts.figures.partition_point(|f| f.place.span.start() < sentence.start());
        let here = facts.figures[first..].iter().take_while(move |f| sentence.contains(f.place.span));
        here.filter(|f| telling(f)).take(NEAR)
    };
    let (x, y) = sums(d.place.sentence).find_map(|x| {
        let verb = x.frame.predicate.as_deref()?;
        let same = |y: &&Figure| fit(x, y).is_some_and(Fit::agrees) && y.frame.predicate.as_deref() == Some(verb);
        Some((x, sums(years.from.place.sentence).find(same)?))
    })?;
    let record = Record { real: years.real, written, hedged: hedged(facts, d), anniversary: false };
    let rung = decide(LADDER, &record);
    if rung.verdict != Verdict::Warn {
        return None;
    }
    let sides = [
        (d.place.span, format!("P{written}Y")),
        (years.from.place.span, text(facts, years.from.place.span)),
        (years.to.place.span, text(facts, years.to.place.span)),
    ];
    let (x, y) = (text(facts, x.place.span), text(facts, y.place.span));
    let (from, to) = (text(facts, years.from.place.span), text(facts, years.to.place.span));
    let message = format!("{} for {x}, but {y} from {from} to {to}", text(facts, d.place.span));
    let why = format!("{to} less {from} is {}", years.real);
    Some(finding(&RULE, rung.name, site, &sides, message, "check the years and the count", why))
}

/// Whether a duration tells how long something went on: "over the six-year span", "in six years".
fn lasting(facts: &ArticleFacts, d: &DateClaim) -> bool {
    let before = Span::new(d.place.sentence.start(), d.place.span.start()).of(facts.text());
    let mut words = before.split_whitespace().rev().map(str::to_lowercase);
    let determiner = |w: &String| matches!(&**w, "the" | "a" | "an" | "that" | "those" | "this" | "these" | "its");
    let last = words.find(|w| !determiner(w));
    matches!(last.as_deref(), Some("over" | "in" | "during" | "for" | "within" | "across"))
}

/// Whether a figure is a sum that an article hardly tells of two things.
fn telling(f: &Figure) -> bool {
    f.comparable && f.quantity.value.is_some_and(|v| v >= Decimal::from(1000)) && f.modality == Modality::Stated
}

/// "from 1998 to 2006, six years", "six years as mayor, from 1998 to 2006".
fn span(facts: &ArticleFacts, site: Site<'_>, dates: &[&DateClaim]) -> Option<Finding> {
    for (i, w) in dates.windows(2).enumerate() {
        let (Some(from), Some(to)) = (year(w[0]), year(w[1])) else { continue };
        let opens = matches!(w[0].preposition.as_deref(), Some("from" | "between"));
        let closes = matches!(between(facts, w[0], w[1]).as_deref(), Some("to" | "until" | "through" | "till" | "and"));
        if !opens || !closes {
            continue;
        }
        let after = dates.get(i + 2).filter(|d| beside(between(facts, w[1], d)) && closed(facts, d));
        let before = i.checked_sub(1).map(|b| dates[b]).filter(|d| leads_in(between(facts, d, w[0])));
        for d in after.copied().into_iter().chain(before) {
            let Some(written) = years_long(d).filter(|&n| n > 1) else { continue };
            let record = Record { real: to - from, written, hedged: hedged(facts, d), anniversary: false };
            let rung = decide(LADDER, &record);
            if rung.verdict == Verdict::Warn {
                let sides = [
                    (d.place.span, format!("P{written}Y")),
                    (w[0].place.span, from.to_string()),
                    (w[1].place.span, to.to_string()),
                ];
                let message = format!("{}, but from {from} to {to} it is {}", text(facts, d.place.span), record.real);
                let why = format!("{to} less {from} is {}", record.real);
                return Some(finding(&RULE, rung.name, site, &sides, message, "check the years and the count", why));
            }
        }
    }
    None
}

/// Whether what stands after the years only leads to their sum.
fn beside(words: Option<String>) -> bool {
    matches!(
        words.as_deref(),
        Some(
            "," | "("
                | "—"
                | "–"
                | ", or"
                | ", a span of"
                | ", a period of"
                | ", a total of"
                | ", for"
                | "for"
                | ", about"
        )
    )
}

/// Whether nothing follows a duration that would say what it is of ("12 years of them alone").
fn closed(facts: &ArticleFacts, d: &DateClaim) -> bool {
    let rest = facts.text().get(d.place.span.end() as usize..).unwrap_or_default();
    let rest = rest.trim_start_matches(' ');
    rest.is_empty()
        || rest.starts_with([',', '.', ';', ')', '—', '–', '\n'])
        || rest.starts_with("in all")
        || rest.starts_with("in total")
}

/// Whether what stands after a duration leads straight to its years: nothing, or "as mayor".
fn leads_in(words: Option<String>) -> bool {
    let Some(words) = words else { return false };
    let Some(rest) = words.strip_suffix("from").or_else(|| words.strip_suffix("between")) else { return false };
    let rest = rest.trim().trim_end_matches(',').trim();
    let count = rest.split_whitespace().count();
    let plain = rest.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-');
    let apart = ["after", "before", "when", "who", "and", "until", "since"];
    rest.is_empty()
        || count <= 4
            && plain
            && ["as ", "in ", "at ", "on "].iter().any(|p| rest.starts_with(p))
            && !rest.split_whitespace().any(|w| apart.contains(&w))
}

/// "founded in 2014, marks its 10th anniversary".
fn anniversary(facts: &ArticleFacts, site: Site<'_>, dates: &[&DateClaim]) -> Option<Finding> {
    let now = i32::from(facts.article.published?.year());
    let sentence = dates.first()?.place.sentence;
    let words = sentence.of(facts.text());
    if !words.contains("anniversary") {
        return None;
    }
    let p = pieces(words, sentence.start());
    let (n, at) = p.iter().enumerate().find_map(|(i, _)| {
        let n = number(&p, i).filter(|n| n.shape == Shape::Ordinal)?;
        let last = p.get(n.end).filter(|q| &*q.lower == "anniversary")?;
        let whole = n.value.checked_sub(Decimal::from(0))?;
        (whole.scale() == 0).then_some((whole.digits() as i32, Span::new(p[i].start, last.end)))
    })?;
    let began: Vec<&&DateClaim> = dates
        .iter()
        .filter(|d| year(d).is_some() && d.event.heads.first().is_some_and(|h| begins::is_beginning(h)))
        .collect();
    let [began] = began[..] else { return None };
    let from = year(began)?;
    // any other year in the sentence may be the year of the anniversary
    let this_year = |d: &&DateClaim| d.value.as_deref().is_some_and(|v| v.starts_with(&now.to_string()));
    if !dates.iter().all(|d| d.place.span == began.place.span || this_year(d)) || began.modality != Modality::Stated {
        return None;
    }
    let record = Record { real: now - from, written: n, hedged: false, anniversary: true };
    let rung = decide(LADDER, &record);
    if rung.verdict != Verdict::Warn {
        return None;
    }
    let sides = [(at, n.to_string()), (began.place.span, from.to_string())];
    let message = format!("{}, but {from} is {} years ago", text(facts, at), record.real);
    let why = format!("the article is of {now}");
    Some(finding(&RULE, rung.name, site, &sides, message, "check the year and the anniversary", why))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ladder() {
        let rung = |real, written, hedged| decide(LADDER, &Record { real, written, hedged, anniversary: false }).name;
        assert_eq!(rung(8, 8, false), "years-fit");
        assert_eq!(rung(8, 7, false), "years-fit");
        assert_eq!(rung(8, 6, false), "other-length");
        assert_eq!(rung(8, 6, true), "years-fit-loosely");
        assert_eq!(rung(-8, 8, false), "reversed");
    }

    #[test]
    fn words_that_lead_in() {
        let leads = |w: &str| leads_in(Some(w.to_owned()));
        assert!(leads("from") && leads(", from") && leads("as mayor, from"));
        assert!(!leads("in prison after serving from") && !leads("and led the choir from"));
    }
}
