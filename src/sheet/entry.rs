//! An entry as written, resolved.

use jiff::civil::Date;

use super::{Fault, LONGEST, Raw, VALUES, Wrong, role};
use crate::model::{AgeForm, EntityKind, SheetAge, SheetEntry, SheetRole, Span, Written};

/// The entry; spans begin at `start`.
pub fn resolve(raw: Raw, start: u32) -> Result<SheetEntry, Wrong> {
    let at = raw.at;
    let mut name = None;
    let (mut aliases, mut roles) = (Vec::new(), Vec::new());
    let (mut organisation, mut from, mut to) = (None, None, None);
    let (mut born, mut years, mut on) = (None, None, None);
    for (key, values) in raw.values {
        let place = values.first().map_or(at, |v| v.span.start() as usize);
        if values.len() > VALUES {
            return Err((Some(place), Fault::TooManyValues(key.to_owned(), VALUES)));
        }
        if let Some(long) = values.iter().find(|v| v.text.len() > LONGEST) {
            return Err((Some(long.span.start() as usize), Fault::TooLong(key.to_owned(), LONGEST)));
        }
        let values: Vec<Written> = values.into_iter().filter(|v| !v.text.trim().is_empty()).collect();
        match key {
            "aliases" => aliases = values,
            "role" => roles = values.into_iter().flat_map(split).collect(),
            _ => {
                let mut values = values.into_iter();
                let Some(value) = values.next() else { continue };
                if values.next().is_some() {
                    return Err((Some(place), Fault::Several(key.to_owned())));
                }
                match key {
                    "name" => name = Some(value),
                    "organisation" => organisation = Some(value),
                    "valid-from" => from = Some((date(key, &value)?, place)),
                    "valid-to" => to = Some((date(key, &value)?, place)),
                    "born" => born = Some((birth(&value)?, value.span)),
                    "age" => years = Some((age(&value)?, value.span)),
                    _ => on = Some((date(key, &value)?, place)),
                }
            }
        }
    }
    let Some(name) = name else { return Err((Some(at), Fault::NoName)) };
    if let (Some((first, place)), Some((last, _))) = (from, to)
        && first > last
    {
        return Err((Some(place), Fault::Range(first.to_string(), last.to_string())));
    }
    let age = match (years, on) {
        (Some((years, span)), Some((on, _))) => Some(SheetAge { years, on, span: moved(span, start) }),
        (None, None) => None,
        (Some((_, span)), None) => return Err((Some(span.start() as usize), Fault::AgeWithoutDay)),
        (None, Some((_, place))) => return Err((Some(place), Fault::AgeWithoutDay)),
    };
    let shift = |w: Written| Written { span: moved(w.span, start), text: w.text.trim().to_owned() };
    let organisation: Option<Written> = organisation.map(shift);
    let body = organisation.as_ref().map(|o| o.text.as_str());
    Ok(SheetEntry {
        kind: kind(&raw.kind).ok_or_else(|| (Some(at), Fault::Kind(raw.kind.clone())))?,
        name: shift(name),
        aliases: aliases.into_iter().map(shift).collect(),
        roles: roles
            .into_iter()
            .map(shift)
            .map(|w| SheetRole { role: role::parse(&w.text, body), written: w })
            .collect(),
        organisation,
        valid_from: from.map(|f| f.0),
        valid_to: to.map(|t| t.0),
        born: born.map(|(form, span)| (form, moved(span, start))),
        age,
    })
}

fn moved(span: Span, by: u32) -> Span {
    Span::new(span.start() + by, span.end() + by)
}

fn kind(word: &str) -> Option<EntityKind> {
    Some(match word.trim().to_lowercase().as_str() {
        "" | "person" => EntityKind::Person,
        "organisation" | "organization" => EntityKind::Organisation,
        "place" => EntityKind::Place,
        "work" => EntityKind::Work,
        "product" => EntityKind::Product,
        "event" => EntityKind::Event,
        "group" => EntityKind::Group,
        "other" => EntityKind::Other,
        _ => return None,
    })
}

/// "chairman and chief executive" as two roles, where both halves are roles.
fn split(value: Written) -> Vec<Written> {
    let Some(at) = value.text.find(" and ") else { return vec![value] };
    let (left, right) = (&value.text[..at], &value.text[at + 5..]);
    if !role::is_role(left) || !role::is_role(right) {
        return vec![value];
    }
    let half = |text: &str| Written { text: text.to_owned(), span: value.span };
    vec![half(left), half(right)]
}

fn date(key: &str, value: &Written) -> Result<Date, Wrong> {
    let wrong = || (Some(value.span.start() as usize), Fault::Date(key.to_owned(), value.text.clone()));
    value.text.trim().parse().map_err(|_| wrong())
}

fn age(value: &Written) -> Result<i64, Wrong> {
    let years = value.text.trim().parse().ok().filter(|n| (0..=125).contains(n));
    years.ok_or_else(|| (Some(value.span.start() as usize), Fault::Age(value.text.clone())))
}

/// 1972, 1972-03, 1972-03-14.
fn birth(value: &Written) -> Result<AgeForm, Wrong> {
    let wrong = || (Some(value.span.start() as usize), Fault::Born(value.text.clone()));
    let text = value.text.trim();
    let mut parts = text.split('-');
    let mut number = |digits: usize| -> Result<Option<i16>, Wrong> {
        match parts.next() {
            None => Ok(None),
            Some(p) if p.len() == digits => p.parse().map(Some).map_err(|_| wrong()),
            Some(_) => Err(wrong()),
        }
    };
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    let (Some(year), None) = (year, parts.next()) else { return Err(wrong()) };
    // A day that the calendar has; a month alone is tried with its first.
    Date::new(year, month.unwrap_or(1) as i8, day.unwrap_or(1) as i8).map_err(|_| wrong())?;
    Ok(AgeForm::Born(year, month.map(|m| m as i8), day.map(|d| d as i8)))
}
