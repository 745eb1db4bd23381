//! How much the sentences around two claims have in common: shared lemmas, rare ones weighing more.
//!
//! Rarity is counted over the sentences with claims of the two articles compared: a name that stands in every sentence of a story
//! says nothing of which sentence speaks of what.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

use crate::lexicon::synonyms::class;
use crate::model::{Batch, Frame, Map, Span, ln};

/// Ids of terms over a batch.
#[derive(Default)]
pub struct Terms {
    ids: HashMap<Box<str>, u32>,
}

impl Terms {
    /// The id of a lemma's class.
    pub fn id(&mut self, lemma: &str) -> u32 {
        let name = class(lemma);
        if let Some(&id) = self.ids.get(name) {
            return id;
        }
        let id = self.ids.len() as u32;
        self.ids.insert(name.into(), id);
        id
    }
}

/// The terms around one claim with their weights, sorted by id.
#[derive(Clone, Debug, Default)]
pub struct Around {
    terms: Vec<(u32, f32)>,
}

impl Around {
    /// The terms of a frame; `own` are lemmas of the claim itself (what is counted).
    pub fn new(frame: &Frame, own: &[Box<str>], terms: &mut Terms) -> Self {
        let mut list: Vec<(u32, f32)> = Vec::new();
        let mut add = |lemma: &str, weight: f32| {
            let id = terms.id(lemma);
            match list.iter_mut().find(|t| t.0 == id) {
                Some(t) => t.1 = t.1.max(weight),
                None => list.push((id, weight)),
            }
        };
        for lemma in own {
            add(lemma, 1.3);
        }
        if let Some(p) = frame.predicate.as_deref().filter(|p| !crate::lexicon::synonyms::is_light(p)) {
            add(p, 1.2);
        }
        for lemma in frame.subject.iter().chain(&frame.objects) {
            add(lemma, 1.1);
        }
        for (rank, lemma) in frame.context.iter().enumerate() {
            add(lemma, if rank < 5 { 1.0 } else { 0.7 });
        }
        list.sort_by_key(|t| t.0);
        Self { terms: list }
    }

    /// Ids of its terms.
    pub fn ids(&self) -> impl Iterator<Item = u32> + '_ {
        self.terms.iter().map(|t| t.0)
    }
}

/// In how many sentences (with claims) of an article each term stands.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    sentences: u32,
    terms: HashMap<u32, u32>,
}

impl Counts {
    /// Counts each sentence once, however many claims it has.
    pub fn new<'a>(claims: impl Iterator<Item = (Span, &'a Around)>) -> Self {
        let mut by_sentence: HashMap<Span, Vec<u32>> = HashMap::new();
        for (sentence, around) in claims {
            by_sentence.entry(sentence).or_default().extend(around.ids());
        }
        let mut counts = Counts { sentences: by_sentence.len() as u32, terms: HashMap::new() };
        for ids in by_sentence.values_mut() {
            ids.sort_unstable();
            ids.dedup();
            for &id in ids.iter() {
                *counts.terms.entry(id).or_default() += 1;
            }
        }
        counts
    }
}

/// What two claims share.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shared {
    /// Weight of the shared terms.
    pub weight: f32,
    /// The same as a share of all terms of the smaller side.
    pub share: f32,
    /// How many terms.
    pub count: u32,
}

/// Compares the surroundings of two claims.
pub fn shared(a: &Around, b: &Around, ca: &Counts, cb: &Counts, same_article: bool) -> Shared {
    let sentences = if same_article { ca.sentences } else { ca.sentences + cb.sentences } as f32 + 20.0;
    let rarity = |id: u32| {
        let of = |c: &Counts| c.terms.get(&id).copied().unwrap_or(0);
        let found = if same_article { of(ca) } else { of(ca) + of(cb) }.max(1) as f32;
        ln(f64::from(1.0 + sentences / (found + 1.0))) as f32
    };
    common(&a.terms, &b.terms, rarity)
}

/// What two lists of terms with their weights share; the lists are sorted by term.
pub fn common(a: &[(u32, f32)], b: &[(u32, f32)], rarity: impl Fn(u32) -> f32) -> Shared {
    let mass = |terms: &[(u32, f32)]| terms.iter().map(|&(id, w)| w * rarity(id)).sum::<f32>();
    let mut out = Shared::default();
    let (mut i, mut j) = (0, 0);
    while let (Some(&(x, wx)), Some(&(y, wy))) = (a.get(i), b.get(j)) {
        match x.cmp(&y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                out.weight += wx.min(wy) * rarity(x);
                out.count += 1;
                i += 1;
                j += 1;
            }
        }
    }
    let smaller = mass(a).min(mass(b));
    out.share = if smaller > 0.0 { out.weight / smaller } else { 0.0 };
    out
}

/// Whether two sides have something in common; `Unknown` if one has nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// Both have something, nothing in common.
    Different,
    /// One has nothing.
    Unknown,
    /// Something in common.
    Same,
}

/// Whether two lists have an entry in common.
pub fn overlap<T: PartialEq>(a: &[T], b: &[T]) -> Match {
    match (a.is_empty(), b.is_empty()) {
        (false, false) if a.iter().any(|x| b.contains(x)) => Match::Same,
        (false, false) => Match::Different,
        _ => Match::Unknown,
    }
}

/// Whether two subjects may be one name: a surname alone may be anybody's, but two first names with one surname are two people.
pub fn who(a: &[Box<str>], b: &[Box<str>]) -> Match {
    let only = |x: &[Box<str>], y: &[Box<str>]| x.iter().any(|w| !y.contains(w));
    match overlap(a, b) {
        Match::Same if only(a, b) && only(b, a) => Match::Different,
        other => other,
    }
}

/// So many claims of one kind are looked at on either side of the same place in the other article: few articles have more, and a list
/// without end costs no more than its length.
const REACH: usize = 150;

/// Those of `others` that claim `x` of `own` is held against.
pub fn in_reach(x: usize, own: &Range<usize>, others: &Range<usize>) -> Range<usize> {
    let place = x - own.start;
    let from = others.start + place.saturating_sub(REACH).min(others.len());
    from..others.end.min(others.start + place + REACH + 1).max(from)
}

/// Pairs of articles that may be compared, each with itself included.
pub fn article_pairs(batch: &Batch) -> impl Iterator<Item = (u32, u32)> + '_ {
    (0..batch.articles.len() as u32).flat_map(move |a| {
        std::iter::once((a, a))
            .chain(batch.neighbours[a as usize].iter().filter(move |&&b| b > a).map(move |&b| (a, b)))
    })
}

/// Joins claims into camps whose members all agree with each other, and remembers which camps clash.
pub struct Camps {
    parent: Vec<usize>,
    members: Vec<Vec<usize>>,
    /// Of each kind that a camp has one member, which stands for the others.
    kinds: Vec<Vec<(u32, usize)>>,
    clashes: Vec<(usize, usize)>,
    links: Vec<Vec<usize>>,
}

/// A group to be: claims, and whether a clash joined them.
pub struct Joined {
    /// Indices of claims, ascending.
    pub members: Vec<usize>,
    /// The pairs of claims whose clash made the group, if one did.
    pub clashes: Vec<(usize, usize)>,
}

impl Camps {
    /// Claims, each by itself. Claims of one kind agree with any other in the same way.
    pub fn new<K: Eq + Hash>(claims: impl Iterator<Item = K>) -> Self {
        let mut known: Map<K, u32> = Map::default();
        let number = |k| {
            let next = known.len() as u32;
            *known.entry(k).or_insert(next)
        };
        let kinds: Vec<Vec<(u32, usize)>> = claims.map(number).enumerate().map(|(i, k)| vec![(k, i)]).collect();
        let n = kinds.len();
        Self {
            kinds,
            parent: (0..n).collect(),
            members: (0..n).map(|i| vec![i]).collect(),
            clashes: Vec::new(),
            links: vec![Vec::new(); n],
        }
    }

    fn root(&self, mut i: usize) -> usize {
        while self.parent[i] != i {
            i = self.parent[i];
        }
        i
    }

    /// Joins the camps of two claims that agree, if all their members do.
    pub fn join(&mut self, a: usize, b: usize, agree: impl Fn(usize, usize) -> bool) {
        self.links[a].push(b);
        self.links[b].push(a);
        let (x, y) = (self.root(a), self.root(b));
        if x == y {
            return;
        }
        if self.members[x].len() * self.members[y].len() > 10_000
            || !self.kinds[x].iter().all(|&(_, i)| self.kinds[y].iter().all(|&(_, j)| agree(i, j)))
        {
            return;
        }
        let (low, high) = (x.min(y), x.max(y));
        self.parent[high] = low;
        let moved = std::mem::take(&mut self.members[high]);
        self.members[low].extend(moved);
        for kind in std::mem::take(&mut self.kinds[high]) {
            if !self.kinds[low].iter().any(|k| k.0 == kind.0) {
                self.kinds[low].push(kind);
            }
        }
    }

    /// The camp of a claim.
    pub fn with(&self, i: usize) -> &[usize] {
        &self.members[self.root(i)]
    }

    /// Two claims of one thing that do not agree.
    pub fn clash(&mut self, a: usize, b: usize) {
        self.clashes.push((a, b));
    }

    /// The camps of two or more claims, and for each pair of camps that clash one group: the two claims and those that each is
    /// directly linked to.
    pub fn finish(mut self) -> Vec<Joined> {
        let mut out: Vec<Joined> = Vec::new();
        for camp in &mut self.members {
            if camp.len() > 1 {
                camp.sort_unstable();
                out.push(Joined { members: camp.clone(), clashes: Vec::new() });
            }
        }
        // Links that no camp could take in (a week that holds two days) stand as pairs.
        for (a, links) in self.links.iter().enumerate() {
            for &b in links.iter().filter(|&&b| b > a && self.root(a) != self.root(b)) {
                out.push(Joined { members: vec![a, b], clashes: Vec::new() });
            }
        }
        let mut by_camps: std::collections::BTreeMap<(usize, usize), Vec<(usize, usize)>> =
            std::collections::BTreeMap::new();
        for &(a, b) in &self.clashes {
            let (x, y) = (self.root(a), self.root(b));
            by_camps.entry((x.min(y), x.max(y))).or_default().push((a, b));
        }
        for clashes in by_camps.values() {
            let mut members = Vec::new();
            for &(a, b) in clashes {
                for i in [a, b] {
                    members.push(i);
                    members.extend(self.links[i].iter().copied().filter(|&j| self.root(j) == self.root(i)));
                }
            }
            members.sort_unstable();
            members.dedup();
            out.push(Joined { members, clashes: clashes.clone() });
        }
        out
    }
}
