"""The pages of an archive, one after the other: files are listed as they are read, never all at once."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path

from diemtin.document import Page
from diemtin.errors import InputLost, PageError, UnreadablePage
from diemtin.read import STANDARD_INPUT, Columns, count_pages, read_pages
from diemtin.read.listing import pages_among

__all__ = ["Selection", "content_key", "count", "find_pages", "group_of", "in_sample"]

_ADDRESS = re.compile(r"https?://([^/?#\s]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which pages of the inputs are wanted.

    Attributes:
        since: only files modified then or later.
        limit: at most so many that are not yet done.
        sample: this share of the pages, between 0 and 1, chosen by their content.
        unique: leave out pages whose content came before.
        columns: what fields of records and columns of tables are called, where that is not to be guessed.
        leave_out: files and folders that are no input, such as the output itself.
        only: of a folder no other files than these, which lie in it.
        settled: leave out files that were modified less than so many seconds ago, for they may grow.
        may_be_empty: whether a folder without pages is no error.
    """

    since: datetime | None = None
    limit: int | None = None
    sample: float = 1.0
    unique: bool = False
    columns: Columns | None = None
    leave_out: frozenset[Path] = frozenset()
    only: frozenset[Path] | None = None
    settled: float = 0.0
    may_be_empty: bool = False

    def without(self, files: Iterable[Path]) -> Selection:
        """The same, but these files are no input either."""
        return replace(self, leave_out=self.leave_out | {file.resolve() for file in files})


def find_pages(inputs: Sequence[str | Path], selection: Selection) -> Iterator[tuple[str, Page | PageError]]:
    """Each page, or the error in its place, after what it is counted under; files in the order of their names.

    A folder in an input that may not be read is an error in the place of its pages.

    Raises:
        InputLost: an input is no longer there.
    """
    for root in inputs:
        files = _files(root, selection)
        first = next(files, None)
        for file in _chained(first, files) if first else _without_files(root, selection):
            for page in read_pages([file], selection.columns):
                if isinstance(page, UnreadablePage):
                    _check_there(root)
                yield group_of(root, page.source), page


def count(inputs: Sequence[str | Path], selection: Selection) -> int | None:
    """How many pages `find_pages` gives, without reading more than line ends; None where only reading tells."""
    total = 0
    for file in (file for root in inputs for file in _files(root, selection)):
        number = count_pages([file])
        if number is None:
            return None
        total += number
    return total


def content_key(page: Page | PageError) -> bytes:
    """The hash (SHA-256, 16 bytes) of all that a page says, whatever file it stands in; of an error, all of it."""
    said: tuple[str | None, ...]
    if isinstance(page, PageError):
        said = (type(page).__name__, page.source, page.reason)
    else:
        said = (page.raw, page.format.value, page.id, page.title, page.published)
    sums = hashlib.sha256()
    for part in said:
        content = b"" if part is None else part.encode("utf-8", "surrogatepass")
        sums.update(b"%d:" % (-1 if part is None else len(content)))
        sums.update(content)
    return sums.digest()[:16]


def in_sample(key: bytes, share: float) -> bool:
    """Whether a page belongs to a sample: the same pages in every run, and those of a smaller sample in a larger."""
    return int.from_bytes(key[:7]) < share * (1 << 56)


def group_of(root: str | Path, source: str) -> str:
    """What a page is counted under: the host of an address, else the folder in the input that it is in."""
    file, _, member = source.partition("!")
    address = _ADDRESS.match(source) or _ADDRESS.match(member)
    if address:
        return address[1]
    folder = Path(root)
    try:
        inner = Path(file).relative_to(folder).parts
    except ValueError:
        return str(root)
    return str(folder / inner[0]) if len(inner) > 1 else str(root)


def _files(root: str | Path, selection: Selection) -> Iterator[Path | PageError]:
    if str(root) == STANDARD_INPUT:
        yield Path(root)
        return
    path = Path(root)
    if not path.is_dir():
        files: Iterable[Path | PageError] = [path]
    elif selection.only is None:
        files = _walk(root, path, selection.leave_out)
    else:
        files = _pages_of(selection.only, selection.leave_out)
    for file in files:
        if isinstance(file, PageError) or (file.resolve() not in selection.leave_out and _is_in_time(file, selection)):
            yield file


def _pages_of(files: Iterable[Path], leave_out: frozenset[Path]) -> Iterator[Path]:
    """Those of some files that a listing of their folders would have."""
    for folder, found in groupby(sorted(files), key=lambda file: file.parent):
        if folder.is_dir() and leave_out.isdisjoint((folder.resolve(), *folder.resolve().parents)):
            wanted = pages_among(entry.name for entry in folder.iterdir())
            yield from (file for file in found if file.name in wanted and file.is_file())


def _walk(root: str | Path, folder: Path, leave_out: frozenset[Path]) -> Iterator[Path | PageError]:
    """The files with a known suffix under a folder, in the order of `sorted(folder.rglob("*"))`."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except PermissionError as error:
        if folder == Path(root):
            raise InputLost(str(root), "this folder may not be read; allow it") from error
        yield UnreadablePage(str(folder), "this folder may not be read; allow it, then run the same command again")
        return
    except OSError as error:
        _check_there(root)
        raise InputLost(str(folder), f"cannot be read: {error.strerror}") from error
    wanted = pages_among(entry.name for entry in entries)
    for entry in entries:
        path = folder / entry.name
        if entry.is_dir(follow_symlinks=False):
            if path.resolve() not in leave_out:
                yield from _walk(root, path, leave_out)
        elif entry.name in wanted and entry.is_file():
            yield path


def _is_in_time(file: Path, selection: Selection) -> bool:
    if selection.since is None and not selection.settled:
        return True
    try:
        modified = file.stat().st_mtime
    except OSError:
        return True  # Whoever reads it will say what is wrong.
    is_recent = selection.since is None or modified >= selection.since.timestamp()
    return is_recent and time.time() - modified >= selection.settled


def _without_files(root: str | Path, selection: Selection) -> Iterator[Path | PageError]:
    """A folder without pages is an error of its own, unless it may be so or all of them were left out."""
    _check_there(root)
    if not selection.may_be_empty and next(_files(root, Selection()), None) is None:
        yield Path(root)


def _chained(first: Path | PageError, rest: Iterable[Path | PageError]) -> Iterator[Path | PageError]:
    yield first
    yield from rest


def _check_there(root: str | Path) -> None:
    if str(root) == STANDARD_INPUT:
        return
    remedy = "bring it back and run the same command again"
    try:
        Path(root).stat()
    except FileNotFoundError as error:
        raise InputLost(str(root), f"is no longer there; {remedy}") from error
    except OSError as error:  # Such as a share whose server is gone.
        raise InputLost(str(root), f"cannot be read: {error.strerror}; {remedy}") from error
