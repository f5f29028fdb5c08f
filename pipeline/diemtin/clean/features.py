"""What the line model sees of each line of a page; one definition for training and for use.

Every feature is its place in a table (see `diemtin.hashing`), computed for all lines of a page at once. A line
is seen by its wording, its form, what the markup says of it, what stands around it, and where it lies to the
stretch of lines that reads most like running text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from diemtin.clean import window
from diemtin.clean.blocks import asked, block_starts, neighbours, summaries
from diemtin.clean.layout import BOXES, LONGEST_WORDED, OPENS_LIKE_CAPTION, Layout, Reading, role_code
from diemtin.clean.lines import Line
from diemtin.clean.words import LONGEST_WHOLE
from diemtin.document import FurnitureKind
from diemtin.field import Features
from diemtin.hashing import checksum, places
from diemtin.normalize import syllables, token_key

__all__ = ["BITS", "line_features"]

BITS = 20
# Lengths in syllables, and other counts, fall into classes; each bound begins the next one.
_LENGTHS = (1, 2, 3, 4, 5, 6, 8, 11, 15, 20, 30, 45, 70, 120)
_COARSE_LENGTHS = (1, 3, 6, 10, 16, 30, 70)
_DISTANCES = (1, 2, 3, 5, 9, 17, 33, 65)
_SHARES = (0.01, 0.15, 0.3, 0.5, 0.7, 0.95)
_NEAR = (1, 2, 4)
_DISTANCES_IN_BOX = _DISTANCES[:5]
_LIKENESSES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8)
_LONGEST_LABEL = 6
_AROUND = 2
_LONGEST_TITLE = 45
_MAIN_SYLLABLES, _MAIN_CHARACTERS = 3000, 1500  # of all its prose, of a line


def line_features(layout: Layout) -> Features:
    """The features of all lines of a page, in order.

    Args:
        layout: the page; it has at least one line.
    """
    starts = block_starts(layout.lines, [reading.is_prose for reading in layout.readings])
    columns = np.concatenate([_alone(layout), _placed(layout), _in_block(layout, starts)]).astype(np.uint64)
    # Above the text a line that opens like a caption (`Hội nghị ...`) may as well be the title.
    above = columns[window.PATTERNS, : layout.first]
    above -= np.where((above - 1) & OPENS_LIKE_CAPTION, OPENS_LIKE_CAPTION, 0).astype(np.uint64)
    return Features(window.through_window(columns, BITS), *_wording(layout, starts, window.KINDS + 1))


def _class(numbers: ArrayLike, bounds: Sequence[float]) -> NDArray[np.int64]:
    """How many of the bounds, which rise, each number reaches."""
    return np.searchsorted(bounds, numbers, side="right")


def _alone(layout: Layout) -> NDArray[np.float64]:
    """Columns x lines: what is seen of each line on its own, lengths and shares in classes."""
    seen = np.array([reading.seen for reading in layout.readings], np.float64).T
    seen[window.LENGTH] = 1 + _class(seen[window.LENGTH], _LENGTHS)
    seen[window.COARSE] = 1 + _class(seen[window.COARSE], _COARSE_LENGTHS)
    for share in (window.LOWER, window.DIGITS, window.LINKS):
        seen[share] = 1 + _class(seen[share], _SHARES)
    return seen


def _placed(layout: Layout) -> NDArray[np.float64]:
    """Columns x lines: where each line stands and what it shares with others."""
    lines, readings = layout.lines, layout.readings
    place = np.arange(len(lines))
    pairs = list(zip(lines, readings, strict=True))
    counts = Counter(reading.keys for reading in readings)
    main, head = _main_pairs(layout), " ".join(readings[0].keys)
    is_html = any(line.links or line.hint or line.is_main is not None for line in lines)
    columns = (
        1 + _class(place, _DISTANCES),
        1 + _class(place[::-1], _DISTANCES),
        1 + _sides(layout),
        [min(counts[reading.keys], 3) for reading in readings],
        [1 + _likeness(line, reading, main) for line, reading in pairs],
        [1 + _stated(line, reading, layout.title, head if i else "") for i, (line, reading) in enumerate(pairs)],
        list(_boxes(layout)),
        [_code(" ".join(reading.keys[:2])) for reading in readings],
        [_code(" ".join(reading.keys[-2:])) for reading in readings],
        np.full(len(lines), 1 + is_html),
        1 + np.minimum(place, 4),
    )
    return np.array(columns, np.float64)


def _in_block(layout: Layout, starts: Sequence[int]) -> NDArray[np.float64]:
    """Columns x lines: what the lines of each line's block, and those around it, are and look like."""
    readings = layout.readings
    owns, forms = [reading.own for reading in readings], [reading.form for reading in readings]
    block = summaries(layout.lines, owns, forms, starts)
    near = neighbours(
        [isinstance(own, FurnitureKind) for own in owns], forms, [reading.is_prose for reading in readings]
    )
    codes = np.array([*map(role_code, owns), 0])  # the last one is that of none
    columns = (
        list(map(_code, forms)),
        list(map(role_code, block.opens)),
        list(map(role_code, block.most)),
        1 + _class(block.size, _DISTANCES),
        1 + (block.numbers + 1) // 2,
        1 + (block.links + 1) // 2,
        codes[near.above],
        1 + _class(near.far, _DISTANCES),
        codes[near.below],
        1 + _class(near.ahead, _DISTANCES),
        1 + near.alike,
        1 + near.counted,
        1 + np.minimum(4, np.arange(len(starts)) - starts),
        1 + np.minimum(7, list(asked(layout.lines))),
    )
    return np.array(columns, np.float64)


def _sides(layout: Layout) -> NDArray[np.int64]:
    """Where each line lies to the stretch of prose, and how far from its nearer end."""
    place, first, last = np.arange(len(layout.lines)), layout.first, layout.last
    if last < first:
        return np.zeros_like(place)
    before, after = 10 + _class(first - place, _DISTANCES), 20 + _class(place - last, _DISTANCES)
    inside = 30 + 10 * _class(place - first, _NEAR) + _class(last - place, _NEAR)
    return np.where(place < first, before, np.where(place > last, after, inside))


def _boxes(layout: Layout) -> Iterator[int]:
    """The box of furniture that began above each line, and how far above; 0 where there is none."""
    box, since = 0, 0
    for line, reading in zip(layout.lines, layout.readings, strict=True):
        if reading.own in BOXES and not line.ends_sentence:
            box, since = role_code(reading.own), 0
        elif reading.is_prose and line.length >= 20:
            box, since = 0, 0
        since += 1
        yield box + 2 * bisect_right(_DISTANCES_IN_BOX, since) if box else 0


def _main_pairs(layout: Layout) -> set[tuple[str, str]]:
    """Pairs of syllables of the stretch of prose, from its beginning."""
    pairs: set[tuple[str, str]] = set()
    for i in range(layout.first, layout.last + 1):
        line, reading = layout.lines[i], layout.readings[i]
        if reading.is_prose:
            is_whole = line.length <= LONGEST_WHOLE and len(line.text) <= _MAIN_CHARACTERS
            keys = reading.keys if is_whole else map(token_key, syllables(line.text[:_MAIN_CHARACTERS]))
            pairs.update(pairwise(keys))
        if len(pairs) > _MAIN_SYLLABLES:
            break
    return pairs


def _likeness(line: Line, reading: Reading, main: set[tuple[str, str]]) -> int:
    """How much of a line that could be a title the prose says again."""
    if not 3 <= line.length <= _LONGEST_TITLE or not main:
        return 0
    pairs = max(1, len(reading.keys) - 1)
    return 1 + bisect_right(_LIKENESSES, sum(map(main.__contains__, pairwise(reading.keys))) / pairs)


def _stated(line: Line, reading: Reading, title: str | None, head: str) -> int:
    """Whether a line is the stated title, or what the page's first line begins with or holds."""
    if not 3 <= line.length <= _LONGEST_TITLE or not (title or line.length <= head.count(" ") + 1):
        return 0
    own = " ".join(reading.keys)
    if title and own == title:
        return 1
    if head.startswith(own):
        return 2
    if title and (own in title or title in own):
        return 3
    return 4 if own in head else 0


def _wording(layout: Layout, starts: Sequence[int], kind: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The words, pairs of words and whole wordings of short lines, and the words around them: lines, places."""
    short = [_short_words(line, reading) for line, reading in zip(layout.lines, layout.readings, strict=True)]
    worded = [i for i, line in enumerate(layout.lines) if line.length <= LONGEST_WORDED]
    found = [np.empty((2, 0), np.int64)]
    for number, of_lines in enumerate(zip(*(_worded(layout, starts, short, i) for i in worded), strict=True), kind):
        codes = np.array(list(chain.from_iterable(of_lines)), np.uint64)
        found.append(np.stack([np.repeat(worded, list(map(len, of_lines))), places(codes, number, BITS)]))
    lines, further = np.concatenate(found, axis=1)
    return lines, further


def _worded(layout: Layout, starts: Sequence[int], short: Sequence[list[int]], i: int) -> tuple[Sequence[int], ...]:
    """Codes of a short line's words, pairs and whole wording, of short lines above and below, of its block's first."""
    keys = layout.readings[i].keys
    return (
        list(map(_code, set(keys))),
        [_code(f"{one} {two}") for one, two in pairwise(keys)],
        [_code(" ".join(keys))] if layout.lines[i].length <= _LONGEST_LABEL else (),
        list(chain.from_iterable(short[max(0, i - _AROUND) : i])),
        list(chain.from_iterable(short[i + 1 : i + 1 + _AROUND])),
        short[starts[i]] if starts[i] < i else (),
    )


def _short_words(line: Line, reading: Reading) -> list[int]:
    """The words of a label; of nothing longer."""
    return [_code(word) for word in set(reading.keys)] if line.length <= _LONGEST_LABEL and not reading.is_prose else []


@lru_cache(maxsize=8192)
def _code(wording: str) -> int:
    return checksum(wording)
