//! Compares pairs of names: JSON lines `{"id", "a", "b"}` on standard input, `{"id", "same", "score"}` on standard output.

use std::io::{self, BufRead, Write};

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let line = line?;
        let Ok(row) = serde_json::from_str::<serde_json::Value>(&line) else { continue };
        let text = |key: &str| row.get(key).and_then(|v| v.as_str()).unwrap_or_default();
        let comparison = copydesk::names::compare(text("a"), text("b"));
        let score = f64::from(comparison.score) / 100.0;
        let result = serde_json::json!({"id": text("id"), "same": comparison.score >= 70, "score": score});
        writeln!(out, "{result}")?;
    }
    Ok(())
}
