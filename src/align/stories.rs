//! Neighbourhoods: which articles may tell the same story.
//!
//! Two articles are neighbours when their words are alike, rare words and names counting for more, and they were published within
//! days of each other. The likeness is the cosine of the two articles' terms, each weighed by its rarity in the batch: a term in
//! a few articles of many says much, a term in all of them little; length does not matter. Overlapping neighbourhoods, no hard
//! partition.

use std::collections::BTreeMap;

use crate::model::{Batch, Map, Settings, ln};

/// Terms in more articles than this make no candidates: they say little, and their pairs grow with the square of the batch.
const COMMON: usize = 50;
/// Articles published further apart than this, in days, are no neighbours.
const DAYS: i32 = 21;
/// Added to the number of articles, so that rarity means something in a batch of two.
const PRIOR: f64 = 8.0;
/// Cosine from which two articles are neighbours. Articles on one event have 0.1 to 0.5, on different events mostly below 0.08.
const ALIKE: f64 = 0.095;

/// Fills in `neighbours` and `stories`.
pub fn stories(batch: &mut Batch, settings: &Settings) {
    let n = batch.articles.len();
    if settings.one_story {
        batch.neighbours = everyone(n);
    } else {
        batch.neighbours = by_terms(batch);
        super::copied::join(batch);
    }
    batch.stories = components(&batch.neighbours);
}

/// Everything beside everything.
fn everyone(n: usize) -> Vec<Vec<u32>> {
    (0..n as u32).map(|i| (0..n as u32).filter(|&j| j != i).collect()).collect()
}

/// Neighbours by weighted shared terms.
fn by_terms(batch: &Batch) -> Vec<Vec<u32>> {
    let n = batch.articles.len();
    let terms: Vec<BTreeMap<String, bool>> = batch.articles.iter().map(|f| terms(f.text())).collect();
    let mut postings: Map<&str, Vec<(u32, bool)>> = Map::default();
    for (i, list) in terms.iter().enumerate() {
        for (term, &capital) in list {
            postings.entry(term).or_default().push((i as u32, capital));
        }
    }
    let days: Vec<Option<i32>> = batch.articles.iter().map(|f| f.article.day()).collect();
    let near_in_time = |i: usize, j: usize| match (days[i], days[j]) {
        (Some(a), Some(b)) => (a - b).abs() <= DAYS,
        _ => true,
    };
    // In a batch of a thousand articles a term of two articles weighs 6, in a batch of two about 1.6; a name twice that.
    let weight = |found: usize, capital: bool| {
        let rarity = ln((n as f64 + PRIOR) / found as f64);
        if capital { 2.0 * rarity } else { rarity }
    };
    // Sums run in the order of the terms, so that they come out the same to the last bit every time.
    let norm = |list: &BTreeMap<String, bool>| {
        list.iter().map(|(term, &c)| weight(postings[term.as_str()].len(), c).powi(2)).sum::<f64>().sqrt()
    };
    let norms: Vec<f64> = terms.iter().map(norm).collect();
    let mut neighbours = vec![Vec::new(); n];
    let mut products = vec![0.0; n];
    let mut touched: Vec<u32> = Vec::new();
    for (i, list) in terms.iter().enumerate() {
        for (term, &capital) in list {
            let found = &postings[term.as_str()];
            if found.len() < 2 || found.len() > COMMON {
                continue;
            }
            let own = weight(found.len(), capital);
            let later = found.partition_point(|&(j, _)| j as usize <= i);
            for &(j, capital) in &found[later..] {
                if products[j as usize] == 0.0 {
                    touched.push(j);
                }
                products[j as usize] += own * weight(found.len(), capital);
            }
        }
        touched.sort_unstable();
        for j in touched.drain(..) {
            let product = std::mem::take(&mut products[j as usize]);
            if product >= ALIKE * norms[i] * norms[j as usize] && near_in_time(i, j as usize) {
                neighbours[i].push(j);
                neighbours[j as usize].push(i as u32);
            }
        }
    }
    for list in &mut neighbours {
        list.sort_unstable();
    }
    neighbours
}

/// The terms of a text, once each, lower case, and whether they are written with a capital inside a sentence.
fn terms(text: &str) -> BTreeMap<String, bool> {
    let mut out = BTreeMap::new();
    let mut sentence_start = true;
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let bare = bare.strip_suffix("’s").or_else(|| bare.strip_suffix("'s")).unwrap_or(bare);
        if bare.chars().count() >= 4 && bare.chars().all(|c| c.is_alphabetic() || c == '-' || c == '\'' || c == '’') {
            let capital = !sentence_start && bare.chars().next().is_some_and(char::is_uppercase);
            *out.entry(bare.to_lowercase()).or_insert(false) |= capital;
        }
        sentence_start = word.ends_with(['.', '!', '?', '”', '"', ':']);
    }
    out
}

/// Numbers of the connected components, in order of their first article: a story for display.
fn components(neighbours: &[Vec<u32>]) -> Vec<u32> {
    let mut story = vec![u32::MAX; neighbours.len()];
    let mut next = 0;
    for start in 0..neighbours.len() {
        if story[start] != u32::MAX {
            continue;
        }
        let mut open = vec![start];
        story[start] = next;
        while let Some(i) = open.pop() {
            for &j in &neighbours[i] {
                if story[j as usize] == u32::MAX {
                    story[j as usize] = next;
                    open.push(j as usize);
                }
            }
        }
        next += 1;
    }
    story
}
