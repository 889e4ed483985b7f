"""Confidence: a logistic regression from the program's evidence to whether an attribution is right (AR).

Fitted to what the program itself finds, below its floor too, in articles that the tagger was not trained on. The
features are those of src/extract/confidence.rs.
"""
import json
import math
import os

import numpy as np

from . import score
from .corpus import read_jsonl

PARTS = ["source", "cue", "content"]
FEATURES = [
    *(f"{p} logit" for p in PARTS), *(f"{p} least" for p in PARTS), "has source", "has cue", "direct", "mixed", "margin",
]
FLOORS = (0, 0.2, 0.25, 0.3, 0.35, 0.4)


def logit(p):
    p = min(max(p, 0.01), 0.998)
    return math.log(p / (1 - p))


def features(attribution):
    e = attribution["evidence"]
    return [
        *(logit(e[p]) if e[p] > 0 else 0.0 for p in PARTS),
        *(math.log(max(least, 0.01)) if e[p] > 0 else 0.0 for p, least in zip(PARTS, e["weakest"])),
        float(e["source"] > 0), float(e["cue"] > 0),
        float(attribution["kind"] == "direct"), float(attribution["kind"] == "mixed"), e["margin"] / 40,
    ]


def examples(gold, predicted):
    """(features, right, article number) of every predicted attribution, in order of articles and attributions."""
    x, y, of = [], [], []
    for number, (key, g) in enumerate(gold.items()):
        G = score.prepare(g["text"], g["attributions"])
        P = score.prepare(g["text"], predicted[key])
        back = {j: i for i, j in score.match(G, P).items()}
        for j, p in enumerate(P):
            x.append(features(p[3]))
            y.append(float(j in back and score.same_source(G[back[j]][1], p[1])))
            of.append(number)
    return np.array(x), np.array(y), np.array(of)


def logistic(x, y, ridge=1.0, steps=50):
    """Weights and bias by Newton's method; the bias is free."""
    a = np.hstack([x, np.ones((len(x), 1))])
    w, penalty = np.zeros(a.shape[1]), np.full(a.shape[1], ridge)
    penalty[-1] = 1e-6
    for _ in range(steps):
        p = 1 / (1 + np.exp(-a @ w))
        hessian = (a * (p * (1 - p))[:, None]).T @ a + np.diag(penalty)
        w += np.linalg.solve(hessian, a.T @ (y - p) - penalty * w)
    return w


def probability(x, w):
    return 1 / (1 + np.exp(-(x @ w[:-1] + w[-1])))


def reliability(p, y, edges=(0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0001)):
    """Of the attributions in each band of confidence: how many, their mean confidence, the share that is right."""
    rows = []
    for a, b in zip(edges, edges[1:]):
        m = (p >= a) & (p < b)
        if m.any():
            rows.append({"from": a, "to": min(b, 1.0), "n": int(m.sum()), "confidence": round(float(p[m].mean()), 3), "right": round(float(y[m].mean()), 3)})
    return rows


def floors(gold, predicted, p):
    """Scores when attributions less sure than a floor are left out."""
    rows, at = [], 0
    sure = {}
    for key, g in gold.items():
        n = len(score.prepare(g["text"], predicted[key]))
        sure[key], at = p[at:at + n], at + n
    for floor in FLOORS:
        kept = {k: [a for a, c in zip(predicted[k], sure[k]) if c >= floor] for k in gold}
        r = score.score(gold, kept)
        rows.append({"floor": floor, "AR": [round(v, 3) for v in r["all"]["AR"]], "exact": round(r["all"]["exact"][2], 3), **{k: round(r[k]["AR"][2], 3) for k in score.TYPES}})
    return rows


def fit(gold, predicted, least, folds=5):
    """The calibration, and its reliability on articles that it was not fitted to."""
    predicted = {k: [a for a in predicted[k] if score.prepare(g["text"], [a])] for k, g in gold.items()}
    x, y, of = examples(gold, predicted)
    held = np.zeros(len(y))
    for k in range(folds):
        test = of % folds == k
        held[test] = probability(x[test], logistic(x[~test], y[~test]))
    w = logistic(x, y)
    at90 = held >= 0.9
    return {
        "features": FEATURES, "weights": [round(float(v), 4) for v in w[:-1]], "bias": round(float(w[-1]), 4),
        "least": least,
        "attributions": len(y), "right": round(float(y.mean()), 4), "brier": round(float(((held - y) ** 2).mean()), 4),
        "at_least_0.9": {"n": int(at90.sum()), "right": round(float(y[at90].mean()), 3) if at90.any() else None},
        "reliability_held_out": reliability(held, y),
        "floors_held_out": floors(gold, predicted, held),
    }


def write(gold_path, predictions_path, out, least):
    """Fit to the program's predictions on annotated articles and write calibration.json into the folder `out`."""
    gold = {r["id"]: r for r in read_jsonl(gold_path)}
    predicted = {r["id"]: r["attributions"] for r in read_jsonl(predictions_path)}
    found = {"fitted_on": "PolNeAR dev; reliability and floors by 5 folds of articles", **fit(gold, predicted, least)}
    tables = {k: ",\n    ".join(json.dumps(r) for r in found.pop(k)) for k in ("reliability_held_out", "floors_held_out")}
    with open(os.path.join(out, "calibration.json"), "w") as f:
        rows = "".join(f',\n  "{k}": [\n    {v}\n  ]' for k, v in tables.items())
        f.write(json.dumps(found, indent=2)[:-2] + rows + "\n}\n")
    print("\n".join(tables.values()))
