"""The weights: float tensors, rows of bytes with a scale each, and the convolution layers in whole numbers."""
import struct

import numpy as np

FLOAT, BYTES, HALF = 0, 1, 2


def tensor(a, kind: int) -> bytes:
    """Header (kind, rows, columns), then floats; or half floats; or half-float scales, one a row, and signed bytes."""
    a = np.ascontiguousarray(a, "<f4")
    a = a.reshape(-1, a.shape[-1]) if a.ndim > 1 else a.reshape(1, -1)
    head = struct.pack("<IIII", kind, *a.shape, 0)
    if kind == FLOAT:
        return head + a.tobytes()
    if kind == HALF:
        return head + a.astype("<f2").tobytes()
    scale = (np.abs(a).max(1, keepdims=True) / 127).astype("<f2")
    scale[scale == 0] = np.float16(6e-8)
    q = np.clip(np.round(a / scale.astype("f4")), -127, 127).astype("i1")
    return head + scale.tobytes() + bytes(-len(a) * 2 % 4) + q.tobytes()


def fine(kind: int) -> int:
    """How the small tables are kept, in which an error costs most."""
    return HALF if kind == BYTES else kind


def layers(model) -> dict:
    """The named parts of one token-to-vector network."""
    found = {"E": {}, "W": [], "b": [], "G": [], "B": [], "node": []}
    for n in model.walk():
        if n.name == "hashembed":
            found["E"][n.attrs["seed"] - 8] = n.get_param("E")
        elif n.name == "maxout":
            found["W"].append(n.get_param("W"))
            found["b"].append(n.get_param("b"))
            found["node"].append(n)
        elif n.name == "layernorm":
            found["G"].append(n.get_param("G"))
            found["B"].append(n.get_param("b"))
        elif n.name == "static_vectors":
            found["S"] = n.get_param("W")
    return found


def vectors(nlp):
    """The pretrained vectors, each once (half of the rows repeat another one), and the row of each key."""
    rows, place = np.unique(nlp.vocab.vectors.data, axis=0, return_inverse=True)
    place = place.ravel()
    return rows, {k: int(place[r]) for k, r in nlp.vocab.vectors.key2row.items()}


def network(nlp, model, p: str, kind: int, calibration) -> dict:
    """One token-to-vector network; its vectors are multiplied with their projection beforehand."""
    f = layers(model)
    out = {f"{p}.E{i}": tensor(e, kind) for i, e in sorted(f["E"].items())}
    out[f"{p}.V"] = tensor(vectors(nlp)[0] @ f["S"].T, kind)
    for i, (w, b, g, beta) in enumerate(zip(f["W"], f["b"], f["G"], f["B"])):
        if i == 0 or kind == FLOAT:
            out[f"{p}.W{i}"] = tensor(w, fine(kind))
            out[f"{p}.b{i}"] = tensor(b.ravel(), FLOAT)
        else:
            out[f"{p}.Q{i}"] = convolution(w, b, calibration[id(f["node"][i])])
        out[f"{p}.G{i}"] = tensor(g, FLOAT)
        out[f"{p}.B{i}"] = tensor(beta, FLOAT)
    return out


def transitions(model, p: str, kind: int) -> dict:
    """The scorer of parser or entity recogniser: reduce, features by position, output."""
    linear = [n for n in model.get_ref("tok2vec").walk() if n.name == "linear"][-1]
    lower, upper = model.get_ref("lower"), model.get_ref("upper")
    return {
        f"{p}.LW": tensor(linear.get_param("W"), fine(kind)),
        f"{p}.Lb": tensor(linear.get_param("b"), FLOAT),
        f"{p}.PW": tensor(lower.get_param("W").reshape(-1, 64), fine(kind)),
        f"{p}.Pb": tensor(lower.get_param("b").ravel(), FLOAT),
        f"{p}.Pp": tensor(lower.get_param("pad").ravel(), FLOAT),
        f"{p}.UW": tensor(upper.get_param("W"), fine(kind)),
        f"{p}.Ub": tensor(upper.get_param("b"), FLOAT),
    }


def all_weights(nlp, kind: int, texts) -> dict:
    """Every tensor of the pipeline."""
    tok2vec = nlp.get_pipe("tok2vec").model
    ner = nlp.get_pipe("ner").model
    calibration = {} if kind == FLOAT else inputs(nlp, [tok2vec, ner.get_ref("tok2vec")], texts)
    softmax = [n for n in nlp.get_pipe("tagger").model.walk() if n.name == "softmax"][0]
    return {
        **network(nlp, tok2vec, "t", kind, calibration),
        **network(nlp, ner.get_ref("tok2vec"), "n", kind, calibration),
        "tag.W": tensor(softmax.get_param("W"), fine(kind)),
        "tag.b": tensor(softmax.get_param("b"), FLOAT),
        **transitions(nlp.get_pipe("parser").model, "p", kind),
        **transitions(ner, "e", kind),
    }


def inputs(nlp, models, texts) -> dict:
    """What each convolution layer is given on the calibration texts."""
    seen, restore = {}, []
    for model in models:
        for node in layers(model)["node"][1:]:
            restore.append((node, node._func))

            def record(m, x, is_train, inner=node._func):
                seen.setdefault(id(m), []).append(x.copy())
                return inner(m, x, is_train)

            node._func = record
    for text in texts:
        nlp(text)
    for node, func in restore:
        node._func = func
    return {k: np.concatenate(v) for k, v in seen.items()}


# Largest values; 2 * 255 * 63 just fits the 16-bit sums of the processors. The error of a weight can be spread over other
# weights, that of an activation cannot, so the activations have the eighth bit.
ACTIVATION, WEIGHT = 255, 63
SPLIT = 0.75  # how much of a channel's range goes into its activation step instead of its weights
ROOM = 1.0  # head room over the range seen in the calibration texts


def convolution(w, b, x) -> bytes:
    """A layer in whole numbers.

    Channel c of an input becomes q = round(x * step[c] + zero[c]) in 0..255 (zero is whole, so padding is exact); the
    weights take the other side of the step and one scale an output. They are rounded one input at a time, the error of
    each spread over the inputs still to come (GPTQ), with the calibration texts deciding what an error costs. The
    bias takes up the zero points and the mean of what error is left.
    Layout: step[96], zero[96], scale[288], bias[288] as floats, weights [288][288] as signed bytes.
    """
    w = w.reshape(288, 288).astype("f8")
    b = b.ravel().astype("f8")
    channels = x.reshape(-1, 96)
    high, low = np.maximum(channels.max(0), 0) * ROOM, np.minimum(channels.min(0), 0) * ROOM
    span = np.maximum(high - low, 1e-3)
    strength = np.maximum(np.abs(w).reshape(288, 3, 96).max((0, 1)), 1e-3)
    factor = span**SPLIT / strength ** (1 - SPLIT)
    unit = (span / factor).max() / ACTIVATION * factor
    step = (1 / unit).astype("<f4")
    zero = np.clip(np.round(-low / unit), 0, ACTIVATION).astype("<f4")
    smooth = w * np.tile(1 / step.astype("f8"), 3)
    scale = (np.abs(smooth).max(1) / WEIGHT).astype("<f4")
    q = np.clip(np.round(x * np.tile(step, 3) + np.tile(zero, 3)), 0, ACTIVATION).astype("f8") - np.tile(zero, 3)
    whole = spread_rounding(smooth, q, scale.astype("f8")[:, None])
    approximate = whole * scale.astype("f8")[:, None]
    bias = b + (x.astype("f8") @ w.T - q @ approximate.T).mean(0) - approximate @ np.tile(zero.astype("f8"), 3)
    floats = [step, zero, scale, bias.astype("<f4")]
    return b"".join(np.ascontiguousarray(f, "<f4").tobytes() for f in floats) + whole.astype("i1").tobytes()


def spread_rounding(w, x, scale):
    """Rounds the columns of `w` in the order of their weight in `x`, each error spread over the later ones."""
    h = x.T @ x
    h += np.eye(len(h)) * (0.01 * np.mean(np.diag(h)))
    order = np.argsort(-np.diag(h), kind="stable")
    w, h = w[:, order].copy(), h[np.ix_(order, order)]
    u = np.linalg.cholesky(np.linalg.inv(h)).T
    out = np.zeros_like(w)
    for i in range(len(h)):
        out[:, i] = np.clip(np.round(w[:, i] / scale[:, 0]), -WEIGHT, WEIGHT)
        w[:, i:] -= np.outer((w[:, i] - out[:, i] * scale[:, 0]) / u[i, i], u[i, i:])
    back = np.empty_like(out)
    back[:, order] = out
    return back
