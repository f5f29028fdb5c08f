"""What a field sees of each token and its neighbours; it has no vectors, so that combinations are features too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from diemtin.entities.features import BITS, SEEN, Clusters, Columns, Features, Words, columns, further
from diemtin.hashing import Codes, mixed, places
from diemtin.lexicon import Matcher

__all__ = ["KINDS", "seen_alone", "window_features"]

# The number of each is its place here, from 1.
KINDS = (
    *("always", "token", "first letters", "last letters", "key", "key -1", "key -2", "key +1", "key +2"),
    *("keys -1,0", "keys 0,+1", "keys -2,-1", "shape", "shapes -1,0,+1", "shape 0, key -1", "shape 0, key +1"),
    *("cluster", "coarse cluster", "cluster -1", "cluster +1", "shape 0, cluster -1"),
    *("word", "word -1", "word +1", "beginnings -1,0,+1"),
)


def window_features(sentences: Sequence[Words], clusters: Clusters, lists: Matcher | None = None) -> Features:
    """The features of all tokens as `diemtin.entities.features.token_features` has them, with those of `KINDS`."""
    found, inside = columns(sentences, clusters)
    window = np.stack([column[inside] for column in _window(found)])
    numbers = np.arange(1, len(window) + 1, dtype=np.uint64)
    return Features(places(window, numbers[:, np.newaxis], BITS).T, *further(sentences, lists))


def seen_alone(features: Features) -> Features:
    """Of the features of a window those that `token_features` has."""
    return Features(features.always[:, [KINDS.index(kind) for kind in SEEN]], features.tokens, features.further)


def _window(c: Columns) -> Iterator[Codes]:
    """The values of `KINDS` at every place, in their order."""
    key, shape = c.key, c.shape
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
