"""The parts of a sentence that an editor may leave out so that what stays is good Vietnamese and as true.

The rules name what may go (links and adverbials at the head, attributions to bodies, brackets, appositions
and addresses after a name, clauses at the end) and what never may: a quotation or its speaker, negation,
modality, a condition, a measure's year. What the rules allow is weighed by `diemtin.summarize.fluency`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from diemtin.summarize.attributions import end_of_frame, holders_behind, is_claim, is_report
from diemtin.summarize.layout import UNIT, Layout, balanced, capital
from diemtin.summarize.obituaries import frame_of_notice, life_in_notice
from diemtin.summarize.wording import (
    ACTION,
    ADDRESS,
    ADVERBIAL,
    ANAPHORIC,
    ANSWERED,
    APPOSITION,
    CIRCUMSTANCE,
    CONCLUSION,
    CONTINUED,
    DAY,
    ITS_DAY,
    LEADING,
    LEVEL,
    LISTING,
    MAIN_MARK,
    MAIN_VERB,
    MEASURED,
    NAME_END,
    NAMED,
    NO_FORMER,
    NO_OPENING,
    NO_PASSIVE,
    NO_TAIL,
    OF_A_TIME,
    OF_THAT_DAY,
    ONLY_ADDRESS,
    PERSON_FOLLOWS,
    RESIDENCE,
    RESTRICTING,
    SAID_OF_IT,
    SENTENCE_END,
    SHARING,
    SUBORDINATE,
    TELLS,
    TIME,
    TIME_END,
    UNFINISHED,
    WHEN,
    WHEN_BEGINS,
    WHEN_SAID,
    WHICH,
    openings,
    positions,
    verbs,
)

__all__ = ["Deletion", "DeletionKind", "deletions", "remaining", "without"]
_SHORTEST = 8  # units that must stay


class DeletionKind(StrEnum):
    """Where the part stands and what it is."""

    HEAD = "head"
    FRAME = "frame"
    BRACKETS = "brackets"
    MIDDLE = "middle"
    DASHES = "dashes"
    TAIL = "tail"
    ADVERBIAL = "adverbial"


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
    found = {
        *_heads(layout),
        *_frames(layout),
        *_brackets(layout),
        *_middles(layout),
        *_dashes(layout),
        *_tails(layout),
        *_adverbials(layout),
        *_notice(layout),
    }
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
        ):
            return
        if part.startswith(("Theo ", "Cũng theo ")) and not link and is_claim(layout, i):
            return
        if link or _can_open(layout, i + 1):
            yield Deletion(0, layout.parts[i + 1][0], DeletionKind.HEAD)


def _can_open(layout: Layout, i: int) -> bool:
    """Whether a part has a subject and says something of it: a predicate, but not as its first word."""
    part = layout.part(i)
    if PERSON_FOLLOWS.match(part):
        # Else it may be one more of the people that the head ends with.
        return not NAME_END.search(layout.part(i - 1)) and any(
            layout.has_predicate(j) for j in range(i, len(layout.parts))
        )
    return layout.has_predicate(i, 1) or (part[:1].isupper() and bool(NAME_END.search(part)))


def _frames(layout: Layout) -> Iterator[Deletion]:
    """What a body is reported to have said, without its `cho biết`."""
    if '"' in layout.text or "“" in layout.text:
        return
    end, last = end_of_frame(layout), len(layout.parts) - 1
    if end is not None:
        yield Deletion(0, end, DeletionKind.FRAME)
    part = layout.part(last)
    if last and is_report(part) and not NO_TAIL.match(part) and not is_claim(layout, last) and _is_clause(layout, last):
        yield Deletion(layout.parts[last - 1][1], layout.end, DeletionKind.FRAME)


def _notice(layout: Layout) -> Iterator[Deletion]:
    """Of a notice of a death who mourns, and where the dead was born and lived."""
    frame, life = frame_of_notice(layout.text), life_in_notice(layout.text)
    if frame:
        yield Deletion(*frame, DeletionKind.FRAME)
    if life:
        yield Deletion(*life, DeletionKind.MIDDLE)


def _brackets(layout: Layout) -> Iterator[Deletion]:
    for match in _BRACKETS.finditer(layout.text):
        says_when_or_how_far = any(kept.match(layout.text, match.start()) for kept in (ITS_DAY, RESTRICTING))
        if not layout.closed[match.start()] and not says_when_or_how_far:
            yield Deletion(*match.span(), DeletionKind.BRACKETS)


def _middles(layout: Layout) -> Iterator[Deletion]:
    """Adverbials, appositions and addresses between two commas."""
    for i in range(1, len(layout.parts) - 1):
        if layout.mark(i) != "," or layout.mark(i + 1) != ",":
            continue
        end = _middle_end(layout, i)
        if end is not None:
            yield Deletion(layout.parts[i - 1][1], end, DeletionKind.MIDDLE)


def _middle_end(layout: Layout, i: int) -> int | None:
    """Where the deletion of part `i` ends, with the comma after it or before; None where it must stay."""
    part, before, after = layout.part(i), layout.part(i - 1), layout.part(i + 1)
    with_comma, without_comma = layout.parts[i + 1][0] - 1, layout.parts[i][1]
    if NO_FORMER.match(part):
        return None
    in_a_row = ADDRESS.match(part) and _level(part) in (_level(after), _level(before))  # not one in another
    if in_a_row or (RESIDENCE.match(part) and ADDRESS.match(after)):  # which would be left without its verb
        return None
    if ADDRESS.match(part) and ADDRESS.search(before) and not layout.has_predicate(i):
        return without_comma if not after[:1].islower() or ADDRESS.match(after) else with_comma
    if NAME_END.search(before) and (APPOSITION.match(part) or positions().match(part)):
        return _apposition_end(layout, i)
    if CONTINUED.match(after) or not _adds_in_the_middle(layout, i):
        return None
    return _addition_end(layout, i)


def _addition_end(layout: Layout, i: int) -> int | None:
    """Where the deletion of an adverbial ends; one comma stays where the verb of the part before does not follow."""
    part, before, after = layout.part(i), layout.part(i - 1), layout.part(i + 1)
    with_comma, without_comma = layout.parts[i + 1][0] - 1, layout.parts[i][1]
    if SUBORDINATE.match(capital(before)) or after[:1].isupper():
        return None if part.startswith("thuộc") and after[:1].isupper() else without_comma
    return with_comma if _is_verb(layout, i + 1) else without_comma


def _apposition_end(layout: Layout, i: int) -> int | None:
    """Where the deletion of an apposition ends that says what a person is, and does not tell what the person says."""
    part, after = layout.part(i), layout.part(i + 1)
    if TELLS.search(part):
        return None
    if ADDRESS.match(after) or (RESIDENCE.match(part) and after[:1].isupper()):
        return None if positions().match(part) or RESIDENCE.match(part) else layout.parts[i][1]
    if APPOSITION.match(after) or positions().match(after):
        return layout.parts[i][1]
    return layout.parts[i + 1][0] - 1 if _is_verb(layout, i + 1) else None


def _is_verb(layout: Layout, i: int) -> bool:
    """Whether part `i` begins with the verb of what was named before it, or with when it was."""
    part = layout.part(i)
    return layout.parts[i][0] in layout.predicates or bool(MAIN_VERB.match(part) or WHEN_BEGINS.match(part))


def _level(place: str) -> str | None:
    """Of what level the unit is that an address begins with."""
    match = LEVEL.match(place)
    return match.lastgroup if match else None


def _adds_in_the_middle(layout: Layout, i: int) -> bool:
    """Whether part `i` begins like an addition and ends at its comma."""
    part, before, after = layout.part(i), layout.part(i - 1), layout.part(i + 1)
    is_claimed = part.startswith("theo ") and is_claim(layout, i)
    if not openings("middle").match(part) or is_claimed or ADDRESS.match(after):
        return False
    if TIME.match(part) and (layout.has_predicate(i) or TIME_END.search(before) or not WHEN_SAID.search(part)):
        return False
    if LISTING.match(part):  # may go on behind the comma
        return layout.parts[i + 1][0] in layout.predicates
    if not CIRCUMSTANCE.match(part):
        return True
    if part.startswith("theo"):
        return not part.startswith("theo đó") and any(layout.has_predicate(j) for j in range(i + 1, len(layout.parts)))
    # Else what follows may be one more of the things that are aimed at.
    return after[:1].isupper() or bool(MAIN_VERB.match(after))


def _dashes(layout: Layout) -> Iterator[Deletion]:
    """An apposition between two dashes."""
    for i in range(1, len(layout.parts) - 1):
        dashes = layout.mark(i) in ("–", "—", "-") and layout.mark(i + 1) in ("–", "—", "-")
        explains = APPOSITION.match(layout.part(i)) or positions().match(layout.part(i))
        goes_on = layout.part(i + 1)[:1].islower() and NAME_END.search(layout.part(i - 1))
        if dashes and explains and goes_on:
            yield Deletion(layout.parts[i - 1][1], layout.parts[i + 1][0] - 1, DeletionKind.DASHES)


def _tails(layout: Layout) -> Iterator[Deletion]:
    """All from a comma or semicolon on, where what follows only adds and what stays is a clause."""
    for i in range(1, len(layout.parts)):
        part = layout.part(i)
        if not _adds_at_the_end(layout, i) or MAIN_VERB.match(part) or (TIME.match(part) and layout.has_predicate(i)):
            continue
        end = None if _holds_more(layout, i) else _end_of_tail(layout, i)
        if end is not None and _is_clause(layout, i):
            yield Deletion(layout.parts[i - 1][1], end, DeletionKind.TAIL)


def _adds_at_the_end(layout: Layout, i: int) -> bool:
    """Whether part `i` begins like an addition after which nothing new comes, or is an address at the end."""
    part, mark = layout.part(i), layout.mark(i)
    if mark != ",":
        return mark == ";" and _adds_a_clause(layout, i)
    if openings("tail").match(part) and not NO_TAIL.match(part):
        return True
    return i == len(layout.parts) - 1 and bool(ONLY_ADDRESS.fullmatch(part))


def _end_of_tail(layout: Layout, i: int) -> int | None:
    """Where a deletion that begins in or before part `i` ends: who answers for the sentence stays, if named last."""
    holders = holders_behind(layout, i)
    if not holders:
        return layout.end
    last = len(layout.parts) - 1
    return layout.parts[last - 1][1] if holders == [last] else None


def _holds_more(layout: Layout, i: int) -> bool:
    """Whether part `i` has the main clause, the holder of a claim, or a verb whose object the verb before it shares."""
    part, before = layout.part(i), layout.text[: layout.parts[i - 1][1]]
    if part.startswith("theo ") and (is_claim(layout, i) or MAIN_MARK.search(part)):
        return True
    if CONCLUSION.match(layout.text, layout.parts[i][0]):
        return True
    words = before.split(" ")
    return bool(SHARING.match(part)) and any(" ".join(words[-n:]) in verbs() for n in range(1, min(5, len(words))))


def _adds_a_clause(layout: Layout, i: int) -> bool:
    """Whether a part behind a semicolon says something of its own and is no item of a list."""
    before = layout.text[: layout.parts[i][0]]
    return layout.has_predicate(i, 1) and ":" not in before and " gồm " not in before


def _is_clause(layout: Layout, parts: int) -> bool:
    """Whether the first `parts` parts of a sentence have a main clause and do not end within a phrase."""
    start, end = layout.parts[parts - 1]
    if UNFINISHED.search(layout.text[:end]):
        return False
    passive = NO_PASSIVE.search(layout.text, start, end)
    if passive and not any(found >= passive.start("rest") for found in layout.predicates if found < end):
        return False
    hanging = LEADING.search(layout.text, start, end)
    verbs = [found for found in layout.predicates if hanging and hanging.end() <= found < end]
    if hanging and all(NAMED.search(layout.text, start, found) for found in verbs):
        return False
    return any(_is_main(layout, i) for i in range(parts))


def _is_main(layout: Layout, i: int) -> bool:
    part = capital(layout.part(i))
    if SUBORDINATE.match(part) or (i and layout.part(i)[:1].islower() and not _after_adverbials(layout, i)):
        return False
    return layout.has_predicate(i, 1)


def _after_adverbials(layout: Layout, i: int) -> bool:
    return all(SUBORDINATE.match(capital(layout.part(j))) for j in range(i))


def _adverbials(layout: Layout) -> Iterator[Deletion]:
    """Time and occasion at the end, with no comma before them."""
    when = WHEN.search(layout.text, 0, layout.end)
    starts = [match.start() for match in ADVERBIAL.finditer(layout.text, 0, layout.end)]
    known = when and any(belongs.search(layout.text, 0, when.start()) for belongs in (WHICH, MEASURED, OF_A_TIME))
    if when and not known and not any(found >= when.start() for found in layout.predicates):
        starts.append(when.start())
    for start in starts:
        if layout.closed[start] or layout.text[start - 1] in ",;" or MEASURED.search(layout.text, 0, start):
            continue
        end = None if _says_it_of_an_action(layout, start) else _end_of_tail(layout, _part_at(layout, start))
        if end is not None and _clause_before(layout, start):
            yield Deletion(start, end, DeletionKind.ADVERBIAL)


def _part_at(layout: Layout, start: int) -> int:
    return max(i for i, (begin, _) in enumerate(layout.parts) if begin < start)


def _clause_before(layout: Layout, end: int) -> bool:
    """Whether the sentence up to `end` has a main clause, the last part included."""
    if _is_action(layout, end):
        return False
    parts = [(start, min(stop, end)) for start, stop in layout.parts if start < end]
    cut = replace(layout, parts=parts, end=end)
    return _is_clause(cut, len(parts)) and cut.has_predicate(len(parts) - 1)


def _says_it_of_an_action(layout: Layout, start: int) -> bool:
    """Whether what is said of an action (`khẳng định việc ... là dấu ấn`) stands behind `start`."""
    last = max(begin for begin, _ in layout.parts if begin < start)
    return bool(re.search(r"\bviệc\b", layout.text[last:start]) and SAID_OF_IT.search(layout.text, start))


def _is_action(layout: Layout, end: int) -> bool:
    """Whether the last part before `end` names an action (`việc tổ chức ...`), whose verbs say nothing of it."""
    last = max(start for start, _ in layout.parts if start < end)
    return bool(ACTION.match(layout.text, last))


def _harmless(layout: Layout, deletion: Deletion) -> bool:
    """Whether nothing is lost that changes what stays, and what stays can be a sentence."""
    text = layout.text
    gone = text[deletion.start : deletion.end]
    if text[deletion.start - 1 : deletion.start] in (".", "…", "!", "?") and deletion.end == layout.end:
        return False
    if any(mark in gone for mark in '"“”') or SENTENCE_END.search(gone) or _parts_a_pair(layout, deletion):
        return False
    if deletion.kind in (DeletionKind.TAIL, DeletionKind.ADVERBIAL) and text.startswith(("...", "…"), layout.end):
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
