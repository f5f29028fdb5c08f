"""What the tagger sees of a token."""

from __future__ import annotations

import pytest

from diemtin.entities.features import token_features

TOKENS = ["Đại", "tá", "Trần", "Văn", "Khải", "-", "Giám", "đốc", "Công", "an", "tỉnh", "năm", "2021"]
BEGINS = [True, False, True, False, False, True, True, False, True, False, True, True, True]


def _of(tokens: list[str], i: int, clusters: dict[str, str] | None = None) -> set[str]:
    return set(token_features(tokens, [True] * len(tokens), clusters or {})[i])


def test_each_token_has_features() -> None:
    found = token_features(TOKENS, BEGINS, {})
    assert len(found) == len(TOKENS)
    assert all(found)


@pytest.mark.parametrize(
    ("token", "shape"),
    [("Khải", "X"), ("CCHC", "A"), ("T.", "I"), ("tỉnh", "x"), ("2021", "d"), ("PC02", "Am"), ("-", "-")],
)
def test_the_shape_tells_names_from_words_numbers_and_marks(token: str, shape: str) -> None:
    assert f"s={shape}" in _of([token], 0)


def test_spellings_of_one_word_are_seen_alike() -> None:
    assert {f for f in _of(["Hoà"], 0) if f.startswith("k=")} == {f for f in _of(["hòa"], 0) if f.startswith("k=")}


def test_lists_are_seen_over_all_tokens_of_their_entries() -> None:
    found = token_features(TOKENS, BEGINS, {})
    assert "ranks=BA" in found[0]
    assert "ranks=IA" in found[1]
    assert not any(feature.startswith("ranks=") for feature in found[2])


def test_neighbours_are_seen() -> None:
    khai, tran = _of(TOKENS, 4), _of(TOKENS, 2)
    assert any(feature.startswith("k+1=") and feature.endswith("-") for feature in khai)
    assert "-1ranks=IA" in tran


def test_an_honorific_before_a_name_is_seen() -> None:
    assert any(feature.startswith("rh=h") for feature in _of(["ông", "Khải", "nói"], 1))
    assert not any(feature.startswith("rh=h") for feature in _of(["gặp", "Khải", "nói"], 1))


def test_clusters_are_found_by_the_token_as_printed_or_in_small_letters() -> None:
    assert "g=abcd" in _of(["tỉnh"], 0, {"tỉnh": "abcd"})
    assert "g=abcd" in _of(["Tỉnh"], 0, {"tỉnh": "abcd"})
    assert "g=-" in _of(["huyện"], 0, {"tỉnh": "abcd"})


def test_where_words_begin_makes_a_difference() -> None:
    assert token_features(["Công", "an"], [True, False], {}) != token_features(["Công", "an"], [True, True], {})
