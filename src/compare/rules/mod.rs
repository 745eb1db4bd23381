//! Every rule, one file each. The order of [`RULES`] is the order of the manual: names, roles, ages, dates, figures, quotations.

mod different_first_name;
mod misspelled_name;

use super::Rule;

/// THE list.
pub static RULES: &[&Rule] = &[
    &misspelled_name::RULE,
    &different_first_name::RULE,
];

/// The rule with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|r| r.id == id)
}
