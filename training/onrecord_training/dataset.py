"""Documents as flat arrays of pieces, and the windows and batches cut from them.

All documents of a set lie end to end; a window is a (start, length) of that line, so that a batch is one gather on
whatever device the arrays are on.
"""
import random
from dataclasses import dataclass

import numpy as np
import torch

from . import tags, wordpiece
from .text import Document

NO_TAG = -100  # cross-entropy's ignore_index


@dataclass
class Pieces:
    """One entry a piece. `cue` and `source` are link targets: a piece's index, NO_LINK or NULL_LINK."""

    ids: np.ndarray  # int16
    feature: np.ndarray  # uint8
    word: np.ndarray  # bool: begins a word
    tag: np.ndarray  # int8: at word beginnings of labelled documents, else NO_TAG
    cue: np.ndarray  # int32
    source: np.ndarray  # int32
    paragraphs: list  # of each document, the indices where its paragraphs begin, and the end of the document
    names: list  # of each document, its id

    def document(self, k):
        return slice(self.paragraphs[k][0], self.paragraphs[k][-1])

    def save(self, path):
        flat = np.concatenate([np.asarray(p, np.int32) for p in self.paragraphs])
        np.savez_compressed(
            path, ids=self.ids, feature=self.feature, word=self.word, tag=self.tag, cue=self.cue, source=self.source,
            paragraphs=flat, counts=np.array([len(p) for p in self.paragraphs]), names=np.array(self.names),
        )

    @classmethod
    def load(cls, path):
        z = np.load(path)
        cuts = np.split(z["paragraphs"], np.cumsum(z["counts"])[:-1])
        arrays = {k: z[k] for k in ("ids", "feature", "word", "tag", "cue", "source")}
        return cls(**arrays, paragraphs=[p.tolist() for p in cuts], names=z["names"].tolist())


def encode(documents, pieces_of):
    """[(name, Document, attributions or None)] to Pieces, with `pieces_of` a WordPiece."""
    ids, features, words, tag, cue, source, paragraphs, names = [], [], [], [], [], [], [], []
    for name, document, attributions in documents:
        if not len(document):  # nothing to tag
            continue
        labels = tags.gold(document, attributions) if attributions is not None else None
        starts, first, last = [], [], None
        for i, w in enumerate(document.words):
            if document.paragraph[i] != last:
                if last is not None:
                    ids.append(pieces_of.sep)
                    features.append(0)
                    words.append(False)
                starts.append(len(ids))
                last = document.paragraph[i]
            first.append(len(ids))
            p = pieces_of(w) or [pieces_of.unk]
            ids += p
            features += [wordpiece.feature(w, document.quotation[i])] * len(p)
            words += [True] + [False] * (len(p) - 1)
        paragraphs.append([*starts, len(ids)])
        names.append(name)
        for flat, none in ((tag, NO_TAG), (cue, tags.NO_LINK), (source, tags.NO_LINK)):
            flat += [none] * (len(ids) - len(flat))
        if labels:
            for i, at in enumerate(first):
                tag[at] = labels[0][i]
                for flat, target in ((cue, labels[1][i]), (source, labels[2][i])):
                    flat[at] = first[target] if target >= 0 else target
    return Pieces(
        np.array(ids, np.int16), np.array(features, np.uint8), np.array(words, bool), np.array(tag, np.int8),
        np.array(cue, np.int32), np.array(source, np.int32), paragraphs, names,
    )


def joined(parts):
    """Several Pieces end to end."""
    arrays = {k: [] for k in ("ids", "feature", "word", "tag", "cue", "source")}
    paragraphs, names, offset = [], [], 0
    for p in parts:
        for k, out in arrays.items():
            a = getattr(p, k)
            out.append(np.where(a >= 0, a + offset, a).astype(np.int32) if k in ("cue", "source") else a)
        paragraphs += [[x + offset for x in ps] for ps in p.paragraphs]
        names += p.names
        offset += len(p.ids)
    return Pieces(**{k: np.concatenate(v) for k, v in arrays.items()}, paragraphs=paragraphs, names=names)


def windows(paragraphs, length, skip=0):
    """Greedy packing of whole paragraphs into windows of at most length - 1 pieces, [CLS] being the other one.

    A longer paragraph is cut. `skip` > 0 makes the first window that many paragraphs long, if they fit.
    """
    out, room = [], length - 1
    a = paragraphs[0]
    if skip and len(paragraphs) > 2:
        b = paragraphs[min(skip, len(paragraphs) - 2)]
        if b - a <= room:
            out.append((a, b - a))
            a = b
    k = 0
    while a < paragraphs[-1]:
        while k + 1 < len(paragraphs) and paragraphs[k + 1] - a <= room:
            k += 1
        b = paragraphs[k] if paragraphs[k] > a else min(a + room, paragraphs[-1])
        out.append((a, b - a))
        a = b
    return out


class Batches:
    """Pieces on a device, from which windows are gathered; `soft` are a teacher's log-probabilities per piece."""

    def __init__(self, pieces, device, cls, soft=None):
        at = lambda a, kind: torch.as_tensor(a, dtype=kind, device=device)
        self.pieces, self.device, self.cls = pieces, device, cls
        self.ids, self.feature = at(pieces.ids, torch.int64), at(pieces.feature, torch.int64)
        self.word, self.tag = at(pieces.word, torch.bool), at(pieces.tag, torch.int64)
        self.cue, self.source = at(pieces.cue, torch.int64), at(pieces.source, torch.int64)
        self.soft = None if soft is None else at(soft, torch.float16)

    def gather(self, chosen, links=False):
        """Windows [(start, length)] as padded tensors: position 0 is [CLS], then the pieces."""
        start = torch.tensor([s for s, _ in chosen], device=self.device)[:, None]
        size = torch.tensor([n for _, n in chosen], device=self.device)[:, None]
        column = torch.arange(max(n for _, n in chosen) + 1, device=self.device)[None]
        inside = (column >= 1) & (column <= size)
        at = torch.where(inside, start + column - 1, start)
        pick = lambda flat, none: torch.where(inside, flat[at], none)
        out = {
            "ids": pick(self.ids, 0), "feature": pick(self.feature, 0), "mask": (column <= size).float(),
            "word": pick(self.word, False), "tag": pick(self.tag, NO_TAG), "at": at,
        }
        out["ids"][:, 0] = self.cls
        if links:
            for k, flat in (("cue", self.cue), ("source", self.source)):
                t = pick(flat, tags.NO_LINK)
                local = t - start + 1
                local = torch.where((t >= 0) & (local >= 1) & (local <= size), local, NO_TAG)
                out[k] = torch.where(t == tags.NULL_LINK, 0, local)
        if self.soft is not None:
            out["soft"] = self.soft[at].float()
        return out


def epoch(pieces, chosen, length, batch, generator: random.Random, shift=True):
    """Shuffled batches of windows over the documents `chosen`, of like length within a batch."""
    items = [w for k in chosen for w in windows(pieces.paragraphs[k], length, generator.randint(0, 5) if shift else 0)]
    generator.shuffle(items)
    out = []
    for i in range(0, len(items), batch * 16):
        near = sorted(items[i:i + batch * 16], key=lambda w: w[1])
        out += [near[j:j + batch] for j in range(0, len(near), batch)]
    generator.shuffle(out)
    return out


def documents_of(rows, labelled=True):
    """JSONL rows as encode() takes them."""
    for r in rows:
        yield r["id"], Document(r["text"]), r["attributions"] if labelled else None
