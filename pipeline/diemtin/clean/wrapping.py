"""Lines that were broken at a right margin, joined to the paragraphs that they were.

A run of lines was wrapped where most of its breaks come when the next word would not have fitted, and some in the
middle of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from diemtin.normalize import Mapped
from diemtin.phonology import is_syllable

if TYPE_CHECKING:
    from diemtin.clean.lines import Line

__all__ = ["PrintedLine", "join_wrapped"]

# Characters. Columns of newspapers are hardly narrower; what is wider is not wrapped by hand or by a printer.
_NARROWEST, _WIDEST = 24, 140
_FEWEST_LINES = 3
_LONG = 50
_WORD = re.compile(r"[^\W\d_]+")
_BULLETS = "•*-–—·»>▪●■◦+☐"


class PrintedLine(NamedTuple):
    """A line as it stands in the page.

    Attributes:
        line: the line, normalized.
        indent: how many spaces stand before it.
        is_soft: whether a soft hyphen ends it.
    """

    line: Line
    indent: int
    is_soft: bool


def join_wrapped(lines: Sequence[PrintedLine]) -> list[Line]:
    """The lines with those joined that were one."""
    joined: list[Line] = []
    for run in _runs(lines):
        width = _width(run)
        joined.append(run[0].line)
        for above, below in pairwise(run):
            if above.is_soft or _goes_on(above.line, below.line) or _is_broken(above, below, width):
                joined[-1] = _join(joined[-1], above, below.line)
            else:
                joined.append(below.line)
    return joined


def _runs(lines: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    """Lines with no blank line between them."""
    runs: list[list[PrintedLine]] = []
    for printed in lines:
        if runs and printed.line.gap == 0:
            runs[-1].append(printed)
        else:
            runs.append([printed])
    return runs


def _width(run: Sequence[PrintedLine]) -> int | None:
    """The width at which a run was wrapped, in characters; None where it was not."""
    if len(run) < _FEWEST_LINES:
        return None
    width = max(len(printed.line.text) + printed.indent for printed in run)
    if not _NARROWEST <= width <= _WIDEST:
        return None
    full = [(above, below) for above, below in pairwise(run) if _is_full(above, below, width)]
    inside = sum(below.line.text[0].islower() and not above.line.ends_sentence for above, below in full)
    return width if 2 * len(full) >= len(run) - 1 and 3 * inside >= len(full) > 0 else None


def _is_full(above: PrintedLine, below: PrintedLine, width: int) -> bool:
    first = below.line.text.split(" ", 1)[0]
    return above.indent + len(above.line.text) + 1 + len(first) > width


def _is_broken(above: PrintedLine, below: PrintedLine, width: int | None) -> bool:
    if width is None or below.indent > above.indent or below.line.text[0] in _BULLETS:
        return False
    return _is_full(above, below, width)


def _goes_on(line: Line, following: Line) -> bool:
    """A long line that ends in the middle of a sentence, and the next goes on in lower case."""
    return following.text[0].islower() and len(line.text) >= _LONG and not line.ends_sentence


def _join(line: Line, above: PrintedLine, below: Line) -> Line:
    first, second = line.piece, below.piece
    parts = [first, second]
    if above.is_soft:
        pass
    elif len(first.text) > 1 and first.text[-1] == "-" and first.text[-2].isalpha() and second.text[0].isalpha():
        if _is_one_syllable(first.text, second.text):
            parts[0] = first.cut(0, len(first.text) - 1)
    else:
        parts.insert(1, Mapped(" ", [first.ends[-1]], [second.starts[0]]))
    return replace(line, piece=Mapped.joined(parts), encoding=line.encoding or below.encoding)


def _is_one_syllable(before: str, after: str) -> bool:
    """Whether a hyphen was put into a syllable; where both sides are one it belongs to a name or a compound."""
    head = _WORD.findall(before)[-1]
    tail = _WORD.findall(after)[0]
    return is_syllable(head + tail) and not (is_syllable(head) and is_syllable(tail))
