"""Offices with their bodies, each told once, and offices that stand for the person who alone holds them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from diemtin.bodies import spelled_out
from diemtin.document import Label, Mention, Office
from diemtin.lexicon import lexicon
from diemtin.normalize import key
from diemtin.people.chains import BODIES, Chain, joined
from diemtin.people.names import is_vietnamese
from diemtin.people.tenure import FORMER_OFFICE, tenure
from diemtin.people.wording import AND, AS, AT, GIVING, HELD, LED_BY, OFFICE_ITSELF, PLURAL, SHARES, WITHIN

__all__ = ["Bodies", "distinct", "joint_bodies", "led_bodies", "offices_of", "references"]

_GOVERNMENT = re.compile(rf" {key('Chính phủ')}$")
_VIET_NAM = key("Việt Nam")
# Offices of a state, which stand without a body.
_OF_STATE = frozenset(
    map(key, ("Thủ tướng", "Phó Thủ tướng", "Tổng Bí thư", "Chủ tịch nước", "Phó Chủ tịch nước", "Đảng ủy viên"))
)
_SPEAKING_FOR_ALL = frozenset(map(key, ("người phát ngôn", "phát ngôn viên", "kế toán trưởng")))
# Offices of command in one unit: `Phó Tư lệnh, Tham mưu trưởng Quân khu 3`.
_OF_COMMAND = frozenset(
    key(f"{prefix}{office}")
    for prefix in ("", "Phó ")
    for office in ("Tư lệnh", "Tham mưu trưởng", "Chính ủy", "Chỉ huy trưởng", "Chính trị viên", "Đồn trưởng")
)
# The Party's committee in a body, and who leads it: `Giám đốc kiêm Bí thư Đảng ủy Học viện X`.
_SECRETARY = re.compile(rf"{key('bí thư')}$")
_PARTY = re.compile(rf"(?:{key('Đảng ủy')}|{key('Chi bộ')}|{key('Đảng bộ')}|{key('Ban cán sự')}|{key('Chi ủy')})\b")
_UNITS = frozenset(map(key, ("Ban", "Phòng", "Cục", "Vụ", "Viện", "Đội", "Trạm", "Bộ", "Khoa", "Chi cục", "Tổng cục")))
_SHARING_COMMA = re.compile(r"\s*,\s*")
_SHARING_DASH = re.compile(r"\s*[-–]\s*")
# `Sở Y tế tỉnh Sơn La`, `Sở Y tế Sơn La`; `Huyện ủy huyện Bình Sơn`.
_LEVEL_INSIDE = re.compile(
    rf" (?:{'|'.join(map(key, ('tỉnh', 'thành phố', 'huyện', 'quận', 'thị xã', 'phường', 'xã')))}) "
)
_BRACKET = re.compile(r"\s*\(")
_WIDEST_LOOK_BACK = 40


@dataclass(frozen=True, slots=True)
class Bodies:
    """Which names of bodies mean one: short forms in brackets after the words they stand for."""

    text: str
    longer: Mapping[str, str]

    @classmethod
    def of(cls, text: str, mentions: Sequence[Mention]) -> Bodies:
        """Read `Tổng công ty X (TCTX)` off the text."""
        longer = {
            spelled_out(b.span.of(text)): spelled_out(a.span.of(text))
            for a, b in pairwise(mentions)
            if a.label is b.label is Label.ORGANIZATION and joined(_BRACKET, text, a, b)
        }
        return cls(text, longer)

    def name(self, body: Mention | None) -> str:
        """A key that is equal for spellings of one body; empty for none."""
        if body is None:
            return ""
        spelled = spelled_out(body.span.of(self.text))
        return self.longer.get(spelled, spelled)

    def agree(self, first: Mention | None, second: Mention | None) -> bool:
        """Whether two names can be the same body: one is missing, or begins or ends the other."""
        short, long = sorted((self.name(first), self.name(second)), key=len)
        if not short or f"{long} ".startswith(f"{short} ") or f" {long}".endswith(f" {short}"):
            return True
        return _LEVEL_INSIDE.sub(" ", short) == _LEVEL_INSIDE.sub(" ", long)

    def fuller(self, first: Mention | None, second: Mention | None) -> Mention | None:
        """The fuller of two names, the first of equals."""
        lengths = [(len(self.name(body)), len(body.span) if body else 0) for body in (first, second)]
        return second if lengths[1] > lengths[0] else first


def joint_bodies(text: str, mentions: Sequence[Mention]) -> dict[Mention, Mention]:
    """The bodies of offices in `A, Đồn trưởng và B, Chính trị viên Đồn Biên phòng C`, where the first names none."""
    found: dict[Mention, Mention] = {}
    for i, office in enumerate(mentions):
        if office.label is not Label.POSITION:
            continue
        j = i + 1
        if j < len(mentions) and mentions[j].label is Label.RANK:
            j += 1
        links = mentions[j : j + 3]
        if (
            [m.label for m in links[:2]] != [Label.PERSON, Label.POSITION]
            or len(links) < 3
            or links[2].label not in BODIES
        ):
            continue
        tied = (joined(AND, text, office, mentions[i + 1]) and joined(_SHARING_COMMA, text, links[0], links[1])) or (
            joined(_SHARING_COMMA, text, office, mentions[i + 1]) and joined(_SHARING_DASH, text, links[0], links[1])
        )
        if tied and joined(WITHIN, text, links[1], links[2]) and _related(text, office, links[1]):
            found[office] = links[2]
    return found


def led_bodies(text: str, mentions: Sequence[Mention]) -> dict[Mention, Mention]:
    """The bodies of offices in `Ban Tổ chức lễ tang do Đại tá A làm Trưởng ban`."""
    found: dict[Mention, Mention] = {}
    led: tuple[Mention, int] | None = None
    bodies: list[Mention] = []
    for body, following in pairwise(mentions):
        if body.label is Label.ORGANIZATION:
            bodies.append(body)
        if body.label in (Label.ORGANIZATION, Label.PERSON) and joined(LED_BY, text, body, following):
            led = (body, text.find("\n", body.span.end))
        start = following.span.start
        if led and following.label is Label.POSITION and AS.search(text, max(led[0].span.end, start - 12), start):
            own = _led(text, bodies, led[0], following)
            if own and (led[1] < 0 or start < led[1]):
                found[following] = own
            led = None
    return found


def _led(text: str, bodies: Sequence[Mention], nearest: Mention, office: Mention) -> Mention | None:
    """The body of the office's kind that the line named before `do` (`Ban Tổ chức lễ tang`), else the nearest one."""
    line = text.rfind("\n", 0, nearest.span.end)
    named = [body for body in bodies if line < body.span.start <= nearest.span.start]
    fitting = [body for body in named if _names_unit(text, office, body)]
    of_unit = _UNITS & set(key(office.span.of(text)).split())
    if fitting or of_unit:
        return fitting[-1] if fitting else None
    return nearest if nearest.label is Label.ORGANIZATION else None


def offices_of(text: str, chain: Chain, led: Mapping[Mention, Mention]) -> list[Office]:
    """Each office of a chain with the body right after it; offices joined by `kiêm` or `và` share one.

    Args:
        text: the article's text.
        chain: ranks, offices and bodies.
        led: bodies that stand before who leads them, by the office.
    """
    return [
        Office(link, _body_of(text, chain, n) or led.get(link), tenure(text, link))
        for n, link in enumerate(chain)
        if link.label is Label.POSITION
    ]


def _body_of(text: str, chain: Sequence[Mention], n: int) -> Mention | None:
    following = chain[n + 1] if n + 1 < len(chain) else None
    if following is None:
        return None
    if following.label in BODIES and joined(WITHIN, text, chain[n], following):
        somewhere = following.label is Label.LOCATION and joined(AT, text, chain[n], following)
        return None if somewhere else following
    if following.label is Label.ORGANIZATION and joined(_SHARING_COMMA, text, chain[n], following):
        return following if _names_unit(text, chain[n], following) else None
    if following.label is Label.POSITION and _share(text, chain[n], following):
        body = _body_of(text, chain, n + 1)
        return None if body and _is_of_party(text, following, body) and not _is_secretary(text, chain[n]) else body
    return None


def _names_unit(text: str, office: Mention, body: Mention) -> bool:
    """Whether an office names the kind of the body behind a comma: `Phó Ban Thường trực, Ban Tổ chức Tỉnh ủy`."""
    unit = key(body.span.of(text)).partition(" ")[0]
    return unit in _UNITS and unit in key(office.span.of(text)).split()


def _is_secretary(text: str, office: Mention) -> bool:
    return _SECRETARY.search(key(office.span.of(text))) is not None


def _is_of_party(text: str, office: Mention, body: Mention) -> bool:
    """Whether an office is one in the Party's committee of a body, which is no body of its director."""
    return _is_secretary(text, office) and _PARTY.match(key(body.span.of(text))) is not None


def _share(text: str, office: Mention, following: Mention) -> bool:
    """Whether two offices in a row are of one body (`Phó Tư lệnh kiêm Tham mưu trưởng`, `Phó Chủ tịch, Chủ tịch`)."""
    if _office_key(office.span.of(text)) in _OF_STATE:
        return False
    if joined(SHARES, text, office, following):
        return True
    return joined(_SHARING_COMMA, text, office, following) and _related(text, office, following)


def _related(text: str, office: Mention, following: Mention) -> bool:
    """Whether two offices are so alike that what is said of the second one's body goes for the first."""
    first, second = _office_key(office.span.of(text)), _office_key(following.span.of(text))
    alike = first.endswith(f" {second}") or second.endswith(f" {first}")
    return alike or {first, second} <= _OF_COMMAND or second in _SPEAKING_FOR_ALL


def distinct(bodies: Bodies, offices: Sequence[Office], alone: Sequence[Office] = ()) -> tuple[Office, ...]:
    """Each office once: as worded with the fullest body.

    Args:
        bodies: which names of bodies mean one.
        offices: what is stated of a person.
        alone: the same offices where they stand without the name, which may name the body.
    """
    text = bodies.text
    kept: list[tuple[str, Office]] = []
    known = {_office_key(office.position.span.of(text)) for office in offices}
    for office in sorted(offices, key=lambda office: office.position.span):
        name = _spelled(office.position.span.of(text), known)
        for n, (other, same) in enumerate(kept):
            if other == name and bodies.agree(same.organization, office.organization):
                if bodies.fuller(same.organization, office.organization) is not same.organization:
                    kept[n] = name, office
                break
        else:
            kept.append((name, office))
    for elsewhere in (office for office in alone if office.organization):
        name = _spelled(elsewhere.position.span.of(text), known)
        lacking = [n for n, (own, same) in enumerate(kept) if own == name and same.organization is None]
        if len(lacking) == 1:
            kept[lacking[0]] = name, replace(kept[lacking[0]][1], organization=elsewhere.organization)
    return tuple(office for _, office in kept)


def _office_key(printed: str) -> str:
    """The key of an office, the same whether it is still held or not."""
    return _GOVERNMENT.sub("", FORMER_OFFICE.sub("", key(printed)))


def _spelled(printed: str, known: Set[str]) -> str:
    """The key of an office; of initials (`TT`, `PCT`), that of the only office that they can stand for."""
    if not (printed.isupper() and printed.isalpha()):
        return _office_key(printed)
    spelled = [office for office in known if "".join(word[0] for word in office.split()) == printed.casefold()]
    return spelled[0] if len(spelled) == 1 else _office_key(printed)


def references(
    bodies: Bodies,
    mentions: Sequence[Mention],
    names: Sequence[str],
    offices: Sequence[Sequence[Office]],
    bound: Set[Mention],
) -> Iterator[tuple[int, Office]]:
    """The offices that stand alone for the one person of the article who holds them (`Thủ tướng nhấn mạnh ...`).

    Args:
        bodies: which names of bodies mean one.
        mentions: all mentions in order.
        names: the name of each person.
        offices: the offices of each person.
        bound: mentions that belong to a name already.

    Yields:
        The place of the person in `offices`, and the office as it stands alone.
    """
    text = bodies.text
    holders: dict[str, list[tuple[int, Office]]] = {}
    for person, held in enumerate(offices):
        for office in held:
            holders.setdefault(_office_key(office.position.span.of(text)), []).append((person, office))
    for i, mention in enumerate(mentions):
        if mention.label is not Label.POSITION or mention in bound:
            continue
        fitting = holders.get(_office_key(mention.span.of(text)), [])
        alone = Office(mention, _body_of(text, mentions[i : i + 3], 0))
        certain = len({person for person, _ in fitting}) == 1 and not _is_general(text, mention)
        if certain and any(bodies.agree(office.organization, alone.organization) for _, office in fitting):
            person = fitting[0][0]
            if not _is_foreign(text, alone.organization) or not is_vietnamese(names[person]):
                yield person, alone


def _is_foreign(text: str, body: Mention | None) -> bool:
    return body is not None and body.span.of(text) in lexicon("countries") and key(body.span.of(text)) != _VIET_NAM


def _is_general(text: str, office: Mention) -> bool:
    """Whether the office itself is spoken of, or several who hold it."""
    start = office.span.start
    begin = max(0, start - _WIDEST_LOOK_BACK)
    return any(pattern.search(text, begin, start) for pattern in (HELD, PLURAL, OFFICE_ITSELF)) or bool(
        re.search(rf"(?:{GIVING.pattern})\s+$", text[begin:start], re.IGNORECASE)
    )
