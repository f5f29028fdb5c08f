"""What the segmenter sees of a gap does not depend on what else is looked at with it."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from diemtin.segment.gaps import FEATURES, WordLists, codes_of, gap_features, joinable

BITS = 16
WORDS = [["hội", "nghị"], ["công", "an"], ["ủy", "ban", "nhân", "dân"], ["cảnh", "sát", "viên"], ["dân"]]
LISTS = WordLists.of(WORDS, [], [["an"], ["hội", "nghị"]])
TOKENS = st.sampled_from(
    ["Công", "an", "hội", "nghị", "Ủy", "ban", "nhân", "dân", ",", "12/11", "PC02", "T.", "\ud800"]
)
SENTENCES = st.lists(st.lists(TOKENS, min_size=1, max_size=8), min_size=1, max_size=5)


def _features(sentences: list[list[str]]) -> list[np.ndarray]:
    """For each sentence, gaps x features."""
    codes, starts = codes_of(sentences)
    places = gap_features(codes, LISTS.over(codes), BITS).T
    return [places[start - 2 : start - 3 + len(s)] for start, s in zip(starts, sentences, strict=True)]


@settings(max_examples=60, deadline=None)
@given(SENTENCES)
def test_a_sentence_looks_the_same_alone_and_among_others(sentences: list[list[str]]) -> None:
    together = _features(sentences)
    for sentence, places in zip(sentences, together, strict=True):
        assert np.array_equal(_features([sentence])[0], places)
        assert places.shape == (len(sentence) - 1, FEATURES)


@settings(max_examples=60, deadline=None)
@given(SENTENCES)
def test_every_place_is_in_the_table(sentences: list[list[str]]) -> None:
    for places in _features(sentences):
        assert ((places >= 0) & (places < 2**BITS)).all()


def test_only_tokens_that_are_no_marks_can_be_joined() -> None:
    codes, starts = codes_of([["Công", "an", ",", "PC02"], ["hội"]])
    first, second = starts.tolist()
    assert joinable(codes)[first : first + 4].tolist() == [True, False, False, False]
    assert not joinable(codes)[second - 1 :].any()


def test_a_listed_word_changes_what_is_seen_of_its_gaps_and_of_those_beside_it() -> None:
    codes, _ = codes_of([["tại", "hội", "nghị", "cảnh", "giới"]])
    with_list = gap_features(codes, WordLists.of(WORDS).over(codes), BITS).T
    without = gap_features(codes, WordLists.of().over(codes), BITS).T
    differs = (with_list != without).any(axis=1)[1:5]
    assert differs.tolist() == [True, True, True, False]


def test_case_is_seen_apart_from_the_token() -> None:
    (small, _), (capital, _) = codes_of([["công"]]), codes_of([["Công"]])
    assert small[3] >> np.uint64(3) == capital[3] >> np.uint64(3)
    assert small[3] != capital[3]


def test_lists_keep_apart_which_of_them_has_a_word() -> None:
    lists = WordLists.of([["hội", "nghị"], ["an"]], [["hội", "nghị"]], [["một", "hai", "ba", "bốn", "năm"]])
    assert sorted(lists.members.tolist()) == [1, 3]
    assert (np.diff(lists.hashes.astype(object)) > 0).all()


def test_a_syllable_that_is_a_word_alone_is_seen_as_such() -> None:
    codes, _ = codes_of([["tại", "hội", "nghị"]])
    alone = gap_features(codes, WordLists.of([], [], [["hội"]]).over(codes), BITS)
    assert (alone != gap_features(codes, WordLists.of().over(codes), BITS)).any()
