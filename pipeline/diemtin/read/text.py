"""Bytes of one file into a page: text or HTML in UTF-8, UTF-16, or an encoding from before Unicode."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from diemtin.detection import TRIED, detect, reads_western
from diemtin.document import Format, Page
from diemtin.encodings import as_windows_1252, read_text
from diemtin.errors import EmptyArticle, TooLarge, UndecodablePage, UnreadablePage

__all__ = ["LARGEST", "Decoded", "decode", "page_of_text"]

# Bytes. The longest articles are a hundredth of this.
LARGEST = 20_000_000
_BINARY = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP archive (or a DOCX or ODT file)",
    b"\x1f\x8b": "a GZIP file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\xd0\xcf\x11\xe0": "an old or encrypted Microsoft Office file",
}
_DECLARED = frozenset({"utf-16", "utf-16le", "utf-16be", "windows-1258", "cp1258"})
# The share of zeros among the high bytes of UTF-16: of Vietnamese at least the spaces and consonants.
_ZEROS = 0.4
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1b\ufffe\uffff]")
_HTML = re.compile(
    r"\s*(?:<\?xml[^<>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|table|p|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)


class Decoded(NamedTuple):
    """The characters of a file, and the encoding they were found in."""

    text: str
    encoding: str


def decode(source: str, content: bytes, declared: str | None = None) -> Decoded:
    """The characters of a file, its byte-order mark removed.

    What is not UTF-8 or UTF-16 is read in the encoding in which it reads most Vietnamese (see
    `diemtin.detection`), or as Windows-1252 where it reads as another language of the West.

    Args:
        source: what errors name.
        content: all bytes.
        declared: what the header of a message or of a server's answer calls the encoding. It counts only for
            bytes that are not UTF-8, and only where it names one of `_DECLARED`: the others are stated without
            thought, or are not what Vietnamese can be written in.

    Raises:
        EmptyArticle: there is not a byte in it.
        TooLarge: it has more than `LARGEST` bytes.
        UnreadablePage: it is a binary file.
        UndecodablePage: it reads as text in none of the encodings.
    """
    if not content:
        raise EmptyArticle(source, "the file is empty")
    if len(content) > LARGEST:
        raise TooLarge(source, f"{len(content):,} bytes are no single article (at most {LARGEST:,}); split the file")
    if declared and (text := _decoded_as(declared, content)) is not None:
        return Decoded(text, "utf-16" if "16" in declared else "windows-1258")
    kind = next((name for magic, name in _BINARY.items() if content.startswith(magic)), None)
    utf16 = None if kind else _decode_utf16(content)
    if utf16:
        return utf16
    if kind or b"\0" in content[:4096]:
        raise UnreadablePage(
            source, f"this is {kind or 'a binary file'}, not text or HTML; save the page as text first"
        )
    try:
        return Decoded(content.decode("utf-8-sig"), "utf-8")
    except UnicodeDecodeError as error:
        return _decode_legacy(source, content, error.start)


def _decoded_as(declared: str, content: bytes) -> str | None:
    """The characters, where a declaration may be believed: the bytes fit it, and are not UTF-8."""
    if declared.strip().lower() not in _DECLARED or (b"\0" not in content and _is_utf8(content)):
        return None
    try:
        return content.decode(declared.strip())
    except UnicodeDecodeError:
        return None


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decode_utf16(content: bytes) -> Decoded | None:
    """UTF-16 by its byte-order mark, or because every other byte of Latin letters is zero."""
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    zeros = [content[:4096][i::2].count(0) for i in (0, 1)]
    fewer, more = sorted(zeros)
    if not marked and (more < _ZEROS * min(len(content), 4096) / 2 or fewer > 0.02 * more):
        return None
    order = "utf-16" if marked else "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    try:
        text = content.decode(order)
    except UnicodeDecodeError:
        return None
    return None if _NO_TEXT.search(text) else Decoded(text, "utf-16")


def _decode_legacy(source: str, content: bytes, broken: int) -> Decoded:
    found = detect(content)
    if found and found.name == "utf-8":
        return Decoded(_decode_lines(content), "utf-8")
    if found:
        return Decoded(read_text(found.name, content), found.name)
    text = as_windows_1252(content)
    if reads_western(text):
        return Decoded(text, "windows-1252")
    tried = ", ".join(("UTF-16", *TRIED, "windows-1252"))
    reason = f"not UTF-8 (byte {broken}), and no text in {tried} either; convert it first, e.g. with iconv -t UTF-8"
    raise UndecodablePage(source, reason)


def _decode_lines(content: bytes) -> str:
    """UTF-8 with lines in something else: those come as Windows-1252, to be repaired with the other lines."""
    lines = content.removeprefix(codecs.BOM_UTF8).splitlines(keepends=True)
    return "".join(_decode_line(line) for line in lines)


def _decode_line(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return as_windows_1252(line)


def page_of_text(source: str, raw: str, suffix: str = "", encoding: str = "utf-8") -> Page:
    """A page whose format is told by its own beginning; the file's suffix only decides for HTML fragments."""
    is_html = suffix in (".html", ".htm", ".xhtml") or _HTML.match(raw) is not None
    return Page(source, raw, Format.HTML if is_html else Format.TEXT, encoding=encoding)
