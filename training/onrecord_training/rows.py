"""Labelled rows: verdicts on attributions that the program found, for `calibrate.py`. A language model gave them, reading
each row once in an excerpt of its article; those of the judged pages are their reader's where there was one.

`data/row-labels.tsv` knows rows by hash, so that no sentence of a real article stands here: the first 16 hex digits of
the SHA-256 of source, cue and content, parted by null bytes, each with " … " between its pieces. The verdicts:

ok      an attribution of what was said, written or shown, with the right words and the right source
soft    an attitude or a plan: harmless
none    no attribution: a caption, "you know", a feeling, a decision, a subheading
span    the content is cut off, or holds what was not said
source  the source is somebody else, or missing

`data/invented-rows.txt` holds invented pages; its head says how they are marked.
"""
import hashlib
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
WORTH = {"ok": 1.0, "soft": 0.45, "none": 0.0, "span": 0.0, "source": 0.0}
PARTS = ("source", "cue", "content")


def key(text, attribution):
    """What a row is known by in `data/row-labels.tsv`."""
    pieces = ["{}".format(" … ".join(text[s:e] for s, e in attribution[part])) for part in PARTS]
    return hashlib.sha256("\0".join(pieces).encode()).hexdigest()[:16]


def labels():
    """Verdicts by hash."""
    with open(DATA / "row-labels.tsv", encoding="utf-8") as f:
        return dict(line.split() for line in f)


def invented():
    """The invented pages: {"id", "text", "marks": [(start, end, mark)]} with a mark for each paragraph."""
    pages, kind = [], ""
    with open(DATA / "invented-rows.txt", encoding="utf-8") as f:
        blocks = f.read().split("\n\n")
    for block in blocks:
        text, marks = "", []
        for line in block.strip("\n").split("\n"):
            mark, _, paragraph = line.partition(" ")
            if mark == "#":
                kind = paragraph
            elif paragraph:
                marks.append((len(text), len(text) + len(paragraph), mark))
                text += paragraph + "\n\n"
        if marks:
            pages.append({"id": f"{len(pages)} {kind}", "text": text, "marks": marks})
    return pages


def mark(page, attribution):
    """The mark of the invented paragraph that a content begins in: "+", "-" or "~"."""
    at = attribution["content"][0][0]
    return next(mark for start, end, mark in page["marks"] if start <= at < end)
