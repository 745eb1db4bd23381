//! Puts figures together that count the same thing.
//!
//! Equal values in like surroundings are nearly surely one fact, so agreements join on little evidence. Different values join only
//! when everything else is the same: the thing counted, the unit, the measure, near-identical sentences, each the best match of
//! the other, and no figure elsewhere in the other article that says the same.

mod item;
mod pair;

use std::cell::OnceCell;
use std::ops::Range;

use super::Aligner;
use super::closeness::Articles;
use super::context::{Camps, Counts, Joined, Terms, article_pairs, in_reach, shared};
use crate::lexicon::synonyms::class;
use crate::lexicon::units::fit_kind;
use crate::model::{Batch, ClaimRef, Figure, Fit, Group, Hedge, Kind, Map, Measure, Member, Part};
use item::Item;
use pair::{Beside, Pair, fit, same_kind, slip};

/// Aligns figures.
pub struct Figures;

impl Aligner for Figures {
    fn id(&self) -> &'static str {
        "figures"
    }

    fn align(&self, batch: &Batch) -> Vec<Group> {
        let items = Items::new(batch);
        let mut camps = Camps::new(items.list.iter().map(|i| fit_kind(i.figure)));
        for (a, b) in article_pairs(batch) {
            let pairs = items.pairs(a, b);
            let touching = Touching::of(&pairs);
            for p in pairs.iter().filter(|p| p.fit.agrees() && p.agree()) {
                camps.join(p.x, p.y, |i, j| fit(items.list[i].figure, items.list[j].figure).is_none_or(Fit::agrees));
            }
            for p in pairs
                .iter()
                .filter(|p| !p.fit.agrees() && p.conflict() && p.unrivalled(touching.both(p), |i, j| items.alike(i, j)))
            {
                let told = |x: usize, y: usize| camps.with(y).iter().any(|&z| items.article(z) == items.article(x));
                // where the neighbours of both agree, it is known which of several is meant
                let plain = !p.unit && !p.front && !p.same_article && !p.left_over && !p.together;
                if plain && (told(p.x, p.y) || told(p.y, p.x)) {
                    continue;
                }
                camps.clash(p.x, p.y);
            }
        }
        camps.finish().into_iter().map(|joined| group(&items.list, &joined)).collect()
    }
}

/// The comparable figures of a batch.
struct Items<'a> {
    list: Vec<Item<'a>>,
    first: Vec<usize>,
    counts: Vec<Counts>,
    /// For each figure the others of its kind in its sentence.
    mates: Vec<Vec<usize>>,
    /// For each figure the telling ones of other kinds in its sentence.
    company: Vec<Vec<usize>>,
    articles: Articles<'a>,
}

impl<'a> Items<'a> {
    fn new(batch: &'a Batch) -> Self {
        let mut terms = Terms::default();
        let mut list: Vec<Item<'_>> = Vec::new();
        let mut first = Vec::new();
        for (a, facts) in batch.articles.iter().enumerate() {
            first.push(list.len());
            for (i, figure) in facts.figures.iter().enumerate().filter(|(_, f)| f.comparable) {
                let claim = ClaimRef { article: a as u32, kind: Kind::Figure, index: i as u32 };
                list.push(Item::new(claim, batch, facts, figure, &mut terms));
            }
        }
        first.push(list.len());
        let counts = first
            .windows(2)
            .map(|w| Counts::new(list[w[0]..w[1]].iter().map(|i| (i.figure.place.sentence, &i.around))))
            .collect();
        let mates: Vec<Vec<usize>> = (0..list.len()).map(|i| mates(&list, i)).collect();
        let company = (0..list.len()).map(|i| company(&list, i)).collect();
        Self { list, first, counts, mates, company, articles: Articles::new(batch) }
    }

    /// Whether a telling figure beside the one is told beside the other too: then both sentences tell of one thing.
    fn in_company(&self, x: usize, y: usize) -> bool {
        let same = |i: usize, j: usize| {
            fit(self.list[i].figure, self.list[j].figure).is_some_and(|f| matches!(f, Fit::Same | Fit::Rounded))
        };
        self.company[x].iter().any(|&i| self.company[y].iter().any(|&j| same(i, j)))
    }

    /// Whether all other values in the sentences of two figures agree one by one, so that these two are left over.
    fn left_over(&self, x: usize, y: usize) -> bool {
        let (mine, theirs) = (&self.mates[x], &self.mates[y]);
        let agree = |i: usize, j: usize| fit(self.list[i].figure, self.list[j].figure).is_some_and(Fit::agrees);
        // a small bare number agrees with another by chance
        let tells = |&&i: &&usize| self.list[i].telling >= 2;
        mine.iter().any(|i| tells(&i))
            && mine.len() == theirs.len()
            && mine.iter().all(|&i| theirs.iter().any(|&j| agree(i, j)))
            && theirs.iter().all(|&j| mine.iter().any(|&i| agree(i, j)))
            && !mine.iter().any(|&i| agree(i, y))
            && !theirs.iter().any(|&j| agree(x, j))
    }

    /// Whether the headline tells `x` beside figures that all stand beside `y` in the story, and the story nowhere says `x`.
    fn retold(&self, x: usize, y: usize) -> bool {
        let part = |i: usize| self.list[i].figure.place.part;
        let same = |i: usize, j: usize| {
            fit(self.list[i].figure, self.list[j].figure).is_some_and(|f| matches!(f, Fit::Same | Fit::Rounded))
        };
        let of = self.first[self.article(x) as usize]..self.first[self.article(x) as usize + 1];
        part(x) == Part::Headline
            && part(y) != Part::Headline
            && !self.company[x].is_empty()
            && self.company[x].iter().all(|&i| self.company[y].iter().any(|&j| same(i, j)))
            && !of.clone().any(|z| z != x && fit(self.list[x].figure, self.list[z].figure).is_some_and(Fit::agrees))
    }

    fn article(&self, i: usize) -> u32 {
        self.list[i].claim.article
    }

    /// Whether two figures are one number in one unit.
    fn same(&self, i: usize, j: usize) -> bool {
        let (a, b) = (self.list[i].figure, self.list[j].figure);
        a.unit == b.unit && a.quantity.value == b.quantity.value
    }

    /// Whether two figures may both be right.
    fn alike(&self, i: usize, j: usize) -> bool {
        let (a, b) = (self.list[i].figure, self.list[j].figure);
        a.unit == b.unit && a.quantity.fit(&b.quantity).agrees()
    }

    /// All pairs of figures of two articles whose units and measures allow a comparison.
    fn pairs(&self, a: u32, b: u32) -> Vec<Pair> {
        let of = |a: u32| self.first[a as usize]..self.first[a as usize + 1];
        let close = self.articles.closeness(a, b);
        let known_to = |mut article: Range<usize>, i: usize| article.any(|z| self.same(z, i));
        let mut out = Vec::new();
        for x in of(a) {
            for y in in_reach(x, &of(a), &of(b)) {
                let (i, j) = (&self.list[x], &self.list[y]);
                if a == b && (y <= x || i.figure.place.sentence == j.figure.place.sentence)
                    || !same_kind(i.figure, j.figure)
                {
                    continue;
                }
                let Some(fit) = fit(i.figure, j.figure) else { continue };
                let shared = shared(&i.around, &j.around, &self.counts[a as usize], &self.counts[b as usize], a == b);
                // a number that the other article knows too is no slip
                let known = || known_to(of(a), y) || known_to(of(b), x);
                let slip = Some(slip(i.figure, j.figure)).filter(|s| *s > 0.0 && a != b && !known()).unwrap_or(0.0);
                let left_over = a != b && !fit.agrees() && self.left_over(x, y);
                let company = a != b && !fit.agrees() && self.in_company(x, y);
                let retold = a == b && !fit.agrees() && (self.retold(x, y) || self.retold(y, x));
                let alone = a != b && !fit.agrees() && (!known_to(of(b), x) || !known_to(of(a), y));
                out.push(Pair::new(i, j, Beside { x, y, fit, shared, close, slip, left_over, company, alone, retold }));
            }
        }
        out
    }
}

/// More values of a kind in one sentence are a table, in which nothing is left over by chance alone.
const MATES: usize = 5;

/// How telling a figure is that hardly stands in two sentences by chance: "$57 million", "1,450". Percentages and spans of time need more.
const TELLING: u32 = 3;

/// The telling figures in the sentence of figure `i`, itself left out.
fn company(list: &[Item<'_>], i: usize) -> Vec<usize> {
    let item = &list[i];
    let beside = |j: &usize| {
        list[*j].claim.article == item.claim.article && list[*j].figure.place.sentence == item.figure.place.sentence
    };
    let telling = |j: &usize| {
        let other = &list[*j];
        let everywhere = pair::everywhere(other.figure);
        other.telling >= TELLING + u32::from(everywhere)
            && other.figure.quantity.is_bare()
            && !other.figure.place.span.overlaps(item.figure.place.span)
    };
    let before = (0..i).rev().take_while(beside).take(MATES);
    let after = (i + 1..list.len()).take_while(beside).take(MATES);
    before.chain(after).filter(telling).collect()
}

/// The other figures of the sentence of figure `i` that could be told one for the other. Loose words ("dozens") fit anything.
fn mates(list: &[Item<'_>], i: usize) -> Vec<usize> {
    let item = &list[i];
    let beside = |j: &usize| {
        list[*j].claim.article == item.claim.article && list[*j].figure.place.sentence == item.figure.place.sentence
    };
    let like = |j: &usize| {
        same_kind(list[*j].figure, item.figure)
            && fit(list[*j].figure, item.figure).is_some()
            && list[*j].figure.quantity.is_bare()
            && !list[*j].figure.place.span.overlaps(item.figure.place.span)
    };
    let before = (0..i).rev().take_while(beside).take(MATES);
    let after = (i + 1..list.len()).take_while(beside).take(MATES);
    before.chain(after).filter(like).collect()
}

/// The pairs by their figures; made when the first clash asks.
struct Touching<'p> {
    pairs: &'p [Pair],
    index: OnceCell<Map<u32, Vec<u32>>>,
}

impl<'p> Touching<'p> {
    fn of(pairs: &'p [Pair]) -> Self {
        Self { pairs, index: OnceCell::new() }
    }

    /// The pairs that have a figure in common with `pair`.
    fn both(&self, pair: &Pair) -> impl Iterator<Item = &'p Pair> {
        let index = self.index.get_or_init(|| {
            let mut index: Map<u32, Vec<u32>> = Map::default();
            for (i, p) in (0..).zip(self.pairs) {
                index.entry(p.x as u32).or_default().push(i);
                index.entry(p.y as u32).or_default().push(i);
            }
            index
        });
        let pairs = self.pairs;
        [pair.x, pair.y]
            .map(|i| index.get(&(i as u32)))
            .into_iter()
            .flatten()
            .flatten()
            .map(move |&i| &pairs[i as usize])
    }
}

/// All signs of every pair, as text: for tuning.
#[doc(hidden)]
#[must_use]
pub fn dump(batch: &Batch) -> Vec<(ClaimRef, ClaimRef, String)> {
    let items = Items::new(batch);
    let mut out = Vec::new();
    for (a, b) in article_pairs(batch) {
        let pairs = items.pairs(a, b);
        for p in &pairs {
            let signs: Vec<String> = p.signs.iter().zip(pair::NAMES).map(|(s, n)| format!("{n}={s:.3}")).collect();
            out.push((
                items.list[p.x].claim,
                items.list[p.y].claim,
                format!(
                    "fit={:?} score={:.3} apart={} like={} slip={:.2} telling={} front={} common={} crowded={} unit={} cross={} head={:?} half={} count={} rival={} conflict={} left={} together={} {}",
                    p.fit,
                    p.score,
                    p.apart,
                    p.like_values,
                    p.slip,
                    p.telling,
                    p.front,
                    p.common,
                    p.crowded,
                    p.unit,
                    p.cross,
                    p.head,
                    p.half_alike,
                    p.shared.count,
                    !p.unrivalled(pairs.iter(), |i, j| items.alike(i, j)),
                    p.conflict(),
                    p.left_over,
                    p.together,
                    signs.join(" ")
                ),
            ));
        }
    }
    out
}

/// The group of joined figures, with its evidence.
fn group(items: &[Item<'_>], joined: &Joined) -> Group {
    let members = &joined.members;
    let (x, y) = joined.clashes.first().copied().unwrap_or((members[0], members[members.len() - 1]));
    let (a, b) = (items[x].figure, items[y].figure);
    let named = [a, b].into_iter().chain(members.iter().map(|&i| items[i].figure)).find(|f| !f.concepts.is_empty());
    let about = named.map_or_else(String::new, |f| f.concepts.join(" "));
    let mut evidence = Vec::new();
    if !about.is_empty() {
        evidence.push(format!("both count: {about}"));
    }
    if let Some(unit) = a.unit.as_deref().filter(|_| a.unit == b.unit) {
        evidence.push(format!("same unit: {unit}"));
    }
    let words = common_words(a, b);
    if !words.is_empty() {
        evidence.push(format!("the sentences share: {}", words.join(", ")));
    }
    let clashes = joined.clashes.iter().map(|&(x, y)| (items[x].claim, items[y].claim)).collect();
    let member =
        |&i: &usize| Member { claim: items[i].claim, span: items[i].figure.place.span, value: value(items[i].figure) };
    Group { kind: Kind::Figure, about, members: members.iter().map(member).collect(), evidence, clashes }
}

/// Words of the first sentence that the other has too, by its own or another word, at most five.
fn common_words(a: &Figure, b: &Figure) -> Vec<String> {
    let words = |f: &'_ Figure| -> Vec<Box<str>> {
        let frame = &f.frame;
        frame.predicate.iter().chain(&frame.subject).chain(&frame.objects).chain(&frame.context).cloned().collect()
    };
    let theirs = words(b);
    let mut shared: Vec<String> = Vec::new();
    for w in words(a) {
        if theirs.iter().any(|t| class(t) == class(&w))
            && !shared.iter().any(|s| class(s) == class(&w))
            && shared.len() < 5
        {
            shared.push(w.into());
        }
    }
    shared
}

/// The value in normal form: number or range, hedge, unit.
#[must_use]
pub fn value(f: &Figure) -> String {
    let q = &f.quantity;
    let number = match (q.value, q.low, q.high) {
        (None, Some(l), Some(h)) if f.measure == Measure::Vote || f.measure == Measure::Ratio => format!("{h}-{l}"),
        (None, Some(l), Some(h)) => format!("{l}..{h}"),
        (None, Some(l), None) => format!("{l}.."),
        (None, None, Some(h)) => format!("..{h}"),
        (Some(v), ..) => v.to_string(),
        (None, None, None) => String::new(),
    };
    let sign = match q.hedge {
        Hedge::Exact | Hedge::Range | Hedge::Vague => "",
        Hedge::About => "~",
        Hedge::Above => ">",
        Hedge::AtLeast => ">=",
        Hedge::Below => "<~",
        Hedge::AtMost => "<=",
    };
    let unit = f.unit.as_deref().map_or(String::new(), |u| format!(" {u}"));
    format!("{sign}{number}{unit}")
}
