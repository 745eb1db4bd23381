//! What speaks for and against two dates being of one event, and whether it is enough.

use super::likeness::Likeness;
use crate::model::ln;

/// So much less must speak for two dates whose sentences share two words and a fifth of their weight, and so much less still
/// where they share three and three tenths.
const ALIKE: f32 = 0.5;
const MORE_ALIKE: f32 = 0.6;

/// A weekday at least so odd for news: two days back, or to come.
pub const ODD_DAY: f32 = 1.5;

/// A weekday so odd that it tells by itself: three days back or more, or two days to come.
const FAR_DAY: f32 = 2.0;

/// By so much the counterpart is more alike than what explains the day, and than any date of a third day.
const CLEAR: f32 = 0.7;
const CLEAR_OF_THIRD: f32 = 0.5;

/// An article that names a day so often tells of more than one event of it.
const OFTEN: usize = 8;

/// So alike is the date of a third article that speaks for the same.
const SUPPORT: f32 = 2.0;

/// From so like a date on, a day is explained well.
const WELL: f32 = 3.0;

/// Days between articles of one event.
const NEAR: i32 = 2;

/// What else is known of the day of the odd side.
#[derive(Clone, Copy)]
pub struct Known {
    /// How alike the best date is that meets it.
    pub explained: f32,
    /// Another article names that day.
    pub elsewhere: bool,
    /// Its own article names it once more.
    pub here: bool,
}

/// How alike the best dates of other articles are that are neither the odd one nor its counterpart.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around {
    /// Of those of a third day: then it may be that event as well.
    pub other_day: f32,
    /// Of those of the counterpart's day, told by another witness.
    pub support: f32,
}

/// All that is weighed. The first side is the one that may be odd.
pub struct Signs {
    /// The sentences.
    pub like: Likeness,
    /// How widely the wider of the two is written: 0 for a day.
    pub broad: u8,
    /// What is known of the first day.
    pub known: Known,
    /// What the other articles tell besides.
    pub around: Around,
    /// How alike the second side and the best other date of the first article are.
    pub rival: f32,
    /// How often the first article names the day of the second side itself.
    pub named: usize,
    /// Other witnesses that name the day of the second side.
    pub witnesses: usize,
    /// How often the second article names its day.
    pub mentions: usize,
    /// How many of the two stand at the beginning of their articles.
    pub opening: usize,
    /// Which of them are in the lede.
    pub ledes: [bool; 2],
    /// Days between the articles.
    pub gap: i32,
    /// Both are an end of a span whose other ends are one.
    pub same_span: bool,
    /// Both give the same time of the clock.
    pub same_hour: bool,
    /// The sentences share another date, or a sum.
    pub same_besides: bool,
    /// Both are the day on which the same words were said.
    pub same_words: bool,
    /// One is the day of a saying, and the same word was not said of the other.
    pub telling: bool,
    /// Both are weekdays that the articles' dates resolved.
    pub both_bare: bool,
    /// Both hang on verbs.
    pub on_verbs: bool,
    /// How odd the first weekday is for news.
    pub age: f32,
    /// Witnesses of the story besides the article.
    pub size: usize,
}

impl Signs {
    /// No other date of the story falls on the first day.
    pub fn alone(&self) -> bool {
        !self.known.elsewhere && !self.known.here
    }

    /// By how much the second side is more alike than what explains the first day.
    fn margin(&self) -> f32 {
        self.like.score - self.known.explained
    }

    /// By how much the first side is more alike to the second than any other date of its article.
    fn lead(&self) -> f32 {
        self.like.score - self.rival
    }

    /// Nothing is more alike to either.
    fn nearest(&self) -> bool {
        self.lead() >= 0.0 && self.margin() >= 0.0
    }

    /// Somebody else did something else, and another date of the first article is nearer.
    pub fn somebody_else(&self) -> bool {
        self.like.who < 0 && self.like.head == 0.0 && self.lead() < -1.0
    }

    /// Whether enough speaks for one event.
    pub fn one_event(&self) -> bool {
        self.score() >= self.need()
            || self.same_words && self.like.who >= 0
            || self.same_span()
            || self.same_hour()
            || if self.broad == 0 {
                self.odd_day() || self.lonely_day()
            } else {
                self.same_act() || self.supported() || self.same_report()
            }
    }

    /// What speaks for one event, all in one figure.
    pub fn score(&self) -> f32 {
        let yes = |b: bool| if b { 1.0 } else { 0.0 };
        let Likeness { share, head, .. } = self.like;
        let (opening, gap, alone) = (self.opening as f32, self.gap as f32, self.alone());
        let mentions = ln(1.0 + self.mentions as f64) as f32;
        let size = self.size.min(5) as f32;
        if self.broad == 0 {
            let stale = if self.both_bare { self.age } else { 0.0 };
            let if_alone =
                0.55 + 0.9 * stale - 0.8 * opening + 0.3 * opening * stale + share + 1.4 * yes(self.witnesses >= 2);
            -4.7 + 0.55 * share
                + 0.75 * head
                + 0.25 * self.margin()
                + 0.3 * self.lead()
                + if alone { if_alone } else { 0.0 }
                - 0.65 * yes(self.known.here)
                - 0.45 * yes(!self.known.elsewhere)
                + 0.8 * (self.age + (self.opening + self.witnesses.min(3)) as f32)
                + 0.3 * yes(self.both_bare)
                - 0.45 * mentions
                - 0.6 * gap
                + 0.1 * size
        } else {
            -2.8 + 1.6 * share
                + 1.3 * head
                + 0.3 * self.margin()
                + 0.15 * self.lead()
                + if alone { 0.9 * opening } else { 0.0 }
                - yes(self.known.here)
                + 0.2 * opening
                - 0.55 * mentions
                // a month or year long ago is the same whenever it is told: what else is shared decides
                - 0.3 * gap * (1.0 - share)
                - 1.5 * yes(self.telling)
                + 0.5 * size
        }
    }

    /// The score that is enough.
    fn need(&self) -> f32 {
        let Likeness { share, head, count, score, .. } = self.like;
        // where hardly a word is shared, the day alone must tell
        let alike = count >= 2 && (share >= 0.3 || head >= 0.5 || score >= 3.0);
        let need = match (self.broad, alike) {
            (0, true) => 2.0,
            (0, false) => 3.0,
            _ => 1.25,
        };
        need - if count >= 2 && share >= 0.2 { ALIKE } else { 0.0 }
            - if count >= 3 && share >= 0.3 { MORE_ALIKE } else { 0.0 }
    }

    /// A weekday that is odd for news, while others tell of that event on a day of theirs.
    fn odd_day(&self) -> bool {
        if self.gap > NEAR || self.like.count < 2 {
            return false;
        }
        let Known { here, explained, .. } = self.known;
        let odd = self.size >= 2 && self.age >= ODD_DAY;
        // both ledes tell the news, and nobody else knows of that day
        let both_ledes = self.ledes == [true, true] && self.alone();
        // a lede tells the news of today or yesterday; unless others tell of its day in like words
        let old_lede = odd && self.ledes[0] && self.both_bare && !here && explained < WELL;
        let unknown = odd && self.alone() && self.named == 0;
        // the day may stand elsewhere, if it is said of something else there
        let free = odd && self.both_bare && !here && self.margin() >= 1.5;
        both_ledes || old_lede || unknown || free && (!self.telling || self.lead() >= 0.5 && self.named <= 1)
    }

    /// A weekday long past or to come, with one day that is clearly its best counterpart: no third day is nearly as near, and what falls on
    /// the weekday itself elsewhere is less like it.
    fn lonely_day(&self) -> bool {
        let near = self.gap <= NEAR && self.both_bare && self.mentions <= OFTEN;
        let clear = self.margin() >= CLEAR && self.around.other_day < self.like.score - CLEAR_OF_THIRD;
        near && self.age >= FAR_DAY && clear && (self.alone() || !self.telling && self.lead() >= -2.5)
    }

    /// Two ends of spans of which the other ends are one: who served from 2010 to 2013 did not serve from 2009 to 2013.
    fn same_span(&self) -> bool {
        let Likeness { count, who, .. } = self.like;
        self.same_span && who >= 0 && count >= 2 && self.nearest()
    }

    /// Two days on which something like it happened at the same time of the clock.
    fn same_hour(&self) -> bool {
        let Likeness { count, who, share, .. } = self.like;
        self.same_hour && self.gap <= NEAR && who >= 0 && count >= 2 && share >= 0.2 && self.lead() >= 0.0
    }

    /// A month or year of which a third article tells the same on the day of the counterpart.
    fn supported(&self) -> bool {
        let Around { support, .. } = self.around;
        let nearest = self.margin() >= 1.0 && self.lead() >= if self.known.here { 1.0 } else { 0.5 };
        nearest && support >= if self.known.here { SUPPORT } else { 0.75 * SUPPORT }
    }

    /// Two weeks, months or years in which the same was said: the sentences share a date or a sum besides, and much else.
    fn same_report(&self) -> bool {
        let Likeness { share, count, .. } = self.like;
        let same = self.same_besides && self.telling && count >= 4 && share >= 0.3 && self.gap <= NEAR;
        same && self.lead() >= 0.5 && self.margin() >= 0.5 && !self.known.here
    }

    /// Two months or years in which the same was done, nothing else being nearer.
    fn same_act(&self) -> bool {
        let Likeness { head, count, score, share, .. } = self.like;
        let same = head >= 1.0 && count >= 3 && self.on_verbs && self.nearest();
        let clear = score >= 4.5 && self.lead() >= 1.0 && self.margin() >= 1.0 && !self.known.here;
        // few words, but most of them
        let most = head >= 1.0 && count >= 2 && share >= 0.4 && self.on_verbs;
        let much = most && self.lead() >= 1.0 && self.margin() >= 1.5;
        same || clear || much
    }

    /// The same where nobody says which week a weekday is of.
    pub fn one_event_of_an_open_week(&self) -> bool {
        let like = self.alone() && self.gap <= NEAR && self.like.score >= 3.0;
        self.broad == 0 && self.lead() >= 0.0 && (like || self.lonely_day() && self.margin() >= 1.0)
    }
}

/// How odd it is that the news happened so many days before it was written (after it, below nought).
pub fn lag(days: i32) -> f32 {
    match days {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Two weekdays of one week in articles of one day, three other witnesses, sentences that share little.
    fn signs(age: f32) -> Signs {
        let like = Likeness { weight: 4.0, share: 0.2, count: 2, score: 1.6, ..Likeness::default() };
        Signs {
            like,
            broad: 0,
            known: Known { explained: 0.0, elsewhere: false, here: false },
            around: Around::default(),
            rival: 2.0,
            named: 0,
            witnesses: 1,
            mentions: 3,
            opening: 0,
            ledes: [false, false],
            gap: 0,
            same_span: false,
            same_hour: false,
            same_besides: false,
            same_words: false,
            telling: false,
            both_bare: true,
            on_verbs: true,
            age,
            size: 2,
        }
    }

    #[test]
    fn an_odd_weekday_that_nobody_else_knows_is_taken_for_a_slip() {
        assert!(signs(lag(3)).one_event());
        assert!(!signs(lag(0)).one_event(), "of today");
        assert!(!signs(lag(1)).one_event(), "of yesterday");
        let known = Known { explained: 0.5, elsewhere: false, here: false };
        assert!(!Signs { named: 1, known, ..signs(lag(2)) }.one_event(), "the article knows the other day too");
        assert!(!Signs { gap: 3, ..signs(lag(2)) }.one_event(), "articles of other days");
        assert!(!Signs { size: 1, ..signs(lag(2)) }.one_event(), "one word against one");
    }

    #[test]
    fn a_weekday_that_is_told_elsewhere_of_the_same_is_none() {
        let known = Known { explained: 1.5, elsewhere: true, here: false };
        assert!(!Signs { known, ..signs(lag(3)) }.one_event());
        // nor in a lede, where others tell of that day in like words
        let ledes = [true, false];
        assert!(Signs { ledes, known, ..signs(lag(3)) }.one_event());
        let known = Known { explained: 3.5, ..known };
        assert!(!Signs { ledes, known, ..signs(lag(3)) }.one_event());
    }

    #[test]
    fn years_need_the_same_act() {
        let year = |head, on_verbs| {
            let like = Likeness { weight: 6.0, share: 0.25, count: 3, head, score: 4.0, ..Likeness::default() };
            Signs { like, broad: 2, on_verbs, both_bare: false, mentions: 6, ..signs(1.0) }
        };
        assert!(year(1.0, true).one_event());
        assert!(!year(0.0, true).one_event());
        assert!(!year(1.0, false).one_event(), "the 1993 law, the act of 1964");
    }

    #[test]
    fn somebody_else_who_did_something_else_is_somebody_else() {
        let like = Likeness { who: -1, ..signs(1.0).like };
        assert!(Signs { like, rival: 7.0, ..signs(1.0) }.somebody_else());
        assert!(!Signs { like, rival: 1.0, ..signs(1.0) }.somebody_else());
    }
}
