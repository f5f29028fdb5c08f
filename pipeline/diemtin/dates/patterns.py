"""How Vietnamese news says when: patterns over a text in lower case whose spaces are single.

Each pattern begins with few letters, or with digits that a cue stands before, so that scanning is quick.
"""

from __future__ import annotations

import re

from diemtin.dates.printed import SEPARATOR, YEAR

__all__ = [
    "COUNTED",
    "COUNT_AFTER",
    "COUNT_BEFORE",
    "DAY",
    "DAY_BESIDE",
    "DEICTIC",
    "HALF",
    "LUNAR_AFTER",
    "LUNAR_BEFORE",
    "MONTH",
    "MONTHS",
    "PATTERNS",
    "QUARTER",
    "RELATIVE_MONTH",
    "RELATIVE_WEEK",
    "RELATIVE_WEEKDAY",
    "RELATIVE_YEAR",
    "SPELLED_DAY",
    "YEARS",
    "YEAR_ALONE",
]

_PART = r"(?:sáng|trưa|chiều|tối|đêm|khuya)"
_PARTS = rf"(?:(?:rạng |nửa |đầu |cuối )?{_PART}(?: sớm| muộn| {_PART})?)"
_CUE = rf"(?:{_PARTS} (?:ngày|hôm)|{_PARTS}|ngày|hôm|mùng|mồng)"
_WEEKDAY = r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ nhật|chúa nhật)"
_D, _M = r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})"
_TAIL = r"(?![\d%]|[.,/:-]\d)"
_FROM = r"(?:(?P<from>\d{1,2})(?: ?[-–] ?| đến | tới |(?P<listed> và |, ))(?:ngày )?)?"
_YEAR = rf"(?P<year>{YEAR})"
_NUMBER = r"(?P<number>\d{1,3}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
_BOUND = r"(?<![\w.,/:-])"

# `Thứ Sáu, ngày 12-11`, `sáng 12/11/2021`, `ngày 12 và 13-6`, `12/11/2021`.
_NUMERIC = rf"{_D}{SEPARATOR}{_M}(?:(?:{SEPARATOR}| năm ){_YEAR}|{SEPARATOR}(?P<short>\d{{2}}))?{_TAIL}"
_SIDE = r"(?: (?P<side>vừa qua|vừa rồi|tới)\b(?! (?:ngày )?\d))?"
DAY = re.compile(
    rf"{_BOUND}(?:(?:{_CUE} )?(?P<weekday>{_WEEKDAY})(?: {_CUE})?[, ]{{1,2}}(?:{_CUE} )?(?P<open>\()?(?:ngày )?"
    rf"|(?P<cue>{_CUE})[, ]{{1,2}})?{_FROM}{_NUMERIC}(?(open)\)|{_SIDE})"
)
# After an expression that a date stands behind: `sáng nay (12/11)`, `từ ngày 30/10 đến 5/11`.
DAY_BESIDE = re.compile(rf"(?P<cue> ?\(|, | đến | tới | ?[-–] ?)(?:ngày )?{_NUMERIC}")
SPELLED_DAY = re.compile(
    rf"{_BOUND}(?:(?:{_CUE} )?(?P<weekday>{_WEEKDAY})[, ]{{1,2}})?(?P<cue>{_CUE} )?{_FROM}{_D},? tháng {_M}"
    rf"(?:(?:,? năm |{SEPARATOR}){_YEAR})?{_TAIL}"
)
MONTHS = re.compile(
    rf"\btháng (?P<from>\d{{1,2}})(?: ?[-–] ?| đến | tới )(?:hết )?(?:tháng )?{_M}(?:{SEPARATOR}| năm ){_YEAR}{_TAIL}"
)
MONTH = re.compile(
    rf"\btháng {_M}(?:(?:{SEPARATOR}|,? năm ){_YEAR}| năm (?P<said>ngoái|nay|trước|tới|sau)"
    rf"| (?P<side>vừa qua|vừa rồi|này|tới|sắp tới))?{_TAIL}"
)
QUARTER = re.compile(
    rf"\bquý (?P<quarter>i{{1,3}}|iv|[1-4]|một|hai|ba|bốn|tư)(?:(?:{SEPARATOR}| năm | ){_YEAR}"
    rf"| năm (?P<said>ngoái|nay|trước|tới|sau))?(?!\w|[.,/:-]\d)"
)
HALF = re.compile(
    rf"{_BOUND}{_NUMBER} tháng (?P<half>đầu|cuối) năm(?: {_YEAR}| (?P<said>ngoái|nay|trước|tới|sau))?{_TAIL}"
)
YEARS = re.compile(
    rf"\b(?:giai đoạn|nhiệm kỳ|năm học|niên kh[oó]á?a?)(?: năm)?(?: từ)? (?P<from>{YEAR}) ?(?:[-–]|đến) ?{_YEAR}{_TAIL}"
)
YEAR_ALONE = re.compile(rf"\bnăm {_YEAR}(?![\d%]|[.,/:]\d| ?[-–] ?\d)")
RELATIVE_YEAR = re.compile(r"\bnăm (?P<said>ngoái|nay|trước|tới|sau)\b")
RELATIVE_MONTH = re.compile(r"\btháng (?P<said>trước|này|tới|sau|vừa qua|qua)\b")
RELATIVE_WEEKDAY = re.compile(
    rf"\b(?:(?:{_CUE}) )?(?P<weekday>{_WEEKDAY}) (?:tuần (?P<week>trước|này|tới|sau|qua|vừa qua|rồi)"
    r"|(?P<side>vừa qua|này|tới))\b"
)
RELATIVE_WEEK = re.compile(r"\b(?P<part>cuối )?tuần (?P<said>trước|này|tới|sau|vừa qua|vừa rồi|qua|rồi)\b")
DEICTIC = re.compile(
    rf"{_BOUND}(?:(?P<part>{_PARTS}) )?(?:(?:ngày )?hôm (?P<hom>nay|qua|kia)|ngày (?P<ngay>mai|kia|mốt)"
    rf"|(?(part)(?P<bare>nay|qua|mai)|(?!)))\b"
)
COUNTED = re.compile(
    rf"\bcách đây (?P<rough>gần |hơn |khoảng |đúng )?{_NUMBER} (?P<unit>ngày|tuần|tháng|năm)\b"
    rf"|{_BOUND}(?P<many>\d{{1,3}}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) (?P<units>ngày|tuần|tháng|năm) "
    r"(?:trước|tới|nữa)\b(?! (?:đó|khi|đây|ngày))"
)
# Each pattern with what a text has one of wherever the pattern fits; in other texts it need not be looked for.
PATTERNS = {
    DAY: tuple("0123456789"),
    SPELLED_DAY: ("tháng ",),
    MONTHS: ("tháng ",),
    MONTH: ("tháng ",),
    QUARTER: ("quý ",),
    HALF: ("tháng đầu", "tháng cuối"),
    YEARS: ("giai đoạn", "nhiệm kỳ", "năm học", "niên kh"),
    YEAR_ALONE: ("năm ",),
    RELATIVE_YEAR: ("năm ",),
    RELATIVE_MONTH: ("tháng ",),
    RELATIVE_WEEKDAY: ("thứ ", "chủ nhật", "chúa nhật"),
    RELATIVE_WEEK: ("tuần ",),
    DEICTIC: (" nay", " qua", " kia", " mai", " mốt"),
    COUNTED: ("cách đây ", " trước", " tới", " nữa"),
}
# What makes `tháng 3` or `năm nay` a length of time, and no month or year.
COUNT_BEFORE = re.compile(
    r"(?:\d|\b(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|chục|trăm|nghìn|mấy|nhiều|những|vài|các|nửa|suốt|ít"
    r"|mỗi|hàng|hằng|từng|bao|cả|đầu|cuối|giữa|về))\s$"
)
COUNT_AFTER = re.compile(r" (?:lần|người|cái|ngày|đêm|tuần|tháng|lượt|vụ|ca)\b")
LUNAR_AFTER = re.compile(
    r"\)?,? ?\(?(?:âm lịch|al\b|tết\b|tháng (?:giêng|chạp)|năm (?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý) )"
)
LUNAR_BEFORE = re.compile(r"\b(?:tức|nhằm)(?: là)?(?: vào)?(?: ngày| mùng)? ?$")
