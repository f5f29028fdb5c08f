"""When a page was published, as its date line, its text or its markup says."""

from __future__ import annotations

import re

from diemtin.dates.printed import PrintedDate, certain, printed_dates
from diemtin.document import DateReason, Published

__all__ = ["completed", "find_published", "is_dateline", "published_today"]

# What stands beside a date that is a page's own, and what a date itself can be made of.
_LABELS = frozenset(
    "cập nhật ngày đăng lúc tải xuất bản đưa tin gửi bài viết được vào hồi phát hành cuối lần tạo thời gian giờ phút "
    "published publish updated update posted on date time am pm gmt".split()
)
_CALENDAR_WORDS = _LABELS | frozenset(
    "thứ hai ba tư năm sáu bảy bẩy chủ chúa nhật cn t z h sa ch a p m utc tháng mon tue wed thu fri sat sun monday "
    "tuesday wednesday thursday friday saturday sunday".split()
)
_LONGEST_DATELINE = 160  # characters
_MOST_WORDS = 24
_TODAY = re.compile(r"\b(?:hôm|sáng|trưa|chiều|tối|đêm)\s+nay[\s,(–-]{1,4}(?:ngày\s+)?(?=\d)", re.IGNORECASE)
_LONGEST_DATE = 40


def find_published(line: str) -> Published | None:
    """The first full date on a line as printed with its weekday and time; else one without its year.

    One without its century or year is only taken where a weekday or a time stands beside it, or where
    the line says nothing else. ISO form is given only where it is certain (`diemtin.dates.printed.certain`).
    """
    for date in printed_dates(line):
        if _is_sure(date) or (_is_all(line, date) and len(line.strip(" ()")) > len("1/2")):
            iso, reason = certain(date)
            return Published(date.span.of(line), iso, date.time, reason)
    return None


def _is_sure(date: PrintedDate) -> bool:
    """Whether it is a date for certain, and no score, fraction or page number."""
    return date.year is not None or date.weekday is not None or date.time is not None


def is_dateline(line: str) -> bool:
    """Whether a line says when the page was published and nothing else.

    A date without its year must have a weekday or a time beside it: `12-11` may as well be a score.
    """
    if len(line) > _LONGEST_DATELINE or len(line.split()) > _MOST_WORDS or not _CALENDAR_WORDS.issuperset(_words(line)):
        return False
    return any(_is_all(line, date) for date in printed_dates(line) if _is_sure(date))


def _words(line: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", line.casefold())


def _is_all(line: str, date: PrintedDate) -> bool:
    rest = line[: date.span.start] + " " + line[date.span.end :]
    return not re.search(r"\d", rest) and _LABELS.issuperset(_words(rest))


def published_today(text: str) -> Published | None:
    """The publication date of a text that calls a full date today: `sáng nay (12/11/2021)`."""
    for today in _TODAY.finditer(text):
        rest = text[today.end() : today.end() + _LONGEST_DATE]
        date = next((date for date in printed_dates(rest) if date.year is not None and date.span.start == 0), None)
        if date:
            iso, reason = certain(date)
            return Published(date.span.of(rest), iso, None, DateReason.TODAY if iso else reason)
    return None


def completed(published: Published, declared: str | None) -> Published:
    """A printed date with the year and the time that the markup declares for the same day and month.

    Args:
        published: as printed.
        declared: date, or date and time, in ISO 8601.
    """
    declaration = find_published(declared) if declared else None
    date = next(printed_dates(published.text), None)
    if declaration is None or declaration.iso is None or date is None:
        return published
    if published.iso == declaration.iso:
        return Published(published.text, published.iso, published.time or declaration.time, published.reason)
    is_same_day = declaration.iso[5:] == f"{date.month:02}-{date.day:02}"
    if published.reason is DateReason.NO_YEAR and is_same_day and _ends_alike(date, declaration.iso):
        return Published(published.text, declaration.iso, published.time or declaration.time, DateReason.DECLARED)
    return published


def _ends_alike(date: PrintedDate, iso: str) -> bool:
    """Whether the two digits of a year that are printed, if any, are those of the date."""
    return date.short_year is None or f"{date.short_year:02}" == iso[2:4]
