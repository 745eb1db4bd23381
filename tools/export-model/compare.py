"""Agreement of two analyses in the form of gold.py. usage: compare.py GOLD MINE [EXAMPLES]"""
import collections
import pathlib
import sys

FIELDS = ["tag", "pos", "head", "label", "entity tag", "lemma", "sentence start", "chunk"]


def read(path):
    """Paragraphs as (text, rows)."""
    out = []
    for line in pathlib.Path(path).read_text().split("\n"):
        if line.startswith("# "):
            out.append((line[2:], []))
        elif line:
            out[-1][1].append(line.split("\t"))
    return out


def spans(rows, field):
    """Entities or chunks as a set."""
    found, open_ = set(), None
    for i, r in enumerate(rows):
        if field == "chunk":
            if r[9] != "-1":
                found.add((rows[int(r[9])][0], r[1]))
            continue
        if r[6] == "O":
            open_ = None
        elif r[6][0] == "B" or open_ is None:
            open_ = (r[0], r[1], r[6][2:])
            found.add(open_)
        else:
            found.discard(open_)
            open_ = (open_[0], r[1], open_[2])
            found.add(open_)
    return found


def main():
    gold, mine = read(sys.argv[1]), read(sys.argv[2])
    examples = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    same, sets = collections.Counter(), {k: collections.Counter() for k in ("entity", "chunk")}
    tokens = equal = 0
    assert len(gold) == len(mine), (len(gold), len(mine))
    for (text, a), (other, b) in zip(gold, mine):
        assert text == other, (text, other)
        tokens += len(a)
        if [r[:2] for r in a] != [r[:2] for r in b]:
            print("other tokens:", text[:200])
            continue
        equal += len(a)
        for x, y in zip(a, b):
            for i, name in enumerate(FIELDS):
                same[name] += x[i + 2] == y[i + 2]
                if x[i + 2] != y[i + 2] and examples > 0:
                    examples -= 1
                    print(name, text.encode()[int(x[0]) : int(x[1])].decode(), x[2:], y[2:], "|", text[:80])
        for k, c in sets.items():
            x, y = spans(a, k), spans(b, k)
            c.update(gold=len(x), mine=len(y), kept=len(x & y))
    print(f"{len(gold)} paragraphs, {tokens} tokens, of them the same {equal} = {equal / tokens:.5%}")
    for name in FIELDS:
        print(f"{name:16} {same[name] / tokens:9.4%}  ({tokens - same[name]} differ)")
    for k, c in sets.items():
        print(f"{k:16} {c['kept'] / c['gold']:9.4%}  kept of {c['gold']}, found {c['mine']}")


if __name__ == "__main__":
    main()
