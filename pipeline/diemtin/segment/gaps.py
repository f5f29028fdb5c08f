"""What the segmenter sees of the gap between two tokens; one definition for training and for use.

Whether two syllables belong to one word is decided gap by gap from the tokens around it (Nguyen and Le,
*Vietnamese Word Segmentation with SVM: Ambiguity Reduction and Suffix Capture*, 2018, show that this is
enough). Features are hashed into one table of weights and computed for all gaps of a text at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from diemtin.hashing import Codes, checksum, mixed, places

__all__ = ["LONGEST_WORD", "Codes", "WordHashes", "codes_of", "gap_features", "hashed_words", "joinable"]

WordHashes: TypeAlias = tuple[Codes, ...]

LONGEST_WORD = 4  # syllables of an entry in the word lists
_PADDING = 3
_SHAPE_BITS = np.uint64(3)
_SHAPE = np.uint64(7)
_MARK, _NUMBER, _CAPITALS, _CAPITALIZED, _INITIAL, _SMALL = range(1, 7)


def codes_of(sentences: Iterable[Sequence[str]]) -> tuple[Codes, NDArray[np.int64]]:
    """The tokens of some sentences as numbers, with empty places around each sentence.

    Args:
        sentences: the tokens of each, as printed.

    Returns:
        One code a token or empty place, and where in it each sentence's first token stands.
    """
    codes: list[int] = [0] * _PADDING
    starts: list[int] = []
    for tokens in sentences:
        starts.append(len(codes))
        codes += map(_code, tokens)
        codes += [0] * _PADDING
    return np.array(codes, np.uint64), np.array(starts, np.int64)


@lru_cache(maxsize=65536)
def _code(token: str) -> int:
    """A checksum of the token without regard to case, and its shape in the last three bits."""
    return checksum(token.lower()) << 3 | _shape(token)


def _shape(token: str) -> int:
    if not any(c.isalnum() for c in token):
        return _MARK
    if token[0].isdigit():
        return _NUMBER
    if not token[0].isupper():
        return _SMALL
    if len(token.rstrip(".")) == 1:
        return _INITIAL
    return _CAPITALS if token.isupper() else _CAPITALIZED


def joinable(codes: Codes) -> NDArray[np.bool_]:
    """For each code but the last, whether it and the next are tokens that a word can hold: no marks."""
    shape = codes & _SHAPE
    wordlike: NDArray[np.bool_] = (codes != 0) & (shape != _MARK)
    both: NDArray[np.bool_] = wordlike[:-1] & wordlike[1:]
    return both


def hashed_words(words: Iterable[Sequence[str]]) -> WordHashes:
    """For each length from 2 to `LONGEST_WORD`, the sorted hashes of the words of so many syllables."""
    found: list[set[int]] = [set() for _ in range(LONGEST_WORD + 1)]
    for syllables in words:
        if 2 <= len(syllables) <= LONGEST_WORD:
            codes = [np.array([_code(syllable) >> 3], np.uint64) for syllable in syllables]
            found[len(syllables)].add(int(mixed(*codes)[0]))
    return tuple(np.array(sorted(hashes), np.uint64) for hashes in found[2:])


@dataclass(frozen=True, slots=True)
class _Window:
    """Three tokens on either side of each gap: their identities and their shapes."""

    tokens: tuple[Codes, ...]
    shapes: tuple[Codes, ...]


def _window(codes: Codes) -> _Window:
    gaps = len(codes) - 2 * _PADDING + 1
    columns = [codes[i : i + gaps] for i in range(2 * _PADDING)]
    return _Window(tuple(c >> _SHAPE_BITS for c in columns), tuple(c & _SHAPE for c in columns))


def gap_features(codes: Codes, lists: Sequence[WordHashes], bits: int) -> Iterator[NDArray[np.int64]]:
    """For each feature, its place in a table of `2 ** bits` weights at every gap.

    Args:
        codes: what `codes_of` gives.
        lists: word lists as `hashed_words` gives them.
        bits: the logarithm of the table's size.

    Yields:
        Arrays of `len(codes) - 5` places; the first is the gap between the third and the fourth code.
    """
    for number, column in enumerate(_columns(_window(codes), lists), 1):
        yield places(column, number, bits)


def _columns(window: _Window, lists: Sequence[WordHashes]) -> Iterator[Codes]:
    t, s = window.tokens, window.shapes
    pair, triples = mixed(t[2], t[3]), (mixed(*t[1:4]), mixed(*t[2:5]))
    shapes = _packed(s[1:5], _SHAPE_BITS)
    yield from t[1:5]
    yield from (pair, mixed(t[1], t[2]), mixed(t[3], t[4]), mixed(t[0], t[1]), mixed(t[4], t[5]))
    yield from (mixed(t[1], t[3]), mixed(t[2], t[4]))
    yield from (*triples, mixed(*t[1:5]), mixed(*t[0:4]), mixed(*t[2:6]))
    yield from (mixed(token, _packed(s[2:4], _SHAPE_BITS)) for token in (t[2], t[3], pair))
    yield from (shapes, _packed(s, _SHAPE_BITS))
    listed = [_packed(_listed(t, words), np.uint64(1)) for words in lists]
    for found in listed:
        yield from (found, mixed(found, shapes), mixed(found, t[2]), mixed(found, t[3]))
    yield mixed(*listed)


def _listed(tokens: Sequence[Codes], words: WordHashes) -> list[Codes]:
    """Whether a listed word runs over the gap, or over the one before or after it."""
    two, three, four = words
    runs = [(2, 4, two), (1, 3, two), (3, 5, two), (1, 4, three), (2, 5, three), (1, 5, four), (0, 4, four)]
    return [_isin(mixed(*tokens[start:end]), hashes) for start, end, hashes in [*runs, (2, 6, four)]]


def _isin(values: Codes, hashes: Codes) -> Codes:
    if not len(hashes):
        return np.zeros_like(values)
    nearest = np.searchsorted(hashes, values)
    nearest[nearest == len(hashes)] = 0
    found: Codes = (hashes[nearest] == values).astype(np.uint64)
    return found


def _packed(columns: Sequence[Codes], bits: np.uint64) -> Codes:
    """Small numbers side by side in one."""
    packed = np.zeros_like(columns[0])
    for column in columns:
        packed = packed << bits | column
    return packed
