"""Abbreviations that the text itself explains: `cải cách hành chính (CCHC)`.

The short form stands in brackets after the words whose initials it is (Schwartz and Hearst, 2003, adapted
to syllables).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from diemtin.document import Abbreviation, Span

__all__ = ["find_abbreviations"]

_SHORT = re.compile(
    r"\(\s*(?:(?:gọi|viết) tắt(?: là)?)?\s*[\"“]?(?P<short>[^\W\d_a-z][^\W_]*(?:[-&.][^\W_]+)*)[\"”]?\s*\)"
)
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LONGEST = 12  # syllables
_FARTHEST = 120  # characters
_PASSED_OVER = ("và", "của", "các")


def find_abbreviations(text: str, blocks: Sequence[Span]) -> tuple[Abbreviation, ...]:
    """Each short form with the words it was introduced for, once, in order.

    Args:
        text: the article's text.
        blocks: the parts of it to search; short form and words stand in one.
    """
    found: dict[str, Abbreviation] = {}
    for block in blocks:
        for abbreviation in _in_block(text, block):
            found.setdefault(abbreviation.short.of(text), abbreviation)
    return tuple(found.values())


def _in_block(text: str, block: Span) -> Iterator[Abbreviation]:
    for match in _SHORT.finditer(text, block.start, block.end):
        short = Span(*match.span("short"))
        letters = [c for c in short.of(text) if c.isalpha()]
        if 2 <= len(letters) <= _LONGEST and sum(c.isupper() for c in letters) >= 2:
            long = _words_before(text, block.start, match.start(), "".join(letters))
            if long:
                yield Abbreviation(short, long)


def _words_before(text: str, start: int, end: int, letters: str) -> Span | None:
    """The words right before `end` whose initials spell `letters`; `và` may go without an initial."""
    words = [Span(*match.span()) for match in _WORD.finditer(text, max(start, end - _FARTHEST), end)]
    if not words or text[words[-1].end : end].strip(' "”'):
        return None
    rest = _bare(letters)
    for word in reversed(words):
        initials = _bare("".join(part[:1] for part in word.of(text).split("-")))
        if rest.endswith(initials):
            rest = rest[: -len(initials)]
        elif word.of(text) not in _PASSED_OVER or word == words[-1]:
            return None
        if not rest:
            return Span(word.start, words[-1].end)
    return None


def _bare(letters: str) -> str:
    """Small letters without marks, as abbreviations spell them; đ stays itself."""
    return "".join(c for c in unicodedata.normalize("NFD", letters.casefold()) if not unicodedata.combining(c))
