"""What the line model sees of each line of a page; one definition for training and for use.

Every feature is its place in a table (see `diemtin.hashing`), computed for all lines of a page at once. A line
is seen by its wording, its form, what the markup says of it, what stands around it, and where it lies to the
stretch of lines that reads most like running text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from diemtin.clean.blocks import asked, block_starts, form, neighbours, summaries
from diemtin.clean.kinds import is_name_like, own_kind
from diemtin.clean.lines import Line, Role
from diemtin.document import FurnitureKind
from diemtin.field import Features
from diemtin.hashing import Codes, checksum, mixed, places
from diemtin.lexicon import entries, lexicon
from diemtin.normalize import syllables, token_key

__all__ = ["BITS", "Layout", "Reading", "line_features", "read_layout"]

BITS = 20
_EDGE = 1
_PADDING = 2
# Lengths in syllables, and other counts, fall into classes; each bound begins the next one.
_LENGTHS = (1, 2, 3, 4, 5, 6, 8, 11, 15, 20, 30, 45, 70, 120)
_COARSE_LENGTHS = (1, 3, 6, 10, 16, 30, 70)
_DISTANCES = (1, 2, 3, 5, 9, 17, 33, 65)
_SHARES = (0.01, 0.15, 0.3, 0.5, 0.7, 0.95)
_LONGEST_WORDED = 14
_LONGEST_LABEL = 6
_AROUND = 2
_LONGEST_NAME = 10
_LONGEST_INITIALS = 12  # characters
_LONGEST_TITLE = 45
_LONG = 60
_ENDS_OF_LONG_LINE = 80  # characters of a long line that are looked at, at each end
_MAIN_SYLLABLES = 3000
_BULLET = re.compile(r"[•*▪●■◦»>+›–·♦✓→~#-]\s?")
_NUMBERED = re.compile(r"(?:\d{1,2}|[IVX]{1,4}|[a-zđ])[.)]\s")
_DAY = re.compile(r"\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{4})?|tháng \d")
_TIME = re.compile(r"\d{1,2}\s?(?:[:h]|giờ)\s?\d{2}")
_ADDRESS = re.compile(r"@|www\.|https?:|\.(?:vn|com|net)\b")
_PHONE = re.compile(r"\(?\b0\d{1,3}\)?[ .-]?\d{3}|\b1[89]00\d|\b11[345]\b")
_SENTENCE_END = re.compile(r"[.!?…]['\"”’)]*\s+['\"“(]?[^\W\d_]")
_MARKS = {mark: 1 << i for i, mark in enumerate('|»>/:"“(…*©®[@#')}
_MARK = re.compile("[" + re.escape("".join(_MARKS)) + "]")
_DIGIT = re.compile(r"\d")
_OPENINGS = re.compile(rf"(?:{'|'.join(map(re.escape, entries('caption_openings')))})\b")
_SOURCED = re.compile(r"\b(?:theo|nguồn|ảnh|tổng hợp|t/h|ttxvn|pv)\b", re.IGNORECASE)
# A box of these begins with its name and goes on without it.
_BOXES = frozenset(
    {
        FurnitureKind.RELATED,
        FurnitureKind.TAGS,
        FurnitureKind.COMMENTS,
        FurnitureKind.STATISTICS,
        FurnitureKind.MASTHEAD,
        FurnitureKind.OTHER,
    }
)
_CLOSING = _BOXES - {FurnitureKind.RELATED, FurnitureKind.OTHER} | {FurnitureKind.PAGER}


@dataclass(frozen=True, slots=True)
class Reading:
    """One line, read on its own.

    Attributes:
        own: what it certainly is by its own words.
        is_prose: whether it reads as running text.
        keys: the keys of its syllables; of a long line those at its ends.
        form: how it is built (`diemtin.clean.blocks.form`); empty for a long line.
        codes: what else is seen of it, a number each.
    """

    own: Role | None
    is_prose: bool
    keys: tuple[str, ...]
    form: str
    codes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A page's lines and where its running text lies.

    Attributes:
        lines: the lines.
        readings: each line read on its own.
        first: the first line of the stretch that reads most like running text.
        last: its last line; before `first` where there is none.
        title: the keys of the syllables of the title that is stated outside the lines.
    """

    lines: Sequence[Line]
    readings: Sequence[Reading]
    first: int
    last: int
    title: str | None


def read_layout(lines: Sequence[Line], title: str | None = None) -> Layout:
    """Read each line, and find the stretch of most prose (Pasternack and Roth, WWW 2009: maximum subsequence).

    Args:
        lines: the page's lines in order.
        title: the title, where the page or its record states it outside its text.
    """
    readings = [_read(line) for line in lines]
    first, last = _densest(lines, readings)
    return Layout(lines, readings, first, last, " ".join(map(token_key, syllables(title))) if title else None)


def _densest(lines: Sequence[Line], readings: Sequence[Reading]) -> tuple[int, int]:
    best, first, last = 0, 0, -1
    total, start = 0, 0
    for i, (line, reading) in enumerate(zip(lines, readings, strict=True)):
        if total <= 0:
            total, start = 0, i
        if reading.is_prose:
            total += min(line.length, 60)
            if total > best:
                best, first, last = total, start, i
        else:
            total -= 25 if reading.own in _CLOSING else 5
    return first, last


def _read(line: Line) -> Reading:
    text = line.text
    seen = text if line.length <= _LONG else f"{text[:_ENDS_OF_LONG_LINE]} {text[-_ENDS_OF_LONG_LINE:]}"
    words = syllables(seen)
    initials = "".join([word[0] for word in words])
    lower = sum(map(str.islower, initials)) / max(1, len(words))
    keys = tuple(map(token_key, words))
    own, ends_sentence = own_kind(line), line.ends_sentence
    reads_on = line.length >= 6 and line.links <= 0.5 and lower >= 0.3
    is_prose = own is None and reads_on and (ends_sentence or line.length >= 30)
    codes = (
        *_form(line, lower, initials),
        _code_of(own),
        1 + (_name_class(text, keys) if line.length <= _LONGEST_NAME else 0),
        1 + is_prose + 2 * ends_sentence,
        *_markup(line),
        *_inside(text, line.length, is_prose=is_prose),
    )
    return Reading(own, is_prose, keys, form(text) if line.length <= _LONGEST_WORDED else "", codes)


def _form(line: Line, lower: float, initials: str) -> tuple[int, ...]:
    """Length, ends, capitals and digits."""
    text = line.text
    return (
        1 + _class(line.length, _LENGTHS),
        1 + _class(line.length, _COARSE_LENGTHS),
        _character(text[-1]),
        _character(text[0]) if not _BULLET.match(text) else ord(text[0]) + 64,
        1 + _class(lower, _SHARES),
        1 + _class(sum(map(str.isdigit, initials)) / max(1, len(initials)), _SHARES),
        1 + (line.length <= _LONG and text.isupper()),
    )


def _markup(line: Line) -> tuple[int, ...]:
    """What the page's markup and its blank lines say."""
    return (
        _code_of(line.hint),
        1 + _class(line.links, _SHARES),
        1 + (0 if line.is_main is None else 1 + line.is_main),
        1 + line.after_image,
        1 + min(line.gap, 4),
    )


def _inside(text: str, length: int, *, is_prose: bool) -> tuple[int, ...]:
    """Marks, dates, addresses, sentences and commas within a line."""
    if length > _LONG:
        return (0, 0, 8, 0)
    marks = sum({_MARKS[mark] for mark in _MARK.findall(text)})
    if is_prose:
        return (1 + marks, 0, 8, 1 + min(6, text.count(",")))
    sentences = min(5, len(_SENTENCE_END.findall(text)))
    return (1 + marks, 1 + _patterns(text), 1 + sentences, 1 + min(6, text.count(",")))


def _class(number: float, bounds: Sequence[float]) -> int:
    """How many of the bounds, which rise, a number reaches."""
    return bisect_right(bounds, number)


def _character(character: str) -> int:
    """Punctuation as it is; letters and digits by their kind."""
    if character.isdigit():
        return 1
    if character.isalpha():
        return 2 if character.islower() else 3
    return ord(character)


def _name_class(text: str, keys: tuple[str, ...]) -> int:
    """0 no name, 1 looks like names, 2 begins with a known family name, 3 initials, 4 a place."""
    text = text.strip(" -*()[]")
    if not keys or not is_name_like(text):
        return 0
    if "." in text[:-1] and len(text) <= _LONGEST_INITIALS:
        return 3
    if any(keys in lexicon(name).entries.get(keys[0], ()) for name in ("provinces", "districts", "countries")):
        return 4
    return 2 if keys[0] in lexicon("surnames").entries else 1


def _patterns(text: str) -> int:
    has_digits = bool(_DIGIT.search(text))
    return (
        bool(has_digits and _DAY.search(text))
        + 2 * bool(has_digits and _TIME.search(text))
        + 4 * bool(_ADDRESS.search(text))
        + 8 * bool(has_digits and _PHONE.search(text))
        + 16 * bool(_SOURCED.search(text))
        + 32 * bool(_OPENINGS.match(text))
        + 64 * bool(_NUMBERED.match(text))
    )


@cache
def _code_of(role: Role | None) -> int:
    return 0 if role is None else checksum(f"{type(role).__name__}.{role.value}")


# The columns of `Reading.codes`, then those of `_context`.
LENGTH, COARSE, LAST, FIRST, LOWER, DIGITS, CAPITALS, OWN, NAME, PROSE = range(10)
HINT, LINKS, MAIN, IMAGE, GAP, MARKS, PATTERNS, SENTENCES, COMMAS = range(10, 19)
TOP, BOTTOM, SIDE, REPEATED, LIKENESS, STATED, BOX, START, END, IS_HTML, NEAR_TOP = range(19, 30)
FORM, OPENS, MOST, SIZE, NUMBERS, LINKED, ABOVE, FAR, BELOW, AHEAD, ALIKE, COUNTED, INTO, ASKED = range(30, 44)
# What is made of several of them.
ONE, SHAPE, DRESSED, PLACED = range(44, 48)
_COLUMNS = 48
_OFFSETS = (0, -2, -1, 1, 2)


def line_features(layout: Layout) -> Features:
    """The features of all lines of a page, in order.

    Args:
        layout: the page; it has at least one line.
    """
    columns = np.array([reading.codes for reading in layout.readings], np.uint64).T.copy()
    # Above the text a line that opens like a caption (`Hội nghị ...`) may as well be the title.
    above = columns[PATTERNS, : layout.first]
    columns[PATTERNS, : layout.first] = np.where((above - 1) & np.uint64(32), above - 32, above)
    starts = block_starts(layout.lines, [reading.is_prose for reading in layout.readings])
    context = np.array([(*one, *two) for one, two in zip(_context(layout), _block(layout, starts), strict=True)])
    context = context.astype(np.uint64).T
    padded = np.pad(np.concatenate([columns, context]), ((0, 0), (_PADDING, _PADDING)), constant_values=_EDGE)
    return Features(_window(padded), *_wording(layout, starts, len(_KINDS) + 1))


def _context(layout: Layout) -> Iterator[tuple[int, ...]]:
    """For each line where it stands and what it shares with others."""
    lines, readings = layout.lines, layout.readings
    is_html = any(line.links or line.hint or line.is_main is not None for line in lines)
    counts = Counter(reading.keys for reading in readings)
    main = _main_pairs(layout)
    head = " ".join(readings[0].keys)
    box, since = 0, 0
    for i, (line, reading) in enumerate(zip(lines, readings, strict=True)):
        if reading.own in _BOXES and not line.ends_sentence:
            box, since = _code_of(reading.own), 0
        elif reading.is_prose and line.length >= 20:
            box, since = 0, 0
        since += 1
        yield (
            1 + _class(i, _DISTANCES),
            1 + _class(len(lines) - 1 - i, _DISTANCES),
            1 + _side(layout, i),
            min(counts[reading.keys], 3),
            1 + _likeness(line, reading, main),
            1 + _stated(line, reading, layout.title, head if i else ""),
            box + 2 * _class(since, _DISTANCES[:5]) if box else 0,
            _code(" ".join(reading.keys[:2])),
            _code(" ".join(reading.keys[-2:])),
            1 + is_html,
            1 + min(i, 4),
        )


def _block(layout: Layout, starts: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """For each line what the lines of its block, and those around it, are and look like."""
    readings = layout.readings
    owns, forms = [reading.own for reading in readings], [reading.form for reading in readings]
    found = summaries(layout.lines, owns, forms, starts)
    around = neighbours(owns, forms, [reading.is_prose for reading in readings])
    for i, (block, near, question) in enumerate(zip(found, around, asked(layout.lines), strict=True)):
        opens, most, size, numbers, links = block
        above, far, below, ahead, alike, counted = near
        yield (
            _code(forms[i]),
            _code_of(opens),
            _code_of(most),
            1 + _class(size, _DISTANCES),
            1 + (numbers + 1) // 2,
            1 + (links + 1) // 2,
            _code_of(above),
            1 + _class(far, _DISTANCES),
            _code_of(below),
            1 + _class(ahead, _DISTANCES),
            1 + alike,
            1 + counted,
            1 + min(4, i - starts[i]),
            1 + min(7, question),
        )


def _side(layout: Layout, i: int) -> int:
    """Where a line lies to the stretch of prose, and how far from its nearer end."""
    if layout.last < layout.first:
        return 0
    if i < layout.first:
        return 10 + _class(layout.first - i, _DISTANCES)
    if i > layout.last:
        return 20 + _class(i - layout.last, _DISTANCES)
    return 30 + 10 * _class(i - layout.first, (1, 2, 4)) + _class(layout.last - i, (1, 2, 4))


def _main_pairs(layout: Layout) -> set[tuple[str, str]]:
    """Pairs of syllables of the stretch of prose, from its beginning."""
    pairs: set[tuple[str, str]] = set()
    for i in range(layout.first, layout.last + 1):
        if layout.readings[i].is_prose:
            pairs.update(pairwise(map(token_key, syllables(layout.lines[i].text[:1500]))))
        if len(pairs) > _MAIN_SYLLABLES:
            break
    return pairs


def _likeness(line: Line, reading: Reading, main: set[tuple[str, str]]) -> int:
    """How much of a line that could be a title the prose says again."""
    if not 3 <= line.length <= _LONGEST_TITLE or not main:
        return 0
    pairs = list(pairwise(reading.keys))
    return 1 + _class(sum(pair in main for pair in pairs) / max(1, len(pairs)), (0.1, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8))


def _stated(line: Line, reading: Reading, title: str | None, head: str) -> int:
    """Whether a line is the stated title, or what the page's first line begins with or holds."""
    if not 3 <= line.length <= _LONGEST_TITLE or not (title or head):
        return 0
    own = " ".join(reading.keys)
    if title and own == title:
        return 1
    if head.startswith(own):
        return 2
    if title and (own in title or title in own):
        return 3
    return 4 if own in head else 0


def _kinds() -> Iterator[tuple[int, ...]]:
    """The kinds of features, each as the rows of `_rows` that it puts together."""
    yield (ONE,)
    for column in range(LENGTH, NEAR_TOP + 1):
        yield (column,)
    for column in (LAST, FIRST, LOWER, DIGITS, CAPITALS, NAME, HINT, LINKS, MAIN, GAP, PATTERNS, MARKS, LIKENESS):
        yield COARSE, column
    for column in (OWN, NAME, HINT, PROSE, LIKENESS, STATED, LAST, PATTERNS, CAPITALS, IMAGE):
        yield SIDE, column
    for column in (OWN, COARSE, PROSE, NAME, START, END, HINT, SIDE, BOX):
        yield BOX, column
    for column in range(FORM, ASKED + 1):
        yield (column,)
        yield COARSE, column
    for column in (OPENS, MOST, ABOVE, BELOW, NUMBERS, ALIKE, COUNTED, LINKS, SIDE, BOX, HINT, PROSE):
        yield FORM, column
    for column in (FORM, COARSE, INTO, SIDE, LINKED, PROSE, NAME):
        yield from ((MOST, OPENS, column), (ABOVE, FAR, column), (BELOW, AHEAD, column), (ABOVE, BELOW, column))
    yield from ((SIZE, NUMBERS, LINKED), (ASKED, FORM, PROSE), (ASKED, SIDE), (SIZE, LINKED, COARSE, SIDE))
    yield from _kinds_around()
    yield from ((HINT, LINKS, MAIN, PROSE), (REPEATED, COARSE), (IS_HTML, NEAR_TOP), (PATTERNS, MARKS))
    yield from ((FIRST, LAST, COARSE), (LOWER, LAST, COARSE), (IMAGE, PATTERNS, COARSE))
    yield from ((PLACED, PROSE, LINKS), (PLACED, LAST), (SENTENCES, SIDE))


def _kinds_around() -> Iterator[tuple[int, ...]]:
    """Kinds of features that look at the lines above and below."""
    for offset in (-2, -1, 1, 2):
        form, own, shape, dressed, prose = (_at(column, offset) for column in (FORM, OWN, SHAPE, DRESSED, PROSE))
        yield from ((form,), (form, FORM), (own,), (shape,), (dressed,), (prose, PROSE, COARSE), (own, COARSE))
    for offset in (-1, 1):
        yield from ((_at(START, offset),), (_at(NAME, offset),))
        yield from ((_at(SHAPE, offset), SHAPE), (_at(DRESSED, offset), DRESSED))
        yield from ((_at(GAP, offset), GAP, COARSE), (_at(SIDE, offset), OWN), (_at(IMAGE, offset), COARSE))
    for column in (PROSE, OWN, COARSE):
        yield _at(column, -1), column, _at(column, 1)
    yield from ((_at(GAP, 1), GAP), (GAP, _at(GAP, 1), PROSE, COARSE))


def _at(column: int, offset: int) -> int:
    """The row of what stands so many lines on."""
    return column + _COLUMNS * _OFFSETS.index(offset)


_KINDS = tuple(_kinds())
# The numbers of the kinds that put as many rows together, and which rows these are.
_OF_ONE_LENGTH = tuple(
    (
        np.array([number for number, rows in enumerate(_KINDS) if len(rows) == length]),
        [*map(list, zip(*(rows for rows in _KINDS if len(rows) == length), strict=True))],
    )
    for length in range(1, 5)
)


def _window(c: Codes) -> NDArray[np.int64]:
    """The places of the features of all kinds: lines x kinds.

    Args:
        c: the columns with empty places before and after; what lies beyond these is never seen.
    """
    shape, dressed = mixed(c[COARSE], c[LAST], c[PROSE]), mixed(c[COARSE], c[HINT], c[LINKS])
    columns = np.concatenate([c, [np.ones_like(c[0]), shape, dressed, mixed(c[SIDE], c[COARSE])]])
    rows = np.concatenate([np.roll(columns, -offset, axis=1)[:, _PADDING:-_PADDING] for offset in _OFFSETS])
    found = np.empty((rows.shape[1], len(_KINDS)), np.int64)
    for numbers, together in _OF_ONE_LENGTH:
        values = [rows[row] for row in together]
        value = mixed(*values) if len(values) > 1 else values[0]
        found[:, numbers] = places(value, numbers.astype(np.uint64)[:, np.newaxis] + np.uint64(1), BITS).T
    return found


def _wording(layout: Layout, starts: Sequence[int], kind: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The words, pairs of words and whole wordings of short lines, and the words around them: lines, places."""
    found: list[list[tuple[int, int]]] = [[], [], [], [], [], []]
    own, pairs, whole, above, below, first = found
    short = [_short_words(line, reading) for line, reading in zip(layout.lines, layout.readings, strict=True)]
    for i, (line, reading) in enumerate(zip(layout.lines, layout.readings, strict=True)):
        if line.length <= _LONGEST_WORDED:
            own += [(i, _code(word)) for word in set(reading.keys)]
            pairs += [(i, _code(f"{one} {two}")) for one, two in pairwise(reading.keys)]
            if line.length <= _LONGEST_LABEL:
                whole.append((i, _code(" ".join(reading.keys))))
            above += [(i, code) for words in short[max(0, i - _AROUND) : i] for code in words]
            below += [(i, code) for words in short[i + 1 : i + 1 + _AROUND] for code in words]
            if starts[i] < i:
                first += [(i, code) for code in short[starts[i]]]
    columns = [np.array(some, np.uint64).reshape(-1, 2) for some in found]
    lines = np.concatenate([some[:, 0] for some in columns]).astype(np.int64)
    return lines, np.concatenate([places(some[:, 1], kind + j, BITS) for j, some in enumerate(columns)])


def _short_words(line: Line, reading: Reading) -> list[int]:
    """The words of a label; of nothing longer."""
    return [_code(word) for word in set(reading.keys)] if line.length <= _LONGEST_LABEL and not reading.is_prose else []


@lru_cache(maxsize=65536)
def _code(wording: str) -> int:
    return checksum(wording)
