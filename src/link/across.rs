//! Links the entities of all articles of a batch.
//!
//! The same full name is the same person in the whole batch; a nickname, an initial or a bare last name counts only between articles that may
//! tell one story. Everything goes through indexes; no two articles are compared that share nothing.

use std::collections::{BTreeMap, HashMap};

use crate::lexicon::people;
use crate::model::{Batch, Entity, EntityKind, LocalEntity};
use crate::names::{PersonName, parse};

use super::within::{name_key, one_person, org_words, short_form, two_middles};

/// Neighbours that are looked at for one article: enough for any story.
const NEIGHBOURS: usize = 300;

/// Fills in `entities`, `entity_of` and `near`.
pub fn across(batch: &mut Batch) {
    let locals = Locals::new(batch);
    let mut sets = Sets((0..locals.list.len() as u32).collect());
    same_names(&locals, &mut sets);
    full_names(batch, &locals, &mut sets);
    bare_names(batch, &locals, &mut sets);
    short_forms(batch, &locals, &mut sets);
    let (entities, entity_of) = finish(batch, &locals, &mut sets);
    batch.entities = entities;
    batch.entity_of = entity_of;
    batch.near = super::near::near(batch);
}

/// Union-find; the smaller id is the root, so that the result does not depend on the order of unions.
struct Sets(Vec<u32>);

impl Sets {
    fn root(&mut self, mut x: u32) -> u32 {
        while self.0[x as usize] != x {
            let up = self.0[self.0[x as usize] as usize];
            self.0[x as usize] = up;
            x = up;
        }
        x
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b) as usize] = a.min(b);
    }
}

/// One entity of one article.
struct Local<'a> {
    article: u32,
    entity: &'a LocalEntity,
    name: PersonName,
    key: String,
}

struct Locals<'a> {
    list: Vec<Local<'a>>,
    /// First id of each article.
    first: Vec<u32>,
}

impl<'a> Locals<'a> {
    fn new(batch: &'a Batch) -> Self {
        let (mut list, mut first) = (Vec::new(), Vec::new());
        for (article, facts) in batch.articles.iter().enumerate() {
            first.push(list.len() as u32);
            for entity in &facts.entities {
                let name = parse(&entity.name);
                list.push(Local { article: article as u32, entity, name, key: name_key(&entity.name) });
            }
        }
        first.push(list.len() as u32);
        Self { list, first }
    }

    fn of(&self, article: u32) -> std::ops::Range<u32> {
        self.first[article as usize]..self.first[article as usize + 1]
    }

    fn get(&self, id: u32) -> &Local<'a> {
        &self.list[id as usize]
    }
}

/// The same folded name, of people in full and of everything else.
fn same_names(locals: &Locals<'_>, sets: &mut Sets) {
    let mut by_key: HashMap<&str, u32> = HashMap::new();
    // "House Committee on Oversight and Reform" is the "House Oversight and Reform Committee".
    let mut by_words: HashMap<Vec<String>, u32> = HashMap::new();
    for (id, local) in locals.list.iter().enumerate() {
        if local.entity.kind == EntityKind::Person && !local.name.is_full() {
            continue;
        }
        if local.entity.kind == EntityKind::Organisation {
            let mut words = org_words(&local.entity.name);
            words.retain(|w| !matches!(w.as_str(), "of" | "on" | "for" | "the" | "and"));
            words.sort_unstable();
            if words.len() >= 4 {
                let first = *by_words.entry(words).or_insert(id as u32);
                sets.join(first, id as u32);
            }
        }
        match by_key.get(local.key.as_str()) {
            Some(&other) => sets.join(other, id as u32),
            None => {
                by_key.insert(&local.key, id as u32);
            }
        }
    }
}

/// People of one last name whose given names may be one.
fn full_names(batch: &Batch, locals: &Locals<'_>, sets: &mut Sets) {
    let mut by_family: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (id, local) in locals.list.iter().enumerate() {
        if local.entity.kind == EntityKind::Person && local.name.is_full() {
            by_family.entry(local.name.family_key()).or_default().push(id as u32);
        }
    }
    for ids in by_family.values() {
        // One of each form and story is enough: the same forms are joined already.
        let mut forms: BTreeMap<(String, u32), u32> = BTreeMap::new();
        for &id in ids {
            let local = locals.get(id);
            let story = batch.stories.get(local.article as usize).copied().unwrap_or(0);
            forms.entry((local.name.given.join(" "), story)).or_insert(id);
        }
        suffixed(batch, locals, ids, sets);
        let forms: Vec<((String, u32), u32)> = forms.into_iter().take(400).collect();
        for (i, ((given, story), a)) in forms.iter().enumerate() {
            for ((other_given, other_story), b) in &forms[i + 1..] {
                let same_given = given.split(' ').next() == other_given.split(' ').next();
                // Across stories only the same first name with a middle initial more or less.
                if story != other_story && !same_given {
                    continue;
                }
                let initial = |g: &str| g.split(' ').all(|w| w.trim_end_matches('.').len() == 1);
                let unique = |g: &str| {
                    let fits =
                        |((h, s), _): &&((String, u32), u32)| s == story && !initial(h) && h.starts_with(&g[..1]);
                    forms
                        .iter()
                        .filter(fits)
                        .map(|((h, _), _)| h.split(' ').next().unwrap_or(""))
                        .collect::<std::collections::BTreeSet<_>>()
                        .len()
                        <= 1
                };
                if (initial(given) && !unique(given)) || (initial(other_given) && !unique(other_given)) {
                    continue;
                }
                // Where there is a George W. and a George H. W., a George is neither for sure.
                let of_first = |g: &str| given.split(' ').next() == g.split(' ').next();
                let either = same_given && given.contains(' ') != other_given.contains(' ') && {
                    let named: Vec<&PersonName> = forms
                        .iter()
                        .filter(|((g, _), _)| of_first(g))
                        .take(40)
                        .map(|(_, id)| &locals.get(*id).name)
                        .collect();
                    named.iter().enumerate().any(|(k, x)| named[k + 1..].iter().any(|y| two_middles(x, y)))
                };
                if !either && one_person(&locals.get(*a).name, &locals.get(*b).name) {
                    sets.join(*a, *b);
                }
            }
        }
    }
}

/// "Duncan Hale" and "Duncan Hale Jr." of one story are one man, unless the story has a "Sr." or "III" of that name too.
fn suffixed(batch: &Batch, locals: &Locals<'_>, ids: &[u32], sets: &mut Sets) {
    let mut names: BTreeMap<(String, u32), (BTreeMap<&str, u32>, Option<u32>)> = BTreeMap::new();
    for &id in ids {
        let local = locals.get(id);
        let story = batch.stories.get(local.article as usize).copied().unwrap_or(0);
        let entry = names.entry((local.name.given.join(" "), story)).or_default();
        match &local.name.suffix {
            Some(suffix) => drop(entry.0.entry(suffix).or_insert(id)),
            None => drop(entry.1.get_or_insert(id)),
        }
    }
    for (with, without) in names.into_values() {
        if let ([with], Some(without)) = (&with.into_values().collect::<Vec<_>>()[..], without) {
            sets.join(*with, without);
        }
    }
}

/// Last names alone: the one person of that name in the neighbouring articles, if there is just one.
fn bare_names(batch: &Batch, locals: &Locals<'_>, sets: &mut Sets) {
    let mut families: Vec<HashMap<String, Vec<u32>>> = Vec::with_capacity(batch.articles.len());
    for article in 0..batch.articles.len() as u32 {
        let mut map: HashMap<String, Vec<u32>> = HashMap::new();
        for id in locals.of(article) {
            let local = locals.get(id);
            if local.entity.kind == EntityKind::Person {
                map.entry(local.name.family_key()).or_default().push(id);
                if local.name.is_full() {
                    // Kim Jong Un is called Kim, Hillary Clinton Hillary.
                    for word in local.name.given.iter().filter(|w| w.len() > 2) {
                        map.entry(format!("+{word}")).or_default().push(id);
                    }
                }
            }
        }
        families.push(map);
    }
    for (id, local) in locals.list.iter().enumerate() {
        let single = !local.name.is_full() && !local.key.is_empty();
        let open = matches!(
            local.entity.kind,
            EntityKind::Person | EntityKind::Organisation | EntityKind::Place | EntityKind::Other | EntityKind::Product
        );
        if !single || !open || people::is_place(&local.key) || local.key.len() < 2 {
            continue;
        }
        let neighbours = &batch.neighbours[local.article as usize];
        let mut full: Vec<u32> = Vec::new();
        let mut bare: Vec<u32> = Vec::new();
        let family = local.name.family_key();
        let plus = format!("+{family}");
        let mut first_names: Vec<u32> = Vec::new();
        for &n in neighbours.iter().take(NEIGHBOURS) {
            for &other in families[n as usize].get(&family).into_iter().flatten() {
                if locals.get(other).name.is_full() { full.push(sets.root(other)) } else { bare.push(other) }
            }
            first_names.extend(families[n as usize].get(&plus).into_iter().flatten().map(|&o| sets.root(o)));
        }
        for list in [&mut full, &mut first_names] {
            list.sort_unstable();
            list.dedup();
        }
        let sure = local.entity.kind == EntityKind::Person || !people::is_english(&family);
        match (&full[..], &first_names[..]) {
            ([only], _) if sure => sets.join(id as u32, *only),
            ([], [only]) if sure && local.entity.kind == EntityKind::Person => sets.join(id as u32, *only),
            ([], []) if sure => bare.iter().for_each(|&b| sets.join(id as u32, b)),
            _ => {}
        }
    }
}

/// Acronyms, and the beginnings and ends of longer names, in neighbouring articles.
fn short_forms(batch: &Batch, locals: &Locals<'_>, sets: &mut Sets) {
    let words: Vec<Vec<String>> = locals.list.iter().map(|l| org_words(&l.entity.name)).collect();
    // Longer names by the words they begin and end with, and by their initials.
    let mut index: HashMap<String, Vec<u32>> = HashMap::new();
    for (id, w) in words.iter().enumerate() {
        if locals.list[id].entity.kind == EntityKind::Person || w.len() < 2 || w.len() > 12 {
            continue;
        }
        index.entry(format!("^{}", super::within::initials(w))).or_default().push(id as u32);
        for cut in 1..w.len() {
            index.entry(w[..cut].concat()).or_default().push(id as u32);
            index.entry(w[cut..].concat()).or_default().push(id as u32);
        }
    }
    for (id, local) in locals.list.iter().enumerate() {
        if local.entity.kind == EntityKind::Person {
            continue;
        }
        let empty = Vec::new();
        let by_key = index.get(&local.key).unwrap_or(&empty);
        let by_initials =
            if words[id].len() == 1 { index.get(&format!("^{}", local.key)).unwrap_or(&empty) } else { &empty };
        let mut longer: Vec<u32> = by_key
            .iter()
            .chain(by_initials)
            .filter(|&&o| o as usize != id && batch.comparable(local.article, locals.get(o).article))
            .filter(|&&o| short_form(&local.entity.name, &words[id], &words[o as usize], local.entity.kind))
            .map(|&o| sets.root(o))
            .take(2000)
            .collect();
        longer.sort_unstable();
        longer.dedup();
        if let [only] = longer[..] {
            sets.join(id as u32, only);
        }
    }
}

/// Numbers the sets and names them.
fn finish(batch: &Batch, locals: &Locals<'_>, sets: &mut Sets) -> (Vec<Entity>, Vec<Vec<u32>>) {
    let mut number: BTreeMap<u32, u32> = BTreeMap::new();
    let mut entities: Vec<Entity> = Vec::new();
    let mut entity_of: Vec<Vec<u32>> = batch.articles.iter().map(|f| Vec::with_capacity(f.entities.len())).collect();
    let mut kinds: Vec<BTreeMap<EntityKind, usize>> = Vec::new();
    let mut forms: Vec<BTreeMap<&str, usize>> = Vec::new();
    for (id, local) in locals.list.iter().enumerate() {
        let root = sets.root(id as u32);
        let next = entities.len() as u32;
        let n = *number.entry(root).or_insert(next);
        if n == next {
            entities.push(Entity::default());
            kinds.push(BTreeMap::new());
            forms.push(BTreeMap::new());
        }
        let local_id = entity_of[local.article as usize].len() as u32;
        entity_of[local.article as usize].push(n);
        entities[n as usize].members.push((local.article, local_id));
        *kinds[n as usize].entry(local.entity.kind).or_default() += 1;
        *forms[n as usize].entry(&local.entity.name).or_default() += 1;
    }
    for (n, entity) in entities.iter_mut().enumerate() {
        entity.kind = kinds[n].iter().max_by_key(|(k, c)| (**c, std::cmp::Reverse(**k))).map(|(k, _)| *k);
        let best = forms[n].iter().max_by_key(|(f, c)| (f.contains(' '), **c, f.len(), std::cmp::Reverse(**f)));
        entity.name = best.map_or(String::new(), |(f, _)| (*f).to_owned());
    }
    (entities, entity_of)
}
