"""From pieces of text on a printed page to paragraphs in the order in which they are read.

A page is cut at white space into columns, as in the X-Y cut of Nagy and Seth (Hierarchical representation of
optically scanned documents, ICPR 1984), but lines that run across a gutter (titles, leads) do not hide it:
they part what stands above them from what stands below.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

__all__ = ["INITIAL", "Piece", "is_capital", "paragraphs"]

_NARROWEST_GUTTER = 6.0  # points; two millimetres
# How much higher than the letters beside it a letter is that begins a text over several lines.
INITIAL = 1.4
_SENTENCE_ENDS = (".", "!", "?", "…", ":", ";", '"', "”", ")")
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters on one line, in points from the lower left corner of the page."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str

    @property
    def height(self) -> float:
        """From below the descenders to above the capitals."""
        return self.y1 - self.y0


def paragraphs(pages: Sequence[Sequence[Piece]]) -> list[str]:
    """The paragraphs of all pages, each on one line; one that a column or page breaks off goes on in the next.

    A hyphen printed at the end of a line stays (Vietnamese is not hyphenated there: it belongs to a name or a
    range); a soft hyphen does not.
    """
    found: list[str] = []
    for page in filter(None, pages):
        for column in _columns(page):
            for number, paragraph in enumerate(_paragraphs(_rows(column))):
                if not number and found and _goes_on(found[-1], paragraph):
                    found[-1] = _joined(found[-1], paragraph)
                else:
                    found.append(paragraph)
    return found


def _columns(pieces: Sequence[Piece]) -> Iterator[Sequence[Piece]]:
    """The pieces in runs that have no column beside them."""
    gutter = _gutter(pieces)
    if gutter is None:
        yield pieces
        return
    across = _across(pieces, gutter)
    edges = [float("inf"), *(piece.y0 for piece in across), float("-inf")]
    title: list[Piece] = []
    for top, bottom, line in zip(edges, edges[1:], [*across, None], strict=False):
        band = [piece for piece in pieces if bottom <= piece.y0 < top and piece not in across]
        if band:
            if title:
                yield title
            title = []
            yield from _columns([piece for piece in band if piece.x1 <= gutter])
            yield from _columns([piece for piece in band if piece.x0 >= gutter])
        if line:
            title.append(line)
    if title:
        yield title


def _across(pieces: Sequence[Piece], gutter: float) -> list[Piece]:
    """The lines that run across a gutter, from the top; with the last line of a title that is too short to."""
    size = median(piece.height for piece in pieces)
    across: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: -piece.y0):
        above = across[-1] if across else None
        ends_title = (
            above is not None
            and piece.height > 1.15 * size
            and abs(above.height - piece.height) < 0.05 * piece.height
            and above.y0 - piece.y1 < 0.7 * piece.height
        )
        if ends_title or _is_across(piece, gutter):
            across.append(piece)
    return across


def _is_across(piece: Piece, gutter: float) -> bool:
    return piece.x0 < gutter < piece.x1


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """The place between columns that fewest lines run across, then the widest; None where there is one column."""
    lefts = sorted({round(piece.x0) for piece in pieces})
    found: list[tuple[int, float, float]] = []
    for right in {round(piece.x1) for piece in pieces}:
        left = next((x for x in lefts if x >= right + _NARROWEST_GUTTER), None)
        if left is not None:
            middle = (right + left) / 2
            across = sum(_is_across(piece, middle) for piece in pieces)
            if _parts_columns(pieces, middle, across):
                found.append((across, float(right - left), middle))
    return min(found)[2] if found else None


def _parts_columns(pieces: Sequence[Piece], middle: float, across: int) -> bool:
    """Whether two lines or more stand on either side, as many as run across, and beside each other."""
    left = [piece for piece in pieces if piece.x1 <= middle]
    right = [piece for piece in pieces if piece.x0 >= middle]
    if min(len(left), len(right)) < max(2, across):
        return False
    shared = min(max(piece.y1 for piece in side) for side in (left, right)) - max(
        min(piece.y0 for piece in side) for side in (left, right)
    )
    return shared > 1.5 * median(piece.height for piece in pieces)


def _rows(pieces: Sequence[Piece]) -> list[Piece]:
    """The lines of one column from top to bottom, their pieces joined from left to right."""
    size = median(piece.height for piece in pieces)
    initials = [piece for piece in pieces if is_capital(piece.text) and piece.height > INITIAL * size]
    rows = _joined_rows([piece for piece in pieces if piece not in initials])
    for initial in initials:
        rows = _with_initial(initial, rows)
    return rows


def is_capital(text: str) -> bool:
    """Whether a text is a single capital letter, with marks or without."""
    return len(unicodedata.normalize("NFC", text)) == 1 and text[0].isupper()


def _with_initial(initial: Piece, rows: Sequence[Piece]) -> list[Piece]:
    """The lines with an initial put before the first of those that stand beside it."""
    beside = [row for row in rows if row.x0 > initial.x0 and row.y0 < initial.y1 and initial.y0 < row.y1]
    if not beside:
        return sorted([initial, *rows], key=lambda row: -row.y1)
    texts = {beside[0]: f"{initial.text} {beside[0].text}"}
    return [replace(row, x0=initial.x0, text=texts.get(row, row.text)) if row in beside else row for row in rows]


def _joined_rows(pieces: Sequence[Piece]) -> list[Piece]:
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.y1):
        if rows and piece.y1 - rows[-1][0].y0 > 0.6 * min(piece.height, rows[-1][0].height):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_row(sorted(row, key=lambda piece: piece.x0)) for row in rows]


def _row(pieces: Sequence[Piece]) -> Piece:
    return Piece(
        min(piece.x0 for piece in pieces),
        min(piece.y0 for piece in pieces),
        max(piece.x1 for piece in pieces),
        max(piece.y1 for piece in pieces),
        " ".join(piece.text for piece in pieces),
    )


def _paragraphs(rows: Sequence[Piece]) -> list[str]:
    """The paragraphs of one column."""
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    gap = median(above.y0 - below.y1 for above, below in pairwise(rows)) if len(rows) > 1 else 0.0
    found = [rows[0].text]
    for above, row in pairwise(rows):
        missing = (right - above.x1) / (right - left)
        is_indented = row.x0 - left > 0.5 * row.height
        if (
            missing > 0.4
            or above.y0 - row.y1 > gap + 0.5 * row.height
            or max(above.height, row.height) > 1.15 * min(above.height, row.height)
            or (above.text.endswith(_SENTENCE_ENDS) and (is_indented or missing > 0.1))
        ):
            found.append(row.text)
        else:
            found[-1] = _joined(found[-1], row.text)
    return found


def _goes_on(paragraph: str, text: str) -> bool:
    return not paragraph.endswith(_SENTENCE_ENDS) and text[0].islower()


def _joined(paragraph: str, text: str) -> str:
    if paragraph.endswith(_SOFT_HYPHEN):
        return paragraph[:-1] + text
    is_hyphenated = len(paragraph) > 1 and paragraph[-1] == "-" and paragraph[-2].isalnum()
    return paragraph + ("" if is_hyphenated else " ") + text
