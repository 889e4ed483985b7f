"""A BERT-shaped encoder (MiniLM) in NumPy, from its safetensors file: hidden states of every layer."""

import json
from pathlib import Path

import numpy as np


def read_tensors(path):
    """Tensors by name; the format is a length, a JSON header and the raw data."""
    data = Path(path).read_bytes()
    size = int.from_bytes(data[:8], "little")
    kinds = {"F32": np.float32, "F16": np.float16, "I64": np.int64}
    out = {}
    for name, tensor in json.loads(data[8:8 + size]).items():
        if name != "__metadata__":
            start, end = (8 + size + offset for offset in tensor["data_offsets"])
            out[name] = np.frombuffer(data[start:end], kinds[tensor["dtype"]]).reshape(tensor["shape"])
    return out


def gelu(x):
    """The usual approximation by tanh, at most .001 away."""
    return 0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x * x * x)))


class Encoder:
    """The encoder in `folder`, which holds config.json and model.safetensors."""

    def __init__(self, folder):
        self.config = json.loads((folder / "config.json").read_text())
        self.tensors = read_tensors(folder / "model.safetensors")

    def states(self, ids, layers):
        """Hidden states [layers + 1, batch, length, hidden] of `ids` [batch, length], all of one length: the bare
        embeddings of the pieces, then what each of the first `layers` layers gives."""
        pieces = self.tensors["embeddings.word_embeddings.weight"][ids]
        x = pieces + self.tensors["embeddings.position_embeddings.weight"][:ids.shape[1]]
        x = self._norm(x + self.tensors["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        out = [pieces]
        for layer in range(layers):
            at = f"encoder.layer.{layer}."
            x = self._norm(x + self._attention(x, at + "attention."), at + "attention.output.LayerNorm")
            up = gelu(self._linear(x, at + "intermediate.dense"))
            x = self._norm(x + self._linear(up, at + "output.dense"), at + "output.LayerNorm")
            out.append(x)
        return np.stack(out)

    def _attention(self, x, at):
        batch, length, hidden = x.shape
        heads = self.config["num_attention_heads"]
        split = lambda name: self._linear(x, f"{at}self.{name}").reshape(batch, length, heads, -1).transpose(0, 2, 1, 3)
        query, key, value = split("query"), split("key"), split("value")
        scores = query @ key.transpose(0, 1, 3, 2) / np.sqrt(np.float32(hidden / heads))
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        mixed = scores / scores.sum(-1, keepdims=True) @ value
        return self._linear(mixed.transpose(0, 2, 1, 3).reshape(batch, length, hidden), at + "output.dense")

    def _linear(self, x, name):
        flat = x.reshape(-1, x.shape[-1]) @ self.tensors[name + ".weight"].T + self.tensors[name + ".bias"]
        return flat.reshape(*x.shape[:-1], -1)

    def _norm(self, x, name):
        x = x - x.mean(-1, keepdims=True)
        x = x / np.sqrt((x * x).mean(-1, keepdims=True) + np.float32(self.config["layer_norm_eps"]))
        return x * self.tensors[name + ".weight"] + self.tensors[name + ".bias"]
