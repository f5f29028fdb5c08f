"""The words and forms by which the rules of `diemtin.summarize.clauses` tell the parts of a sentence."""

from __future__ import annotations

import re
from functools import cache

from diemtin.lexicon import entries, table
from diemtin.normalize import CAPITALS

__all__ = [
    "ADDRESS",
    "ANAPHORIC",
    "ANSWERED",
    "APPOSITION",
    "CONTINUED",
    "DAY",
    "GIVEN_NAME",
    "ITS_DAY",
    "NAME_END",
    "NO_OPENING",
    "OF_THAT_DAY",
    "ONLY_WHEN",
    "PERSON_FOLLOWS",
    "RESTRICTING",
    "SENTENCE_END",
    "YEAR",
    "offices",
    "openings",
    "subjects",
]

PERSON_FOLLOWS = re.compile(
    r"(?:ông|bà|anh|chị|đồng chí|(?:đại|thượng|trung|thiếu) (?:tá|tướng|úy|uý)|tiến sĩ|bác sĩ|luật sư|giáo sư) "
    rf"[{CAPITALS}]"
)
# What follows can be no sentence of its own: its subject is missing, or stands in what was left out.
NO_OPENING = frozenset(
    "này đó kia ấy của cho với như khi nếu lại liền bèn hiện rồi hay hoặc nơi gồm bao nhằm ông bà anh chị em họ nó đây "
    "chưa không chẳng chớ đừng phải "
    "còn ngoài đồng trong về và thì mà nhưng nên để do vì bởi rằng tại theo sau trước từ cùng qua".split()
)
ANAPHORIC = re.compile(
    r"(?:đơn vị|cơ quan|sở|bộ|cục|công ty|tập đoàn|ban|phòng|trung tâm|bệnh viện|trường|tòa|toà|ngành|tỉnh|thành phố|"
    r"huyện|địa phương|lực lượng|hãng|báo|người|đối tượng|nạn nhân|vụ việc|việc|số|nhóm|bị cáo|bị can)"
    r"(?: \w+)? (?:này|đã|vừa|đang|sẽ|cũng|trên|nói trên|đó|bị|được)\b",
    re.IGNORECASE,
)
# `sáng nay (7/7)`: without its day nobody knows when that was.
ITS_DAY = re.compile(r"(?:(?<=\bnay)|(?<=\bqua)|(?<=\bmai)) \((?:ngày )?\d{1,2}[/.-]\d{1,2}\b[^()]*\)")
# What only the date before it tells: `Ngày 7/2, ... sáng nay`, `Chiều 13/3, ... cùng ngày`.
OF_THAT_DAY = re.compile(r"\b(?:cùng ngày|hôm đó|(?:sáng|trưa|chiều|tối|đêm) nay)\b")
DAY = re.compile(r"\d{1,2} ?[/.-] ?\d{1,2}|\b(?:ngày|tháng) \d|hôm sau\b")
# Where a sentence ends within what was taken for one (`cao 1,72 m. Cô cho biết`), not behind a short form (`TP. `).
SENTENCE_END = re.compile(rf"\b[a-zà-ỹđ\d]+[.!?] [{CAPITALS}]")
# What goes on with the part before it: `nhằm ..., cũng như ...`.
CONTINUED = re.compile(r"(?:cũng như|và|hoặc|hay|lẫn|cùng với|cùng|kể cả|đặc biệt là|nhất là)\b")
ADDRESS = re.compile(
    rf"(?:xã|phường|thôn|ấp|tổ|khu phố|khóm|quận|huyện|thị xã|thị trấn|TP\.?|thành phố|tỉnh) [{CAPITALS}\d]"
)
APPOSITION = re.compile(r"(?:\d+ tuổi|sinh năm|SN|quê|trú|ngụ|thường trú|tạm trú|HKTT|nguyên|hiện là|cựu)\b")
# What the sentence answers (`Trước tình trạng này`, `Nói về lý do hoãn giải`), and a clause that has its own main verb.
ANSWERED = re.compile(r"Trước [^,]* (?:này|đó|trên|ấy)$|Nói về (?:lý do|lí do|nguyên nhân)\b|.* thì ")
# `(ít nhất là với Vạn Lý)`: without it more is claimed.
RESTRICTING = re.compile(
    r" \((?:ít nhất|chỉ|trừ|ngoại trừ|nếu|không|chưa|tuỳ|tùy|dù|đối với|với)\b|"
    r"(?<=không xác định) \(|(?<=không nêu tên) \(|(?<=giấu tên) \("
)
# `Ông Vạn (48 tuổi, ở xã Hòa Lạc)`: what introduces a name of one word, and not what shows it (`(bìa trái)`).
GIVEN_NAME = re.compile(
    rf"(?:^|(?<!\w)(?![{CAPITALS}]))"
    r"(?i:ông|bà|anh|chị|em|cô|chú|bác|cậu|cụ|cháu|bé|dì|mợ|thím|thầy|vợ|chồng|trai|gái|mẹ|cha|bố) "
    rf"[{CAPITALS}]\w* \((?!ảnh|bìa|trái|phải|giữa|thứ|áo|hàng|đứng|ngồi)"
)
NAME_END = re.compile(rf"(?:[{CAPITALS}][\w.]*\s){{1,3}}[{CAPITALS}][\w.]*$")
# `Khoảng 8h sáng 7/7`: a time without a place, behind which no address goes on.
ONLY_WHEN = re.compile(
    r"(?:(?:vào|khoảng|lúc|hồi|đến|ngày|rạng|sáng|trưa|chiều|tối|đêm|cùng|hôm|nay|qua|tháng|năm|giờ|\d[\d/.:hg-]*)"
    r"(?: |$))+",
    re.IGNORECASE,
)
# `Ngày 7/5/1955`, `Năm 2014`: without its year what happened then reads like news of today.
YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?![\d.,]?\d)")


@cache
def offices() -> re.Pattern[str]:
    """What begins with what somebody is or was, in a bracket too: `nguyên Giám đốc ...`, ` (Bí thư ...`."""
    found = sorted(entries("positions"), key=len, reverse=True)
    return re.compile(
        rf"(?: \()?(?:(?:nguyên|cựu|quyền|phó|hiện là|là) )*(?:{'|'.join(map(re.escape, found))})\b", re.IGNORECASE
    )


@cache
def openings(place: str) -> re.Pattern[str]:
    """What may be left out that begins a sentence (`lexicons/deletable_openings.tsv`)."""
    found = sorted((phrase for where, phrase in table("deletable_openings") if where == place), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, found))})\b")


@cache
def subjects() -> re.Pattern[str]:
    """How a clause begins that is no item of a list: with somebody, some body or a vehicle."""
    found = sorted(entries("subject_openings"), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, found))})\b")
