"""Fits the judge of changes: `models/judge.bin`, forests of small trees over the features that the program gives.

    python -m onrecord_training.judge fit    PAIRS.jsonl... --program ../target/release/onrecord --models ../models
    python -m onrecord_training.judge check  PAIRS.jsonl... --program ../target/release/onrecord

PAIRS are lines {"id", "before", "after", "material"} and, where a person named them, "changes" (kinds). Kinds are
learned from lines that name them, material from all. `check` prints what a judge reaches on pairs that it was not
fitted to: folds of whole clusters of pairs that share eight words in a row, so that no story stands on both sides.

A kind with a direction is one forest, asked both ways round (what came in is what went, the other way); a kind without
one is fitted on both ways round, and its two answers are averaged. So exchanging the texts exchanges the kinds. Whether a
change matters is fitted and asked both ways round, too, where none of its kinds has a direction.
"""

import argparse
import collections
import hashlib
import json
import re
import subprocess
from pathlib import Path

import lightgbm
import numpy as np

from onrecord_training import forests as forest_file

DIRECTED = [
    ("figure_added", "figure_removed"),
    ("detail_added", "detail_removed"),
    ("attribution_added", "attribution_dropped"),
    ("certainty_raised", "certainty_lowered"),
    ("speaker_named", "speaker_anonymised"),
    ("paraphrase_to_quote", "quote_to_paraphrase"),
]
UNDIRECTED = [
    "cosmetic", "reworded", "figure_changed", "speaker_changed", "polarity_flipped", "quote_altered", "quote_trimmed",
    "entity_changed", "scope_changed", "different",
]
ALONE = {"cosmetic", "reworded", "different"}
# What kind an invented edit of a category is, where the category says it; such lines weigh less than a reader's label.
IMPLIED = {
    "polarity_flipped": "negation antonym-verb antonym-modifier polarity-in-headline",
    "figure_changed": "number-value date-time unit unit-currency figures-exchanged-between-parties",
    "entity_changed": "name-exchange nationality location-moved",
    "scope_changed": "quantifier-scope part-vs-whole",
    "speaker_changed": "speaker-changed",
    "quote_altered": "quotation-altered",
    "reworded": "synonym synonym-of-verb synonym-of-noun word-order word-order-voice active-passive nominalisation "
    "wordiness coreference relative-clause-to-apposition split-merge fuller-name nationality-form reporting-form "
    "negation-kept abbreviation contraction stem-form apposition-order preposition-variant tense-of-news",
}
IMPLIED_WEIGHT = 0.4
# Sentences recast as a whole: more of them would make the judge lenient where a desk changed one word.
FREE, FREE_WEIGHT = "free", 0.3
# From these probabilities on the answer is yes. A turned fact that is passed over costs more than a false alarm.
KIND_THRESHOLD, MATERIAL_THRESHOLD = 0.40, 0.30
# What a rule shows is likelier than the forests have it, in logits: the rule of each kind as a feature.
SHOWN = 0.7
RULES = {
    "figure_added": "+rule:figure", "figure_removed": "-rule:figure", "detail_added": "+rule:detail",
    "detail_removed": "-rule:detail", "attribution_added": "+rule:attribution",
    "attribution_dropped": "-rule:attribution", "certainty_raised": "-rule:doubt", "certainty_lowered": "+rule:doubt",
    "speaker_named": "+rule:named", "speaker_anonymised": "-rule:named", "paraphrase_to_quote": "+rule:quoted",
    "quote_to_paraphrase": "-rule:quoted", "figure_changed": "=rule:figure_changed",
    "speaker_changed": "=rule:speaker_changed", "polarity_flipped": "=rule:polarity",
    "quote_altered": "=rule:quote_altered", "quote_trimmed": "=rule:quote_trimmed", "entity_changed": "=rule:entity",
    "scope_changed": "=rule:scope",
}
# Rules whose findings are material whatever the forests say, and by how much at least; the same in Rust.
PROOFS, PROVEN = (
    "agents", "causes", "commas", "complements", "deadlines", "degrees", "evidence", "exchanges", "fates", "heads", "holders",
    "joints", "modals", "owners", "particles", "plans", "privatives", "provisos", "questions", "ranks", "relatives",
    "sequences", "stances", "states", "stranded", "tolls", "unattributed",
), 1.1
# A feature that fewer pairs have is left out.
RARE = 12
# Thresholds drawn at random ("extra trees") generalise better here than the best ones of each node.
SETTINGS = dict(
    n_estimators=300, learning_rate=0.06, num_leaves=32, min_child_samples=5, subsample=0.8, subsample_freq=1,
    colsample_bytree=0.6, reg_lambda=1, extra_trees=True, max_bin=31, verbose=-1, random_state=1, n_jobs=1,
    deterministic=True,
)

# Whether a change matters is asked of all pairs, four times as many as have kinds: its trees may be larger, and more.
MATERIAL_SETTINGS = SETTINGS | dict(num_leaves=64, n_estimators=400, learning_rate=0.05)


def key(before, after):
    """What a pair is known by in `data/change-labels.tsv`, which holds no text."""
    return hashlib.sha256(f"{before}\0{after}".encode()).hexdigest()[:16]


def read(paths, labels):
    """The labelled pairs of all files, each once."""
    named = {}
    if labels:
        for line in Path(labels).read_text().splitlines():
            which, kinds, material = line.split("\t")
            named[which] = (kinds.split(","), material == "1")
    implied = {category: kind for kind, all in IMPLIED.items() for category in all.split()}
    pairs = {}
    for path in paths:
        for line in open(path, encoding="utf-8"):
            pair = json.loads(line)
            which = key(pair["before"], pair["after"])
            if which in named:
                pair["changes"], pair["material"] = named[which]
            kind = implied.get(pair.get("category"))
            if kind and "changes" not in pair:
                pair.update(changes=[kind], implied=True)
            if "material" in pair:
                pairs.setdefault(which, {**pair, "id": which, "file": Path(path).name})
    return list(pairs.values())


def features(pairs, program):
    """The features of each pair, by name."""
    lines = "".join(json.dumps({k: p[k] for k in ("id", "before", "after")}) + "\n" for p in pairs)
    command = [program, "diff", "--jsonl", "--features"]
    out = subprocess.run(command, input=lines, capture_output=True, text=True, check=True).stdout
    return [json.loads(line)["features"] for line in out.splitlines()]


def mirrored(name):
    return {"-": "+", "+": "-"}.get(name[0], name[0]) + name[1:]


def table(rows):
    """Names of the features that are common enough, and their values."""
    counts = collections.Counter(name for row in rows for name in row)
    common = {name for name, n in counts.items() if n >= RARE}
    names = sorted(common | {mirrored(name) for name in common})
    index = {name: n for n, name in enumerate(names)}
    values = np.zeros((len(rows), len(names)), np.float32)
    for n, row in enumerate(rows):
        for name, value in row.items():
            if name in index:
                values[n, index[name]] = value
    return names, values


def clusters(pairs, run=8):
    """For each pair the number of its cluster: pairs that share `run` words in a row."""
    parent = list(range(len(pairs)))

    def root(n):
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    seen = {}
    for n, pair in enumerate(pairs):
        for text in (pair["before"], pair["after"]):
            words = re.findall(r"\w+", text.lower())
            for k in range(len(words) - run + 1):
                parent[root(n)] = root(seen.setdefault(tuple(words[k : k + run]), n))
    return np.array([root(n) for n in range(len(pairs))])


def fit(values, names, pairs, use):
    """All forests, fitted on the pairs that `use` marks: question → booster."""
    back = values[:, [names.index(mirrored(name)) for name in names]]
    kinds = np.array(["changes" in pair for pair in pairs]) & use
    has = lambda kind: np.array([kind in pair.get("changes", ()) for pair in pairs])
    both = np.vstack([values[kinds], back[kinds]])
    weight = np.array([IMPLIED_WEIGHT if pair.get("implied") else 1.0 for pair in pairs])
    weights = np.r_[weight[kinds], weight[kinds]]
    forest = lambda x, y, settings=SETTINGS, w=weights: (
        lightgbm.LGBMClassifier(**settings).fit(x, y, sample_weight=w).booster_
    )
    out = {}
    for forth, opposite in DIRECTED:
        out[forth] = forest(both, np.r_[has(forth)[kinds], has(opposite)[kinds]])
    for kind in UNDIRECTED:
        out[kind] = forest(both, np.r_[has(kind)[kinds], has(kind)[kinds]])
    material = np.array([bool(pair["material"]) for pair in pairs])
    weight = np.array([FREE_WEIGHT if pair.get("category") == FREE else 1.0 for pair in pairs])
    same = np.array([not has_direction(pair.get("changes", ())) for pair in pairs])
    out["material"] = forest(
        np.vstack([values[use], back[use & same]]),
        np.r_[material[use], material[use & same]],
        MATERIAL_SETTINGS,
        np.r_[np.where(same, weight / 2, weight)[use], (weight / 2)[use & same]],
    )
    return out


def has_direction(kinds):
    """Whether kinds are others when the pair is read the other way round."""
    return any((forth in kinds) != (opposite in kinds) for forth, opposite in DIRECTED)


def margins(forests, values, names):
    """For each question the logits above its threshold; of the question whether it matters, one way round and the other."""
    back = values[:, [names.index(mirrored(name)) for name in names]]
    logit = lambda p: np.log(p / (1 - p))
    score = lambda question, x: forests[question].predict(x, raw_score=True)
    out = {}
    for forth, opposite in DIRECTED:
        out[forth] = score(forth, values) - logit(KIND_THRESHOLD)
        out[opposite] = score(forth, back) - logit(KIND_THRESHOLD)
    for kind in UNDIRECTED:
        out[kind] = (score(kind, values) + score(kind, back)) / 2 - logit(KIND_THRESHOLD)
    return out, [score("material", x) - logit(MATERIAL_THRESHOLD) for x in (values, back)]


def matters(kinds, forth, back):
    """The logit above its threshold that a pair of these kinds matters, by its margins both ways round; the same in Rust."""
    if kinds == {"polarity_flipped"}:
        return max(forth, back)
    return forth if has_direction(kinds) else (forth + back) / 2


def decide(margin, row):
    """The kinds of one pair by their margins and its features; the same in Rust."""
    shown = lambda kind: kind in RULES and row.get(RULES[kind], 0) > 0
    margin = {kind: above + (SHOWN if shown(kind) else 0) for kind, above in margin.items()}
    likeliest = max(margin, key=margin.get)
    if likeliest in ALONE:
        return {likeliest}
    return {kind for kind, above in margin.items() if above > 0 and kind not in ALONE} or {likeliest}


def f1(hits, missed, wrong):
    return 2 * hits / max(1, 2 * hits + missed + wrong)


def check(pairs, rows, folds):
    """Prints figures on pairs that the forests were not fitted to, file by file."""
    names, values = table(rows)
    cluster = clusters(pairs)
    order = np.random.RandomState(0).permutation(cluster.max() + 1)
    fold = order[cluster] % folds
    counts = collections.defaultdict(collections.Counter)
    sure = {"kinds": [], "material": []}
    logit = lambda p: np.log(p / (1 - p))
    chance = lambda above, threshold: 1 / (1 + np.exp(-(above + logit(threshold))))
    for n in range(folds):
        forests = fit(values, names, pairs, fold != n)
        test = np.flatnonzero(fold == n)
        kinds, ways = margins(forests, values[test], names)
        found_in = [decide({kind: above[at] for kind, above in kinds.items()}, rows[which]) for at, which in enumerate(test)]
        material = np.array([matters(*each) for each in zip(found_in, *ways)])
        proven = np.array([any(f"{side}rule-by:{rule}" in rows[which] for rule in PROOFS for side in "-+=") for which in test])
        material = np.where(proven, np.maximum(material, PROVEN), material)
        for at, which in enumerate(test):
            pair, count = pairs[which], counts[pairs[which]["file"]]
            count["material", bool(pair["material"]), bool(material[at] > 0)] += 1
            sure["material"].append((chance(material[at], MATERIAL_THRESHOLD), bool(pair["material"])))
            if "changes" in pair:
                found, gold = found_in[at], set(pair["changes"])
                for kind in found | gold:
                    count[kind, kind in gold, kind in found] += 1
                sure["kinds"] += [(chance(kinds[kind][at], KIND_THRESHOLD), kind in gold) for kind in found]
    for name, count in counts.items():
        told = lambda kind, gold, found: count[kind, gold, found]
        print(f"{name}: material F1 {f1(told('material', True, True), told('material', True, False), told('material', False, True)):.3f}"
              f", passed over {told('material', True, False) / max(1, told('material', True, False) + told('material', True, True)):.3f}"
              f", false alarms {told('material', False, True) / max(1, told('material', False, True) + told('material', False, False)):.3f}")
        kinds = sorted({kind for kind, *_ in count} - {"material"})
        if kinds:
            total = [sum(told(kind, *case) for kind in kinds) for case in ((True, True), (True, False), (False, True))]
            print(f"  kinds, micro F1 {f1(*total):.3f}")
            for kind in kinds:
                hits, missed, wrong = (told(kind, *case) for case in ((True, True), (True, False), (False, True)))
                print(f"  {kind:22} n {hits + missed:4}  F1 {f1(hits, missed, wrong):.3f}")
    for what, told in sure.items():
        for low in (0, 0.2, 0.4, 0.6, 0.8):
            right = [is_so for p, is_so in told if low <= p < low + 0.2 or low == 0.8 and p >= 0.8]
            print(f"{what}, confidence from {low:.1f}: {len(right)}, right {sum(right) / max(1, len(right)):.2f}")


def export(forests, names, path):
    """Writes the forests with the features that they ask for."""
    used, out = {}, {}
    for question, booster in forests.items():
        trees = [tree["tree_structure"] for tree in booster.dump_model()["tree_info"]]
        threshold = MATERIAL_THRESHOLD if question == "material" else KIND_THRESHOLD
        out[question] = {"bias": 0.0, "threshold": threshold, "trees": [flat(tree, names, used) for tree in trees]}
    for name in list(used):
        used.setdefault(mirrored(name), len(used))
    Path(path).write_bytes(forest_file.packed({"features": list(used), "forests": out}))


def flat(tree, names, used):
    """A tree as two lists: inner nodes [feature, threshold, left, right] and leaves; child -n-1 is leaf n."""
    nodes, leaves = [], []

    def add(node):
        if "leaf_value" in node:
            leaves.append(round(node["leaf_value"], 5))
            return -len(leaves)
        at = len(nodes)
        nodes.append(None)
        feature = used.setdefault(names[node["split_feature"]], len(used))
        left, right = add(node["left_child"]), add(node["right_child"])
        nodes[at] = [feature, float(f"{node['threshold']:.6g}"), left, right]
        return at

    if add(tree) < 0:  # a tree of one leaf
        return {"nodes": [], "leaves": leaves}
    return {"nodes": nodes, "leaves": leaves}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["fit", "check"])
    parser.add_argument("pairs", nargs="+")
    parser.add_argument("--program", default="../target/release/onrecord")
    parser.add_argument("--labels", help="kinds of pairs by their keys, such as data/change-labels.tsv")
    parser.add_argument("--models", default="../models")
    parser.add_argument("--folds", type=int, default=5)
    args = parser.parse_args()
    pairs = read(args.pairs, args.labels)
    rows = features(pairs, args.program)
    if args.what == "check":
        return check(pairs, rows, args.folds)
    names, values = table(rows)
    forests = fit(values, names, pairs, np.ones(len(pairs), bool))
    export(forests, names, Path(args.models) / "judge.bin")


if __name__ == "__main__":
    main()
