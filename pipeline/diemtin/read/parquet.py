"""Parquet files with named columns, a page a row; needs the extra `parquet` (pyarrow)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import IO, Any

from diemtin.document import Page
from diemtin.errors import MalformedRecord, MissingLibrary, PageError, TooLarge
from diemtin.read.records import Columns, fold, page_of_record
from diemtin.read.text import LARGEST

__all__ = ["read_parquet"]

_FIELDS = ("text", "id", "title", "published", "source")
_ROWS = 64  # read at a time


def read_parquet(source: str, file: IO[bytes], columns: Columns | None = None) -> Iterator[Page | PageError]:
    """The pages of a Parquet file, whose bytes can be wound; a bad row comes as its error, under its number from 1.

    Columns that are no field of a record are not read.

    Raises:
        MissingLibrary: pyarrow is not installed.
        MalformedRecord: no column holds text.
        pyarrow.ArrowException: the file is broken or cut off.
    """
    try:
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingLibrary(source, "Parquet files need an extra: pip install 'diemtin[parquet]'") from error
    table = pq.ParquetFile(file)
    found = _fields(source, table.schema_arrow.names, columns or Columns())
    number = 0
    for rows in table.iter_batches(batch_size=_ROWS, columns=list(found.values())):
        for row in rows.to_pylist():
            number += 1
            yield _page(f"{source}:{number}", {field: row[name] for field, name in found.items()})


def _fields(source: str, names: list[str], columns: Columns) -> dict[str, str]:
    """What the column of each field is called."""
    folded = {fold(name): name for name in reversed(names)}
    found = {field: name for field in _FIELDS if (name := columns.find(field, folded)) is not None}
    if "text" not in found:
        reason = f"no column of text among {', '.join(names)[:200]}; name it with --columns text=NAME"
        raise MalformedRecord(source, reason)
    return found


def _page(place: str, record: dict[str, Any]) -> Page | PageError:
    if isinstance(record["text"], str) and len(record["text"]) > LARGEST:
        return TooLarge(place, f"{len(record['text']):,} characters are no single article (at most {LARGEST:,})")
    published = record.get("published")
    if isinstance(published, date):  # Parquet has dates of its own.
        record["published"] = published.isoformat()
    try:
        return page_of_record(place, record)
    except PageError as error:
        return error
