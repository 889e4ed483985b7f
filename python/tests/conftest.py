"""What the tests share: an invented text, and a database that the program makes of the sample stories."""

import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "scripts"))
from program_fixtures import program, stories  # noqa: E402, F401

TEXT = (
    "The ferry “Königin” sank off Corran 🌊 on Monday.\n\n"
    "“We heard nothing,” harbour master Ada Quill said. Reuters reported that officials said the hull was sound.\n\n"
    "The pumps had failed, a deckhand said."
)


@pytest.fixture
def text():
    return TEXT


@pytest.fixture(scope="session")
def database(stories):  # noqa: F811
    return stories
