//! How like two names are, word by word and in any order: for names out of lists and registers, where nothing else is known.

use crate::lexicon::{fold, people};

use super::distance;

/// 0 to 100. Words that both are known names and differ are two names, however near they lie.
#[must_use]
pub fn likeness(a: &str, b: &str) -> u8 {
    let (x, y) = (words(a), words(b));
    if x.is_empty() || y.is_empty() {
        return 0;
    }
    if x.concat() == y.concat() {
        return 98;
    }
    // "Ahmad bin Hasan" is the son, "Hasan bin Ahmad" the father.
    let patronymic =
        [a, b].iter().all(|n| fold(n).split_whitespace().any(|w| matches!(w, "bin" | "ibn" | "ben" | "bint")));
    if patronymic && x.len() == y.len() && x != y && sorted(&x) == sorted(&y) {
        return 35;
    }
    let (short, long) = if x.len() <= y.len() { (&x, &y) } else { (&y, &x) };
    let mut used = vec![false; long.len()];
    let mut sum = 0u32;
    let mut missed = 0u32;
    for word in short {
        let best = (0..long.len())
            .filter(|&j| !used[j])
            .map(|j| (pair(word, &long[j]), j))
            .max_by_key(|&(s, j)| (s, std::cmp::Reverse(j)));
        match best {
            Some((score, j)) if score > 0 => {
                used[j] = true;
                sum += score;
                missed += u32::from(score < 60);
            }
            _ => missed += 1,
        }
    }
    let extra: u32 = (0..long.len()).filter(|&j| !used[j] && long[j].len() > 1).count().min(8) as u32;
    let mut score = sum / short.len() as u32;
    if missed > 0 {
        score /= 2;
    }
    if let ([x], [y]) = (&short[..], &long[..]) {
        return last_names(x, y, score);
    }
    // A single word against a long name says little.
    let penalty = if short.len() == 1 && long.len() > 1 { 22 * extra.max(2) } else { 9 * extra };
    score.saturating_sub(penalty).min(97) as u8
}

/// Two bare last names: nothing but the letters speaks. One slip makes one name of two, unless both are names that people have; two slips only
/// where they left a word that can be no name.
fn last_names(a: &str, b: &str, score: u32) -> u8 {
    let known = |w: &str| people::is_surname(w) || people::is_given_name(w) || people::is_english(w);
    let both = known(a) && known(b);
    let either = known(a) || known(b);
    let doubtful = people::rarest_run(a).min(people::rarest_run(b));
    let letters = a.chars().count().min(b.chars().count());
    let short_form = people::is_nickname(a, b) || people::share_formal_name(a, b);
    let one = match distance::osa(a, b) {
        0 => true,
        _ if short_form => true,
        1 => letters >= 2 && !(both && doubtful > 10 && skeleton(a) != skeleton(b)),
        2 => doubtful == 0 && letters >= 4 && !both && (either || skeleton(a) == skeleton(b)),
        _ => false,
    };
    if one { score.clamp(72, 97) as u8 } else { score.min(66) as u8 }
}

fn sorted(words: &[String]) -> Vec<&String> {
    let mut out: Vec<&String> = words.iter().collect();
    out.sort_unstable();
    out
}

/// The words that count: folded, each once, without titles, particles and legal forms.
fn words(name: &str) -> Vec<String> {
    let folded = fold(name).replace('&', " and ");
    let mut out: Vec<String> = Vec::new();
    for raw in folded.split(|c: char| c.is_whitespace() || matches!(c, '-' | ',' | '/' | '(' | ')')) {
        let word: String = raw.chars().filter(|c| c.is_alphanumeric()).collect();
        let plain = people::is_legal_suffix(&word)
            || people::title(&word) == Some("~")
            || people::is_particle(&word)
            || matches!(word.as_str(), "the" | "of" | "and" | "for");
        if !word.is_empty() && !plain && !out.contains(&word) {
            out.push(word);
        }
    }
    if out.is_empty() {
        let all: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
        out.extend((!all.is_empty()).then_some(all));
    }
    out
}

/// How like two words are, 0 to 100.
fn pair(a: &str, b: &str) -> u32 {
    if a == b {
        return 100;
    }
    if a.bytes().any(|c| c.is_ascii_digit()) || b.bytes().any(|c| c.is_ascii_digit()) {
        return 0;
    }
    let (m, n) = (a.chars().count(), b.chars().count());
    if m.min(n) == 1 {
        return if a.chars().next() == b.chars().next() { 72 } else { 0 };
    }
    if people::is_nickname(a, b) || people::share_formal_name(a, b) {
        return 92;
    }
    let known = |w: &str| people::is_surname(w) || people::is_given_name(w) || people::is_english(w);
    let distance = distance::osa(a, b);
    let both_known = known(a) && known(b);
    if skeleton(a) == skeleton(b) && skeleton(a).len() >= 2 && distance <= 3 && !both_known {
        return 88;
    }
    match (distance, m.min(n)) {
        (1, 3..) if !both_known => 86,
        (2, 4..) if !both_known => 76,
        (3, 9..) if !both_known => 70,
        (1, 5..) => 45,
        _ => 0,
    }
}

/// The consonants, by sound: k for c and q, f for ph and v, doubled letters once, no h, w, y.
fn skeleton(word: &str) -> String {
    let mut out = String::new();
    for c in
        word.replace("ph", "f").replace("kh", "h").replace("dj", "j").replace("sch", "s").replace("sh", "s").chars()
    {
        let c = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'w' | '\'' => continue,
            'c' | 'q' | 'x' => 'k',
            'v' => 'f',
            'z' => 's',
            'd' => 't',
            'g' => 'j',
            c => c,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registers_order_words_as_they_like() {
        for (a, b, same) in [
            ("Frost, William W.", "William W Frost", true),
            ("cannell", "canhell", true),
            ("Justin Trudoau", "Justin Trudeau", true),
            ("aaron", "ron", true),
            ("AHMAD BIN HASAN AL-UBAIDI", "HASAN BIN AHMAD AL-UBAIDI", false),
            ("The Puffin Trust", "The Puccini Trust", false),
            ("", "x", false),
        ] {
            assert_eq!(likeness(a, b) >= 70, same, "{a} / {b}: {}", likeness(a, b));
        }
    }
}
