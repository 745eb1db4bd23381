//! The scorer that parser and entity recogniser share: a token has a feature row for every place it can take in a state; a state
//! sums the rows of its tokens. Rows of the places that nearly every token takes are made for all tokens at once, the others when a
//! state asks for them.

use super::error::ModelError;
use super::file::ModelFile;
use super::kernels::{Dense, Isa, Single, WIDTH, score};
use super::tensor::floats;

/// Width of the hidden layer, and of the vectors that the features are made from.
const HIDDEN: usize = 64;
/// A feature row: two pieces of the hidden layer.
const PAIR: usize = 2 * HIDDEN;

/// The scorer with `N` places in a state, the first `E` of which nearly every token takes, and up to `M` moves.
pub struct Scorer<const N: usize, const E: usize, const M: usize> {
    reduce: Dense,
    /// Makes the rows of the first `E` places.
    early: Dense,
    /// Makes one row each, for the other places.
    late: Vec<Single>,
    bias: [f32; PAIR],
    /// Feature rows of a place that no token takes.
    empty: [[f32; PAIR]; N],
    output: Box<[[f32; M]; HIDDEN]>,
    output_bias: [f32; M],
    isa: Isa,
}

/// Feature rows of the tokens of one document, in buffers that are used again.
#[derive(Default)]
pub struct Features {
    reduced: Vec<f32>,
    early: Vec<f32>,
    /// Rows that are valid where `made` says so.
    late: Vec<f32>,
    made: Vec<bool>,
}

impl<const N: usize, const E: usize, const M: usize> Scorer<N, E, M> {
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
        let weights = part("PW", N * PAIR, HIDDEN)?;
        let early = Dense::new(isa, HIDDEN, &weights, None, &order[..E * PAIR]);
        let late = order[E * PAIR..].chunks(PAIR).map(|place| Single::new(isa, HIDDEN, &weights, place)).collect();
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
            early,
            late,
            bias: std::array::from_fn(|c| bias[halves(c)]),
            empty: std::array::from_fn(|k| std::array::from_fn(|c| empty[halves(k * PAIR + c)])),
            output,
            output_bias,
            isa,
        })
    }

    /// Makes ready for states of these `n` tokens.
    pub fn prepare(&self, vectors: &[f32], n: usize, buffer: &mut Features) {
        self.reduce.apply(vectors, WIDTH, n, &mut buffer.reduced);
        self.early.apply(&buffer.reduced, HIDDEN, n, &mut buffer.early);
        let places = n * (N - E);
        buffer.late.resize(places * PAIR, 0.0);
        buffer.made.clear();
        buffer.made.resize(places, false);
    }

    /// Scores of all moves in the state whose places are taken by these tokens.
    pub fn score(&self, buffer: &mut Features, places: [Option<usize>; N], scores: &mut [f32; M]) {
        let slot = |token: usize, place: usize| token * (N - E) + place - E;
        for (place, product) in (E..N).zip(&self.late) {
            let Some(token) = places[place] else { continue };
            let slot = slot(token, place);
            if !std::mem::replace(&mut buffer.made[slot], true) {
                let from = &buffer.reduced[token * HIDDEN..][..HIDDEN];
                product.apply(from, &mut buffer.late[slot * PAIR..][..PAIR]);
            }
        }
        let (early, late) = (buffer.early.as_chunks::<PAIR>().0, buffer.late.as_chunks::<PAIR>().0);
        let row = |place, token| if place < E { &early[token * E + place] } else { &late[slot(token, place)] };
        let features: [_; N] =
            std::array::from_fn(|place| places[place].map_or(&self.empty[place], |token| row(place, token)));
        *scores = self.output_bias;
        score(self.isa, features, &self.bias, &self.output, scores);
    }
}
