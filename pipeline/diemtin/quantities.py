"""Numbers with their units, money among them, read as values.

Vietnamese print parts thousands by a point and decimals by a comma (`1.203,5`), but the other way round is met too.
A number of which both readings are possible gets no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from diemtin.document import DateExpression, Quantity, Span
from diemtin.lexicon import table
from diemtin.normalize import lowered_in_place

__all__ = ["Notation", "find_quantities", "notation_of", "read_number"]

_NUMBER = r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"
_SCALES = {
    "chục": 10,
    "trăm": 100,
    "nghìn": 1000,
    "ngàn": 1000,
    "vạn": 10_000,
    "triệu": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
}
_SCALE = "(?:chục |trăm |nghìn |ngàn |vạn )?(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ)"
_VIETNAMESE = re.compile(r"(?<![\d.,])\d{1,3}(?:(?:\.\d{3}){2,}|(?:\.\d{3})?,\d{1,2})(?![\d.,]\d|\d)")
_ENGLISH = re.compile(r"(?<![\d.,])\d{1,3}(?:(?:,\d{3}){2,}|(?:,\d{3})+\.\d{1,2})(?![\d.,]\d|\d)")
# What makes a number the name of something.
_NAMED = re.compile(
    r"\b(?:ngày|tháng|quý|số|điều|khoản|mục|chương|phòng|đường|phố|ngõ|quận|phường|tổ|khu|ấp|thôn|xóm|quốc lộ|tỉnh lộ|"
    r"tầng|lớp|khối|kỳ|lần|thứ|hạng|bài|đội|đoàn|khu|vùng|cục|lúc|hồi|khóa|khoá|kênh|tuyến|cấp|bảng|nhóm|loại) $"
)
_CLOCK = re.compile(r" \d{1,2} phút|,? (?:ngày|sáng|trưa|chiều|tối|đêm|cùng ngày|hôm)\b")
_HOURS = re.compile(r"\bgiờ $")
# `5 đồng phạm`, `21 đồng chí`
_COMPANIONS = re.compile(r" (?:chí|phạm|đội|nghiệp|bào|bọn|hương|hồ|minh|thau)\b")


class Notation(NamedTuple):
    """Which notations an article uses where there is no doubt."""

    vietnamese: bool
    english: bool


def find_quantities(text: str, blocks: Sequence[Span], dates: Sequence[DateExpression] = ()) -> tuple[Quantity, ...]:
    """The quantities in the given blocks, in order.

    Args:
        text: the article, normalized.
        blocks: the parts of it that are its own prose.
        dates: expressions of time, the numbers of which are none.
    """
    notation = notation_of(text)
    found: list[Quantity] = []
    spans = iter([*sorted(date.span for date in dates), Span(len(text) + 1, len(text) + 1)])
    date = next(spans)
    for block in blocks:
        for quantity in _in_block(text, block, notation):
            while date.end <= quantity.span.start:
                date = next(spans)
            if not date.overlaps(quantity.span):
                found.append(quantity)
    return tuple(found)


def notation_of(text: str) -> Notation:
    """The notations that numbers with only one reading show."""
    return Notation(_VIETNAMESE.search(text) is not None, _ENGLISH.search(text) is not None)


def read_number(printed: str, notation: Notation) -> Decimal | None:
    """The value of digits with points and commas; None where two are possible.

    `1.203,5`, `1,203.5`, `1.203.000` and `86,19` have one value. `64.310` is the Vietnamese way to print thousands,
    unless the article uses English notation; `64,310` are thousands only where it uses that and no other.
    """
    marks = re.findall(r"[.,]", printed)
    if not marks:
        return Decimal(printed)
    tail = printed.rpartition(marks[-1])[2]
    if len(set(marks)) == 2:
        return Decimal(re.sub(r"[.,]", "", printed[: -len(tail)]) + "." + tail)
    if len(marks) > 1:
        return Decimal(re.sub(r"[.,]", "", printed))
    if len(tail) != 3 or printed.startswith("0") or len(printed) > 7:
        return Decimal(printed.replace(",", "."))
    is_thousands = not notation.english if marks[0] == "." else notation.english and not notation.vietnamese
    return Decimal(printed.replace(marks[0], "")) if is_thousands else None


def _in_block(text: str, block: Span, notation: Notation) -> Iterator[Quantity]:
    lowered = lowered_in_place(block.of(text))
    for match in _pattern().finditer(lowered):
        if not _is_name(match):
            yield from _quantities(match, block.start, notation)


def _is_name(match: re.Match[str]) -> bool:
    """Whether the number is part of a name or a time of day, or nothing but digits."""
    before = match.string[max(0, match.start() - 12) : match.start()]
    if _NAMED.search(before):
        return True
    if match["unit"] in ("giờ", "phút") and (_CLOCK.match(match.string, match.end()) or _HOURS.search(before)):
        return True
    if match["unit"] == "đồng" and _COMPANIONS.match(match.string, match.end()):
        return True
    is_plain = not (match["unit"] or match["scale"] or match["sign"])
    return is_plain and not re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+(?:,\d+)?|\d+,\d+", match["number"])


def _quantities(match: re.Match[str], start: int, notation: Notation) -> Iterator[Quantity]:
    factor = _factor(match["scale"])
    unit = _unit(match)
    if match["low"]:
        low = read_number(match["low"], notation)
        span = Span(start + match.start("low"), start + match.end("low"))
        yield Quantity(span, None if low is None else low * factor, unit)
    value = read_number(match["number"], notation)
    if value is not None:
        value *= factor
        if match["half"]:
            value += Decimal(factor) / 2
        if match["rest"]:
            rest = read_number(match["rest"], notation)
            value = None if rest is None else value + rest * _factor(match["below"])
    first = match.start("sign") if match["sign"] else match.start("number")
    yield Quantity(Span(start + first, start + match.end()), value, unit)


def _factor(scale: str | None) -> int:
    factor = 1
    for word in (scale or "").split():
        factor *= _SCALES[word]
    return factor


def _unit(match: re.Match[str]) -> str | None:
    printed = match["unit"] or match["sign"]
    if printed is None:
        return None
    per = match["per"]
    return _units()[printed] + (f"/{_units()[per]}" if per else "")


@cache
def _units() -> dict[str, str]:
    return {row[0]: row[1] for row in table("units")}


@cache
def _pattern() -> re.Pattern[str]:
    unit = "|".join(re.escape(printed) for printed in sorted(_units(), key=len, reverse=True))
    signs = r"us\$|\$|€|£"
    return re.compile(
        rf"(?<![\w.,:/%-])(?:(?P<low>{_NUMBER})(?: ?[-–] ?| đến | tới ))?(?P<sign>{signs})?(?P<number>{_NUMBER})"
        rf"(?: ?(?P<scale>{_SCALE})(?P<half> rưỡi)?(?: (?P<rest>\d{{1,3}}) (?P<below>nghìn|ngàn|triệu)\b)?(?!\w))?"
        rf"(?: ?(?P<unit>{unit})(?:/(?P<per>{unit}))?(?!\w))?(?![\d/:]|[.,-]\d)"
    )
