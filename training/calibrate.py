"""Fit the weights of src/extract/confidence.rs: a logistic regression of "right, source included" on the evidence.

    cargo build --release --example extract_jsonl
    target/release/examples/extract_jsonl --all < DEV.jsonl > predicted.jsonl
    python training/calibrate.py DEV.jsonl predicted.jsonl

DEV must be text that the tagger was not trained on (PolNeAR's dev): on its own training text it is too sure of
itself. Prints a reliability table from five-fold cross-validation over articles, then the weights fitted on all of it.
An attribution is right when it matches a gold one of its text one to one (IoU of content words at least 0.5) and has
its source (IoU of source words at least 0.5, or the same last word, or none in both). Needs numpy.
"""

import json
import re
import sys

import numpy as np

WORD = re.compile(r"\w+(?:[’'.\-]\w+)*")
PARTS = ["source", "cue", "content"]
NAMES = [
    *PARTS,
    *(f"least {p}" for p in PARTS),
    *(f"{p}^4" for p in PARTS),
    *(f"least {p}^4" for p in PARTS),
    "least of all multiplied",
    "has source",
    "has cue",
    "direct",
    "mixed",
    "margin",
]


def words(tokens, spans):
    return frozenset(i for i, (s, e) in enumerate(tokens) if any(s < b and e > a for a, b in spans))


def iou(a, b):
    return len(a & b) / len(a | b) if a or b else 0.0


def same_source(gold, predicted):
    if not gold or not predicted:
        return not gold and not predicted
    return iou(gold, predicted) >= 0.5 or max(gold) == max(predicted)


def right(text, gold, predicted):
    """Whether each predicted attribution is right."""
    tokens = [m.span() for m in WORD.finditer(text)]

    def prepare(attributions):
        return [(words(tokens, a["content"]), words(tokens, a.get("source") or [])) for a in attributions]

    g, p = prepare(gold), prepare(predicted)
    pairs = ((iou(a[0], b[0]), i, j) for i, a in enumerate(g) for j, b in enumerate(p) if a[0] & b[0])
    used, out = set(), [0.0] * len(p)
    matched = set()
    for value, i, j in sorted(pairs, reverse=True):
        if value >= 0.5 and i not in used and j not in matched:
            used.add(i)
            matched.add(j)
            out[j] = float(same_source(g[i][1], p[j][1]))
    return out


def features(a):
    """As `features` in src/extract/confidence.rs."""
    e = a["evidence"]
    mean = [e[part] for part in PARTS]
    least = [low if e[part] > 0 else 0.0 for part, low in zip(PARTS, e["weakest"])]
    return [
        *mean,
        *least,
        *(p**4 for p in mean),
        *(p**4 for p in least),
        np.prod(e["weakest"]),
        float(e["source"] > 0),
        float(e["cue"] > 0),
        float(a["kind"] == "direct"),
        float(a["kind"] == "mixed"),
        e["margin"] / 45,
        1.0,
    ]


def fit(x, y, ridge=1.0):
    """Logistic regression by Newton's method, all but the constant held small."""
    w = np.zeros(x.shape[1])
    penalty = np.full(x.shape[1], ridge)
    penalty[-1] = 1e-6
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, x.T @ (y - p) - penalty * w)
        w += step
        if np.abs(step).max() < 1e-9:
            break
    return w


def main():
    predicted = {d["id"]: d for d in map(json.loads, open(sys.argv[2], encoding="utf-8"))}
    x, y, article = [], [], []
    for n, gold in enumerate(map(json.loads, open(sys.argv[1], encoding="utf-8"))):
        attributions = predicted[gold["id"]]["attributions"]
        x += map(features, attributions)
        y += right(gold["text"], gold["attributions"], attributions)
        article += [n] * len(attributions)
    x, y, article = np.array(x), np.array(y), np.array(article)
    held = np.zeros(len(y))
    for fold in range(5):
        test = article % 5 == fold
        held[test] = 1 / (1 + np.exp(-x[test] @ fit(x[~test], y[~test])))
    print(f"{len(y)} attributions, {y.mean():.3f} right; held-out Brier score {np.mean((held - y) ** 2):.4f}")
    error = 0.0
    for low in np.arange(0, 1, 0.1):
        bin_ = (held >= low) & (held < low + 0.1)
        if bin_.any():
            error += bin_.mean() * abs(held[bin_].mean() - y[bin_].mean())
            print(f"marked {low:.1f}-{low + 0.1:.1f}: {bin_.sum():5d}  mean {held[bin_].mean():.3f}  right {y[bin_].mean():.3f}")
    print(f"expected calibration error {error:.4f}")
    for floor in (0.5, 0.7, 0.8, 0.9):
        kept = held >= floor
        if kept.any():
            print(f"marked {floor} or more: {kept.sum()} of {len(y)}, right {y[kept].mean():.3f}")
    weights = fit(x, y)
    for name, weight in zip([*NAMES, "constant"], weights):
        print(f"    {weight:.3f}, // {name}")


main()
