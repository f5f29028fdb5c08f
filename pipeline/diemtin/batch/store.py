"""What is written when: digests to the output, failures to the file of errors, both noted in the journal."""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from diemtin.batch.journal import Entry, Journal, storable
from diemtin.batch.lost import ALLOW, not_written
from diemtin.batch.manifest import Making, OutputFiles, check_making, manifest_text, write_whole
from diemtin.batch.outputs import open_output, write_all
from diemtin.batch.work import Digested, Failure, Outcome, Task
from diemtin.errors import OutputLost

__all__ = ["Store", "check_folder", "check_no_input", "discard", "open_store", "writing"]

_SPREADSHEETS = (".xlsx", ".xls", ".ods")


class Store:
    """An output with its journal, manifest and file of errors."""

    def __init__(
        self, files: OutputFiles, making: Making, inputs: Sequence[str], *, retry_failed: bool, unique: bool
    ) -> None:
        self._files = files
        self._making = making
        self._inputs = list(inputs)
        self._entries: list[Entry] = []
        self._errors: io.FileIO | None = None
        self._unique = unique
        self.journal = Journal(files.journal)
        try:
            if not files.manifest.exists() and (self.journal.digested or self.journal.failed):
                raise OutputLost(str(files.manifest), "is missing; put it back or start over with --restart")
            if retry_failed:
                self.journal.forget_failures()
            self._near = self.journal.near_duplicates() if making.near_duplicates else None
            self._output = open_output(files.output, self.journal.position)
            self._due = time.monotonic() + self._output.seconds_per_commit
            self._write_errors()
            self._write_manifest(finished=False)
        except BaseException:
            self.journal.close()
            raise

    def add(self, task: Task, outcome: Outcome) -> bool:
        """Write one result; it is safe from the next commit on, which comes after a few more.

        Returns:
            False if it is a duplicate and left out.

        Raises:
            OutputLost: it cannot be written.
        """
        failure = None if isinstance(outcome, Digested) else outcome
        like = self._like(task, outcome)
        kept = not (like and self._unique)
        with writing(self._files.output):
            if isinstance(outcome, Digested) and kept:
                self._output.append(_marked(outcome.line, like) if like else outcome.line)
        if failure:
            with writing(self._files.errors):
                self._append_error(failure)
        self._entries.append(Entry(task.key, task.occurrence, task.page.source, failure))
        if len(self._entries) >= self._output.rows_per_commit or time.monotonic() > self._due:
            self.commit()
        return kept

    def commit(self) -> None:
        """Bring all results to the disk, then note that they are there.

        Raises:
            OutputLost: they cannot be written.
        """
        with writing(self._files.output):
            position = self._output.sync()
        self._due = time.monotonic() + self._output.seconds_per_commit
        self.journal.commit(self._entries, position, self._near.changes() if self._near else ())
        self._entries.clear()
        if self._near:
            self._near.committed()

    def finish(self, *, complete: bool) -> None:
        """Commit, and leave the file of errors and the manifest as they now are.

        Raises:
            OutputLost: they cannot be written.
        """
        self.commit()
        with writing(self._files.output):
            self._write_errors()
            self._write_manifest(finished=complete)

    def close(self) -> None:
        """Let the files go. What was not committed is done again by the next run."""
        if self._errors:
            self._errors.close()
        self._output.close()
        self.journal.close()

    def _like(self, task: Task, outcome: Outcome) -> str | None:
        """The source of an earlier article that says nearly the same, where that is asked for."""
        if self._near is None or task.duplicate_of is not None:
            return None
        minima = outcome.signature if isinstance(outcome, Digested) else None
        return self._near.original(storable(task.page.source), minima) if minima else None

    def _append_error(self, failure: Failure) -> None:
        """Without a buffer, for what stays in one on a full disk is written again when the file is closed."""
        self._errors = self._errors or self._files.errors.open("ab", buffering=0)
        write_all(self._errors, f"{failure.to_json()}\n")

    def _write_errors(self) -> None:
        """The file of errors as the journal knows it; none where there are none."""
        if self._errors:
            self._errors.close()
            self._errors = None
        if self.journal.failed:
            write_whole(self._files.errors, self.journal.failures())
        else:
            self._files.errors.unlink(missing_ok=True)

    def _write_manifest(self, *, finished: bool) -> None:
        state = {
            "inputs": self._inputs,
            "digested": self.journal.digested,
            "failed": self.journal.failed,
            "complete": finished,
        }
        write_whole(self._files.manifest, [manifest_text(self._making, state)])


@contextmanager
def open_store(
    output: Path,
    making: Making,
    inputs: Sequence[str],
    *,
    retry_failed: bool = False,
    restart: bool = False,
    unique: bool = False,
) -> Iterator[Store]:
    """The store of an output: new, or as the last run left it.

    Raises:
        SettingsChanged: it was begun with other settings or models.
        OutputLost: it is in use, was not made by a batch, was changed since, or cannot be written.
    """
    files = OutputFiles(output)
    with writing(output):
        check_no_input(files, inputs)
        if restart:
            discard(files)
        _check_free(files)
        manifest = files.manifest.read_text(encoding="utf-8") if files.manifest.exists() else None
        check_making(str(files.manifest), manifest, making)
        store = Store(files, making, inputs, retry_failed=retry_failed, unique=unique)
    try:
        yield store
    finally:
        store.close()


def _marked(line: str, original: str) -> str:
    return json.dumps(json.loads(line) | {"duplicate_of": original}, ensure_ascii=False)


def discard(files: OutputFiles) -> None:
    """Delete an output and all that belongs to it, unless a run is writing to it.

    Raises:
        OutputLost: a run is writing to it.
    """
    if files.journal.exists():
        Journal(files.journal).close()
    if files.output.is_dir() and files.output.suffix.lower() == ".parquet":
        shutil.rmtree(files.output)
    for path in files.all:
        if path == files.parts:
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def check_no_input(files: OutputFiles, inputs: Sequence[str]) -> None:
    """A page that is to be read is never overwritten, not even with `--restart`; what a batch made is none.

    Raises:
        OutputLost: the output is an input, or stands in one.
    """
    output = files.output
    own = (files.journal, files.manifest, files.parts, output / "manifest.json")
    if any(path.exists() for path in own) or not output.exists():
        return
    if output.is_file() and not output.stat().st_size:
        return
    place = output.resolve()
    if any(Path(path).resolve() in (place, *place.parents) for path in inputs):
        raise OutputLost(str(output), "is one of the inputs, which would be lost; name another output")


def check_folder(output: Path) -> None:
    """What an output is to stand in is there and may be written to.

    Raises:
        OutputLost: it is not, or may not.
    """
    if not output.parent.is_dir():
        raise OutputLost(str(output), f"cannot be written: there is no folder {output.parent}; make it first")
    if not os.access(output.parent, os.W_OK):
        reason = f"cannot be written: nothing may be written to the folder {output.parent}; {ALLOW}"
        raise OutputLost(str(output), reason)


def _check_free(files: OutputFiles) -> None:
    """An output that no batch made is not overwritten, and one that cannot be made is told before anything is done."""
    output = files.output
    check_folder(output)
    if output.name == "-" or (output.exists() and not output.is_file() and not output.is_dir()):
        raise OutputLost(str(output), "is no file that a batch could go on with; name a file, such as digests.jsonl")
    if output.suffix.lower() in _SPREADSHEETS:
        raise OutputLost(str(output), "spreadsheets are not written; name a .csv, which they open")
    if output.is_dir() and output.suffix.lower() != ".parquet":
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(output))
    if files.journal.exists() or not output.exists():
        return
    if any(output.iterdir()) if output.is_dir() else output.stat().st_size:
        reason = "was not begun by this command; name another output, or overwrite it with --restart"
        raise OutputLost(str(output), reason)


@contextmanager
def writing(output: Path | str) -> Iterator[None]:
    """Whatever prevents writing becomes one line that names the file."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise not_written(str(output), error) from error
