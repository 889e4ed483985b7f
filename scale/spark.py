"""onrecord on Spark: articles in, tables of attributions, articles and changes out.

usage: python scale/spark.py IN... OUT [--master MASTER | --remote sc://HOST:PORT] [--partitions N]

IN are Parquet or JSON lines with the columns that `onrecord.engines.FIELDS` names; OUT is a folder. The wheel must be on
every machine of the cluster. With --remote it is a client of any server of Spark Connect, of Sail too (scale/sail.py).
"""

import argparse
import functools

from onrecord import engines
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f
from pyspark.sql.pandas.types import from_arrow_schema


def read(spark: SparkSession, paths: list[str]) -> DataFrame:
    """The columns of the input that are read; all of one kind, by the ending of the first."""
    kind = "parquet" if paths[0].rstrip("/").endswith("parquet") else "json"
    frames = [getattr(spark.read, kind)(path) for path in paths]  # several paths at once are not understood by all servers
    frame = functools.reduce(lambda a, b: a.unionByName(b, allowMissingColumns=True), frames)
    return frame.select([name for name in frame.columns if name.lower() in engines.FIELDS])


def records(articles: DataFrame) -> DataFrame:
    """One row a record, with its attributions as a list: the only step that runs the model."""
    return articles.mapInArrow(engines.records, from_arrow_schema(engines.RECORDS))


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
    """Reads, extracts, and writes the tables. A folder of them counts once it holds `_SUCCESS`."""
    articles = read(spark, paths)
    if partitions:
        articles = articles.repartition(partitions)
    records(articles).write.mode("overwrite").parquet(f"{out}/records")
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
