"""What the tests in Python share: the program, and a database that it makes of the sample stories."""

import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def program():
    named = os.environ.get("ONRECORD_PROGRAM")
    if not named:
        pytest.skip("ONRECORD_PROGRAM names no program")
    return pathlib.Path(named).absolute()


@pytest.fixture(scope="session")
def stories(program, tmp_path_factory):
    path = tmp_path_factory.mktemp("stories") / "sample.db"
    subprocess.run([program, "--db", path, "--quiet", "add", ROOT / "claims"], check=True, capture_output=True)
    return path
