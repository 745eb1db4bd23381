//! A convolution layer in whole numbers: 8-bit activations, 7-bit weights, exact 32-bit sums.

use super::float::larger;
use super::{Isa, WIDTH, WINDOW};

/// Outputs with their pieces: each of the [`WIDTH`] outputs is the largest of three.
const ROWS: usize = 3 * WIDTH;
/// Inputs come in groups of four bytes, which is what the processors' instructions add up.
const GROUPS: usize = WINDOW / 4;
/// The largest activation.
const LARGEST: f32 = 255.0;
/// The largest weight: two products of the largest numbers just fit the 16-bit sums of `maddubs`.
pub const LARGEST_WEIGHT: u8 = 63;

/// A layer, packed for one kind of processor.
pub struct Convolution {
    /// Panels of [`Isa::lanes`] outputs: for each group of inputs three pieces of `lanes × 4` bytes.
    pub(super) weights: Vec<i8>,
    /// Scales of the sums, in the panels' order: three pieces of `lanes`.
    pub(super) scale: Vec<f32>,
    /// Biases, likewise.
    pub(super) bias: Vec<f32>,
    step: [f32; WIDTH],
    zero: [f32; WIDTH],
    isa: Isa,
}

impl Convolution {
    /// Packs a layer. Rows are in the order (output, piece); `step` and `zero` turn channels of the input into bytes.
    ///
    /// # Panics
    /// If a weight is larger than [`LARGEST_WEIGHT`], with which the paths would not agree.
    pub fn new(isa: Isa, step: [f32; WIDTH], zero: [f32; WIDTH], scale: &[f32], bias: &[f32], rows: &[u8]) -> Self {
        assert!(rows.iter().all(|&b| (b as i8).unsigned_abs() <= LARGEST_WEIGHT), "a weight is too large");
        let lanes = isa.lanes();
        let mut this =
            Self { weights: vec![0; ROWS * WINDOW], scale: vec![0.0; ROWS], bias: vec![0.0; ROWS], step, zero, isa };
        for c in 0..ROWS {
            let (panel, c_in) = (c / (3 * lanes), c % (3 * lanes));
            let row = (panel * lanes + c_in % lanes) * 3 + c_in / lanes;
            this.scale[c] = scale[row];
            this.bias[c] = bias[row];
            let groups = rows[row * WINDOW..(row + 1) * WINDOW].as_chunks::<4>().0;
            let panel = &mut this.weights.as_chunks_mut::<4>().0[panel * GROUPS * 3 * lanes..];
            for (to, group) in panel[c_in..].iter_mut().step_by(3 * lanes).zip(groups) {
                *to = group.map(|b| b as i8);
            }
        }
        this
    }

    /// The layer over `n` windows of `x`, whose rows lie side by side (`n + 2` of them), into `out`; `bytes` is a buffer.
    pub fn apply(&self, x: &[f32], n: usize, bytes: &mut Vec<u8>, out: &mut [f32]) {
        assert!((n + 2) * WIDTH <= x.len() && n * WIDTH <= out.len(), "a buffer is too short");
        // What is there already is overwritten, so it need not be cleared.
        bytes.resize((n + 2) * WIDTH, 0);
        #[cfg(target_arch = "x86_64")]
        {
            use super::x86;
            // SAFETY: `Isa::available` names a path only after the machine said that it has its instructions; the
            // lengths of `bytes` and `out` were set or checked above, those of the weights when they were packed.
            unsafe {
                match self.isa {
                    Isa::Scalar | Isa::Neon => {}
                    Isa::Ssse3 => {
                        self.to_bytes(x, bytes);
                        return x86::ssse3(self, bytes, n, out);
                    }
                    Isa::Avx2 => {
                        x86::to_bytes_avx2(self, x, bytes);
                        return x86::avx2(self, bytes, n, out);
                    }
                    Isa::AvxVnni => {
                        x86::to_bytes_avx2(self, x, bytes);
                        return x86::avx_vnni(self, bytes, n, out);
                    }
                    Isa::Avx512Vnni => {
                        x86::to_bytes_avx2(self, x, bytes);
                        return x86::avx512_vnni(self, bytes, n, out);
                    }
                }
            }
        }
        self.to_bytes(x, bytes);
        #[cfg(target_arch = "aarch64")]
        if self.isa == Isa::Neon {
            // SAFETY: as above.
            return unsafe { super::arm::neon(self, bytes, n, out) };
        }
        self.scalar(bytes, n, out);
    }

    /// `round(x * step + zero)`, kept within 0..=255. Adding 2²³ leaves the rounded number in the lowest bits.
    #[inline(always)]
    pub(super) fn to_bytes(&self, x: &[f32], bytes: &mut [u8]) {
        for (row, out) in x.as_chunks::<WIDTH>().0.iter().zip(bytes.as_chunks_mut::<WIDTH>().0) {
            for j in 0..WIDTH {
                let v = larger(row[j] * self.step[j] + self.zero[j], 0.0);
                let v = if v < LARGEST { v } else { LARGEST };
                out[j] = (v + 8_388_608.0).to_bits() as u8;
            }
        }
    }

    /// The path for every machine, and the measure for all others.
    fn scalar(&self, bytes: &[u8], n: usize, out: &mut [f32]) {
        let lanes = self.isa.lanes();
        debug_assert_eq!(lanes, 8);
        for r in 0..n {
            let window = bytes[r * WIDTH..].first_chunk::<WINDOW>().unwrap();
            for (panel, weights) in self.weights.chunks_exact(WINDOW * 24).enumerate() {
                let mut sums = [0i32; 24];
                for (group, w) in window.as_chunks::<4>().0.iter().zip(weights.as_chunks::<96>().0) {
                    for (sum, w) in sums.iter_mut().zip(w.as_chunks::<4>().0) {
                        for k in 0..4 {
                            *sum += i32::from(group[k]) * i32::from(w[k]);
                        }
                    }
                }
                let (scale, bias) = (&self.scale[panel * 24..][..24], &self.bias[panel * 24..][..24]);
                let value = |c: usize| sums[c] as f32 * scale[c] + bias[c];
                for j in 0..8 {
                    out[r * WIDTH + panel * 8 + j] = larger(larger(value(j), value(8 + j)), value(16 + j));
                }
            }
        }
    }
}

/// A path over registers: each differs only in these and in how it adds up groups of four.
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
macro_rules! convolution {
    ($(#[$doc:meta])* $name:ident, $features:literal, lanes $lanes:literal, rows $rows:literal, $register:ty,
     zero $zero:expr, load $load:expr, broadcast $broadcast:expr, dot $dot:expr, finish $finish:expr) => {
        $(#[$doc])*
        #[target_feature(enable = $features)]
        pub fn $name(layer: &Convolution, bytes: &[u8], n: usize, out: &mut [f32]) {
            const LANES: usize = $lanes;
            const GROUP: usize = 3 * LANES * 4;
            let panels = WIDTH / LANES;
            // Blocks of rows go through all panels, so that they stay in the cache.
            for first in (0..n).step_by(64) {
                let last = (first + 64).min(n);
                for p in 0..panels {
                    let weights = &layer.weights[p * WINDOW * 3 * LANES..(p + 1) * WINDOW * 3 * LANES];
                    let scale = &layer.scale[p * 3 * LANES..(p + 1) * 3 * LANES];
                    let bias = &layer.bias[p * 3 * LANES..(p + 1) * 3 * LANES];
                    let mut r = first;
                    while r < last {
                        let together = if r + $rows <= last { $rows } else { 1 };
                        if together == $rows {
                            let mut rows: [&[u8; WINDOW]; $rows] = [bytes[r * WIDTH..].first_chunk().unwrap(); $rows];
                            for a in 1..$rows {
                                rows[a] = bytes[(r + a) * WIDTH..].first_chunk().unwrap();
                            }
                            let mut sums: [[$register; 3]; $rows] = [[$zero; 3]; $rows];
                            for (i, w) in weights.as_chunks::<GROUP>().0.iter().enumerate() {
                                // SAFETY: the three loads lie within the `GROUP` bytes of `w`.
                                let w = unsafe {
                                    [$load(w.as_ptr()), $load(w.as_ptr().add(4 * LANES)), $load(w.as_ptr().add(8 * LANES))]
                                };
                                for a in 0..$rows {
                                    let group = rows[a].as_chunks::<4>().0[i];
                                    let v = $broadcast(i32::from_le_bytes(group));
                                    sums[a][0] = $dot(sums[a][0], v, w[0]);
                                    sums[a][1] = $dot(sums[a][1], v, w[1]);
                                    sums[a][2] = $dot(sums[a][2], v, w[2]);
                                }
                            }
                            for a in 0..$rows {
                                let out = &mut out[(r + a) * WIDTH + p * LANES..][..LANES];
                                // SAFETY: `scale` and `bias` hold three registers, `out` one.
                                unsafe { $finish(sums[a], scale.as_ptr(), bias.as_ptr(), out.as_mut_ptr()) };
                            }
                        } else {
                            let row: &[u8; WINDOW] = bytes[r * WIDTH..].first_chunk().unwrap();
                            let mut sums: [$register; 3] = [$zero; 3];
                            for (i, w) in weights.as_chunks::<GROUP>().0.iter().enumerate() {
                                let v = $broadcast(i32::from_le_bytes(row.as_chunks::<4>().0[i]));
                                for c in 0..3 {
                                    // SAFETY: the loads lie within the `GROUP` bytes of `w`.
                                    sums[c] = $dot(sums[c], v, unsafe { $load(w.as_ptr().add(4 * LANES * c)) });
                                }
                            }
                            let out = &mut out[r * WIDTH + p * LANES..][..LANES];
                            // SAFETY: `scale` and `bias` hold three registers, `out` one.
                            unsafe { $finish(sums, scale.as_ptr(), bias.as_ptr(), out.as_mut_ptr()) };
                        }
                        r += together;
                    }
                }
            }
        }
    };
}
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
pub(super) use convolution;

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(isa: Isa) -> Convolution {
        let mut seed = 7u32;
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            seed >> 8
        };
        let rows: Vec<u8> = (0..ROWS * WINDOW).map(|_| ((next() % 127) as i8 - 63) as u8).collect();
        let scale: Vec<f32> = (0..ROWS).map(|_| next() as f32 * 1e-10).collect();
        let bias: Vec<f32> = (0..ROWS).map(|_| next() as f32 * 1e-8 - 0.1).collect();
        let step = std::array::from_fn(|_| next() as f32 * 1e-6 + 1.0);
        let zero = std::array::from_fn(|_| (next() % 100) as f32);
        Convolution::new(isa, step, zero, &scale, &bias, &rows)
    }

    #[test]
    fn all_paths_give_the_same_bits() {
        // Miri is slow; nine rows are a whole block of every path, and one over.
        let counts: &[usize] = if cfg!(miri) { &[9] } else { &[1, 2, 3, 7, 64, 101] };
        for &n in counts {
            let x: Vec<f32> = (0..(n + 2) * WIDTH).map(|i| ((i * 7919 % 2003) as f32 - 1000.0) * 0.02).collect();
            let run = |isa: Isa| {
                let mut out = vec![0.0; n * WIDTH];
                layer(isa).apply(&x, n, &mut vec![], &mut out);
                out.iter().map(|f| f.to_bits()).collect::<Vec<_>>()
            };
            let expected = run(Isa::Scalar);
            for isa in Isa::available() {
                assert!(run(isa) == expected, "{isa:?}, {n} rows");
            }
        }
    }

    #[test]
    fn the_largest_sums_do_not_overflow() {
        for isa in Isa::available() {
            let all = |b: i8| {
                Convolution::new(isa, [1.0; 96], [0.0; 96], &[1.0; ROWS], &[0.0; ROWS], &vec![b as u8; ROWS * WINDOW])
            };
            let mut out = vec![0.0; WIDTH];
            all(63).apply(&[1e9; WINDOW], 1, &mut vec![], &mut out);
            assert!(out.iter().all(|&v| v == (255 * 63 * 288) as f32), "{isa:?}");
            all(-63).apply(&[1e9; WINDOW], 1, &mut vec![], &mut out);
            assert!(out.iter().all(|&v| v == -(255 * 63 * 288) as f32), "{isa:?}");
        }
    }
}
