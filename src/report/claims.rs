//! The claims report `copydesk-claims/1`: what was understood, article by article.

use serde_json::{Value, json};

use super::Report;
use crate::model::{ArticleFacts, Decimal, Span};

/// The report of `copydesk claims --format json`.
#[must_use]
pub fn json(report: &Report) -> String {
    let batch = &report.batch;
    let entities: Vec<Value> = batch
        .entities
        .iter()
        .enumerate()
        .map(|(id, e)| {
            let mut forms: Vec<&str> = Vec::new();
            let mut roles: Vec<&str> = Vec::new();
            let mut articles: Vec<String> = Vec::new();
            for &(a, local) in &e.members {
                let facts = &batch.articles[a as usize];
                for &m in &facts.entities[local as usize].mentions {
                    forms.push(&facts.mentions[m as usize].name);
                    roles.extend(facts.roles.iter().filter(|r| r.holder == m).map(|r| r.place.span.of(facts.text())));
                }
                articles.push(facts.article.id());
            }
            for list in [&mut forms, &mut roles] {
                list.sort_unstable();
                list.dedup();
            }
            articles.dedup();
            json!({"id": id, "kind": e.kind.map(|k| k.as_str()), "name": e.name, "forms": forms, "roles": roles, "articles": articles})
        })
        .collect();
    let articles: Vec<Value> = batch.articles.iter().enumerate().map(|(i, f)| article(report, i as u32, f)).collect();
    let problems: Vec<Value> = report
        .problems
        .iter()
        .map(|p| json!({"level": format!("{:?}", p.level).to_lowercase(), "path": p.path, "message": p.message}))
        .collect();
    json!({"schema": "copydesk-claims/1", "version": env!("CARGO_PKG_VERSION"), "complete": report.complete(),
           "entities": entities, "articles": articles, "problems": problems})
    .to_string()
}

fn article(report: &Report, index: u32, facts: &ArticleFacts) -> Value {
    let a = &facts.article;
    let at = |span: Span| {
        let s = a.source(span);
        let (line, column) = a.file.line_column(s.start());
        json!({"start": s.start(), "end": s.end(), "line": line, "column": column, "text": span.of(facts.text())})
    };
    let with = |span: Span, more: Value| {
        let mut v = at(span);
        if let (Some(v), Value::Object(more)) = (v.as_object_mut(), more) {
            v.extend(more);
        }
        v
    };
    let dec = |d: Option<Decimal>| d.map(|d| d.to_string());
    let entity = |m: Option<u32>| {
        m.and_then(|m| facts.mentions[m as usize].entity).and_then(|local| report.batch.entity(index, local))
    };
    let mentions: Vec<Value> = facts
        .mentions
        .iter()
        .enumerate()
        .filter(|(_, m)| !m.candidate)
        .map(|(i, m)| {
            with(
                m.place.span,
                json!({"kind": m.kind.as_str(), "entity": entity(Some(i as u32)),
                "title": m.title.map(|t| t.of(facts.text())), "role": m.role.map(|t| t.of(facts.text()))}),
            )
        })
        .collect();
    let stands_for = |r: &crate::model::Reference| {
        r.antecedent.map(|m| with(r.place.span, json!({"head": r.head, "entity": entity(Some(m))})))
    };
    let references: Vec<Value> = facts.references.iter().filter_map(stands_for).collect();
    let figures: Vec<Value> = facts
        .figures
        .iter()
        .map(|f| {
            let q = &f.quantity;
            with(f.place.span, json!({"low": dec(q.low), "high": dec(q.high), "value": dec(q.value), "hedge": q.hedge.as_str(),
                "unit": f.unit, "change": f.change.map(|c| format!("{c:?}").to_lowercase()), "counted": f.counted.of(facts.text()),
                "concepts": f.concepts, "measure": f.measure.as_str(), "modality": f.modality.as_str(), "quoted": f.place.quoted}))
        })
        .collect();
    let dates: Vec<Value> = facts
        .dates
        .iter()
        .map(|d| {
            with(
                d.place.span,
                json!({"type": format!("{:?}", d.kind).to_lowercase(), "value": d.value,
                "resolved_by": d.resolved_by.map(|r| format!("{r:?}").to_lowercase())}),
            )
        })
        .collect();
    let ages: Vec<Value> = facts
        .ages
        .iter()
        .map(|g| {
            with(
                g.place.span,
                json!({"low": dec(g.years.low), "high": dec(g.years.high), "value": dec(g.years.value),
            "hedge": g.years.hedge.as_str(), "unit": "year", "entity": entity(g.holder)}),
            )
        })
        .collect();
    let quotes: Vec<Value> = facts
        .quotes
        .iter()
        .filter(|q| !q.not_speech)
        .map(|q| {
            let speaker = q.speaker.map(|s| with(s, json!({"entity": entity(q.speaker_mention)})));
            let occasion: Vec<Value> =
                q.occasion.iter().map(|o| with(o.span, json!({"kind": o.kind.as_str()}))).collect();
            with(
                q.place.span,
                json!({"speaker": speaker, "cue": q.cue.map(|c| c.of(facts.text())), "occasion": occasion}),
            )
        })
        .collect();
    let missed: Vec<Value> = facts.not_understood.iter().map(|n| with(n.span, json!({"why": n.why}))).collect();
    json!({"id": a.id(), "path": a.file.path, "title": a.title(), "published": a.published.map(|d| d.to_string()),
           "publisher": a.publisher, "mentions": mentions, "references": references, "figures": figures, "dates": dates, "ages": ages, "quotes": quotes,
           "statements": [], "not_understood": missed})
}
