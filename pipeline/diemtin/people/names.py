"""Mentions of one person joined: full and short names, initials, nicknames, other orders and spellings."""

from __future__ import annotations

import re
from bisect import bisect, insort
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from diemtin.document import Label, Mention
from diemtin.lexicon import lexicon
from diemtin.normalize import key, token_key
from diemtin.people.wording import ALIAS, FEMALE, INTRODUCED, MALE
from diemtin.phonology import is_syllable

__all__ = ["Draft", "find_aliases", "is_vietnamese", "join"]

Name = tuple[str, ...]

# Characters.
_WIDEST_ALIAS = 40
_WIDEST_CUE = 60
_SHORTEST_FIRST_NAME = 2
_SHORTEST_MISSPELLED = 5
# Syllables that a name is often printed without.
_MIDDLE = frozenset(map(token_key, ("Thị", "Văn")))
_SEXES = frozenset({"male", "female"})
_QUOTED = re.compile(r"[\"“”'‘’]+\s*[^\"“”'‘’]+[\"“”'‘’]+")
_INITIALS_ONLY = re.compile(r"(?:[^\W\d_]\.\s?)+|(?:\S+ )+[^\W\d_]\.")
_CREDITED = re.compile(
    r"(?:ảnh|clip|video|đồ họa|đồ hoạ|minh họa|minh hoạ|nguồn|thực hiện|bài|tin|theo)(?:\s+và\s+ảnh|,\s*ảnh)?\s*:\s*"
    r"(?:[^\W\d_]+\s*[-–,]\s*)?$",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"\s*(?:\([^()\n]{0,40}\))?\s*")
_CREDIT_LINE = re.compile(r"(?:clip|video|ảnh|theo|pv)\s+", re.IGNORECASE)
_AND_ALIAS = re.compile(r"\s*(?:,|và|hay|hoặc)\s*")


@dataclass
class Draft:
    """A person while the article is read.

    Attributes:
        name: the fullest printed form.
        mentions: where the person is named.
        starts: where those begin, in order.
        cues: what stands before the mentions that tells people of one name apart.
    """

    name: str
    mentions: list[Mention] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    cues: set[str] = field(default_factory=set)


def join(text: str, mentions: Sequence[Mention]) -> list[Draft]:
    """One draft a person, in order of first mention; who only signs or took a photo is left out.

    Full names come first, then each short name goes to the person that it can stand for. Aliases come when the
    person before each is known, and then what repeats one.
    """
    people = [mention for mention in mentions if mention.label is Label.PERSON]
    credits = {mention for mention in people if _is_credit(text, mention)}
    names = {mention: _name(mention.span.of(text)) for mention in people}
    aliases = find_aliases(text, people)
    alias_names = {names[mention] for mention in aliases}
    roster = _Roster(text, mentions, names)
    halves = _halves(text, [mention for mention in people if mention not in credits])
    ranked = sorted(people, key=lambda m: (-len(names[m]), _QUOTED.search(m.span.of(text)) is not None, m.span))
    for mention in ranked:
        if names[mention] not in alias_names and mention not in credits and mention not in halves:
            roster.add(mention)
    for mention in ranked:
        if mention in aliases:
            roster.add_alias(mention)
    for mention in ranked:
        if mention in credits:
            roster.add_known(mention)
        elif names[mention] in alias_names and mention not in aliases and mention not in halves:
            roster.add(mention)
    for mention in sorted(halves, key=lambda mention: mention.span, reverse=True):
        roster.give_half(mention, halves[mention])
    return roster.drafts_in_order()


def find_aliases(text: str, people: Sequence[Mention]) -> set[Mention]:
    """The names that `tức`, `tự` or the like leads up to, and what closes the same brackets after such a name."""
    found: set[Mention] = set()
    previous: Mention | None = None
    for mention in people:
        start, end = mention.span.start, mention.span.end
        gap = text[previous.span.end : start] if previous else ""
        if (
            ALIAS.search(text, max(0, start - _WIDEST_ALIAS), start)
            or (previous in found and _AND_ALIAS.fullmatch(gap) and text[end : end + 1] == ")")
            or (gap == " (" and _QUOTED.search(mention.span.of(text)))
        ):
            found.add(mention)
        previous = mention
    return found


class _Roster:
    """The people met so far, found by any part of their names, by other spellings of them, or by an alias."""

    def __init__(self, text: str, mentions: Sequence[Mention], names: dict[Mention, Name]) -> None:
        self.text = text
        self.names = names
        self._before = dict(zip(mentions[1:], mentions, strict=False))
        self._drafts: list[Draft] = []
        self._by_part: dict[Name, list[Draft]] = {}
        self._by_variant: dict[Name, list[Draft]] = {}
        self._by_alias: dict[Name, Draft] = {}
        self._by_end: dict[int, Draft] = {}

    def add(self, mention: Mention) -> None:
        """Give a mention to the person that its name, whole or in part, stands for; else it is a new one."""
        name = self.names[mention]
        home = self._by_alias.get(name) or self._fullest(mention, self._by_part.get(name, []))
        home = home or self._fullest(mention, self._alike(mention, name))
        if home is None:
            home = Draft(mention.span.of(self.text))
            self._drafts.append(home)
            for part in _parts_of_name(name):
                self._by_part.setdefault(part, []).append(home)
            for variant in set(_variants(home.name, name)):
                self._by_variant.setdefault(variant, []).append(home)
        self._give(mention, home)

    def add_known(self, mention: Mention) -> None:
        """Give a mention to the person of that very name, if there is one."""
        home = next(iter(self._by_part.get(self.names[mention], [])), None)
        if home is not None and _name(home.name) == self.names[mention]:
            self._give(mention, home)

    def add_alias(self, mention: Mention) -> None:
        """Give a mention that `tức`, `tự` or the like leads up to the person right before it."""
        start = mention.span.start
        ends = range(start, start - _WIDEST_ALIAS, -1)
        home = next((self._by_end[end] for end in ends if end in self._by_end), None)
        if home is None:
            self.add(mention)
            return
        self._by_alias.setdefault(self.names[mention], home)
        self._give(mention, home)

    def give_half(self, mention: Mention, whole: Mention) -> None:
        """Give the first half of a name that a line break cuts in two to whom the second half names, if anybody."""
        home = self._by_end.get(whole.span.end)
        if home is None:
            self.add(mention)
        else:
            self._give(mention, home)

    def drafts_in_order(self) -> list[Draft]:
        """The people in order of first mention, each under the best print of the fullest name."""
        for draft in self._drafts:
            draft.mentions.sort(key=lambda mention: mention.span)
            draft.name = self._printed(draft)
        return sorted(self._drafts, key=lambda draft: draft.mentions[0].span)

    def _printed(self, draft: Draft) -> str:
        """The fullest name in its usual spelling, not in capitals throughout where it is printed otherwise too."""
        full = _name(draft.name)
        counts = Counter(self.names[m] for m in draft.mentions)
        usual = max(counts, key=lambda name: (len(name) == len(full), counts[name], name == full))
        own = self._without_stray(usual, set(counts))
        prints = [m.span.of(self.text) for m in draft.mentions if self.names[m] == own]
        return max(prints or [draft.name], key=lambda name: (not name.isupper(), len(name)))

    @staticmethod
    def _without_stray(name: Name, others: set[Name]) -> Name:
        """A name without a word before the family name with which it is printed elsewhere (`Alibaba Nguyễn Văn A`)."""
        rest = name[1:]
        is_stray = len(rest) > 1 and rest in others and _is_surname(rest[0]) and not _is_surname(name[0])
        return rest if is_stray else name

    def _give(self, mention: Mention, home: Draft) -> None:
        home.mentions.append(mention)
        insort(home.starts, mention.span.start)
        home.cues |= self._cues(mention)
        self._by_end[mention.span.end] = home

    def _alike(self, mention: Mention, name: Name) -> list[Draft]:
        sought = _sought(mention.span.of(self.text), name)
        found = [draft for variant in sought for draft in self._by_variant.get(variant, [])]
        return list({id(draft): draft for draft in found}.values())

    def _fullest(self, mention: Mention, fitting: Sequence[Draft]) -> Draft | None:
        """Of the people whom a name can stand for, whom the same rank or office stands before, else the last before."""
        if len(fitting) < 2:
            return fitting[0] if fitting else None
        start, cues = mention.span.start, self._cues(mention)
        return max(fitting, key=lambda draft: (_agreement(cues, draft.cues), _nearness(start, draft.starts)))

    def _cues(self, mention: Mention) -> set[str]:
        """The office or rank right before a name, and whether its honorific is a man's or a woman's."""
        start = mention.span.start
        before = self.text[max(0, start - _WIDEST_CUE) : start]
        found = {"male"} if MALE.search(before) else {"female"} if FEMALE.search(before) else set()
        previous = self._before.get(mention)
        if previous and previous.label in (Label.ORGANIZATION, Label.LOCATION):
            start, previous = previous.span.start, self._before.get(previous)
        if (
            previous
            and previous.label in (Label.RANK, Label.POSITION)
            and INTRODUCED.fullmatch(self.text, previous.span.end, start)
        ):
            found.add(key(previous.span.of(self.text)))
        return found


def is_vietnamese(printed: str) -> bool:
    """Whether a name begins with a Vietnamese family name and has none but Vietnamese syllables."""
    return not _is_foreign(printed) and _is_surname(_name(printed)[0])


def _is_surname(part: str) -> bool:
    return (part,) in lexicon("surnames").entries.get(part, ())


def _agreement(cues: set[str], known: set[str]) -> int:
    """How many cues two mentions share; an honorific of the other sex speaks against them."""
    told = known & _SEXES
    against = len(told) == 1 and bool(cues & _SEXES) and not cues & told
    return len(cues & known) - 2 * against


def _nearness(start: int, starts: Sequence[int]) -> tuple[bool, int]:
    """How near a person's nearest mention is; one that comes later is farther than any before."""
    place = bisect(starts, start)
    return (True, starts[place - 1] - start) if place else (False, start - starts[0])


def _name(printed: str) -> Name:
    """The keys of a name's parts; a nickname in quotes is none where others stand beside it."""
    bare = _QUOTED.sub(" ", printed)
    whole = bare if any(c.isalpha() for c in bare) else printed
    return tuple(re.findall(r"[^\W_]+", key(whole))) or (key(printed),)


def _parts_of_name(name: Name) -> set[Name]:
    """What can stand for a name: its end (`Hùng`, `Đức Chung`), or a foreign name's first words (`Kim`)."""
    ends = {name[start:] for start in range(len(name))}
    beginnings = {name[:end] for end in range(1, len(name))} if len(name[0]) > _SHORTEST_FIRST_NAME else set()
    return ends | beginnings


def _variants(printed: str, name: Name) -> Iterator[Name]:
    """Keys under which other prints of a person's name are found: other order, middle left out, a misprint.

    Two prints of a foreign word that differ in one letter share a form with a letter less (Garbe's symmetric deletion).
    """
    foreign = _is_foreign(printed)
    if len(name) > 1:
        yield ("unspaced", "".join(name))
    if len(name) > 2 or (foreign and len(name) == 2):
        yield ("order", *sorted(name))
    if len(name) > 2:
        short = [part for i, part in enumerate(name) if not 0 < i < len(name) - 1 or part not in _MIDDLE]
        yield ("middle", *(name[:1] + name[-1:] if foreign else short))
    if foreign:
        yield ("letters", _letters(name[-1]))
        for i, part in enumerate(name):
            if len(part) >= _SHORTEST_MISSPELLED and len(name) > 1:
                yield from (("misprint", *name[:i], part[:j] + part[j + 1 :], *name[i + 1 :]) for j in range(len(part)))


def _sought(printed: str, name: Name) -> Iterator[Name]:
    """The keys of `_variants` under which the person of a name is looked for."""
    if len(name) > 1:
        yield from (variant for variant in _variants(printed, name) if variant[0] in ("order", "misprint", "unspaced"))
        yield ("middle", *name)
    elif _is_foreign(printed) and len(name[0]) >= _SHORTEST_MISSPELLED:
        yield ("letters", _letters(name[0]))


def _is_foreign(printed: str) -> bool:
    return any(not is_syllable(part) for part in re.findall(r"[^\W\d_]{2,}", printed))


def _letters(part: str) -> str:
    """The letters of a word in alphabetical order, doubled ones once: equal where only two changed places."""
    single = re.sub(r"(.)\1", r"\1", part)
    return single[:1] + "".join(sorted(single[1:]))


def _is_credit(text: str, mention: Mention) -> bool:
    """Whether a name signs the article (alone on its line) or a photo (`Ảnh: ...`)."""
    start, end = mention.span.start, mention.span.end
    before = text[max(0, start - _WIDEST_CUE) : start].rpartition("\n")
    after, ends, _ = text[end : end + _WIDEST_CUE].partition("\n")
    if _CREDITED.search(before[2]):
        return True
    if not ends and end + _WIDEST_CUE < len(text):
        return False
    if _CREDIT_LINE.fullmatch(before[2]) and after.strip() in ("", "."):
        return True
    return before[1] == "\n" and not before[2].strip() and _BYLINE.fullmatch(after) is not None


def _halves(text: str, people: Sequence[Mention]) -> dict[Mention, Mention]:
    """First halves of names that were cut after an initial (`H.R.` at the end of a line), with the second."""
    seconds = {
        first.span.of(text): second
        for first, second in pairwise(people)
        if text[first.span.end : second.span.start] == "\n" and _INITIALS_ONLY.fullmatch(first.span.of(text))
    }
    return {mention: seconds[half] for mention in people if (half := mention.span.of(text)) in seconds}
