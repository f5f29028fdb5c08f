"""The sentences that are looked at closely: those that promise most, that stand alone, that are told first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from diemtin.normalize import key
from diemtin.summarize.candidates import Version, Versions, expected_rouge
from diemtin.summarize.clauses import Deletion, DeletionKind, deletions, without
from diemtin.summarize.content import Content
from diemtin.summarize.encode import Encoded, Integers
from diemtin.summarize.leaning import Leaning, leaning, leans_without
from diemtin.summarize.request import Request

__all__ = ["leaning_of", "pool_of", "standing_alone"]

_POOL = 8


def pool_of(
    texts: Sequence[str],
    rows: Mapping[int, Integers],
    article: Encoded,
    content: Content,
    length: float,
    request: Request,
    fitness: Callable[[int], Leaning],
) -> list[int]:
    """The sentences to look at closely, the most promising first; those that do not stand alone come last.

    `fitness` tells what a sentence is by what stands around it or by its style, whatever else it needs.
    """
    whole = Versions.of([Version(i, (), rows[i]) for i in rows], article, content)
    value = expected_rouge(whole.units @ content.unit, whole.sizes, length)
    value = value + expected_rouge(whole.pairs @ content.pair, whole.sizes - 1, length - 1)
    open_to = _first_tellings(texts, list(rows))
    if request.focus is not None:
        open_to = [i for i in open_to if key(request.focus) in key(texts[i])] or open_to
    worth = dict(zip(rows, value.tolist(), strict=True))
    ranked = sorted(open_to, key=lambda i: (-worth[i], i))
    size = max(_POOL, 2 * (request.length.sentences or 0)) if request.length.words is None else len(ranked)
    return _foremost(ranked, lambda i: max(fitness(i), _leaning(texts[i], i)), size)


def _foremost(ranked: Sequence[int], leans: Callable[[int], Leaning], size: int) -> list[int]:
    """The first `size` of them by what they need and then by rank; once that many stand alone, no more are asked."""
    found: dict[Leaning, list[int]] = {}
    for i in ranked:
        found.setdefault(leans(i), []).append(i)
        if len(found.get(Leaning.ALONE, ())) == size:
            break
    return [i for need in sorted(found) for i in found[need]][:size]


def _leaning(text: str, place: int) -> Leaning:
    """What a sentence needs around it; what an editor would leave out of its head aside."""
    found = leaning(text, place)
    if found is not Leaning.AFTER_THE_ONE_BEFORE:
        return found
    heads = [d for d in deletions(text) if d.kind is DeletionKind.HEAD]
    return leaning_of(text, heads[:1], place) if heads else found


def leaning_of(text: str, left_out: Sequence[Deletion], place: int) -> Leaning:
    """What a version of a sentence needs around it."""
    said = without(text, list(left_out))
    found = leaning(said, place)
    head = text[: left_out[0].end] if left_out and not left_out[0].start else ""
    return max(found, Leaning.AFTER_THE_ONE_BEFORE) if leans_without(head, said) else found


def standing_alone(place: int, text: str, found: list[Version]) -> list[Version]:
    """Of the versions of a sentence that leans on the one before it, those that do not, if there are any."""
    if leaning(text, place) is Leaning.ALONE:
        return found
    return [version for version in found if leaning_of(text, version.left_out, place) is Leaning.ALONE] or found


def _first_tellings(texts: Sequence[str], indexes: Sequence[int]) -> list[int]:
    """The sentences that no earlier one says in the same words."""
    counts = {i: len(texts[i].split()) for i in indexes}
    unique = Counter(counts.values())
    first: dict[str, int] = {}
    for i in indexes:
        first.setdefault(key(texts[i]) if unique[counts[i]] > 1 else texts[i], i)
    return list(first.values())
