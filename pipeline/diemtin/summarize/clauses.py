"""The parts of a sentence that an editor may leave out so that what stays is good Vietnamese and as true.

The rules name what may go (links and adverbials at the head, attributions to bodies, brackets, appositions
and addresses after a name, clauses at the end) and what never may: a quotation or its speaker, negation,
modality, a condition, a measure's year. What the rules allow is weighed by `diemtin.summarize.fluency`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache

from diemtin.lexicon import entries, table
from diemtin.normalize import CAPITALS
from diemtin.summarize.obituaries import frame_of_notice, life_in_notice
from diemtin.summarize.phrases import Phrases

__all__ = ["Deletion", "DeletionKind", "deletions", "remaining", "without"]

_SHORTEST = 8  # units that must stay


class DeletionKind(StrEnum):
    """Where the part stands and what it is."""

    HEAD = "head"
    FRAME = "frame"
    BRACKETS = "brackets"
    MIDDLE = "middle"
    DASHES = "dashes"
    TAIL = "tail"
    ADVERBIAL = "adverbial"


@dataclass(frozen=True, slots=True, order=True)
class Deletion:
    """A part `[start, end)` of a sentence, in characters, that may be left out."""

    start: int
    end: int
    kind: DeletionKind


def deletions(sentence: str) -> list[Deletion]:
    """What may be left out of a sentence, in order of its beginning; parts may overlap."""
    return list(_deletions(sentence))


@lru_cache(maxsize=256)
def _deletions(sentence: str) -> tuple[Deletion, ...]:
    """Remembered, for a sentence that leans on another is asked for again when it is shortened."""
    if not _balanced(sentence) or _speaks(sentence):
        return ()
    layout = _Layout.of(sentence)
    found = {
        *_heads(layout),
        *_frames(layout),
        *_brackets(layout),
        *_middles(layout),
        *_dashes(layout),
        *_tails(layout),
        *_adverbials(layout),
        *_notice(layout),
    }
    return tuple(sorted(deletion for deletion in found if _harmless(layout, deletion)))


def remaining(sentence: str, left_out: list[Deletion]) -> list[tuple[int, int]]:
    """What stays of a sentence, as character ranges in order, without white space at their ends."""
    kept, start = [], 0
    for deletion in sorted(left_out):
        if start < deletion.start:
            kept.append((start, deletion.start))
        start = max(start, deletion.end)
    kept.append((start, len(sentence)))
    trimmed = [_trimmed(sentence, *piece) for piece in kept]
    return [piece for piece in trimmed if piece[0] < piece[1]]


def without(sentence: str, left_out: list[Deletion]) -> str:
    """The sentence as it is printed without these parts: pieces joined, its first letter a capital."""
    text = ""
    for start, end in remaining(sentence, left_out):
        piece = sentence[start:end]
        text += piece if not text or piece[0] in ",.;:!?…)" else f" {piece}"
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class _Layout:
    """A sentence with its parts between commas, semicolons and dashes outside brackets and quotes.

    Attributes:
        text: the sentence.
        closed: for each character, whether it stands in brackets or quotes.
        parts: the ranges between the marks.
        end: where the marks that end the sentence begin.
        predicates: where a verb or a mark of tense or voice begins.
        bound: where a word begins that must not be left out.
        together: where two words begin of which neither says anything without the other.
    """

    text: str
    closed: list[bool]
    parts: list[tuple[int, int]]
    end: int
    predicates: list[int]
    bound: list[int]
    together: list[tuple[int, int]]

    @classmethod
    def of(cls, text: str) -> _Layout:
        closed = _closed(text)
        final = re.search(r"[.!?…]*$", text)
        end = final.start() if final else len(text)
        marks = [m.span() for m in _MARK.finditer(text, 0, end) if not closed[m.start()]]
        starts = [0, *(after for _, after in marks)]
        ends = [*(before for before, _ in marks), end]
        units = list(_UNIT.finditer(text))
        words, offsets = [unit.group().lower() for unit in units], [unit.start() for unit in units]
        return cls(
            text,
            closed,
            list(zip(starts, ends, strict=True)),
            end,
            # `Cần Thơ` is no `cần`, and `Tăng Văn Lữ` does not rise.
            [i for i in Phrases.named("predicates").starts(words, offsets) if not i or text[i].islower()],
            [i for i in Phrases.named("meaning_words").starts(words, offsets) if not i or text[i].islower()],
            [(found.start(1), found.start(2)) for pair in _PAIRS for found in pair.finditer(text)],
        )

    def has_predicate(self, i: int, after: int = 0) -> bool:
        """Whether part `i` has a predicate at or after its character `after`."""
        start, end = self.parts[i]
        return any(start + after <= found < end for found in self.predicates)

    def part(self, i: int) -> str:
        start, end = self.parts[i]
        return self.text[start:end]

    def mark(self, i: int) -> str:
        """The mark before part `i`."""
        return self.text[self.parts[i - 1][1] : self.parts[i][0]].strip() if i else ""


_MARK = re.compile(r"[,;] | [–—-] ")
_UNIT = re.compile(r"\w+")
_ENCLOSING = re.compile(r"[()\[\]\"“”]")
_ATTRIBUTING = r"(?:cho biết|cho hay|thông tin|đưa tin|thông báo)"
# The body that says it, at the head of the sentence; a person's word stays that person's.
_BODY = (
    r"(?:Công an|Cơ quan|Bộ(?! trưởng)|UBND|Ủy ban|Uỷ ban|Sở|Cục|Tổng cục|Ban|Báo|Hãng|Trung tâm|Văn phòng|"
    r"Đại diện|Lãnh đạo|Viện|Phòng|Chi cục|Tòa|Toà|Thông tin|Tin từ|Nguồn tin|Đội|Đồn|Hải quan|Cảnh sát|Tập đoàn|"
    r"Tổng công ty|Bệnh viện|Trường|Đại học|Đài|Truyền thông|Tờ|Kết quả|Thống kê|Số liệu)"
)
_FRAME = re.compile(
    rf"(?P<before>(?:Ngày|Sáng|Trưa|Chiều|Tối|Đêm|Theo)[^,]{{1,40}}, )?{_BODY}\b"
    rf"[^\"“”:;]{{0,160}}?\b{_ATTRIBUTING}(?:,| thêm,| rằng| thêm| biết)? (?=\S)",
)
# What a paper or agency printed, whatever its name.
_REPORTED = re.compile(rf"[{CAPITALS}][^,\"“”:;]{{1,60}}? đưa tin(?:,| rằng) (?=\S)")
_PERSON_FOLLOWS = re.compile(
    r"(?:ông|bà|anh|chị|đồng chí|(?:đại|thượng|trung|thiếu) (?:tá|tướng|úy|uý)|tiến sĩ|bác sĩ|luật sư|giáo sư) "
    rf"[{CAPITALS}]"
)
_TAIL_FRAME = re.compile(
    rf"(?i:theo )?{_BODY}\b[^\"“”:;]{{0,120}} {_ATTRIBUTING}$|theo \S[^\"“”:;]{{0,80}}$", re.IGNORECASE
)
_BRACKETS = re.compile(r" \([^()]*\)")
_ADVERBIAL = re.compile(
    r"(?<!triệt)(?<!đủ)(?<!dùng)(?<!quá)(?<!chờ)(?<!bỏ)(?<!đợi) "
    r"(?=(?:nhằm|để(?! (?:lại|cho|ý|mặc|quên|lộ|mất|thua|xảy|rơi|trống|dành))|sau khi|"
    r"theo (?:Điều|điều|Khoản|khoản)|"
    r"trong khuôn khổ|nhân dịp|trước sự chứng kiến)\b)"
)
_PURPOSE = re.compile(r" (?:để|nhằm)\b")
# `ba phút sau khi ...`, `ngay sau khi ...`: what stands before belongs to it.
_MEASURED = re.compile(
    r"\b(?:giây|phút|giờ|tiếng|ngày|hôm|tuần|tháng|năm|đêm|lâu|ngay|chỉ|ít|sớm|liền|đó|vài|lần)$", re.IGNORECASE
)
# What is said to be for something: `cơ hội để ...`, `chỉ được thiết kế để ...`.
_FOR_SOMETHING = re.compile(
    r"\b(?:cách|cơ hội|dịp|điều kiện|[lL][ýí] do|động lực|thẩm quyền|thiết kế|vì|do|nỗ lực|cố gắng|tiền đề|cơ sở|"
    r"căn cứ|sẵn sàng|mục đích|mục tiêu|khả năng|quyền|nguyên tắc|biện pháp|giải pháp|bước|phải|cần|đủ|được|dùng|"
    r"sử dụng|là|tìm|thời điểm|lúc|yêu cầu|kế hoạch|ý định)$",
    re.IGNORECASE,
)
# What a time belongs to: an hour, a limit, or a verb that says nothing else.
_OF_A_TIME = re.compile(
    r"(?:\d|\d ?h\d*|\b(?:giờ|phút|trước|sau|từ|đến|tới|vào|lúc|hồi|khoảng|sang|tròn|diễn ra|xảy ra|kéo dài|khai mạc|"
    r"bế mạc|bắt đầu|kết thúc|tổ chức|công bố|ra mắt|hiệu lực|khởi tranh|phát sóng|lên sóng|công chiếu|khởi chiếu|"
    r"khởi công|khánh thành|thông xe|ấn định))$",
    re.IGNORECASE,
)
# `kỳ công bố ngày 1/1`: the day says which one it is.
_WHICH = re.compile(r"\b(?:kỳ|phiên|đợt|lần|trận|số|bản|văn bản|công văn|quyết định|nghị quyết|tờ)(?: [^\s,]+){0,3}$")
_LEVEL = re.compile(
    r"(?P<lowest>thôn|ấp|tổ|khu phố|khóm)|(?P<low>xã|phường|thị trấn)|(?P<middle>quận|huyện|thị xã)|"
    r"(?P<high>TP|thành phố|tỉnh)"
)
_WHEN = re.compile(
    r" (?:vào )?(?:sáng|trưa|chiều|tối|đêm|rạng sáng|ngày|hôm)"
    r"(?= (?:[^\s,]+ ){0,3}(?:\d|nay\b|qua\b|mai\b|thứ\b|cuối\b|cùng ngày\b))(?: [^\s,]+){1,5}$"
)
# What follows can be no sentence of its own: its subject is missing, or stands in what was left out.
_NO_OPENING = frozenset(
    "này đó kia ấy của cho với như khi nếu lại liền bèn hiện rồi hay hoặc nơi gồm bao nhằm ông bà anh chị em họ nó đây "
    "chưa không chẳng chớ đừng phải "
    "còn ngoài đồng trong về và thì mà nhưng nên để do vì bởi rằng tại theo sau trước từ cùng qua".split()
)
_ANAPHORIC = re.compile(
    r"(?:đơn vị|cơ quan|sở|bộ|cục|công ty|tập đoàn|ban|phòng|trung tâm|bệnh viện|trường|tòa|toà|ngành|tỉnh|thành phố|"
    r"huyện|địa phương|lực lượng|hãng|báo|người|đối tượng|nạn nhân|vụ việc|việc|số|nhóm|bị cáo|bị can)"
    r"(?: \w+)? (?:này|đã|vừa|đang|sẽ|cũng|trên|nói trên|đó|bị|được)\b",
    re.IGNORECASE,
)
# A part that is no clause of its own, however many verbs it has.
_SUBORDINATE = re.compile(
    r"(?:Khi|Sau|Trước|Trong|Tại|Ngày|Sáng|Trưa|Chiều|Tối|Đêm|Rạng sáng|Theo|Từ|Đến|Tới|Với|Để|Nhằm|Do|Vì|Bởi|Nếu|Tuy|"
    r"Mặc dù|Dù|Dẫu|Ngoài|Bên cạnh|Cùng|Nhờ|Qua|Trên|Dưới|Ở|Vào|Lúc|Khoảng|Hiện|Liên quan|Nhân|Bằng|Là|Vốn|Thấy|Nghe|"
    r"Lợi dụng|Cụ thể|Đặc biệt|Phát biểu|Trao đổi|Chia sẻ|Trả lời|Thực hiện|Được biết|Nói về|Đối với|Về|Cách|Gần|Giữa|"
    r"Hơn|Năm|Tháng|Quý|Mới đây|Vừa qua|Căn cứ|Xuất phát|Ngay|Đáng|Như|Không chỉ|Đang|Mỗi|Hàng|Bất chấp|Tính|Kể từ|"
    r"Thay|Riêng|Còn|Trao|Nhận|Dự|Tham dự|Kết|Tiếp|Sinh|Được|Bị|Sở hữu|\d)\b"
)
_UNFINISHED = re.compile(
    rf"(?:\b{_ATTRIBUTING}|rằng|là|cho rằng|khẳng định|nhấn mạnh|nói|thấy|nhận định|đánh giá|"
    r"gồm|như|và|của|với|các|những|"
    r"một|hai|ba|số|cho|về|tại|bị|được|để|do|đã|đang|sẽ|vừa|có|thuộc|từ|trong|không|còn|yêu cầu|đề nghị|phát hiện|"
    r"chia sẻ|thông báo|dự báo|dự kiến|cảnh báo|quyết định|khai|khai nhận|tiết lộ|kể|kể lại|trả lời|viết|cho thấy|"
    r"tuyên bố|bày tỏ|nói thêm|lưu ý|giải thích|phân tích|thừa nhận|chỉ ra|tố cáo|đưa tin|kết luận|ghi nhận|hy vọng|"
    r"hi vọng|mong|tin tưởng|nêu|nêu rõ|chỉ rõ|bình luận|xác nhận|[:,;–-])$"
)
_SAID_OF_IT = re.compile(r"\b(?:là|đã|sẽ|cho thấy|khiến|góp phần)\b")
# What leads up to a clause; one without a verb behind it is cut off.
_LEADING = re.compile(r"\b(?:trong bối cảnh|trong khi|trong lúc)\b(?! (?:khó khăn|đó|này))")
# `lệnh ngừng bắn`: a verb that is a part of a noun.
_NAMED = re.compile(r"\b(?:lệnh|cuộc|vụ|thỏa thuận|thoả thuận)(?: \w+)? $")
_TELLS = re.compile(
    r"\b(?:cho biết|cho hay|nói|khẳng định|nhấn mạnh|chia sẻ|xác nhận|cho rằng|nhận định|thông tin|"
    r"đã|đang|sẽ|vừa|bị|được)\b"
)
_WHEN_BEGINS = re.compile(
    r"(?:hôm|sáng|trưa|chiều|tối|đêm|ngày|mới đây|vừa|cùng|đều|lần lượt|cũng|tại|ở|đến|ra|vào|về|bất ngờ|thừa nhận|"
    r"kêu gọi|bày tỏ|trình bày)\b"
)
_ACTION = re.compile(r"(?:việc|sự|cuộc|hành vi|hành động|quá trình|hoạt động)\b", re.IGNORECASE)
# Where a sentence ends within what was taken for one (`cao 1,72 m. Cô cho biết`), not behind a short form (`TP. `).
_SENTENCE_END = re.compile(rf"\b[a-zà-ỹđ\d]+[.!?] [{CAPITALS}]")
_PAIRS = tuple(
    re.compile(rf"\b({first})\b.*?\b({second})\b", re.IGNORECASE)
    for first, second in (
        ("vừa", "vừa"),
        ("không chỉ|không những", "mà"),
        ("càng", "càng"),
        ("cả", "lẫn"),
        ("nếu", "thì"),
        ("tuy|dù|mặc dù", "nhưng"),
        ("do|vì|bởi", "nên"),
        ("ngoài", "còn"),
        ("hoặc", "hoặc"),
        (r"từ(?=[^,;]{1,60} đến )", "đến"),
    )
)
# Whose words they are that a body passes on.
_OF_OTHERS = re.compile(r"\b(?:dẫn|trích|nguồn tin|giấu tên|cáo buộc|chỉ trích|tin rằng|cho rằng|nghi)\b")
# `thông tin` and `thông báo` as nouns, or what is done to people.
_NO_REPORT = re.compile(
    r"\b(?:các|những|nhiều|một số|loạt|lại|về|theo|được|ra|phát|nhận|đọc|có|bản|đưa|cung cấp|gửi|đăng tải|lời|"
    r"tiếp nhận|nguồn|biện pháp|hệ thống|công nghệ|ngành|tìm|để|phải|cần|từng|chưa|không|thì|mà|và|rồi|kịp thời) "
    r"(?:thông tin|thông báo)(?:,| rằng| thêm| biết)? $"
)
_NO_CLAUSE = re.compile(
    r"(?:liên quan|trên|dưới|giữa|tới|đến|kịp thời|thêm|rộng rãi|công khai|đầy đủ|chính thức|cụ thể|cho|của|này)\b"
)
# A guess or blame, which stays with who says so.
_UNSURE = re.compile(
    r"\b(?:có thể|có lẽ|dường như|có vẻ|khả năng|nghi|nghi vấn|cáo buộc|bị tố|âm mưu|lẽ ra|đáng lẽ|"
    r"cố tình|nên (?!đã))\b"
)
_TIME_END = re.compile(r"\b(?:sáng|trưa|chiều|tối|đêm|ngày|tháng|năm|lúc|hồi|từ)(?: [\d/.:h-]+)?$", re.IGNORECASE)
_WHEN_SAID = re.compile(r"\d|\b(?:nay|qua|mai|cùng ngày)\b")
_LISTING = re.compile(r"(?:nơi|cùng với|đặc biệt là|nhất là|trong đó có|như|tức|vốn)\b")
_CIRCUMSTANCE = re.compile(r"(?:sau khi|nhằm|theo)\b")
# What tells something of its own before it says who said what.
_TELLING = re.compile(r"\b(?:khi|đang|nếu|gây|khiến)\b")
_TIME = re.compile(r"(?:vào|khoảng|lúc|ngày|sáng|trưa|chiều|tối|đêm|rạng sáng)\b")
_MAIN_VERB = re.compile(
    r"(?:làm|chủ trì|chủ tọa|chủ toạ|dẫn đầu|phát biểu|đã|đang|vừa|bị|được|là|cũng|vẫn|có|sẽ|chưa|không)\b"
)
# Whose word it is matters: an opinion stays with its holder.
_OPINION = re.compile(
    rf"(?i:(?:cũng )?theo) (?:[{CAPITALS}]\w* ?){{0,2}}(?i:ông|bà|anh|chị|lời|chuyên gia|luật sư|bác sĩ|"
    r"nhận định|đánh giá|ý kiến|"
    r"(?:đại|thượng|trung|thiếu) (?:tá|tướng|úy|uý)|đồng chí|đại biểu|đại diện|phát ngôn|lãnh đạo|đại sứ|"
    r"chủ tịch|phó|giám đốc|tổng giám đốc|bộ trưởng|thứ trưởng|thủ tướng|tổng thống|thạc sĩ|tiến sĩ|giáo sư|"
    r"TS|PGS|GS|ThS|BS|LS|nhà|giới|người|quan điểm|nguyên tắc|luật|lịch|dự|các|một|nhiều|đuổi|dõi|học|đúng|"
    r"cách|thống kê|khảo sát|nghiên cứu|báo cáo|đề án|phương án|kế hoạch|quy hoạch|nguồn tin|hợp đồng|cáo|"
    r"tin đồn|truyền thuyết|quan niệm|kinh nghiệm|chị|nhân chứng|hàng xóm|gia đình|dân)\b"
)
# What has its object with the verb before it: `cải thiện, nâng cao chất lượng`.
_SHARING = re.compile(r"(?:nâng cao|đẩy mạnh|bảo đảm|đảm bảo|phục vụ|đáp ứng|tập trung|tăng|giảm|giúp)\b")
# `..., khi đến ngã ba thì lật`: what is behind `thì` is what the sentence tells.
_CONCLUSION = re.compile(r"(?:khi|để|sau khi|với|kể cả)\b.* thì ")
_MAIN_MARK = re.compile(r"\b(?:đã|đang|sẽ|vừa)\b")
# What goes on with the part before it: `nhằm ..., cũng như ...`.
_CONTINUED = re.compile(r"(?:cũng như|và|hoặc|hay|lẫn|cùng với|cùng|kể cả|đặc biệt là|nhất là)\b")
_ADDRESS = re.compile(
    rf"(?:xã|phường|thôn|ấp|tổ|khu phố|khóm|quận|huyện|thị xã|thị trấn|TP\.?|thành phố|tỉnh) [{CAPITALS}\d]"
)
_ONLY_ADDRESS = re.compile(rf"{_ADDRESS.pattern}\w*(?: (?:- )?[{CAPITALS}\d][\w.]*)*(?: \([^()]*\))?")
# What begins like an addition but is one more item of a list.
_NO_TAIL = re.compile(r"(?:theo (?:đuổi|dõi|học|chân|kịp|đạo)|giúp đỡ|khi thì|do đó|do vậy|còn lại|với lại|làm việc)\b")
_APPOSITION = re.compile(r"(?:\d+ tuổi|sinh năm|SN|quê|trú|ngụ|thường trú|tạm trú|HKTT|nguyên|hiện là|cựu)\b")
# `nguyên` that is not `former`.
_NO_FORMER = re.compile(r"nguyên (?:thủ|tắc|nhân|liệu|tố|vẹn|đơn|cáo|bản|chất|lý|mẫu|vật)\b")
_RESIDENCE = re.compile(r"(?:quê|trú|ngụ|ở|thường trú|tạm trú|HKTT|cùng (?:ngụ|trú)|hộ khẩu)\b")
_NAME_END = re.compile(rf"(?:[{CAPITALS}][\w.]*\s){{1,3}}[{CAPITALS}][\w.]*$")


@cache
def _openings(place: str) -> re.Pattern[str]:
    found = sorted((phrase for where, phrase in table("deletable_openings") if where == place), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, found))})\b")


@cache
def _positions() -> re.Pattern[str]:
    found = sorted(entries("positions"), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, found))})\b", re.IGNORECASE)


def _heads(layout: _Layout) -> Iterator[Deletion]:
    """Links and adverbials up to the first or second comma."""
    for i in range(min(2, len(layout.parts) - 1)):
        part = _capital(layout.part(i))
        link = _openings("link").fullmatch(part)
        if (
            layout.mark(i + 1) != ","
            or not (link or _openings("head").match(part))
            or _CONTINUED.match(layout.part(i + 1))
        ):
            return
        if part.startswith(("Theo ", "Cũng theo ")) and not link and _is_claim(layout, i):
            return
        if link or _can_open(layout, i + 1):
            yield Deletion(0, layout.parts[i + 1][0], DeletionKind.HEAD)


def _can_open(layout: _Layout, i: int) -> bool:
    """Whether a part has a subject and says something of it: a predicate, but not as its first word."""
    part = layout.part(i)
    if _PERSON_FOLLOWS.match(part):
        # Else it may be one more of the people that the head ends with.
        return not _NAME_END.search(layout.part(i - 1)) and any(
            layout.has_predicate(j) for j in range(i, len(layout.parts))
        )
    return layout.has_predicate(i, 1) or (part[:1].isupper() and bool(_NAME_END.search(part)))


def _frames(layout: _Layout) -> Iterator[Deletion]:
    """What a body is reported to have said, without its `cho biết`."""
    if '"' in layout.text or "“" in layout.text:
        return
    match = _FRAME.match(layout.text) or _REPORTED.match(layout.text)
    if match and _only_reports(match.group()) and _goes_on(layout, match.end()):
        yield Deletion(0, match.end(), DeletionKind.FRAME)
    if (
        len(layout.parts) > 1
        and _TAIL_FRAME.match(layout.part(-1))
        and not _NO_TAIL.match(layout.part(-1))
        and not _is_claim(layout, len(layout.parts) - 1)
        and _is_clause(layout, len(layout.parts) - 1)
    ):
        yield Deletion(layout.parts[-2][1], layout.end, DeletionKind.FRAME)


def _only_reports(frame: str) -> bool:
    """Whether a frame has a body that speaks, of what it knows itself, and does nothing else."""
    return not (_OPINION.match(frame) or _TELLING.search(frame) or _OF_OTHERS.search(frame) or _NO_REPORT.search(frame))


def _goes_on(layout: _Layout, start: int) -> bool:
    """Whether what stands behind a frame is a clause with its subject, and no guess or blame that is the speaker's."""
    if _NO_CLAUSE.match(layout.text, start) or _UNSURE.search(layout.text, start):
        return False
    first = layout.text[start:].partition(" ")[0]
    return any(found >= start + len(first) for found in layout.predicates)


def _notice(layout: _Layout) -> Iterator[Deletion]:
    """Of a notice of a death who mourns, and where the dead was born and lived."""
    frame, life = frame_of_notice(layout.text), life_in_notice(layout.text)
    if frame:
        yield Deletion(*frame, DeletionKind.FRAME)
    if life:
        yield Deletion(*life, DeletionKind.MIDDLE)


def _is_claim(layout: _Layout, i: int) -> bool:
    """Whether part `i` names the holder of an opinion, or of a guess or blame that stands in the other parts."""
    start, end = layout.parts[i]
    if _OPINION.match(layout.part(i)) or _OF_OTHERS.search(layout.part(i)):
        return True
    return bool(_UNSURE.search(layout.text[:start]) or _UNSURE.search(layout.text[end:]))


def _brackets(layout: _Layout) -> Iterator[Deletion]:
    for match in _BRACKETS.finditer(layout.text):
        if not layout.closed[match.start()]:
            yield Deletion(*match.span(), DeletionKind.BRACKETS)


def _middles(layout: _Layout) -> Iterator[Deletion]:
    """Adverbials, appositions and addresses between two commas."""
    for i in range(1, len(layout.parts) - 1):
        if layout.mark(i) != "," or layout.mark(i + 1) != ",":
            continue
        end = _middle_end(layout, i)
        if end is not None:
            yield Deletion(layout.parts[i - 1][1], end, DeletionKind.MIDDLE)


def _middle_end(layout: _Layout, i: int) -> int | None:
    """Where the deletion of part `i` ends, with the comma after it or before; None where it must stay."""
    part, before, after = layout.part(i), layout.part(i - 1), layout.part(i + 1)
    with_comma, without_comma = layout.parts[i + 1][0] - 1, layout.parts[i][1]
    if _NO_FORMER.match(part):
        return None
    in_a_row = _ADDRESS.match(part) and _level(part) in (_level(after), _level(before))  # not one in another
    if in_a_row or (_RESIDENCE.match(part) and _ADDRESS.match(after)):  # which would be left without its verb
        return None
    if _ADDRESS.match(part) and _ADDRESS.search(before) and not layout.has_predicate(i):
        return without_comma if not after[:1].islower() or _ADDRESS.match(after) else with_comma
    if _NAME_END.search(before) and (_APPOSITION.match(part) or _positions().match(part)):
        return _apposition_end(layout, i)
    if _CONTINUED.match(after) or not _adds_in_the_middle(layout, i):
        return None
    return _addition_end(layout, i)


def _addition_end(layout: _Layout, i: int) -> int | None:
    """Where the deletion of an adverbial ends; one comma stays where the verb of the part before does not follow."""
    part, before, after = layout.part(i), layout.part(i - 1), layout.part(i + 1)
    with_comma, without_comma = layout.parts[i + 1][0] - 1, layout.parts[i][1]
    if _SUBORDINATE.match(_capital(before)) or after[:1].isupper():
        return None if part.startswith("thuộc") and after[:1].isupper() else without_comma
    return with_comma if _is_verb(layout, i + 1) else without_comma


def _apposition_end(layout: _Layout, i: int) -> int | None:
    """Where the deletion of an apposition ends that says what a person is, and does not tell what the person says."""
    part, after = layout.part(i), layout.part(i + 1)
    if _TELLS.search(part):
        return None
    if _ADDRESS.match(after) or (_RESIDENCE.match(part) and after[:1].isupper()):
        return None if _positions().match(part) or _RESIDENCE.match(part) else layout.parts[i][1]
    if _APPOSITION.match(after) or _positions().match(after):
        return layout.parts[i][1]
    return layout.parts[i + 1][0] - 1 if _is_verb(layout, i + 1) else None


def _is_verb(layout: _Layout, i: int) -> bool:
    """Whether part `i` begins with the verb of what was named before it, or with when it was."""
    part = layout.part(i)
    return layout.parts[i][0] in layout.predicates or bool(_MAIN_VERB.match(part) or _WHEN_BEGINS.match(part))


def _level(place: str) -> str | None:
    """Of what level the unit is that an address begins with."""
    match = _LEVEL.match(place)
    return match.lastgroup if match else None


def _adds_in_the_middle(layout: _Layout, i: int) -> bool:
    """Whether part `i` begins like an addition and ends at its comma."""
    part, before, after = layout.part(i), layout.part(i - 1), layout.part(i + 1)
    if not _openings("middle").match(part) or _OPINION.match(part) or _ADDRESS.match(after):
        return False
    if _TIME.match(part) and (layout.has_predicate(i) or _TIME_END.search(before) or not _WHEN_SAID.search(part)):
        return False
    if _LISTING.match(part):  # may go on behind the comma
        return layout.parts[i + 1][0] in layout.predicates
    if not _CIRCUMSTANCE.match(part):
        return True
    if part.startswith("theo"):
        return not part.startswith("theo đó") and any(layout.has_predicate(j) for j in range(i + 1, len(layout.parts)))
    # Else what follows may be one more of the things that are aimed at.
    return after[:1].isupper() or bool(_MAIN_VERB.match(after))


def _dashes(layout: _Layout) -> Iterator[Deletion]:
    """An apposition between two dashes."""
    for i in range(1, len(layout.parts) - 1):
        dashes = layout.mark(i) in ("–", "—", "-") and layout.mark(i + 1) in ("–", "—", "-")
        explains = _APPOSITION.match(layout.part(i)) or _positions().match(layout.part(i))
        goes_on = layout.part(i + 1)[:1].islower() and _NAME_END.search(layout.part(i - 1))
        if dashes and explains and goes_on:
            yield Deletion(layout.parts[i - 1][1], layout.parts[i + 1][0] - 1, DeletionKind.DASHES)


def _tails(layout: _Layout) -> Iterator[Deletion]:
    """All from a comma or semicolon on, where what follows only adds and what stays is a clause."""
    for i in range(1, len(layout.parts)):
        part, mark = layout.part(i), layout.mark(i)
        address = _ONLY_ADDRESS.fullmatch(part) and i == len(layout.parts) - 1
        opens = _openings("tail").match(part) and not _NO_TAIL.match(part)
        adds = (mark == ";" and _adds_a_clause(layout, i)) or (mark == "," and (opens or address))
        if _MAIN_VERB.match(part) or (_TIME.match(part) and layout.has_predicate(i)) or _holds_more(layout, i):
            continue
        if adds and _is_clause(layout, i):
            yield Deletion(layout.parts[i - 1][1], layout.end, DeletionKind.TAIL)


def _holds_more(layout: _Layout, i: int) -> bool:
    """Whether part `i` has the main clause, the holder of a claim, or a verb whose object the verb before it shares."""
    part, before = layout.part(i), layout.text[: layout.parts[i - 1][1]]
    if part.startswith("theo ") and (_is_claim(layout, i) or _MAIN_MARK.search(part)):
        return True
    if _CONCLUSION.match(layout.text, layout.parts[i][0]):
        return True
    return bool(_SHARING.match(part)) and any(before.endswith(f" {verb}") for verb in entries("predicates"))


def _adds_a_clause(layout: _Layout, i: int) -> bool:
    """Whether a part behind a semicolon says something of its own and is no item of a list."""
    before = layout.text[: layout.parts[i][0]]
    return layout.has_predicate(i, 1) and ":" not in before and " gồm " not in before


def _is_clause(layout: _Layout, parts: int) -> bool:
    """Whether the first `parts` parts of a sentence have a main clause and do not end within a phrase."""
    start, end = layout.parts[parts - 1]
    if _UNFINISHED.search(layout.text[:end]):
        return False
    hanging = _LEADING.search(layout.text, start, end)
    verbs = [found for found in layout.predicates if hanging and hanging.end() <= found < end]
    if hanging and all(_NAMED.search(layout.text, start, found) for found in verbs):
        return False
    return any(_is_main(layout, i) for i in range(parts))


def _is_main(layout: _Layout, i: int) -> bool:
    part = _capital(layout.part(i))
    if _SUBORDINATE.match(part) or (i and layout.part(i)[:1].islower() and not _after_adverbials(layout, i)):
        return False
    return layout.has_predicate(i, 1)


def _after_adverbials(layout: _Layout, i: int) -> bool:
    return all(_SUBORDINATE.match(_capital(layout.part(j))) for j in range(i))


def _adverbials(layout: _Layout) -> Iterator[Deletion]:
    """Purpose, time and cause at the end, with no comma before them."""
    when = _WHEN.search(layout.text, 0, layout.end)
    starts = [match.start() for match in _ADVERBIAL.finditer(layout.text, 0, layout.end)]
    known = when and any(belongs.search(layout.text, 0, when.start()) for belongs in (_WHICH, _MEASURED, _OF_A_TIME))
    if when and not known and not any(found >= when.start() for found in layout.predicates):
        starts.append(when.start())
    for start in starts:
        if _MEASURED.search(layout.text, 0, start) or (
            _PURPOSE.match(layout.text, start) and _FOR_SOMETHING.search(layout.text, 0, start)
        ):
            continue
        if _says_it_of_an_action(layout, start):
            continue
        if not layout.closed[start] and layout.text[start - 1] not in ",;" and _clause_before(layout, start):
            yield Deletion(start, layout.end, DeletionKind.ADVERBIAL)


def _clause_before(layout: _Layout, end: int) -> bool:
    """Whether the sentence up to `end` has a main clause, the last part included."""
    if _is_action(layout, end):
        return False
    parts = [(start, min(stop, end)) for start, stop in layout.parts if start < end]
    cut = replace(layout, parts=parts, end=end)
    return _is_clause(cut, len(parts)) and cut.has_predicate(len(parts) - 1)


def _says_it_of_an_action(layout: _Layout, start: int) -> bool:
    """Whether what is said of an action (`khẳng định việc ... là dấu ấn`) stands behind `start`."""
    last = max(begin for begin, _ in layout.parts if begin < start)
    return bool(re.search(r"\bviệc\b", layout.text[last:start]) and _SAID_OF_IT.search(layout.text, start))


def _is_action(layout: _Layout, end: int) -> bool:
    """Whether the last part before `end` names an action (`việc tổ chức ...`), whose verbs say nothing of it."""
    last = max(start for start, _ in layout.parts if start < end)
    return bool(_ACTION.match(layout.text, last))


def _harmless(layout: _Layout, deletion: Deletion) -> bool:
    """Whether nothing is lost that changes what stays, and what stays can be a sentence."""
    text = layout.text
    gone = text[deletion.start : deletion.end]
    if text[deletion.start - 1 : deletion.start] in (".", "…", "!", "?") and deletion.end == layout.end:
        return False
    if any(mark in gone for mark in '"“”') or _SENTENCE_END.search(gone) or _parts_a_pair(layout, deletion):
        return False
    if deletion.kind in (DeletionKind.TAIL, DeletionKind.ADVERBIAL) and text.startswith(("...", "…"), layout.end):
        return False
    if deletion.kind is not DeletionKind.BRACKETS and any(deletion.start <= i < deletion.end for i in layout.bound):
        return False
    left = text[: deletion.start] + text[deletion.end :]
    if len(_UNIT.findall(left)) < _SHORTEST:
        return False
    return deletion.start > 0 or _opens_well(layout, deletion.end)


def _parts_a_pair(layout: _Layout, deletion: Deletion) -> bool:
    """Whether one of two words goes that belong together (`vừa ... vừa ...`) and the other stays."""
    gone = range(deletion.start, deletion.end)
    return any((first in gone) != (second in gone) for first, second in layout.together)


def _opens_well(layout: _Layout, start: int) -> bool:
    """Whether what stays after its head was left out has a subject that stands for itself."""
    left = layout.text[start:]
    first = _UNIT.match(left)
    if _PERSON_FOLLOWS.match(left):
        return True
    if first is None or first.group().lower() in _NO_OPENING or _ANAPHORIC.match(left) or _APPOSITION.match(left):
        return False
    return start not in layout.predicates


def _speaks(text: str) -> bool:
    """Whether the sentence quotes somebody's words, not only a term."""
    return any(len(found.split()) > 4 for found in re.findall(r"[\"“]([^\"”]*)[\"”]", text))


def _closed(text: str) -> list[bool]:
    depth, quoted = 0, False
    found = [False] * len(text)
    start = None
    for match in _ENCLOSING.finditer(text):
        mark, i = match.group(), match.start()
        if start is not None:
            found[start:i] = [True] * (i - start)
        depth = max(0, depth + (mark in "([") - (mark in ")]"))
        if mark in '"“”':
            quoted = mark == "“" or (mark == '"' and not quoted)
            found[i] = True
        start = i + 1 if depth or quoted else None
    return found


def _balanced(text: str) -> bool:
    return text.count("(") == text.count(")") and text.count('"') % 2 == 0 and text.count("“") == text.count("”")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
