"""What a line shares with those it stands among: the forms of lines, and the blocks that furniture comes in.

A site words its counters, tags and pagers in its own way, but sets them alike: a heading, then lines of one form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from diemtin.clean.lines import Line, Role
from diemtin.document import FurnitureKind

__all__ = ["asked", "block_starts", "form", "neighbours", "summaries"]

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORDS = re.compile(r"[^\W\d_]+(?:[ \t\xa0]+[^\W\d_]+)*")
_AGAIN = re.compile(r"(.{1,3}?)\1+")
_LONGEST_FORM = 10
_LINKED = 0.5
# So many lines up and down the nearest line that is certain is looked for, and so many the like are counted.
_FAR, _NEAR = 12, 3
_LONGEST_ANSWER = 8  # syllables


@lru_cache(maxsize=65536)
def form(text: str) -> str:
    """How a short line is built: words are `w`, numbers `0`, what comes again is followed by `+`.

    `Hôm nay: 1.234` is `w:0`; `Trang chủ » Tin tức » Xã hội` is `w»+w`; `1 2 3` is `0+`.
    """
    built = _WORDS.sub("w", _NUMBER.sub("0", text))
    return _AGAIN.sub(r"\1+", "".join(built.split()))[:_LONGEST_FORM]


def block_starts(lines: Sequence[Line], prose: Sequence[bool]) -> list[int]:
    """For each line the first one of its block.

    A block ends at a blank line, where the markup says something else, where links end, and beside running text.
    """
    starts: list[int] = []
    for i, line in enumerate(lines):
        is_new = i == 0 or prose[i] or prose[i - 1] or line.gap > 0 or line.hint is not lines[i - 1].hint
        if not is_new:
            is_new = line.links < _LINKED <= lines[i - 1].links
        starts.append(i if is_new else starts[-1])
    return starts


def summaries(
    lines: Sequence[Line], owns: Sequence[Role | None], forms: Sequence[str], starts: Sequence[int]
) -> Iterator[tuple[Role | None, Role | None, int, int, int]]:
    """For each line of its block: what the first line and what most lines certainly are, the number of lines, the
    eighths of them that end in a number, and the eighths that are links.
    """
    start = 0
    while start < len(lines):
        end = start + 1
        while end < len(lines) and starts[end] == start:
            end += 1
        block, size = range(start, end), end - start
        certain = Counter(owns[i] for i in block if owns[i])
        most = max(certain, key=certain.__getitem__) if certain else None
        numbers = 8 * sum(forms[i][-1:] in ("0", "+") and "0" in forms[i] for i in block) // size
        links = 8 * sum(lines[i].links > _LINKED for i in block) // size
        yield from [(owns[start], most, size, numbers, links)] * size
        start = end


def neighbours(
    owns: Sequence[Role | None], forms: Sequence[str], prose: Sequence[bool]
) -> Iterator[tuple[Role | None, int, Role | None, int, int, int]]:
    """For each line: the nearest furniture above it that is certain and how far it is, the same below, how many lines
    around it have its form, and how many have a number.
    """
    above = _nearest(owns, prose)
    below = _nearest(owns[::-1], prose[::-1])[::-1]
    for i, (one, other) in enumerate(zip(above, below, strict=True)):
        around = forms[max(0, i - _NEAR) : i + _NEAR + 1]
        alike = around.count(forms[i]) if forms[i] else 0
        yield (*one, *other, alike, sum("0" in each for each in around))


def asked(lines: Sequence[Line]) -> Iterator[int]:
    """For each line how far above a question stands that short lines follow, as the answers of a poll do; else 0."""
    distance = 0
    for line in lines:
        yield distance
        if line.text.endswith("?"):
            distance = 1
        elif distance:
            distance = distance + 1 if distance < _FAR and line.length <= _LONGEST_ANSWER else 0


def _nearest(owns: Sequence[Role | None], prose: Sequence[bool]) -> list[tuple[Role | None, int]]:
    """For each line the last certain furniture before it, with no running text between, and its distance."""
    found: list[tuple[Role | None, int]] = []
    last, distance = None, 0
    for own, is_prose in zip(owns, prose, strict=True):
        found.append((last, distance) if distance <= _FAR else (None, 0))
        distance += 1
        if is_prose:
            last, distance = None, 0
        elif isinstance(own, FurnitureKind):
            last, distance = own, 1
    return found
