//! Quotations under lawful changes give nothing; a negation lost or won always gives an error.

use copydesk::model::Severity;

use crate::page;

/// What people of Larkport said. Each holds one plain verb that can be denied: `did`, marked by `<` and `>` with its denial.
const SAID: &[&str] = &[
    "The council <will|will not> raise the fares on the ferry before next winter",
    "We <are|are not> going to close the lower dock while the gates are being built",
    "The engineers <have|have never> found cracks like these in any harbor of the bay",
    "My office <can|cannot> promise that every family on the quay will stay dry",
    "The board <was|was not> told about the letter from the insurers in the spring",
    "I <would|would never> send a crew across that bridge in weather like this",
    "The county <should|should not> pay for the second dock out of the road budget",
    "Those pumps <could|could not> keep the market dry through a storm of that size",
    "The harbor master <is|isn’t> going to answer for the cracks in the old sea wall",
    "The insurers <would|wouldn't> cover a single house between the quay and the market",
];

fn affirmed(said: &str) -> String {
    said.replace('<', "").split('|').next().unwrap_or_default().to_owned() + said.split('>').nth(1).unwrap_or_default()
}

fn denied(said: &str) -> String {
    let (before, rest) = said.split_once('<').expect("a verb");
    let (verbs, after) = rest.split_once('>').expect("a verb");
    format!("{before}{}{after}", verbs.split('|').nth(1).expect("a denial"))
}

/// Lawful ways to print a sentence, each a whole paragraph.
fn lawful(words: &str) -> Vec<String> {
    let list: Vec<&str> = words.split(' ').collect();
    let middle = list.len() / 2;
    let mut lower = words.to_owned();
    lower[..1].make_ascii_lowercase();
    vec![
        format!("“{words},” Marit Holm said."),
        format!("\"{words},\" Marit Holm said."),
        format!("‘{words}’, Marit Holm said."),
        format!("''{words},'' Marit Holm said."),
        format!("``{words},'' said Marit Holm, who grew up there."),
        format!("Marit Holm said: “{words}.”"),
        format!("Marit Holm said that “{lower}.”"),
        format!("“{},” Marit Holm said, “{}.”", list[..middle].join(" "), list[middle..].join(" ")),
        format!("“{words} [sic],” Marit Holm said."),
        format!("“{words}\nand that is that,” Marit Holm said."),
        format!("“[Everybody knows that] {lower},” Marit Holm said."),
        format!("“{}\n\n“{},” Marit Holm said.", list[..middle].join(" "), list[middle..].join(" ")),
        format!("In Marit Holm’s words, “{}.”", list[..list.len() - 4].join(" ")),
        format!("Marit Holm spoke of what “{}.”", list[list.len() - 6..].join(" ")),
        format!("“{} ... {},” Marit Holm said.", list[..middle + 1].join(" "), list[middle + 3..].join(" ")),
        format!("“He asked me, and I told him: ‘{words}’,” Marit Holm said."),
        format!("“... {lower} ...” Marit Holm said."),
        format!("“{}!” cried Marit Holm.", words.replace(" the ", " the (old) ")),
        format!("“{} —” Marit Holm said, and stopped.", list[..list.len() - 3].join(" ")),
        format!("“[{}]{},” Marit Holm said.", &words[..1], &words[1..]),
        format!("“{}”, said Marit Holm, “{}”.", list[..middle].join(" "), list[middle..].join(" ")),
    ]
}

fn pair(a: &str, b: &str, other: &str) -> Vec<(String, String)> {
    let file =
        |name: &str, source: &str, text: &str| (name.to_owned(), format!("---\nsource: {source}\n---\n{text}\n"));
    vec![file("a.txt", "Larkport Courier", a), file("b.txt", other, b)]
}

#[test]
fn lawful_changes_give_nothing_and_a_negation_always_an_error() {
    let mut wrong = Vec::new();
    for said in SAID {
        let whole = format!("“{},” Marit Holm said.", affirmed(said));
        for other in lawful(&affirmed(said)) {
            let report = page::check(&pair(&whole, &other, "Larkport Courier"));
            if report.findings.iter().any(|f| f.severity > Severity::Note || f.rule == "altered-quote") {
                wrong.push(format!("not silent: {other}\n{}", page::show(&report)));
            }
        }
        for (n, other) in lawful(&denied(said)).iter().take(10).enumerate() {
            // Dropped or added, in one house or between two: a negation is an error everywhere.
            let house = ["Larkport Courier", "Bay Wire"][n % 2];
            let report = page::check(&pair(&whole, other, house));
            if !report.findings.iter().any(|f| f.rule == "altered-quote" && f.severity == Severity::Error) {
                wrong.push(format!("no error: {whole} / {other}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

/// The speaker of the last quotation of a text: as written, and who that is.
fn speaker(text: &str) -> (String, String) {
    let report = page::check(&[("a.txt".to_owned(), format!("---\nsource: Larkport Courier\n---\n{text}\n"))]);
    let facts = &report.batch.articles[0];
    let quote = facts.quotes.last().expect("a quotation");
    let written = quote.speaker.map_or("", |s| s.of(facts.text())).to_owned();
    let who = quote.speaker_mention.map_or(String::new(), |m| facts.mentions[m as usize].name.to_string());
    (written, who)
}

#[test]
fn speakers_are_found_where_they_stand() {
    let mut wrong = Vec::new();
    for (text, written, who) in [
        ("“We need gates,” Marit Holm said.", "Marit Holm", "Marit Holm"),
        ("“We need gates, and we need them in the spring,” reacted Marit Holm.", "Marit Holm", "Marit Holm"),
        ("Continued Holm: “So I think it is a very real problem for the lower town.”", "Holm", "Holm"),
        ("“The gates will not hold through another winter like this one.” — Marit Holm", "Marit Holm", "Marit Holm"),
        (
            "Marit Holm, The Harwick Post: “At least a dozen companies gave money to the board.”",
            "Marit Holm",
            "Marit Holm",
        ),
        (
            "“The gates hold.” Marit Holm said, “The pumps do not, and nobody has told the town.”",
            "Marit Holm",
            "Marit Holm",
        ),
        (
            "Paul Okafor spoke first. Washington said, “The money is on its way to the town.” “We wait,” he said.",
            "he",
            "Paul Okafor",
        ),
    ] {
        let got = speaker(text);
        if (got.0.as_str(), got.1.as_str()) != (written, who) {
            wrong.push(format!("{text}: {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
