//! What follows from heads: the edges of each subtree and where sentences start.

/// Heads of one document with their edges. All vectors have the same length, all indices count from the document's start.
#[derive(Default)]
pub struct Tree {
    /// Head of each token; itself for a root.
    pub head: Vec<u32>,
    /// First token of each subtree.
    pub left: Vec<u32>,
    /// Last token of each subtree.
    pub right: Vec<u32>,
    /// Whether a sentence starts here.
    pub starts: Vec<bool>,
}

impl Tree {
    /// Makes it empty.
    pub fn clear(&mut self) {
        let Self { head, left, right, starts } = self;
        head.clear();
        left.clear();
        right.clear();
        starts.clear();
    }

    /// Makes it `n` tokens, each a root.
    pub fn fill(&mut self, n: usize) {
        self.clear();
        let Self { head, left, right, .. } = self;
        for list in [head, left, right] {
            list.extend(0..n as u32);
        }
    }

    /// Works out edges and sentence starts from the heads. Arcs that cross widen subtrees over one another, which may take
    /// several passes to settle; eleven at most, as in the original.
    pub fn complete(&mut self) {
        let n = self.head.len();
        let Self { head, left, right, starts } = self;
        left.clear();
        left.extend(0..n as u32);
        right.clear();
        right.extend(0..n as u32);
        for _ in 0..12 {
            for i in 0..n {
                let h = head[i] as usize;
                left[h] = left[h].min(left[i]);
                right[h] = right[h].max(right[i]);
            }
            for i in (0..n).rev() {
                let h = head[i] as usize;
                right[h] = right[h].max(right[i]);
                left[h] = left[h].min(left[i]);
            }
            starts.clear();
            starts.resize(n, false);
            for (i, _) in head.iter().enumerate().filter(|&(i, &h)| h as usize == i) {
                starts[left[i] as usize] = true;
            }
            if Self::is_settled(head, starts) {
                break;
            }
        }
    }

    /// Whether every head lies within its token's sentence.
    fn is_settled(head: &[u32], starts: &[bool]) -> bool {
        let n = head.len();
        let mut first = 0;
        for (i, &starts) in starts.iter().enumerate() {
            if (0 < i && starts) || i + 1 == n {
                if (first..i).any(|j| (head[j] as usize) < first || i < head[j] as usize) {
                    return false;
                }
                first = i;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_sentences() {
        let mut t = Tree { head: vec![1, 1, 1, 5, 5, 5], ..Tree::default() };
        t.complete();
        assert_eq!((&t.left[..], &t.right[..]), (&[0, 0, 2, 3, 4, 3][..], &[0, 2, 2, 3, 4, 5][..]));
        assert_eq!(t.starts, [true, false, false, true, false, false]);
    }
}
