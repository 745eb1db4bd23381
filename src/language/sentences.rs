//! Sentences by punctuation, for when no parse is made.

/// Whether each token starts a sentence: after a full stop, question or exclamation mark and the quotes and brackets that
/// close behind it. A full stop that is part of a word ("Sen.", "p.m.") is no token of its own and ends nothing; one after
/// an initial neither; nor does anything before a small letter.
pub fn starts<'a>(n: usize, word: impl Fn(usize) -> &'a str, out: &mut Vec<bool>) {
    out.clear();
    let mut ended = true;
    for i in 0..n {
        let this = word(i);
        if ended && 0 < i && matches!(this, "”" | "\"" | "'" | "’" | "''" | ")" | "]" | "»") {
            out.push(false);
            continue;
        }
        out.push(i == 0 || (ended && !this.starts_with(char::is_lowercase)));
        ended = match this {
            "." => {
                let before = if 0 < i { word(i - 1) } else { "" };
                !(before.chars().count() == 1 && before.chars().all(char::is_uppercase))
            }
            "!" | "?" | "..." | "…" => true,
            _ => false,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_marks() {
        let words: Vec<&str> = "“ Go ! ” he said . J . Doe left . ( So ? ) Yes".split(' ').collect();
        let mut out = vec![];
        starts(words.len(), |i| words[i], &mut out);
        let found: Vec<usize> = (0..words.len()).filter(|&i| out[i]).collect();
        assert_eq!(found, [0, 7, 12, 16]);
    }
}
