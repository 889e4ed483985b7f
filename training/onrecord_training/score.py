"""Scores predicted attributions against gold ones, by word tokens; punctuation never counts.

exact     content word sets identical
overlap   one-to-one match of contents with word IoU >= 0.5
AR        overlap match with the right source: IoU >= 0.5 or the same last word; both empty is right
tokens    micro F1 over content words
By quotation type: direct, every content word inside double quotation marks; mixed, some; indirect, none.
"""
import re
from collections import Counter, defaultdict

WORD = re.compile(r"\w+(?:[’'.\-]\w+)*")
TYPES = ("direct", "mixed", "indirect")


def quoted_characters(text):
    """Which characters stand inside double quotation marks; a paragraph's end closes them."""
    inside, mask = False, bytearray(len(text))
    for i, ch in enumerate(text):
        if ch == "“":
            inside = True
        elif ch in "”\n":
            inside = False
        elif ch == '"':
            inside = not inside
        elif inside:
            mask[i] = 1
    return mask


def word_set(tokens, spans):
    return frozenset(i for s, e in spans for i, (a, b) in _near(tokens, s, e) if a < e and b > s)


def _near(tokens, start, end):
    """The tokens that can touch start..end, with their index: a binary search keeps long texts linear."""
    low, high = 0, len(tokens)
    while low < high:
        mid = (low + high) // 2
        if tokens[mid][1] <= start:
            low = mid + 1
        else:
            high = mid
    for i in range(low, len(tokens)):
        if tokens[i][0] >= end:
            return
        yield i, tokens[i]


def iou(a, b):
    return len(a & b) / len(a | b) if a or b else 0.0


def same_source(gold, predicted):
    if not gold or not predicted:
        return not gold and not predicted
    return iou(gold, predicted) >= 0.5 or max(gold) == max(predicted)


def prepare(text, attributions):
    """(content words, source words, quotation type, the attribution) of those with a content word."""
    tokens = [m.span() for m in WORD.finditer(text)]
    mask = quoted_characters(text)
    quoted = [bool(mask[s]) for s, _ in tokens]
    out = []
    for a in attributions:
        content = word_set(tokens, a["content"])
        if content:
            n = sum(quoted[i] for i in content)
            kind = "direct" if n == len(content) else "mixed" if n else "indirect"
            out.append((content, word_set(tokens, a.get("source") or []), kind, a))
    return out


def match(gold, predicted):
    """Greedy one-to-one pairs by falling IoU, at least one half: {gold index: predicted index}."""
    by_word = defaultdict(list)
    for j, p in enumerate(predicted):
        for w in p[0]:
            by_word[w].append(j)
    pairs = {(i, j) for i, g in enumerate(gold) for w in g[0] for j in by_word[w]}
    ranked = sorted(((iou(gold[i][0], predicted[j][0]), i, j) for i, j in pairs), reverse=True)
    taken, found = set(), {}
    for value, i, j in ranked:
        if value >= 0.5 and i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def f1(tp, predicted, gold):
    p, r = tp / predicted if predicted else 0.0, tp / gold if gold else 0.0
    return [p, r, 2 * p * r / (p + r) if p + r else 0.0]


def score(gold, predicted):
    """gold: {id: {"text", "attributions"}}, predicted: {id: attributions}; a dictionary of [P, R, F1]."""
    n = Counter()
    for key, document in gold.items():
        G = prepare(document["text"], document["attributions"])
        P = prepare(document["text"], predicted.get(key, []))
        words_g, words_p = (frozenset().union(*[a[0] for a in side]) for side in (G, P))
        n["token"] += len(words_g & words_p)
        n["token gold"] += len(words_g)
        n["token predicted"] += len(words_p)
        found = match(G, P)
        for i, (content, source, kind, _) in enumerate(G):
            n["gold", kind] += 1
            if i in found:
                p = P[found[i]]
                right = same_source(source, p[1])
                n["overlap", kind] += 1
                n["exact", kind] += p[0] == content
                n["AR", kind] += right
                n["sourced", kind] += bool(source)
                n["source", kind] += bool(source) and right
        back = {j: i for i, j in found.items()}
        for j, p in enumerate(P):
            n["predicted", G[back[j]][2] if j in back else p[2]] += 1
    out = {"tokens": f1(n["token"], n["token predicted"], n["token gold"])}
    for name, kinds in [("all", TYPES), *((k, (k,)) for k in TYPES)]:
        total = {k: sum(n[k, t] for t in kinds) for k in ("gold", "predicted", "overlap", "exact", "AR", "sourced", "source")}
        out[name] = {"gold": total["gold"], "predicted": total["predicted"]}
        for k in ("exact", "overlap", "AR"):
            out[name][k] = f1(total[k], total["predicted"], total["gold"])
        out[name]["source"] = total["source"] / max(1, total["sourced"])
    return out


REPORTING = set("""say says said saying tell tells told telling according write writes wrote written writing ask asks
    asked asking add adds added adding note notes noted noting argue argues argued arguing claim claims claimed claiming
    tweet tweets tweeted explain explains explained insist insists insisted warn warns warned declare declared announce
    announced report reports reported reporting state stated respond responded reply replied acknowledge acknowledged
    admit admitted deny denied suggest suggests suggested accuse accused accusing criticize criticized call calls called
    calling describe described praise praised promise promised vow vowed pledge pledged urge urged conclude concluded
    testify testified recall recalled mention mentioned quote quoted cite cited remark remarked joke joked observe
    observed assert asserted contend contends allege alleged confirm confirmed statement interview speech continued
    read reads blasted slammed mocked concede conceded predict predicted""".split()) | {":"}
ATTITUDE = set("""want wants wanted think thinks thought believe believes believed hope hopes hoped know knows knew
    expect expects expected feel feels felt seek seeks sought plan plans planned support supports supported oppose
    opposes opposed agree agreed see sees saw like love fear fears feared worry worried decide decided consider
    considers considered understand prefer need try trying tried intend intends doubt view views viewed""".split())


def cue_kind(text, a):
    cue = " ".join(text[s:e] for s, e in a.get("cue") or []).lower()
    words = set(re.findall(r"\w+|:", cue))
    return "reporting" if words & REPORTING else "attitude" if words & ATTITUDE else "other"


def by_cue(gold, predicted):
    """AR [P, R, F1] by kind of cue; a prediction counts under its own cue."""
    n = Counter()
    for key, document in gold.items():
        text = document["text"]
        G, P = prepare(text, document["attributions"]), prepare(text, predicted.get(key, []))
        found = match(G, P)
        right = {j for i, j in found.items() if same_source(G[i][1], P[j][1])}
        for i, g in enumerate(G):
            n["gold", cue_kind(text, g[3])] += 1
            n["recalled", cue_kind(text, g[3])] += found.get(i) in right
        for j, p in enumerate(P):
            n["predicted", cue_kind(text, p[3])] += 1
            n["right", cue_kind(text, p[3])] += j in right
    out = {}
    for k in ("reporting", "attitude", "other"):
        p = n["right", k] / max(1, n["predicted", k])
        r = n["recalled", k] / max(1, n["gold", k])
        out[k] = [p, r, 2 * p * r / (p + r) if p + r else 0.0]
    return out


def summary(r):
    """One line of the figures that matter."""
    a = r["all"]
    kinds = " ".join(f"{k} {r[k]['AR'][2]:.3f}" for k in TYPES)
    p, q, f = a["AR"]
    return f"AR {p:.3f}/{q:.3f}/{f:.3f} exact {a['exact'][2]:.3f} overlap {a['overlap'][2]:.3f} source {a['source']:.3f} | {kinds}"
