"""What short names of bodies stand for: the place they lack, the words of their abbreviations, and their whole.

A place is added only where the article names one place of that level and no other (`Công an tỉnh` in an article
that names `tỉnh Sóc Trăng` alone); numbers of police units and customary abbreviations come from lists. A unit that is
only named behind the office of its head (`Trưởng phòng Tham mưu`) gets the noun that the office has swallowed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice, pairwise

from diemtin.bodies import customary_abbreviations, spelled_out
from diemtin.document import Abbreviation, Article, Entity, FullName, FurnitureKind, Label, Mention, Span
from diemtin.lexicon import Matcher, lexicon, table
from diemtin.normalize import CAPITALS, key, token_key

__all__ = ["published_by", "with_full_names"]

_WORD = re.compile(r"[^\s,()\"“”]+")
# A word of the level of a place, or of a body that exists once in each place of the level.
_LEVELS = {
    key(word): level
    for level, words in {
        "tỉnh": ("tỉnh", "Tỉnh ủy"),
        "thành phố": ("thành phố", "TP", "TP.", "Thành ủy"),
        "huyện": ("huyện", "Huyện ủy"),
        "quận": ("quận", "Quận ủy"),
        "thị xã": ("thị xã", "TX", "TX.", "Thị ủy"),
        "thị trấn": ("thị trấn",),
        "phường": ("phường",),
        "xã": ("xã",),
    }.items()
    for word in words
}
_CITIES = frozenset(map(key, ("Hà Nội", "Hồ Chí Minh", "HCM", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế", "Sài Gòn")))
_NAMED_AFTER = frozenset(map(key, ("Hồ Chí Minh", "Sài Gòn")))
_OF_PROVINCE, _OF_CITY = f"{key('Công an tỉnh')} ", f"{key('Công an thành phố')} "
# Before a level: all of a place, all places (`công an toàn tỉnh`).
_ALL_OF = frozenset(map(key, ("toàn", "các", "cấp", "nhiều")))
_UNIT = re.compile(r"(?P<kind>P[ACKVX]|C|A)\s?(?P<number>\d{2})(?!\d)")
# Bodies that others are parts of.
_WHOLE = re.compile(
    r"(?<!Bộ)\s(?P<whole>(?:Bộ Công an|Bộ Quốc phòng|Công an(?=\s)|UBND|(?:Ủy|Uỷ) ban nhân dân|HĐND|Hội đồng nhân dân"
    r"|(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng) (?:ủy|uỷ)|Quân khu|Quân đoàn|Quân chủng|Bộ đội Biên phòng"
    r"|Bộ CHQS|Bộ Chỉ huy|Sở|Quốc hội|Trung ương Đảng)(?:\s.*)?)$"
)
_NO_PART = re.compile(r"(?:báo|tạp chí|học viện|trường|đài|bệnh viện|nhà)\b", re.IGNORECASE)
# A unit, and the body whose part it is where a comma or dash alone stands between them.
_PARTS = (
    (
        re.compile(r"(?:Phòng|PC|PA|PV|PX|Đội)\b|P[ACVX]\s?\d", re.IGNORECASE),
        re.compile(r"Công an\s(?:tỉnh|thành phố|TP)", re.IGNORECASE),
    ),
    (
        re.compile(r"(?:Đội|Trạm)\b", re.IGNORECASE),
        re.compile(r"Công an\s(?:huyện|quận|thị xã|thành phố|TP|TX)", re.IGNORECASE),
    ),
    (re.compile(r"(?:Cục|Vụ|C\s?\d\d)\b", re.IGNORECASE), re.compile(r"Bộ\s", re.IGNORECASE)),
)
_PART_AND_WHOLE = re.compile(r"\)?\s*[,–-]\s*|\)\s*|\s*\(|,?\s+thuộc\s+")

# Offices that say what kind of unit is named behind them.
_HEAD_OF_UNIT = re.compile(
    r"(?:.*\s)?(?:trưởng\s|phó\s)(?P<unit>phòng|ban|đội|trạm|khoa)"
    r"|(?:.*\s)?(?P<kind>tổng cục|chi cục|cục|vụ|viện|bộ|đội|trạm)\s(?:trưởng|phó)",
    re.IGNORECASE,
)

_BODIES = (Label.LOCATION, Label.ORGANIZATION)
# Where somebody is from says nothing of the place that an article is about.
_ORIGIN = re.compile(r"\b(?:quê|quê quán|trú|ngụ|hộ khẩu|HKTT|sinh ra|nguyên quán)\b[^.;:\n]*$")
# Characters: a title and a lead are shorter than this.
_BEGINNING, _WIDEST_ORIGIN = 600, 120

_WORD_OR_DASH = re.compile(r"[^\W_]+|[-–]")
# A word with a capital; what stands before it is looked at second, for letters are found faster.
_CAPITALIZED = re.compile(rf"[{CAPITALS}](?<![^\W_].)[^\W_]*")
# Lines of the page that say who publishes it.
_FRAME = (FurnitureKind.MASTHEAD, FurnitureKind.OTHER)
_PUBLISHER = re.compile(
    r"^\W*(?:cổng|trang) thông tin điện tử|^\W*báo\b|cơ quan (?:chủ quản|của)"
    r"|^\W*(?:công an|ủy ban|uỷ ban|sở|bộ chỉ huy)\b|trang (?:tin|thông tin) điện tử",
    re.IGNORECASE,
)

Places = Mapping[str, Mapping[str, tuple[str, Span]]]
Publisher = Mapping[str, tuple[str, Span]]


def with_full_names(
    text: str,
    mentions: Sequence[Mention],
    bodies: Sequence[Entity],
    abbreviations: Sequence[Abbreviation] = (),
    publisher: Publisher | None = None,
) -> tuple[Entity, ...]:
    """The organizations of an article with what their short names stand for and what they are parts of.

    Args:
        text: the article's text, captions and date lines included.
        mentions: all mentions in order.
        bodies: the organizations as `find_entities` joins them.
        abbreviations: what the text explains.
        publisher: the places in the name of who publishes the page, for levels of which the article names none.
    """
    explained = {key(a.short.of(text)): a.long for a in abbreviations}
    places, named = _places(text, mentions)
    beyond = {level: place for level, place in (publisher or {}).items() if level not in named}
    names = _Names(text, places, beyond, explained, _provincial_police(text, bodies))
    heads = _heads_of_units(text, mentions)
    full = [replace(body, full_name=names.unit(body, heads) or names.full(body.name)) for body in bodies]
    by_mention = {m: body.full_name.text if body.full_name else body.name for body in full for m in body.mentions}
    beside = {part: by_mention[whole] for part, whole in _beside(text, mentions) if whole in by_mention}
    return tuple(replace(body, part_of=_part_of(body, beside)) for body in full)


@dataclass(frozen=True, slots=True)
class _Names:
    text: str
    places: Places
    beyond: Publisher
    explained: Mapping[str, Span]
    police: Span | None

    def full(self, name: str) -> FullName | None:
        """What a printed name is short for."""
        spelled, evidence = self._spelled(name)
        level = _lacking(spelled)
        found = self.places.get(level, {}) if level else {}
        if len(found) == 1:
            name, span = next(iter(found.values()))
            return FullName(f"{spelled} {name}", True, span)
        if level and level in self.beyond:
            name, span = self.beyond[level]
            return FullName(f"{spelled} {name}", True, None, span)
        if key(spelled) == key(name):
            return None
        return FullName(spelled, evidence not in self.explained.values(), evidence)

    def unit(self, body: Entity, heads: Mapping[Mention, Mention]) -> FullName | None:
        """A unit's name with its noun, where the unit is nowhere named but behind the offices of its heads."""
        offices = [heads.get(mention) for mention in body.mentions]
        noun = _noun_of_unit(offices[0].span.of(self.text), body.name) if offices[0] and all(offices) else None
        if not noun or not offices[0]:
            return None
        name = f"{noun} {body.name}"
        full = self.full(name)
        if full and full.inferred:
            return full
        return FullName(full.text if full else name, True, offices[0].span)

    def _spelled(self, name: str) -> tuple[str, Span | None]:
        """The name with numbers of units and abbreviations replaced by their words, and where the text explains one."""
        evidence: Span | None = None
        number = _UNIT.match(name)
        unit = _units().get(f"{number['kind']}{number['number']}") if number else None
        if unit and number and key(name) not in self.explained:
            rest = name[number.end() :].strip(" ,-–()")
            whole, evidence = (rest, None) if rest else self._police(number["kind"])
            name = f"{unit} {whole}".strip()
        words: list[str] = []
        for word in name.split():
            explanation = self.explained.get(key(word))
            evidence = explanation or evidence
            customary = customary_abbreviations().get(key(word)) if word.isupper() or word.endswith(".") else None
            words.append(explanation.of(self.text) if explanation else customary or word)
        return " ".join(words), evidence

    def _police(self, kind: str) -> tuple[str, Span | None]:
        """The police that a unit with a number of this kind belongs to, where that is certain, and where it stands."""
        if len(kind) == 1:
            return "Bộ Công an", None
        if self.police:
            return self.police.of(self.text), self.police
        return ("Công an tỉnh" if len(self.places.get("tỉnh", {})) == 1 else ""), None


def _heads_of_units(text: str, mentions: Sequence[Mention]) -> dict[Mention, Mention]:
    """The bodies that stand right behind an office, each with the office."""
    return {
        body: office
        for office, body in pairwise(mentions)
        if office.label is Label.POSITION
        and body.label is Label.ORGANIZATION
        and not text[office.span.end : body.span.start].strip()
    }


def _noun_of_unit(office: str, name: str) -> str | None:
    """`Phòng` for `Trưởng phòng` and `Tham mưu`; None for what names itself (`Trưởng phòng`, `Công an tỉnh`)."""
    found = _HEAD_OF_UNIT.fullmatch(office)
    if not found or _UNIT.match(name):
        return None
    noun = (found["unit"] or found["kind"]).capitalize()
    of_police = noun == "Bộ" and key(name) == key("Công an")
    return noun if of_police or not _names_itself(name) else None


def _names_itself(name: str) -> bool:
    """Whether a name begins with the noun of a body; `Tổ chức cán bộ` is no `Tổ`."""
    keys = tuple(key(name).split())
    heads = lexicon("organization_heads").entries.get(keys[0], ())
    return not key(name).startswith(key("Tổ chức")) and any(keys[: len(head)] == head for head in heads)


def published_by(article: Article) -> Publisher:
    """The places that the page names where it says who publishes it: one for a level, or none.

    Their offsets count in `Page.raw`.
    """
    found: dict[str, dict[str, tuple[str, Span]]] = {}
    raw = article.page.raw
    for line in article.furniture:
        printed = raw[line.source.start : line.source.end]
        if line.kind not in _FRAME or not _PUBLISHER.search(printed):
            continue
        provinces = (("tỉnh", span) for span in _provinces(raw, _listed(raw, line.source)))
        for level, span in [*_levelled(raw, line.source), *provinces]:
            name = " ".join(word.capitalize() if word.isupper() else word for word in span.of(raw).rstrip(".").split())
            if level == "tỉnh" or (level == "thành phố" and key(name) in _CITIES):
                found.setdefault(level, {}).setdefault(key(name), (name, span))
    return {level: next(iter(places.values())) for level, places in found.items() if len(places) == 1}


def _lacking(name: str) -> str | None:
    """The level of the place that a name lacks at its end."""
    words = name.split()
    if len(words) > 1 and key(words[-2]) in _ALL_OF:
        return None
    return next((_LEVELS[end] for n in (2, 1) if (end := key(" ".join(words[-n:]))) in _LEVELS), None)


def _provincial_police(text: str, bodies: Sequence[Entity]) -> Span | None:
    """Where the article names the police of a province or of a city of that level, if it names only one."""
    found: dict[str, Span] = {}
    for body in bodies:
        name = spelled_out(body.name)
        if name.startswith(_OF_PROVINCE) or (name.startswith(_OF_CITY) and name.removeprefix(_OF_CITY) in _CITIES):
            found[name] = next(m.span for m in body.mentions if m.span.of(text) == body.name)
    return next(iter(found.values())) if len(found) == 1 else None


@cache
def _units() -> dict[str, str]:
    return dict(table("police_units"))


def _places(text: str, mentions: Sequence[Mention]) -> tuple[Places, Set[str]]:
    """For each level the places that the article names, where it names one as its own; and all levels that it names."""
    found: dict[str, dict[str, tuple[str, Span]]] = {}
    own: set[str] = set()
    others = {i for m in mentions if m.label not in _BODIES for i in range(m.span.start, m.span.end)}
    named = [(level, span, m.label) for m in mentions if m.label in _BODIES for level, span in _levelled(text, m.span)]
    everywhere = [*_listed(text, Span(0, len(text)))]
    provinces = _provinces(text, everywhere)
    named += [("tỉnh", span, Label.LOCATION) for span in provinces if span.start not in others]
    for level, span, label in sorted(named, key=lambda place: place[1]):
        if _ORIGIN.search(text, max(0, span.start - _WIDEST_ORIGIN), span.start):
            continue
        found.setdefault(level, {}).setdefault(key(span.of(text)), (span.of(text), span))
        if label is Label.ORGANIZATION or span.start < _BEGINNING:
            own.add(level)
    if not found.keys() & {"tỉnh", "thành phố"}:
        cities = {key(s.of(text)): (s.of(text), s) for s in _bare_cities(text, everywhere) if s.start not in others}
        if cities and min(span.start for _, span in cities.values()) < _BEGINNING:
            found["thành phố"] = cities
            own.add("thành phố")
    return {level: places for level, places in found.items() if level in own}, found.keys()


def _levelled(text: str, mention: Span) -> Iterator[tuple[str, Span]]:
    """The names of places inside a mention, each after the word for its level."""
    words = [Span(match.start(), match.end()) for match in _WORD.finditer(text, mention.start, mention.end)]
    for i in range(len(words) - 1):
        for n in (2, 1):
            level = _LEVELS.get(key(text[words[i - n + 1].start : words[i].end])) if i - n + 1 >= 0 else None
            if level:
                last = i
                while last + 1 < len(words) and _names_place(words[last + 1].of(text)):
                    last += 1
                if last > i:
                    yield level, Span(words[i + 1].start, words[last].end)
                break


def _names_place(word: str) -> bool:
    return (word[0].isupper() or word[0].isdigit() or word in ("-", "–")) and key(word) not in _LEVELS


def _bare_cities(text: str, listed: Sequence[Span]) -> Iterator[Span]:
    """Where a city of a province's level is named without its noun; that of Hồ Chí Minh is a person too."""
    for span in reversed(listed):
        if key(span.of(text)) in _CITIES and key(span.of(text)) not in _NAMED_AFTER:
            yield span


def _provinces(text: str, listed: Iterable[Span]) -> Iterator[Span]:
    """Of what is listed, the provinces; cities of that level are none."""
    return (span for span in listed if key(span.of(text)) not in _CITIES)


def _listed(text: str, within: Span) -> Iterator[Span]:
    """Names of provinces and of cities of that level in a part of the text, printed as names."""
    firsts, longest = _first_and_most_keys()
    free = within.start
    for beginning in _CAPITALIZED.finditer(text, within.start, within.end):
        if beginning.start() < free or token_key(beginning.group()) not in firsts:
            continue
        words = [*islice(_WORD_OR_DASH.finditer(text, beginning.start(), within.end), longest)]
        # What does not begin like a name has no key, so that nothing is found in it.
        keys = [token_key(word) if not word[0].islower() else "" for word in map(re.Match.group, words)]
        first, end = next(((first, end) for _, first, end in _province_matcher().matches(keys)), (1, 1))
        if first == 0:
            free = words[end - 1].end()
            if all(_names_place(word.group()) for word in words[:end]):
                yield Span(beginning.start(), free)


@cache
def _first_and_most_keys() -> tuple[frozenset[str], int]:
    """What the names of provinces begin with, and how many tokens the longest has."""
    entries = lexicon("provinces").entries
    return frozenset(entries), max(len(entry) for found in entries.values() for entry in found)


@cache
def _province_matcher() -> Matcher:
    return Matcher.of({"provinces": lexicon("provinces")})


def _beside(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Units with the body that follows them behind no more than a comma (`Phòng Cảnh sát hình sự, Công an tỉnh`)."""
    for part, whole in pairwise(mentions):
        if part.label is whole.label is Label.ORGANIZATION and _PART_AND_WHOLE.fullmatch(
            text, part.span.end, whole.span.start
        ):
            names = part.span.of(text), whole.span.of(text)
            if any(unit.match(names[0]) and body.match(names[1]) for unit, body in _PARTS):
                yield part, whole


def _part_of(body: Entity, beside: Mapping[Mention, str]) -> str | None:
    """The body that another is a part of: one that stands beside it, else what its own name ends in."""
    found = next((beside[mention] for mention in body.mentions if mention in beside), None)
    name = body.full_name.text if body.full_name else body.name
    whole = None if _NO_PART.match(name) else _WHOLE.search(name)
    return found or (whole["whole"] if whole else None)
