//! Speed of the English model: `cargo bench --bench model`.
//!
//! All times are processor times of this thread, so that other work on the machine disturbs little. Where Python has spaCy
//! and the pipeline (see `tools/export-model`), it runs on the same texts, one after the other, for the ratio.
//! Exits with an error if the model is more than twice as slow, measured by a plain loop on the same machine, as it was when
//! [`MODEL_PER_LOOP`] was noted: then a kernel has lost its registers.

use std::fs;
use std::hint::black_box;
use std::path::PathBuf;
use std::process::{Command, exit};
use std::sync::Arc;
use std::time::Instant;

use copydesk::language;
use copydesk::model::{LanguageModel, Span, Want};

/// Time of the whole model for a token, in thousands of steps of [`plain_loop`], on a machine with AVX2.
const MODEL_PER_LOOP: f64 = 12.0;

fn main() {
    if std::env::args().any(|a| a == "--test") {
        return;
    }
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("fixtures/language/articles.txt")).expect("the articles are there");
    let articles: Vec<(Arc<str>, Vec<Span>)> = text.split("\n\n").map(article).collect();
    let bytes: usize = articles.iter().map(|a| a.0.len()).sum();

    let before = (Instant::now(), seconds());
    let model = language::english();
    println!(
        "load: {:.1} ms, of processor time {:.1} ms",
        before.0.elapsed().as_secs_f64() * 1e3,
        (seconds() - before.1) * 1e3
    );
    let cold = seconds();
    let tokens = run(&*model, &articles[..1], Want::ALL, &mut model.scratch());
    println!("first article, nothing cached: {:.1} ms for {tokens} tokens", (seconds() - cold) * 1e3);

    let step = measure(|| plain_loop(10_000_000)) / 1e7;
    let prepared: Vec<String> = text.lines().map(language::prepared).collect();
    let time = measure(|| {
        black_box(language::tokenize_only(&prepared, 100));
    }) / 100.0;
    println!("tokenizer alone: {:.0} MB/s", bytes as f64 / time / 1e6);
    let off = Want::TOKENS;
    let wants = [
        ("tokens and sentences", off),
        ("tags", Want { tags: true, ..off }),
        ("entities", Want { entities: true, ..off }),
        ("tags and parse", Want { tags: true, parse: true, ..off }),
        ("everything", Want::ALL),
    ];
    println!("{:22} {:>12} {:>8} {:>10}", "", "tokens/s", "MB/s", "µs/token");
    let mut everything = 0.0;
    for (name, want) in wants {
        let mut scratch = model.scratch();
        let mut tokens = 0;
        let time = measure(|| tokens = run(&*model, &articles, want, &mut scratch));
        let (rate, each) = (tokens as f64 / time, time / tokens as f64);
        println!("{name:22} {rate:>12.0} {:>8.2} {:>10.3}", bytes as f64 / time / 1e6, each * 1e6);
        everything = each;
    }
    let rules = language::rules_only();
    let mut scratch = rules.scratch();
    let time = measure(|| {
        black_box(run(&*rules, &articles, Want::ALL, &mut scratch));
    });
    println!("without weights        {:>21.2} MB/s", bytes as f64 / time / 1e6);
    threads(&*model, &articles);
    if let Some(peak) = peak_memory() {
        println!("peak memory of this process so far: {peak} MB");
    }
    match spacy(&root) {
        Some(rate) => {
            println!("spaCy in Python: {rate:.0} tokens/s; the model is {:.1} times as fast", 1.0 / everything / rate)
        }
        None => println!("spaCy in Python is not there: no ratio"),
    }
    let ratio = everything / step / 1e3;
    println!("model per plain loop: {ratio:.1} (noted: {MODEL_PER_LOOP})");
    if 2.0 * MODEL_PER_LOOP < ratio {
        eprintln!("the model is twice as slow as it was");
        exit(1);
    }
}

/// An article with its paragraphs.
fn article(text: &str) -> (Arc<str>, Vec<Span>) {
    let mut at = 0;
    let lines = text.split('\n').map(|l| {
        let span = Span::new(at, at + l.len() as u32);
        at = span.end() + 1;
        span
    });
    (text.into(), lines.collect())
}

fn run(
    model: &dyn LanguageModel,
    articles: &[(Arc<str>, Vec<Span>)],
    want: Want,
    scratch: &mut copydesk::model::Scratch,
) -> usize {
    articles.iter().map(|(text, blocks)| black_box(model.annotate(text, blocks, want, scratch)).len()).sum()
}

/// Best processor time of several runs, each repeated until the clock is exact enough.
fn measure(mut work: impl FnMut()) -> f64 {
    work();
    let start = seconds();
    work();
    let times = (0.1 / (seconds() - start).max(1e-5)).ceil() as usize;
    let mut best = f64::MAX;
    for _ in 0..5 {
        let start = seconds();
        (0..times).for_each(|_| work());
        best = best.min((seconds() - start) / times as f64);
    }
    best
}

/// A chain of multiplications that no processor does faster than one after the other.
fn plain_loop(steps: u64) {
    black_box((0..steps).fold(black_box(1u64), |x, i| (x ^ i).wrapping_mul(0x9E37_79B9_7F4A_7C15)));
}

/// Processor time of this thread where the system tells it, else the time of day.
fn seconds() -> f64 {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let start = START.get_or_init(Instant::now);
    let spent = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = spent.and_then(|s| s.split(' ').next()?.parse::<f64>().ok());
    spent.map_or_else(|| start.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

/// Two threads against one, by the time of day.
fn threads(model: &dyn LanguageModel, articles: &[(Arc<str>, Vec<Span>)]) {
    let work = || {
        let mut scratch = model.scratch();
        (0..20).for_each(|_| {
            black_box(run(model, articles, Want::ALL, &mut scratch));
        });
    };
    let time = |threads: usize| {
        let start = Instant::now();
        std::thread::scope(|s| (0..threads).for_each(|_| drop(s.spawn(work))));
        start.elapsed().as_secs_f64() / threads as f64
    };
    let best = |threads| (0..3).map(|_| time(threads)).fold(f64::MAX, f64::min);
    println!("two threads do {:.2} times the work of one (only telling on a quiet machine)", best(1) / best(2));
}

fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? / 1000)
}

/// Tokens a second of the reference, if this machine has it.
fn spacy(root: &std::path::Path) -> Option<f64> {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".into());
    let script = root.join("tools/export-model/speed.py");
    let out = Command::new(python).arg(script).arg(root.join("fixtures/language/articles.txt")).output().ok()?;
    String::from_utf8(out.stdout).ok()?.trim().parse().ok()
}
