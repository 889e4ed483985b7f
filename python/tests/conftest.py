"""What the tests share: an invented text, and a database that the program makes of the sample stories."""

import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TEXT = (
    "The ferry “Königin” sank off Corran 🌊 on Monday.\n\n"
    "“We heard nothing,” harbour master Ada Quill said. Reuters reported that officials said the hull was sound.\n\n"
    "The pumps had failed, a deckhand said."
)


@pytest.fixture
def text():
    return TEXT


@pytest.fixture(scope="session")
def program():
    named = os.environ.get("ONRECORD_PROGRAM")
    if not named:
        pytest.skip("ONRECORD_PROGRAM names no program")
    return named


@pytest.fixture(scope="session")
def database(program, tmp_path_factory):
    path = tmp_path_factory.mktemp("database") / "sample.db"
    subprocess.run([program, "--db", path, "--quiet", "add", ROOT / "claims"], check=True, capture_output=True)
    return path
