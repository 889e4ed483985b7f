"""Writes forests of decision trees as the program reads them: `models/judge.bin`.

The program does not walk the trees. Each test names the leaves on its left, which are out of reach where the feature is
above the threshold; so a tree is its tests, in any order, and the file has those of a forest by feature and threshold.
All numbers are little-endian, `u8` to `u32` without a sign, `f32` as IEEE 754 has them:

    8 bytes        b"JUDGE 1\\n"
    u32 u32        how many features, and the bytes of their names
    names          UTF-8, each ended by a line feed
    u32            how many forests; of each:
      u8 name      the bytes of its name, the name
      f32 f32      bias, threshold (from this probability on the answer is yes)
      u32 u32      how many trees and how many tests
      u8 each      the leaves of each tree, 1 to 64
      f32 each     the leaves' values, tree by tree from left to right
      f32 each     the tests' thresholds: the feature above it goes right
      u16 each     their features, in ascending order; of one feature the thresholds ascend
      u16 each     their trees
      u8 u8 each   the first leaf on their left and the one behind the last
"""

import struct

import numpy as np

MAGIC = b"JUDGE 1\n"


def packed(model):
    """The bytes of a model {"features": [name], "forests": {name: {"bias", "threshold", "trees": [{"nodes", "leaves"}]}}}.

    Nodes are [feature, threshold, left, right] with the root first; a child -n-1 is leaf n, leaves count from the left."""
    names = "".join(f"{name}\n" for name in model["features"]).encode()
    out = [MAGIC, struct.pack("<II", len(model["features"]), len(names)), names]
    out.append(struct.pack("<I", len(model["forests"])))
    out += [forest(name, one) for name, one in model["forests"].items()]
    return b"".join(out)


def forest(name, model):
    tests, trees = [], model["trees"]
    for number, tree in enumerate(trees):
        for feature, threshold, left, _ in tree["nodes"]:
            first, end = leaves(tree["nodes"], left)
            tests.append((feature, np.float32(threshold), number, first, end))
    tests.sort()
    counts = [len(tree["leaves"]) for tree in trees]
    assert max(counts) <= 64 and len(trees) < 1 << 16
    column = lambda at, kind: np.array([test[at] for test in tests], kind).tobytes()
    return b"".join([
        struct.pack("<B", len(name.encode())), name.encode(),
        struct.pack("<ffII", model["bias"], model["threshold"], len(trees), len(tests)),
        np.array(counts, "<u1").tobytes(),
        np.array([value for tree in trees for value in tree["leaves"]], "<f4").tobytes(),
        column(1, "<f4"), column(0, "<u2"), column(2, "<u2"),
        np.array([test[3:] for test in tests], "<u1").tobytes(),
    ])


def leaves(nodes, child):
    """The first leaf below a child and the one behind the last."""
    if child < 0:
        return -child - 1, -child
    _, _, left, right = nodes[child]
    return leaves(nodes, left)[0], leaves(nodes, right)[1]
