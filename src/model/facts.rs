//! Everything that was understood of one article: a value that is valid in any batch, thread, cache or editor.

use std::sync::Arc;

use super::{
    Age, Article, DateClaim, EntityKind, Figure, Kind, Mention, MentionId, NotUnderstood, Part, Place, Quote,
    Reference, Role, Segments, Span, Statement,
};

/// A person, organisation or place as one article knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalEntity {
    /// What kind of thing.
    pub kind: EntityKind,
    /// The fullest form of the name.
    pub name: Box<str>,
    /// Its mentions in order.
    pub mentions: Vec<MentionId>,
}

/// The facts of one article. All ids are local.
#[derive(Clone, Debug)]
pub struct ArticleFacts {
    /// The article they were taken from.
    pub article: Arc<Article>,
    /// Its paragraphs.
    pub segments: Segments,
    /// Names in the order of the text.
    pub mentions: Vec<Mention>,
    /// Who is who; made by `link::within`.
    pub entities: Vec<LocalEntity>,
    /// Roles.
    pub roles: Vec<Role>,
    /// "the mayor", "the committee": what stands for a name.
    pub references: Vec<Reference>,
    /// Ages.
    pub ages: Vec<Age>,
    /// Figures.
    pub figures: Vec<Figure>,
    /// Dates.
    pub dates: Vec<DateClaim>,
    /// Quotations.
    pub quotes: Vec<Quote>,
    /// Statements.
    pub statements: Vec<Statement>,
    /// What was not understood.
    pub not_understood: Vec<NotUnderstood>,
}

impl ArticleFacts {
    /// No facts yet.
    #[must_use]
    pub fn new(article: Arc<Article>, segments: Segments) -> Self {
        Self {
            article,
            segments,
            mentions: Vec::new(),
            entities: Vec::new(),
            roles: Vec::new(),
            references: Vec::new(),
            ages: Vec::new(),
            figures: Vec::new(),
            dates: Vec::new(),
            quotes: Vec::new(),
            statements: Vec::new(),
            not_understood: Vec::new(),
        }
    }

    /// The article's text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.article.text
    }

    /// How many claims there are, of all kinds.
    #[must_use]
    pub fn claims(&self) -> usize {
        self.mentions.len()
            + self.roles.len()
            + self.ages.len()
            + self.figures.len()
            + self.dates.len()
            + self.quotes.len()
            + self.statements.len()
    }

    /// Whether `span` stands inside the marks of a quotation that is speech.
    #[must_use]
    pub fn in_speech(&self, span: Span) -> bool {
        self.quotes.iter().any(|q| !q.not_speech && q.pieces.iter().any(|p| p.contains(span)))
    }

    /// Whether `span` is all that stands between two quotation marks: the “47 percent”.
    #[must_use]
    pub fn alone_in_marks(&self, span: Span) -> bool {
        let first = self.quotes.partition_point(|q| q.place.span.end() < span.end());
        self.quotes.get(first).is_some_and(|q| q.place.span.contains(span) && q.place.span.len() <= span.len() + 1)
    }

    /// Whether whom a mention names was introduced before, or nowhere in the article. A bare last name that stands in the story before anybody
    /// is introduced by it may well be another one's, whom the readers of the day knew.
    #[must_use]
    pub fn introduced(&self, mention: MentionId) -> bool {
        let full = |m: MentionId| self.mentions.get(m as usize).is_some_and(|m| m.name.contains(' '));
        let Some(own) = self.mentions.get(mention as usize) else { return false };
        let entity = own.entity.and_then(|e| self.entities.get(e as usize));
        let first = entity.and_then(|e| e.mentions.iter().copied().find(|&m| full(m)));
        full(mention) || own.place.part != Part::Body || first.is_none_or(|first| first < mention)
    }

    /// Every claim with its kind, its index within the kind and its place.
    pub fn places(&self) -> impl Iterator<Item = (Kind, u32, Place)> + '_ {
        fn of<'a, T>(
            kind: Kind,
            list: &'a [T],
            place: impl Fn(&T) -> Place + 'a,
        ) -> impl Iterator<Item = (Kind, u32, Place)> + 'a {
            list.iter().enumerate().map(move |(i, c)| (kind, i as u32, place(c)))
        }
        of(Kind::Name, &self.mentions, |c| c.place)
            .chain(of(Kind::Role, &self.roles, |c| c.place))
            .chain(of(Kind::Age, &self.ages, |c| c.place))
            .chain(of(Kind::Figure, &self.figures, |c| c.place))
            .chain(of(Kind::Date, &self.dates, |c| c.place))
            .chain(of(Kind::Quote, &self.quotes, |c| c.place))
            .chain(of(Kind::Statement, &self.statements, |c| c.place))
    }
}
