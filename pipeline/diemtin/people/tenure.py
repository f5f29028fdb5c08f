"""How the wording says that an office is held: still, no longer, for the time being, or from now on."""

from __future__ import annotations

import re

from diemtin.document import Mention, Tenure
from diemtin.normalize import key
from diemtin.people.wording import FORMER

__all__ = ["FORMER_OFFICE", "tenure"]

# How an office says by itself that it is held no longer; of its key.
FORMER_OFFICE = re.compile(rf"^(?:{key('nguyên')}|{key('cựu')})(?: {key('là')})? ")
_ACTING_OFFICE = f"{key('quyền')} "
_NEW = re.compile(r"\btân\s+$", re.IGNORECASE)
# Before the first office of a career (`từng giữ các chức vụ: Trưởng phòng A, Phó Giám đốc B`).
_CAREER = re.compile(
    r"\b(?:(?:từng|lần lượt)(?:\s+(?:được|cũng|lần lượt|trải qua|kinh qua|bổ nhiệm|phân công|giao))*"
    r"\s+(?:giữ|đảm nhiệm|đảm nhận|đảm trách|nắm giữ|làm|là|kinh qua|trải qua|công tác)"
    r"|kinh qua|trải qua)"
    r"(?:\s+(?:qua|ở|tại|trên))?(?:\s+(?:các|những|nhiều))?\s+(?:chức vụ|chức danh|chức|cương vị|vị trí|trọng trách)"
    r"(?:\s+(?:công tác|lãnh đạo|quan trọng|khác nhau|chủ chốt))*"
    r"(?:\s+(?:của|ở|tại)\s+[^,.;:]{1,40}?(?=\s+(?:như|gồm)|:))?"
    r"(?:\s+(?:như|gồm|là))*\s*[:,]?\s*",
    re.IGNORECASE,
)
# Before the first of some offices that somebody held (`từng là Thứ trưởng A, Bí thư B`), and who else may follow.
_ONCE = re.compile(r"\b(?:từng|vốn từng)\s+(?:là|làm|giữ chức)\s+", re.IGNORECASE)
_ANOTHER = re.compile(r"\b(?:ông|bà|anh|chị|đồng chí|thay|kế nhiệm)\b|[;:–—]|\s-\s|\)", re.IGNORECASE)
# What ends a career that is told: what somebody is today, or a time from which on.
_TODAY = re.compile(
    r"\b(?:hiện|nay|hiện nay|đến nay|trước khi|sau đó|rồi được|được|trở thành|đương nhiệm|từ (?:năm|tháng|ngày))\b",
    re.IGNORECASE,
)
# A decision that gives the office.
_APPOINTED = re.compile(
    r"\b(?:quyết định|vừa được|vừa bầu|thống nhất)\b[^.\n]*"
    r"\b(?:bổ nhiệm|điều động|luân chuyển|phân công|chỉ định|bầu|bầu bổ sung|phê chuẩn|giao|cử)\b[^.;:\n]*"
    r"\b(?:giữ(?: chức(?: vụ| danh)?)?|làm|nhận nhiệm vụ|đảm nhiệm)(?: chức(?: vụ| danh)?)?\s+$",
    re.IGNORECASE,
)
# A decision of another time, or none yet.
_NOT_NOW = re.compile(
    r"\b(?:trước đó|trước đây|khi|giới thiệu|đề nghị|đề xuất|xem xét|đồng ý|thu hồi|hủy|huỷ|dự kiến|sẽ|thôi"
    r"|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_WIDEST_LOOK_BACK, _WIDEST_CAREER = 40, 400


def tenure(text: str, office: Mention) -> Tenure:
    """How an office is held by its own words, those before it, or those before the list that it stands in."""
    start = office.span.start
    begin = max(0, start - _WIDEST_LOOK_BACK)
    printed = key(office.span.of(text))
    sentence = _begun_sentence(text, start)
    if FORMER_OFFICE.match(printed) or FORMER.search(text, begin, start) or _in_career(sentence):
        return Tenure.FORMER
    if printed.startswith(_ACTING_OFFICE):
        return Tenure.ACTING
    return Tenure.NEW if _NEW.search(text, begin, start) or _is_appointed(sentence) else Tenure.STATED


def _in_career(sentence: str) -> bool:
    """Whether what stands before an office in its sentence begins a list of those that somebody has held."""
    told = [found.end() for found in _CAREER.finditer(sentence)]
    if not told:
        told = [found.end() for found in _ONCE.finditer(sentence) if not _ANOTHER.search(sentence, found.end())]
    return bool(told) and not _TODAY.search(sentence, told[-1])


def _is_appointed(sentence: str) -> bool:
    """Whether what stands before an office in its sentence tells of a decision that gives it from now on."""
    return bool(_APPOINTED.search(sentence)) and not _NOT_NOW.search(sentence)


def _begun_sentence(text: str, end: int) -> str:
    """The part of a sentence before a place in it; abbreviations with a period may shorten it."""
    begin = max(0, end - _WIDEST_CAREER)
    return text[max(text.rfind("\n", begin, end) + 1, text.rfind(". ", begin, end) + 1, begin) : end]
