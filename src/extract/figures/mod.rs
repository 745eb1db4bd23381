//! Figures: every quantity of an article with its unit, its hedge, what it counts and what it measures.

mod change;
mod counted;
mod hedge;
mod idle;
mod measure;
mod measured;
mod range;
mod rate;
mod read;
mod scale;
mod skip;
mod sums;
mod times;

use super::{Extractor, Input, dates, frame};
use crate::lexicon::numbers::{Piece, PieceKind, Shape, pieces};
use crate::lexicon::units::unit;
use crate::model::{
    ArticleFacts, Dep, Document, Figure, Hedge, Measure, NotUnderstood, Paragraph, Pos, Quantity, Span, TokenRange,
};
use read::{Line, Raw};

/// Finds figures. Runs after names, ages and dates: their digits are no figures.
pub struct Figures;

impl Extractor for Figures {
    fn id(&self) -> &'static str {
        "figures"
    }

    fn extract(&self, input: &Input<'_>, facts: &mut ArticleFacts) {
        let taken = skip::taken(facts);
        for paragraph in input.segments.paragraphs.iter().filter(|p| p.part.makes_claims()) {
            self::paragraph(input, facts, paragraph, &taken);
        }
    }
}

fn paragraph(input: &Input<'_>, facts: &mut ArticleFacts, paragraph: &Paragraph, taken: &[Span]) {
    let text = paragraph.span.of(&input.article.text);
    let cut = pieces(text, paragraph.span.start());
    let line = Line { p: &cut, text, base: paragraph.span.start() };
    let table = skip::is_table(&line);
    let first = facts.figures.len();
    // The day in "LARKPORT, Nov. 20, 2026 —" is that of writing.
    let mut i = dates::dateline(&cut, text, paragraph.span.start()).unwrap_or(0);
    let mut last_end = None;
    let mut last: Option<Raw> = None;
    while i < cut.len() {
        if let Some(end) = read::unreadable(&line, i).filter(|_| skip::skip(&line, i, taken).is_none()) {
            let span = Span::new(cut[i].start, cut[end - 1].end);
            facts.not_understood.push(NotUnderstood { span, why: "number not parsed" });
            i = end;
            continue;
        }
        if !may_start(&cut[i]) {
            i += 1;
            continue;
        }
        if let Some(end) = skip::skip(&line, i, taken) {
            i = end.max(i + 1);
            continue;
        }
        let Some(mut raw) = read::read(&line, i) else {
            i += 1;
            continue;
        };
        if let Some(before) = &last {
            range::lend(&line, before, &mut raw);
        }
        i = raw.end.max(i + 1);
        last = Some(raw.clone());
        if skip::in_name(&line, &raw, input.doc) || idle::is_idle(&line, &raw, input.doc) {
            continue;
        }
        if let Some(mut figure) = figure(input, facts, &line, &raw) {
            if let Some(before) = facts.figures.last().filter(|_| says_again(&line, raw.start, last_end)) {
                told_again(before, &mut figure);
            }
            last_end = Some(raw.end);
            figure.comparable &= !table;
            facts.figures.push(figure);
        }
    }
    if !table {
        sums::sums(facts, first);
    }
}

/// Whether a number can start at this piece at all: a cheap test before the grammar.
fn may_start(p: &Piece) -> bool {
    match p.kind {
        PieceKind::Digits { .. } => true,
        PieceKind::Mark(c) => "½¼¾⅓⅔⅕⅛⅜⅝⅞".contains(c),
        PieceKind::Word => {
            crate::lexicon::numbers::word(&p.lower).is_some()
                || read::is_lone(&p.lower)
                || matches!(
                    &*p.lower,
                    "a" | "an" | "the" | "baker" | "several" | "few" | "tens" | "pair" | "trio" | "quartet" | "quintet"
                )
        }
    }
}

/// The figure that a raw quantity makes in its sentence.
fn figure(input: &Input<'_>, facts: &ArticleFacts, line: &Line<'_>, raw: &Raw) -> Option<Figure> {
    let (mut start, mut end) = (raw.start, raw.end);
    let mut quantity = raw.quantity;
    let aged;
    let raw = match raw.unit.as_deref() {
        // "the 15th anniversary of the attacks": fifteen years
        None if raw.shape == Shape::Ordinal && line.lower(raw.end) == "anniversary" => {
            aged = Raw { unit: Some("year".into()), shape: Shape::Cardinal, ..raw.clone() };
            &aged
        }
        None | Some("year") if hedge::age_of(line, start).is_some() && raw.shape == Shape::Cardinal => {
            aged = Raw { unit: Some("year of age".into()), ..raw.clone() };
            &aged
        }
        _ => raw,
    };
    if raw.between && start > 0 && line.lower(start - 1) == "between" {
        start -= 1;
    }
    let time_unit = raw
        .unit
        .as_deref()
        .is_some_and(|u| matches!(u, "year" | "month" | "week" | "day" | "hour" | "minute" | "decade" | "century"));
    if !raw.score && !matches!(raw.shape, Shape::Ordinal | Shape::Multiple) {
        let before = hedge::before(line, start, time_unit);
        let after = if before.is_none() {
            hedge::after(line, end).or_else(|| hedge::after(line, raw.digits.1).filter(|h| h.1 <= end))
        } else {
            None
        };
        if let Some((hedge, first)) = before {
            start = first;
            quantity = apply(quantity, hedge);
        } else if let Some((hedge, stop)) = after {
            end = end.max(stop);
            quantity = apply(quantity, hedge);
        }
        // The hedge may be followed by the unit: "100-plus miles".
        if after.is_some()
            && raw.unit.is_none()
            && let Some((unit, stop)) = crate::lexicon::units::unit_at(line.p, end, line.text, line.base)
        {
            let mut with_unit = raw.clone();
            with_unit.unit = Some(unit.name.into());
            with_unit.end = stop;
            return finish(input, facts, line, &with_unit, quantity, start, stop);
        }
    }
    finish(input, facts, line, raw, quantity, start, end)
}

/// Whether the number at piece `start` stands in brackets or behind ", or" right after the figure that ends before piece `end`.
fn says_again(line: &Line<'_>, start: usize, end: Option<usize>) -> bool {
    let Some(end) = end else { return false };
    let bracket = line.mark(end, '(') && start == end + 1;
    bracket || line.mark(end, ',') && line.lower(end + 1) == "or" && start == end + 2
}

/// "more than 100 kilometres (60 miles)", "17.5 points, or 0.22%": the second figure says the first one again, with the same words around it.
fn told_again(before: &Figure, figure: &mut Figure) {
    let Some(name) = figure.unit.as_deref() else { return };
    // "a net worth of 1.356 billion ($1.762bn)": the sign of the first one was lost.
    let money = || unit(name).is_some_and(|u| u.dimension == "money");
    let large = before.quantity.value.is_some_and(|v| v >= crate::model::Decimal::from(1_000_000));
    if before.unit.is_none() && !(large && before.concepts.is_empty() && money()) {
        return;
    }
    if figure.quantity.is_bare() {
        figure.quantity = apply(figure.quantity, before.quantity.hedge);
    }
    if figure.concepts.is_empty() {
        figure.counted = before.counted;
        figure.concepts = before.concepts.clone();
    }
    figure.modality = before.modality;
    if before.measure == Measure::Change || figure.measure == Measure::Count {
        figure.measure = before.measure;
        figure.change = before.change;
    }
}

/// Whether piece `i` stands between quotation marks that opened in its paragraph.
fn in_marks(line: &Line<'_>, i: usize) -> bool {
    let mut open = false;
    for p in &line.p[..i] {
        match p.kind {
            PieceKind::Mark('“') => open = true,
            PieceKind::Mark('”') => open = false,
            PieceKind::Mark('"') => open = !open,
            _ => {}
        }
    }
    open
}

/// The name that possesses what is counted ("Okafor's rate"), or that is the subject of its clause.
fn whose(doc: &Document, facts: &ArticleFacts, head: Option<usize>, tokens: TokenRange) -> Option<u32> {
    let root = frame::root_of(doc, tokens);
    let possessor = head
        .into_iter()
        .chain(Some(root))
        .find_map(|h| doc.children(h).find(|&c| doc.dep(c) == Dep::Poss && doc.pos(c) == Pos::Propn));
    let subject = || {
        let predicate = frame::predicate_of(doc, root)?;
        doc.children(predicate).find(|&c| matches!(doc.dep(c), Dep::Nsubj | Dep::Nsubjpass) && doc.pos(c) == Pos::Propn)
    };
    let name = doc.span(possessor.or_else(subject)?);
    let first = facts.mentions.partition_point(|m| m.place.span.end() <= name.start());
    let near = facts.mentions.get(first..)?;
    near.iter().take(3).position(|m| m.place.span.overlaps(name)).map(|i| (first + i) as u32)
}

/// Puts a hedge on a quantity.
fn apply(q: Quantity, hedge: Hedge) -> Quantity {
    match q.value {
        Some(value) if q.low == q.high || hedge != Hedge::About => Quantity::hedged(value, q.precision, hedge),
        _ => q,
    }
}

/// Whether it is known which ones are counted: "the 47 percent", "the $84,000", "her three ships".
fn given(doc: &Document, claim: TokenRange, head: Option<usize>) -> bool {
    let root = frame::root_of(doc, claim);
    let known = |c: usize| {
        let article = matches!(doc.lower(c), "the" | "this" | "that" | "these" | "those");
        (c as u32) < claim.start && (doc.dep(c) == Dep::Poss || article && doc.dep(c) == Dep::Det)
    };
    // "the snow … 2½ feet": the head must stand behind its number
    let head = head.filter(|&h| h as u32 >= claim.start);
    let mut beside = doc.children(root).chain(head.into_iter().flat_map(|h| doc.children(h)));
    beside.any(known) && !frame::foreseen(doc, root)
}

fn finish(
    input: &Input<'_>,
    facts: &ArticleFacts,
    line: &Line<'_>,
    raw: &Raw,
    quantity: Quantity,
    start: usize,
    end: usize,
) -> Option<Figure> {
    let doc = input.doc;
    let span = Span::new(line.p[start].start, line.p[end - 1].end);
    let number = Span::new(line.p[raw.start].start, line.p[raw.end - 1].end);
    let tokens = doc.tokens_in(number);
    if tokens.start >= tokens.end {
        return None;
    }
    if raw.shape == Shape::Cardinal && skip::is_pronoun_one(line, raw, doc, tokens) {
        return None;
    }
    let counted = counted::counted(doc, line, raw, tokens, doc.token_at(span.start()));
    // "she first saw it in May": an adverb.
    if raw.shape == Shape::Ordinal && counted.head.is_none() && line.lower(raw.digits.0) == "first" {
        return None;
    }
    let mut place = input.place(span, facts);
    place.quoted |= in_marks(line, start);
    let claim = TokenRange { start: doc.tokens_in(span).start.min(tokens.start), end: tokens.end };
    let (measure, change) = measure::measure(doc, line, raw, tokens, &counted, start.min(raw.start)..raw.start);
    let comparable = skip::comparable(line, raw, measure, &counted);
    let frame = frame::frame(doc, claim);
    // "her tax rate was 35.72": a rate with decimals and no unit is one of percent.
    let decimal = quantity.value.is_some_and(|v| v.scale() > 0);
    let rate = || matches!(frame.subject.last().map(|s| &**s), Some("rate" | "percentage"));
    let linked = frame.predicate.as_deref() == Some("be");
    let of_rate = counted.lemmas.last().is_none_or(|l| matches!(&**l, "rate" | "percentage"));
    let (unit, measure) = if raw.unit.is_none() && decimal && of_rate && linked && rate() {
        (Some("percentage".into()), Measure::Share)
    } else {
        (raw.unit.clone(), measure)
    };
    Some(Figure {
        place,
        quantity,
        unit,
        measure,
        change,
        counted: counted.span,
        concepts: counted.lemmas,
        whose: whose(doc, facts, counted.head, tokens),
        modality: frame::modality(doc, frame::root_of(doc, claim)),
        given: given(doc, claim, counted.head),
        frame,
        comparable: comparable && !(measure == Measure::Multiple && raw.unit.is_some()),
    })
}
