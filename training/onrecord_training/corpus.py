"""Annotated articles: PolNeAR's own folders, and the JSONL that everything here reads.

JSONL: {"id", "text", "attributions": [{"source", "cue", "content"}]}, each a list of [start, end) in code points.
"""
import json
import os
import re


def read_jsonl(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def read_brat(path):
    """The attributions of a brat standoff file: T lines are spans, E lines join them."""
    spans, out = {}, []
    with open(path, encoding="utf-8") as f:
        for line in f:
            if line[:1] == "T":
                name, place, _ = line.rstrip("\n").split("\t", 2)
                role, offsets = place.split(" ", 1)
                spans[name] = role, [[int(x) for x in pair.split(" ")] for pair in offsets.split(";")]
            elif line[:1] == "E":
                parts = [p.split(":") for p in line.split("\t")[1].split()]
                a = {"source": [], "cue": [], "content": []}
                for label, name in parts[1:]:
                    role = label.rstrip("0123456789").lower()
                    if role in a and name in spans:
                        a[role] += spans[name][1]
                if a["content"]:
                    out.append({k: sorted(v) for k, v in a.items()})
    return sorted(out, key=lambda a: min(a["content"] + a["cue"]))


def convert(corpus, split):
    """The articles of PolNeAR's data/<split>: text/<id>.txt and attributions/<id>_<annotator>.ann. Of an article
    that several people annotated, the first annotator's reading, by file name."""
    folder = os.path.join(corpus, "data", split)
    annotations = sorted(os.listdir(os.path.join(folder, "attributions")))
    taken = set()
    for name in annotations:
        key = name.removesuffix(".ann").rsplit("_", 1)[0]
        if not name.endswith(".ann") or key in taken:
            continue
        taken.add(key)
        with open(os.path.join(folder, "text", key + ".txt"), encoding="utf-8", newline="") as f:
            text = f.read()
        yield {"id": key, "text": text, "attributions": read_brat(os.path.join(folder, "attributions", name))}


PART = re.compile(r"\{([SCX])(\d):|\}")
ROLE = {"S": "source", "C": "cue", "X": "content"}


def read_marked(path):
    """Articles with their attributions marked in the text, as in robustness.txt; `kind` is the heading above."""
    out, kind = [], ""
    with open(path, encoding="utf-8") as f:
        blocks = f.read().split("\n\n")
    for block in blocks:
        lines = block.strip("\n").split("\n")
        if lines[0].startswith("#"):
            kind = lines[-1].removeprefix("# ")
            continue
        text, found, at, open_ = "", {}, 0, []  # marks may stand inside marks
        block = "\n".join(lines)
        for m in PART.finditer(block):
            text += block[at:m.start()]
            at = m.end()
            if m[1]:
                open_.append((m[2], ROLE[m[1]], len(text)))
            else:
                group, role, start = open_.pop()
                a = found.setdefault(group, {"source": [], "cue": [], "content": []})
                a[role].append([start, len(text)])
        text += block[at:]
        out.append({"id": f"{len(out):02} {kind}", "kind": kind, "text": text, "attributions": list(found.values())})
    return out
