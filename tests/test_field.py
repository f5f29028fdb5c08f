"""The best path is the best of all paths."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diemtin.field import ConditionalRandomField, Features

TAGS = ("O", "B-PERSON", "I-PERSON")
PLACES, KINDS = 8, 4


def _field(seed: int) -> ConditionalRandomField:
    chance = np.random.default_rng(seed)
    weights = np.concatenate([np.zeros((1, 3)), chance.normal(size=(PLACES, 3))]).astype(np.float32)
    rows = np.arange(PLACES + 1, dtype=np.int32)
    return ConditionalRandomField(TAGS, rows, weights, chance.normal(size=(3, 3)).astype(np.float32))


def _features(seed: int, size: int) -> Features:
    chance = np.random.default_rng(seed)
    always = chance.integers(0, PLACES + 1, (size, KINDS))
    return Features(always, chance.integers(0, size, 5), chance.integers(0, PLACES + 1, 5))


def _best_of_all(field: ConditionalRandomField, features: Features, start: int, end: int) -> list[str]:
    scores = field.weights[field.rows[features.always]].sum(axis=1)
    for token, place in zip(features.tokens, features.further, strict=True):
        scores[token] += field.weights[field.rows[place]]

    def total(path: tuple[int, ...]) -> float:
        own = sum(scores[start + i, tag] for i, tag in enumerate(path))
        return float(own + sum(field.transitions[pair] for pair in itertools.pairwise(path)))

    best = max(itertools.product(range(3), repeat=end - start), key=total)
    return [TAGS[tag] for tag in best]


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 999), lengths=st.lists(st.integers(1, 5), min_size=1, max_size=4))
def test_the_path_found_is_the_best_of_all(seed: int, lengths: list[int]) -> None:
    field, features = _field(seed), _features(seed, sum(lengths))
    ends = list(itertools.accumulate(lengths))
    found = field.tag(features, lengths)
    assert found == [
        _best_of_all(field, features, end - length, end) for end, length in zip(ends, lengths, strict=True)
    ]


@pytest.mark.parametrize("lengths", [[40_000], [1] * 5_000, [20_000, *[3] * 1_000]])
def test_sentences_of_any_length_are_tagged_whole(lengths: list[int]) -> None:
    found = _field(1).tag(_features(1, sum(lengths)), lengths)
    assert [len(tags) for tags in found] == lengths


def test_no_sentences_have_no_tags() -> None:
    assert _field(0).tag(Features(np.zeros((0, KINDS), np.int64), np.zeros(0, int), np.zeros(0, int)), []) == []
