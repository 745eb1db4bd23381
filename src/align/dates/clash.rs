//! Which dates that do not meet date one event.
//!
//! Like words are not enough: a story has many events with the same people. So the whole story is asked. A day that no other article of
//! the story knows, for an event that others have on a day of theirs, is odd; a day that stands elsewhere too is most likely another
//! event's. Each date of an article is held against its best counterpart in the other articles, and what speaks for and against
//! their being one event is weighed: every weight below was measured on labelled stories, with dates put wrong on purpose.

use std::collections::BTreeSet;

use super::Items;
use super::likeness::{Likeness, likeness};
use super::signs::{Around, Known, ODD_DAY, Signs, lag};
use super::spans::same_end;
use crate::align::context::in_reach;
use crate::model::{Batch, DateClaim, DateFit, Modality, Part, ResolvedBy};

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

/// So many counterparts of a date are held against it.
const COUNTERPARTS: usize = 3;

/// So many words of a post stand above the two dates that sign it.
const POST: usize = 12;

/// Two dates hang on the same word, or one hangs on it at one remove.
pub const SAME_HEAD: f32 = 0.7;

/// The clashes of a batch, the surest first; no date is the odd one of two. A date whose best counterpart is itself the odd one of a
/// surer clash is held against the next best once more.
pub fn clashes(batch: &Batch, items: &Items<'_>) -> Vec<Clash> {
    let weigh = |x: usize, odd: &BTreeSet<usize>| Story::new(batch, items, items.list[x].claim.article).weigh(x, odd);
    let mut found = Vec::new();
    let mut odd = BTreeSet::new();
    for a in 0..batch.articles.len() as u32 {
        if batch.neighbours[a as usize].is_empty() {
            continue;
        }
        let story = Story::new(batch, items, a);
        found.extend(items.of(a).filter_map(|x| story.weigh(x, &odd)));
    }
    let left = surest(&mut found, &mut odd);
    found.extend(left.into_iter().filter_map(|x| weigh(x, &odd)));
    odd.clear();
    surest(&mut found, &mut odd);
    found
}

/// Keeps the surest clashes, so that no date is the odd one of two or of none and a counterpart besides; gives the dates that lost their
/// counterpart.
fn surest(found: &mut Vec<Clash>, odd: &mut BTreeSet<usize>) -> Vec<usize> {
    found.sort_by(|p, q| q.score.total_cmp(&p.score).then((p.x, p.y).cmp(&(q.x, q.y))));
    let mut left = Vec::new();
    found.retain(|c| {
        if !odd.contains(&c.x) && odd.contains(&c.y) {
            left.push(c.x);
        }
        !odd.contains(&c.x) && !odd.contains(&c.y) && odd.insert(c.x)
    });
    left
}

/// What may be outweighed.
#[derive(Clone, Copy)]
enum Doubt {
    /// The lines under two posts: a name and a day, and nothing that happened.
    Signed,
    /// Which week a weekday is of, nobody says: more must speak for it.
    OpenWeek,
}

/// One article and its neighbours.
pub struct Story<'a, 'b> {
    batch: &'b Batch,
    pub items: &'b Items<'a>,
    article: u32,
    /// The neighbours.
    others: Vec<u32>,
}

impl<'a, 'b> Story<'a, 'b> {
    fn new(batch: &'b Batch, items: &'b Items<'a>, article: u32) -> Self {
        let mut others = batch.neighbours[article as usize].clone();
        // The same article once more, word for word, has nothing to say against itself.
        others.retain(|&o| !batch.same_text(o, article));
        if others.len() > STORY {
            others.sort_by_key(|&o| (batch.days_apart(article, o).unwrap_or(99), o));
            others.truncate(STORY);
            others.sort_unstable();
        }
        Self { batch, items, article, others }
    }

    pub fn date(&self, i: usize) -> &'a DateClaim {
        self.items.list[i].date
    }

    pub fn like(&self, x: usize, y: usize) -> Likeness {
        let (a, b) = (&self.items.list[x], &self.items.list[y]);
        let rarity = |i: u32| &self.items.rarity[i as usize];
        likeness(a, b, rarity(a.claim.article), rarity(b.claim.article), a.claim.article == b.claim.article)
    }

    pub fn fit(&self, x: usize, y: usize) -> Option<DateFit> {
        self.items.fit(self.batch, x, y)
    }

    pub fn same_sentence(&self, x: usize, y: usize) -> bool {
        self.date(x).place.sentence == self.date(y).place.sentence
    }

    /// Holds date `x` of the article against its best counterpart; those of `odd` are known to be at fault.
    fn weigh(&self, x: usize, odd: &BTreeSet<usize>) -> Option<Clash> {
        let d = self.date(x);
        let broad = self.items.breadth(x).filter(|_| !d.place.quoted)?;
        let mut apart: Vec<(Likeness, usize)> = Vec::new();
        // the best date elsewhere that meets this one: the more alike, the better this day is explained
        let mut explained = 0.0f32;
        let mut known_elsewhere = false;
        let own = self.items.of(self.article);
        for y in self.others.iter().flat_map(|&o| in_reach(x, &own, &self.items.of(o))) {
            match self.fit(x, y) {
                // a copy of this article knows no more than it does
                Some(DateFit::Meet) if self.is_copy(y) => {}
                // "until 2010" is not explained by what begins in 2010
                Some(DateFit::Meet) if self.is_end_of_another(x, y) => {}
                Some(DateFit::Meet) => {
                    let same = self.items.breadth(y) == Some(broad) && !self.is_wider(y, x);
                    known_elsewhere |= same || self.items.breadth(y).is_none_or(|b| b < broad);
                    explained = explained.max(self.like(x, y).score * if same { 1.0 } else { 0.7 });
                }
                Some(DateFit::Apart)
                    if !odd.contains(&y) && self.items.breadth(y).is_some_and(|b| b.abs_diff(broad) <= 1) =>
                {
                    let like = self.like(x, y);
                    // a day against a month, a month against a year: more must speak for it
                    let like_enough = self.items.breadth(y) == Some(broad)
                        || like.count >= 3 && like.share >= 0.3 && self.like_written(x, y);
                    if like_enough {
                        apart.push((like, y));
                    }
                }
                _ => {}
            }
        }
        // the best first; of equals the one that stands first
        apart.sort_by(|p, q| q.0.score.total_cmp(&p.0.score).then(p.1.cmp(&q.1)));
        let mut best: Vec<(Likeness, usize)> = Vec::new();
        // the best of those that something speaks against, though not all
        let mut doubted: Option<(Likeness, usize, Doubt)> = None;
        let said = |y: usize| self.items.list[x].same_words(&self.items.list[y]);
        // the same words were said once, however the sentences differ
        let first = apart.iter().filter(|(_, y)| said(*y)).chain(&apart);
        for &(like, y) in first.filter(|(like, y)| !self.vetoed(x, *y, like)) {
            match self.doubt(x, y, &like) {
                None => best.push((like, y)),
                Some(why) if doubted.is_none() && best.is_empty() => doubted = Some((like, y, why)),
                Some(_) => {}
            }
            if best.len() == COUNTERPARTS {
                break;
            }
        }
        let own = |x: usize| in_reach(x, &own, &own).filter(move |&z| z != x && !self.same_sentence(x, z));
        let mut known_here = false;
        for z in own(x).filter(|&z| self.fit(x, z) == Some(DateFit::Meet)) {
            let same = self.items.breadth(z) == Some(broad);
            known_here |= self.items.breadth(z).is_none_or(|b| b <= broad);
            explained = explained.max(self.like(x, z).score * if same { 1.0 } else { 0.7 });
        }
        let known = Known { explained, elsewhere: known_elsewhere, here: known_here };
        let judge = |like: Likeness, y: usize, why| self.judge(x, y, &like, known, self.around(x, y, &apart), why);
        // the likest of all need not be the same event: a story tells much of the same people; the news of today or yesterday is no
        // slip that a second look could find
        let old = !d.bare_weekday() || self.age(x) >= ODD_DAY;
        let tried = if old { COUNTERPARTS } else { 1 };
        let found = best.into_iter().take(tried).find_map(|(like, y)| judge(like, y, None));
        found.or_else(|| doubted.and_then(|(like, y, why)| judge(like, y, Some(why))))
    }

    /// What the other articles say besides date `y`, among the dates that do not meet `x`.
    fn around(&self, x: usize, y: usize, apart: &[(Likeness, usize)]) -> Around {
        let home = |i: usize| self.batch.witness[self.items.list[i].claim.article as usize];
        let best = |meets: bool| {
            let fits = |z: usize| z != y && (self.fit(z, y) == Some(DateFit::Meet)) == meets;
            let third = |z: usize| !self.is_copy(z) && (!meets || home(z) != home(y));
            let alike = |z: usize| self.items.breadth(z) == self.items.breadth(x);
            let sound = |like: &Likeness, z: usize| !self.vetoed(x, z, like);
            apart
                .iter()
                .find(|(like, z)| fits(*z) && third(*z) && alike(*z) && sound(like, *z))
                .map_or(0.0, |(l, _)| l.score)
        };
        Around { other_day: best(false), support: best(true) }
    }

    /// Whether dates `x` and `y` are of one event, all told.
    fn judge(
        &self,
        x: usize,
        y: usize,
        like: &Likeness,
        known: Known,
        around: Around,
        doubt: Option<Doubt>,
    ) -> Option<Clash> {
        let (d, e) = (self.date(x), self.date(y));
        let own = || {
            let own = self.items.of(self.article);
            in_reach(x, &own, &own).filter(move |&z| z != x && !self.same_sentence(x, z))
        };
        let home = self.items.list[y].claim.article;
        // another date of this article that is as near to the counterpart takes it away
        let rival = own().map(|z| self.like(z, y).score).fold(0.0f32, f32::max);
        let knows = |o: u32| {
            self.items.of(o).any(|z| self.items.breadth(z) == Some(0) && self.fit(z, y) == Some(DateFit::Meet))
        };
        let own_witness = self.batch.witness[self.article as usize];
        let witnesses: BTreeSet<u32> = self
            .others
            .iter()
            .filter(|&&o| self.batch.witness[o as usize] != own_witness && knows(o))
            .map(|&o| self.batch.witness[o as usize])
            .collect();
        let broad = [x, y].into_iter().filter_map(|i| self.items.breadth(i)).max()?;
        let signs = Signs {
            like: *like,
            broad,
            known,
            around,
            rival,
            // how often this article names the day of the other side itself
            named: own().filter(|&z| self.fit(z, y) == Some(DateFit::Meet)).count(),
            witnesses: witnesses.len(),
            mentions: self.items.of(home).filter(|&z| self.fit(z, y) == Some(DateFit::Meet)).count(),
            opening: [d, e].iter().filter(|d| d.place.paragraph <= 2).count(),
            ledes: [d, e].map(|d| d.place.part == Part::Lede),
            gap: self.batch.days_apart(self.article, home).map_or(3, |g| g.min(7)),
            same_span: self.same_far_end(x, y),
            same_besides: self.same_besides(x, y),
            same_hour: self.same_hour(x, y),
            same_words: self.items.list[x].same_words(&self.items.list[y]),
            telling: (d.event.saying || e.event.saying) && like.head == 0.0,
            both_bare: d.bare_weekday() && e.bare_weekday(),
            // "the 1993 law": a year that names something dates nothing
            on_verbs: [d, e]
                .iter()
                .all(|d| d.event.heads.first().is_some_and(|h| d.frame.predicate.as_ref() == Some(h))),
            age: self.age(x),
            size: self.size(),
        };
        let one = match doubt {
            _ if like.count == 0 || signs.somebody_else() => false,
            None => signs.one_event() || self.twins(x, y, like),
            Some(Doubt::OpenWeek) => signs.one_event_of_an_open_week(),
            Some(Doubt::Signed) => self.same_post(x, y),
        };
        if !one {
            return None;
        }
        let mut evidence = Vec::new();
        if signs.same_words {
            evidence.push("both quote the same words".to_owned());
        }
        if signs.alone() {
            evidence.push("no other date of the story falls on that day".to_owned());
        }
        if broad == 0 && witnesses.len() > 1 {
            evidence.push(format!("{} other articles of the story name the day of the other side", witnesses.len()));
        }
        Some(Clash { x, y, score: signs.score(), evidence })
    }

    /// Whether both name a month or a year, and both say the year or both do not.
    fn like_written(&self, x: usize, y: usize) -> bool {
        let named = |i: usize| {
            let (facts, d) = (&self.batch.articles[self.items.list[i].claim.article as usize], self.date(i));
            let word = d.place.span.of(facts.text());
            d.weekday.is_none() && word.contains(|c: char| c.is_uppercase() || c.is_ascii_digit())
        };
        let reckoned = |i: usize| self.date(i).resolved_by != Some(ResolvedBy::Text);
        named(x) && named(y) && reckoned(x) == reckoned(y)
    }

    /// Whether date `y` leaves days open ("the weekend", "yesterday or the day before") and `x` does not.
    fn is_wider(&self, y: usize, x: usize) -> bool {
        self.date(x).width() == Some(0) && self.date(y).width() > Some(0)
    }

    /// Whether date `y` stands in a copy of the article.
    fn is_copy(&self, y: usize) -> bool {
        self.batch.witness[self.items.list[y].claim.article as usize] == self.batch.witness[self.article as usize]
    }

    /// How many witnesses there are besides the article.
    fn size(&self) -> usize {
        let all: BTreeSet<u32> = self.others.iter().map(|&o| self.batch.witness[o as usize]).collect();
        all.len() - usize::from(all.contains(&self.batch.witness[self.article as usize]))
    }

    /// What no likeness outweighs.
    fn vetoed(&self, x: usize, y: usize, like: &Likeness) -> bool {
        let (a, b) = (self.date(x), self.date(y));
        let planned = |d: &DateClaim| d.modality == Modality::Planned;
        let to_come = |i: usize| {
            let written = self.batch.articles[self.items.list[i].claim.article as usize].article.day();
            Some(self.date(i).days?.0 > written?)
        };
        // of two days that are written out the tense has decided nothing; a year to come and a year gone by are told of two things
        let year = |i: usize| self.items.breadth(i) == Some(2);
        let reckoned = [a, b].iter().any(|d| d.resolved_by != Some(ResolvedBy::Text)) || year(x) && year(y);
        let both_planned = planned(a) && planned(b);
        let other_tense = !both_planned && reckoned && matches!((to_come(x), to_come(y)), (Some(p), Some(q)) if p != q);
        // "Oct. 25" twice, without a year: only the years that were put to it differ
        let day = |d: &DateClaim| d.value.as_deref().and_then(|v| v.get(4..10)).map(str::to_owned);
        let year_in_doubt = self.items.breadth(x) == Some(0) && day(a).is_some() && day(a) == day(b);
        let twins = self.twins(x, y, like);
        // "every Monday or Tuesday", said twice
        let beside = |z: usize| z != y && self.fit(x, z) == Some(DateFit::Meet);
        // the line under a post: a name and a day, and nothing that happened
        let signed = |d: &DateClaim| d.frame.predicate.is_none();
        b.place.quoted
            || signed(a) != signed(b)
            || self.row(y).into_iter().any(beside)
            || self.other_span(x, y)
            || !same_end(a, b, like)
            || (planned(a) != planned(b) || other_tense) && !twins
            || year_in_doubt
            || (a.event.several || b.event.several) && like.share < 0.5
            || self.items.list[x].other_sums(&self.items.list[y])
            || self.items.apart[x]
            || self.items.apart[y]
            || !(a.bare_weekday() && b.bare_weekday()) && !twins && self.is_another_of_its_list(x, y, like)
            || (self.items.breadth(x) != Some(0) || self.items.breadth(y) != Some(0))
                && !(self.sure_year(x) && self.sure_year(y))
    }

    /// What speaks against two dates and may be outweighed.
    fn doubt(&self, x: usize, y: usize, like: &Likeness) -> Option<Doubt> {
        let (a, b) = (self.date(x), self.date(y));
        let open = a.days.is_none() || b.days.is_none();
        let open_enough =
            like.count >= 3 && like.share >= 0.3 && like.head >= 0.5 || like.count >= 5 && like.share >= 0.6;
        if a.frame.predicate.is_none() {
            return Some(Doubt::Signed);
        }
        (open && !open_enough).then_some(Doubt::OpenWeek)
    }

    /// Whether the same post stands above both dates: a line that signs it says when it was written.
    fn same_post(&self, x: usize, y: usize) -> bool {
        let before = |i: usize| {
            let facts = &self.batch.articles[self.items.list[i].claim.article as usize];
            let text = facts.text().get(..self.date(i).place.span.start() as usize).unwrap_or_default();
            text.split(|c: char| !c.is_alphanumeric()).rev().filter(|w| !w.is_empty()).take(POST)
        };
        before(x).count() == POST && before(x).eq(before(y))
    }

    /// Whether one of the two stands among other dates in its sentence, and nothing says that it is the one that belongs to the other:
    /// it alone hangs on the same word.
    fn is_another_of_its_list(&self, x: usize, y: usize, like: &Likeness) -> bool {
        let (many_x, many_y) = (self.row(x).len() > 1, self.row(y).len() > 1);
        if !many_x && !many_y {
            return false;
        }
        let nearer =
            |i: usize, other: usize| self.row(i).into_iter().all(|z| z == i || self.like(z, other).head < like.head);
        let alike = self.date(x).resolved_by == self.date(y).resolved_by;
        !alike || like.head < SAME_HEAD || !nearer(x, y) || !nearer(y, x)
    }

    /// Whether the year of a month or year is known: it stands there, or the article's own date gives it.
    fn sure_year(&self, i: usize) -> bool {
        let facts = &self.batch.articles[self.items.list[i].claim.article as usize];
        let written = |year: &str| self.date(i).place.span.of(facts.text()).contains(year);
        facts.article.published.is_some() || self.date(i).value.as_deref().and_then(|v| v.get(..4)).is_some_and(written)
    }

    /// Whether the two sentences are nearly one, with the date in the same place: a wire story that two papers run.
    fn twins(&self, x: usize, y: usize, like: &Likeness) -> bool {
        (like.share >= 0.8 && like.count >= 5 || like.share >= 0.95 && like.count >= 4)
            && self.place_in_sentence(x) == self.place_in_sentence(y)
            && self
                .batch
                .days_apart(self.items.list[x].claim.article, self.items.list[y].claim.article)
                .is_none_or(|g| g < 5)
    }

    /// How far a weekday lies from the day of writing: the news is of today or yesterday, and the further back a bare weekday lies,
    /// the odder it is. Natural logarithm of how many fewer there are than of today.
    fn age(&self, x: usize) -> f32 {
        let d = self.date(x);
        let written = self.batch.articles[self.article as usize].article.day();
        let (Some(written), Some(weekday), true) = (written, d.weekday, d.bare_weekday()) else { return 1.0 };
        let Some((day, _)) = d.days else {
            // of this week or the last, whichever is less odd
            let back = ((written + 3).rem_euclid(7) + 1 - i32::from(weekday)).rem_euclid(7);
            return lag(back).min(lag(back - 7));
        };
        lag(written - day)
    }
}
