//! Numbers that groups say: "dozens", "several hundred", "half a million", "a baker's dozen", "a pair of hearings".

use super::grammar::{Number, Shape, at, group, lower, over_hyphen, ten_to};
use super::{NumberWord, Piece};
use crate::model::Decimal;

/// "dozens", "hundreds of thousands", "several hundred".
pub fn vague(p: &[Piece], i: usize) -> Option<Number> {
    let done = |value: Decimal, end: usize| Some(Number { end, value, precision: 0, shape: Shape::Vague });
    let mut j = i;
    let few = match lower(p, i) {
        "several" | "few" => true,
        "a" if lower(p, i + 1) == "few" => {
            j += 1;
            true
        }
        _ => false,
    };
    if few {
        return match at(p, j + 1)? {
            NumberWord::Hundred => done(Decimal::from(200), j + 2),
            NumberWord::Scale(s) => done(Decimal::from(2).checked_mul(ten_to(s))?, j + 2),
            NumberWord::Group(g) => done(Decimal::from(2 * g), j + 2),
            _ => None,
        };
    }
    // "tens of thousands": alone, "tens" is no number.
    let tens = lower(p, i) == "tens" && lower(p, i + 1) == "of" && matches!(at(p, i + 2), Some(NumberWord::Vague(_)));
    let mut low = match at(p, i) {
        Some(NumberWord::Vague(low)) => low,
        _ if tens => 10,
        _ => return None,
    };
    let mut end = i + 1;
    if lower(p, end) == "of"
        && let Some(NumberWord::Vague(more)) = at(p, end + 1)
    {
        low = low.checked_mul(more)?;
        end += 2;
    }
    done(Decimal::from(low), end)
}

/// "half a million", "half-dozen", "quarter million", "a half dozen", "two dozen", "a dozen".
pub fn of_group(p: &[Piece], i: usize) -> Option<Number> {
    let (part, mut j) = match lower(p, i) {
        "half" => (Decimal::new(5, 1), i + 1),
        "quarter" => (Decimal::new(25, 2), i + 1),
        "a" if lower(p, i + 1) == "half" => (Decimal::new(5, 1), i + 2),
        "a" if lower(p, i + 1) == "quarter" => (Decimal::new(25, 2), i + 2),
        "a" if matches!(at(p, i + 1), Some(NumberWord::Group(_))) => (Decimal::from(1), i + 1),
        "a" | "baker" if bakers_dozen(p, i).is_some() => return bakers_dozen(p, i),
        _ => match group(p, i) {
            Some((v, j, ..)) => (v, j),
            None if matches!(at(p, i), Some(NumberWord::Group(12))) => (Decimal::from(1), i),
            None => return None,
        },
    };
    let partial = part < Decimal::from(1);
    if partial && matches!(lower(p, j), "a" | "an") {
        j += 1;
    }
    j = over_hyphen(p, j);
    // "two and a half dozen"
    let mut value = part;
    if lower(p, j) == "and" && lower(p, j + 1) == "a" && lower(p, j + 2) == "half" {
        value = value.checked_add(Decimal::new(5, 1))?;
        j += 3;
    }
    match at(p, j)? {
        NumberWord::Group(g) if !(g == 20 && lower(p, i) == "a" && lower(p, j + 1) != "of") => {
            let value = value.checked_mul(Decimal::from(g))?;
            Some(Number { end: j + 1, value, precision: 0, shape: Shape::Dozen })
        }
        NumberWord::Scale(s) if partial => Some(Number {
            end: j + 1,
            value: value.checked_mul(ten_to(s))?,
            precision: s as i8 - 1,
            shape: Shape::Cardinal,
        }),
        NumberWord::Hundred if partial => {
            Some(Number { end: j + 1, value: value.checked_mul(ten_to(2))?, precision: 1, shape: Shape::Cardinal })
        }
        _ => None,
    }
}

/// "a baker's dozen".
fn bakers_dozen(p: &[Piece], i: usize) -> Option<Number> {
    let j = i + usize::from(lower(p, i) == "a");
    let apostrophe = p.get(j + 1).is_some_and(|x| x.is('\'') || x.is('’'));
    (lower(p, j) == "baker" && apostrophe && lower(p, j + 2) == "s" && lower(p, j + 3) == "dozen").then(|| Number {
        end: j + 4,
        value: Decimal::from(13),
        precision: 0,
        shape: Shape::Cardinal,
    })
}

/// "a pair of hearings", "the trio of bills": the number that a collective says, up to and with its "of".
pub fn collective(p: &[Piece], i: usize) -> Option<Number> {
    let j = i + usize::from(matches!(lower(p, i), "a" | "the"));
    let value = match lower(p, j) {
        "pair" => 2,
        "trio" | "triplet" | "threesome" => 3,
        "quartet" | "foursome" => 4,
        "quintet" => 5,
        "sextet" => 6,
        _ => return None,
    };
    // "a pair of shoes" is one thing: only what comes in no pairs is counted by the word.
    let thing = lower(p, j + 2);
    let one_thing = matches!(
        thing,
        "shoes"
            | "pants"
            | "trousers"
            | "jeans"
            | "shorts"
            | "glasses"
            | "sunglasses"
            | "goggles"
            | "scissors"
            | "pliers"
            | "tweezers"
            | "gloves"
            | "socks"
            | "boots"
            | "sneakers"
            | "heels"
            | "skates"
            | "skis"
            | "earrings"
            | "headphones"
            | "binoculars"
            | "tights"
            | "underwear"
            | "pajamas"
            | "pyjamas"
            | "hands"
            | "eyes"
            | "wings"
            | "slippers"
            | "sandals"
            | "spectacles"
            | "leggings"
            | "handcuffs"
            | "cuffs"
            | "mittens"
            | "stockings"
            | "earbuds"
            | "shears"
            | "tongs"
            | "clippers"
            | "briefs"
            | "overalls"
    );
    (lower(p, j + 1) == "of" && !one_thing && p.get(j + 2).is_some_and(Piece::is_word)).then(|| Number {
        end: j + 1,
        value: Decimal::from(value),
        precision: 0,
        shape: Shape::Cardinal,
    })
}
