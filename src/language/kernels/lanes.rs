//! Eight floats side by side, in plain Rust and in a register.

/// Eight floats that are added and multiplied lane by lane, each lane rounded by itself. Nothing is fused.
///
/// A value is proof that the machine has its instructions: only the two functions that make one from nothing are unsafe.
pub trait Eight: Copy {
    /// The same number in every lane.
    ///
    /// # Safety
    /// The machine has the instructions of the type.
    unsafe fn splat(v: f32) -> Self;
    /// Eight numbers.
    ///
    /// # Safety
    /// The machine has the instructions of the type.
    unsafe fn load(v: &[f32; 8]) -> Self;
    /// The product.
    fn mul(self, other: Self) -> Self;
    /// The sum.
    fn add(self, other: Self) -> Self;
    /// The second one in each lane, unless the first is larger.
    fn larger(self, other: Self) -> Self;
    /// Writes the eight numbers.
    fn store(self, to: &mut [f32; 8]);
}

impl Eight for [f32; 8] {
    // SAFETY: any machine will do.
    #[inline(always)]
    unsafe fn splat(v: f32) -> Self {
        [v; 8]
    }

    // SAFETY: any machine will do.
    #[inline(always)]
    unsafe fn load(v: &[f32; 8]) -> Self {
        *v
    }

    #[inline(always)]
    fn mul(mut self, other: Self) -> Self {
        for j in 0..8 {
            self[j] *= other[j];
        }
        self
    }

    #[inline(always)]
    fn add(mut self, other: Self) -> Self {
        for j in 0..8 {
            self[j] += other[j];
        }
        self
    }

    #[inline(always)]
    fn larger(mut self, other: Self) -> Self {
        for j in 0..8 {
            self[j] = super::float::larger(self[j], other[j]);
        }
        self
    }

    #[inline(always)]
    fn store(self, to: &mut [f32; 8]) {
        *to = self;
    }
}

#[cfg(target_arch = "aarch64")]
pub use arm::Register;
#[cfg(target_arch = "x86_64")]
pub use x86::Register;

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::*;

    use super::Eight;

    /// A register of AVX.
    #[derive(Clone, Copy)]
    pub struct Register(__m256);

    impl Eight for Register {
        // SAFETY: called as the trait says.
        #[inline(always)]
        unsafe fn splat(v: f32) -> Self {
            // SAFETY: promised by the caller.
            Register(unsafe { _mm256_set1_ps(v) })
        }

        // SAFETY: called as the trait says.
        #[inline(always)]
        unsafe fn load(v: &[f32; 8]) -> Self {
            // SAFETY: the machine has the instruction, as the caller promises, and eight floats lie there.
            Register(unsafe { _mm256_loadu_ps(v.as_ptr()) })
        }

        #[inline(always)]
        fn mul(self, other: Self) -> Self {
            // SAFETY: `self` is proof of the instructions.
            Register(unsafe { _mm256_mul_ps(self.0, other.0) })
        }

        #[inline(always)]
        fn add(self, other: Self) -> Self {
            // SAFETY: `self` is proof of the instructions.
            Register(unsafe { _mm256_add_ps(self.0, other.0) })
        }

        #[inline(always)]
        fn larger(self, other: Self) -> Self {
            // SAFETY: `self` is proof of the instructions.
            Register(unsafe { _mm256_max_ps(self.0, other.0) })
        }

        #[inline(always)]
        fn store(self, to: &mut [f32; 8]) {
            // SAFETY: `self` is proof of the instructions, and there is room for eight floats.
            unsafe { _mm256_storeu_ps(to.as_mut_ptr(), self.0) }
        }
    }
}

#[cfg(target_arch = "aarch64")]
mod arm {
    use std::arch::aarch64::*;

    use super::Eight;

    /// Two registers of NEON.
    #[derive(Clone, Copy)]
    pub struct Register(float32x4_t, float32x4_t);

    impl Eight for Register {
        // SAFETY: called as the trait says.
        #[inline(always)]
        unsafe fn splat(v: f32) -> Self {
            // SAFETY: promised by the caller.
            unsafe { Register(vdupq_n_f32(v), vdupq_n_f32(v)) }
        }

        // SAFETY: called as the trait says.
        #[inline(always)]
        unsafe fn load(v: &[f32; 8]) -> Self {
            // SAFETY: the machine has the instruction, as the caller promises, and eight floats lie there.
            unsafe { Register(vld1q_f32(v.as_ptr()), vld1q_f32(v.as_ptr().add(4))) }
        }

        #[inline(always)]
        fn mul(self, other: Self) -> Self {
            // SAFETY: `self` is proof of the instructions.
            unsafe { Register(vmulq_f32(self.0, other.0), vmulq_f32(self.1, other.1)) }
        }

        #[inline(always)]
        fn add(self, other: Self) -> Self {
            // SAFETY: `self` is proof of the instructions.
            unsafe { Register(vaddq_f32(self.0, other.0), vaddq_f32(self.1, other.1)) }
        }

        #[inline(always)]
        fn larger(self, other: Self) -> Self {
            // SAFETY: `self` is proof of the instructions.
            unsafe {
                Register(
                    vbslq_f32(vcgtq_f32(self.0, other.0), self.0, other.0),
                    vbslq_f32(vcgtq_f32(self.1, other.1), self.1, other.1),
                )
            }
        }

        #[inline(always)]
        fn store(self, to: &mut [f32; 8]) {
            // SAFETY: `self` is proof of the instructions, and there is room for eight floats.
            unsafe {
                vst1q_f32(to.as_mut_ptr(), self.0);
                vst1q_f32(to.as_mut_ptr().add(4), self.1);
            }
        }
    }
}
