//! The arc-eager dependency parser, which also finds the sentences.

use super::error::ModelError;
use super::file::ModelFile;
use super::kernels::Isa;
use super::transition::{Features, Scorer};
use super::tree::Tree;
use crate::model::Dep;

const PLACES: usize = 8;
/// Of these the first two of the buffer and the top of the stack; hardly a token is never there.
const EARLY: usize = 3;
const MOVES: usize = 112;
const SHIFT: usize = 0;
const REDUCE: usize = 1;

/// A label as the moves have it: for an arc that was lifted to make the tree projective, also its true head's label.
type Label = (Dep, Option<Dep>);

#[derive(Clone, Copy, PartialEq)]
enum Action {
    Shift,
    Reduce,
    Left(Label),
    Right(Label),
    Break,
}

/// The parser; shared.
pub struct Parser {
    scorer: Scorer<PLACES, EARLY, MOVES>,
    moves: Vec<Action>,
}

/// Buffers of one thread.
#[derive(Default)]
pub struct Memory {
    features: Features,
    state: State,
    labels: Vec<Label>,
}

impl Parser {
    /// The parser of a model file.
    pub fn open(file: &ModelFile, isa: Isa) -> Result<Self, ModelError> {
        let bad = || ModelError::section("moves.parser", "has a move that this program does not know");
        let label = |text: &str| -> Option<Label> {
            match text.split_once("||") {
                Some((own, head)) => Some((Dep::parse(own)?, Some(Dep::parse(head)?))),
                None => Some((Dep::parse(text)?, None)),
            }
        };
        let action = |line: &String| match line.split_once('-').unwrap_or((line, "")) {
            ("S", "") => Some(Action::Shift),
            ("D", "") => Some(Action::Reduce),
            ("L", l) => label(l).map(Action::Left),
            ("R", l) => label(l).map(Action::Right),
            ("B", "ROOT") => Some(Action::Break),
            _ => None,
        };
        let moves: Vec<Action> =
            file.lines("moves.parser")?.iter().map(action).collect::<Option<_>>().ok_or_else(bad)?;
        let arcs = |a: &[Action]| a.iter().all(|a| matches!(a, Action::Left(_) | Action::Right(_)));
        match &moves[..] {
            [Action::Shift, Action::Reduce, between @ .., Action::Break] if arcs(between) => {}
            _ => return Err(ModelError::section("moves.parser", "has its moves in another order")),
        }
        Ok(Self { scorer: Scorer::open(file, "p", moves.len(), isa)?, moves })
    }

    /// Parses `n` tokens: heads, edges and sentence starts into `tree`, labels into `labels`.
    pub fn run(&self, vectors: &[f32], n: usize, memory: &mut Memory, tree: &mut Tree, labels: &mut Vec<Dep>) {
        let Memory { features, state, labels: arcs } = memory;
        self.scorer.prepare(vectors, n, features);
        state.reset(n);
        let mut scores = [0.0; MOVES];
        while !state.is_done() {
            self.scorer.score(features, state.places(), &mut scores);
            let Some(best) = self.best(state, &scores) else { break };
            state.apply(self.moves[best]);
        }
        tree.head.clear();
        tree.head.extend((0..n).map(|i| state.head[i].unwrap_or(i as u32)));
        arcs.clear();
        arcs.extend((0..n).map(|i| if state.head[i].is_some() { state.label[i] } else { (Dep::Root, None) }));
        tree.complete();
        if lower_lifted(tree, arcs) {
            tree.complete();
        }
        labels.clear();
        labels.extend(arcs.iter().map(|l| l.0));
    }

    /// The allowed move with the highest score, the first of equals.
    fn best(&self, state: &State, scores: &[f32; MOVES]) -> Option<usize> {
        let allowed = state.allowed();
        let mut best: Option<usize> = None;
        let mut consider = |range: std::ops::Range<usize>| {
            for i in range {
                if best.is_none_or(|b| scores[b] < scores[i]) {
                    best = Some(i);
                }
            }
        };
        let last = self.moves.len() - 1;
        if allowed.shift {
            consider(SHIFT..SHIFT + 1);
        }
        if allowed.reduce {
            consider(REDUCE..REDUCE + 1);
        }
        if allowed.arcs {
            consider(REDUCE + 1..last);
        }
        if allowed.split {
            consider(last..last + 1);
        }
        best
    }
}

/// Gives lifted arcs their true heads: the nearest token below the present head, by breadth, that bears the head's label.
/// Returns whether there were any.
fn lower_lifted(tree: &mut Tree, arcs: &mut [Label]) -> bool {
    let lifted: Vec<usize> = (0..arcs.len()).filter(|&i| arcs[i].1.is_some()).collect();
    if lifted.is_empty() {
        return false;
    }
    let n = arcs.len();
    let mut sentence_end = vec![n; n];
    for i in (0..n - 1).rev() {
        sentence_end[i] = if tree.starts[i + 1] { i + 1 } else { sentence_end[i + 1] };
    }
    for &i in &lifted {
        let (own, Some(wanted)) = arcs[i] else { continue };
        let mut below = vec![vec![]; n];
        for (c, &h) in tree.head.iter().enumerate().filter(|&(c, &h)| c != h as usize && c != i) {
            below[h as usize].push(c);
        }
        let mut level = vec![tree.head[i] as usize];
        let mut visited = 0;
        'search: while !level.is_empty() && visited <= n {
            let mut next = vec![];
            for &t in &level {
                // Edges are those from before any arc was lowered, as in the original.
                for &c in below[t].iter().filter(|&&c| (tree.left[t] as usize..sentence_end[t]).contains(&c)) {
                    if arcs[c] == (wanted, None) {
                        tree.head[i] = c as u32;
                        break 'search;
                    }
                    next.push(c);
                }
            }
            visited += next.len();
            level = next;
        }
        arcs[i] = (own, None);
    }
    true
}

/// Which moves a state allows.
struct Allowed {
    shift: bool,
    reduce: bool,
    arcs: bool,
    split: bool,
}

/// A state: a stack, a buffer of tokens still to come, and the arcs so far.
#[derive(Default)]
struct State {
    n: u32,
    stack: Vec<u32>,
    /// Tokens put back to the front of the buffer, the next one last.
    returned: Vec<u32>,
    next: u32,
    head: Vec<Option<u32>>,
    label: Vec<Label>,
    unshiftable: Vec<bool>,
    starts: Vec<bool>,
    /// Arcs as linked lists, by head and side: child and the arc before.
    arcs: Vec<(u32, Option<u32>)>,
    left_arcs: Vec<Option<u32>>,
    right_arcs: Vec<Option<u32>>,
}

impl State {
    fn reset(&mut self, n: usize) {
        fn fill<T: Clone>(v: &mut Vec<T>, n: usize, value: T) {
            v.clear();
            v.resize(n, value);
        }
        self.n = n as u32;
        self.next = 0;
        self.stack.clear();
        self.returned.clear();
        self.arcs.clear();
        fill(&mut self.head, n, None);
        fill(&mut self.label, n, (Dep::Root, None));
        fill(&mut self.unshiftable, n, false);
        fill(&mut self.starts, n, false);
        fill(&mut self.left_arcs, n, None);
        fill(&mut self.right_arcs, n, None);
    }

    fn is_done(&self) -> bool {
        self.stack.is_empty() && self.left() == 0
    }

    /// Number of tokens in the buffer.
    fn left(&self) -> usize {
        (self.n - self.next) as usize + self.returned.len()
    }

    fn buffer(&self, i: usize) -> Option<u32> {
        if i < self.returned.len() {
            Some(self.returned[self.returned.len() - 1 - i])
        } else {
            Some(self.next + (i - self.returned.len()) as u32).filter(|&t| t < self.n)
        }
    }

    fn stack(&self, i: usize) -> Option<u32> {
        self.stack.len().checked_sub(1 + i).map(|k| self.stack[k])
    }

    /// The tokens that the scorer looks at: two of the buffer, three of the stack, and children added last.
    fn places(&self) -> [Option<usize>; PLACES] {
        let child = |arcs: &[Option<u32>], head: Option<u32>| {
            head.and_then(|h| arcs[h as usize]).map(|arc| self.arcs[arc as usize].0)
        };
        let (b, top) = (self.buffer(0), self.stack(0));
        [
            b,
            self.buffer(1),
            top,
            self.stack(1),
            self.stack(2),
            child(&self.left_arcs, b),
            child(&self.left_arcs, top),
            child(&self.right_arcs, top),
        ]
        .map(|t| t.map(|t| t as usize))
    }

    fn allowed(&self) -> Allowed {
        let (b, left, empty) = (self.buffer(0), self.left(), self.stack.is_empty());
        let starts = b.is_some_and(|b| self.starts[b as usize]);
        let shiftable = b.is_some_and(|b| !self.unshiftable[b as usize]);
        let split = match (b, self.buffer(1)) {
            (Some(b), Some(after)) => after == b + 1 && !self.starts[after as usize],
            _ => false,
        };
        Allowed {
            shift: empty || (2 <= left && !starts && shiftable),
            reduce: !empty,
            arcs: !empty && 0 < left && !starts,
            split,
        }
    }

    fn apply(&mut self, action: Action) {
        match action {
            Action::Shift => self.push(),
            Action::Reduce => {
                let Some(top) = self.stack.pop() else { return };
                // A token without a head goes back to the buffer, unless it is the last of the stack.
                if self.head[top as usize].is_none() && !self.stack.is_empty() {
                    self.unshiftable[top as usize] = true;
                    self.returned.push(top);
                }
            }
            Action::Left(label) => {
                let (Some(top), Some(b)) = (self.stack.pop(), self.buffer(0)) else { return };
                self.add_arc(b, top, label);
                self.unshiftable[b as usize] = false;
            }
            Action::Right(label) => {
                let (Some(top), Some(b)) = (self.stack(0), self.buffer(0)) else { return };
                self.add_arc(top, b, label);
                self.push();
            }
            Action::Break => {
                if let Some(after) = self.buffer(1) {
                    self.starts[after as usize] = true;
                }
            }
        }
    }

    fn push(&mut self) {
        if let Some(token) = self.returned.pop() {
            self.stack.push(token);
        } else if self.next < self.n {
            self.stack.push(self.next);
            self.next += 1;
        }
    }

    fn add_arc(&mut self, head: u32, child: u32, label: Label) {
        if let Some(old) = self.head[child as usize] {
            // Only the last arc of a head can be taken back; the original leaves others as they are, and learned so.
            let list = if child < old { &mut self.left_arcs } else { &mut self.right_arcs };
            if let Some(arc) = list[old as usize]
                && self.arcs[arc as usize].0 == child
            {
                list[old as usize] = self.arcs[arc as usize].1;
            }
        }
        let list = if child < head { &mut self.left_arcs } else { &mut self.right_arcs };
        let arc = self.arcs.len() as u32;
        self.arcs.push((child, list[head as usize]));
        list[head as usize] = Some(arc);
        self.head[child as usize] = Some(head);
        self.label[child as usize] = label;
    }
}
