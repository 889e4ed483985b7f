"""Other spellings of words and other names of places, from WordNet: spellings.tsv and renamed.tsv of src/english/data.

    python -m onrecord_training.spellings DICT OUT

DICT is as for `onrecord_training.wordnet`. Both tables have a line a word: the spelling or name, and the one that stands
for all of its group: American where endings tell, else the commonest, which WordNet names first.

Two words of a synset are spellings of one where all senses of the one are senses of the other and they sound alike: the
same letters after `sound`, or but for two vowels after the first letter ("pajama", "pyjama").
"""

import argparse
import re
from collections import defaultdict
from pathlib import Path

from .wordnet import WordNet, american

# What is written in several ways and spoken in one.
SOUNDS = [
    ("ey", "y"), ("ough", "o"), ("eu", "u"), ("oeu", "u"), ("ae", "e"), ("oe", "e"), ("ph", "f"), ("gh", "g"), ("rh", "r"), ("ck", "k"),
    ("cz", "ts"), ("tz", "ts"), ("q", "k"), ("c", "k"), ("z", "s"), ("y", "i"), ("ou", "o"), ("x", "ks"), ("our", "or"),
]
LOCATION = 15  # number of the lexicographer file noun.location
# Spellings that sound alike by no rule.
IRREGULAR = ["airplane aeroplane", "jail gaol", "jailer gaoler", "plow plough", "curb kerb", "draft draught", "check cheque"]
# Groups of names that WordNet does not have, or has in one spelling only; of peoples, persons and faiths, too.
ADDED = ["Kyiv Kiev Kyyiv", "Dnipro Dnepropetrovsk Dnipropetrovsk", "Zaporizhzhia Zaporozhye", "Mykolaiv Nikolaev", "Lviv Lvov",
         "Chernihiv Chernigov", "Luhansk Lugansk", "Chornobyl Chernobyl", "Bengaluru Bangalore", "Pune Poona", "Ashgabat Ashkhabad",
         "Muslim Moslem", "Quran Koran", "Hezbollah Hizbollah Hizbullah Hizballah Hezbullah", "Taliban Taleban", "Houthi Huthi",
         "Muhammad Mohammed Mohammad Mohamed Muhammed", "Gaddafi Qaddafi Gadhafi Kadhafi", "Sheikh Sheik Shaykh",
         "Hanukkah Chanukah Hanukah"]


def sound(word):
    for written, spoken in SOUNDS:
        word = word.replace(written, spoken)
    word = re.sub(r"(.)\1", r"\1", word)
    word = re.sub(r"(?:(?<=[kg])ue|(?<=m)me|(?<=t)te|(?<=n)ne|e)$", "", word)
    return re.sub(r"([bt])r$", r"\1er", word)


def alike(one, other):
    a, b = sound(one), sound(other)
    bare = lambda s: s[:1] + re.sub("[aeiou]", "*", s[1:])
    vowels = sum(x != y for x, y in zip(a, b))
    return a == b or len(a) >= 5 and bare(a) == bare(b) and vowels <= 2


def groups(wordnet, shape, belong, files=None):
    """Groups of words of one synset that have `shape` and belong together, the one that stands for all first."""
    senses = defaultdict(set)
    for key, synset in wordnet.synsets.items():
        for word in synset.words:
            senses[word].add(key)
    stands_for = {}

    def root(word):
        while word in stands_for:
            word = stands_for[word]
        return word

    for synset in wordnet.synsets.values():
        if files and synset.file not in files:
            continue
        words = [w for w in synset.words if re.fullmatch(shape, w)]
        for n, one in enumerate(words):
            for other in words[n + 1:]:
                inside = senses[one] <= senses[other] or senses[other] <= senses[one]
                if inside and belong(one, other) and root(one) != root(other):
                    first, second = root(one), root(other)
                    if american(first, {second}) and not american(second, {first}) or len(senses[second]) > len(senses[first]):
                        first, second = second, first
                    stands_for[second] = first
    return {word: root(word) for word in stands_for}


def table(lines):
    """The other words of each line, and its first."""
    return {other: first for first, *others in map(str.split, lines) for other in others}


def write(table, path):
    with open(path, "w", encoding="utf-8") as file:
        for word, first in sorted(table.items()):
            print(word, first, sep="\t", file=file)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dict", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    wordnet = WordNet(options.dict)
    spelt = lambda one, other: american(one, {other}) or american(other, {one}) or alike(one, other)
    write(groups(wordnet, "[a-z][a-z-]+", spelt) | table(IRREGULAR), options.out / "spellings.tsv")
    common = {word for synset in wordnet.synsets.values() for word in synset.words if word.islower()}
    is_town = lambda name: name.lower() not in common and not name.endswith("shire")
    both = lambda one, other: is_town(one) and is_town(other)
    towns = groups(wordnet, "[A-Z][a-z]{2,}", both, {LOCATION}) | table(ADDED)
    write({name.lower(): first.lower() for name, first in towns.items() if first.lower() != name.lower()}, options.out / "renamed.tsv")


if __name__ == "__main__":
    main()
