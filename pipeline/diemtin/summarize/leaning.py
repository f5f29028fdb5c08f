"""Whether a sentence can be read without the one before it."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache, lru_cache

from diemtin.lexicon import entries
from diemtin.normalize import CAPITALS
from diemtin.summarize.antecedents import lacks_antecedent
from diemtin.summarize.layout import UNIT, balanced
from diemtin.summarize.phrases import says_something

__all__ = ["Leaning", "begins_at", "breaks_off", "is_taken_back", "leaning", "leans_without"]


class Leaning(IntEnum):
    """What a sentence of a summary needs around it."""

    ALONE = 0
    AFTER_THE_ONE_BEFORE = 1
    CAPTION = 2
    NO_SENTENCE = 3


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
    r"còn lại|cùng ngày|hôm đó|(?:nguyên nhân|lý do|yếu tố) tiếp theo|dưới đây|ấy|(?<!trong )(?<!sau )(?<!trước )đó|"
    r"\w+ trên(?= (?:đã|đang|bị|được|tiếp tục|khai|không|sẽ|có|là|của)\b|,))"
    r"(?![\w-])",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!…][\"”)]*$")
# A photo's caption that was left among the sentences.
_CAPTION = re.compile(
    r"\(?\b[Ảả]nh(?: minh h(?:ọa|oạ)| tư liệu)? ?:|\([Ảả]nh\b|^(?:Video|Clip) ?:|\((?:(?:ngoài cùng|bìa|hàng|áo) )?"
    r"(?:trái|phải|giữa|trên|dưới)\b| [-–] (?:Video|Clip|Nguồn) ?: ?[^.]*$| [-–] [Ảả]nh ?;"
)
# A quotation without who said it.
_UNATTRIBUTED = re.compile(r"[\"“][^\"“”]*(?:[\"”](?:\W+\w+){0,2}\W*)?$")
# What is no sentence's beginning: an item's mark, a bracket, the rest of something (`(SN 1980) đã bị bắt.`).
_NO_BEGINNING = re.compile(r"[^\w\"“\[]")
# Where a line breaks off behind an initial or a short form, as if its dot ended the sentence.
_BROKEN_OFF = re.compile(
    r"(?:^|[\s(.])(?:[^\W\d_]|TP|Tp|TX|Tx|ThS|BS|TS|GS|PGS|LS|KS|DS|NSƯT|NSND|HLV|ĐB|Mr|Mrs|Ms|Dr|St|Jr|"
    r"(?:[BCDĐGHKLMNPQRSTVX][hrgiu]h?))\.[\"”)]*$"
)
_LONGEST_SHORT_FORM = 12  # characters, and more than any of them has
# A question, or what is called out by somebody who is not told: neither is the reporter's.
_QUESTION = re.compile(
    r"[^\"“”]*!\)?$|.*\?[\s.…!\"”)]*$|"
    r"(?:Vì sao|Tại sao|Làm sao|Làm thế nào|Liệu|Phải chăng)\b(?!.*\b(?:là|vẫn|đang) (?:câu hỏi|điều|vấn đề))",
    re.DOTALL,
)
# The title of another article that was glued to a sentence (`Cầu thông xe TTO - Sáng 7/7, ...`), or steps of a way.
_GLUED = re.compile(r"[^\W_.,] (?:TTO|NLĐO|PLO|VOV|Dân trí) [-–] |→")
# `Xem thêm: ...`, `Clip: ...`, and who speaks next in a dialogue.
_LABEL = re.compile(r"(?P<label>(?:[^\s:]+ ){0,3}[^\s:]+): ")
# A quotation that another one stands in, whose marks cannot be told apart.
_NESTED = re.compile(r": \"[^\"]*\" (?P<after>[^\W\d_])")
# A predicate without its subject, unless one follows behind a comma.
_NO_SUBJECT = re.compile(
    r"(?:Tặng|Trao tặng|Truy \w+|Gửi|Gây|Khiến|Đề nghị (?!này|trên|của|đó)|Tuyên phạt|Chưa|Không chỉ|Đã|"
    r"Đang|Sẽ|Vừa(?! qua)|Vẫn|Cũng|Được(?! biết)|Bị(?! can| cáo| hại| đơn)|Là(?! ngạc)|"
    rf"Nhìn (?!chung\b|nhận\b|.*(?:[{CAPITALS}]| (?:là|ai|người|ông|bà|anh|chị|cô)\b)))\b(?:[^,]|,(?! ))*$|"
    r"(?:Sáng|Sang|Trưa|Chiều|Tối|Đêm|Ngày|Hôm)(?: (?:hôm|ngày|nay|qua|\([^()]*\)|[^\s,]*\d[^\s,]*))+ "
    r"(?:tuyên bố|nhận|bắt|phát hiện|cho biết|đến|đi|lái|bị|được|(?:đã|đang|sẽ|vừa) (?!diễn ra|xảy ra|có|khai|bế))\b"
)
# `Trong tuyên bố chung khẳng định: ...`: what says it cannot be where it is said.
_SAID_IN = re.compile(
    r"(?:Trong|Tại|Qua) [^,:A-ZÀ-ỸĐ]{1,60} (?<!ông )(?<!bà )(?:khẳng định|cho biết|cho thấy|cho hay|nêu|nhấn mạnh)\b"
)
# Nobody is told who did it: `Khi vừa vào phố thì va chạm với xe tải`, `Sau một thời gian ngắn đã bong tróc`.
_NOBODY = re.compile(
    r"(?:Khi|Lúc) (?:vừa|đang|đi|đến|vào|tới|chạy|qua|về)\b[^,]* thì (?:bị|va chạm|gặp|đâm|tông|lao|rơi|ngã|té)\b|"
    r"(?:Sau|Trong|Qua) (?:một|nhiều|vài|hai|ba|\d+) (?:thời gian|năm|tháng|ngày|tuần|giờ|phút)(?: \w+)? "
    r"(?:đã|bị|được)\b|"
    r"(?:Khi|Nếu)\b.*\b(?:thì|nên) (?:coi|xem xét|xem|xử lý|giải quyết|phải|cần)\b"
)
# `Đối với cả hai nước, đây là ...`: what it is was told before.
_THIS = re.compile(r"[^,\"“]*, đây (?:là|cũng|được|sẽ)\b")
# `Ông Tư cũng đồng ý`: with whom; not `ai cũng đồng ý`, `nếu mưa cũng đi`, `các xã cũng như tỉnh`.
_LIKE_OTHERS = re.compile(
    r"(?!(?:[^\s,]+ ){0,5}(?i:ai|nào|gì|đâu|giờ|sao|mấy|dù|tuy|nếu|khi|không|chẳng|chưa|cả|cùng|người ta) )"
    r"(?:[^\s,]+ ){1,5}cũng\b(?! như)"
)
# `Từ đây, bến đò đông khách`; not `Từ đây đến cuối năm`. How strong the wind of a storm is that is not named.
_SINCE_THEN = re.compile(rf"Từ đây(?! (?:đến|tới)\b)|Sức gió mạnh nhất(?!.*\b(?:số \d|bão [{CAPITALS}]))")
# A clause that only leads up to another one, which is not there.
_NO_MAIN_CLAUSE = re.compile(
    r"(?:Trong khi(?! đó)|Để|Nhằm|Bởi|Mặc dù|Dù|Tuy|Nếu)\b(?!.*\b(?:thì|nên|nhưng|vẫn|cũng|mà|là)\b)(?:[^,]|,(?! ))*$|"
    r"(?:Để|Nhằm|Khi|Sau khi|Với|Trong|Tại)\b(?!.*\b(?:thì|đã|sẽ|đang)\b).*(?:…|\.\.\.)$"
)
# `Khi người dân thấy đò trôi đã ra cứu`: a verb right behind the verb of a clause has no subject.
_ONLY_WHEN = re.compile(
    r"(?:Khi|Sau khi|Trước khi) (?P<clause>(?:(?!\b(?:thì|là|nhưng|nên)\b)[^,])*) "
    r"đã (?!có\b|.*\bnhưng (?!không\b))[^,]*$"
)
_PASSIVE_END = re.compile(rf"\b(?:bị|được)(?: \w+)? (?![{CAPITALS}]|(?:ông|bà|anh|chị|cô|em|họ|tôi)$)\w+$")
# `Đồng ý rằng đường xấu`: nobody is told to hold it, unless behind a comma.
_NO_HOLDER = re.compile(
    rf"(?:Đồng ý|Cho|Thừa nhận|Nghĩ|Tin) (?:rằng|là)\b(?!.*, (?:[{CAPITALS}]|(?:ông|bà|anh|chị|cô|em|họ|hắn|nhóm|các|"
    r"nhiều|một|hai|ba|người|công an|cơ quan|gia đình|lực lượng|nam|nữ|chủ|vợ|chồng|cha|mẹ|bố|đối tượng|nghi phạm)\b))"
)
# An item of a plan: `Đến năm 2030, xây dựng ba cây cầu`.
_PLANNED = re.compile(
    r"(?:Đến|Giai đoạn|Từ|Tầm nhìn)\b[^,]*\b\d{4}, (?:nghiên cứu|triển khai|phấn đấu|xây dựng|hoàn thành|đẩy mạnh|"
    r"tập trung|tăng cường)\b"
)
# The writer, or whoever is asked, speaks.
_FIRST_PERSON = re.compile(r"\b(?:[Tt]ôi|[Tt]ui|[Cc]húng tôi|[Cc]húng ta)\b|, mình (?!là\b)|\bnhờ mình\b")
_MY_WORDS = ("tôi", "Tôi", "tui", "Tui", "húng ta", "mình")  # one of which it has
_QUOTATION = re.compile(r"[\"“][^\"“”]*[\"”]")
_MYSELF = re.compile(r"(?<!húng )(?<!ủa )\b[Tt]ôi\b")
# Who reports it, or an item's mark, before a sentence: `(PLO)- `, `TTO - `, `1. `, an emoji.
_MARK = re.compile(
    r"(?:\((?P<bracketed>[^()]{2,24})\)\s*(?P<dash>[-–—]*)[:.]?\s*|(?P<agency>[^\W\d_]{2,6})\s*[-–—]\s+|"
    r"\d{1,2}[.)]\s+|[^\w\s!-/:-@\[-`{-~“”‘’«»…–—]+\s*)(?=(?P<first>\w))"
)
_LINK = re.compile(
    r"(?:Đồng thời|Cùng với đó|Bên cạnh đó|Ngoài ra|Qua đó|Từ đó|Sau đó|Do đó|Vì vậy|Vì thế|Đặc biệt|Cụ thể|Tiếp đó|"
    r"Theo đó|Trong đó|Trước mắt|Song song đó|Mặt khác|Tiếp theo),? "
)
# What many hold, and what takes it back: `Nhiều người cho rằng ... Tuy nhiên, ...`.
_HELD = re.compile(r"(?:Các|Nhiều|Một số) [^,;:]{2,60}? (?:cho rằng|tin rằng|quan niệm|nghĩ rằng)\b")
_BUT = re.compile(r"(?:Tuy nhiên|Nhưng|Song|Thế nhưng|Dù vậy|Trái lại)\b")
_DENIES = re.compile(r"\b(?:bác bỏ|(?<!không thể )phủ nhận|không thừa nhận)\b")
# What was to be, and that it is not: `Dự kiến, cầu thông xe ngày 1/1. Tuy nhiên, cầu vẫn chưa xong.`
_PLAN = re.compile(r"\b(?:[Dd]ự kiến|sẽ|[Kk]ế hoạch)\b")
_NOT_YET = re.compile(r"\b(?:vẫn chưa|chưa thể|chưa có|vẫn không|đã không)\b")
# What follows from the sentence before, and one thing more beside another: neither is news by itself.
_CONCLUDING = re.compile(r"(?:Do đó|Do vậy|Vì vậy|Vì thế|Vì lẽ đó|Bởi vậy|Bởi thế|Chính vì vậy|Chính vì thế)\b")
_ALSO = re.compile(r"(?:\S+ ){0,5}cũng\b")
# What joins a sentence to what happened or was said before it: `Sau đó, chủ đò ...`, `Cụ thể, giá vé đò ...`.
_JOINED = re.compile(
    r"(?:Sau đó|Ngay sau đó|Tiếp đó|Khi đó|Lúc đó|Lúc này|Đồng thời|Cụ thể|Từ đó|Qua đó|Nhờ đó|Như vậy), "
)
_CIRCUMSTANCE = re.compile(
    r"(?:sáng|trưa|chiều|tối|đêm|ngày|từ|đến|trên|tại|ở|trong|vào|để|nhằm|với|và|hoặc|gồm|theo)\b"
)
_DENIAL = re.compile(r"\w+ .*\b(?:không|chưa|phải|cần|từng)\b")
_MOST_VERBLESS = 12  # units that a sentence without a known verb may lack it in
_LEAST_UNITS = 22  # of a line without a full stop that may be a sentence all the same


@lru_cache(maxsize=256)
def leaning(text: str, place: int) -> Leaning:
    """What a sentence needs; `place` is its index, for a first line may be a standfirst without a full stop.

    Remembered, for the sentences of an article are asked for once as printed and again among their versions.
    """
    if _is_piece(text) or _is_caption(text) or not _is_told(text, place):
        return Leaning.NO_SENTENCE
    if (
        _opening().match(text)
        or _BEFORE.match(text)
        or _THIS.match(text)
        or (" cũng " in text and _LIKE_OTHERS.match(text))
        or _SINCE_THEN.match(text)
        or lacks_antecedent(text)
        or _is_someone_speaking(text)
    ):
        return Leaning.AFTER_THE_ONE_BEFORE
    return Leaning.ALONE


def leans_without(head: str, rest: str) -> bool:
    """Whether the rest of a sentence still needs the one before it when its head (`Vì vậy, `) is left out."""
    if not head:
        return False
    return bool(_CONCLUDING.match(head) or _JOINED.match(head) or (_LINK.match(head) and _ALSO.match(rest)))


def is_taken_back(text: str, following: str) -> bool:
    """Whether the next sentence denies what a sentence says, or counters a plan or what it says that many hold."""
    return bool(
        _BUT.match(following)
        and (_DENIES.search(following) or _HELD.match(text) or (_NOT_YET.search(following) and _PLAN.search(text)))
    )


def begins_at(text: str) -> int:
    """Where a sentence begins behind the mark of who reports it or of an item; 0 where none is."""
    match = _MARK.match(text)
    if not match or match["first"].islower():
        return 0
    bracketed, agency = match["bracketed"], match["agency"]
    says_more = bracketed and not match["dash"] and not bracketed.isupper()
    explained = agency and (not agency.isupper() or " - " in text[match.end() :])
    return 0 if says_more or explained else match.end()


def breaks_off(text: str) -> bool:
    """Whether a line ends behind an initial or a short form, so that the next one is likely to be its rest."""
    return bool(_BROKEN_OFF.search(text, max(0, len(text.rstrip('"”)')) - _LONGEST_SHORT_FORM)))


def _is_piece(text: str) -> bool:
    """Whether a line is a piece of a sentence or of a list, or a question."""
    nested = _NESTED.search(text)
    return bool(
        text[:1].islower()
        or _NO_BEGINNING.match(text)
        or _UNATTRIBUTED.match(text)
        or text.rstrip('"”) ').endswith((":", ";", ","))
        or _QUESTION.match(text)
        or _is_glued(text)
        or breaks_off(text)
        or (nested and nested["after"].isupper())
        or _NO_SUBJECT.match(text)
        or _NOBODY.match(text)
        or _SAID_IN.match(text)
        or _lacks_subject(text)
        or _NO_MAIN_CLAUSE.match(text)
        or _is_only_when(text)
        or _NO_HOLDER.match(text)
        or _PLANNED.match(text)
        or not balanced(text)
    )


# Looking for a mark is a tenth of the work of looking for a pattern that has it.
def _is_caption(text: str) -> bool:
    return (":" in text or ";" in text or "(" in text) and bool(_CAPTION.search(text))


def _is_glued(text: str) -> bool:
    return (" - " in text or " – " in text or "→" in text) and bool(_GLUED.search(text))


def _lacks_subject(text: str) -> bool:
    """Whether a line begins with a verb, behind a link at most, and no part behind it has a subject."""
    link = _LINK.match(text)
    opening = text[link.end() :] if link else text
    verb = _subjectless().match(opening)
    if not verb or " là " in opening:
        return False
    return not any(_has_subject(part) for part in opening[verb.end() :].split(", ")[1:])


def _is_only_when(text: str) -> bool:
    match = _ONLY_WHEN.match(text)
    if not match:
        return False
    return says_something(match["clause"].rpartition(" ")[2]) or bool(_PASSIVE_END.search(match["clause"]))


def _has_subject(part: str) -> bool:
    """Whether a part behind a comma names somebody, or has something before its verb."""
    words = UNIT.findall(part)
    if not words or words[0][:1].isupper() or words[0].isdigit():
        return True
    if _subjectless().match(part) or _CIRCUMSTANCE.match(part) or says_something(words[0]):
        return False
    return says_something(" ".join(words[1:])) or bool(_DENIAL.match(part))


def _is_someone_speaking(text: str) -> bool:
    """Whether a line is one of a dialogue, has another label before it, or is told by an `I` outside quotations."""
    label = _LABEL.match(text)
    if label and not says_something(label["label"]):
        return True
    if '"' in text or "“" in text:
        return "tôi" in text and bool(_MYSELF.search(_QUOTATION.sub("", text)))
    return any(word in text for word in _MY_WORDS) and bool(_FIRST_PERSON.search(text))


def _is_told(text: str, place: int) -> bool:
    """Whether a line is like a sentence and not like a heading or a caption."""
    if len(text.split()) <= _MOST_VERBLESS and not says_something(text):
        return False
    if _STOP.search(text):
        return True
    return len(text.split()) >= _LEAST_UNITS and (not place or text.endswith(('"', "”", ")")))


@cache
def _subjectless() -> re.Pattern[str]:
    found = "|".join(map(re.escape, sorted(entries("subjectless_openings"), key=len, reverse=True)))
    return re.compile(rf"(?:{found})\b(?! (?:này|trên|của|đó|về|từ)\b)", re.IGNORECASE)


@cache
def _opening() -> re.Pattern[str]:
    found = "|".join(map(re.escape, entries("leaning_openings")))
    return re.compile(rf"[(]*(?:(?:Theo )?(?:(?i:{_SOMEBODY}))(?! [{CAPITALS}])|(?:{found}))(?!\w)")
