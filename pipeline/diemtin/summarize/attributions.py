"""Who is said to have said what: frames such as `Công an tỉnh cho biết`, and claims that stay with their holder."""

from __future__ import annotations

import re

from diemtin.lexicon import entries
from diemtin.normalize import CAPITALS
from diemtin.summarize.layout import Layout

__all__ = ["ATTRIBUTING", "end_of_frame", "holders_behind", "is_claim", "is_report"]

ATTRIBUTING = r"(?:cho biết|cho hay|thông tin|đưa tin|thông báo)"
# The body that says it, at the head of the sentence: one that states what it does or knows itself. What papers,
# companies and persons say stays theirs.
_BODY = (
    r"(?:Công an|Cơ quan|Bộ(?! trưởng)|UBND|Ủy ban|Uỷ ban|Sở|Cục|Tổng cục|Ban|Trung tâm|Văn phòng|Viện|Phòng|Chi cục|"
    r"Tòa|Toà|Đội|Đồn|Hải quan|Cảnh sát|Bệnh viện|Trường|Đại học|Kết quả|Thống kê|Số liệu)"
)
_OFFICIAL = re.compile(rf"(?:cũng )?theo (?:thông tin (?:từ|của) )?{_BODY}\b", re.IGNORECASE)
# A body of another country, which may be a side in what it tells.
_ABROAD = [*(name for name in entries("countries") if name != "Việt Nam"), "NATO", "phương Tây", "quốc tế"]
_FOREIGN = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _ABROAD))})(?!\w)")
_FRAME = re.compile(
    rf"(?P<before>(?:Ngày|Sáng|Trưa|Chiều|Tối|Đêm|Theo)[^,]{{1,40}}, )?{_BODY}\b"
    rf"[^\"“”:;]{{0,160}}?\b{ATTRIBUTING}(?:,| thêm,| rằng| thêm| biết)? (?=\S)",
)
_TAIL_FRAME = re.compile(
    rf"(?i:theo )?{_BODY}\b[^\"“”:;]{{0,120}} {ATTRIBUTING}$|theo \S[^\"“”:;]{{0,80}}$", re.IGNORECASE
)
# Whose words they are that a body passes on.
_OF_OTHERS = re.compile(r"\b(?:dẫn|trích|nguồn tin|giấu tên|cáo buộc|chỉ trích|tin rằng|cho rằng|nghi)\b")
# `thông tin` and `thông báo` as nouns, or what is done to people.
_NO_REPORT = re.compile(
    r"\b(?:các|những|nhiều|một số|loạt|lại|về|theo|được|ra|phát|nhận|đọc|có|bản|đưa|cung cấp|gửi|đăng tải|lời|"
    r"tiếp nhận|nguồn|biện pháp|hệ thống|công nghệ|ngành|tìm|để|phải|cần|từng|chưa|không|thì|mà|và|rồi|kịp thời) "
    r"(?:thông tin|thông báo)(?:,| rằng| thêm| biết)? $"
)
# What is no statement either: `thông báo ai là nạn nhân thì đến trình báo`.
_NO_CLAUSE = re.compile(
    r"(?:ai|gì|liệu|vì sao|tại sao|làm sao)\b|"
    r"(?:liên quan|trên|dưới|giữa|tới|đến|kịp thời|thêm|rộng rãi|công khai|đầy đủ|chính thức|cụ thể|cho|của|này)\b"
)
# `..., Nhật báo Sa Cần hôm 7/7 đưa tin`: who says it stands last.
_SAYS_LAST = re.compile(
    rf"\b(?:{ATTRIBUTING}|nói|viết|kể|tiết lộ|nhận định|bình luận|tuyên bố|khẳng định|xác nhận|chia sẻ|nhấn mạnh)"
    r"(?: thêm)?(?: (?:hôm|ngày|sáng|trưa|chiều|tối|đêm)(?: [^\s,]+){1,2})?$"
)
# A guess or blame, which stays with who says so.
_UNSURE = re.compile(
    r"\b(?:có thể|có lẽ|dường như|có vẻ|khả năng|nghi(?! can| phạm)|cáo buộc|bị tố|âm mưu|lẽ ra|đáng lẽ|"
    r"cố tình|nên (?!đã))\b"
)
# What tells something of its own before it says who said what.
_TELLING = re.compile(r"\b(?:khi|đang|nếu|gây|khiến)\b")
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


def end_of_frame(layout: Layout) -> int | None:
    """Where the frame at a sentence's head ends (`Công an tỉnh cho biết, `), if what a body reports may do without it.

    In characters of the sentence; None where there is none, or where it must stay.
    """
    match = _FRAME.match(layout.text)
    return match.end() if match and _only_reports(match.group()) and _goes_on(layout, match.end()) else None


def is_report(part: str) -> bool:
    """Whether the last part of a sentence says whose report the sentence is (`theo Công an tỉnh`)."""
    return _TAIL_FRAME.match(part) is not None


def _only_reports(frame: str) -> bool:
    """Whether a frame has a body that speaks, of what it knows itself, and does nothing else."""
    return not (_is_of_others(frame) or _TELLING.search(frame) or _NO_REPORT.search(frame))


def _is_of_others(part: str) -> bool:
    """Whether a part names the holder of an opinion, whose words a body passes on, or a body of another country."""
    return bool(_OPINION.match(part) or _OF_OTHERS.search(part) or _FOREIGN.search(part))


def _goes_on(layout: Layout, start: int) -> bool:
    """Whether what stands behind a frame is a clause with its subject, and no guess or blame that is the speaker's."""
    if _NO_CLAUSE.match(layout.text, start) or _UNSURE.search(layout.text, start):
        return False
    first = layout.text[start:].partition(" ")[0]
    return any(found >= start + len(first) for found in layout.predicates)


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


def holders_behind(layout: Layout, i: int) -> list[int]:
    """The parts behind part `i` that name who must answer for what is said."""
    last = len(layout.parts) - 1
    return [
        j
        for j in range(i + 1, last + 1)
        if (layout.part(j).startswith("theo ") and is_claim(layout, j)) or (j == last and _says_last(layout, j))
    ]


def _says_last(layout: Layout, i: int) -> bool:
    part = layout.part(i)
    return bool(_SAYS_LAST.search(part)) and not (is_report(part) and not is_claim(layout, i))
