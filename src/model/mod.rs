//! The values that the stages hand on. Read the files in this order: span, article, segments, labels, document, quantity,
//! claim, facts, batch, finding, problem, settings.

mod article;
mod batch;
mod changes;
mod claim;
mod dates;
mod document;
mod event;
mod facts;
mod finding;
mod interval;
mod labels;
mod logarithm;
mod map;
mod problem;
mod quantity;
mod segments;
mod settings;
mod sheet;
mod source_file;
mod source_map;
mod span;
mod speakers;

pub use article::{Article, Block, BlockKind};
pub use batch::{ArticleIndex, Batch, ClaimRef, Entity, Group, Member, MentionRef, Near, NearSigns, Relation};
pub use changes::{changed_words, changes};
pub use claim::{
    Age, AgeForm, Change, DateClaim, DateKind, EntityKind, Figure, Frame, Kind, LocalEntityId, Measure, Mention,
    MentionId, Modality, NotUnderstood, Occasion, OccasionKind, Place, Quote, Reference, ResolvedBy, Role, Statement,
};
pub use dates::DateFit;
pub use document::{Document, LanguageModel, NamedEntity, Scratch, TokenRange, Tokens, Want};
pub use event::{Event, Told};
pub use facts::{ArticleFacts, LocalEntity};
pub use finding::{Finding, Severity, Side, SideRole, stable_hash};
pub use interval::Fit;
pub use labels::{Dep, EntityLabel, Pos, Tag};
pub use logarithm::ln;
pub use map::{Map, Set};
pub use problem::{Problem, ProblemLevel};
pub use quantity::{Decimal, Hedge, Quantity};
pub use segments::{Paragraph, Part, Segments};
pub use settings::{FieldNames, ReadSettings, Settings};
pub use sheet::{OffSheet, Sheet, SheetAge, SheetEntry, SheetRole, SheetSigns, Written};
pub use source_file::{Offsets, SourceFile};
pub use source_map::{SourceMap, TextBuilder};
pub use span::{SourceSpan, Span};
pub use speakers::Speakers;
