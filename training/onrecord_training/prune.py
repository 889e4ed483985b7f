"""A narrower tagger out of a trained one: the attention heads and inner units that matter least are cut.

Importance is the mean absolute gradient of the loss by a gate on the head or unit (Michel, Levy and Neubig,
"Are sixteen heads really better than one?", 2019). Each layer keeps the same number, so that shapes stay regular.
"""
from dataclasses import replace

import torch

from .encoder import Tagger


def importance(model, losses):
    """Per layer, the importance of its heads and of its inner units; `losses` yields losses of `model`."""
    gates = []
    for layer in model.layers:
        c, device = model.config, model.word.weight.device
        layer.attention.gate = torch.ones(c.heads, device=device, requires_grad=True)
        layer.gate = torch.ones(c.ffn, device=device, requires_grad=True)
        gates.append((layer.attention.gate, layer.gate))
    sums = [[torch.zeros_like(g) for g in pair] for pair in gates]
    for loss in losses():
        grads = torch.autograd.grad(loss, [g for pair in gates for g in pair])
        for i, g in enumerate(grads):
            sums[i // 2][i % 2] += g.abs()
    for layer in model.layers:
        layer.attention.gate = layer.gate = None
    return sums


def prune(model, scores, heads, ffn, layers=None):
    """`model` with `heads` heads and `ffn` inner units per layer, and only the `layers` listed."""
    c = model.config
    layers = list(range(c.layers)) if layers is None else layers
    small = Tagger(replace(c, heads=heads, ffn=ffn, layers=len(layers)))
    state = {k: v for k, v in model.state_dict().items() if not k.startswith("layers.")}
    for to, at in enumerate(layers):
        old = model.layers[at].state_dict()
        head = scores[at][0].topk(heads).indices.sort().values.cpu()
        unit = scores[at][1].topk(ffn).indices.sort().values.cpu()
        rows = (head[:, None] * c.head_size + torch.arange(c.head_size)).flatten()
        qkv = torch.cat([rows + part * c.heads * c.head_size for part in range(3)])
        new = {k: v.cpu() for k, v in old.items()}
        for k in ("weight", "bias"):
            new[f"attention.qkv.{k}"] = new[f"attention.qkv.{k}"][qkv]
            new[f"up.{k}"] = new[f"up.{k}"][unit]
        new["attention.out.weight"] = new["attention.out.weight"][:, rows]
        new["down.weight"] = new["down.weight"][:, unit]
        state.update({f"layers.{to}.{k}": v for k, v in new.items()})
    small.load_state_dict(state)
    return small
