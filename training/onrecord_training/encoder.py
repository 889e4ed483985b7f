"""The tagger: a BERT-shaped encoder (or MPNet, as a teacher) under a tag head and two link heads.

Written out in plain PyTorch, so that one definition serves training, distillation and the ONNX export, and so that
narrow and shallow students differ from the pretrained encoder in nothing but their sizes.
"""
import math
from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import nn

N_FEATURES = 12  # case (4) x quotation state (3), see wordpiece.feature
MASKED = -1e4  # added to attention scores of padding


@dataclass
class Config:
    """Sizes of an encoder. `activation` is gelu, gelu_tanh or relu; `relative` selects MPNet's position biases."""

    vocab: int
    hidden: int = 384
    layers: int = 6
    heads: int = 12
    head_size: int = 32
    ffn: int = 1536
    positions: int = 512
    activation: str = "gelu"
    relative: bool = False
    epsilon: float = 1e-12
    tags: int = 11

    def as_dict(self):
        return asdict(self)


class Attention(nn.Module):
    """Multi-head self-attention with one matrix for queries, keys and values."""

    def __init__(self, c: Config):
        super().__init__()
        self.heads, self.head_size = c.heads, c.head_size
        self.qkv = nn.Linear(c.hidden, 3 * c.heads * c.head_size)
        self.out = nn.Linear(c.heads * c.head_size, c.hidden)
        self.gate = None  # a weight per head, while their importance is measured

    def forward(self, h, bias, plain=False):
        b, n, _ = h.shape
        q, k, v = self.qkv(h).view(b, n, 3, self.heads, self.head_size).permute(2, 0, 3, 1, 4).unbind(0)
        if plain:  # the graph that is exported: no fused kernel, and no padding to mask
            p = torch.softmax(q @ k.transpose(2, 3) * (1 / math.sqrt(q.shape[-1])), -1) @ v
        else:
            p = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        if self.gate is not None:
            p = p * self.gate[:, None, None]
        return self.out(p.transpose(1, 2).reshape(b, n, self.heads * self.head_size))


class Layer(nn.Module):
    """A post-norm Transformer layer, as in BERT."""

    def __init__(self, c: Config, dropout):
        super().__init__()
        self.attention = Attention(c)
        self.norm1 = nn.LayerNorm(c.hidden, eps=c.epsilon)
        self.up = nn.Linear(c.hidden, c.ffn)
        self.down = nn.Linear(c.ffn, c.hidden)
        self.norm2 = nn.LayerNorm(c.hidden, eps=c.epsilon)
        self.drop = nn.Dropout(dropout)
        self.gate = None  # a weight per inner unit, while their importance is measured
        self.act = {"gelu": F.gelu, "gelu_tanh": lambda x: F.gelu(x, approximate="tanh"), "relu": F.relu}[c.activation]

    def forward(self, h, bias, plain=False):
        h = self.norm1(h + self.drop(self.attention(h, bias, plain)))
        inner = self.act(self.up(h))
        if self.gate is not None:
            inner = inner * self.gate
        return self.norm2(h + self.drop(self.down(inner)))


class Tagger(nn.Module):
    """ids, features, mask -> tag logits [b, n, tags]; the link heads serve as an auxiliary task in training only."""

    LINK_WIDTH = 64

    def __init__(self, c: Config, dropout=0.1):
        super().__init__()
        self.config = c
        self.word = nn.Embedding(c.vocab, c.hidden)
        self.feature = nn.Embedding(N_FEATURES, c.hidden)
        nn.init.zeros_(self.feature.weight)
        self.position = nn.Embedding(c.positions, c.hidden)
        self.norm = nn.LayerNorm(c.hidden, eps=c.epsilon)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(c, dropout) for _ in range(c.layers))
        if c.relative:
            self.relative = nn.Embedding(32, c.heads)
        self.tag = nn.Linear(c.hidden, c.tags)
        self.query = nn.Linear(c.hidden, 2 * self.LINK_WIDTH)
        self.key = nn.Linear(c.hidden, 2 * self.LINK_WIDTH)

    def encode(self, ids, feature, mask, plain=False):
        """Hidden states [b, n, hidden]."""
        n = ids.shape[1]
        h = self.drop(self.norm(self.word(ids) + self.feature(feature) + self.position.weight[:n]))
        bias = ((1 - mask) * MASKED)[:, None, None, :]
        if self.config.relative:
            bias = bias + self.relative(position_buckets(n, ids.device)).permute(2, 0, 1)[None]
        for layer in self.layers:
            h = layer(h, bias, plain)
        return h

    def forward(self, ids, feature, mask, word_starts=None):
        """Tag logits and, given which pieces begin a word, the two link score matrices [b, n, n]."""
        h = self.drop(self.encode(ids, feature, mask)).float()
        with torch.autocast(h.device.type, enabled=False):
            tags = self.tag(h)
            if word_starts is None:
                return tags, None, None
            shape = (*h.shape[:2], 2, self.LINK_WIDTH)
            q, k = self.query(h).view(shape).transpose(1, 2), self.key(h).view(shape).transpose(1, 2)
            links = (q @ k.transpose(2, 3)) / math.sqrt(self.LINK_WIDTH)
        target = word_starts.clone()
        target[:, 0] = True  # [CLS]: no link
        links = links.masked_fill(~target[:, None, None, :], MASKED)
        return tags, links[:, 0], links[:, 1]


class Exported(nn.Module):
    """The part of a tagger that ships: tag logits of windows of one length, attention written out."""

    def __init__(self, tagger):
        super().__init__()
        self.tagger = tagger

    def forward(self, ids, feat):
        return self.tagger.tag(self.tagger.encode(ids, feat, torch.ones(ids.shape), plain=True))


def position_buckets(n, device):
    """T5's logarithmic buckets of relative distance, as MPNet uses them: [n, n] in 0..32."""
    position = torch.arange(n, device=device)
    distance = -(position[None, :] - position[:, None])
    bucket = (distance < 0).long() * 16
    distance = distance.abs()
    far = 8 + (torch.log(distance.clamp(min=1).float() / 8) / math.log(128 / 8) * 8).long()
    return bucket + torch.where(distance < 8, distance, far.clamp(max=15))
