"""The functions that engines call."""

import itertools
import subprocess
import sys

import pytest

pa = pytest.importorskip("pyarrow")
from onrecord import engines  # noqa: E402

CAPTURES = [
    ("2026-03-02T09:00:00Z", "At least 12 people died in the fire, the coastguard said.\n\nThe ferry sank on Monday."),
    ("2026-03-02T10:00:00Z", "At least 14 people died in the fire, the coastguard said.\n\nThe ferry sank on Monday."),
    ("2026-03-02T11:00:00Z", "At least 14 people died in the fire, the coastguard said.\n\nThe ferry sank on Monday."),
    ("2026-03-02T12:00:00Z", None),
    ("2026-03-02T13:00:00Z", "At least 15 people died in the fire, the coastguard said.\n\nThe ferry sank on Monday."),
]


def records(captures):
    columns = {"id": ["ferry"] * len(captures), "captured_at": [at for at, _ in captures], "text": [text for _, text in captures]}
    given = pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
    return pa.Table.from_batches(engines.records(iter(given.to_batches(2))), engines.RECORDS)


def test_changes_are_in_the_order_of_captures_whatever_the_order_of_rows():
    found = engines.changes(records(CAPTURES))
    assert found.schema == engines.CHANGES
    assert [("12" in row["before"], row["captured_at"]) for row in found.to_pylist()] == [
        (True, CAPTURES[1][0]), (False, CAPTURES[4][0])]  # fmt: skip
    assert all("figure_changed" in row["kinds"].split() and row["material"] for row in found.to_pylist())
    for order in itertools.islice(itertools.permutations(CAPTURES), 0, None, 17):
        assert engines.changes(records(list(order))) == found


def test_one_revision_has_no_changes():
    assert engines.changes(records(CAPTURES[:1])).num_rows == 0 == engines.changes(records(CAPTURES[3:4])).num_rows


def test_importing_it_loads_neither_pandas_nor_a_model():
    code = "import sys, onrecord.engines; assert 'pandas' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
