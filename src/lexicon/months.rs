//! The names of the months.

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The month of this name (lower case), from 1: in full or as newsrooms shorten it, with or without the point.
#[must_use]
pub fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    let short = word.len() == 3 || word == "sept";
    let found = MONTHS.iter().position(|m| *m == word || short && m.starts_with(word))?;
    i8::try_from(found + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_full_and_shortened() {
        let months = ["may", "dec.", "sept.", "sep", "june", "janu", "in", ""].map(month);
        assert_eq!(months, [Some(5), Some(12), Some(9), Some(9), Some(6), None, None, None]);
    }
}
