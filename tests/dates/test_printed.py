"""What a printed date says for certain."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diemtin.dates.printed import certain, printed_dates, weekday_number


@pytest.mark.parametrize(
    ("line", "iso", "reason"),
    [
        ("Thứ Sáu, 12/11/2021", "2021-11-12", "printed"),
        ("Friday, 12/11/2021", "2021-11-12", "printed"),
        ("12–11–2021", "2021-11-12", "printed"),
        ("ngày 12 tháng 11/2021", "2021-11-12", "printed"),
        ("Thứ Hai, 12/11/2021", None, "wrong-weekday"),
        ("Thứ Sáu, 12/11/21", "2021-11-12", "weekday"),
        ("Thứ Năm, 12/11/21", None, "wrong-weekday"),
        ("12/11/21", None, "no-year"),
        ("Thứ Sáu, 12-11", None, "no-year"),
        ("30/02/2021", None, "no-such-day"),
    ],
)
def test_a_date_has_iso_form_only_where_it_is_certain(line: str, iso: str | None, reason: str) -> None:
    assert certain(next(printed_dates(line))) == (iso, reason)


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("Thứ Sáu, 12/11/2021, 15:01 (GMT+7)", "15:01+07:00"),
        ("12/11/2021 - 9h05", "09:05"),
        ("12/11/2021 08:15:30", "08:15:30"),
        ("03:05 PM 12/11/2021", "15:05"),
        ("12:05 AM, 12/11/2021", "00:05"),
        ("15h ngày 12/11/2021", "15:00"),
        ("7 giờ 30 phút, 12/11/2021", "07:30"),
        ("2021-11-12T15:01:22+0700", "15:01:22+07:00"),
        ("2021-11-12T08:01Z", "08:01Z"),
        ("25:10 12/11/2021", None),
        ("12/11/2021", None),
    ],
)
def test_the_time_beside_a_date_is_read(line: str, time: str | None) -> None:
    assert next(printed_dates(line)).time == time


@pytest.mark.parametrize(
    ("printed", "number"), [("Thứ Hai", 0), ("thứ 7", 5), ("T2", 0), ("CN", 6), ("Chúa nhật", 6), ("Wednesday", 2)]
)
def test_weekdays_count_from_monday(printed: str, number: int) -> None:
    assert weekday_number(printed) == number


@settings(deadline=None)
@given(st.text("0123456789 /-.:ThứSáutáng năm,()|GMT+", max_size=60))
def test_any_line_gives_dates_within_it(line: str) -> None:
    for date in printed_dates(line):
        assert 0 <= date.span.start < date.span.end <= len(line)
        certain(date)
