//! What speaks for and against two near spellings being one name, within one story.

use std::collections::{BTreeMap, BTreeSet};

use super::spelling::{alike, inflected};
use super::{Name, Word};
use crate::lexicon::{self, people};
use crate::model::{Batch, EntityKind, Near, NearSigns, Part};
use crate::names;

/// Mentions of each spelling whose sentences are compared.
const SENTENCES: usize = 12;

/// Weighs one pair within one story.
pub fn pair(batch: &Batch, names: &[Vec<Name>], x: (&str, &[&Word]), y: (&str, &[&Word])) -> Near {
    let witnesses = |list: &[&Word]| {
        list.iter()
            .map(|w| batch.witness.get(w.at.0 as usize).copied().unwrap_or(w.at.0))
            .collect::<BTreeSet<_>>()
            .len()
    };
    let get = |w: &Word| &names[w.at.0 as usize][w.at.1 as usize];
    // The list of last names has many that are rare: they count where somebody may be meant.
    let of_people = x.1.iter().chain(y.1).any(|w| get(w).kind == EntityKind::Person);
    let known = |w: &str| known(w) || of_people && people::is_surname(w);
    let last = |list: &[&Word]| list.iter().map(|w| w.at).max();
    let rank = |(word, list): (&str, &[&Word]), other: usize| {
        // Few more mentions are no majority: then the unknown spelling is the odd one.
        let many = list.len() >= 4 * other;
        (witnesses(list), many, known(word), list.len())
    };
    let (rx, ry) = (rank(x, y.1.len()), rank(y, x.1.len()));
    let x_is_odd = rx < ry || rx == ry && last(x.1) > last(y.1);
    let (odd, other) = if x_is_odd { (x, y) } else { (y, x) };
    let letters = |w: &str| w.chars().count().min(99) as u8;
    let acronym = |list: &[&Word]| list.iter().all(|w| get(w).acronym);
    let mut signs = NearSigns {
        distance: names::osa(odd.0, other.0).min(9) as u8,
        odd_known: known(odd.0),
        odd_surname_only: people::is_surname(odd.0)
            && !people::is_english(odd.0)
            && !people::is_given_name(odd.0)
            && !people::is_place(odd.0)
            && !people::is_demonym(odd.0),
        short: letters(odd.0).min(letters(other.0)) < 5,
        longest: letters(odd.0).max(letters(other.0)),
        other_known: known(other.0),
        // LGBT and LGBTQ are two acronyms, and ASEAN is no Asian.
        inflected: inflected(odd.0, other.0)
            || acronym(odd.1) && acronym(other.1) && (odd.0.starts_with(other.0) || other.0.starts_with(odd.0))
            || acronym(odd.1) != acronym(other.1) && (people::is_demonym(odd.0) || people::is_demonym(other.0)),
        sound_alike: alike(odd.0, other.0),
        odd_witnesses: witnesses(odd.1) as u32,
        other_witnesses: witnesses(other.1) as u32,
        odd_count: odd.1.len() as u32,
        other_count: other.1.len() as u32,
        odd_quoted: odd.1.iter().all(|w| get(w).quoted),
        odd_display: odd.1.iter().all(|w| matches!(get(w).part, Part::Caption | Part::Headline)),
        odd_alone: odd.1.iter().any(|w| get(w).words.len() == 1),
        other_alone: other.1.iter().any(|w| get(w).words.len() == 1),
        variants: people::are_variants(odd.0, other.0),
        glued: odd.1.iter().all(|w| get(w).glued) != other.1.iter().all(|w| get(w).glued),
        first_letter: first_letter(odd.0, other.0),
        other_word: people::is_english(other.0),
        other_first_name: people::is_given_name(other.0)
            && !people::is_surname(other.0)
            && !people::is_english(other.0)
            && !people::is_place(other.0),
        ..NearSigns::default()
    };
    let odd_articles: BTreeSet<u32> = odd.1.iter().map(|w| w.at.0).collect();
    signs.one_article = other.1.iter().any(|w| odd_articles.contains(&w.at.0));
    contexts(&mut signs, odd, other, &get);
    people_signs(batch, &mut signs, odd.1, other.1, &get);
    if signs.odd_alone && signs.other_alone {
        signs.shared_words = shared_words(batch, odd, other);
    }
    let mentions = |list: &[&Word]| list.iter().map(|w| w.at).collect::<BTreeSet<_>>().into_iter().collect();
    Near {
        odd: mentions(odd.1),
        others: mentions(other.1),
        odd_word: odd.0.to_owned(),
        other_word: other.0.to_owned(),
        signs,
    }
}

/// Whether a word is known without the list of last names.
fn known(w: &str) -> bool {
    people::is_english(w)
        || people::is_given_name(w)
        || people::is_place(w)
        || people::is_city(w)
        || people::is_demonym(w)
        || people::is_leader(w)
}

/// Whether the first letters differ, and not because the first two are swapped: hardly anyone mistypes a first letter.
fn first_letter(a: &str, b: &str) -> bool {
    let first = |w: &str| w.chars().next();
    let second = |w: &str| w.chars().nth(1);
    first(a) != first(b) && !(first(a) == second(b) && second(a) == first(b))
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
            let lax = !signs.odd_known && signs.other_known;
            signs.same_beside |= beside(left.iter().rev(), other_left.iter().rev(), lax);
            signs.same_beside |= beside(right.iter(), other_right.iter(), lax);
            // "United State Marine Corps" beside "United States".
            let place =
                |left: &[String], word: &str| left.last().is_some_and(|l| people::is_place(&format!("{l} {word}")));
            signs.broken_place |= left.last() == other_left.last()
                && place(other_left, other_word)
                && !place(left, odd_word)
                && !odd_word.starts_with(other_word);
            let titled = title.is_some() && title == other_title;
            let bare = right.is_empty() || other_right.is_empty() || right == other_right;
            signs.same_title |= left.is_empty() && other_left.is_empty() && titled && bare;
            // "President Trump" and "President Donald Trrump".
            signs.same_office |= right.is_empty()
                && other_right.is_empty()
                && titled
                && (left.is_empty() || other_left.is_empty() || left.first() == other_left.first());
        }
    }
}

/// Whether the words beside are the same: one that is a name, or two in a row; `lax`, any one but a small word.
fn beside<'a>(mut a: impl Iterator<Item = &'a String>, mut b: impl Iterator<Item = &'a String>, lax: bool) -> bool {
    let (Some(x), Some(y)) = (a.next(), b.next()) else { return false };
    // Words that stand before many a name.
    let common = people::is_particle(x) || people::opens_names(x);
    let alone = x.len() > 2 && !common && (lax || !people::is_english(x));
    x == y && (alone || a.next().is_some_and(|x| b.next() == Some(x)))
}

/// What is known of the people behind the two words.
fn people_signs<'n>(
    batch: &Batch,
    signs: &mut NearSigns,
    odd: &[&Word],
    other: &[&Word],
    get: &dyn Fn(&Word) -> &'n Name,
) {
    let person = |w: &Word| get(w).kind == EntityKind::Person && get(w).words.len() > 1;
    let given = |w: &Word| {
        let n = get(w);
        (person(w) && w.index as usize + 1 == n.words.len()).then(|| n.words[0].clone())
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
    // "Hilary Rodham Clinton" and "Hillary Clinton".
    let families = |list: &[&Word]| {
        let first = list.iter().filter(|w| person(w) && w.index == 0);
        first.filter_map(|w| get(w).words.last().cloned()).filter(|w| w.len() > 2).collect::<BTreeSet<String>>()
    };
    signs.same_rest |= families(odd).intersection(&families(other)).next().is_some();
    let first = |w: &&Word| person(w) && w.index == 0;
    signs.given_names = odd.iter().all(&first) && other.iter().any(first);
    signs.odd_first_name = odd.iter().all(first);
    signs.nickname = signs.given_names
        && odd.first().zip(other.first()).is_some_and(|(x, y)| {
            let word = |w: &Word| get(w).words[w.index as usize].clone();
            names::given_relation(&word(x), &word(y)).may_be_one()
        });
    signs.orphan = odd.iter().all(|w| get(w).words.len() == 1);
    signs.odd_introduced = odd.iter().any(|w| person(w));
    signs.other_introduced = other.iter().any(|w| person(w));
    // The headline may have one spelling and the story the other: that makes no two people.
    let told = |w: &&&Word| person(w) && get(w).part != Part::Headline;
    let in_full = |list: &[&Word]| list.iter().filter(told).map(|w| w.at.0).collect::<BTreeSet<u32>>();
    signs.side_by_side = in_full(odd).intersection(&in_full(other)).next().is_some();
    let sentences = |list: &[&Word]| {
        let place = |w: &Word| batch.articles[w.at.0 as usize].mentions[w.at.1 as usize].place;
        list.iter().filter(told).map(|w| (w.at.0, place(w).sentence)).collect::<BTreeSet<_>>()
    };
    signs.one_sentence = signs.side_by_side && sentences(odd).intersection(&sentences(other)).next().is_some();
    let roles = |list: &[&Word]| {
        let mut heads = BTreeSet::new();
        for w in list {
            let facts = &batch.articles[w.at.0 as usize];
            heads.extend(get(w).title.filter(|t| *t != "~").map(str::to_owned));
            heads.extend(facts.roles.iter().filter(|r| r.holder == w.at.1).map(|r| r.head.to_string()));
        }
        heads
    };
    let (rx, ry) = (roles(odd), roles(other));
    signs.same_role = rx.iter().any(|r| ry.contains(r));
    signs.other_roles = !rx.is_empty() && !ry.is_empty() && !signs.same_role;
}

/// Words of substance that a sentence about the one and a sentence about the other share, at most.
fn shared_words(batch: &Batch, odd: (&str, &[&Word]), other: (&str, &[&Word])) -> u8 {
    let mut cache: BTreeMap<(u32, u32), BTreeSet<String>> = BTreeMap::new();
    let mut words = |list: &[&Word], own: &str| -> Vec<BTreeSet<String>> {
        let mut out = Vec::new();
        for w in list.iter().take(SENTENCES) {
            let facts = &batch.articles[w.at.0 as usize];
            let sentence = facts.mentions[w.at.1 as usize].place.sentence;
            let set = cache.entry((w.at.0, sentence.start())).or_insert_with(|| {
                let all = lexicon::words(sentence.of(facts.text()));
                all.into_iter().filter(|w| w.chars().count() >= 4 && w != own).collect()
            });
            out.push(set.clone());
        }
        out
    };
    let (xs, ys) = (words(odd.1, odd.0), words(other.1, other.0));
    let most = xs.iter().flat_map(|x| ys.iter().map(|y| x.intersection(y).count())).max();
    most.unwrap_or(0).min(99) as u8
}
