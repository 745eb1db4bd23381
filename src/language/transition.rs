//! The scorer that parser and entity recogniser share: each token gets features for every place it can take in a state, once;
//! a state sums the rows of its tokens.

use super::error::ModelError;
use super::file::ModelFile;
use super::kernels::{Dense, Isa, WIDTH, score};
use super::tensor::floats;

/// Width of the hidden layer, and of the vectors that the features are made from.
const HIDDEN: usize = 64;
/// A feature row: two pieces of the hidden layer.
const PAIR: usize = 2 * HIDDEN;

/// The scorer with `N` places in a state and up to `M` moves.
pub struct Scorer<const N: usize, const M: usize> {
    reduce: Dense,
    features: Dense,
    bias: [f32; PAIR],
    /// Feature rows of a place that no token takes.
    empty: [[f32; PAIR]; N],
    output: Box<[[f32; M]; HIDDEN]>,
    output_bias: [f32; M],
    isa: Isa,
}

/// Feature rows of all tokens of one document, in buffers that are used again.
#[derive(Default)]
pub struct Features {
    reduced: Vec<f32>,
    rows: Vec<f32>,
}

impl<const N: usize, const M: usize> Scorer<N, M> {
    /// The scorer whose parts begin with `p`, for `moves` moves.
    pub fn open(file: &ModelFile, p: &str, moves: usize, isa: Isa) -> Result<Self, ModelError> {
        if M < moves {
            return Err(ModelError::section(p, "has more moves than this program's network"));
        }
        let part = |name: &str, rows, columns| floats(file, &format!("{p}.{name}"), rows, columns);
        let reduce = part("LW", HIDDEN, WIDTH)?;
        let order: Vec<usize> = (0..HIDDEN).collect();
        let reduce = Dense::new(isa, WIDTH, &reduce, Some(&part("Lb", 1, HIDDEN)?), &order);
        // The file has the two pieces of an output side by side, the scorer wants them in two halves.
        let halves = |c: usize| c / PAIR * PAIR + c % HIDDEN * 2 + c % PAIR / HIDDEN;
        let order: Vec<usize> = (0..N * PAIR).map(halves).collect();
        let features = Dense::new(isa, HIDDEN, &part("PW", N * PAIR, HIDDEN)?, None, &order);
        let (bias, empty) = (part("Pb", 1, PAIR)?, part("Pp", 1, N * PAIR)?);
        let (weights, upper_bias) = (part("UW", moves, HIDDEN)?, part("Ub", 1, moves)?);
        let mut output = Box::new([[0.0; M]; HIDDEN]);
        // A move that does not exist must never win.
        let mut output_bias = [f32::MIN; M];
        for m in 0..moves {
            output_bias[m] = upper_bias[m];
            for (i, row) in output.iter_mut().enumerate() {
                row[m] = weights[m * HIDDEN + i];
            }
        }
        Ok(Self {
            reduce,
            features,
            bias: std::array::from_fn(|c| bias[halves(c)]),
            empty: std::array::from_fn(|k| std::array::from_fn(|c| empty[halves(k * PAIR + c)])),
            output,
            output_bias,
            isa,
        })
    }

    /// Works out the feature rows of `n` tokens.
    pub fn prepare(&self, vectors: &[f32], n: usize, buffer: &mut Features) {
        self.reduce.apply(vectors, WIDTH, n, &mut buffer.reduced);
        self.features.apply(&buffer.reduced, self.reduce.columns(), n, &mut buffer.rows);
    }

    /// Scores of all moves in the state whose places are taken by these tokens.
    pub fn score(&self, buffer: &Features, places: [Option<usize>; N], scores: &mut [f32; M]) {
        let (rows, _) = buffer.rows.as_chunks::<PAIR>();
        let features: [_; N] = std::array::from_fn(|k| places[k].map_or(&self.empty[k], |token| &rows[token * N + k]));
        *scores = self.output_bias;
        score(self.isa, features, &self.bias, &self.output, scores);
    }
}
