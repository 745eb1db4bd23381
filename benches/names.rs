//! The join of names by one slip, at growing size: `cargo bench --bench names [-- FORMS]`.
//!
//! It makes FORMS (a million, unless told) different invented names, one in twenty of them a slip of another one, and prints the time
//! of the join, the memory it adds, how many of the planted slips it finds and how many of its pairs are planted. One slip is no
//! evidence by itself: the share of right pairs falls as the list grows, which is why a pair is only a candidate.
//!
//! On one core of a busy AMD EPYC, processor time of the thread, rustc 1.95:
//!
//! |     names | seconds |  MB |  pairs | recall | precision |
//! |----------:|--------:|----:|-------:|-------:|----------:|
//! |    10,000 |   0.004 |   1 |    494 |   1.00 |     0.998 |
//! |   100,000 |    0.07 |  11 |  5,029 |   1.00 |     0.974 |
//! | 1,000,000 |    0.71 | 107 | 59,391 |   1.00 |     0.821 |

use std::collections::{BTreeSet, HashSet};
use std::time::Instant;

use copydesk::link::near::join;

fn main() {
    let most = std::env::args().skip(1).find_map(|a| a.parse().ok()).unwrap_or(1_000_000usize);
    println!(
        "{:>9} {:>9} {:>9} {:>11} {:>9} {:>9} {:>9}",
        "names", "seconds", "MB", "pairs", "recall", "precision", "ns/name"
    );
    for forms in [most / 100, most / 10, most].into_iter().filter(|&n| n > 20) {
        let (names, planted) = make(forms);
        let words: Vec<&str> = names.iter().map(String::as_str).collect();
        // Only what the join itself adds: the peak starts afresh.
        drop(std::fs::write("/proc/self/clear_refs", "5"));
        let before = status("VmRSS:");
        let (start, processor) = (Instant::now(), processor());
        let pairs = join(&words);
        let elapsed = start.elapsed().as_secs_f64();
        let seconds = processor.zip(self::processor()).map_or(elapsed, |(from, to)| to - from);
        let found = pairs.iter().filter(|p| planted.contains(p)).count();
        println!(
            "{:>9} {seconds:>9.3} {:>9.0} {:>11} {:>9.4} {:>9.3} {:>9.0}",
            words.len(),
            (status("VmHWM:") - before).max(0.0),
            pairs.len(),
            found as f64 / planted.len() as f64,
            found as f64 / pairs.len().max(1) as f64,
            seconds * 1e9 / words.len() as f64
        );
    }
}

/// Different names of two words, and the pairs (smaller index first) of which one is a slip of the other.
fn make(count: usize) -> (Vec<String>, BTreeSet<(u32, u32)>) {
    let mut random = Random(7);
    let mut seen: HashSet<String> = HashSet::with_capacity(count);
    let mut names: Vec<String> = Vec::with_capacity(count);
    let mut planted = BTreeSet::new();
    while names.len() < count {
        let slip = names.len() > 20 && random.below(20) == 0;
        let from = random.below(names.len().max(1));
        let name = if slip { random.slip(&names[from]) } else { random.name() };
        if seen.insert(name.clone()) {
            if slip {
                planted.insert((from as u32, names.len() as u32));
            }
            names.push(name);
        }
    }
    (names, planted)
}

/// A small generator, so that every run sees the same names.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n
    }

    fn pick(&mut self, from: &[&'static str]) -> &'static str {
        from[self.below(from.len())]
    }

    /// Syllables as names have them: "barino kelodasen".
    fn name(&mut self) -> String {
        const HEADS: &[&str] =
            &["b", "br", "d", "f", "g", "h", "j", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t", "v", "w", "z"];
        const VOWELS: &[&str] = &["a", "e", "i", "o", "u", "ai", "ie"];
        const ENDS: &[&str] = &["", "n", "r", "s", "ll", "ck", "nd", "m"];
        let mut out = String::new();
        for syllables in [1 + self.below(2), 2 + self.below(2)] {
            if !out.is_empty() {
                out.push(' ');
            }
            for _ in 0..syllables {
                out.push_str(self.pick(HEADS));
                out.push_str(self.pick(VOWELS));
            }
            out.push_str(self.pick(ENDS));
        }
        out
    }

    /// One letter left out, doubled, swapped with the next, or replaced; never the first.
    fn slip(&mut self, name: &str) -> String {
        let mut letters: Vec<char> = name.chars().collect();
        let at = 1 + self.below(letters.len() - 2);
        match self.below(4) {
            0 => drop(letters.remove(at)),
            1 => letters.insert(at, letters[at]),
            2 => letters.swap(at, at + 1),
            _ => letters[at] = char::from(b'a' + self.below(26) as u8),
        }
        letters.into_iter().collect()
    }
}

/// A line of the process's status in megabytes, where the system tells.
fn status(line: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let found = status.lines().find_map(|l| l.strip_prefix(line));
    found.and_then(|l| l.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}

/// Seconds that this thread has had a processor, where the system tells: others may share the machine.
fn processor() -> Option<f64> {
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    line.split(' ').next()?.parse::<f64>().ok().map(|nanoseconds| nanoseconds / 1e9)
}
