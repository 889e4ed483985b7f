"""Words to pieces of a lower-case WordPiece vocabulary, and the two features each piece carries."""
import re
import unicodedata

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
MOST_PIECES = 12  # of one word
PART = re.compile(r"\w+|[^\w\s]")


def fold(word):
    """Lower case without combining marks, as uncased BERT reads it."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")


def case(word):
    """0 lower case, 1 capitalised, 2 upper case, 3 begins with no letter."""
    if word.islower():
        return 0
    if not word[0].isalpha():
        return 3
    if word.isupper() and len(word) > 1:
        return 2
    return 1 if word[0].isupper() else 0


def feature(word, quotation):
    """The feature id: case + 4 x quotation state."""
    return case(word) + 4 * quotation


class WordPiece:
    """Greedy longest-match pieces of a word; results are cached."""

    def __init__(self, vocabulary):
        self.vocabulary = list(vocabulary)
        self.id = {t: i for i, t in enumerate(self.vocabulary)}
        self.pad, self.unk, self.cls, self.sep = (self.id[t] for t in SPECIAL)
        self._cache = {}

    def __call__(self, word):
        pieces = self._cache.get(word)
        if pieces is None:
            pieces = []
            for part in PART.findall(fold(word).replace("_", " _ ")) or ["[UNK]"]:
                pieces += self._split(part)
            pieces = self._cache[word] = pieces[:MOST_PIECES]
        return pieces

    def _split(self, part):
        out, i = [], 0
        while i < len(part):
            prefix = "##" if i else ""
            for j in range(len(part), i, -1):
                piece = self.id.get(prefix + part[i:j])
                if piece is not None:
                    break
            else:
                return [self.unk]
            out.append(piece)
            i = j
        return out


def read_vocabulary(path):
    with open(path, encoding="utf-8") as f:
        return [line.rstrip("\n") for line in f]
