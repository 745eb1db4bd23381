//! From tags and text to blocks: what a reader sees as one paragraph, each piece of it with its place in the file.

use std::collections::HashMap;
use std::ops::Range;

use super::super::draft::Piece;
use super::entities;
use super::tokens::{Token, Tokens, attribute};
use crate::model::BlockKind;

/// A block of a page.
#[derive(Debug)]
pub struct HtmlBlock {
    /// Its text.
    pub pieces: Vec<Piece>,
    /// What the tags around it say.
    pub kind: BlockKind,
    /// 1 to 6 in a heading, else 0.
    pub heading: u8,
    /// The container that it stands in.
    pub parent: u32,
    /// In the navigation, a sidebar, a form, the page's foot.
    pub furniture: bool,
    /// Inside `article` or `main`.
    pub in_article: bool,
    /// Bytes of text, and how many of them are links.
    pub length: usize,
    /// Bytes of text inside links.
    pub linked: usize,
}

impl HtmlBlock {
    /// The text as it reads.
    pub fn text(&self, html: &str) -> String {
        self.pieces.iter().map(|p| p.shown.as_deref().unwrap_or(&html[p.range.clone()])).collect()
    }
}

/// Content of these elements is not read at all.
const UNSEEN: &[&str] = &[
    "template", "svg", "math", "noscript", "object", "audio", "video", "canvas", "select", "datalist", "del", "s",
    "strike", "rp", "rt",
];
/// Everything in these is furniture.
const FURNITURE: &[&str] = &["nav", "aside", "footer", "form", "button", "menu", "dialog", "label", "fieldset"];
/// Elements that part blocks.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
    "button",
    "label",
    "option",
];
/// Elements without content.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// An open element that matters.
struct Open {
    name: Box<str>,
    /// Number of the element, for telling containers apart.
    number: u32,
    unseen: bool,
    furniture: bool,
    kind: Option<BlockKind>,
    link: bool,
}

/// The blocks of `range`, and how deep its tags are nested.
pub fn blocks(text: &str, range: Range<usize>) -> (Vec<HtmlBlock>, usize) {
    let mut walk = Walk::new(text);
    for token in Tokens::new(text, range) {
        match token {
            Token::Text(range) => walk.text(range),
            Token::Open(name, attributes) => walk.open(name, &attributes),
            Token::Close(name) => walk.close(&name),
            Token::Raw(..) => {}
        }
    }
    walk.flush();
    (walk.blocks, walk.deepest)
}

struct Walk<'a> {
    html: &'a str,
    blocks: Vec<HtmlBlock>,
    pieces: Vec<Piece>,
    length: usize,
    linked: usize,
    /// White space that is shown only if text follows.
    space: Option<Range<usize>>,
    breaks: usize,
    stack: Vec<Open>,
    /// How many elements of each name are open.
    names: HashMap<Box<str>, usize>,
    count: u32,
    unseen: usize,
    links: usize,
    deepest: usize,
}

impl<'a> Walk<'a> {
    fn new(html: &'a str) -> Self {
        Self {
            html,
            blocks: Vec::new(),
            pieces: Vec::new(),
            length: 0,
            linked: 0,
            space: None,
            breaks: 0,
            stack: Vec::new(),
            names: HashMap::new(),
            count: 0,
            unseen: 0,
            links: 0,
            deepest: 0,
        }
    }

    fn open(&mut self, name: Box<str>, attributes: &Range<usize>) {
        match &*name {
            "br" => return self.line_break(attributes.end),
            "hr" => return self.flush(),
            "td" | "th" => {
                if !self.pieces.is_empty() {
                    self.space = None;
                    self.push(attributes.start..attributes.start, Some(" | "));
                }
                return;
            }
            _ if VOID.contains(&&*name) => return,
            _ => {}
        }
        let parts = BLOCKS.contains(&&*name);
        if parts {
            self.flush();
            // What HTML closes by itself: a paragraph before any block, an item before the next one.
            if self.stack.last().is_some_and(|o| &*o.name == "p" || (&*o.name == "li" && &*name == "li")) {
                self.pop();
            }
        }
        let value = |key| attribute(self.html, attributes, key).map(|r| self.html[r].to_ascii_lowercase());
        let class = value("class").unwrap_or_default();
        let hidden = attribute(self.html, attributes, "hidden").is_some();
        let kind = match &*name {
            "figcaption" | "caption" => Some(BlockKind::Caption),
            "blockquote" => Some(BlockKind::BlockQuote),
            "figure" => Some(BlockKind::Caption),
            "li" | "tr" | "dd" | "dt" => Some(BlockKind::ListItem),
            _ if says(&class, &["credit", "copyright"]) && self.within(BlockKind::Caption) => {
                Some(BlockKind::Furniture)
            }
            _ if says(&class, &["caption"]) => Some(BlockKind::Caption),
            _ => None,
        };
        if kind == Some(BlockKind::Furniture) {
            self.flush();
        }
        let open = Open {
            number: self.count,
            unseen: hidden || UNSEEN.contains(&&*name),
            furniture: FURNITURE.contains(&&*name) || kind == Some(BlockKind::Furniture),
            kind,
            link: &*name == "a",
            name,
        };
        self.count += 1;
        self.unseen += usize::from(open.unseen);
        self.links += usize::from(open.link);
        *self.names.entry(open.name.clone()).or_default() += 1;
        self.stack.push(open);
        self.deepest = self.deepest.max(self.stack.len());
    }

    fn close(&mut self, name: &str) {
        if name == "br" {
            return self.line_break(0);
        }
        if BLOCKS.contains(&name) {
            self.flush();
        }
        if self.names.get(name).is_none_or(|&n| n == 0) {
            return;
        }
        // A closing tag of a running element does not close the block around it.
        let inline = !BLOCKS.contains(&name) && !UNSEEN.contains(&name);
        if inline && self.stack.iter().rev().take_while(|o| &*o.name != name).any(|o| BLOCKS.contains(&&*o.name)) {
            return self.drop_inline(name);
        }
        while let Some(top) = self.stack.last() {
            let found = &*top.name == name;
            if top.kind == Some(BlockKind::Furniture) {
                self.flush();
            }
            self.pop();
            if found {
                return;
            }
        }
    }

    /// Takes an inline element out of the middle of the stack, looking no further than a page nests.
    fn drop_inline(&mut self, name: &str) {
        if let Some(i) = self.stack.iter().rev().take(64).position(|o| &*o.name == name) {
            let gone = self.stack.remove(self.stack.len() - 1 - i);
            self.forget(&gone);
        }
    }

    fn pop(&mut self) {
        if let Some(gone) = self.stack.pop() {
            self.forget(&gone);
        }
    }

    fn forget(&mut self, gone: &Open) {
        self.unseen -= usize::from(gone.unseen);
        self.links -= usize::from(gone.link);
        if let Some(n) = self.names.get_mut(&gone.name) {
            *n -= 1;
        }
    }

    fn within(&self, kind: BlockKind) -> bool {
        self.stack.iter().rev().take(64).any(|o| o.kind == Some(kind))
    }

    /// One break is a blank, two part paragraphs.
    fn line_break(&mut self, at: usize) {
        self.breaks += 1;
        if self.breaks > 1 {
            self.flush();
        } else if self.unseen == 0 {
            self.space.get_or_insert(at..at);
        }
    }

    fn text(&mut self, range: Range<usize>) {
        if self.unseen > 0 {
            return;
        }
        let text = &self.html[range.clone()];
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let c = rest.chars().next().unwrap_or(' ');
            let (start, len) = (range.start + at, c.len_utf8());
            if c == '&'
                && let Some((read, len)) = entities::decode(rest)
            {
                if read.chars().all(is_space) {
                    self.white(start..start + len);
                } else if !read.chars().all(is_nothing) {
                    self.push(start..start + len, Some(&read));
                }
                at += len;
            } else if is_space(c) {
                self.white(start..start + len);
                at += len;
            } else if is_nothing(c) {
                at += len;
            } else {
                // At least the first character, an ampersand too.
                let run =
                    rest[len..].find(|c| c == '&' || is_space(c) || is_nothing(c)).map_or(rest.len(), |i| len + i);
                self.push(start..start + run, None);
                at += run;
            }
        }
    }

    fn white(&mut self, range: Range<usize>) {
        let space = self.space.get_or_insert(range.clone());
        space.end = space.end.max(range.end);
    }

    fn push(&mut self, range: Range<usize>, shown: Option<&str>) {
        self.breaks = 0;
        if let Some(space) = self.space.take()
            && !self.pieces.is_empty()
        {
            let plain = &self.html[space.clone()] == " ";
            match self.pieces.last_mut() {
                Some(last) if plain && last.shown.is_none() && last.range.end == space.start => {
                    last.range.end = space.end
                }
                _ => self.pieces.push(Piece { range: space, shown: (!plain).then(|| " ".to_owned()) }),
            }
        }
        let length = shown.map_or(range.len(), str::len);
        self.length += length;
        self.linked += if self.links > 0 { length } else { 0 };
        match (self.pieces.last_mut(), shown) {
            (Some(last), None) if last.shown.is_none() && last.range.end == range.start => last.range.end = range.end,
            _ => self.pieces.push(Piece { range, shown: shown.map(str::to_owned) }),
        }
    }

    /// Ends the block in the making.
    fn flush(&mut self) {
        self.space = None;
        self.breaks = 0;
        let (length, linked) = (std::mem::take(&mut self.length), std::mem::take(&mut self.linked));
        let pieces = std::mem::take(&mut self.pieces);
        if pieces.is_empty() {
            return;
        }
        let mut heading = 0;
        let (mut furniture, mut in_article, mut kind, mut parent) = (false, false, None, None);
        for open in self.stack.iter().rev().take(256) {
            heading = match open.name.as_bytes() {
                [b'h', n @ b'1'..=b'6'] if heading == 0 => n - b'0',
                _ => heading,
            };
            furniture |= open.furniture;
            in_article |= matches!(&*open.name, "article" | "main");
            kind = kind.or(open.kind);
            if parent.is_none()
                && matches!(&*open.name, "div" | "section" | "article" | "main" | "body" | "td" | "header")
            {
                parent = Some(open.number);
            }
        }
        let kind = match kind {
            Some(kind) => kind,
            None if heading > 0 => BlockKind::Subheading,
            None => BlockKind::Paragraph,
        };
        let parent = parent.unwrap_or(u32::MAX);
        self.blocks.push(HtmlBlock { pieces, kind, heading, parent, furniture, in_article, length, linked });
    }
}

/// White space as a page shows it; a no-break space is one, too.
fn is_space(c: char) -> bool {
    c.is_whitespace()
}

/// Characters that are not seen: soft hyphens, zero-width marks.
fn is_nothing(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Whether one of the class names has one of these words in it.
fn says(class: &str, words: &[&str]) -> bool {
    words.iter().any(|w| class.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(html: &str) -> Vec<String> {
        blocks(html, 0..html.len()).0.iter().map(|b| format!("{:?} {}", b.kind, b.text(html))).collect()
    }

    #[test]
    fn blocks_have_the_text_that_is_seen() {
        assert_eq!(
            show(
                "<div><p>Tom &amp;\n  <b>Ann</b> O&rsquo;Hara<p>Two<br>lines<br><br>Three <script>x</script></div><ul><li>a<li>b</ul>"
            ),
            ["Paragraph Tom & Ann O’Hara", "Paragraph Two lines", "Paragraph Three", "ListItem a", "ListItem b"]
        );
        assert_eq!(
            show(
                "<figure><img alt=x><figcaption>The wall. <span class=credit>Ann Roe/Agency</span></figcaption></figure><p>in&shy;form</p>"
            ),
            ["Caption The wall.", "Furniture Ann Roe/Agency", "Paragraph inform"]
        );
        assert_eq!(
            show("<table><tr><td>Dead<td>12<tr><td>Hurt<td>30</table>"),
            ["ListItem Dead | 12", "ListItem Hurt | 30"]
        );
        assert_eq!(show("<p>one <b>two<p>three</b> four</p>"), ["Paragraph one two", "Paragraph three four"]);
        assert_eq!(show("<blockquote>We <del>can</del> <ins>cannot</ins> wait"), ["BlockQuote We cannot wait"]);
    }
}
