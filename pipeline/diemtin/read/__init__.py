"""From files, folders, standard input and records to pages.

A source that cannot be read comes as its `PageError` in the page's place, so that one bad file never
hides the others; who reads one page only raises it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from diemtin.document import Page
from diemtin.errors import PageError, UnreadablePage
from diemtin.read.jsonl import read_records
from diemtin.read.text import LARGEST, decode, page_of_text

__all__ = ["STANDARD_INPUT", "SUFFIXES", "count_pages", "list_files", "read_page", "read_pages"]

STANDARD_INPUT = "-"
_RECORDS = frozenset({".jsonl", ".ndjson"})
SUFFIXES = frozenset({".txt", ".text", ".html", ".htm", ".xhtml"}) | _RECORDS


def read_pages(paths: Sequence[str | Path | PageError]) -> Iterator[Page | PageError]:
    """The pages of all paths in order: files as named, folders by name and recursively, `-` as standard input.

    A `.jsonl` file gives one page a line. In folders only files with a known suffix are read. An error
    among the paths is passed on in its place.
    """
    for file in list_files(paths):
        if isinstance(file, PageError):
            yield file
        elif file.suffix.lower() in _RECORDS:
            yield from read_records(file)
        else:
            yield _read_or_error(file)


def list_files(paths: Sequence[str | Path | PageError]) -> list[Path | PageError]:
    """The files that `read_pages` reads, with an error in the place of a folder without any."""
    return [file for path in paths for file in _files(path)]


def count_pages(paths: Sequence[str | Path | PageError]) -> int:
    """How many pages and errors `read_pages` yields, without reading more than line ends."""
    return sum(
        _count_lines(file) if isinstance(file, Path) and file.suffix.lower() in _RECORDS else 1
        for file in list_files(paths)
    )


def _count_lines(path: Path) -> int:
    try:
        with path.open("rb") as file:
            return sum(1 for line in iter(lambda: file.readline(LARGEST + 1), b"") if line.strip())
    except OSError:
        return 1


def read_page(path: str | Path) -> Page:
    """The single page of a text or HTML file, or of standard input for `-`.

    Raises:
        PageError: the file cannot be read; which subclass says why.
    """
    if str(path) == STANDARD_INPUT:
        text, encoding = decode(STANDARD_INPUT, sys.stdin.buffer.read())
        return page_of_text(STANDARD_INPUT, text, encoding=encoding)
    path = Path(path)
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadablePage(str(path), "no such file") from error
    except OSError as error:
        raise UnreadablePage(str(path), error.strerror or "cannot be opened") from error
    text, encoding = decode(str(path), content)
    return page_of_text(str(path), text, path.suffix.lower(), encoding)


def _read_or_error(path: Path) -> Page | PageError:
    try:
        return read_page(path)
    except PageError as error:
        return error


def _files(path: str | Path | PageError) -> Iterator[Path | PageError]:
    if isinstance(path, PageError):
        yield path
        return
    folder = Path(path)
    if str(path) == STANDARD_INPUT or not folder.is_dir():
        yield folder
        return
    files = [file for file in sorted(folder.rglob("*")) if file.suffix.lower() in SUFFIXES and file.is_file()]
    if files:
        yield from files
    else:
        yield UnreadablePage(str(path), f"no page in this folder; looked for {', '.join(sorted(SUFFIXES))}")
