"""Publication dates as Vietnamese pages print them."""

from __future__ import annotations

import datetime
import re

from diemtin.document import Published

__all__ = ["find_published", "is_dateline"]

_WEEKDAY = r"(?:Thứ\s+(?:Hai|Ba|Tư|Năm|Sáu|Bảy|[2-7])|Chủ\s+nhật|CN|T[2-7])"
_TIME = r"(?:\d{1,2}\s*(?::|h|giờ)\s*\d{2}(?:\s*(?:phút))?(?::\d{2})?(?:\s*[AaPp]\.?[Mm]\.?)?)"
_ZONE = r"(?:\(?GMT\s*[+-]\s*\d{1,2}(?::\d{2})?\)?|\(?UTC\s*[+-]\s*\d{1,2}\)?)"
_DATE = (
    r"(?:(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>(?:19|20)\d{2})"
    r"|(?P<year2>(?:19|20)\d{2})-(?P<month2>\d{2})-(?P<day2>\d{2})(?:T[\d:.+Z-]+)?"
    r"|(?:ngày\s+)?(?P<day3>\d{1,2})\s+tháng\s+(?P<month3>\d{1,2})(?:\s*,)?\s+năm\s+(?P<year3>(?:19|20)\d{2}))"
)
_LINK = r"[\s,|•·–-]*(?:lúc|ngày|vào)?[\s,|•·–-]*"
# Bounded repetition keeps matching linear on hostile lines.
_PRINTED = re.compile(
    rf"(?:{_WEEKDAY}{_LINK})?(?:{_TIME}{_LINK})?(?:{_WEEKDAY}{_LINK})?(?<!\d){_DATE}(?!\d)"
    rf"(?:{_LINK}{_TIME})?(?:{_LINK}{_ZONE})?",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:cập nhật|ngày|đăng|lúc|tải|xuất bản|đưa tin|gửi|tin|bài|viết|được|vào|hồi|phát hành|publish\w*|updated?|"
    r"posted|on|date|time|giờ|phút|am|pm|gmt)",
    re.IGNORECASE,
)
_LONGEST_DATELINE = 24


def find_published(line: str) -> Published | None:
    """The first full date on a line, as printed with its weekday and time, and in ISO form.

    The form is certain because the year is printed and Vietnamese dates put the day first; a date that
    no calendar has gives `iso` None.
    """
    match = _PRINTED.search(line)
    return Published(match.group().strip(" ,|•·–-"), _iso(match)) if match else None


def is_dateline(line: str) -> bool:
    """Whether a line says when the page was published and nothing else."""
    match = _PRINTED.search(line)
    if not match or len(line.split()) > _LONGEST_DATELINE:
        return False
    rest = line[: match.start()] + " " + line[match.end() :]
    words = re.findall(r"[^\W\d_]+", rest)
    return all(_LABEL.fullmatch(word) or word.casefold() in _LABEL_SYLLABLES for word in words)


_LABEL_SYLLABLES = frozenset(
    ["cập", "nhật", "xuất", "bản", "đưa", "phát", "hành", "cuối", "lần", "tạo", "thời", "gian", "gian:"]
)


def _iso(match: re.Match[str]) -> str | None:
    year = match["year"] or match["year2"] or match["year3"]
    month = match["month"] or match["month2"] or match["month3"]
    day = match["day"] or match["day2"] or match["day3"]
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
