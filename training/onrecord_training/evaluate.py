"""Scores an ONNX model, a program that speaks the JSONL interface, or a file of predictions."""
import json
import resource
import subprocess
import tempfile

import numpy as np
import torch

from . import dataset, decode, fit, score
from .corpus import read_jsonl, read_marked
from .text import Document
from .wordpiece import WordPiece, read_vocabulary


def run_onnx(model, pieces, cls, length=160):
    """Log-probabilities [pieces, tags] of an ONNX model, one window at a time on one thread."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    batches = dataset.Batches(pieces, "cpu", cls)
    out = np.zeros((len(pieces.ids), len(decode.TAGS)), np.float32)
    for paragraphs in pieces.paragraphs:
        for w in dataset.windows(paragraphs, length):
            b = batches.gather([w])
            z = session.run(None, {"ids": b["ids"].numpy(), "feat": b["feature"].numpy()})[0]
            z = torch.log_softmax(torch.from_numpy(z), -1)
            out[b["at"][b["word"]].numpy()] = z[b["word"]].numpy()
    return out


def read_decoder(path):
    """Transition weights and linker costs of decoder.json."""
    with open(path) as f:
        d = json.load(f)
    forbidden = np.where(decode.LEGAL < 0, decode.FORBIDDEN, 0)
    return {"transitions": np.array(d["transitions"], np.float32) + forbidden.astype(np.float32), "costs": decode.Costs(**d["costs"])}


def predict_onnx(rows, model, vocabulary, decoder=None, length=160):
    documents = {r["id"]: Document(r["text"]) for r in rows}
    pieces_of = WordPiece(read_vocabulary(vocabulary))
    pieces = dataset.encode(((k, d, None) for k, d in documents.items()), pieces_of)
    log_p = run_onnx(model, pieces, pieces_of.cls, length)
    how = read_decoder(decoder) if decoder else {}
    return {**{k: [] for k in documents}, **fit.attributions(documents, pieces, log_p, **how)}


def predict_program(rows, command):
    """Attributions of a program that reads {"id", "text"} lines and writes {"id", "attributions"} lines; and its
    CPU seconds per 1,000 words."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryFile("w+") as f:
        for r in rows:
            f.write(json.dumps({"id": r["id"], "text": r["text"]}) + "\n")
        f.seek(0)
        done = subprocess.run(command, shell=True, stdin=f, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{command!r} ended with {done.returncode}: {done.stderr.strip()[-400:]}")
    words = sum(len(score.WORD.findall(r["text"])) for r in rows)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    found = {d["id"]: d.get("attributions", []) for d in map(json.loads, done.stdout.splitlines())}
    return found, 1e6 * seconds / words


def evaluate(gold_path, model=None, vocabulary=None, decoder=None, program=None, predictions=None, length=160):
    """The scores, as a dictionary."""
    rows = read_marked(gold_path) if gold_path.endswith(".txt") else read_jsonl(gold_path)
    cost = None
    if program:
        predicted, cost = predict_program(rows, program)
    elif predictions:
        predicted = {d["id"]: d["attributions"] for d in read_jsonl(predictions)}
    else:
        predicted = predict_onnx(rows, model, vocabulary, decoder, length)
    result = score.score({r["id"]: r for r in rows}, predicted)
    result["by_cue"] = score.by_cue({r["id"]: r for r in rows}, predicted)
    if cost is not None:
        result["cpu_ms_per_1000_words"] = round(cost, 1)
    return result
