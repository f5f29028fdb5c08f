"""Countries and what is named for them: their full names, and foreign bodies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diemtin.document import Label, Mention, Span
from diemtin.lexicon import entries, lexicon

__all__ = ["country_at_end", "with_foreign_bodies", "with_whole_countries"]

_FOREIGN_BODIES = sorted(entries("foreign_bodies"), key=len, reverse=True)
_FOREIGN_BODY = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _FOREIGN_BODIES))}) $", re.IGNORECASE)
_LONGEST_NOUN = 24  # characters
# How a state calls itself before its name: `Cộng hòa Dân chủ Nhân dân Lào`.
_FORM_OF_STATE = re.compile(
    r"\b(?:Cộng (?:hòa|hoà)|Vương quốc|Đại công quốc|Công quốc|Liên bang|(?:Hợp chúng|Hợp|Vương) quốc|Nhà nước"
    r"|Các Tiểu vương quốc|Đại Hàn)"
    r"(?: (?:Dân chủ|Nhân dân|xã hội chủ nghĩa|Hồi giáo|Liên bang|Hợp tác|Thống nhất|Liên hiệp|Ả-?rập|Ả Rập|Đa dân tộc"
    r"|Bolivar|Liên minh))* ",
    re.IGNORECASE,
)
# One of these stands in every form.
_FORMS = ("ộng h", "quốc ", "ông quốc", "iên bang", "hà nước", "ại Hàn", "QUỐC", "HÒA", "HOÀ", "BANG", "NƯỚC")
_STATE = (Label.LOCATION, Label.ORGANIZATION)
_NAME = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?: [^\W\d_]+(?:-[^\W\d_]+)*){0,3}")


def with_foreign_bodies(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Make a country and the noun before it one body where the annotation guide has one: `Hải cảnh Trung Quốc`."""
    found: list[Mention] = []
    for mention in mentions:
        before = found[-1] if found else None
        # `Hải cảnh` is nobody called Hải.
        half = before if before and before.label is Label.PERSON else None
        free = half.span.start if half else before.span.end if before else 0
        noun = _FOREIGN_BODY.search(text, max(free, mention.span.start - _LONGEST_NOUN), mention.span.start)
        if noun and mention.label is Label.LOCATION and mention.span.of(text) in lexicon("countries"):
            found = [m for m in found if m.span.end <= noun.start()]
            found.append(Mention(Span(noun.start(), mention.span.end), Label.ORGANIZATION))
        else:
            found.append(mention)
    return found


def with_whole_countries(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Make the full name of a state one place, whatever of it was tagged: `nước Cộng hòa Dân chủ Nhân dân Lào`.

    A name of which nothing was tagged as a place, or which is a part of a longer mention, is left as it is.
    """
    found = list(mentions)
    if not any(form in text for form in _FORMS):
        return found
    for form in _FORM_OF_STATE.finditer(text):
        name = _NAME.match(text, form.end())
        words = name.group().split(" ") if name else []
        length = next((n for n in range(len(words), 0, -1) if _is_country(words[:n])), 0)
        if not length:
            continue
        whole = Span(form.start(), form.end() + len(" ".join(words[:length])))
        touched = [m for m in found if m.span.overlaps(whole)]
        if not any(m.label in _STATE for m in touched) or any(_goes_beyond(m, whole) for m in touched):
            continue
        start = min(whole.start, touched[0].span.start)
        found = [m for m in found if m not in touched]
        found.append(Mention(Span(start, whole.end), Label.LOCATION))
    return sorted(found, key=lambda mention: mention.span)


def _goes_beyond(mention: Mention, whole: Span) -> bool:
    """Whether a mention has words behind a state's name, or is a body that the name is part of."""
    return mention.span.end > whole.end or (mention.label is Label.ORGANIZATION and mention.span.start < whole.start)


def country_at_end(words: Sequence[str]) -> int:
    """How many of the words at the end are a country's name; 0 where nothing would be left before it."""
    return next((n for n in range(len(words) - 1, 0, -1) if _is_country(words[-n:])), 0)


def _is_country(words: Sequence[str]) -> bool:
    """Whether words printed with capitals are a country's name; `pháp` is none."""
    return all(word[:1].isupper() for word in words) and " ".join(words) in lexicon("countries")
