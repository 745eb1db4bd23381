//! How figures are read in their sentences: the words, and for each figure its value with unit, hedge, change and what is counted.

use copydesk::{Checker, Settings};

/// What one figure is taken for, in a few words.
fn shown(figure: &copydesk::model::Figure) -> String {
    let q = figure.quantity;
    let end = |d: Option<copydesk::model::Decimal>| d.map_or(String::new(), |d| d.to_string());
    let mut words = vec![q.value.map_or_else(|| format!("{}..{}", end(q.low), end(q.high)), |v| v.to_string())];
    words.extend(figure.unit.as_deref().map(str::to_owned));
    words.extend(Some(q.hedge.as_str().to_owned()).filter(|h| h != "exact" && h != "range"));
    words.extend(figure.change.map(|c| format!("{c:?}").to_lowercase()));
    words.join(" ")
}

fn facts(text: &str) -> copydesk::model::ArticleFacts {
    let checker = Checker::new(Settings::default());
    let source = format!("---\ndate: 2026-11-20\n---\nThe council met in Harwick.\n\n{text}\n");
    let (articles, _) = checker.read("a.txt", source.into_bytes());
    let mut report = checker.check(articles);
    report.batch.articles.remove(0)
}

fn figures(text: &str) -> Vec<String> {
    facts(text).figures.iter().map(shown).collect()
}

fn concepts(text: &str) -> Vec<String> {
    facts(text).figures.iter().map(|f| f.concepts.join(" ")).collect()
}

#[track_caller]
fn read_as(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(figures(text), *expected, "{text}");
    }
}

#[test]
fn numbers_in_names_and_labels_are_no_figures() {
    read_as(&[
        ("Shares in the FTSE 100 and the S&P 500 fell on Friday.", &[]),
        ("The Group of Seven met in Larkport.", &[]),
        ("He bought an iPhone 12 for his mother.", &[]),
        ("The storm became a category 4 hurricane overnight.", &[]),
        ("The office at 16-18 Foundry Avenue was sold.", &[]),
        ("Most of the buyers live in the 90210 ZIP code.", &[]),
        ("The visitors were the Larkport 49ers.", &[]),
        ("She gave a first-hand account to the first responders.", &[]),
        ("Larkport scored twice in the second half of the game.", &["2", "2"]),
        ("The firm expects to grow this half.", &[]),
        // no money of former days
        ("Larkport kicked six punts on Friday, and Elorza wore out 12 soles.", &["6", "12"]),
    ]);
}

#[test]
fn clocks_and_days_are_no_figures() {
    read_as(&[
        ("The page was changed at 11:38 on Friday, as 2019-09-01T10:42:37.956Z shows.", &[]),
        ("The hunt will run on Oct. 18-22 and Oct. 25-29.", &[]),
        ("With 4:39 left to play, Elorza left the field.", &[]),
        ("The odds were 3:1 against them.", &["3", "1"]),
    ]);
}

#[test]
fn what_stands_at_one_end_belongs_to_both() {
    read_as(&[
        ("Growth will slow from 4.8 to 4.7 percent in Larkport.", &["4.8 percentage", "4.7 percentage"]),
        ("The dog went from 80 pounds to 65 by running.", &["80 pound-mass", "65 pound-mass"]),
        ("Oil dropped from $75 U.S. per barrel to $46 on Friday.", &["75 dollar per barrel", "46 dollar per barrel"]),
        ("The club went from 20 miles to 300 runners.", &["20 mile", "300"]),
    ]);
}

#[test]
fn words_that_leave_a_number_open() {
    read_as(&[
        ("The market for sub-500 square metre offices is strong.", &["500 square metre below"]),
        ("The car may push past the 1,000 hp barrier.", &["1000 horsepower"]),
        ("Visitors gather around the 37-metre skeleton.", &["37 metre"]),
        ("The levy was a shade under $40.", &["40 dollar below"]),
        ("No fewer than 12 boats sank.", &["12 above"]),
        ("Children under the age of 5 may enter.", &["5 year of age below"]),
    ]);
}

#[test]
fn the_way_of_a_change() {
    read_as(&[
        ("Harwick Steel rose under 4% and Elorza Foods gained 3%.", &["4 percentage below up", "3 percentage up"]),
        ("The index was trending up 0.2% at noon.", &["0.2 percentage up"]),
        ("The tax makes up 30 percent of the budget.", &["30 percentage"]),
        ("Sales decreased by 12.", &["12 down"]),
        ("He was released from his $150,000 contract.", &["150000 dollar"]),
        ("The hunt runs for five weeks this fall.", &["5 week"]),
        ("The index was up 17.5 points, or 0.22%.", &["17.5 point up", "0.22 percentage up"]),
        ("The rate climbed to 6.7%.", &["6.7 percentage up"]),
        ("Shares rallied 7 percent to $47.65.", &["7 percentage up", "47.65 dollar"]),
        ("The firm lost $5 million last year.", &["5000000 dollar"]),
        ("The glacier loses 286 tons of ice every year.", &["286 ton down"]),
        ("The shares fell below 50 percent.", &["50 percentage below"]),
        ("On the stock exchange: Harwick +0.2%.", &["0.2 percentage up"]),
    ]);
}

#[test]
fn what_is_measured() {
    for (text, expected) in [
        ("The car is well made (base price: $59,995).", &["base price"][..]),
        ("The company cut the ticket price to $5.", &["ticket price"]),
        ("The pension was set to rise by 10 percent.", &["pension"]),
        ("The island is 90 miles wide and 40 miles long.", &["island wide", "island long"]),
        ("Harwick shares finished 34% higher.", &["harwick share"]),
    ] {
        assert_eq!(concepts(text), expected, "{text}");
    }
}

#[test]
fn what_is_measured_by_construction() {
    for (text, expected) in [
        ("The ferry club paid $43 million in harbor fees.", &["harbor fee"][..]),
        // the parse hangs "in" to the verb
        ("Blake Hale, the member who used $84,000 in public funds to settle a claim, resigned.", &["public fund"]),
        // the owner of a number is not what is measured
        ("Dana Hale earned $2 million last year.", &[""]),
        ("The coach ran 12 miles on Friday.", &[""]),
        ("The mill was sold for $3 million.", &["mill"]),
        ("Okafor bought the mill for $3 million.", &["mill"]),
        ("The harbor, an investment which is $50,000, pays.", &["investment"]),
        ("The tower, taller than 80 meters, opened in May.", &["tower tall"]),
        ("The price rose 5 percent to $30.", &["price", "price"]),
        ("Prices were 3 percent higher than a year ago.", &["price"]),
        ("Each of the sheds costs about $40,000 to build.", &["shed"]),
        ("It will be the end of 8 miles (13 kilometers) of new tunnels.", &["new tunnel", "new tunnel"]),
        ("A boy fell into a 40m dry well in Larkport.", &["dry well"]),
        ("She served for six months on Gull Island and six years in the reserves.", &["", "reserve"]),
        ("The port offered a lease in exchange for $5 million.", &[""]),
        ("The new rule took effect 15 years after the flood.", &["flood"]),
        (
            "The median price for homes in May was $310,000, down 9.2% year over year.",
            &["home median price", "home median price"],
        ),
        ("The port widened the ferry deck, raising it to 40 feet.", &["ferry deck"]),
    ] {
        assert_eq!(concepts(text), expected, "{text}");
    }
}

#[test]
fn what_a_bare_number_is_the_value_of() {
    for (text, expected) in [
        ("Her federal tax rate was 35.72 in that year.", &["federal tax rate"][..]),
        ("The brothers have a net worth of 1.356 billion.", &["net worth"]),
        ("The ferry index rose 64 points to 4,577.10.", &["ferry index", "ferry index"]),
        // the age of somebody, and a year
        ("Elorza was 54 when the port opened.", &[""]),
        ("The port went back to 1986.", &[]),
    ] {
        assert_eq!(concepts(text), expected, "{text}");
    }
}

#[test]
fn what_is_counted_by_construction() {
    for (text, expected) in [
        (
            "Five past and present Larkport council members urged Hale to step aside.",
            &["past present larkport council member"][..],
        ),
        ("The jury returned a 47-page indictment on Friday.", &["indictment page"]),
        ("The port released the 12 page document on Friday.", &["document page"]),
        ("The port sold three boats and a shed.", &["boat"]),
    ] {
        assert_eq!(concepts(text), expected, "{text}");
    }
}
