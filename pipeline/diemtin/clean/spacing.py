"""Words that a layout has torn or glued together: drop capitals (`H ội nghị`), lost spaces (`tổ chứcHội nghị`).

Only what Vietnamese cannot be otherwise is changed; each character keeps its place in the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from diemtin.lexicon import entries
from diemtin.normalize import Mapped
from diemtin.phonology import is_syllable

if TYPE_CHECKING:
    from diemtin.clean.lines import Line

__all__ = ["glued_words", "mend_spacing"]

_DROPPED = re.compile(r"(?P<capital>[^\W\d_]) (?P<rest>[^\W\d_]+)")
# Where a word stands that may be torn itself.
_AFTER_LETTER = re.compile(r"(?<![^\W_])[^\W\d_]\s{1,6}\Z")
_WORD = re.compile(r"[^\W\d_]+")
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_LONGEST_GLUED = 16
_LONGEST_REMEMBERED = 40


def mend_spacing(lines: Sequence[Line], raw: str, tokens: Iterable[str]) -> list[Line]:
    """The lines with drop capitals joined to their words and glued words apart.

    Args:
        lines: lines of a page, normalized.
        raw: the page, in which other occurrences of a word are looked for.
        tokens: what stands between its spaces.
    """
    glued = glued_words(tokens)
    mended: list[Line] = []
    for line in (_parted(line, glued) for line in lines) if glued else lines:
        if mended and _is_drop_capital(mended[-1], line, raw):
            capital = mended.pop()
            mended.append(replace(line, piece=Mapped.joined([capital.piece, line.piece]), gap=capital.gap))
        else:
            mended.append(_with_capital(line, raw))
    return mended


def _is_drop_capital(above: Line, line: Line, raw: str) -> bool:
    """A line of one capital, and the next line is the rest of its word."""
    match = _DROPPED.match(f"{above.text} {line.text}") if len(above.text) == 1 and line.gap <= 1 else None
    return match is not None and _is_torn(match, raw)


def _with_capital(line: Line, raw: str) -> Line:
    match = _DROPPED.match(line.text)
    if match is None or not _is_torn(match, raw):
        return line
    piece = Mapped.joined([line.piece.cut(0, 1), line.piece.cut(2, len(line.text))])
    return replace(line, piece=piece, printed=line.printed or line.text)


def _is_torn(match: re.Match[str], raw: str) -> bool:
    capital, rest = match["capital"], match["rest"]
    word = (capital + rest).lower()
    if not (capital.isupper() and rest.islower() and is_syllable(word)):
        return False
    if not is_syllable(rest):
        return True
    if is_syllable(capital):
        return False
    return _is_used(word, raw) and not _is_used(rest, raw)


def _is_used(word: str, raw: str) -> bool:
    """Whether a syllable, composed, is common, or stands by itself elsewhere on the page."""
    if word in _common():
        return True
    composed = unicodedata.normalize("NFC", raw)
    found = re.finditer(rf"(?<!\w)(?:{re.escape(word)}|{re.escape(word.capitalize())})(?!\w)", composed)
    return any(_AFTER_LETTER.search(composed, max(0, match.start() - 8), match.start()) is None for match in found)


@cache
def _common() -> frozenset[str]:
    return frozenset(entries("common_syllables"))


def glued_words(tokens: Iterable[str]) -> dict[str, int]:
    """The words among the tokens that are two Vietnamese syllables without a space, and where the second begins.

    The second begins with a capital, or both are common and one has a tone mark; there is no other way to part them.
    """
    found: dict[str, int] = {}
    for token in tokens:
        if not token.isascii() and len(token) > 3:
            found.update(_glued_in(token) if len(token) <= _LONGEST_REMEMBERED else _glued_in.__wrapped__(token))
    return found


@lru_cache(maxsize=32768)
def _glued_in(token: str) -> tuple[tuple[str, int], ...]:
    """The glued words between two spaces, remembered: articles share most of their words."""
    words = [word for word in _WORD.findall(unicodedata.normalize("NFC", token)) if 3 < len(word) <= _LONGEST_GLUED]
    places = ((word, _joint(word)) for word in words)
    return tuple((word, place) for word, place in places if place is not None)


def _joint(word: str) -> int | None:
    if word.isascii() or is_syllable(word) or word.isupper():
        return None
    capitals = [i for i in range(2, len(word)) if word[i].isupper() and word[i - 1].islower()]
    if capitals:
        [place, *more] = capitals
        is_joint = not more and word[place + 1 :].islower() and all(map(is_syllable, (word[:place], word[place:])))
        return place if is_joint and (word[:place].islower() or not word[:place].isascii()) else None
    if not _TONE.search(unicodedata.normalize("NFD", word)):
        return None  # `môtô`
    places = [i for i in range(2, len(word) - 1) if _common().issuperset((word[:i], word[i:]))]
    return places[0] if len(places) == 1 else None


def _parted(line: Line, glued: dict[str, int]) -> Line:
    text = line.piece.text
    for word in glued:  # a generator for each line would take twice as long
        if word in text:
            return _with_spaces(line, glued)
    return line


def _with_spaces(line: Line, glued: dict[str, int]) -> Line:
    parts, position = [], 0
    for match in _WORD.finditer(line.text):
        place = glued.get(match.group())
        if place is not None:
            joint = match.start() + place
            after = line.piece.cut(joint, joint + 1)
            parts += [line.piece.cut(position, joint), Mapped(" ", after.starts, after.ends)]
            position = joint
    if not parts:
        return line
    piece = Mapped.joined([*parts, line.piece.cut(position, len(line.text))])
    return replace(line, piece=piece, printed=line.printed or line.text)
