"""Tokens: syllables, numbers and marks, from which words are put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from diemtin.document import Span
from diemtin.lexicon import entries

__all__ = ["ABBREVIATIONS", "INITIAL", "Bounds", "Tokens", "tokenize", "tokens_of"]

Bounds: TypeAlias = tuple[int, int]

ABBREVIATIONS = frozenset(entries("abbreviations"))
# No name begins with a vowel that bears a tone: `châu Á.` ends a sentence.
INITIAL = re.compile(r"(?:(?:[A-ZĂÂĐÊÔƠƯ]|Ch|Gi|Kh|Ng|Nh|Ph|Qu|Th|Tr)\.)+")
_DEGREE = r"(?:PGS|GS|TSKH|TS|Th[Ss]|Th\.[Ss]|BS|BSCKII?|CN|KS|KTS|LS|NCS|DS)"
_TOKEN = re.compile(
    # Many tokens are plain syllables before a mark that no other pattern goes on with.
    r"[^\W\d_]++(?=[\s,;!?…”\")]|\Z)"
    r"|"
    r"(?:https?://|www\.)[^\s<>\"”]+"
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"
    # Where all marks stand apart, as in treebanks, a period between digits is still within a number.
    r"|\d+(?:[.,/:-]\d+| \. \d+)*(?![^\W_])"
    # Degrees glued to a name: `PGS.TS.Lê Văn A`.
    rf"|(?:{_DEGREE}\.)+(?=[^\W\d_]{{2}})(?!{_DEGREE}\b)"
    r"|(?:[^\W\d_]\.){2,}"
    r"|[^\W_]+(?:[-'’./&_][^\W_]+)*"
    r"|\.{2,}|-{2,}"
    r"|[^\w\s]|_"
)
# The only token that may have spaces is a number with this inside.
_NUMBER_GOES_ON = " . "
_YEARS = re.compile(r"\d{4}-\d{4}")
_LENGTH_OF_YEARS = 9  # characters


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a part of a text: where each begins and ends in the text, and how it is printed."""

    bounds: Sequence[Bounds]
    printed: tuple[str, ...]


def tokenize(text: str, within: Span) -> list[Span]:
    """The tokens of `text[within]` in underthesea's manner: syllables, numbers, marks.

    A span of years such as `2021-2030` is three tokens, an abbreviation keeps its period.
    """
    return [Span(start, end) for start, end in tokens_of(text, within).bounds]


@lru_cache(maxsize=256)
def tokens_of(text: str, within: Span) -> Tokens:
    """The tokens that `tokenize` gives, made faster than spans are.

    Remembered, for the tagger asks for the tokens of an article that were just put together to words.
    """
    bounds = _bounds(text, within)
    printed = [text[start:end] for start, end in bounds]
    # The last first, so that the places of the others stay.
    for i in reversed([i for i, token in enumerate(printed) if token == "." or len(token) == _LENGTH_OF_YEARS]):
        start, end = bounds[i]
        if i and printed[i] == "." and _is_abbreviation(text, *bounds[i - 1], start):
            bounds[i - 1 : i + 1] = [(bounds[i - 1][0], end)]
            printed[i - 1 : i + 1] = [f"{printed[i - 1]}."]
        elif _YEARS.fullmatch(printed[i]):
            bounds[i : i + 1] = [(start, start + 4), (start + 4, start + 5), (start + 5, end)]
            printed[i : i + 1] = [*printed[i].partition("-")]
    return Tokens(bounds, tuple(printed))


def _bounds(text: str, within: Span) -> list[Bounds]:
    """Where the pattern of tokens fits; what stands between two spaces and is letters alone is a token at once."""
    bounds: list[Bounds] = []
    whole, start = within.of(text), within.start
    for piece in [whole] if _NUMBER_GOES_ON in whole else whole.split(" "):
        end = start + len(piece)
        if piece.isalpha():
            bounds.append((start, end))
        else:
            bounds += [match.span() for match in _TOKEN.finditer(text, start, end)]
        start = end + 1
    return bounds


def _is_abbreviation(text: str, start: int, end: int, period: int) -> bool:
    if end != period:
        return False
    word = text[start:end] + "."
    return word.casefold() in ABBREVIATIONS or bool(INITIAL.fullmatch(word))
