"""Confidence: a logistic regression from the decoder's evidence to whether an attribution is right (AR)."""
import random

import numpy as np

from . import score

FEATURES = ["logit", "least", "source", "quoted"]


def examples(gold, predicted):
    """(features, right, article number) of every predicted attribution."""
    x, y, of = [], [], []
    for number, (key, g) in enumerate(gold.items()):
        G = score.prepare(g["text"], g["attributions"])
        P = score.prepare(g["text"], predicted[key])
        back = {j: i for i, j in score.match(G, P).items()}
        for j, p in enumerate(P):
            x.append([p[3]["evidence"][f] for f in FEATURES])
            y.append(float(j in back and score.same_source(G[back[j]][1], p[1])))
            of.append(number)
    return np.array(x), np.array(y), np.array(of)


def logistic(x, y, ridge=1e-2, steps=50):
    """Weights and bias by Newton's method."""
    a = np.hstack([x, np.ones((len(x), 1))])
    w = np.zeros(a.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-a @ w))
        gradient = a.T @ (y - p) - ridge * w
        hessian = (a * (p * (1 - p))[:, None]).T @ a + ridge * np.eye(len(w))
        w += np.linalg.solve(hessian, gradient)
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


def fit(gold, predicted, folds=5):
    """The calibration, and its reliability on articles that it was not fitted to."""
    x, y, of = examples(gold, predicted)
    order = list(range(len(gold)))
    random.Random(1).shuffle(order)
    fold = np.array(order)[of] % folds
    held = np.zeros(len(y))
    for k in range(folds):
        held[fold == k] = probability(x[fold == k], logistic(x[fold != k], y[fold != k]))
    w = logistic(x, y)
    at90 = held >= 0.9
    return {
        "features": FEATURES, "weights": [round(float(v), 4) for v in w[:-1]], "bias": round(float(w[-1]), 4),
        "attributions": len(y), "right": round(float(y.mean()), 4), "brier": round(float(((held - y) ** 2).mean()), 4),
        "at_least_0.9": {"n": int(at90.sum()), "right": round(float(y[at90].mean()), 3) if at90.any() else None},
        "reliability_held_out": reliability(held, y),
    }
