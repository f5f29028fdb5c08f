"""A page that is nothing but a list or verse: lines too short for running text, and no furniture around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diemtin.clean.layout import Layout
from diemtin.clean.lines import Line, Role
from diemtin.document import BlockKind, FurnitureKind

__all__ = ["bare_text"]

_ITEM = re.compile(r"(?:[-–—•*+▪●■◦]|\(?\d{1,3}[.)/:]|\(?[a-zđ][.)])\s+\S")
_FEWEST_ITEMS, _FEWEST_VERSES = 2, 4
_SHARE_OF_ITEMS = 0.5
# Mean length of the lines of verse in syllables: menus have shorter ones, rows of teasers longer ones.
_SHORTEST_VERSE, _LONGEST_VERSE = 3.5, 9.0


def bare_text(layout: Layout) -> list[Role] | None:
    """The roles of the lines of a page that is a list or verse and has nothing else on it, else None."""
    owns = [reading.own for reading in layout.readings]
    printed = [line for line, own in zip(layout.lines, owns, strict=True) if own is None]
    if not all(_may_stand_beside(line, own) for line, own in zip(layout.lines, owns, strict=True)):
        return None
    is_titled = (
        len(printed) > 1 and (printed[1].gap > printed[0].gap or _is_item(printed[1])) and not _is_item(printed[0])
    )
    text = printed[is_titled:]
    if not _is_list(text) and not _is_verse(text):
        return None
    roles: list[Role] = [own or BlockKind.PARAGRAPH for own in owns]
    if is_titled:
        roles[owns.index(None)] = BlockKind.TITLE
    return roles


def _may_stand_beside(line: Line, own: Role | None) -> bool:
    """Whether a line may stand on such a page: without markup, and nothing that is furniture but a row of marks."""
    return not line.links and line.hint is None and (not isinstance(own, FurnitureKind) or not line.length)


def _is_item(line: Line) -> bool:
    return _ITEM.match(line.text) is not None


def _is_list(lines: Sequence[Line]) -> bool:
    items = sum(map(_is_item, lines))
    return items >= max(_FEWEST_ITEMS, _SHARE_OF_ITEMS * len(lines))


def _is_verse(lines: Sequence[Line]) -> bool:
    if len(lines) < _FEWEST_VERSES:
        return False
    is_open = [line.text[0].isupper() and not line.ends_sentence for line in lines]
    mean = sum(line.length for line in lines) / len(lines)
    return _SHORTEST_VERSE <= mean <= _LONGEST_VERSE and sum(is_open) > len(lines) / 2
