//! Who of a batch is on the sheet, and which names may be one of it, misspelled. Everything goes through indexes over the forms of the
//! sheet: names that share all words but one, last names in articles that have the person.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::lexicon::{fold, people};
use crate::model::{
    ArticleFacts, Batch, EntityKind, LocalEntityId, Mention, MentionRef, OffSheet, Sheet, SheetEntry, SheetSigns,
};
use crate::names::{self, PersonName, given_relation, osa, parse, similar};

/// Longest name that is looked at, in words.
const WORDS: usize = 10;
/// People of the sheet that are looked at for the last names of one article.
const HERE: usize = 300;
/// Forms that are looked at for one name.
const FORMS: usize = 40;

/// Fills in `sheet`, `listed` and `off_sheet`.
pub fn link(batch: &mut Batch, sheet: Arc<Sheet>) {
    batch.sheet = sheet;
    if batch.sheet.is_empty() {
        return;
    }
    let index = Index::new(&batch.sheet);
    batch.listed = listed(batch, &index);
    batch.off_sheet = off_sheet(batch, &index);
}

/// One way to write an entry.
struct Form {
    entry: u32,
    number: u32,
    words: Vec<String>,
    /// Parsed, for people.
    name: Option<PersonName>,
    text: String,
}

/// The forms of the sheet by what they are looked up with.
struct Index {
    forms: Vec<Form>,
    /// By all letters.
    exact: HashMap<String, Vec<u32>>,
    /// By all words but one.
    but_one: HashMap<String, Vec<(u32, usize)>>,
    /// People by their last name.
    family: HashMap<String, Vec<u32>>,
    /// Names of one word by that word with one letter left out.
    single: HashMap<String, Vec<u32>>,
}

impl Index {
    fn new(sheet: &Sheet) -> Self {
        let mut index = Index {
            forms: Vec::new(),
            exact: HashMap::new(),
            but_one: HashMap::new(),
            family: HashMap::new(),
            single: HashMap::new(),
        };
        for (entry, e) in sheet.entries.iter().enumerate() {
            for (number, form) in e.forms().enumerate() {
                index.add(entry as u32, number as u32, e, &form.text);
            }
        }
        index
    }

    fn add(&mut self, entry: u32, number: u32, e: &SheetEntry, text: &str) {
        let id = self.forms.len() as u32;
        let person = e.kind == EntityKind::Person;
        let words = plain(text, person);
        let name = person.then(|| parse(text));
        self.exact.entry(words.concat()).or_default().push(id);
        if let Some(name) = name.as_ref().filter(|n| n.is_full()) {
            self.family.entry(name.family_key()).or_default().push(id);
        }
        if (2..=WORDS).contains(&words.len()) {
            for i in 0..words.len() {
                self.but_one.entry(without(&words, i)).or_default().push((id, i));
            }
        }
        if let ([word], false) = (&words[..], person)
            && word.chars().count() >= SINGLE
        {
            for key in deletions(word) {
                self.single.entry(key).or_default().push(id);
            }
        }
        self.forms.push(Form { entry, number, words, name, text: text.to_owned() });
    }

    /// The entries that a name is of, by its letters or, for a person, as a lawful form of the name.
    fn entries(&self, name: &str, person: bool, sheet: &Sheet) -> Vec<u32> {
        let words = plain(name, person);
        let mut found: Vec<u32> = self
            .exact
            .get(&words.concat())
            .into_iter()
            .flatten()
            .map(|&f| self.forms[f as usize].entry)
            .filter(|&e| (sheet.entries[e as usize].kind == EntityKind::Person) == person)
            .collect();
        if found.is_empty() && person {
            let parsed = parse(name);
            if parsed.is_full() {
                let same = self.family.get(&parsed.family_key()).into_iter().flatten().take(FORMS);
                found = same
                    .filter(|&&f| self.forms[f as usize].name.as_ref().is_some_and(|n| one_person(n, &parsed)))
                    .map(|&f| self.forms[f as usize].entry)
                    .collect();
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Shortest name of one word that is looked for misspelled.
const SINGLE: usize = 6;

/// The words of a name; of a person's without title, initials in the middle and "Jr.".
fn plain(name: &str, person: bool) -> Vec<String> {
    let mut words = names::words(name);
    if person {
        while words.len() > 1 && words.last().is_some_and(|w| people::is_name_suffix(w)) {
            words.pop();
        }
        if words.len() > 2 {
            let last = words.len() - 1;
            let mut i = 0;
            words.retain(|w| {
                i += 1;
                i == 1 || i == last + 1 || w.chars().count() > 1
            });
        }
    }
    words
}

fn without(words: &[String], i: usize) -> String {
    let mut key = String::new();
    for (k, word) in words.iter().enumerate() {
        key.push_str(if k == i { "*" } else { word });
        key.push(' ');
    }
    key
}

/// A word, and the word with each of its letters left out.
fn deletions(word: &str) -> Vec<String> {
    let mut out = vec![word.to_owned()];
    out.extend(word.char_indices().map(|(at, c)| format!("{}{}", &word[..at], &word[at + c.len_utf8()..])));
    out
}

/// Whether two full names of one last name may be one person.
fn one_person(a: &PersonName, b: &PersonName) -> bool {
    let suffixes = a.suffix.is_none() || b.suffix.is_none() || a.suffix == b.suffix;
    match (a.given.first(), b.given.first()) {
        (Some(x), Some(y)) => suffixes && given_relation(x, y).may_be_one(),
        _ => false,
    }
}

/// For each entity the entries that it is.
fn listed(batch: &Batch, index: &Index) -> Vec<Vec<u32>> {
    batch
        .entities
        .iter()
        .map(|entity| {
            let person = entity.kind == Some(EntityKind::Person);
            let mut forms: BTreeSet<&str> = BTreeSet::new();
            for &(article, local) in &entity.members {
                let facts = &batch.articles[article as usize];
                forms.extend(mentions(facts, local).map(|(_, m)| &*m.name));
            }
            let mut entries: Vec<u32> =
                forms.into_iter().flat_map(|name| index.entries(name, person, &batch.sheet)).collect();
            entries.sort_unstable();
            entries.dedup();
            entries
        })
        .collect()
}

/// The mentions of an entity of an article, with their indices.
fn mentions(facts: &ArticleFacts, local: LocalEntityId) -> impl Iterator<Item = (u32, &Mention)> {
    let list = facts.entities.get(local as usize).map_or(&[][..], |e| &e.mentions[..]);
    list.iter().filter_map(|&m| Some((m, facts.mentions.get(m as usize)?)))
}

/// Which articles have which entries, rightly named.
struct Present {
    by_article: Vec<BTreeSet<u32>>,
    by_entry: HashMap<u32, BTreeSet<u32>>,
}

impl Present {
    fn new(batch: &Batch) -> Self {
        let mut present = Present { by_article: vec![BTreeSet::new(); batch.articles.len()], by_entry: HashMap::new() };
        for (entity, entries) in batch.entities.iter().zip(&batch.listed) {
            for &(article, _) in &entity.members {
                for &e in entries {
                    present.by_article[article as usize].insert(e);
                    present.by_entry.entry(e).or_default().insert(article);
                }
            }
        }
        present
    }

    /// Whether an article of the same story has the entry.
    fn in_story(&self, batch: &Batch, article: u32, entry: u32) -> bool {
        let Some(articles) = self.by_entry.get(&entry) else { return false };
        articles.iter().any(|&a| a != article && batch.comparable(article, a))
    }
}

/// Names that may be one of the sheet: all that are written alike in one record.
fn off_sheet(batch: &Batch, index: &Index) -> Vec<OffSheet> {
    let present = Present::new(batch);
    // (entry, form, name as written) → mentions and signs.
    let mut found: BTreeMap<(u32, u32, String), (Vec<MentionRef>, SheetSigns)> = BTreeMap::new();
    let mut seen: HashSet<(&str, bool)> = HashSet::new();
    let mut candidates: HashMap<(&str, bool), Vec<(u32, SheetSigns)>> = HashMap::new();
    for (article, facts) in batch.articles.iter().enumerate() {
        let article = article as u32;
        let here: Vec<u32> = present.by_article[article as usize].iter().copied().take(HERE).collect();
        for (m, mention) in facts.mentions.iter().enumerate() {
            let person = mention.kind == EntityKind::Person;
            let key = (&*mention.name, person);
            if seen.insert(key) {
                candidates.insert(key, near(index, &batch.sheet, &mention.name, person));
            }
            let mut list = candidates.get(&key).cloned().unwrap_or_default();
            if list.is_empty() && !mention.name.contains(' ') {
                list = last_names(batch, index, &here, article, mention);
            }
            for (form, signs) in list {
                let form = &index.forms[form as usize];
                let signs = around(batch, &present, (article, m as u32), form.entry, signs);
                let slot =
                    found.entry((form.entry, form.number, mention.name.to_string())).or_insert((Vec::new(), signs));
                slot.1 = strongest(slot.1, signs);
                slot.0.push((article, m as u32));
            }
        }
    }
    let mut out: Vec<OffSheet> = found
        .into_iter()
        .map(|((entry, form, _), (mentions, signs))| OffSheet { entry, form, mentions, signs })
        .collect();
    out.sort_by(|a, b| (&a.mentions, a.entry, a.form).cmp(&(&b.mentions, b.entry, b.form)));
    out
}

/// Signs of several mentions of one form: what one of them shows holds for all.
fn strongest(a: SheetSigns, b: SheetSigns) -> SheetSigns {
    SheetSigns {
        same_role: a.same_role || b.same_role,
        other_role: a.other_role || b.other_role,
        beside: a.beside || b.beside,
        here: a.here || b.here,
        in_story: a.in_story || b.in_story,
        ..a
    }
}

/// The forms of the sheet that a name may be, one word misspelled; none if the name is itself on the sheet.
fn near(index: &Index, sheet: &Sheet, name: &str, person: bool) -> Vec<(u32, SheetSigns)> {
    let words = plain(name, person);
    if words.is_empty() || words.len() > WORDS {
        return Vec::new();
    }
    if let Some(forms) = index.exact.get(&words.concat()) {
        return accents(index, forms, name);
    }
    // A lawful form: "Bob Hale" for Robert.
    if person && !index.entries(name, true, sheet).is_empty() {
        return Vec::new();
    }
    let mut out: BTreeMap<u32, SheetSigns> = BTreeMap::new();
    let mut add = |form: u32, i: usize, j: usize| {
        let right = &index.forms[form as usize].words[j];
        let wrong = &words[i];
        let single = words.len() == 1;
        // A name of one word needs more: no ordinary word, no other name, no adjective made of it.
        let other = single && (known(wrong) || people::is_english(wrong));
        if alike(wrong, right)
            && !inflected(wrong, right)
            && !other
            && !acronym(&index.forms[form as usize].text, right)
        {
            let signs =
                SheetSigns { distance: osa(wrong, right).min(9) as u8, known: known(wrong), ..SheetSigns::default() };
            out.entry(form).or_insert(signs);
        }
    };
    for i in 0..words.len() {
        if words.len() > 1 {
            for &(form, j) in index.but_one.get(&without(&words, i)).into_iter().flatten().take(FORMS) {
                add(form, i, j);
            }
        }
    }
    if let ([word], false) = (&words[..], person)
        && word.chars().count() >= SINGLE
    {
        for key in deletions(word) {
            for &form in index.single.get(&key).into_iter().flatten().take(FORMS) {
                add(form, 0, 0);
            }
        }
    }
    // A name that is one slip from two of the sheet is neither.
    let entries: BTreeSet<u32> = out.keys().map(|&f| index.forms[f as usize].entry).collect();
    if entries.len() == 1 { out.into_iter().take(1).collect() } else { Vec::new() }
}

/// Two words that may be one: letters only, one slip, or two in long words.
fn alike(a: &str, b: &str) -> bool {
    let letters = |w: &str| w.chars().all(char::is_alphabetic);
    letters(a) && letters(b) && (similar(a, b) || a.len().min(b.len()) == 3 && osa(a, b) == 1 && a.len() != b.len())
}

/// Plural, adjective or inhabitant of one another: "the Elorzas", "Wendian", "Leaguer".
fn inflected(a: &str, b: &str) -> bool {
    const ENDINGS: [&str; 14] = ["s", "es", "n", "an", "ans", "ns", "ian", "i", "r", "er", "ers", "rs", "ese", "ish"];
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let rest = |stem: &str| long.strip_prefix(stem).is_some_and(|e| ENDINGS.contains(&e));
    rest(short) || people::is_demonym(long) || people::is_demonym(short)
}

/// Whether the word is in capitals where it stands in the form: one letter of an acronym is another acronym.
fn acronym(form: &str, word: &str) -> bool {
    let capitals = |w: &&str| fold(w) == *word && w.chars().all(|c| !c.is_lowercase()) && w.chars().count() > 1;
    form.chars().any(char::is_lowercase) && form.split([' ', '-']).any(|w| capitals(&w))
        || word.len() < 6 && form.len() == word.len() && !form.chars().any(char::is_lowercase)
}

fn known(word: &str) -> bool {
    people::is_given_name(word) || people::is_surname(word) || people::is_place(word) || people::is_demonym(word)
}

/// The same letters without the accents that every form of the sheet has; a name in capitals says nothing.
fn accents(index: &Index, forms: &[u32], name: &str) -> Vec<(u32, SheetSigns)> {
    let letters = |s: &str| s.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let capitals = !name.chars().any(char::is_lowercase);
    let written = letters(name);
    let differs = |f: &u32| {
        let form = letters(&index.forms[*f as usize].text);
        form != written && fold(&form) == fold(&written)
    };
    if capitals || !forms.iter().all(differs) {
        return Vec::new();
    }
    forms.iter().take(1).map(|&f| (f, SheetSigns { accents: true, ..SheetSigns::default() })).collect()
}

/// The people of the sheet in this article whose last name the bare name may be.
fn last_names(batch: &Batch, index: &Index, here: &[u32], article: u32, mention: &Mention) -> Vec<(u32, SheetSigns)> {
    let facts = &batch.articles[article as usize];
    let word = names::words(&mention.name).concat();
    let local = mention.entity;
    let introduced = local.is_some_and(|l| mentions(facts, l).any(|(_, m)| m.name.contains(' ')));
    // A name that is itself on the sheet, of whatever kind, is right.
    let listed = index.family.contains_key(&word) || index.exact.contains_key(&word);
    if mention.candidate && mention.title.is_none() || introduced || listed {
        return Vec::new();
    }
    let mut out = Vec::new();
    for &entry in here {
        let e = &batch.sheet.entries[entry as usize];
        let parsed = parse(&e.name.text);
        let family = parsed.family_key();
        if e.kind != EntityKind::Person || !parsed.is_full() || !similar(&word, &family) || inflected(&word, &family) {
            continue;
        }
        let form = index.family.get(&parsed.family_key()).into_iter().flatten();
        let Some(&form) = form.into_iter().find(|&&f| index.forms[f as usize].entry == entry) else { continue };
        let signs = SheetSigns {
            alone: true,
            distance: osa(&word, &parsed.family_key()).min(9) as u8,
            known: known(&word) || people::is_english(&word),
            ..SheetSigns::default()
        };
        out.push((form, signs));
    }
    if out.len() == 1 { out } else { Vec::new() }
}

/// What stands around a mention.
fn around(batch: &Batch, present: &Present, at: MentionRef, entry: u32, signs: SheetSigns) -> SheetSigns {
    let facts = &batch.articles[at.0 as usize];
    let mention = &facts.mentions[at.1 as usize];
    let sheet = &batch.sheet.entries[entry as usize];
    let of_entity: Vec<u32> = mention.entity.map_or(vec![at.1], |l| mentions(facts, l).map(|(m, _)| m).collect());
    let heads: BTreeSet<&str> =
        facts.roles.iter().filter(|r| of_entity.contains(&r.holder)).map(|r| &*r.head).collect();
    let right: Vec<&str> = sheet.roles.iter().map(|r| &*r.role.head).collect();
    let same_role = heads.iter().any(|h| right.contains(h));
    let beside = facts.mentions.iter().any(|m| {
        m.place.sentence == mention.place.sentence
            && m.place.span != mention.place.span
            && m.entity.and_then(|l| batch.entity(at.0, l)).is_some_and(|e| batch.listed[e as usize].contains(&entry))
            && m.name.contains(' ')
    });
    SheetSigns {
        same_role,
        other_role: !heads.is_empty() && !right.is_empty() && !same_role,
        beside,
        here: present.by_article[at.0 as usize].contains(&entry),
        in_story: present.in_story(batch, at.0, entry),
        ..signs
    }
}
