"""The model file: magic, version, checksum, then named sections. Read by src/language/file.rs; keep the two in step."""
import struct

import numpy as np

MAGIC = b"ENGMODEL"
VERSION = 1
HEADER = struct.Struct("<8sIIQ")  # magic, version, number of sections, checksum
ENTRY = struct.Struct("<16sII")  # name, offset, length
ALIGN = 64


def checksum(count: int, data: bytes) -> int:
    """A sum over mixed words: finds flipped, lost, added and exchanged bytes, and reads as fast as memory does."""
    padded = data + bytes(-len(data) % 8)
    words = np.frombuffer(padded, "<u8")
    with np.errstate(over="ignore"):
        x = words ^ (np.arange(len(words), dtype="u8") * np.uint64(0x9E3779B97F4A7C15))
        x = (x ^ (x >> np.uint64(32))) * np.uint64(0xD6E8FEB86659FD93)
        x ^= x >> np.uint64(32)
        return (int(x.sum(dtype="u8")) + (len(data) ^ count << 48) * 0x9E3779B97F4A7C15) & (2**64 - 1)


def write(path, sections: dict) -> None:
    """Writes the sections in the order given."""
    at = HEADER.size + ENTRY.size * len(sections)
    entries, body = [], bytearray()
    for name, data in sections.items():
        pad = -(at + len(body)) % ALIGN
        body += bytes(pad)
        assert len(name) <= 16, name
        entries.append(ENTRY.pack(name.encode(), at + len(body), len(data)))
        body += data
    rest = b"".join(entries) + bytes(body)
    with open(path, "wb") as f:
        f.write(HEADER.pack(MAGIC, VERSION, len(sections), checksum(len(sections), rest)) + rest)


def lines(rows) -> bytes:
    """Text sections: one row a line."""
    return "\n".join(rows).encode()


def escape(text: str) -> str:
    """Keeps line ends and tabs of a value out of the text sections."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def pairs(table: dict) -> bytes:
    """A map of 64-bit numbers: all keys in order, then their values."""
    keys = sorted(table)
    return np.array(keys, "<u8").tobytes() + np.array([table[k] for k in keys], "<u8").tobytes()


def strings(rows) -> bytes:
    """Sorted byte strings: count, end offsets, bytes."""
    rows = sorted(r if isinstance(r, bytes) else r.encode() for r in rows)
    ends = np.cumsum([len(r) for r in rows], dtype="<u4")
    return struct.pack("<I", len(rows)) + ends.astype("<u4").tobytes() + b"".join(rows)


def front_coded(words: dict, block: int = 16) -> bytes:
    """Sorted words with a value byte each, blocks of `block`: a word is (shared prefix, rest length, value, rest).

    Layout: number of words, number of blocks, block offsets, blocks. The first word of a block shares nothing.
    """
    items = sorted((w.encode(), v) for w, v in words.items())
    offsets, body = [], bytearray()
    last = b""
    for i, (word, value) in enumerate(items):
        if i % block == 0:
            offsets.append(len(body))
            last = b""
        shared = 0
        while shared < min(len(last), len(word)) and last[shared] == word[shared]:
            shared += 1
        body += bytes([shared, len(word) - shared, value]) + word[shared:]
        last = word
    return struct.pack("<II", len(items), len(offsets)) + np.array(offsets, "<u4").tobytes() + bytes(body)


# Packed map from 64-bit keys to rows: a minimal perfect hash by levels, then 16 check bits and 14 row bits a key.
ROW_BITS = 14


def mix(keys, seed: int):
    """One hash of a key for each level. The same in src/language/vectors.rs."""
    with np.errstate(over="ignore"):
        x = keys ^ np.uint64((seed * 0x9E3779B97F4A7C15) & (2**64 - 1))
        x = (x ^ (x >> np.uint64(32))) * np.uint64(0xD6E8FEB86659FD93)
        x = (x ^ (x >> np.uint64(32))) * np.uint64(0xD6E8FEB86659FD93)
        return x ^ (x >> np.uint64(32))


def scale_to(hashes, size: int):
    """Maps 64-bit hashes to 0..size by their upper half."""
    return ((hashes >> np.uint64(32)) * np.uint64(size)) >> np.uint64(32)


def packed_map(table: dict) -> dict:
    """Sections keys.levels (sizes in bits), keys.bits, keys.ranks (before each 512 bits), keys.checks, keys.rows."""
    keys = np.array(sorted(table), "u8")
    rows = np.array([table[int(k)] for k in keys], "u2")
    assert rows.max() < 2**ROW_BITS
    rest, bits, sizes, index = keys, [], [], {}
    while len(rest):
        level = len(sizes)
        assert level < 200
        size = max(64, -(-len(rest) // 64) * 64)
        slot = scale_to(mix(rest, level + 1), size)
        count = np.bincount(slot.astype("i8"), minlength=size)
        bits.append(count == 1)
        sizes.append(size)
        rest = rest[count[slot.astype("i8")] > 1]
    flat = np.concatenate(bits)
    rank = np.cumsum(flat) - flat
    assert flat.sum() == len(keys)
    # place every key: the first level at which its bit is set is its own
    place = np.full(len(keys), -1, "i8")
    base = 0
    for level, size in enumerate(sizes):
        open_ = place < 0
        slot = base + scale_to(mix(keys, level + 1), size).astype("i8")
        hit = open_ & flat[slot]
        place[hit] = rank[slot[hit]]
        base += size
    assert (np.sort(place) == np.arange(len(keys))).all()
    check = np.zeros(len(keys), "<u2")
    check[place] = (mix(keys, 0) & np.uint64(0xFFFF)).astype("u2")
    row = np.zeros(len(keys), "<u2")
    row[place] = rows
    row_bits = ((row[:, None] >> np.arange(ROW_BITS)) & 1).astype("u1").ravel()
    padded = np.concatenate([flat, np.zeros(-len(flat) % 512, bool)])
    before = np.concatenate([[0], np.cumsum(padded.reshape(-1, 512).sum(1))[:-1]])
    return {
        "keys.levels": np.array(sizes, "<u4").tobytes(),
        "keys.bits": np.packbits(padded, bitorder="little").tobytes(),
        "keys.ranks": before.astype("<u4").tobytes(),
        "keys.checks": check.tobytes(),
        "keys.rows": np.packbits(row_bits, bitorder="little").tobytes() + bytes(4),
    }
