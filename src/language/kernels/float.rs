//! Products and layer norms in floats. One source for every machine, compiled for the base instructions and for
//! those of AVX2 or NEON. The products name their registers ([`Eight`]); the short loops of the rest the compiler turns into registers by itself.

use super::lanes::Eight;
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
use super::lanes::Register;
use super::{Isa, WIDTH};

/// Columns of a packed panel of [`Dense`]: two registers of eight.
const PANEL: usize = 16;
/// Columns of a packed panel of [`Single`]: with one row at a time, eight registers hide how long a sum takes.
const WIDE: usize = 64;
/// Columns of a packed panel of [`Maxout`]: three pieces of eight outputs.
const PIECES: usize = 24;
/// Rows that go through all panels before the next ones do, so that they stay in the cache.
const BLOCK: usize = 48;

/// Calls a function of this file as it was compiled for the path.
macro_rules! dispatch {
    ($isa:expr, $function:ident($($argument:expr),*)) => {
        match $isa {
            // SAFETY: `Isa::available` gave a path with AVX2 only after the machine said that it has it.
            #[cfg(target_arch = "x86_64")]
            isa if isa.has_avx2() => unsafe { avx2::$function($($argument),*) },
            // SAFETY: every 64-bit ARM has NEON.
            #[cfg(target_arch = "aarch64")]
            Isa::Neon => unsafe { neon::$function($($argument),*) },
            _ => base::$function($($argument),*),
        }
    };
}

/// A matrix packed for `rows × matrix + bias`.
pub struct Dense {
    weights: Vec<f32>,
    bias: Vec<f32>,
    inputs: usize,
    columns: usize,
    isa: Isa,
}

impl Dense {
    /// Packs `rows` (one an output, `inputs` wide); `order[c]` is the row that becomes column `c`.
    pub fn new(isa: Isa, inputs: usize, rows: &[f32], bias: Option<&[f32]>, order: &[usize]) -> Self {
        let columns = order.len().next_multiple_of(PANEL);
        let (weights, bias) = pack(PANEL, inputs, columns, rows, bias, |c| order.get(c).copied());
        Self { weights, bias, inputs, columns, isa }
    }

    /// Columns of the result: the outputs, padded to whole panels.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// `n` rows of `x`, `stride` apart, times the matrix, into rows of [`columns`](Self::columns).
    pub fn apply(&self, x: &[f32], stride: usize, n: usize, out: &mut Vec<f32>) {
        // What is there already is overwritten, so it need not be cleared.
        out.resize(n * self.columns, 0.0);
        dispatch!(self.isa, dense(self, x, stride, n, out));
    }
}

/// A matrix packed for the product with one row at a time; the same sums as [`Dense`] in the same order.
pub struct Single {
    weights: Vec<f32>,
    bias: Vec<f32>,
    inputs: usize,
    columns: usize,
    isa: Isa,
}

impl Single {
    /// Packs `rows` (one an output, `inputs` wide); `order[c]` is the row that becomes column `c`. Whole panels of 64 columns.
    pub fn new(isa: Isa, inputs: usize, rows: &[f32], order: &[usize]) -> Self {
        let columns = order.len().next_multiple_of(WIDE);
        let (weights, bias) = pack(WIDE, inputs, columns, rows, None, |c| order.get(c).copied());
        Self { weights, bias, inputs, columns, isa }
    }

    /// The row times the matrix.
    pub fn apply(&self, x: &[f32], out: &mut [f32]) {
        dispatch!(self.isa, single(self, x, out));
    }
}

/// A matrix packed for `maxout`: each output is the largest of three products.
pub struct Maxout {
    weights: Vec<f32>,
    bias: Vec<f32>,
    inputs: usize,
    isa: Isa,
}

impl Maxout {
    /// Packs rows in the order (output, piece), `inputs` wide; there are [`WIDTH`] outputs.
    pub fn new(isa: Isa, inputs: usize, rows: &[f32], bias: &[f32]) -> Self {
        let column = |c: usize| {
            let (panel, c) = (c / PIECES, c % PIECES);
            Some((panel * 8 + c % 8) * 3 + c / 8)
        };
        let (weights, bias) = pack(PIECES, inputs, 3 * WIDTH, rows, Some(bias), column);
        Self { weights, bias, inputs, isa }
    }

    /// `n` rows of `x`, `stride` apart, into rows of [`WIDTH`].
    pub fn apply(&self, x: &[f32], stride: usize, n: usize, out: &mut [f32]) {
        dispatch!(self.isa, maxout(self, x, stride, n, out));
    }
}

/// Panels of `panel` columns, input by input.
fn pack(
    panel: usize,
    inputs: usize,
    columns: usize,
    rows: &[f32],
    bias: Option<&[f32]>,
    row: impl Fn(usize) -> Option<usize>,
) -> (Vec<f32>, Vec<f32>) {
    let (mut weights, mut packed_bias) = (vec![0.0; columns * inputs], vec![0.0; columns]);
    for c in 0..columns {
        let Some(r) = row(c) else { continue };
        packed_bias[c] = bias.map_or(0.0, |b| b[r]);
        let column = &mut weights[c / panel * inputs * panel + c % panel..];
        for (to, &w) in column.iter_mut().step_by(panel).zip(&rows[r * inputs..(r + 1) * inputs]) {
            *to = w;
        }
    }
    (weights, packed_bias)
}

/// Brings each row of [`WIDTH`] to mean 0 and deviation 1, scales and shifts it, and adds the same row of `residual`.
pub fn layer_norm(isa: Isa, rows: &mut [f32], residual: Option<&[f32]>, gain: &[f32; WIDTH], shift: &[f32; WIDTH]) {
    dispatch!(isa, norm(rows, residual, gain, shift));
}

/// Scores of the moves: the sum of `N` feature rows and a bias, the larger of its two halves, times the output matrix
/// (64 rows of `M`).
pub fn score<const N: usize, const M: usize>(
    isa: Isa,
    features: [&[f32; 128]; N],
    bias: &[f32; 128],
    weights: &[[f32; M]; 64],
    out: &mut [f32; M],
) {
    dispatch!(isa, score(features, bias, weights, out));
}

macro_rules! compile {
    ($name:ident, $eight:ty, dense $dense:literal, maxout $maxout:literal $(, $feature:literal)?) => {
        mod $name {
            use super::*;

            $(#[target_feature(enable = $feature)])?
            pub fn dense(w: &Dense, x: &[f32], stride: usize, n: usize, out: &mut [f32]) {
                // SAFETY: this function is compiled for the instructions of the type.
                unsafe {
                    blocks::<$eight, $dense, 2>(x, stride, n, &w.weights, &w.bias, w.inputs, out, w.columns, PANEL);
                }
            }

            $(#[target_feature(enable = $feature)])?
            pub fn single(w: &Single, x: &[f32], out: &mut [f32]) {
                // SAFETY: this function is compiled for the instructions of the type.
                unsafe {
                    blocks::<$eight, 1, 8>(x, w.inputs, 1, &w.weights, &w.bias, w.inputs, out, w.columns, WIDE);
                }
            }

            $(#[target_feature(enable = $feature)])?
            pub fn maxout(w: &Maxout, x: &[f32], stride: usize, n: usize, out: &mut [f32]) {
                // SAFETY: this function is compiled for the instructions of the type.
                unsafe {
                    blocks::<$eight, $maxout, 3>(x, stride, n, &w.weights, &w.bias, w.inputs, out, WIDTH, 8);
                }
            }

            $(#[target_feature(enable = $feature)])?
            pub fn norm(rows: &mut [f32], residual: Option<&[f32]>, gain: &[f32; WIDTH], shift: &[f32; WIDTH]) {
                norm_rows(rows, residual, gain, shift);
            }

            $(#[target_feature(enable = $feature)])?
            pub fn score<const N: usize, const M: usize>(
                features: [&[f32; 128]; N],
                bias: &[f32; 128],
                weights: &[[f32; M]; 64],
                out: &mut [f32; M],
            ) {
                score_moves(features, bias, weights, out);
            }
        }
    };
}

// So many rows at a time that sums, weights and the broadcast input fill the sixteen registers.
compile!(base, [f32; 8], dense 2, maxout 1);
#[cfg(target_arch = "x86_64")]
compile!(avx2, Register, dense 5, maxout 3, "avx2");
#[cfg(target_arch = "aarch64")]
compile!(neon, Register, dense 5, maxout 3, "neon");

/// All panels over blocks of rows, `R` rows at a time. With three parts a panel gives the largest of them, else all.
///
/// # Safety
/// The machine has the instructions of `V`.
#[inline(always)]
#[allow(clippy::too_many_arguments)]
unsafe fn blocks<V: Eight, const R: usize, const P: usize>(
    x: &[f32],
    stride: usize,
    n: usize,
    weights: &[f32],
    bias: &[f32],
    inputs: usize,
    out: &mut [f32],
    out_stride: usize,
    panel_out: usize,
) {
    for first in (0..n).step_by(BLOCK) {
        let last = (first + BLOCK).min(n);
        for p in 0..out_stride / panel_out {
            let w = &weights[p * inputs * 8 * P..(p + 1) * inputs * 8 * P];
            let b = &bias[p * 8 * P..(p + 1) * 8 * P];
            let mut r = first;
            while r < last {
                let (x, out) = (&x[r * stride..], &mut out[r * out_stride + p * panel_out..]);
                // SAFETY: promised by the caller.
                r += unsafe {
                    if r + R <= last {
                        panel::<V, R, P>(x, stride, w, inputs, b, out, out_stride);
                        R
                    } else {
                        panel::<V, 1, P>(x, stride, w, inputs, b, out, out_stride);
                        1
                    }
                };
            }
        }
    }
}

/// `R` rows through one panel of `P` parts of eight columns.
///
/// # Safety
/// The machine has the instructions of `V`.
#[inline(always)]
unsafe fn panel<V: Eight, const R: usize, const P: usize>(
    x: &[f32],
    stride: usize,
    weights: &[f32],
    inputs: usize,
    bias: &[f32],
    out: &mut [f32],
    out_stride: usize,
) {
    let (weights, bias) = (weights.as_chunks::<8>().0, bias.as_chunks::<8>().0);
    assert!(
        (R - 1) * stride + inputs <= x.len() && inputs * P <= weights.len() && P <= bias.len(),
        "a buffer is too short"
    );
    // SAFETY: promised by the caller.
    let mut sums = [unsafe { load::<V, P>(bias) }; R];
    for (i, w) in weights.as_chunks::<P>().0[..inputs].iter().enumerate() {
        // SAFETY: promised by the caller.
        let w = unsafe { load::<V, P>(w) };
        for (r, row) in sums.iter_mut().enumerate() {
            // SAFETY: promised by the caller; the number lies in the `r`th of the rows, whose length was checked above.
            let v = unsafe { V::splat(*x.get_unchecked(r * stride + i)) };
            for p in 0..P {
                row[p] = row[p].add(v.mul(w[p]));
            }
        }
    }
    for (r, row) in sums.iter().enumerate() {
        let out = out[r * out_stride..].as_chunks_mut::<8>().0;
        if P == 3 {
            row[0].larger(row[1]).larger(row[2]).store(&mut out[0]);
        } else {
            for p in 0..P {
                row[p].store(&mut out[p]);
            }
        }
    }
}

/// The first `P` registers of a row.
///
/// # Safety
/// The machine has the instructions of `V`.
// A loop, not `array::from_fn`: its closure is a function of its own, compiled without the instructions of `V`, and each
// instruction in it a call, unless the compiler happens to inline it in time.
#[inline(always)]
unsafe fn load<V: Eight, const P: usize>(row: &[[f32; 8]]) -> [V; P] {
    // SAFETY: promised by the caller.
    unsafe {
        let mut all = [V::load(&row[0]); P];
        for p in 1..P {
            all[p] = V::load(&row[p]);
        }
        all
    }
}

/// The larger of two numbers as the processors' own instruction gives it: the second one unless the first is larger.
#[inline(always)]
pub(super) fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

type Lanes = [[f32; 16]; WIDTH / 16];

#[inline(always)]
fn lanes(row: &[f32]) -> &Lanes {
    row.as_chunks::<16>().0.try_into().unwrap()
}

#[inline(always)]
fn norm_rows(rows: &mut [f32], residual: Option<&[f32]>, gain: &[f32; WIDTH], shift: &[f32; WIDTH]) {
    let (gain, shift) = (lanes(gain), lanes(shift));
    for (i, row) in rows.chunks_exact_mut(WIDTH).enumerate() {
        let row: &mut Lanes = row.as_chunks_mut::<16>().0.try_into().unwrap();
        let mut sum = [0f32; 16];
        for part in row.iter() {
            for j in 0..16 {
                sum[j] += part[j];
            }
        }
        let mean = total(&sum) / WIDTH as f32;
        let mut squares = [0f32; 16];
        for part in row.iter() {
            for j in 0..16 {
                let d = part[j] - mean;
                squares[j] += d * d;
            }
        }
        let factor = 1.0 / (total(&squares) / WIDTH as f32 + 1e-8).sqrt();
        for c in 0..WIDTH / 16 {
            for j in 0..16 {
                row[c][j] = (row[c][j] - mean) * factor * gain[c][j] + shift[c][j];
            }
        }
        if let Some(residual) = residual {
            let add = lanes(&residual[i * WIDTH..(i + 1) * WIDTH]);
            for c in 0..WIDTH / 16 {
                for j in 0..16 {
                    row[c][j] += add[c][j];
                }
            }
        }
    }
}

/// Sum of sixteen lanes, halved again and again.
#[inline(always)]
fn total(a: &[f32; 16]) -> f32 {
    let (mut b, mut c) = ([0.0; 8], [0.0; 4]);
    for j in 0..8 {
        b[j] = a[j] + a[j + 8];
    }
    for j in 0..4 {
        c[j] = b[j] + b[j + 4];
    }
    (c[0] + c[2]) + (c[1] + c[3])
}

#[inline(always)]
fn score_moves<const N: usize, const M: usize>(
    features: [&[f32; 128]; N],
    bias: &[f32; 128],
    weights: &[[f32; M]; 64],
    out: &mut [f32; M],
) {
    let mut sum = *bias;
    for f in features {
        for j in 0..128 {
            sum[j] += f[j];
        }
    }
    let mut hidden = [0.0; 64];
    for j in 0..64 {
        hidden[j] = larger(sum[j], sum[64 + j]);
    }
    // A copy keeps the sums in registers, as `out` might be read elsewhere.
    let mut scores = *out;
    for i in 0..64 {
        for j in 0..M {
            scores[j] += hidden[i] * weights[i][j];
        }
    }
    *out = scores;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers without a pattern, the same in each run.
    fn numbers(n: usize, mut seed: u32) -> Vec<f32> {
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as f32 / (1 << 22) as f32 - 2.0
        };
        (0..n).map(|_| next()).collect()
    }

    fn bits(v: &[f32]) -> Vec<u32> {
        v.iter().map(|f| f.to_bits()).collect()
    }

    #[test]
    fn a_product_is_what_it_should_be() {
        let (rows, bias) = ([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], [10.0, 20.0, 30.0]);
        let d = Dense::new(Isa::Scalar, 2, &rows, Some(&bias), &[2, 0, 1]);
        let mut out = vec![];
        d.apply(&[1.0, -1.0], 2, 1, &mut out);
        assert_eq!(out[..3], [29.0, 9.0, 19.0]);
        let mut row = [7.0; 64];
        Single::new(Isa::Scalar, 2, &rows, &[2, 0, 1]).apply(&[1.0, -1.0], &mut row);
        assert_eq!(row[..4], [-1.0, -1.0, -1.0, 0.0]);
    }

    #[test]
    fn all_paths_give_the_same_bits() {
        let n = 101;
        let (x, w, b) = (numbers(n * WIDTH, 1), numbers(288 * 200, 2), numbers(288, 3));
        let order: Vec<usize> = (0..130).rev().collect();
        let gain: [f32; WIDTH] = b[..96].try_into().unwrap();
        let weights: &[[f32; 112]; 64] = w.as_chunks::<112>().0[..64].try_into().unwrap();
        let features: [&[f32; 128]; 8] = std::array::from_fn(|i| x[i * 128..][..128].try_into().unwrap());
        let run = |isa: Isa| {
            let (mut dense, mut maxout, mut scores) = (vec![], vec![0.0; n * WIDTH], [0.5; 112]);
            let mut single = [0.0; 192];
            Single::new(isa, WIDTH, &w, &order).apply(&x, &mut single);
            Dense::new(isa, WIDTH, &w, Some(&b), &order).apply(&x, WIDTH, n, &mut dense);
            Maxout::new(isa, 200, &w, &b).apply(&x, WIDTH, n - 3, &mut maxout);
            let raw = maxout.clone();
            layer_norm(isa, &mut maxout, Some(&x), &gain, &gain);
            score(isa, features, b[..128].try_into().unwrap(), weights, &mut scores);
            [bits(&dense), bits(&raw), bits(&maxout), bits(&scores), bits(&single)]
        };
        let expected = run(Isa::Scalar);
        for isa in Isa::available() {
            assert!(run(isa) == expected, "{isa:?}");
        }
    }
}
