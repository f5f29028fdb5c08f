"""The syllables of a line: how many there are, their keys, and how they begin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from diemtin.normalize import syllables, token_key

__all__ = ["LONGEST_WHOLE", "Words", "read_words"]

# Syllables of the longest line whose keys are all kept.
LONGEST_WHOLE = 60
_ENDS_OF_LONG_LINE = 80  # characters of a longer one that are looked at, at each end
_LONGEST_REMEMBERED = 1000  # characters; what longer, hostile lines are made of is not remembered


_Token: TypeAlias = tuple[tuple[str, ...], int, int]


class Words(NamedTuple):
    """The syllables of a line.

    Attributes:
        length: how many there are.
        keys: their keys; of a long line those at its ends.
        lower: the share of these that begin in lower case.
        digits: the share that begin with a digit.
    """

    length: int
    keys: tuple[str, ...]
    lower: float
    digits: float


def read_words(text: str, tokens: Sequence[str] | None = None) -> Words:
    """The syllables of a line.

    Args:
        text: the line, normalized.
        tokens: what stands between its spaces, where that is known.
    """
    if len(text) > _LONGEST_REMEMBERED:
        length = len(syllables(text))
        if length <= LONGEST_WHOLE:
            return _words(text.split(), _token.__wrapped__)
    else:
        whole = _words(text.split() if tokens is None else tokens, _token)
        if whole.length <= LONGEST_WHOLE:
            return whole
        length = whole.length
    ends = f"{text[:_ENDS_OF_LONG_LINE]} {text[-_ENDS_OF_LONG_LINE:]}"
    return _words(ends.split(), _token)._replace(length=length)


def _words(tokens: Sequence[str], read: Callable[[str], _Token]) -> Words:
    keys: list[str] = []
    lower = digits = 0
    for some, is_lower, is_digit in map(read, tokens):
        keys += some
        lower += is_lower
        digits += is_digit
    size = max(1, len(keys))
    return Words(len(keys), tuple(keys), lower / size, digits / size)


@lru_cache(maxsize=32768)
def _token(token: str) -> _Token:
    """Of what stands between two spaces: the keys of its syllables, and how many begin in lower case, with a digit."""
    words = syllables(token)
    return tuple(map(token_key, words)), sum(w[0].islower() for w in words), sum(w[0].isdigit() for w in words)
