//! How often editors accept a finding, by rule and rung: one table, measured on labelled articles.

/// (rule, rung or `*`, share of accepted findings in hundredths).
const TABLE: &[(&str, &str, u8)] = &[
    ("*", "*", 80),
    // Dates: by reading, on 5,000 articles.
    ("conflicting-date", "*", 75),
    ("conflicting-relative-date", "*", 70),
    ("impossible-date", "*", 90),
];

/// Confidence of a finding, 0 to 100.
#[must_use]
pub fn confidence(rule: &str, rung: &str) -> u8 {
    let find = |r: &str, g: &str| TABLE.iter().find(|(a, b, _)| *a == r && *b == g).map(|t| t.2);
    find(rule, rung).or_else(|| find(rule, "*")).or_else(|| find("*", "*")).unwrap_or(50)
}
