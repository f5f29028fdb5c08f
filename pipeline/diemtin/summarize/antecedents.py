"""Whether a sentence means somebody or something that only what stands before it names."""

from __future__ import annotations

import re

from diemtin.normalize import CAPITALS
from diemtin.phonology import is_syllable
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
_CAUSE = re.compile(r"(?:Nguyên nhân|Lý do|Lí do)(?: ban đầu| chính)? (?:là|do|được)\b")
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


def lacks_antecedent(text: str) -> bool:
    """Whether a sentence means somebody or something that it does not name."""
    return bool(
        _leaves_unnamed(text)
        or _means_this_one(text)
        or _happens_thereafter(text)
        or _judges_a_claim(text)
        or any(pattern.match(text) for pattern in (_QUOTED_AFTER, _CAUSE, _OF_NOTHING))
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


def _happens_thereafter(text: str) -> bool:
    """Whether a sentence counts from what was told before; `sau đó` behind its own verb counts from that."""
    match = _THEREAFTER.match(text)
    return bool(match and not (match["subject"] and says_something(match["subject"])))


def _judges_a_claim(text: str) -> bool:
    means_one = " này" in text or " đó" in text or " trên" in text
    claim = _CLAIM.search(text) if means_one else None
    return bool(claim and claim["told"] and _JUDGED.search(text))


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
