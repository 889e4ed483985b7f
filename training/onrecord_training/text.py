"""An article as words: tokens, paragraphs, sentences and the state of quotation marks at each word.

The program that runs the model makes the same features in Rust; a change here is a change of that contract.
"""
import bisect
import re

WORD_OR_MARK = re.compile(r"\w+(?:[’'.\-]\w+)*|[^\w\s]")
SENTENCE_START = re.compile(r'[A-Z“"‘\[(]')
CLOSING = '”"’)'

OUTSIDE, INSIDE, STRAIGHT_MARK = 0, 1, 2  # quotation states


class Document:
    """Words of a text with their code-point spans, paragraph, sentence and quotation state."""

    def __init__(self, text):
        self.text = text
        self.spans = [m.span() for m in WORD_OR_MARK.finditer(text)]
        self.words = [text[s:e] for s, e in self.spans]
        self._starts = [s for s, _ in self.spans]
        self.paragraph, self.sentence, self.quotation = [], [], []
        self._scan()

    def _scan(self):
        """A line break ends a paragraph, and with it a quotation; a sentence ends at . ! ? before a capital."""
        paragraph = sentence = end = 0
        quoted = False
        for i, (s, e) in enumerate(self.spans):
            word, gap = self.words[i], self.text[end:s]
            if "\n" in gap:
                paragraph, sentence, quoted = paragraph + 1, sentence + 1, False
            elif i and " " in gap and SENTENCE_START.match(word):
                k = i - 1
                while k >= 0 and self.words[k] in CLOSING and self.paragraph[k] == paragraph:
                    k -= 1
                if k >= 0 and self.paragraph[k] == paragraph and self.words[k] in ".!?":
                    sentence += 1
            if word == "“":
                quoted = True
            state = STRAIGHT_MARK if word == '"' else INSIDE if quoted else OUTSIDE
            if word == '"':
                quoted = not quoted
            if word == "”":
                quoted, state = False, INSIDE
            self.paragraph.append(paragraph)
            self.sentence.append(sentence)
            self.quotation.append(state)
            end = e

    def word_range(self, start, end):
        """Words (i, j) touched by the characters start..end."""
        i = bisect.bisect_right(self._starts, start) - 1
        if i < 0 or self.spans[i][1] <= start:
            i += 1
        return i, bisect.bisect_left(self._starts, end)

    def __len__(self):
        return len(self.words)
