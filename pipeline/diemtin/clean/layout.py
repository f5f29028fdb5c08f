"""The lines of a page, each read on its own, and where its running text lies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from diemtin.clean.blocks import form
from diemtin.clean.kinds import is_name_like, own_kind
from diemtin.clean.lines import Line, Role
from diemtin.clean.words import LONGEST_WHOLE
from diemtin.document import FurnitureKind
from diemtin.hashing import checksum
from diemtin.lexicon import entries, lexicon
from diemtin.normalize import syllables, token_key

__all__ = ["BOXES", "LONGEST_WORDED", "OPENS_LIKE_CAPTION", "Layout", "Reading", "read_layout", "role_code"]

# What a code of patterns has where a line opens like a caption.
OPENS_LIKE_CAPTION = 32
# Syllables of the longest line whose words are features.
LONGEST_WORDED = 14
_LONGEST_NAME = 10
_LONGEST_INITIALS = 12  # characters
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
BOXES = frozenset(
    {
        FurnitureKind.RELATED,
        FurnitureKind.TAGS,
        FurnitureKind.COMMENTS,
        FurnitureKind.STATISTICS,
        FurnitureKind.MASTHEAD,
        FurnitureKind.OTHER,
    }
)
_CLOSING = BOXES - {FurnitureKind.RELATED, FurnitureKind.OTHER} | {FurnitureKind.PAGER}


class Reading(NamedTuple):
    """One line, read on its own.

    Attributes:
        own: what it certainly is by its own words.
        is_prose: whether it reads as running text.
        keys: the keys of its syllables; of a long line those at its ends.
        form: how it is built (`diemtin.clean.blocks.form`); empty for a long line.
        seen: the columns of `diemtin.clean.window` that tell of one line on its own, from its length to its commas:
            the length in syllables (twice), shares of syllables or characters, and codes.
    """

    own: Role | None
    is_prose: bool
    keys: tuple[str, ...]
    form: str
    seen: tuple[float, ...]


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
    readings = list(map(_read, lines))
    first, last = _densest(lines, readings)
    return Layout(lines, readings, first, last, " ".join(map(token_key, syllables(title))) if title else None)


@cache
def role_code(role: Role | None) -> int:
    """A number for a role; 0 for none."""
    return 0 if role is None else checksum(f"{type(role).__name__}.{role.value}")


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
    text, (length, keys, lower, digits) = line.piece.text, line.words
    own, ends_sentence = own_kind(line), line.ends_sentence
    reads_on = length >= 6 and line.links <= 0.5 and lower >= 0.3
    is_prose = own is None and reads_on and (ends_sentence or length >= 30)
    seen = (
        *(length, length),
        *_ends(text),
        *(lower, digits),
        1 + (length <= LONGEST_WHOLE and text.isupper()),
        role_code(own),
        1 + (_name_class(text, keys) if length <= _LONGEST_NAME else 0),
        1 + is_prose + 2 * ends_sentence,
        *_markup(line),
        *_inside(text, length, is_prose=is_prose),
    )
    return Reading(own, is_prose, keys, form(text) if length <= LONGEST_WORDED else "", seen)


def _ends(text: str) -> tuple[int, int]:
    """The last character and the first, or the bullet that stands there."""
    return _character(text[-1]), ord(text[0]) + 64 if _BULLET.match(text) else _character(text[0])


def _character(character: str) -> int:
    """Punctuation as it is; letters and digits by their kind."""
    if character.isdigit():
        return 1
    if character.isalpha():
        return 2 if character.islower() else 3
    return ord(character)


def _markup(line: Line) -> tuple[float, ...]:
    """What the page's markup and its blank lines say."""
    main = 0 if line.is_main is None else 1 + line.is_main
    return role_code(line.hint), line.links, 1 + main, 1 + line.after_image, 1 + min(line.gap, 4)


def _inside(text: str, length: int, *, is_prose: bool) -> tuple[int, ...]:
    """Marks, dates, addresses, sentences and commas within a line."""
    if length > LONGEST_WHOLE:
        return (0, 0, 8, 0)
    marks = sum(map(_MARKS.__getitem__, set(_MARK.findall(text))))
    if is_prose:
        return (1 + marks, 0, 8, 1 + min(6, text.count(",")))
    sentences = min(5, len(_SENTENCE_END.findall(text)))
    return (1 + marks, 1 + _patterns(text), 1 + sentences, 1 + min(6, text.count(",")))


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
        + OPENS_LIKE_CAPTION * bool(_OPENINGS.match(text))
        + 64 * bool(_NUMBERED.match(text))
    )
