"""Which files are read, and how many pages they hold."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from diemtin.errors import PageError, UnreadablePage
from diemtin.read.kinds import CONTAINERS, HEAD, Kind, kind_of, kind_of_zip
from diemtin.read.text import LARGEST

__all__ = ["STANDARD_INPUT", "SUFFIXES", "count_pages", "is_page_name", "list_files", "pages_among"]

STANDARD_INPUT = "-"
# In folders and archives; a file that is named outright is read whatever it is called.
SUFFIXES = frozenset(
    ".txt .text .html .htm .xhtml .mhtml .mht .eml .pdf .docx .odt .rtf .json .jsonl .ndjson .csv .tsv .parquet"
    " .zip .tar .tgz .txz .warc .gz .xz .zst".split()
)


def is_page_name(name: str) -> bool:
    """Whether a file of this name in a folder or an archive is read; what macOS adds to archives is not."""
    path = PurePosixPath(name)
    return path.suffix.lower() in SUFFIXES and not path.name.startswith("._")


def list_files(paths: Sequence[str | Path | PageError]) -> list[Path | PageError]:
    """The files that `read_pages` reads, with an error in the place of a folder without any.

    In a folder a `.json` file beside a page whose name it begins with is taken for what somebody noted
    about that page, and left out.
    """
    return [file for path in paths for file in _files(path)]


def _files(path: str | Path | PageError) -> Iterator[Path | PageError]:
    if isinstance(path, PageError):
        yield path
        return
    folder = Path(path)
    if str(path) == STANDARD_INPUT or not folder.is_dir():
        yield folder
        return
    found = sorted(folder.rglob("*"))
    names: dict[Path, list[str]] = {}
    for file in found:
        names.setdefault(file.parent, []).append(file.name)
    wanted = {parent: pages_among(inside) for parent, inside in names.items()}
    files = [file for file in found if file.name in wanted[file.parent] and file.is_file()]
    if files:
        yield from files
    else:
        yield UnreadablePage(str(path), f"no page in this folder; looked for {', '.join(sorted(SUFFIXES))}")


def pages_among(names: Iterable[str]) -> set[str]:
    """Which names of the files in one folder are those of pages.

    A `.json` file beside a page whose name it begins with is what somebody noted about that page. What a batch
    has written, known by the manifest beside it, is no page either.
    """
    every = set(names)
    outputs = [PurePosixPath(name) for name in every if f"{name}.manifest.json" in every]
    beside = [f"{out.name}.{what}" for out in outputs for what in ("manifest.json", "errors.jsonl")]
    written = {*beside, *(name for out in outputs for name in (out.name, f"{out.stem}.errors.jsonl"))}
    pages = [PurePosixPath(name) for name in every - written if is_page_name(name)]
    stems = {page.stem for page in pages if page.suffix.lower() != ".json"}
    return {page.name for page in pages if page.suffix.lower() != ".json" or page.name.partition(".")[0] not in stems}


def count_pages(paths: Sequence[str | Path | PageError]) -> int | None:
    """How many pages and errors `read_pages` yields, or None where only reading tells.

    Files of one page and lines of `.jsonl` are counted, by no more than beginnings and line ends; tables,
    Parquet, arrays, archives and standard input are not.
    """
    total = 0
    for file in list_files(paths):
        number = 1 if isinstance(file, PageError) else _count(file)
        if number is None:
            return None
        total += number
    return total


def _count(path: Path) -> int | None:
    if str(path) == STANDARD_INPUT:
        return None
    try:
        with path.open("rb") as file:
            if not file.seekable():
                return None
            head = file.peek(HEAD)[:HEAD]
            if not head:
                return 1  # The error that the file is empty.
            kind = kind_of(path.name, head)
            if kind is Kind.ZIP:
                kind = kind_of_zip(str(path), file)
            if kind is Kind.JSON_LINES:
                return sum(1 for line in iter(lambda: file.readline(LARGEST + 1), b"") if line.strip())
    except (OSError, PageError, zipfile.BadZipFile):
        return 1
    return None if kind in CONTAINERS or kind in (Kind.JSON, Kind.TABLE, Kind.PARQUET) else 1
