"""Label-preserving changes of an annotated article, to make the tagger robust away from American political news.

A change is a list of edits (start, end, replacement) on code points; spans move along. Two changes also make
examples that the corpus lacks: metadata around an article that belongs to no attribution, and transcripts, whose
turns are direct quotations taken from the article itself.
"""
import random
import re

from .lexicon import (
    AMERICAN_TO_BRITISH, BYLINES, FIRST_NAMES, LAST_NAMES, METADATA_LINES, NAMES_IN_CORPUS, ORGANISATIONS, PLACES,
    PREPOSITIONAL, REPORTING_VERBS,
)

QUOTES = [
    ('"', '"'), ("“", "”"), ("‘", "’"), ("'", "'"), ("«", "»"), ("« ", " »"), ("„", "“"), ("``", "''"), ("„", "”"),
]


def apply(article, edits):
    """The article with its text edited and its spans moved; overlapping edits are dropped, the first one stays."""
    kept, end = [], 0
    for s, e, new in sorted(edits, key=lambda x: x[:2]):
        if s >= end:
            kept.append((s, e, new))
            end = e
    text, out, at = article["text"], [], 0
    for s, e, new in kept:
        out += [text[at:s], new]
        at = e
    out.append(text[at:])

    def moved(positions, is_end):
        """New places of sorted positions; one inside an edit, or an insertion at a border, stays outside the span."""
        where, shift, k = {}, 0, 0
        for p in positions:
            while k < len(kept) and (kept[k][1] < p or kept[k][1] == p and (kept[k][0] < p or not is_end)):
                shift += len(kept[k][2]) - (kept[k][1] - kept[k][0])
                k += 1
            inside = k < len(kept) and kept[k][0] < p < kept[k][1]
            where[p] = kept[k][0] + shift + (len(kept[k][2]) if is_end else 0) if inside else p + shift
        return where

    every = [s for a in article["attributions"] for k in ("source", "cue", "content") for s in a.get(k) or []]
    starts = moved(sorted({s for s, _ in every}), False)
    ends = moved(sorted({e for _, e in every}), True)
    attributions = [
        {k: [[starts[s], ends[e]] for s, e in a.get(k) or []] for k in ("source", "cue", "content")}
        for a in article["attributions"]
    ]
    return {**article, "text": "".join(out), "attributions": attributions}


def quotation_marks(article, rng):
    """Every double quotation mark in another style; the outer ones of a straight pair by turns."""
    left, right = rng.choice(QUOTES)
    edits, open_ = [], False
    text = article["text"]
    for m in re.finditer(r"[“”\"\n]", text):
        ch = m.group()
        if ch == "\n":
            open_ = False
            continue
        opening = ch == "“" or ch == '"' and not open_
        open_ = opening
        edits.append((m.start(), m.end(), left if opening else right))
    if left in "‘'":  # nested single marks become double
        for m in re.finditer(r"(?<![\w])[‘'](?=\w)|(?<=[\w.,!?])[’'](?=\s[^a-z])", text):
            edits.append((m.start(), m.end(), "“" if m.group() in "‘'" and text[m.start() - 1:m.start()] in " “\n" else "”"))
    return edits


def british_spelling(article, rng):
    edits = []
    for m in re.finditer(r"[A-Za-z]+", article["text"]):
        w = m.group()
        new = AMERICAN_TO_BRITISH.get(w.lower())
        if new is None:
            z = re.fullmatch(r"(\w{3,})(iz|yz)(e|es|ed|ing|ation|ations|er|ers)", w.lower())
            if z and z[1] + z[2] not in ("siz", "priz", "seiz", "capsiz") and not z[1].endswith(("pr", "s", "e")):
                new = z[1] + z[2].replace("z", "s") + z[3]
        if new:
            edits.append((m.start(), m.end(), new.capitalize() if w[0].isupper() else new))
    return edits


def other_names(article, rng):
    """Politicians, parties and places of the corpus as others, the same one throughout an article."""
    table = {}
    pools = {"first": FIRST_NAMES, "last": LAST_NAMES, "place": PLACES, "organisation": ORGANISATIONS}
    for name, kind in NAMES_IN_CORPUS.items():
        if rng.random() < 0.8:
            table[name] = rng.choice(pools[kind])
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(table, key=len, reverse=True))) + r")\b")
    return [(m.start(), m.end(), table[m.group()]) for m in pattern.finditer(article["text"])]


def reporting_verbs(article, rng):
    """A plain "said" as another verb of saying."""
    edits = []
    for a in article["attributions"]:
        if len(a["cue"]) == 1 and rng.random() < 0.4:
            s, e = a["cue"][0]
            verbs = REPORTING_VERBS.get(article["text"][s:e])
            if verbs:
                edits.append((s, e, rng.choice(verbs)))
    return edits


def prepositional_sources(article, rng):
    """Where a source stands right before its cue: a phrase of place or medium in between."""
    edits = []
    for a in article["attributions"]:
        if len(a["source"]) == len(a["cue"]) == 1 and rng.random() < 0.15:
            between = a["source"][0][1], a["cue"][0][0]
            verb = article["text"][slice(*a["cue"][0])]
            if between[1] - between[0] == 1 and re.match(r"\w+(ed|aid|ays|old|ote)\b", verb):
                phrase = rng.choice(PREPOSITIONAL).format(place=rng.choice(PLACES), body=rng.choice(ORGANISATIONS), last=rng.choice(LAST_NAMES))
                edits.append((*between, f" {phrase} "))
    return edits


def headline_case(article, rng):
    """The first line in capitals, title case or sentence case; rarely another line in capitals."""
    lines = list(re.finditer(r"[^\n]+", article["text"]))
    if not lines:
        return []
    first = lines[0]
    change = rng.choice([str.upper, str.upper, lambda w: w[:1].upper() + w[1:], lambda w: w[:1] + w[1:].lower()])
    edits = [(m.start() + first.start(), m.end() + first.start(), change(m.group())) for m in re.finditer(r"\w+", first.group())]
    for line in lines[1:]:
        if rng.random() < 0.01:
            edits.append((line.start(), line.end(), line.group().upper()))
    return [e for e in edits if len(e[2]) == e[1] - e[0]]


def paragraph_breaks(article, rng):
    """Single breaks for blank lines, and some paragraphs run on."""
    single, run_on = rng.random() < 0.6, rng.choice([0, 0.1, 0.3])
    edits = []
    for m in re.finditer(r"\n+", article["text"]):
        if m.start() and m.end() < len(article["text"]):
            if rng.random() < run_on:
                edits.append((m.start(), m.end(), " "))
            elif single:
                edits.append((m.start(), m.end(), "\n"))
    return edits


def metadata(article, rng):
    """Datelines, bylines, credits and leftovers of a page; outside every span."""
    text, edits = article["text"], []

    def fill(pattern):
        return pattern.format(
            first=rng.choice(FIRST_NAMES), last=rng.choice(LAST_NAMES), first2=rng.choice(FIRST_NAMES), last2=rng.choice(LAST_NAMES),
            place=rng.choice(PLACES), PLACE=rng.choice(PLACES).upper(), body=rng.choice(ORGANISATIONS),
            year=rng.randint(1990, 2027), month=rng.randint(1, 12), day=rng.randint(1, 28), hour=rng.randint(0, 23), n=rng.randint(2, 59),
            monthname=rng.choice("January February March April May June July August September October November December".split()),
        )

    breaks = [m.end() for m in re.finditer(r"\n+", text)]
    for at in rng.sample(breaks, min(len(breaks), rng.randint(1, 3))):
        edits.append((at, at, fill(rng.choice(METADATA_LINES)) + "\n"))
    begin = breaks[0] if breaks else 0
    covered = any(s < begin < e for a in article["attributions"] for s, e in a["content"])
    if not covered and rng.random() < 0.7:
        edits.append((begin, begin, fill(rng.choice(BYLINES))))
    if rng.random() < 0.5:
        edits.append((len(text), len(text), "\n" + fill(rng.choice(METADATA_LINES))))
    return edits


def transcript(article, rng):
    """Some of the article's direct quotations again, as turns of a transcript or lines with a trailing name."""
    text = article["text"]
    quotes = []
    for a in article["attributions"]:
        if len(a["content"]) == 1 and len(a["source"]) == 1:
            s, e = a["content"][0]
            q = text[s:e]
            if q[0] in '“"' and q[-1] in '”"' and 25 < len(q) < 400 and not re.search(r"[“”\"\n]", q[1:-1]):
                quotes.append((text[a["source"][0][0]:a["source"][0][1]], q[1:-1]))
    if len(quotes) < 2:
        return article
    rng.shuffle(quotes)
    style = rng.choice(["turns", "turns", "turns", "questions", "dash", "headline"])
    pool = [f"{rng.choice(FIRST_NAMES)} {rng.choice(LAST_NAMES)}", rng.choice(LAST_NAMES), rng.choice(LAST_NAMES).upper()]
    out, spans = [text.rstrip("\n")], []
    gap = rng.choice(["\n", "\n\n"])
    at = len(out[0])
    for i, (source, q) in enumerate(quotes[:rng.randint(2, 5)]):
        q = q[0].upper() + q[1:]
        q = q[:-1] + "." if q[-1] == "," else q
        if style == "turns":
            name, mark = rng.choice(pool), ":"
            pieces = [("source", name), ("cue", mark), (None, " "), ("content", q)]
        elif style == "questions":
            pieces = [("source", "QA"[i % 2]), ("cue", rng.choice([":", "."])), (None, " "), ("content", q)]
        elif style == "dash":
            name = source if source[0].isupper() and len(source) < 40 else pool[0]
            pieces = [("content", f"“{q}”"), (None, " "), ("cue", rng.choice("–—-")), (None, " "), ("source", name)]
        else:
            pieces = [("source", pool[1]), ("cue", ":"), (None, " "), ("content", f"‘{q.rstrip('.')}’")]
        out.append(gap)
        at += len(gap)
        marked = {}
        for part, words in pieces:
            if part:
                marked[part] = [[at, at + len(words)]]
            out.append(words)
            at += len(words)
        if style == "questions" and pieces[1][1] == ".":  # "Q. Why?": the mark is part of the name
            marked["cue"] = []
        spans.append({"source": [], "cue": [], **marked})
    return {**article, "text": "".join(out), "attributions": article["attributions"] + spans}


def variant(article, seed):
    """One augmented copy: a random choice of changes."""
    rng = random.Random(f"{seed}:{article['id']}")
    chances = [
        (transcript, 0.25), (reporting_verbs, 0.6), (prepositional_sources, 0.5), (other_names, 0.6), (british_spelling, 0.6),
        (headline_case, 0.4), (metadata, 0.6), (quotation_marks, 0.6), (paragraph_breaks, 0.5),
    ]
    for change, chance in chances:
        if rng.random() < chance:
            result = change(article, rng)
            article = apply(article, result) if isinstance(result, list) else result
    return {**article, "id": f"{article['id']}#{seed}"}
