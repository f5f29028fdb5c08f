"""Offices that a sentence says its subject holds, held or is to hold (`Tháng 3/2015, ông A được bầu làm ...`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from diemtin.document import Label, Mention, Span
from diemtin.people.chains import BODIES, Chain, joined, run_from
from diemtin.people.wording import BEARING, CAREER, HELD, HELD_IN, PASSIVE, SUCH_AS, TO_OTHERS
from diemtin.segment.sentences import split_sentences

__all__ = ["predicated"]

# Characters.
_WIDEST_PREDICATE = 70
# Before a name that is not the subject: the doer of a passive, a predecessor, somebody's superior.
_NOT_SUBJECT = re.compile(
    r"\b(?:được|bị|do|bởi|thay|thay cho|thay thế|thế|thay ông|thay bà|kế nhiệm|của|cùng|(?<!đối )với|gặp|con|vợ|chồng)"
    r"\s+(?:ông|bà|anh|chị|đồng chí|cho|cho ông|cho bà|người tiền nhiệm)?\s*$",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:không|chưa|chẳng|nếu|muốn|đòi|hoặc|tranh cử|ứng cử|ứng viên|giả danh|mạo danh|tự xưng|mạo nhận|đóng giả"
    r"|giả làm|tự nhận|xưng|hai ông|hai bà|hai người|các ông|họ|cả hai)\b"
)
_TOUCHING = re.compile(r"\s+(?:làm\s+)?")
_DOER = re.compile(r"\b(?:do|ủng hộ|đề nghị|để)\s+$", re.IGNORECASE)
_RELATIVE = re.compile(r"\s*,\s*(?:người|hiện|vốn|nguyên|từng)\b")
_PRONOUN = re.compile(r"\b(?:ông|bà|anh|chị|cô|đồng chí|ông ta|bà ta|ông này|bà này|vị này)\b", re.IGNORECASE)
_BARE_OPENING = re.compile(r"^\W*(?:nguyên|từng|vốn|hiện|trước đó|sau đó|tháng|năm|từ)\b", re.IGNORECASE)


def predicated(
    text: str, mentions: Sequence[Mention], begins: Mapping[Mention, int], free: Set[Mention]
) -> Iterator[tuple[Mention, Chain]]:
    """Each subject with the chain that a predicate of holding ties to it.

    Args:
        text: the article's text.
        mentions: all mentions in order.
        begins: for each name that can be a subject, where it begins with what leads up to it.
        free: the ranks and offices that belong to nobody yet.
    """
    bounds = [0, *(sentence.start for sentence in split_sentences(text, Span(0, len(text)))), len(text) + 1]
    sentence, topic = 0, None
    named: list[Mention] = []
    taken: set[Mention] = set()
    for i, mention in enumerate(mentions):
        while mention.span.start >= bounds[sentence + 1]:
            sentence += 1
            topic = _subject(text, bounds[sentence - 1], begins, named[:1]) or topic
            named = []
        if mention in begins:
            named.append(mention)
        elif mention in free and mention.label is Label.RANK:
            if named and BEARING.search(_lead(text, mentions, i, bounds[sentence])):
                yield named[-1], [mention]
        elif mention in free and mention not in taken and mention.label is Label.POSITION:
            lead = _lead(text, mentions, i, bounds[sentence])
            listed = _is_listed(text, mentions, i, bounds[sentence])
            held = listed or (
                HELD.search(lead) and not _DENIED.search(lead) and not _of_others(text, mentions, i, bounds[sentence])
            )
            if held or CAREER.search(lead):
                start = bounds[sentence]
                subject = _told_of(text, mention, named) or _subject(text, start, begins, named)
                subject = subject or _referred(text, start, mention, named, topic)
                chain = run_from(text, mentions, i)
                taken.update(chain)
                if subject:
                    yield subject, chain


def _is_listed(text: str, mentions: Sequence[Mention], i: int, start: int) -> bool:
    """Whether an office is the first that somebody is said to have held in a body (`các chức vụ của tỉnh X như`)."""
    body = mentions[i - 1] if i else None
    if not body or body.label not in BODIES or not joined(SUCH_AS, text, body, mentions[i]):
        return False
    return HELD_IN.search(_lead(text, mentions, i - 1, start)) is not None


def _of_others(text: str, mentions: Sequence[Mention], i: int, start: int) -> bool:
    """Whether somebody else gets or has the office (`đề cử giám đốc làm Bộ trưởng`, `do Bộ trưởng làm ...`)."""
    office = mentions[i].span.start
    giving = TO_OTHERS.search(text, max(start, office - _WIDEST_PREDICATE), office)
    if giving and not PASSIVE.search(text, start, giving.start()):
        return True
    first = i
    while (
        first
        and mentions[first - 1].label is not Label.PERSON
        and _TOUCHING.fullmatch(text, mentions[first - 1].span.end, mentions[first].span.start)
    ):
        first -= 1
    begin = mentions[first].span.start
    return first < i and _DOER.search(text, max(start, begin - 20), begin) is not None


def _subject(text: str, start: int, begins: Mapping[Mention, int], named: Sequence[Mention]) -> Mention | None:
    """The last of the names of a sentence that can be its subject."""
    return next(
        (
            name
            for name in reversed(named)
            if not _NOT_SUBJECT.search(text, max(start, begins[name] - 40), begins[name])
        ),
        None,
    )


def _told_of(text: str, office: Mention, named: Sequence[Mention]) -> Mention | None:
    """The last name before an office, if a relative clause follows it (`A, người được chọn làm ...`)."""
    return named[-1] if named and _RELATIVE.match(text, named[-1].span.end, office.span.start) else None


def _referred(
    text: str, start: int, office: Mention, named: Sequence[Mention], topic: Mention | None
) -> Mention | None:
    """Whom a pronoun before the office, or no subject at all, refers to."""
    if named and _PRONOUN.search(text, named[-1].span.end, office.span.start):
        return named[-1]
    opening = text[start : office.span.start]
    if named:
        return None
    goes_on = any(pattern.search(opening) for pattern in (_PRONOUN, _BARE_OPENING, CAREER))
    return topic if goes_on or HELD.fullmatch(opening) else None


def _lead(text: str, mentions: Sequence[Mention], i: int, start: int) -> str:
    """What stands between the mention before and the one at index `i`, as far as it is of the same sentence."""
    begin = max(start, mentions[i - 1].span.end if i else 0, mentions[i].span.start - _WIDEST_PREDICATE)
    return text[begin : mentions[i].span.start]
