"""The text layer of PDF files in reading order, a paragraph a line."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import takewhile
from statistics import median
from typing import TYPE_CHECKING

from diemtin.document import Page
from diemtin.errors import MissingLibrary, ScannedPage, TooLarge, UnreadablePage
from diemtin.read.reading_order import INITIAL, Piece, is_capital, paragraphs
from diemtin.read.text import LARGEST

if TYPE_CHECKING:
    from pdfminer.layout import LTChar, LTPage, LTTextLine

__all__ = ["MOST_PAGES", "read_pdf"]

# A whole issue of a newspaper; an article has one or two.
MOST_PAGES = 60


def read_pdf(source: str, content: bytes) -> Page:
    """The text of a PDF file: its paragraphs in reading order, a line each, with a blank line between.

    Raises:
        MissingLibrary: pdfminer.six is not installed.
        ScannedPage: there are pages, but no text on them.
        TooLarge: more than `MOST_PAGES` pages or `LARGEST` bytes.
        UnreadablePage: the file is encrypted or broken.
    """
    try:
        from pdfminer.high_level import extract_pages
        from pdfminer.layout import LAParams
        from pdfminer.pdfdocument import PDFPasswordIncorrect
    except ImportError as error:
        raise MissingLibrary(source, "PDF files need an extra: pip install 'diemtin[pdf]'") from error
    if len(content) > LARGEST:
        raise TooLarge(source, f"over {LARGEST:,} bytes are no single article; split the file, e.g. with qpdf")
    # Runs of characters are parted at gaps that may be gutters: columns are found afterwards.
    layout = LAParams(char_margin=1.0, boxes_flow=None)
    pages: list[list[Piece]] = []
    try:
        for page in extract_pages(io.BytesIO(content), laparams=layout):
            pages.append(list(_pieces(page)))
            if len(pages) > MOST_PAGES:
                raise TooLarge(source, f"over {MOST_PAGES} pages are no single article; split the file, e.g. with qpdf")
    except PDFPasswordIncorrect as error:
        reason = "the PDF is encrypted; save it without password first, e.g. with qpdf --decrypt"
        raise UnreadablePage(source, reason) from error
    if not pages:
        raise UnreadablePage(source, "broken or cut off: no page in this PDF; save it again")
    text = "\n\n".join(paragraphs(pages))
    if not text:
        raise ScannedPage(source, "scanned: there is no text in this PDF; run OCR first, e.g. ocrmypdf -l vie")
    return Page(source, text)


def _pieces(page: LTPage) -> Iterator[Piece]:
    from pdfminer.layout import LTTextBox

    for box in page:
        for line in box if isinstance(box, LTTextBox) else ():
            yield from _parts(line)


def _parts(line: LTTextLine) -> Iterator[Piece]:
    """The line, and apart from it an initial that is as high as several lines, of which it may not be the first."""
    from pdfminer.layout import LTChar

    shown = [character for character in line if isinstance(character, LTChar)]
    size = INITIAL * median(character.height for character in shown) if shown else 0.0
    high = list(takewhile(lambda character: character.height > size, shown))
    initial, text = "".join(character.get_text() for character in high), line.get_text()
    if is_capital(initial) and text.startswith(initial):
        yield _piece(high, initial)
        shown, text = shown[len(high) :], text[len(initial) :]
    if words := " ".join(text.split()):
        yield _piece(shown, words)


def _piece(characters: Sequence[LTChar], text: str) -> Piece:
    lefts, bottoms, rights, tops = zip(*(character.bbox for character in characters), strict=True)
    return Piece(min(lefts), min(bottoms), max(rights), max(tops), text)
