//! What date expressions denote: the words, the day of writing, and the value.

use copydesk::{Checker, Settings};

/// The values of all dates of a text written on a day.
fn values(written: &str, text: &str) -> Vec<String> {
    let checker = Checker::new(Settings::default());
    let source = format!("---\ndate: {written}\n---\n{text}\n");
    let (articles, _) = checker.read("a.txt", source.into_bytes());
    let report = checker.check(articles);
    let dates = report.batch.articles[0].dates.iter();
    dates.filter_map(|d| d.value.as_deref().map(str::to_owned)).collect()
}

#[test]
fn months_without_a_year_follow_the_tense() {
    let of = |text| values("2018-12-21", text).join(" ");
    assert_eq!(of("The bill that the mayor signed into law in February gave the port $7 million."), "2018-02");
    assert_eq!(of("The harbor master will leave at the end of February, the mayor said."), "2019-02");
    // what was going on or was wanted in the past may still lie ahead
    assert_eq!(of("The mayor had said that the harbor master was leaving in February."), "2019-02");
    assert_eq!(of("The council expected Ms. Elorza to be back to testify in early February."), "2019-02");
    assert_eq!(of("The harbor master was supposed to leave in February."), "2019-02");
}

#[test]
fn weekdays_follow_the_tense() {
    let of = |text| values("2018-12-21", text).join(" ");
    assert_eq!(of("The council approved the harbor plan on Tuesday."), "2018-12-18");
    assert_eq!(of("The council will vote on the harbor plan on Tuesday."), "2018-12-25");
    assert_eq!(of("The debate on Tuesday was supposed to help the mayor."), "2018-12-18");
}

#[test]
fn the_day_of_a_dateline_is_no_figure() {
    let checker = Checker::new(Settings::default());
    let text = "HARWICK, Nov. 20, 2026 - The council gave the port $7 million on Friday.\n";
    let (articles, _) = checker.read("a.txt", text.as_bytes().to_vec());
    let report = checker.check(articles);
    let facts = &report.batch.articles[0];
    let figures: Vec<&str> = facts.figures.iter().map(|f| f.place.span.of(facts.text())).collect();
    assert_eq!(figures, ["$7 million"]);
}

/// The days that the only date of a text leaves open.
fn days(written: &str, text: &str) -> (i32, i32) {
    let checker = Checker::new(Settings::default());
    let (articles, _) = checker.read("a.txt", format!("---\ndate: {written}\n---\n{text}\n").into_bytes());
    let report = checker.check(articles);
    let all: Vec<(i32, i32)> = report.batch.articles[0].dates.iter().filter_map(|d| d.days).collect();
    assert_eq!(all.len(), 1, "{text}");
    all[0]
}

#[test]
fn a_third_of_a_month_or_year_lies_in_it_and_the_thirds_follow_each_other() {
    for whole in ["February 2019", "July 2018", "2014", "1999"] {
        let of = |words: &str| days("2018-12-21", &format!("The harbor master left his office {words}{whole}."));
        let (from, to) = of("in ");
        let (early, mid, late) = (of("at the beginning of "), of("in mid-"), of("at the end of "));
        assert_eq!((early.0, late.1), (from, to), "{whole}");
        assert!(early.0 < mid.0 && mid.0 < late.0 && early.1 < mid.1 && mid.1 < late.1, "{whole}");
        assert!(early.1 <= late.0, "{whole}: what is early is not late");
        assert_eq!(of("in late "), late, "{whole}");
    }
}

#[test]
fn what_comes_every_week_is_no_day() {
    assert_eq!(values("2018-12-21", "The council meets every Monday in the harbor hall."), ["XXXX-WXX"]);
    assert_eq!(values("2018-12-21", "The council met on Monday in the harbor hall."), ["2018-12-17"]);
}

/// The prepositions of all dates of a text.
fn prepositions(text: &str) -> Vec<String> {
    let checker = Checker::new(Settings::default());
    let (articles, _) = checker.read("a.txt", format!("---\ndate: 2018-12-21\n---\n{text}\n").into_bytes());
    let report = checker.check(articles);
    let dates = report.batch.articles[0].dates.iter();
    dates.map(|d| d.preposition.as_deref().unwrap_or_default().to_owned()).collect()
}

#[test]
fn the_words_before_a_date_say_which_end_of_a_span_it_is() {
    for (words, want) in [
        ("The mayor released her returns dating back to 2009.", "since"),
        ("The thefts are listed, beginning in 2009.", "from"),
        ("The thefts are listed, continuing through 2016.", "through"),
        ("The pier will be closed starting Tuesday.", "from"),
        ("The returns from 2009 to 2012 were lost.", "from to"),
        ("The mayor returned to the pier in 2009.", "in"),
        ("The mayor went back in 2009.", "in"),
    ] {
        assert_eq!(prepositions(words).join(" "), want, "{words}");
    }
}

#[test]
fn a_participle_tells_of_what_is_done() {
    let of = |text| values("2018-12-21", text).join(" ");
    assert_eq!(of("Lawyers are checking the statements made by the mayor during Wednesday's hearing."), "2018-12-19");
    assert_eq!(of("Lawyers are checking the plan adopted by the council on Wednesday."), "2018-12-19");
}
