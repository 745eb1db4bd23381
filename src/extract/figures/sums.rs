//! Simple sums: "17 men and one woman" are 18 people, and may be held against another article's 18.

use crate::lexicon::roles::person_noun;
use crate::model::{ArticleFacts, Decimal, Figure, Hedge, Measure, Quantity, Span};

/// Adds the sums of the figures from index `first` on, each behind its parts.
pub fn sums(facts: &mut ArticleFacts, first: usize) {
    let text = facts.article.text.clone();
    for figure in facts.figures.split_off(first) {
        let sum = facts.figures[first..].last().and_then(|before| sum(before, &figure, &text));
        facts.figures.push(figure);
        facts.figures.extend(sum);
    }
}

/// The people counted by two figures with "and" between them.
fn sum(a: &Figure, b: &Figure, text: &str) -> Option<Figure> {
    let people = |f: &Figure| -> Option<Decimal> {
        let class = person_noun(f.concepts.last()?)?;
        let plain = f.unit.is_none() && f.measure == Measure::Count && f.quantity.hedge == Hedge::Exact;
        f.quantity.value.filter(|_| plain && class != "person")
    };
    let behind = |f: &Figure| f.counted.start() >= f.place.span.end();
    let (x, y) = (people(a)?, people(b)?);
    let between =
        (a.counted.end() <= b.place.span.start()).then(|| Span::new(a.counted.end(), b.place.span.start()))?;
    if !behind(a) || !behind(b) || a.concepts.last() == b.concepts.last() || between.of(text) != " and " {
        return None;
    }
    let mut sum = a.clone();
    sum.place.span = a.place.span.cover(b.counted);
    sum.counted = Span::default();
    sum.quantity = Quantity::exact(x.checked_add(y)?, 0);
    sum.concepts = vec!["person".into()];
    sum.comparable = true;
    Some(sum)
}
