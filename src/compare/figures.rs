//! What the rules on figures share: the camps of a group, which of them is odd, and what kind of disagreement it is.

use crate::compare::camps::camps;
use crate::compare::confidence::confidence;
use crate::compare::ladder::{Rung, Verdict, decide};
use crate::compare::{Context, Rule};
use crate::lexicon::synonyms::{class, is_light};
use crate::lexicon::units::{fit, fit_kind, kept_and_cut, unit};
use crate::model::{
    Batch, Decimal, EntityKind, Figure, Finding, Fit, Group, Hedge, Measure, Member, Modality, Part, Place, Severity,
    Side, SideRole,
};

/// So many may well be two things: two other men, the next night.
const FEW: i64 = 12;

/// What kind of disagreement: each kind has its rule, so that one disagreement is one finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Category {
    Currency,
    Unit,
    Scale,
    Vote,
    Toll,
    Hedge,
    Figure,
}

/// What was compared: owned, so that one record decides and explains.
#[derive(Clone, Debug)]
pub struct Record {
    /// How the two values fit.
    pub fit: Fit,
    /// One stands in a quotation, or both do: a speaker's figure. Not so if the other one is the same speaker's, as reported.
    pub quoted: bool,
    /// One is planned, denied or alleged, the other is not.
    pub other_modality: bool,
    /// One article is days older, and the later figure is the larger one.
    pub grown: bool,
    /// Both stand in one article, or in it and its copy.
    pub same_article: bool,
    /// Both stand in one article, and of other days or places, or of other things, or something else is said of them: who writes
    /// two figures of one kind mostly means two things.
    pub knows_both: bool,
    /// The words are one-sided or loose on at least one side.
    pub hedged: bool,
    /// Other things are counted by the words, or something else is said of them: only the sentences around are alike.
    pub loosely_alike: bool,
    /// One is a plain count of a dozen at most: there is always another two or three of the kind.
    pub few: bool,
    /// The articles were not written in the same days, or it is not known of both.
    pub other_days: bool,
    /// One is a loose word and a tenth of the other at most, and not the same is said of them: "dozens" of a crowd of "thousands".
    pub tenfold: bool,
}

/// A disagreement in a group.
pub struct Clash<'a> {
    /// The members in the minority.
    pub odd: Vec<&'a Member>,
    /// The rest, the largest camp first.
    pub others: Vec<&'a Member>,
    /// How many witnesses the largest camp has.
    pub witnesses: usize,
    /// What was compared.
    pub record: Record,
    /// What kind of disagreement.
    pub category: Category,
}

/// The figure of a member.
#[must_use]
pub fn figure<'a>(batch: &'a Batch, m: &Member) -> &'a Figure {
    &batch.articles[m.claim.article as usize].figures[m.claim.index as usize]
}

/// The disagreement of a group, if its members do not all agree.
#[must_use]
pub fn clash<'a>(group: &'a Group, batch: &Batch) -> Option<Clash<'a>> {
    let mut order: Vec<&Member> = group.members.iter().collect();
    // bare and precise numbers first: they tell the camps apart, loose ones join where they fit
    order.sort_by_key(|m| {
        let q = figure(batch, m).quantity;
        (!q.is_bare(), q.precision, m.claim)
    });
    let mut camps = camps(order, |m| fit_kind(figure(batch, m)), |m, o| agrees(figure(batch, m), figure(batch, o)));
    if camps.len() < 2 {
        return None;
    }
    let witnesses = |camp: &[&Member]| {
        let mut seen: Vec<u32> = camp.iter().map(|m| batch.witness[m.claim.article as usize]).collect();
        seen.sort_unstable();
        seen.dedup();
        seen.len()
    };
    camps.sort_by_key(|camp| (std::cmp::Reverse(witnesses(camp)), camp.iter().map(|m| m.claim).min()));
    let main = witnesses(&camps[0]);
    // What a report says in its own words is held against the other side, where one does.
    for camp in &mut camps {
        camp.sort_by_key(|m| figure(batch, m).place.quoted);
    }
    let mut odd = camps.pop()?;
    // What the article of the odd one says of it elsewhere is no other side: there is one that it was found to clash with. Of a few
    // (men, nights) there are always more, unless both articles say the same of such ones by one verb.
    let own = batch.same_text(odd[0].claim.article, camps[0][0].claim.article);
    let of_few = [odd[0], camps[0][0]].iter().any(|m| low(figure(batch, m)) <= Decimal::from(FEW));
    let alike = |m: &Member, o: &Member| !loosely_alike(figure(batch, m), figure(batch, o));
    let plain = |m: &Member, o: &Member| {
        let apart = !batch.same_text(m.claim.article, o.claim.article);
        apart && alike(m, o) && same_verb(figure(batch, m), figure(batch, o))
    };
    let fellows = alike(odd[0], camps[0][0]);
    let face = facing(group, batch, &odd, &camps[0]).filter(|_| own);
    if let Some((x, y)) = face.filter(|&(x, y)| !of_few || fellows && plain(odd[x], camps[0][y])) {
        odd.swap(0, x);
        camps[0].swap(0, y);
    }
    let (a, b) = (figure(batch, odd[0]), figure(batch, camps[0][0]));
    let days = |m: &Member| batch.articles[m.claim.article as usize].article.published;
    let grown = match (days(odd[0]), days(camps[0][0])) {
        (Some(x), Some(y)) if x != y => {
            let (early, late) = if x < y { (a, b) } else { (b, a) };
            low(late) > low(early)
        }
        _ => false,
    };
    let same_article = batch.same_text(odd[0].claim.article, camps[0][0].claim.article);
    // "the two-night debates to be held": a plan knows few ones by "the" as well.
    let given = |f: &Figure| f.given && low(f) > Decimal::from(FEW);
    let own_words = camps[0].iter().any(|m| one_voice(batch, odd[0], m) || one_passage(batch, odd[0], m));
    let kept_and_cut = kept_and_cut(a, b);
    // words that both articles quote
    let alone = |m: &Member| batch.articles[m.claim.article as usize].alone_in_marks(m.span);
    let record = Record {
        fit: fit(a, b).unwrap_or(Fit::Apart),
        quoted: (a.place.quoted || b.place.quoted) && !own_words && !(alone(odd[0]) && alone(camps[0][0])),
        other_modality: !(own_words || kept_and_cut || given(a) || given(b))
            && a.modality != b.modality
            && (a.modality == Modality::Denied
                || b.modality == Modality::Denied
                || a.modality == Modality::Planned
                || b.modality == Modality::Planned),
        grown,
        same_article,
        knows_both: same_article && !own_words && knows_both(batch, odd[0], camps[0][0]),
        hedged: !a.quantity.is_bare() || !b.quantity.is_bare(),
        loosely_alike: loosely_alike(a, b),
        few: few(a) || few(b),
        other_days: !same_article
            && batch.days_apart(odd[0].claim.article, camps[0][0].claim.article).is_none_or(|days| days > 2),
        tenfold: tenfold(a, b) && !same_verb(a, b),
    };
    let category = category(a, b, &record);
    // The dead and the hurt are two counts.
    if category == Category::Toll && toll(a) != toll(b) {
        return None;
    }
    Some(Clash { odd, others: camps.concat(), witnesses: main, record, category })
}

/// Of the pairs of members, one in each camp, that were found to be one thing told differently, the one that speaks plainest: of two
/// articles, in their own words, said as firmly.
fn facing(group: &Group, batch: &Batch, odd: &[&Member], others: &[&Member]) -> Option<(usize, usize)> {
    let at = |camp: &[&Member], claim| camp.iter().position(|m| m.claim == claim);
    let pairs = group
        .clashes
        .iter()
        .filter_map(|&(a, b)| at(odd, a).zip(at(others, b)).or_else(|| at(odd, b).zip(at(others, a))));
    pairs.min_by_key(|&(x, y)| {
        let (m, o) = (odd[x], others[y]);
        let (f, g) = (figure(batch, m), figure(batch, o));
        let quoted = f.place.quoted || g.place.quoted;
        (batch.same_text(m.claim.article, o.claim.article), quoted, f.modality != g.modality, m.claim, o.claim)
    })
}

/// Whether one figure stands in a quotation and the other in what the article reports as somebody's plan or claim, and both
/// sentences name that person in their own words: then both figures are the same speaker's.
fn one_voice(batch: &Batch, x: &Member, y: &Member) -> bool {
    let named = |m: &Member| -> Vec<u32> {
        let facts = &batch.articles[m.claim.article as usize];
        let sentence = figure(batch, m).place.sentence;
        let here = |p: &Place| sentence.contains(p.span) && !p.quoted;
        let people = facts.mentions.iter().filter(|p| p.kind == EntityKind::Person && here(&p.place));
        people.filter_map(|p| batch.entity(m.claim.article, p.entity?)).collect()
    };
    let told = |quoted: &Member, reported: &Member| {
        let (q, r) = (figure(batch, quoted), figure(batch, reported));
        let both = q.place.quoted && !r.place.quoted && r.modality != Modality::Stated;
        both && named(quoted).iter().any(|e| named(reported).contains(e))
    };
    told(x, y) || told(y, x)
}

/// Whether another telling figure of the sentence of the one stands in that of the other too: then both tell of one statement, the
/// one in its words.
fn one_passage(batch: &Batch, x: &Member, y: &Member) -> bool {
    // a sentence of the story tells of something else than the next, but the headline retells one of them
    let headline = |m: &Member| figure(batch, m).place.part == Part::Headline;
    if batch.same_text(x.claim.article, y.claim.article) && headline(x) == headline(y) {
        return false;
    }
    let beside = |m: &Member| {
        let own = figure(batch, m);
        let figures = &batch.articles[m.claim.article as usize].figures;
        let first = figures.partition_point(|f| f.place.span.start() < own.place.sentence.start());
        let here = figures[first..].iter().take_while(|f| own.place.sentence.contains(f.place.span)).take(12);
        let telling = |f: &&Figure| {
            let long = f.quantity.value.is_some_and(|v| v.digits().unsigned_abs() > 10);
            f.comparable && f.quantity.is_bare() && (long || f.unit.is_some()) && f.place.span != own.place.span
        };
        here.filter(telling).collect::<Vec<_>>()
    };
    let theirs = beside(y);
    beside(x).iter().any(|f| theirs.iter().any(|g| fit(f, g) == Some(Fit::Same)))
}

/// Whether one article means two things by two figures: it gives both in one sentence, counts other nouns, says other things of them, or
/// tells of other days or places.
fn knows_both(batch: &Batch, x: &Member, y: &Member) -> bool {
    let (a, b) = (figure(batch, x), figure(batch, y));
    let noun = |f: &'_ Figure| f.concepts.last().map(|n| class(n).to_owned());
    let days = |m: &Member, f: &Figure| -> Vec<(i32, i32)> {
        let dates = batch.articles[m.claim.article as usize].dates.iter();
        dates.filter(|d| f.place.sentence.contains(d.place.span)).filter_map(|d| d.days).collect()
    };
    let places = |m: &Member, f: &Figure| -> Vec<u32> {
        let entities = &batch.articles[m.claim.article as usize].entities;
        let place = |&e: &u32| {
            entities.get(e as usize).is_some_and(|e| !matches!(e.kind, EntityKind::Person | EntityKind::Group))
        };
        f.frame.names.iter().copied().filter(place).filter_map(|e| batch.entity(m.claim.article, e)).collect()
    };
    let (on, off) = (days(x, a), days(y, b));
    let other_days =
        !on.is_empty() && !off.is_empty() && !on.iter().any(|d| off.iter().any(|o| d.0 <= o.1 && o.0 <= d.1));
    let (here, there) = (places(x, a), places(y, b));
    let elsewhere = !here.is_empty() && !there.is_empty() && !here.iter().any(|p| there.contains(p));
    let apart = noun(a).is_none() || noun(a) != noun(b) || !same_verb(a, b);
    let beside = |m: &Member, f: &Figure, o: &Figure| {
        let figures = batch.articles[m.claim.article as usize].figures.iter();
        figures.filter(|g| f.place.sentence.contains(g.place.span)).any(|g| g.quantity.value == o.quantity.value)
    };
    other_days || elsewhere || apart || beside(x, a, b) || beside(y, b, a)
}

/// Whether the same is said of both by a verb that says something.
fn same_verb(a: &Figure, b: &Figure) -> bool {
    let verb = |f: &'_ Figure| f.frame.predicate.as_deref().filter(|p| !is_light(p)).map(|p| class(p).to_owned());
    verb(a).is_some() && verb(a) == verb(b)
}

/// Whether one of the two is a loose word and a tenth of the other at most.
fn tenfold(a: &Figure, b: &Figure) -> bool {
    // "dozens" are up to a hundred
    let most = |f: &Figure| f.quantity.high.unwrap_or_else(|| low(f));
    let (small, large) = if low(a) <= low(b) { (most(a), low(b)) } else { (most(b), low(a)) };
    let loose = !a.quantity.is_bare() || !b.quantity.is_bare();
    loose && small.checked_mul(Decimal::from(10)).is_none_or(|tenfold| tenfold <= large)
}

/// Whether a figure is a plain count of a dozen at most.
fn few(f: &Figure) -> bool {
    f.unit.is_none() && f.quantity.value.is_some_and(|v| v <= Decimal::from(FEW))
}

/// Whether the heads counted differ, or none is known and the verbs differ. A long number that differs in a digit or two is firm anyhow.
fn loosely_alike(a: &Figure, b: &Figure) -> bool {
    let head = |f: &'_ Figure| f.concepts.last().map(|h| class(h).to_owned());
    let verb = |f: &'_ Figure| f.frame.predicate.as_deref().filter(|p| !is_light(p)).map(|p| class(p).to_owned());
    let other = |x: Option<String>, y: Option<String>| matches!((x, y), (Some(x), Some(y)) if x != y);
    let long = |f: &Figure| {
        let digits = f.quantity.value.map_or(0, |v| v.digits().unsigned_abs());
        f.quantity.precision <= 0 && digits >= 1000
    };
    if long(a) && long(b) && a.quantity.precision == b.quantity.precision {
        return false;
    }
    let unknown = head(a).is_none() || head(b).is_none();
    other(head(a), head(b)) || unknown && other(verb(a), verb(b))
}

fn low(f: &Figure) -> Decimal {
    f.quantity.value.or(f.quantity.low).or(f.quantity.high).unwrap_or(Decimal::ZERO)
}

/// Whether two figures may both be right.
fn agrees(a: &Figure, b: &Figure) -> bool {
    if a.unit != b.unit && !one_dollar(a, b) && fit(a, b).is_none() {
        return false;
    }
    fit(a, b).is_none_or(Fit::agrees)
}

/// "$" and "A$" may be one under the style of one house.
fn one_dollar(a: &Figure, b: &Figure) -> bool {
    let dollar = |f: &Figure| f.unit.as_deref().is_some_and(|u| u.contains("dollar"));
    dollar(a) && dollar(b)
}

fn category(a: &Figure, b: &Figure, record: &Record) -> Category {
    let money = |f: &Figure| f.unit.as_deref().and_then(unit).is_some_and(|u| u.dimension == "money");
    if a.unit != b.unit && money(a) && money(b) {
        return Category::Currency;
    }
    if a.unit != b.unit && a.quantity.value.is_some() && a.quantity.value == b.quantity.value {
        return Category::Unit;
    }
    if a.measure == Measure::Vote || b.measure == Measure::Vote {
        return Category::Vote;
    }
    if toll(a).is_some() && toll(b).is_some() {
        return Category::Toll;
    }
    if let (Some(x), Some(y)) = (a.quantity.value, b.quantity.value) {
        let (small, large) = (x.min(y), x.max(y));
        let steps = [1_000i64, 1_000_000];
        if small > Decimal::ZERO && steps.iter().any(|&s| small.checked_mul(Decimal::from(s)) == Some(large)) {
            return Category::Scale;
        }
    }
    if matches!(record.fit, Fit::Outside | Fit::Beyond)
        && [a, b].iter().any(|f| !matches!(f.quantity.hedge, Hedge::Exact | Hedge::Range))
    {
        return Category::Hedge;
    }
    Category::Figure
}

/// Whether a figure counts the dead or the hurt.
fn toll(f: &Figure) -> Option<&str> {
    let harmed = |l: &&str| matches!(class(l), "kill" | "hurt" | "casualty" | "victim");
    let words = f.concepts.iter().chain(&f.frame.predicate).map(|w| &**w);
    words.map(class).find(harmed).filter(|_| f.unit.is_none())
}

/// The finding of `rule` on a group, if the disagreement is of its kind.
pub fn report(
    group: &Group,
    context: &Context<'_>,
    rule: &'static Rule,
    category: Category,
    ladder: &'static [Rung<Record>],
) -> Vec<Finding> {
    let batch = context.batch;
    let Some(clash) = clash(group, batch).filter(|c| c.category == category) else { return Vec::new() };
    let rung = decide(ladder, &clash.record);
    let severity = match rung.verdict {
        Verdict::Unknown | Verdict::Agree => return Vec::new(),
        Verdict::Note => Severity::Note,
        Verdict::Warn => Severity::Warning.min(rule.severity),
        Verdict::Conflict => rule.severity,
    };
    let text = |m: &Member| shown(batch, m);
    let side = |m: &Member, role| Side { article: Some(m.claim.article), span: m.span, value: m.value.clone(), role };
    let sides = clash
        .odd
        .iter()
        .map(|m| side(m, SideRole::Odd))
        .chain(clash.others.iter().map(|m| side(m, SideRole::Others)))
        .collect();
    let (odd, other) = (text(clash.odd[0]), text(clash.others[0]));
    let place =
        if clash.record.same_article { "elsewhere in the same article".to_owned() } else { places(clash.witnesses) };
    let mut evidence = group.evidence.clone();
    evidence.push(why(&clash, batch, &odd, &other));
    vec![Finding {
        rule: rule.id,
        kind: rule.kind,
        severity,
        confidence: confidence(rule.id, rung.name),
        message: format!("{odd} here, but {other} {place}"),
        hint: "check both against the source".into(),
        sides,
        evidence,
        rung: rung.name,
        key: group.about.clone(),
        fingerprint: String::new(),
    }]
}

/// A figure with what it counts, as written: "3 million residents of the bay region".
fn shown(batch: &Batch, m: &Member) -> String {
    let facts = &batch.articles[m.claim.article as usize];
    let figure = figure(batch, m);
    let counted = figure.counted;
    let near = !counted.is_empty() && counted.start() >= m.span.end() && counted.start() - m.span.end() <= 24;
    let covered = m.span.cover(counted);
    // A bracket or mark between the two belongs to neither: "three] good men".
    let clean = !covered.of(facts.text()).contains(['[', ']', '(', ')', '“', '”', '"']);
    let span = if near && clean && figure.place.sentence.contains(counted) { covered } else { m.span };
    span.of(facts.text()).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn places(n: usize) -> String {
    if n == 1 { "in another article".into() } else { format!("in {n} other articles") }
}

/// Why the two values disagree, in plain words.
fn why(clash: &Clash<'_>, batch: &Batch, odd: &str, other: &str) -> String {
    if kept_and_cut(figure(batch, clash.odd[0]), figure(batch, clash.others[0])) {
        return format!("\"{odd}\" and \"{other}\": what is left and what is cut do not make up a hundred");
    }
    match clash.record.fit {
        Fit::Beyond => format!("\"{odd}\" and \"{other}\": one reaches the next step of the other's \"more than\""),
        Fit::Outside => format!("\"{odd}\" lies outside of what \"{other}\" leaves open"),
        _ => format!("\"{odd}\" and \"{other}\" do not round to each other"),
    }
}
