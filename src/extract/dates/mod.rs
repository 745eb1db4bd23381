//! Dates, times, durations: every expression of an article with what it denotes, resolved by the dateline and the tense.

pub mod calendar;
mod counted;
mod event;
mod firmness;
mod grammar;
mod resolve;
mod words;

use super::{Extractor, Input, frame};
use crate::lexicon::numbers::{Piece, PieceKind, pieces};
use crate::model::{
    ArticleFacts, DateClaim, Dep, Document, Event, Modality, NotUnderstood, Paragraph, Pos, Problem, Span, Tag,
};
use grammar::{Expr, Line, What};
use resolve::{Ground, Tense};

/// Why a date was not understood: the article's own date cannot be right.
const WRONG_STAMP: &str = "weekdays disagree with the article's date";

/// A remark on every article whose weekdays all disagree with its date: one for the article instead of one for each weekday.
pub fn wrong_stamps(articles: &[ArticleFacts]) -> impl Iterator<Item = Problem> + '_ {
    articles.iter().filter(|f| f.not_understood.iter().any(|n| n.why == WRONG_STAMP)).map(|f| {
        let date = f.article.published.map(|d| d.to_string()).unwrap_or_default();
        let message = format!(
            "its date, {date}, cannot be right: no weekday written beside a date falls on that day in that year. Its relative \
             dates were not compared; set the date of the article"
        );
        Problem::warning(f.article.id(), message)
    })
}

/// Finds dates. Runs before figures: their digits are dates first.
pub struct Dates;

/// A date that was read, with the place of its paragraph.
struct Found {
    expr: Expr,
    preposition: Option<Box<str>>,
    span: Span,
    paragraph: u32,
}

impl Extractor for Dates {
    fn id(&self) -> &'static str {
        "dates"
    }

    fn extract(&self, input: &Input<'_>, facts: &mut ArticleFacts) {
        let mut found = Vec::new();
        for paragraph in input.segments.paragraphs.iter().filter(|p| p.part.makes_claims()) {
            read(input, paragraph, &mut found);
        }
        let dateline = input.article.published.map(calendar::number);
        let dateline = if stamp_is_wrong(&found, dateline) {
            facts.not_understood.extend(found.iter().take(1).map(|f| NotUnderstood { span: f.span, why: WRONG_STAMP }));
            None
        } else {
            dateline
        };
        let narrative = tells_of_another_time(&found, dateline);
        let mut anchor: Option<((i32, i32), u32)> = None;
        for f in &found {
            let claim = claim(input, facts, f, dateline, anchor, narrative);
            if let Some(days) = claim.days.filter(|_| {
                !matches!(f.expr.what, What::Away { .. } | What::Relative { .. } | What::Decade(_) | What::Century(_))
            }) {
                anchor = Some((days, f.paragraph));
            }
            facts.dates.push(claim);
        }
    }
}

/// Reads the expressions of a paragraph.
fn read(input: &Input<'_>, paragraph: &Paragraph, found: &mut Vec<Found>) {
    let text = paragraph.span.of(&input.article.text);
    let cut = pieces(text, paragraph.span.start());
    let line = Line { p: &cut, text, base: paragraph.span.start() };
    let mut i = 0;
    while i < cut.len() {
        match grammar::read(&line, i).filter(|e| !part_of_name(input.doc, &line, e) && !is_dateline(&line, e)) {
            Some(expr) => {
                let next = expr.end.max(i + 1);
                let span = Span::new(cut[expr.start].start, cut[expr.end - 1].end);
                let year_range = short_year(&line, &expr);
                found.push(Found {
                    preposition: preposition(&line, expr.start),
                    expr,
                    span,
                    paragraph: paragraph.span.start(),
                });
                i = next;
                // "2012-13", "1957-58": the second year in two digits
                if let Some((year, at)) = year_range {
                    let expr = Expr {
                        start: at,
                        end: at + 1,
                        what: What::Year(year),
                        part: None,
                        third: None,
                        clock: None,
                        weekday: None,
                    };
                    found.push(Found {
                        preposition: Some("to".into()),
                        span: Span::new(cut[at].start, cut[at].end),
                        expr,
                        paragraph: paragraph.span.start(),
                    });
                    i = at + 1;
                }
            }
            None => i += 1,
        }
    }
}

/// The preposition before piece `i`: "since", "by", "from … to"; the article "the" may stand between.
fn preposition(line: &Line<'_>, i: usize) -> Option<Box<str>> {
    let mut at = i.checked_sub(1)?;
    if matches!(line.lower(at), "the" | "about" | "around" | "just" | "only" | "late" | "early") {
        at = at.checked_sub(1)?;
    }
    let before = at.checked_sub(1).map_or("", |b| line.lower(b));
    let word = match line.lower(at) {
        // "dating back to 1977", "beginning in 2009": where a span begins
        "to" if before == "back" => "since",
        "in" | "on" | "with" if is_beginning(before) => "from",
        // "continuing into 2016"
        "in" | "on" | "into" if is_end(before) => "through",
        w if is_beginning(w) => "from",
        w if is_end(w) => "through",
        w @ ("on" | "in" | "at" | "during" | "since" | "from" | "until" | "till" | "by" | "before" | "after" | "to"
        | "through" | "for" | "of" | "between" | "following") => w,
        "and"
            if i >= 3
                && (line.lower(at.saturating_sub(2)) == "between" || line.lower(at.saturating_sub(3)) == "between") =>
        {
            "to"
        }
        _ if line.p[at].is_dash() && !line.p[at].space => "to",
        _ => return None,
    };
    Some(word.into())
}

/// Whether a word before "in" or "on" makes the date the first of a span; a verb in the past tells of what happened on it.
fn is_beginning(word: &str) -> bool {
    matches!(word, "beginning" | "starting" | "commencing")
}

/// The same of the last.
fn is_end(word: &str) -> bool {
    matches!(word, "ending" | "continuing")
}

/// The piece after the date of a paragraph's dateline, if it opens with one that has a date.
pub fn dateline(p: &[Piece], text: &str, base: u32) -> Option<usize> {
    let line = Line { p, text, base };
    // The place takes a few pieces at most.
    (1..p.len().min(12)).find_map(|i| grammar::read(&line, i).filter(|e| is_dateline(&line, e))).map(|e| e.end)
}

/// Whether the date belongs to the line that opens a story, "LARKPORT, Nov. 20 —": it dates the writing, not what happened.
fn is_dateline(line: &Line<'_>, e: &Expr) -> bool {
    let before = &line.p[..e.start];
    let after = line.p.get(e.end).filter(|p| p.is_dash() && (p.space || !p.is('-')) || p.is('('));
    let place = before.iter().any(Piece::is_word)
        && before.len() <= 10
        && before.iter().filter(|p| p.is_word()).all(|p| p.capital);
    let capitals = before.first().is_some_and(|p| {
        line.text
            .get((p.start - line.base) as usize..(p.end - line.base) as usize)
            .is_some_and(|w| w.chars().all(char::is_uppercase) && w.len() > 1)
    });
    place && capitals && after.is_some()
}

/// The second year of "2012-13": its value and its piece.
fn short_year(line: &Line<'_>, e: &Expr) -> Option<(i16, usize)> {
    let What::Year(first) = e.what else { return None };
    let dash = line.p.get(e.end).filter(|p: &&Piece| p.is_dash() && !p.space)?;
    let _ = dash;
    let PieceKind::Digits { value, plain: true, digits: 2, .. } = line.p.get(e.end + 1)?.kind else { return None };
    let year = first / 100 * 100 + value.digits() as i16;
    (year > first && year - first < 30).then_some((year, e.end + 1))
}

/// Whether the words are part of a name: "May" the minister, "Friday Night Lights", "June Osborne".
fn part_of_name(doc: &Document, line: &Line<'_>, e: &Expr) -> bool {
    let month_or_day = matches!(
        e.what,
        What::Month { year: None, .. } | What::Weekday { .. } | What::Now | What::Season { year: None, .. }
    );
    if !month_or_day {
        return false;
    }
    let i = doc.token_at(line.p[e.end - 1].start);
    if i >= doc.len() {
        return false;
    }
    use crate::model::EntityLabel::{Event, Org, Person, Product, WorkOfArt};
    doc.entities_at(i).any(|x| {
        x.label == Person || matches!(x.label, WorkOfArt | Org | Product | Event) && x.tokens.end - x.tokens.start > 1
    })
}

/// Weekdays written beside dates without a year that all disagree with the stamp: the stamp is wrong, not they.
fn stamp_is_wrong(found: &[Found], dateline: Option<i32>) -> bool {
    let Some(line) = dateline else { return false };
    let (mut right, mut wrong) = (0, 0);
    for f in found {
        if let (What::Day { year: None, month, day }, Some(weekday)) = (&f.expr.what, f.expr.weekday) {
            let (y, ..) = calendar::civil(line);
            match calendar::day(y, *month, *day) {
                Some(n) if calendar::weekday(n) == weekday => right += 1,
                Some(_) => wrong += 1,
                None => {}
            }
        }
    }
    right == 0 && wrong >= 2
}

/// Whether most years written in the article lie far from its date: a history, where partial dates follow the last full one.
fn tells_of_another_time(found: &[Found], dateline: Option<i32>) -> bool {
    let years: Vec<i16> = found
        .iter()
        .filter_map(|f| match f.expr.what {
            What::Day { year, .. } | What::Month { year, .. } => year,
            What::Year(y) => Some(y),
            _ => None,
        })
        .collect();
    let Some(line) = dateline else { return !years.is_empty() };
    let (now, ..) = calendar::civil(line);
    let far = years.iter().filter(|&&y| (i32::from(y) - i32::from(now)).abs() >= 3).count();
    far >= 6 && far * 10 >= years.len() * 7
}

fn claim(
    input: &Input<'_>,
    facts: &ArticleFacts,
    f: &Found,
    dateline: Option<i32>,
    anchor: Option<((i32, i32), u32)>,
    narrative: bool,
) -> DateClaim {
    let doc = input.doc;
    let tokens = doc.tokens_in(f.span);
    let root = frame::root_of(doc, tokens).min(doc.len().saturating_sub(1));
    let known = tokens.start < tokens.end && root < doc.len();
    let tense = if known { tense(doc, root) } else { Tense::Open };
    let anchor = anchor.filter(|&(_, p)| narrative || p == f.paragraph).map(|(days, _)| days);
    let ground = Ground { dateline, tense, anchor, narrative: narrative && anchor.is_some() };
    let resolved = resolve::resolve(&f.expr, &ground);
    // "the Sept. 11 attacks": a name, of 2001 or of another year that the reader knows
    let named_day = matches!(f.expr.what, What::Day { year: None, month: 9, day: 11 }) && f.expr.weekday.is_none();
    let weekday = match f.expr.what {
        What::Weekday { weekday, .. } => Some(weekday),
        _ => f.expr.weekday,
    };
    DateClaim {
        place: input.place(f.span, facts),
        kind: resolved.kind.unwrap_or(crate::model::DateKind::Date),
        value: resolved.value.map(Into::into),
        days: resolved.days.filter(|_| !named_day),
        preposition: f.preposition.clone(),
        weekday,
        resolved_by: resolved.by,
        modality: if known { firmness::modality(doc, root) } else { Modality::Stated },
        frame: frame::frame(doc, tokens),
        event: if known { event::event(doc, tokens, root) } else { Event::default() },
    }
}

/// The tense of the clause around token `i`.
fn tense(doc: &Document, i: usize) -> Tense {
    let Some(mut verb) = frame::predicate_of(doc, i) else {
        // no verb above: the nearest finite verb of the sentence
        let Some(sentence) = doc.sentences.get(doc.sentence_of(i)) else { return Tense::Open };
        let near = sentence
            .range()
            .filter(|&t| matches!(doc.tag(t), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md))
            .min_by_key(|&t| t.abs_diff(i));
        return near.map_or(Tense::Open, |t| if doc.tag(t) == Tag::Vbd { Tense::Past } else { Tense::Open });
    };
    let planning = |lemma: &str| {
        matches!(
            lemma,
            "schedule"
                | "expect"
                | "plan"
                | "due"
                | "set"
                | "slate"
                | "intend"
                | "hope"
                | "aim"
                | "want"
                | "promise"
                | "vow"
                | "pledge"
                | "go"
                | "propose"
                | "seek"
        )
    };
    for _ in 0..5 {
        let mut past_aux = false;
        for child in doc.children(verb) {
            match doc.dep(child) {
                Dep::Aux | Dep::Auxpass => match doc.lower(child) {
                    "will" | "'ll" | "wo" | "shall" => return Tense::Future,
                    "would" | "could" | "should" | "may" | "might" | "can" => return Tense::Open,
                    "had" | "was" | "were" | "did" | "has" | "have" | "'ve" | "'d" => past_aux = true,
                    _ => {}
                },
                _ => {}
            }
        }
        if planning(doc.lemma(verb)) && doc.tag(verb) != Tag::Vbd {
            return Tense::Future;
        }
        // "Trump said he was leaving in February": of what was going on the end may lie ahead
        if past_aux && doc.tag(verb) == Tag::Vbg {
            return Tense::Open;
        }
        // "statements made by the mayor during Wednesday's hearing", "the plan adopted Monday"; not "a plan to be adopted Monday"
        let done = doc.tag(verb) == Tag::Vbn
            && doc.dep(verb) == Dep::Acl
            && !doc.children(verb).any(|c| matches!(doc.dep(c), Dep::Aux | Dep::Auxpass));
        if past_aux || done || doc.tag(verb) == Tag::Vbd {
            return Tense::Past;
        }
        if matches!(doc.tag(verb), Tag::Vbz | Tag::Vbp) {
            let saying = matches!(doc.lemma(verb), "say" | "tell" | "report" | "announce" | "show" | "be");
            return if saying { Tense::Open } else { Tense::Future };
        }
        let infinitive = doc.children(verb).any(|c| doc.tag(c) == Tag::To);
        let head = doc.head(verb);
        let complement = matches!(doc.dep(verb), Dep::Xcomp | Dep::Ccomp);
        if infinitive
            && complement
            && (planning(doc.lemma(head)) || doc.lemma(head) == "suppose" || doc.pos(head) == Pos::Adj)
        {
            return Tense::Future;
        }
        if head == verb {
            break;
        }
        match frame::predicate_of(doc, head) {
            Some(up) if up != verb => verb = up,
            _ => break,
        }
    }
    match doc.tag(verb) {
        Tag::Vbn => Tense::Past,
        _ => Tense::Open,
    }
}
