//! The inner loops, for several processors. **The only place of the crate with `unsafe` code.**
//!
//! Every path gives the same bits. Whole-number sums are exact in any order. Float sums run in one fixed order: each output
//! of a product adds its terms one after the other (the lanes of a register are different outputs), layer norms use sixteen
//! partial sums, and nothing is fused (a fused multiply-add rounds once instead of twice). So findings do not depend on the
//! machine. Tests compare all paths that the machine has with the scalar one, bit for bit.
//!
//! Miri has nearly all instructions of x86-64, those that a machine lacks too, and sees a read beyond a buffer:
//! `RUSTFLAGS='-Ctarget-feature=+avx2,+avxvnni,+avx512f,+avx512bw,+avx512vl,+avx512vnni' cargo +nightly miri test --lib kernels::whole`.
//! It interprets: allow an hour.

#![allow(unsafe_code)]

#[cfg(target_arch = "aarch64")]
mod arm;
mod float;
mod lanes;
mod whole;
#[cfg(target_arch = "x86_64")]
mod x86;

pub use float::{Dense, Maxout, Single, layer_norm, score};
pub use whole::{Convolution, LARGEST_WEIGHT};

/// Width of the rows between the layers.
pub const WIDTH: usize = 96;
/// What a convolution reads: a row with its two neighbours, which lie side by side.
pub const WINDOW: usize = 3 * WIDTH;

/// The instructions that a path uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code)] // no machine has them all
pub enum Isa {
    /// Any machine.
    Scalar,
    /// 64-bit ARM.
    Neon,
    /// x86-64 with SSSE3.
    Ssse3,
    /// x86-64 with AVX2.
    Avx2,
    /// x86-64 with AVX2 and the 256-bit dot products.
    AvxVnni,
    /// x86-64 with AVX-512 and its dot products.
    Avx512Vnni,
}

impl Isa {
    /// The paths that this machine has, the slowest first.
    pub fn available() -> Vec<Isa> {
        #[cfg_attr(not(any(target_arch = "x86_64", target_arch = "aarch64")), allow(unused_mut))]
        let mut all = vec![Isa::Scalar];
        #[cfg(target_arch = "aarch64")]
        all.push(Isa::Neon);
        #[cfg(target_arch = "x86_64")]
        {
            use std::arch::is_x86_feature_detected as has;
            if has!("ssse3") {
                all.push(Isa::Ssse3);
            }
            if has!("avx2") {
                all.push(Isa::Avx2);
                if has!("avxvnni") {
                    all.push(Isa::AvxVnni);
                }
                if has!("avx512f") && has!("avx512bw") && has!("avx512vnni") {
                    all.push(Isa::Avx512Vnni);
                }
            }
        }
        all
    }

    /// The fastest path of this machine.
    pub fn best() -> Isa {
        Self::available().pop().unwrap_or(Isa::Scalar)
    }

    /// Whether the float loops may use AVX2.
    #[cfg(target_arch = "x86_64")]
    fn has_avx2(self) -> bool {
        matches!(self, Isa::Avx2 | Isa::AvxVnni | Isa::Avx512Vnni)
    }

    /// Whole numbers in a register, which is how many outputs lie side by side in the packed weights.
    fn lanes(self) -> usize {
        match self {
            Isa::Scalar | Isa::Avx2 | Isa::AvxVnni => 8,
            Isa::Ssse3 | Isa::Neon => 4,
            Isa::Avx512Vnni => 16,
        }
    }
}
