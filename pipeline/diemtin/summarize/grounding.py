"""Whether an article supports a sentence that was generated, and by which of its sentences.

Stricter than an entailment model would be, and never mistaken about a name: each clause must be found in one sentence
of the article, its words in their order, but for a few that only join; what belongs together (a name, a rank with its
holder, a number with what it counts, a negation with what it denies, a quotation) must stand together there too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise

from diemtin.document import Mention, Office, Person
from diemtin.lexicon import entries
from diemtin.normalize import key, token_key
from diemtin.people import find_people

__all__ = ["Evidence"]

_UNIT = re.compile(r"\w+(?:[.,/:-]\w+)*")
_QUOTATION = re.compile(r"[\"“][^\"“”]*[\"”]")
_CLAUSE_MARK = re.compile(r"[,;:()\[\]\"“”…–—]| - ")
_NEGATIONS = frozenset(map(key, ("không", "chưa", "chẳng", "đừng", "chớ")))
_NUMBER_WORDS = frozenset(
    map(key, "hai ba bốn năm sáu bảy tám chín mười chục trăm nghìn ngàn triệu tỷ hàng nửa đôi".split())
)
# What a following number is the number of.
_NUMBERED = frozenset(map(key, "ngày tháng năm quý lúc số điều khoản thứ kỳ khóa vòng lớp tổ phường quận".split()))
_APPROXIMATIONS = frozenset(map(key, "khoảng hơn gần trên dưới độ chừng".split()))
# Of the words that carry meaning, those that only set against, and those that are more often a part of another word.
_HARMLESS = frozenset(map(key, ("nhưng", "song", "tuy", "mặc dù", "dù", "chỉ", "hay")))
_AND = key("và")
_FEWEST = 3  # units that say something


@dataclass(frozen=True, slots=True)
class _Unit:
    key: str
    start: int
    end: int
    capital: bool

    @property
    def counts(self) -> bool:
        """Whether it is a number, in digits or in words."""
        return any(character.isdigit() for character in self.key[:1]) or self.key in _NUMBER_WORDS


Block = tuple[_Unit, ...]


@dataclass(frozen=True, slots=True)
class _Source:
    """A sentence of the article: its units, the words in it that must not be lost, and its text under `key`.

    Of each such word `meaning` has its first unit, the one after its last, and the one after the last whose meaning
    it turns.
    """

    units: tuple[_Unit, ...]
    meaning: tuple[tuple[int, int, int], ...]
    key: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """An article that generated sentences are held against."""

    sources: tuple[_Source, ...]
    text: str
    people: tuple[Person, ...]

    @classmethod
    def of(cls, texts: Sequence[str], text: str, people: Sequence[Person]) -> Evidence:
        """Prepare an article.

        Args:
            texts: its sentences.
            text: all of it, in which the mentions of its people count.
            people: who is in it, with ranks and offices.
        """
        return cls(tuple(map(_source, texts)), text, tuple(people))

    def for_sentence(self, text: str, mentions: Sequence[Mention]) -> tuple[int, ...]:
        """The indexes of the one or two sentences that support all that a generated one says; none if there are none.

        Args:
            text: the generated sentence.
            mentions: the names, ranks, offices, bodies and places in it; offsets count in `text`.
        """
        units = _units(text)
        if sum(unit.key not in _joining() for unit in units) < _FEWEST or not self._knows_people(text, mentions):
            return ()
        quotations = [key(found) for found in _QUOTATION.findall(text)]
        clauses = [
            {i for i, source in enumerate(self.sources) if _supports(source, clause)}
            for clause in _clauses(text, units, mentions)
        ]
        known = [i for i, source in enumerate(self.sources) if all(found in source.key for found in quotations)]
        most = 1 if quotations else 2
        return next(_covers(clauses, [i for i in known if any(i in clause for clause in clauses)], most), ())

    def _knows_people(self, text: str, mentions: Sequence[Mention]) -> bool:
        """Whether each person of a generated sentence is one of the article's, with that rank and those offices."""
        return all(
            any(self._is(known, person, text) for known in self.people) for person in find_people(text, mentions)
        )

    def _is(self, known: Person, person: Person, text: str) -> bool:
        names = {key(mention.span.of(self.text)) for mention in known.mentions}
        if any(key(mention.span.of(text)) not in names for mention in person.mentions):
            return False
        if person.rank and (not known.rank or key(person.rank.span.of(text)) != key(known.rank.span.of(self.text))):
            return False
        offices = {_office(self.text, office) for office in known.offices}
        offices |= {(position, None) for position, _ in offices}
        return all(_office(text, office) in offices for office in person.offices)


def _office(text: str, office: Office) -> tuple[str, str | None]:
    return key(office.position.span.of(text)), key(office.organization.span.of(text)) if office.organization else None


def _covers(clauses: Sequence[set[int]], known: Sequence[int], most: int) -> Iterator[tuple[int, ...]]:
    """The smallest sets of sentences that support every clause, those whose members stand close together first."""
    for size in range(1, most + 1):
        for found in sorted(combinations(known, size), key=lambda some: (some[-1] - some[0], some)):
            if all(clause.intersection(found) for clause in clauses):
                yield found


@cache
def _joining() -> frozenset[str]:
    return frozenset(part for entry in entries("connecting_words") for part in key(entry).split())


@cache
def _meaning() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(key(entry).split()) for entry in entries("meaning_words") if key(entry) not in _HARMLESS)


def _units(text: str) -> tuple[_Unit, ...]:
    return tuple(
        _Unit(token_key(match.group()), match.start(), match.end(), match.group()[0].isupper())
        for match in _UNIT.finditer(text)
    )


def _source(text: str) -> _Source:
    units = _units(text)
    keys = [unit.key for unit in units]
    longest = max(map(len, _meaning()))
    found = [
        (start, end, _scope(text, units, end) if end - start == 1 and keys[start] in _NEGATIONS else len(keys))
        for start in range(len(keys))
        for end in range(start + 1, min(len(keys), start + longest) + 1)
        if tuple(keys[start:end]) in _meaning()
    ]
    about = [
        (i, i + 1, i + 2)
        for i, (unit, following) in enumerate(pairwise(units))
        if unit.key in _APPROXIMATIONS and following.counts
    ]
    return _Source(units, (*found, *about), key(text))


def _scope(text: str, units: Sequence[_Unit], start: int) -> int:
    """The end of the clause that goes on with unit `start`."""
    for i in range(start + 1, len(units)):
        if _CLAUSE_MARK.search(text, units[i - 1].end, units[i].start):
            return i
    return len(units)


def _clauses(text: str, units: Sequence[_Unit], mentions: Sequence[Mention]) -> list[list[Block]]:
    """The clauses of a sentence, each as its blocks of what must stand together; what only joins is left out."""
    clauses: list[list[Block]] = [[]]
    for block in _blocks(text, units, mentions):
        begins = block[0].start
        before = clauses[-1][-1][-1].end if clauses[-1] else 0
        if clauses[-1] and (_CLAUSE_MARK.search(text, before, begins) or _joined_by_and(units, before, begins)):
            clauses.append([])
        clauses[-1].append(block)
    return [clause for clause in clauses if clause]


def _joined_by_and(units: Sequence[_Unit], start: int, end: int) -> bool:
    return any(unit.key == _AND for unit in units if start <= unit.start < end)


def _blocks(text: str, units: Sequence[_Unit], mentions: Sequence[Mention]) -> list[Block]:
    blocks: list[list[_Unit]] = [[unit] for unit in units[:1]]
    for unit, following in pairwise(units):
        if _belong_together(text, unit, following, mentions):
            blocks[-1].append(following)
        else:
            blocks.append([following])
    return [tuple(block) for block in blocks if len(block) > 1 or block[0].key not in _joining()]


def _belong_together(text: str, unit: _Unit, following: _Unit, mentions: Sequence[Mention]) -> bool:
    if any(mention.span.start < following.start < mention.span.end for mention in mentions):
        return True
    if text[unit.end : following.start] != " ":
        return False
    ends = any(mention.span.start <= unit.start < mention.span.end for mention in mentions)
    if ends and any(mention.span.start == following.start for mention in mentions):
        return True
    if (unit.capital and following.capital) or unit.key in _NEGATIONS:
        return True
    return (following.counts and unit.key in _NUMBERED) or (unit.counts and following.key not in _joining())


def _supports(source: _Source, clause: Sequence[Block]) -> bool:
    """Whether a sentence has the blocks of a clause in their order, and the clause all that turns their meaning."""
    position = 0
    matched: set[int] = set()
    for block in clause:
        found = _find(source, block, position)
        if found is None:
            return False
        position = found + len(block)
        matched.update(range(found, position))
    return all(
        matched.issuperset(range(start, end)) or matched.isdisjoint(range(end, scope))
        for start, end, scope in source.meaning
    )


def _find(source: _Source, block: Block, start: int) -> int | None:
    """Where from `start` on a block first stands in a sentence; what is a capital inside it must be one there."""
    for place in range(start, len(source.units) - len(block) + 1):
        here = source.units[place : place + len(block)]
        if all(
            unit.key == there.key and (there.capital or not unit.capital or unit.start == 0)
            for unit, there in zip(block, here, strict=True)
        ):
            return place
    return None
