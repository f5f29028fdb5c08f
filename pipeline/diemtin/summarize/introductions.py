"""How an article introduces a person: the words around the full name that say rank and office, as printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from diemtin.document import Label, Mention, Person, Span
from diemtin.lexicon import entries
from diemtin.normalize import key, syllables

__all__ = [
    "Introduction",
    "has_new_capital",
    "introduction",
    "led_up_to",
    "tells_an_office",
    "whole_introductions",
    "within_sentence",
]

_LONGEST_OFFICE = 16  # syllables
_SHORT_FORM = 3  # letters: `Ths`, `Bs`
_LEADING = (Label.RANK, Label.POSITION)
_BODIES = (Label.ORGANIZATION, Label.LOCATION)
_HONORIFIC = re.compile(r"(?:\b(?:ông|bà|anh|chị|đồng chí|đ/c) )$", re.IGNORECASE)
# After what a rank or an office can stand before a name.
_OPEN_TO_TITLE = re.compile(
    r"(?:^|[,;:] |\b(?:theo|do|của|với|cùng|bởi|gặp|cho|là|đến|về|khi|thì|mà) )$", re.IGNORECASE
)
_APPOSITION = re.compile(r", | [–—-] ")
_LED_UP = re.compile(r"(?: |, | - | – )(?:(?:ông|bà|anh|chị|đồng chí|đ/c) )?", re.IGNORECASE)
# Behind a colon, a dash or an opening quotation mark a sentence may begin.
_WITHIN = re.compile(r"(?<=[\w,;)] )|(?<=\()")
_FOLLOWED = re.compile(r"\s*(?:,| -| –| —|\()\s*|\s+(?:là|hiện là|nguyên là)\s+", re.IGNORECASE)
# `bổ nhiệm ông Lê Ấn làm Giám đốc`: the sentence tells which office it is about itself.
_APPOINTED = re.compile(r"\b(?:phê chuẩn|bổ nhiệm|đề cử|chọn|bầu|chỉ định)\b[^,.;:]{0,40}$", re.IGNORECASE)
_INTO_OFFICE = re.compile(r"[^,.;:]{0,40}?\b(?:làm|giữ|vào|trở thành|thay)\b")
_LOOKED_BACK = 80  # characters
_OFFICE_NEAR = 8  # syllables behind a name
# `Phó Trưởng Phòng`, of which department is not told; not `Hải Phòng`.
_BARE_BODY = re.compile(r"(?:^|(?i:trưởng|phó) )Phòng$")


@dataclass(frozen=True, slots=True)
class Introduction:
    """A person's name with rank or office as printed in one place.

    Attributes:
        span: the words.
        opens: whether a rank or an office stands before the name.
        mark: what parts the name from an office after it; empty where none is.
    """

    span: Span
    opens: bool
    mark: str

    def replaces_from(self, text: str, start: int, name: Span) -> int | None:
        """Where what it can replace begins, the honorific before the name included; None where it does not fit."""
        before = text[start : name.start]
        honorific = _HONORIFIC.search(before)
        if honorific:
            return name.start if not self.opens else start + honorific.start()
        return name.start if _OPEN_TO_TITLE.search(before) else None

    def closing(self, text: str, end: int, last: int) -> str | None:
        """The mark after it; None where it does not fit.

        Args:
            text: the article's text.
            end: where the sentence goes on.
            last: where the piece of the sentence ends.
        """
        if not self.mark:
            return ""
        if re.match(r"[.!?]?$", text[end:last]):
            return ""
        if text[end : end + 2] == ", " and text[end + 2 : end + 3].islower():
            return None
        return self.mark if _goes_on().match(text, end, last) else None


@cache
def _goes_on() -> re.Pattern[str]:
    """What may follow a name that an apposition is put behind: a predicate."""
    return re.compile(rf" (?:{'|'.join(map(re.escape, entries('predicates')))}|cho|không|chưa)\b")


def introduction(text: str, mentions: Sequence[Mention], person: Person) -> Introduction | None:
    """The best introduction of a person that the article has: with office and rank, with an office, with a rank.

    Only ranks and offices that stand next to the full name and are the person's own are taken.
    """
    index = {mention: i for i, mention in enumerate(mentions)}
    found = [
        (bool(made.mark) + _says(mentions, made), -len(made.span), -made.span.start, made)
        for mention in person.mentions
        if key(mention.span.of(text)) == key(person.name) and mention in index
        for made in _introductions(text, mentions, index[mention], person)
    ]
    return max(found, key=lambda entry: entry[:3])[3] if found else None


def within_sentence(text: str, start: int) -> bool:
    """Whether what stands there surely does not begin a sentence."""
    return _WITHIN.match(text, start) is not None


def has_new_capital(text: str, mentions: Sequence[Mention], made: Introduction) -> bool:
    """Whether the capital that an introduction opens with is only that of a sentence's beginning.

    It is not where a colon stands before it, where the rank or office is a short form (`Ths`) or has another capital
    (`Phó Chủ tịch`), or where it stands with its capital within a sentence of the article.
    """
    start = made.span.start
    title = next((mention.span.of(text) for mention in mentions if mention.span.start == start), "")
    if not made.opens or len(title) <= _SHORT_FORM or text.endswith(": ", 0, start):
        return False
    is_capitalized = title[0].isupper() and title[1:].islower()
    places = re.finditer(rf"(?<!\w){re.escape(title)}(?!\w)", text)
    return is_capitalized and not any(within_sentence(text, place.start()) for place in places)


def _says(mentions: Sequence[Mention], made: Introduction) -> int:
    return len({mention.label for mention in mentions if made.span.covers(mention.span) and mention.label in _LEADING})


def _introductions(text: str, mentions: Sequence[Mention], i: int, person: Person) -> list[Introduction]:
    start, end = _before(text, mentions, i, person), _after(text, mentions, i, person)
    name = mentions[i].span
    if start == name.start and end == name.end:
        return []
    mark = text[name.end : name.end + 2].rstrip(" ") if end > name.end else ""
    closing = "," if mark == "," else " -" if mark else ""
    return [Introduction(Span(start, end), start < name.start, closing)]


def _before(text: str, mentions: Sequence[Mention], i: int, person: Person) -> int:
    """Where the rank or office begins that leads right up to a name; else where the name does."""
    start, j = mentions[i].span.start, i - 1
    best = start
    own = {office.position for office in person.offices}
    while j >= 0 and mentions[j].label is not Label.PERSON and text[mentions[j].span.end : start] == " ":
        link = mentions[j]
        start = link.span.start
        abbreviated = link.span.of(text).isupper()
        if (link.label is Label.RANK or (link.label is Label.POSITION and link in own)) and not abbreviated:
            best = start
        j -= 1
    return best if len(syllables(text[best : mentions[i].span.start])) <= _LONGEST_OFFICE else mentions[i].span.start


def _after(text: str, mentions: Sequence[Mention], i: int, person: Person) -> int:
    """Where the first office after a name ends, with its body; else where the name does."""
    name = mentions[i].span
    own = {office.position: office.organization for office in person.offices}
    office = mentions[i + 1] if i + 1 < len(mentions) else None
    if office not in own or office is None or not _APPOSITION.fullmatch(text, name.end, office.span.start):
        return name.end
    end, j = office.span.end, i + 2
    while j < len(mentions) and mentions[j].label in _BODIES and text[end : mentions[j].span.start] == " ":
        end, j = mentions[j].span.end, j + 1
    body = own[office]
    complete = (body is None or body.span.end <= end) and not _BARE_BODY.search(mentions[j - 1].span.of(text))
    if not complete or len(syllables(text[office.span.start : end])) > _LONGEST_OFFICE or not _ends(text, end):
        return name.end
    return end


def _ends(text: str, end: int) -> bool:
    """Whether an office that ends there goes no further in words that are no mention."""
    return not text[end : end + 1].strip() or text[end] in ",.;:)" or text[end : end + 3] in (" - ", " – ")


def led_up_to(text: str, mentions: Sequence[Mention], i: int) -> bool:
    """Whether a rank, an office or a body stands right before the name, or an apposition right after it."""
    span = mentions[i].span
    before = mentions[i - 1] if i else None
    if before and before.label is not Label.PERSON and _LED_UP.fullmatch(text, before.span.end, span.start):
        return True
    after = mentions[i + 1] if i + 1 < len(mentions) else None
    return bool(after and after.label is Label.POSITION and _FOLLOWED.fullmatch(text, span.end, after.span.start))


def tells_an_office(text: str, mentions: Sequence[Mention], made: Introduction, name: Span, last: int) -> bool:
    """Whether the sentence itself tells the office that an introduction would put in beside the name.

    Args:
        text: the article's text.
        mentions: its names.
        made: the introduction.
        name: where the name stands in the sentence.
        last: where the piece of the sentence ends.
    """
    offices = [m.span.of(text) for m in mentions if m.label is Label.POSITION and made.span.covers(m.span)]
    start = max(text.rfind("\n", 0, name.start) + 1, name.start - _LOOKED_BACK)
    if offices and _APPOINTED.search(text, start, name.start) and _INTO_OFFICE.match(text, name.end, last):
        return True
    near = " ".join(text[name.end : last].split()[:_OFFICE_NEAR])
    return any(re.search(rf"\b{re.escape(key(office))}\b", key(near)) for office in offices)


def whole_introductions(text: str, mentions: Sequence[Mention], people: Sequence[Person]) -> list[Span]:
    """Each place where a name stands with a rank or one office beside it, which may only be left out with the name."""
    index = {mention: i for i, mention in enumerate(mentions)}
    found = []
    for person in people:
        positions = {office.position.span.start for office in person.offices}
        for mention in person.mentions:
            i = index[mention]
            span = Span(_before(text, mentions, i, person), _after(text, mentions, i, person))
            another = span.end + len(", ") in positions  # of two offices one may go
            if span != mention.span and not another:
                found.append(span)
    return found
