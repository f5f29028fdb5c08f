"""Records of a `.jsonl` file: one JSON object a line, `{"text", "id"?, "title"?, "published"?, "source"?}`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from diemtin.document import Page
from diemtin.errors import MalformedRecord, PageError, UnreadablePage
from diemtin.read.text import LARGEST, decode

__all__ = ["read_record", "read_records"]


def read_records(path: Path) -> Iterator[Page | PageError]:
    """The pages of a `.jsonl` file, read line by line; a bad line comes as its error."""
    try:
        with path.open("rb") as file:
            for number, line in enumerate(_lines(file), 1):
                if line.strip():
                    yield _record_or_error(f"{path}:{number}", line)
    except OSError as error:
        yield UnreadablePage(str(path), error.strerror or "cannot be opened")


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file, of one too large only so much as shows that it is."""
    while line := file.readline(LARGEST + 1):
        yield line
        while len(line) > LARGEST and not line.endswith(b"\n"):
            line = file.readline(LARGEST + 1)


def _record_or_error(place: str, line: bytes) -> Page | PageError:
    try:
        return read_record(place, *decode(place, line))
    except PageError as error:
        return error


def read_record(place: str, line: str, encoding: str = "utf-8") -> Page:
    """The page of one record.

    A title that the text does not begin with is put before it, followed by a blank line, so that it too
    can be traced: offsets count in that joined text.

    Args:
        place: file and line, for errors and where the record names no source.
        line: one JSON object.
        encoding: what its bytes were in.

    Raises:
        MalformedRecord: not JSON, no object, no `text`, or a field that is not a string.
    """
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise MalformedRecord(place, f"not a JSON record: {error}") from error
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise MalformedRecord(place, 'a record is {"text": "...", "id"?, "title"?, "published"?, "source"?}')
    title = _string(place, record, "title")
    text: str = record["text"]
    raw = f"{title}\n\n{text}" if title and not text.lstrip().startswith(title.strip()) else text
    return Page(
        source=_string(place, record, "source") or place,
        raw=raw,
        id=_string(place, record, "id"),
        title=title,
        published=_string(place, record, "published"),
        encoding=encoding,
    )


def _string(place: str, record: dict[str, object], field: str) -> str | None:
    value = record.get(field)
    if isinstance(value, int) and not isinstance(value, bool) and field == "id":
        return str(value)
    if value is None:
        return None
    if not isinstance(value, str):
        raise MalformedRecord(place, f'"{field}" must be a string')
    if any("\ud800" <= c <= "\udfff" for c in value):
        raise MalformedRecord(place, f'"{field}" has half of a surrogate pair')
    return value
