"""What the tagger sees of each token; one definition for training and for use.

Every feature is its place in a table (see `diemtin.hashing`), computed for all tokens of many sentences at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from diemtin.field import Features
from diemtin.hashing import Codes, checksum, mixed, place, places
from diemtin.lexicon import LEXICON_NAMES, Lexicon, Matcher, honorifics, lexicon
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
_EDGE_CODE = checksum(_EDGE)
_CAPITALIZED = re.compile("[XIA]+")  # of shapes
_VIEW_OF_EDGE = (0, 0, 0, _EDGE_CODE, 0, 0, 0)


def token_features(sentences: Sequence[Words], clusters: Clusters, lists: Matcher | None = None) -> Features:
    """The features of all tokens of some sentences, one sentence after another.

    Args:
        sentences: the tokens of each and where its words begin.
        clusters: for frequent syllables as printed, the cluster of words used alike.
        lists: what is looked up; the lists of the package alone where it is not given.
    """
    columns, inside = _columns(sentences, clusters)
    window = np.stack([column[inside] for column in _window(columns)])
    kinds = np.arange(1, len(window) + 1, dtype=np.uint64)
    lists = lists or lists_with({})
    found: list[int] = []
    tokens_of: list[int] = []
    for first, (tokens, _) in _offsets(sentences):
        for i, feature in _further(first, tokens, lists):
            tokens_of.append(i)
            found.append(feature)
    further = np.array(tokens_of, np.int64), np.array(found, np.int64)
    return Features(places(window, kinds[:, np.newaxis], BITS).T, *further)


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
    index: dict[str | None, int] = {None: 0}
    kinds, begun = [0] * _PADDING, [0] * _PADDING
    inside: list[int] = []
    compounds: list[int] = []
    codes: list[int] = []
    for tokens, begins in sentences:
        first = len(kinds)
        inside += range(first, first + len(tokens))
        kinds += [index.setdefault(token, len(index)) for token in tokens]
        begun += [_BEGINS if begin else _GOES_ON for begin in begins]
        begun[first] = _BEGINS
        for start, end in _compounds(begins):
            compounds += range(first + start, first + end)
            codes += [_word_code(tuple(tokens[start:end]))] * (end - start)
        kinds += [0] * _PADDING
        begun += [0] * _PADDING
    # Each kind of token is looked at once.
    seen = [_view(token, _cluster(token, clusters)) for token in index if token is not None]
    views = np.array([_VIEW_OF_EDGE, *seen], np.uint64)
    token, head, tail, key, *others = views.T.take(kinds, axis=1)
    words = key.copy()  # A word of one token is its token.
    words[compounds] = codes
    columns = token, head, tail, key, *others, words, np.array(begun, np.uint64)
    return _Columns(*columns), np.array(inside, np.int64)


def _cluster(token: str, clusters: Clusters) -> str:
    return clusters.get(token) or clusters.get(token.lower(), "-")


@lru_cache(maxsize=8192)
def _view(token: str, cluster: str) -> tuple[int, ...]:
    return (
        checksum(token),
        checksum(token[:3]),
        checksum(token[-3:]),
        checksum(token_key(token)),
        checksum(_shape(token)),
        checksum(cluster),
        checksum(cluster[:2]),
    )


def _compounds(begins: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where the words of several tokens are."""
    end = 0
    for i, begin in enumerate(begins):
        if not begin and i >= end:
            start, end = max(i - 1, 0), next((j for j in range(i + 1, len(begins)) if begins[j]), len(begins))
            if end - start > 1:
                yield start, end


@lru_cache(maxsize=8192)
def _word_code(tokens: tuple[str, ...]) -> int:
    return checksum("_".join(map(token_key, tokens)))


def _window(columns: _Columns) -> Iterator[Codes]:
    """The values of `KINDS` at every place, in their order."""
    c, key, shape = columns, columns.key, columns.shape
    word = mixed(c.word, c.begins)
    before, after, cluster_before = _at(key, -1), _at(key, 1), _at(c.cluster, -1)
    yield from (np.ones_like(key), c.token, c.first, c.last)
    yield from (key, before, _at(key, -2), after, _at(key, 2))
    yield from (mixed(before, key), mixed(key, after), mixed(_at(key, -2), before))
    yield from (shape, mixed(_at(shape, -1), shape, _at(shape, 1)), mixed(shape, before), mixed(shape, after))
    yield from (c.cluster, c.coarse, cluster_before, _at(c.cluster, 1), mixed(shape, cluster_before))
    yield from (word, _at(word, -1), _at(word, 1))
    yield mixed(_at(c.begins, -1), c.begins, _at(c.begins, 1))


def _at(column: Codes, offset: int) -> Codes:
    """What stands so many places on; the edges hold nothing but empty places."""
    return np.concatenate([column[offset:], column[:offset]])


def _offsets(sentences: Sequence[Words]) -> Iterator[tuple[int, Words]]:
    start = 0
    for words in sentences:
        yield start, words
        start += len(words[0])


def _further(first: int, tokens: Sequence[str], lists: Matcher) -> Iterator[tuple[int, int]]:
    """The features that only some tokens of a sentence have: index of the token, counted from `first`, and place."""
    keys = [token_key(token) for token in tokens]
    yield from _listed(first, keys, tokens, lists)
    yield from _runs(first, keys, [_shape(token) for token in tokens])


def _listed(first: int, keys: Sequence[str], tokens: Sequence[str], lists: Matcher) -> Iterator[tuple[int, int]]:
    """Which lists have an entry over each token and beside it, and whether the entry begins there."""
    for name, start, end in lists.matches(keys):
        case = "A" if tokens[start][:1].isupper() else "a"
        for i in range(start, end):
            beginning, before, after = _listed_places(name, "I" if i > start else "B", case)
            yield first + i, beginning
            if i + 1 < len(keys):
                yield first + i + 1, before
            if i:
                yield first + i - 1, after


@cache
def _listed_places(name: str, part: str, case: str) -> tuple[int, int, int]:
    """The places for the token itself, the one after it and the one before it."""
    value = checksum(f"{name}={part}{case}")
    on, after, before = (place(value, kind, BITS) for kind in (_LISTED, _LISTED + 1, _LISTED + 2))
    return on, after, before


def lists_with(names: Mapping[str, Lexicon]) -> Matcher:
    """The lists of the package, and further ones."""
    return Matcher.of({name: lexicon(name) for name in LEXICON_NAMES} | dict(names)) if names else _matcher()


@cache
def _matcher() -> Matcher:
    return Matcher.of({name: lexicon(name) for name in LEXICON_NAMES})


def _runs(first: int, keys: Sequence[str], shapes: Sequence[str]) -> Iterator[tuple[int, int]]:
    """For each token of a run of capitalized tokens: what stands before and after the run, and where in it."""
    for run in _CAPITALIZED.finditer("".join(shape[0] for shape in shapes)):
        start, end = run.span()
        before = keys[start - 1] if start else _EDGE
        after = keys[end] if end < len(keys) else _EDGE
        beside = _run_place(before, _RUN), _run_place(after, _RUN + 1)
        beginning = _run_place(keys[start], _RUN + 4)
        for i in range(start, end):
            within = _places_within(min(i - start, 4), min(end - start, 6), before in honorifics())
            for feature in (*beside, *within, beginning):
                yield first + i, feature


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
