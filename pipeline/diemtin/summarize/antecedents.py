"""Whether a sentence means somebody or something that only what stands before it names."""

from __future__ import annotations

import re

from diemtin.normalize import CAPITALS
from diemtin.phonology import is_syllable
from diemtin.summarize.layout import UNIT
from diemtin.summarize.phrases import says_something

__all__ = ["lacks_antecedent"]

# Somebody who is named nowhere before in the sentence: `Tháng trước, vì ..., cô bị trừ lương`.
_UNNAMED = re.compile(
    r"(?:Khi|Sau|Trước|Trong|Tại|Ngày|Hôm|Sáng|Trưa|Chiều|Tối|Đêm|Tháng|Tuần|Năm|Hồi|Từ|Đến|Với|Để|Vì|Do|Nếu|Dù|Theo|"
    r"Cách|Ở|Trên|Mới đây|Gần đây|Nhiều năm|Thời)\b[^,]*, (?:[^,]+, )?"
    r"(?:(?:ông|bà|anh|chị|cô|cậu|họ|chúng|nó|hắn|gã)(?: (?:ấy|ta|này))? "
    r"(?!chủ|bà|em|chị|con|giáo|gái|dâu|bé|trai|mẹ|lão|cụ|cháu|hàng|tôi|ta\b)[^\W\d_]|(?:\w+ ){1,2}này\b)"
)
_PERSON_NOUN = re.compile(
    r"\b(?:người|ai|dân|nhân|sĩ|sỹ|viên|sinh|trưởng|đốc|thủ|tài xế|bệnh|hàng|khách|bé|"
    r"vợ|chồng|mẹ|cha|bố|con|trẻ|đối tượng|(?:đại|thượng|trung|thiếu) (?:tá|tướng|úy|uý))\b",
    re.IGNORECASE,
)
# `Bác sĩ đã cho phép anh về nhà`: a pronoun that is no part of `người đàn ông`, `anh em`, `cô giáo`.
_PRONOUN = re.compile(
    r"(?<!\w)(?<!đàn )(?<!quý )(?<!hai )(?<!ba )(?:anh|chị|cô|ông|bà)(?: (?:ấy|ta))?(?=[,.]|"
    rf" (?![{CAPITALS}]|(?:em|chị|anh|con|trai|gái|giáo|ngoại|nội|bà|cháu|dâu|chồng|vợ|họ|bé|hùng|chủ|mẹ|bố|lão|cụ|"
    r"hàng|hai|ba|cả|út|rể|xã|nuôi|bạn|tư|thợ|nông|chàng|nàng|đồng|đầm|bầu|tổng|trùm|tơ|dì|chú|bác|đơn|lập|độc|ruột|"
    r"tổ|táo|hoàng|lớn|nhỏ|đỡ|nhân)\b))"
)
# Who does something for or to others, and so is not who the pronoun means, unless it is who speaks.
_OTHERS = re.compile(
    r"(?:(?:Các|Những|Nhiều|Một số|Phía) )?(?i:bác sĩ|công an|cảnh sát|bệnh viện|gia đình|hàng xóm|bạn bè|khán giả|"
    r"người (?:thân|nhà|dân|hâm mộ|xem)|dư luận|tòa|toà|cộng đồng mạng|cư dân mạng|đồng nghiệp|nhà trường)\b"
    r"(?!.*\b(?:cho biết|cho hay|nói|kể|khai|cho rằng|chia sẻ|tiết lộ|khẳng định|thừa nhận|rằng)\b)"
)
# A name of one word at the head (`Tèo đã ...`), and any name behind it.
_NAMED = re.compile(
    rf"\w+ (?:đã|cũng|đang|sẽ|vừa|bị|được|là|không|nói|kể|khai|cho biết|từng|và|cùng)\b|.+[^.:] [{CAPITALS}]", re.DOTALL
)
# `Đứng trước mặt bầu show, nhân vật này ...`, `"Kể từ diễn biến đó, ...`.
_THIS_ONE = re.compile(
    r"(?P<opening>[^,\"“]{1,90}), (?:nhân vật|người|đối tượng|cô gái|chàng trai|thanh niên|đơn vị|công ty|hãng) này\b"
)
_QUOTED_AFTER = re.compile(r"[\"“](?:Kể từ|Từ|Sau|Trước|Với|Nhờ|Vì) (?:\w+ ){1,4}(?:đó|này|ấy|trên)\b")
# `... khẳng định thông tin trên là bịa đặt`; not `thông tin trên mạng`.
_CLAIM = re.compile(
    r"\b(?:[Tt]hông tin|[Tt]in đồn|[Tt]in|[Cc]lip|[Bb]ài viết|[Cc]áo buộc|[Nn]ội dung)\b"
    r"(?P<told>(?: \w+)? (?:này|đó|trên(?= (?:là|đã|đang|bị|được|không|sẽ|có|sai|hoàn toàn)\b|[,.;)]))\b)?"
)
_JUDGED = re.compile(r"\b(?:bịa đặt|sai|không đúng|bác bỏ|phủ nhận|xác nhận|khẳng định)\b")
# `Nguyên nhân được xác định là do ...`: of what.
_CAUSE = re.compile(
    r"(?:Nguyên nhân|Lý do|Lí do)(?: ban đầu| chính)? (?:là|do|được)\b|Hậu quả(?! (?:của|từ|do|vụ|để lại)\b),? "
)
# `Tuyên bố của lãnh đạo xã được đưa ra sau ...`: what was stated.
_STATED = re.compile(
    r"(?:Tuyên bố|Bình luận|Phát biểu|Quyết định|Động thái) (?:trên |này )?(?:của [^,]{3,40} )?được đưa ra\b"
)
# `Bộ cũng yêu cầu ...`: which one.
_BARE_BODY = re.compile(
    r"(?:Bộ|Sở|Cục|Viện|Ban|Hãng|Công ty|Tòa|Toà|Trường|Phòng|Đội|Đoàn) "
    r"(?:đồng thời|cũng|đã|sẽ|vừa|yêu cầu|đề nghị|cho biết|cho hay)\b"
)
# `"Đò đã cũ", tài liệu cho hay`: which one.
_BARE_PAPER = re.compile(
    r"[\"”], (?P<paper>tài liệu|văn bản|báo cáo|thông báo|tuyên bố|bài báo|bài viết) "
    r"(?:cho hay|cho biết|nêu|viết|có đoạn)\b"
)
# `Một người chết tại chỗ, 2 người còn lại bị thương`: the others of how many, or than whom.
_THE_REST = re.compile(
    r"(?P<before>.*?)\b(?:\d+|[Hh]ai|[Bb]a|[Bb]ốn) (?:người|em|đối tượng|nạn nhân|nghi phạm)(?: \w+)? còn lại\b",
    re.DOTALL,
)
_GROUP = re.compile(
    r"\b(?:nhóm|đoàn|tốp|gia đình|các|những|trong số|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|\d+)\b", re.IGNORECASE
)
_SAME_DAY = re.compile(r"\bcùng ngày\b")
_DAY = re.compile(r"\d[/.-]\d|\bngày \d|\b(?:hôm (?:nay|qua)|(?:sáng|trưa|chiều|tối) nay)\b", re.IGNORECASE)
# What happened before it: `Chiếc đò sau đó ...`, `Ba năm sau, ...`; what shows it: `Trong clip, ...`.
_THEREAFTER = re.compile(
    r"(?!Còn|Nếu|Tất nhiên)(?P<subject>[^,\"“]{3,60}?) sau đó (?!,)|"
    r"(?:Chỉ |Khoảng |Gần |Hơn )?(?:\w+ ){1,4}(?:giây|phút|giờ|tiếng|ngày|tuần|tháng|năm) sau(?: đó)?,|"
    r"Trong (?:đoạn )?(?:video|clip|ảnh|bức ảnh|phim|đoạn phim),|Thay vì \w+(?: \w+)?,"
)
# `Từ khi có dịch, sản lượng đã giảm`: whose.
_OF_NOTHING = re.compile(
    r"[^,]*, (?:sản lượng|doanh thu|doanh số|số lượng|giá|tỷ lệ|tỉ lệ|số ca|số người) (?:đã |chỉ )?"
    rf"(?:giảm|tăng|còn|đạt)\b(?!.*\b(?:của|tại|ở) [{CAPITALS}])"
)
# `Dân làng kéo nhau đến xem con đò này`; no `này` behind a comma, and no title (`bài Nơi này`).
_THIS_NOUN = re.compile(rf"(?P<noun>\w+ (?![{CAPITALS}])\w+) này\b")
# What needs no telling: `dịp lễ này`, `đến thời điểm này`, `Tết 2018 này`.
_NOW = re.compile(
    r"\b(?:(?:lần|dịp|đợt|kỳ|lễ|ngày|tuần|tháng|mùa|năm)(?: \w+){0,2}|phút|giờ|lúc|hôm|thế|như|thời điểm|thời gian|"
    r"giai đoạn|đời|thế giới|bên|phía|\d{4})$",
    re.IGNORECASE,
)
# What no name is, but a clause before it may be: `vụ đuối nước này`, `lĩnh vực này`.
_MATTER = re.compile(
    r"\b(?:vụ|vụ \w+|việc|điều|chuyện|vấn đề|lĩnh vực|tình trạng|hiện tượng|hành vi|hành động|thông tin|nội dung|"
    r"sự \w+|quy định|quyết định|đề xuất|ý kiến|trường hợp|lý do|nguyên nhân)$",
    re.IGNORECASE,
)
# Who can be a person, and which body another one, that has just been called otherwise.
_THIS_PERSON = re.compile(
    r"\b(?:người|đàn ông|phụ nữ|thanh niên|đối tượng|nghi phạm|bị (?:cáo|can)|nạn nhân|\w+ (?:sinh|viên|sĩ|sỹ)|nhóm|"
    r"nhân vật|cặp đôi|vợ chồng|tài xế|cô gái|chàng trai)$",
    re.IGNORECASE,
)
_THIS_BODY = re.compile(r"\b(?:đơn vị|cơ quan|lực lượng|công ty|doanh nghiệp|hãng|tổ chức)$", re.IGNORECASE)
_BODY_NOUN = re.compile(
    r"\b(?:công an|cảnh sát|cơ quan|bộ|sở|cục|công ty|doanh nghiệp|tập đoàn|ngân hàng|bệnh viện|trường)\b",
    re.IGNORECASE,
)


def lacks_antecedent(text: str) -> bool:
    """Whether a sentence means somebody or something that it does not name."""
    return bool(
        _leaves_unnamed(text)
        or _means_this_one(text)
        or _happens_thereafter(text)
        or _judges_a_claim(text)
        or any(pattern.match(text) for pattern in (_QUOTED_AFTER, _CAUSE, _OF_NOTHING, _STATED, _BARE_BODY))
        or _cites_a_paper(text)
        or _means_the_rest(text)
        or _means_that_day(text)
        or _means_this_noun(text)
        or _means_somebody(text)
    )


def _leaves_unnamed(text: str) -> bool:
    """Whether a pronoun is the subject behind an adverbial in which nobody is named."""
    match = _UNNAMED.match(text)
    if not match:
        return False
    *words, last = match.group().split()[1:]
    return (
        last[:1].islower() and not any(word[:1].isupper() for word in words) and not _PERSON_NOUN.search(match.group())
    )


def _means_this_one(text: str) -> bool:
    match = _THIS_ONE.match(text)
    return bool(match and not _NAMED.match(match["opening"]) and not _PERSON_NOUN.search(match["opening"]))


def _means_this_noun(text: str) -> bool:
    """Whether `này` means what nothing before it in the sentence can be."""
    return " này" in text and any(
        _is_told_nowhere(text[: found.start()], found["noun"]) for found in _THIS_NOUN.finditer(text)
    )


def _is_told_nowhere(before: str, noun: str) -> bool:
    """Whether neither a word of a noun nor what else the noun could mean stands before it."""
    said = UNIT.findall(before.lower())
    is_told = '"' in before or "“" in before or any(word in said for word in noun.lower().split())
    if is_told or _NOW.search(before + noun):
        return False
    if _MATTER.search(noun):
        return ", " not in before
    if _NAMED.match(before) or (before and not is_syllable(before.partition(" ")[0])):
        return False
    if _THIS_PERSON.search(noun):
        return not _PERSON_NOUN.search(before)
    return not (_THIS_BODY.search(noun) and _BODY_NOUN.search(before))


def _happens_thereafter(text: str) -> bool:
    """Whether a sentence counts from what was told before; `sau đó` behind its own verb counts from that."""
    match = _THEREAFTER.match(text)
    return bool(match and not (match["subject"] and says_something(match["subject"])))


def _judges_a_claim(text: str) -> bool:
    means_one = " này" in text or " đó" in text or " trên" in text
    claim = _CLAIM.search(text) if means_one else None
    return bool(claim and claim["told"] and _JUDGED.search(text))


def _cites_a_paper(text: str) -> bool:
    """Whether a paper is quoted that was named before."""
    found = _BARE_PAPER.search(text) if '"' in text or "”" in text else None
    return bool(found and found["paper"] not in text[: found.start()].lower())


def _means_the_rest(text: str) -> bool:
    """Whether a sentence tells of the others of a group that it does not count."""
    found = _THE_REST.match(text) if " còn lại" in text else None
    return bool(found and not _GROUP.search(found["before"]) and not _NAMED.match(found["before"]))


def _means_that_day(text: str) -> bool:
    """Whether a sentence says `cùng ngày` before any day."""
    found = _SAME_DAY.search(text) if "cùng ngày" in text else None
    return bool(found and not _DAY.search(text, 0, found.start()))


def _means_somebody(text: str) -> bool:
    """Whether a pronoun stands where nobody is named before it whom it could mean."""
    match = None if '"' in text or "“" in text else _PRONOUN.search(text)
    if not match:
        return False
    before = text[: match.start()]
    if _NAMED.match(before) or not is_syllable(before.partition(" ")[0]):
        return False
    others = _OTHERS.match(before)
    return not _PERSON_NOUN.search(before, others.end() if others else 0)
