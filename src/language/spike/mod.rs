//! The first working version, to be replaced.
#![allow(clippy::all, missing_docs, warnings)]
pub mod model;
pub mod nn;
pub mod tok;
pub type Files<'a> = std::collections::HashMap<String, &'a [u8]>;
pub fn files(b: &[u8]) -> Files<'_> {
    let mut m = Files::new();
    let mut i = 0;
    while i < b.len() {
        let l = b[i] as usize;
        let n = String::from_utf8(b[i + 1..i + 1 + l].to_vec()).unwrap();
        i += 1 + l;
        let s = u64::from_le_bytes(b[i..i + 8].try_into().unwrap()) as usize;
        i += 8;
        m.insert(n, &b[i..i + s]);
        i += s;
    }
    m
}
