//! Who speaks, across a batch: the same, someone else, or nobody knows.

use super::{ArticleIndex, Batch, EntityKind, Mention};

/// How the speakers of two quotations stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Speakers {
    /// One person or body.
    Same,
    /// One is unknown, a pronoun, or a body and its spokesman.
    Unknown,
    /// Two.
    Different,
}

impl Batch {
    /// The mention that speaks quotation `quote` of `article`, and whether it is the speaker as written (not who a pronoun stands for).
    #[must_use]
    pub fn speaker(&self, article: ArticleIndex, quote: u32) -> Option<(&Mention, bool)> {
        let facts = self.articles.get(article as usize)?;
        let quote = facts.quotes.get(quote as usize)?;
        let mention = facts.mentions.get(quote.speaker_mention? as usize)?;
        Some((mention, quote.speaker?.overlaps(mention.place.span)))
    }

    /// The name of a speaker: that of the entity, else as written.
    #[must_use]
    pub fn speaker_name(&self, article: ArticleIndex, quote: u32) -> Option<&str> {
        let (mention, _) = self.speaker(article, quote)?;
        let entity = mention.entity.and_then(|e| self.entity(article, e)).and_then(|e| self.entities.get(e as usize));
        Some(entity.map_or(&*mention.name, |e| e.name.as_str()))
    }

    /// How the speakers of two quotations stand to each other. Two people only when both are named at their quotation, both are people
    /// (or both are bodies), and their names have no word in common.
    #[must_use]
    pub fn speakers(&self, a: (ArticleIndex, u32), b: (ArticleIndex, u32)) -> Speakers {
        let (Some((x, written_x)), Some((y, written_y))) = (self.speaker(a.0, a.1), self.speaker(b.0, b.1)) else {
            return Speakers::Unknown;
        };
        let entity = |m: &Mention, article| m.entity.and_then(|e| self.entity(article, e));
        let words = |name: &str| -> Vec<String> { name.split_whitespace().map(str::to_lowercase).collect() };
        let (first, second) = (
            words(self.speaker_name(a.0, a.1).unwrap_or_default()),
            words(self.speaker_name(b.0, b.1).unwrap_or_default()),
        );
        match (entity(x, a.0), entity(y, b.0)) {
            (Some(x), Some(y)) if x == y => return Speakers::Same,
            (Some(_), Some(_)) => {}
            _ if first.last() == second.last() => return Speakers::Same,
            _ => {}
        }
        let of = |kind| x.kind == kind && y.kind == kind;
        let apart = !first.iter().any(|w| second.contains(w));
        if written_x && written_y && apart && (of(EntityKind::Person) || of(EntityKind::Organisation)) {
            Speakers::Different
        } else {
            Speakers::Unknown
        }
    }
}
