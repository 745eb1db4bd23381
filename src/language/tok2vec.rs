//! Token vectors: hashed features of the word form, then four convolutions over a token and its two neighbours.
//!
//! The first layer depends on the word form alone, so its result is kept for each form.

use std::sync::Arc;

use super::error::ModelError;
use super::file::ModelFile;
use super::hash::feature_rows;
use super::kernels::{Convolution, Isa, LARGEST_WEIGHT, Maxout, WIDTH, WINDOW, layer_norm};
use super::lexicon::Lexicon;
use super::tensor::{Tensor, floats, raw, vector};
use super::tokenizer::TokenList;
use super::vectors::VectorRows;
use crate::model::Map;

/// Rows of zeros between two documents, which keep them apart through four layers.
const GAP: usize = 4;
/// The row of a batch's first token: a guard row and a gap come before.
const FIRST: usize = 1 + GAP;

/// A network; shared.
pub struct Tok2Vec {
    tables: Vec<Tensor>,
    vectors: Tensor,
    rows: Arc<VectorRows>,
    first: Maxout,
    layers: Vec<Layer>,
    norms: Vec<Norm>,
    isa: Isa,
}

enum Layer {
    Floats(Maxout),
    Whole(Box<Convolution>),
}

struct Norm {
    gain: [f32; WIDTH],
    shift: [f32; WIDTH],
}

/// The memory of one thread for one network.
#[derive(Default)]
pub struct Memory {
    slots: Map<u32, u32>,
    first: Vec<f32>,
    x: Vec<f32>,
    y: Vec<f32>,
    bytes: Vec<u8>,
    fresh: Vec<(u32, bool)>,
    input: Vec<f32>,
}

impl Tok2Vec {
    /// The network whose parts begin with `p`. With six features it knows white space, with four it does not.
    pub fn open(
        file: &ModelFile,
        p: &str,
        features: usize,
        rows: Arc<VectorRows>,
        isa: Isa,
    ) -> Result<Self, ModelError> {
        let table = |i| {
            let name = format!("{p}.E{i}");
            let t = Tensor::open(file, &name)?;
            let rows = t.rows();
            t.expect(rows, WIDTH)
        };
        let tables = (0..features).map(table).collect::<Result<Vec<_>, _>>()?;
        let vectors = Tensor::open(file, &format!("{p}.V"))?;
        let count = vectors.rows();
        let vectors = vectors.expect(count, WIDTH)?;
        let inputs = (features + 1) * WIDTH;
        let maxout = |i: usize, inputs| -> Result<_, ModelError> {
            let w = floats(file, &format!("{p}.W{i}"), 3 * WIDTH, inputs)?;
            Ok(Maxout::new(isa, inputs, &w, &floats(file, &format!("{p}.b{i}"), 1, 3 * WIDTH)?))
        };
        let layer = |i: usize| -> Result<_, ModelError> {
            let name = format!("{p}.Q{i}");
            if !file.has(&name) {
                return Ok(Layer::Floats(maxout(i, WINDOW)?));
            }
            let data = file.section(&name)?;
            let numbers = 2 * WIDTH + 6 * WIDTH;
            if data.len() != 4 * numbers + 3 * WIDTH * WINDOW {
                return Err(ModelError::section(&name, "has other dimensions than this program's network"));
            }
            let (scale, bias) = (raw::<288>(&data, 2 * WIDTH), raw::<288>(&data, 5 * WIDTH));
            let weights = &data[4 * numbers..];
            if weights.iter().any(|&w| LARGEST_WEIGHT < (w as i8).unsigned_abs()) {
                return Err(ModelError::section(&name, "has a weight that is too large"));
            }
            let layer = Convolution::new(isa, raw(&data, 0), raw(&data, WIDTH), &scale, &bias, weights);
            Ok(Layer::Whole(Box::new(layer)))
        };
        let norm = |i: usize| -> Result<_, ModelError> {
            Ok(Norm { gain: vector(file, &format!("{p}.G{i}"))?, shift: vector(file, &format!("{p}.B{i}"))? })
        };
        Ok(Self {
            tables,
            vectors,
            rows,
            first: maxout(0, inputs)?,
            layers: (1..5).map(layer).collect::<Result<_, _>>()?,
            norms: (0..5).map(norm).collect::<Result<_, _>>()?,
            isa,
        })
    }

    /// Vectors of all tokens of a batch, in `memory`; where document `i` begins is told by [`row_of`].
    pub fn run<'m>(&self, batch: &[TokenList], lexicon: &Lexicon, memory: &'m mut Memory) -> &'m [f32] {
        let n = GAP + batch.iter().map(|d| d.len() + GAP).sum::<usize>();
        let size = (n + 2) * WIDTH;
        memory.x.clear();
        memory.x.resize(size, 0.0);
        self.first_layer(batch, lexicon, memory);
        memory.y.clear();
        memory.y.resize(size, 0.0);
        for (layer, norm) in self.layers.iter().zip(&self.norms[1..]) {
            let Memory { x, y, bytes, .. } = memory;
            let out = &mut y[WIDTH..(n + 1) * WIDTH];
            match layer {
                Layer::Floats(l) => l.apply(x, WIDTH, n, out),
                Layer::Whole(l) => l.apply(x, n, bytes, out),
            }
            layer_norm(self.isa, out, Some(&x[WIDTH..(n + 1) * WIDTH]), &norm.gain, &norm.shift);
            std::mem::swap(&mut memory.x, &mut memory.y);
        }
        &memory.x
    }

    /// Rows of the first layer, those of new word forms in one product.
    fn first_layer(&self, batch: &[TokenList], lexicon: &Lexicon, memory: &mut Memory) {
        let Memory { slots, first, x, fresh, input, .. } = memory;
        let knows_space = 4 < self.tables.len();
        let known = (first.len() / WIDTH) as u32;
        fresh.clear();
        let mut row = FIRST;
        // The slot of each token is written into its row for the moment.
        for document in batch {
            for (&lexeme, &spacy) in document.lexeme.iter().zip(&document.spacy) {
                let spacy = knows_space && spacy;
                let slot = *slots.entry(lexeme << 1 | u32::from(spacy)).or_insert_with(|| {
                    fresh.push((lexeme, spacy));
                    known + fresh.len() as u32 - 1
                });
                x[row * WIDTH] = f32::from_bits(slot);
                row += 1;
            }
            row += GAP;
        }
        if !fresh.is_empty() {
            let width = (self.tables.len() + 1) * WIDTH;
            input.clear();
            input.resize(fresh.len() * width, 0.0);
            for (&(lexeme, spacy), row) in fresh.iter().zip(input.chunks_exact_mut(width)) {
                self.features(lexicon, lexeme, spacy, row);
            }
            let at = first.len();
            first.resize(at + fresh.len() * WIDTH, 0.0);
            self.first.apply(input, width, fresh.len(), &mut first[at..]);
            layer_norm(self.isa, &mut first[at..], None, &self.norms[0].gain, &self.norms[0].shift);
        }
        let mut row = FIRST;
        for document in batch {
            for _ in 0..document.len() {
                let slot = x[row * WIDTH].to_bits() as usize * WIDTH;
                x[row * WIDTH..][..WIDTH].copy_from_slice(&first[slot..slot + WIDTH]);
                row += 1;
            }
            row += GAP;
        }
    }

    /// The input of the first layer: four table rows a feature, and the pretrained vector.
    fn features(&self, lexicon: &Lexicon, lexeme: u32, spacy: bool, row: &mut [f32]) {
        let form = lexicon.get(lexeme);
        let [norm, prefix, suffix, shape] = form.features;
        let ids = [norm, prefix, suffix, shape, u64::from(spacy), u64::from(form.is_space)];
        let (parts, _) = row.as_chunks_mut::<WIDTH>();
        for (i, (table, part)) in self.tables.iter().zip(parts.iter_mut()).enumerate() {
            for r in feature_rows(ids[i], 8 + i as u32) {
                table.add_row(r as usize % table.rows(), part);
            }
        }
        if let Some(r) = self.rows.get(form.orth).filter(|&r| r < self.vectors.rows()) {
            self.vectors.add_row(r, &mut parts[self.tables.len()]);
        }
    }
}

/// Where the rows of each document of a batch lie in the result of [`Tok2Vec::run`].
pub fn row_of(batch: &[TokenList], document: usize) -> usize {
    FIRST + batch[..document].iter().map(|d| d.len() + GAP).sum::<usize>()
}
