"""What a line shares with those it stands among: the forms of lines, and the blocks that furniture comes in.

A site words its counters, tags and pagers in its own way, but sets them alike: a heading, then lines of one form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from diemtin.clean.lines import Line, Role

__all__ = ["Neighbours", "Summaries", "asked", "block_starts", "form", "neighbours", "summaries"]

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORDS = re.compile(r"[^\W\d_]+(?:[ \t\xa0]+[^\W\d_]+)*")
_AGAIN = re.compile(r"(.{1,3}?)\1+")
_LONGEST_FORM = 10
_LINKED = 0.5
# So many lines up and down the nearest line that is certain is looked for, and so many the like are counted.
_FAR, _NEAR = 12, 3
_LONGEST_ANSWER = 8  # syllables


class Summaries(NamedTuple):
    """For each line of its block.

    Attributes:
        opens: what the block's first line certainly is.
        most: what most of its lines certainly are.
        size: how many lines it has.
        numbers: the eighths of them that end in a number.
        links: the eighths that are links.
    """

    opens: list[Role | None]
    most: list[Role | None]
    size: NDArray[np.int64]
    numbers: NDArray[np.int64]
    links: NDArray[np.int64]


class Neighbours(NamedTuple):
    """For each line of those around it.

    Attributes:
        above: the nearest line above that is certain furniture, with no running text between; -1 where none is near.
        far: how many lines away it is, or that running text is.
        below: the same below.
        ahead: how many lines away that is.
        alike: how many lines around have the line's form, itself among them.
        counted: how many have a number.
    """

    above: NDArray[np.int64]
    far: NDArray[np.int64]
    below: NDArray[np.int64]
    ahead: NDArray[np.int64]
    alike: NDArray[np.int64]
    counted: NDArray[np.int64]


@lru_cache(maxsize=8192)
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
) -> Summaries:
    """What each line's block is like.

    Args:
        lines: the lines of a page, at least one.
        owns: what they certainly are.
        forms: their forms.
        starts: the first lines of their blocks (see `block_starts`).
    """
    firsts = [i for i, start in enumerate(starts) if i == start]
    size = np.diff([*firsts, len(lines)])
    numbers = [form[-1:] in ("0", "+") and "0" in form for form in forms]
    links = [line.links > _LINKED for line in lines]
    most: list[Role | None] = []
    for first, number in zip(firsts, size.tolist(), strict=True):
        most += [_most(owns[first : first + number])] * number
    counts = (np.add.reduceat(np.array(some, np.int64), firsts) for some in (numbers, links))
    eighths = (np.repeat(8 * count // size, size) for count in counts)
    return Summaries([owns[start] for start in starts], most, np.repeat(size, size), *eighths)


def _most(owns: Sequence[Role | None]) -> Role | None:
    if len(owns) == 1:
        return owns[0]
    certain = Counter(own for own in owns if own)
    return max(certain, key=certain.__getitem__) if certain else None


def neighbours(furniture: Sequence[bool], forms: Sequence[str], prose: Sequence[bool]) -> Neighbours:
    """What stands around each line.

    Args:
        furniture: which lines are certain furniture.
        forms: their forms.
        prose: which are running text; none of them is furniture.
    """
    size = len(forms)
    above, far = _nearest(np.array(furniture), np.array(prose))
    below, ahead = (found[::-1] for found in _nearest(np.array(furniture)[::-1], np.array(prose)[::-1]))
    alike, counted = np.ones(size, np.int64), np.array(["0" in form for form in forms], np.int64)
    numbers = {form: number for number, form in enumerate(dict.fromkeys(forms))}
    built, has_number = np.array([numbers[form] for form in forms]), counted.copy()
    for offset in range(1, min(_NEAR, size - 1) + 1):
        same = built[offset:] == built[:-offset]
        for some, upper, lower in ((alike, same, same), (counted, has_number[offset:], has_number[:-offset])):
            some[:-offset] += upper
            some[offset:] += lower
    alike[built == numbers.get("", -1)] = 0
    return Neighbours(above, far, np.where(below < 0, -1, size - 1 - below), ahead, alike, counted)


def _nearest(furniture: NDArray[np.bool_], prose: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each line the last furniture before it, with no running text between, and the distance of either; -1 and 0
    where it is too far.
    """
    place = np.arange(len(prose))
    last = np.concatenate([[-1], np.maximum.accumulate(np.where(furniture | prose, place, -1))[:-1]])
    is_found = (last >= 0) & furniture[last]
    distance = place - last - ~is_found
    is_near = distance <= _FAR
    return np.where(is_found & is_near, last, -1), np.where(is_near, distance, 0)


def asked(lines: Sequence[Line]) -> Iterator[int]:
    """For each line how far above a question stands that short lines follow, as the answers of a poll do; else 0."""
    distance = 0
    for line in lines:
        yield distance
        if line.piece.text[-1] == "?":
            distance = 1
        elif distance:
            distance = distance + 1 if distance < _FAR and line.length <= _LONGEST_ANSWER else 0
