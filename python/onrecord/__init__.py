"""Who said what in a news article, on whose authority, and how the story changed. Works offline; nothing is sent anywhere."""

from ._onrecord import (
    Attribution,
    Change,
    Comparison,
    Database,
    DatabaseError,
    Extractions,
    Finding,
    OnrecordError,
    RecordBatch,
    Speaker,
    Table,
    __version__,
    diff,
    extract,
    extract_batch,
    extract_many,
)

__all__ = [
    "Attribution",
    "Change",
    "Comparison",
    "Database",
    "DatabaseError",
    "Extractions",
    "Finding",
    "OnrecordError",
    "RecordBatch",
    "Speaker",
    "Table",
    "__version__",
    "diff",
    "extract",
    "extract_batch",
    "extract_many",
]
