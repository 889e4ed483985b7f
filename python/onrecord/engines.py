"""For engines that run Python on Arrow (Spark, Sail, Daft, Ray …): one pure function for each job. Needs pyarrow.

A row depends on its record alone, and the changes of an article on its revisions alone, so it does not matter how an engine
divides the work, in which order it does it, or how often it does a part again.
"""

import http.client
import io
import zlib
from collections.abc import Iterator

import pyarrow as pa

from . import diff, extract_batch

__all__ = ["CHANGES", "FIELDS", "RECORDS", "changes", "page", "records", "unread"]

#: Bytes of the largest page, unpacked.
LARGEST = 16 << 20

#: The columns of an input that are read, where it has them: one of `text` and `html`, and for revisions `captured_at`.
FIELDS = (
    "id", "url", "text", "html", "title", "captured_at", "published_at", "modified_at", "outlet", "byline", "dateline", "place",
)  # fmt: skip

#: The columns of `records`.
RECORDS = pa.record_batch(
    extract_batch(pa.RecordBatch.from_arrays([pa.nulls(0, pa.string())], ["text"]), table="records")  # others load pandas
).schema

#: The columns of `changes`.
CHANGES = pa.schema(
    [
        ("article_key", pa.string()),
        ("before_revision_id", pa.string()),
        ("after_revision_id", pa.string()),
        ("captured_at", pa.string()),
        ("ordinal", pa.int64()),
        ("kinds", pa.string()),
        ("before", pa.string()),
        ("after", pa.string()),
        ("material", pa.bool_()),
        ("severity", pa.string()),
        ("reason", pa.string()),
    ]
)


def records(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """One row a record: the columns of `articles`, with `error` where there is no article, and its attributions as a list."""
    for batch in batches:
        yield pa.record_batch(extract_batch(batch, table="records", threads=1))


def unread(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """A row of `records` for each file that cannot be read: its path in `place`, and why in `error`."""
    for batch in batches:
        nothing = pa.RecordBatch.from_arrays([pa.nulls(batch.num_rows, pa.string()), batch["place"]], ["text", "place"])
        rows = pa.record_batch(extract_batch(nothing, table="records", threads=1))
        yield rows.set_column(rows.schema.get_field_index("error"), RECORDS.field("error"), batch["error"])


def changes(article: pa.Table) -> pa.Table:
    """What changed from each revision of one article to the next, in the order of their captures.

    `article` has rows of `records` or of `articles` with one `article_key`, in any order. Captures of the same revision in a
    row are one.
    """
    wanted = ["article_key", "revision_id", "captured_at", "modified_at", "text"]
    rows = article.select(wanted).to_pylist()
    rows = sorted(rows, key=lambda row: (row["captured_at"] or "", row["revision_id"] or ""))
    rows = [row for row in rows if row["text"] is not None]
    found = []
    for old, new in zip(rows, rows[1:]):
        if old["revision_id"] != new["revision_id"]:
            found.extend(_changes(old, new))
    return pa.Table.from_pylist(found, schema=CHANGES)


def _changes(old, new):
    dates = {"old_date": old["modified_at"] or old["captured_at"], "new_date": new["modified_at"] or new["captured_at"]}
    for ordinal, change in enumerate(diff(old["text"], new["text"], **dates).changes):
        yield {
            "article_key": new["article_key"],
            "before_revision_id": old["revision_id"],
            "after_revision_id": new["revision_id"],
            "captured_at": new["captured_at"],
            "ordinal": ordinal,
            "kinds": " ".join(change.kinds),
            **{name: getattr(change, name) for name in ("before", "after", "material", "severity", "reason")},
        }


def page(response: bytes | None) -> bytes | None:
    """The page in an HTTP response as web archives hold it, unpacked and in UTF-8 where the response names its charset.

    None for what is no page: another type, a redirect, an error, a response that cannot be read.
    """
    try:
        found = http.client.HTTPResponse(_Bytes(response or b""))  # type: ignore[arg-type]  # no socket, but what it reads of one
        found.begin()
        kind = found.headers.get_content_type()
        if found.status != 200 or kind not in ("text/html", "application/xhtml+xml"):
            return None
        body = _unpacked(found.read(), found.headers.get("Content-Encoding", "identity").strip().lower())
        charset = found.headers.get_content_charset()
        return body.decode(charset, "replace").encode() if charset else body
    except (http.client.HTTPException, LookupError, ValueError, OSError, zlib.error):
        return None


def _unpacked(body, coding):
    if coding in ("identity", ""):
        return body
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise ValueError(f"{coding} is not unpacked")
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 32)  # gzip or zlib, as the bytes say
    found = unpacking.decompress(body, LARGEST)
    if unpacking.unconsumed_tail:
        raise ValueError("it is too large")
    return found


class _Bytes:
    """Bytes that http.client reads as if they came from a server."""

    def __init__(self, content):
        self.content = content

    def makefile(self, mode):
        return io.BytesIO(self.content)
