"""What the tests share: a database that the program makes of the sample corpus, and Datasette over it."""

import pathlib
import shutil
import sqlite3
import sys

import pytest
from datasette.app import Datasette

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "scripts"))
from program_fixtures import program, stories  # noqa: E402, F401

SETTINGS = {"allow": {"id": "jo"}}


@pytest.fixture
def database(stories, tmp_path):  # noqa: F811
    """A copy to decide in."""
    return pathlib.Path(shutil.copy(stories, tmp_path / "sample.db"))


@pytest.fixture
def settings(program):  # noqa: F811
    return {"program": str(program), **SETTINGS}


def opened(*files, settings=None, tables=None, **options):
    """Datasette over files, as `datasette --root` starts it. `tables` are metadata of those of the sample."""
    metadata = {"plugins": {"datasette-onrecord": settings or {}}, "databases": {"sample": {"tables": tables or {}}}}
    found = Datasette(list(map(str, files)), metadata=metadata, **options)
    found.root_enabled = True  # 1.0 asks for it
    return found


@pytest.fixture
def datasette(database, settings):
    return opened(database, settings=settings)


@pytest.fixture
def rows(database):
    """Rows of the database as they are now."""

    def ask(sql, *values):
        with sqlite3.connect(database) as opened:
            return opened.execute(sql, values).fetchall()

    return ask
