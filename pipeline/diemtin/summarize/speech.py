"""Sentences that are somebody's own words without showing it: within a long quotation, or in a dialogue."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

__all__ = ["in_dialogue", "within_quotations"]

_OPENING = re.compile(r"(?:(?<=[\s(:])|^)[\"“](?=\s?[^\s\"“”.,;:)])")
_CLOSING = re.compile(r"(?<=\S)[\"”](?=$|[\s.,;:!?…)–-])")
_LONGEST_QUOTATION = 10  # sentences
_SPEAKER = re.compile(r"(?P<name>(?:[^\s:\"“]+ ){0,4}[^\s:\"“]+) ?: ")
_FEWEST_TURNS = 2  # of each of two speakers


def within_quotations(texts: Sequence[str]) -> list[int]:
    """The sentences between the one that opens a quotation and the one that closes it; they have no marks.

    Args:
        texts: the sentences of an article in order.
    """
    found: list[int] = []
    opened: int | None = None
    for i, text in enumerate(texts):
        if '"' not in text and "“" not in text and "”" not in text:
            continue
        opening, closing = _OPENING.findall(text), _CLOSING.findall(text)
        if opened is not None and len(closing) > len(opening) and i - opened <= _LONGEST_QUOTATION:
            found += range(opened + 1, i)
        if len(opening) > len(closing):
            opened = i
        elif opening or closing:
            opened = None
    return found


def in_dialogue(texts: Sequence[str]) -> list[int]:
    """The lines of a dialogue that go on with what the speaker above has begun, and so do not name the speaker.

    Args:
        texts: the sentences of an article in order.
    """
    names = [match["name"] if (match := _SPEAKER.match(text)) else None for text in texts]
    turns = Counter(name for name in names if name)
    speakers = {name for name, count in turns.items() if count >= _FEWEST_TURNS}
    return list(_continued(names, speakers)) if len(speakers) > 1 else []


def _continued(names: Sequence[str | None], speakers: set[str]) -> Iterator[int]:
    is_begun = False
    for i, name in enumerate(names):
        is_begun = is_begun or name in speakers
        if is_begun and name not in speakers:
            yield i
