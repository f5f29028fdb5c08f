"""Archives read in place: their pages one by one, nothing written to disk.

A page in an archive is called `archive.zip!folder/page.html`, one in a web archive `pages.warc.gz!URL`.
"""

from __future__ import annotations

import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from diemtin.errors import MissingLibrary, PageError, TooLarge, UnreadablePage
from diemtin.read.kinds import Kind, suffix_of
from diemtin.read.streams import SKIPPED, Metered, Readable
from diemtin.read.text import LARGEST

__all__ = ["Member", "Members", "decompressed", "tar_members", "warc_members", "zip_members"]

# Bytes of memory that an archive may claim for its dictionary; the highest setting of the tools claims less.
_DICTIONARY = 1 << 28
_BLOCK = 1 << 16
# Bytes between members; more is a bomb, for the libraries hold headers in memory.
_HEADERS = 2_000_000
_WARC_TYPES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": "", "application/pdf": ""}


@dataclass(frozen=True, slots=True)
class Member:
    """One page of an archive, to be read before the next is asked for.

    Attributes:
        source: the archive's name, `!`, and its own.
        file: its bytes.
        suffix: the suffix that its name, or its declared type, gives it.
        charset: the character encoding that is declared outside it.
    """

    source: str
    file: io.BufferedReader
    suffix: str
    charset: str | None = None


Members = Iterator[Member | PageError]


def decompressed(kind: Kind, source: str, file: IO[bytes]) -> Metered:
    """What is compressed in a GZIP, XZ or Zstandard file.

    Raises:
        MissingLibrary: zstandard is not installed.
    """
    if kind is Kind.GZIP:
        return Metered(source, gzip.GzipFile(fileobj=file))
    if kind is Kind.XZ:
        return Metered(source, _Xz(file))
    try:
        import zstandard
    except ImportError as error:
        raise MissingLibrary(source, "Zstandard files need an extra: pip install 'diemtin[archives]'") from error
    decompressor = zstandard.ZstdDecompressor(max_window_size=_DICTIONARY)
    return Metered(source, decompressor.stream_reader(file, read_across_frames=True))


class _Xz:
    """As `lzma.LZMAFile`, which knows no limit of memory."""

    def __init__(self, file: Readable) -> None:
        self._file = file
        self._decompressor = lzma.LZMADecompressor(memlimit=_DICTIONARY)

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, none at the end.

        Raises:
            EOFError: the file is cut off.
            lzma.LZMAError: it is broken or claims too much memory.
        """
        while True:
            piece = b""
            if self._decompressor.eof:  # another stream may follow, after zeros
                piece = self._decompressor.unused_data.lstrip(b"\0") or self._file.read(_BLOCK).lstrip(b"\0")
                if not piece:
                    return b""
                self._decompressor = lzma.LZMADecompressor(memlimit=_DICTIONARY)
            elif self._decompressor.needs_input:
                piece = self._file.read(_BLOCK)
                if not piece:
                    raise EOFError("the file is cut off")
            if data := self._decompressor.decompress(piece, size):
                return data


def zip_members(source: str, file: IO[bytes], is_page: Callable[[str], bool]) -> Members:
    """The pages of a ZIP archive in the order of its directory.

    Args:
        source: what the archive is called.
        file: the archive, which can be wound.
        is_page: whether a member of this name is read at all.
    """
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            name = f"{source}!{info.filename}"
            if info.is_dir() or not is_page(info.filename):
                continue
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                # zipfile holds all that 4 KB of any other method become, which can be gigabytes
                yield UnreadablePage(name, "compressed by another method than deflate; pack the archive again")
            elif info.flag_bits & 1:
                yield UnreadablePage(name, "encrypted; unpack the archive with its password first")
            elif info.file_size > LARGEST and not _is_sequence(info.filename):
                yield _too_large(name, info.file_size)
            else:
                try:
                    member = archive.open(info)
                except (OSError, EOFError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
                    yield UnreadablePage(name, f"broken, or compressed in an unknown way ({error}); pack it again")
                    continue
                with member:
                    yield Member(name, Metered(name, member).buffered(), suffix_of(info.filename))


def tar_members(source: str, file: IO[bytes], stream: Metered | None, is_page: Callable[[str], bool]) -> Members:
    """The pages of a TAR archive in their order.

    Args:
        source: what the archive is called.
        file: the archive.
        stream: what gives its bytes if it cannot be wound; stopped if it goes on for `SKIPPED` bytes between pages.
        is_page: whether a member of this name is read at all.

    Raises:
        TooLarge: the stream was stopped.
        tarfile.TarError: the archive is broken.
    """
    _allow(stream, _HEADERS)
    with tarfile.open(fileobj=file, mode="r|" if stream else "r:") as archive:
        while info := archive.next():
            archive.members.clear()  # type: ignore[attr-defined]  # else the list of a million members stays
            if not info.isreg():
                continue
            member = archive.extractfile(info)
            name = f"{source}!{info.name}"
            if member and is_page(info.name):
                if info.size > LARGEST and not _is_sequence(info.name):
                    yield _too_large(name, info.size)
                else:
                    _allow(stream, None)
                    yield Member(name, Metered(name, member).buffered(), suffix_of(info.name))
            if stream and member:
                _pass_over(member, stream)


def _pass_over(file: Readable, stream: Metered) -> None:
    """To the end of a member, of which there may be `SKIPPED` bytes, and ready for the headers of the next."""
    stream.allow(SKIPPED)
    while file.read(_BLOCK):
        pass
    stream.allow(_HEADERS)


def _allow(stream: Metered | None, size: int | None) -> None:
    if stream:
        stream.allow(size)


def warc_members(source: str, file: IO[bytes], stream: Metered) -> Members:
    """The pages of a web archive (ISO 28500): answers of servers with status 200, and resources, that are text or PDF.

    Raises:
        MissingLibrary: warcio is not installed.
        TooLarge: the stream was stopped: `SKIPPED` bytes without a page, or headers without end.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError as error:
        raise MissingLibrary(source, "WARC files need an extra: pip install 'diemtin[archives]'") from error
    stream.allow(_HEADERS)
    for record in ArchiveIterator(file):
        http = record.http_headers
        headers = http or record.rec_headers
        type, _, parameters = (headers.get_header("Content-Type") or "").lower().partition(";")
        is_page = record.rec_type in ("response", "resource") and type.strip() in _WARC_TYPES
        if is_page and (http is None or http.get_statuscode() == "200"):
            stream.allow(None)
            name = f"{source}!{record.rec_headers.get_header('WARC-Target-URI')}"
            charset = parameters.partition("charset=")[2].strip(" \"'") or None
            page = Metered(name, record.content_stream()).buffered()
            yield Member(name, page, _WARC_TYPES[type.strip()], charset)
        _pass_over(record.raw_stream, stream)


def _is_sequence(name: str) -> bool:
    """Whether a file of this name holds many pages, each with a limit of its own."""
    return PurePosixPath(name).suffix.lower() in (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet")


def _too_large(name: str, size: int) -> TooLarge:
    return TooLarge(name, f"{size:,} bytes are no single article (at most {LARGEST:,}); split the file")
