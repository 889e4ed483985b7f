"""What the tests share: a database that the program makes of the sample corpus, and Datasette over it."""

import os
import pathlib
import shutil
import sqlite3
import subprocess

import pytest
from datasette.app import Datasette

ROOT = pathlib.Path(__file__).resolve().parents[2]
SETTINGS = {"allow": {"id": "jo"}}


@pytest.fixture(scope="session")
def program():
    named = os.environ.get("ONRECORD_PROGRAM")
    if not named:
        pytest.skip("ONRECORD_PROGRAM names no program")
    return named


@pytest.fixture(scope="session")
def sample(program, tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    subprocess.run([program, "--db", path, "--quiet", "add", ROOT / "claims"], check=True, capture_output=True)
    return path


@pytest.fixture
def database(sample, tmp_path):
    """A copy to decide in."""
    return pathlib.Path(shutil.copy(sample, tmp_path / "sample.db"))


@pytest.fixture
def settings(program):
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
