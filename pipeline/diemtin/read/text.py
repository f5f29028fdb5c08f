"""Bytes of one file into a page: UTF-8 text or HTML."""

from __future__ import annotations

import re

from diemtin.document import Format, Page
from diemtin.errors import EmptyArticle, TooLarge, UndecodablePage, UnreadablePage

__all__ = ["LARGEST", "decode", "page_of_text"]

# Bytes. The longest articles are a hundredth of this.
LARGEST = 20_000_000
_BINARY = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP archive (or a DOCX or ODT file)",
    b"\x1f\x8b": "a GZIP file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\xd0\xcf\x11\xe0": "an old Microsoft Office file",
}
_DECLARED = frozenset({"utf-16", "utf-16le", "utf-16be", "windows-1258", "cp1258"})
_HTML = re.compile(
    r"\s*(?:<\?xml[^<>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|table|p|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)


def decode(source: str, content: bytes, declared: str | None = None) -> str:
    """The characters of a UTF-8 file, its byte-order mark removed.

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
        UndecodablePage: it is text of another encoding.
    """
    if not content:
        raise EmptyArticle(source, "the file is empty")
    if len(content) > LARGEST:
        raise TooLarge(source, f"{len(content):,} bytes are no single article (at most {LARGEST:,}); split the file")
    if declared and (text := _decoded_as(declared, content)) is not None:
        return text
    kind = next((name for magic, name in _BINARY.items() if content.startswith(magic)), None)
    if kind or b"\0" in content[:4096]:
        raise UnreadablePage(
            source, f"this is {kind or 'a binary file'}, not text or HTML; save the page as text first"
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = f"not UTF-8 (byte {error.start}); convert it first, e.g. with iconv -t UTF-8"
        raise UndecodablePage(source, reason) from error


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


def page_of_text(source: str, raw: str, suffix: str = "") -> Page:
    """A page whose format is told by its own beginning; the file's suffix only decides for HTML fragments."""
    is_html = suffix in (".html", ".htm", ".xhtml") or _HTML.match(raw) is not None
    return Page(source, raw, Format.HTML if is_html else Format.TEXT)
