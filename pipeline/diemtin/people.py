"""Who is who: mentions of one person joined, with the ranks and offices that the text gives them.

Ranks and offices are attached by the syntax of official Vietnamese: a chain of rank, office and body right
before the name (`Giám đốc Công an tỉnh, Đại tá Nguyễn Văn A`) or right after it (`Đại tá Nguyễn Văn A -
Ủy viên ..., Giám đốc ...`), held together by nothing but commas, dashes, brackets and a few words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from diemtin.document import Label, Mention, Office, Person, Span
from diemtin.normalize import key

__all__ = ["find_people"]

_TITLE = (
    r"(?:ông|bà|anh|chị|em|cô|chú|bác|cụ|cháu|thầy|ngài|các|hai|vợ chồng|đồng chí|đ/c|bị cáo|bị can|nghi phạm"
    r"|đối tượng|luật sư|bác sĩ|bác sỹ|nhà báo|kỹ sư|ls\.?|bs\.?|nữ|qncn|anh hùng lllvtnd|tân"
    r"|(?:pgs|gs|ts|ths|th\.s|cn|bs|vs|ks|tskh)\.?(?:[.,\s]*(?:ts|gs|bs|ckii|cki)\.?)*"
    r"|giáo sư|phó giáo sư|tiến sĩ|tiến sỹ|thạc sĩ|thạc sỹ)"
)
# What may stand between two links of a chain before a name, and between the last link and the name.
_BEFORE = re.compile(rf"\s*(?:[,(–—-]|kiêm\b)?\s*(?:{_TITLE}[\s,]+)*", re.IGNORECASE)
_ADJACENT = re.compile(
    rf"\s+(?:{_TITLE}[\s,]+)*|\s*|\s+(?:của|đối với|cho)\s+(?:{_TITLE}[\s,]+)+|\s*[,–—-]\s*(?:{_TITLE}[\s,]+)+",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\s+(?:của|thuộc|tại)?\s*", re.IGNORECASE)
# How it is said that somebody holds, held or is to hold an office.
_HOLDS = (
    r"(?:(?:hiện|đang|từng|đã|nguyên|vốn|sẽ|vừa|mới|tiếp tục|đều|cũng)\s+)*"
    r"(?:(?:được|bị)\s+[^\W\d_][^,.;:()\n]{0,40}?\s+)?"
    r"(?:là|làm|(?:được\s+)?(?:bầu|đề cử|bổ nhiệm)|(?:giữ|đảm nhiệm|đảm nhận|nắm giữ|nhận)(?:\s+(?:các|quyền))?"
    r"(?:\s+(?:chức vụ|chức danh|chức|cương vị|nhiệm vụ|vai trò|vị trí))?)"
)
# Between a name and the offices after it; an age or a birth year in brackets may come first.
_AFTER_NAME = re.compile(
    r"(?:\s*\((?:SN|sinh năm|sinh)?\s*\d{2,4}(?:\s*tuổi)?[^()]{0,40}\))?"
    rf"(?:\s*[,(–—-]\s*|\s+{_HOLDS}\s+)"
    rf"(?:\s*(?:SN|sinh năm)\s*\d{{4}}\s*,\s*|\s*\d{{1,3}}\s*tuổi\s*,\s*)?(?:{_HOLDS}\s+)?(?:tân\s+|một\s+)?",
    re.IGNORECASE,
)
_NEXT_OFFICE = re.compile(
    r"\s*(?:[,;–—-]|\)\s*,?|\(|\s+(?:kiêm|và|đồng thời là)(?=\s)|,\s*(?:kiêm|đồng thời là)(?=\s))"
    rf"\s*(?:{_HOLDS}\s+)?|\s+{_HOLDS}\s+",
    re.IGNORECASE,
)
_ALL_OF_THEM = re.compile(r"\s*,\s*(?:(?:đều|cùng)\s+(?:là\s+)?)?(?:các|những)\s+", re.IGNORECASE)
_SHARES = re.compile(r"[\s,]*(?:kiêm|và)\s*", re.IGNORECASE)
_LIST = re.compile(rf"\s*(?:,|;|và|cùng|,\s*và)\s*(?:{_TITLE}[\s,]+)*", re.IGNORECASE)
_COLON = re.compile(rf"\s*:\s*(?:{_TITLE}[\s,]+)*", re.IGNORECASE)
_ALIAS = re.compile(
    r"(?:tức|tự|alias|bí danh|biệt danh|tên gọi khác|còn gọi là|tên thật là)\s*(?:là\s*)?[:\"“]?\s*$", re.IGNORECASE
)
_BODIES = (Label.ORGANIZATION, Label.LOCATION)
_LONGEST_LEAD_UP = 12  # links
# Before an office that somebody else holds: `thừa ủy quyền của Bộ trưởng ..., Đại tá A trao ...`.
_OF_ANOTHER = re.compile(r"\b(?:(?:uỷ|ủy) quyền(?: của)?|quyết định của|thay mặt|đại diện)\s+$")
# Characters.
_WIDEST_GAP = 90
_WIDEST_ALIAS = 24
_SHORTEST_FIRST_NAME = 2


@dataclass
class _Draft:
    """A person while the article is read."""

    name: str
    mentions: list[Mention]
    ranks: list[Mention] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)


def find_people(text: str, mentions: Sequence[Mention]) -> tuple[Person, ...]:
    """Join the PERSON mentions of one article to people, in order of first mention.

    Args:
        text: the article's text, in which the mentions' offsets count.
        mentions: all mentions in order.
    """
    drafts = _join(text, mentions)
    owner = {mention: draft for draft in drafts for mention in draft.mentions}
    for i, mention in enumerate(mentions):
        if mention.label is Label.PERSON:
            chain = [*_chain_before(text, mentions, i), *_chain_after(text, mentions, i)]
            owner[mention].ranks += [link for link in chain if link.label is Label.RANK]
            owner[mention].offices += _offices(text, chain)
    for members, chain in [*_shared_chains(text, mentions), *_shared_after(text, mentions)]:
        for member in members:
            owner[member].ranks += [link for link in chain if link.label is Label.RANK]
            owner[member].offices += _offices(text, chain)
    return tuple(_person(text, draft) for draft in drafts)


def _person(text: str, draft: _Draft) -> Person:
    ranks = sorted(draft.ranks, key=lambda rank: rank.span)
    return Person(draft.name, ranks[0] if ranks else None, _distinct(text, draft.offices), tuple(draft.mentions))


class _Roster:
    """The people met so far, found by any part of their names or by an alias."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.drafts: list[_Draft] = []
        self._by_part: dict[tuple[str, ...], list[_Draft]] = {}
        self._by_alias: dict[str, _Draft] = {}
        self._by_end: dict[int, _Draft] = {}

    def add(self, mention: Mention) -> None:
        """Give a mention to the person that its name, whole or in part, stands for; else it is a new one."""
        name = mention.span.of(self.text)
        home = self._by_alias.get(key(name)) or self._fullest(mention)
        if home is None:
            home = _Draft(name, [])
            self.drafts.append(home)
            for part in _parts_of_name(_name_keys(self.text, mention)):
                self._by_part.setdefault(part, []).append(home)
        self._give(mention, home)

    def add_alias(self, mention: Mention) -> None:
        """Give a mention that `tức`, `tự` or the like leads up to the person right before it."""
        start = mention.span.start
        ends = range(start, start - _WIDEST_ALIAS, -1)
        home = next((self._by_end[end] for end in ends if end in self._by_end), None)
        if home is None:
            self.add(mention)
            return
        self._by_alias.setdefault(key(mention.span.of(self.text)), home)
        self._give(mention, home)

    def _give(self, mention: Mention, home: _Draft) -> None:
        home.mentions.append(mention)
        self._by_end[mention.span.end] = home

    def _fullest(self, mention: Mention) -> _Draft | None:
        """Of the people whom a name can stand for, the one last mentioned before."""
        start = mention.span.start
        fitting = self._by_part.get(_name_keys(self.text, mention), [])
        if len(fitting) == 1:
            return fitting[0]
        return min(fitting, key=lambda draft: _distance(start, draft.mentions), default=None)


def _join(text: str, mentions: Sequence[Mention]) -> list[_Draft]:
    """One draft a person: full names first, then each short name to the person it can stand for.

    Aliases come when the person before each is known, and then what repeats one.
    """
    people = [mention for mention in mentions if mention.label is Label.PERSON]
    people.sort(key=lambda mention: (-len(_name_keys(text, mention)), mention.span))
    aliases = {mention for mention in people if _is_alias(text, mention)}
    alias_names = {key(mention.span.of(text)) for mention in aliases}
    roster = _Roster(text)
    repeated: list[Mention] = []
    for mention in people:
        if key(mention.span.of(text)) not in alias_names:
            roster.add(mention)
        elif mention not in aliases:
            repeated.append(mention)
    for mention in people:
        if mention in aliases:
            roster.add_alias(mention)
    for mention in repeated:
        roster.add(mention)
    for draft in roster.drafts:
        draft.mentions.sort(key=lambda mention: mention.span)
    return sorted(roster.drafts, key=lambda draft: draft.mentions[0].span)


def _name_keys(text: str, mention: Mention) -> tuple[str, ...]:
    return tuple(part.rstrip(".") for part in key(mention.span.of(text)).replace(" - ", " ").replace("-", " ").split())


def _parts_of_name(name: tuple[str, ...]) -> set[tuple[str, ...]]:
    """What can stand for a name: its end (`Hùng`, `Đức Chung`), or a foreign name's first words (`Kim`)."""
    ends = {name[start:] for start in range(len(name))}
    beginnings = {name[:end] for end in range(1, len(name))} if name and len(name[0]) > _SHORTEST_FIRST_NAME else set()
    return ends | beginnings


def _is_alias(text: str, mention: Mention) -> bool:
    """Whether `tức`, `tự` or the like stands right before a name."""
    start = mention.span.start
    return _ALIAS.search(text, max(0, start - _WIDEST_ALIAS), start) is not None


def _distance(start: int, mentions: Sequence[Mention]) -> tuple[bool, int]:
    """How far a person's nearest mention is; one that comes later is farther than any before."""
    return min((other.span.start > start, abs(start - other.span.start)) for other in mentions)


def _chain_before(text: str, mentions: Sequence[Mention], i: int) -> list[Mention]:
    """The rank, offices and bodies that lead up to the name at index `i`, in order."""
    j = i - 1
    while j >= 0 and i - j <= _LONGEST_LEAD_UP and _leads_to(text, mentions[j], mentions[j + 1]):
        j -= 1
    chain = _from_first_office(list(mentions[j + 1 : i]))
    if chain and _OF_ANOTHER.search(text, max(0, chain[0].span.start - 24), chain[0].span.start):
        return _tied_to(text, chain, mentions[i])
    return _own_part(text, mentions, j, chain, mentions[i])


def _leads_to(text: str, left: Mention, right: Mention) -> bool:
    """Whether `left` and `right` are links of one chain that ends in a name."""
    if left.label is Label.PERSON:
        return False
    if right.label is Label.PERSON and left.label in _BODIES:
        pattern = _ADJACENT
    elif right.label in _BODIES and left.label not in _BODIES:
        pattern = _WITHIN
    else:
        pattern = _BEFORE
    return _joined(pattern, text, left, right)


def _from_first_office(chain: list[Mention]) -> list[Mention]:
    """Without bodies and places that no office of the chain goes with."""
    starts = (n for n, link in enumerate(chain) if link.label in (Label.RANK, Label.POSITION))
    return chain[next(starts, len(chain)) :]


def _own_part(text: str, mentions: Sequence[Mention], j: int, chain: list[Mention], name: Mention) -> list[Mention]:
    """Leave to a person before the chain (`A, Giám đốc X, Đại tá B`) what comma or dash tie to them."""
    if not chain or j < 0 or mentions[j].label is not Label.PERSON:
        return chain
    if not _joined(_AFTER_NAME, text, mentions[j], chain[0]):
        return chain
    return _tied_to(text, chain, name)


def _tied_to(text: str, chain: list[Mention], name: Mention) -> list[Mention]:
    """The end of a chain that nothing but a space or an honorific parts from the name."""
    links = [*chain, name]
    first = len(chain)
    while first and _joined(_ADJACENT, text, links[first - 1], links[first]):
        first -= 1
    return _from_first_office(chain[first:])


def _chain_after(text: str, mentions: Sequence[Mention], i: int) -> list[Mention]:
    """The offices and bodies that follow the name at index `i`, in order."""
    chain: list[Mention] = []
    left, j = mentions[i], i + 1
    while j < len(mentions) and mentions[j].label is not Label.PERSON:
        patterns = (_NEXT_OFFICE, _WITHIN) if chain else (_AFTER_NAME, _ALL_OF_THEM)
        if not any(_joined(pattern, text, left, mentions[j]) for pattern in patterns):
            break
        chain.append(mentions[j])
        left, j = mentions[j], j + 1
    if chain and chain[0].label in _BODIES:
        return []
    if j < len(mentions) and mentions[j].label is Label.PERSON:
        tied = _tied_to(text, chain, mentions[j])
        return chain[: len(chain) - len(tied)]
    return chain


def _shared_chains(text: str, mentions: Sequence[Mention]) -> list[tuple[list[Mention], list[Mention]]]:
    """Offices stated once for a list of people (`các Phó Giám đốc Công an tỉnh: Đại tá A, Thượng tá B`)."""
    shared: list[tuple[list[Mention], list[Mention]]] = []
    for i in range(1, len(mentions)):
        if mentions[i - 1].label is not Label.PERSON and _joined(_COLON, text, mentions[i - 1], mentions[i]):
            heading = Mention(Span(mentions[i - 1].span.end, mentions[i - 1].span.end), Label.PERSON)
            chain = _chain_before(text, [*mentions[:i], heading], i)
            shared.append((_listed(text, mentions, i), chain))
    return shared


def _shared_after(text: str, mentions: Sequence[Mention]) -> list[tuple[list[Mention], list[Mention]]]:
    """Offices stated once after a list of people (`A, B và C, các Phó Chủ tịch UBND tỉnh`)."""
    shared: list[tuple[list[Mention], list[Mention]]] = []
    for i, mention in enumerate(mentions[:-1]):
        if mention.label is Label.PERSON and _joined(_ALL_OF_THEM, text, mention, mentions[i + 1]):
            first = i
            while (
                first
                and mentions[first - 1].label in (Label.PERSON, Label.RANK)
                and _next_in_list(text, mentions[first - 1], mentions[first])
            ):
                first -= 1
            shared.append(
                ([m for m in mentions[first : i + 1] if m.label is Label.PERSON], _chain_after(text, mentions, i))
            )
    return shared


def _listed(text: str, mentions: Sequence[Mention], i: int) -> list[Mention]:
    """The people of a list that begins at index `i`, each with at most a rank before the name."""
    members: list[Mention] = []
    previous: Mention | None = None
    for j in range(i, len(mentions)):
        mention = mentions[j]
        if mention.label not in (Label.RANK, Label.PERSON) or (previous and not _next_in_list(text, previous, mention)):
            break
        if mention.label is Label.PERSON:
            members.append(mention)
        previous = mention
    return members


def _next_in_list(text: str, previous: Mention, mention: Mention) -> bool:
    after_rank = previous.label is Label.RANK and _joined(_ADJACENT, text, previous, mention)
    return after_rank or _joined(_LIST, text, previous, mention)


def _offices(text: str, chain: Sequence[Mention]) -> list[Office]:
    """Each office of a chain with the body right after it; offices joined by `kiêm` or `và` share one."""
    offices: list[Office] = []
    for n, link in enumerate(chain):
        if link.label is Label.POSITION:
            offices.append(Office(link, _body_of(text, chain, n)))
    return offices


def _body_of(text: str, chain: Sequence[Mention], n: int) -> Mention | None:
    following = chain[n + 1] if n + 1 < len(chain) else None
    if following is None:
        return None
    if following.label in _BODIES and _joined(_WITHIN, text, chain[n], following):
        return following
    if following.label is Label.POSITION and _joined(_SHARES, text, chain[n], following):
        return _body_of(text, chain, n + 1)
    return None


def _distinct(text: str, offices: Sequence[Office]) -> tuple[Office, ...]:
    """Each office once: the wording with the fullest body, none without where the same stands with one."""
    kept: dict[tuple[str, str], Office] = {}
    known = {key(office.position.span.of(text)) for office in offices}
    for office in sorted(offices, key=lambda office: office.position.span):
        position = _office_key(office.position.span.of(text), known)
        body = key(office.organization.span.of(text)) if office.organization else ""
        same = next((k for k in kept if k[0] == position and (k[1].startswith(body) or body.startswith(k[1]))), None)
        if same is None:
            kept[position, body] = office
        elif len(body) > len(same[1]):
            kept = {(position, body) if k == same else k: office if k == same else v for k, v in kept.items()}
    return tuple(kept.values())


def _office_key(printed: str, known: set[str]) -> str:
    """The key of an office; of initials (`TT`, `PCT`), that of the person's only office that they can stand for."""
    if not (printed.isupper() and printed.isalpha()):
        return key(printed)
    spelled = [office for office in known if "".join(word[0] for word in office.split()) == printed.casefold()]
    return spelled[0] if len(spelled) == 1 else key(printed)


def _joined(pattern: re.Pattern[str], text: str, left: Mention, right: Mention) -> bool:
    """Whether what stands between two mentions is nothing but what `pattern` allows."""
    start, end = left.span.end, right.span.start
    return end - start <= _WIDEST_GAP and pattern.fullmatch(text, start, end) is not None
