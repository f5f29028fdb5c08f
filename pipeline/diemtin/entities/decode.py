"""From a tag for each token to mentions whose edges are those of the annotation guide."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diemtin.document import Label, Mention, Span
from diemtin.entities.countries import country_at_end
from diemtin.lexicon import entries, lexicon
from diemtin.normalize import token_key
from diemtin.phonology import is_syllable
from diemtin.segment import Tokens

__all__ = ["decode", "with_joined_places", "with_parts_apart", "with_whole_offices"]

_ACADEMIC_TITLES = frozenset(map(token_key, entries("academic_titles")))
_TITLES = frozenset(map(token_key, ("Giáo sư", "Phó Giáo sư", "Tiến sĩ", "Tiến sỹ", "Thạc sĩ", "Thạc sỹ", "Viện sĩ")))
_STANDING = re.compile(r"(?P<office>[Tt]hường trực)(?:\s+|$)")
_JOINT = re.compile(r"\s+kiêm\s+")
_MINISTER = re.compile(r"(?:bộ|thứ)\s+trưởng$", re.IGNORECASE)
_MINISTRY = re.compile(r"bộ\s", re.IGNORECASE)
# Small words inside the names of persons in Dutch, German, Spanish, Portuguese and Arabic.
_PARTICLES = frozenset(
    {"von", "van", "der", "den", "de", "del", "dos", "da", "du", "di", "ben", "bin", "bint", "ibn", "al", "el"}
)
_OF_NAMES = frozenset({"O", "B-PERSON", "I-PERSON"})
_INITIALS = re.compile(r"(?:[^\W\d_]{1,3}\.\s?)+\s")
_DASH = re.compile(r"\s?[-–]\s?")
# What is named for the two places that it lies between.
_BETWEEN = re.compile(
    r"(?:(?:đường|tuyến) )?(?:cao tốc|đường sắt)|đường (?:tránh|trục)|ngã (?:ba|tư|năm)|giao lộ", re.IGNORECASE
)
_LOOSE_ENDS = ",;:-–—\"“”'‘’"
_QUOTES = frozenset("\"“”'‘’")


def decode(text: str, tokens: Tokens, tags: Sequence[str]) -> list[Mention]:
    """Join `B-`, `I-` and `O` tags to mentions; marks at a mention's edges fall off, and degrees before a name."""
    mentions: list[Mention] = []
    bounds, printed = tokens.bounds, tokens.printed
    for first, last, label in _chunks(tags):
        start, end = _trimmed(printed, first, last)
        if mentions and start < end and bounds[start][0] < mentions[-1].span.end:
            continue  # a name that goes on after particles has it already
        while label == Label.PERSON and start < end - 1 and token_key(printed[start].rstrip(".")) in _ACADEMIC_TITLES:
            start, end = _trimmed(printed, start + 1, end)
        if label == Label.PERSON:
            end = _name_end(printed, tags, end)
        if any(c.isalnum() for token in printed[start:end] for c in token):
            mention = Mention(Span(bounds[start][0], bounds[end - 1][1]), Label(label))
            if mentions and _goes_on(text, mentions[-1], mention):
                mention = Mention(Span(mentions.pop().span.start, mention.span.end), mention.label)
            mentions.append(mention)
    return mentions


def _goes_on(text: str, before: Mention, mention: Mention) -> bool:
    """Whether two mentions are one person's initials: `Ng.` + `Th. L.`."""
    if before.label is not Label.PERSON or mention.label is not Label.PERSON:
        return False
    return _INITIALS.fullmatch(text, before.span.start, mention.span.start) is not None


def _name_end(printed: Sequence[str], tags: Sequence[str], end: int) -> int:
    """Where a person's name ends that goes on after particles: `Ursula` + `von der` + `Leyen`."""
    capital = end
    while capital < len(printed) and printed[capital] in _PARTICLES:
        capital += 1
    name = capital
    while name < len(printed) and printed[name][0].isupper() and tags[name] in _OF_NAMES:
        name += 1
    return name if end < capital < name else end


def _trimmed(tokens: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """Without the marks at both edges; a pair of quotes around a nickname stays (`Vũ "nhôm"`)."""
    while start < end and tokens[start] in _LOOSE_ENDS:
        start += 1
    while start < end and tokens[end - 1] in _LOOSE_ENDS:
        if tokens[end - 1] in _QUOTES and any(token in _QUOTES for token in tokens[start : end - 1]):
            break
        end -= 1
    return start, end


def with_whole_offices(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Offices with their words together (`Phó Chủ tịch` + `Thường trực HĐND`), apart from others; degrees are none."""
    found: list[Mention] = []
    for mention in mentions:
        if mention.label is Label.POSITION and token_key(mention.span.of(text)) in _TITLES:
            continue
        before = found[-1] if found else None
        match = _STANDING.match(text, mention.span.start, mention.span.end)
        if match and before and before.label is Label.POSITION and before.span.end + 1 == mention.span.start:
            found[-1] = Mention(Span(before.span.start, match.end("office")), Label.POSITION)
            if match.end() < mention.span.end:
                found.append(Mention(Span(match.end(), mention.span.end), mention.label))
        elif mention.label is Label.POSITION:
            found += _parted(text, mention)
        else:
            found.append(mention)
    return found


def _parted(text: str, office: Mention) -> Iterator[Mention]:
    start = office.span.start
    for joint in [*_JOINT.finditer(text, office.span.start, office.span.end), None]:
        yield Mention(Span(start, joint.start() if joint else office.span.end), office.label)
        start = joint.end() if joint else start


def _chunks(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    start, label, inside = 0, "", "O"
    for i, tag in enumerate([*tags, "O"]):
        if tag == inside:
            continue
        if label:
            yield start, i, label
        start, label = i, tag[2:]
        inside = f"I-{label}" if label else "O"


def with_joined_places(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Put the two ends of a road or a crossing together, and the parts of a listed name: `Bà Rịa - Vũng Tàu`."""
    found: list[Mention] = []
    for mention in mentions:
        before = found[-1] if found else None
        if before and before.label is mention.label is Label.LOCATION:
            joined = Mention(Span(before.span.start, mention.span.end), Label.LOCATION)
            dash = _DASH.fullmatch(text, before.span.end, mention.span.start)
            if dash and (_BETWEEN.match(before.span.of(text)) or _is_listed(joined.span.of(text))):
                found[-1] = joined
                continue
        found.append(mention)
    return found


def _is_listed(place: str) -> bool:
    """Whether an administrative unit has the name, with a class noun of one word before it or without."""
    names = (place, place.partition(" ")[2])
    return any(name in lexicon(units) for units in ("provinces", "districts", "communes") for name in names)


def with_parts_apart(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Part a body from the country or the person after it where the annotation guide has two mentions.

    `Bộ trưởng` + `Quốc phòng Mỹ` is a field and a country; `Chánh án` + `TAND tối cao Lê Văn A` a body and a person,
    if the article names the person elsewhere too.
    """
    people = {tuple(name.split()) for m in mentions if m.label is Label.PERSON and " " in (name := m.span.of(text))}
    found: list[Mention] = []
    for mention in mentions:
        office = found[-1] if found else None
        if office and _begins_with_end(text, office, mention, people):
            rest = text.index(" ", mention.span.start) + 1
            found[-1] = Mention(Span(office.span.start, rest - 1), office.label)
            found.append(Mention(Span(rest, mention.span.end), mention.label))
            continue
        follows = office and office.label is Label.POSITION and office.span.end + 1 == mention.span.start
        if not (office and follows and mention.label is Label.ORGANIZATION):
            found.append(mention)
            continue
        parts = [*re.finditer(r"\S+", mention.span.of(text))]
        words = [part.group() for part in parts]
        label, length = Label.PERSON, _ending(words, people) or _foreigner_at_end(words)
        if not length and _MINISTER.search(office.span.of(text)) and not _MINISTRY.match(mention.span.of(text)):
            label, length = Label.LOCATION, country_at_end(words)
        if length:
            start = mention.span.start
            found.append(Mention(Span(start, start + parts[-length - 1].end()), mention.label))
            found.append(Mention(Span(start + parts[-length].start(), mention.span.end), label))
        else:
            found.append(mention)
    return found


def _begins_with_end(text: str, body: Mention, name: Mention, people: set[tuple[str, ...]]) -> bool:
    """Whether the first word of a name is the last of the body before it: `Trung ương` + `Đoàn Lê Văn Khải`."""
    if body.label is not Label.ORGANIZATION or name.label is not Label.PERSON or body.span.end + 1 != name.span.start:
        return False
    words = name.span.of(text).split()
    return len(words) > 2 and tuple(words[1:]) in people


def _foreigner_at_end(words: Sequence[str]) -> int:
    """How many of the words are the name of a foreigner behind a body's short form: `EC Ursula von der Leyen`."""
    name = words[1:]
    capitals = [word for word in name if word not in _PARTICLES]
    if len(capitals) < 2 or not (words[0].isupper() and len(words[0]) > 1) or words[0] in lexicon("organization_heads"):
        return 0
    foreign = all(word.istitle() and word.isalpha() and not is_syllable(word) for word in capitals)
    return len(name) if foreign else 0


def _ending(words: Sequence[str], names: set[tuple[str, ...]]) -> int:
    """How many of the words at the end are one of the names; 0 where nothing would be left."""
    return next((n for n in range(len(words) - 1, 0, -1) if tuple(words[-n:]) in names), 0)
