"""A plain-text page comes apart into its lines, and wrapped paragraphs together again."""

import pytest

from diemtin.clean.lines import Line, text_lines
from diemtin.document import Span
from diemtin.normalize import Mapped

LONG = "Sáng nay, Công an huyện Vạn Lý phối hợp với các đơn vị của"


def _texts(raw: str) -> list[str]:
    return [line.text for line in text_lines(raw)]


def _line(text: str) -> Line:
    return Line(Mapped.of(text, 0, len(text)))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x0b", "\f", "\x85"])
def test_every_kind_of_line_end_ends_a_line(end: str) -> None:
    assert _texts(f"Một{end}Hai") == ["Một", "Hai"]


def test_blank_lines_are_counted_before_the_next_line() -> None:
    lines = text_lines("\n\nMột\nHai\n \u00a0\n\u200b\nBa\r\n\r\nBốn\n\n")
    assert [(line.text, line.gap) for line in lines] == [("Một", 2), ("Hai", 0), ("Ba", 2), ("Bốn", 1)]


@pytest.mark.parametrize("raw", ["", "\n", " \u00a0\t\r\n\u200b\ufeff"])
def test_a_blank_page_has_no_lines(raw: str) -> None:
    assert text_lines(raw) == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "  \n   "])
def test_a_paragraph_broken_at_the_margin_is_joined(end: str) -> None:
    raw = f"{LONG}{end}tỉnh tổ chức hội nghị."
    (line,) = text_lines(raw)
    assert line.text == f"{LONG} tỉnh tổ chức hội nghị."
    assert line.piece.source() == Span(0, len(raw))
    assert line.piece.origin().span(Span(len(LONG), len(LONG) + 1)) == Span(len(LONG), len(LONG) + len(end))


def test_three_wrapped_lines_are_one() -> None:
    assert len(_texts(f"{LONG}\n{LONG.lower()}\nhuyện.")) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (LONG, "Tỉnh tổ chức hội nghị."),
        (LONG + ".", "tỉnh tổ chức hội nghị."),
        ("Công an huyện", "tổ chức hội nghị."),
        (LONG, "\ntỉnh tổ chức hội nghị."),
        (LONG, "12 đơn vị tham gia."),
        (LONG + ".”", "tỉnh tổ chức hội nghị."),
    ],
)
def test_lines_that_may_stand_alone_stay_apart(first: str, second: str) -> None:
    assert _texts(f"{first}\n{second}") == [first, second.strip()]


@pytest.mark.parametrize("text", ["Xong.", "Xong!", "Xong?", "Xong.”", 'Xong."', "Xong.)", "Gồm:", "một;"])
def test_final_punctuation_ends_a_sentence(text: str) -> None:
    assert _line(text).ends_sentence


@pytest.mark.parametrize("text", ["Xong", "Xem tiếp...", "Xem tiếp…", "Xong,", "Xong -", "No title..."])
def test_a_line_that_trails_off_ends_no_sentence(text: str) -> None:
    assert not _line(text).ends_sentence


def test_dots_end_the_sentence_of_a_long_line() -> None:
    assert _line("từ " * 25 + "và nhiều việc khác...").ends_sentence


def test_length_counts_syllables_and_not_marks() -> None:
    assert _line("Hội nghị - (12/11) : tốt !").length == 4
