//! Whom "the mayor" and "the committee" stand for: the last name before them that fits alone.

use crate::page;

/// Each line: an article, the description, and the name it stands for (`-`: nobody).
const CASES: &[(&str, &str, &str)] = &[
    ("Mayor Jorge Elorza signed the plan. Two aides stood by. The mayor left at noon.", "mayor", "Jorge Elorza"),
    ("Ann Ruiz, the finance director, wrote it. On Friday the director withdrew it.", "director", "Ann Ruiz"),
    ("The former treasurer, Lena Brandt, came. The former treasurer said nothing.", "treasurer", "Lena Brandt"),
    ("Larkport Mayor Jorge Elorza came. The mayor of Larkport spoke first.", "mayor", "Jorge Elorza"),
    (
        "The Larkport Ferry Committee met on Monday. The committee heard six people.",
        "committee",
        "Larkport Ferry Committee",
    ),
    (
        "Quayside Marine Inc. closed the yard. Some workers wept when the company told them.",
        "company",
        "Quayside Marine Inc.",
    ),
    // Which of two is meant is not said, unless the paragraph has one alone.
    ("Sen. Paul Hale and Sen. Rosa Quint came. The senator spoke.", "senator", "-"),
    ("Sen. Paul Hale came first.\n\nSen. Rosa Quint came late. The senator spoke.", "senator", "Rosa Quint"),
    // Another post, an earlier holder, another town, somebody new.
    ("Vice President Paul Hale came. The president stayed away.", "president", "-"),
    ("Former Mayor Jorge Elorza came. The mayor stayed away.", "mayor", "-"),
    ("Larkport Mayor Jorge Elorza came. The mayor of Tern Bay stayed away.", "mayor", "-"),
    ("Mayor Jorge Elorza came. The next mayor will be paid more.", "mayor", "-"),
    ("Mayor Jorge Elorza came. The mayor who lost in May stayed away.", "mayor", "-"),
    ("The Larkport Ferry Committee met. The council did not.", "council", "-"),
    ("Paul Hale is the mayor. He won in May.", "mayor", "-"),
];

#[test]
fn descriptions_stand_for_the_only_one_who_fits() {
    let mut wrong = Vec::new();
    for (text, words, name) in CASES {
        let article = format!("---\nsource: Larkport Herald\ndate: 2026-11-20\n---\n\n{text}\n");
        let batch = page::check(&[("a".to_owned(), article)]).batch;
        let facts = &batch.articles[0];
        let last = facts.references.iter().rfind(|r| r.place.span.of(facts.text()).ends_with(words));
        let meant = last.and_then(|r| r.antecedent).and_then(|m| facts.mentions[m as usize].entity);
        let found = meant.map_or("-", |e| &*facts.entities[e as usize].name);
        if found != *name {
            wrong.push(format!("{text}: {words} stands for {found}, not {name}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whose words a quotation is that "the mayor" speaks.
#[test]
fn a_description_speaks_for_its_name() {
    let text = "---\nsource: Larkport Herald\ndate: 2026-11-20\n---\n\nMayor Jorge Elorza signed the plan on Friday.\n\n\
                “We are not going to wait for another winter,” the mayor said.\n";
    let batch = page::check(&[("a".to_owned(), text.to_owned())]).batch;
    assert_eq!(batch.speaker_name(0, 0), Some("Jorge Elorza"));
}
