"""onrecord on Spark: articles in, tables of attributions, articles and changes out.

usage: python scale/spark.py IN... OUT [--master MASTER | --remote sc://HOST:PORT] [--partitions N]

IN are Parquet or JSON lines with the columns that `onrecord.engines.FIELDS` names; OUT is a folder. The wheel must be on
every machine of the cluster. With --remote it is a client of any server of Spark Connect, of Sail too (scale/sail.py).
"""

import argparse
import concurrent.futures
import functools
import sys

from onrecord import engines
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f
from pyspark.sql.pandas.types import from_arrow_schema


#: What is said of a file that cannot be read, as the program says it.
NO_PARQUET = "it is no whole Parquet file; copy it again from where it came from."


def read(spark: SparkSession, paths: list[str], kind: str | None = None) -> DataFrame:
    """The columns of the input that are read; all of one kind, `parquet` or `json`, by default by the ending of the first."""
    kind = kind or _kind(paths[0])
    frames = [getattr(spark.read, kind)(path) for path in paths]  # several paths at once are not understood by all servers
    frame = functools.reduce(lambda a, b: a.unionByName(b, allowMissingColumns=True), frames)
    return frame.select([name for name in frame.columns if name.lower() in engines.FIELDS])


def _kind(path: str) -> str:
    return "parquet" if path.rstrip("/").endswith("parquet") else "json"


def files_of(spark: SparkSession, paths: list[str]) -> tuple[list[tuple[list[str], str]], list[str]]:
    """The files of the paths with their kind, those of one schema together, and those that cannot be read. Of Parquet only footers are read, so
    a file that was cut off is known before the work begins, and costs itself alone."""
    files = sorted({file for path in paths for file in spark.read.format("binaryFile").load(path).inputFiles()})

    def schema(file):
        try:
            return spark.read.parquet(file).schema.simpleString() if _kind(file) == "parquet" else "json"
        except Exception as error:  # each engine has its own
            print(f"{file}: {NO_PARQUET} {' '.join(str(error).splitlines()[:2])}", file=sys.stderr)
            return None

    alike, unread = {}, []
    with concurrent.futures.ThreadPoolExecutor(16) as threads:
        for file, columns in zip(files, threads.map(schema, files)):
            (alike.setdefault(columns, []) if columns else unread).append(file)
    if len(alike) == 1 and not unread:  # what can be read together is read as it was named
        alike = {columns: paths for columns in alike}
    return [(of, "json" if columns == "json" else "parquet") for columns, of in alike.items()], unread


def records(articles: DataFrame) -> DataFrame:
    """One row a record, with its attributions as a list: the only step that runs the model."""
    return articles.mapInArrow(engines.records, from_arrow_schema(engines.RECORDS))


def unread(spark: SparkSession, files: list[str]) -> DataFrame:
    """One row of `records` a file that cannot be read."""
    rows = spark.createDataFrame([(file, NO_PARQUET) for file in files], "place string, error string")
    return rows.mapInArrow(engines.unread, from_arrow_schema(engines.RECORDS))


def attributions(of: DataFrame) -> DataFrame:
    """One row an attribution."""
    return of.select(f.explode("attribution_rows").alias("row")).select("row.*")


def changes(of: DataFrame) -> DataFrame:
    """What changed from each revision of an article to the next: by article, in the order of captures."""
    revisions = of.where("error IS NULL").select("article_key", "revision_id", "captured_at", "modified_at", "text")
    return revisions.groupBy("article_key").applyInArrow(engines.changes, from_arrow_schema(engines.CHANGES))


def with_late(before: DataFrame, known: DataFrame, late: DataFrame) -> DataFrame:
    """The changes `before`, brought up to date: those of the articles of which `late` has records are made anew."""
    touched = late.select("article_key").distinct()
    again = known.join(touched, "article_key", "left_semi").unionByName(late)
    return before.join(touched, "article_key", "left_anti").unionByName(changes(again))


def extract(spark: SparkSession, paths: list[str], out: str, partitions: int | None = None) -> None:
    """Reads, extracts, and writes the tables. A folder of them counts once it holds `_SUCCESS`.

    Files of another schema are read by themselves: an id may be a number in one and a word in the other.
    """
    alike, broken = files_of(spark, paths)
    frames = [read(spark, files, kind) for files, kind in alike]
    if partitions:
        frames = [frame.repartition(partitions) for frame in frames]
    found = [records(frame) for frame in frames] + ([unread(spark, broken)] if broken else [])
    functools.reduce(DataFrame.union, found).write.mode("overwrite").parquet(f"{out}/records")
    done = spark.read.parquet(f"{out}/records")
    attributions(done).write.mode("overwrite").parquet(f"{out}/attributions")
    done.drop("attribution_rows").write.mode("overwrite").parquet(f"{out}/articles")


def compare(spark: SparkSession, out: str) -> None:
    """Writes what changed, of the records that are there."""
    changes(spark.read.parquet(f"{out}/records")).write.mode("overwrite").parquet(f"{out}/changes")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", metavar="IN")
    parser.add_argument("out", metavar="OUT")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--master", help="where the cluster is; by default all cores of this machine")
    where.add_argument("--remote", help="the address of a server of Spark Connect")
    parser.add_argument("--partitions", type=int, help="into how many parts the input is divided")
    options = parser.parse_args()
    builder = SparkSession.builder.appName("onrecord")
    if options.remote:
        builder = builder.remote(options.remote)
    elif options.master:
        builder = builder.master(options.master)
    spark = builder.getOrCreate()
    extract(spark, options.paths, options.out, options.partitions)
    compare(spark, options.out)
    spark.stop()


if __name__ == "__main__":
    main()
