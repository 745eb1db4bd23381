//! Every rule, one file each. The order of [`RULES`] is the order of the manual: names, roles, ages, dates, figures, quotations.

mod age_off_sheet;
mod altered_quote;
mod altering_brackets;
mod ambiguous_abbreviation;
mod coinciding_figure;
mod conflicting_age;
mod conflicting_caption;
mod conflicting_contact;
mod conflicting_currency;
mod conflicting_date;
mod conflicting_figure;
mod conflicting_headline;
mod conflicting_lede;
mod conflicting_org_name;
mod conflicting_place;
mod conflicting_relative_date;
mod conflicting_role;
mod conflicting_scale;
mod conflicting_since;
mod conflicting_speaker;
mod conflicting_toll;
mod conflicting_unit;
mod conflicting_vote;
mod contradicted_hedge;
mod different_first_name;
mod distorting_ellipsis;
mod elided_range_scale;
mod impossible_age_at_event;
mod impossible_date;
mod impossible_weekday;
mod inconsistent_accents;
mod inconsistent_transliteration;
mod miscounted_list;
mod mismatched_birth_year;
mod mismatched_conversion;
mod mismatched_multiple;
mod mismatched_percent_change;
mod mismatched_share;
mod mismatched_time_ago;
mod mismatched_time_span;
mod missing_first_reference;
mod misspelled_name;
mod moved_quote_mark;
mod name_off_sheet;
mod paraphrase_against_quote;
mod parts_exceed_total;
mod percent_for_points;
mod percentages_off_total;
mod reversed_dates;
mod reversed_range;
mod role_off_sheet;
mod tidied_quote;
mod unsupported_quote;

use super::Rule;

/// THE list.
pub static RULES: &[&Rule] = &[
    // Names, roles and ages.
    &misspelled_name::RULE,
    &different_first_name::RULE,
    &conflicting_org_name::RULE,
    &ambiguous_abbreviation::RULE,
    &missing_first_reference::RULE,
    &inconsistent_accents::RULE,
    &inconsistent_transliteration::RULE,
    &conflicting_role::RULE,
    &conflicting_age::RULE,
    &mismatched_birth_year::RULE,
    &impossible_age_at_event::RULE,
    // Places.
    &conflicting_place::RULE,
    &conflicting_contact::RULE,
    // Against the reference sheet.
    &name_off_sheet::RULE,
    &role_off_sheet::RULE,
    &age_off_sheet::RULE,
    // Dates.
    &conflicting_date::RULE,
    &conflicting_relative_date::RULE,
    &impossible_weekday::RULE,
    &impossible_date::RULE,
    &reversed_dates::RULE,
    &mismatched_time_span::RULE,
    &mismatched_time_ago::RULE,
    &conflicting_since::RULE,
    // Figures.
    &conflicting_figure::RULE,
    &conflicting_scale::RULE,
    &conflicting_currency::RULE,
    &conflicting_unit::RULE,
    &conflicting_toll::RULE,
    &conflicting_vote::RULE,
    &contradicted_hedge::RULE,
    &parts_exceed_total::RULE,
    &mismatched_percent_change::RULE,
    &percent_for_points::RULE,
    &miscounted_list::RULE,
    &mismatched_conversion::RULE,
    &mismatched_share::RULE,
    &mismatched_multiple::RULE,
    &percentages_off_total::RULE,
    &reversed_range::RULE,
    &elided_range_scale::RULE,
    &coinciding_figure::RULE,
    // Quotations and speakers.
    &altered_quote::RULE,
    &moved_quote_mark::RULE,
    &distorting_ellipsis::RULE,
    &altering_brackets::RULE,
    &tidied_quote::RULE,
    &paraphrase_against_quote::RULE,
    &conflicting_speaker::RULE,
    &unsupported_quote::RULE,
    // Between the parts of one article.
    &conflicting_headline::RULE,
    &conflicting_lede::RULE,
    &conflicting_caption::RULE,
];

/// The rule with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|r| r.id == id)
}
