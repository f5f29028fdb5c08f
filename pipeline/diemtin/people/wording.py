"""The words that tie ranks, offices and bodies to names in official Vietnamese."""

from __future__ import annotations

import re

__all__ = [
    "ACCORDING_TO",
    "ADDRESS",
    "ADJACENT",
    "AFTER_NAME",
    "ALIAS",
    "ALL_OF_THEM",
    "AND",
    "APPOSED",
    "AS",
    "AT",
    "BEARING",
    "BEFORE",
    "BODY_AND_BODY",
    "CAREER",
    "COLON",
    "COPULA",
    "FEMALE",
    "FORMER",
    "GIVEN_TO",
    "GIVING",
    "HELD",
    "HELD_IN",
    "INTRODUCED",
    "LED_BY",
    "LIST",
    "MALE",
    "NEXT_MEMBER",
    "NEXT_OFFICE",
    "OFFICE_ITSELF",
    "OF_ANOTHER",
    "PASSIVE",
    "PLURAL",
    "POSSESSED",
    "RELATIVE_OF",
    "RESIDENCE",
    "SAID_OF",
    "SHARES",
    "SOURCE",
    "STEP_FROM",
    "STEP_TO",
    "STRIPPED",
    "SUCH_AS",
    "TIGHT",
    "TO_OTHERS",
    "WITHIN",
]

_TITLE = (
    r"(?:ông|bà|anh|chị|em|cô|chú|bác|cụ|cháu|thầy|ngài|các|hai|vợ chồng|đồng chí|đ/c|bị cáo|bị can|nghi phạm"
    r"|đối tượng|luật sư|bác sĩ|bác sỹ|nhà báo|kỹ sư|ls\.?|bs\.?|nữ|qncn|anh hùng lllvtnd|tân|liệt sĩ|liệt sỹ"
    r"|(?:pgs|gs|ts|ths|th\.s|cn|bs|vs|ks|tskh)\.?(?:[.,\s]*(?:ts|gs|bs|ckii|cki)\.?)*"
    r"|giáo sư|phó giáo sư|tiến sĩ|tiến sỹ|thạc sĩ|thạc sỹ)"
)
_DEGREES = r"(?:(?:pgs|gs|ts|ths|th\.s|bs|vs|ks|tskh|giáo sư|phó giáo sư|tiến sĩ|thạc sĩ|bác sĩ)\.?[\s,.]*)+"
_TITLES = rf"(?:{_TITLE}[\s,]+)*"
# What may follow a rank before the name: the service, or what somebody does there.
_SERVICE = (
    r"(?:(?:phi công|quân đội|công an|cảnh sát|hải quân|không quân|lục quân|biên phòng|bộ đội|tình báo|an ninh"
    r"|chuyên nghiệp|quân y|đặc công|về hưu|nghỉ hưu)\s+)"
)
# How an office is said to be held (`tổng thống hợp pháp`, `đương nhiệm`).
_MANNER = (
    r"(?:(?:hợp pháp|nổi tiếng|đương nhiệm|đắc cử|tạm quyền|lâm thời|mới|mới đắc cử|(?:sắp |vừa )?mãn nhiệm|quá cố"
    r"|đầu tiên|thứ \w+|khi đó|lúc đó|hiện nay|hiện tại|sắp nhậm chức|vừa nhậm chức|lưu vong|thoái vị|bị phế truất"
    r"|bị lật đổ|\d{2} tuổi)\s+)"
)
_TERM = (
    r"(?:\s*,?\s*\(?(?:nhiệm kỳ|khóa|khoá|giai đoạn)\s+\(?(?:[IVXLC]+|\d{1,4})(?:\s*[-–]\s*\d{4})?"
    r"(?:\s*,?\s*nhiệm kỳ\s+\d{4}\s*[-–]\s*\d{4})?\)?)"
)
# `UBND tỉnh này`, `Phó Chủ tịch tỉnh`: a bare noun that is no mention.
_LEVEL = r"(?:\s+(?:của\s+)?(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|nước này|này|trên|đó|nói trên))"
# `đại sứ Mỹ phụ trách nhân quyền`: what of the body's work an office is for.
_CHARGE = r"(?:\s+(?:phụ trách|chuyên trách|đặc trách)\s+[^\W\d_][^,.;:()\n]{0,50}?)"
# `cấp bậc hàm từ`, before a rank that is given; `lên cấp bậc hàm`, before the one that follows it.
_INSIGNIA = r"(?:\s+(?:cấp bậc quân hàm|cấp bậc hàm|cấp hàm|quân hàm|hàm|cấp bậc|cấp|lương))"
_STEP = rf"\s+(?:lên|xuống|xuống còn){_INSIGNIA}?\s+"
# Between a body or office and the name: nothing but a space and honorifics.
TIGHT = re.compile(rf"\s+(?:kiêm\s+)?{_TITLES}{_SERVICE}?|\s*,\s*{_DEGREES}|\s*", re.IGNORECASE)
# What may stand between two links of a chain before a name, and between the last link and the name.
BEFORE = re.compile(
    rf"\)?{_TERM}?{_LEVEL}?{_CHARGE}?\s*(?:[,(–—-]|kiêm\b)?\s*{_TITLES}{_SERVICE}?|{_STEP}", re.IGNORECASE
)
ADJACENT = re.compile(
    rf"\)?{_TERM}?{_LEVEL}?{_CHARGE}?(?:\s+{_MANNER}*{_TITLES}{_SERVICE}?|\s*"
    rf"|\s*[,–—-]\s*(?:{_TITLE}[\s,]+)+|\s+(?:(?:khi|lúc)\s+(?:đó|ấy)\s+|hiện nay\s+)?là\s+{_TITLES})",
    re.IGNORECASE,
)
# A comma or dash alone, before a name that explains the office.
APPOSED = re.compile(rf"\)?{_TERM}?{_LEVEL}?{_CHARGE}?\s*[,–—-]\s*", re.IGNORECASE)
BODY_AND_BODY = re.compile(r"\s+(?:tại|ở|thuộc|của|phụ trách|và)\s+|\s*\(", re.IGNORECASE)
WITHIN = re.compile(
    rf"\s+{_MANNER}*(?:(?:của|thuộc|tại)\s+)?(?:(?:các\s+)?(?:lực lượng|đất nước|nước|đơn vị|nhóm)\s+)?"
    rf"(?:phòng không\s+)?{_SERVICE}?",
    re.IGNORECASE,
)
LED_BY = re.compile(rf"(?:\s+gồm\s+[^,.;:\n]{{0,30}})?,?\s+(?:là\s+)?do\s+{_TITLES}", re.IGNORECASE)
AS = re.compile(r"[\s,]làm\s+$", re.IGNORECASE)
AT = re.compile(r"\s+tại\s+", re.IGNORECASE)
# How it is said that somebody holds, held or is to hold an office.
_ADVERB = (
    r"(?:(?:hiện|đang|từng|đã|nguyên|vốn|sẽ|vừa|mới|tiếp tục|đều|cũng|lần lượt|chính thức|được|bị|tới|khi|còn|trước đây"
    r"|trước đó|lúc này|lúc đó|khi đó|người|thì|sau đó|rồi|cùng)\s+)*"
)
_OFFICE_NOUN = (
    r"(?:\s+(?:các|những|nhiều))?(?:\s+(?:chức vụ|chức danh|chức|cương vị|nhiệm vụ|vai trò|vị trí|ghế|trọng trách)"
    r"(?:\s+(?:ở|tại)\s+(?:cơ sở|địa phương))?)?"
)
_HOLDING = (
    r"(?:là|làm|trở thành|nhậm chức|trúng cử|đắc cử|tái đắc cử|tái cử|từ chức|phụ trách|thôi giữ|thôi|giữ|đảm nhiệm"
    r"|đảm nhận|đảm trách|nắm giữ|nhận|kinh qua|trải qua|mang quân hàm|lên chức|lên|sang|chuyển sang|nắm"
    r"|rời|ngồi|ngồi vào|(?:luân chuyển|điều động|chuyển|đi|về)\s+(?:về\s+|sang\s+)?làm)"
)
_GIVING = (
    r"(?:bầu|đề cử|bổ nhiệm|chỉ định|điều động|phân công|giới thiệu|luân chuyển|thăng quân hàm|phong quân hàm|phong hàm"
    r"|thăng cấp bậc hàm|thăng hàm|thăng cấp|thăng|nâng|phong|truy thăng|truy tặng|tấn phong|cử|giao|tái bổ nhiệm"
    r"|bầu lại|bầu bổ sung|phê chuẩn|miễn nhiệm|cách chức|bãi nhiệm|giáng|tước|đình chỉ|quy hoạch|công nhận)"
)
_ROLE = (
    r"(?:(?:lợi dụng|với|trong|trên|ở|giữ|đương|khi ở)\s+(?:chức vụ|chức danh|cương vị|vai trò|vị trí|tư cách)"
    r"(?:\s+(?:là|của))?)"
)
_AS = r"(?:\s+(?:làm|giữ|quyền|vào|là|lên))?"
# In the passive, who does it may stand between.
_GIVEN = rf"(?:được|bị)\s+(?:[^\W\d_][^.;:()\n]{{0,60}}?\s+)?{_GIVING}(?:,\s*{_GIVING})*{_AS}{_INSIGNIA}?(?:\s+từ)?"
_HOLDS = rf"{_ADVERB}(?:(?:{_GIVEN}|{_HOLDING}){_OFFICE_NOUN}|{_ROLE})(?:\s*(?:,\s*)?(?:như)?\s*:|\s+như)?"
# Between a name and where the person lives, and between two places of an address.
RESIDENCE = re.compile(
    r"\s*[,(]\s*(?:(?:SN|sinh năm)\s*\d{4}\s*[,;–-]?\s*|\d{1,3}\s*tuổi\s*[,;–-]?\s*)?"
    r"(?:hiện\s+)?(?:cùng\s+)?(?:trú|ngụ|cư trú|thường trú|tạm trú|quê|quê quán|HKTT|nơi cư trú|ở|đăng ký thường trú)"
    r"(?:\s+(?:tại|ở))?\s*:?\s*(?:(?:số\s+)?\d[\w/]*\s*,\s*)?",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"\s*[,–-]\s*")
# Between a name and the offices after it; an age, a birth year, a place in a photo may come first, in brackets.
AFTER_NAME = re.compile(
    r"\s*\)?(?:\s*\([^()\n]{0,60}\))?"
    rf"(?:\s*[,(–—:-]\s*|\s+(?:(?:năm|tháng|ngày|hôm)\s+[\d/-]+\s+)?{_HOLDS}\s+)"
    rf"(?:\s*(?:SN|sinh năm)\s*\d{{4}}\s*[,;–-]\s*|\s*\d{{1,3}}\s*tuổi\s*[,;–-]\s*)?(?:{_HOLDS}\s+)?"
    rf"(?:nghề nghiệp\s*:\s*)?(?:(?:nhà|người|đồng)\s+sáng lập\s+(?:kiêm|và|,)\s+)?"
    rf"(?:(?:tân|một|hai|nguyên|cựu|nguyên là|vốn là|hiện là|từng là)\s+)*",
    re.IGNORECASE,
)
NEXT_OFFICE = re.compile(
    rf"{_TERM}?{_LEVEL}?(?:\s+(?:quân đội|công an|cảnh sát|hải quân))?"
    rf"\s*(?:[,;–—-]|\)\s*[,;]?|\(|\s+(?:kiêm|và|rồi|đồng thời là)(?=\s)"
    rf"|,\s*(?:kiêm|đồng thời là|rồi)(?=\s)|:)"
    rf"\s*(?:{_HOLDS}\s+)?(?:(?:nguyên|cựu|rồi|tân|phụ trách|nay là|chức vụ:?|chức danh:?)\s+)?"
    rf"|{_TERM}?{_LEVEL}?\s+{_HOLDS}\s+|{_STEP}",
    re.IGNORECASE,
)
# The end of what stands before an office that the subject of the sentence holds.
HELD = re.compile(rf"(?<!\w){_HOLDS}\s+(?:(?:tân|một|vị|quyền)\s+)?$", re.IGNORECASE)
# The same before the body whose offices they are (`trải qua nhiều chức vụ quan trọng của` + `tỉnh X` + `như`).
HELD_IN = re.compile(
    rf"(?<!\w){_HOLDS}(?:\s+(?:chủ chốt|quan trọng|lãnh đạo|khác nhau|khác))*\s+(?:của|ở|tại|trong)\s+$", re.IGNORECASE
)
SUCH_AS = re.compile(r"\s*(?:như|gồm|là)?\s*:\s*|\s*,?\s+(?:như|gồm)\s+", re.IGNORECASE)
# A line of a career (`* Từ năm 1986 đến năm 1995:`).
CAREER = re.compile(r"^\W*(?:từ|năm|tháng)\s[^:\n]{0,50}\d[^:\n]{0,12}:\s*$", re.IGNORECASE)
# Somewhere before an office that is given to (or taken from) whom `cho`, `đối với`, `của` name after it.
GIVING = re.compile(rf"\b(?:{_GIVING}|chức vụ|chức danh|chức|tư cách|cương vị|quyết định|thôi)\b", re.IGNORECASE)
GIVEN_TO = re.compile(
    rf"\)?{_TERM}?{_LEVEL}?\s+(?:của\s+(?:{_TITLE}[\s,]+)+|(?:đối với|cho|với)\s+{_TITLES})", re.IGNORECASE
)
ALL_OF_THEM = re.compile(
    r"\s*\(\s*(?:đều|cùng)\s+(?:là|giữ chức|làm)\s+"
    r"|\s*,\s*(?:(?:đều|cùng)\s+(?:là\s+)?)?(?:các|những|hai|ba|bốn)\s+|\s+(?:đều|cùng)\s+(?:là|giữ chức|làm)\s+"
    r"|\s+là\s+(?:các|những|hai|ba|bốn|năm)\s+",
    re.IGNORECASE,
)
# Between two names that are one subject, and between that and the office.
AND = re.compile(rf"\s+(?:và|cùng)\s+{_TITLES}", re.IGNORECASE)
SAID_OF = re.compile(rf"\s+{_HOLDS}\s+", re.IGNORECASE)
COPULA = re.compile(rf"\)?{_TERM}?{_LEVEL}?\s+(?:(?:khi|lúc)\s+(?:đó|ấy)\s+|hiện nay\s+)?là\s+{_TITLES}", re.IGNORECASE)
TO_OTHERS = re.compile(rf"\b{_GIVING}\b[^,.;]{{0,60}}\s(?:làm|giữ|vào)\s", re.IGNORECASE)
PASSIVE = re.compile(r"\b(?:được|bị)\b", re.IGNORECASE)
SHARES = re.compile(r"[\s,]*(?:kiêm|và|rồi)\s*", re.IGNORECASE)
# Between two members of a list in which each may have an office of their own.
NEXT_MEMBER = re.compile(rf"\s*(?:;|;\s*và)\s*{_TITLES}", re.IGNORECASE)
LIST = re.compile(rf"\s*(?:,|;|và|cùng|,\s*và)\s*{_TITLES}", re.IGNORECASE)
COLON = re.compile(
    rf"\s*(?:,\s*)?(?:(?:gồm|gồm có|là|như|bao gồm)(?:\s+(?:các\s+)?(?:ông bà|ông, bà|ông|bà|đồng chí))?)?"
    rf"\s*:\s*{_TITLES}|\s*,?\s+(?:gồm|gồm có|bao gồm|là)\s+{_TITLES}",
    re.IGNORECASE,
)
# Before an office that each of several people holds.
PLURAL = re.compile(
    r"\b(?:các|những|hai|ba|bốn|năm|sáu|2|3|4|5|6)\s+(?:đồng chí\s+|vị\s+|cựu\s+|nguyên\s+|tân\s+|ông\s+|là\s+)*$",
    re.IGNORECASE,
)
ALIAS = re.compile(
    r"(?:tức|tự|alias|bí danh|biệt danh|bút danh|nghệ danh|pháp danh|tên gọi khác|tên thường gọi|tên khai sinh"
    r"|còn gọi là|tên thật là|tên thật|còn gọi|thường gọi|tự xưng)"
    r"\s*(?:là\s*)?[:\"“]?\s*$",
    re.IGNORECASE,
)
# Before an office that somebody else holds: `thừa ủy quyền của Bộ trưởng ..., Đại tá A trao ...`.
OF_ANOTHER = re.compile(r"\b(?:(?:uỷ|ủy) quyền(?: của)?|quyết định của|thay mặt|đại diện)\s+$", re.IGNORECASE)
# Before an office whose holder is not named: `theo vị Trưởng Công an xã`; or may be: `theo Giám đốc, ông A, ...`.
SOURCE = re.compile(r"\btheo\s+(?:vị|lời|lời của)\s+$", re.IGNORECASE)
ACCORDING_TO = re.compile(r"\btheo\s+$", re.IGNORECASE)
POSSESSED = re.compile(r"\b(?:của|với|cùng)\s+$", re.IGNORECASE)
FORMER = re.compile(
    r"\b(?:nguyên|cựu|từng|thôi|thôi giữ|từ chức|miễn nhiệm|cách chức|bãi nhiệm|(?<!tư )cách)\s+(?:(?:là|giữ|làm)\s+)?"
    r"(?:(?:các\s+)?(?:chức vụ|chức danh|chức|quân hàm)\s+)?$",
    re.IGNORECASE,
)
# Before a rank that somebody is said to have.
BEARING = re.compile(r"\b(?:mang|đeo|có)\s+(?:quân hàm|cấp bậc hàm|cấp bậc|cấp hàm|hàm)\s+$", re.IGNORECASE)
# Before a name of which not its bearer, but a relative is told something.
RELATIVE_OF = re.compile(
    r"\b(?:chồng|vợ|con|con trai|con gái|cha|bố|mẹ|anh trai|em trai|em gái|chị gái|cháu|thư ký|trợ lý|lái xe)"
    r"\s+(?:của\s+)?(?:ông|bà|anh|chị|đồng chí)\s+$",
    re.IGNORECASE,
)
STEP_FROM = re.compile(r"\btừ\s+$", re.IGNORECASE)
STEP_TO = re.compile(rf"{_STEP}$|\b(?:thăng|phong|nâng|truy tặng|truy thăng)(?:\s+cấp)?{_INSIGNIA}?\s+$", re.IGNORECASE)
STRIPPED = re.compile(rf"\b(?:tước|giáng)(?:\s+(?:bỏ|danh hiệu))?{_INSIGNIA}?\s+$", re.IGNORECASE)
INTRODUCED = re.compile(rf"\s+{_TITLES}", re.IGNORECASE)
MALE = re.compile(r"\b(?:ông|anh|chú|cậu|ngài|chồng|ông ta)\s+$", re.IGNORECASE)
# Before an office of which nobody in particular is meant.
OFFICE_ITSELF = re.compile(
    r"\b(?:vị trí|ghế|chức|không phải|ứng viên|ứng cử viên|tranh cử|ứng cử|bầu cử|bầu|một|thành|quyền)\s+$",
    re.IGNORECASE,
)
FEMALE = re.compile(r"\b(?:bà|chị|cô|nữ|vợ|phu nhân)\s+$", re.IGNORECASE)
