"""The tag scheme: sources and contents say on which side their cue stands, so that a linker can pair them.

S> source, cue to its right; S< source, cue to its left; C cue; X> and X< content likewise. Each has B- and I-.
"""
ROLES = ["S>", "S<", "C", "X>", "X<"]
TAGS = ["O"] + [b + r for r in ROLES for b in ("B-", "I-")]
INDEX = {t: i for i, t in enumerate(TAGS)}
NO_LINK, NULL_LINK = -1, -2  # no target known; a cue that has no source


def gold(document, attributions):
    """Tag per word, and per word the first word of its cue (content) or of its source (cue).

    Where attributions overlap the later in the list wins; cues win over sources, sources over contents.
    """
    n = len(document)
    label = [None] * n
    cue_of, source_of = [NO_LINK] * n, [NO_LINK] * n
    found = []
    for a in attributions:
        spans = {k: [document.word_range(s, e) for s, e in a.get(k) or []] for k in ("source", "cue", "content")}
        found.append({k: [(i, j) for i, j in v if i < j] for k, v in spans.items()})

    def mark(i, j, role):
        for x in range(i, j):
            label[x] = ("I-" if x > i else "B-") + role

    for a in found:
        cue = a["cue"][0][0] if a["cue"] else None
        for i, j in a["content"]:
            mark(i, j, "X>" if cue is not None and cue > i else "X<")
            if cue is not None:
                cue_of[i:j] = [cue] * (j - i)
    for a in sorted(found, key=lambda a: -(a["cue"][0][0] if a["cue"] else 0)):
        cue = a["cue"][0][0] if a["cue"] else None
        for i, j in a["source"]:
            mark(i, j, "S>" if cue is None or cue > i else "S<")
    for a in found:
        for i, j in a["cue"]:
            mark(i, j, "C")
            source_of[i:j] = [a["source"][0][0] if a["source"] else NULL_LINK] * (j - i)
    for x in range(n):  # an inside tag whose beginning was overwritten
        t = label[x]
        if t and t[0] == "I" and (x == 0 or label[x - 1] is None or label[x - 1][2:] != t[2:]):
            label[x] = "B" + t[1:]
    return [INDEX[t] if t else 0 for t in label], cue_of, source_of
