"""What the ranker sees of a sentence."""

from __future__ import annotations

import math

import pytest

from diemtin.summarize.features import FEATURES, content_keys, sentence_features

TITLE = "Công an tỉnh triển khai cải cách hành chính"
SENTENCES = [
    "Công an tỉnh triển khai kế hoạch cải cách hành chính năm 2021.",
    'Đại tá Trần Văn Khải nói: "Chúng ta cần 03 việc?"',
    "Tuy nhiên, trời đã mưa.",
]


def _values(feature: str, title: str | None = TITLE, captions: tuple[str, ...] = ()) -> list[float]:
    found = sentence_features(SENTENCES, title, captions)
    return [values[FEATURES.index(feature)] for values in found]


def test_each_sentence_has_a_finite_value_for_each_feature() -> None:
    found = sentence_features([*SENTENCES, "", "…"], TITLE, ["Quang cảnh"])
    assert [len(values) for values in found] == [len(FEATURES)] * 5
    assert all(math.isfinite(value) for values in found for value in values)


def test_no_two_features_have_one_name() -> None:
    assert len(set(FEATURES)) == len(FEATURES)


def test_exactly_one_bin_of_position_and_of_length_is_set() -> None:
    for values in sentence_features(SENTENCES * 9, TITLE):
        by_name = dict(zip(FEATURES, values, strict=True))
        assert sum(value for name, value in by_name.items() if name.startswith("position from")) == 1
        assert sum(value for name, value in by_name.items() if name.startswith("length from")) == 1


def test_the_first_sentence_is_known_as_such() -> None:
    assert _values("position from 0") == [1, 0, 0]
    assert _values("relative position") == [0, 0.5, 1]


def test_the_share_of_the_title_is_what_the_sentence_repeats_of_it() -> None:
    first, second, _ = _values("share of the title")
    assert first == 1
    assert second == 0


def test_without_a_title_nothing_is_shared_with_it() -> None:
    assert _values("share of the title", title=None) == [0, 0, 0]
    assert _values("share of the title's pairs", title=None) == [0, 0, 0]


def test_a_caption_speaks_for_the_sentence_that_it_resembles() -> None:
    first, second, third = _values("likeness to the captions", captions=("Đại tá Trần Văn Khải phát biểu.",))
    assert second > max(first, third)
    assert _values("likeness to the captions") == [0, 0, 0]


@pytest.mark.parametrize(
    ("feature", "expected"),
    [
        ("direct speech", [0, 1, 0]),
        ("question", [0, 1, 0]),
        ("leans on the sentence before", [0, 0, 1]),
        ("reports", [0, 1, 0]),
    ],
)
def test_marks_on_the_surface_are_seen(feature: str, expected: list[float]) -> None:
    assert _values(feature) == expected


def test_content_leaves_function_words_out_and_folds_spellings() -> None:
    assert content_keys("Hoà và hòa của") == content_keys("hòa hoà")


def test_a_sentence_that_no_syllable_stands_in_is_like_nothing() -> None:
    [values] = sentence_features(["…"], TITLE)
    by_name = dict(zip(FEATURES, values, strict=True))
    assert by_name["likeness to the whole"] == by_name["mean likeness to the others"] == by_name["capitals"] == 0


def test_no_sentences_no_values() -> None:
    assert sentence_features([], TITLE) == []
