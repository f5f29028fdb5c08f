"""A page as its lines, with what it says of itself beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from diemtin.clean.lines import Line, text_lines
from diemtin.clean.main_text import MainText, extract_main_text, mark_main
from diemtin.clean.markup import html_lines
from diemtin.clean.scripts import script_lines
from diemtin.document import Format, Page
from diemtin.normalize import key

__all__ = ["read_lines"]

# Syllables: pages that show as much text as this show an article.
_SHORTEST_SENTENCE, _ENOUGH_TEXT = 10, 150
# Fewer syllables of the page's lines than this in an extraction mean that it extracted something else.
_LEAST_MATCH = 40


def read_lines(page: Page) -> tuple[list[Line], str | None, MainText]:
    """The lines, the title stated outside the text, and what the markup declares."""
    if page.format is Format.TEXT:
        lines = text_lines(page.raw)
        return lines, _repaired_title(lines, page.title), MainText()
    lines = _with_scripts(html_lines(page.raw), page.raw)
    main = extract_main_text(page.raw) if lines else MainText()
    if main.keys is not None:
        lines = _trusted(mark_main(lines, main.keys))
    return lines, _repaired_title(lines, page.title or main.title), main


def _with_scripts(lines: list[Line], raw: str) -> list[Line]:
    """The visible lines, and an article of the page's scripts where these hold far more text."""
    shown = _text_length(lines)
    hidden = script_lines(raw) if shown < _ENOUGH_TEXT else []
    if _text_length(hidden) <= 2 * shown:
        return lines
    return sorted([*lines, *hidden], key=lambda line: line.piece.starts[0])


def _text_length(lines: Sequence[Line]) -> int:
    """Syllables in lines that are whole sentences."""
    return sum(line.length for line in lines if line.ends_sentence and line.length >= _SHORTEST_SENTENCE)


def _repaired_title(lines: Sequence[Line], title: str | None) -> str | None:
    """A title stated in a wrong encoding or with words run together, as the line that repeats it reads."""
    if title is None or all(line.printed is None for line in lines):
        return title
    stated = key(title)
    return next((line.text for line in lines if line.printed and key(line.printed) == stated), title)


def _trusted(lines: list[Line]) -> list[Line]:
    """Take back an extraction that matches next to nothing of the page's lines."""
    matched = sum(line.length for line in lines if line.is_main)
    if matched >= _LEAST_MATCH:
        return lines
    return [replace(line, is_main=None) for line in lines]
