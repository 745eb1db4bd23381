//! Part-of-speech tags: one product of a token's vector, the largest score wins.

use super::error::ModelError;
use super::file::ModelFile;
use super::kernels::{Dense, Isa, WIDTH};
use super::tensor::floats;
use crate::model::Tag;

/// The tagger; shared.
pub struct Tagger {
    weights: Dense,
    tags: Vec<Tag>,
}

impl Tagger {
    /// The tagger of a model file.
    pub fn open(file: &ModelFile, isa: Isa) -> Result<Self, ModelError> {
        let parse =
            |t: &String| Tag::parse(t).ok_or(ModelError::section("tags", "has a tag that this program does not know"));
        let tags = file.lines("tags")?.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
        let order: Vec<usize> = (0..tags.len()).collect();
        let rows = floats(file, "tag.W", tags.len(), WIDTH)?;
        let weights = Dense::new(isa, WIDTH, &rows, Some(&floats(file, "tag.b", 1, tags.len())?), &order);
        Ok(Self { weights, tags })
    }

    /// Tags of `n` tokens, appended to `out`; `scores` is a buffer.
    pub fn run(&self, vectors: &[f32], n: usize, scores: &mut Vec<f32>, out: &mut Vec<Tag>) {
        self.weights.apply(vectors, WIDTH, n, scores);
        for row in scores.chunks_exact(self.weights.columns()) {
            let mut best = 0;
            for (i, &s) in row[..self.tags.len()].iter().enumerate() {
                if row[best] < s {
                    best = i;
                }
            }
            out.push(self.tags[best]);
        }
    }
}
