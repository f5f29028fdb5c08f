"""Where the names of bodies begin and end: nouns before them, commas inside them, and what is no part of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diemtin.document import Label, Mention, Span
from diemtin.lexicon import entries

__all__ = ["with_long_names", "with_units_of_heads", "with_whole_bodies"]

# The one office that is tagged as a part of the company's name.
_EXECUTIVE = re.compile(r"(?P<office>CEO)\s+")
# The first word of a unit's name, in capitals, between an office and what is tagged of the name.
_SHORT_FORM = re.compile(r"\s(?P<short>[^\W\d_]{2,8})\s")
# Nouns that belong to the name of the body right behind them.
_HEAD = re.compile(
    r"(?<!\w)(?:cơ quan (?:(?:cảnh sát|an ninh) )?điều tra|cơ quan (?:CSĐT|ANĐT)|ban giám đốc|đảng (?:ủy|uỷ)"
    r"|phòng giao dịch|(?:toà|tòa) soạn|tập đoàn|(?:tổng )?công ty|hãng|quân chủng|binh chủng) $",
    re.IGNORECASE,
)
# An office in small letters, tagged as nothing between another and its body.
_CHIEF = re.compile(r",\s(?P<office>(?:phó )?thủ trưởng) $", re.IGNORECASE)
_LONGEST_HEAD = 28  # characters
# What stands behind a body's name: where it is, or what it does.
_NO_PART = re.compile(
    r"\s*[-–,]?\s+(?:có trụ sở )?(?:ở|tại)\s+|\s+(?:đã|sẽ|đang|vừa|cho biết|khẳng định|về việc|về cơ sở)\s"
    r"|(?<!ban)\s+(?-i:tổ chức) (?=hội|lễ|họp|tập huấn|buổi|cuộc)",
    re.IGNORECASE,
)
# Courts and prosecutors that are named for where they sit.
_SEATED = re.compile(
    r"(?:TAND|VKSND|Tòa|Toà|Viện kiểm sát|Sở giao dịch|Đại sứ quán|Lãnh sự quán|Phái đoàn|Văn phòng|Cơ quan)",
    re.IGNORECASE,
)
# A unit of an army whose number stands behind its branch: `Trung đoàn công binh hải quân 83`.
_NUMBERED = re.compile(
    r"(?P<noun>(?:trung|lữ|tiểu|sư|binh) đoàn|đại đội|hải đội|hải đoàn|hạm đội|lữ đoàn)"
    r"(?: (?:công binh|hải quân|bộ binh|pháo binh|phòng không|không quân|thông tin|vận tải|tên lửa|ra đa|tàu ngầm"
    r"|xe tăng|tăng thiết giáp|đặc công|đặc nhiệm|cơ động|trinh sát|hóa học|hoá học|kỹ thuật|biên phòng"
    r"|cảnh sát biển)){1,3} \d+",
    re.IGNORECASE,
)
_OF_PROJECTS = re.compile(
    r"(?P<noun>ban (?:QLDA|quản lý (?:các )?dự án))"
    r"(?: (?:đầu tư|xây dựng|công trình|các|và|giao thông|dân dụng|công nghiệp|nông nghiệp|phát triển nông thôn|hạ tầng"
    r"|kỹ thuật|đô thị|khu vực|tỉnh|huyện|thành phố|thị xã)\b)+",
    re.IGNORECASE,
)
_TOLD = re.compile(r"báo\s+(?=công an\s+(?:huyện|quận|thị xã|xã|phường|tỉnh)\b)", re.IGNORECASE)
_OF_PARLIAMENT = re.compile(r"(?:nguyên |cựu )?(?:đại biểu|nữ đại biểu)", re.IGNORECASE)
_PARLIAMENT = re.compile(r"(?P<body>Quốc hội)\s+(?P<place>\S.*)")
# An office that has swallowed the unit: `Trưởng ban Thư ký`.
_HEAD_OF_UNIT = re.compile(
    r"(?P<office>(?:\S+\s)*?(?:trưởng|phó)\s(?:phòng|ban|đội|trạm|khoa))\s+"
    r"(?!(?:thường trực|phụ trách|chuyên trách|điều hành|kiêm|chuyên án|trưởng|phó|danh dự)\b)(?P<unit>\S.*)",
    re.IGNORECASE,
)


def _pattern(name: str) -> str:
    """A name with both ways of placing the tone marks of these three rimes."""
    return re.escape(name).replace("óa", "(?:óa|oá)").replace("úy", "(?:úy|uý)").replace("ủy", "(?:ủy|uỷ)")


_WORD = re.compile(r"\S+")
_LONG_NAMES = re.compile(
    rf"(?:{'|'.join(map(_pattern, sorted(entries('unit_names'), key=len, reverse=True)))})(?!\w)", re.IGNORECASE
)


def with_whole_bodies(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Bodies with the nouns that belong to them (`cơ quan điều tra Bộ Công an`), without `CEO`, addresses and verbs."""
    found: list[Mention] = []
    for mention in mentions:
        if mention.label is not Label.ORGANIZATION:
            found.append(mention)
            continue
        start, end = mention.span.start, mention.span.end
        before = found[-1] if found else None
        executive = _EXECUTIVE.match(text, start, end)
        if executive:
            found.append(Mention(Span(start, executive.end("office")), Label.POSITION))
            start = executive.end()
        else:
            start = _beginning(text, before, start, end)
            chief = _CHIEF.search(text, max(before.span.end if before else 0, start - _LONGEST_HEAD), start)
            if chief:
                found.append(Mention(Span(*chief.span("office")), Label.POSITION))
        found += _ended(text, before, Span(start, _ending(text, start, end)))
    return found


def _beginning(text: str, before: Mention | None, start: int, end: int) -> int:
    free = before.span.end if before else 0
    told = _TOLD.match(text, start, end)
    if told:
        return told.end()
    if before and before.label is Label.POSITION:
        gap = _SHORT_FORM.fullmatch(text, free, start)
        if gap and gap["short"].isupper():
            return gap.start("short")
    head = _HEAD.search(text, max(free, start - _LONGEST_HEAD), start)
    return head.start() if head else start


def _ending(text: str, start: int, end: int) -> int:
    for pattern in (_NUMBERED, _OF_PROJECTS):
        unit = pattern.match(text, start)
        if unit and unit.end("noun") <= end < unit.end():
            return unit.end()
    if _SEATED.match(text, start, end):
        return end
    rest = _NO_PART.search(text, start, end)
    return rest.start() if rest and rest.start() > start else end


def _ended(text: str, before: Mention | None, body: Span) -> Iterator[Mention]:
    """A body; the National Assembly without the place that a deputy comes from."""
    printed = _PARLIAMENT.fullmatch(text, body.start, body.end)
    if printed and before and before.label is Label.POSITION and _OF_PARLIAMENT.fullmatch(before.span.of(text)):
        yield Mention(Span(*printed.span("body")), Label.ORGANIZATION)
        yield Mention(Span(*printed.span("place")), Label.LOCATION)
    else:
        yield Mention(body, Label.ORGANIZATION)


def with_units_of_heads(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Part an office from the unit that it has swallowed: `Trưởng ban` + `Thư ký Hội đồng thi`."""
    found: list[Mention] = []
    for mention in mentions:
        before = found[-1] if found else None
        swallowed = (
            before is not None and before.label is Label.ORGANIZATION and before.span.end + 1 == mention.span.start
        )
        if before and swallowed and mention.label is Label.ORGANIZATION and _is_unit_of_head(text, found):
            found[-1] = Mention(Span(before.span.start, mention.span.end), Label.ORGANIZATION)
            continue
        parts = _HEAD_OF_UNIT.fullmatch(text, mention.span.start, mention.span.end)
        if parts and mention.label is Label.POSITION:
            found.append(Mention(Span(*parts.span("office")), Label.POSITION))
            found.append(Mention(Span(*parts.span("unit")), Label.ORGANIZATION))
        else:
            found.append(mention)
    return found


def _is_unit_of_head(text: str, found: Sequence[Mention]) -> bool:
    """Whether the last body was parted from the office before it."""
    if len(found) < 2 or found[-2].label is not Label.POSITION:
        return False
    return _HEAD_OF_UNIT.fullmatch(text, found[-2].span.start, found[-1].span.end) is not None


def with_long_names(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Bodies whose names have commas, whole: `Cục` + `Xuất bản, In và Phát hành`.

    A listed name counts where a body is tagged at its beginning, or an office right before it.
    """
    found = list(mentions)
    for mention in mentions:
        name = next(filter(None, (_LONG_NAMES.match(text, place) for place in _places(text, mention))), None)
        if not name:
            continue
        inside = [m for m in found if m.span.end > name.start() and m.span.start < name.end()]
        if mention.label is Label.ORGANIZATION and mention in found and mention not in inside:
            inside.append(mention)
        start = min([name.start(), *(m.span.start for m in inside)])
        end = max([name.end(), *(m.span.end for m in inside)])
        found = [m for m in found if m not in inside]
        found.append(Mention(Span(start, end), Label.ORGANIZATION))
        found.sort(key=lambda mention: mention.span)
    return _with_wholes(text, found, mentions)


def _places(text: str, mention: Mention) -> Iterator[int]:
    """Where a long name may begin: at each word of a body, and behind it or an office."""
    if mention.label is Label.ORGANIZATION:
        yield from (word.start() for word in _WORD.finditer(text, mention.span.start, mention.span.end))
    if mention.label in (Label.ORGANIZATION, Label.POSITION) and text[mention.span.end : mention.span.end + 1] == " ":
        yield mention.span.end + 1


def _with_wholes(text: str, mentions: Sequence[Mention], before: Sequence[Mention]) -> list[Mention]:
    """Join what was made longer with the body right behind it: part then whole without a comma is one."""
    known = set(before)
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if (
            last
            and last not in known
            and last.label is mention.label is Label.ORGANIZATION
            and text[last.span.end : mention.span.start] == " "
        ):
            joined[-1] = Mention(Span(last.span.start, mention.span.end), Label.ORGANIZATION)
        else:
            joined.append(mention)
    return joined
