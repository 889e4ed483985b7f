"""The judge's file: what is written of invented trees."""

import struct

from onrecord_training import forests

# Feature 1 above 2 goes right; on the left, feature 0 above 0.5 goes right.
TREE = {"nodes": [[1, 2.0, 1, -3], [0, 0.5, -1, -2]], "leaves": [0.25, -0.5, 1.0]}
MODEL = {"features": ["-a", "+a"], "forests": {"material": {"bias": 0.0, "threshold": 0.25, "trees": [TREE]}}}


def test_a_test_names_the_leaves_on_its_left():
    assert [forests.leaves(TREE["nodes"], node[2]) for node in TREE["nodes"]] == [(0, 2), (0, 1)]


def test_the_file_is_as_it_is_described():
    expected = b"JUDGE 1\n" + struct.pack("<II", 2, 6) + b"-a\n+a\n" + struct.pack("<I", 1)
    expected += b"\x08material" + struct.pack("<ffII", 0, 0.25, 1, 2) + b"\x03" + struct.pack("<fff", 0.25, -0.5, 1)
    expected += struct.pack("<ffHHHH", 0.5, 2, 0, 1, 0, 0) + bytes([0, 1, 0, 2])
    assert forests.packed(MODEL) == expected
