"""Quotes out of a database, as Arrow."""

import onrecord
import pytest

pa = pytest.importorskip("pyarrow")


def test_quotes_are_an_arrow_table(database):
    quotes = onrecord.Database(database).quotes()
    table = pa.table(quotes)
    assert table.num_rows == len(quotes) > 50 and table.column_names == quotes.columns
    assert table.schema.field("quote_id").type == pa.int64() and table.schema.field("negated").type == pa.bool_()
    table.validate(full=True)
    assert all(table["quote"].to_pylist()) and min(table["confidence"].to_pylist()) >= 0.5
    # It can be read as often as one likes, and outlives what it came from.
    assert pa.table(quotes) == table


def test_conditions(database):
    opened = onrecord.Database(database)
    few = pa.table(opened.quotes(kind="direct", limit=3))
    assert few.num_rows == 3 and set(few["kind"].to_pylist()) == {"direct"}
    everything, newest = opened.quotes(all_revisions=True, min_confidence=0), opened.quotes()
    assert len(everything) > len(newest)
    assert len(opened.quotes(speaker="nobody of this name")) == 0
    assert set(pa.table(opened.quotes(anonymous=True))["speaker_kind"].to_pylist()) == {"anonymous"}


@pytest.mark.parametrize("name", ["polars", "duckdb"])
def test_other_readers(database, name):
    reader = pytest.importorskip(name)
    quotes = onrecord.Database(database).quotes()
    if name == "polars":
        assert reader.DataFrame(quotes).height == len(quotes)
    else:  # it finds the variable by its name
        assert reader.sql("SELECT count(*) FROM quotes").fetchall() == [(len(quotes),)]


def test_errors_say_what_helps(database, tmp_path):
    with pytest.raises(onrecord.DatabaseError, match="there is no such file"):
        onrecord.Database(tmp_path / "none.db")
    (tmp_path / "text.db").write_text("this is no database, whatever its name says " * 100)
    with pytest.raises(onrecord.OnrecordError, match="this is not a database"):
        onrecord.Database(tmp_path / "text.db")
    opened = onrecord.Database(database)
    with pytest.raises(ValueError, match='it can be "direct"'):
        opened.quotes(kind="loud")
    with pytest.raises(ValueError, match="no regular expression"):
        opened.quotes(grep="(")
