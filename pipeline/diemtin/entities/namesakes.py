"""Places and bodies that are named as people are, or after people: `đường Lê Văn Khải`, `Trạm Biên phòng Hữu Nghị`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from diemtin.document import Label, Mention, Span
from diemtin.lexicon import honorifics, lexicon
from diemtin.normalize import key

__all__ = ["with_namesakes"]

# Right before a name: what is called by it.
_PLACE = re.compile(
    r"(?<!\w)(?<!con )(?<!thành )(?:đường|phố|khách sạn|nhà hàng|chợ|chùa|công viên|quảng trường|nghĩa trang|tượng đài"
    r"|khu tưởng niệm|khu lưu niệm|đền thờ|bến xe|sân vận động|khu đô thị|tòa nhà|toà nhà|ngã tư|ngã ba"
    r"|tiệm vàng|cửa hàng|quán (?:karaoke|cà phê|ăn|nhậu|cơm)|quán) $",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?<!\w)(?:phòng giao dịch|chi nhánh|văn phòng luật sư|nhà xe|hãng xe|doanh nghiệp) $", re.IGNORECASE
)
# Awards, and ships, which the annotation guide leaves unmarked.
_NOBODY = re.compile(
    r"(?<!\w)(?:giải thưởng|học bổng|quỹ học bổng|huân chương|giải|USS|HMS|chiến hạm|khu trục hạm|hàng không mẫu hạm"
    r"|tàu(?: (?:sân bay|khu trục|hộ vệ|ngầm|chiến|đổ bộ|tuần dương|tuần duyên|hộ tống|hải quân|cá|cảnh sát biển))?) $",
    re.IGNORECASE,
)
# Bodies that are nobody's without a name.
_NAMELESS = re.compile(
    r"(?:trường\s+)?(?:tiểu học|trung học cơ sở|trung học phổ thông|THCS|THPT|mầm non|mẫu giáo)"
    r"|trường (?:học|cấp [123I]+)|văn phòng luật sư|nhà thi đấu",
    re.IGNORECASE,
)
_WIDEST_NOUN = 20  # characters


def with_namesakes(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Give names that are tagged as people's, but are those of places and bodies, to these."""
    found: list[Mention] = []
    for mention in mentions:
        found += _with_noun(text, mention, found[-1].span.end if found else 0)
    named = _names_of_others(text, found)
    joined: list[Mention] = []
    for mention in found:
        before = joined[-1] if joined else None
        label = named.get(mention.span.of(text)) if mention.label is Label.PERSON else None
        touches = before and before.label is Label.ORGANIZATION and before.span.end + 1 == mention.span.start
        if before and touches and (label or _lacks_name(text, before, mention)):
            joined[-1] = Mention(Span(before.span.start, mention.span.end), Label.ORGANIZATION)
        else:
            joined.append(Mention(mention.span, label) if label else mention)
    return joined


def _with_noun(text: str, mention: Mention, free: int) -> Iterator[Mention]:
    """A mention, a person's name with the noun right before it that says what it names; nothing of awards and ships.

    Args:
        text: the text.
        mention: the mention.
        free: where the one before it ends.
    """
    start = mention.span.start
    begin = max(free, start - _WIDEST_NOUN)
    if mention.label is Label.PERSON and _NOBODY.search(text, begin, start):
        return
    for pattern, label in ((_PLACE, Label.LOCATION), (_BODY, Label.ORGANIZATION)):
        noun = pattern.search(text, begin, start) if mention.label is Label.PERSON else None
        if noun:
            mention = Mention(Span(noun.start(), mention.span.end), label)
    yield mention


def _lacks_name(text: str, body: Mention, name: Mention) -> bool:
    return name.label is Label.PERSON and _NAMELESS.fullmatch(body.span.of(text)) is not None


def _names_of_others(text: str, mentions: Sequence[Mention]) -> Mapping[str, Label]:
    """Names of two syllables that end the name of a place or body of the article, and that nothing says are people's.

    What an honorific, a rank or an office leads up to is a person's; so is what begins with a family name and
    is tagged so more often.
    """
    people: dict[str, int] = {}
    for mention in mentions:
        if mention.label is Label.PERSON:
            people[mention.span.of(text)] = people.get(mention.span.of(text), 0) + 1
    sought = {name for name in people if len(name.split()) == 2} - set(_introduced(text, mentions))
    others: dict[str, list[Label]] = {}
    for mention in mentions:
        if mention.label in (Label.LOCATION, Label.ORGANIZATION):
            name = " ".join(mention.span.of(text).split()[-2:])
            if name in sought and len(mention.span.of(text)) > len(name):
                others.setdefault(name, []).append(mention.label)
    return {
        name: labels[0] for name, labels in others.items() if len(labels) >= people[name] or not _has_family_name(name)
    }


def _has_family_name(name: str) -> bool:
    return name.partition(" ")[0] in lexicon("surnames")


def _introduced(text: str, mentions: Sequence[Mention]) -> Iterable[str]:
    """The names that an honorific, a rank or an office leads up to."""
    for before, mention in pairwise([None, *mentions]):
        if mention is None or mention.label is not Label.PERSON:
            continue
        start = mention.span.start
        office = before and before.label in (Label.RANK, Label.POSITION) and before.span.end + 1 == start
        words = key(text[max(0, start - _WIDEST_NOUN) : start]).split()
        if office or (words and words[-1] in honorifics()):
            yield mention.span.of(text)
