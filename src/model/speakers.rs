//! Who speaks, across a batch: the same, someone else, or nobody knows.

use super::{ArticleIndex, Batch, EntityKind};

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
    /// The batch entity that speaks quotation `quote` of `article`, if it is known.
    #[must_use]
    pub fn speaker(&self, article: ArticleIndex, quote: u32) -> Option<u32> {
        let facts = &self.articles[article as usize];
        let mention = facts.quotes.get(quote as usize)?.speaker_mention?;
        self.entity(article, facts.mentions.get(mention as usize)?.entity?)
    }

    /// How the speakers of two quotations stand to each other. Two people only when both are known, both are people (or both are bodies),
    /// and their names have no word in common.
    #[must_use]
    pub fn speakers(&self, a: (ArticleIndex, u32), b: (ArticleIndex, u32)) -> Speakers {
        let (Some(x), Some(y)) = (self.speaker(a.0, a.1), self.speaker(b.0, b.1)) else { return Speakers::Unknown };
        if x == y {
            return Speakers::Same;
        }
        let (x, y) = (&self.entities[x as usize], &self.entities[y as usize]);
        let of = |kind| x.kind == Some(kind) && y.kind == Some(kind);
        let words = |name: &str| -> Vec<String> { name.split_whitespace().map(str::to_lowercase).collect() };
        let second = words(&y.name);
        if (of(EntityKind::Person) || of(EntityKind::Organisation))
            && !words(&x.name).iter().any(|w| second.contains(w))
        {
            Speakers::Different
        } else {
            Speakers::Unknown
        }
    }
}
