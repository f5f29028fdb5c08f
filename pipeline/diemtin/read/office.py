"""The text of DOCX, ODT and RTF documents, a paragraph a line."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from diemtin.document import Page
from diemtin.errors import MissingLibrary, TooLarge, UnreadablePage
from diemtin.read.isolated import isolated
from diemtin.read.kinds import Kind
from diemtin.read.text import LARGEST, decode

__all__ = ["read_document", "read_docx", "read_odt", "read_rtf"]

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAWING = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SPACES = f"{_TEXT}c"


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The elements of one format.

    Attributes:
        member: the XML file in the archive.
        paragraphs: elements that are a line.
        text: elements whose characters are text; none: all characters in paragraphs are.
        passed_over: elements whose content does not count: what is said twice, deleted, or a note.
        printed: elements that stand for characters.
    """

    member: str
    paragraphs: frozenset[str]
    text: frozenset[str]
    passed_over: frozenset[str]
    printed: dict[str, str]


# ECMA-376, part 1, 17.3; part 3, 10.2.
_DOCX = _Vocabulary(
    "word/document.xml",
    frozenset([f"{_WORD}p"]),
    frozenset([f"{_WORD}t"]),
    frozenset(["{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"]),
    {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "\u2011"},
)
# OpenDocument 1.3, part 3, 5.1, 5.5, 6.1 to 6.3, 14.1.
_ODT = _Vocabulary(
    "content.xml",
    frozenset([f"{_TEXT}p", f"{_TEXT}h"]),
    frozenset(),
    frozenset([f"{_TEXT}tracked-changes", f"{_TEXT}note", f"{_OFFICE}annotation", f"{_DRAWING}desc"]),
    {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n", f"{_TEXT}s": " "},
)


@dataclass
class _Collector:
    """A target of an XML parser: takes its events, gives the lines."""

    words: _Vocabulary
    lines: list[str] = field(default_factory=list)
    open: list[list[str]] = field(default_factory=list)  # paragraphs, for a text box stands in one
    in_text: int = 0
    in_passed_over: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in self.words.paragraphs:
            self.open.append([])
        self.in_text += tag in self.words.text
        self.in_passed_over += tag in self.words.passed_over
        if tag in self.words.printed and self.open and not self.in_passed_over:
            spaces = attributes.get(_SPACES, "1")
            self.open[-1].append(self.words.printed[tag] * (int(spaces) if spaces in map(str, range(100)) else 1))

    def data(self, text: str) -> None:
        if self.open and not self.in_passed_over and (self.in_text or not self.words.text):
            self.open[-1].append(text)

    def end(self, tag: str) -> None:
        self.in_text -= tag in self.words.text
        self.in_passed_over -= tag in self.words.passed_over
        if tag in self.words.paragraphs:
            line = "".join(self.open.pop())
            if not self.in_passed_over:
                self.lines.append(line)

    def close(self) -> str:
        return "\n".join(self.lines)


def read_docx(source: str, content: bytes) -> Page:
    """The text of a DOCX document, whose `document.xml` this is (see `read_document`)."""
    return _read(source, content, _DOCX)


def read_odt(source: str, content: bytes) -> Page:
    """The text of an ODT document, whose `content.xml` this is (see `read_document`)."""
    return _read(source, content, _ODT)


def _read(source: str, content: bytes, words: _Vocabulary) -> Page:
    try:
        from defusedxml import DefusedXmlException
        from defusedxml.ElementTree import DefusedXMLParser
    except ImportError as error:
        reason = "DOCX and ODT files need an extra: pip install 'diemtin[office]'"
        raise MissingLibrary(source, reason) from error
    parser: Any = DefusedXMLParser(target=_Collector(words), forbid_dtd=True)
    try:
        parser.feed(content)
        return Page(source, parser.close())
    except DefusedXmlException as error:
        reason = "it declares XML entities, as bombs do; open it in a word processor and save it again"
        raise UnreadablePage(source, reason) from error
    except ParseError as error:
        raise UnreadablePage(source, f"broken or cut off ({error}); save it again") from error


def read_document(source: str, kind: Kind, file: IO[bytes]) -> Page:
    """The text of a DOCX or ODT document, a paragraph a line, from its body, tables and text boxes.

    Headers, footers, notes and comments are no part of it. The XML is parsed in a process of its own.

    Raises:
        MissingLibrary: defusedxml is not installed.
        TooLarge: the text with its markup has more than `LARGEST` bytes, or takes too long.
        UnreadablePage: broken or cut off, encrypted, or with XML entities of its own, which only bombs have.
    """
    if kind is Kind.DOCX:
        return isolated(read_docx, source, _member(source, file, _DOCX.member))
    return isolated(read_odt, source, _member(source, file, _ODT.member))


def _member(source: str, file: IO[bytes], name: str) -> bytes:
    with zipfile.ZipFile(file) as archive:
        if archive.getinfo(name).flag_bits & 1 or _is_encrypted_odt(archive):
            raise UnreadablePage(source, "the document is encrypted; save it without password first")
        content = archive.open(name).read(LARGEST + 1)
    if len(content) > LARGEST:
        raise TooLarge(source, f"over {LARGEST:,} bytes of text are no single article; split the document")
    return content


def _is_encrypted_odt(archive: zipfile.ZipFile) -> bool:
    """OpenDocument encrypts the files inside, and says so in the manifest (part 2, 4.8)."""
    names = archive.namelist()
    return "META-INF/manifest.xml" in names and b"encryption-data" in archive.open("META-INF/manifest.xml").read(
        LARGEST
    )


def read_rtf(source: str, content: bytes) -> Page:
    """The text of an RTF document, a paragraph a line.

    Raises:
        MissingLibrary: striprtf is not installed.
        TooLarge: more than `LARGEST` bytes.
        UndecodablePage: bytes that are not ASCII, which RTF is by its standard, nor UTF-8.
    """
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError as error:
        raise MissingLibrary(source, "RTF files need an extra: pip install 'diemtin[office]'") from error
    text: str = rtf_to_text(decode(source, content).text, errors="replace")  # type: ignore[no-untyped-call]
    return Page(source, text)
