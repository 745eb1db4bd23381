//! Quotations: words between marks, whose they are, and which marks hold no speech.

mod attribution;
mod carried;
mod cues;
mod marks;
mod occasion;

use self::attribution::Attribution;
use self::marks::Marked;
use super::{Extractor, Input};
use crate::lexicon;
use crate::model::{ArticleFacts, EntityKind, Mention, NotUnderstood, Part, Quote, Span};

/// Finds quotations and their speakers.
pub struct Quotes;

impl Extractor for Quotes {
    fn id(&self) -> &'static str {
        "quotes"
    }

    fn extract(&self, input: &Input<'_>, facts: &mut ArticleFacts) {
        let text = &input.article.text;
        let paragraphs = &input.segments.paragraphs;
        let marks = marks::find(text, paragraphs);
        let speakers = attribution::Scene::new(input.doc, paragraphs, &marks).attributions();
        for (n, (mark, &speaker)) in marks.iter().zip(&speakers).enumerate() {
            let words = mark.span.of(text);
            let cue = speaker.and_then(|s| s.cue);
            let not_speech = cue.is_none() && label(words)
                || input.place(mark.span, facts).part != Part::Headline
                    && title(words)
                    && !cue.is_some_and(|c| beside(c, mark) && !makes_a_work(c, mark, text));
            let quote = Quote {
                place: input.place(mark.span, facts),
                pieces: vec![mark.span],
                speaker: speaker.map(|s| s.speaker),
                speaker_mention: None,
                cue: speaker.and_then(|s| s.cue),
                not_speech,
                single: mark.single,
                occasion: speaker.and_then(|s| s.cue).map(|cue| occasion::stated(input.doc, cue)).unwrap_or_default(),
                continues: n > 0 && continues(&marks[n - 1], mark, text, [speakers[n - 1], speaker]),
            };
            if speaker.is_none() && !not_speech {
                facts.not_understood.push(NotUnderstood { span: mark.span, why: "quotation without a speaker" });
            }
            facts.quotes.push(quote);
        }
        resolve(facts);
    }
}

/// Sets the mention of each speaker: the name whose span the speaker's overlaps; for a pronoun the last speaker before it, else the
/// last person named before it.
fn resolve(facts: &mut ArticleFacts) {
    let (mentions, text) = (&facts.mentions, &facts.article.text);
    let person = |m: &Mention| m.kind == EntityKind::Person && !m.candidate;
    let mut last: Option<(u32, u32)> = None; // mention and paragraph of the last speaker
    for quote in &mut facts.quotes {
        let Some(speaker) = quote.speaker else { continue };
        let at = mentions.partition_point(|m| m.place.span.end() <= speaker.start());
        // Of several names in "Hale's lawyer, Ann Ruiz" the last one speaks.
        let named = mentions[at..]
            .iter()
            .enumerate()
            .take_while(|(_, m)| m.place.span.start() < speaker.end())
            .filter(|(_, m)| m.place.span.overlaps(speaker) && !owns(text, m.place.span, speaker))
            .last()
            .map(|(i, _)| (at + i) as u32);
        let paragraph = quote.place.paragraph;
        quote.speaker_mention = named.or_else(|| {
            if !matches!(speaker.of(text).to_lowercase().as_str(), "he" | "she") {
                return None;
            }
            // A place or body that "spoke" before is no "he".
            let spoke = last.filter(|&(m, p)| p + 2 >= paragraph && person(&mentions[m as usize])).map(|l| l.0);
            let outside = |m: &&Mention| person(m) && !m.place.quoted && m.place.paragraph + 1 >= paragraph;
            spoke.or_else(|| mentions[..at].iter().rposition(|m| outside(&m)).map(|i| i as u32))
        });
        if let Some(mention) = quote.speaker_mention {
            last = Some((mention, paragraph));
        }
    }
}

/// "Hale's lawyer": a name that owns the speaker is not the speaker.
fn owns(text: &str, name: Span, speaker: Span) -> bool {
    let rest = &text[name.end() as usize..(speaker.end().max(name.end())) as usize];
    ["'s ", "’s ", "' ", "’ "].iter().any(|p| rest.starts_with(p) && rest.len() > p.len())
}

/// Whether `next` goes on with the sentence that `mark` left open, across an attribution or a paragraph.
fn continues(mark: &Marked, next: &Marked, text: &str, speakers: [Option<Attribution>; 2]) -> bool {
    if mark.runs_on && next.paragraph == mark.paragraph + 1 {
        return true;
    }
    let gap = Span::new(mark.outer.end(), next.outer.start());
    let between = gap.of(text);
    let attributed = speakers.iter().flatten().filter_map(|s| s.cue).any(|cue| gap.contains(cue));
    let words = mark.span.of(text);
    // The comma before the attribution, inside the mark or (British) behind it.
    let open =
        words.ends_with([',', '—', '–', '-']) || between.starts_with(',') && !words.ends_with(['.', '?', '!', '…']);
    let lower = next.span.of(text).chars().next().is_some_and(char::is_lowercase);
    let count = between.split_whitespace().count();
    let tag = count <= 4 || between.trim_end().ends_with([',', '—', '–']) && count <= 20;
    next.paragraph == mark.paragraph
        && attributed
        && open
        && lower
        && count > 0
        && tag
        && !between.contains(['.', ';', ':', '?'])
}

/// Bytes between a mark and the verb of saying that belongs to it.
const BESIDE: u32 = 3;

/// Whether the verb of saying stands right beside the marks.
fn beside(cue: Span, mark: &Marked) -> bool {
    let gap = if cue.start() >= mark.outer.end() {
        cue.start() - mark.outer.end()
    } else {
        mark.outer.start().saturating_sub(cue.end())
    };
    gap <= BESIDE
}

/// `wrote “Forty Years on the Quay”`: the verb before the marks is of making, printing or performing a work.
fn makes_a_work(cue: Span, mark: &Marked, text: &str) -> bool {
    let verb = cue.of(text).to_lowercase();
    let works =
        ["wrote", "writes", "write", "written", "writing", "read", "reads", "sang", "sings", "published", "titled"];
    cue.end() <= mark.outer.start() && works.contains(&verb.as_str())
}

/// A title: two to eight words, all with a capital but the small ones between, and no sentence.
fn title(words: &str) -> bool {
    let inner = words.trim_end_matches([',', '.', ';', ':']);
    let list: Vec<&str> = inner.split_whitespace().collect();
    let capital = |w: &str| w.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    let small = |w: &str| w.len() <= 4 && w.chars().all(char::is_lowercase);
    (2..=8).contains(&list.len())
        && !inner.contains(['.', '!', '?', ';'])
        && list.iter().filter(|w| capital(w)).count() >= 2
        && list.first().is_some_and(|w| capital(w))
        && list.last().is_some_and(|w| capital(w))
        && list.iter().all(|w| capital(w) || small(w))
}

/// Marks around a title, a nickname or a few words set apart, where no one is said to speak.
fn label(words: &str) -> bool {
    if words.contains("://") && !words.trim().contains(' ') {
        return true;
    }
    let count = words.split_whitespace().count();
    let capitals = words
        .split_whitespace()
        .filter(|w| w.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit()))
        .count();
    let sentence = words.ends_with(['.', '?', '!', ',']) && count > 3;
    count < 4
        || !sentence
            && capitals * 4 >= count * 3
            && !lexicon::words(words).iter().any(|w| matches!(w.as_str(), "i" | "we" | "you"))
}
