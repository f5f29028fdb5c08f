"""What the tagger sees of a token."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diemtin.entities.convolutions import TABLES
from diemtin.entities.features import BITS, SEEN, Words, token_features

TOKENS = ["Đại", "tá", "Trần", "Văn", "Khải", "-", "Giám", "đốc", "Công", "an", "tỉnh", "năm", "2021"]
SENTENCES = st.lists(
    st.lists(st.sampled_from([*TOKENS, "T.", "ông", "PC02", "\ud800", "…"]), min_size=1, max_size=7), max_size=5
)


def _words(tokens: list[str]) -> Words:
    return tokens, [True] * len(tokens)


def _seen(tokens: list[str], i: int, kind: str, clusters: dict[str, str] | None = None) -> int:
    """The place of one kind of feature of token `i`."""
    return int(token_features([_words(tokens)], clusters or {}).always[i, list(SEEN).index(kind)])


def _further(tokens: list[str]) -> list[set[int]]:
    """The places of the further features of each token."""
    found = token_features([_words(tokens)], {})
    return [set(found.further[found.tokens == i].tolist()) for i in range(len(tokens))]


@settings(max_examples=60, deadline=None)
@given(SENTENCES.filter(bool))
def test_a_sentence_looks_the_same_alone_and_among_others(sentences: list[list[str]]) -> None:
    together = token_features([_words(sentence) for sentence in sentences], {})
    alone = [token_features([_words(sentence)], {}) for sentence in sentences]
    assert np.array_equal(together.always, np.concatenate([one.always for one in alone]))
    assert together.further.tolist() == [place for one in alone for place in one.further.tolist()]
    assert ((together.always >= 0) & (together.always < 2**BITS)).all()
    assert len(together.always) == sum(map(len, sentences))


@pytest.mark.parametrize(
    ("token", "like"),
    [("Khải", "Lữ"), ("CCHC", "CAND"), ("T.", "H."), ("tỉnh", "xã"), ("2021", "7"), ("PC02", "PC45")],
)
def test_the_shape_tells_names_from_words_numbers_and_marks(token: str, like: str) -> None:
    others = {"Oanh", "UBND", "M.", "huyện", "15", "PA03", "-"} - {token}
    assert _seen([token], 0, "shape") == _seen([like], 0, "shape")
    assert sum(_seen([token], 0, "shape") == _seen([other], 0, "shape") for other in others) == 1


def test_spellings_of_one_word_are_seen_alike() -> None:
    assert _seen(["Hoà"], 0, "key") == _seen(["hòa"], 0, "key")


def test_each_kind_has_a_table_of_the_network() -> None:
    assert [table.kind for table in TABLES] == list(SEEN)


def test_lists_are_seen_over_all_tokens_of_their_entries_and_beside_them() -> None:
    listed, other = _further(["đại", "tá", "nói", "năm"]), _further(["đại", "từ", "nói", "năm"])
    assert [bool(found) for found in listed] == [True, True, True, False]
    assert listed[0] != other[0]
    assert listed[1] - other[1]
    assert listed[2] - other[2]


def test_an_honorific_before_a_name_is_seen() -> None:
    assert len(_further(["ông", "Khải", "nói"])[1] - _further(["gặp", "Khải", "nói"])[1]) >= 2


def test_clusters_are_found_by_the_token_as_printed_or_in_small_letters() -> None:
    clusters = {"tỉnh": "abcd"}
    assert _seen(["tỉnh"], 0, "cluster", clusters) == _seen(["Tỉnh"], 0, "cluster", clusters)
    assert _seen(["huyện"], 0, "cluster", clusters) == _seen(["xã"], 0, "cluster", clusters)
    assert _seen(["tỉnh"], 0, "cluster", clusters) != _seen(["huyện"], 0, "cluster", clusters)


def test_where_words_begin_makes_a_difference() -> None:
    one, two = (token_features([(["Công", "an"], begins)], {}) for begins in ([True, False], [True, True]))
    assert not np.array_equal(one.always, two.always)
