//! Spellings that may be one name: a join over the words of all names by their deletion neighbourhoods, so that the cost stays near linear,
//! and what speaks for and against each pair. No opinion: rules decide.

mod join;
mod signs;
mod spelling;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::lexicon::{fold, people};
use crate::model::{Batch, EntityKind, MentionRef, Near, Part};
use crate::names;

pub use join::{join, one_slip};

/// Words shorter than this have too many neighbours by chance.
const SHORTEST: usize = 4;
/// Words that follow one word in this many names or more make no pairs by their context.
const CROWD: usize = 40;

/// One word of one mention.
struct Word {
    at: MentionRef,
    /// Its place among the words of the name.
    index: u16,
}

/// A mention taken apart.
struct Name {
    words: Vec<String>,
    title: Option<&'static str>,
    kind: EntityKind,
    part: Part,
    quoted: bool,
    /// A capital stands inside a word, as where two words run together.
    glued: bool,
    /// One word, all in capitals.
    acronym: bool,
}

/// All pairs, in the order of their first mentions.
pub fn near(batch: &Batch) -> Vec<Near> {
    let names = all_names(batch);
    let mut vocabulary: BTreeMap<&str, Vec<Word>> = BTreeMap::new();
    for (article, list) in names.iter().enumerate() {
        for (mention, name) in list.iter().enumerate() {
            for (index, word) in name.words.iter().enumerate().take(12) {
                if word.chars().count() >= SHORTEST
                    && word.chars().all(char::is_alphabetic)
                    && !people::is_state_abbreviation(word)
                {
                    let at = (article as u32, mention as u32);
                    vocabulary.entry(word).or_default().push(Word { at, index: index as u16 });
                }
            }
        }
    }
    let words: Vec<&str> = vocabulary.keys().copied().collect();
    let mut pairs: BTreeSet<(u32, u32)> = join(&words).into_iter().collect();
    by_context(&words, &vocabulary, &names, &mut pairs);
    let mut out = Vec::new();
    for (a, b) in pairs {
        let (x, y) = (words[a as usize], words[b as usize]);
        for (xs, ys) in meetings(batch, &vocabulary[x], &vocabulary[y]) {
            out.push(signs::pair(batch, &names, (x, &xs), (y, &ys)));
        }
    }
    out.sort_by(|a, b| (&a.odd, &a.others).cmp(&(&b.odd, &b.others)));
    out
}

/// Every mention of the batch, taken apart.
fn all_names(batch: &Batch) -> Vec<Vec<Name>> {
    let one = |article: usize| {
        let facts = &batch.articles[article];
        let text = facts.text();
        facts
            .mentions
            .iter()
            .map(|m| Name {
                words: if nameless(&m.name) { Vec::new() } else { split(&m.name, m.kind) },
                acronym: m.name.len() > 2 && m.name.chars().all(|c| c.is_uppercase() || c.is_ascii_digit()),
                part: m.place.part,
                title: m.title.and_then(|t| people::title(fold(t.of(text)).trim_end_matches('.'))),
                kind: m.kind,
                quoted: m.place.quoted,
                glued: spelling::glued(&m.name),
            })
            .collect()
    };
    (0..batch.articles.len()).map(one).collect()
}

/// What is compared with nothing: a word in small letters, as in a picture credit, and the code of a share ("GOOGL.O").
fn nameless(name: &str) -> bool {
    let code = name.split_once('.').is_some_and(|(before, after)| {
        let capitals = |s: &str| !s.is_empty() && s.chars().all(|c| c.is_ascii_uppercase());
        before.len() > 1 && capitals(before) && capitals(after)
    });
    code || !name.chars().any(char::is_uppercase)
}

/// The folded words of a name; an apostrophe inside is no letter. A person's initials and suffix do not count: "Robert S. Mueller III" is Robert
/// Mueller.
fn split(name: &str, kind: EntityKind) -> Vec<String> {
    let mut words: Vec<String> = fold(name)
        .split(|c: char| c.is_whitespace() || c == '-' || c == ',')
        .map(|w| w.chars().filter(|c| c.is_alphanumeric() || *c == '&').collect::<String>())
        .filter(|w| !w.is_empty() && w != "the")
        .collect();
    if kind == EntityKind::Person {
        while words.len() > 1 && words.last().is_some_and(|w| people::is_name_suffix(w)) {
            words.pop();
        }
        // "Sheila E." keeps her initial: nothing else is left of her last name.
        let last = words.len().saturating_sub(1);
        let mut at = 0;
        words.retain(|w| {
            at += 1;
            at > last || w.chars().count() > 1
        });
    }
    words
}

/// Pairs two slips apart that stand after the same word ("Jorge Elosa", "Jorge Elorza") or the same title.
fn by_context(
    words: &[&str],
    vocabulary: &BTreeMap<&str, Vec<Word>>,
    names: &[Vec<Name>],
    pairs: &mut BTreeSet<(u32, u32)>,
) {
    let mut after: HashMap<(&str, char), BTreeSet<u32>> = HashMap::new();
    for (id, word) in words.iter().enumerate() {
        let Some(first) = word.chars().next().filter(|_| word.len() >= 5) else { continue };
        for spot in &vocabulary[word] {
            let name = &names[spot.at.0 as usize][spot.at.1 as usize];
            let before = match spot.index {
                0 => name.title.filter(|t| *t != "~"),
                i => name.words.get(i as usize - 1).map(String::as_str),
            };
            if let Some(before) = before {
                after.entry((before, first)).or_default().insert(id as u32);
            }
        }
    }
    for ids in after.into_values().filter(|ids| ids.len() <= CROWD) {
        let ids: Vec<u32> = ids.into_iter().collect();
        for (i, &a) in ids.iter().enumerate() {
            for &b in &ids[i + 1..] {
                if names::similar(words[a as usize], words[b as usize]) {
                    pairs.insert((a, b));
                }
            }
        }
    }
}

/// The mentions of two words in articles that may be compared, story by story.
fn meetings<'a>(batch: &Batch, xs: &'a [Word], ys: &'a [Word]) -> Vec<(Vec<&'a Word>, Vec<&'a Word>)> {
    let articles = |list: &[Word]| list.iter().map(|w| w.at.0).collect::<BTreeSet<u32>>();
    let (ax, ay) = (articles(xs), articles(ys));
    let meets = |a: u32, other: &BTreeSet<u32>| {
        other.contains(&a) || {
            let neighbours = &batch.neighbours[a as usize];
            if neighbours.len() < other.len() {
                neighbours.iter().any(|n| other.contains(n))
            } else {
                other.iter().any(|n| neighbours.binary_search(n).is_ok())
            }
        }
    };
    let mut stories: BTreeMap<u32, (Vec<&Word>, Vec<&Word>)> = BTreeMap::new();
    let story = |a: u32| batch.stories.get(a as usize).copied().unwrap_or(a);
    let meet_x: BTreeSet<u32> = ax.iter().copied().filter(|&a| meets(a, &ay)).collect();
    if meet_x.is_empty() {
        return Vec::new();
    }
    let meet_y: BTreeSet<u32> = ay.iter().copied().filter(|&a| meets(a, &ax)).collect();
    for w in xs.iter().filter(|w| meet_x.contains(&w.at.0)) {
        stories.entry(story(w.at.0)).or_default().0.push(w);
    }
    for w in ys.iter().filter(|w| meet_y.contains(&w.at.0)) {
        stories.entry(story(w.at.0)).or_default().1.push(w);
    }
    stories.into_values().filter(|(x, y)| !x.is_empty() && !y.is_empty()).collect()
}
