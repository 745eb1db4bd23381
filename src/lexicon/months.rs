//! The names of the months, from `data/calendar.txt`.

use std::sync::LazyLock;

use super::entries;
use crate::model::Map;

static MONTHS: LazyLock<Map<&'static str, i8>> = LazyLock::new(|| {
    let months = entries(include_str!("data/calendar.txt")).filter_map(|line| {
        let parts: Vec<&'static str> = line.split(';').map(str::trim).collect();
        let ["month", number, forms] = parts[..] else { return None };
        Some((number.parse().ok()?, forms))
    });
    months.flat_map(|(number, forms): (i8, &str)| forms.split('|').map(move |form| (form.trim(), number))).collect()
});

/// The month of this name (lower case), from 1: in full or as newsrooms shorten it, with or without the point.
#[must_use]
pub fn month(word: &str) -> Option<i8> {
    MONTHS.get(word.trim_end_matches('.')).copied()
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
