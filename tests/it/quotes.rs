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
    ]
}

fn pair(a: &str, b: &str) -> Vec<(String, String)> {
    let file = |name: &str, text: &str| (name.to_owned(), format!("---\nsource: Larkport Courier\n---\n{text}\n"));
    vec![file("a.txt", a), file("b.txt", b)]
}

#[test]
fn lawful_changes_give_nothing_and_a_negation_always_an_error() {
    let mut wrong = Vec::new();
    for said in SAID {
        let whole = format!("“{},” Marit Holm said.", affirmed(said));
        for other in lawful(&affirmed(said)) {
            let report = page::check(&pair(&whole, &other));
            if report.findings.iter().any(|f| f.severity > Severity::Note || f.rule == "altered-quote") {
                wrong.push(format!("not silent: {other}\n{}", page::show(&report)));
            }
        }
        for other in lawful(&denied(said)).iter().take(10) {
            let report = page::check(&pair(&whole, other));
            if !report.findings.iter().any(|f| f.rule == "altered-quote" && f.severity == Severity::Error) {
                wrong.push(format!("no error: {whole} / {other}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}
