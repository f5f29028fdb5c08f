"""What the segmenter sees of the gap between two tokens; one definition for training and for use.

Whether two syllables belong to one word is decided gap by gap from the tokens around it (Nguyen and Le,
*Vietnamese Word Segmentation with SVM: Ambiguity Reduction and Suffix Capture*, 2018, show that this is
enough). Features are hashed into one table of weights and computed for all gaps of a text at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from diemtin.hashing import Codes, checksum, mixed, places
from diemtin.normalize import token_key

__all__ = [
    "FEATURES",
    "LONGEST_WORD",
    "MOST_LISTS",
    "Codes",
    "Listed",
    "Shape",
    "WordLists",
    "codes_of",
    "gap_features",
    "inner_gaps",
    "joinable",
    "shapes_of",
]

LONGEST_WORD = 4  # syllables of an entry in the word lists
FEATURES = 20
MOST_LISTS = 3
_PADDING = 3
_SHAPE_BITS = np.uint64(3)
_SHAPE = np.uint64(7)


class Shape(IntEnum):
    """What a token is, or that there is none."""

    NONE = 0
    MARK = 1
    NUMBER = 2
    CAPITALS = 3
    CAPITALIZED = 4
    INITIAL = 5
    SMALL = 6
    OTHER = 7


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


@lru_cache(maxsize=8192)
def _code(token: str) -> int:
    """A checksum of the token without regard to case, and its shape in the last three bits."""
    return checksum(token_key(token)) << 3 | _shape(token)


def _shape(token: str) -> Shape:
    if not any(c.isalnum() for c in token):
        return Shape.MARK
    if token[0].isdigit():
        return Shape.NUMBER
    if not token[0].isupper():
        return Shape.SMALL
    if len(token.rstrip(".")) == 1:
        return Shape.INITIAL
    return Shape.CAPITALS if token.isupper() else Shape.CAPITALIZED


def shapes_of(codes: Codes) -> NDArray[np.int64]:
    """The `Shape` of each token."""
    return (codes & _SHAPE).astype(np.int64)


def inner_gaps(codes: int) -> int:
    """How many gaps there are from that between the third and the fourth of so many codes on: those of tokens."""
    return codes - 2 * _PADDING + 1


def joinable(codes: Codes) -> NDArray[np.bool_]:
    """For each code but the last, whether it and the next are tokens that a word can hold: no marks."""
    wordlike: NDArray[np.bool_] = (codes != 0) & (shapes_of(codes) != Shape.MARK)
    both: NDArray[np.bool_] = wordlike[:-1] & wordlike[1:]
    return both


class Listed(NamedTuple):
    """Runs of one to `LONGEST_WORD` tokens, by where the first stands.

    Attributes:
        runs: their hashes.
        members: which lists have each, as `WordLists.members`; 0 where none does.
    """

    runs: list[Codes]
    members: list[Codes]


@dataclass(frozen=True, slots=True)
class WordLists:
    """Words of one to `LONGEST_WORD` syllables in small letters, hashed, and which lists have each.

    Attributes:
        hashes: sorted, each once.
        members: for each hash a bit a list, the first list's the lowest; at most `MOST_LISTS` of them.
    """

    hashes: Codes
    members: NDArray[np.uint8]

    @classmethod
    def of(cls, *lists: Iterable[Sequence[str]]) -> WordLists:
        """Hash lists of words, each word given as its syllables; longer ones than `LONGEST_WORD` are left out."""
        members: dict[int, int] = {}
        for number, words in enumerate(lists):
            for syllables in words:
                if 1 <= len(syllables) <= LONGEST_WORD:
                    tokens = np.array([_code(syllable) >> 3 for syllable in syllables], np.uint64)
                    word = int(_runs(tokens)[len(syllables) - 1][0])
                    members[word] = members.get(word, 0) | 1 << number
        hashes = sorted(members)
        return cls(np.array(hashes, np.uint64), np.array([members[word] for word in hashes], np.uint8))

    def over(self, codes: Codes) -> Listed:
        """What the lists have of some tokens in a row."""
        runs = _runs(codes >> _SHAPE_BITS)
        return Listed(runs, self._find(runs))

    def _find(self, runs: Sequence[Codes]) -> list[Codes]:
        if not len(self.hashes):
            return [np.zeros_like(run) for run in runs]
        wanted = np.concatenate(runs)
        # In their order, for what is near to what was looked for last is found faster.
        order = wanted.argsort()
        nearest = np.empty_like(order)
        nearest[order] = np.searchsorted(self.hashes, wanted[order])
        nearest[nearest == len(self.hashes)] = 0
        found = (self.members[nearest] * (self.hashes[nearest] == wanted)).astype(np.uint64)
        return np.split(found, np.cumsum([len(run) for run in runs[:-1]]))


def _runs(tokens: Codes) -> list[Codes]:
    """The hashes of one to `LONGEST_WORD` tokens in a row, by where the first stands."""
    runs = [tokens]
    for length in range(2, LONGEST_WORD + 1):
        runs.append(mixed(runs[-1][:-1], tokens[length - 1 :]))
    return runs


def gap_features(codes: Codes, listed: Listed, bits: int) -> NDArray[np.int64]:
    """The places of each gap's features in a table of `2 ** bits` weights.

    Args:
        codes: what `codes_of` gives.
        listed: what the word lists have of them.
        bits: the logarithm of the table's size.

    Returns:
        `FEATURES` rows of `inner_gaps(len(codes))` places.
    """
    gaps = inner_gaps(len(codes))
    runs = listed.runs
    columns = _of_tokens(runs, gaps) + _of_shapes(runs[1], codes & _SHAPE, gaps)
    columns += _of_lists(runs[0], listed.members, gaps)
    numbers = np.arange(1, len(columns) + 1, dtype=np.uint64)
    return places(np.stack(columns), numbers[:, np.newaxis], bits)


def _of_tokens(runs: Sequence[Codes], gaps: int) -> list[Codes]:
    """The tokens beside the gap, pairs and triples around it, and pairs with a token left out."""
    one, two, three, _ = runs
    skipping = mixed(one[:-2], one[2:])
    return [
        *(one[i : i + gaps] for i in (2, 3)),
        *(two[i : i + gaps] for i in (1, 2, 3)),
        *(skipping[i : i + gaps] for i in (1, 2)),
        *(three[i : i + gaps] for i in (1, 2)),
    ]


def _of_shapes(pairs: Codes, shapes: Codes, gaps: int) -> list[Codes]:
    beside, around = (_side_by_side(shapes, several, 3, gaps) for several in (range(2, 4), range(1, 5)))
    return [mixed(pairs[2 : 2 + gaps], beside), around]


def _of_lists(tokens: Codes, found: Sequence[Codes], gaps: int) -> list[Codes]:
    """What listed words run over the gap or the gaps beside it, and which syllables are listed as words alone."""
    one, two, three, four = found
    over = [two[1:], two[2:], two[3:], three[1:], three[2:], four, four[1:], four[2:]]
    together = _packed([run[:gaps] for run in over], MOST_LISTS)
    beside, around = (_side_by_side(one, several, MOST_LISTS, gaps) for several in (range(2, 4), range(1, 5)))
    columns = [together, together << np.uint64(2 * MOST_LISTS) | beside]
    listed = [together & np.uint64(sum(1 << MOST_LISTS * i + number for i in range(8))) for number in range(MOST_LISTS)]
    columns += [words << np.uint64(32) | tokens[i : i + gaps] for words in listed for i in (2, 3)]
    return [*columns, listed[-1] << np.uint64(4 * MOST_LISTS) | around]


def _side_by_side(values: Codes, several: range, bits: int, gaps: int) -> Codes:
    """Small numbers of several places around each gap in one."""
    return _packed([values[i : i + gaps] for i in several], bits)


def _packed(columns: Sequence[Codes], bits: int) -> Codes:
    """Small numbers side by side in one, the first the highest."""
    packed = columns[0]
    for column in columns[1:]:
        packed = packed << np.uint64(bits) | column
    return packed
