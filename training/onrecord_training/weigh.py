"""Weight of a sentence that came in or went as a whole: a logistic regression from what can be read off it to whether
readers judged it central (importance 2 or 3).

ROWS    what `cargo run --release --example weigh < STORIES` writes: {"id","text","gone","features"}
STORIES JSONL {"id","before":{"title","text"},"after":{..},"units":[{"before","after","importance":0..3}]}

usage: python -m onrecord_training.weigh ROWS STORIES models/weight.json
Stories of one file or several, one after another. Where the id begins with "invented-", the place of a sentence is
taken to be the usual one: who invents a story puts what is central where he expects it. Those of "held-" are never
fitted to. Every other story is judged by weights fitted to the rest; the figures of that are written beside the weights.
"""
import json
import re
import sys

import numpy as np

from .calibrate import logistic
from .corpus import read_jsonl

FEATURES = [
    "how far it stands from the top", "amounts in it", "its source is named", "it is a direct quote",
    "it denies, accuses, or tells of violence, death or crime", "it tells of a decision, a record or a measured event",
    "how much it is worth checking", "its length", "it depends on the sentence before",
    "it says that something is not so", "a document says it",
]
RIDGE = 10.0
MEDIUM = 0.46  # the least at which the ordinary sentences of src/diff/weight_cases.rs stay low


def words(text):
    return re.findall(r"\w+", (text or "").lower())


def share(a, b):
    """Of the shorter side's words, the share that the other holds."""
    rest, held = list(b), 0
    for word in a:
        if word in rest:
            rest.remove(word)
            held += 1
    return held / max(1, min(len(a), len(b)))


def importance(row, units):
    """That of the judged edit with the row's words; None where nobody judged it."""
    side, mine = ("before" if row["gone"] else "after"), words(row["text"])
    judged = [(share(words(u[side]), mine), u["importance"]) for u in units if u[side]]
    best = max(judged, default=(0, None))
    return best[1] if best[0] >= 0.8 else None


def examples(rows, stories):
    """(features, central, story) of every judged row."""
    units = {story["id"]: story["units"] for story in stories}
    judged = [(row, importance(row, units[row["id"]])) for row in rows if row["id"] in units]
    judged = [(row, value) for row, value in judged if value is not None]
    x = np.array([row["features"] for row, _ in judged])
    return x, np.array([float(v >= 2) for _, v in judged]), np.array([row["id"] for row, _ in judged])


def fit(x, y):
    """Weights and bias for features as they are; the ridge is on standardised ones."""
    mean, scale = x.mean(0), x.std(0) + 1e-9
    w = logistic((x - mean) / scale, y, RIDGE)
    weights = w[:-1] / scale
    return weights, w[-1] - mean @ weights


def probability(x, weights, bias):
    return 1 / (1 + np.exp(-(x @ weights + bias)))


def ranked(y, p):
    """Chance that a central one is ranked above another one."""
    up, down = p[y == 1], p[y == 0]
    return float(np.mean([(a > down).mean() + (a == down).mean() / 2 for a in up]))


def figures(y, p, of):
    """How well probabilities tell central sentences of these stories."""
    chosen = p >= MEDIUM
    return {
        "sentences": len(y), "central": int(y.sum()), "stories": len(np.unique(of)), "ranked": round(ranked(y, p), 3),
        "precision": round(float(y[chosen].mean()), 3), "recall": round(float(chosen[y == 1].mean()), 3),
    }


def main(rows, stories, path):
    x, y, of = examples(list(read_jsonl(rows)), list(read_jsonl(stories)))
    invented, kept = np.char.startswith(of, "invented-"), ~np.char.startswith(of, "held-")
    placed = x.copy()
    if invented.any():
        placed[invented, 0] = x[kept & ~invented, 0].mean()
    weights, bias = fit(placed[kept], y[kept])
    apart = probability(x, weights, bias)
    for story in np.unique(of[kept]):
        held = of == story
        apart[held] = probability(placed[held], *fit(placed[kept & ~held], y[kept & ~held]))
    parts = {"real": kept & ~invented, "invented": invented, "held back": ~kept}
    model = {
        "features": FEATURES, "weights": [round(float(w), 4) for w in weights], "bias": round(float(bias), 4),
        "medium": MEDIUM,
        "figures": {name: figures(y[part], apart[part], of[part]) for name, part in parts.items() if part.any()},
    }
    with open(path, "w", encoding="utf-8") as file:
        json.dump(model, file, indent=1)
        file.write("\n")
    print(json.dumps(model["figures"], indent=1))


if __name__ == "__main__":
    main(*sys.argv[1:])
