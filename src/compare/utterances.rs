//! The passages of a group of quotations laid beside each other in pairs, and the findings that come of it: one for one
//! disagreement, however many articles carry it.

use std::collections::{BTreeMap, BTreeSet};

use super::wording::{Class, Difference, differences, severity};
use super::{Context, confidence};
use crate::model::{
    ArticleFacts, ArticleIndex, Finding, Group, Kind, Part, Relation, Severity, Side, SideRole, Speakers,
};
use crate::speech::{Overlap, Unit, apart, cover, echo, overlap, setting, stands, units_of, utterances, words};

/// Wordings in a group beyond which not every pair is looked at.
const MANY: usize = 60;

/// An utterance of a group.
pub struct Passage {
    /// Where it stands.
    pub article: ArticleIndex,
    /// Its words.
    pub unit: Unit,
    /// How it is given.
    pub manner: Manner,
}

/// How words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Between marks.
    Marked,
    /// Without marks, yet as speech: in the first person, or as a block quotation.
    Speech,
    /// In the writer's own sentence.
    Narrative,
}

/// Two passages of a group that are one utterance.
#[derive(Clone)]
pub struct Pair {
    /// The first passage, an index.
    pub a: usize,
    /// The second passage.
    pub b: usize,
    /// How their words lie beside each other.
    pub overlap: Overlap,
    /// Where they differ.
    pub differences: Vec<Difference>,
    /// How their articles are related.
    pub relation: Relation,
    /// How their speakers stand to each other.
    pub speakers: Speakers,
    /// How they are given: the less sure of the two.
    pub manner: Manner,
    /// The two articles tell the same around the words; asked only where few words differ.
    pub setting: bool,
    /// The first is a headline that has the words of the second in other forms.
    pub echo: bool,
}

/// Words from which on the words themselves are enough.
const PLENTY: usize = 10;

impl Pair {
    /// Whether both passages are to the letter: in marks, or the words of a source.
    #[must_use]
    pub fn to_the_letter(&self) -> bool {
        self.manner == Manner::Marked || self.relation == Relation::DraftAndSource
    }

    /// The worst difference.
    #[must_use]
    pub fn worst(&self) -> Class {
        self.differences.iter().map(|d| d.class).max().unwrap_or(Class::Lawful)
    }
}

/// The passages of a group.
#[must_use]
pub fn passages(group: &Group, context: &Context<'_>) -> Vec<Passage> {
    let mut quotes: BTreeMap<ArticleIndex, Vec<u32>> = BTreeMap::new();
    for member in group.members.iter().filter(|m| m.claim.kind == Kind::Quote) {
        quotes.entry(member.claim.article).or_default().push(member.claim.index);
    }
    let mut out = Vec::new();
    for (article, list) in quotes {
        let facts = &context.batch.articles[article as usize];
        out.extend(units_of(facts, list).into_iter().map(|unit| Passage { article, unit, manner: Manner::Marked }));
    }
    for member in group.members.iter().filter(|m| m.claim.kind != Kind::Quote) {
        let facts = &context.batch.articles[member.claim.article as usize];
        let unit = Unit { quotes: 0..0, words: words(facts.text(), member.span) };
        let block = facts.segments.paragraph_at(member.span.start()).is_some_and(|p| p.block_quote);
        let first_person = unit.words.iter().any(|w| {
            matches!(
                &*w.key,
                "i" | "we"
                    | "me"
                    | "us"
                    | "my"
                    | "our"
                    | "i'm"
                    | "we're"
                    | "i've"
                    | "we've"
                    | "i'll"
                    | "we'll"
                    | "i'd"
                    | "we'd"
            )
        });
        // A source of a draft is words as they were said, whoever wrote them down.
        let source = context.batch.sources.contains(&member.claim.article);
        let manner = if block || first_person || source { Manner::Speech } else { Manner::Narrative };
        out.push(Passage { article: member.claim.article, unit, manner });
    }
    out
}

/// All pairs of passages that are one utterance, in order. Copies of one wire text are looked at once.
#[must_use]
pub fn pairs(passages: &[Passage], context: &Context<'_>) -> Vec<Pair> {
    let batch = context.batch;
    let mut out = Vec::new();
    for (j, y) in passages.iter().enumerate() {
        for (i, x) in passages.iter().enumerate().take(j.min(MANY)) {
            let manner = match (x.manner, y.manner) {
                (Manner::Marked, other) | (other, Manner::Marked) => other,
                _ => continue,
            };
            let Some(whole) = overlap(&x.unit.words, &y.unit.words) else { continue };
            if !batch.comparable(x.article, y.article) && !whole.far() {
                continue;
            }
            let (fx, fy) = (&batch.articles[x.article as usize], &batch.articles[y.article as usize]);
            let quote_x = (x.article, x.unit.quote_of(fx, whole.a.start));
            let quote_y = (y.article, y.unit.quote_of(fy, whole.b.start));
            let marked = manner == Manner::Marked;
            let speakers = if marked { batch.speakers(quote_x, quote_y) } else { Speakers::Unknown };
            let relation = batch.relation(x.article, y.article);
            let alike = || marked && setting(batch, quote_x, quote_y);
            let before = out.len();
            for overlap in utterances(&x.unit.words, &y.unit.words, speakers, &alike) {
                if marked && apart(batch, quote_x, quote_y, &overlap) {
                    continue;
                }
                let differences = differences(fx.text(), &x.unit.words, fy.text(), &y.unit.words, &overlap);
                let setting = !overlap.exact() && overlap.equal < PLENTY && alike();
                out.push(Pair { a: i, b: j, overlap, differences, relation, speakers, manner, setting, echo: false });
            }
            if out.len() == before
                && let Some(overlap) = headline(x, y, fx).then(|| echo(&x.unit.words, &y.unit.words)).flatten()
            {
                let differences = differences(fx.text(), &x.unit.words, fy.text(), &y.unit.words, &overlap);
                let setting = false;
                out.push(Pair { a: i, b: j, overlap, differences, relation, speakers, manner, setting, echo: true });
            }
        }
    }
    out
}

/// Whether the first is words in the marks of a headline, the second a quotation of its story, which nowhere has these words.
fn headline(x: &Passage, y: &Passage, facts: &ArticleFacts) -> bool {
    let part = |p: &Passage| facts.segments.paragraph_at(p.unit.words.first()?.span.start()).map(|p| p.part);
    let both = x.manner == Manner::Marked && y.manner == Manner::Marked && x.article == y.article;
    if !both || part(x) != Some(Part::Headline) || part(y) == Some(Part::Headline) {
        return false;
    }
    let body = facts.segments.paragraphs.iter().filter(|p| p.part != Part::Headline);
    !body.into_iter().any(|p| stands(&x.unit.words, &words(facts.text(), p.span)))
}

/// What a rule says of a pair that it takes.
pub struct Verdict {
    /// How bad.
    pub severity: Severity,
    /// The rung that decided.
    pub rung: &'static str,
    /// The passage that is odd whatever the others say: the one with the ellipsis or the brackets.
    pub odd: Option<usize>,
}

/// What stays the same in all findings of a rule.
pub struct Words {
    /// Id of the rule.
    pub rule: &'static str,
    /// What to do.
    pub hint: &'static str,
}

/// Turns the pairs that a rule takes into findings, one for one disagreement: the place of a passage at which most others differ
/// from it comes first, and all that differ there are its other sides.
#[must_use]
pub fn findings(
    rule: &Words,
    passages: &[Passage],
    pairs: &[Pair],
    context: &Context<'_>,
    takes: impl Fn(&Pair) -> Option<Verdict>,
) -> Vec<Finding> {
    let taken = pairs.iter().filter_map(|p| takes(p).map(|v| (p.clone(), v)));
    let mut open: Vec<(Pair, Verdict)> = match passages.len() {
        0..=2 => taken.collect(),
        // Three wordings may differ in two places: each is a disagreement of its own.
        _ => taken.flat_map(|(pair, verdict)| by_place(pair, verdict, &takes)).collect(),
    };
    let mut done: Vec<(usize, Vec<(Pair, Verdict)>)> = Vec::new();
    while let Some((odd, chosen)) = odd(&open, passages, &context.batch.sources) {
        let mut n = 0;
        let mine: Vec<(Pair, Verdict)> = open
            .extract_if(.., |_| {
                n += 1;
                chosen.binary_search(&(n - 1)).is_ok()
            })
            .collect();
        // Two places in which the same passages part are one finding.
        match done.iter_mut().find(|(i, list)| *i == odd && passages.len() > 2 && one_parting(list, &mine)) {
            Some((_, list)) => mine.into_iter().for_each(|one| add(list, one)),
            None => done.push((odd, mine)),
        }
    }
    done.into_iter().map(|(odd, list)| finding(rule, passages, odd, &list, context)).collect()
}

fn one_stretch(p: &Pair, q: &Pair) -> bool {
    p.a == q.a && p.b == q.b && p.overlap.a == q.overlap.a && p.overlap.b == q.overlap.b
}

/// Whether the same stretches of the same passages part in both.
fn one_parting(x: &[(Pair, Verdict)], y: &[(Pair, Verdict)]) -> bool {
    let within =
        |x: &[(Pair, Verdict)], y: &[(Pair, Verdict)]| x.iter().all(|(p, _)| y.iter().any(|(q, _)| one_stretch(p, q)));
    within(x, y) && within(y, x)
}

/// Adds another place to the pair of a finding.
fn add(list: &mut [(Pair, Verdict)], (more, verdict): (Pair, Verdict)) {
    if let Some((pair, known)) = list.iter_mut().find(|(p, _)| one_stretch(p, &more)) {
        pair.differences.extend(more.differences);
        pair.differences.sort_by_key(|d| (d.a.start, d.b.start));
        if verdict.severity > known.severity {
            *known = verdict;
        }
    }
}

/// A pair as one for each of its places that count, if there are several.
fn by_place(pair: Pair, verdict: Verdict, takes: &impl Fn(&Pair) -> Option<Verdict>) -> Vec<(Pair, Verdict)> {
    let strong: Vec<Difference> = pair.differences.iter().filter(|d| d.class > Class::Function).cloned().collect();
    if strong.len() < 2 {
        return vec![(pair, verdict)];
    }
    let one = |d: Difference| Pair { differences: vec![d], ..pair.clone() };
    let parts: Vec<(Pair, Verdict)> = strong.into_iter().map(one).filter_map(|p| takes(&p).map(|v| (p, v))).collect();
    if parts.is_empty() { vec![(pair, verdict)] } else { parts }
}

/// The passage with most open disagreements in one place, counted by articles, and which they are, ascending; of equals the later one.
fn odd(
    open: &[(Pair, Verdict)],
    passages: &[Passage],
    sources: &BTreeSet<ArticleIndex>,
) -> Option<(usize, Vec<usize>)> {
    let mut places: BTreeMap<usize, Vec<(std::ops::Range<usize>, Vec<usize>)>> = BTreeMap::new();
    for (n, (pair, verdict)) in open.iter().enumerate() {
        // Against a source it is the draft that is odd.
        let source = |i: usize| pair.relation == Relation::DraftAndSource && sources.contains(&passages[i].article);
        let mine =
            |i: &usize| !source(*i) && (source(pair.a) || source(pair.b) || verdict.odd.is_none_or(|odd| odd == *i));
        for i in [pair.a, pair.b].into_iter().filter(mine) {
            let here = site(pair, i);
            let list = places.entry(i).or_default();
            match list.iter_mut().find(|(r, _)| r.start <= here.end && here.start <= r.end) {
                Some((r, found)) => {
                    *r = r.start.min(here.start)..r.end.max(here.end);
                    found.push(n);
                }
                None => list.push((here, vec![n])),
            }
        }
    }
    let all = places.into_iter().flat_map(|(i, list)| list.into_iter().map(move |(r, found)| (i, r.start, found)));
    let best = all.max_by_key(|(i, start, found)| (found.len(), passages[*i].article, *i, std::cmp::Reverse(*start)));
    best.map(|(i, _, found)| (i, found))
}

/// The words of passage `odd` that the worst differences of a pair touch.
fn site(pair: &Pair, odd: usize) -> std::ops::Range<usize> {
    let worst = pair.worst();
    let mut places = pair
        .differences
        .iter()
        .filter(|d| d.class == worst)
        .map(|d| if pair.a == odd { d.a.clone() } else { d.b.clone() });
    let first = places.next().unwrap_or(0..0);
    places.fold(first, |acc, r| acc.start.min(r.start)..acc.end.max(r.end))
}

fn finding(rule: &Words, passages: &[Passage], odd: usize, list: &[(Pair, Verdict)], context: &Context<'_>) -> Finding {
    let (worst, verdict) =
        list.iter().max_by_key(|(p, v)| (v.severity, p.worst(), std::cmp::Reverse(p.b))).expect("one at least");
    let range = |p: &Pair, i: usize| if p.a == i { p.overlap.a.clone() } else { p.overlap.b.clone() };
    let side = |i: usize, r: std::ops::Range<usize>, role: SideRole| {
        let words: Vec<&str> = passages[i].unit.words[r.clone()].iter().map(|w| &*w.key).collect();
        Side {
            article: Some(passages[i].article),
            span: cover(&passages[i].unit.words, r),
            value: words.join(" "),
            role,
        }
    };
    let whole =
        list.iter().map(|(p, _)| range(p, odd)).reduce(|x, y| x.start.min(y.start)..x.end.max(y.end)).unwrap_or(0..0);
    let mut sides = vec![side(odd, whole, SideRole::Odd)];
    let mut others: Vec<usize> = list.iter().map(|(p, _)| if p.a == odd { p.b } else { p.a }).collect();
    others.sort_unstable();
    for &other in &others {
        let pair = &list.iter().find(|(p, _)| p.a == other || p.b == other).expect("listed").0;
        let role = if pair.relation == Relation::DraftAndSource { SideRole::Reference } else { SideRole::Others };
        sides.push(side(other, range(pair, other), role));
    }
    let said: Vec<String> = worst
        .differences
        .iter()
        .filter(|d| d.class > Class::Lawful || d.elided || d.bracketed)
        .map(|d| told(d, worst.a == odd))
        .collect();
    let mut witnesses: Vec<u32> = others.iter().map(|&o| context.batch.witness[passages[o].article as usize]).collect();
    witnesses.sort_unstable();
    witnesses.dedup();
    let place = match (worst.relation, witnesses.len()) {
        (Relation::SameArticle, _) => "elsewhere in the article".to_owned(),
        (Relation::DraftAndSource, _) => "in the source".to_owned(),
        (_, 1) => "in another article".to_owned(),
        (_, n) => format!("in {n} other articles"),
    };
    let o = &worst.overlap;
    let mut evidence = vec![format!("{} of {} words in a row are the same", o.equal, o.equal + o.apart)];
    if worst.speakers == Speakers::Same {
        evidence.push("the same speaker".into());
    }
    evidence.extend(said.iter().cloned());
    let shown: Vec<&str> = said.iter().map(String::as_str).take(3).collect();
    Finding {
        rule: rule.rule,
        kind: Kind::Quote,
        severity: verdict.severity,
        confidence: confidence::confidence(rule.rule, verdict.rung),
        message: format!("This quotation reads otherwise {place}: {}", shown.join(", ")),
        hint: rule.hint.into(),
        sides,
        evidence,
        rung: verdict.rung,
        key: String::new(),
        fingerprint: String::new(),
    }
}

/// A difference as seen from the odd passage.
fn told(d: &Difference, odd_is_a: bool) -> String {
    if odd_is_a { d.said.clone() } else { d.other.clone() }
}

/// The severity of a pair by the table of wordings and relations.
#[must_use]
pub fn by_table(pair: &Pair) -> Option<Severity> {
    severity(pair.worst(), pair.relation)
}
