//! Text that nobody writes: the same words over and over. What costs more than its length makes these tests take minutes.

use std::time::{Duration, Instant};

use crate::page;

/// English enough that the article is not set aside, and long enough that its language is judged by it.
const OPENING: &str =
    "The council of the town said that it was for the plan, and that the mayor would have to be there with her. ";

const SIZE: usize = 64 << 10;

/// Words whose endless repetition was slow, or might be.
const ENDLESS: &[&str] = &[
    "2016-",
    "1. ",
    "$1 ",
    "A. ",
    "Mr. ",
    "\" ",
    "“",
    "”",
    "'",
    "( ",
    "- ",
    "1-",
    "1/",
    "Monday ",
    "May ",
    "May 3, ",
    "Nov. 3, 2016, ",
    "1 million ",
    "one hundred ",
    "twenty ",
    "twenty-",
    "half a ",
    "said ",
    "he said, ",
    "\n\n",
    "a\n\n",
    "“a” ",
    "3 percent ",
    "3 of 4 ",
    "between 1 and ",
    "from 1 to ",
    "About 3 people were there. ",
    "John Smith, 54, ",
    "Mayor of ",
    "Ann Smith said 3 of 5 voted on Monday.\n\n",
    "“We will,” he said. ",
    "[a] ... ",
    "http://a.b/ ",
    "a@b.",
    "\u{202e}",
    "é",
    "x",
    "\t",
    "\r",
];

#[test]
fn endless_repetition_costs_its_length() {
    for words in ENDLESS {
        let text = format!("{}\n\n{}", OPENING.repeat(15), words.repeat(SIZE / words.len()));
        page::check(&[("a.txt".into(), text)]);
    }
}

#[test]
fn so_does_endless_markup() {
    let endless = [
        ("a.md", "["),
        ("a.md", "> "),
        ("a.md", "* "),
        ("a.md", "![a]("),
        ("a.md", "_a "),
        ("a.md", "|a"),
        ("a.md", "`"),
        ("a.html", "<b>"),
        ("a.html", "<div>"),
        ("a.html", "<p>a"),
        ("a.html", "<"),
        ("a.html", "<!--"),
        ("a.html", "&amp;"),
        ("a.html", "<ul><li>a"),
        ("a.json", "["),
        ("a.json", "{\"a\":"),
        ("a.json", "{\"text\":\"b\"},"),
    ];
    for (path, words) in endless {
        page::check(&[(path.into(), words.repeat(SIZE / words.len()))]);
    }
}

/// Sentences of news, each a paragraph, again and again: every claim of one agrees with those of all others.
#[test]
fn a_repeated_sentence_grows_with_its_number() {
    let sentences = [
        "Ann Smith said 3 of 5 voted on Monday.\n\n",
        "John Harper, 54, mayor of Milltown, said on Monday that 12 people were hurt and $3 million was lost.\n\n",
    ];
    for sentence in sentences {
        let time = |size: usize| -> Duration {
            let text = format!("{}\n\n{}", OPENING.repeat(15), sentence.repeat(size / sentence.len()));
            let start = Instant::now();
            page::check(&[("a.txt".into(), text)]);
            start.elapsed()
        };
        // Eight times the text; the square of that would be 64 times. What else the machine does may disturb one try, hardly three.
        let slow = || time(256 << 10) > 13 * time(32 << 10);
        assert!(!(slow() && slow() && slow()), "grows faster than its length: {sentence}");
    }
}
