"""What the tagger sees of each token; one definition for training and for use.

Every feature is its place in a table (see `diemtin.hashing`), computed for all tokens of many sentences at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from diemtin.field import Features
from diemtin.hashing import Codes, checksum, mixed, place, places
from diemtin.lexicon import LEXICON_NAMES, Lexicon, Matcher, honorifics, lexicon
from diemtin.normalize import token_key

__all__ = [
    "BITS",
    "SEEN",
    "Clusters",
    "Columns",
    "Features",
    "Words",
    "columns",
    "further",
    "lists_with",
    "token_features",
]

Clusters: TypeAlias = dict[str, str]
# The tokens of a sentence as printed, and for each whether a word begins there.
Words: TypeAlias = tuple[Sequence[str], Sequence[bool]]

BITS = 20
# What is seen of a token itself, and the number that goes into its places. The numbers between are what a field sees
# of its neighbours (`models/tagger/window.py`).
SEEN = {"key": 5, "first letters": 3, "last letters": 4, "shape": 13, "cluster": 17, "word": 22}
_LISTED, _RUN = 26, 29
_EDGE = "<s>"
_NOTHING = ""  # printed at an empty place
_PADDING = 2
_BEGINS, _GOES_ON = 1, 2
_EDGE_CODE = checksum(_EDGE)
_CAPITALIZED = re.compile("[XIA]+")  # of shapes
_VIEW_OF_EDGE = np.array((0, 0, 0, _EDGE_CODE, 0, 0, 0), np.uint64).tobytes()


def token_features(sentences: Sequence[Words], clusters: Clusters, lists: Matcher | None = None) -> Features:
    """The features of all tokens of some sentences, one sentence after another.

    Args:
        sentences: the tokens of each and where its words begin.
        clusters: for frequent syllables as printed, the cluster of words used alike.
        lists: what is looked up; the lists of the package alone where it is not given.
    """
    seen, inside = columns(sentences, clusters)
    values = np.stack([seen.key, seen.first, seen.last, seen.shape, seen.cluster, mixed(seen.word, seen.begins)])
    numbers = np.fromiter(SEEN.values(), np.uint64)
    return Features(places(values[:, inside], numbers[:, np.newaxis], BITS).T, *further(sentences, lists))


@dataclass(frozen=True, slots=True)
class Columns:
    """The tokens of all sentences in several views, with empty places around each sentence."""

    token: Codes
    first: Codes
    last: Codes
    key: Codes
    shape: Codes
    cluster: Codes
    coarse: Codes
    word: Codes
    begins: Codes


def columns(sentences: Sequence[Words], clusters: Clusters) -> tuple[Columns, NDArray[np.int64]]:
    """The columns, and the indexes of the tokens among the empty places."""
    printed, begun = [_NOTHING] * _PADDING, [0] * _PADDING
    inside: list[int] = []
    for tokens, begins in sentences:
        first = len(printed)
        inside += range(first, first + len(tokens))
        printed += [*tokens, *[_NOTHING] * _PADDING]
        begun += [_BEGINS if begin else _GOES_ON for begin in begins]
        begun[first] = _BEGINS
        begun += [0] * _PADDING
    # Each kind of token is looked at once.
    index = {token: i for i, token in enumerate(dict.fromkeys(printed))}
    seen = [_view(token, _cluster(token, clusters)) for token in index]
    views = np.frombuffer(b"".join([_VIEW_OF_EDGE, *seen[1:]]), np.uint64).reshape(len(seen), -1)
    token, head, tail, key, *others = views.T.take([index[token] for token in printed], axis=1)
    beginnings = np.array(begun, np.uint64)
    found = token, head, tail, key, *others, _words(printed, beginnings, key), beginnings
    return Columns(*found), np.array(inside, np.int64)


def _words(printed: Sequence[str], begins: Codes, keys: Codes) -> Codes:
    """The code of each token's word, which for a word of one token is its key."""
    starts = np.flatnonzero(begins != _GOES_ON)
    lengths = np.diff(starts, append=len(printed))
    several = lengths > 1
    compounds = zip(starts[several].tolist(), lengths[several].tolist(), strict=True)
    codes = [_word_code(tuple(printed[start : start + length])) for start, length in compounds]
    words = keys.copy()
    words[np.repeat(several, lengths)] = np.repeat(np.array(codes, np.uint64), lengths[several])
    return words


def _cluster(token: str, clusters: Clusters) -> str:
    return clusters.get(token) or clusters.get(token.lower(), "-")


@lru_cache(maxsize=8192)
def _view(token: str, cluster: str) -> bytes:
    """A row of the columns, as numpy has it."""
    texts = (token, token[:3], token[-3:], token_key(token), _shape(token), cluster, cluster[:2])
    return np.array(list(map(checksum, texts)), np.uint64).tobytes()


@lru_cache(maxsize=8192)
def _word_code(tokens: tuple[str, ...]) -> int:
    return checksum("_".join(map(token_key, tokens)))


def further(sentences: Sequence[Words], lists: Matcher | None = None) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The features that only some tokens have: the indexes of their tokens, and their places.

    `lists` are what is looked up; those of the package alone where they are not given.
    """
    lists = lists or lists_with({})
    found: list[int] = []  # index and place in one number
    first = 0
    for tokens, _ in sentences:
        keys = list(map(token_key, tokens))
        found += _listed(first, keys, tokens, lists)
        found += _runs(first, keys, tokens)
        first += len(tokens)
    numbers = np.fromiter(found, np.int64, len(found))
    return numbers >> BITS, numbers & (1 << BITS) - 1


def _listed(first: int, keys: Sequence[str], tokens: Sequence[str], lists: Matcher) -> list[int]:
    """Which lists have an entry over each token and beside it, and whether the entry begins there."""
    found: list[int] = []
    before, behind = first << BITS, first + len(keys) << BITS
    for name, start, end in lists.matches(keys):
        entry = first + start << BITS
        numbers = _listed_places(name, end - start, "A" if tokens[start][:1].isupper() else "a")
        found += [entry + number for number in numbers if before <= entry + number < behind]
    return found


@cache
def _listed_places(name: str, length: int, case: str) -> tuple[int, ...]:
    """For each token of an entry the places for the token itself, the one after it and the one before it.

    Each is in one number with how far from the entry's first token it is.
    """
    found: list[int] = []
    for i in range(length):
        value = checksum(f"{name}={'I' if i else 'B'}{case}")
        for kind, offset in enumerate((i, i + 1, i - 1), _LISTED):
            found.append((offset << BITS) + place(value, kind, BITS))
    return tuple(found)


def lists_with(names: Mapping[str, Lexicon]) -> Matcher:
    """The lists of the package, and further ones."""
    return Matcher.of({name: lexicon(name) for name in LEXICON_NAMES} | dict(names)) if names else _matcher()


@cache
def _matcher() -> Matcher:
    return Matcher.of({name: lexicon(name) for name in LEXICON_NAMES})


def _runs(first: int, keys: Sequence[str], tokens: Sequence[str]) -> list[int]:
    """For each token of a run of capitalized tokens: what stands before and after the run, and where in it."""
    found: list[int] = []
    for run in _CAPITALIZED.finditer("".join([_shape(token)[0] for token in tokens])):
        start, end = run.span()
        before = keys[start - 1] if start else _EDGE
        after = keys[end] if end < len(keys) else _EDGE
        above, below = _run_place(before, _RUN), _run_place(after, _RUN + 1)
        beginning, honored = _run_place(keys[start], _RUN + 4), before in honorifics()
        for i in range(start, end):
            number, honor = _places_within(min(i - start, 4), min(end - start, 6), honored)
            token = first + i << BITS
            found += (token + above, token + below, token + number, token + honor, token + beginning)
    return found


@cache
def _places_within(number: int, length: int, honored: bool) -> tuple[int, int]:
    """The places for where in a run a token stands, and for that with whether an honorific is before the run."""
    value = f"{number}/{length}"
    return _run_place(value, _RUN + 2), _run_place(f"h{value}" if honored else value, _RUN + 3)


@lru_cache(maxsize=8192)
def _run_place(value: str, kind: int) -> int:
    return place(checksum(value), kind, BITS)


@lru_cache(maxsize=8192)
def _shape(token: str) -> str:
    """X capitalized, A all capitals, I an initial, x small, d number, m mixed with digits, else the mark itself."""
    if not any(c.isalnum() for c in token):
        return token[:1]
    if token[0].isdigit():
        return "d" if not any(c.isalpha() for c in token) else "dm"
    if len(token.rstrip(".")) == 1 and token.isupper():
        return "I"
    if any(c.isdigit() for c in token):
        return "Am" if token[0].isupper() else "xm"
    if token.isupper():
        return "A"
    return "X" if token[0].isupper() else "x"
