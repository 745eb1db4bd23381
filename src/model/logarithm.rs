//! A logarithm that is the same on every machine: the platform's own may differ in the last bit, and a finding hang on it.

/// The natural logarithm of a positive, normal number, by additions, multiplications and one division, which IEEE 754 fixes.
#[must_use]
pub fn ln(x: f64) -> f64 {
    const MANTISSA: u64 = (1 << 52) - 1;
    let bits = x.to_bits();
    let mut exponent = (bits >> 52 & 0x7ff) as i32 - 1023;
    let mut m = f64::from_bits(bits & MANTISSA | 1023 << 52);
    if m > std::f64::consts::SQRT_2 {
        m *= 0.5;
        exponent += 1;
    }
    // ln m = 2 artanh s; with s below 0.172 the terms from s^23 on are below the last bit.
    let s = (m - 1.0) / (m + 1.0);
    let square = s * s;
    let series = (0..11).rev().fold(0.0, |sum, k| sum * square + 2.0 / f64::from(2 * k + 1));
    f64::from(exponent) * std::f64::consts::LN_2 + s * series
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_near_as_the_platform_s_and_the_same_everywhere() {
        for i in 1..20_000 {
            let x = f64::from(i) * 0.37;
            assert!((ln(x) - x.ln()).abs() <= 4e-16 * x.ln().abs().max(1.0), "{x}");
        }
        assert_eq!((ln(1.0).to_bits(), ln(2.0).to_bits()), (0, std::f64::consts::LN_2.to_bits()));
        assert_eq!(
            [ln(3.0), ln(10.0), ln(0.37)].map(f64::to_bits),
            [0x3ff1_93ea_7aad_030a, 0x4002_6bb1_bbb5_5515, 0xbfef_d0ea_24bf_89b8]
        );
    }
}
