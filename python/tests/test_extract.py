"""One text and many: the same as the program, in order, with errors as exceptions."""

import json
import multiprocessing
import subprocess
import sys
import threading

import onrecord
import pytest


def test_spans_are_code_points_of_the_text_as_given(text):
    first = onrecord.extract(text)[0]
    assert [text[a:b] for a, b in first.content] == ["“We heard nothing,”"]
    assert [text[a:b] for a, b in first.source] == ["harbour master Ada Quill"] == [first.source_text]
    assert [text[a:b] for a, b in first.cue] == ["said"] == [first.cue_text]
    assert first.speaker.name == "Ada Quill" and first.speaker.kind == "person"
    assert first.kind == "direct" and 0.5 < first.confidence <= 1
    assert text[slice(*first.sentence)].startswith("“We heard nothing,”")


def test_attributions_inside_others_name_their_parent(text):
    found = onrecord.extract(text)
    inner = next(a for a in found if a.parent is not None)
    assert inner.source_text == "officials" and found[inner.parent].source_text == "Reuters"
    assert inner.speaker.kind == "anonymous" and inner.speaker.anonymous_class == "official"


def test_they_are_frozen(text):
    first = onrecord.extract(text)[0]
    for field, value in (("quote", ""), ("confidence", 1.0), ("new_field", 1)):
        with pytest.raises(AttributeError):
            setattr(first, field, value)
    assert first == onrecord.extract(text)[0] and first != onrecord.extract(text)[1]
    assert "Ada Quill" in repr(first)


def test_the_program_finds_the_same(program, text):
    texts = [text, "Nothing here.", "", "Mayor Joan Brill denied that the bridge is unsafe. “It is safe,” she said."]
    lines = "".join(json.dumps({"id": n, "text": t}) + "\n" for n, t in enumerate(texts))
    done = subprocess.run([program, "extract", "--jsonl"], input=lines, capture_output=True, text=True, check=True)
    for answer, found in zip(map(json.loads, done.stdout.splitlines()), onrecord.extract_many(texts), strict=True):
        theirs = answer["attributions"] + answer.get("nested", [])
        ours = [a for a in found if a.parent is None] + [a for a in found if a.parent is not None]
        assert len(theirs) == len(ours)
        for one, other in zip(theirs, ours):
            for field in ("source", "cue", "content"):
                assert one[field] == [list(span) for span in getattr(other, field)]
            for field in ("kind", "cue_class", "negated", "asserted", "confidence", "speaker_confidence"):
                assert one[field] == getattr(other, field), field
            assert one["speaker"]["name"] == other.speaker.name


def test_many_keep_their_order_and_are_read_as_they_are_wanted(text):
    read = []

    def texts():
        for n in range(200):
            read.append(n)
            yield text if n % 3 == 0 else ""

    results = onrecord.extract_many(texts(), threads=2)
    assert not read
    first = next(results)
    assert len(first) > 2 and len(read) <= 32
    counts = [len(first)] + [len(found) for found in results]
    assert counts == [len(first) if n % 3 == 0 else 0 for n in range(200)]
    assert counts == [len(found) for found in onrecord.extract_many(([text, "", ""] * 67)[:200], threads=1)]


def test_other_threads_run_meanwhile(text):
    ticks, done = [], threading.Event()

    def tick():
        while not done.wait(0.001):
            ticks.append(1)

    thread = threading.Thread(target=tick)
    thread.start()
    list(onrecord.extract_many([text] * 64, threads=1))
    done.set()
    thread.join()
    assert len(ticks) > 3


def attributions_of(text):
    """How many there are, by each of the ways to ask."""
    return len(onrecord.extract(text)), [len(found) for found in onrecord.extract_many([text] * 3, threads=2)]


def test_a_process_that_was_forked_works_on(text):
    here = attributions_of(text)  # the model is there, with its threads, which a fork does not take along
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map_async(attributions_of, [text] * 4).get(timeout=120) == [here] * 4


def test_what_is_no_text_says_so(text):
    with pytest.raises(TypeError, match="text 1 is no string but of type int"):
        list(onrecord.extract_many([text, 7]))
    found = list(onrecord.extract_many([text, None, text], errors="return"))
    assert isinstance(found[1], TypeError) and found[0] == found[2] != []
    for wrong in ({"threads": 0}, {"errors": "ignore"}):
        with pytest.raises(ValueError):
            onrecord.extract_many([], **wrong)
    with pytest.raises(TypeError, match="a string is one text"):
        onrecord.extract_many(text)
    with pytest.raises(TypeError):
        onrecord.extract(None)


def test_what_the_texts_raise_comes_behind_what_came_before(text):
    def texts():
        yield text
        raise OSError("the disk is gone")

    results = onrecord.extract_many(texts())
    assert next(results)
    with pytest.raises(OSError, match="the disk is gone"):
        next(results)
    assert next(results, None) is None


@pytest.mark.parametrize("odd", ["", "\x00", "\ufeff“", "“" * 3000, "a" * 100_000, "He said: " * 500, "\u202e\u0301🌊\r\n"])
def test_odd_texts_are_texts(odd):
    for attribution in onrecord.extract(odd):
        assert all(0 <= a <= b <= len(odd) for a, b in attribution.content)


def test_lone_surrogates_are_an_error():
    with pytest.raises(UnicodeEncodeError):
        onrecord.extract("\ud800")


def test_it_is_imported_quickly():
    code = "import time; t = time.perf_counter(); import onrecord; print(time.perf_counter() - t)"
    times = [float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(5)]
    assert min(times) < 0.1, times
