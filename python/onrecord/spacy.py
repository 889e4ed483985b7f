"""A spaCy component: `nlp.add_pipe("onrecord")`, then `doc._.attributions`. Needs `pip install onrecord[spacy]`."""

from spacy.language import Language
from spacy.tokens import Doc, Span

from . import extract, extract_many

__all__ = ["Attributions", "make", "spans"]

if not Doc.has_extension("attributions"):
    Doc.set_extension("attributions", default=())


def spans(doc: Doc, places: tuple[tuple[int, int], ...]) -> list[Span]:
    """The tokens of a source, a cue or a content."""
    found = (doc.char_span(start, end, alignment_mode="expand") for start, end in places)
    return [span for span in found if span is not None]


class Attributions:
    """The component."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.attributions = tuple(extract(doc.text))
        return doc

    def pipe(self, stream, batch_size=128):
        """Many documents, on all cores, in their order."""
        waiting = []

        def texts():
            for doc in stream:
                waiting.append(doc)
                yield doc.text

        for found in extract_many(texts()):
            doc = waiting.pop(0)
            doc._.attributions = tuple(found)
            yield doc


@Language.factory("onrecord")
def make(nlp: Language, name: str) -> Attributions:
    """The component for a pipeline."""
    return Attributions()
