"""What a file is, told by its own beginning; its name only decides where the content leaves it open."""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum
from pathlib import PurePath
from typing import IO

from diemtin.errors import UnreadablePage

__all__ = ["COMPRESSIONS", "CONTAINERS", "HEAD", "Kind", "kind_of", "kind_of_zip", "suffix_of"]

# Bytes that are looked at.
HEAD = 4096


class Kind(StrEnum):
    """How the bytes of a file are to be read."""

    TEXT = "text"  # or HTML, which its characters tell
    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    RTF = "rtf"
    MAIL = "mail"
    JSON = "json"
    JSON_LINES = "jsonl"
    TABLE = "table"
    PARQUET = "parquet"
    ZIP = "zip"
    TAR = "tar"
    WARC = "warc"
    GZIP = "gzip"
    XZ = "xz"
    ZSTANDARD = "zstd"


COMPRESSIONS = frozenset({Kind.GZIP, Kind.XZ, Kind.ZSTANDARD})
CONTAINERS = frozenset({Kind.ZIP, Kind.TAR, Kind.WARC}) | COMPRESSIONS

_SUFFIXES = {".jsonl": Kind.JSON_LINES, ".ndjson": Kind.JSON_LINES, ".json": Kind.JSON} | dict.fromkeys(
    (".csv", ".tsv"), Kind.TABLE
)
_COMPRESSED = (".gz", ".xz", ".zst")
_MAGIC = (
    (re.compile(rb"PK(?:\x03\x04|\x05\x06|\x07\x08)"), Kind.ZIP),
    (re.compile(rb"\x1f\x8b"), Kind.GZIP),
    (re.compile(rb"\xfd7zXZ\0"), Kind.XZ),
    (re.compile(rb"\x28\xb5\x2f\xfd"), Kind.ZSTANDARD),
    (re.compile(rb".{257}ustar", re.DOTALL), Kind.TAR),
    (re.compile(rb"WARC/\d"), Kind.WARC),
    (re.compile(rb"PAR1"), Kind.PARQUET),
    (re.compile(rb"\s*%PDF-"), Kind.PDF),
    (re.compile(rb"\s*\{\\rtf"), Kind.RTF),
)
# The first header of a message, whichever it is, and one that only messages have (RFC 5322, RFC 2045).
_HEADERS = re.compile(rb"(?:From [^\n]*\n)?(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+")
_OF_MESSAGES = re.compile(
    rb"^(?:MIME-Version|Message-ID|Received|Return-Path|Content-Type|Content-Location):", re.IGNORECASE | re.MULTILINE
)
_MARKUP = re.compile(rb"\s*<[!?a-zA-Z]")
_RECORD = re.compile(rb'\s*\{\s*"')
_ARRAY = re.compile(rb'\s*\[\s*(?:\{\s*["}]|\]\s*\Z)')
# An office file is a ZIP archive with one of these in it.
_OFFICE = {"word/document.xml": Kind.DOCX, "content.xml": Kind.ODT}
_NO_ARTICLES = {
    "xl/workbook.xml": "an Excel workbook; save its sheet as CSV",
    "ppt/presentation.xml": "a PowerPoint file; save its text as .txt",
}


def suffix_of(name: str) -> str:
    """The suffix in lower case, of `a.txt.gz` that of what is compressed."""
    path = PurePath(name)
    return PurePath(path.stem if path.suffix.lower() in _COMPRESSED else path).suffix.lower()


def kind_of(name: str, head: bytes) -> Kind:
    """The kind of a file with this name and these first bytes (`HEAD` of them, or all there are).

    An office file comes as `ZIP`; `kind_of_zip` tells more.
    """
    head = head.removeprefix(b"\xef\xbb\xbf")
    magic = next((kind for pattern, kind in _MAGIC if pattern.match(head)), None)
    if magic or _MARKUP.match(head):
        return magic or Kind.TEXT
    by_name = _SUFFIXES.get(suffix_of(name), Kind.TEXT)
    if by_name is not Kind.JSON_LINES and not head:
        return Kind.TEXT
    if _ARRAY.match(head):
        return Kind.JSON
    if by_name is not Kind.JSON_LINES and _RECORD.match(head):
        return Kind.JSON if _goes_on(head) else Kind.JSON_LINES
    return Kind.MAIL if by_name is Kind.TEXT and _is_message(head) else by_name


def _goes_on(head: bytes) -> bool:
    """Whether a record goes on beyond its first line, and so stands alone; else each line is one."""
    line, newline, _ = head.lstrip().partition(b"\n")
    return bool(newline) and not line.rstrip().endswith(b"}")


def _is_message(head: bytes) -> bool:
    headers = _HEADERS.match(head.replace(b"\r\n", b"\n"))
    return headers is not None and _OF_MESSAGES.search(headers.group()) is not None


def kind_of_zip(source: str, file: IO[bytes]) -> Kind:
    """`DOCX` or `ODT` where the ZIP archive is one of these, else `ZIP`; the file is wound back.

    Raises:
        UnreadablePage: it is an office file without an article.
        zipfile.BadZipFile: it is broken or cut off.
    """
    with zipfile.ZipFile(file) as archive:
        names = set(archive.namelist())
        is_text = "mimetype" in names and b"opendocument.text" in archive.open("mimetype").read(100)
    file.seek(0)
    for name, what in _NO_ARTICLES.items():
        if name in names:
            raise UnreadablePage(source, f"this is {what}")
    if "content.xml" in names and not is_text:
        return Kind.ZIP
    return next((kind for name, kind in _OFFICE.items() if name in names), Kind.ZIP)
