"""What the tagger sees of each token; one definition for training and for use.

Every feature is its place in a table (see `diemtin.hashing`), computed for all tokens of many sentences at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from diemtin.field import Features
from diemtin.hashing import Codes, checksum, mixed, places
from diemtin.lexicon import LEXICON_NAMES, Lexicon, Matcher, entries, lexicon
from diemtin.normalize import token_key

__all__ = ["BITS", "KINDS", "Clusters", "Features", "Words", "lists_with", "token_features"]

Clusters: TypeAlias = dict[str, str]
# The tokens of a sentence as printed, and for each whether a word begins there.
Words: TypeAlias = tuple[Sequence[str], Sequence[bool]]

BITS = 20
KINDS = (
    *("always", "token", "first letters", "last letters", "key", "key -1", "key -2", "key +1", "key +2"),
    *("keys -1,0", "keys 0,+1", "keys -2,-1", "shape", "shapes -1,0,+1", "shape 0, key -1", "shape 0, key +1"),
    *("cluster", "coarse cluster", "cluster -1", "cluster +1", "shape 0, cluster -1"),
    *("word", "word -1", "word +1", "beginnings -1,0,+1"),
)
_LISTED, _RUN = len(KINDS) + 1, len(KINDS) + 4
_EDGE = "<s>"
_PADDING = 2
_BEGINS, _GOES_ON = 1, 2


def token_features(sentences: Sequence[Words], clusters: Clusters, lists: Matcher | None = None) -> Features:
    """The features of all tokens of some sentences, one sentence after another.

    Args:
        sentences: the tokens of each and where its words begin.
        clusters: for frequent syllables as printed, the cluster of words used alike.
        lists: what is looked up; the lists of the package alone where it is not given.
    """
    columns, inside = _columns(sentences, clusters)
    kept = [places(column[inside], kind, BITS) for kind, column in enumerate(_window(columns), 1)]
    lists = lists or lists_with({})
    further = [
        (first + token, place) for first, words in _offsets(sentences) for token, place in _further(words[0], lists)
    ]
    tokens, found = zip(*further, strict=True) if further else ((), ())
    return Features(np.stack(kept, axis=1), np.array(tokens, np.int64), np.array(found, np.int64))


@dataclass(frozen=True, slots=True)
class _Columns:
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


def _columns(sentences: Sequence[Words], clusters: Clusters) -> tuple[_Columns, NDArray[np.int64]]:
    """The columns, and the indexes of the tokens among the empty places."""
    edge = (0, 0, 0, checksum(_EDGE), 0, 0, 0, checksum(_EDGE), 0)
    rows: list[tuple[int, ...]] = [edge] * _PADDING
    inside: list[int] = []
    for tokens, begins in sentences:
        inside += range(len(rows), len(rows) + len(tokens))
        rows += _rows(tokens, begins, clusters)
        rows += [edge] * _PADDING
    return _Columns(*np.array(rows, np.uint64).T), np.array(inside, np.int64)


def _rows(tokens: Sequence[str], begins: Sequence[bool], clusters: Clusters) -> Iterator[tuple[int, ...]]:
    for token, (word, begin) in zip(tokens, _words(tokens, begins), strict=True):
        cluster = clusters.get(token) or clusters.get(token.lower(), "-")
        yield (*_view(token), _cluster_code(cluster), _cluster_code(cluster[:2]), word, begin)


@lru_cache(maxsize=65536)
def _view(token: str) -> tuple[int, int, int, int, int]:
    return (
        checksum(token),
        checksum(token[:3]),
        checksum(token[-3:]),
        checksum(token_key(token)),
        checksum(_shape(token)),
    )


@lru_cache(maxsize=65536)
def _cluster_code(cluster: str) -> int:
    return checksum(cluster)


def _words(tokens: Sequence[str], begins: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """For each token its word's number, and whether it begins the word or goes on with it."""
    starts = [i for i, begin in enumerate(begins) if begin or i == 0]
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        word = checksum("_".join(map(token_key, tokens[start:end])))
        yield word, _BEGINS
        for _ in range(start + 1, end):
            yield word, _GOES_ON


def _window(columns: _Columns) -> Iterator[Codes]:
    """The values of `KINDS` at every place, in their order."""
    c, key, shape = columns, columns.key, columns.shape
    word = mixed(c.word, c.begins)
    yield from (np.ones_like(key), c.token, c.first, c.last)
    yield from (key, _at(key, -1), _at(key, -2), _at(key, 1), _at(key, 2))
    yield from (mixed(_at(key, -1), key), mixed(key, _at(key, 1)), mixed(_at(key, -2), _at(key, -1)))
    yield from (shape, mixed(_at(shape, -1), shape, _at(shape, 1)))
    yield from (mixed(shape, _at(key, -1)), mixed(shape, _at(key, 1)))
    yield from (c.cluster, c.coarse, _at(c.cluster, -1), _at(c.cluster, 1), mixed(shape, _at(c.cluster, -1)))
    yield from (word, _at(word, -1), _at(word, 1))
    yield mixed(_at(c.begins, -1), c.begins, _at(c.begins, 1))


def _at(column: Codes, offset: int) -> Codes:
    """What stands so many places on; the edges hold nothing but empty places."""
    return np.roll(column, -offset)


def _offsets(sentences: Sequence[Words]) -> Iterator[tuple[int, Words]]:
    start = 0
    for words in sentences:
        yield start, words
        start += len(words[0])


def _further(tokens: Sequence[str], lists: Matcher) -> Iterator[tuple[int, int]]:
    """The features that only some tokens of a sentence have: index of the token, place."""
    keys = [token_key(token) for token in tokens]
    yield from _listed(keys, tokens, lists)
    yield from _runs(keys, [_shape(token) for token in tokens])


def _listed(keys: Sequence[str], tokens: Sequence[str], lists: Matcher) -> Iterator[tuple[int, int]]:
    """Which lists have an entry over each token and beside it, and whether the entry begins there."""
    for name, start, end in lists.matches(keys):
        case = "A" if tokens[start][:1].isupper() else "a"
        for i in range(start, end):
            beginning, before, after = _listed_places(name, "I" if i > start else "B", case)
            yield i, beginning
            if i + 1 < len(keys):
                yield i + 1, before
            if i:
                yield i - 1, after


@cache
def _listed_places(name: str, part: str, case: str) -> tuple[int, int, int]:
    """The places for the token itself, the one after it and the one before it."""
    value = checksum(f"{name}={part}{case}")
    return _place(value, _LISTED), _place(value, _LISTED + 1), _place(value, _LISTED + 2)


def lists_with(names: Mapping[str, Lexicon]) -> Matcher:
    """The lists of the package, and further ones."""
    return Matcher.of({name: lexicon(name) for name in LEXICON_NAMES} | dict(names)) if names else _matcher()


@cache
def _matcher() -> Matcher:
    return Matcher.of({name: lexicon(name) for name in LEXICON_NAMES})


def _runs(keys: Sequence[str], shapes: Sequence[str]) -> Iterator[tuple[int, int]]:
    """For each token of a run of capitalized tokens: what stands before and after the run, and where in it."""
    start = 0
    while start < len(keys):
        end = start
        while end < len(keys) and shapes[end][0] in "XIA":
            end += 1
        before = keys[start - 1] if start else _EDGE
        after = keys[end] if end < len(keys) else _EDGE
        for i in range(start, end):
            place = f"{min(i - start, 4)}/{min(end - start, 6)}"
            honorific = "h" if before in _HONORIFICS else ""
            for kind, value in enumerate((before, after, place, honorific + place, keys[start])):
                yield i, _run_place(value, _RUN + kind)
        start = max(end, start + 1)


@lru_cache(maxsize=65536)
def _run_place(value: str, kind: int) -> int:
    return _place(checksum(value), kind)


def _place(value: int, kind: int) -> int:
    return int(places(np.array([value], np.uint64), kind, BITS)[0])


_HONORIFICS = frozenset(map(token_key, entries("honorifics")))


@lru_cache(maxsize=65536)
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
