from collections.abc import Iterable, Iterator
from os import PathLike
from typing import Any, Literal, TypeAlias, final, overload

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

__version__: str

_Span: TypeAlias = tuple[int, int]

class OnrecordError(Exception):
    """What onrecord could not do, and what helps."""

class DatabaseError(OnrecordError):
    """A database cannot be opened or read."""

@final
class Speaker:
    """Who a source is."""

    @property
    def name(self) -> str | None: ...
    @property
    def kind(self) -> str:
        """person, organization, group, document, anonymous, author or none."""
    @property
    def title(self) -> str | None: ...
    @property
    def affiliation(self) -> str | None: ...
    @property
    def anonymous_class(self) -> str | None: ...
    @property
    def anonymity_reason(self) -> str | None: ...
    @property
    def justification(self) -> str | None:
        """Why it can know: "who reviewed the filings"."""

@final
class Attribution:
    """Who says what. Spans are [start, end) in code points of the text as given, so `text[start:end]` are the words."""

    @property
    def source(self) -> tuple[_Span, ...]: ...
    @property
    def cue(self) -> tuple[_Span, ...]: ...
    @property
    def content(self) -> tuple[_Span, ...]: ...
    @property
    def sentence(self) -> _Span: ...
    @property
    def hedge(self) -> _Span | None: ...
    @property
    def source_text(self) -> str: ...
    @property
    def cue_text(self) -> str: ...
    @property
    def quote(self) -> str:
        """The content, its spans joined by a space."""
    @property
    def kind(self) -> str:
        """direct, mixed or indirect."""
    @property
    def cue_class(self) -> str: ...
    @property
    def resolution(self) -> str: ...
    @property
    def negated(self) -> bool: ...
    @property
    def asserted(self) -> bool: ...
    @property
    def reported(self) -> bool: ...
    @property
    def parent(self) -> int | None:
        """The place in the list of the attribution that this one stands in."""
    @property
    def speaker(self) -> Speaker: ...
    @property
    def confidence(self) -> float:
        """How likely the whole row is right, speaker and all."""
    @property
    def attribution_confidence(self) -> float: ...
    @property
    def speaker_confidence(self) -> float: ...

@final
class Extractions(Iterator[Any]):
    """An iterator over what many texts attribute."""

    def __iter__(self) -> Extractions: ...
    def __next__(self) -> Any: ...

@final
class Finding:
    """One way in which two wordings differ."""

    @property
    def kind(self) -> str: ...
    @property
    def before(self) -> str: ...
    @property
    def after(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def material(self) -> bool: ...
    @property
    def severity(self) -> str: ...
    @property
    def confidence(self) -> float | None: ...

@final
class Change:
    """What happened to one sentence."""

    @property
    def kinds(self) -> list[str]: ...
    @property
    def before(self) -> str | None: ...
    @property
    def after(self) -> str | None: ...
    @property
    def material(self) -> bool: ...
    @property
    def severity(self) -> str: ...
    @property
    def new(self) -> bool: ...
    @property
    def withdrawn(self) -> bool: ...
    @property
    def reason(self) -> str: ...
    @property
    def note(self) -> str | None: ...
    @property
    def findings(self) -> list[Finding]: ...

@final
class Comparison:
    """What changed from one text to another."""

    @property
    def changes(self) -> list[Change]: ...
    @property
    def material(self) -> bool: ...
    @property
    def severity(self) -> str: ...
    @property
    def alarm(self) -> str | None: ...
    def __len__(self) -> int: ...

@final
class Table:
    """A table that pandas, Polars, DuckDB and pyarrow take as it is, without a copy."""

    @property
    def columns(self) -> list[str]: ...
    def __len__(self) -> int: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

@final
class RecordBatch:
    """A record batch, which any library that speaks Arrow takes as it is: `pyarrow.record_batch(batch)`."""

    @property
    def columns(self) -> list[str]: ...
    def __len__(self) -> int: ...
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

@final
class Database:
    """A database that `onrecord add` made, opened for reading."""

    def __new__(cls, path: str | PathLike[str], /) -> Database: ...
    def quotes(
        self,
        *,
        speaker: str | None = None,
        article: str | None = None,
        outlet: str | None = None,
        kind: Literal["direct", "mixed", "indirect"] | None = None,
        grep: str | None = None,
        since: str | None = None,
        until: str | None = None,
        anonymous: bool = False,
        reported: bool = False,
        min_confidence: float = 0.5,
        all_revisions: bool = False,
        with_rejected: bool = False,
        without_copies: bool = False,
        limit: int | None = None,
    ) -> Table:
        """The quotes of the newest revision of each article, with the columns of the view `v_quotes`."""

def extract(text: str, /) -> list[Attribution]:
    """The attributions of an English text, each before those inside it."""

@overload
def extract_many(
    texts: Iterable[str], /, *, threads: int | None = None, errors: Literal["raise"] = "raise"
) -> Iterator[list[Attribution]]: ...
@overload
def extract_many(
    texts: Iterable[str], /, *, threads: int | None = None, errors: Literal["return"]
) -> Iterator[list[Attribution] | Exception]:
    """The attributions of many texts, in their order, on all cores or `threads`; some texts are held at a time.

    With errors="return", a text that cannot be read gives its exception in its place, and the rest goes on.
    """

def extract_batch(
    batch: object, /, *, table: Literal["attributions", "articles", "records"] = "attributions", threads: int | None = None
) -> RecordBatch:
    """The flat rows of a batch of records, the same as `onrecord extract --in --out` writes.

    The batch is any table or record batch that speaks Arrow, with the columns `id`, `url`, `text` or `html`, `captured_at`,
    `title` and, for messages, `place`; others are passed over. The result is one batch: of `attributions` one row an
    attribution; of `articles` one row a record, in their order, with `error` where the record could not be used; of
    `records` the articles, each with its attributions as the list `attribution_rows`. Each row depends on its record alone.
    """

def diff(old: str, new: str, /, *, old_date: str | None = None, new_date: str | None = None) -> Comparison:
    """What changed from one text of an article to the next. Dates (ISO 8601) tell what day "yesterday" was."""
