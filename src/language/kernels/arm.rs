//! The convolution in whole numbers on 64-bit ARM, whose every processor has NEON.

use std::arch::aarch64::*;

use super::whole::{Convolution, convolution};
use super::{WIDTH, WINDOW};

convolution!(
    /// 128 bits. Products of a byte and a 7-bit weight fit 16 bits, and so do the sums of two.
    neon, "neon", lanes 4, rows 3, int32x4_t,
    zero vdupq_n_s32(0),
    load |p: *const i8| vld1q_s8(p),
    broadcast |group: i32| vreinterpretq_s16_u16(vmovl_u8(vreinterpret_u8_s32(vdup_n_s32(group)))),
    dot |sum, v, w| {
        let (low, high) = (vmulq_s16(vmovl_s8(vget_low_s8(w)), v), vmulq_s16(vmovl_high_s8(w), v));
        vpadalq_s16(sum, vpaddq_s16(low, high))
    },
    finish finish
);

/// Scales the three sums, adds their biases and stores the largest.
///
/// # Safety
/// `scale` and `bias` hold three registers of floats, `out` has room for one.
#[target_feature(enable = "neon")]
#[inline]
unsafe fn finish(sums: [int32x4_t; 3], scale: *const f32, bias: *const f32, out: *mut f32) {
    // SAFETY: promised by the caller.
    unsafe {
        let value = |c: usize| {
            vaddq_f32(vmulq_f32(vcvtq_f32_s32(sums[c]), vld1q_f32(scale.add(4 * c))), vld1q_f32(bias.add(4 * c)))
        };
        let larger = |a, b| vbslq_f32(vcgtq_f32(a, b), a, b);
        vst1q_f32(out, larger(larger(value(0), value(1)), value(2)));
    }
}
