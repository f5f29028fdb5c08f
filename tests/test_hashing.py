"""Features as places in a table: the same in every process, spread over all of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemtin.hashing import checksum, mixed, place, places


def codes(*values: int) -> np.ndarray:
    return np.array(values, np.uint64)


def test_checksums_do_not_change_between_processes_and_versions() -> None:
    # Weights on disk hang on these numbers.
    assert [checksum(text) for text in ("", "Công an", "công an")] == [1, 3503069405, 700119691]


@given(st.text(st.characters()))
def test_every_string_has_a_checksum_that_is_not_zero(text: str) -> None:
    assert 0 < checksum(text) < 2**32


def test_half_a_surrogate_pair_has_a_checksum() -> None:
    assert checksum("\ud83d") != checksum("\ude00")


@given(st.lists(st.integers(0, 2**64 - 1), min_size=1), st.integers(0, 40), st.integers(1, 24))
def test_places_lie_in_the_table(values: list[int], kind: int, bits: int) -> None:
    found = places(codes(*values), kind, bits)
    assert found.shape == (len(values),)
    assert found.min() >= 0
    assert found.max() < 2**bits


@given(st.integers(0, 2**64 - 1), st.integers(0, 40), st.integers(1, 24))
def test_one_value_has_the_place_that_it_has_among_many(value: int, kind: int, bits: int) -> None:
    assert place(value, kind, bits) == places(codes(value), kind, bits)[0]


def test_the_order_of_what_is_mixed_counts() -> None:
    left, right = codes(3, 4), codes(5, 6)
    assert (mixed(left, right) != mixed(right, left)).all()
    assert (mixed(left, right) == mixed(left.copy(), right.copy())).all()


def test_several_kinds_of_one_value_stand_in_several_places() -> None:
    kinds = np.arange(16, dtype=np.uint64)[:, None]
    found = places(codes(checksum("công"), checksum("an"))[None, :], kinds, 20)
    assert found.shape == (16, 2)
    assert len(np.unique(found)) == 32


@pytest.mark.parametrize("bits", [8, 12])
def test_neighbouring_values_fill_the_table_evenly(bits: int) -> None:
    found = places(np.arange(2**bits * 4, dtype=np.uint64), 1, bits)
    assert np.bincount(found, minlength=2**bits).max() <= 16
