"""Where digests are written, by the ending of the output: .csv, .sqlite, .parquet, and JSONL for all others.

Each output can say how long it is once it is synchronized, and be cut back to a length that it had: that is
all a journal needs to make it crash-safe.
"""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from diemtin.errors import OutputLost

__all__ = ["Output", "flat", "open_output", "write_all"]

_CHANGED = "is not as the last run left it ({found} where {expected} were written); start over with --restart"


class Output(Protocol):
    """Digests in some form, one after the other; synchronized after so many, or after so many seconds."""

    rows_per_commit: int
    seconds_per_commit: float

    def append(self, line: str) -> None:
        """Add a digest, given as JSON."""

    def sync(self) -> int:
        """Bring all that was added to the disk; the length that it can be cut back to."""

    def close(self) -> None:
        """Let the files go; what is not synchronized may be lost."""


def open_output(path: Path, position: int) -> Output:
    """The output at `path`, cut back to `position`; what is not there is made.

    Raises:
        OutputLost: it is shorter than `position`.
        BatchError: it needs a library that is not installed.
        OSError: it cannot be written.
    """
    return _FORMS.get(path.suffix.lower(), _jsonl)(path, position)


class _Lines:
    """A file that grows line by line, so that `tail -f` shows each digest as it is made; counts bytes."""

    rows_per_commit = 100
    seconds_per_commit = 60.0

    def __init__(self, path: Path, position: int, header: str, form: Callable[[str], str]) -> None:
        self._form = form
        self._file = path.open("ab", buffering=0)
        try:
            self._cut(path, position)
            if not position:
                write_all(self._file, header)
        except BaseException:
            self._file.close()
            raise

    def append(self, line: str) -> None:
        write_all(self._file, self._form(line))

    def sync(self) -> int:
        os.fsync(self._file.fileno())
        return self._file.seek(0, io.SEEK_END)

    def close(self) -> None:
        self._file.close()

    def _cut(self, path: Path, position: int) -> None:
        length = self._file.seek(0, io.SEEK_END)
        if length < position:
            raise OutputLost(str(path), _CHANGED.format(found=f"{length} bytes", expected=position))
        self._file.truncate(position)


def write_all(file: io.FileIO, text: str) -> None:
    """Write a text as UTF-8, with escapes for half surrogates, to a file without a buffer."""
    content = text.encode("utf-8", "backslashreplace")
    while content:  # A disk that fills up takes a part first and then tells.
        content = content[file.write(content) :]


def _jsonl(path: Path, position: int) -> Output:
    return _Lines(path, position, "", lambda line: f"{line}\n")


_COLUMNS = (
    "id", "source", "title", "published", "byline", "views", "summary", "people", "organizations", "locations",
    "duplicate_of", "text",
)  # fmt: skip


def _csv(path: Path, position: int) -> Output:
    """With the mark by which spreadsheets know UTF-8."""
    header = "\ufeff" + _row(_COLUMNS)
    return _Lines(path, position, header, lambda line: _row(tuple(flat(json.loads(line)).values())))


def _row(values: tuple[object, ...]) -> str:
    row = io.StringIO()
    csv.writer(row).writerow(values)
    return row.getvalue()


def flat(record: dict[str, Any]) -> dict[str, str | int | None]:
    """A digest as one row; lists are joined by semicolons, people follow their rank."""
    published = record["published"] or {}
    return {
        "id": record["id"],
        "source": record["source"],
        "title": record["title"],
        "published": published.get("iso") or published.get("text"),
        "byline": record["byline"],
        "views": record["views"],
        "summary": record["summary"]["text"],
        "people": "; ".join(" ".join(filter(None, (who["rank"], who["name"]))) for who in record["people"]),
        "organizations": "; ".join(body["name"] for body in record["organizations"]),
        "locations": "; ".join(place["name"] for place in record["locations"]),
        "duplicate_of": record.get("duplicate_of"),
        "text": record["text"],
    }


_TABLES = f"""
CREATE TABLE IF NOT EXISTS digests (number INTEGER PRIMARY KEY, {", ".join(_COLUMNS)}, record TEXT);
CREATE TABLE IF NOT EXISTS people (digest INTEGER, name TEXT, rank TEXT);
CREATE TABLE IF NOT EXISTS offices (digest INTEGER, name TEXT, position TEXT, organization TEXT);
CREATE TABLE IF NOT EXISTS organizations (digest INTEGER, name TEXT, mentions INTEGER);
CREATE TABLE IF NOT EXISTS locations (digest INTEGER, name TEXT, mentions INTEGER);
"""


class _Sqlite:
    """Tables to ask questions of, each row with the number of its digest; counts digests.

    Rows wait in memory until they are synchronized, for no transaction may be open while a worker is forked.
    """

    rows_per_commit = 100
    seconds_per_commit = 60.0

    def __init__(self, path: Path, position: int) -> None:
        self._waiting: list[str] = []
        self._database = sqlite3.connect(path, isolation_level=None)
        try:
            self._cut(path, position)
        except BaseException:
            self._database.close()
            raise
        self._number = position

    def append(self, line: str) -> None:
        self._waiting.append(line)

    def sync(self) -> int:
        self._database.execute("BEGIN")
        for line in self._waiting:
            self._number += 1
            self._insert(json.loads(line), line)
        self._database.execute("COMMIT")
        self._waiting.clear()
        return self._number

    def close(self) -> None:
        self._database.close()

    def _cut(self, path: Path, position: int) -> None:
        self._database.executescript(_TABLES)
        [found] = self._database.execute("SELECT coalesce(max(number), 0) FROM digests").fetchone()
        if found < position:
            raise OutputLost(str(path), _CHANGED.format(found=f"{found} digests", expected=position))
        self._database.execute("DELETE FROM digests WHERE number > ?", (position,))
        for table in ("people", "offices", "organizations", "locations"):
            self._database.execute(f"DELETE FROM {table} WHERE digest > ?", (position,))

    def _insert(self, record: dict[str, Any], line: str) -> None:
        self._rows("digests", [(*flat(record).values(), line)])
        self._rows("people", [(who["name"], who["rank"]) for who in record["people"]])
        self._rows(
            "offices",
            [
                (who["name"], held["position"], held["organization"])
                for who in record["people"]
                for held in who["offices"]
            ],
        )
        for table in ("organizations", "locations"):
            self._rows(table, [(found["name"], len(found["mentions"])) for found in record[table]])

    def _rows(self, table: str, rows: list[tuple[object, ...]]) -> None:
        for row in rows:
            places = ", ".join("?" * (len(row) + 1))
            values = (self._number, *(_storable(value) for value in row))
            self._database.execute(f"INSERT INTO {table} VALUES ({places})", values)


def _storable(value: object) -> object:
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value


def _parquet(path: Path, position: int) -> Output:
    from diemtin.batch.parquet import ParquetParts

    return ParquetParts(path, position)


_FORMS: dict[str, Callable[[Path, int], Output]] = {
    ".csv": _csv,
    ".sqlite": _Sqlite,
    ".db": _Sqlite,
    ".parquet": _parquet,
}
