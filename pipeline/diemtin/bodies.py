"""Organizations and places: mentions of one joined under its fullest name.

A short form that lacks its place (`Công an tỉnh`) goes to the body that the text names in full with the
same words first (`Công an tỉnh Sóc Trăng`); an abbreviation that the text explains goes to its words.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from diemtin.document import Abbreviation, Entity, Label, Mention
from diemtin.lexicon import table
from diemtin.normalize import key

__all__ = ["OPEN_ENDS", "customary_abbreviations", "find_entities", "spelled_out"]

# A name that ends in one of these lacks the name of its place.
OPEN_ENDS = frozenset(
    key(word)
    for word in (
        *("tỉnh", "thành phố", "TP", "huyện", "quận", "thị xã", "thị trấn", "phường", "xã", "TX", "bộ", "sở", "cục"),
        *("Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy"),
    )
)


def find_entities(
    text: str, mentions: Sequence[Mention], label: Label, abbreviations: Sequence[Abbreviation] = ()
) -> tuple[Entity, ...]:
    """The organizations or the places of an article, in order of first mention.

    Args:
        text: the article's text.
        mentions: all mentions in order.
        label: ORGANIZATION or LOCATION.
        abbreviations: what the text explains.
    """
    own = [mention for mention in mentions if mention.label is label]
    explained = {key(found.short.of(text)): key(found.long.of(text)) for found in abbreviations}
    names = [_full_key(mention.span.of(text), explained) for mention in own]
    groups: dict[str, list[Mention]] = {}
    for mention, home in zip(own, _homes(names), strict=True):
        groups.setdefault(home, []).append(mention)
    return tuple(Entity(_fullest(text, group), tuple(group)) for group in groups.values())


def spelled_out(name: str) -> str:
    """The name's key with customary abbreviations (`UBND`, `TP`) spelled out."""
    return _full_key(name, {})


@cache
def customary_abbreviations() -> dict[str, str]:
    """The words of each short form that news uses without explaining it, by the short form's key."""
    return {key(short): long for short, long in table("customary_abbreviations")}


@cache
def _customary_keys() -> dict[str, str]:
    return {short: key(long) for short, long in customary_abbreviations().items()}


def _full_key(name: str, explained: Mapping[str, str]) -> str:
    """The name's key with explained and customary abbreviations spelled out."""
    whole = explained.get(key(name))
    customary = _customary_keys()
    words = (explained.get(word) or customary.get(word, word) for word in key(name).split())
    return (whole or " ".join(words)).replace(",", "")


def _homes(names: Sequence[str]) -> Iterator[str]:
    """For each name the full one that it stands for: the last such before it, else the first after."""
    places: dict[str, list[int]] = {}
    for i, name in enumerate(names):
        for beginning in _open_beginnings(name):
            places.setdefault(beginning, []).append(i)
    for i, name in enumerate(names):
        fuller = places.get(name, [])
        before = bisect(fuller, i)
        yield names[fuller[before - 1 if before else 0]] if fuller else name


def _open_beginnings(name: str) -> Iterator[str]:
    """The beginnings of a name that end where the name of a place follows."""
    words = name.split()
    for end in range(1, len(words)):
        if words[end - 1] in OPEN_ENDS or " ".join(words[max(0, end - 2) : end]) in OPEN_ENDS:
            yield " ".join(words[:end])


def _fullest(text: str, group: Sequence[Mention]) -> str:
    """The longest printed form, the first of several."""
    return max((mention.span.of(text) for mention in group), key=len)
