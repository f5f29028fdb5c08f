"""Organizations and places: mentions of one joined under its fullest name.

A short form that lacks its place (`Công an tỉnh`) goes to the body that the text names in full with the
same words first (`Công an tỉnh Sóc Trăng`); an abbreviation that the text explains goes to its words.
"""

from __future__ import annotations

from collections.abc import Sequence

from diemtin.document import Abbreviation, Entity, Label, Mention
from diemtin.normalize import key

__all__ = ["find_entities", "spelled_out"]

# A name that ends in one of these lacks the name of its place.
_OPEN_ENDS = frozenset(
    key(word)
    for word in (
        "tỉnh",
        "thành phố",
        "TP",
        "huyện",
        "quận",
        "thị xã",
        "thị trấn",
        "phường",
        "xã",
        "TX",
        "bộ",
        "sở",
        "cục",
    )
)
_SPELLED_OUT = {
    key(short): key(long)
    for short, long in {
        "UBND": "Ủy ban nhân dân",
        "HĐND": "Hội đồng nhân dân",
        "TAND": "Tòa án nhân dân",
        "VKSND": "Viện kiểm sát nhân dân",
        "CSĐT": "Cảnh sát điều tra",
        "TP": "thành phố",
        "TP.": "thành phố",
        "TX": "thị xã",
        "CHQS": "Chỉ huy quân sự",
        "BĐBP": "Bộ đội Biên phòng",
        "ĐH": "Đại học",
        "BV": "Bệnh viện",
    }.items()
}


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
    homes = [_home(name, i, names) for i, name in enumerate(names)]
    groups: dict[str, list[Mention]] = {}
    for mention, home in zip(own, homes, strict=True):
        groups.setdefault(home, []).append(mention)
    return tuple(Entity(_fullest(text, group), tuple(group)) for group in groups.values())


def _full_key(name: str, explained: dict[str, str]) -> str:
    """The name's key with explained and customary abbreviations spelled out."""
    whole = explained.get(key(name))
    if whole:
        return whole
    return " ".join(explained.get(word) or _SPELLED_OUT.get(word, word) for word in key(name).split())


def spelled_out(name: str) -> str:
    """The name's key with customary abbreviations (`UBND`, `TP`) spelled out."""
    return _full_key(name, {})


def _home(name: str, i: int, names: Sequence[str]) -> str:
    """The full name that an open-ended one stands for: the last such before it, else the first after."""
    if not any(name == end or name.endswith(f" {end}") for end in _OPEN_ENDS):
        return name
    before = [full for full in names[:i] if full.startswith(f"{name} ")]
    after = [full for full in names[i + 1 :] if full.startswith(f"{name} ")]
    return before[-1] if before else after[0] if after else name


def _fullest(text: str, group: Sequence[Mention]) -> str:
    """The longest printed form, the first of several."""
    return max((mention.span.of(text) for mention in group), key=len)
