"""What of an archive is done: an SQLite database beside the output, and the commit point of a batch.

The output is written first and synchronized; then one transaction notes its length together with the pages
that it holds. What the output has beyond the length noted was never committed and is cut off on resuming.
The database stays on disk, so an archive of any size takes the same memory.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from diemtin.batch.lost import not_written
from diemtin.batch.near import NearDuplicates
from diemtin.batch.work import Failure
from diemtin.errors import OutputLost

__all__ = ["Entry", "Journal", "storable"]

_TABLES = """
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS digested (key BLOB, occurrence INTEGER, PRIMARY KEY (key, occurrence)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS failed (
    number INTEGER PRIMARY KEY, key BLOB, occurrence INTEGER, source TEXT, stage TEXT, record TEXT,
    UNIQUE (key, occurrence)
);
CREATE INDEX IF NOT EXISTS failed_source ON failed (source);
CREATE TEMPORARY TABLE seen (key BLOB PRIMARY KEY, occurrences INTEGER, source TEXT) WITHOUT ROWID;
"""

Change = tuple[str, tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that is done: digested, or failed with its reason."""

    key: bytes
    occurrence: int
    source: str
    failure: Failure | None


class Journal:
    """The database of one output; open in one process at a time."""

    def __init__(self, path: Path) -> None:
        """Open or make it.

        Raises:
            OutputLost: another run has it open, it is no journal, or it cannot be written.
        """
        self._path = path
        try:
            self._database = sqlite3.connect(path, timeout=0.5, isolation_level=None)
            self._database.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._database.execute("BEGIN EXCLUSIVE")
            self._database.execute("COMMIT")
            self._database.executescript(_TABLES)
        except sqlite3.Error as error:
            raise self._lost(error) from error

    @property
    def position(self) -> int:
        """How much of the output is committed, in the output's own measure."""
        return self._number("SELECT coalesce(max(value), 0) FROM state WHERE name = 'position'")

    @property
    def digested(self) -> int:
        """How many pages are digested."""
        return self._number("SELECT count(*) FROM digested")

    @property
    def failed(self) -> int:
        """How many pages are listed as failed."""
        return self._number("SELECT count(*) FROM failed")

    def failures(self) -> Iterator[str]:
        """The lines of the file of errors, in the order in which they were found."""
        return (record for (record,) in self._database.execute("SELECT record FROM failed ORDER BY number"))

    def forget_failures(self) -> None:
        """Let all that failed be tried again."""
        self._write([("DELETE FROM failed", ())])

    def see(self, key: bytes, source: str) -> tuple[int, str | None]:
        """How many pages of this content came before in this run, and the source of the first.

        Raises:
            OutputLost: the folder for temporary files is full or gone.
        """
        row = self._one("SELECT occurrences, source FROM seen WHERE key = ?", key)
        try:
            if row is None:
                self._database.execute("INSERT INTO seen VALUES (?, 1, ?)", (key, storable(source)))
                return 0, None
            self._database.execute("UPDATE seen SET occurrences = occurrences + 1 WHERE key = ?", (key,))
        except sqlite3.Error as error:
            # What was seen in this run lies where SQLite puts temporary files, not beside the output.
            folder = os.environ.get("SQLITE_TMPDIR") or tempfile.gettempdir()
            raise not_written(f"temporary files in {folder}", error) from error
        return row[0], row[1]

    def outcome(self, key: bytes, occurrence: int) -> Literal["digested", "failed"] | None:
        """How a page ended that is done already."""
        if self._one("SELECT 1 FROM digested WHERE key = ? AND occurrence = ?", key, occurrence):
            return "digested"
        if self._one("SELECT 1 FROM failed WHERE key = ? AND occurrence = ?", key, occurrence):
            return "failed"
        return None

    def near_duplicates(self) -> NearDuplicates:
        """The articles that later ones are compared with; `changes` of it are to be given to `commit`."""
        return NearDuplicates(self._database)

    def commit(self, entries: Sequence[Entry], position: int, more: Sequence[Change] = ()) -> None:
        """Note all entries, how long the output now is, and further changes, at once and for good.

        Raises:
            OutputLost: the disk is full or gone.
        """
        changes: list[Change] = [("INSERT OR REPLACE INTO state VALUES ('position', ?)", (position,))]
        for entry in entries:
            changes += _changes(entry)
        self._write([*changes, *more])

    def close(self) -> None:
        """Let another run have it."""
        self._database.close()

    def _write(self, changes: Sequence[Change]) -> None:
        try:
            self._database.execute("BEGIN")
            for statement, values in changes:
                self._database.execute(statement, values)
            self._database.execute("COMMIT")
        except sqlite3.Error as error:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            raise self._lost(error) from error

    def _one(self, statement: str, *values: object) -> tuple[int, str] | None:
        try:
            row: tuple[int, str] | None = self._database.execute(statement, values).fetchone()
        except sqlite3.Error as error:
            raise self._lost(error) from error
        return row

    def _number(self, statement: str) -> int:
        row = self._one(statement)
        return row[0] if row else 0

    def _lost(self, error: sqlite3.Error) -> OutputLost:
        if "locked" in str(error):
            return OutputLost(str(self._path), "another run is writing to this output; wait for it or stop it")
        return not_written(str(self._path), error)


def _changes(entry: Entry) -> list[Change]:
    source = storable(entry.source)
    if entry.failure is None:
        mended = "DELETE FROM failed WHERE source = ? AND stage = 'read'"  # The file can be read now.
        return [("INSERT INTO digested VALUES (?, ?)", (entry.key, entry.occurrence)), (mended, (source,))]
    values = (entry.key, entry.occurrence, source, entry.failure.stage, storable(entry.failure.to_json()))
    return [("INSERT INTO failed (key, occurrence, source, stage, record) VALUES (?, ?, ?, ?, ?)", values)]


def storable(text: str) -> str:
    """SQLite stores UTF-8; half surrogates, which names of files can hold, become the escapes that JSON has."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
