"""Sentences that are somebody's own words without a mark of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diemtin.summarize.speech import in_dialogue, in_interview, in_turns, in_view, within_quotations

NEWS = "Sáng 7/7, huyện Vạn Lý họp về việc sửa cầu."
OPENS = 'Ông Lê Ấn nói: "Cây cầu đã cũ.'
MIDDLE = "Không sửa cầu là không thể chấp nhận."
CLOSES = 'Mùa mưa đang đến", ông Ấn nhấn mạnh.'
LINES = st.lists(
    st.sampled_from([NEWS, OPENS, MIDDLE, CLOSES, 'Cầu "ba nhịp" đã cũ.', "A: Có.", "B: Không."]), max_size=16
)


def test_what_stands_between_the_marks_of_a_quotation_is_quoted() -> None:
    assert within_quotations([NEWS, OPENS, MIDDLE, MIDDLE, CLOSES, NEWS]) == [2, 3]


def test_a_mark_that_is_never_closed_quotes_nothing() -> None:
    assert within_quotations([OPENS, MIDDLE, NEWS, NEWS]) == []


def test_a_quoted_term_neither_opens_nor_closes() -> None:
    assert within_quotations([NEWS, 'Cầu "ba nhịp" đã cũ.', NEWS, "Dự án “cầu mới” đã xong.", NEWS]) == []


def test_the_lines_of_a_dialogue_behind_who_speaks_are_speech() -> None:
    talk = [
        NEWS,
        "Lịch: Ta đi chơi nhé.",
        "Ở nhà mãi cũng chán.",
        "Du: Đi đâu?",
        "Lịch: Ra biển.",
        "Du: Ừ.",
        "Đi thì đi.",
    ]
    assert in_dialogue(talk) == [2, 6]


def test_one_who_speaks_makes_no_dialogue() -> None:
    assert in_dialogue([NEWS, "Ông Ấn: Cầu đã cũ.", MIDDLE, "Ông Ấn: Mưa đang đến.", NEWS]) == []


@pytest.mark.parametrize(
    "closes", ['Mùa mưa đang đến ", ông Ấn nhấn mạnh.', 'Mùa mưa đang đến "- ông Ấn nhấn mạnh.', "Mùa mưa đang đến ”."]
)
def test_a_closing_mark_may_have_a_space_before_it(closes: str) -> None:
    assert within_quotations([NEWS, OPENS, MIDDLE, closes, NEWS]) == [2]


def test_a_closing_mark_without_an_opening_one_ends_what_follows_the_last_speaker() -> None:
    speaker = "Ông Lê Ấn cho biết cầu đã cũ."
    assert within_quotations([NEWS, speaker, MIDDLE, MIDDLE, CLOSES, NEWS]) == [2, 3]
    assert within_quotations([NEWS, NEWS, MIDDLE, MIDDLE, MIDDLE, CLOSES]) == [2, 3, 4]
    assert within_quotations([NEWS, speaker, MIDDLE, 'Cầu mới tên là "Sa Cần".', NEWS]) == []


VIEW = "Chủ đò có quyền đòi bồi thường cho con đò bị cháy."


@pytest.mark.parametrize(
    ("between", "found"),
    [
        ([VIEW], [2]),
        (["Con đò bị cháy trưa 7/7."], []),
        (["Bà Ngô Oanh cho biết đò đã cũ.", VIEW], []),
        (["Ông cho rằng bến nên đóng cửa.", VIEW], [3]),
        (["Phải kể đến cả những bến ở xã Hòa Lạc.", VIEW], [2, 3]),
    ],
)
def test_what_stands_between_two_words_of_one_expert_is_the_expert_s(between: list[str], found: list[int]) -> None:
    texts = [NEWS, "Luật sư Lê Ấn cho biết luật đã rõ.", *between, '"Luật đã rõ", ông Ấn nói.', VIEW]
    assert in_view(texts) == found


def test_the_answers_of_an_interview_that_name_no_speaker_are_speech() -> None:
    talk = [NEWS, "* Ông thấy sao?", MIDDLE, "Ông Lê Ấn cho biết cầu đã cũ.", "- Bao giờ thì sửa?", "Ngay năm nay."]
    assert in_interview(talk) == [1, 2, 4, 5]
    assert in_interview(talk[:4]) == []


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("* Ông Lê Ấn (giám đốc bến Sa Cần):", "Bà Ngô Oanh, chủ đò:", [2, 3, 5]),
        ("Ông Lê Ấn:", "TS. Ngô Oanh:", [2, 3, 5]),
        ("* Ông Lê Ấn (giám đốc bến Sa Cần):", "Bến Sa Cần có ba con đò:", []),
        ("Ông Lê Ấn (giám đốc bến) cho biết:", "Bà Ngô Oanh (chủ đò) nói:", []),
    ],
)
def test_what_stands_below_the_names_of_speakers_in_turn_is_speech(first: str, second: str, found: list[int]) -> None:
    assert in_turns([NEWS, first, MIDDLE, VIEW, second, VIEW]) == found
    assert in_turns([first, MIDDLE, VIEW, second, VIEW]) == []


@given(LINES)
def test_a_quoted_sentence_has_an_end_behind(texts: list[str]) -> None:
    for i in within_quotations(texts):
        assert CLOSES in texts[i + 1 :]
