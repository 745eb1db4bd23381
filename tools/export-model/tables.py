"""Everything but weights: tokenizer tables, norms, symbols, attribute rules, lemma tables, label sets."""
import re
import struct

import numpy as np
from container import escape, front_coded, lines, pairs, strings

# Contractions written without their apostrophe that are words or names in edited prose: "they wed", "photo id",
# "as is his wont", Jony Ive, Im Jong-seok. They stay one token. ("cant" and "dont" have no such use worth losing n't for.)
WHOLE_WORDS = {"wed", "id", "ive", "im", "wont"}


def adapt(nlp) -> None:
    """Makes the pipeline tokenize as the product does; the gold files are written after this."""
    nlp.tokenizer.rules = {k: v for k, v in nlp.tokenizer.rules.items() if k.lower() not in WHOLE_WORDS}


def tokenizer(nlp) -> dict:
    """Sections of the tokenizer's file: character classes, units, exceptions."""
    from spacy.attrs import NORM, ORTH
    from spacy.lang import char_classes as C

    t = nlp.tokenizer
    rules = []
    for text, tokens in t.rules.items():
        if not text:
            continue
        parts = []
        for token in tokens:
            orth, norm = token.get(ORTH, token.get("ORTH")), token.get(NORM, token.get("NORM"))
            parts.append(escape(orth) + "\x01" + ("\x02" if norm is None else escape(norm)))
        # Exceptions made of affixes are matched a second time, over the finished tokens.
        twice = t.find_prefix(text) or t.find_infix(text) or t.find_suffix(text) or " " in text
        rules.append("\t".join([escape(text), "1" if twice else "0", *parts]))
    units = C.LIST_UNITS + [x.replace("\\", "") for x in C.LIST_CURRENCY]
    return {"units": strings(set(units)), "exceptions": lines(sorted(rules)), **classes(t)}


def classes(tokenizer) -> dict:
    """One 16-bit set of classes a code point below U+30000, in pages of 256, each page once.

    Found by running the tokenizer's own expressions over all code points: the classes that its authors wrote have
    two slips (a missing comma, marks inside a look-behind) that the model was trained with.
    """
    from spacy.lang import char_classes as C

    one_of = lambda s: re.compile("[" + s + "]").match
    alpha, lower, upper = one_of(C.ALPHA), one_of(C.ALPHA_LOWER), one_of(C.ALPHA_UPPER)
    quote, icon = one_of(C.CONCAT_QUOTES), one_of(C.ICONS)
    before_stop = one_of(
        r"0-9{al}{e}{p}(?:{q})".format(al=C.ALPHA_LOWER, e=r"%²\-\+", q=C.CONCAT_QUOTES, p=C.PUNCT)
    )
    prefix, suffix = tokenizer.prefix_search, tokenizer.suffix_search
    table = np.zeros(0x30000, "<u2")
    for code in range(len(table)):
        if 0xD800 <= code < 0xE000:
            continue
        c = chr(code)
        p, s = prefix(c + "x"), suffix("x" + c)
        flags = [
            alpha(c),
            lower(c),
            upper(c),
            quote(c),
            icon(c),
            before_stop(c),
            p and p.end() - p.start() == 1,
            s and s.end() - s.start() == 1 and c != ".",
            c.isalpha(),
            c.isupper(),
            c.isdigit(),
            c.isspace(),
            code < 0x2E80 and re.match(r"\w", c),
        ]
        table[code] = sum(1 << i for i, f in enumerate(flags) if f)
    pages, index, seen = [], [], {}
    for page in table.reshape(-1, 256):
        key = page.tobytes()
        if key not in seen:
            seen[key] = len(pages)
            pages.append(key)
        index.append(seen[key])
    return {"class.index": np.array(index, "<u2").tobytes(), "class.pages": b"".join(pages)}


def norms(nlp) -> dict:
    """Norms as string ids, and the strings that the string store numbers instead of hashing."""
    from spacy.lang.norm_exceptions import BASE_NORMS
    from spacy.symbols import IDS
    from spacy.strings import hash_string

    store = nlp.vocab.strings
    table = {store.add(k): v for k, v in BASE_NORMS.items()}
    table.update(nlp.vocab.lookups.get_table("lexeme_norm").items())
    return {
        "norms": pairs({k: store.add(v) for k, v in table.items()}),
        "symbols": pairs({hash_string(k): v for k, v in IDS.items() if k}),
    }


# The few regular expressions among the attribute rules, spelled out.
EXPRESSIONS = {"^n'?t$": ["n't", "nt"], "^n[ou]thin'$": ["nothin'", "nuthin'"], "^y'?$": ["y", "y'"]}


def attributes(nlp) -> dict:
    """One rule a line: index, POS, lemma, morphology, then TAG, LOWER, DEP, IS_SPACE for each token of the pattern."""
    rows = []
    for rule in nlp.get_pipe("attribute_ruler").patterns:
        for pattern in rule["patterns"]:
            attrs = rule["attrs"]
            row = [str(rule["index"]), attrs.get("POS", ""), attrs.get("LEMMA", ""), attrs.get("MORPH", "")]
            # What remains sets tag or label of white space, which the product drops.
            assert set(attrs) <= {"POS", "LEMMA", "MORPH", "TAG", "DEP"}, attrs
            for token in pattern:
                assert set(token) <= {"TAG", "LOWER", "DEP", "IS_SPACE"}, token
                for key in ("TAG", "LOWER", "DEP"):
                    row.append(condition(token.get(key)))
                row.append({None: "", True: "1", False: "0"}[token.get("IS_SPACE")])
            rows.append("\t".join(row))
    return {"attributes": lines(rows)}


def condition(value) -> str:
    """"+a b": one of these; "-a b": none of these; "": anything."""
    if value is None:
        return ""
    if isinstance(value, str):
        return "+" + value
    if "IN" in value:
        return "+" + " ".join(value["IN"])
    if "NOT_IN" in value:
        return "-" + " ".join(x for x in value["NOT_IN"] if x)
    return "+" + " ".join(EXPRESSIONS[value["REGEX"]])


LEMMA_POS = ["noun", "verb", "adj", "adv", "punct"]


def lemmas(nlp) -> dict:
    """lemma.index: word → bit set of parts of speech; lemma.exc: "word\\tpos\\tlemma…"; lemma.rules: "pos\\told\\tnew"."""
    lookups, store = nlp.get_pipe("lemmatizer").lookups, nlp.vocab.strings
    names = {store.add(x): x for x in LEMMA_POS}
    text = lambda k: (names.get(k) or store[k]) if isinstance(k, int) else k
    index, exceptions, rules = {}, [], []
    for pos, words in lookups.get_table("lemma_index").items():
        for word in words:
            index[text(word)] = index.get(text(word), 0) | 1 << LEMMA_POS.index(text(pos))
    for pos, words in lookups.get_table("lemma_exc").items():
        for word, forms in words.items():
            exceptions.append("\t".join([text(word), str(LEMMA_POS.index(text(pos))), *forms]))
    for pos, pairs_ in lookups.get_table("lemma_rules").items():
        rules += [f"{LEMMA_POS.index(text(pos))}\t{old}\t{new}" for old, new in pairs_]
    return {"lemma.index": front_coded(index), "lemma.exc": strings(exceptions), "lemma.rules": lines(rules)}


def labels(nlp) -> dict:
    """The moves and labels in the order of the weights' outputs."""
    return {
        "tags": lines(nlp.get_pipe("tagger").labels),
        "moves.parser": lines(nlp.get_pipe("parser").move_names),
        "moves.ner": lines(nlp.get_pipe("ner").move_names),
    }
