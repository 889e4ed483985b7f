"""What the wheel costs beside the program and beside other extractors: CPU seconds for the same texts, best of several, and
the time of an import.

usage: python python/measure.py PROGRAM TEXTS.jsonl [TIMES [PYTHON MODEL]]

TEXTS are lines {"id", "text"}; program and wheel must be builds of one profile. PYTHON is that of an environment with textacy and
a model of spaCy's, MODEL (en_core_web_sm). Two more are measured then: textacy's direct quotations, and spaCy's whole
pipeline with nothing behind it, which is what extractors such as the Gender Gap Tracker's begin with, so the least that
they cost.
"""

import os
import subprocess
import sys

OURS = """
import json, sys, onrecord
texts = (json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8"))
print(sum(len(found) for found in onrecord.extract_many(texts, threads=1)))
"""
TEXTACY = """
import json, sys, spacy
from textacy.extract import direct_quotations
nlp = spacy.load(sys.argv[2], exclude=["ner"])
texts = (json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8"))
def found(doc):
    try:
        return len(list(direct_quotations(doc)))
    except ValueError:  # it gives up where a quotation mark is missing
        return 0
print(sum(map(found, nlp.pipe(texts))))
"""
SPACY = """
import json, sys, spacy
nlp = spacy.load(sys.argv[2])
texts = (json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8"))
print(sum(len(doc.ents) for doc in nlp.pipe(texts)))
"""
IMPORT = "import time; t = time.perf_counter(); import onrecord; print(time.perf_counter() - t)"


def cpu(command, **options):
    """CPU seconds of a command, its own and the system's."""
    before = os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **options)
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def main():
    program, texts, times = sys.argv[1], sys.argv[2], int((sys.argv[3:] or ["5"])[0])
    theirs, ours = [], []
    for _ in range(times):  # in turn, so that a busy machine is busy for both
        with open(texts, encoding="utf-8") as lines:
            theirs.append(cpu([program, "extract", "--jsonl", "--threads", "1"], stdin=lines))
        ours.append(cpu([sys.executable, "-c", OURS, texts]))
    imports = [float(subprocess.check_output([sys.executable, "-c", IMPORT])) for _ in range(10)]
    best, wheel = min(theirs), min(ours)
    print(f"program {best:.2f} s, wheel {wheel:.2f} s of CPU ({100 * (wheel / best - 1):+.1f} %)")
    print(f"import onrecord: {1000 * min(imports):.1f} ms")
    for name, code in (("textacy", TEXTACY), ("spaCy alone", SPACY)) if sys.argv[4:] else ():
        spent = min(cpu([sys.argv[4], "-c", code, texts, sys.argv[5]]) for _ in range(times))
        print(f"{name} {spent:.2f} s of CPU, {spent / wheel:.1f} times the wheel's")


if __name__ == "__main__":
    main()
