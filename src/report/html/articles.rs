//! The articles in full, every claim underlined by its state, so that a fact checker can work through them as on paper.

use maud::{Markup, html};

use super::findings::{Entries, flat};
use super::states::{Marked, State, states};
use crate::model::{ArticleFacts, Paragraph, Part, Span};
use crate::report::Report;
use crate::report::clean::{clean, one_line};
use crate::report::place::{count, date_words};

/// The section with the articles; of more than `most` only those with findings.
pub fn section(report: &Report, findings: &Entries<'_>, most: usize) -> Markup {
    let articles = &report.batch.articles;
    let all = articles.len() <= most;
    let touched: Vec<bool> = {
        let mut touched = vec![all; articles.len()];
        for (_, p) in findings.list.iter().flat_map(|e| &e.places) {
            touched[p.article as usize] = true;
        }
        touched
    };
    let states = states(report, findings);
    html! {
        section #articles aria-labelledby="articles-head" {
            h2 #articles-head { "Articles" }
            p.legend {
                "Every claim is underlined: "
                span.c.conflicts { "conflicts" } ", "
                span.c.agrees { "agrees with others" } ", "
                span.c.alone { "stands alone" } ", "
                span.c.unknown { "not understood" } "."
            }
            @if !all {
                p { "The batch is large: only the articles with findings are shown in full." }
            }
            @for (i, facts) in articles.iter().enumerate() {
                @if touched[i] { (article(i, facts, &states[i])) }
            }
        }
    }
}

fn article(index: usize, facts: &ArticleFacts, marks: &[Marked]) -> Markup {
    let a = &facts.article;
    let title = a.title().map_or_else(|| clean(&a.id()), one_line);
    let conflicts = marks.iter().filter(|m| matches!(m.state, State::Conflicts(_))).count();
    let paragraphs = facts.segments.paragraphs.iter();
    html! {
        details.article id={ "a" (index) } {
            summary {
                h3 { (title) }
                " " span.about {
                    @if let Some(publisher) = &a.publisher { (one_line(publisher)) " · " }
                    @if let Some(date) = a.published { (date_words(date)) " · " }
                    code { (clean(&a.id())) }
                    @if conflicts > 0 { " · " b.error { (count(conflicts, "passage")) " in conflict" } }
                }
            }
            div.text { @for p in paragraphs { (paragraph(index, facts, p, marks)) } }
        }
    }
}

fn paragraph(index: usize, facts: &ArticleFacts, p: &Paragraph, marks: &[Marked]) -> Markup {
    let class = match p.part {
        Part::Headline => "headline",
        Part::Caption => "caption",
        Part::Correction | Part::Furniture => "set-aside",
        Part::Lede | Part::Body => "body",
    };
    let said = match p.part {
        Part::Headline | Part::Body | Part::Lede => None,
        Part::Caption => Some("caption"),
        Part::Correction => Some("correction, not compared"),
        Part::Furniture => Some("page furniture, not compared"),
    };
    html! {
        p id={ "a" (index) "-p" (p.number) } class=(class) {
            @if p.number > 0 { span.number aria-hidden="true" { (p.number) } " " }
            @if let Some(said) = said { em.part { (said) } " " }
            (claims(facts.text(), p.span, marks))
        }
    }
}

/// The text of a paragraph with its claims. Where claims lie inside each other, the innermost is shown, but a conflict always.
fn claims(text: &str, span: Span, marks: &[Marked]) -> Markup {
    let first = marks.partition_point(|m| m.span.start() < span.start());
    let inside: Vec<&Marked> =
        marks[first..].iter().take_while(|m| m.span.start() < span.end()).filter(|m| !m.span.is_empty()).collect();
    let mut edges: Vec<u32> = vec![span.start(), span.end()];
    edges.extend(inside.iter().flat_map(|m| [m.span.start(), m.span.end().min(span.end())]));
    edges.sort_unstable();
    edges.dedup();
    let mut runs: Vec<(Span, Option<&Marked>)> = Vec::new();
    let mut open: Vec<&Marked> = Vec::new();
    let mut next = 0;
    for pair in edges.windows(2) {
        let piece = Span::new(pair[0], pair[1]);
        while next < inside.len() && inside[next].span.start() <= piece.start() {
            open.push(inside[next]);
            next += 1;
        }
        open.retain(|m| m.span.end() > piece.start());
        let top = open.iter().copied().max_by_key(|m| {
            (matches!(m.state, State::Conflicts(_)), std::cmp::Reverse(m.span.len()), std::cmp::Reverse(m.kind))
        });
        match runs.last_mut() {
            Some((run, last)) if last.map(std::ptr::from_ref) == top.map(std::ptr::from_ref) => *run = run.cover(piece),
            _ => runs.push((piece, top)),
        }
    }
    html! {
        @for (run, mark) in runs {
            @let words = flat(run.of(text));
            @match mark {
                None => (words),
                Some(m) => (claim(&words, m)),
            }
        }
    }
}

fn claim(words: &str, m: &Marked) -> Markup {
    let kind = m.kind.map_or("", |k| k.as_str());
    let class = format!("c {}", m.state.class());
    match &m.state {
        State::Conflicts(id) => {
            html! { a class=(class) href={ "#" (id) } title={ (kind) " in conflict: show the finding" } { (words) } }
        }
        State::Agrees(n) => {
            html! { span class=(class) title={ (kind) ": agrees with " (count(*n, "other")) } { (words) } }
        }
        State::Alone => html! { span class=(class) title={ (kind) ": nothing else to compare it with" } { (words) } },
        State::NotUnderstood(why) => html! { span class=(class) title={ "not understood: " (why) } { (words) } },
    }
}
