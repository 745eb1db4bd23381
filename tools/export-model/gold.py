"""The reference's analysis of texts, for the tests.

usage: gold.py TEXTS OUT      TEXTS: one paragraph a line, as `language_dump prepare` writes them

OUT has for each paragraph a line "# text", then one line a token: first byte, end, tag, part of speech, head, label,
entity, lemma, whether a sentence starts, and first token of the noun chunk that ends here (-1 if none). White space is
left out, as the product leaves it out.
"""
import pathlib
import sys
import time

import export


def rows(doc):
    """The lines of one paragraph."""
    at = [0]
    for c in doc.text:
        at.append(at[-1] + len(c.encode()))
    words = [w for w in doc if not w.is_space]
    place, next_ = {}, 0
    for w in doc:
        place[w.i] = min(next_, len(words) - 1)
        next_ += not w.is_space
    chunks = {c.end - 1: c.start for c in doc.noun_chunks}
    for w in words:
        entity = "O" if not w.ent_type_ else f"{w.ent_iob_}-{w.ent_type_}"
        yield "\t".join(
            str(x)
            for x in [
                at[w.idx],
                at[w.idx + len(w.text)],
                w.tag_,
                w.pos_,
                place[w.head.i],
                w.dep_,
                entity,
                w.lemma_,
                int(bool(w.is_sent_start)),
                place[chunks[w.i]] if w.i in chunks else -1,
            ]
        )


def main():
    texts, out = sys.argv[1:3]
    nlp = export.load()
    lines = [t for t in pathlib.Path(texts).read_text().split("\n") if t.strip()]
    before = time.process_time()
    docs = list(nlp.pipe(lines, batch_size=256))
    spent = time.process_time() - before
    tokens = sum(len(d) for d in docs)
    print(f"spaCy: {tokens} tokens in {spent:.2f} s of processor time, {tokens / spent:.0f} a second")
    with open(out, "w", newline="") as f:
        for doc in docs:
            f.write(f"# {doc.text}\n")
            f.writelines(row + "\n" for row in rows(doc))


if __name__ == "__main__":
    main()
