"""The spaCy component, where spaCy is installed."""

import pytest

spacy = pytest.importorskip("spacy")


def test_documents_have_attributions(text):
    from onrecord.spacy import spans

    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord")
    doc = nlp(text)
    first = doc._.attributions[0]
    assert first.speaker.name == "Ada Quill"
    assert [span.text for span in spans(doc, first.source)] == ["harbour master Ada Quill"]
    many = list(nlp.pipe([text, "Nothing.", text]))
    assert [len(d._.attributions) for d in many] == [len(doc._.attributions), 0, len(doc._.attributions)]
