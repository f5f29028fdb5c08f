"""Abbreviations that the text itself explains: `cải cách hành chính (CCHC)`.

The short form stands in brackets after the words whose initials it is (Schwartz and Hearst, 2003, adapted
to syllables), after those that a list gives for a foreign one (`đối tác công tư (PPP)`), or, as a unit's number,
after the unit's name (`Phòng Cảnh sát hình sự (PC02)`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from diemtin.document import Abbreviation, Span
from diemtin.lexicon import Matcher, lexicon, table
from diemtin.normalize import key, token_key

__all__ = ["find_abbreviations"]

_SHORT = re.compile(
    r"\(\s*(?:(?:gọi|viết) tắt(?: là)?)?\s*[\"“]?"
    r"(?P<short>(?P<head>(?:[^\W\d_a-z][^\W\d_]{1,8} ){0,3})(?P<initials>[^\W\d_a-z][^\W_]*(?:[-–&.][^\W_]+)*))"
    r"[\"”]?\s*\)"
)
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LONGEST = 12  # syllables
_FARTHEST = 120  # characters
_PASSED_OVER = ("và", "của", "các")
_NUMBERED = re.compile(r"[A-ZĐ]{1,3}\d{2,3}")


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
        letters = [c for c in match["initials"] if c.isalpha()]
        if 2 <= len(letters) <= _LONGEST and sum(c.isupper() for c in letters) >= 2:
            words = _words_before(text, block.start, match.start())
            long = (
                _spelled(text, words, "".join(letters), match["head"].split())
                or _listed(text, words, match["short"])
                or (_unit(text, words) if _NUMBERED.fullmatch(match["short"]) else None)
            )
            if long:
                yield Abbreviation(Span(*match.span("short")), long)


def _words_before(text: str, start: int, end: int) -> list[Span]:
    """The words that lead right up to `end`, not too far back."""
    words = [Span(*match.span()) for match in _WORD.finditer(text, max(start, end - _FARTHEST), end)]
    return [] if not words or text[words[-1].end : end].strip(' "”') else words


def _spelled(text: str, words: Sequence[Span], letters: str, head: Sequence[str]) -> Span | None:
    """The last words whose initials spell `letters`, with `head` before them; `và` may go without an initial."""
    rest = _bare(letters)
    for n in range(len(words) - 1, -1, -1):
        initials = _bare("".join(part[:1] for part in words[n].of(text).split("-")))
        if rest.endswith(initials):
            rest = rest[: -len(initials)]
        elif words[n].of(text) not in _PASSED_OVER or n == len(words) - 1:
            return None
        if not rest:
            first = n - len(head)
            before = [word.of(text) for word in words[max(0, first) : n]]
            return Span(words[first].start, words[-1].end) if first >= 0 and before == list(head) else None
    return None


def _listed(text: str, words: Sequence[Span], short: str) -> Span | None:
    """The words that the list gives for a foreign short form, where they stand last."""
    for long in _foreign().get(short, ()):
        last = words[-len(long) :]
        if tuple(token_key(word.of(text)) for word in last) == long:
            return Span(last[0].start, last[-1].end)
    return None


@cache
def _foreign() -> dict[str, list[tuple[str, ...]]]:
    """For each foreign short form the keys of the words it is explained by, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for short, long in sorted(table("foreign_abbreviations"), key=lambda row: -len(row[1])):
        found.setdefault(short, []).append(tuple(token_key(word) for word in _WORD.findall(long)))
    return found


def _unit(text: str, words: Sequence[Span]) -> Span | None:
    """The name of a unit that ends right before its number: from the last word that begins such names."""
    heads = Matcher.of({"heads": lexicon("organization_heads")})
    starts = [start for _, start, _ in heads.matches([key(word.of(text)) for word in words])]
    named = [start for start in starts if words[start].of(text)[0].isupper() and start < len(words) - 1]
    return Span(words[named[-1]].start, words[-1].end) if named else None


def _bare(letters: str) -> str:
    """Small letters without marks, as abbreviations spell them; đ stays itself."""
    return "".join(c for c in unicodedata.normalize("NFD", letters.casefold()) if not unicodedata.combining(c))
