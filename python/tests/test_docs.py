"""The notebook and the README run as they stand."""

import importlib.util
import json
import pathlib
import re

import pytest

HERE = pathlib.Path(__file__).resolve().parents[1]


def test_the_notebook_runs(database, monkeypatch):
    pytest.importorskip("pyarrow")
    monkeypatch.setenv("ONRECORD_DB", str(database))
    names = {}
    for cell in json.loads((HERE / "docs" / "tour.ipynb").read_text())["cells"]:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), "tour.ipynb", "exec"), names)
    assert names["by_kind"]


def test_the_readme_runs(database, monkeypatch):
    pytest.importorskip("pyarrow")
    monkeypatch.setenv("ONRECORD_DB", str(database))
    names = {}
    for code in re.findall(r"```python\n(.*?)```", (HERE / "README.md").read_text(), re.S):
        if "spacy" not in code or importlib.util.find_spec("spacy"):
            exec(compile(code, "README.md", "exec"), names)
