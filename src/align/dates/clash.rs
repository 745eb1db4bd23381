//! Which dates that do not meet date one event.
//!
//! Like words are not enough: a story has many events with the same people. So the whole story is asked. A day that no other article of
//! the story knows, for an event that others have on a day of theirs, is odd; a day that stands elsewhere too is most likely another
//! event's. Each date of an article is held against its likest counterparts in the other articles, and what speaks for and against
//! their being one event, wrongly dated here, is weighed: how alike the sentences are with the dates cut out, how many witnesses date a
//! like event on the day of the counterpart, and how odd the day is by itself. Every weight below was measured on labelled stories with
//! dates put wrong on purpose, beside two thousand unlabelled articles in which hardly any is.

use std::collections::{BTreeMap, BTreeSet};

use super::Items;
use super::likeness::{Likeness, end, likeness};
use crate::align::context::{Match, overlap};
use crate::lexicon::stems::stem;
use crate::lexicon::synonyms::is_light;
use crate::model::{Batch, DateClaim, Modality, ResolvedBy};

/// Two dates taken to be of one event, though they do not meet.
pub struct Clash {
    /// The date that stands alone.
    pub x: usize,
    /// Its best counterpart.
    pub y: usize,
    /// How sure.
    pub score: f32,
    /// What spoke for it, in plain words.
    pub evidence: Vec<String>,
}

/// More neighbours than this are not asked: the nearest in time know best.
const STORY: usize = 40;
/// So many counterparts of a date are weighed, the likest first.
const COUNTERPARTS: usize = 4;

/// From this score on two dates are taken to be of one event.
const THRESHOLD: f32 = 1.75;

/// Likeness from which a witness speaks of the event and of no other.
const FIRM: f32 = -3.0;

/// A weekday by itself.
fn bare(d: &DateClaim) -> bool {
    d.weekday.is_some() && d.resolved_by != Some(ResolvedBy::Text)
}

/// The clashes of a batch, the surest first; no date is the odd one of two.
pub fn clashes(batch: &Batch, items: &Items<'_>) -> Vec<Clash> {
    let mut found = Vec::new();
    for a in 0..batch.articles.len() as u32 {
        if batch.neighbours[a as usize].is_empty() {
            continue;
        }
        let story = Story::new(batch, items, a);
        found.extend(items.of(a).filter_map(|x| story.weigh(x)));
    }
    found.sort_by(|p, q| q.score.total_cmp(&p.score).then((p.x, p.y).cmp(&(q.x, q.y))));
    let mut used = BTreeSet::new();
    found.retain(|c| !used.contains(&c.x) && !used.contains(&c.y) && used.insert(c.x));
    found
}

/// One article and its neighbours.
struct Story<'a, 'b> {
    batch: &'b Batch,
    items: &'b Items<'a>,
    article: u32,
    /// The neighbours.
    others: Vec<u32>,
}

impl<'a, 'b> Story<'a, 'b> {
    fn new(batch: &'b Batch, items: &'b Items<'a>, article: u32) -> Self {
        let mut others = batch.neighbours[article as usize].clone();
        if others.len() > STORY {
            others.sort_by_key(|&o| (days_between(batch, article, o).unwrap_or(99), o));
            others.truncate(STORY);
            others.sort_unstable();
        }
        Self { batch, items, article, others }
    }

    fn date(&self, i: usize) -> &'a DateClaim {
        self.items.list[i].date
    }

    fn like(&self, x: usize, y: usize) -> Likeness {
        let (a, b) = (&self.items.list[x], &self.items.list[y]);
        let rarity = |i: u32| &self.items.rarity[i as usize];
        likeness(a, b, rarity(a.claim.article), rarity(b.claim.article), a.claim.article == b.claim.article)
    }

    fn gap(&self, x: usize, y: usize) -> Option<i32> {
        self.items.gap(self.batch, x, y)
    }

    fn same_sentence(&self, x: usize, y: usize) -> bool {
        self.date(x).place.sentence == self.date(y).place.sentence
    }

    fn witness_of(&self, x: usize) -> u32 {
        self.batch.witness[self.items.list[x].claim.article as usize]
    }

    /// Holds date `x` of the article against its best counterparts.
    fn weigh(&self, x: usize) -> Option<Clash> {
        let broad = self.items.breadth(x).filter(|_| !self.date(x).place.quoted)?;
        let own_witness = self.batch.witness[self.article as usize];
        // dates of other articles that meet this one, and dates that do not
        let (mut meet, mut apart): (Vec<(f32, usize)>, Vec<(f32, usize)>) = (Vec::new(), Vec::new());
        let mut known = false;
        for y in self.others.iter().flat_map(|&o| self.items.of(o)) {
            let (Some(gap), Some(breadth)) = (self.gap(x, y), self.items.breadth(y)) else { continue };
            let like = self.like(x, y).score;
            if gap > 0 {
                if breadth.abs_diff(broad) <= 1 {
                    apart.push((like, y));
                }
            } else {
                meet.push((like, y));
                // a copy of this article knows no more than it does
                known |= breadth <= broad && self.witness_of(y) != own_witness;
            }
        }
        apart.sort_by(|p, q| q.0.total_cmp(&p.0).then(p.1.cmp(&q.1)));
        let told_here = self
            .items
            .of(self.article)
            .filter(|&z| {
                z != x
                    && !self.same_sentence(x, z)
                    && self.items.breadth(z).is_some_and(|b| b <= broad)
                    && self.gap(x, z) == Some(0)
            })
            .map(|z| self.like(x, z).score)
            .fold(f32::MIN, f32::max);
        let side = Side { broad, known, told_here, age: self.age(x) };
        let mut best: Option<Clash> = None;
        for &(_, y) in apart.iter().take(COUNTERPARTS) {
            let found = self.judge(x, y, &side, &meet, &apart);
            if let Some(found) = found.filter(|f| best.as_ref().is_none_or(|b| f.score > b.score)) {
                best = Some(found);
            }
        }
        best
    }

    /// Weighs whether `x` and `y` date one event on two days, and `x` wrongly.
    fn judge(&self, x: usize, y: usize, side: &Side, meet: &[(f32, usize)], apart: &[(f32, usize)]) -> Option<Clash> {
        let like = self.like(x, y);
        if self.vetoed(x, y, &like) {
            return None;
        }
        // how firmly each witness dates the like event on the day of y
        let mut witnesses: BTreeMap<u32, f32> = BTreeMap::new();
        for &(score, z) in apart.iter().filter(|&&(_, z)| self.gap(y, z) == Some(0)) {
            let best = witnesses.entry(self.witness_of(z)).or_insert(score);
            *best = best.max(score);
        }
        let support: f32 = witnesses.values().map(|&s| sigmoid(s + 2.0)).sum();
        // another date of y's own article that says what x says is the better counterpart
        let home = self.items.list[y].claim.article;
        let rival = meet.iter().filter(|&&(_, z)| z != y && self.items.list[z].claim.article == home);
        let rival = rival.map(|m| m.0).fold(f32::MIN, f32::max);
        let alone = !side.known && side.told_here == f32::MIN;
        let seen = Seen { support, rival, alone, gap: self.gap(x, y)?, like };
        let score = self.score(x, side, &seen);
        let firm = witnesses.iter().filter(|&(&w, &s)| w != self.batch.witness[self.article as usize] && s > FIRM);
        let firm = firm.count();
        // one sentence in two articles, and nowhere else what the one of them says
        let twins = alone && self.twins(x, y, &seen.like);
        if !twins && (score < THRESHOLD || firm < 2 && self.doubtful(x, y, &seen.like)) {
            return None;
        }
        let mut evidence = Vec::new();
        if alone {
            evidence.push("no other date of the story falls on that day".to_owned());
        }
        if twins {
            evidence.push("the two sentences are one, but for the date".to_owned());
        }
        if firm > 1 {
            evidence.push(format!("{firm} other articles of the story have the day of the other side in like words"));
        }
        Some(Clash { x, y, score, evidence })
    }

    /// The weights.
    fn score(&self, x: usize, side: &Side, seen: &Seen) -> f32 {
        let yes = |b: bool| if b { 1.0 } else { 0.0 };
        let d = self.date(x);
        let likely = sigmoid(seen.like.score.clamp(-8.0, 3.0) + 3.0);
        let unrivalled = 0.21 * side.told_here.clamp(-8.0, 3.0) + 0.11 * seen.rival.clamp(-8.0, 3.0);
        let alone = if seen.alone { 0.76 * likely + 0.75 * side.age } else { 0.0 };
        2.4 * seen.support
            + likely * (0.22 * side.age + 0.54 * (seen.support + 0.02).ln())
            + alone
            + 0.49 * side.age
            + 0.86 * yes(d.place.paragraph <= 2)
            + 0.97 * yes(bare(d))
            + 1.06 * yes(side.broad == 2)
            + 1.8 * seen.like.twin
            - unrivalled
            - 0.61 * seen.gap.min(14) as f32 / 7.0
            - 6.14
    }

    /// What no likeness outweighs.
    fn vetoed(&self, x: usize, y: usize, like: &Likeness) -> bool {
        let (a, b) = (self.date(x), self.date(y));
        let (p, q) = (self.items.breadth(x), self.items.breadth(y));
        let twins = self.twins(x, y, like);
        let planned = |d: &DateClaim| d.modality == Modality::Planned;
        let published = |i: usize| {
            self.batch.articles[self.items.list[i].claim.article as usize].article.published.map(super::number)
        };
        let to_come = |i: usize| Some(self.items.days(i)?.0 > published(i)?);
        let listed = |i: usize| self.place_in_sentence(i).1 > 1;
        let both_bare = bare(a) && bare(b);
        let other_tense = !both_bare && matches!((to_come(x), to_come(y)), (Some(p), Some(q)) if p != q);
        // an article cannot tell what happened after it was written
        let unknown_yet = |i: usize, j: usize| {
            let (Some((day, _)), Some(written), Some(other)) = (self.items.days(i), published(i), published(j)) else {
                return false;
            };
            day > other && day <= written && !planned(self.date(j))
        };
        // a step of another kind: somebody else does something else
        let others = self.subjects(x, y) == Match::Different && like.head == 0.0;
        b.place.quoted
            || self.items.apart[x]
            || self.items.apart[y]
            || planned(a) != planned(b)
            || end(a) != end(b)
            || like.who < 0
            || unknown_yet(x, y)
            || unknown_yet(y, x)
            || p != q && (p == Some(2) || like.head < 0.5 || like.share < 0.3)
            || (a.event.several || b.event.several) && like.share < 0.5
            || p != Some(0) && !(self.sure_year(x) && self.sure_year(y))
            || like.count < 2 && like.twin < 0.1
            || !twins
                && (other_tense
                    || others
                    || (listed(x) || listed(y)) && !both_bare
                    || p == Some(0) && self.gap(x, y).is_none_or(|g| g >= 14) && like.share < 0.3)
    }

    /// Whether it takes more than one article to tell that the two are of one event: people repeat themselves, and two bodies may do the same on
    /// two days.
    fn doubtful(&self, x: usize, y: usize, like: &Likeness) -> bool {
        let (p, q) = (self.date(x).event.saying, self.date(y).event.saying);
        // the day of the words is not the day of what they tell
        let told = p != q && like.head == 0.0;
        !self.twins(x, y, like) && (p && q || told || self.subjects(x, y) == Match::Different)
    }

    /// Whether somebody or something in common does what is dated.
    fn subjects(&self, x: usize, y: usize) -> Match {
        let stems = |i: usize| -> Vec<&str> {
            self.date(i).frame.subject.iter().filter(|w| !is_light(w)).map(|w| stem(w)).collect()
        };
        overlap(&stems(x), &stems(y))
    }

    /// Whether the year of a month or year is known: it stands there, or the article's own date gives it.
    fn sure_year(&self, i: usize) -> bool {
        let facts = &self.batch.articles[self.items.list[i].claim.article as usize];
        let written = |year: &str| self.date(i).place.span.of(facts.text()).contains(year);
        facts.article.published.is_some() || self.date(i).value.as_deref().and_then(|v| v.get(..4)).is_some_and(written)
    }

    /// Which of how many dates of like breadth of its sentence a date is.
    fn place_in_sentence(&self, i: usize) -> (usize, usize) {
        let broad = self.items.breadth(i);
        let row = |z: &usize| self.same_sentence(i, *z) && self.items.breadth(*z) == broad;
        let all: Vec<usize> = self.items.of(self.items.list[i].claim.article).filter(row).collect();
        (all.iter().position(|&z| z == i).unwrap_or(0), all.len())
    }

    /// Whether the two sentences are nearly one, with the date in the same place: a wire story that two papers run.
    fn twins(&self, x: usize, y: usize, like: &Likeness) -> bool {
        // people say the same on two days in nearly the same words
        let saying = self.date(x).event.saying && self.date(y).event.saying;
        like.twin >= if saying { 0.9 } else { 0.75 }
            && like.run >= 3
            && like.count >= 2
            && self.place_in_sentence(x) == self.place_in_sentence(y)
            && days_between(self.batch, self.items.list[x].claim.article, self.items.list[y].claim.article)
                .is_none_or(|g| g < 5)
    }

    /// How far a weekday lies from the day of writing: the news is of today or yesterday, and the further back a bare weekday lies,
    /// the odder it is. Natural logarithm of how many fewer there are than of today.
    fn age(&self, x: usize) -> f32 {
        let d = self.date(x);
        let published = self.batch.articles[self.article as usize].article.published;
        let (Some(published), Some((day, _)), true) = (published, self.items.days(x), bare(d)) else { return 1.0 };
        match super::number(published) - day {
            0 => 0.0,
            1 => 0.33,
            2 => 1.5,
            3 => 2.0,
            4 => 2.6,
            5 => 3.0,
            6 => 2.5,
            -1 => 2.0,
            i32::MIN..-1 => 2.5,
            _ => 3.0,
        }
    }
}

/// What is known of the one date before its counterparts are looked at.
struct Side {
    broad: u8,
    /// Another witness has a date that meets it.
    known: bool,
    /// Likeness of the best other date of the article that meets it.
    told_here: f32,
    age: f32,
}

/// What is known of the two.
struct Seen {
    /// Witnesses of the other day, each counting as much as its date is alike.
    support: f32,
    /// Likeness of the best date beside the counterpart that meets the one.
    rival: f32,
    /// No other date of the story meets the one.
    alone: bool,
    /// Days between the two.
    gap: i32,
    like: Likeness,
}

/// From log-odds to a share.
fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

/// Days between the dates of two articles, if both have one.
fn days_between(batch: &Batch, a: u32, b: u32) -> Option<i32> {
    let day = |i: u32| batch.articles[i as usize].article.published.map(super::number);
    Some((day(a)? - day(b)?).abs())
}
