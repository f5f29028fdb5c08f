"""The parts of a sentence that an editor may leave out so that what stays is good Vietnamese and as true.

The rules name what may go (links and adverbials at the head, brackets, the first of two offices where few words are
wanted, of a notice of a death who mourns) and what never may: a quotation or its speaker, negation, modality, a
condition, the day that something counts from. What the rules allow is weighed by `diemtin.summarize.fluency`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from diemtin.normalize import CAPITALS
from diemtin.summarize.attributions import is_claim
from diemtin.summarize.layout import UNIT, Layout, balanced, capital
from diemtin.summarize.obituaries import frame_of_notice, life_in_notice
from diemtin.summarize.wording import (
    ADDRESS,
    ANAPHORIC,
    ANSWERED,
    APPOSITION,
    CONTINUED,
    DAY,
    GIVEN_NAME,
    ITS_DAY,
    NAME_END,
    NO_OPENING,
    OF_THAT_DAY,
    ONLY_WHEN,
    PERSON_FOLLOWS,
    RESTRICTING,
    SENTENCE_END,
    YEAR,
    offices,
    openings,
    subjects,
)

__all__ = ["Deletion", "DeletionKind", "deletions", "remaining", "short_form", "without"]
_SHORTEST = 8  # units that must stay


class DeletionKind(StrEnum):
    """Where the part stands; an office may go only where few words are wanted."""

    HEAD = "head"
    BRACKETS = "brackets"
    OFFICE = "office"
    WITHIN = "within"


@dataclass(frozen=True, slots=True, order=True)
class Deletion:
    """A part `[start, end)` of a sentence, in characters, that may be left out."""

    start: int
    end: int
    kind: DeletionKind


def deletions(sentence: str) -> list[Deletion]:
    """What may be left out of a sentence, in order of its beginning; parts may overlap."""
    return list(_deletions(sentence))


@lru_cache(maxsize=256)
def _deletions(sentence: str) -> tuple[Deletion, ...]:
    """Remembered, for a sentence that leans on another is asked for again when it is shortened."""
    if not balanced(sentence) or _speaks(sentence):
        return ()
    layout = Layout.of(sentence)
    found = {*_heads(layout), *_brackets(layout), *_offices(layout), *_notice(layout)}
    return tuple(sorted(deletion for deletion in found if _harmless(layout, deletion)))


def remaining(sentence: str, left_out: list[Deletion]) -> list[tuple[int, int]]:
    """What stays of a sentence, as character ranges in order, without white space at their ends."""
    kept, start = [], 0
    for deletion in sorted(left_out):
        if start < deletion.start:
            kept.append((start, deletion.start))
        start = max(start, deletion.end)
    kept.append((start, len(sentence)))
    trimmed = [_trimmed(sentence, *piece) for piece in kept]
    return [piece for piece in trimmed if piece[0] < piece[1]]


def without(sentence: str, left_out: list[Deletion]) -> str:
    """The sentence as it is printed without these parts: pieces joined, its first letter a capital."""
    text = ""
    for start, end in remaining(sentence, left_out):
        piece = sentence[start:end]
        text += piece if not text or piece[0] in ",.;:!?…)" else f" {piece}"
    return capital(text)


_BRACKETS = re.compile(r" \([^()]*\)")
_SHORT_FORM = re.compile(rf" \(([{CAPITALS}][\w&-]*)\)")


def short_form(sentence: str, deletion: Deletion) -> str | None:
    """The short form, if a deletion is a bracket that has one and nothing else: `ủy ban nhân dân (UBND)`."""
    match = _SHORT_FORM.fullmatch(sentence, deletion.start, deletion.end)
    return match[1] if match else None


def _heads(layout: Layout) -> Iterator[Deletion]:
    """Links and adverbials up to the first or second comma."""
    for i in range(min(2, len(layout.parts) - 1)):
        part = capital(layout.part(i))
        link = openings("link").fullmatch(part)
        if (
            layout.mark(i + 1) != ","
            or not (link or openings("head").match(part))
            or CONTINUED.match(layout.part(i + 1))
            or ANSWERED.match(part)
            or YEAR.search(part)
        ):
            return
        if part.startswith(("Theo ", "Cũng theo ")) and not link and is_claim(layout, i):
            return
        if link or _can_open(layout, i + 1):
            yield Deletion(0, layout.parts[i + 1][0], DeletionKind.HEAD)


def _can_open(layout: Layout, i: int) -> bool:
    """Whether a part is what the sentence tells of, and not one more of the things that its head lists."""
    part, before = layout.part(i), layout.part(i - 1)
    after_name = NAME_END.search(before)
    if after_name and (PERSON_FOLLOWS.match(part) or ADDRESS.match(part)):
        return False
    if PERSON_FOLLOWS.match(part):
        return any(layout.has_predicate(j) for j in range(i, len(layout.parts)))
    if layout.has_predicate(i, 1):
        return bool(not part[:1].islower() or subjects().match(part) or ONLY_WHEN.fullmatch(before))
    return part[:1].isupper() and not after_name and bool(NAME_END.search(part))


def _brackets(layout: Layout) -> Iterator[Deletion]:
    for match in _BRACKETS.finditer(layout.text):
        if not layout.closed[match.start()] and not _is_needed(layout.text, match.start()):
            yield Deletion(*match.span(), DeletionKind.BRACKETS)


def _is_needed(text: str, start: int) -> bool:
    """Whether the bracket that begins there says when or how far something holds, or is all that tells who one is."""
    if any(kept.match(text, start) for kept in (ITS_DAY, RESTRICTING, offices())):
        return True
    return any(named.end() == start + len(" (") for named in GIVEN_NAME.finditer(text))


def _offices(layout: Layout) -> Iterator[Deletion]:
    """Of two offices behind a name the first, with its comma."""
    for i in range(1, len(layout.parts) - 1):
        is_between = layout.mark(i) == "," and layout.mark(i + 1) == "," and NAME_END.search(layout.part(i - 1))
        if is_between and offices().match(layout.part(i)) and offices().match(layout.part(i + 1)):
            yield Deletion(layout.parts[i - 1][1], layout.parts[i][1], DeletionKind.OFFICE)


def _notice(layout: Layout) -> Iterator[Deletion]:
    """Of a notice of a death who mourns, and where the dead was born and lived."""
    frame, life = frame_of_notice(layout.text), life_in_notice(layout.text)
    if frame:
        yield Deletion(*frame, DeletionKind.HEAD)
    if life:
        yield Deletion(*life, DeletionKind.WITHIN)


def _harmless(layout: Layout, deletion: Deletion) -> bool:
    """Whether nothing is lost that changes what stays, and what stays can be a sentence."""
    text = layout.text
    gone = text[deletion.start : deletion.end]
    if any(mark in gone for mark in '"“”') or SENTENCE_END.search(gone) or _parts_a_pair(layout, deletion):
        return False
    if deletion.kind is not DeletionKind.BRACKETS and any(deletion.start <= i < deletion.end for i in layout.bound):
        return False
    left = text[: deletion.start] + text[deletion.end :]
    if len(UNIT.findall(left)) < _SHORTEST or _loses_the_day(gone, left):
        return False
    return deletion.start > 0 or _opens_well(layout, deletion.end)


def _loses_the_day(gone: str, left: str) -> bool:
    """Whether a date goes that something left counts from, or one that counts itself from what is left (`hôm sau`)."""
    return bool(DAY.search(gone) and OF_THAT_DAY.search(left)) or gone.lower().startswith(("ngày hôm sau", "hôm sau"))


def _parts_a_pair(layout: Layout, deletion: Deletion) -> bool:
    """Whether one of two words goes that belong together (`vừa ... vừa ...`) and the other stays."""
    gone = range(deletion.start, deletion.end)
    return any((first in gone) != (second in gone) for first, second in layout.together)


def _opens_well(layout: Layout, start: int) -> bool:
    """Whether what stays after its head was left out has a subject that stands for itself."""
    left = layout.text[start:]
    first = UNIT.match(left)
    if PERSON_FOLLOWS.match(left):
        return True
    if first is None or first.group().lower() in NO_OPENING or ANAPHORIC.match(left) or APPOSITION.match(left):
        return False
    return start not in layout.predicates


def _speaks(text: str) -> bool:
    """Whether the sentence quotes somebody's words, not only a term."""
    return any(len(found.split()) > 4 for found in re.findall(r"[\"“]([^\"”]*)[\"”]", text))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
