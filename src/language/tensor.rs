//! Weights in a model file: tables of floats, of half floats, or of bytes with a scale for each row.

use super::error::ModelError;
use super::file::{ModelFile, Section, f32_at, u16_at, u32_at};

/// A table of weights, read where it lies.
pub struct Tensor {
    name: String,
    rows: usize,
    columns: usize,
    values: Values,
}

enum Values {
    Floats(Section),
    Halves(Section),
    Bytes { scales: Section, bytes: Section },
}

impl Tensor {
    /// A table of the file.
    pub fn open(file: &ModelFile, name: &str) -> Result<Self, ModelError> {
        let data = file.section(name)?;
        let bad = || ModelError::section(name, "is not a table of weights");
        if data.len() < 16 {
            return Err(bad());
        }
        let (kind, rows, columns) = (u32_at(&data, 0), u32_at(&data, 1) as usize, u32_at(&data, 2) as usize);
        let count = rows.checked_mul(columns).filter(|&c| 0 < c && c < 1 << 30).ok_or_else(bad)?;
        let values = match kind {
            0 => Values::Floats(data.part(16, 4 * count).ok_or_else(bad)?),
            1 => {
                let scales = 2 * rows.next_multiple_of(2);
                Values::Bytes {
                    scales: data.part(16, scales).ok_or_else(bad)?,
                    bytes: data.part(16 + scales, count).ok_or_else(bad)?,
                }
            }
            2 => Values::Halves(data.part(16, 2 * count).ok_or_else(bad)?),
            _ => return Err(bad()),
        };
        Ok(Self { name: name.to_string(), rows, columns, values })
    }

    /// Refuses a table of another form.
    pub fn expect(self, rows: usize, columns: usize) -> Result<Self, ModelError> {
        if (self.rows, self.columns) == (rows, columns) {
            Ok(self)
        } else {
            Err(ModelError::section(&self.name, "has other dimensions than this program's network"))
        }
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Adds row `r` to `out`.
    pub fn add_row(&self, r: usize, out: &mut [f32]) {
        match &self.values {
            Values::Floats(data) => {
                for (o, v) in out.iter_mut().zip(data[r * self.columns * 4..].as_chunks::<4>().0) {
                    *o += f32::from_le_bytes(*v);
                }
            }
            Values::Halves(data) => {
                for (o, v) in out.iter_mut().zip(data[r * self.columns * 2..].as_chunks::<2>().0) {
                    *o += half(u16::from_le_bytes(*v));
                }
            }
            Values::Bytes { scales, bytes } => {
                let scale = half(u16_at(scales, r));
                for (o, &b) in out.iter_mut().zip(&bytes[r * self.columns..(r + 1) * self.columns]) {
                    *o += f32::from(b as i8) * scale;
                }
            }
        }
    }

    /// All rows as floats.
    pub fn floats(&self) -> Vec<f32> {
        let mut all = vec![0.0; self.rows * self.columns];
        for (r, row) in all.chunks_exact_mut(self.columns).enumerate() {
            self.add_row(r, row);
        }
        all
    }
}

/// A table that is read as a whole, with the form it must have.
pub fn floats(file: &ModelFile, name: &str, rows: usize, columns: usize) -> Result<Vec<f32>, ModelError> {
    Ok(Tensor::open(file, name)?.expect(rows, columns)?.floats())
}

/// A vector of known length.
pub fn vector<const N: usize>(file: &ModelFile, name: &str) -> Result<[f32; N], ModelError> {
    let all = floats(file, name, 1, N)?;
    Ok(std::array::from_fn(|i| all[i]))
}

/// `N` plain floats from number `at` on.
pub fn raw<const N: usize>(data: &[u8], at: usize) -> [f32; N] {
    std::array::from_fn(|i| f32_at(data, at + i))
}

/// A half-precision float.
fn half(bits: u16) -> f32 {
    let (exponent, fraction) = (u32::from(bits >> 10) & 31, f32::from(bits & 1023) / 1024.0);
    let value = match exponent {
        0 => fraction * 2f32.powi(-14),
        e => (1.0 + fraction) * f32::from_bits((e + 112) << 23),
    };
    if bits & 0x8000 == 0 { value } else { -value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_precision() {
        assert_eq!(
            [0x3c00, 0xc000, 0x3555, 0x0001, 0x7bff].map(half),
            [1.0, -2.0, 0.333_251_95, 5.960_464_5e-8, 65504.0]
        );
    }
}
