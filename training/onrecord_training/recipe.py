"""The recipe of the shipped model, stage by stage; each writes its figures to figures.jsonl in the run's folder.

1. teachers    five MPNet taggers, each trained on four fifths of train; together they label train (every article by
               the one teacher that has not seen it), its augmented variants and any unlabelled text
2. assistant   MiniLM, six layers, taught by the teachers; it labels twelve more variants of each article
3. student     MiniLM's first four layers with ReLU, taught by the teachers; then cut to six heads and 768 inner
               units, and taught again
4. members     the student cut to 512 inner units, taught in three ways; their mean is the model
"""
import json
import os
import random
import time
from dataclasses import asdict, replace

import numpy as np
import torch

from . import augment, dataset, decode, evaluate, fit, pretrained, prune, score
from .corpus import read_jsonl
from .encoder import Config, Tagger
from .export import export
from .text import WORD_OR_MARK, Document
from .wordpiece import WordPiece, read_vocabulary

FOLDS = 5
VARIANTS, MORE_VARIANTS = range(1, 5), range(5, 17)
VOCABULARY = 18_000

TEACH = fit.Options(epochs=5, rate=1e-4, layer_decay=0.9, average=0.998)
LEARN = fit.Options(epochs=16, rate=4e-4, batch=32, average=0.999, soft_weight=0.9)
MEMBERS = [  # options, and whether the additional variants take part
    (replace(LEARN, epochs=60, rate=6e-4, batch=64, seed=1), False),
    (replace(LEARN, epochs=9, rate=3e-4, average=0.998, seed=1), True),
    (replace(LEARN, epochs=14, rate=3e-4, average=0.998, seed=3), True),
]


class Run:
    """A training run in `folder`: its data on the device, and what each stage leaves there."""

    def __init__(self, train, dev, folder, teacher_folder, student_folder, unlabelled=None, device=None, quick=False):
        os.makedirs(folder, exist_ok=True)
        self.folder, self.teacher_folder, self.student_folder = folder, teacher_folder, student_folder
        self.device = device or ("cuda" if torch.cuda.is_available() else "cpu")
        self.quick = quick
        self.train, self.dev = read_jsonl(train), read_jsonl(dev)
        self.other = read_jsonl(unlabelled) if unlabelled else []
        if quick:
            self.train, self.dev, self.other = self.train[:10], self.dev[:2], self.other[:5]
        self.vocabulary = self._vocabulary()
        self.pieces_of = WordPiece(self.vocabulary)
        self.labelled = self._encode(self._variants(range(0)) + self._variants(VARIANTS))
        self.dev_pieces = self._encode(self.dev)
        self.gold = {r["id"]: r for r in self.dev}
        self.documents = {r["id"]: Document(r["text"]) for r in self.dev}
        self.transitions = self._transitions()

    def path(self, name):
        return os.path.join(self.folder, name)

    def _vocabulary(self):
        """MiniLM's vocabulary, pruned; MPNet has every piece of it."""
        whole = read_vocabulary(os.path.join(self.student_folder, "vocab.txt"))
        pieces_of = WordPiece(whole)
        counts = {}
        for r in self.train + self.other:
            for w in WORD_OR_MARK.findall(r["text"]):
                for p in pieces_of(w):
                    counts[whole[p]] = counts.get(whole[p], 0) + 1
        kept = pretrained.pruned_vocabulary(whole, VOCABULARY, counts)
        with open(self.path("vocab.txt"), "w", encoding="utf-8") as f:
            f.writelines(t + "\n" for t in kept)
        return kept

    def _variants(self, seeds):
        return self.train if not len(seeds) else [augment.variant(r, s) for s in seeds for r in self.train]

    def _encode(self, rows, labelled=True):
        return dataset.encode(dataset.documents_of(rows, labelled), self.pieces_of)

    def _transitions(self):
        p = self.labelled
        runs = [p.tag[p.document(k)][p.word[p.document(k)]] for k in range(len(self.train))]
        return decode.learned_transitions(np.concatenate([t[:-1] for t in runs]), np.concatenate([t[1:] for t in runs]))

    def options(self, o, **changes):
        return replace(o, **changes, **({"epochs": 0.2} if self.quick else {}))

    def batches(self, pieces, soft=None):
        return dataset.Batches(pieces, self.device, self.pieces_of.cls, soft)

    def report(self, name, log_p, **more):
        found = fit.attributions(self.documents, self.dev_pieces, log_p, transitions=self.transitions)
        r = {"stage": name, **more, "dev": score.score(self.gold, found), "when": time.strftime("%F %T")}
        with open(self.path("figures.jsonl"), "a") as f:
            f.write(json.dumps(r) + "\n")
        print(name, score.summary(r["dev"]), flush=True)

    def save(self, name, model):
        torch.save({"config": model.config.as_dict(), "state": model.state_dict()}, self.path(name + ".pt"))

    def fitted(self, name, model, labelled, o, chosen=None, unlabelled=None, rounds=1 + len(VARIANTS)):
        """Fit, report on dev and keep."""
        n = len(self.train)
        variants = {k: [k + n * v for v in range(1, rounds)] for k in range(n)}
        fit.fit(model, labelled, range(n) if chosen is None else chosen, o, unlabelled, 1.0, variants)
        self.report(name, fit.predict(model, self.batches(self.dev_pieces)), options=asdict(o))
        self.save(name, model)
        return model

    def go(self):
        """All stages; returns the tagger that ships."""
        n = len(self.train)
        everything = self.batches(self.labelled)
        other = self._encode(self.other, labelled=False) if self.other else None

        soft = np.zeros((len(self.labelled.ids), Config(vocab=0).tags), np.float32)
        on_other, on_dev = [], []
        for fold in range(FOLDS):
            rest = [k for k in range(n) if k % FOLDS != fold]
            teacher = pretrained.load(self.teacher_folder, self.vocabulary).to(self.device)
            self.fitted(f"teacher-{fold}", teacher, everything, self.options(TEACH, seed=10 + fold), rest)
            unseen = [k + n * v for v in range(1 + len(VARIANTS)) for k in range(n) if k % FOLDS == fold]
            soft += fit.predict(teacher, everything, unseen)
            on_dev.append(fit.predict(teacher, self.batches(self.dev_pieces)))
            if other:
                on_other.append(fit.predict(teacher, self.batches(other)))
        self.report("teachers together", fit.mean_of(on_dev))
        taught = self.batches(self.labelled, soft)
        untagged = self.batches(other, fit.mean_of(on_other)) if other else None

        learn = self.options(LEARN)
        assistant = pretrained.load(self.student_folder, self.vocabulary).to(self.device)
        self.fitted("assistant", assistant, taught, learn, unlabelled=untagged)
        student = pretrained.load(self.student_folder, self.vocabulary, layers=4, activation="relu").to(self.device)
        self.fitted("student, whole", student, taught, learn, unlabelled=untagged)
        student = self.cut(student, taught, 6, 768)
        self.fitted("student", student, taught, learn, unlabelled=untagged)

        more = self._encode(self._variants(MORE_VARIANTS))
        both = dataset.joined([self.labelled, more])
        taught_more = self.batches(both, np.concatenate([soft, fit.predict(assistant, self.batches(more))]))
        members = []
        for i, (o, additional) in enumerate(MEMBERS):
            member = self.cut(student, taught, 6, 512)
            rounds = 1 + len(VARIANTS) + (len(MORE_VARIANTS) if additional else 0)
            self.fitted(f"member-{i}", member, taught_more if additional else taught, self.options(o), unlabelled=untagged, rounds=rounds)
            members.append(member)
        model = Tagger(members[0].config)
        states = [m.state_dict() for m in members]
        model.load_state_dict({k: sum(s[k].cpu() for s in states) / len(states) for k in states[0]})
        model.to(self.device).eval()
        self.report("model", fit.predict(model, self.batches(self.dev_pieces)))
        self.save("model", model)
        return model

    def cut(self, model, taught, heads, ffn):
        items = dataset.epoch(self.labelled, range(len(self.train)), 256, 16, random.Random(0))[:60]
        model.eval()
        o = fit.Options(soft_weight=0.5)
        scores = prune.importance(model, lambda: (fit.loss_of(model, taught.gather(w, links=True), o, self.pieces_of.unk) for w in items))
        return prune.prune(model, scores, heads, ffn).to(self.device)

    def ship(self, model, out):
        """tagger/attribution.onnx, vocab.txt and decoder.json, measured as they ship. The confidence is fitted afterwards, to
        what the program finds with them: `calibrate`."""
        os.makedirs(os.path.join(out, "tagger"), exist_ok=True)
        place = lambda name: os.path.join(out, name)
        export(model.cpu(), place("tagger/attribution.onnx"))
        with open(place("vocab.txt"), "w", encoding="utf-8") as f:
            f.writelines(t + "\n" for t in self.vocabulary)
        write_decoder(place("decoder.json"), self.transitions)
        found = evaluate.predict_onnx(self.dev, place("tagger/attribution.onnx"), place("vocab.txt"), place("decoder.json"))
        result = score.score(self.gold, found)
        with open(self.path("figures.jsonl"), "a") as f:
            f.write(json.dumps({"stage": "int8", "dev": result}) + "\n")
        print("int8", score.summary(result))


def write_decoder(path, transitions):
    """The transition weights (rows: tag before, columns: tag after; forbidden ones as 0) and the linker's costs."""
    weights = np.where(decode.LEGAL < 0, 0, transitions)
    rows = ",\n    ".join(json.dumps([round(float(x), 3) for x in r]) for r in weights)
    head, costs = json.dumps(decode.TAGS), json.dumps(asdict(decode.Costs()))
    with open(path, "w") as f:
        f.write(f'{{\n  "tags": {head},\n  "transitions": [\n    {rows}\n  ],\n  "costs": {costs}\n}}\n')
