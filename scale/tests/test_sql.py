"""The questions in SQL run over what was made, and give what the sample corpus holds."""

import pathlib

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from onrecord import engines

SQL = pathlib.Path(__file__).resolve().parents[1] / "sql"


@pytest.fixture(scope="module")
def ask(sample, tmp_path_factory):
    """Asks the tables that the functions of the engines make, called one after the other, as the smallest engine."""
    out = tmp_path_factory.mktemp("out")
    made = pa.Table.from_batches(engines.records(pq.ParquetFile(sample / "in.parquet").iter_batches(7)))
    keys = set(made["article_key"].drop_null().to_pylist())
    parts = [engines.changes(made.filter(pc.equal(made["article_key"], key))) for key in sorted(keys)]
    nested = made["attribution_rows"].combine_chunks().flatten()
    tables = {
        "articles": made.drop_columns("attribution_rows"),
        "attributions": pa.Table.from_struct_array(nested),
        "changes": pa.concat_tables(parts),
    }
    for name, table in tables.items():
        (out / name).mkdir()
        pq.write_table(table, out / name / "part.parquet")
    return asking(out)


def asking(out):
    """Asks the tables of a folder."""
    database = duckdb.connect()
    database.execute(f"SET VARIABLE out = '{out}'")
    database.execute((SQL / "views.sql").read_text())
    ask = lambda name: database.sql((SQL / f"{name}.sql").read_text()).to_arrow_table().to_pylist()  # noqa: E731
    ask.out = out
    return ask


def test_sources_by_month(ask):
    found = ask("sources_by_month")
    assert len({row["outlet"] for row in found}) > 4 and all(row["quotes"] >= row["articles"] >= 1 for row in found)
    assert any(row["month"] == "2026-05" and row["direct"] for row in found)


def test_unnamed_share(ask):
    found = ask("unnamed_share")
    assert all(0 <= row["share"] <= 1 and row["unnamed"] <= row["attributions"] for row in found)
    assert any(row["with_reason"] for row in found) and sum(row["unnamed"] for row in found) > 5


def test_altered_quotes(ask):
    found = ask("altered_quotes")
    assert found and all(row["before"] != row["after"] for row in found)


def test_unused_records(ask):
    found = ask("unused_records")
    assert sum(row["records"] for row in found) >= 3 and any("MB" in row["error"] for row in found)


def test_rows_of_another_version_are_told(ask, tmp_path):
    for name in ("articles", "attributions", "changes"):
        (tmp_path / name).mkdir()
        table = pq.read_table(ask.out / name / "part.parquet")
        pq.write_table(table, tmp_path / name / "part.parquet")
        if name == "articles":
            other = table.set_column(0, "schema_version", pa.array([9] * len(table), pa.int64()))
            pq.write_table(other, tmp_path / name / "other.parquet")
    with pytest.raises(duckdb.Error, match="schema version 9"):
        asking(tmp_path)("unnamed_share")
