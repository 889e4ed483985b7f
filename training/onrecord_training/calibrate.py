"""Confidence: a logistic regression from what the program knows of an attribution to whether a reader takes it as right.

    python -m onrecord_training calibrate TEXTS.jsonl... --program PROGRAM --models ../models

TEXTS are lines {"id", "text"}, with "attributions" where an annotator marked them. PROGRAM reads such lines and writes
the attributions with their features, doubtful ones too: `cargo run --release --example extract_jsonl -- --all`. Rows
that `data/row-labels.tsv` knows count as read; others only where the text is annotated; the invented pages always.

Annotators of a corpus do not mark what this program means: beliefs count, and some statements are passed over. What a
reader says of a row that they did or did not mark was counted on rows that were both marked and read.
"""
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from . import rows, score
from .corpus import read_jsonl

# What a reader says on average of a row that an annotator marked or not, by whether its cue reports.
ANNOTATED = {(True, True): 0.9, (True, False): 0.4, (False, True): 0.35, (False, False): 0.1}
WEIGHT = {"read": 1.0, "invented": 0.8, "annotated": 0.4}
# A feature that fewer rows have is left out: it would know single stories.
RARE = 60
RIDGE = 30
FOLDS = 8
BANDS = (0, 0.1, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0001)
FLOORS = (0, 0.05, 0.1, 0.15, 0.2, 0.25)
# The floor under which the program gives no row. On PolNeAR's dev part it costs no F1.
LEAST = 0.05


def find(program, texts):
    """What the program finds in texts: a list of attributions for each."""
    lines = "".join(json.dumps({"id": t["id"], "text": t["text"]}) + "\n" for t in texts)
    done = subprocess.run(program, shell=True, input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line)["attributions"] for line in done.stdout.splitlines()]


def marked(text, attributions):
    """Whether an annotator marked each attribution, its source included; None without a word of content."""
    gold = score.prepare(text["text"], text["attributions"])
    found = score.prepare(text["text"], attributions)
    back = {j: i for i, j in score.match(gold, found).items()}
    right = {id(p[3]): j in back and score.same_source(gold[back[j]][1], p[1]) for j, p in enumerate(found)}
    return [right.get(id(a)) for a in attributions]


def reports(attribution):
    """Whether the cue is a mark or known to report, and not a belief or a wish."""
    known = "cue:mark" in attribution["features"] or "cue:unknown" not in attribution["features"]
    return known and attribution["cue_class"] not in ("believe", "want")


def story(text):
    """What two captures of one story share."""
    return re.sub(r"\W+", "", text["text"])[300:420] or text["id"]


def examples(paths, program):
    """Rows with what they are worth: {"features", "worth", "verdict", "weight", "story", "corpus"}."""
    labels, out = rows.labels(), []
    for path in paths:
        texts = read_jsonl(path)
        for text, found in zip(texts, find(program, texts)):
            outer = [a for a in found if a["parent"] is None]
            gold = marked(text, outer) if "attributions" in text else [None] * len(outer)
            for a, right in zip(outer, gold):
                verdict = labels.get(rows.key(text["text"], a))
                if verdict is None and right is None:
                    continue
                worth = ANNOTATED[right, reports(a)] if verdict is None else rows.WORTH[verdict]
                weight = WEIGHT["annotated" if verdict is None else "read"]
                out.append({"features": a["features"], "worth": worth, "verdict": verdict, "weight": weight,
                            "story": story(text), "corpus": Path(path).stem, "kind": a["kind"]})
    return out


def invented(program):
    """The rows of the invented pages, likewise."""
    pages, out = rows.invented(), []
    for page, found in zip(pages, find(program, pages)):
        for a in (a for a in found if a["parent"] is None and rows.mark(page, a) != "~"):
            verdict = "ok" if rows.mark(page, a) == "+" else "none"
            out.append({"features": a["features"], "worth": rows.WORTH[verdict], "verdict": verdict,
                        "weight": WEIGHT["invented"], "story": page["id"], "corpus": "invented", "kind": a["kind"]})
    return out


def matrix(examples, names):
    column = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(examples), len(names)))
    for row, example in enumerate(examples):
        for name, value in example["features"].items():
            if name in column:
                x[row, column[name]] = value
    return x


def logistic(x, y, weight, ridge=RIDGE, steps=12):
    """Weights and bias by Newton's method; the penalty is on standardised features, the bias is free."""
    spread = x.std(0)
    spread[spread == 0] = 1
    a = np.hstack([x / spread, np.ones((len(x), 1))])
    w, penalty = np.zeros(a.shape[1]), np.full(a.shape[1], float(ridge))
    penalty[-1] = 1e-6
    for _ in range(steps):
        p = 1 / (1 + np.exp(-a @ w))
        hessian = (a * (weight * p * (1 - p))[:, None]).T @ a + np.diag(penalty)
        w += np.linalg.solve(hessian, a.T @ (weight * (y - p)) - penalty * w)
    return np.append(w[:-1] / spread, w[-1])


def probability(x, w):
    return 1 / (1 + np.exp(-(x @ w[:-1] + w[-1])))


def fit(examples):
    """Names of the features, their weights with the bias last, and the probability of each row, not fitted to its story."""
    count = Counter(name for e in examples for name in e["features"])
    names = sorted(name for name, n in count.items() if n >= RARE)
    x = matrix(examples, names)
    y, weight = (np.array([e[k] for e in examples]) for k in ("worth", "weight"))
    stories = sorted({e["story"] for e in examples})
    order = dict(zip(stories, np.random.RandomState(0).permutation(len(stories)) % FOLDS))
    fold = np.array([order[e["story"]] for e in examples])
    held, folds = np.zeros(len(y)), {}
    for k in range(FOLDS):
        w = logistic(x[fold != k], y[fold != k], weight[fold != k])
        held[fold == k] = probability(x[fold == k], w)
        folds[k] = w
    return names, logistic(x, y, weight), held, lambda text: folds[order.get(story(text), 0)]


def reliability(held, examples):
    """Of the rows in each band of confidence: how many, their mean confidence, and what readers said of them."""
    worth, out = np.array([e["worth"] for e in examples]), []
    wrong = np.array([e["verdict"] in ("none", "span", "source") for e in examples])
    for low, high in zip(BANDS, BANDS[1:]):
        m = (held >= low) & (held < high)
        if m.any():
            figures = {"confidence": held[m].mean(), "worth": worth[m].mean(), "wrong": wrong[m].mean()}
            out.append({"from": low, "to": min(high, 1.0), "n": int(m.sum()), **{k: round(float(v), 3) for k, v in figures.items()}})
    return out


def shown(held, examples):
    """By corpus and by kind, of the rows at .5 and more: how many are wrong, and how many right ones are kept."""
    out = []
    for field in ("corpus", "kind"):
        for value in sorted({e[field] for e in examples}):
            m = np.array([e[field] == value for e in examples])
            ok = np.array([e["verdict"] == "ok" for e in examples]) & m
            wrong = np.array([e["verdict"] in ("none", "span", "source") for e in examples]) & m
            at = held >= 0.5
            out.append({field: value, "n": int(m.sum()), "shown": int((at & m).sum()),
                        "wrong": round(float((wrong & at).sum() / max(1, (at & m).sum())), 3),
                        "kept": round(float((ok & at).sum() / max(1, ok.sum())), 3)})
    return out


def floors(paths, program, names, of):
    """Scores on annotated texts when rows less sure than a floor are left out, with weights not fitted to the story."""
    gold, found = {}, {}
    for path in paths:
        texts = [t for t in read_jsonl(path) if "attributions" in t]
        for text, attributions in zip(texts, find(program, texts) if texts else []):
            outer = [a for a in attributions if a["parent"] is None]
            sure = probability(matrix(outer, names), of(text)) if outer else []
            gold[text["id"]], found[text["id"]] = text, list(zip(outer, sure))
    out = []
    for floor in FLOORS:
        r = score.score(gold, {k: [a for a, c in v if c >= floor] for k, v in found.items()})
        out.append({"floor": floor, "AR": [round(v, 3) for v in r["all"]["AR"]], "exact": round(r["all"]["exact"][2], 3), **{k: round(r[k]["AR"][2], 3) for k in score.TYPES}})
    return out


def write(paths, program, models, sample):
    """Fit to the rows in texts; write calibration.json into the folder `models` and sample rows to the file `sample`."""
    made = invented(program)
    found = examples(paths, program) + made
    names, w, held, of = fit(found)
    read = np.array([e["verdict"] is not None and e["corpus"] != "invented" for e in found])
    kept = [e for e, r in zip(found, read) if r]
    weights = {name: round(float(v), 4) for name, v in zip(names, w)}
    tables = {
        "reliability_held_out": reliability(held[read], kept),
        "shown_held_out": shown(held[read], kept),
        "floors_held_out": floors(paths, program, names, of),
    }
    head = {
        "fitted_on": f"{int(read.sum())} rows that were read, {len(found) - len(made) - int(read.sum())} annotated and "
        f"{len(made)} invented ones; figures of {FOLDS} folds of stories, on what was read",
        "brier": round(float(((held - np.array([e["worth"] for e in found]))[read] ** 2).mean()), 4),
        "least": LEAST, "bias": round(float(w[-1]), 4), "weights": weights,
    }
    lines = {k: ",\n    ".join(json.dumps(r) for r in v) for k, v in tables.items()}
    text = json.dumps(head, indent=2)[:-2] + "".join(f',\n  "{k}": [\n    {v}\n  ]' for k, v in lines.items()) + "\n}\n"
    Path(models, "calibration.json").write_text(text, encoding="utf-8")
    rounded = np.array([*weights.values(), head["bias"]])
    few = [made[i] for i in np.linspace(0, len(made) - 1, 24).astype(int)]
    few = [{"features": e["features"], "confidence": round(float(p), 4)} for e, p in zip(few, probability(matrix(few, names), rounded))]
    Path(sample).write_text("[\n" + ",\n".join(json.dumps(e, sort_keys=True) for e in few) + "\n]\n", encoding="utf-8")
    print("\n".join(lines.values()), file=sys.stderr)
