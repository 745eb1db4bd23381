//! Which blocks of a page are the story.

use std::collections::HashSet;

use dom_smoothie::{Config, Readability};

use super::blocks::{HtmlBlock, blocks};
use crate::lexicon;
use crate::model::{BlockKind, stable_hash};

/// Pages larger or nested deeper than this are judged by their tags alone: a full tree of them costs too much.
const LARGEST: usize = 8 << 20;
const DEEPEST: usize = 400;

/// The story of a page.
#[derive(Default)]
pub struct Story {
    /// Headings before it: one of them may be the headline.
    pub headings: Vec<HtmlBlock>,
    /// The blocks of the story in order, and the furniture between them; empty if the page has no story.
    pub blocks: Vec<HtmlBlock>,
}

/// Finds the story of a page.
pub fn choose(html: &str, mut found: Vec<HtmlBlock>, deepest: usize, is_article: bool) -> Story {
    let chosen = if html.len() <= LARGEST && deepest <= DEEPEST { readable(html) } else { HashSet::new() };
    let keys: Vec<u64> = found.iter().map(|b| key(&b.text(html))).collect();
    let picked = |i: usize| !found[i].furniture && chosen.contains(&keys[i]);
    let mut parents: HashSet<u32> = (0..found.len())
        .filter(|&i| picked(i) && found[i].kind == BlockKind::Paragraph)
        .map(|i| found[i].parent)
        .collect();
    let by_tags = parents.is_empty();
    if by_tags {
        let marked = found.iter().any(|b| b.in_article && is_prose(b, html));
        let prose = found.iter().filter(|b| is_prose(b, html) && (b.in_article || !marked));
        parents = prose.map(|b| b.parent).collect();
    }
    let body: Vec<bool> = found
        .iter()
        .enumerate()
        .map(|(i, b)| {
            let here = parents.contains(&b.parent) && b.linked * 2 < b.length.max(1);
            !b.furniture && b.heading != 1 && (picked(i) || here || (b.kind == BlockKind::Caption && b.in_article))
        })
        .collect();
    let (Some(first), Some(last)) = (body.iter().position(|&b| b), body.iter().rposition(|&b| b)) else {
        return Story::default();
    };
    let prose: usize =
        found.iter().zip(&body).filter(|(b, is)| **is && b.kind != BlockKind::Caption).map(|(b, _)| b.length).sum();
    let sentences = found.iter().zip(&body).any(|(b, is)| *is && is_prose(b, html));
    let marked = is_article || found.iter().zip(&body).any(|(b, is)| *is && b.in_article);
    if prose == 0 || !(marked || (sentences && prose >= 80)) {
        return Story::default();
    }
    for (i, block) in found.iter_mut().enumerate() {
        if !body[i] && block.heading != 1 {
            block.kind = BlockKind::Furniture;
        }
    }
    found.truncate(last + 1);
    let blocks = found.split_off(first);
    found.retain(|b| b.heading > 0 && !b.furniture);
    Story { headings: found, blocks }
}

/// What a block of a fragment is.
pub fn kind(block: &HtmlBlock) -> BlockKind {
    if block.furniture { BlockKind::Furniture } else { block.kind }
}

/// Whether a block reads like running text.
fn is_prose(block: &HtmlBlock, html: &str) -> bool {
    if block.furniture || block.heading > 0 || block.length < 40 || block.linked * 2 >= block.length {
        return false;
    }
    let text = block.text(html);
    text.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '!', '?', '…', ':'])
}

/// Keys of the blocks that dom_smoothie takes for the story.
fn readable(html: &str) -> HashSet<u64> {
    let config =
        Config { char_threshold: 200, max_elements_to_parse: 100_000, disable_json_ld: true, ..Config::default() };
    let parsed = Readability::new(html, None, Some(config)).and_then(|mut page| page.parse());
    let Ok(article) = parsed else { return HashSet::new() };
    let content: &str = &article.content;
    blocks(content, 0..content.len()).0.iter().map(|b| key(&b.text(content))).collect()
}

/// The same for two blocks with the same words.
fn key(text: &str) -> u64 {
    let words: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    stable_hash([words.as_str()])
}

/// Whether two titles are one: most words of the shorter stand in the longer.
pub fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (lexicon::words(a), lexicon::words(b));
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let shared = few.iter().filter(|w| many.contains(w)).count();
    !few.is_empty() && shared * 10 >= few.len() * 7 && few.len() * 3 >= many.len()
}
