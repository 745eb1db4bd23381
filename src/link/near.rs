//! Spellings that may be one name: a join over the words of all names by their deletion neighbourhoods, so that the cost stays near linear,
//! and what speaks for and against each pair. No opinion: rules decide.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::lexicon::{fold, people};
use crate::model::{Batch, EntityKind, MentionRef, Near, NearSigns, stable_hash};
use crate::names;

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
    quoted: bool,
    entity: u32,
}

/// All pairs, in the order of their first mentions.
pub fn near(batch: &Batch) -> Vec<Near> {
    let names = all_names(batch);
    let mut vocabulary: BTreeMap<&str, Vec<Word>> = BTreeMap::new();
    for (article, list) in names.iter().enumerate() {
        for (mention, name) in list.iter().enumerate() {
            for (index, word) in name.words.iter().enumerate().take(12) {
                if word.chars().count() >= SHORTEST && word.chars().all(char::is_alphabetic) {
                    let at = (article as u32, mention as u32);
                    vocabulary.entry(word).or_default().push(Word { at, index: index as u16 });
                }
            }
        }
    }
    let words: Vec<&str> = vocabulary.keys().copied().collect();
    let mut pairs = join(&words);
    by_context(&words, &vocabulary, &names, &mut pairs);
    let mut out = Vec::new();
    for (a, b) in pairs {
        let (x, y) = (words[a as usize], words[b as usize]);
        for (story, xs, ys) in meetings(batch, &vocabulary[x], &vocabulary[y]) {
            let _ = story;
            out.push(pair(batch, &names, (x, &xs), (y, &ys)));
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
                words: split(&m.name),
                title: m.title.and_then(|t| people::title(fold(t.of(text)).trim_end_matches('.'))),
                kind: m.kind,
                quoted: m.place.quoted,
                entity: m.entity.and_then(|e| batch.entity(article as u32, e)).unwrap_or(u32::MAX),
            })
            .collect()
    };
    (0..batch.articles.len()).map(one).collect()
}

/// The folded words of a name; an apostrophe inside is no letter.
fn split(name: &str) -> Vec<String> {
    fold(name)
        .split(|c: char| c.is_whitespace() || c == '-' || c == ',')
        .map(|w| w.chars().filter(|c| c.is_alphanumeric() || *c == '&').collect::<String>())
        .filter(|w| !w.is_empty() && w != "the")
        .collect()
}

/// Pairs of words at most one slip apart: words that share a form with one letter left out, checked.
///
/// The keys are sorted 64-bit hashes of those forms, so that a million words need one sort and no table.
#[must_use]
pub fn join(words: &[&str]) -> BTreeSet<(u32, u32)> {
    let mut keys: Vec<(u64, u32)> = Vec::with_capacity(words.len() * 9);
    let mut buffer = String::new();
    for (id, word) in words.iter().enumerate() {
        keys.push((stable_hash([*word]), id as u32));
        for (at, letter) in word.char_indices() {
            buffer.clear();
            buffer.push_str(&word[..at]);
            buffer.push_str(&word[at + letter.len_utf8()..]);
            keys.push((stable_hash([buffer.as_str()]), id as u32));
        }
    }
    keys.sort_unstable();
    keys.dedup();
    let mut pairs = BTreeSet::new();
    for group in keys.chunk_by(|a, b| a.0 == b.0) {
        for (i, &(_, a)) in group.iter().enumerate() {
            for &(_, b) in &group[i + 1..] {
                if !pairs.contains(&(a, b)) && names::osa(words[a as usize], words[b as usize]) == 1 {
                    pairs.insert((a.min(b), a.max(b)));
                }
            }
        }
    }
    pairs
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
fn meetings<'a>(batch: &Batch, xs: &'a [Word], ys: &'a [Word]) -> Vec<(u32, Vec<&'a Word>, Vec<&'a Word>)> {
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
    stories.into_iter().map(|(s, (x, y))| (s, x, y)).filter(|(_, x, y)| !x.is_empty() && !y.is_empty()).collect()
}

/// Weighs one pair within one story.
fn pair(batch: &Batch, names: &[Vec<Name>], x: (&str, &[&Word]), y: (&str, &[&Word])) -> Near {
    let witnesses = |list: &[&Word]| {
        list.iter()
            .map(|w| batch.witness.get(w.at.0 as usize).copied().unwrap_or(w.at.0))
            .collect::<BTreeSet<_>>()
            .len()
    };
    let known = |w: &str| {
        people::is_english(w)
            || people::is_given_name(w)
            || people::is_surname(w)
            || people::is_place(w)
            || people::is_demonym(w)
    };
    let rank = |(word, list): (&str, &[&Word])| (witnesses(list), list.len(), known(word));
    let last = |list: &[&Word]| list.iter().map(|w| w.at).max();
    let (rx, ry) = (rank(x), rank(y));
    let x_is_odd = rx < ry || rx == ry && last(x.1) > last(y.1);
    let (odd, other) = if x_is_odd { (x, y) } else { (y, x) };
    let get = |w: &Word| &names[w.at.0 as usize][w.at.1 as usize];
    let mut signs = NearSigns {
        distance: names::osa(odd.0, other.0).min(9) as u8,
        odd_known: known(odd.0),
        odd_surname_only: people::is_surname(odd.0)
            && !people::is_english(odd.0)
            && !people::is_given_name(odd.0)
            && !people::is_place(odd.0)
            && !people::is_demonym(odd.0),
        short: odd.0.chars().count().min(other.0.chars().count()) < 5,
        other_known: known(other.0),
        inflected: inflected(odd.0, other.0),
        sound_alike: sound(odd.0) == sound(other.0),
        odd_witnesses: witnesses(odd.1) as u32,
        other_witnesses: witnesses(other.1) as u32,
        odd_count: odd.1.len() as u32,
        other_count: other.1.len() as u32,
        odd_quoted: odd.1.iter().all(|w| get(w).quoted),
        ..NearSigns::default()
    };
    let odd_articles: BTreeSet<u32> = odd.1.iter().map(|w| w.at.0).collect();
    signs.one_article = other.1.iter().any(|w| odd_articles.contains(&w.at.0));
    contexts(&mut signs, odd, other, &get);
    people_signs(batch, &mut signs, odd.1, other.1, &get);
    let mentions = |list: &[&Word]| list.iter().map(|w| w.at).collect::<BTreeSet<_>>().into_iter().collect();
    Near {
        odd: mentions(odd.1),
        others: mentions(other.1),
        odd_word: odd.0.to_owned(),
        other_word: other.0.to_owned(),
        signs,
    }
}

/// What stands around the two words in their names.
fn contexts<'n>(
    signs: &mut NearSigns,
    (odd_word, odd): (&str, &[&Word]),
    (other_word, other): (&str, &[&Word]),
    get: &dyn Fn(&Word) -> &'n Name,
) {
    // The many mentions of a name have few contexts: each once.
    let distinct = |list: &[&Word]| {
        list.iter()
            .map(|w| {
                let n = get(w);
                let i = w.index as usize;
                (n.words[..i].to_vec(), n.words[i + 1..].to_vec(), n.title.filter(|t| *t != "~"))
            })
            .collect::<BTreeSet<_>>()
    };
    let (xs, ys) = (distinct(odd), distinct(other));
    for (left, right, title) in xs.iter().take(50) {
        for (other_left, other_right, other_title) in ys.iter().take(50) {
            let rest = left == other_left && right == other_right;
            signs.same_rest |= rest && !(left.is_empty() && right.is_empty());
            signs.both_sides |= rest && !left.is_empty() && !right.is_empty();
            let beside =
                |a: Option<&String>, b: Option<&String>| a.is_some() && a == b && a.is_some_and(|w| w.len() > 2);
            signs.same_beside |= beside(left.last(), other_left.last()) || beside(right.first(), other_right.first());
            // "United State Marine Corps" beside "United States".
            let place =
                |left: &[String], word: &str| left.last().is_some_and(|l| people::is_place(&format!("{l} {word}")));
            signs.broken_place |= left.last() == other_left.last()
                && place(other_left, other_word)
                && !place(left, odd_word)
                && !odd_word.starts_with(other_word);
            signs.same_title |= left.is_empty() && other_left.is_empty() && title.is_some() && title == other_title;
        }
    }
}

/// What is known of the people behind the two words.
fn people_signs<'n>(
    batch: &Batch,
    signs: &mut NearSigns,
    odd: &[&Word],
    other: &[&Word],
    get: &dyn Fn(&Word) -> &'n Name,
) {
    let given = |w: &Word| {
        let n = get(w);
        (n.kind == EntityKind::Person && n.words.len() > 1 && w.index as usize + 1 == n.words.len())
            .then(|| n.words[0].clone())
    };
    let givens = |list: &[&Word]| list.iter().filter_map(|w| given(w)).collect::<BTreeSet<String>>();
    let (gx, gy) = (givens(odd), givens(other));
    let may_be_one = |a: &String, b: &String| {
        use names::GivenRelation::{Equal, Initial, Near, Nickname};
        matches!(names::given_relation(a, b), Equal | Initial | Nickname | Near)
    };
    signs.family_names = !gy.is_empty();
    signs.same_rest |=
        gx.iter().any(|a| gy.iter().any(|b| names::given_relation(a, b).may_be_one() && a.len() > 2 && b.len() > 2));
    signs.two_people = !gx.is_empty() && !gy.is_empty() && !gx.iter().any(|a| gy.iter().any(|b| may_be_one(a, b)));
    let first = |w: &&Word| {
        let n = get(w);
        n.kind == EntityKind::Person && n.words.len() > 1 && w.index == 0
    };
    signs.given_names = odd.iter().all(&first) && other.iter().any(first);
    signs.orphan = odd.iter().all(|w| get(w).words.len() == 1);
    let roles = |list: &[&Word]| {
        let entities: BTreeSet<u32> = list.iter().map(|w| get(w).entity).filter(|&e| e != u32::MAX).collect();
        let mut heads = BTreeSet::new();
        for w in list {
            let facts = &batch.articles[w.at.0 as usize];
            heads.extend(get(w).title.filter(|t| *t != "~").map(str::to_owned));
            heads.extend(facts.roles.iter().filter(|r| r.holder == w.at.1).map(|r| r.head.to_string()));
        }
        let _ = entities;
        heads
    };
    let (rx, ry) = (roles(odd), roles(other));
    signs.same_role = rx.iter().any(|r| ry.contains(r));
    signs.other_roles = !rx.is_empty() && !ry.is_empty() && !signs.same_role;
}

/// Plural, possessive or adjective of one another: Republican and Republicans, Russia and Russian.
fn inflected(a: &str, b: &str) -> bool {
    if let (Some(x), Some(y)) = (a.strip_suffix('s'), b.strip_suffix('s'))
        && x.len() > 4
        && y.len() > 4
        && x.len() != y.len()
        && inflected(x, y)
    {
        return true;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let ending = ["r", "s", "n", "an", "es", "i", "ese", "ish", "er", "ers", "ic", "d", "ed", "ns", "y"];
    if let Some(rest) = long.strip_prefix(short) {
        return ending.contains(&rest)
            && (rest != "n" || short.ends_with('a'))
            && (rest != "d" || short.ends_with('e'))
            && (rest != "y" || people::is_english(short));
    }
    // ally and allies, Democrat and Democratic, Briton and British are further apart than one slip or share a stem.
    short.strip_suffix('y').is_some_and(|stem| long == format!("{stem}ies"))
        || short.strip_suffix('a').is_some_and(|stem| long == format!("{stem}e") || long == format!("{stem}o"))
            && people::is_demonym(long)
        || people::is_demonym(short) && people::is_demonym(long)
        || short.ends_with("man") && long.ends_with("men") && short[..short.len() - 3] == long[..long.len() - 3]
}

/// A rough sound: doubled letters once, c as k, ph as f, y and ie as i, a silent h and final e left out.
fn sound(word: &str) -> String {
    let plain = word.replace("ph", "f").replace("ck", "k").replace("ie", "i").replace("ey", "i").replace("ee", "i");
    let mut out = String::new();
    for c in plain.chars() {
        let c = match c {
            'c' | 'q' => 'k',
            'y' => 'i',
            'z' => 's',
            'h' if !out.is_empty() => continue,
            c => c,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    if out.len() > 3 && out.ends_with('e') {
        out.pop();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_join_finds_words_one_slip_apart() {
        let words = ["elorza", "elorsa", "mulavney", "mulvaney", "hutchinson", "hutchison", "warner", "warren"];
        let pairs = join(&words);
        assert_eq!(pairs.into_iter().collect::<Vec<_>>(), [(0, 1), (2, 3), (4, 5)]);
    }

    #[test]
    fn inflected_forms_are_no_misspellings() {
        assert!(
            inflected("republican", "republicans")
                && inflected("russia", "russian")
                && inflected("americans", "american")
        );
        assert!(!inflected("elorza", "elorsa") && !inflected("hutchison", "hutchinson"));
    }

    #[test]
    fn names_that_sound_alike() {
        for (a, b) in [("hilary", "hillary"), ("sara", "sarah"), ("marc", "mark"), ("erik", "eric"), ("jon", "john")] {
            assert_eq!(sound(a), sound(b), "{a} {b}");
        }
        assert_ne!(sound("dana"), sound("dena"));
    }
}
