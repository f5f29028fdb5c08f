"""Whether a sentence can be read without the one before it."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache, lru_cache

from diemtin.lexicon import entries
from diemtin.normalize import CAPITALS
from diemtin.summarize.clauses import says_something

__all__ = ["Leaning", "leaning"]


class Leaning(IntEnum):
    """What a sentence of a summary needs around it."""

    ALONE = 0
    AFTER_THE_ONE_BEFORE = 1
    NO_SENTENCE = 2


# Somebody who was named before, unless the name follows.
_SOMEBODY = (
    r"Ông|Bà|Anh|Chị|Cô|Em|Cháu|Cụ|Nạn nhân|Đối tượng|Nghi phạm|Nghi can|Hung thủ|Thủ phạm|Bị cáo|Bị can|Đương sự|"
    r"Tên|Người đàn ông|Người phụ nữ|Thanh niên|Các đối tượng|Các nghi phạm|Các bị cáo|Các nạn nhân|"
    r"(?:Hai|Ba|Bốn|Năm|Sáu|\d+) (?:đối tượng|nghi phạm|bị cáo|nạn nhân|bên)"
)
# What was told before: `nhóm này`, `đối tượng trên`, `chiều cùng ngày`, `bốn bị cáo còn lại`, near the head.
_BEFORE = re.compile(
    r"(?:[\w/.:-]+,? ){0,6}?"
    r"(?:(?<!thời điểm )(?<!tuần )(?<!tháng )(?<!mùa )(?<!dịp )(?<!năm )(?<!đến nay )này|nói trên|kể trên|nêu trên|"
    r"còn lại|cùng ngày|hôm đó|ấy|(?<!trong )(?<!sau )(?<!trước )đó|"
    r"\w+ trên(?= (?:đã|đang|bị|được|tiếp tục|khai|không|sẽ|có|là|của)\b|,))"
    r"(?![\w-])",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!…][\"”)]*$")
# A photo's caption that was left among the sentences.
_CAPTION = re.compile(
    r"\(?\b[Ảả]nh(?: minh h(?:ọa|oạ)| tư liệu)? ?:|\([Ảả]nh\b|^(?:Video|Clip) ?:|\((?:(?:ngoài cùng|bìa|hàng|áo) )?"
    r"(?:trái|phải|giữa|trên|dưới)\b"
)
# A quotation without who said it.
_UNATTRIBUTED = re.compile(r"[\"“][^\"“”]*(?:[\"”](?:\W+\w+){0,2}\W*)?$")
_MOST_VERBLESS = 12  # units that a sentence without a known verb may lack it in
_LEAST_UNITS = 15  # of a line without a full stop that may be a sentence all the same


@lru_cache(maxsize=256)
def leaning(text: str, place: int) -> Leaning:
    """What a sentence needs; `place` is its index, for a first line may be a standfirst without a full stop.

    Remembered, for the sentences of an article are asked for once as printed and again among their versions.
    """
    if (
        text[:1] in "-–"
        or text[:1].islower()
        or _UNATTRIBUTED.match(text)
        or text.rstrip('"”) ').endswith(("?", ":", ";", ","))
    ):
        return Leaning.NO_SENTENCE
    if not _balanced(text) or _CAPTION.search(text) or not _is_told(text, place):
        return Leaning.NO_SENTENCE
    if _opening().match(text) or _BEFORE.match(text):
        return Leaning.AFTER_THE_ONE_BEFORE
    return Leaning.ALONE


def _is_told(text: str, place: int) -> bool:
    """Whether a line is like a sentence and not like a heading or a caption."""
    if len(text.split()) <= _MOST_VERBLESS and not says_something(text):
        return False
    if _STOP.search(text):
        return True
    return len(text.split()) >= _LEAST_UNITS and (not place or text.endswith(('"', "”", ")")))


@cache
def _opening() -> re.Pattern[str]:
    found = "|".join(map(re.escape, entries("leaning_openings")))
    return re.compile(rf"[(]*(?:(?:Theo )?(?:(?i:{_SOMEBODY}))(?! [{CAPITALS}])|(?:{found}))(?!\w)")


def _balanced(text: str) -> bool:
    return text.count('"') % 2 == 0 and text.count("“") == text.count("”") and text.count("(") == text.count(")")
