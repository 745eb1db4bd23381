//! Word lists about names: given names, surnames, nicknames, titles, roles, places, organisations. Nothing is parsed at start where it can be
//! avoided: the long lists are sorted files that are searched as they are.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::model::{Map, Set};

use super::entries;

static ENGLISH: &str = include_str!("data/english_words.txt");
static GIVEN: &str = include_str!("data/given_names.txt");
static SURNAMES: &str = include_str!("data/surnames.txt");
static NICKNAMES: &str = include_str!("data/nicknames.txt");
static CITIES: &str = include_str!("data/cities.txt");

/// Whether `word` is a line of the sorted `list`: a binary search over the bytes, so that no table is built.
fn in_sorted(list: &str, word: &str) -> bool {
    let bytes = list.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low.midpoint(high);
        let start = memchr::memrchr(b'\n', &bytes[low..middle]).map_or(low, |i| low + i + 1);
        let end = memchr::memchr(b'\n', &bytes[middle..high]).map_or(high, |i| middle + i);
        match bytes[start..end.max(start)].cmp(word.as_bytes()) {
            std::cmp::Ordering::Equal => return !word.is_empty(),
            std::cmp::Ordering::Less => low = (end + 1).min(high),
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

/// Whether `word` is an entry of a short list.
macro_rules! listed {
    ($(#[$doc:meta])* $name:ident, $file:literal) => {
        $(#[$doc])*
        #[must_use]
        pub fn $name(word: &str) -> bool {
            static LIST: LazyLock<Set<&'static str>> = LazyLock::new(|| entries(include_str!($file)).collect());
            LIST.contains(word)
        }
    };
}

listed! {
    /// Whether a folded word opens many a name: "new", "san", "port".
    opens_names, "data/name_openers.txt"
}
listed! {
    /// Whether a folded word gives an acronym no letter: "of", "and".
    has_no_initial, "data/initial_less.txt"
}
listed! {
    /// Whether a folded word may end a firm's name whose first word is an acronym: "technologies".
    is_firm_ending, "data/firm_endings.txt"
}
listed! {
    /// Whether a folded word after a name says that it is a province or a sea: "prefecture".
    is_province_word, "data/province_words.txt"
}

/// Whether a folded word is an ordinary English word (names of people and places are not).
#[must_use]
pub fn is_english(word: &str) -> bool {
    in_sorted(ENGLISH, word)
}

/// Whether a folded word is a known given name.
#[must_use]
pub fn is_given_name(word: &str) -> bool {
    in_sorted(GIVEN, word)
}

/// Whether a folded word is one of the common surnames.
#[must_use]
pub fn is_surname(word: &str) -> bool {
    in_sorted(SURNAMES, word)
}

/// Whether a folded name is that of a country, a city or town of some size, or a county of the United States. Many are surnames too.
#[must_use]
pub fn is_city(name: &str) -> bool {
    in_sorted(CITIES, name)
}

/// How many of the listed first and last names have the rarest run of three letters of `word` (folded), its beginning and end counted as
/// letters: 0 for what hardly is a name at all.
#[must_use]
pub fn rarest_run(word: &str) -> u16 {
    const LETTERS: usize = 28;
    fn runs(word: &str, mut each: impl FnMut(usize)) {
        let code = |c: u8| if c.is_ascii_lowercase() { usize::from(c - b'a') + 1 } else { 27 };
        let mut letters = [0, 0, 0];
        for c in word.bytes().map(code).chain([0]) {
            letters = [letters[1], letters[2], c];
            if letters[1] != 0 {
                each((letters[0] * LETTERS + letters[1]) * LETTERS + letters[2]);
            }
        }
    }
    static COUNTS: LazyLock<Vec<u16>> = LazyLock::new(|| {
        let mut counts = vec![0u16; LETTERS * LETTERS * LETTERS];
        for name in SURNAMES.lines().chain(GIVEN.lines()) {
            runs(name, |run| counts[run] = counts[run].saturating_add(1));
        }
        counts
    });
    let mut least = u16::MAX;
    runs(word, |run| least = least.min(COUNTS[run]));
    least
}

/// Formal given name → its short forms, and back.
struct Nicknames {
    formal_to_short: Map<&'static str, Vec<&'static str>>,
}

static NICKNAME_TABLE: LazyLock<Nicknames> = LazyLock::new(|| {
    let mut table = Map::default();
    for line in entries(NICKNAMES).chain(entries(include_str!("data/nicknames_more.txt"))) {
        if let Some((formal, short)) = line.split_once(':') {
            table.entry(formal.trim()).or_insert_with(Vec::new).extend(short.split_whitespace());
        }
    }
    Nicknames { formal_to_short: table }
});

/// Whether one folded given name is a usual short form of the other.
#[must_use]
pub fn is_nickname(a: &str, b: &str) -> bool {
    let table = &NICKNAME_TABLE.formal_to_short;
    let has = |x: &str, y: &str| table.get(x).is_some_and(|l| l.contains(&y));
    has(a, b) || has(b, a)
}

/// Whether two folded short names share a formal name ("Bill" and "Will").
#[must_use]
pub fn share_formal_name(a: &str, b: &str) -> bool {
    static FORMAL: LazyLock<Map<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
        let mut back: Map<&str, Vec<&str>> = Map::default();
        for (formal, shorts) in &NICKNAME_TABLE.formal_to_short {
            for short in shorts {
                back.entry(short).or_default().push(formal);
            }
        }
        back
    });
    match (FORMAL.get(a), FORMAL.get(b)) {
        (Some(x), Some(y)) => x.iter().any(|f| y.contains(f)),
        _ => false,
    }
}

word_set! {
    /// Small words inside family names: de, van, bin.
    is_particle, "name_particles.txt"
}
word_set! {
    /// Jr, Sr, III and the like (folded, without a full stop).
    is_name_suffix, "honorific_suffixes.txt"
}
word_set! {
    /// Words that make a capitalised run an organisation.
    is_org_head, "org_heads.txt"
}
word_set! {
    /// Inc, Ltd, GmbH and the like.
    is_legal_suffix, "legal_suffixes.txt"
}
word_set! {
    /// Places known without introduction, folded, several words with single blanks.
    is_place, "places.txt"
}
word_set! {
    /// States and provinces as datelines shorten them (folded, without full stop): calif, okla.
    is_state_abbreviation, "state_abbreviations.txt"
}
word_set! {
    /// Verbs that headlines put after a name (folded).
    is_headline_verb, "headline_verbs.txt"
}
word_set! {
    /// Last names of leaders that news uses without introduction.
    is_leader, "leaders.txt"
}
word_set! {
    /// Nouns that name what a person is to another one.
    is_relation, "relation_heads.txt"
}

/// The first of the spellings of one name between which houses choose, if `word` (folded) is one of them.
#[must_use]
pub fn variant_group(word: &str) -> Option<&'static str> {
    static GROUP: LazyLock<Map<&'static str, &'static str>> = LazyLock::new(|| {
        let first = |line: &'static str| line.split_whitespace().next().unwrap_or(line);
        entries(include_str!("data/name_variants.txt"))
            .flat_map(|line| line.split_whitespace().map(move |w| (w, first(line))))
            .collect()
    });
    GROUP.get(word).copied()
}

/// Whether two folded words are spellings of one name between which houses choose: Kyiv and Kiev, Mohammed and Muhammad.
#[must_use]
pub fn are_variants(a: &str, b: &str) -> bool {
    a != b && variant_group(a).is_some_and(|g| variant_group(b) == Some(g))
}

/// The first word of the group of words that stand for one another in names of bodies: "authority" for "agency", "chinese" for "china".
#[must_use]
pub fn org_synonym(word: &str) -> Option<&'static str> {
    static GROUP: LazyLock<Map<&'static str, &'static str>> = LazyLock::new(|| {
        let first = |line: &'static str| line.split_whitespace().next().unwrap_or(line);
        let lines = entries(include_str!("data/org_synonyms.txt"));
        lines.flat_map(|line| line.split_whitespace().map(move |w| (w, first(line)))).collect()
    });
    GROUP.get(word).copied()
}

/// Names of peoples, languages and party members, and their adjectives.
#[must_use]
pub fn is_demonym(word: &str) -> bool {
    static SET: LazyLock<Set<&'static str>> =
        LazyLock::new(|| entries(include_str!("data/demonyms.txt")).flat_map(str::split_whitespace).collect());
    SET.contains(word)
}

/// `form = base` lines as a map; a line without `=` is its own base.
fn table(data: &'static str) -> BTreeMap<&'static str, &'static str> {
    entries(data)
        .map(|l| match l.split_once('=') {
            Some((form, base)) => (form.trim(), base.trim()),
            None => (l, l),
        })
        .collect()
}

static TITLES: LazyLock<BTreeMap<&'static str, &'static str>> =
    LazyLock::new(|| table(include_str!("data/titles.txt")));
static ROLES: LazyLock<BTreeMap<&'static str, &'static str>> =
    LazyLock::new(|| table(include_str!("data/role_heads.txt")));
static QUALIFIERS: LazyLock<BTreeMap<&'static str, &'static str>> =
    LazyLock::new(|| table(include_str!("data/role_qualifiers.txt")));

/// The base form of a title before a name (folded, no full stops); `"~"` for a honorific, which is no role.
#[must_use]
pub fn title(form: &str) -> Option<&'static str> {
    TITLES.get(form).copied()
}

/// The base form of a role noun (folded singular).
#[must_use]
pub fn role_head(form: &str) -> Option<&'static str> {
    ROLES.get(form).copied()
}

/// What a word before a role says of it: `past`, `future`, `acting`, `rank` or `plain`.
#[must_use]
pub fn qualifier(word: &str) -> Option<&'static str> {
    QUALIFIERS.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorted_lists_are_searched_to_both_ends() {
        for (list, name) in [(ENGLISH, "english"), (GIVEN, "given"), (SURNAMES, "surnames"), (CITIES, "cities")] {
            let lines: Vec<&str> = list.lines().collect();
            assert!(lines.windows(2).all(|w| w[0] < w[1]), "{name} is not sorted");
            for line in [lines[0], lines[1], lines[lines.len() / 2], lines[lines.len() - 1]] {
                assert!(in_sorted(list, line), "{line}");
            }
        }
        assert!(!is_english("elorza") && !is_english("") && is_english("harbor"));
        assert!(is_given_name("jorge") && is_surname("smith") && !is_surname("elorza"));
    }

    #[test]
    fn a_slip_makes_runs_that_no_name_has() {
        assert!(rarest_run("henderson") > 20 && rarest_run("kaplan") > 5);
        assert!(rarest_run("hendxqson") == 0 && rarest_run("") == u16::MAX);
    }

    #[test]
    fn nicknames_go_both_ways() {
        assert!(is_nickname("bob", "robert") && is_nickname("robert", "bob"));
        assert!(!is_nickname("marta", "martha"));
        assert!(share_formal_name("bill", "will"));
    }

    #[test]
    fn variants_are_spellings_of_one_name() {
        assert!(are_variants("kyiv", "kiev") && are_variants("mohammed", "muhammad"));
        assert!(!are_variants("kyiv", "kyiv") && !are_variants("kyiv", "odesa") && is_leader("obama"));
    }

    #[test]
    fn titles_and_roles_have_base_forms() {
        assert_eq!(title("sen"), Some("senator"));
        assert_eq!(title("mr"), Some("~"));
        assert_eq!(role_head("spokeswoman"), Some("spokesman"));
        assert_eq!(qualifier("former"), Some("past"));
        assert!(is_place("united states") && is_demonym("russian"));
    }
}
