"""Expressions of time are resolved against the day of publication, or say why they are not."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diemtin.dates import find_dates
from diemtin.document import DateReason, Published, Span

FRIDAY = "2021-11-12"


def _found(text: str, published: str | None = FRIDAY) -> list[tuple[str, str | None, str]]:
    day = Published(published, published, None, DateReason.PRINTED) if published else None
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Span(start, start + len(line)))
        start += len(line) + 1
    return [(date.span.of(text), date.iso, date.reason.value) for date in find_dates(text, blocks, day)]


@pytest.mark.parametrize(
    ("text", "found", "iso", "reason"),
    [
        ("Ông đến ngày 12 tháng 11 năm 2019.", "ngày 12 tháng 11 năm 2019", "2019-11-12", "printed"),
        ("Sáng 11-11, Công an", "Sáng 11-11", "2021-11-11", "nearest"),
        ("ngày 5/3, hai bên", "ngày 5/3", "2021-03-05", "same-year"),
        ("ngày 2/1 tới đây", "ngày 2/1 tới", "2022-01-02", "relative"),
        ("sẽ khai mạc ngày 2/1", "ngày 2/1", None, "ambiguous"),
        ("Thứ Tư (10/11), ông", "Thứ Tư (10/11)", "2021-11-10", "weekday"),
        ("Thứ Hai, ngày 10/11, ông", "Thứ Hai, ngày 10/11", None, "wrong-weekday"),
        ("Trong hai ngày 9 và 10-11, tại", "ngày 9 và 10-11", "2021-11-09/2021-11-10", "nearest"),
        ("ngày 12 đến 14/11/2020", "ngày 12 đến 14/11/2020", "2020-11-12/2020-11-14", "printed"),
        ("hôm qua, đoàn", "hôm qua", "2021-11-11", "relative"),
        ("rạng sáng nay, lửa", "rạng sáng nay", "2021-11-12", "relative"),
        ("sáng mai sẽ", "sáng mai", "2021-11-13", "relative"),
        ("đêm qua, mưa", "đêm qua", "2021-11-11/2021-11-12", "relative"),
        ("tuần trước, Bộ", "tuần trước", "2021-11-01/2021-11-07", "relative"),
        ("cuối tuần này, trời", "cuối tuần này", "2021-11-13/2021-11-14", "relative"),
        ("tuần qua, giá", "tuần qua", None, "ambiguous"),
        ("thứ Ba tuần tới, Quốc hội", "thứ Ba tuần tới", "2021-11-16", "relative"),
        ("tháng trước, đơn vị", "tháng trước", "2021-10", "relative"),
        ("tháng 11 năm ngoái", "tháng 11 năm ngoái", "2020-11", "relative"),
        ("tháng 12 vừa qua", "tháng 12 vừa qua", "2020-12", "relative"),
        ("từ tháng 3 đến tháng 5/2019", "tháng 3 đến tháng 5/2019", "2019-03/2019-05", "printed"),
        ("năm ngoái, toàn tỉnh", "năm ngoái", "2020", "relative"),
        ("năm trước, ông", "năm trước", None, "ambiguous"),
        ("quý III/2021", "quý III/2021", "2021-07/2021-09", "printed"),
        ("9 tháng đầu năm, lực lượng", "9 tháng đầu năm", "2021-01/2021-09", "nearest"),
        ("giai đoạn 2017-2019", "giai đoạn 2017-2019", "2017/2019", "printed"),
        ("cách đây 3 ngày", "cách đây 3 ngày", "2021-11-09", "relative"),
        ("cách đây hai năm", "cách đây hai năm", None, "approximate"),
        ("giỗ Tổ ngày 10/3 âm lịch", "ngày 10/3", None, "lunar"),
        ("ngày 31/2, ông", "ngày 31/2", None, "no-such-day"),
        ("“Hôm qua tôi về”, ông nói", "Hôm qua", None, "quoted"),
    ],
)
def test_an_expression_has_its_value_and_the_reason(text: str, found: str, iso: str | None, reason: str) -> None:
    assert _found(text) == [(found, iso, reason)]


@pytest.mark.parametrize(
    "text",
    [
        "412/478 vụ, tỷ số 2-1",
        "10 năm nay, nhiều tháng qua",
        "trong 6 tháng 5 ngày",
        "chiều Mai đi học",
        "Quyết định số 12/2021/QĐ-UBND",
        "lần thứ hai, thứ năm",
        "ngày nay, bà con",
        "nhà số 12/11",
    ],
)
def test_what_says_no_time_is_left_alone(text: str) -> None:
    assert _found(text) == []


def test_a_date_in_brackets_says_which_day_is_today() -> None:
    assert _found("Sáng nay (11/11), tại") == [
        ("Sáng nay", "2021-11-11", "nearest"),
        ("11/11", "2021-11-11", "nearest"),
    ]


def test_both_ends_of_a_span_over_two_months_are_found() -> None:
    found = _found("từ ngày 30/10 đến 5/11, tại")
    assert [(text, iso) for text, iso, _ in found] == [("ngày 30/10", "2021-10-30"), ("5/11", "2021-11-05")]


def test_in_a_story_of_another_year_a_date_without_year_is_not_certain() -> None:
    assert _found("Năm 2017, ông về quê. Ngày 5/8, ông mất.")[1][1:] == (None, "ambiguous")
    assert _found("Bà sinh năm 1957. Ngày 5/8, bà được tặng huy hiệu.")[1][1:] == ("2021-08-05", "nearest")


def test_at_the_turn_of_the_year_the_nearest_day_is_meant() -> None:
    assert _found("ngày 28/12, tại", "2022-01-03") == [("ngày 28/12", "2021-12-28", "nearest")]


def test_nothing_is_counted_from_an_unknown_day() -> None:
    assert _found("hôm qua, ngày 5/3, tháng 4/2020", None) == [
        ("hôm qua", None, "undated"),
        ("ngày 5/3", None, "undated"),
        ("tháng 4/2020", "2020-04", "printed"),
    ]


WORDS = "sáng nay hôm qua tuần trước tháng 11 năm ngoái 5/3 12-11 thứ Sáu 2021 ( ) “ ” , từ đến quý II đầu İ".split()


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join), st.dates(datetime.date(1995, 1, 2)))
def test_any_words_give_expressions_within_them_in_order(text: str, day: datetime.date) -> None:
    published = Published("x", day.isoformat(), None, DateReason.PRINTED)
    end = 0
    for date in find_dates(text, [Span(0, len(text))], published):
        assert end <= date.span.start < date.span.end <= len(text)
        end = date.span.end
