//! Two occasions are two remarks: a speaker who says nearly the same on another day, or in a letter and in a speech, has said it twice.

use super::Overlap;
use crate::lexicon::media;
use crate::model::{ArticleIndex, Batch, DateKind, OccasionKind, Quote};

/// Words in a row that are held for one remark whatever the medium is said to be.
const LONG: usize = 6;
/// Share of equal words, in hundredths, from which on the same holds.
const ALIKE: usize = 75;

/// Whether two quotations whose words lie so beside each other are of two occasions. The same words are one remark, for nothing
/// hangs on it.
#[must_use]
pub fn apart(batch: &Batch, a: (ArticleIndex, u32), b: (ArticleIndex, u32), overlap: &Overlap) -> bool {
    if overlap.exact() {
        return false;
    }
    let quote = |(article, quote): (ArticleIndex, u32)| batch.articles[article as usize].quotes.get(quote as usize);
    let (Some(x), Some(y)) = (quote(a), quote(b)) else { return false };
    let on_days = |q: &Quote, article: ArticleIndex| days(batch, q, article);
    if let (Some(d), Some(e)) = (on_days(x, a.0), on_days(y, b.0))
        && (d.1 < e.0 || e.1 < d.0)
    {
        return true;
    }
    let near = overlap.share() >= ALIKE && overlap.equal >= LONG;
    match (medium(batch, x, a.0), medium(batch, y, b.0)) {
        (Some(m), Some(n)) => m != n && m != "any" && n != "any" && !near,
        _ => false,
    }
}

/// The days on which it was said, if they are stated and resolved.
fn days(batch: &Batch, quote: &Quote, article: ArticleIndex) -> Option<(i32, i32)> {
    let facts = &batch.articles[article as usize];
    quote.occasion.iter().filter(|o| o.kind == OccasionKind::Time).find_map(|o| {
        let dates = facts.dates.iter().filter(|d| d.kind == DateKind::Date && d.place.span.overlaps(o.span));
        dates.filter_map(|d| d.days).next()
    })
}

fn medium(batch: &Batch, quote: &Quote, article: ArticleIndex) -> Option<&'static str> {
    let text = batch.articles[article as usize].text();
    quote.occasion.iter().filter(|o| o.kind == OccasionKind::Medium).find_map(|o| media::sort_of(o.span.of(text)))
}
