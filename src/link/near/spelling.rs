//! How two spellings of one word may differ lawfully, and whether they sound alike.

use crate::lexicon::people;

/// Plural, possessive or adjective of one another: Republican and Republicans, Russia and Russian.
pub fn inflected(a: &str, b: &str) -> bool {
    if let (Some(x), Some(y)) = (a.strip_suffix('s'), b.strip_suffix('s'))
        && x.len() > 4
        && y.len() > 4
        && x.len() != y.len()
        && inflected(x, y)
    {
        return true;
    }
    if derived(a, b) {
        return true;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let ending = ["r", "s", "n", "an", "es", "i", "ese", "ish", "er", "ers", "ic", "d", "ed", "ns", "y", "rs"];
    if let Some(rest) = long.strip_prefix(short) {
        return ending.contains(&rest)
            && (rest != "n" || short.ends_with('a'))
            && (!matches!(rest, "d" | "rs") || short.ends_with('e'))
            && (rest != "y" || people::is_english(short))
            // "Restaurante", "Presidente": the word of another language.
            || matches!(rest, "e" | "o" | "a") && short.len() >= 6 && people::is_english(short) && !people::is_english(long);
    }
    // Yale and Yalie, Granite State and Granite Staters
    if let Some(stem) = short.strip_suffix('e')
        && long
            .strip_prefix(stem)
            .is_some_and(|rest| matches!(rest, "ie" | "ies" | "ers" | "ian" | "ians" | "ist" | "ists"))
    {
        return true;
    }
    // ally and allies, Democrat and Democratic, Briton and British are further apart than one slip or share a stem.
    short.strip_suffix('y').is_some_and(|stem| long == format!("{stem}ies"))
        || short.strip_suffix('a').is_some_and(|stem| long == format!("{stem}e") || long == format!("{stem}o"))
            && people::is_demonym(long)
        || people::is_demonym(short) && people::is_demonym(long)
        || short.ends_with("man") && long.ends_with("men") && short[..short.len() - 3] == long[..long.len() - 3]
}

/// Words of one stem about a people, a land or a creed: Koreas and Korean, Zionism and Zionist, anti-Semitic and anti-Semitism, Latino and Latinx;
/// and the British and the American form of one word.
fn derived(a: &str, b: &str) -> bool {
    const CREED: &[&str] = &["ism", "isms", "ist", "ists", "ic", "ics", "ite", "ites", "i", "is", "e", "es", "s", ""];
    const PEOPLE: &[&str] = &[
        "", "s", "n", "an", "ns", "ans", "a", "as", "ana", "o", "os", "x", "xs", "i", "is", "en", "ien", "ian", "ese",
        "ish",
    ];
    let stem = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let pair = |at: usize| Some((a.get(at..)?, b.get(at..)?));
    let of_people = |w: &str| people::is_demonym(w) || people::is_place(w);
    let of_creed = |ending: &str| ending.starts_with("is") && ending.len() > 2 || matches!(ending, "ic" | "ics");
    (3..=stem).any(|at| {
        let Some((x, y)) = pair(at) else { return false };
        let creed = CREED.contains(&x) && CREED.contains(&y) && (of_creed(x) || of_creed(y));
        creed || at > 3 && PEOPLE.contains(&x) && PEOPLE.contains(&y) && (of_people(a) || of_people(b))
    }) || house_style(a, b)
}

/// "centre" and "center", "labour" and "labor", "organisation" and "organization".
fn house_style(a: &str, b: &str) -> bool {
    let american = |w: &str| {
        let w = w.replace("isation", "ization").replace("ise", "ize").replace("our", "or");
        match w.strip_suffix("tre") {
            Some(stem) => format!("{stem}ter"),
            None => w,
        }
    };
    people::is_english(a) && people::is_english(b) && american(a) == american(b)
}

/// Whether two words run together in a name: a capital after a small letter, as in "PelosiOn", or after a first capital, as in "NKorea".
/// McCain, DeVos and O'Neill are written so.
pub fn glued(name: &str) -> bool {
    const HEADS: &[&str] =
        &["Mc", "Mac", "De", "Di", "Du", "Da", "La", "Le", "Li", "Lo", "Van", "Von", "Fitz", "St", "al", "el", "El"];
    name.split([' ', '-', '\'', '/']).any(|word| {
        let letters: Vec<char> = word.chars().collect();
        let seam = (1..letters.len()).find(|&i| letters[i - 1].is_lowercase() && letters[i].is_uppercase());
        let inside = seam.is_some_and(|i| !HEADS.contains(&letters[..i].iter().collect::<String>().as_str()));
        let double = letters.len() > 3
            && letters[0].is_uppercase()
            && letters[1].is_uppercase()
            && letters[2..].iter().all(|c| c.is_lowercase());
        inside || double
    })
}

/// Whether two words sound the same, or have the same letters, two of them swapped.
pub fn alike(a: &str, b: &str) -> bool {
    let letters = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    sound(a) == sound(b) || letters(a) == letters(b)
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
    fn inflected_forms_are_no_misspellings() {
        assert!(
            inflected("republican", "republicans")
                && inflected("russia", "russian")
                && inflected("americans", "american")
        );
        for (a, b) in [
            ("koreas", "korean"),
            ("zionism", "zionist"),
            ("semitic", "semitism"),
            ("nazism", "nazis"),
            ("semite", "semitic"),
        ] {
            assert!(inflected(a, b) && inflected(b, a), "{a} {b}");
        }
        assert!(inflected("restaurant", "restaurante") && !inflected("alito", "alitoa"));
        assert!(inflected("centre", "center") && inflected("latinx", "latino") && inflected("americas", "american"));
        assert!(!inflected("elorza", "elorsa") && !inflected("hutchison", "hutchinson"));
    }

    #[test]
    fn words_that_run_together() {
        assert!(glued("Nancy PelosiOn") && glued("NKorea") && glued("SpaceX"));
        assert!(!glued("John McCain") && !glued("LGBTQ") && !glued("Betsy DeVos") && !glued("O'Neill"));
    }

    #[test]
    fn names_that_sound_alike() {
        for (a, b) in [("hilary", "hillary"), ("sara", "sarah"), ("marc", "mark"), ("erik", "eric"), ("jon", "john")] {
            assert_eq!(sound(a), sound(b), "{a} {b}");
        }
        assert!(alike("sheila", "shelia") && !alike("dana", "dena"));
    }
}
