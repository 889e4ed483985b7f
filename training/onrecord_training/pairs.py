"""Makes pairs of wordings out of articles with revisions, for `onrecord_training.judge`.

    python -m onrecord_training.pairs REVISIONS.jsonl... > PAIRS.jsonl

Lines of REVISIONS are {"id", "revisions": [{"text"}, ...]}. A line of one revision that the next lacks is paired with the
likest new line there, if they share enough words in a row. `data/change-labels.tsv` knows many of the pairs by their hash.
"""

import difflib
import json
import sys

LEAST = 0.45
SHORTEST, LONGEST = 25, 900


def pairs(old, new):
    """Lines that went with the likest that came."""
    came = [line for line in new if line not in set(old)]
    ratio = lambda a, b: difflib.SequenceMatcher(None, a.split(), b.split()).ratio()
    for line in old:
        if line in set(new) or not came:
            continue
        best = max(came, key=lambda other: ratio(line, other))
        if ratio(line, best) > LEAST and all(SHORTEST <= len(text) <= LONGEST for text in (line, best)):
            yield line, best


def main():
    for path in sys.argv[1:]:
        for article in map(json.loads, open(path, encoding="utf-8")):
            texts = [revision["text"].split("\n") for revision in article["revisions"]]
            texts = [[line for line in text if line.strip()] for text in texts]
            for old, new in zip(texts, texts[1:]):
                for before, after in pairs(old, new):
                    print(json.dumps({"id": article["id"], "before": before, "after": after}, ensure_ascii=False))


if __name__ == "__main__":
    main()
