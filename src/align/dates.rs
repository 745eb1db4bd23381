//! Puts dates together that date the same event: predicate, participants, rare words around.

use super::Aligner;
use super::context::{Around, Camps, Counts, Joined, Shared, Terms, article_pairs, shared};
use crate::lexicon::synonyms::class;
use crate::model::{Batch, ClaimRef, DateClaim, DateFit, DateKind, Group, Kind, Member, Part};

/// Aligns dates.
pub struct Dates;

struct Item<'a> {
    claim: ClaimRef,
    date: &'a DateClaim,
    around: Around,
    predicate: Option<&'a str>,
}

impl Aligner for Dates {
    fn id(&self) -> &'static str {
        "dates"
    }

    fn align(&self, batch: &Batch) -> Vec<Group> {
        let mut terms = Terms::default();
        let mut items: Vec<Item<'_>> = Vec::new();
        let mut first = Vec::new();
        for (a, facts) in batch.articles.iter().enumerate() {
            first.push(items.len());
            for (i, date) in
                facts.dates.iter().enumerate().filter(|(_, d)| matches!(d.kind, DateKind::Date | DateKind::Time))
            {
                let claim = ClaimRef { article: a as u32, kind: Kind::Date, index: i as u32 };
                let around = Around::new(&date.frame, &[], &mut terms);
                let predicate =
                    date.frame.predicate.as_deref().filter(|p| !crate::lexicon::synonyms::is_light(p)).map(class);
                items.push(Item { claim, date, around, predicate });
            }
        }
        first.push(items.len());
        let of = |a: u32| &items[first[a as usize]..first[a as usize + 1]];
        let counts: Vec<Counts> = (0..batch.articles.len() as u32)
            .map(|a| Counts::new(of(a).iter().map(|i| (i.date.place.sentence, &i.around))))
            .collect();
        let mut camps = Camps::new(items.len());
        for (a, b) in article_pairs(batch) {
            let line = |i: u32| batch.articles[i as usize].article.published;
            let near = match (line(a), line(b)) {
                (Some(x), Some(y)) => (x.duration_since(y).as_hours() / 24).abs() < 5,
                _ => true,
            };
            for (x, y, clash) in links(of(a), of(b), &counts[a as usize], &counts[b as usize], a == b, near) {
                let (x, y) = (first[a as usize] + x, first[b as usize] + y);
                if clash {
                    camps.clash(x, y);
                } else {
                    camps.join(x, y, |i, j| items[i].date.fit(items[j].date, near) != Some(DateFit::Apart));
                }
            }
        }
        camps.finish().into_iter().map(|joined| group(&items, &joined)).collect()
    }
}

#[derive(Clone, Copy, Debug)]
struct Candidate {
    x: usize,
    y: usize,
    fit: DateFit,
    shared: Shared,
    predicate: bool,
}

fn links(
    xs: &[Item<'_>],
    ys: &[Item<'_>],
    cx: &Counts,
    cy: &Counts,
    same_article: bool,
    near: bool,
) -> Vec<(usize, usize, bool)> {
    let mut candidates = Vec::new();
    for (x, a) in xs.iter().enumerate() {
        for (y, b) in ys.iter().enumerate() {
            if same_article && y <= x {
                continue;
            }
            let Some(fit) = a.date.fit(b.date, near) else { continue };
            let shared = shared(&a.around, &b.around, cx, cy, same_article);
            let predicate = a.predicate.is_some() && a.predicate == b.predicate;
            candidates.push(Candidate { x, y, fit, shared, predicate });
        }
    }
    let mut out = Vec::new();
    for c in &candidates {
        let linked = match c.fit {
            DateFit::Meet => agree(c, &xs[c.x], &ys[c.y]),
            DateFit::Apart => conflict(c, xs, ys, &candidates, same_article),
        };
        if linked {
            out.push((c.x, c.y, c.fit == DateFit::Apart));
        }
    }
    out
}

fn wide(i: &Item<'_>) -> i32 {
    i.date.width().unwrap_or(0)
}

fn agree(c: &Candidate, a: &Item<'_>, b: &Item<'_>) -> bool {
    let same_value = a.date.value.is_some() && a.date.value == b.date.value;
    let wide = wide(a).max(wide(b)) > 40;
    let need: f32 = match (same_value, wide) {
        (true, _) => 1.5,
        (false, false) => 2.5,
        (false, true) => 4.5,
    };
    c.shared.weight + if c.predicate { 1.0 } else { 0.0 } >= need
}

fn conflict(c: &Candidate, xs: &[Item<'_>], ys: &[Item<'_>], all: &[Candidate], same_article: bool) -> bool {
    let (a, b) = (&xs[c.x], &ys[c.y]);
    let (weight, share) = if same_article { (8.0, 0.7) } else { (5.0, 0.45) };
    let parts = |i: &Item<'_>| matches!(i.date.place.part, Part::Headline | Part::Lede | Part::Caption);
    if same_article && !parts(a) && !parts(b) {
        return false;
    }
    let share = if c.predicate { share } else { share + 0.3 };
    if c.shared.weight < weight || c.shared.share < share {
        return false;
    }
    if wide(a).max(wide(b)) > 400 {
        return false;
    }
    for other in all {
        if other.x == c.x && other.y == c.y {
            continue;
        }
        let touches = other.x == c.x || other.y == c.y || same_article && (other.x == c.y || other.y == c.x);
        if touches
            && (other.shared.weight > c.shared.weight * 1.02
                || (other.fit == DateFit::Meet && other.shared.weight > c.shared.weight * 0.5))
        {
            return false;
        }
    }
    true
}

/// The group of joined dates, with its evidence.
fn group(items: &[Item<'_>], joined: &Joined) -> Group {
    let members = &joined.members;
    let (x, y) = joined.clash.unwrap_or((members[0], members[members.len() - 1]));
    let words = event(items[x].date, items[y].date);
    let member = |&i: &usize| {
        let d = items[i].date;
        Member { claim: items[i].claim, span: d.place.span, value: d.value.as_deref().unwrap_or_default().to_owned() }
    };
    Group {
        kind: Kind::Date,
        about: words.join(" "),
        members: members.iter().map(member).collect(),
        evidence: vec![format!("the sentences share: {}", words.join(", "))],
    }
}

/// What both sentences speak of, at most five words.
fn event(a: &DateClaim, b: &DateClaim) -> Vec<String> {
    let words = |d: &DateClaim| -> Vec<String> {
        d.frame
            .predicate
            .iter()
            .chain(&d.frame.subject)
            .chain(&d.frame.objects)
            .chain(&d.frame.context)
            .map(|w| class(w).to_owned())
            .collect()
    };
    let (x, y) = (words(a), words(b));
    let mut shared: Vec<String> = Vec::new();
    for w in x {
        if y.contains(&w) && !shared.contains(&w) && shared.len() < 5 {
            shared.push(w);
        }
    }
    shared
}
