//! What the stages over a whole batch hand on: entities across articles, neighbours, groups.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{ArticleFacts, EntityKind, Kind, LocalEntityId, OffSheet, Sheet, Span};

/// Index of an article in [`Batch::articles`]. The batch is sorted by article id, so that the order of the paths never matters.
pub type ArticleIndex = u32;

/// All articles of a run and how they stand to each other.
#[derive(Debug, Default)]
pub struct Batch {
    /// Facts, sorted by article id.
    pub articles: Vec<ArticleFacts>,
    /// For each article its neighbours (articles that may tell the same story), ascending, itself not included.
    pub neighbours: Vec<Vec<ArticleIndex>>,
    /// For each article the first article of its witness: near-duplicates share one, and count once.
    pub witness: Vec<ArticleIndex>,
    /// For each article the number of its story, for display.
    pub stories: Vec<u32>,
    /// People, organisations, places across the batch.
    pub entities: Vec<Entity>,
    /// For each article and local entity, the batch entity.
    pub entity_of: Vec<Vec<u32>>,
    /// Pairs of entities whose names may be one, misspelled.
    pub near: Vec<Near>,
    /// Publishers that are one house: each list is one.
    pub houses: Vec<Vec<String>>,
    /// The reference sheet.
    pub sheet: Arc<Sheet>,
    /// For each entity the entries of the sheet that it is, ascending; empty if there is no sheet.
    pub listed: Vec<Vec<u32>>,
    /// Names that may be one of the sheet, misspelled.
    pub off_sheet: Vec<OffSheet>,
    /// Articles that are sources of the others, which are drafts: transcripts, releases, notes. Empty unless a draft is verified.
    pub sources: BTreeSet<ArticleIndex>,
}

impl Batch {
    /// Whether two articles are one, or one is a copy of the other word for word.
    #[must_use]
    pub fn same_text(&self, a: ArticleIndex, b: ArticleIndex) -> bool {
        a == b || self.articles[a as usize].text() == self.articles[b as usize].text()
    }

    /// Days between the publication of two articles, at least 0; `None` if one has no date.
    #[must_use]
    pub fn days_apart(&self, a: ArticleIndex, b: ArticleIndex) -> Option<i32> {
        let day = |i: ArticleIndex| self.articles[i as usize].article.day();
        Some((day(a)? - day(b)?).abs())
    }

    /// Whether two articles are of the same days, or not known to be of others, so that one weekday is one day.
    #[must_use]
    pub fn same_days(&self, a: ArticleIndex, b: ArticleIndex) -> bool {
        self.days_apart(a, b).is_none_or(|days| days < 5)
    }

    /// Whether figures, dates, statements and quotes of the two articles may be compared: neighbours, or one article.
    #[must_use]
    pub fn comparable(&self, a: ArticleIndex, b: ArticleIndex) -> bool {
        a == b || self.neighbours[a as usize].binary_search(&b).is_ok()
    }

    /// How the two articles are related.
    #[must_use]
    pub fn relation(&self, a: ArticleIndex, b: ArticleIndex) -> Relation {
        let publisher = |i: ArticleIndex| self.articles[i as usize].article.publisher.as_deref();
        match (publisher(a), publisher(b)) {
            _ if a == b => Relation::SameArticle,
            _ if self.sources.contains(&a) != self.sources.contains(&b) => Relation::DraftAndSource,
            (Some(x), Some(y)) if self.one_house(x, y) => Relation::SamePublisher,
            _ => Relation::Other,
        }
    }

    /// Whether two publishers are one, or belong to one house.
    fn one_house(&self, a: &str, b: &str) -> bool {
        let named = |house: &[String], name: &str| house.iter().any(|p| p.eq_ignore_ascii_case(name));
        a.eq_ignore_ascii_case(b) || self.houses.iter().any(|house| named(house, a) && named(house, b))
    }

    /// The batch entity of a local one.
    #[must_use]
    pub fn entity(&self, article: ArticleIndex, local: LocalEntityId) -> Option<u32> {
        self.entity_of.get(article as usize)?.get(local as usize).copied()
    }
}

/// How two articles are related; wording is held to the word within one house only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// One and the same article.
    SameArticle,
    /// Two articles of one publisher.
    SamePublisher,
    /// A draft and a source it was written from.
    DraftAndSource,
    /// Different publishers, or unknown.
    Other,
}

/// Someone or something named, across the batch.
#[derive(Clone, Debug, Default)]
pub struct Entity {
    /// What kind of thing.
    pub kind: Option<EntityKind>,
    /// The commonest full form.
    pub name: String,
    /// (article, local entity), ascending.
    pub members: Vec<(ArticleIndex, LocalEntityId)>,
}

/// One mention of the batch.
pub type MentionRef = (ArticleIndex, super::MentionId);

/// Two spellings of a word of names that may be one, misspelled: a relation, not yet an opinion. Rules turn it into findings.
#[derive(Clone, Debug, Default)]
pub struct Near {
    /// Mentions with the rarer spelling, in order.
    pub odd: Vec<MentionRef>,
    /// Mentions with the commoner spelling, in order.
    pub others: Vec<MentionRef>,
    /// The rarer spelling of the word, folded.
    pub odd_word: String,
    /// The commoner one.
    pub other_word: String,
    /// What speaks for and against their being one.
    pub signs: NearSigns,
}

/// What speaks for and against two spellings being one name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NearSigns {
    /// Slips between the two words.
    pub distance: u8,
    /// The rest of the name is the same, and there is a rest.
    pub same_rest: bool,
    /// The rest is the same on both sides of the word.
    pub both_sides: bool,
    /// A word beside it in the name is the same.
    pub same_beside: bool,
    /// The same title or office stands before both.
    pub same_title: bool,
    /// Both are given names of a full name.
    pub given_names: bool,
    /// Both are last names of people.
    pub family_names: bool,
    /// The rarer spelling stands alone in its articles: nobody is introduced by it.
    pub orphan: bool,
    /// Some mention of each stands in one article.
    pub one_article: bool,
    /// Both are introduced in full, with given names that cannot be one.
    pub two_people: bool,
    /// Both have a role, and the roles differ.
    pub other_roles: bool,
    /// Both have a role, and the roles agree.
    pub same_role: bool,
    /// The rarer spelling is an ordinary word or a known name.
    pub odd_known: bool,
    /// So is the commoner one.
    pub other_known: bool,
    /// The rarer spelling is known as a last name and as nothing else.
    pub odd_surname_only: bool,
    /// One of the words has fewer than five letters.
    pub short: bool,
    /// With the word before it the commoner spelling is a known place, the rarer is none.
    pub broken_place: bool,
    /// Plural, adjective or possessive of each other.
    pub inflected: bool,
    /// They sound the same: doubled letters, c and k, ph and f, a silent h.
    pub sound_alike: bool,
    /// Witnesses (articles that are no copies) of the rarer spelling.
    pub odd_witnesses: u32,
    /// Of the commoner one.
    pub other_witnesses: u32,
    /// Mentions of the rarer spelling.
    pub odd_count: u32,
    /// Of the commoner one.
    pub other_count: u32,
    /// All mentions of the rarer spelling are quoted speech.
    pub odd_quoted: bool,
    /// All mentions of the rarer spelling stand in captions or headlines.
    pub odd_display: bool,
    /// Some mention of the rarer spelling is the word alone.
    pub odd_alone: bool,
    /// Somebody is introduced in full by the rarer spelling.
    pub odd_introduced: bool,
    /// Some mention of the commoner spelling is the word alone.
    pub other_alone: bool,
    /// Somebody is introduced in full by the commoner spelling.
    pub other_introduced: bool,
    /// One article introduces somebody in full by each.
    pub side_by_side: bool,
    /// Both are the last name of holders of one office.
    pub same_office: bool,
    /// A first name and its short form.
    pub nickname: bool,
    /// Spellings between which houses choose.
    pub variants: bool,
    /// The rarer spelling is two words run together ("PelosiOn").
    pub glued: bool,
    /// The first letters differ, and are not swapped with the second ones.
    pub first_letter: bool,
    /// The commoner spelling is an ordinary English word.
    pub other_word: bool,
    /// The commoner spelling is known as a first name and as nothing else.
    pub other_first_name: bool,
    /// The rarer spelling stands as the first name of a full name wherever it stands.
    pub odd_first_name: bool,
    /// One sentence names somebody in full by each.
    pub one_sentence: bool,
    /// Letters of the longer word.
    pub longest: u8,
    /// Words of substance that the sentences around the two share, at most.
    pub shared_words: u8,
}

/// One claim of the batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimRef {
    /// The article.
    pub article: ArticleIndex,
    /// Which list of its facts.
    pub kind: Kind,
    /// Index in that list.
    pub index: u32,
}

/// A claim in a group, with the value it is compared by.
#[derive(Clone, Debug)]
pub struct Member {
    /// The claim.
    pub claim: ClaimRef,
    /// The words shown.
    pub span: Span,
    /// The value in normal form, equal for equal claims.
    pub value: String,
}

/// Claims that were taken to be about one thing, with the evidence for that.
#[derive(Clone, Debug)]
pub struct Group {
    /// The kind of claims.
    pub kind: Kind,
    /// What they are about, in a few words.
    pub about: String,
    /// Two or more claims, sorted.
    pub members: Vec<Member>,
    /// Why they are about one thing.
    pub evidence: Vec<String>,
    /// The pairs of them that were found to be one thing told differently; empty if they all agree.
    pub clashes: Vec<(ClaimRef, ClaimRef)>,
}
