//! How the cost of a whole check grows with the batch: `cargo bench --bench batch [-- FOLDER]`.
//!
//! Without a folder it makes invented articles: many stories, each told by three papers, with shared and rare names. It prints
//! the time at n, 2n, 4n and 8n articles as ratios of one run, and fails if the cost across articles grows faster than n^1.3:
//! absolute times depend on the machine, the exponent does not. With a folder it checks the files there and prints
//! articles and megabytes a second.

use std::time::Instant;

use copydesk::model::Settings;
use copydesk::{Article, Checker};

fn main() {
    let folder = std::env::args().skip(1).find(|a| !a.starts_with("--"));
    match folder {
        Some(folder) => measure_folder(&folder),
        None => measure_growth(),
    }
}

/// Checks the files of a folder as one batch.
fn measure_folder(folder: &str) {
    let checker = Checker::new(Settings::default());
    let mut articles = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable folder").path();
        if path.is_file() {
            articles.extend(checker.read(&path.to_string_lossy(), std::fs::read(&path).expect("a readable file")).0);
        }
    }
    let (n, bytes) = (articles.len(), articles.iter().map(|a| a.text.len()).sum::<usize>());
    let start = Instant::now();
    let report = checker.check(articles);
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{n} articles, {:.1} MB: {seconds:.2} s, {:.0} articles/s, {:.2} MB/s, {} findings, {} groups",
        bytes as f64 / 1e6,
        n as f64 / seconds,
        bytes as f64 / 1e6 / seconds,
        report.findings.len(),
        report.groups.len()
    );
}

/// Times batches of growing size, without the model: its cost is linear by construction, the rest is what may grow.
fn measure_growth() {
    let checker = Checker::rules_only(Settings::default());
    let mut last = None;
    let mut first = None;
    println!("{:>9} {:>9} {:>14} {:>9}", "articles", "seconds", "us an article", "findings");
    for n in [300, 600, 1200, 2400] {
        let articles: Vec<Article> = (0..n).flat_map(|i| checker.read(&format!("{i:05}.txt"), article(i)).0).collect();
        let start = Instant::now();
        let report = checker.check(articles);
        let seconds = start.elapsed().as_secs_f64();
        println!("{n:>9} {seconds:>9.3} {:>14.1} {:>9}", seconds * 1e6 / f64::from(n), report.findings.len());
        first.get_or_insert(seconds);
        last = Some(seconds);
    }
    let exponent = (last.unwrap_or(1.0) / first.unwrap_or(1.0)).ln() / 8f64.ln();
    println!("growth exponent {exponent:.2} (1 is linear)");
    assert!(exponent < 1.3, "the cost of a batch grows with exponent {exponent:.2}");
}

/// An invented article: story `i / 3` as told by paper `i % 3`.
fn article(i: u32) -> String {
    const FIRST: [&str; 8] = ["Teresa", "Colman", "Delphine", "Wendell", "Marta", "Ilya", "Noor", "Anders"];
    const STEM: [&str; 10] = ["Ach", "Oye", "Ruv", "Bram", "Kest", "Lind", "Marr", "Pell", "Sorb", "Tav"];
    const END: [&str; 10] = ["terberg", "laran", "elson", "hart", "rova", "quist", "adine", "owski", "imura", "ento"];
    let story = i / 3;
    let pick = |list: &[&'static str], salt: u32| {
        list[(story.wrapping_mul(2_654_435_761).rotate_left(salt) as usize) % list.len()]
    };
    let mayor = format!("{} {}{}", pick(&FIRST, 3), pick(&STEM, 7), pick(&END, 11));
    let chief = format!("{} {}{}", pick(&FIRST, 17), pick(&STEM, 21), pick(&END, 25));
    let town = format!("{}{}", pick(&STEM, 29), pick(&END, 5));
    let (cost, votes, day) = (100 + story % 900, 3 + story % 5, 1 + story % 28);
    format!(
        "---\ntitle: {town} council backs plan {story}\nsource: Paper {}\ndate: 2031-03-{day:02}\n---\n\n{} — The council of {town} voted {}-{votes} \
         for a bridge that will cost ${cost} million, Mayor {mayor} said on Monday.\n\n“We have waited {story} weeks for this vote and we are not going \
         to wait any longer,” {mayor} said. Police chief {chief}, {}, said {} people had come to the meeting.\n\nThe bridge number {story} will be {} \
         feet long and open in {}. About {} households in {town} live on the other bank.\n",
        i % 3,
        town.to_uppercase(),
        votes + 2,
        30 + story % 40,
        20 + story % 300,
        400 + story,
        2033 + story % 9,
        1000 + 10 * story
    )
}
