"""onrecord on Daft: web archives in, tables of attributions and articles out, on all cores of a machine or on Ray.

usage: python scale/daft_warc.py ARCHIVE... OUT [--ray ADDRESS]

ARCHIVE is a .warc or .warc.gz, also on S3 or by a pattern. `pip install 'daft[ray]'` for --ray; the wheel must then be on
every machine.
"""

import argparse

import daft
import pyarrow as pa
from daft import DataType, Series, col
from onrecord import engines

RECORD = DataType.from_arrow_type(pa.struct(list(engines.RECORDS)))


@daft.func.batch(return_dtype=DataType.binary())
def page(content: Series) -> list:
    """The page in each response."""
    return [engines.page(response) for response in content.to_pylist()]


@daft.func.batch(return_dtype=RECORD, unnest=True, batch_size=256)
def record(url: Series, captured_at: Series, html: Series) -> pa.Array:
    """The row of each page, with its attributions as a list."""
    columns = {"url": url.to_arrow(), "captured_at": captured_at.to_arrow(), "html": html.to_arrow()}
    (found,) = engines.records(iter([pa.record_batch(columns)]))
    return found.to_struct_array()


def pages(paths: list[str]) -> daft.DataFrame:
    """The pages of archives: address, time of capture, and bytes."""
    responses = daft.read_warc(paths).where(col("WARC-Type") == "response")
    return responses.select(
        col("WARC-Target-URI").alias("url"),
        col("WARC-Date").alias("captured_at"),
        page(col("warc_content")).alias("html"),
    ).where(col("html").not_null())


def run(paths: list[str], out: str) -> None:
    """Reads, extracts, and writes the tables."""
    found = pages(paths).select(record(col("url"), col("captured_at"), col("html")))
    found.write_parquet(f"{out}/records", write_mode="overwrite")
    done = daft.read_parquet(f"{out}/records/*.parquet")
    rows = done.select(col("attribution_rows")).explode("attribution_rows").where(col("attribution_rows").not_null())
    rows.select(col("attribution_rows").unnest()).write_parquet(f"{out}/attributions", write_mode="overwrite")
    done.exclude("attribution_rows").write_parquet(f"{out}/articles", write_mode="overwrite")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", metavar="ARCHIVE")
    parser.add_argument("out", metavar="OUT")
    parser.add_argument("--ray", help="the address of a Ray cluster, such as ray://head:10001, or auto")
    options = parser.parse_args()
    if options.ray:
        daft.set_runner_ray(address=options.ray)
    run(options.paths, options.out)


if __name__ == "__main__":
    main()
