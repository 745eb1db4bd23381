use super::{
    Files,
    nn::{self, Isa, Packed},
    tok::{Doc, Map, Tok, hash64},
};
use std::collections::HashMap;
pub fn keys(v: u64, seed: u32) -> [u32; 4] {
    // thinc's MurmurHash3_x86_128_uint64
    let s = seed as u64;
    let mut h1 = v.wrapping_mul(0x87c37b91114253d5);
    h1 = h1.rotate_left(31);
    h1 = h1.wrapping_mul(0x4cf5ad432745937f);
    h1 ^= s;
    h1 ^= 8;
    let mut h2 = s ^ 8;
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    for h in [&mut h1, &mut h2] {
        *h ^= *h >> 33;
        *h = h.wrapping_mul(0xff51afd7ed558ccd);
        *h ^= *h >> 33;
        *h = h.wrapping_mul(0xc4ceb9fe1a85ec53);
        *h ^= *h >> 33;
    }
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    [h1 as u32, (h1 >> 32) as u32, h2 as u32, (h2 >> 32) as u32]
}
pub type W = HashMap<String, Vec<f32>>;
pub fn load_w(d: &[u8]) -> W {
    let mut w = W::new();
    let mut i = 0;
    while i < d.len() {
        let l = d[i] as usize;
        let nm = String::from_utf8(d[i + 1..i + 1 + l].to_vec()).unwrap();
        i += 1 + l;
        let sz = u64::from_le_bytes(d[i..i + 8].try_into().unwrap()) as usize;
        i += 8;
        w.insert(nm, d[i..i + 4 * sz].chunks_exact(4).map(|c| f32::from_le_bytes(c.try_into().unwrap())).collect());
        i += 4 * sz;
    }
    w
}
pub struct T2V {
    e: Vec<Vec<f32>>,
    pub w: Vec<Packed>,
    g: Vec<Vec<f32>>,
    b: Vec<Vec<f32>>,
    nf: usize,
    isa: Isa,
    row: HashMap<u64, u32, std::hash::BuildHasherDefault<super::tok::Id>>,
    emb: Vec<f32>,
    sv: Option<(Vec<f32>, Vec<f32>, Map<u32>)>,
    buf: [Vec<f32>; 2],
}
const ROWS: [u32; 6] = [5000, 1000, 2500, 2500, 50, 50];
impl T2V {
    fn new(w: &mut W, p: &str, nf: usize, isa: Isa, k2r: Option<&Map<u32>>) -> T2V {
        let mut t = |n: String| w.remove(&n).unwrap();
        let e = (0..nf).map(|i| t(format!("{p}.E{i}"))).collect();
        let mut pk = vec![];
        let (mut g, mut b) = (vec![], vec![]);
        for i in 0..5 {
            let (ww, bb) = (t(format!("{p}.W{i}")), t(format!("{p}.b{i}")));
            pk.push(Packed::maxout(isa, ww.len() / 288, &ww, &bb));
            g.push(t(format!("{p}.G{i}")));
            b.push(t(format!("{p}.B{i}")));
        }
        let sv = k2r.map(|k| (w.remove(&format!("{p}.SV")).unwrap(), w["V"].clone(), k.clone()));
        T2V { e, w: pk, g, b, nf, isa, row: Default::default(), emb: vec![], sv, buf: [vec![], vec![]] }
    }
    /// rows of the first layer for every token; new (type, spacy) pairs are embedded in one batch
    fn embed(&mut self, tk: &Tok, ds: &[&Doc], x: &mut [f32]) {
        let mut new: Vec<(u32, u32)> = vec![];
        let mut idx: Vec<u32> = vec![];
        let cnt = (self.emb.len() / 96) as u32;
        for d in ds {
            for i in 0..d.n() {
                let s = if self.nf > 4 { d.spacy[i] as u32 } else { 0 };
                let k = (d.lex[i] as u64) << 1 | s as u64;
                let nn = cnt + new.len() as u32;
                let r = *self.row.entry(k).or_insert_with(|| {
                    new.push((d.lex[i], s));
                    nn
                });
                idx.push(r)
            }
        }
        if !new.is_empty() {
            let k = self.w[0].k;
            let mut f = vec![0f32; new.len() * k];
            for (n, &(l, s)) in new.iter().enumerate() {
                let lx = &tk.lex[l as usize];
                let ids = [lx.ids[0], lx.ids[1], lx.ids[2], lx.ids[3], s as u64, lx.space as u64];
                for c in 0..self.nf {
                    let o = &mut f[n * k + c * 96..n * k + c * 96 + 96];
                    for h in keys(ids[c], 8 + c as u32) {
                        let r = (h % ROWS[c]) as usize;
                        for (a, b) in o.iter_mut().zip(&self.e[c][r * 96..r * 96 + 96]) {
                            *a += b
                        }
                    }
                }
                if let Some((sv, v, k2r)) = &self.sv
                    && let Some(&r) = k2r.get(&lx.orth)
                {
                    let v = &v[r as usize * 300..r as usize * 300 + 300];
                    let c = self.nf * 96;
                    for j in 0..96 {
                        f[n * k + c + j] = sv[j * 300..j * 300 + 300].iter().zip(v).map(|(a, b)| a * b).sum()
                    }
                }
            }
            let at = self.emb.len();
            self.emb.resize(at + new.len() * 96, 0.0);
            let o = &mut self.emb[at..];
            nn::maxout(&f, k, new.len(), &self.w[0], o);
            nn::norm(self.isa, o, None, &self.g[0], &self.b[0]);
        }
        let mut it = idx.iter();
        let mut r = 5;
        for d in ds {
            for _ in 0..d.n() {
                let s = *it.next().unwrap() as usize * 96;
                x[r * 96..r * 96 + 96].copy_from_slice(&self.emb[s..s + 96]);
                r += 1;
            }
            r += 4;
        }
    }
    /// result rows: doc d starts at row 5 + sum(len)+4*d (1 guard row, 4 zero rows before, between and after documents)
    pub fn run(&mut self, tk: &Tok, ds: &[&Doc], only_embed: bool) -> Vec<f32> {
        let n: usize = ds.iter().map(|d| d.n() + 4).sum::<usize>() + 4;
        let sz = (n + 2) * 96;
        let mut x = std::mem::take(&mut self.buf[0]);
        x.clear();
        x.resize(sz, 0.0);
        let mut y = std::mem::take(&mut self.buf[1]);
        y.resize(sz, 0.0);
        self.embed(tk, ds, &mut x);
        if only_embed {
            self.buf[1] = y;
            return x;
        }
        y[..96].fill(0.0);
        y[(n + 1) * 96..].fill(0.0);
        for l in 1..5 {
            let o = &mut y[96..(n + 1) * 96];
            nn::maxout(&x, 96, n, &self.w[l], o);
            nn::norm(self.isa, o, Some(&x[96..(n + 1) * 96]), &self.g[l], &self.b[l]);
            std::mem::swap(&mut x, &mut y);
        }
        self.buf[1] = y;
        x
    }
    pub fn give(&mut self, x: Vec<f32>) {
        self.buf[0] = x
    }
}
pub struct Trans {
    lw: Packed,
    pw: Packed,
    pb: Vec<f32>,
    pad: Vec<f32>,
    uw: Vec<f32>,
    ub: Vec<f32>,
    n: usize,
    hid: Vec<f32>,
    feat: Vec<f32>,
}
impl Trans {
    fn new(w: &mut W, p: &str, isa: Isa, nf: usize, n: usize) -> Trans {
        let mut t = |k: &str| w.remove(&format!("{p}.{k}")).unwrap();
        let (lw, lb, pw, pb, pp, uw, ub) = (t("LW"), t("Lb"), t("PW"), t("Pb"), t("Pp"), t("UW"), t("Ub"));
        let sw = |c: usize| (c / 128) * 128 + (c % 64) * 2 + (c % 128) / 64; // [f][piece][o] <- [f][o][piece]
        let mut u = vec![0f32; 64 * n];
        let m = ub.len();
        for i in 0..64 {
            for j in 0..m {
                u[i * n + j] = uw[j * 64 + i]
            }
        }
        let mut b = vec![f32::MIN; n];
        b[..m].copy_from_slice(&ub);
        Trans {
            lw: Packed::plain(isa, 96, 64, &lw, Some(&lb), |c| c),
            pw: Packed::plain(isa, 64, nf * 128, &pw, None, sw),
            pb: (0..128).map(|c| pb[sw(c)]).collect(),
            pad: (0..nf * 128).map(|c| pp[sw(c)]).collect(),
            uw: u,
            ub: b,
            n,
            hid: vec![],
            feat: vec![],
        }
    }
    fn pre(&mut self, x: &[f32], n: usize) -> usize {
        let hc = self.lw.cols();
        let fc = self.pw.cols();
        self.hid.resize(n * hc, 0.0);
        self.feat.resize(n * fc, 0.0);
        nn::plain(x, 96, n, &self.lw, &mut self.hid, hc);
        nn::plain(&self.hid, hc, n, &self.pw, &mut self.feat, fc);
        fc
    }
}
#[derive(Default, Clone)]
pub struct Ann {
    pub tag: Vec<u8>,
    pub head: Vec<u32>,
    pub dep: Vec<u16>,
    pub sent: Vec<bool>,
    pub ledge: Vec<u32>,
    pub ents: Vec<(u32, u32, u8, f32)>,
}
struct Rule {
    ix: usize,
    pos: String,
    lemma: String,
    morph: String,
    t: Vec<[Option<(bool, Vec<u64>)>; 4]>,
}
pub struct Model {
    pub tk: Tok,
    isa: Isa,
    pub t: T2V,
    pub n: T2V,
    tag: Packed,
    p: Trans,
    e: Trans,
    pub tags: Vec<String>,
    pub deps: Vec<String>,
    pmoves: Vec<(u8, u16)>,
    pub elabels: Vec<String>,
    deco: HashMap<u16, (u16, u16)>,
    rules: Vec<Rule>,
    lem: Lem,
}
#[derive(Default)]
struct Lem {
    idx: HashMap<String, std::collections::HashSet<String>>,
    exc: HashMap<String, HashMap<String, Vec<String>>>,
    rules: HashMap<String, Vec<(String, String)>>,
}
impl Model {
    pub fn load(d: &Files, isa: Isa) -> Model {
        let tk = Tok::load(d);
        let mut w = load_w(d["w.bin"]);
        let k2r: Option<Map<u32>> = Some(
            d["k2r.bin"]
                .chunks_exact(10)
                .map(|c| {
                    (
                        u64::from_le_bytes(c[..8].try_into().unwrap()),
                        u16::from_le_bytes(c[8..].try_into().unwrap()) as u32,
                    )
                })
                .collect(),
        );
        let v8 = d["v8.bin"];
        w.insert(
            "V".into(),
            v8.chunks_exact(304)
                .flat_map(|r| {
                    let s = f32::from_le_bytes(r[..4].try_into().unwrap());
                    r[4..].iter().map(move |&q| q as i8 as f32 * s)
                })
                .collect(),
        );
        let t = T2V::new(&mut w, "t", 6, isa, k2r.as_ref());
        let n = T2V::new(&mut w, "n", 4, isa, k2r.as_ref());
        let ls = |f: &str| std::str::from_utf8(d[f]).unwrap().split('\n').map(String::from).collect::<Vec<_>>();
        let tags = ls("tags.txt");
        let mut deps: Vec<String> = vec!["ROOT".into(), "dep".into()];
        let mut id = |deps: &mut Vec<String>, s: &str| {
            deps.iter().position(|x| x == s).unwrap_or_else(|| {
                deps.push(s.into());
                deps.len() - 1
            }) as u16
        };
        let pmoves: Vec<(u8, u16)> =
            ls("pmoves.txt").iter().map(|m| (m.as_bytes()[0], m.get(2..).map_or(0, |l| id(&mut deps, l)))).collect();
        let mut deco = HashMap::new();
        for i in 0..deps.len() {
            if let Some((a, b)) = deps[i].clone().split_once("||") {
                let v = (id(&mut deps, a), id(&mut deps, b));
                deco.insert(i as u16, v);
            }
        }
        let elabels = ls("nmoves.txt").iter().filter(|m| m.starts_with("B-")).map(|m| m[2..].to_string()).collect();
        let tag = Packed::plain(isa, 96, tags.len(), &w["tag.W"].clone(), Some(&w["tag.b"].clone()), |c| c);
        let (p, e) = (Trans::new(&mut w, "p", isa, 8, 112), Trans::new(&mut w, "n", isa, 3, 80));
        let set = |s: &str| {
            if s.is_empty() {
                None
            } else {
                Some((
                    s.starts_with('+'),
                    s[1..].split(' ').filter(|x| !x.is_empty()).map(|x| hash64(x.as_bytes())).collect::<Vec<_>>(),
                ))
            }
        };
        let rules = ls("rules_attr.txt")
            .iter()
            .map(|l| {
                let f: Vec<&str> = l.split('\t').collect();
                Rule {
                    ix: f[0].parse().unwrap(),
                    pos: f[1].into(),
                    lemma: f[2].into(),
                    morph: f[3].into(),
                    t: f[4..]
                        .chunks(4)
                        .map(|c| {
                            [
                                set(c[0]),
                                set(c[1]),
                                set(c[2]),
                                match c[3] {
                                    "" => None,
                                    x => Some((x == "1", vec![])),
                                },
                            ]
                        })
                        .collect(),
                }
            })
            .collect();
        let mut lem = Lem::default();
        for l in ls("lemma.txt") {
            let f: Vec<&str> = l.split('\t').collect();
            match f[0] {
                "I" => {
                    lem.idx.entry(f[1].into()).or_default().insert(f[2].into());
                }
                "E" => {
                    lem.exc
                        .entry(f[1].into())
                        .or_default()
                        .insert(f[2].into(), f[3..].iter().map(|s| s.to_string()).collect());
                }
                _ => lem.rules.entry(f[1].into()).or_default().push((f[2].into(), f[3].into())),
            }
        }
        Model { tk, isa, t, n, tag, p, e, tags, deps, pmoves, elabels, deco, rules, lem }
    }
    pub fn tagger(&mut self, x: &[f32], n: usize, a: &mut Ann) {
        let c = self.tag.cols();
        let mut s = vec![0f32; n * c];
        nn::plain(x, 96, n, &self.tag, &mut s, c);
        let nt = self.tags.len();
        a.tag = s
            .chunks_exact(c)
            .map(|r| {
                let mut b = 0;
                for j in 1..nt {
                    if r[j] > r[b] {
                        b = j
                    }
                }
                b as u8
            })
            .collect();
    }
    pub fn parser(&mut self, x: &[f32], n: usize, a: &mut Ann) {
        let fc = self.p.pre(x, n);
        let p = &self.p;
        let f = &p.feat;
        let (mut st, mut rb): (Vec<i32>, Vec<i32>) = (Vec::with_capacity(64), vec![]);
        let mut bi = 0i32;
        let ni = n as i32;
        let mut heads = vec![-1i32; n];
        let mut lab = vec![0u16; n];
        let mut unsh = vec![false; n];
        let mut ss = vec![false; n];
        let mut la = vec![-1i32; n];
        let mut ra = vec![-1i32; n];
        let mut arcs: Vec<(i32, i32)> = Vec::with_capacity(n * 2); // (child, previous arc of the same head and side)
        let mut sc = [0f32; 112];
        let b0 = |rb: &Vec<i32>, bi: i32, i: usize| -> i32 {
            if i < rb.len() {
                rb[rb.len() - 1 - i]
            } else {
                let j = bi + (i - rb.len()) as i32;
                if j >= ni { -1 } else { j }
            }
        };
        let nl = 2 + self.pmoves.iter().filter(|m| m.0 == b'L').count();
        let nm = self.pmoves.len();
        while !(st.is_empty() && (ni - bi) as usize + rb.len() == 0) {
            let (b, bb) = (b0(&rb, bi, 0), b0(&rb, bi, 1));
            let s = |i: usize| if i < st.len() { st[st.len() - 1 - i] } else { -1 };
            let bl = (ni - bi) as usize + rb.len();
            let ch =
                |v: &Vec<i32>, h: i32| if h < 0 || v[h as usize] < 0 { -1 } else { arcs[v[h as usize] as usize].0 };
            let ids = [b, bb, s(0), s(1), s(2), ch(&la, b), ch(&la, s(0)), ch(&ra, s(0))];
            let rows: [&[f32]; 8] = std::array::from_fn(|k| {
                if ids[k] < 0 {
                    &p.pad[k * 128..k * 128 + 128]
                } else {
                    let o = ids[k] as usize * fc + k * 128;
                    &f[o..o + 128]
                }
            });
            nn::parse(self.isa, rows, &p.pb, &p.uw, &p.ub, &mut sc);
            let e = st.is_empty();
            let bss = b >= 0 && ss[b as usize];
            let vs = e || (bl >= 2 && !bss && !unsh[b as usize]);
            let vr = !e;
            let va = !e && bl > 0 && !bss;
            let vb = bl >= 2 && bb == b + 1 && !ss[bb as usize];
            let (mut best, mut bs) = (usize::MAX, f32::MIN);
            let mut c = |i: usize, v: f32| {
                if best == usize::MAX || v > bs {
                    best = i;
                    bs = v
                }
            };
            if vs {
                c(0, sc[0])
            }
            if vr {
                c(1, sc[1])
            }
            if va {
                for i in 2..nm - 1 {
                    c(i, sc[i])
                }
            }
            if vb {
                c(nm - 1, sc[nm - 1])
            }
            let _ = nl;
            if best == usize::MAX {
                break;
            }
            let (mv, l) = self.pmoves[best];
            let mut arc = |h: i32, ch: i32, l: u16, arcs: &mut Vec<(i32, i32)>| {
                let o = heads[ch as usize];
                if o >= 0 {
                    let v = if o > ch { &mut la } else { &mut ra };
                    let t = v[o as usize];
                    if t >= 0 && arcs[t as usize].0 == ch {
                        v[o as usize] = arcs[t as usize].1
                    }
                }
                let v = if h > ch { &mut la } else { &mut ra };
                arcs.push((ch, v[h as usize]));
                v[h as usize] = arcs.len() as i32 - 1;
                heads[ch as usize] = h;
                lab[ch as usize] = l;
            };
            let mut push = |st: &mut Vec<i32>| {
                if let Some(x) = rb.pop() {
                    st.push(x)
                } else {
                    st.push(bi);
                    bi += 1
                }
            };
            match mv {
                b'S' => push(&mut st),
                b'D' => {
                    let t = *st.last().unwrap();
                    if heads[t as usize] >= 0 || st.len() == 1 {
                        st.pop();
                    } else {
                        st.pop();
                        unsh[t as usize] = true;
                        rb.push(t)
                    }
                }
                b'L' => {
                    let t = st.pop().unwrap();
                    arc(b, t, l, &mut arcs);
                    unsh[b as usize] = false;
                }
                b'R' => {
                    let t = *st.last().unwrap();
                    arc(t, b, l, &mut arcs);
                    push(&mut st)
                }
                _ => ss[bb as usize] = true,
            }
        }
        a.head = (0..n).map(|i| if heads[i] < 0 { i as u32 } else { heads[i] as u32 }).collect();
        a.dep = (0..n).map(|i| if heads[i] < 0 { 0 } else { lab[i] }).collect();
        edges(a);
        // deprojectivise
        let deco: Vec<usize> = (0..n).filter(|&i| self.deco.contains_key(&a.dep[i])).collect();
        if !deco.is_empty() {
            for i in deco {
                let (nl, hl) = self.deco[&a.dep[i]];
                let mut q = vec![a.head[i] as usize];
                let mut nh = a.head[i];
                'o: while !q.is_empty() {
                    let mut nq = vec![];
                    for &t in &q {
                        for c in a.ledge[t] as usize..=a.redge(t) {
                            if c != t && a.head[c] as usize == t && c != i {
                                if a.dep[c] == hl {
                                    nh = c as u32;
                                    break 'o;
                                }
                                nq.push(c)
                            }
                        }
                    }
                    q = nq;
                }
                a.head[i] = nh;
                a.dep[i] = nl;
            }
            edges(a);
        }
    }
    pub fn ner(&mut self, x: &[f32], d: &Doc, a: &mut Ann) {
        let n = d.n();
        let fc = self.e.pre(x, n);
        let p = &self.e;
        let f = &p.feat;
        let nl = self.elabels.len();
        let mut sc = [0f32; 80];
        let mut open: Option<(usize, usize, f32)> = None;
        for b in 0..n {
            let ids = [Some(b), open.map(|o| o.0), if open.is_some() { Some(b - 1) } else { None }];
            let rows: [&[f32]; 3] = std::array::from_fn(|k| match ids[k] {
                None => &p.pad[k * 128..k * 128 + 128],
                Some(i) => &f[i * fc + k * 128..i * fc + k * 128 + 128],
            });
            nn::ner(self.isa, rows, &p.pb, &p.uw, &p.ub, &mut sc);
            let cont = b + 1 < n && !(a.sent.len() > b + 1 && a.sent[b + 1]);
            let ws = self.tk.lex[d.lex[b] as usize].space;
            match open {
                Some((s, l, mg)) => {
                    if !(cont && sc[nl + l] >= sc[2 * nl + l]) {
                        a.ents.push((s as u32, b as u32 + 1, l as u8, mg));
                        open = None
                    }
                }
                None => {
                    let (mut best, mut bs) = (4 * nl + 1, sc[4 * nl + 1]);
                    let mut se = f32::MIN;
                    if !ws {
                        let mut c = |i: usize| {
                            if sc[i] > bs || (sc[i] == bs && i < best) {
                                se = bs;
                                best = i;
                                bs = sc[i]
                            } else if sc[i] > se {
                                se = sc[i]
                            }
                        };
                        if cont {
                            for i in 0..nl {
                                c(i)
                            }
                        }
                        for i in 3 * nl..4 * nl {
                            c(i)
                        }
                    }
                    if best < nl {
                        open = Some((b, best, bs - se))
                    } else if best < 4 * nl {
                        a.ents.push((b as u32, b as u32 + 1, (best - 3 * nl) as u8, bs - se))
                    }
                }
            }
        }
    }
    /// UPOS + lemma by the attribute rules and the rule lemmatiser (straightforward, not tuned)
    pub fn attrs(&self, d: &Doc, a: &Ann) -> Vec<(String, String)> {
        let n = d.n();
        let th: Vec<u64> = self.tags.iter().map(|t| hash64(t.as_bytes())).collect();
        let dh: Vec<u64> = self.deps.iter().map(|t| hash64(t.as_bytes())).collect();
        let mut o: Vec<[&str; 3]> = vec![["", "", ""]; n];
        let ok = |i: usize, c: &[Option<(bool, Vec<u64>)>; 4]| {
            let l = &self.tk.lex[d.lex[i] as usize];
            let v = [th[a.tag[i] as usize], l.lower, dh[a.dep[i] as usize]];
            (0..3).all(|k| c[k].as_ref().is_none_or(|(pos, s)| s.contains(&v[k]) == *pos))
                && c[3].as_ref().is_none_or(|x| x.0 == l.space)
        };
        for r in &self.rules {
            for i in 0..n {
                if i + r.t.len() <= n && r.t.iter().enumerate().all(|(j, c)| ok(i + j, c)) {
                    let t = &mut o[i + r.ix];
                    if !r.pos.is_empty() {
                        t[0] = &r.pos
                    }
                    if !r.lemma.is_empty() {
                        t[1] = &r.lemma
                    }
                    if !r.morph.is_empty() {
                        t[2] = &r.morph
                    }
                }
            }
        }
        (0..n)
            .map(|i| {
                let [p, l, m] = o[i];
                (p.to_string(), if l.is_empty() { self.lemma(self.tk.text(d.lex[i]), p, m) } else { l.to_string() })
            })
            .collect()
    }
    fn lemma(&self, s: &str, pos: &str, m: &str) -> String {
        let p = pos.to_lowercase();
        let lo = s.to_lowercase();
        if p.is_empty() || p == "space" {
            return lo;
        }
        let has = |x: &str| m.split('|').any(|y| y == x);
        if (p == "noun" && has("Number=Sing"))
            || has("VerbForm=Inf")
            || (p == "verb" && has("VerbForm=Fin") && has("Tense=Pres") && !m.contains("Number="))
            || has("Degree=Pos")
        {
            return lo;
        }
        let (ix, ex, ru) = (self.lem.idx.get(&p), self.lem.exc.get(&p), self.lem.rules.get(&p));
        if ix.is_none() && ex.is_none() && ru.is_none() {
            return if p == "propn" { s.into() } else { lo };
        }
        let (mut f, mut oov): (Vec<String>, Vec<String>) = (vec![], vec![]);
        for (a, b) in ru.into_iter().flatten() {
            if let Some(st) = lo.strip_suffix(a.as_str()) {
                let x = format!("{st}{b}");
                if x.is_empty() {
                    continue;
                }
                if ix.is_some_and(|i| i.contains(&x)) {
                    f.insert(0, x)
                } else if !x.chars().all(char::is_alphabetic) {
                    f.push(x)
                } else {
                    oov.push(x)
                }
            }
        }
        let mut u: Vec<String> = vec![];
        for x in f {
            if !u.contains(&x) {
                u.push(x)
            }
        }
        for x in ex.and_then(|e| e.get(&lo)).into_iter().flatten() {
            if !u.contains(x) {
                u.insert(0, x.clone())
            }
        }
        u.into_iter().next().or(oov.into_iter().next()).unwrap_or(s.into())
    }
    pub fn chunks(&self, a: &Ann, pos: &[(String, String)]) -> Vec<(usize, usize)> {
        let np = |d: u16| {
            matches!(
                &self.deps[d as usize][..],
                "oprd" | "nsubj" | "dobj" | "nsubjpass" | "pcomp" | "pobj" | "dative" | "appos" | "attr" | "ROOT"
            )
        };
        let cj = |d: u16| self.deps[d as usize] == "conj";
        let mut o = vec![];
        let mut prev = -1i64;
        for i in 0..pos.len() {
            if !matches!(&pos[i].0[..], "NOUN" | "PROPN" | "PRON") || a.ledge[i] as i64 <= prev {
                continue;
            }
            let mut ok = np(a.dep[i]);
            if !ok && cj(a.dep[i]) {
                let mut h = a.head[i] as usize;
                while cj(a.dep[h]) && (a.head[h] as usize) < h {
                    h = a.head[h] as usize
                }
                ok = np(a.dep[h])
            }
            if ok {
                prev = i as i64;
                o.push((a.ledge[i] as usize, i + 1))
            }
        }
        o
    }
    /// whole pipeline on a batch of documents; m: bit 0 tagger, 1 ner, 2 parser
    pub fn run(&mut self, ds: &[&Doc], m: u32) -> Vec<Ann> {
        let mut an = vec![Ann::default(); ds.len()];
        if m & 5 != 0 {
            let x = self.t.run(&self.tk, ds, m & 16 != 0);
            let mut r = 5;
            for (k, d) in ds.iter().enumerate() {
                let n = d.n();
                let s = &x[r * 96..(r + n) * 96];
                if m & 16 == 0 {
                    if m & 1 != 0 {
                        self.tagger(s, n, &mut an[k])
                    }
                    if m & 4 != 0 {
                        self.parser(s, n, &mut an[k])
                    }
                }
                r += n + 4;
            }
            self.t.give(x)
        }
        if m & 2 != 0 {
            let x = self.n.run(&self.tk, ds, m & 16 != 0);
            let mut r = 5;
            for (k, d) in ds.iter().enumerate() {
                let n = d.n();
                if m & 24 == 0 {
                    self.ner(&x[r * 96..(r + n) * 96], d, &mut an[k])
                }
                r += n + 4;
            }
            self.n.give(x)
        }
        an
    }
}
impl Ann {
    fn redge(&self, t: usize) -> usize {
        let mut r = t;
        while r + 1 < self.head.len() && !self.sent[r + 1] {
            r += 1
        }
        r
    }
}
/// set_children_from_heads: left edges and sentence starts, up to 11 passes for non-projective trees
fn edges(a: &mut Ann) {
    let n = a.head.len();
    let mut le: Vec<u32> = (0..n as u32).collect();
    let mut re = le.clone();
    let mut k = 0;
    loop {
        for i in 0..n {
            let h = a.head[i] as usize;
            le[h] = le[h].min(le[i]);
            re[h] = re[h].max(re[i]);
        }
        for i in (0..n).rev() {
            let h = a.head[i] as usize;
            re[h] = re[h].max(re[i]);
            le[h] = le[h].min(le[i]);
        }
        let mut st = vec![false; n];
        for i in 0..n {
            if a.head[i] as usize == i {
                st[le[i] as usize] = true
            }
        }
        let mut ok = true;
        let mut cs = 0;
        'c: for i in 0..n {
            if (i > 0 && st[i]) || i + 1 == n {
                for j in cs..i {
                    let h = a.head[j] as usize;
                    if h < cs || h > i {
                        ok = false;
                        break 'c;
                    }
                }
                cs = i
            }
        }
        a.sent = st;
        if ok || k > 10 {
            break;
        }
        k += 1;
    }
    a.ledge = le;
}
