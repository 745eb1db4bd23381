// spaCy English tokenizer, hand-written rules instead of regexes; data exported by export.py
use super::Files;
use std::{
    collections::{HashMap, HashSet},
    hash::{BuildHasherDefault, Hasher},
};
#[derive(Default, Clone, Copy)]
pub struct Id(u64);
impl Hasher for Id {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {
        unreachable!()
    }
    fn write_u64(&mut self, v: u64) {
        self.0 = v
    }
    fn write_u32(&mut self, v: u32) {
        self.0 = (v as u64).wrapping_mul(0x9E3779B97F4A7C15)
    }
}
pub type Map<V> = HashMap<u64, V, BuildHasherDefault<Id>>;
#[inline]
pub fn hash64(k: &[u8]) -> u64 {
    // MurmurHash64A, seed 1
    if k.is_empty() {
        return 0;
    }
    let m: u64 = 0xc6a4a7935bd1e995;
    let mut h = 1 ^ (k.len() as u64).wrapping_mul(m);
    let mut c = k.chunks_exact(8);
    for b in &mut c {
        let mut x = u64::from_le_bytes(b.try_into().unwrap()).wrapping_mul(m);
        x ^= x >> 47;
        x = x.wrapping_mul(m);
        h ^= x;
        h = h.wrapping_mul(m);
    }
    let r = c.remainder();
    if !r.is_empty() {
        let mut t = 0u64;
        for (i, b) in r.iter().enumerate() {
            t |= (*b as u64) << (8 * i);
        }
        h ^= t;
        h = h.wrapping_mul(m);
    }
    h ^= h >> 47;
    h = h.wrapping_mul(m);
    h ^= h >> 47;
    h
}
pub const ALPHA: u16 = 1;
pub const LOWER: u16 = 2;
pub const UPPER: u16 = 4;
pub const QUOTE: u16 = 8;
pub const ICON: u16 = 16;
pub const SDOT: u16 = 32;
pub const PRE1: u16 = 128;
pub const SUF1: u16 = 256;
pub const PALPHA: u16 = 512;
pub const PUP: u16 = 1024;
pub const PDIG: u16 = 2048;
pub const SPACE: u16 = 4096;
pub const WORD: u16 = 8192;
#[derive(Clone, Copy)]
pub struct CTok {
    pub lex: u32,
    pub len: u32,
}
pub struct Lex {
    pub ids: [u64; 4],
    pub orth: u64,
    pub space: bool,
    pub start: u32,
    pub len: u32,
    pub lower: u64,
    pub spec: bool,
}
#[derive(Default)]
pub struct Doc {
    pub lex: Vec<u32>,
    pub start: Vec<u32>,
    pub len: Vec<u32>,
    pub spacy: Vec<bool>,
}
impl Doc {
    pub fn n(&self) -> usize {
        self.lex.len()
    }
}
pub struct Tok {
    pub cls: Vec<u16>,
    specials: Map<Vec<CTok>>,
    cache: Map<(u32, u32)>,
    ctoks: Vec<CTok>,
    lexmap: Map<u32>,
    pub lex: Vec<Lex>,
    pub arena: String,
    norms: Map<String>,
    syms: HashMap<String, u64>,
    matcher: Map<Vec<Vec<u64>>>,
    units: HashSet<String>,
}
fn unesc(s: &str) -> String {
    let mut o = String::new();
    let mut it = s.chars();
    while let Some(c) = it.next() {
        if c == '\\' {
            match it.next() {
                Some('n') => o.push('\n'),
                Some('t') => o.push('\t'),
                Some(c) => o.push(c),
                None => {}
            }
        } else {
            o.push(c)
        }
    }
    o
}
impl Tok {
    pub fn load(d: &Files) -> Tok {
        let rd = |n: &str| std::str::from_utf8(d[n]).unwrap();
        let cls = d["cls.bin"].chunks_exact(2).map(|c| u16::from_le_bytes([c[0], c[1]])).collect();
        let norms = rd("norms.txt")
            .split('\n')
            .map(|l| {
                let (a, b) = l.split_once('\t').unwrap();
                (a.parse().unwrap(), unesc(b))
            })
            .collect();
        let mut t = Tok {
            cls,
            specials: Map::default(),
            cache: Map::default(),
            ctoks: vec![],
            lexmap: Map::default(),
            lex: vec![],
            arena: String::new(),
            norms,
            syms: rd("symbols.txt")
                .split('\n')
                .map(|l| {
                    let (a, b) = l.split_once('\t').unwrap();
                    (b.to_string(), a.parse().unwrap())
                })
                .collect(),
            matcher: Map::default(),
            units: rd("units.txt").split('\n').map(String::from).collect(),
        };
        let rules = rd("rules.txt");
        let mut m = vec![];
        for l in rules.split('\n') {
            let mut f = l.split('\t');
            let mt = f.next().unwrap() == "1";
            let k = unesc(f.next().unwrap());
            let v = f
                .map(|p| {
                    let (o, n) = p.split_once('\x01').unwrap();
                    let o = unesc(o);
                    let nm = if n == "\x02" { None } else { Some(unesc(n)) };
                    CTok { lex: t.intern(&o, nm.as_deref()), len: o.len() as u32 }
                })
                .collect();
            t.specials.insert(hash64(k.as_bytes()), v);
            if mt {
                m.push(k)
            }
        }
        for k in m {
            let mut o = vec![];
            t.plain(&k, &mut o);
            let seq: Vec<u64> = o.iter().map(|c| t.lex[c.lex as usize].orth).collect();
            t.matcher.entry(seq[0]).or_default().push(seq);
        }
        for i in 0..t.lex.len() {
            t.lex[i].spec = t.matcher.contains_key(&t.lex[i].orth)
        }
        t
    }
    fn plain(&mut self, s: &str, out: &mut Vec<CTok>) {
        // _tokenize_affixes(with_special_cases=False)
        if s.chars().all(char::is_whitespace) {
            let x = self.ct(s);
            out.push(x);
            return;
        }
        self.chunk(s, false, out);
    }
    #[inline]
    pub fn c(&self, c: char) -> u16 {
        self.cls.get(c as usize).copied().unwrap_or(0)
    }
    pub fn text(&self, id: u32) -> &str {
        let l = &self.lex[id as usize];
        &self.arena[l.start as usize..(l.start + l.len) as usize]
    }
    fn ct(&mut self, s: &str) -> CTok {
        CTok { lex: self.intern(s, None), len: s.len() as u32 }
    }
    fn sid(&self, s: &str) -> u64 {
        if s.len() < 24
            && let Some(&i) = self.syms.get(s)
        {
            i
        } else {
            hash64(s.as_bytes())
        }
    }
    fn intern(&mut self, s: &str, norm: Option<&str>) -> u32 {
        let orth = hash64(s.as_bytes());
        let base = match self.norms.get(&self.sid(s)) {
            Some(n) => self.sid(n),
            None => self.sid(&s.to_lowercase()),
        };
        let nh = norm.map_or(base, |n| self.sid(n));
        let key = if nh == base { orth } else { orth ^ nh.rotate_left(17) };
        if let Some(&i) = self.lexmap.get(&key) {
            return i;
        }
        let cs: Vec<char> = s.chars().collect();
        let suf: String = cs[cs.len().saturating_sub(3)..].iter().collect();
        let pre = &s[..cs[0].len_utf8()];
        let (mut sh, mut last, mut n) = (String::new(), '\0', 0);
        if cs.len() >= 100 {
            sh.push_str("LONG")
        } else {
            for &c in &cs {
                let f = self.c(c);
                let q = if f & PALPHA != 0 {
                    if f & PUP != 0 { 'X' } else { 'x' }
                } else if f & PDIG != 0 {
                    'd'
                } else {
                    c
                };
                if q == last {
                    n += 1
                } else {
                    n = 0;
                    last = q
                }
                if n < 4 {
                    sh.push(q)
                }
            }
        }
        let l = Lex {
            ids: [nh, self.sid(pre), self.sid(&suf), self.sid(&sh)],
            orth,
            space: cs.iter().all(|&c| self.c(c) & SPACE != 0),
            start: self.arena.len() as u32,
            len: s.len() as u32,
            lower: hash64(s.to_lowercase().as_bytes()),
            spec: self.matcher.contains_key(&orth),
        };
        self.arena.push_str(s);
        let i = self.lex.len() as u32;
        self.lex.push(l);
        self.lexmap.insert(key, i);
        i
    }
    fn prefix(&self, s: &str) -> usize {
        let Some(c) = s.chars().next() else { return 0 };
        let b = s.as_bytes();
        match c {
            '.' => {
                let n = b.iter().take_while(|&&x| x == b'.').count();
                if n >= 2 { n } else { 0 }
            }
            '+' => {
                if b.len() > 1 && b[1].is_ascii_digit() {
                    0
                } else {
                    1
                }
            }
            'U' if s.starts_with("US$") => 3,
            'C' | 'A' if b.len() > 1 && b[1] == b'$' => 2,
            _ => {
                if self.c(c) & PRE1 != 0 {
                    c.len_utf8()
                } else {
                    0
                }
            }
        }
    }
    fn suffix(&self, s: &str) -> usize {
        let mut it = s.chars().rev();
        let Some(c) = it.next() else { return 0 };
        let p = it.next();
        let pp = it.next();
        let b = s.as_bytes();
        let mut best = 0;
        if self.c(c) & SUF1 != 0 {
            best = c.len_utf8();
        }
        if c == '…' && p == Some('…') {
            best = 6;
        }
        if c == '.' {
            let n = b.iter().rev().take_while(|&&x| x == b'.').count();
            if n >= 2 {
                best = n
            } else if let Some(p) = p {
                let up = |c: char| self.c(c) & UPPER != 0;
                if self.c(p) & SDOT != 0 || ("FfCcKk".contains(p) && pp == Some('°')) || (up(p) && pp.is_some_and(up))
                {
                    best = 1
                }
            }
        }
        if (c == 's' || c == 'S')
            && let Some(q) = p
            && (q == '\'' || q == '’')
        {
            best = best.max(1 + q.len_utf8())
        }
        if c == '+' && p.is_some_and(|p| p.is_ascii_digit()) {
            best = best.max(1)
        }
        if !c.is_ascii_digit()
            && s.len() < 64
            && let Some(i) = b.iter().rposition(u8::is_ascii_digit)
            && i + 1 < b.len()
            && self.units.contains(&s[i + 1..])
        {
            best = best.max(b.len() - i - 1)
        }
        best
    }
    fn url(&self, s: &str) -> bool {
        if !s.contains('.') {
            return false;
        }
        let w = |c: char| c == '_' || self.c(c) & WORD != 0;
        let mut starts = vec![0];
        if let Some(i) = s.find("://")
            && s[..i].chars().count() >= 2
            && s[..i].chars().all(|c| w(c) || "+-.".contains(c))
        {
            starts.push(i + 3)
        }
        for k in 0..starts.len() {
            let st = starts[k];
            for (i, _) in s[st..].match_indices('@') {
                if i > 0 {
                    starts.push(st + i + 1)
                }
            }
        }
        starts.iter().any(|&o| {
            let r = &s[o..];
            let e = r.find([':', '/', '?', '#']).unwrap_or(r.len());
            let (h, mut t) = r.split_at(e);
            if let Some(x) = t.strip_prefix(':') {
                let d = x.bytes().take_while(u8::is_ascii_digit).count();
                if !(2..=5).contains(&d) {
                    return false;
                }
                t = &x[d..];
            }
            if !(t.is_empty() || t.starts_with(['/', '?', '#'])) {
                return false;
            }
            let ls: Vec<&str> = h.split('.').collect();
            if ls.len() < 2 {
                return false;
            }
            if ls.len() == 4 && ls.iter().all(|l| l.parse::<u8>().is_ok()) {
                return ls[0] != "0"
                    && ls[0] != "10"
                    && ls[0] != "127"
                    && ls[0].parse::<u8>().unwrap() < 224
                    && ls[3] != "0"
                    && ls[3] != "255";
            }
            let a = |c: char| c.is_ascii_alphanumeric() || ('\u{a1}'..='\u{ffff}').contains(&c);
            let (tld, rest) = ls.split_last().unwrap();
            let n = tld.chars().count();
            (2..=63).contains(&n)
                && tld.chars().all(|c| self.c(c) & LOWER != 0)
                && rest.iter().all(|l| {
                    let n = l.chars().count();
                    (1..=64).contains(&n)
                        && l.starts_with(a)
                        && l.ends_with(a)
                        && l.chars().all(|c| a(c) || c == '_' || c == '-')
                })
        })
    }
    fn infix(&mut self, s: &str, out: &mut Vec<CTok>) {
        let (mut start, mut i, mut prev) = (0usize, 0usize, '\0');
        while i < s.len() {
            let r = &s[i..];
            let c = r.chars().next().unwrap();
            let cl = c.len_utf8();
            let nx = r[cl..].chars().next().unwrap_or('\0');
            let f = self.c(c);
            let (pf, nf) = (self.c(prev), self.c(nx));
            let dig = prev.is_ascii_digit();
            let mut m = 0;
            if c.is_alphanumeric() && f & ICON == 0 {
                prev = c;
                i += cl;
                continue;
            }
            if c == '.' && nx == '.' {
                m = r.bytes().take_while(|&b| b == b'.').count()
            } else if c == '…' || f & ICON != 0 {
                m = cl
            } else if "+-*^".contains(c) && dig && (nx.is_ascii_digit() || nx == '-') {
                m = 1
            } else if c == '.' && pf & (LOWER | QUOTE) != 0 && nf & (UPPER | QUOTE) != 0 {
                m = 1
            } else if c == ',' && pf & ALPHA != 0 && nf & ALPHA != 0 {
                m = 1
            } else if pf & ALPHA != 0 || dig {
                for h in ["-", "–", "—", "--", "---", "——", "~"] {
                    if r.starts_with(h) && r[h.len()..].chars().next().is_some_and(|c| self.c(c) & ALPHA != 0) {
                        m = h.len();
                        break;
                    }
                }
                if m == 0 && ":<>=/".contains(c) && nf & ALPHA != 0 {
                    m = 1
                }
            }
            if m > 0 {
                if i != 0 {
                    if i != start {
                        let t = self.ct(&s[start..i]);
                        out.push(t);
                    }
                    let t = self.ct(&s[i..i + m]);
                    out.push(t);
                    start = i + m;
                } // a match at position 0 is skipped, as in spaCy
                prev = s[..i + m].chars().next_back().unwrap();
                i += m;
            } else {
                prev = c;
                i += cl;
            }
        }
        if start < s.len() {
            let t = self.ct(&s[start..]);
            out.push(t);
        }
    }
    fn chunk(&mut self, s: &str, ws: bool, out: &mut Vec<CTok>) {
        let (mut pre, mut suf): (Vec<&str>, Vec<&str>) = (vec![], vec![]);
        let (mut cur, mut last) = (s, 0);
        while !cur.is_empty() && cur.len() != last {
            let sp = |x: &str| ws && !x.is_empty() && self.specials.contains_key(&hash64(x.as_bytes()));
            if sp(cur) {
                break;
            }
            last = cur.len();
            let pl = self.prefix(cur);
            if pl > 0 && sp(&cur[pl..]) {
                pre.push(&cur[..pl]);
                cur = &cur[pl..];
                break;
            }
            let sl = self.suffix(&cur[pl..]);
            let e = cur.len() - sl;
            if sl > 0 && sp(&cur[..e]) {
                suf.push(&cur[e..]);
                cur = &cur[..e];
                break;
            }
            if pl > 0 && sl > 0 && pl + sl <= cur.len() {
                pre.push(&cur[..pl]);
                suf.push(&cur[e..]);
                cur = &cur[pl..e];
            } else if pl > 0 {
                pre.push(&cur[..pl]);
                cur = &cur[pl..];
            } else if sl > 0 {
                suf.push(&cur[e..]);
                cur = &cur[..e];
            }
        }
        for p in pre {
            let t = self.ct(p);
            out.push(t);
        }
        if !cur.is_empty() {
            if ws && let Some(v) = self.specials.get(&hash64(cur.as_bytes())) {
                out.extend_from_slice(v)
            } else if self.url(cur) {
                let t = self.ct(cur);
                out.push(t);
            } else {
                self.infix(cur, out)
            }
        }
        for p in suf.iter().rev() {
            let t = self.ct(p);
            out.push(t);
        }
    }
    #[inline]
    fn push(&mut self, text: &str, a: usize, b: usize, d: &mut Doc) {
        let s = &text[a..b];
        let key = hash64(s.as_bytes());
        let (x, n) = match self.cache.get(&key) {
            Some(&v) => v,
            None => {
                let mut o = vec![];
                if let Some(v) = self.specials.get(&key) {
                    o.extend_from_slice(v)
                } else {
                    self.chunk(s, true, &mut o)
                }
                let v = (self.ctoks.len() as u32, o.len() as u32);
                self.ctoks.extend_from_slice(&o);
                self.cache.insert(key, v);
                v
            }
        };
        let mut p = a as u32;
        for t in &self.ctoks[x as usize..(x + n) as usize] {
            d.lex.push(t.lex);
            d.start.push(p);
            d.len.push(t.len);
            d.spacy.push(false);
            p += t.len;
        }
    }
    pub fn doc(&mut self, text: &str) -> Doc {
        let n = text.len() / 4;
        let mut d = Doc {
            lex: Vec::with_capacity(n),
            start: Vec::with_capacity(n),
            len: Vec::with_capacity(n),
            spacy: Vec::with_capacity(n),
        };
        let b = text.as_bytes();
        if b.is_empty() {
            return d;
        }
        let sp = |i: usize| -> (bool, usize) {
            let x = b[i];
            if x < 128 {
                (matches!(x, 9..=13 | 28..=32), 1)
            } else {
                let c = text[i..].chars().next().unwrap();
                (self.cls.get(c as usize).is_some_and(|f| f & SPACE != 0), c.len_utf8())
            }
        };
        // pass 1: chunk boundaries, pass 2: look-ups (borrow rules)
        let mut cuts: Vec<(u32, u32, bool)> = Vec::with_capacity(n);
        let (mut inws, mut start, mut i) = (sp(0).0, 0, 0);
        while i < b.len() {
            let (w, l) = sp(i);
            if w != inws {
                let s = b[i] == b' ';
                if start < i {
                    cuts.push((start as u32, i as u32, s))
                } else if s && let Some(c) = cuts.last_mut() {
                    c.2 = true
                }
                start = if s { i + 1 } else { i };
                inws = !inws;
            }
            i += l;
        }
        if start < b.len() {
            cuts.push((start as u32, b.len() as u32, b[b.len() - 1] == b' ' && !inws));
        }
        for (a, z, s) in cuts {
            self.push(text, a as usize, z as usize, &mut d);
            if s {
                *d.spacy.last_mut().unwrap() = true
            }
        }
        self.special_match(text, &mut d);
        d
    }
    fn special_match(&self, text: &str, d: &mut Doc) {
        let mut sp: Vec<(usize, usize)> = vec![];
        for i in 0..d.n() {
            if self.lex[d.lex[i] as usize].spec {
                for q in &self.matcher[&self.lex[d.lex[i] as usize].orth] {
                    if i + q.len() <= d.n() && q.iter().zip(&d.lex[i..]).all(|(o, &l)| self.lex[l as usize].orth == *o)
                    {
                        sp.push((i, i + q.len()))
                    }
                }
            }
        }
        if sp.is_empty() {
            return;
        }
        sp.sort_by_key(|s| (std::cmp::Reverse(s.1 - s.0), s.0));
        let mut seen = vec![false; d.n()];
        let mut keep = vec![];
        for s in sp {
            if !seen[s.0] && !seen[s.1 - 1] {
                keep.push(s)
            }
            for j in s.0..s.1 {
                seen[j] = true
            }
        }
        keep.sort();
        let mut o = Doc::default();
        let mut i = 0;
        let mut k = keep.into_iter().peekable();
        while i < d.n() {
            if k.peek().is_some_and(|s| s.0 == i) {
                let (a, z) = k.next().unwrap();
                let (s, e) = (d.start[a] as usize, (d.start[z - 1] + d.len[z - 1]) as usize);
                if let Some(v) = self.specials.get(&hash64(text[s..e].as_bytes())) {
                    let mut p = s as u32;
                    for t in v {
                        o.lex.push(t.lex);
                        o.start.push(p);
                        o.len.push(t.len);
                        o.spacy.push(false);
                        p += t.len;
                    }
                    *o.spacy.last_mut().unwrap() = d.spacy[z - 1];
                    i = z;
                    continue;
                }
            }
            o.lex.push(d.lex[i]);
            o.start.push(d.start[i]);
            o.len.push(d.len[i]);
            o.spacy.push(d.spacy[i]);
            i += 1;
        }
        *d = o;
    }
    pub fn stats(&self) -> (usize, usize) {
        (self.lex.len(), self.cache.len())
    }
}
