"""From files, folders, archives, standard input and records to pages.

A source that cannot be read comes as its `PageError` in the page's place, so that one bad file never
hides the others; who reads one page only raises it.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, cast

from diemtin.document import Page
from diemtin.errors import EmptyArticle, PageError, TooLarge, UnreadablePage
from diemtin.read.archives import Member, Members, decompressed, tar_members, warc_members, zip_members
from diemtin.read.isolated import isolated
from diemtin.read.kinds import COMPRESSIONS, CONTAINERS, HEAD, Kind, kind_of, kind_of_zip, suffix_of
from diemtin.read.listing import STANDARD_INPUT, SUFFIXES, count_pages, is_page_name, list_files
from diemtin.read.mail import read_mail
from diemtin.read.office import read_document, read_rtf
from diemtin.read.parquet import read_parquet
from diemtin.read.pdf import read_pdf
from diemtin.read.records import Columns, read_array, read_lines
from diemtin.read.streams import Metered, read_whole
from diemtin.read.tables import read_table
from diemtin.read.text import LARGEST, decode, page_of_text

__all__ = [
    "STANDARD_INPUT",
    "SUFFIXES",
    "Columns",
    "count_pages",
    "list_files",
    "read_page",
    "read_pages",
    "read_stream",
]

_Pages = Iterator[Page | PageError]


def read_pages(paths: Sequence[str | Path | PageError], columns: Columns | None = None) -> _Pages:
    """The pages of all paths in order: files as named, folders by name and recursively, `-` as standard input.

    A file of records, a table or an archive gives all its pages. In folders only files with a known suffix
    are read. An error among the paths is passed on in its place.

    Args:
        paths: files, folders, `-`, or errors.
        columns: what fields of records and columns of tables are called, where that is not to be guessed.
    """
    for file in list_files(paths):
        if isinstance(file, PageError):
            yield file
        else:
            yield from _guarded(str(file), _pages_at(file, columns))


def read_stream(source: str, file: IO[bytes], columns: Columns | None = None) -> _Pages:
    """The pages of a file that is open, wherever it lies: as `read_pages` gives those of a file of that name.

    Args:
        source: what the file is called.
        file: its bytes, which can be wound.
        columns: what fields of records and columns of tables are called, where that is not to be guessed.
    """
    buffered: io.BufferedReader = io.BufferedReader(cast("io.RawIOBase", file))
    try:
        yield from _guarded(source, _pages(source, buffered, None, columns))
    finally:
        buffered.detach()  # Else it would close the file, which is the caller's.


def read_page(path: str | Path) -> Page:
    """The single page of a file, or of standard input for `-`.

    Raises:
        PageError: the file cannot be read, which subclass says why, or holds several pages.
    """
    pages = _guarded(str(path), _pages_at(Path(path), None))
    page = next(pages, None)
    if page is None:
        raise EmptyArticle(str(path), "there is no page in this file")
    if isinstance(page, PageError):
        raise page
    if next(pages, None) is not None:
        raise UnreadablePage(str(path), "this file holds several pages; read it with read_pages")
    return page


def _guarded(source: str, pages: _Pages) -> _Pages:
    """The pages, and as the last of them what they broke off with; what libraries raise on broken files is theirs."""
    try:
        yield from pages
    except PageError as error:
        yield error
    except FileNotFoundError:
        yield UnreadablePage(source, "no such file")
    except Exception as error:
        system = error.strerror if isinstance(error, OSError) else None
        broken = f"broken or cut off ({type(error).__name__}: {error}); save or copy it again"
        yield UnreadablePage(source, system or broken)


def _standard_input() -> IO[bytes]:
    if sys.stdin is None:  # As in `diemtin summarize - <&-`.
        raise UnreadablePage(STANDARD_INPUT, "standard input is closed; give it a page, or name a file")
    return sys.stdin.buffer


def _pages_at(path: Path, columns: Columns | None) -> _Pages:
    if str(path) == STANDARD_INPUT:
        stream = Metered(STANDARD_INPUT, _standard_input())
        yield from _pages(STANDARD_INPUT, stream.buffered(), stream, columns)
        return
    with path.open("rb") as file:
        if file.seekable():
            yield from _pages(str(path), file, None, columns)
        else:
            stream = Metered(str(path), file)
            yield from _pages(str(path), stream.buffered(), stream, columns)


def _pages(source: str, file: io.BufferedReader, stream: Metered | None, columns: Columns | None) -> _Pages:
    """The pages of a file that is in no archive: one, some, or those of the archive that it is.

    `stream` is what `file` buffers, where it is not a file that can be wound.
    """
    kind = _kind(source, file)
    if kind in COMPRESSIONS:
        stream = decompressed(kind, source, file)
        file = stream.buffered()
        kind = _kind(source, file)
        if kind in COMPRESSIONS:
            raise _nested(source)
    if kind is Kind.ZIP:
        file = _seekable(source, file)
        kind = kind_of_zip(source, file)
    if kind not in CONTAINERS:
        yield from _read(kind, Member(source, file, suffix_of(source)), columns)
        return
    found = False
    for member in _members(kind, source, file, stream):
        found = True
        if isinstance(member, PageError):
            yield member
        else:
            yield from _guarded(member.source, _pages_of_member(member, columns))
    if not found:
        yield UnreadablePage(source, f"no page in this archive; looked for {', '.join(sorted(SUFFIXES))}")


def _members(kind: Kind, source: str, file: io.BufferedReader, stream: Metered | None) -> Members:
    if kind is Kind.ZIP:
        return zip_members(source, file, is_page_name)
    if kind is Kind.TAR:
        return tar_members(source, file, stream, is_page_name)
    if stream is None:
        stream = Metered(source, file)
        file = stream.buffered()
    return warc_members(source, file, stream)


def _pages_of_member(member: Member, columns: Columns | None) -> _Pages:
    kind = _kind(member.source, member.file)
    if kind is Kind.ZIP:
        file = _seekable(member.source, member.file)
        kind = kind_of_zip(member.source, file)
        member = Member(member.source, file, member.suffix, member.charset)
    if kind in CONTAINERS:
        raise _nested(member.source)
    yield from _read(kind, member, columns)


def _read(kind: Kind, member: Member, columns: Columns | None) -> _Pages:
    """The pages of what is no container."""
    source, file = member.source, member.file
    match kind:
        case Kind.JSON_LINES:
            yield from read_lines(source, file, columns)
        case Kind.JSON:
            yield from read_array(source, file, columns)
        case Kind.TABLE:
            yield from read_table(source, file, columns)
        case Kind.PARQUET:
            yield from read_parquet(source, _seekable(source, file), columns)
        case Kind.DOCX | Kind.ODT:
            yield read_document(source, kind, file)
        case Kind.PDF:
            yield isolated(read_pdf, source, read_whole(file))
        case Kind.RTF:
            yield isolated(read_rtf, source, read_whole(file))
        case Kind.MAIL:
            yield isolated(read_mail, source, read_whole(file))
        case _:
            text, encoding = decode(source, read_whole(file), member.charset)
            yield page_of_text(source, text, member.suffix, encoding)


def _kind(source: str, file: io.BufferedReader) -> Kind:
    return kind_of(source, file.peek(HEAD)[:HEAD])


def _seekable(source: str, file: io.BufferedReader) -> io.BufferedReader:
    """The same bytes so that they can be read from the end, where ZIP and Parquet have their directories."""
    if file.seekable():
        return file
    content = read_whole(file)
    if len(content) > LARGEST:
        raise TooLarge(source, f"ZIP or Parquet of over {LARGEST:,} bytes must be named as a file, not lie in another")
    return io.BufferedReader(io.BytesIO(content))


def _nested(source: str) -> UnreadablePage:
    return UnreadablePage(source, "an archive in an archive is not read; unpack the outer one and name the folder")
