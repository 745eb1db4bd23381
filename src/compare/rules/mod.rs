//! Every rule, one file each. The order of [`RULES`] is the order of the manual: names, roles, ages, dates, figures, quotations.

mod altered_quote;
mod conflicting_currency;
mod conflicting_date;
mod conflicting_figure;
mod conflicting_relative_date;
mod conflicting_scale;
mod conflicting_toll;
mod conflicting_unit;
mod conflicting_vote;
mod contradicted_hedge;
mod different_first_name;
mod impossible_weekday;
mod misspelled_name;

use super::Rule;

/// THE list.
pub static RULES: &[&Rule] = &[
    // Names, roles and ages.
    &misspelled_name::RULE,
    &different_first_name::RULE,
    // Dates.
    &conflicting_date::RULE,
    &conflicting_relative_date::RULE,
    &impossible_weekday::RULE,
    // Figures.
    &conflicting_figure::RULE,
    &conflicting_scale::RULE,
    &conflicting_currency::RULE,
    &conflicting_unit::RULE,
    &conflicting_toll::RULE,
    &conflicting_vote::RULE,
    &contradicted_hedge::RULE,
    // Quotations and speakers.
    &altered_quote::RULE,
    // Between the parts of one article.
];

/// The rule with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|r| r.id == id)
}
