"""The search for the summary: sets of versions of sentences by what they are expected to share with the standfirst."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from diemtin.summarize.candidates import Versions, expected_rouge
from diemtin.summarize.content import Content
from diemtin.summarize.encode import Integers, Numbers
from diemtin.summarize.leaning import Leaning

__all__ = ["CHOICE_FEATURES", "Bounds", "Candidate", "choice_features", "search"]

_BEAM = 10
_KEPT = 40  # of all that one set can grow to
CHOICE_FEATURES = (
    "expected ROUGE-1",
    "expected ROUGE-2",
    "expected precision of units",
    "expected precision of pairs",
    "expected recall of units",
    "length by the expected length",
    "length",
    "expected length",
    "two sentences",
    "three sentences",
    "parts left out",
    "share left out",
    "place of the first sentence",
    "place of the last sentence",
    "has the first sentence",
    "sentences next to each other",
    "expected ROUGE of the best sentence",
    "expected ROUGE of the worst sentence",
    "share of the best sentence in ROUGE-1",
    "share of the best sentence in ROUGE-2",
    "worth of the article",
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many sentences a set may have, and how many syllables; None for no limit of syllables."""

    fewest: int
    most: int
    syllables: int | None


@dataclass(frozen=True, slots=True)
class Layout:
    """How long each version is, in syllables, and what it needs around it."""

    syllables: Sequence[int]
    leaning: Sequence[Leaning]


class Candidate(NamedTuple):
    """A set of versions (by index, in the order of the article) with its expected overlap.

    Attributes:
        versions: the indexes.
        units: expected units in common with the standfirst.
        pairs: expected pairs in common.
        size: units of the set.
        value: mean of the expected ROUGE-1 and ROUGE-2.
    """

    versions: tuple[int, ...]
    units: float
    pairs: float
    size: float
    value: float


def search(versions: Versions, layout: Layout, content: Content, length: float, bounds: Bounds) -> list[Candidate]:
    """Sets within the bounds, the best first; sets grow by one version at a time, and the best of each size go on.

    A sentence that leans on the one before it is taken only behind it, captions and what is no sentence not at all, as
    long as there are enough others. Where not even the fewest sentences fit, the largest sets that do are returned.

    Args:
        versions: what may be chosen, in the order of their sentences; at most one version of each is.
        layout: the length of each version and what it needs.
        content: what the standfirst is expected to say.
        length: its expected length in units.
        bounds: limits of the sets.
    """
    levels: list[list[Candidate]] = []
    for least in (Leaning.AFTER_THE_ONE_BEFORE, Leaning.CAPTION, Leaning.NO_SENTENCE, None):
        found = _levels(_Search.of(versions, layout, content, length, bounds, least), bounds)
        levels = max(levels, found, key=len)
        if len(levels) >= bounds.fewest:
            break
    wanted = levels[bounds.fewest - 1 :] or levels[-1:]
    return sorted((found for level in wanted for found in level), key=_by_value)


@dataclass(frozen=True, slots=True)
class _Search:
    """What sets are made of.

    Attributes:
        versions: what may be chosen.
        content: what the standfirst is expected to say.
        length: its expected length in units.
        limit: syllables that a set may have.
        sizes: syllables of each version.
        open_to: whether a version may be chosen at all.
        leans: whether it may be chosen only behind the sentence before it.
    """

    versions: Versions
    content: Content
    length: float
    limit: int | None
    sizes: Integers
    open_to: NDArray[np.bool_]
    leans: NDArray[np.bool_]

    @classmethod
    def of(
        cls, versions: Versions, layout: Layout, content: Content, length: float, bounds: Bounds, least: Leaning | None
    ) -> _Search:
        """With what leans as much as `least` kept in its place, and what leans more refused; None: all is free."""
        leaning = np.array(layout.leaning)
        free = np.ones(len(leaning), dtype=bool)
        open_to = free if least is None else leaning < max(least, Leaning.CAPTION)
        leans = leaning == Leaning.AFTER_THE_ONE_BEFORE if least is Leaning.AFTER_THE_ONE_BEFORE else ~free
        return cls(versions, content, length, bounds.syllables, np.array(layout.syllables), open_to, leans)

    def grown(self, beam: Sequence[Candidate], room: int) -> list[Candidate]:
        """All sets of the beam with one version more, each set once, the best first; `room` syllables stay free."""
        found: dict[tuple[int, ...], Candidate] = {}
        each = np.stack(self._with_each(beam, room))
        best = np.argsort(-each[-1], axis=1, kind="stable")[:, :_KEPT]
        columns = each[:, np.arange(len(beam))[:, None], best].tolist()
        for base, versions, *values in zip(beam, best.tolist(), *columns, strict=True):
            for i, unit, pair, size, worth in zip(versions, *values, strict=True):
                if worth < 0:
                    break
                key = tuple(sorted((*base.versions, i)))
                if key not in found:
                    found[key] = Candidate(key, unit, pair, size, worth)
        return sorted(found.values(), key=_by_value)

    def _with_each(self, beam: Sequence[Candidate], room: int) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """The expected units and pairs, the size and the value of sets with each version; -1 where it cannot be.

        Args:
            beam: sets of equally many versions, a row each of what is returned; versions are its columns.
            room: syllables that stay free.
        """
        taken, versions, length = np.array([base.versions for base in beam], np.int64), self.versions, self.length
        before = np.array([(base.units, base.pairs, base.size) for base in beam], np.float32)
        units = _with_new(versions.units, taken, self.content.unit) + before[:, :1]
        pairs = _with_new(versions.pairs, taken, self.content.pair) + before[:, 1:2]
        total = versions.sizes + before[:, 2:]
        # A limit that the user sets is there to be used; only without one does length cost.
        size = total if self.limit is None else np.full_like(total, length)
        value = (expected_rouge(units, size, length) + expected_rouge(pairs, size - 1, length - 1)) / 2
        return units, pairs, total, np.where(self._fits(taken, room), value, -1)

    def _fits(self, taken: Integers, room: int) -> NDArray[np.bool_]:
        """Which versions each set can grow by; sets are rows of `taken`, versions columns of what is returned."""
        sentence = self.versions.sentence
        theirs = sentence[taken][:, :, None]
        fits: NDArray[np.bool_] = self.open_to & ~(sentence == theirs).any(axis=1)
        if self.leans.any():
            fits &= ~self.leans | (sentence - 1 == theirs).any(axis=1)
        if self.limit is not None:
            fits &= self.sizes + self.sizes[taken].sum(axis=1, keepdims=True) + room <= self.limit
        return fits


def _with_new(has: Numbers, taken: Integers, worth: Numbers) -> Numbers:
    """For each set, a row of `taken`, what each version has that the set has not, in sum of its `worth`."""
    lacking: Numbers = (has == 0)[taken].all(axis=1) * worth
    return lacking @ has.T


def _levels(search: _Search, bounds: Bounds) -> list[list[Candidate]]:
    """The sets of one sentence, of two, and so on."""
    beam = [Candidate((), 0.0, 0.0, 0.0, 0.0)]
    levels: list[list[Candidate]] = []
    for size in range(1, bounds.most + 1):
        grown = search.grown(beam, _room_to_leave(search.versions, search.sizes, bounds, size))
        if not grown:
            break
        levels.append(grown)
        beam = grown[:_BEAM]
    return levels


def _room_to_leave(versions: Versions, sizes: Integers, bounds: Bounds, size: int) -> int:
    """The syllables that the sentences still to come take at least."""
    if bounds.syllables is None:
        return 0
    shortest = sorted(int(sizes[versions.sentence == sentence].min()) for sentence in np.unique(versions.sentence))
    reachable = int(np.searchsorted(np.cumsum(shortest), bounds.syllables, "right"))
    return sum(shortest[: max(0, min(bounds.fewest, reachable) - size)])


def _by_value(candidate: Candidate) -> float:
    return -candidate.value


def choice_features(candidates: Sequence[Candidate], versions: Versions, content: Content, length: float) -> Numbers:
    """The values of `CHOICE_FEATURES` for each candidate."""
    overlap, joint = versions.units @ content.unit, versions.pairs @ content.pair
    rouge = expected_rouge(overlap, versions.sizes, length) + expected_rouge(joint, versions.sizes - 1, length - 1)
    worth = float(content.unit.sum())
    members = np.array([i for found in candidates for i in found.versions])
    count = np.array([len(found.versions) for found in candidates])
    ends = np.cumsum(count)
    starts = ends - count
    units, pairs, size = np.array([(found.units, found.pairs, found.size) for found in candidates]).T
    parts = np.array([len(version.left_out) for version in versions.found])
    gone = np.array([sum(d.end - d.start for d in version.left_out) for version in versions.found])
    left_out = np.add.reduceat(gone[members], starts)
    place = versions.sentence[members]
    first, last = place[starts], place[ends - 1]
    columns = (
        2 * units / (size + length),
        2 * pairs / np.maximum(1, size + length - 2),
        units / size,
        pairs / size,
        units / max(worth, 1e-6),
        size / length,
        size / 40,
        length / 40,
        count == 2,
        count == 3,
        np.add.reduceat(parts[members], starts) / 3,
        left_out / (left_out + 5 * size),
        np.log1p(first) / 2,
        np.log1p(last) / 2,
        first == 0,
        (count > 1) & (last - first == count - 1),
        np.maximum.reduceat((rouge / 2)[members], starts),
        np.minimum.reduceat((rouge / 2)[members], starts),
        2 * np.maximum.reduceat(overlap[members], starts) / (size + length),
        2 * np.maximum.reduceat(joint[members], starts) / (size + length),
        worth / 40,
    )
    features = np.empty((len(candidates), len(CHOICE_FEATURES)), dtype=np.float32)
    for i, column in enumerate(columns):
        features[:, i] = column
    return features
