//! Claims: what one article says, each with its place in the text. All ids are local to the article.

use super::{Event, Part, Quantity, Span};

/// The kinds of claim, as reports name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// How a person, organisation, place, work or product is called.
    Name,
    /// Title, office or job of a person.
    Role,
    /// How old somebody is.
    Age,
    /// A number with what it counts.
    Figure,
    /// When.
    Date,
    /// Where.
    Place,
    /// Words between quotation marks.
    Quote,
    /// Who said a quotation.
    Speaker,
    /// What happened.
    Statement,
}

impl Kind {
    /// Every kind, in the order of reports.
    pub const ALL: [Kind; 9] = [
        Kind::Name,
        Kind::Role,
        Kind::Age,
        Kind::Figure,
        Kind::Date,
        Kind::Place,
        Kind::Quote,
        Kind::Speaker,
        Kind::Statement,
    ];

    /// As reports write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Name => "name",
            Kind::Role => "role",
            Kind::Age => "age",
            Kind::Figure => "figure",
            Kind::Date => "date",
            Kind::Place => "place",
            Kind::Quote => "quote",
            Kind::Speaker => "speaker",
            Kind::Statement => "statement",
        }
    }
}

/// How firmly a claim is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Modality {
    /// As a fact.
    #[default]
    Stated,
    /// As a plan, forecast, proposal or condition: will, would, plans to, if.
    Planned,
    /// As denied or negated.
    Denied,
    /// As alleged or accused.
    Alleged,
}

impl Modality {
    /// As the claims report writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Modality::Stated => "stated",
            Modality::Planned => "planned",
            Modality::Denied => "denied",
            Modality::Alleged => "alleged",
        }
    }
}

/// What every claim has, whatever its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Place {
    /// The words that make the claim.
    pub span: Span,
    /// The part of the article they stand in.
    pub part: Part,
    /// Paragraph number, from 1; 0 in the headline.
    pub paragraph: u32,
    /// The sentence around them.
    pub sentence: Span,
    /// Whether they stand inside quotation marks: then the claim is the speaker's.
    pub quoted: bool,
}

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum EntityKind {
    Person,
    Organisation,
    Place,
    Work,
    Product,
    Event,
    Group,
    Other,
}

impl EntityKind {
    /// As reports write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            EntityKind::Person => "person",
            EntityKind::Organisation => "organisation",
            EntityKind::Place => "place",
            EntityKind::Work => "work",
            EntityKind::Product => "product",
            EntityKind::Event => "event",
            EntityKind::Group => "group",
            EntityKind::Other => "other",
        }
    }
}

/// Index into [`ArticleFacts::mentions`](super::ArticleFacts::mentions).
pub type MentionId = u32;

/// Index into [`ArticleFacts::entities`](super::ArticleFacts::entities).
pub type LocalEntityId = u32;

/// A name as written once. The span covers the name without title, honorific, "the" and possessive ending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where.
    pub place: Place,
    /// What kind of thing.
    pub kind: EntityKind,
    /// The name as written, white space folded, ’ as '.
    pub name: Box<str>,
    /// Title or honorific directly before the name ("Sen.", "Mayor", "Mr.").
    pub title: Option<Span>,
    /// Role by apposition or copula ("the city treasurer").
    pub role: Option<Span>,
    /// Who it is within the article; set by `link::within`.
    pub entity: Option<LocalEntityId>,
    /// A capitalised run that no one was sure of; `link::across` may promote it.
    pub candidate: bool,
}

/// A role that the text gives to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// The role words.
    pub place: Place,
    /// Who has it.
    pub holder: MentionId,
    /// The role in its base form, lower case: "finance director", "mayor".
    pub head: Box<str>,
    /// The institution or place it belongs to, lower case, if stated: "providence", "senate finance committee".
    pub of: Option<Box<str>>,
    /// former, then-, acting, elect, deputy and the like, lower case, in order; "was" for a copula in the past.
    pub qualifiers: Vec<Box<str>>,
    /// "the mayor", "its mayor": the one holder of the post.
    pub definite: bool,
}

/// A definite description that stands for a name elsewhere in the article: "the mayor", "the committee".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The description without "the" and without what follows its head.
    pub place: Place,
    /// The post or body in its base form, lower case: "finance director", "committee".
    pub head: Box<str>,
    /// Whether the head is a post that a person holds; else it is a kind of body.
    pub post: bool,
    /// The institution or place it belongs to, lower case, if stated.
    pub of: Option<Box<str>>,
    /// former, acting, deputy and the like, as in [`Role::qualifiers`].
    pub qualifiers: Vec<Box<str>>,
    /// The name before it that it stands for, the last one if there are several; `None` if nobody or more than one fits. Set by `link::references`.
    pub antecedent: Option<MentionId>,
}

/// An age that the text gives to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Age {
    /// The age words.
    pub place: Place,
    /// In years.
    pub years: Quantity,
    /// Whose; `None` if no name is near ("a 5-year-old boy").
    pub holder: Option<MentionId>,
    /// Head noun if no name: "boy", "man".
    pub noun: Option<Box<str>>,
    /// What kind of statement it is: years at the dateline, years at an event, a birth.
    pub form: AgeForm,
}

/// What the words about an age say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum AgeForm {
    /// The age when the article was written.
    #[default]
    Now,
    /// The age at something that happened ("died at 81"), in this year if the text names it.
    Event(Option<i16>),
    /// A birth: year, and month and day as far as they stand there. `years` is open.
    Born(i16, Option<i8>, Option<i8>),
}

/// What a figure measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[allow(missing_docs)]
pub enum Measure {
    #[default]
    Count,
    Total,
    Part,
    Average,
    Share,
    Change,
    Rank,
    Ratio,
    Vote,
    Maximum,
    Minimum,
    Multiple,
}

impl Measure {
    /// As the claims report writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Measure::Count => "count",
            Measure::Total => "total",
            Measure::Part => "part",
            Measure::Average => "average",
            Measure::Share => "share",
            Measure::Change => "change",
            Measure::Rank => "rank",
            Measure::Ratio => "ratio",
            Measure::Vote => "vote",
            Measure::Maximum => "maximum",
            Measure::Minimum => "minimum",
            Measure::Multiple => "multiple",
        }
    }
}

/// Direction of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Change {
    Up,
    Down,
}

/// What a sentence says around a claim, as lemmas: the ground on which claims are aligned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// Lemma of the verb that governs the claim, if any.
    pub predicate: Option<Box<str>>,
    /// Lemmas of the content words that stand to the predicate as subject.
    pub subject: Vec<Box<str>>,
    /// Lemmas of its objects and complements.
    pub objects: Vec<Box<str>>,
    /// All other content lemmas of the clause, in order, each once.
    pub context: Vec<Box<str>>,
    /// Lemmas of the names among the subject, lower case.
    pub who: Vec<Box<str>>,
    /// The subject or the noun that the clause describes is new to the reader: "a poll taken in March".
    pub indefinite: bool,
    /// People, organisations and places named in the sentence.
    pub names: Vec<LocalEntityId>,
}

/// A figure with unit, measure and what it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The number with its hedge, sign and unit.
    pub place: Place,
    /// The number.
    pub quantity: Quantity,
    /// Standard unit in the singular (dollar, percentage, percentage point, metre, year …); `None` for plain counts.
    pub unit: Option<Box<str>>,
    /// What it measures.
    pub measure: Measure,
    /// "rose by 3 percent".
    pub change: Option<Change>,
    /// The noun phrase that is counted, as written; empty span if none.
    pub counted: Span,
    /// Lemmas of what is counted, the head last.
    pub concepts: Vec<Box<str>>,
    /// Whose figure it is, if a possessor or subject is named.
    pub whose: Option<MentionId>,
    /// How firmly.
    pub modality: Modality,
    /// It is known which ones are counted ("the $84,000"): neither a denial nor a plan is one of the number.
    pub given: bool,
    /// The sentence around it.
    pub frame: Frame,
    /// Whether the article is about to be compared on it at all (idioms, list numbers and the like are kept but not compared).
    pub comparable: bool,
}

/// What a date expression denotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum DateKind {
    Date,
    Time,
    Duration,
    Set,
}

/// How a date got its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResolvedBy {
    /// It stands there in full.
    Text,
    /// By the dateline.
    Dateline,
    /// By the dateline and the tense of the verb.
    Tense,
}

/// A date expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateClaim {
    /// The date words.
    pub place: Place,
    /// Date, time of day, duration or set.
    pub kind: DateKind,
    /// ISO 8601 with the precision that the text gives (`2016-11-14`, `2016-11`, `2016`, `2016-W46`, `2016-11-14TMO`, `P6Y`).
    pub value: Option<Box<str>>,
    /// First and last day it may mean, as days since 1970-01-01; `None` if unresolved or no calendar date.
    pub days: Option<(i32, i32)>,
    /// The preposition before it ("since", "until", "by"), lower case; `None` for a bare one.
    pub preposition: Option<Box<str>>,
    /// Weekday named, 1 = Monday … 7 = Sunday.
    pub weekday: Option<u8>,
    /// How the value came about.
    pub resolved_by: Option<ResolvedBy>,
    /// How firmly.
    pub modality: Modality,
    /// The sentence around it.
    pub frame: Frame,
    /// The event that is dated.
    pub event: Event,
}

/// A direct quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The words inside one pair of marks. A quotation broken by "he said" is two, the second one with [`continues`](Self::continues).
    pub place: Place,
    /// The pieces of quoted words in order; one, as long as no reader joins pairs of marks.
    pub pieces: Vec<Span>,
    /// The mention nearest to the cue, as written, a pronoun included; `None` if unknown.
    pub speaker: Option<Span>,
    /// Who that is, if known.
    pub speaker_mention: Option<MentionId>,
    /// The verb or phrase of attribution ("said", "according to").
    pub cue: Option<Span>,
    /// Scare quotes, titles of works, nicknames: not speech.
    pub not_speech: bool,
    /// Stands in single marks, as in a headline.
    pub single: bool,
    /// Goes on with the sentence of the quotation before it: broken by "he said", or a running quotation over paragraphs.
    pub continues: bool,
    /// To whom, where, when and by what medium it was said, as far as the words around the cue state it.
    pub occasion: Vec<Occasion>,
}

/// One thing that is stated of the occasion of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// What is stated.
    pub kind: OccasionKind,
    /// The words.
    pub span: Span,
}

/// What may be stated of the occasion of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OccasionKind {
    /// "told reporters", "said to the crowd".
    Audience,
    /// "in Harwick", "at the harbor".
    Place,
    /// "on Tuesday".
    Time,
    /// "in a statement", "on Twitter".
    Medium,
}

impl OccasionKind {
    /// As the claims report writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            OccasionKind::Audience => "audience",
            OccasionKind::Place => "place",
            OccasionKind::Time => "time",
            OccasionKind::Medium => "medium",
        }
    }
}

/// A claim about what happened; nothing extracts these yet but the type fixes the seam.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The clause.
    pub place: Place,
    /// Its content.
    pub frame: Frame,
    /// Negated: "nobody was arrested".
    pub negated: bool,
    /// How firmly.
    pub modality: Modality,
}

/// A passage that looked like a claim and was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotUnderstood {
    /// Where.
    pub span: Span,
    /// Why, in a few words: "number not parsed", "quotation without a speaker".
    pub why: &'static str,
}
