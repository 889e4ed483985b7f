"""What the tests share: invented articles as an engine gets them, and what the program makes of them."""

import os
import pathlib
import subprocess
import sys

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

HERE = pathlib.Path(__file__).resolve().parents[1]
TABLES = ("attributions", "articles")

sys.path[:0] = [str(HERE), str(HERE.parent / "scripts")]
from program_fixtures import program  # noqa: E402, F401

# The processes of a cluster on this machine run the Python of these tests.
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")

ODD = [
    {"id": "null", "text": None},
    {"id": "empty", "text": " "},
    {"id": "huge", "text": "The harbour was quiet, officials said. " * 1_300_000},  # 50 MB
    {"id": "page", "html": "<html><body><article><h1>Pumps fail</h1><p>The pumps had failed, deckhand Abel Orr said on Monday, and "
     "nobody had looked at them since the spring.</p><p>Nobody answered at the yard.</p></article></body></html>"},
    {"id": "tags", "text": "<p>A page where a text is promised, the harbour office said.</p>"},
    {"id": "odd", "text": "\u202e\u0301🌊\r\n“" * 50, "title": "🌊"},
]  # fmt: skip


def extracted(program, source, out):
    """What the program writes."""
    command = [program, "extract", "--in", source.name, "--out", out, "--quiet"]
    subprocess.run(command, cwd=source.parent, capture_output=True, check=False)  # records that cannot be used are a failure


def rows(paths):
    """A table as bytes, its rows in order."""
    table = duckdb.sql(f"SELECT * FROM read_parquet('{paths}') ORDER BY ALL")
    return "\n".join([repr(table.columns), *map(repr, table.fetchall())]).encode()


@pytest.fixture(scope="session")
def sample(program, tmp_path_factory):  # noqa: F811
    """A folder with `in.parquet`: the sample corpus, a row a revision, and rows as bad as they come."""
    folder = tmp_path_factory.mktemp("sample")
    subprocess.run([program, "extract", "--in", HERE.parent / "claims", "--out", "claims.parquet", "--quiet"], cwd=folder, check=True)
    columns = "article_key AS id, headline AS title, text, captured_at, published_at, outlet, byline"
    records = duckdb.sql(f"SELECT {columns} FROM '{folder}/claims.articles.parquet'").to_arrow_table().to_pylist()
    records += ODD
    for number, record in enumerate(records, 1):
        record["place"] = f"in.parquet: row {number}"
    names = dict.fromkeys(name for record in records for name in record)
    columns = {name: pa.array([r.get(name) for r in records], pa.string()) for name in names}
    pq.write_table(pa.table(columns), folder / "in.parquet")
    return folder


@pytest.fixture(scope="session")
def expected(program, sample):  # noqa: F811
    """The tables that the program makes of it, as bytes."""
    extracted(program, sample / "in.parquet", "program.parquet")
    return {"attributions": rows(sample / "program.parquet"), "articles": rows(sample / "program.articles.parquet")}
