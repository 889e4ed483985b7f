"""How well word vectors tell words that may stand for each other from words of one field: areas under the curve."""

import random
from collections import defaultdict
from pathlib import Path

import numpy as np

INVENTED = Path(__file__).parents[1] / "word-pairs.txt"
MOST_PAIRS = 6000


def read(path):
    """Pairs of lemmas by the name of their section."""
    out = {}
    for line in open(path, encoding="utf-8"):
        line = line.strip()
        if line.startswith("["):
            section = out.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            section += [tuple(pair.split()) for pair in line.split(",")]
    return out


def area(high, low):
    """The probability that one of `high` is above one of `low`."""
    values = np.concatenate([high, low])
    ranks = np.empty(len(values))
    ranks[np.argsort(values, kind="stable")] = np.arange(1, len(values) + 1)
    return (ranks[:len(high)].sum() - len(high) * (len(high) + 1) / 2) / (len(high) * len(low))


class Judge:
    """The pairs that vectors of `words` are judged by."""

    def __init__(self, wordnet, words):
        self.wordnet, self.random = wordnet, random.Random(1)
        self.senses = {word: set(wordnet.senses.get(word, ())) for word in words}
        self.first = defaultdict(list)  # the words whose first sense in a class a synset is
        for word in words:
            for pos in "nvar":
                for sense in wordnet.of(word, pos)[:1]:
                    self.first[sense].append(word)
        self.synonyms = self._sample((a, b) for group in self.first.values() for a in group for b in group if a < b)
        self.sisters = self._sample(self._sisters())
        self.antonyms = self._sample(self._antonyms())
        self.strangers = self._sample(self._strangers())
        pairs = read(INVENTED)
        known = lambda section: [pair for pair in pairs[section] if all(word in self.senses for word in pair)]
        self.near, self.apart = known("near"), known("apart")
        self.news = [(a, b) for a, b in self.near if not self.senses[a] & self.senses[b]]

    def report(self, name, words, vectors):
        """Prints the areas for vectors [words, dimensions]."""
        number = {word: n for n, word in enumerate(words)}
        vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)

        def likeness(pairs):
            left, right = ([number[word] for word in side] for side in zip(*pairs))
            return (vectors[left] * vectors[right]).sum(1)

        synonyms, apart = likeness(self.synonyms), likeness(self.apart)
        invented = [area(likeness(pairs), apart) for pairs in (self.near, self.news)]
        others = [area(synonyms, likeness(pairs)) for pairs in (self.sisters, self.antonyms, self.strangers)]
        print(f"    {name:28}", *(f"{value:.3f}".lstrip("0") for value in invented + others), flush=True)

    def _sample(self, pairs):
        pairs = sorted(set(pairs))
        return self.random.sample(pairs, min(MOST_PAIRS, len(pairs)))

    def _sisters(self):
        """Words whose first senses have one hypernym, or adjectives of one cluster, and that share no sense."""
        families = defaultdict(list)
        for sense, group in self.first.items():
            for broader in self.wordnet.synsets[sense].to("@", "&"):
                families[broader] += group
        for family in families.values():
            for _ in family:
                a, b = self.random.choice(family), self.random.choice(family)
                if not self.senses[a] & self.senses[b]:
                    yield a, b

    def _antonyms(self):
        for word, senses in self.senses.items():
            for sense in senses:
                synset = self.wordnet.synsets[sense]
                for symbol, pos, offset, source, target in synset.pointers:
                    if symbol == "!" and source and synset.words[source - 1] == word:
                        other = self.wordnet.synsets[pos, offset].words[target - 1]
                        if other in self.senses:
                            yield word, other

    def _strangers(self):
        by_class = defaultdict(list)
        for (pos, _), group in self.first.items():
            by_class[pos] += group
        for group in by_class.values():
            for word in group:
                yield word, self.random.choice(group)
