//! Links the mentions of one article to its people, organisations and places.
//!
//! Full names first; then last and first names to the nearest person they fit; then everything else by its folded form, its acronym, or as
//! the unique shorter form of a longer name.

use std::collections::BTreeMap;

use crate::lexicon::{fold, people};
use crate::model::{ArticleFacts, EntityKind, LocalEntity, MentionId, Part};
use crate::names::{PersonName, given_relation, parse};

/// Names among which the longer form of a short one is looked for.
const LONGER: usize = 1500;

/// Fills in `entities` and the `entity` of every mention.
pub fn within(facts: &mut ArticleFacts) {
    for i in 0..facts.mentions.len() {
        let quoted = facts.in_speech(facts.mentions[i].place.span);
        facts.mentions[i].place.quoted = quoted;
    }
    let mut linker = Linker::new(facts);
    linker.full_names(facts);
    linker.short_names(facts);
    linker.others(facts);
    linker.finish(facts);
}

/// A person known by a full name.
struct Person {
    /// Parsed fullest form.
    name: PersonName,
    /// All words of all forms, folded.
    words: Vec<String>,
    mentions: Vec<MentionId>,
}

struct Linker {
    parsed: Vec<PersonName>,
    keys: Vec<String>,
    people: Vec<Person>,
    /// Which person a mention is.
    person_of: Vec<Option<usize>>,
    /// Clusters of everything else.
    other: Vec<Vec<MentionId>>,
}

impl Linker {
    fn new(facts: &ArticleFacts) -> Self {
        let n = facts.mentions.len();
        Self {
            parsed: facts.mentions.iter().map(|m| parse(&m.name)).collect(),
            keys: facts.mentions.iter().map(|m| name_key(&m.name)).collect(),
            people: Vec::new(),
            person_of: vec![None; n],
            other: Vec::new(),
        }
    }

    fn join(&mut self, person: usize, mention: usize) {
        self.person_of[mention] = Some(person);
        let entry = &mut self.people[person];
        entry.mentions.push(mention as MentionId);
        let parsed = &self.parsed[mention];
        for word in parsed.given.iter().chain([&parsed.family]) {
            if !entry.words.contains(word) {
                entry.words.push(word.clone());
            }
        }
        if parsed.given.len() > entry.name.given.len() {
            entry.name = parsed.clone();
        }
    }

    /// People introduced by given and last name.
    fn full_names(&mut self, facts: &ArticleFacts) {
        let mut by_family: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut by_key: BTreeMap<String, usize> = BTreeMap::new();
        for (i, mention) in facts.mentions.iter().enumerate() {
            let name = &self.parsed[i];
            if mention.kind != EntityKind::Person || !name.is_full() || name.family.is_empty() {
                continue;
            }
            let known = by_key.get(&self.keys[i]).copied().or_else(|| {
                by_family.get(&name.family_key())?.iter().copied().find(|&p| one_person(&self.people[p].name, name))
            });
            let person = known.unwrap_or_else(|| {
                self.people.push(Person { name: name.clone(), words: Vec::new(), mentions: Vec::new() });
                self.people.len() - 1
            });
            by_family.entry(name.family_key()).or_default().push(person);
            by_key.insert(self.keys[i].clone(), person);
            self.join(person, i);
        }
    }

    /// Last names and first names alone.
    fn short_names(&mut self, facts: &mut ArticleFacts) {
        let mut by_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (p, person) in self.people.iter().enumerate() {
            by_word.entry(person.name.family_key()).or_default().push(p);
        }
        let mut by_any: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (p, person) in self.people.iter().enumerate() {
            for word in person.words.iter().filter(|w| w.len() > 2) {
                by_any.entry(word.clone()).or_default().push(p);
            }
        }
        // Where each person was mentioned last, so far.
        let mut last: Vec<usize> = self.people.iter().map(|p| p.mentions.first().map_or(0, |&m| m as usize)).collect();
        for i in 0..facts.mentions.len() {
            if let Some(p) = self.person_of[i] {
                last[p] = i;
                continue;
            }
            let mention = &facts.mentions[i];
            let name = &self.parsed[i];
            let folded = fold(&mention.name);
            let may_be = match mention.kind {
                EntityKind::Person => true,
                EntityKind::Group | EntityKind::Event => false,
                _ => !people::is_place(&folded) && !name.is_full(),
            };
            if !may_be || name.is_full() && mention.kind != EntityKind::Person {
                continue;
            }
            let key = name.family_key();
            let found = match by_word.get(&key) {
                Some(list) => Some(list),
                // "Pope Francis" is no Francis DeLuca: whoever has a title goes by the last name or is known by the first one alone.
                None if !name.is_full() && name.titles.is_empty() && mention.title.is_none() => {
                    by_any.get(&name.family).filter(|l| l.len() == 1)
                }
                None => None,
            };
            let Some(list) = found else { continue };
            if let Some(p) = self.pick(facts, list, &last, i) {
                self.join(p, i);
                last[p] = i;
                facts.mentions[i].kind = EntityKind::Person;
                facts.mentions[i].candidate = false;
            }
        }
        // People known by one name only.
        let mut single: BTreeMap<String, usize> = BTreeMap::new();
        for i in 0..facts.mentions.len() {
            if self.person_of[i].is_none() && facts.mentions[i].kind == EntityKind::Person {
                let p = *single.entry(self.parsed[i].family_key()).or_insert_with(|| {
                    self.people.push(Person { name: self.parsed[i].clone(), words: Vec::new(), mentions: Vec::new() });
                    self.people.len() - 1
                });
                self.join(p, i);
            }
        }
        // The model calls a bare last name an organisation in one sentence and a person in the next.
        for i in 0..facts.mentions.len() {
            let kind = facts.mentions[i].kind;
            let open = !matches!(kind, EntityKind::Group | EntityKind::Event | EntityKind::Place);
            if self.person_of[i].is_none()
                && open
                && !self.parsed[i].is_full()
                && let Some(&p) = single.get(&self.parsed[i].family_key())
                && !people::is_english(&self.parsed[i].family)
            {
                self.join(p, i);
                facts.mentions[i].kind = EntityKind::Person;
                facts.mentions[i].candidate = false;
            }
        }
    }

    /// Which of several people of one last name the bare name of mention `i` means: whom the same title stands before, else the one in the
    /// headline, else whom the last sentence that names one of them begins with. In "Hale and his wife, Ann Hale," the first one is the topic.
    fn pick(&self, facts: &ArticleFacts, list: &[usize], last: &[usize], i: usize) -> Option<usize> {
        if list.len() < 2 {
            return list.first().copied();
        }
        let title = |m: usize| {
            let words = facts.mentions[m].title?.of(facts.text());
            people::title(fold(words).trim_end_matches('.')).filter(|t| *t != "~")
        };
        let only = |fits: &dyn Fn(MentionId) -> bool| {
            let mut found = list.iter().copied().filter(|&p| self.people[p].mentions.iter().any(|&m| fits(m)));
            found.next().filter(|_| found.next().is_none())
        };
        let own = title(i);
        if own.is_some()
            && let Some(p) = only(&|m| title(m as usize) == own)
        {
            return Some(p);
        }
        if let Some(p) = only(&|m| facts.mentions[m as usize].place.part == Part::Headline) {
            return Some(p);
        }
        let before = list.iter().copied().filter(|&p| last[p] < i);
        let sentence = |p: usize| facts.mentions[last[p]].place.sentence.start();
        before.max_by_key(|&p| (sentence(p), std::cmp::Reverse(last[p]))).or(list.first().copied())
    }

    /// Organisations, places, works and candidates.
    fn others(&mut self, facts: &mut ArticleFacts) {
        let mut clusters: BTreeMap<String, Vec<MentionId>> = BTreeMap::new();
        for i in 0..facts.mentions.len() {
            if self.person_of[i].is_none() {
                clusters.entry(self.keys[i].clone()).or_default().push(i as MentionId);
            }
        }
        let mut list: Vec<(String, Vec<MentionId>)> = clusters.into_iter().collect();
        list.sort_by_key(|(_, m)| m[0]);
        let word_lists: Vec<Vec<String>> =
            list.iter().map(|(_, m)| org_words(&facts.mentions[m[0] as usize].name)).collect();
        let mut target: Vec<usize> = (0..list.len()).collect();
        for (i, words) in word_lists.iter().enumerate() {
            let first = &facts.mentions[list[i].1[0] as usize];
            // A directory of names would cost the square of its length: the first names are enough.
            let longer: Vec<usize> = (0..list.len().min(LONGER))
                .filter(|&j| j != i && short_form(&first.name, words, &word_lists[j], first.kind))
                .collect();
            if let [only] = longer[..] {
                target[i] = only;
            }
        }
        let mut merged: BTreeMap<usize, Vec<MentionId>> = BTreeMap::new();
        for (i, (_, mentions)) in list.iter().enumerate() {
            let mut root = i;
            for _ in 0..4 {
                root = target[root];
            }
            merged.entry(root).or_default().extend(mentions);
        }
        for (_, mut mentions) in merged {
            mentions.sort_unstable();
            if mentions.iter().any(|&m| !facts.mentions[m as usize].candidate) {
                for &m in &mentions {
                    facts.mentions[m as usize].candidate = false;
                }
            }
            self.other.push(mentions);
        }
    }

    /// Writes the clusters into the facts, in order of their first mention.
    fn finish(self, facts: &mut ArticleFacts) {
        let mut clusters: Vec<(bool, Vec<MentionId>)> = self.people.into_iter().map(|p| (true, p.mentions)).collect();
        clusters.extend(self.other.into_iter().map(|m| (false, m)));
        for (_, list) in &mut clusters {
            list.sort_unstable();
        }
        clusters.retain(|(_, list)| !list.is_empty());
        clusters.sort_by_key(|(_, list)| list[0]);
        facts.entities = clusters
            .into_iter()
            .enumerate()
            .map(|(id, (person, mentions))| {
                let kind = if person { EntityKind::Person } else { vote(facts, &mentions) };
                for &m in &mentions {
                    facts.mentions[m as usize].entity = Some(id as u32);
                }
                let name = mentions.iter().map(|&m| &facts.mentions[m as usize].name);
                let name = name.max_by_key(|n| (n.split(' ').count().min(4), n.len())).cloned().unwrap_or_default();
                LocalEntity { kind, name, mentions }
            })
            .collect();
    }
}

/// The commonest kind that is not "other".
fn vote(facts: &ArticleFacts, mentions: &[MentionId]) -> EntityKind {
    let mut counts: BTreeMap<EntityKind, usize> = BTreeMap::new();
    for &m in mentions {
        *counts.entry(facts.mentions[m as usize].kind).or_default() += 1;
    }
    counts.remove(&EntityKind::Other);
    counts.into_iter().max_by_key(|&(kind, n)| (n, std::cmp::Reverse(kind))).map_or(EntityKind::Other, |(k, _)| k)
}

/// Whether two full names with one last name may be one person.
#[must_use]
pub fn one_person(a: &PersonName, b: &PersonName) -> bool {
    let suffixes = match (&a.suffix, &b.suffix) {
        (Some(x), Some(y)) => x == y,
        _ => true,
    };
    let (Some(g), Some(h)) = (a.given.first(), b.given.first()) else { return suffixes };
    // "J. Christopher Stevens" is called Christopher.
    let middle =
        |x: &PersonName, y: &str| x.given.iter().skip(1).any(|m| m.len() > 2 && given_relation(m, y).may_be_one());
    let initial = |x: &str| x.trim_end_matches('.').len() == 1;
    suffixes
        && !two_middles(a, b)
        && (given_relation(g, h).may_be_one()
            || initial(g) && middle(a, h)
            || initial(h) && middle(b, g)
            || a.nickname.as_deref().is_some_and(|n| given_relation(n, h).may_be_one())
            || b.nickname.as_deref().is_some_and(|n| given_relation(n, g).may_be_one()))
}

/// George W. and George H. W. are two.
#[must_use]
pub fn two_middles(a: &PersonName, b: &PersonName) -> bool {
    let middles = |name: &PersonName| -> Option<String> {
        let rest = name.given.get(1..).filter(|r| !r.is_empty())?;
        let initial = |w: &String| w.split('.').all(|p| p.chars().count() < 2);
        rest.iter().all(initial).then(|| rest.iter().flat_map(|w| w.chars()).filter(|c| c.is_alphabetic()).collect())
    };
    match (middles(a), middles(b)) {
        (Some(x), Some(y)) => !x.starts_with(&y) && !y.starts_with(&x),
        _ => false,
    }
}

/// By which two names are the same: folded, letters and digits only, without "the" and legal form.
#[must_use]
pub fn name_key(name: &str) -> String {
    org_words(name).concat()
}

/// Folded words of a name without "the", "&", legal form and marks.
#[must_use]
pub fn org_words(name: &str) -> Vec<String> {
    let folded = fold(name).replace('&', " and ");
    let mut words: Vec<String> = folded
        .split(|c: char| c.is_whitespace() || c == '-' || c == '/')
        .map(|w| w.chars().filter(|c| c.is_alphanumeric()).collect::<String>())
        .filter(|w| !w.is_empty())
        .collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    // "US Geological Survey" and "U.S. Geological Survey" are the United States Geological Survey.
    let letters = if words.first().is_some_and(|w| w == "us") { 1 } else { 2 };
    if words.len() > letters && words[..letters].concat() == "us" {
        words.splice(..letters, ["united".to_owned(), "states".to_owned()]);
    }
    while words.len() > 1 && words.last().is_some_and(|w| people::is_legal_suffix(w)) {
        words.pop();
    }
    words
}

/// The first letters of the words that count.
#[must_use]
pub fn initials(words: &[String]) -> String {
    words.iter().filter(|w| !people::has_no_initial(w)).filter_map(|w| w.chars().next()).collect()
}

/// Whether `name` (of `words`) is a shorter form of the longer name: its acronym, or its beginning or end.
#[must_use]
pub fn short_form(name: &str, words: &[String], longer: &[String], kind: EntityKind) -> bool {
    let capitals = name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    if words.len() == 1 && capitals && longer.len() >= 2 && (2..=8).contains(&words[0].len()) {
        // "ATI" for ATI Technologies
        let tail = people::is_firm_ending(&longer[1]);
        return initials(longer) == words[0] || longer.len() == 2 && tail && longer[0] == words[0];
    }
    // "Aceh" for Aceh province
    if kind == EntityKind::Place && longer.len() == words.len() + 1 && longer.starts_with(words) {
        return people::is_province_word(&longer[words.len()]);
    }
    if words.len() >= longer.len() || matches!(kind, EntityKind::Place | EntityKind::Group | EntityKind::Person) {
        return false;
    }
    let whole = words.concat();
    // "the Herald" for the Boston Herald, "the Angels" for those of Los Angeles
    let at_home = || {
        kind == EntityKind::Organisation && longer.ends_with(words) && {
            let home = &longer[..longer.len() - words.len()];
            people::is_place(&home.join(" "))
        }
    };
    if words.len() == 1
        && (people::is_english(&whole) || people::is_place(&whole) || kind != EntityKind::Organisation)
        && !at_home()
    {
        return false;
    }
    // "Judiciary Committee" for the Senate's; "St. Louis Tea Party" for the coalition.
    longer.starts_with(words) || words.len() >= 2 && longer.ends_with(words) || at_home()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_leave_out_what_does_not_count() {
        assert_eq!(name_key("The Larkport Water Co."), name_key("Larkport Water"));
        assert_eq!(name_key("Kim Jong-un"), name_key("Kim Jong Un"));
        assert_eq!(name_key("U. S. Geological Survey"), name_key("United States Geological Survey"));
        assert_eq!(initials(&org_words("Larkport Water Authority")), "lwa");
    }

    #[test]
    fn acronyms_and_ends_are_short_forms() {
        let short = |a: &str, b: &str| short_form(a, &org_words(a), &org_words(b), EntityKind::Organisation);
        assert!(short("LWA", "Larkport Water Authority"));
        assert!(short("Judiciary Committee", "Senate Judiciary Committee"));
        assert!(short("ATI", "ATI Technologies Inc.") && !short("NASA", "NASA Space Flight Center"));
        assert!(!short("Committee", "Senate Judiciary Committee"));
        assert!(short("Herald", "Boston Herald") && !short("Herald", "Morning Herald"));
        assert!(short("USGS", "U.S. Geological Survey") && !short("Boston", "Boston Herald"));
        assert!(!short("Senate Judiciary Committee", "Judiciary Committee"));
    }
}
