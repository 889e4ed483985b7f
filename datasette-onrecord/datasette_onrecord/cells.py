"""Cells: words that changed are marked, words of an article lead to their place in it, and numbers to their review."""

import difflib
import re
from urllib.parse import quote

from markupsafe import Markup, escape

#: Columns with the words before and after, of whatever view.
PAIRS = (("before", "after"), ("wording", "now"))

#: Columns whose words stand in the article.
IN_ARTICLE = ("after", "quote", "sentence", "now", "claim")

#: Columns with a number that can be decided on.
SUBJECTS = {"quote_id": "quote", "change_id": "change", "claim_id": "claim"}

#: Words of a link that names its whole text; of a longer one the first and the last stand for it.
WHOLE = 12
ENDS = 5

#: Tokens that are compared in one cell; longer ones are shown as they are.
LONGEST = 2000


def rendered(row, value, column, reviews):
    """A cell as HTML; None for one that is shown as it is. `reviews` is the address below which people decide."""
    if value is None:
        return None
    if column in SUBJECTS and isinstance(value, int):
        return Markup('<a href="{}/{}/{}">{}</a>').format(reviews, SUBJECTS[column], value, value)
    if not isinstance(value, str):
        return None
    marked = changed(row, column)
    link = place(row, value) if column in IN_ARTICLE else None
    if marked is None and link is None:
        return None
    words = escape(value) if marked is None else marked
    return words if link is None else Markup('{} <a href="{}" rel="noreferrer" title="in the article">↗</a>').format(words, link)


def changed(row, column):
    """The words of a cell, with those marked that its other side does not have; None without another side."""
    pair = next((pair for pair in PAIRS if column in pair and all(isinstance(row.get(side), str) for side in pair)), None)
    if pair is None or row[pair[0]] == row[pair[1]]:
        return None
    old, new = (re.findall(r"\w+|\s+|[^\w\s]", row[side]) for side in pair)
    if max(len(old), len(new)) > LONGEST:
        return None
    return marked(old, new)[pair.index(column)]


def marked(old, new):
    """Two lists of tokens as HTML, with <del> and <ins> around what the other one does not have."""
    before, after = [], []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, now = escape("".join(old[a:b])), escape("".join(new[c:d]))
        before.append(was if kind == "equal" or not was else Markup("<del>{}</del>").format(was))
        after.append(now if kind == "equal" or not now else Markup("<ins>{}</ins>").format(now))
    return Markup("").join(before), Markup("").join(after)


def place(row, words):
    """The address of words in their article, as a text fragment; None where there is none."""
    url = row.get("url")
    if not isinstance(url, str) or not re.match(r"https?://", url, re.I):
        return None
    parts = words.split()
    if not parts:
        return None
    text = [" ".join(parts)] if len(parts) <= WHOLE else [" ".join(parts[:ENDS]), " ".join(parts[-ENDS:])]
    fragment = ",".join(map(encoded, text))
    if row.get("quote") == words:  # what stands around it tells it from the same words elsewhere
        before, behind = (encoded(row.get(name) or "") for name in ("prefix", "suffix"))
        fragment = (before and f"{before}-,") + fragment + (behind and f",-{behind}")
    return f"{url}{'' if '#' in url else '#'}:~:text={fragment}"


def encoded(words):
    """Words for a text fragment, in which dashes, commas and ampersands mean something."""
    return quote(" ".join(words.split()), safe="").replace("-", "%2D")
