"""Whose word a sentence is: a claim stays with its holder, a body's own report may do without its name."""

from __future__ import annotations

import re

from diemtin.lexicon import entries
from diemtin.normalize import CAPITALS
from diemtin.summarize.layout import Layout

__all__ = ["is_claim"]

# The body that says it: one that states what it does or knows itself. What papers,
# companies and persons say stays theirs.
_BODY = (
    r"(?:Công an|Cơ quan|Bộ(?! trưởng)|UBND|Ủy ban|Uỷ ban|Sở|Cục|Tổng cục|Ban|Trung tâm|Văn phòng|Viện|Phòng|Chi cục|"
    r"Tòa|Toà|Đội|Đồn|Hải quan|Cảnh sát|Bệnh viện|Trường|Đại học|Kết quả|Thống kê|Số liệu)"
)
_OFFICIAL = re.compile(rf"(?:cũng )?theo (?:thông tin (?:từ|của) )?{_BODY}\b", re.IGNORECASE)
# A body of another country, which may be a side in what it tells.
_ABROAD = [*(name for name in entries("countries") if name != "Việt Nam"), "NATO", "phương Tây", "quốc tế"]
_FOREIGN = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _ABROAD))})(?!\w)")
# Whose words they are that a body passes on.
_OF_OTHERS = re.compile(r"\b(?:dẫn|trích|nguồn tin|giấu tên|cáo buộc|chỉ trích|tin rằng|cho rằng|nghi)\b")
# A guess or blame, which stays with who says so.
_UNSURE = re.compile(
    r"\b(?:có thể|có lẽ|dường như|có vẻ|khả năng|nghi(?! can| phạm)|cáo buộc|bị tố|âm mưu|lẽ ra|đáng lẽ|"
    r"cố tình|nên (?!đã))\b"
)
# Whose word it is matters: an opinion stays with its holder. The end of a capital word will do (`theo Công an ...`):
# what the police and papers are named for is often their view.
_OPINION = re.compile(
    rf"(?i:(?:cũng )?theo) (?:[{CAPITALS}]\w* ?){{0,2}}(?i:ông|bà|anh|chị|lời|chuyên gia|luật sư|bác sĩ|"
    r"nhận định|đánh giá|ý kiến|"
    r"(?:đại|thượng|trung|thiếu) (?:tá|tướng|úy|uý)|đồng chí|đại biểu|đại diện|phát ngôn|lãnh đạo|đại sứ|"
    r"chủ tịch|phó|giám đốc|tổng giám đốc|bộ trưởng|thứ trưởng|thủ tướng|tổng thống|thạc sĩ|tiến sĩ|giáo sư|"
    r"TS|PGS|GS|ThS|BS|LS|nhà|giới|người|quan điểm|nguyên tắc|luật|lịch|dự|các|một|nhiều|đuổi|dõi|học|đúng|"
    r"cách|thống kê|khảo sát|nghiên cứu|báo cáo|đề án|phương án|kế hoạch|quy hoạch|nguồn tin|hợp đồng|cáo|"
    r"tin đồn|truyền thuyết|quan niệm|kinh nghiệm|chị|nhân chứng|hàng xóm|gia đình|dân)\b"
)


def is_claim(layout: Layout, i: int) -> bool:
    """Whether part `i` names who must answer for the other parts.

    That is whoever is no body that states its own matters, and any holder of an opinion, a guess or blame.
    """
    start, end = layout.parts[i]
    part = layout.part(i)
    if _is_of_others(part):
        return True
    if part.lower().startswith(("theo ", "cũng theo ")) and not _OFFICIAL.match(part):
        return True
    return bool(_UNSURE.search(layout.text[:start]) or _UNSURE.search(layout.text[end:]))


def _is_of_others(part: str) -> bool:
    """Whether a part names the holder of an opinion, whose words a body passes on, or a body of another country."""
    return bool(_OPINION.match(part) or _OF_OTHERS.search(part) or _FOREIGN.search(part))
