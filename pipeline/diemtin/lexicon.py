"""Lists of ranks, offices, bodies and places, and finding their entries in a run of tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from diemtin.normalize import key, token_key

__all__ = [
    "LEXICON_NAMES",
    "Force",
    "Lexicon",
    "Matcher",
    "Rank",
    "english_position",
    "entries",
    "honorifics",
    "lexicon",
    "rank_of",
    "ranks",
    "table",
]

LEXICON_NAMES = (
    "ranks",
    "positions",
    "organization_heads",
    "organizations",
    "location_heads",
    "provinces",
    "districts",
    "communes",
    "countries",
    "surnames",
)


# What may stand before and behind an office, and what becomes of its English.
_AROUND_POSITION = (
    (f"{key('nguyên')} ", "", "former {}"),
    (f"{key('cựu')} ", "", "former {}"),
    (f"{key('quyền')} ", "", "acting {}"),
    ("", f" {key('Thường trực')}", "Standing {}"),
    (f"{key('Phó')} ", "", "Deputy {}"),
)


class Force(StrEnum):
    """Who has a rank. `ABROAD`: only the armies of other countries have it."""

    ARMY = "army"
    POLICE = "police"
    NAVY = "navy"
    BORDER_GUARD = "border_guard"
    COAST_GUARD = "coast_guard"
    ABROAD = "abroad"


@dataclass(frozen=True, slots=True)
class Rank:
    """A military or police rank; ranks compare by standing: `Thượng tá` < `Đại tá`.

    Two ranks of equal standing (`Thiếu tướng`, `Chuẩn đô đốc`) are each at most the other, and not equal.

    Attributes:
        name: as printed after a full stop.
        forces: who has it.
        grade: 1 for the lowest; equal grades are equal in standing.
        english: its nearest English equivalent.
    """

    name: str
    forces: tuple[Force, ...]
    grade: int
    english: str

    def __lt__(self, other: Rank) -> bool:
        return self.grade < other.grade

    def __le__(self, other: Rank) -> bool:
        return self.grade <= other.grade

    def __gt__(self, other: Rank) -> bool:
        return self.grade > other.grade

    def __ge__(self, other: Rank) -> bool:
        return self.grade >= other.grade


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries of one list, each a tuple of token keys, under the key of their first token, longest first."""

    entries: dict[str, tuple[tuple[str, ...], ...]]

    @classmethod
    def of(cls, phrases: Iterable[str]) -> Lexicon:
        """Index phrases; case and spelling variants are folded."""
        entries: dict[str, set[tuple[str, ...]]] = {}
        for phrase in phrases:
            keys = tuple(key(phrase).split())
            entries.setdefault(keys[0], set()).add(keys)
        return cls({first: tuple(sorted(found, key=len, reverse=True)) for first, found in entries.items()})

    def __contains__(self, phrase: str) -> bool:
        keys = tuple(key(phrase).split())
        return bool(keys) and keys in self.entries.get(keys[0], ())


@dataclass(frozen=True, slots=True)
class Matcher:
    """Several lists looked up at once, token by token (a trie; Fredkin, 1960).

    Attributes:
        names: of the lists that have what leads here from the beginning.
        following: what each key that may follow leads to.
    """

    names: tuple[str, ...]
    following: dict[str, Matcher]

    @classmethod
    def of(cls, lexicons: Mapping[str, Lexicon]) -> Matcher:
        """Index all entries of some lists, by the lists' names."""
        lists: dict[tuple[str, ...], tuple[str, ...]] = {}
        for name, lexicon in lexicons.items():
            for entry in (entry for found in lexicon.entries.values() for entry in found):
                lists[entry] = (*lists.get(entry, ()), name)
        root = cls((), {})
        for entry in sorted(lists):  # what another begins with comes before it
            node = root
            for token in entry[:-1]:
                node = node.following.setdefault(token, cls((), {}))
            node.following[entry[-1]] = cls(lists[entry], {})
        return root

    def matches(self, keys: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """All entries in a run of tokens: the list's name and a half-open token range.

        Of one list the longest entry at a place is taken, and none overlaps another of that list.
        """
        free: dict[str, int] = {}
        for start, first in enumerate(keys):
            if first not in self.following:
                continue
            for end, names in reversed(self._entries_at(keys, start)):
                for name in names:
                    if free.get(name, 0) <= start:
                        free[name] = end
                        yield name, start, end

    def _entries_at(self, keys: Sequence[str], start: int) -> list[tuple[int, tuple[str, ...]]]:
        """Where the entries that begin at a token end, and the lists that have them; the shortest first."""
        found: list[tuple[int, tuple[str, ...]]] = []
        node, end = self.following.get(keys[start]), start + 1
        while node:
            if node.names:
                found.append((end, node.names))
            node = node.following.get(keys[end]) if end < len(keys) else None
            end += 1
        return found


def _lines(name: str) -> list[str]:
    text = (files("diemtin") / "lexicons" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def entries(name: str) -> list[str]:
    """The entries of the list `lexicons/NAME.txt`, as printed there."""
    return _lines(f"{name}.txt")


@cache
def honorifics() -> frozenset[str]:
    """The token keys of what leads up to a person's name (`ông`, `chí` of `đồng chí`)."""
    return frozenset(map(token_key, entries("honorifics")))


def table(name: str) -> list[list[str]]:
    """The rows of the table `lexicons/NAME.tsv`, cut at tabs."""
    return [line.split("\t") for line in _lines(f"{name}.tsv")]


@cache
def ranks() -> tuple[Rank, ...]:
    """All ranks, in the order of the table."""
    return tuple(
        Rank(name, tuple(map(Force, forces.split(","))), int(grade), english)
        for name, forces, grade, english in table("ranks")
    )


def rank_of(printed: str) -> Rank | None:
    """The rank that is printed, in whatever case and spelling; None for `tướng` alone and what is no rank."""
    return _ranks_by_key().get(key(printed))


def english_position(printed: str) -> str | None:
    """The English of an office, in whatever case and spelling; None where it has none, or several.

    `nguyên Phó Bí thư Thường trực` is a `former Standing Deputy Secretary`.
    """
    return _english(key(printed))


def _english(position: str) -> str | None:
    known = _english_by_key().get(position)
    if known:
        return known
    for before, behind, form in _AROUND_POSITION:
        if position.startswith(before) and position.endswith(behind):
            rest = _english(position.removeprefix(before).removesuffix(behind))
            return form.format(rest) if rest else None
    return None


@cache
def _english_by_key() -> dict[str, str]:
    return {key(position): english for position, english in table("english_positions")}


@cache
def _ranks_by_key() -> dict[str, Rank]:
    return {key(rank.name): rank for rank in ranks()}


@cache
def lexicon(name: str) -> Lexicon:
    """One of the lists named in `LEXICON_NAMES`."""
    return Lexicon.of(rank.name for rank in ranks()) if name == "ranks" else Lexicon.of(entries(name))
