//! The parts of a person's name.

use crate::lexicon::{fold, people};

/// A name taken apart; all parts folded (lower case, ASCII, ’ as ').
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonName {
    /// Titles and honorifics before the name.
    pub titles: Vec<String>,
    /// First name, then middle names and initials (initials keep their full stop).
    pub given: Vec<String>,
    /// Nickname in quotation marks or brackets.
    pub nickname: Option<String>,
    /// de, van, bin …
    pub particles: Vec<String>,
    /// Last name; the only part of a one-word name.
    pub family: String,
    /// Jr, III …
    pub suffix: Option<String>,
}

impl PersonName {
    /// Whether there is more than a last name.
    #[must_use]
    pub fn is_full(&self) -> bool {
        !self.given.is_empty()
    }

    /// Particles and last name as one word, by which names are indexed: hyphens, apostrophes and blanks left out.
    #[must_use]
    pub fn family_key(&self) -> String {
        self.particles.iter().chain([&self.family]).flat_map(|s| s.chars()).filter(|c| c.is_alphanumeric()).collect()
    }
}

/// A word without full stops at its end.
fn bare(word: &str) -> &str {
    word.trim_end_matches(['.', ','])
}

/// Takes a name apart. Any text is accepted; "Last, First" is turned round.
#[must_use]
pub fn parse(text: &str) -> PersonName {
    let mut name = PersonName::default();
    let folded = fold(text);
    let (text, nickname) = cut_nickname(&folded);
    name.nickname = nickname;
    let turned = turn(&text);
    let mut words: Vec<&str> = turned.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).collect();
    while words.len() > 1 && words.last().is_some_and(|w| people::is_name_suffix(&bare(w).replace('.', ""))) {
        name.suffix = words.pop().map(|w| bare(w).replace('.', ""));
    }
    while words.len() > 1 && people::title(bare(words[0])).is_some() && !is_initial(words[0]) {
        // "Dean Howard" with a known given name first is a name, "Mayor Howard" is not.
        if words.len() == 2 && people::is_given_name(bare(words[0])) && !words[0].ends_with('.') {
            break;
        }
        name.titles.push(bare(words.remove(0)).to_owned());
    }
    let Some(family) = words.pop() else { return name };
    name.family = bare(family).to_owned();
    while words.len() > 1 && words.last().is_some_and(|w| people::is_particle(w)) {
        name.particles.insert(0, words.pop().unwrap_or_default().to_owned());
    }
    if words.len() == 1 && people::is_particle(words[0]) && !people::is_given_name(words[0]) && !is_initial(words[0]) {
        name.particles.insert(0, words[0].to_owned());
        words.clear();
    }
    name.given = words.into_iter().map(|w| w.trim_end_matches(',').to_owned()).collect();
    name
}

/// "J." or "J.D.".
fn is_initial(word: &str) -> bool {
    word.ends_with('.') && word.chars().filter(|c| c.is_alphabetic()).count() <= 2 && word.len() <= 5 && word.len() != 3
        || word.len() == 1
}

/// Takes a nickname in quotation marks or brackets out of a folded name.
fn cut_nickname(text: &str) -> (String, Option<String>) {
    for (open, close) in [('"', '"'), ('(', ')'), ('“', '”')] {
        if let Some(start) = text.find(open) {
            let after = start + open.len_utf8();
            if let Some(length) = text[after..].find(close) {
                let inner = text[after..after + length].trim().to_owned();
                let rest = format!("{} {}", &text[..start], &text[after + length + close.len_utf8()..]);
                if !inner.is_empty() && !inner.contains(' ') {
                    return (rest, Some(inner));
                }
                return (rest, None);
            }
        }
    }
    (text.to_owned(), None)
}

/// "elorza, ines" as "ines elorza"; a comma before a suffix only separates.
fn turn(text: &str) -> String {
    match text.split_once(',') {
        Some((last, first)) => {
            let suffix = people::is_name_suffix(&first.trim().trim_end_matches('.').replace('.', ""));
            if suffix || first.trim().is_empty() { format!("{last} {first}") } else { format!("{first} {last}") }
        }
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fall_into_their_parts() {
        for (text, given, family, rest) in [
            ("Mayor Inés Elorza", "ines", "elorza", "mayor"),
            ("Bill de Blasio", "bill", "deblasio", ""),
            ("Martin Luther King Jr.", "martin luther", "king", "jr"),
            ("de Blasio, Bill", "bill", "deblasio", ""),
            ("King, Jr.", "", "king", "jr"),
            ("Joseph R. Biden", "joseph r.", "biden", ""),
            ("Elorza", "", "elorza", ""),
            ("Sen. John Thune", "john", "thune", "sen"),
            ("Ludwig van der Rohe", "ludwig", "vanderrohe", ""),
            ("O’Rourke", "", "orourke", ""),
            ("Robert \"Bob\" Hale", "robert", "hale", ""),
        ] {
            let name = parse(text);
            assert_eq!(name.given.join(" "), given, "{text}");
            assert_eq!(name.family_key(), family, "{text}");
            let other = name.titles.first().cloned().or(name.suffix).unwrap_or_default();
            assert_eq!(other, rest, "{text}");
        }
        assert_eq!(parse(""), PersonName::default());
    }
}
