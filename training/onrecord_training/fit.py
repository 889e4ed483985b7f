"""Fitting a tagger, to labels, to a teacher's probabilities or to both; and what a tagger predicts."""
import contextlib
import math
import random
import time
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F

from . import dataset, decode, score
from .tags import TAGS


@dataclass
class Options:
    """How to fit. `epochs` counts passes over the labelled documents; `soft_weight` is the teacher's share."""

    epochs: float = 4
    rate: float = 1e-4
    new_rate: float = 5  # factor for the heads and the feature embedding
    layer_decay: float = 1.0  # factor of the rate per layer below the top
    batch: int = 16
    length: int = 256
    warmup: float = 0.06
    weight_decay: float = 0.01
    link_weight: float = 0.15
    soft_weight: float = 0.0
    smoothing: float = 0.0
    piece_dropout: float = 0.0  # share of pieces replaced by [UNK]
    average: float = 0.0  # decay of the running mean of weights that is returned; 0 returns the last weights
    seed: int = 1


def parameter_groups(model, o: Options):
    groups = {}
    for name, p in model.named_parameters():
        head = name.split(".")[0]
        if head in ("tag", "query", "key", "feature"):
            factor = o.new_rate
        elif head == "layers":
            factor = o.layer_decay ** (model.config.layers - 1 - int(name.split(".")[1]))
        else:
            factor = o.layer_decay ** model.config.layers
        decay = o.weight_decay if p.dim() > 1 else 0.0
        groups.setdefault((factor, decay), []).append(p)
    return [{"params": ps, "lr": o.rate * f, "weight_decay": d} for (f, d), ps in groups.items()]


def precision(device):
    return torch.autocast(device, torch.bfloat16) if device == "cuda" else contextlib.nullcontext()


def loss_of(model, b, o: Options, unk):
    """Mean loss over the words of a batch."""
    ids = b["ids"]
    if o.piece_dropout:
        drop = torch.rand(ids.shape, device=ids.device) < o.piece_dropout
        ids = torch.where(drop & b["word"], unk, ids)
    with precision(ids.device.type):
        z, cue, source = model(ids, b["feature"], b["mask"], b["word"])
    hard = (b["tag"] >= 0).any()
    soft = "soft" in b and o.soft_weight > 0
    share = 0.0 if not soft else o.soft_weight if hard else 1.0
    loss = z.new_zeros(())
    if hard:
        ce = F.cross_entropy(z.flatten(0, 1), b["tag"].flatten(), ignore_index=dataset.NO_TAG, label_smoothing=o.smoothing)
        loss = loss + (1 - share) * ce
        for logits, target in ((cue, b["cue"]), (source, b["source"])):
            if o.link_weight and (target >= 0).any():
                loss = loss + o.link_weight * F.cross_entropy(logits.flatten(0, 1), target.flatten(), ignore_index=dataset.NO_TAG)
    if soft:
        w = b["word"]
        loss = loss + share * -(b["soft"][w].exp() * F.log_softmax(z[w], -1)).sum(-1).mean()
    return loss


def fit(model, labelled, chosen, o: Options, unlabelled=None, unlabelled_share=1.0, variants=None, log=print):
    """Fit `model` to the documents `chosen` of `labelled` (Batches). Each epoch takes a random one of a document's
    `variants` ({document: [its augmented documents]}), itself half of the time, and adds `unlabelled_share` of the
    documents of `unlabelled`."""
    torch.manual_seed(o.seed)
    rng = random.Random(o.seed)
    device = str(next(model.parameters()).device.type)
    unk = 1

    def one_epoch():
        take = [k if not variants or rng.random() < 0.5 else rng.choice(variants[k]) for k in chosen]
        steps = [(labelled, w) for w in dataset.epoch(labelled.pieces, take, o.length, o.batch, rng)]
        if unlabelled is not None:
            every = range(len(unlabelled.pieces.names))
            some = rng.sample(every, int(len(every) * unlabelled_share))
            steps += [(unlabelled, w) for w in dataset.epoch(unlabelled.pieces, some, o.length, o.batch, rng)]
        rng.shuffle(steps)
        return steps

    total = int(len(one_epoch()) * o.epochs)
    optimiser = torch.optim.AdamW(parameter_groups(model, o), betas=(0.9, 0.98), fused=True)
    warm = max(1, int(o.warmup * total))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, (s + 1) / warm) * max(0.0, (total - s) / max(1, total - warm) if s > warm else 1.0)
    )
    weights = [p.detach() for p in model.parameters()]
    mean = [p.clone() for p in weights] if o.average else None
    begun, step, seen = time.time(), 0, []
    while step < total:
        for batches, w in one_epoch():
            if step >= total:
                break
            model.train()
            loss = loss_of(model, batches.gather(w, links=batches is labelled), o, unk)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            if mean is not None:
                decay = min(o.average, (1 + step) / (10 + step))
                torch._foreach_lerp_(mean, weights, 1 - decay)
            seen.append(loss.detach())
            if step % max(1, total // 8) == 0:
                log(f"step {step}/{total} loss {torch.stack(seen).mean().item():.4f} {time.time() - begun:.0f} s")
                seen = []
    if mean is not None:
        torch._foreach_copy_(weights, mean)
    return model


@torch.no_grad()
def predict(model, batches, chosen=None, length=256, batch=64):
    """Log-probabilities [pieces, tags] (zeros where nothing was asked), float32 on the CPU."""
    model.eval()
    pieces = batches.pieces
    chosen = range(len(pieces.names)) if chosen is None else chosen
    items = sorted((w for k in chosen for w in dataset.windows(pieces.paragraphs[k], length)), key=lambda w: w[1])
    out = torch.zeros(len(pieces.ids), len(TAGS), device=batches.device)
    for i in range(0, len(items), batch):
        b = batches.gather(items[i:i + batch])
        with precision(b["ids"].device.type):
            z = model(b["ids"], b["feature"], b["mask"])[0]
        out[b["at"][b["word"]]] = F.log_softmax(z.float(), -1)[b["word"]]
    return out.cpu().numpy()


def attributions(documents, pieces, log_p, **how):
    """{name: attributions} decoded from the pieces' log-probabilities; `documents` {name: Document}."""
    out = {}
    for k, name in enumerate(pieces.names):
        at = pieces.document(k)
        out[name] = decode.decode(documents[name], log_p[at][pieces.word[at]], **how)
    return out


def mean_of(log_ps):
    """The mean probability of several taggers, as log-probabilities."""
    total = np.zeros_like(log_ps[0])
    for p in log_ps:
        total += np.exp(p)
    return np.log(np.maximum(total / len(log_ps), math.exp(-16)))
