//! Named entities: one pass with the moves begin, in, last, unit, out. An entity never crosses the start of a sentence.

use super::error::ModelError;
use super::file::ModelFile;
use super::kernels::Isa;
use super::transition::{Features, Scorer};
use crate::model::{EntityLabel, NamedEntity, TokenRange};

const PLACES: usize = 3;
/// Of these the first is taken by every token, the others only inside of entities.
const EARLY: usize = 1;
const MOVES: usize = 80;

/// The entity recogniser; shared.
pub struct Ner {
    scorer: Scorer<PLACES, EARLY, MOVES>,
    labels: Vec<EntityLabel>,
}

/// An entity that has begun: where, its label, and the margin of that decision.
#[derive(Clone, Copy)]
struct Open {
    start: usize,
    label: usize,
    margin: f32,
}

impl Ner {
    /// The recogniser of a model file.
    pub fn open(file: &ModelFile, isa: Isa) -> Result<Self, ModelError> {
        let moves = file.lines("moves.ner")?;
        let bad = || ModelError::section("moves.ner", "has its moves in another order");
        let names: Vec<&str> = moves.iter().filter_map(|m| m.strip_prefix("B-")).collect();
        let expected = |i: usize| match (i / names.len(), names[i % names.len()]) {
            (kind @ 0..=3, name) => Some(format!("{}-{name}", ["B", "I", "L", "U"][kind])),
            _ => None,
        };
        let known = 4 * names.len();
        if names.is_empty()
            || moves.len() != known + 1
            || moves[known] != "O"
            || (0..known).any(|i| expected(i).as_ref() != Some(&moves[i]))
        {
            return Err(bad());
        }
        let labels = names.iter().map(|n| EntityLabel::parse(n)).collect::<Option<_>>().ok_or_else(bad)?;
        // The weights have one output more, an empty unit move before the last one.
        Ok(Self { scorer: Scorer::open(file, "e", known + 2, isa)?, labels })
    }

    /// Entities of `n` tokens, appended to `out`.
    pub fn run(
        &self,
        vectors: &[f32],
        n: usize,
        starts: &[bool],
        is_space: impl Fn(usize) -> bool,
        features: &mut Features,
        out: &mut Vec<NamedEntity>,
    ) {
        self.scorer.prepare(vectors, n, features);
        let kinds = self.labels.len();
        let (last, unit, outside) = (2 * kinds, 3 * kinds, 4 * kinds + 1);
        let mut scores = [0.0; MOVES];
        let mut open: Option<Open> = None;
        for token in 0..n {
            let places = [Some(token), open.map(|o| o.start), open.map(|_| token - 1)];
            self.scorer.score(features, places, &mut scores);
            let goes_on = token + 1 < n && !starts[token + 1];
            if let Some(o) = open {
                if !goes_on || scores[kinds + o.label] < scores[last + o.label] {
                    out.push(self.entity(o, token + 1));
                    open = None;
                }
                continue;
            }
            if is_space(token) {
                continue;
            }
            let begin = if goes_on { 0..kinds } else { 0..0 };
            let (mut best, mut second) = (outside, f32::MIN);
            for i in begin.chain(unit..unit + kinds) {
                if scores[best] < scores[i] || (scores[best] == scores[i] && i < best) {
                    second = scores[best];
                    best = i;
                } else if second < scores[i] {
                    second = scores[i];
                }
            }
            let chosen = Open { start: token, label: best % kinds, margin: scores[best] - second };
            if best < kinds {
                open = Some(chosen);
            } else if best != outside {
                out.push(self.entity(chosen, token + 1));
            }
        }
    }

    fn entity(&self, o: Open, end: usize) -> NamedEntity {
        let tokens = TokenRange { start: o.start as u32, end: end as u32 };
        NamedEntity { tokens, label: self.labels[o.label], margin: o.margin }
    }
}
