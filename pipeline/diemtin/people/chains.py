"""Chains of ranks, offices and bodies that lead up to a name or follow it, and the names that share one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from diemtin.document import Label, Mention, Span
from diemtin.people.wording import (
    ACCORDING_TO,
    ADDRESS,
    ADJACENT,
    AFTER_NAME,
    ALL_OF_THEM,
    AND,
    APPOSED,
    BEFORE,
    BODY_AND_BODY,
    COLON,
    COPULA,
    GIVEN_TO,
    GIVING,
    LIST,
    NEXT_MEMBER,
    NEXT_OFFICE,
    OF_ANOTHER,
    PLURAL,
    POSSESSED,
    RELATIVE_OF,
    RESIDENCE,
    SAID_OF,
    SOURCE,
    TIGHT,
    WITHIN,
)

__all__ = ["BODIES", "Chain", "after", "before", "joined", "run_from", "shared"]

Chain = list[Mention]

BODIES = (Label.ORGANIZATION, Label.LOCATION)
_MEMBER = re.compile(r"[;:]\s*(?:(?:ông|bà|đồng chí|các ông|các bà|các đồng chí)\s+)*$", re.IGNORECASE)
_ACTING = frozenset({"Thủ tướng", "Chủ tịch nước", "Tổng Bí thư", "Tổng thống", "Thủ tướng Chính phủ", "Bộ trưởng"})
_COMMA = re.compile(r"\s*,\s*")
_ACTS = re.compile(r"\s+(?:đã|đang|sẽ|từng|vẫn|cũng|không|chưa|bị|được|là|có)\b")
_VERB = re.compile(
    r"\s+(?:cũng|đã|sẽ|đang|vừa|yêu cầu|đề nghị|chỉ đạo|giao|quyết định|ký|bổ nhiệm|nhấn mạnh|cho biết|cho rằng)\b"
)
# Before what somebody else said of the office's holder.
_SAID = re.compile(r"\b(?:rằng|cho biết|là do|bởi)\s+(?:chính\s+)?$")
_NEW_SENTENCE = re.compile(r"[.!?…][\"”]?\s|\n")
_LONGEST_LEAD_UP = 12  # links
_WIDEST_GAP = 90  # characters
_WIDEST_LOOK_BACK = 24  # characters


def joined(pattern: re.Pattern[str], text: str, left: Mention, right: Mention) -> bool:
    """Whether what stands between two mentions of one line is nothing but what `pattern` allows."""
    start, end = left.span.end, right.span.start
    if end - start > _WIDEST_GAP or text.find("\n", start, end) >= 0:
        return False
    return pattern.fullmatch(text, start, end) is not None


def before(text: str, mentions: Sequence[Mention], i: int) -> Chain:
    """The rank, offices and bodies that lead up to the name at index `i`, in order."""
    j = i - 1
    while j >= 0 and i - j <= _LONGEST_LEAD_UP and _leads_to(text, mentions[j], mentions[j + 1]):
        j -= 1
    chain = _from_first_office(list(mentions[j + 1 : i]))
    if chain and (_in_brackets(text, chain) or _is_source(text, chain, mentions[i])):
        return []
    if chain and joined(GIVEN_TO, text, chain[-1], mentions[i]):
        return chain if _stands_before(GIVING, text, chain[0], _WIDEST_GAP) else []
    if chain and not joined(ADJACENT, text, chain[-1], mentions[i]) and not _opens(text, mentions, j, chain[0]):
        return _tied_to(text, chain, mentions[i])
    if chain and joined(COPULA, text, chain[-1], mentions[i]) and _stands_before(POSSESSED, text, chain[0]):
        return []
    if chain and _stands_before(OF_ANOTHER, text, chain[0]):
        return _tied_to(text, chain, mentions[i])
    return _own_part(text, mentions, j, chain, mentions[i])


def after(text: str, mentions: Sequence[Mention], i: int, aliases: Set[Mention]) -> Chain:
    """The ranks, offices and bodies that follow the name at index `i`, in order.

    Args:
        text: the article's text.
        mentions: all mentions in order.
        i: the index of the name.
        aliases: names that only repeat the one before them, and are passed over.
    """
    while i + 1 < len(mentions) and mentions[i + 1] in aliases:
        i += 1
    last = _end_of_address(text, mentions, i)
    chain = run_from(text, mentions, last + 1, mentions[last])
    if not chain or chain[0].label in BODIES or _is_relatives(text, mentions[i], chain[0]):
        return []
    return [] if _acts_next(text, mentions[i], chain) else chain


def _is_relatives(text: str, name: Mention, office: Mention) -> bool:
    """Whether an office is said of a relative of the named one: `Chồng bà Hằng là Trưởng phòng`."""
    return _stands_before(RELATIVE_OF, text, name) and joined(SAID_OF, text, name, office)


def _acts_next(text: str, name: Mention, chain: Chain) -> bool:
    """Whether the head of the state or the government behind a comma is who acts next: `A, Thủ tướng cũng yêu cầu`."""
    return (
        len(chain) == 1
        and chain[0].span.of(text) in _ACTING
        and joined(_COMMA, text, name, chain[0])
        and _VERB.match(text, chain[0].span.end) is not None
    )


def _end_of_address(text: str, mentions: Sequence[Mention], i: int) -> int:
    """The index of the last place of where the person at index `i` lives, if that follows the name; else `i`."""
    pattern, last = RESIDENCE, i
    while last + 1 < len(mentions) and mentions[last + 1].label is Label.LOCATION:
        if not joined(pattern, text, mentions[last], mentions[last + 1]):
            break
        pattern, last = ADDRESS, last + 1
    return last


def run_from(text: str, mentions: Sequence[Mention], j: int, name: Mention | None = None) -> Chain:
    """The links from index `j` on that are tied to one another, and the first of them to `name` where one is given.

    What nothing but a space parts from the next name is left to that.
    """
    chain: Chain = []
    left = name
    while j < len(mentions) and mentions[j].label is not Label.PERSON:
        patterns = (NEXT_OFFICE, WITHIN) if chain else (AFTER_NAME, ALL_OF_THEM)
        if left and not any(joined(pattern, text, left, mentions[j]) for pattern in patterns):
            break
        chain.append(mentions[j])
        left, j = mentions[j], j + 1
    if chain and j < len(mentions) and mentions[j].label is Label.PERSON:
        following = [*_of_next_member(text, chain, mentions[j])] or _tied_to(text, chain, mentions[j])
        return chain[: len(chain) - len(following)]
    return chain


def _of_next_member(text: str, chain: Chain, name: Mention) -> Chain:
    """What of a chain stands behind its last semicolon, if it leads up to the next name of a list."""
    links = [*chain, name]
    first = next((n for n in range(len(chain) - 1, 0, -1) if ";" in _gap(text, chain[n - 1], chain[n])), 0)
    leads = first and all(_leads_to(text, *pair) for pair in pairwise(links[first:]))
    return chain[first:] if leads else []


def _gap(text: str, left: Mention, right: Mention) -> str:
    return text[left.span.end : right.span.start]


def shared(text: str, mentions: Sequence[Mention], aliases: Set[Mention]) -> Iterator[tuple[list[Mention], Chain]]:
    """Each list of people that one chain is stated for, with the chain."""
    yield from _shared_before(text, mentions, aliases)
    yield from _shared_after(text, mentions, aliases)


def _leads_to(text: str, left: Mention, right: Mention) -> bool:
    """Whether `left` and `right` are links of one chain that ends in a name."""
    if left.label is Label.PERSON:
        return False
    if right.label is Label.PERSON and left.label in BODIES:
        return any(joined(pattern, text, left, right) for pattern in (ADJACENT, APPOSED, GIVEN_TO))
    if right.label in BODIES and left.label in BODIES:
        return joined(BEFORE, text, left, right) or joined(BODY_AND_BODY, text, left, right)
    if right.label in BODIES:
        return joined(WITHIN, text, left, right)
    patterns = (BEFORE, ADJACENT, GIVEN_TO) if right.label is not Label.POSITION else (BEFORE, ADJACENT)
    return any(joined(pattern, text, left, right) for pattern in patterns)


def _from_first_office(chain: Chain) -> Chain:
    """Without bodies and places that no office of the chain goes with."""
    starts = (n for n, link in enumerate(chain) if link.label in (Label.RANK, Label.POSITION))
    return chain[next(starts, len(chain)) :]


def _is_source(text: str, chain: Chain, name: Mention) -> bool:
    """Whether a holder of the office tells of the named one: `Theo Chủ tịch Quốc hội, ông A đã thôi chức`."""
    if "," not in _gap(text, chain[-1], name) or not _stands_before(ACCORDING_TO, text, chain[0]):
        return False
    return _ACTS.match(text, name.span.end) is not None


def _in_brackets(text: str, chain: Chain) -> bool:
    """Whether a whole chain stands in brackets, which follow whom it is said of."""
    start, end = chain[0].span.start, chain[-1].span.end
    opened = text.rfind("(", max(0, start - _WIDEST_GAP), start)
    return text[end : end + 1] == ")" and opened >= 0 and not set(")\n") & set(text[opened:start])


def _own_part(text: str, mentions: Sequence[Mention], j: int, chain: Chain, name: Mention) -> Chain:
    """Leave to a person before the chain (`A, Giám đốc X, Đại tá B`) what comma or dash tie to them."""
    if not chain or j < 0 or mentions[j].label is not Label.PERSON:
        return chain
    if not joined(AFTER_NAME, text, mentions[j], chain[0]):
        return chain
    return _tied_to(text, chain, name)


def _opens(text: str, mentions: Sequence[Mention], j: int, office: Mention) -> bool:
    """Whether an office that a comma alone parts from a name stands before any name of its sentence, and by itself."""
    if _stands_before(POSSESSED, text, office) or _stands_before(SOURCE, text, office):
        return False
    if j < 0 or mentions[j].label is not Label.PERSON:
        return True
    if _NEW_SENTENCE.search(text, mentions[j].span.end, office.span.start):
        return True
    return _SAID.search(text, mentions[j].span.end, office.span.start) is not None


def _tied_to(text: str, chain: Chain, name: Mention) -> Chain:
    """The end of a chain that nothing but a space or an honorific parts from the name."""
    links = [*chain, name]
    first = len(chain)
    while first and joined(TIGHT, text, links[first - 1], links[first]):
        first -= 1
    return _from_first_office(chain[first:])


def _shared_before(
    text: str, mentions: Sequence[Mention], aliases: Set[Mention]
) -> Iterator[tuple[list[Mention], Chain]]:
    """Offices stated once before a list (`các Phó Giám đốc Công an tỉnh: Đại tá A, ...`, `hai tướng A và B`)."""
    for i in range(1, len(mentions)):
        last, first = mentions[i - 1], mentions[i]
        if last.label is Label.PERSON or first.label not in (Label.PERSON, Label.RANK):
            continue
        announced = joined(COLON, text, last, first)
        if not announced and not (first.label is Label.PERSON and joined(ADJACENT, text, last, first)):
            continue
        if joined(COPULA, text, last, first) and first.label is Label.PERSON and not before(text, mentions, i):
            continue
        heading = Mention(Span(last.span.end, last.span.end), Label.PERSON)
        chain = before(text, [*mentions[max(0, i - _LONGEST_LEAD_UP - 1) : i], heading], min(i, _LONGEST_LEAD_UP + 1))
        several = bool(chain) and _stands_before(PLURAL, text, chain[0])
        if chain and (announced or several):
            yield _listed(text, mentions, i, aliases, with_offices=announced and several), chain


def _shared_after(
    text: str, mentions: Sequence[Mention], aliases: Set[Mention]
) -> Iterator[tuple[list[Mention], Chain]]:
    """Offices stated once after a list of people (`A, B và C, các Phó Chủ tịch UBND tỉnh`)."""
    for i, mention in enumerate(mentions[:-1]):
        if mention.label is not Label.PERSON:
            continue
        following = mentions[i + 1]
        together = i > 0 and joined(AND, text, mentions[i - 1], mention) and joined(SAID_OF, text, mention, following)
        if together or joined(ALL_OF_THEM, text, mention, following):
            first = i
            while (
                first
                and mentions[first - 1].label in (Label.PERSON, Label.RANK)
                and _next_in_list(text, mentions[first - 1], mentions[first])
            ):
                first -= 1
            yield (
                [m for m in mentions[first : i + 1] if m.label is Label.PERSON],
                after(text, mentions, i, aliases),
            )
        elif i and mentions[i - 1].label is Label.PERSON and _is_pair(text, mentions, i):
            yield [mentions[i - 1], mention], after(text, mentions, i, aliases)


def _is_pair(text: str, mentions: Sequence[Mention], i: int) -> bool:
    """Whether the name at index `i` and the one before are one member of a list: `...; A, B, Phó Chủ tịch X; ...`."""
    start = mentions[i - 1].span.start
    return (
        joined(LIST, text, mentions[i - 1], mentions[i]) and _MEMBER.search(text, max(0, start - 24), start) is not None
    )


def _listed(
    text: str, mentions: Sequence[Mention], i: int, aliases: Set[Mention], *, with_offices: bool
) -> list[Mention]:
    """The people of a list that begins at index `i`, each with at most a rank before the name.

    A semicolon ends a list whose members stand between commas; else, `with_offices`, it parts members that may have
    offices of their own after the name.
    """
    members: list[Mention] = []
    commas = False
    j = i
    while j < len(mentions) and mentions[j].label in (Label.RANK, Label.PERSON):
        mention = mentions[j]
        last = mention
        if mention.label is Label.PERSON:
            members.append(mention)
            own = after(text, mentions, j, aliases) if with_offices and not commas else []
            j, last = j + len(own), own[-1] if own else mention
        j += 1
        if j == len(mentions) or not (
            _next_in_list(text, last, mentions[j]) or joined(NEXT_MEMBER, text, last, mentions[j])
        ):
            break
        gap = text[last.span.end : mentions[j].span.start]
        if (";" in gap and commas) or (last is not mention and ";" not in gap):
            break
        commas = commas or "," in gap
    return members


def _next_in_list(text: str, previous: Mention, mention: Mention) -> bool:
    after_rank = previous.label is Label.RANK and joined(ADJACENT, text, previous, mention)
    return after_rank or joined(LIST, text, previous, mention)


def _stands_before(pattern: re.Pattern[str], text: str, mention: Mention, width: int = _WIDEST_LOOK_BACK) -> bool:
    start = mention.span.start
    return pattern.search(text, max(0, start - width), start) is not None
