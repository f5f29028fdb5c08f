"""Articles typed without tone marks (`Cong an tinh`), read as if they had them.

For each syllable the candidates are the common ones that it may stand for; a linear model over hashed pairs and
triples of a candidate and the bare syllables around it tells which. What is restored serves the tagger alone: the
text stays as it is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from diemtin.hashing import Codes, checksum, mixed, places
from diemtin.lexicon import entries
from diemtin.phonology import is_syllable

__all__ = ["MARK_BITS", "Candidates", "MarkRestorer", "bare", "candidates_of", "is_without_marks", "may_be_syllable"]

MARK_BITS = 20
_FEWEST = 20  # words of a text that is told to lack its marks
_PADDING = 2


@lru_cache(maxsize=8192)
def bare(word: str) -> str:
    """A word in small letters without marks; `đ` is `d`."""
    letters = unicodedata.normalize("NFD", word.lower().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def is_without_marks(sentences: Sequence[Sequence[str]]) -> bool:
    """Whether a text is Vietnamese without its marks: hardly a letter outside ASCII, and the words are syllables."""
    words = [token for tokens in sentences for token in tokens if token.isalpha()]
    if len(words) < _FEWEST or sum(map(str.isascii, words)) < 0.98 * len(words):
        return False
    return sum(map(may_be_syllable, words)) >= 0.75 * len(words)


@lru_cache(maxsize=8192)
def may_be_syllable(word: str) -> bool:
    """Whether a word is a syllable that Vietnamese could have, or a common one without its marks."""
    return is_syllable(word) or bare(word) in _syllables()


@cache
def _syllables() -> dict[str, tuple[str, ...]]:
    """Under each bare syllable those that it may stand for."""
    found: dict[str, list[str]] = {}
    for syllable in entries("common_syllables"):
        found.setdefault(bare(syllable), []).append(syllable)
    return {key: tuple(syllables) for key, syllables in found.items()}


@dataclass(frozen=True, slots=True)
class Candidates:
    """What some tokens may stand for.

    Attributes:
        tokens: for each candidate the index of its token, rising.
        printed: the candidates in small letters.
        places: candidates x kinds of features.
    """

    tokens: NDArray[np.int64]
    printed: list[str]
    places: NDArray[np.int64]


def candidates_of(sentences: Sequence[Sequence[str]]) -> Candidates:
    """The candidates of all tokens of some sentences, each the token itself in small letters among them."""
    edge = checksum("<s>")
    codes = [edge] * _PADDING
    inside: list[int] = []
    tokens: list[int] = []
    printed: list[str] = []
    for sentence in sentences:
        for token in sentence:
            key = bare(token)
            found = {*_syllables().get(key, ()), key} if token.isalpha() else {key}
            tokens += [len(inside)] * len(found)
            printed += sorted(found)
            inside.append(len(codes))
            codes.append(checksum(key))
        codes += [edge] * _PADDING
    at = np.array(inside, np.int64)[tokens]
    own = np.array([checksum(candidate) for candidate in printed], np.uint64)
    columns = _columns(np.array(codes, np.uint64), at, own)
    kinds = [places(column, kind, MARK_BITS) for kind, column in enumerate(columns, 1)]
    return Candidates(np.array(tokens, np.int64), printed, np.stack(kinds, axis=1))


def _columns(codes: Codes, at: NDArray[np.int64], own: Codes) -> Iterator[Codes]:
    before, after = codes[at - 1], codes[at + 1]
    yield from (own, mixed(before, own), mixed(own, after), mixed(before, own, after))
    yield from (mixed(codes[at - 2], before, own), mixed(own, after, codes[at + 2]))


@dataclass(frozen=True, slots=True)
class MarkRestorer:
    """Puts marks on the syllables of a text that has none.

    Attributes:
        weights: `2 ** MARK_BITS` places.
    """

    weights: NDArray[np.float32]

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """The sentences with the likeliest candidate for each token, in the token's case."""
        found = candidates_of(sentences)
        scores = self.weights[found.places].sum(axis=1)
        order = np.lexsort((scores, found.tokens))
        best = order[np.flatnonzero(np.diff(found.tokens[order], append=-1))]
        restored = iter([found.printed[i] for i in best])
        return [[_cased(next(restored), token) for token in tokens] for tokens in sentences]


def _cased(syllable: str, token: str) -> str:
    if not token.isalpha() or syllable == token:
        return token
    if token.isupper() and len(token) > 1:
        return syllable.upper()
    return syllable[0].upper() + syllable[1:] if token[0].isupper() else syllable
