"""What an engine costs beside the program: the same articles, in parts of several sizes.

usage: python scale/measure.py PROGRAM ARTICLES.jsonl FOLDER [--master 'local[2]'] [--parts 1000 200 ...] [--engines spark sail]

ARTICLES are lines with `id` or `url` and `text`; `cargo run --release --example make_corpus -- 20000 corpus` invents some. It
prints for each the time by the clock, and the processor time of all processes, which other work on the machine changes
less. Program and wheel must be builds of one profile.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import time

import sail
import spark as job
from pyspark.sql import SparkSession

TICK = os.sysconf("SC_CLK_TCK")


def cpu():
    """Processor seconds of this process and all below it, with those of their ended children."""
    stats = {}
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:  # it has ended
            continue
        stats[int(folder.name)] = int(fields[1]), sum(map(int, fields[11:15]))

    def below(pid):
        while pid in stats and pid != os.getpid():
            pid = stats[pid][0]
        return pid == os.getpid()

    return sum(spent for pid, (_, spent) in stats.items() if below(pid)) / TICK


def measured(name, work, base=None):
    """Runs work; prints and gives its processor seconds."""
    clock, spent = time.monotonic(), cpu()
    work()
    clock, spent = time.monotonic() - clock, cpu() - spent
    more = f"{100 * (spent / base - 1):+.0f} %" if base else ""
    print(f"{name:<40} {clock:8.1f} s by the clock {spent:8.1f} s of processors {more}", flush=True)
    return spent


def engine(name, spark, options, base, count):
    """One engine, in parts of each size; once before, so that its processes are there and have the model."""
    articles = job.read(spark, [options.articles])
    out = f"{options.folder}/{name}"

    def write(parts, some=articles):
        shutil.rmtree(out, ignore_errors=True)
        job.records(some.repartition(parts)).write.mode("overwrite").parquet(out)

    write(2, articles.limit(50))
    for size in options.parts:
        parts = max(1, round(count / size))
        measured(f"{name}, {parts} parts of {count / parts:.0f}", lambda: write(parts), base)
    spark.stop()


def main():
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("articles")
    parser.add_argument("folder")
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--parts", type=int, nargs="+", default=[5000, 1000, 200, 50], help="articles of a part")
    parser.add_argument("--engines", nargs="+", default=["spark", "sail"])
    options = parser.parse_args()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.makedirs(options.folder, exist_ok=True)
    with open(options.articles, encoding="utf-8") as lines:
        count = sum(1 for _ in lines)
    out = f"{options.folder}/program.parquet"
    command = [options.program, "extract", "--in", options.articles, "--out", out, "--threads", "2", "--quiet"]
    base = measured(f"the program, {count} articles", lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL))
    # A process that spoke with a server cannot start Spark itself any more, so Spark comes first.
    if "spark" in options.engines:
        builder = SparkSession.builder.master(options.master).config("spark.ui.enabled", "false")
        engine("spark", builder.getOrCreate(), options, base, count)
    if "sail" in options.engines:
        with sail.server() as address:
            engine("sail", SparkSession.builder.remote(address).getOrCreate(), options, base, count)


if __name__ == "__main__":
    main()
