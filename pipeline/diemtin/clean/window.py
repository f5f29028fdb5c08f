"""Which columns of a page's lines, and of the lines around each, are seen together: the kinds of features."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from diemtin.hashing import Codes, mixed, places

__all__ = ["KINDS", "through_window"]

# What is seen of each line on its own (`diemtin.clean.layout`), of its place, and of its block.
LENGTH, COARSE, LAST, FIRST, LOWER, DIGITS, CAPITALS, OWN, NAME, PROSE = range(10)
HINT, LINKS, MAIN, IMAGE, GAP, MARKS, PATTERNS, SENTENCES, COMMAS = range(10, 19)
TOP, BOTTOM, SIDE, REPEATED, LIKENESS, STATED, BOX, START, END, IS_HTML, NEAR_TOP = range(19, 30)
FORM, OPENS, MOST, SIZE, NUMBERS, LINKED, ABOVE, FAR, BELOW, AHEAD, ALIKE, COUNTED, INTO, ASKED = range(30, 44)
# What is made of these: a constant, and three that are often seen together.
_ONE, _SHAPE, _DRESSED, _PLACED = range(44, 48)
_ROWS = 48
_COMBINED = ((COARSE, LAST, PROSE), (COARSE, HINT, LINKS), (SIDE, COARSE))
# The line itself comes first, so that a column without an offset is the line's own.
_OFFSETS = (0, -2, -1, 1, 2)
_FARTHEST = 2
_EDGE = 1  # what every column is outside the page
_PIECE = 512  # lines that are seen at once: more do not fit into a processor's memory


def _at(column: int, offset: int) -> int:
    """A column of the line so many lines on, by its row among those of all lines that are seen at once."""
    return _ROWS * _OFFSETS.index(offset) + column


def _of_line() -> Iterator[tuple[int, ...]]:
    """A line's own columns, alone and by its length, its place and the box that it may stand in."""
    yield (_ONE,)
    for column in range(LENGTH, NEAR_TOP + 1):
        yield (column,)
    for column in (LAST, FIRST, LOWER, DIGITS, CAPITALS, NAME, HINT, LINKS, MAIN, GAP, PATTERNS, MARKS, LIKENESS):
        yield COARSE, column
    for column in (OWN, NAME, HINT, PROSE, LIKENESS, STATED, LAST, PATTERNS, CAPITALS, IMAGE):
        yield SIDE, column
    for column in (OWN, COARSE, PROSE, NAME, START, END, HINT, SIDE, BOX):
        yield BOX, column


def _of_block() -> Iterator[tuple[int, ...]]:
    """The block that a line stands in, and the furniture above and below."""
    for column in range(FORM, ASKED + 1):
        yield (column,)
        yield COARSE, column
    for column in (OPENS, MOST, ABOVE, BELOW, NUMBERS, ALIKE, COUNTED, LINKS, SIDE, BOX, HINT, PROSE):
        yield FORM, column
    for column in (FORM, COARSE, INTO, SIDE, LINKED, PROSE, NAME):
        yield MOST, OPENS, column
        yield ABOVE, FAR, column
        yield BELOW, AHEAD, column
        yield ABOVE, BELOW, column
    yield SIZE, NUMBERS, LINKED
    yield ASKED, FORM, PROSE
    yield ASKED, SIDE
    yield SIZE, LINKED, COARSE, SIDE


def _of_lines_around() -> Iterator[tuple[int, ...]]:
    """The two lines before and the two after, alone and with the line itself."""
    for offset in (-2, -1, 1, 2):
        yield (_at(FORM, offset),)
        yield _at(FORM, offset), FORM
        yield (_at(OWN, offset),)
        yield (_at(_SHAPE, offset),)
        yield (_at(_DRESSED, offset),)
        yield _at(PROSE, offset), PROSE, COARSE
        yield _at(OWN, offset), COARSE
    for offset in (-1, 1):
        yield (_at(START, offset),)
        yield (_at(NAME, offset),)
        yield _at(_SHAPE, offset), _SHAPE
        yield _at(_DRESSED, offset), _DRESSED
        yield _at(GAP, offset), GAP, COARSE
        yield _at(SIDE, offset), OWN
        yield _at(IMAGE, offset), COARSE
    for column in (PROSE, OWN, COARSE):
        yield _at(column, -1), column, _at(column, 1)
    yield _at(GAP, 1), GAP
    yield GAP, _at(GAP, 1), PROSE, COARSE


def _together() -> Iterator[tuple[int, ...]]:
    """What of a line's own columns says most together."""
    yield HINT, LINKS, MAIN, PROSE
    yield REPEATED, COARSE
    yield IS_HTML, NEAR_TOP
    yield PATTERNS, MARKS
    yield FIRST, LAST, COARSE
    yield LOWER, LAST, COARSE
    yield IMAGE, PATTERNS, COARSE
    yield _PLACED, PROSE, LINKS
    yield _PLACED, LAST
    yield SENTENCES, SIDE


# Each kind of feature, by the rows that it puts together.
_WINDOW = (*_of_line(), *_of_block(), *_of_lines_around(), *_together())
KINDS = len(_WINDOW)


def _by_number() -> Iterator[tuple[Codes, NDArray[np.int64]]]:
    """The kinds that put as many rows together, and these rows, a line of them for each place in the kind."""
    for number in sorted(set(map(len, _WINDOW))):
        kinds = [kind for kind, rows in enumerate(_WINDOW) if len(rows) == number]
        yield np.array(kinds, np.uint64), np.array([_WINDOW[kind] for kind in kinds]).T


_BY_NUMBER = tuple(_by_number())


def through_window(columns: Codes, bits: int) -> NDArray[np.int64]:
    """Where in a table of `2 ** bits` entries each kind of feature, numbered from 1, stands at each line.

    Args:
        columns: columns x lines, in the order of their names above; at least one line.
        bits: of the table.

    Returns:
        Lines x `KINDS`.
    """
    size = columns.shape[1]
    found = np.empty((size, KINDS), np.int64)
    padded = np.full((_ROWS, size + 2 * _FARTHEST), _EDGE, np.uint64)
    padded[:_ONE, _FARTHEST:-_FARTHEST] = columns
    for row, together in enumerate(_COMBINED, _SHAPE):
        padded[row] = mixed(*padded[list(together)])
    for start in range(0, size, _PIECE):
        end = min(start + _PIECE, size)
        rows = np.concatenate([padded[:, _FARTHEST + offset :][:, start:end] for offset in _OFFSETS])
        for kinds, parts in _BY_NUMBER:
            values = mixed(*(rows[part] for part in parts)) if len(parts) > 1 else rows[parts[0]]
            found[start:end, kinds] = places(values, (kinds + 1)[:, None], bits).T
    return found
