"""What an expression of time means for a page of a known date; uncertain ones get no value but a reason."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from diemtin.dates import patterns
from diemtin.dates.printed import day_of, weekday_number
from diemtin.document import DateReason

__all__ = ["Context", "Resolved", "resolve"]

Resolved = tuple[str | None, DateReason]
_Groups = Mapping[str, str | None]

# Days. A date without its year that is so near needs no other sign; beyond the turn of the year it must be nearer
# than the second number; those that are farther off are only certain within the year of publication, and if they
# are nearer than half a year or past.
_CERTAINLY_NEAR = 7
_NEAR_IN_OTHER_YEAR = 45
_MONTHS_NEAR = 5
_NUMBERS = {word: number for number, word in enumerate("một hai ba bốn năm sáu bảy tám chín mười".split(), 1)}
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4}
_YEAR_STEPS = {"ngoái": -1, "nay": 0, "tới": 1}
_STEPS = {"trước": -1, "này": 0, "tới": 1, "sau": 1}
_DEICTIC_STEPS = {
    "hôm nay": 0,
    "hôm qua": -1,
    "hôm kia": -2,
    "ngày mai": 1,
    "ngày mốt": 2,
    "nay": 0,
    "qua": -1,
    "mai": 1,
}
_AMBIGUOUS: Resolved = None, DateReason.AMBIGUOUS
_UNDATED: Resolved = None, DateReason.UNDATED


class Context(NamedTuple):
    """What an expression is resolved against: the day of publication, and the year that the text speaks of."""

    published: datetime.date | None
    year: int | None


def resolve(match: re.Match[str], context: Context) -> Resolved | None:
    """The value of a match of one of `patterns.PATTERNS`; None where it is no expression of time after all."""
    return _RESOLVERS[match.re](match.groupdict(), context)


def _day(found: _Groups, context: Context) -> Resolved | None:
    day, month, weekday = int(found["day"] or 0), int(found["month"] or 0), found.get("weekday")
    year, short = found["year"], found.get("short")
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    number = weekday_number(weekday) if weekday else None
    if year:
        value = _full(int(year), month, day, number)
    elif short:
        value = _full(2000 + int(short), month, day, number) if weekday else (None, DateReason.NO_YEAR)
    elif (found.get("cue") or "").startswith(("mùng", "mồng")):
        value = _AMBIGUOUS  # The calendar of the moon is counted so too.
    elif found.get("side"):
        value = _on_that_side(month, day, found["side"] == "tới", context.published)
    else:
        value = _nearest(month, day, number, context)
    return _since(found, value, day)


def _full(year: int, month: int, day: int, weekday: int | None) -> Resolved:
    date = day_of(year, month, day)
    if date is None:
        return None, DateReason.NO_SUCH_DAY
    if weekday not in (None, date.weekday()):
        return None, DateReason.WRONG_WEEKDAY
    return date.isoformat(), DateReason.PRINTED


def _since(found: _Groups, value: Resolved, day: int) -> Resolved:
    """The interval of `ngày 12 và 13-6`, `từ ngày 10 đến 13/6`."""
    iso, reason = value
    if not found.get("from") or iso is None:
        return value
    first = int(found["from"] or 0)
    if not 1 <= first < day or (found.get("listed") and day - first > 1):
        return _AMBIGUOUS
    return f"{iso[:-2]}{first:02}/{iso}", reason


def _nearest(month: int, day: int, weekday: int | None, context: Context) -> Resolved:
    """The day of the year that is meant where none is printed."""
    published = context.published
    if published is None:
        return _UNDATED
    around = [day_of(published.year + step, month, day) for step in (-1, 0, 1)]
    options = sorted((abs((date - published).days), date) for date in around if date)
    if not options:
        return None, DateReason.NO_SUCH_DAY
    distance, date = options[0]
    if weekday is not None:
        fits = date.weekday() == weekday
        return (date.isoformat(), DateReason.WEEKDAY) if fits else (None, DateReason.WRONG_WEEKDAY)
    if distance > _CERTAINLY_NEAR and context.year not in (None, date.year):
        return _AMBIGUOUS
    if date.year == published.year or distance <= _NEAR_IN_OTHER_YEAR:
        return date.isoformat(), DateReason.NEAREST
    return _past_of_same_year(published, day_of(published.year, month, day), context.year)


def _on_that_side(month: int, day: int, is_ahead: bool, published: datetime.date | None) -> Resolved:
    """The next such day, or the last."""
    if published is None:
        return _UNDATED
    around = filter(None, (day_of(published.year + step, month, day) for step in (-1, 0, 1)))
    found = [date for date in around if (date >= published if is_ahead else date <= published)]
    date = min(found, key=lambda date: abs(date - published), default=None)
    return (date.isoformat(), DateReason.RELATIVE) if date else (None, DateReason.NO_SUCH_DAY)


def _past_of_same_year(published: datetime.date, date: datetime.date | None, year: int | None) -> Resolved:
    """A past day of the year of publication is written without its year, however far it is."""
    if date and date < published and year in (None, date.year):
        return date.isoformat(), DateReason.SAME_YEAR
    return _AMBIGUOUS


def _months(found: _Groups, _: Context) -> Resolved | None:
    first, last = int(found["from"] or 0), int(found["month"] or 0)
    if not 1 <= first < last <= 12:
        return None
    return f"{found['year']}-{first:02}/{found['year']}-{last:02}", DateReason.PRINTED


def _month(found: _Groups, context: Context) -> Resolved | None:
    month = int(found["month"] or 0)
    if not 1 <= month <= 12:
        return None
    year, reason = _year_of(found, context)
    if year is not None or reason is not DateReason.NO_YEAR:
        return (None if year is None else f"{year}-{month:02}"), reason
    return _nearest_month(month, found["side"], context)


def _nearest_month(month: int, side: str | None, context: Context) -> Resolved:
    published = context.published
    if published is None:
        return _UNDATED
    if side and side != "này":
        year = published.year + (month <= published.month if side.endswith("tới") else -(month > published.month))
        return f"{year}-{month:02}", DateReason.RELATIVE
    options = sorted((abs(month - published.month + 12 * step), step) for step in (-1, 0, 1))
    distance, step = options[0]
    year = published.year + step
    if distance > 1 and context.year not in (None, year):
        return _AMBIGUOUS
    if distance <= (_MONTHS_NEAR if step == 0 else 1):
        return f"{year}-{month:02}", DateReason.NEAREST
    if month < published.month and context.year in (None, published.year):
        return f"{published.year}-{month:02}", DateReason.SAME_YEAR
    return _AMBIGUOUS


def _year_of(found: _Groups, context: Context) -> tuple[int | None, DateReason]:
    """The year that is printed, or said in relation to that of publication."""
    if found.get("year"):
        return int(found["year"] or 0), DateReason.PRINTED
    said = found.get("said")
    if said is None:
        return None, DateReason.NO_YEAR
    if said not in _YEAR_STEPS:
        return None, DateReason.AMBIGUOUS  # `năm trước` may be the year before any other.
    if context.published is None:
        return None, DateReason.UNDATED
    return context.published.year + _YEAR_STEPS[said], DateReason.RELATIVE


def _quarter(found: _Groups, context: Context) -> Resolved | None:
    printed = found["quarter"] or ""
    number = _QUARTERS.get(printed) or int(printed)
    year, reason = _year_of(found, context)
    if year is None:
        return None, reason
    return f"{year}-{3 * number - 2:02}/{year}-{3 * number:02}", reason


def _half(found: _Groups, context: Context) -> Resolved | None:
    """`6 tháng đầu năm`: of the year of publication where they are over or nearly so."""
    number = _number(found["number"])
    if not 1 <= number <= 11:
        return None
    year, reason = _year_of(found, context)
    if reason is DateReason.NO_YEAR:
        published = context.published
        if published is None:
            return _UNDATED
        if found["half"] == "cuối" or published.month < number or context.year not in (None, published.year):
            return _AMBIGUOUS
        year, reason = published.year, DateReason.NEAREST
    if year is None:
        return None, reason
    first, last = (1, number) if found["half"] == "đầu" else (13 - number, 12)
    return f"{year}-{first:02}/{year}-{last:02}", reason


def _number(printed: str | None) -> int:
    return _NUMBERS.get(printed or "") or int(printed or 0)


def _years(found: _Groups, _: Context) -> Resolved | None:
    first, last = found["from"] or "", found["year"] or ""
    return (f"{first}/{last}", DateReason.PRINTED) if first < last else None


def _year(found: _Groups, context: Context) -> Resolved | None:
    year, reason = _year_of(found, context)
    return (None if year is None else str(year)), reason


def _relative_month(found: _Groups, context: Context) -> Resolved | None:
    step, published = _STEPS.get(found["said"] or ""), context.published
    if step is None:
        return _AMBIGUOUS
    if published is None:
        return _UNDATED
    months = 12 * published.year + published.month - 1 + step
    return f"{months // 12}-{months % 12 + 1:02}", DateReason.RELATIVE


def _relative_week(found: _Groups, context: Context) -> Resolved | None:
    """A week from Monday to Sunday, or its weekend; `tuần qua` may be the seven days before."""
    published, said = context.published, found["said"] or ""
    if published is None:
        return _UNDATED
    if found["part"]:
        step = {"này": 0, "trước": -1, "qua": -1, "vừa qua": -1, "vừa rồi": -1}.get(said)
        if step is None or published.weekday() >= 5:
            return _AMBIGUOUS
        return _interval(_monday(published, step) + datetime.timedelta(5), 1)
    step = _STEPS.get(said)
    return _AMBIGUOUS if step is None else _interval(_monday(published, step), 6)


def _monday(published: datetime.date, step: int) -> datetime.date:
    return published + datetime.timedelta(7 * step - published.weekday())


def _interval(first: datetime.date, days: int) -> Resolved:
    return f"{first.isoformat()}/{(first + datetime.timedelta(days)).isoformat()}", DateReason.RELATIVE


def _relative_weekday(found: _Groups, context: Context) -> Resolved | None:
    published, side = context.published, found["side"]
    weekday = weekday_number(found["weekday"] or "")
    if published is None:
        return _UNDATED
    step = _STEPS.get(found["week"] or "")
    if side is None:
        return _AMBIGUOUS if step is None else _on(_monday(published, step), weekday)
    if weekday == published.weekday():
        return _AMBIGUOUS
    if side == "này":
        return _on(_monday(published, 0), weekday)
    ahead = (weekday - published.weekday()) % 7
    return _on(published, ahead if side == "tới" else ahead - 7)


def _on(first: datetime.date, days: int) -> Resolved:
    return (first + datetime.timedelta(days)).isoformat(), DateReason.RELATIVE


def _deictic(found: _Groups, context: Context) -> Resolved | None:
    said = f"hôm {found['hom']}" if found["hom"] else f"ngày {found['ngay']}" if found["ngay"] else found["bare"]
    step = _DEICTIC_STEPS.get(said or "")
    if step is None:
        return _AMBIGUOUS  # `ngày kia` is also some day or other.
    if context.published is None:
        return _UNDATED
    if step == -1 and (found["part"] or "").endswith("đêm"):
        return _interval(context.published - datetime.timedelta(1), 1)
    return _on(context.published, step)


def _counted(found: _Groups, context: Context) -> Resolved | None:
    """`cách đây 3 ngày` is a day; weeks and years are rarely meant to the day."""
    if found["units"]:
        return (None, DateReason.AMBIGUOUS if found["units"] == "ngày" else DateReason.APPROXIMATE)
    if found["unit"] != "ngày" or (found["rough"] or "").strip() not in ("", "đúng"):
        return None, DateReason.APPROXIMATE
    return _UNDATED if context.published is None else _on(context.published, -_number(found["number"]))


_RESOLVERS: dict[re.Pattern[str], Callable[[_Groups, Context], Resolved | None]] = {
    patterns.DAY: _day,
    patterns.DAY_BESIDE: _day,
    patterns.SPELLED_DAY: _day,
    patterns.MONTHS: _months,
    patterns.MONTH: _month,
    patterns.QUARTER: _quarter,
    patterns.HALF: _half,
    patterns.YEARS: _years,
    patterns.YEAR_ALONE: _year,
    patterns.RELATIVE_YEAR: _year,
    patterns.RELATIVE_MONTH: _relative_month,
    patterns.RELATIVE_WEEK: _relative_week,
    patterns.RELATIVE_WEEKDAY: _relative_weekday,
    patterns.DEICTIC: _deictic,
    patterns.COUNTED: _counted,
}
