"""Dates with day and month as Vietnamese print has them, and what of them is certain.

dateparser, which trafilatura brings along, is not used: it gives `tuần trước` as one day, takes a weekday that does
not fit its date, makes up years that are not printed, and does not know `sáng nay` or `tháng 11 năm ngoái`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

from diemtin.document import DateReason, Span

__all__ = [
    "SEPARATOR",
    "YEAR",
    "PrintedDate",
    "certain",
    "day_of",
    "printed_dates",
    "weekday_number",
]

SEPARATOR = r"\s?[/.‐‑‒–—−-]\s?"
YEAR = r"(?:19|20)\d{2}"
WEEKDAY = (
    r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|ch[ủú]a?\s+nhật|cn|t[2-7]"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)\b)"
)
_NUMBERS = {
    "hai": 0,
    "ba": 1,
    "tư": 2,
    "năm": 3,
    "sáu": 4,
    "bảy": 5,
    "bẩy": 5,
    "nhật": 6,
    "cn": 6,
    "mon": 0,
    "tue": 1,
    "wed": 2,
    "thu": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}
TIME = r"\d{1,2}\s*(?::|h|giờ)\s*\d{2}(?:\s*phút)?(?::\d{2})?(?:\s*(?:[ap]\.?m\.?|sa|ch)\b)?|\d{1,2}\s*(?:h|giờ)(?!\w)"
_ZONE = r"\(?(?:gmt|utc)\s*[+-]\s*\d{1,2}(?::?\d{2})?\)?"
_LINK = r"[\s,|•·()–-]*(?:lúc|ngày|vào)?[\s,|•·()–-]*"
_NUMERIC = rf"(?P<day>\d{{1,2}}){SEPARATOR}(?P<month>\d{{1,2}})"
_SPELLED = r"(?:ngày\s+)?(?P<day>\d{1,2})\s*,?\s*tháng\s+(?P<month>\d{1,2})"
_ISO = (
    rf"(?P<year>{YEAR})-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?:[t ](?P<clock>\d{{2}}:\d{{2}}(?::\d{{2}})?)(?:\.\d+)?)?"
)
_OFFSET = r"(?P<offset>z|[+-]\d{2}:?\d{2})?"
# From the most certain to the least; a line's date is the first of the first form that it has.
_FORMS = (
    _NUMERIC + rf"(?:{SEPARATOR}|\s+năm\s+)(?P<year>{YEAR})",
    _ISO + _OFFSET,
    _SPELLED + rf"\s*(?:,\s*)?(?:năm\s+|{SEPARATOR})(?P<year>{YEAR})",
    _NUMERIC + SEPARATOR + r"(?P<short>\d{2})",
    _NUMERIC + rf"(?!{SEPARATOR}\d)",
    _SPELLED,
)


class PrintedDate(NamedTuple):
    """A date with what is printed beside it.

    Attributes:
        span: the date with its weekday, time and zone.
        day: of the month.
        month: 1 to 12, or whatever is printed.
        year: with four digits; None where it is not printed so.
        short_year: the last two digits, where only they are printed.
        weekday: 0 for Monday.
        time: `HH:MM` or `HH:MM:SS`, with `+HH:MM` or `Z` where a zone is printed.
    """

    span: Span
    day: int
    month: int
    year: int | None
    short_year: int | None
    weekday: int | None
    time: str | None


# What every date has; whatever has it not is no date at once.
_CORE = re.compile(rf"\d{SEPARATOR}\d|tháng\s+\d", re.IGNORECASE)
# Bounded repetition keeps matching linear on hostile lines.
_PATTERNS = tuple(
    re.compile(
        rf"(?:(?P<w1>{WEEKDAY}){_LINK})?(?:(?P<t1>{TIME}){_LINK})?(?:(?P<w2>{WEEKDAY}){_LINK})?(?<![\d.,/])"
        rf"{form}(?!\d)(?:{_LINK}(?P<t2>{TIME}))?(?:{_LINK}(?P<zone>{_ZONE}))?",
        re.IGNORECASE,
    )
    for form in _FORMS
)


def printed_dates(line: str) -> Iterator[PrintedDate]:
    """The dates of a line, those of the most certain form first."""
    for pattern in _PATTERNS if _CORE.search(line) else ():
        for match in pattern.finditer(line):
            yield _read(match, match.groupdict())


def _read(match: re.Match[str], found: dict[str, str | None]) -> PrintedDate:
    weekday = found["w1"] or found["w2"]
    year, short = found.get("year"), found.get("short")
    text = match.group()
    start = match.start() + len(text) - len(text.lstrip(" (,|•·–-"))
    end = match.end() - len(text) + len(text.rstrip(" (,|•·–-"))
    return PrintedDate(
        Span(start, end),
        int(match["day"]),
        int(match["month"]),
        int(year) if year else None,
        int(short) if short else None,
        weekday_number(weekday) if weekday else None,
        _time(found),
    )


def weekday_number(printed: str) -> int:
    """0 for `Thứ Hai`, `T2`, `Mon` or `Monday`, 6 for `Chủ nhật`."""
    last = printed.lower().split()[-1]
    return int(last[-1]) - 2 if last[-1].isdigit() else _NUMBERS.get(last, _NUMBERS.get(last[:3], 0))


def _time(found: dict[str, str | None]) -> str | None:
    printed = found["t1"] or found["t2"]
    offset = (found.get("offset") or "").upper()
    if found.get("clock"):
        return f"{found['clock']}{offset if len(offset) < 5 or ':' in offset else f'{offset[:3]}:{offset[3:]}'}"
    if not printed:
        return None
    numbers = [int(number) for number in re.findall(r"\d+", printed)]
    hour, rest = numbers[0], [*numbers[1:], *([] if len(numbers) > 1 else [0])]
    if re.search(r"p\.?m|ch$", printed, re.IGNORECASE) and hour < 12:
        hour += 12
    elif re.search(r"a\.?m|sa$", printed, re.IGNORECASE) and hour == 12:
        hour = 0
    if hour > 23 or max(rest) > 59:
        return None
    return ":".join(f"{number:02}" for number in (hour, *rest)) + _zone(found["zone"])


def _zone(printed: str | None) -> str:
    match = re.search(r"([+-])\s*(\d{1,2})(?::?(\d{2}))?", printed or "")
    return f"{match[1]}{int(match[2]):02}:{match[3] or '00'}" if match else ""


def certain(printed: PrintedDate) -> tuple[str | None, DateReason]:
    """The date in ISO 8601 where it is certain, and the reason why it is or is not.

    Vietnamese dates put the day first. A weekday that does not fit makes a date uncertain; one that does
    makes a year of two digits certain.
    """
    year = printed.year
    if year is None and printed.short_year is not None and printed.weekday is not None:
        year = 2000 + printed.short_year if printed.short_year < 70 else 1900 + printed.short_year
    if year is None:
        return None, DateReason.NO_YEAR
    day = day_of(year, printed.month, printed.day)
    if day is None:
        return None, DateReason.NO_SUCH_DAY
    if printed.weekday not in (None, day.weekday()):
        return None, DateReason.WRONG_WEEKDAY
    return day.isoformat(), DateReason.PRINTED if printed.year else DateReason.WEEKDAY


def day_of(year: int, month: int, day: int) -> datetime.date | None:
    """A day, or None where the calendar has none."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
