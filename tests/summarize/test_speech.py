"""Sentences that are somebody's own words without a mark of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diemtin.summarize.speech import in_dialogue, within_quotations

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


@given(LINES)
def test_a_quoted_sentence_has_an_opening_before_it_and_an_end_behind(texts: list[str]) -> None:
    for i in within_quotations(texts):
        assert OPENS in texts[:i]
        assert CLOSES in texts[i + 1 :]
