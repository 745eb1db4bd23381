//! Neighbourhoods: which articles may tell the same story.
//!
//! Two articles are neighbours when they share rare names and words and were published within days of each other. Rarity is
//! counted in the batch: a term in a few articles of many says much, a term in all of them nothing; in a small batch
//! every article tells much the same, so a small batch needs less. Overlapping neighbourhoods, no hard partition.

use std::collections::{BTreeMap, HashMap};

use crate::model::{Batch, Settings};

/// Terms in more articles than this say nothing of a story and make too many pairs.
const COMMON: usize = 50;
/// Articles further apart than this are no neighbours.
const DAYS: i32 = 21;
/// Weight of shared terms that makes two articles neighbours.
const ENOUGH: f64 = 22.0;

/// Fills in `neighbours` and `stories`.
pub fn stories(batch: &mut Batch, settings: &Settings) {
    let n = batch.articles.len();
    batch.neighbours = if settings.one_story { everyone(n) } else { by_terms(batch) };
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
    let mut postings: HashMap<&str, Vec<u32>> = HashMap::new();
    for (i, list) in terms.iter().enumerate() {
        for term in list.keys() {
            postings.entry(term).or_default().push(i as u32);
        }
    }
    let days: Vec<Option<i32>> = batch
        .articles
        .iter()
        .map(|f| f.article.published.map(|d| d.duration_since(jiff::civil::Date::ZERO).as_hours() as i32 / 24))
        .collect();
    let near_in_time = |i: usize, j: usize| match (days[i], days[j]) {
        (Some(a), Some(b)) => (a - b).abs() <= DAYS,
        _ => true,
    };
    let mut neighbours = vec![Vec::new(); n];
    let mut weight: HashMap<u32, f64> = HashMap::new();
    for (i, list) in terms.iter().enumerate() {
        weight.clear();
        for (term, &capital) in list {
            let found = &postings[term.as_str()];
            if found.len() < 2 || found.len() > COMMON {
                continue;
            }
            // In a batch of a thousand articles a term of two articles weighs about 9, in a batch of two about 2.
            let rarity = ((n as f64 + 8.0) / found.len() as f64).ln();
            let worth = if capital { 2.0 * rarity } else { rarity };
            for &j in found.iter().filter(|&&j| j as usize > i) {
                *weight.entry(j).or_default() += worth;
            }
        }
        let mut close: Vec<u32> =
            weight.iter().filter(|&(&j, &w)| w >= ENOUGH && near_in_time(i, j as usize)).map(|(&j, _)| j).collect();
        close.sort_unstable();
        for j in close {
            neighbours[i].push(j);
            neighbours[j as usize].push(i as u32);
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
        if bare.chars().count() >= 5 && bare.chars().all(|c| c.is_alphabetic() || c == '-' || c == '\'' || c == '’') {
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
