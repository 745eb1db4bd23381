//! Words that a headline puts in marks, in the quotation of the story that they are made from: "Significant Risk", of "would
//! significantly increase the risk".

use similar::DiffOp;

use super::forms::stem;
use super::{Overlap, Word};

/// Words of matter that the headline must have in marks, and words that it may have in all.
const MATTER: usize = 2;
const LONGEST: usize = 12;
/// Words that the quotation may have beyond those of the headline.
const MORE: usize = 3;

/// How the words of a headline lie in a quotation whose words of matter they repeat in order, endings aside; `None` if they do not, or if
/// they stand there as they are.
#[must_use]
pub fn echo(headline: &[Word], quotation: &[Word]) -> Option<Overlap> {
    let told: Vec<&Word> = headline.iter().filter(|w| w.content).collect();
    if told.len() < MATTER || headline.len() > LONGEST {
        return None;
    }
    let alike = |x: &Word, y: &Word| stem(&x.key) == stem(&y.key);
    let reach = headline.len() + MORE;
    let found = (0..quotation.len()).filter(|&i| alike(told[0], &quotation[i])).find_map(|i| {
        let mut at = i;
        for word in &told[1..] {
            let limit = quotation.len().min(i + reach);
            at = (at + 1..limit).find(|&j| alike(word, &quotation[j]))?;
        }
        Some(i..at + 1)
    })?;
    let (first, last) = (headline.iter().position(|w| w.content)?, headline.iter().rposition(|w| w.content)?);
    let (a, b) = (first..last + 1, found);
    let equal = told.iter().filter(|w| quotation[b.clone()].iter().any(|x| x.hash == w.hash)).count();
    if equal == told.len() && a.len() == b.len() {
        return None;
    }
    let op = DiffOp::Replace { old_index: a.start, old_len: a.len(), new_index: b.start, new_len: b.len() };
    let apart = a.len().max(b.len()) - equal;
    Some(Overlap {
        a,
        b,
        ops: vec![op],
        equal,
        matter: equal,
        apart,
        matter_apart: told.len() - equal,
        whole: true,
        complete: false,
        edged: true,
        places: 1,
    })
}

/// Whether some words stand in a row among others.
#[must_use]
pub fn stands(words: &[Word], among: &[Word]) -> bool {
    !words.is_empty() && among.windows(words.len()).any(|w| w.iter().zip(words).all(|(x, y)| x.hash == y.hash))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::speech::words;

    #[test]
    fn a_headline_echoes_the_words_of_a_quotation() {
        let all = |t: &str| words(t, Span::new(0, t.len() as u32));
        let quotation = all("What I said is that it would significantly increase the risk for the harbor");
        assert!(echo(&all("Significant Risk"), &quotation).is_some_and(|o| o.b == (7..11) && o.equal == 1));
        assert!(echo(&all("Increase the Risk"), &quotation).is_none());
        assert!(echo(&all("Harbor Risk"), &quotation).is_none() && echo(&all("Risk"), &quotation).is_none());
        assert!(stands(&all("increase the risk"), &quotation) && !stands(&all("increase risk"), &quotation));
    }
}
