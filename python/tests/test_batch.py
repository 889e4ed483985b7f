"""Batches of records: flat rows, the same as the program writes, whatever the batch."""

import datetime
import json
import subprocess

import onrecord
import pytest

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

RECORDS = [
    {"id": "q1", "url": "https://coast.example/ferry", "title": "Ferry sinks", "captured_at": "2026-03-02T09:00:00Z",
     "text": "“We heard nothing,” harbour master Ada Quill said. Officials said the hull was sound."},
    {"id": "q2", "title": "Mayor: I did not know", "text": "Mayor Joan Brill denied that the bridge is unsafe 🌊."},
    {"id": "q3", "text": None},
    {"id": "q4", "html": "<html><body><article><h1>Pumps fail</h1><p>The pumps had failed, deckhand Abel Orr said on Monday, "
     "and nobody had looked at them since the spring.</p><p>Nobody answered at the yard.</p></article></body></html>"},
    {"id": "q5", "text": "Nothing is said here."},
]


def batch(records, **types):
    names = dict.fromkeys(name for record in records for name in record)
    return pa.record_batch({n: pa.array([r.get(n) for r in records], types.get(n, pa.string())) for n in names})


def rows(given, table):
    made = pa.record_batch(onrecord.extract_batch(given, table=table, threads=1))
    made.validate(full=True)
    return made.to_pylist()


def test_the_program_writes_the_same(program, tmp_path):
    records = [record | {"place": f"in.parquet: row {n}"} for n, record in enumerate(RECORDS, 1)]
    pq.write_table(pa.Table.from_batches([batch(records)]), tmp_path / "in.parquet")
    command = [program, "extract", "--in", "in.parquet", "--out", "out.parquet", "--quiet"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)  # one record cannot be used
    for table, file in (("attributions", "out.parquet"), ("articles", "out.articles.parquet")):
        theirs = pq.read_table(tmp_path / file)
        ours = pa.table(onrecord.extract_batch(batch(records), table=table))
        assert ours.schema.names == theirs.schema.names
        assert ours.to_pylist() == theirs.to_pylist() != []


def test_records_hold_both_tables_and_errors():
    records = rows(batch(RECORDS), "records")
    assert [r["id"] for r in records] == ["q1", "q2", "q3", "q4", "q5"]
    assert records[2]["place"] == "q3" and "neither \"text\" nor \"html\"" in records[2]["error"]
    assert [len(r["attribution_rows"]) == r["attributions"] for r in records] == [True] * 5
    nested = [row for r in records for row in r.pop("attribution_rows")]
    assert nested == rows(batch(RECORDS), "attributions") and records == rows(batch(RECORDS), "articles")
    speakers = {row["speaker"] for row in nested}
    assert {"Ada Quill", "Joan Brill", "Abel Orr"} <= speakers


def test_rows_depend_on_their_record_alone():
    nameless = [{"text": r["text"]} for r in RECORDS if r.get("text")]
    for records in (RECORDS, nameless):
        whole = rows(batch(records), "records")
        assert [row for r in records for row in rows(batch([r | {"text": r.get("text")}]), "records")] == whole
        assert rows(batch(records[::-1]), "records") == whole[::-1]
    keys = {row["article_key"] for row in rows(batch(nameless), "articles")}
    assert len(keys) == len(nameless)


def test_spans_count_code_points_of_the_text():
    (article,) = rows(batch(RECORDS[1:2]), "articles")
    for row in rows(batch(RECORDS[1:2]), "attributions"):
        text = article["headline"] if row["in_headline"] else article["text"]
        assert " ".join(text[a:b] for a, b in json.loads(row["content_spans"])) == row["quote"]


@pytest.mark.parametrize("kind", ["large_string", "string_view", "binary", "large_binary", "binary_view", "dictionary"])
def test_columns_of_any_kind(kind):
    plain = batch(RECORDS)
    to = pa.dictionary(pa.int32(), pa.string()) if kind == "dictionary" else getattr(pa, kind)()
    other = pa.record_batch({n: c.dictionary_encode() if kind == "dictionary" else c.cast(to) for n, c in
                             zip(plain.schema.names, plain.columns)})
    assert {t for t in other.schema.types} == {to}
    assert rows(other, "records") == rows(plain, "records")


def test_times_lists_and_slices():
    moment = datetime.datetime(2026, 3, 2, 9, 15, tzinfo=datetime.timezone.utc)
    for unit in ("s", "ms", "us", "ns"):
        given = pa.record_batch({
            "text": ["One.", RECORDS[0]["text"]], "author": pa.array([[], ["Ann Lee", "Bo Orr"]], pa.list_(pa.string())),
            "captured_at": pa.array([None, moment], pa.timestamp(unit, "UTC")),
        })
        (article,) = rows(given.slice(1), "articles")
        assert (article["captured_at"], article["byline"]) == ("2026-03-02T09:15:00Z", "Ann Lee, Bo Orr"), unit
    given = pa.record_batch({"text": ["One."], "captured_at": pa.array([moment.date()])})
    assert rows(given, "articles")[0]["captured_at"].startswith("2026-03-02")


def test_tables_are_batches_too():
    parts = pa.Table.from_batches([batch(RECORDS[:2])] * 2)
    found = onrecord.extract_batch(parts, table="articles")
    assert len(found) == 4 and found.columns[0] == "schema_version" and "4 rows" in repr(found)
    assert pa.table(found).num_rows == 4  # as a stream
    empty = onrecord.extract_batch(batch(RECORDS).slice(0, 0), table="records")
    assert len(empty) == 0 and pa.record_batch(empty).schema == pa.record_batch(
        onrecord.extract_batch(batch(RECORDS), table="records")).schema
    assert len(onrecord.extract_batch(batch(RECORDS).schema.empty_table())) == 0


def test_one_huge_row_costs_itself_alone():
    huge = "The harbour was quiet, officials said. " * 1_400_000  # 54 MB
    for kind in ("text", "html"):
        articles = rows(batch([RECORDS[0], {"id": "huge", kind: huge}, RECORDS[1]]), "articles")
        assert [a["error"] is None for a in articles] == [True, False, True]
        assert articles[1]["place"] == "huge" and "MB" in articles[1]["error"]


def test_odd_rows_say_what_is_wrong_or_are_texts():
    odd = ["", " \n", "\x00", "<html><body><p>A page where text is promised, police said.</p></body></html>", "“" * 3000]
    articles = rows(batch([{"id": str(n), "text": t} for n, t in enumerate(odd)]), "articles")
    assert [a["error"] is not None or a["text"] is not None for a in articles] == [True] * len(odd)
    assert articles[0]["error"] and articles[1]["error"]
    # A string that is none: it is read in the charset that it seems to be in.
    lie = pa.StringArray.from_buffers(1, pa.py_buffer(b"\0\0\0\0\7\0\0\0"), pa.py_buffer(b"Caf\xe9 ok"))
    assert rows(pa.record_batch({"text": lie}), "articles")[0]["text"] == "Café ok"


def test_pages_in_bytes_name_their_charset():
    words = "Порт закрыт. " * 20 + "“The port is shut,” harbour master Ada Quill said on Monday, and nobody contradicted her."
    page = f"<html><head><meta charset='windows-1251'></head><body><article><p>{words}</p></article></body></html>"
    given = pa.record_batch({"html": pa.array([page.encode("cp1251")], pa.binary())})
    assert "Порт закрыт." in rows(given, "articles")[0]["text"]


def test_what_is_no_batch_says_so():
    with pytest.raises(ValueError, match="no column of the batch is called text or html, but id, body_words"):
        onrecord.extract_batch(pa.record_batch({"id": ["a"], "body_words": ["b"]}))
    with pytest.raises(TypeError, match="not list"):
        onrecord.extract_batch([1])
    with pytest.raises(ValueError, match="not a table"):
        onrecord.extract_batch(pa.array(["a"]))
    with pytest.raises(ValueError, match='it can be "attributions"'):
        onrecord.extract_batch(batch(RECORDS), table="quotes")
    with pytest.raises(ValueError, match="threads is 0"):
        onrecord.extract_batch(batch(RECORDS), threads=0)
