"""The text layer of PDF files in reading order, a paragraph a line."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from diemtin.document import Page
from diemtin.errors import MissingLibrary, ScannedPage, TooLarge, UnreadablePage
from diemtin.read.text import LARGEST

if TYPE_CHECKING:
    from pdfminer.layout import LTTextBox, LTTextLine

__all__ = ["MOST_PAGES", "read_pdf"]

# A whole issue of a newspaper; an article has one or two.
MOST_PAGES = 60
_SENTENCE_ENDS = (".", "!", "?", "…", ":", ";", '."', ".”", ".)", '"', "”")
_SOFT_HYPHEN = "\u00ad"


def read_pdf(source: str, content: bytes) -> Page:
    """The text of a PDF file: its paragraphs in reading order, a line each, with a blank line between.

    The order of columns is that of pdfminer.six. A hyphen printed at the end of a line stays (Vietnamese
    is not hyphenated there: it is part of a name or a range); a soft hyphen does not.

    Raises:
        MissingLibrary: pdfminer.six is not installed.
        ScannedPage: there are pages, but no text on them.
        TooLarge: more than `MOST_PAGES` pages or `LARGEST` bytes.
        UnreadablePage: the file is encrypted or broken.
    """
    try:
        from pdfminer.high_level import extract_pages
        from pdfminer.layout import LTTextBox
        from pdfminer.pdfdocument import PDFPasswordIncorrect
    except ImportError as error:
        raise MissingLibrary(source, "PDF files need an extra: pip install 'diemtin[pdf]'") from error
    if len(content) > LARGEST:
        raise TooLarge(source, f"over {LARGEST:,} bytes are no single article; split the file, e.g. with qpdf")
    boxes: list[LTTextBox] = []
    pages = 0
    try:
        for page in extract_pages(io.BytesIO(content)):
            pages += 1
            if pages > MOST_PAGES:
                raise TooLarge(source, f"over {MOST_PAGES} pages are no single article; split the file, e.g. with qpdf")
            boxes += (box for box in page if isinstance(box, LTTextBox))
    except PDFPasswordIncorrect as error:
        reason = "the PDF is encrypted; save it without password first, e.g. with qpdf --decrypt"
        raise UnreadablePage(source, reason) from error
    if not pages:
        raise UnreadablePage(source, "broken or cut off: no page in this PDF; save it again")
    text = "\n\n".join(_paragraphs(boxes))
    if not text:
        raise ScannedPage(source, "scanned: there is no text in this PDF; run OCR first, e.g. ocrmypdf -l vie")
    return Page(source, text)


def _paragraphs(boxes: Sequence[LTTextBox]) -> Iterator[str]:
    """The paragraphs of all boxes; one that breaks off at the foot of a column goes on in the next."""
    paragraph = ""
    for box in boxes:
        lines = [line for line in box if line.get_text().strip()]
        for number, line in enumerate(lines):
            text = " ".join(line.get_text().split())
            begins = _begins(box, lines[number - 1], line) if number else not _goes_on(paragraph, text)
            if begins and paragraph:
                yield paragraph
            paragraph = text if begins else _joined(paragraph, text)
    if paragraph:
        yield paragraph


def _begins(box: LTTextBox, before: LTTextLine, line: LTTextLine) -> bool:
    """Whether a paragraph begins with `line`: the line before ends short, or a sentence, and this is indented."""
    missing = (box.x1 - before.x1) / box.width
    if missing > 0.4 or before.y0 - line.y1 > 0.8 * line.height:
        return True
    is_indented = line.x0 - box.x0 > 0.5 * line.height
    return before.get_text().rstrip().endswith(_SENTENCE_ENDS) and (is_indented or missing > 0.1)


def _goes_on(paragraph: str, text: str) -> bool:
    return bool(paragraph) and not paragraph.endswith(_SENTENCE_ENDS) and text[0].islower()


def _joined(paragraph: str, text: str) -> str:
    if paragraph.endswith(_SOFT_HYPHEN):
        return paragraph[:-1] + text
    ends_in_hyphen = len(paragraph) > 1 and paragraph[-1] == "-" and paragraph[-2].isalnum()
    return paragraph + ("" if ends_in_hyphen else " ") + text
