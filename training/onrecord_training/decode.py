"""Tag probabilities to attributions: the best legal tag sequence, then cues linked to contents and sources."""
from dataclasses import dataclass

import numpy as np

from .tags import TAGS

FORBIDDEN = -1e4


def legal_transitions():
    """0 where tag b may follow tag a, else a large penalty: an inside tag continues its own role only."""
    t = np.zeros((len(TAGS), len(TAGS)), np.float32)
    for a, before in enumerate(TAGS):
        for b, after in enumerate(TAGS):
            if after[0] == "I" and (before == "O" or before[2:] != after[2:]):
                t[a, b] = FORBIDDEN
    return t


def learned_transitions(tags_before, tags_after, weight=0.15, caution=0.25):
    """The legal transitions plus `weight` times the pointwise mutual information of neighbouring gold tags, and
    `caution` for every step to O.

    The tagger scores every word by itself; what this adds is which tags follow each other, found on train. It makes
    spans longer and more, which `caution` balances."""
    n = np.full((len(TAGS), len(TAGS)), 0.5)
    np.add.at(n, (tags_before, tags_after), 1)
    information = np.log(n / n.sum(1, keepdims=True)) - np.log(n.sum(0) / n.sum())
    information = weight * information
    information[:, 0] += caution
    return LEGAL + information.astype(np.float32)


LEGAL = legal_transitions()
FIRST = np.array([FORBIDDEN if t[0] == "I" else 0.0 for t in TAGS], np.float32)


def viterbi(log_p, transitions=LEGAL):
    """The tag sequence of the highest sum of log-probabilities and transition weights."""
    n = len(log_p)
    if n == 0:
        return []
    value = log_p[0] + FIRST
    back = np.zeros((n, len(TAGS)), np.int64)
    columns = np.arange(len(TAGS))
    for i in range(1, n):
        m = value[:, None] + transitions
        back[i] = m.argmax(0)
        value = m[back[i], columns] + log_p[i]
    tags = [int(value.argmax())]
    for i in range(n - 1, 0, -1):
        tags.append(int(back[i, tags[-1]]))
    return tags[::-1]


@dataclass(frozen=True)
class Span:
    """Words start..end (end-exclusive) in one role of tags.ROLES."""

    role: str
    start: int
    end: int


def spans(tags):
    out, i = [], 0
    while i < len(tags):
        t = TAGS[tags[i]]
        j = i + 1
        if t != "O":
            while j < len(tags) and TAGS[tags[j]] == "I-" + t[2:]:
                j += 1
            out.append(Span(t[2:], i, j))
        i = j
    return out


@dataclass(frozen=True)
class Costs:
    """Weights of the linker, in words of distance."""

    sentence: int = 24  # per sentence border between two spans
    content_side: int = 60  # the cue stands on the side the tag does not say
    content_between: int = 8  # per cue in between
    source_side: int = 30
    source_between: int = 6
    source_most: int = 40  # a dearer source is none
    stray: int = 50  # a further content without quotation marks, dearer than the nearest by this much, is dropped


@dataclass
class Attribution:
    """Spans of one attribution; source and cue may be missing, contents are in text order."""

    source: Span | None
    cue: Span | None
    contents: list


def link(document, found, costs=Costs()):
    """Spans to attributions, paragraph by paragraph: every content goes to its cheapest cue, every cue to its
    cheapest source. A content without a cue in its paragraph continues the quotation above, takes the "He said:"
    above, or stands with a bare source; else it is dropped."""
    by_paragraph = {}
    for s in found:
        by_paragraph.setdefault(document.paragraph[s.start], []).append(s)
    last_word = {p: i for i, p in enumerate(document.paragraph)}
    out = []

    def distance(a, b):
        left, right = (a, b) if a.start < b.start else (b, a)
        borders = document.sentence[right.start] - document.sentence[left.end - 1]
        return right.start - left.end + costs.sentence * borders

    def cost(span, cue, rivals, side, between):
        left, right = (span, cue) if span.start < cue.start else (cue, span)
        wrong = (cue.start > span.start) != (span.role[1] == ">")
        return distance(span, cue) + side * wrong + between * sum(left.start < r.start < right.start for r in rivals)

    for p in sorted(by_paragraph):
        here = by_paragraph[p]
        sources = [s for s in here if s.role[0] == "S"]
        cues = [s for s in here if s.role == "C"]
        contents = [s for s in here if s.role[0] == "X"]
        of_cue, orphans = {c: [] for c in cues}, []
        for x in contents:
            if cues:
                best = min(cues, key=lambda c: cost(x, c, cues, costs.content_side, costs.content_between))
                of_cue[best].append(x)
            else:
                orphans.append(x)
        for c in cues:
            if of_cue[c]:
                price = {x: cost(x, c, [], costs.content_side, 0) for x in of_cue[c]}
                most = min(price.values()) + costs.stray
                of_cue[c] = [x for x in of_cue[c] if price[x] < most or document.quotation[x.start]]
                priced = [(cost(s, c, sources, costs.source_side, costs.source_between), i) for i, s in enumerate(sources)]
                price, i = min(priced, default=(costs.source_most, None))
                out.append(Attribution(sources[i] if price < costs.source_most else None, c, of_cue[c]))
        above = by_paragraph.get(p - 1, [])
        for x in orphans:
            end = last_word.get(p - 1, -1)
            cues_above = [s for s in above if s.role == "C"]
            contents_above = [s for s in above if s.role[0] == "X"]
            introduces = cues_above and document.words[end] == ":"
            if introduces and not any(k.start > cues_above[-1].start for k in contents_above):
                cue = cues_above[-1]
                near = min((s for s in above if s.role[0] == "S"), key=lambda s: abs(s.start - cue.start), default=None)
                out.append(Attribution(near, cue, [x]))
            elif contents_above and out and out[-1].contents[-1] == contents_above[-1] and contents_above[-1].end >= end \
                    and document.quotation[x.start] and document.words[end] not in '”"':
                out[-1].contents.append(x)
            elif sources:
                out.append(Attribution(min(sources, key=lambda s: distance(s, x)), None, [x]))
    return out


def decode(document, log_p, transitions=LEGAL, costs=Costs(), bias=0.0):
    """Attributions of a document, as the scorer reads them: code-point spans."""
    biased = log_p.copy()
    biased[:, 0] += bias
    tags = viterbi(biased, transitions)
    out = []
    for a in link(document, spans(tags), costs):
        chars = lambda s: [document.spans[s.start][0], document.spans[s.end - 1][1]]
        out.append({
            "source": [chars(a.source)] if a.source else [],
            "cue": [chars(a.cue)] if a.cue else [],
            "content": [chars(x) for x in a.contents],
        })
    return out
