//! A draft of a sheet from a batch: everybody and everything named, with forms, roles and ages as the articles have them. What fewer of them
//! say than others stays out and is remarked.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::lexicon::people;
use crate::model::{
    AgeForm, ArticleFacts, ArticleIndex, Batch, Entity, EntityKind, Finding, Kind, Role, Severity, SideRole, Span,
};
use crate::names::{self, parse};

/// Roles taken of one person at most.
const ROLES: usize = 6;
/// Other forms taken of one name at most.
const ALIASES: usize = 20;

/// One entry of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftEntry {
    /// What it is.
    pub kind: EntityKind,
    /// The commonest full form.
    pub name: String,
    /// Forms that do not follow from it.
    pub aliases: Vec<String>,
    /// Roles, the commonest first.
    pub roles: Vec<String>,
    /// Date of birth, as far as it is told.
    pub born: Option<String>,
    /// Age, on the day of the newest article that gives it.
    pub age: Option<(i64, Date)>,
    /// How often it is named.
    pub times: usize,
    /// In how many articles.
    pub articles: usize,
    /// Every form with how often and where first.
    pub seen: Vec<String>,
    /// What was left out, and why.
    pub remarks: Vec<String>,
}

/// Passages that a finding calls odd, by article.
struct Odd(BTreeSet<(ArticleIndex, Kind, Span)>);

impl Odd {
    fn new(findings: &[Finding]) -> Self {
        let sides = findings.iter().filter(|f| f.severity > Severity::Note).flat_map(|f| {
            let odd = f.sides.iter().filter(|s| s.role == SideRole::Odd);
            odd.filter_map(|s| Some((s.article?, f.kind, s.span)))
        });
        Self(sides.collect())
    }

    fn has(&self, article: ArticleIndex, kind: Kind, span: Span) -> bool {
        self.0.contains(&(article, kind, span))
    }
}

/// The draft: entries of these kinds (all, if none is named) that are named at least so often, people first, then by how often.
#[must_use]
pub fn draft(batch: &Batch, findings: &[Finding], kinds: &[EntityKind], least: usize) -> Vec<DraftEntry> {
    let odd = Odd::new(findings);
    let mut entries: Vec<DraftEntry> = Vec::new();
    for entity in &batch.entities {
        let kind = entity.kind.unwrap_or(EntityKind::Other);
        if !kinds.is_empty() && !kinds.contains(&kind) || matches!(kind, EntityKind::Group | EntityKind::Other) {
            continue;
        }
        entries.extend(entry(batch, entity, kind, &odd).filter(|e| e.times >= least));
    }
    entries.sort_by(|a, b| {
        (a.kind, std::cmp::Reverse(a.times), &a.name).cmp(&(b.kind, std::cmp::Reverse(b.times), &b.name))
    });
    entries
}

/// Where a passage stands.
fn at(facts: &ArticleFacts, span: Span) -> String {
    let article = &facts.article;
    let (line, column) = article.file.line_column(article.source(span).start());
    format!("{}:{line}:{column}", article.file.path)
}

/// One way in which something is named.
#[derive(Default)]
struct Form {
    times: usize,
    odd: usize,
    first: String,
}

fn entry(batch: &Batch, entity: &Entity, kind: EntityKind, odd: &Odd) -> Option<DraftEntry> {
    let mut forms: BTreeMap<&str, Form> = BTreeMap::new();
    let mut articles: BTreeSet<ArticleIndex> = BTreeSet::new();
    for &(article, local) in &entity.members {
        let facts = &batch.articles[article as usize];
        for &m in &facts.entities.get(local as usize)?.mentions {
            let mention = facts.mentions.get(m as usize).filter(|m| !m.candidate);
            let Some(mention) = mention else { continue };
            articles.insert(article);
            let form = forms.entry(&mention.name).or_default();
            form.times += 1;
            form.odd += usize::from(odd.has(article, Kind::Name, mention.place.span));
            if form.first.is_empty() {
                form.first = at(facts, mention.place.span);
            }
        }
    }
    let wrong = |f: &Form| f.odd * 2 > f.times;
    let full = |name: &str| kind != EntityKind::Person || name.contains(' ');
    let accented = |name: &str| !name.is_ascii();
    let capitals = |name: &str| !name.chars().any(char::is_lowercase);
    let best = forms.iter().filter(|(_, f)| !wrong(f)).max_by_key(|(name, f)| {
        (full(name), !capitals(name), f.times, accented(name), name.len(), std::cmp::Reverse(**name))
    });
    let (name, _) = best?;
    let name = (*name).to_owned();
    let mut draft = DraftEntry {
        kind,
        aliases: Vec::new(),
        roles: Vec::new(),
        born: None,
        age: None,
        times: forms.values().map(|f| f.times).sum(),
        articles: articles.len(),
        seen: Vec::new(),
        remarks: Vec::new(),
        name,
    };
    let mut list: Vec<(&str, Form)> = forms.into_iter().collect();
    list.sort_by_key(|(name, f)| (std::cmp::Reverse(f.times), *name));
    for (form, f) in &list {
        draft.seen.push(format!("{form} {}× (first {})", f.times, f.first));
        if *form == draft.name || follows(form, &draft.name, kind) {
            continue;
        }
        if wrong(f) {
            draft.remarks.push(format!("{form} ({}) is taken for a slip", f.first));
        } else if names::words(form) == names::words(&draft.name) {
            draft.remarks.push(format!("{form} ({}) is written a little otherwise", f.first));
        } else if draft.aliases.len() < ALIASES {
            draft.aliases.push((*form).to_owned());
        }
    }
    if kind == EntityKind::Person {
        roles(batch, entity, odd, &mut draft);
        ages(batch, entity, odd, &mut draft);
    }
    Some(draft)
}

/// Whether a form follows from the name: a last or first name, an initial more or less.
fn follows(form: &str, name: &str, kind: EntityKind) -> bool {
    if kind != EntityKind::Person {
        return false;
    }
    let (short, full) = (parse(form), parse(name));
    let initials = |n: &names::PersonName| n.given.iter().skip(1).all(|g| g.trim_end_matches('.').len() == 1);
    if !short.is_full() {
        return short.family_key() == full.family_key() || full.given.contains(&short.family);
    }
    short.family_key() == full.family_key()
        && short.given.first() == full.given.first()
        && (short.given == full.given || initials(&short) && initials(&full))
        && !names::words(form).eq(&names::words(name))
}

/// The roles that hold at the time of their articles.
fn roles(batch: &Batch, entity: &Entity, odd: &Odd, draft: &mut DraftEntry) {
    let mut found: BTreeMap<String, (usize, String, bool)> = BTreeMap::new();
    for &(article, local) in &entity.members {
        let facts = &batch.articles[article as usize];
        let mentions = facts.entities.get(local as usize).map_or(&[][..], |e| &e.mentions[..]);
        for role in facts.roles.iter().filter(|r| mentions.contains(&r.holder) && !r.place.quoted) {
            if people::is_relation(&role.head) || !holds(role) {
                continue;
            }
            let slot = found.entry(role_words(role)).or_insert((0, at(facts, role.place.span), false));
            slot.0 += 1;
            slot.2 |= odd.has(article, Kind::Role, role.place.span);
        }
    }
    let mut list: Vec<(String, (usize, String, bool))> = found.into_iter().collect();
    list.sort_by_key(|(words, (times, ..))| (std::cmp::Reverse(*times), words.clone()));
    for (words, (times, first, odd)) in &list {
        // "mayor" says no more than "mayor of Harwick".
        let more = list.iter().any(|(other, (.., odd))| !odd && other.starts_with(&format!("{words} of ")));
        if *odd {
            draft.remarks.push(format!("role {words} ({first}) is given by fewer articles"));
        } else if !more && draft.roles.len() < ROLES {
            draft.roles.push(words.clone());
        }
        draft.seen.push(format!("role {words} {times}× (first {first})"));
    }
}

/// Whether the role is held when the article is written.
fn holds(role: &Role) -> bool {
    role.qualifiers.iter().all(|q| **q != *"was" && !matches!(people::qualifier(q), Some("past" | "future")))
}

fn role_words(role: &Role) -> String {
    let mut words: Vec<&str> = role.qualifiers.iter().map(|q| &**q).collect();
    words.push(&role.head);
    let mut out = words.join(" ");
    if let Some(of) = role.of.as_deref() {
        out.push_str(" of ");
        out.push_str(of);
    }
    out
}

/// The birth, else the age in the newest article that gives one.
fn ages(batch: &Batch, entity: &Entity, odd: &Odd, draft: &mut DraftEntry) {
    for &(article, local) in &entity.members {
        let facts = &batch.articles[article as usize];
        let mentions = facts.entities.get(local as usize).map_or(&[][..], |e| &e.mentions[..]);
        let of = |h: u32| mentions.contains(&h) && facts.introduced(h);
        for age in facts.ages.iter().filter(|a| a.holder.is_some_and(of) && !a.place.quoted) {
            let first = at(facts, age.place.span);
            let words = age.place.span.of(facts.text());
            draft.seen.push(format!("age \"{words}\" ({first})"));
            if odd.has(article, Kind::Age, age.place.span) {
                draft.remarks.push(format!("\"{words}\" ({first}) does not fit the rest"));
                continue;
            }
            match (age.form, age.years.low, age.years.high, facts.article.published) {
                (AgeForm::Born(year, month, day), ..) if draft.born.is_none() && year > 999 => {
                    draft.born = Some(match (month, day) {
                        (Some(m), Some(d)) => format!("{year}-{m:02}-{d:02}"),
                        (Some(m), None) => format!("{year}-{m:02}"),
                        _ => year.to_string(),
                    });
                }
                (AgeForm::Now, Some(low), Some(high), Some(day)) if low == high && low.scale() == 0 => {
                    let years = i64::try_from(low.digits()).unwrap_or(-1);
                    if (0..=125).contains(&years) && draft.age.is_none_or(|(_, on)| on < day) {
                        draft.age = Some((years, day));
                    }
                }
                _ => {}
            }
        }
    }
    if draft.born.is_some() {
        draft.age = None;
    }
}
