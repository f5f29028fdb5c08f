"""The words and forms by which the rules of `diemtin.summarize.clauses` tell the parts of a sentence."""

from __future__ import annotations

import re
from functools import cache

from diemtin.lexicon import entries, table
from diemtin.normalize import CAPITALS
from diemtin.summarize.attributions import ATTRIBUTING

__all__ = [
    "ACTION",
    "ADDRESS",
    "ADVERBIAL",
    "ANAPHORIC",
    "ANSWERED",
    "APPOSITION",
    "CIRCUMSTANCE",
    "CONCLUSION",
    "CONTINUED",
    "DAY",
    "ITS_DAY",
    "LEADING",
    "LEVEL",
    "LISTING",
    "MAIN_MARK",
    "MAIN_VERB",
    "MEASURED",
    "NAMED",
    "NAME_END",
    "NO_FORMER",
    "NO_OPENING",
    "NO_PASSIVE",
    "NO_TAIL",
    "OF_A_TIME",
    "OF_THAT_DAY",
    "ONLY_ADDRESS",
    "PERSON_FOLLOWS",
    "RESIDENCE",
    "RESTRICTING",
    "SAID_OF_IT",
    "SENTENCE_END",
    "SHARING",
    "SUBORDINATE",
    "TELLS",
    "TIME",
    "TIME_END",
    "UNFINISHED",
    "WHEN",
    "WHEN_BEGINS",
    "WHEN_SAID",
    "WHICH",
    "openings",
    "positions",
    "verbs",
]

PERSON_FOLLOWS = re.compile(
    r"(?:ông|bà|anh|chị|đồng chí|(?:đại|thượng|trung|thiếu) (?:tá|tướng|úy|uý)|tiến sĩ|bác sĩ|luật sư|giáo sư) "
    rf"[{CAPITALS}]"
)
ADVERBIAL = re.compile(
    r"(?<!chờ)(?<!đợi) (?=(?:sau khi|theo (?:Điều|điều|Khoản|khoản)|trong khuôn khổ|nhân dịp|"
    r"trước sự chứng kiến)\b)"
)
# `ba phút sau khi ...`, `ngay sau khi ...`: what stands before belongs to it.
MEASURED = re.compile(
    r"\b(?:giây|phút|giờ|tiếng|ngày|hôm|tuần|tháng|năm|đêm|lâu|ngay|chỉ|ít|sớm|liền|đó|vài|lần)$", re.IGNORECASE
)
# What a time belongs to: an hour, a limit, or a verb that says nothing else.
OF_A_TIME = re.compile(
    r"(?:\d|\d ?h\d*|\b(?:giờ|phút|trước|sau|từ|đến|tới|vào|lúc|hồi|khoảng|sang|tròn|diễn ra|xảy ra|kéo dài|khai mạc|"
    r"bế mạc|bắt đầu|kết thúc|tổ chức|công bố|ra mắt|hiệu lực|khởi tranh|phát sóng|lên sóng|công chiếu|khởi chiếu|"
    r"khởi công|khánh thành|thông xe|ấn định))$",
    re.IGNORECASE,
)
# `kỳ công bố ngày 1/1`: the day says which one it is.
WHICH = re.compile(r"\b(?:kỳ|phiên|đợt|lần|trận|số|bản|văn bản|công văn|quyết định|nghị quyết|tờ)(?: [^\s,]+){0,3}$")
LEVEL = re.compile(
    r"(?P<lowest>thôn|ấp|tổ|khu phố|khóm)|(?P<low>xã|phường|thị trấn)|(?P<middle>quận|huyện|thị xã)|"
    r"(?P<high>TP|thành phố|tỉnh)"
)
WHEN = re.compile(
    r" (?:vào )?(?:sáng|trưa|chiều|tối|đêm|rạng sáng|ngày|hôm)"
    r"(?= (?:[^\s,]+ ){0,3}(?:\d|nay\b|qua\b|mai\b|thứ\b|cuối\b|cùng ngày\b))(?: [^\s,]+){1,5}$"
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
# A part that is no clause of its own, however many verbs it has.
SUBORDINATE = re.compile(
    r"(?:Khi|Sau|Trước|Trong|Tại|Ngày|Sáng|Trưa|Chiều|Tối|Đêm|Rạng sáng|Theo|Từ|Đến|Tới|Với|Để|Nhằm|Do|Vì|Bởi|Nếu|Tuy|"
    r"Mặc dù|Dù|Dẫu|Ngoài|Bên cạnh|Cùng|Nhờ|Qua|Trên|Dưới|Ở|Vào|Lúc|Khoảng|Hiện|Liên quan|Nhân|Bằng|Là|Vốn|Thấy|Nghe|"
    r"Lợi dụng|Cụ thể|Đặc biệt|Phát biểu|Trao đổi|Chia sẻ|Trả lời|Thực hiện|Được biết|Nói về|Đối với|Về|Cách|Gần|Giữa|"
    r"Hơn|Năm|Tháng|Quý|Mới đây|Vừa qua|Căn cứ|Xuất phát|Ngay|Đáng|Như|Không chỉ|Đang|Mỗi|Hàng|Bất chấp|Tính|Kể từ|"
    r"Thay|Riêng|Còn|Trao|Nhận|Dự|Tham dự|Kết|Tiếp|Sinh|Được|Bị|Sở hữu|\d)\b"
)
UNFINISHED = re.compile(
    rf"(?:\b{ATTRIBUTING}|rằng|là|cho rằng|khẳng định|nhấn mạnh|nói|thấy|nhận định|đánh giá|"
    r"gồm|như|và|của|với|các|những|"
    r"một|hai|ba|số|cho|về|tại|bị|được|để|do|đã|đang|sẽ|vừa|có|thuộc|từ|trong|không|còn|yêu cầu|đề nghị|phát hiện|"
    r"chia sẻ|thông báo|dự báo|dự kiến|cảnh báo|quyết định|khai|khai nhận|tiết lộ|kể|kể lại|trả lời|viết|cho thấy|"
    r"tuyên bố|bày tỏ|nói thêm|lưu ý|giải thích|phân tích|thừa nhận|chỉ ra|tố cáo|đưa tin|kết luận|ghi nhận|hy vọng|"
    r"hi vọng|mong|tin tưởng|nêu|nêu rõ|chỉ rõ|bình luận|xác nhận|[:,;–-])$"
)
SAID_OF_IT = re.compile(r"\b(?:là|đã|sẽ|cho thấy|khiến|góp phần)\b")
# `sáng nay (7/7)`: without its day nobody knows when that was.
ITS_DAY = re.compile(r"(?:(?<=\bnay)|(?<=\bqua)|(?<=\bmai)) \((?:ngày )?\d{1,2}[/.-]\d{1,2}\b[^()]*\)")
# What only the date before it tells: `Ngày 7/2, ... sáng nay`, `Chiều 13/3, ... cùng ngày`.
OF_THAT_DAY = re.compile(r"\b(?:cùng ngày|hôm đó|(?:sáng|trưa|chiều|tối|đêm) nay)\b")
DAY = re.compile(r"\d{1,2} ?[/.-] ?\d{1,2}|\b(?:ngày|tháng) \d|hôm sau\b")
# Passive without its verb: `được nhiều người dân ở Davao`.
NO_PASSIVE = re.compile(r"\b(?:được|bị) (?:nhiều|các|những|một số|người|dân)\b(?P<rest>[^,]*)$")
# What leads up to a clause; one without a verb behind it is cut off.
LEADING = re.compile(r"\b(?:trong bối cảnh|trong khi|trong lúc)\b(?! (?:khó khăn|đó|này))")
# `lệnh ngừng bắn`: a verb that is a part of a noun.
NAMED = re.compile(r"\b(?:lệnh|cuộc|vụ|thỏa thuận|thoả thuận)(?: \w+)? $")
TELLS = re.compile(
    r"\b(?:cho biết|cho hay|nói|khẳng định|nhấn mạnh|chia sẻ|xác nhận|cho rằng|nhận định|thông tin|"
    r"đã|đang|sẽ|vừa|bị|được)\b"
)
WHEN_BEGINS = re.compile(
    r"(?:hôm|sáng|trưa|chiều|tối|đêm|ngày|mới đây|vừa|cùng|đều|lần lượt|cũng|tại|ở|đến|ra|vào|về|bất ngờ|thừa nhận|"
    r"kêu gọi|bày tỏ|trình bày)\b"
)
ACTION = re.compile(r"(?:việc|sự|cuộc|hành vi|hành động|quá trình|hoạt động)\b", re.IGNORECASE)
# Where a sentence ends within what was taken for one (`cao 1,72 m. Cô cho biết`), not behind a short form (`TP. `).
SENTENCE_END = re.compile(rf"\b[a-zà-ỹđ\d]+[.!?] [{CAPITALS}]")
TIME_END = re.compile(r"\b(?:sáng|trưa|chiều|tối|đêm|ngày|tháng|năm|lúc|hồi|từ)(?: [\d/.:h-]+)?$", re.IGNORECASE)
WHEN_SAID = re.compile(r"\d|\b(?:nay|qua|mai|cùng ngày)\b")
LISTING = re.compile(r"(?:nơi|cùng với|đặc biệt là|nhất là|trong đó có|như|tức|vốn)\b")
CIRCUMSTANCE = re.compile(r"(?:sau khi|nhằm|theo)\b")
TIME = re.compile(r"(?:vào|khoảng|lúc|ngày|sáng|trưa|chiều|tối|đêm|rạng sáng)\b")
MAIN_VERB = re.compile(
    r"(?:làm|chủ trì|chủ tọa|chủ toạ|dẫn đầu|phát biểu|đã|đang|vừa|bị|được|là|cũng|vẫn|có|sẽ|chưa|không)\b"
)
# What has its object with the verb before it: `cải thiện, nâng cao chất lượng`.
SHARING = re.compile(r"(?:nâng cao|đẩy mạnh|bảo đảm|đảm bảo|phục vụ|đáp ứng|tập trung|tăng|giảm|giúp)\b")
# `..., khi đến ngã ba thì lật`: what is behind `thì` is what the sentence tells.
CONCLUSION = re.compile(r"(?:khi|để|sau khi|với|kể cả)\b.* thì ")
MAIN_MARK = re.compile(r"\b(?:đã|đang|sẽ|vừa)\b")
# What goes on with the part before it: `nhằm ..., cũng như ...`.
CONTINUED = re.compile(r"(?:cũng như|và|hoặc|hay|lẫn|cùng với|cùng|kể cả|đặc biệt là|nhất là)\b")
ADDRESS = re.compile(
    rf"(?:xã|phường|thôn|ấp|tổ|khu phố|khóm|quận|huyện|thị xã|thị trấn|TP\.?|thành phố|tỉnh) [{CAPITALS}\d]"
)
ONLY_ADDRESS = re.compile(rf"{ADDRESS.pattern}\w*(?: (?:- )?[{CAPITALS}\d][\w.]*)*(?: \([^()]*\))?")
# What begins like an addition but is one more item of a list.
NO_TAIL = re.compile(r"(?:theo (?:đuổi|dõi|học|chân|kịp|đạo)|giúp đỡ|khi thì|do đó|do vậy|còn lại|với lại|làm việc)\b")
APPOSITION = re.compile(r"(?:\d+ tuổi|sinh năm|SN|quê|trú|ngụ|thường trú|tạm trú|HKTT|nguyên|hiện là|cựu)\b")
# `nguyên` that is not `former`.
NO_FORMER = re.compile(r"nguyên (?:thủ|tắc|nhân|liệu|tố|vẹn|đơn|cáo|bản|chất|lý|mẫu|vật)\b")
RESIDENCE = re.compile(r"(?:quê|trú|ngụ|ở|thường trú|tạm trú|HKTT|cùng (?:ngụ|trú)|hộ khẩu)\b")
# What the sentence answers: `Trước tình trạng này`, `Nói về lý do hoãn giải`.
ANSWERED = re.compile(r"Trước [^,]* (?:này|đó|trên|ấy)$|Nói về (?:lý do|lí do|nguyên nhân)\b")
# `(ít nhất là với Vạn Lý)`: without it more is claimed.
RESTRICTING = re.compile(
    r" \((?:ít nhất|chỉ|trừ|ngoại trừ|nếu|không|chưa|tuỳ|tùy|dù|đối với|với)\b|"
    r"(?<=không xác định) \(|(?<=không nêu tên) \(|(?<=giấu tên) \("
)
NAME_END = re.compile(rf"(?:[{CAPITALS}][\w.]*\s){{1,3}}[{CAPITALS}][\w.]*$")


@cache
def openings(place: str) -> re.Pattern[str]:
    """What may be left out that begins at this place of a sentence (`lexicons/deletable_openings.tsv`)."""
    found = sorted((phrase for where, phrase in table("deletable_openings") if where == place), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, found))})\b")


@cache
def positions() -> re.Pattern[str]:
    """Any of the listed offices."""
    found = sorted(entries("positions"), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, found))})\b", re.IGNORECASE)


@cache
def verbs() -> frozenset[str]:
    """The verbs that are known to tell something of a subject."""
    return frozenset(entries("predicates"))
