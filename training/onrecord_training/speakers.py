"""The confidence of speakers: a logistic regression from how a source was resolved to whether it is the right speaker.

Fitted to what the program makes of the attributions that it finds itself, where the attribution and its source are
right: the chance of a whole row is this one times that of its attribution. The features are those of
src/speaker/confidence.rs, which examples/speakers_gold.rs writes.
"""
import collections
import json
import os
import re

import numpy as np

from . import score
from .calibrate import logistic, probability
from .corpus import read_jsonl

FEATURES = [
    "part of a name", "he or she", "another pronoun", "description resolved", "description as written",
    "no source words", "open", "fit", "lead", "several names", "surname shared", "organization", "group",
    "document", "anonymous", "author",
]
BANDS = (0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0001)
WORD = re.compile(r"\w+(?:[’'.\-]\w+)*")
NOT_OF_A_NAME = {"mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "dame", "the", "a", "an"}


def words(name):
    found = (w.strip(".") for w in WORD.findall((name or "").lower().replace("’", "'")))
    return [w for w in found if w not in NOT_OF_A_NAME]


def is_right(gold, speaker):
    """Whether a speaker is the marked one: the same name; for groups, documents and unnamed sources half the words."""
    mine = words(speaker.get("name"))
    if gold["kind"] == "none" or not gold["names"]:
        return not mine
    for name in gold["names"]:
        theirs = words(name)
        shared = sum((collections.Counter(theirs) & collections.Counter(mine)).values())
        loose = gold["kind"] in ("group", "document", "anonymous") and 2 * shared >= 0.5 * (len(mine) + len(theirs)) > 0
        if mine and (theirs == mine or loose):
            return True
    return False


def worth(gold, speaker):
    """1 for the right speaker, 0 for a wrong one; one left open where somebody is meant says nothing, and nothing wrong."""
    left_open = speaker["kind"] == "none" and not is_right(gold, speaker)
    return 0.5 if left_open else float(is_right(gold, speaker))


def examples(gold, marked, resolved):
    """(features, worth, article number) of every attribution that is right and whose speaker was marked."""
    x, y, of = [], [], []
    for number, (key, g) in enumerate(gold.items()):
        names = {s["i"]: s for s in marked[key]["speakers"] if not s.get("unsure")}
        known = [{**a, "index": i} for i, a in enumerate(g["attributions"])]
        G, P = score.prepare(g["text"], known), score.prepare(g["text"], resolved[key])
        for i, j in score.match(G, P).items():
            speaker = names.get(G[i][3]["index"])
            if speaker is None or not score.same_source(G[i][1], P[j][1]):
                continue
            x.append(P[j][3]["speaker"]["features"])
            y.append(worth(speaker, P[j][3]["speaker"]))
            of.append(number)
    return np.array(x), np.array(y), np.array(of)


def reliability(held, y):
    """Of the speakers in each band of confidence: how many, their mean confidence, and how many are right."""
    out = []
    for low, high in zip(BANDS, BANDS[1:]):
        m = (held >= low) & (held < high)
        if m.any():
            right = {"confidence": round(float(held[m].mean()), 3), "right": round(float(y[m].mean()), 3)}
            out.append({"from": low, "to": min(high, 1.0), "n": int(m.sum()), **right})
    return out


def fit(x, y, of, folds=5, ridge=2.0):
    """The weights, and their reliability on articles that they were not fitted to."""
    held = np.zeros(len(y))
    for k in range(folds):
        test = of % folds == k
        held[test] = probability(x[test], logistic(x[~test], y[~test], ridge))
    w = logistic(x, y, ridge)
    at90 = held >= 0.9
    return {
        "features": FEATURES, "weights": [round(float(v), 4) for v in w[:-1]], "bias": round(float(w[-1]), 4),
        "speakers": len(y), "right": round(float(y.mean()), 4), "brier": round(float(((held - y) ** 2).mean()), 4),
        "brier_of_the_mean": round(float(((y.mean() - y) ** 2).mean()), 4),
        "at_least_0.9": {"n": int(at90.sum()), "right": round(float(y[at90].mean()), 3) if at90.any() else None},
        "reliability_held_out": reliability(held, y),
    }


def write(gold_path, speakers_path, resolved_path, out):
    """Fit to the resolved speakers of attributions in annotated articles and write speaker.json into the folder `out`."""
    gold = {r["id"]: r for r in read_jsonl(gold_path)}
    marked = {r["id"]: r for r in read_jsonl(speakers_path)}
    resolved = {r["id"]: r["attributions"] for r in read_jsonl(resolved_path)}
    found = {"fitted_on": "PolNeAR dev with the speakers marked by hand; reliability by 5 folds of articles", **fit(*examples(gold, marked, resolved))}
    table = ",\n    ".join(json.dumps(r) for r in found.pop("reliability_held_out"))
    with open(os.path.join(out, "speaker.json"), "w") as f:
        f.write(json.dumps(found, indent=2)[:-2] + f',\n  "reliability_held_out": [\n    {table}\n  ]\n}}\n')
    print(table)
