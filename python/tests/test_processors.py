"""Older processors, which QEMU plays: without AVX-512, and without any AVX."""

import shutil
import subprocess
import sys

import pytest

QEMU = shutil.which("qemu-x86_64")
CODE = "import onrecord, sys; print(*(a.speaker.name for a in onrecord.extract(sys.argv[1]) if a.kind == 'direct'))"


@pytest.mark.skipif(QEMU is None, reason="there is no qemu-x86_64")
@pytest.mark.parametrize("processor", ["Haswell", "Nehalem"])
def test_the_wheel_needs_no_vectors_that_a_processor_lacks(processor, text):
    # What it lacks is told on standard error where the player cannot play all of it either; a wrong instruction ends it.
    done = subprocess.run([QEMU, "-cpu", processor, sys.executable, "-c", CODE, text], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["Ada", "Quill"]
