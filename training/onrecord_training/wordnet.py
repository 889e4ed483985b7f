"""WordNet 3.0 as the compact tables of src/english/data: words.tsv, synsets.tsv, exceptions.tsv.

    python -m onrecord_training.wordnet DICT OUT [--news FILE.jsonl ...]

DICT holds WordNet's data.*, index.*, *.exc and cntlist.rev (Debian: /usr/share/wordnet of the package wordnet-base).
Every word of WordNet is written to words.tsv; only those that WordNet counts in its tagged texts, or that occur in
the news texts given, carry their senses there. Of the news nothing but that list of words is used.

    words.tsv       word, its classes, its antonyms, the words derived from it
                    a class is a letter (n, v, a, r; N for a noun that is only a name), how common the word is in that
                    class (0 to 9, the logarithm of its count), and its senses as SYNSET.SHARE (share: 0 to 9)
    synsets.tsv     a line a synset, numbered from 0: the number of its lexicographer file (lexnames(5)); broader synsets; heads of the
                    clusters it is in; opposite synsets; what it entails or causes; its verb group
    additions.tsv   read, not written: words that came up after WordNet
    exceptions.tsv  irregular form, class, lemma
"""

import argparse
import itertools
import json
import math
import re
from collections import Counter, defaultdict
from pathlib import Path

POS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
MOST_SENSES = 4
PERSON = 18  # number of the lexicographer file noun.person
DEPTH = 5  # levels of broader synsets that are kept above a sense

# Endings of inflected forms and what they stand for, as WordNet's own morphology has them.
DETACH = {
    "n": [("s", ""), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("men", "man"), ("ies", "y")],
    "v": [("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")],
    "a": [("er", ""), ("est", ""), ("er", "e"), ("est", "e")],
    "r": [],
}

# Parts in which British and American spellings of one word differ.
SPELLINGS = [
    ("our", "or"), ("ise", "ize"), ("isa", "iza"), ("isi", "izi"), ("yse", "yze"), ("tre", "ter"), ("bre", "ber"),
    ("ence", "ense"), ("ogue", "og"), ("ae", "e"), ("oe", "e"), ("ll", "l"), ("l", "ll"), ("mme", "m"), ("sc", "sk"),
    ("gement", "gment"), ("que", "ck"), ("ou", "o"), ("or", "er"), ("y", "i"), ("grey", "gray"), ("c", "s"),
    ("ph", "f"), ("eable", "able"), ("re", "er"),
]

# Verbs whose past and participle are their base form, and those whose participle alone is.
UNCHANGED = """bet bid broadcast burst cast cost cut fit forecast hit hurt input knit let offset put quit read recast reread
reset rid set shed shut slit split spread sublet telecast thrust upset wed wet""".split()
UNCHANGED_PARTICIPLES = "become come outrun overcome overrun rerun run".split()


class Synset:
    def __init__(self, line, pos):
        fields = line.split(" | ")[0].split()
        self.pos, self.satellite = pos, fields[2] == "s"
        self.file = int(fields[1])
        count = int(fields[3], 16)
        self.words = [re.sub(r"\((a|p|ip)\)$", "", w) for w in fields[4:4 + 2 * count:2]]
        at = 5 + 2 * count
        self.pointers = []  # symbol, class, offset, number of the word it is from (0: all), and to
        for i in range(int(fields[at - 1])):
            symbol, offset, to, ends = fields[at + 4 * i:at + 4 * i + 4]
            self.pointers.append((symbol, to.replace("s", "a"), int(offset), int(ends[:2], 16), int(ends[2:], 16)))

    def to(self, *symbols):
        return [(to, offset) for symbol, to, offset, _, _ in self.pointers if symbol in symbols]


class WordNet:
    def __init__(self, folder):
        self.synsets, self.senses, self.cased = {}, defaultdict(list), defaultdict(set)
        self.exceptions = []
        for name, pos in POS.items():
            for line in open(folder / f"data.{name}", encoding="utf-8"):
                if line[0] != " ":
                    synset = self.synsets[pos, int(line[:8])] = Synset(line, pos)
                    for word in synset.words:
                        self.cased[word.lower(), pos].add(word)
            for line in open(folder / f"index.{name}", encoding="utf-8"):
                if line[0] != " ":
                    fields = line.split()
                    count = int(fields[2])
                    self.senses[fields[0]] += [(pos, int(offset)) for offset in fields[-count:]]
            for line in open(folder / f"{name}.exc", encoding="utf-8"):
                form, *lemmas = line.split()
                self.exceptions += [(form, pos, lemma) for lemma in lemmas if lemma != form]
        self.counts = Counter()
        self.added = {}
        for line in open(folder / "cntlist.rev", encoding="utf-8"):
            key, number, count = line.split()
            word, rest = key.split("%")
            self.counts[word, "nvara"[int(rest[0]) - 1], int(number) - 1] = int(count)

    def add(self, file):
        """Words that came up after WordNet: word, class, and a word of WordNet that means the same, if there is one."""
        for line in open(file, encoding="utf-8"):
            word, pos, *like = line.rstrip("\n").split("\t")
            self.cased[word, pos].add(word)
            self.senses[word] += self.of(like[0], pos) if like else []
            self.added.setdefault(word, []).append(pos)

    def of(self, word, pos):
        """The synsets of a word of one class, most frequent first."""
        return [sense for sense in self.senses.get(word, ()) if sense[0] == pos]

    def lemmas(self, form):
        found = {form} if form in self.senses else set()
        found |= {lemma for lemma, _ in self.irregular.get(form, ())}
        for pos, rules in DETACH.items():
            for ending, lemma_ending in rules:
                if form.endswith(ending) and len(form) > len(ending) + 1:
                    lemma = form[:len(form) - len(ending)] + lemma_ending
                    if self.of(lemma, pos):
                        found.add(lemma)
        return found

    @property
    def irregular(self):
        if not hasattr(self, "_irregular"):
            self._irregular = defaultdict(list)
            for form, pos, lemma in self.exceptions:
                self._irregular[form].append((lemma, pos))
        return self._irregular


def texts(record):
    """Every string in a JSON value."""
    if isinstance(record, str):
        yield record
    elif isinstance(record, dict):
        for value in record.values():
            yield from texts(value)
    elif isinstance(record, list):
        for value in record:
            yield from texts(value)


def news_words(wordnet, files):
    """The lemmas of one and two words that occur in the news."""
    forms, pairs = Counter(), Counter()
    for file in files:
        for line in open(file, encoding="utf-8"):
            for text in texts(json.loads(line)):
                words = re.findall(r"[a-z]+(?:-[a-z]+)*", text.lower())
                forms.update(words)
                pairs.update(zip(words, words[1:]))
    lemmas = {form: wordnet.lemmas(form) for form in forms}
    found = {lemma for form, count in forms.items() if count > 1 for lemma in lemmas[form]}
    for (first, second), count in pairs.items():
        if count > 1:
            joined = {f"{a}_{b}" for a in lemmas[first] | {first} for b in lemmas[second] | {second}}
            found |= {pair for pair in joined if pair in wordnet.senses}
    return found


def is_word(word):
    return re.fullmatch(r"[a-z]+(?:['-][a-z]+)*", word) and len(word) > 1 or word in ("a", "i")


def vocabulary(wordnet, news):
    """The words whose senses are kept."""
    tagged = {word for word, _, _ in wordnet.counts}
    phrasal = {word for word in wordnet.senses if word.count("_") == 1 and wordnet.of(word, "v")}
    kept = (tagged | news | phrasal) & set(wordnet.senses)
    return {word for word in kept if all(map(is_word, word.split("_"))) and word.count("_") < 2}


def kept_senses(wordnet, word, pos):
    """Up to four senses with their share of the word's uses, in tenths; no persons known by name."""
    senses = [(s, wordnet.counts[word, pos, n]) for n, s in enumerate(wordnet.of(word, pos))]
    total = sum(count + 0.5 for _, count in senses)
    out = []
    for sense, count in senses[:MOST_SENSES]:
        synset = wordnet.synsets[sense]
        if not (synset.file == PERSON and synset.to("@i")):
            out.append((sense, min(9, round(10 * (count + 0.5) / total))))
    return out


def closure(wordnet, senses):
    """The senses, their clusters and opposites, and what is broader than they are."""
    kept, level = set(senses), set(senses)
    for _ in range(DEPTH):
        reached = set()
        for sense in level:
            reached |= set(wordnet.synsets[sense].to("@", "@i", "*", ">"))
            if sense[0] == "a":
                reached |= set(wordnet.synsets[sense].to("&", "!"))
        level = reached - kept
        kept |= level
    return sorted(kept, key=lambda s: ("nvar".index(s[0]), s[1]))


def lexical(wordnet, word, symbols):
    """Words that a pointer of the word itself leads to, from any of its senses."""
    out = set()
    for sense in wordnet.senses[word]:
        synset = wordnet.synsets[sense]
        mine = [n + 1 for n, w in enumerate(synset.words) if w.lower() == word]
        for symbol, pos, offset, source, target in synset.pointers:
            if symbol in symbols and source in mine and target:
                out.add(wordnet.synsets[pos, offset].words[target - 1].lower())
    return out - {word}


def write_words(wordnet, kept, numbers, out):
    derived, antonyms = defaultdict(set), defaultdict(set)
    for word in wordnet.senses:
        # `\` leads from an adverb to its adjective and from an adjective to its noun; `<` from a participle to its verb.
        for other in lexical(wordnet, word, ("+", "\\", "<")):
            derived[word].add(other)
            derived[other].add(word)
        antonyms[word] |= lexical(wordnet, word, ("!",))
    with open(out / "words.tsv", "w", encoding="utf-8") as file:
        for word in sorted(wordnet.senses):
            if word not in kept and not is_word(word):
                continue
            columns = [word, " ".join(class_columns(wordnet, word, word in kept, numbers))]
            if word in kept:
                columns += [",".join(sorted(antonyms[word])), ",".join(sorted(derived[word] & kept))]
            print("\t".join(columns).rstrip("\t"), file=file)


def class_columns(wordnet, word, kept, numbers):
    for pos in "nvar":
        senses = wordnet.of(word, pos)
        if not senses and pos not in wordnet.added.get(word, ()):
            continue
        name = pos == "n" and all(w != w.lower() for w in wordnet.cased[word, pos])
        column = "N" if name else pos
        if kept:
            count = sum(wordnet.counts[word, pos, n] for n in range(len(senses)))
            refs = ",".join(f"{numbers[s]}.{share}" for s, share in kept_senses(wordnet, word, pos))
            column += f"{min(9, round(math.log2(count + 1)))}:{refs}"
        yield column


def write_synsets(wordnet, order, numbers, out):
    with open(out / "synsets.tsv", "w", encoding="utf-8") as file:
        for sense in order:
            synset = wordnet.synsets[sense]
            refs = lambda found: ",".join(str(numbers[s]) for s in sorted(set(found) & numbers.keys()))
            heads = synset.to("&") if synset.satellite else [sense] if sense[0] == "a" else []
            columns = [str(synset.file), refs(synset.to("@", "@i")), refs(heads), refs(synset.to("!")),
                       refs(synset.to("*", ">")), refs(synset.to("$"))]
            print("\t".join(columns).rstrip("\t"), file=file)


def write_exceptions(wordnet, out):
    rows = {(form, pos, lemma) for form, pos, lemma in wordnet.exceptions
            if is_word(form) and is_word(lemma) and lemma in wordnet.senses}
    pasts = defaultdict(set)
    for form, pos, lemma in rows:
        if pos == "v" and not form.endswith(("ing", "s")):
            pasts[lemma].add(form)
    named = {(form, pos, lemma, inflection(form, pos, lemma, pasts[lemma])) for form, pos, lemma in rows}
    named |= {(form, "v", form, "past,participle") for form in UNCHANGED}
    named |= {(form, "v", form, "participle") for form in UNCHANGED_PARTICIPLES}
    named |= {(form, "v", "be", "past") for form in ("was", "were")}
    named |= {(form, "v", "be", "base") for form in ("am", "are")}
    named -= {(form, "v", "be", label) for form, label in itertools.product(("am", "are"), ("past", "participle"))}
    named.discard(("was", "v", "be", "third"))
    with open(out / "exceptions.tsv", "w", encoding="utf-8") as file:
        for row in sorted(named):
            print(*row, sep="\t", file=file)


def inflection(form, pos, lemma, pasts):
    """What an irregular form is of its lemma; `pasts` are all irregular past forms of it."""
    if pos == "n":
        return "plural"
    if pos in "ar":
        return "superlative" if form.endswith("st") else "comparative"
    if form.endswith("ing"):
        return "gerund"
    if form.endswith("s"):
        return "third"
    # "began, begun", "rose, risen", "did, done"; but "dreamt", "found" and "won" are both.
    is_participle = lambda f: bool(re.search(r"(n|ne)$", f)) and f not in ("ran", "won", "spun", "began")
    others = pasts - {form}
    if lemma in UNCHANGED_PARTICIPLES:
        return "past"
    if is_participle(form) or any(f.replace("a", "u") == form and f != form for f in others):
        return "participle"
    if any(is_participle(f) or form.replace("a", "u") == f for f in others):
        return "past"
    return "past,participle"


def american(word, others):
    """The other word of its synset that differs from it by a British spelling alone."""
    for british, spelling in SPELLINGS:
        for match in re.finditer(british, word):
            other = word[:match.start()] + spelling + word[match.end():]
            if other in others and other != word:
                return other
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dict", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--news", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    wordnet = WordNet(options.dict)
    wordnet.add(options.out / "additions.tsv")
    kept = vocabulary(wordnet, news_words(wordnet, options.news))
    senses = {s for word in kept for pos in "nvar" for s, _ in kept_senses(wordnet, word, pos)}
    order = closure(wordnet, senses)
    numbers = {sense: n for n, sense in enumerate(order)}
    options.out.mkdir(parents=True, exist_ok=True)
    write_words(wordnet, kept, numbers, options.out)
    write_synsets(wordnet, order, numbers, options.out)
    write_exceptions(wordnet, options.out)
    print(f"{len(kept)} words with {len(order)} synsets")


if __name__ == "__main__":
    main()
