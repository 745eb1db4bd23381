//! The convolution in whole numbers on x86-64. Each path differs only in its registers and in how it adds up groups of four.

use std::arch::x86_64::*;

use super::whole::{Convolution, convolution};
use super::{WIDTH, WINDOW};

/// As [`Convolution::to_bytes`], compiled for AVX2.
#[target_feature(enable = "avx2")]
pub fn to_bytes_avx2(layer: &Convolution, x: &[f32], bytes: &mut [u8]) {
    layer.to_bytes(x, bytes);
}

convolution!(
    /// 128 bits, SSSE3.
    ssse3, "ssse3", lanes 4, rows 3, __m128i,
    zero _mm_setzero_si128(),
    load |p: *const i8| _mm_loadu_si128(p.cast()),
    broadcast |v| _mm_set1_epi32(v),
    dot |sum, v, w| _mm_add_epi32(sum, _mm_madd_epi16(_mm_maddubs_epi16(v, w), _mm_set1_epi16(1))),
    finish finish_128
);
convolution!(
    /// 256 bits, AVX2.
    avx2, "avx2", lanes 8, rows 3, __m256i,
    zero _mm256_setzero_si256(),
    load |p: *const i8| _mm256_loadu_si256(p.cast()),
    broadcast |v| _mm256_set1_epi32(v),
    dot |sum, v, w| _mm256_add_epi32(sum, _mm256_madd_epi16(_mm256_maddubs_epi16(v, w), _mm256_set1_epi16(1))),
    finish finish_256
);
convolution!(
    /// 256 bits, with dot products.
    avx_vnni, "avx2,avxvnni", lanes 8, rows 3, __m256i,
    zero _mm256_setzero_si256(),
    load |p: *const i8| _mm256_loadu_si256(p.cast()),
    broadcast |v| _mm256_set1_epi32(v),
    dot |sum, v, w| _mm256_dpbusd_avx_epi32(sum, v, w),
    finish finish_256
);
convolution!(
    /// 512 bits, with dot products.
    avx512_vnni, "avx512f,avx512bw,avx512vnni,avx2", lanes 16, rows 8, __m512i,
    zero _mm512_setzero_si512(),
    load |p: *const i8| _mm512_loadu_si512(p.cast()),
    broadcast |v| _mm512_set1_epi32(v),
    dot |sum, v, w| _mm512_dpbusd_epi32(sum, v, w),
    finish finish_512
);

macro_rules! finish {
    ($name:ident, $features:literal, $register:ty, $lanes:literal, $load:ident, $float:ident, $mul:ident, $add:ident, $max:ident, $store:ident) => {
        /// Scales the three sums, adds their biases and stores the largest.
        ///
        /// # Safety
        /// `scale` and `bias` hold three registers of floats, `out` has room for one.
        #[target_feature(enable = $features)]
        #[inline]
        unsafe fn $name(sums: [$register; 3], scale: *const f32, bias: *const f32, out: *mut f32) {
            // SAFETY: promised by the caller.
            unsafe {
                let mut largest = $add($mul($float(sums[0]), $load(scale)), $load(bias));
                for c in 1..3 {
                    let at = c * $lanes;
                    largest = $max(largest, $add($mul($float(sums[c]), $load(scale.add(at))), $load(bias.add(at))));
                }
                $store(out, largest);
            }
        }
    };
}

finish!(
    finish_128,
    "ssse3",
    __m128i,
    4,
    _mm_loadu_ps,
    _mm_cvtepi32_ps,
    _mm_mul_ps,
    _mm_add_ps,
    _mm_max_ps,
    _mm_storeu_ps
);
finish!(
    finish_256,
    "avx2",
    __m256i,
    8,
    _mm256_loadu_ps,
    _mm256_cvtepi32_ps,
    _mm256_mul_ps,
    _mm256_add_ps,
    _mm256_max_ps,
    _mm256_storeu_ps
);
finish!(
    finish_512,
    "avx512f",
    __m512i,
    16,
    _mm512_loadu_ps,
    _mm512_cvtepi32_ps,
    _mm512_mul_ps,
    _mm512_add_ps,
    max_512,
    _mm512_storeu_ps
);

#[cfg(not(miri))]
use _mm512_max_ps as max_512;

/// As `_mm512_max_ps`, the one instruction of these paths that Miri lacks.
#[cfg(miri)]
#[target_feature(enable = "avx512f")]
fn max_512(a: __m512, b: __m512) -> __m512 {
    // SAFETY: a register of this width is sixteen floats.
    let (a, b): ([f32; 16], [f32; 16]) = unsafe { (std::mem::transmute(a), std::mem::transmute(b)) };
    let larger: [f32; 16] = std::array::from_fn(|i| if a[i] > b[i] { a[i] } else { b[i] });
    // SAFETY: as above.
    unsafe { std::mem::transmute(larger) }
}
