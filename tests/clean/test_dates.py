"""Dates are found as Vietnamese pages print them."""

import pytest

from diemtin.clean.dates import completed, find_published, is_dateline, published_today
from diemtin.document import DateReason, Published


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("12/11/2022", "2022-11-12"),
        ("1/2/2023", "2023-02-01"),
        ("12-11-2022", "2022-11-12"),
        ("12.11.2022", "2022-11-12"),
        ("2022-11-12", "2022-11-12"),
        ("ngày 12 tháng 11 năm 2022", "2022-11-12"),
        ("Sóc Sơn, ngày 2 tháng 9, năm 2021", "2021-09-02"),
        ("29/02/2024", "2024-02-29"),
        ("Thứ Bảy, 12/11/2022", "2022-11-12"),
        ("Chủ nhật 13/11/2022", "2022-11-13"),
    ],
)
def test_the_day_comes_before_the_month(line: str, iso: str) -> None:
    published = find_published(line)
    assert published is not None
    assert published.iso == iso


@pytest.mark.parametrize("line", ["31/02/2022", "12/13/2022", "29/02/2023", "00/01/2022"])
def test_a_date_that_no_calendar_has_stays_as_printed_only(line: str) -> None:
    published = find_published(line)
    assert published is not None
    assert (published.text, published.iso) == (line, None)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("Cập nhật: Thứ Năm, 07/07/2022, 16:42 (GMT+7) | Lượt xem: 5", "Thứ Năm, 07/07/2022, 16:42 (GMT+7)"),
        ("Đăng lúc 15:30, 12/11/2022", "15:30, 12/11/2022"),
        ("T7, 12/11/2022 - 09h30", "T7, 12/11/2022 - 09h30"),
        ("(12/11/2022)", "12/11/2022"),
        ("Tin ngày 12/11/2022 - Nam Phong", "12/11/2022"),
    ],
)
def test_weekday_and_time_are_printed_with_the_date(line: str, text: str) -> None:
    published = find_published(line)
    assert published is not None
    assert published.text == text


def test_a_time_does_not_change_the_day() -> None:
    published = find_published("Thứ Năm, 07/07/2022, 16:42 (GMT+7)")
    assert published is not None
    assert published.iso is not None
    assert published.iso.startswith("2022-07-07")


def test_the_first_of_two_dates_counts() -> None:
    published = find_published("12/11/2022, sửa 14/11/2022")
    assert published is not None
    assert published.iso == "2022-11-12"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "đến 12/11 đã có",
        "tỷ số 2-1",
        "1/2",
        "năm 2022",
        "412/478 vụ",
        "112/11/2022",
        "12/11/20225",
        "15:30",
        "tháng 11 năm 2022",
    ],
)
def test_numbers_that_are_no_full_date_are_none(line: str) -> None:
    assert find_published(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "12/11/2022",
        "Thứ Năm, 07/07/2022, 16:42 (GMT+7)",
        "Ngày đăng: 12/11/2022",
        "Cập nhật lúc 15:30 ngày 12/11/2022",
        "Đăng ngày 12 tháng 11 năm 2022",
        "Cập nhật lần cuối: 12-11-2022 08:15:00",
        "Thứ bảy, ngày 12/11/2022 | 07:30 AM",
        "Thứ Sáu, 12-11, 15:01",
        "15:01 | 12/11",
    ],
)
def test_a_line_that_says_nothing_but_a_date_is_a_dateline(line: str) -> None:
    assert is_dateline(line)


@pytest.mark.parametrize(
    "line",
    [
        "Sáng 12/11/2022, Công an huyện Vạn Lý tổ chức hội nghị.",
        "Kỷ niệm ngày 12/11/2022",
        "Đăng lúc 15:30",
        "12-11",
        "• Tuổi trẻ hiến máu tình nguyện (01/07/2022)",
        "12/11/2022 " * 30,
    ],
)
def test_a_line_that_says_more_is_no_dateline(line: str) -> None:
    assert not is_dateline(line)


@pytest.mark.parametrize("line", ["1" * 50_000, "Thứ Hai, " * 10_000, "12/" * 30_000, "1 " * 50_000])
def test_hostile_lines_have_no_date(line: str) -> None:
    assert find_published(line) is None


def test_a_date_line_without_its_year_is_kept_as_printed() -> None:
    assert find_published("12-11") == Published("12-11", None, None, DateReason.NO_YEAR)


@pytest.mark.parametrize(
    ("line", "declared", "iso", "time"),
    [
        ("12-11", "2021-11-12T15:01:00+07:00", "2021-11-12", "15:01:00+07:00"),
        ("12-11", "2021-12-11", None, None),
        ("12/11/21", "2021-11-12", "2021-11-12", None),
        ("12/11/20", "2021-11-12", None, None),
        ("12/11/2021 08:00", "2021-11-12T15:01", "2021-11-12", "08:00"),
        ("12/11/2021", "2022-01-01T15:01", "2021-11-12", None),
        ("12-11", None, None, None),
    ],
)
def test_what_is_declared_completes_what_is_printed(
    line: str, declared: str | None, iso: str | None, time: str | None
) -> None:
    printed = find_published(line)
    assert printed
    found = completed(printed, declared)
    assert (found.text, found.iso, found.time) == (printed.text, iso, time)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Sáng nay (12/11/2021), tại", "2021-11-12"),
        ("Chiều nay, ngày 12-11-2021, tại", "2021-11-12"),
        ("Hôm nay, 12/11, tại", None),
        ("Ngày 12/11/2021, tại", None),
    ],
)
def test_a_text_that_calls_a_date_today_says_when_it_was_published(text: str, iso: str | None) -> None:
    published = published_today(text)
    assert (published.iso if published else None) == iso
