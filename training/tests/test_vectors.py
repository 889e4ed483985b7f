"""The parts of the word vectors' making that need neither WordNet nor an encoder."""

import numpy as np

from onrecord_training import vectors, word_pairs


def test_area_is_the_share_of_pairs_in_order():
    assert word_pairs.area([3, 4], [1, 2]) == 1
    assert word_pairs.area([1, 4], [2, 3]) == 0.5


def test_invented_pairs_are_in_one_section_each():
    pairs = word_pairs.read(word_pairs.INVENTED)
    assert all(len(pair) == 2 for section in pairs.values() for pair in section)
    near, apart = ({frozenset(pair) for pair in pairs[name]} for name in ("near", "apart"))
    assert len(near) == len(pairs["near"]) and len(apart) == len(pairs["apart"]) and not near & apart


def test_sentences_are_taken_until_a_word_has_enough():
    found = [((n,), [("firm", 0, 1, 1), ("the", 0, 1, 1)]) for n in range(20)]
    taken = list(vectors.enough(found, {"firm"}))
    assert len(taken) == vectors.ENOUGH and taken[0][1] == [("firm", 0, 1, 1)]


def test_a_word_in_no_text_is_known_by_its_frames():
    rng = np.random.default_rng(1)
    frames, context = rng.normal(size=(50, 8)), rng.normal(size=(50, 8))
    weights = np.where(np.arange(50) == 7, 0, 1e9)
    mixed = vectors.mixed(context, weights, frames)
    assert np.allclose(mixed[7], vectors.spread(frames)[7])
    assert not np.allclose(mixed[8], vectors.spread(frames)[8], atol=0.1)


def test_quantised_vectors_keep_their_direction():
    x = np.random.default_rng(1).normal(size=(20, 40))
    q = vectors.quantised(x).astype(float)
    assert np.abs(q).max(1).tolist() == [127] * 20
    cosine = (x * q).sum(1) / np.linalg.norm(x, axis=1) / np.linalg.norm(q, axis=1)
    assert cosine.min() > 0.999
