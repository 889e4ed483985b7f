"""Labelled rows and the regression fitted to them; invented texts only."""
import numpy as np

from onrecord_training import calibrate, rows, speakers

ATTRIBUTION = {"source": [[18, 29]], "cue": [[30, 34]], "content": [[0, 17]]}
TEXT = "“The mill burns,” Ruth Pember said. She left."


def test_a_row_is_known_by_its_words_not_by_its_place():
    shifted = {part: [[s + 3, e + 3] for s, e in spans] for part, spans in ATTRIBUTION.items()}
    assert rows.key(TEXT, ATTRIBUTION) == rows.key("Oh " + TEXT, shifted)
    assert rows.key(TEXT, ATTRIBUTION) != rows.key(TEXT, ATTRIBUTION | {"source": []})


def test_labels_are_hashes_and_known_verdicts():
    labels = rows.labels()
    assert len(labels) > 1500
    assert set(labels.values()) == set(rows.WORTH)
    assert all(len(key) == 16 and int(key, 16) >= 0 for key in labels)


def test_invented_pages_mark_each_paragraph():
    pages = rows.invented()
    marks = [mark for page in pages for _, _, mark in page["marks"]]
    assert set(marks) == {"+", "-", "~"} and min(marks.count("+"), marks.count("-")) > 100
    for page in pages:
        assert all(page["text"][start:end].strip() == page["text"][start:end] for start, end, _ in page["marks"])
        start, _, mark = page["marks"][-1]
        assert rows.mark(page, {"content": [[start, start + 1]]}) == mark


def test_the_regression_finds_the_chances_that_it_was_given():
    random = np.random.default_rng(1)
    x = random.normal(size=(4000, 2))
    y = (random.random(4000) < calibrate.probability(x, np.array([1.5, 0.0, -0.5]))).astype(float)
    w = calibrate.logistic(x, y, np.ones(4000), ridge=1)
    assert np.abs(w - [1.5, 0.0, -0.5]).max() < 0.15
    ten = calibrate.logistic(np.repeat(x, 10, 0), np.repeat(y, 10), np.full(40000, 0.1), ridge=1)
    assert np.allclose(w, ten, atol=1e-6)


def test_rare_features_are_left_out():
    example = {"worth": 1.0, "verdict": "ok", "weight": 1.0, "corpus": "a", "kind": "direct"}
    many = [example | {"story": str(i), "worth": i % 2, "features": {"common": 1.0} | ({"rare": 1.0} if i < 5 else {})} for i in range(100)]
    names, weights, held, _ = calibrate.fit(many)
    assert names == ["common"] and len(weights) == 2 and ((held > 0) & (held < 1)).all()


def test_the_confidence_of_speakers_is_fitted_and_checked():
    random = np.random.default_rng(0)
    x = random.random((400, len(speakers.FEATURES)))
    y = (x[:, 0] + 0.2 * random.random(400) > 0.5).astype(float)
    found = speakers.fit(x, y, np.arange(400) % 10)
    assert found["weights"][0] > 1 and found["brier"] < found["brier_of_the_mean"]
    bands = found["reliability_held_out"]
    assert sum(band["n"] for band in bands) == 400
    assert bands[0]["right"] < bands[-1]["right"]
