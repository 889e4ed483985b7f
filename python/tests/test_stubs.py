"""The stubs declare what the library has, as mypy compares them."""

import subprocess
import sys

import pytest

pytest.importorskip("mypy")


def test_stubs_are_the_library(tmp_path):
    (tmp_path / "mypy.ini").write_text("[mypy]\nignore_missing_imports = True\n")  # pyarrow has none
    command = [sys.executable, "-m", "mypy.stubtest", "--mypy-config-file", "mypy.ini", "onrecord"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
