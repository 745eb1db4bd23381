//! How many slips of the pen lie between two words. Candidates only: edit distance alone proves nothing.

/// Optimal string alignment distance (insert, drop, replace, swap neighbours), in characters, of two folded words.
#[must_use]
pub fn osa(a: &str, b: &str) -> usize {
    strsim::osa_distance(a, b)
}

/// Whether two folded words may be one, misspelled: one slip in words of four letters or more, two in words of seven or more that begin alike.
#[must_use]
pub fn similar(a: &str, b: &str) -> bool {
    let (m, n) = (a.chars().count(), b.chars().count());
    let short = m.min(n);
    if a == b || short < 4 || m.abs_diff(n) > 2 {
        return false;
    }
    match osa(a, b) {
        1 => true,
        2 => short >= 5 && m.max(n) >= 6 && a.chars().next() == b.chars().next(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_similar_and_two_only_in_longer_words() {
        assert!(similar("mulvaney", "mulavney") && similar("hutchison", "hutchinson") && similar("elosa", "elorza"));
        assert!(!similar("iran", "iran") && !similar("kim", "jim") && !similar("north", "south"));
    }
}
