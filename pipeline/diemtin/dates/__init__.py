"""Expressions of time in an article, resolved against the day on which it was published."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from diemtin.dates import patterns
from diemtin.dates.resolve import Context, Resolved, resolve
from diemtin.document import DateExpression, DateReason, Published, Span
from diemtin.normalize import lowered_in_place

__all__ = ["find_dates"]

_CALENDAR = (patterns.DAY, patterns.SPELLED_DAY, patterns.MONTH)
_LENGTHS = (
    patterns.MONTH,
    patterns.RELATIVE_MONTH,
    patterns.RELATIVE_WEEK,
    patterns.RELATIVE_YEAR,
)
_SPOKEN = (
    *(patterns.DEICTIC, patterns.COUNTED, patterns.RELATIVE_MONTH, patterns.RELATIVE_WEEK),
    *(patterns.RELATIVE_WEEKDAY, patterns.RELATIVE_YEAR),
)
_BEFORE_A_DAY = (patterns.DAY, patterns.DEICTIC)
_QUOTATION = re.compile(r"“[^“”\n]*”|\"[^\"\n]*\"|«[^«»\n]*»")
# What is said of days to come, in the sentence before an expression.
_AHEAD = re.compile(r"\b(?:sẽ|dự kiến|sắp)\b[^.!?]*$")
_BIRTH = re.compile(r"\bsinh(?: (?:ngày|năm))?\s?$")
_BEFORE = 24  # characters


def find_dates(text: str, blocks: Sequence[Span], published: Published | None) -> tuple[DateExpression, ...]:
    """The expressions of time in the given blocks, in order.

    Args:
        text: the article, normalized.
        blocks: the parts of it that are its own prose.
        published: when it was published; only where that is certain are expressions resolved against it.
    """
    day = datetime.date.fromisoformat(published.iso) if published and published.iso else None
    found: list[DateExpression] = []
    year: int | None = None
    for block in blocks:
        in_block = list(_in_block(text, block, Context(day, year)))
        year = _last_year(text, in_block, None)
        found += in_block
    return tuple(found)


def _in_block(text: str, block: Span, context: Context) -> Iterator[DateExpression]:
    lowered = lowered_in_place(block.of(text))
    quoted = [match.span() for match in _QUOTATION.finditer(lowered)]
    found: list[DateExpression] = []
    matches = list(_matches(lowered))
    for match, following in zip_longest(matches, matches[1:]):
        value = _value(match, text, block, context._replace(year=_last_year(text, found, context.year)))
        if value is None:
            continue
        beside = patterns.DAY_BESIDE.match(lowered, match.end()) if match.re in _BEFORE_A_DAY else None
        also = resolve(beside, context) if beside else None
        if match.re is patterns.DEICTIC and also and also[0]:
            value = also  # `sáng nay (12/11)` says itself which day is meant.
        if value[1] is DateReason.RELATIVE and match.re in _SPOKEN and _is_within(match.start(), quoted):
            value = None, DateReason.QUOTED
        found.append(_expression(block, match, value))
        is_found = following is not None and beside is not None and following.start() < beside.end()
        if beside and also and not is_found:
            found.append(_expression(block, beside, also))
    yield from found


def _matches(lowered: str) -> Iterator[re.Match[str]]:
    """What fits a pattern, from the left, of what overlaps the longest."""
    possible = [pattern for pattern, parts in patterns.PATTERNS.items() if any(part in lowered for part in parts)]
    found = [match for pattern in possible for match in pattern.finditer(lowered) if not _is_bare(match)]
    end = 0
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        if match.start() >= end:
            end = match.end()
            yield match


def _is_bare(match: re.Match[str]) -> bool:
    """Two numbers, such as `2/3` or `6 tháng 5`, that nothing calls a day."""
    return match.re in (patterns.DAY, patterns.SPELLED_DAY) and not any(
        match[name] for name in ("year", "cue", "weekday")
    )


def _value(match: re.Match[str], text: str, block: Span, context: Context) -> Resolved | None:
    before = match.string[max(0, match.start() - _BEFORE) : match.start()]
    if match.re in _LENGTHS and patterns.COUNT_BEFORE.search(before) and not match.groupdict().get("year"):
        return None
    if match.re is patterns.MONTH and patterns.COUNT_AFTER.match(match.string, match.end()):
        return None
    if match.re is patterns.DEICTIC and not _is_said(block.of(text), match):
        return None
    if match.re in _CALENDAR and (patterns.LUNAR_AFTER.match(match.string, match.end()) or _is_lunar(before)):
        return None, DateReason.LUNAR
    value = resolve(match, context)
    if value and value[1] is DateReason.SAME_YEAR and _AHEAD.search(match.string[: match.start()]):
        return None, DateReason.AMBIGUOUS
    return value


def _is_said(printed: str, match: re.Match[str]) -> bool:
    """Whether the last word is no name: `chiều Mai` is none of the day after."""
    return printed[match.start() : match.end()].rsplit(maxsplit=1)[-1].islower() or printed.isupper()


def _is_lunar(before: str) -> bool:
    return patterns.LUNAR_BEFORE.search(before) is not None


def _expression(block: Span, match: re.Match[str], value: Resolved) -> DateExpression:
    start = match.start("day") if match.re is patterns.DAY_BESIDE else match.start()
    return DateExpression(Span(block.start + start, block.start + match.end()), *value)


def _is_within(place: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in ranges)


def _last_year(text: str, found: Sequence[DateExpression], before: int | None) -> int | None:
    """The last year that is printed, but for years of birth."""
    for date in reversed(found):
        preceding = text[max(0, date.span.start - _BEFORE) : date.span.start].lower()
        if date.reason is DateReason.PRINTED and date.iso and not _BIRTH.search(preceding):
            return int(date.iso[:4])
    return before
