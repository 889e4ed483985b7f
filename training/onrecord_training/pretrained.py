"""Pretrained encoders as taggers: BERT-shaped ones (MiniLM) and MPNet, from their safetensors files."""
import glob
import json
import os
import unicodedata

import numpy as np
import torch

from .encoder import Config, Tagger
from .wordpiece import SPECIAL, read_vocabulary

MPNET_SPECIAL = {"[PAD]": "<pad>", "[CLS]": "<s>", "[SEP]": "</s>"}


def read_safetensors(path):
    """Tensors by name; the format is a length, a JSON header and the raw data."""
    kinds = {"F32": np.float32, "F16": np.float16, "I64": np.int64}
    with open(path, "rb") as f:
        header = json.loads(f.read(int.from_bytes(f.read(8), "little")))
        base = f.tell()
        out = {}
        for name, t in header.items():
            if name == "__metadata__":
                continue
            a, b = t["data_offsets"]
            f.seek(base + a)
            data = np.frombuffer(f.read(b - a), kinds[t["dtype"]])
            out[name] = torch.from_numpy(data.reshape(t["shape"]).astype(np.float32))
    return out


def model_folder(package):
    """The folder of model.safetensors inside an installed package."""
    import importlib.util

    root = os.path.dirname(importlib.util.find_spec(package).origin)
    return os.path.dirname(glob.glob(f"{root}/**/model.safetensors", recursive=True)[0])


def reads_as_english(piece):
    """Latin letters without rare scripts, digits, punctuation and currency."""
    text = piece.removeprefix("##")
    for ch in text:
        if unicodedata.category(ch)[0] == "L" and not unicodedata.name(ch, "").startswith("LATIN"):
            return False
        if unicodedata.category(ch) in ("So", "Lo", "Lm"):
            return False
    return bool(text) and not piece.startswith("[unused")


def pruned_vocabulary(vocabulary, size, counts=None):
    """The first `size` pieces (BERT's vocabulary falls in frequency) that an English text can use, every single
    character, and whatever `counts` saw at least three times."""
    counts = counts or {}
    kept = [t for t in SPECIAL]
    for rank, t in enumerate(vocabulary):
        if t not in SPECIAL and not t.startswith("[") or t == "[":
            common = rank < size or len(t.removeprefix("##")) == 1 or counts.get(t, 0) >= 3
            if common and reads_as_english(t):
                kept.append(t)
    return kept


def load(folder, vocabulary, layers=None, **changes):
    """The pretrained encoder in `folder` as a Tagger over `vocabulary`, with its first `layers` layers (or those
    listed); the heads are new."""
    with open(os.path.join(folder, "config.json")) as f:
        c = json.load(f)
    t = read_safetensors(os.path.join(folder, "model.safetensors"))
    mpnet = c["model_type"] == "mpnet"
    t = {k.removeprefix("mpnet.").removeprefix("bert."): v for k, v in t.items()}
    own = {p: i for i, p in enumerate(read_vocabulary(os.path.join(folder, "vocab.txt")))}
    rows = [own[MPNET_SPECIAL.get(p, p) if mpnet else p] for p in vocabulary]
    take = list(range(c["num_hidden_layers"])) if layers is None else list(range(layers)) if isinstance(layers, int) else layers
    config = Config(
        vocab=len(vocabulary), hidden=c["hidden_size"], layers=len(take), heads=c["num_attention_heads"],
        head_size=c["hidden_size"] // c["num_attention_heads"], ffn=c["intermediate_size"], relative=mpnet,
        epsilon=c["layer_norm_eps"], **changes,
    )
    model = Tagger(config)
    e = "embeddings."
    position = t[e + "position_embeddings.weight"]
    position = position[2:514] if mpnet else position + t[e + "token_type_embeddings.weight"][0]
    state = {
        "word.weight": t[e + "word_embeddings.weight"][rows], "position.weight": position,
        "norm.weight": t[e + "LayerNorm.weight"], "norm.bias": t[e + "LayerNorm.bias"],
    }
    if mpnet:
        state["relative.weight"] = t["encoder.relative_attention_bias.weight"]
        names = {"q": "attention.attn.q", "k": "attention.attn.k", "v": "attention.attn.v", "o": "attention.attn.o"}
    else:
        names = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "o": "attention.output.dense"}
    norm1 = "attention.LayerNorm" if mpnet else "attention.output.LayerNorm"
    for to, at in enumerate(take):
        source, target = f"encoder.layer.{at}.", f"layers.{to}."
        for kind in ("weight", "bias"):
            state[f"{target}attention.qkv.{kind}"] = torch.cat([t[f"{source}{names[x]}.{kind}"] for x in "qkv"])
            for new, old in (
                ("attention.out", names["o"]), ("norm1", norm1), ("up", "intermediate.dense"),
                ("down", "output.dense"), ("norm2", "output.LayerNorm"),
            ):
                state[f"{target}{new}.{kind}"] = t[f"{source}{old}.{kind}"]
    missing, unexpected = model.load_state_dict(state, strict=False)
    assert not unexpected and all(k.split(".")[0] in ("feature", "tag", "query", "key") for k in missing), missing
    return model
