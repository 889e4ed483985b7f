"""Invented texts only."""
import random

import numpy as np

from onrecord_training import augment, corpus, dataset, decode, lexicon, score, tags
from onrecord_training.text import Document
from onrecord_training.wordpiece import WordPiece, case

TEXT = "“The mill burns,” Ruth Pember said. She left.\n\nThe mayor said that the bridge was closed."
FOUND = [
    {"source": [[18, 29]], "cue": [[30, 34]], "content": [[0, 17]]},
    {"source": [[47, 56]], "cue": [[57, 61]], "content": [[62, 88]]},
]
ARTICLE = {"id": "a", "text": TEXT, "attributions": FOUND}


def strings(article):
    cut = lambda spans: [article["text"][s:e] for s, e in spans]
    return [{k: cut(a[k]) for k in ("source", "cue", "content")} for a in article["attributions"]]


def test_gold_tags_decode_to_the_gold_attributions():
    document = Document(TEXT)
    labels, _, _ = tags.gold(document, FOUND)
    log_p = np.full((len(document), len(tags.TAGS)), -9.0, np.float32)
    log_p[np.arange(len(document)), labels] = -0.01
    got = decode.decode(document, log_p)
    assert [{k: a[k] for k in ("source", "cue", "content")} for a in got] == FOUND


def test_best_path_never_begins_with_an_inside_tag():
    log_p = np.random.default_rng(0).normal(size=(200, len(tags.TAGS))).astype(np.float32)
    path = decode.viterbi(log_p)
    before = "O"
    for t in (tags.TAGS[i] for i in path):
        assert t[0] != "I" or before[2:] == t[2:]
        before = t


def test_a_change_moves_the_spans_along():
    edits = [(0, 1, "« "), (16, 17, " »"), (30, 34, "emphasised"), (47, 47, "LONDON: ")]
    changed = augment.apply(ARTICLE, edits)
    assert strings(changed)[0] == {"source": ["Ruth Pember"], "cue": ["emphasised"], "content": ["« The mill burns, »"]}
    assert strings(changed)[1]["source"] == ["The mayor"]


def test_variants_keep_every_span_on_word_borders():
    for seed in range(200):
        v = augment.variant(ARTICLE, seed)
        for a in strings(v):
            for part in a["source"] + a["content"]:
                assert part and part == part.strip()


def test_words_come_from_the_tables_of_english():
    british = lexicon.AMERICAN_TO_BRITISH
    assert (british["centered"], british["traveled"], british["colors"]) == ("centred", "travelled", "colours")
    assert "checked" not in british
    assert {"insisted", "wrote"} <= set(lexicon.REPORTING_VERBS["said"]) and "believed" not in lexicon.REPORTING_VERBS["said"]
    assert {"Nairobi", "Glasgow", "Denmark"} <= set(lexicon.PLACES)


def test_metadata_stays_outside_the_spans():
    for seed in range(50):
        changed = augment.apply(ARTICLE, augment.metadata(ARTICLE, random.Random(seed)))
        assert strings(changed) == strings(ARTICLE)


def test_windows_cover_each_piece_once():
    paragraphs = [0, 40, 41, 300, 1000]
    for skip in range(4):
        w = dataset.windows(paragraphs, 256, skip)
        assert w[0][0] == 0 and sum(n for _, n in w) == 1000 and max(n for _, n in w) <= 255
        assert all(a + n == b for (a, n), (b, _) in zip(w, w[1:]))


def test_pieces_and_case():
    pieces = WordPiece(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "bridge", "##s", "e"])
    assert pieces("Bridges") == [4, 5] and pieces("É") == [6] and pieces("xyz") == [1]
    assert [case(w) for w in ("a", "Ab", "ABC", "12", "A")] == [0, 1, 2, 3, 1]


def test_score_counts_the_source():
    wrong = [FOUND[0], {**FOUND[1], "source": [[36, 39]]}]
    r = score.score({"a": ARTICLE}, {"a": wrong})
    assert r["all"]["overlap"] == [1, 1, 1] and r["all"]["AR"] == [0.5, 0.5, 0.5] and r["direct"]["AR"] == [1, 1, 1]


def test_convert_reads_the_corpus_layout(tmp_path):
    for folder in ("text", "attributions"):
        (tmp_path / "data" / "train" / folder).mkdir(parents=True)
    (tmp_path / "data/train/text/mill.txt").write_text(TEXT, encoding="utf-8")
    brat = "T1\tSource 18 29\tRuth Pember\nT2\tCue 30 34\tsaid\nT3\tContent 0 8;9 17\t“The mill burns,”\n"
    brat += "T4\tAttribution 30 34\tsaid\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
    (tmp_path / "data/train/attributions/mill_4b22.ann").write_text(brat, encoding="utf-8")
    (row,) = corpus.convert(tmp_path, "train")
    assert row["id"] == "mill" and row["text"] == TEXT
    assert row["attributions"] == [{"source": [[18, 29]], "cue": [[30, 34]], "content": [[0, 8], [9, 17]]}]


def test_marked_texts_are_read(tmp_path):
    (tmp_path / "t.txt").write_text("# kind\n\n{S1:Roux} {C1:said} {X1:it rains}.\n", encoding="utf-8")
    (row,) = corpus.read_marked(tmp_path / "t.txt")
    (tmp_path / "n.txt").write_text("# kind\n\n{S1:A} {C1:says} {X1:{S2:B} {C2:said} {X2:so}}.\n", encoding="utf-8")
    (nested,) = corpus.read_marked(tmp_path / "n.txt")
    assert nested["text"] == "A says B said so." and nested["attributions"][1]["content"] == [[7, 16]]
    assert row["text"] == "Roux said it rains." and strings(row) == [{"source": ["Roux"], "cue": ["said"], "content": ["it rains"]}]
