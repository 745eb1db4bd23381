//! What is split off a word: marks before and after it, and marks inside it. Written out by hand, not as expressions.

use super::tables::{Tables, class};

/// Length of the prefix that is split off, 0 if none.
pub fn prefix(t: &Tables, s: &str) -> usize {
    let b = s.as_bytes();
    let Some(c) = s.chars().next() else { return 0 };
    match c {
        '.' => match run_of_dots(b.iter()) {
            1 => 0,
            n => n,
        },
        '+' if b.get(1).is_some_and(u8::is_ascii_digit) => 0,
        '+' => 1,
        'U' if s.starts_with("US$") => 3,
        'C' | 'A' if b.get(1) == Some(&b'$') => 2,
        _ if t.is(c, class::PREFIX) => c.len_utf8(),
        _ => 0,
    }
}

/// Length of the suffix that is split off, 0 if none: the longest that fits.
pub fn suffix(t: &Tables, s: &str) -> usize {
    let b = s.as_bytes();
    let mut back = s.chars().rev();
    let Some(c) = back.next() else { return 0 };
    let (p, pp) = (back.next(), back.next());
    let mut best = if t.is(c, class::SUFFIX) { c.len_utf8() } else { 0 };
    match (c, p) {
        ('…', Some('…')) => best = 6,
        ('.', Some(p)) => {
            let n = run_of_dots(b.iter().rev());
            let upper = |c: char| t.is(c, class::UPPER);
            if 2 <= n {
                best = n;
            } else if t.is(p, class::BEFORE_STOP)
                || (matches!(p, 'F' | 'f' | 'C' | 'c' | 'K' | 'k') && pp == Some('°'))
                || (upper(p) && pp.is_some_and(upper))
            {
                best = 1;
            }
        }
        ('s' | 'S', Some(q @ ('\'' | '’'))) => best = best.max(1 + q.len_utf8()),
        ('+', Some(p)) if p.is_ascii_digit() => best = best.max(1),
        _ => {}
    }
    if !c.is_ascii_digit()
        && s.len() < 64
        && let Some(last_digit) = b.iter().rposition(u8::is_ascii_digit)
        && last_digit + 1 < b.len()
        && t.is_unit(&s[last_digit + 1..])
    {
        best = best.max(b.len() - last_digit - 1);
    }
    best
}

fn run_of_dots<'a>(bytes: impl Iterator<Item = &'a u8>) -> usize {
    bytes.take_while(|&&b| b == b'.').count()
}

/// Length of the mark at byte `i` of `s` that splits the word there, 0 if none; `before` is the character before it.
pub fn infix(t: &Tables, s: &str, i: usize, before: char) -> usize {
    let rest = &s[i..];
    let mut chars = rest.chars();
    let c = chars.next().unwrap_or('\0');
    let next = chars.next().unwrap_or('\0');
    let is_icon = t.is(c, class::ICON);
    if c.is_alphanumeric() && !is_icon {
        return 0;
    }
    let (b, n) = (t.class(before), t.class(next));
    let digit = before.is_ascii_digit();
    if c == '.' && next == '.' {
        run_of_dots(rest.as_bytes().iter())
    } else if c == '…' || is_icon {
        c.len_utf8()
    } else if (matches!(c, '+' | '-' | '*' | '^') && digit && (next.is_ascii_digit() || next == '-'))
        || (c == '.' && b & (class::LOWER | class::QUOTE) != 0 && n & (class::UPPER | class::QUOTE) != 0)
        || (c == ',' && b & n & class::ALPHA != 0)
    {
        1
    } else if b & class::ALPHA != 0 || digit {
        hyphen(t, rest).unwrap_or(usize::from(matches!(c, ':' | '<' | '>' | '=' | '/') && n & class::ALPHA != 0))
    } else {
        0
    }
}

/// Length of a dash at the start of `rest` with a letter after it.
fn hyphen(t: &Tables, rest: &str) -> Option<usize> {
    const DASHES: [&str; 7] = ["-", "–", "—", "--", "---", "——", "~"];
    let after =
        |d: &&&str| rest.strip_prefix(**d).and_then(|r| r.chars().next()).is_some_and(|c| t.is(c, class::ALPHA));
    DASHES.iter().find(after).map(|d| d.len())
}

/// Whether a word is a web or mail address, which is not split inside.
pub fn is_address(t: &Tables, s: &str) -> bool {
    /// More user parts than this are no address, but an attempt to be slow.
    const USERS: usize = 8;
    if !s.contains('.') {
        return false;
    }
    let mut starts = vec![0];
    if let Some(i) = s.find("://") {
        let scheme = &s[..i];
        let fits = |c: char| c == '_' || t.is(c, class::WORD) || "+-.".contains(c);
        if 2 <= scheme.chars().count() && scheme.chars().all(fits) {
            starts.push(i + 3);
        }
    }
    for k in 0..starts.len() {
        let from = starts[k];
        let users = s[from..].match_indices('@').filter(|u| 0 < u.0);
        starts.extend(users.take(USERS).map(|(i, _)| from + i + 1));
    }
    starts.iter().any(|&from| is_host(t, &s[from..]))
}

/// Whether `s` is a host, perhaps with port and path.
fn is_host(t: &Tables, s: &str) -> bool {
    let (host, mut rest) = s.split_at(s.find([':', '/', '?', '#']).unwrap_or(s.len()));
    if let Some(port) = rest.strip_prefix(':') {
        let digits = port.bytes().take_while(u8::is_ascii_digit).count();
        if !(2..=5).contains(&digits) {
            return false;
        }
        rest = &port[digits..];
    }
    if !(rest.is_empty() || rest.starts_with(['/', '?', '#'])) {
        return false;
    }
    let labels: Vec<&str> = host.split('.').collect();
    let Some((top, others)) = labels.split_last().filter(|l| !l.1.is_empty()) else { return false };
    let numbers: Vec<u8> = labels.iter().map_while(|l| l.parse().ok()).collect();
    if let ([first, _, _, last], 4) = (&numbers[..], labels.len()) {
        return !matches!(*first, 0 | 10 | 127 | 224..) && !matches!(*last, 0 | 255);
    }
    let inner = |c: char| c.is_ascii_alphanumeric() || ('\u{a1}'..='\u{ffff}').contains(&c);
    let fits = |label: &&str| {
        (1..=64).contains(&label.chars().count())
            && label.starts_with(inner)
            && label.ends_with(inner)
            && label.chars().all(|c| inner(c) || c == '_' || c == '-')
    };
    (2..=63).contains(&top.chars().count()) && top.chars().all(|c| t.is(c, class::LOWER)) && others.iter().all(fits)
}
