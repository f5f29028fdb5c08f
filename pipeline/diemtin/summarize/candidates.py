"""Versions of sentences, and the sets of them that a summary is chosen from, by their expected ROUGE."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from diemtin.summarize.clauses import Deletion
from diemtin.summarize.content import Content
from diemtin.summarize.encode import Encoded, Integers, Numbers

__all__ = ["Version", "Versions", "expected_rouge", "unit_values", "versions_of"]

# What a unit must be worth to be worth its length: a version of each sentence is made for each.
_PRICES = (0.06, 0.12, 0.18, 0.26)
# Where the length is limited, even good parts may have to go.
_HIGH_PRICES = (0.5, 1.0)


@dataclass(frozen=True, slots=True)
class Version:
    """A sentence with some of its parts left out.

    Attributes:
        sentence: its index.
        left_out: the parts, none for the sentence as printed.
        rows: the indexes of the units that stay.
    """

    sentence: int
    left_out: tuple[Deletion, ...]
    rows: Integers


@dataclass(frozen=True, slots=True)
class Versions:
    """Versions with what each says, a row each; `units` and `pairs` are by kind, 1 where the version has it."""

    found: tuple[Version, ...]
    sentence: Integers
    sizes: Numbers
    units: Numbers
    pairs: Numbers

    @classmethod
    def of(cls, found: Sequence[Version], article: Encoded, content: Content) -> Versions:
        """Look up what the versions say."""
        has_unit = np.zeros((len(found), len(content.unit)), dtype=np.float32)
        has_pair = np.zeros((len(found), len(content.pair)), dtype=np.float32)
        sizes = [len(version.rows) for version in found]
        which = np.repeat(np.arange(len(found)), sizes)
        rows = np.concatenate([version.rows for version in found])
        has_unit[which, article.kind[rows]] = 1
        has_pair[which, _pairs(rows, which, article)] = 1
        return cls(
            tuple(found),
            np.array([version.sentence for version in found], dtype=np.int64),
            np.array(sizes, dtype=np.float32),
            has_unit,
            has_pair,
        )


def unit_values(article: Encoded, content: Content) -> Numbers:
    """For each unit what leaving it out would lose, as the mean of the expected units and pairs."""
    return np.asarray((content.unit[article.kind] + content.pair[article.pair]) / 2, np.float32)


def versions_of(
    sentence: int,
    rows: Integers,
    allowed: Sequence[Deletion],
    article: Encoded,
    values: Numbers,
    *,
    short: bool = False,
) -> list[Version]:
    """The sentence as printed, and shorter for each price of length; `rows` are its units."""
    found = [Version(sentence, (), rows)]
    if not allowed:
        return found
    begins = np.searchsorted(article.spans[rows, 0], [d.start for d in allowed])
    ends = np.searchsorted(article.spans[rows, 1], [d.end for d in allowed], "right")
    total = np.concatenate([[0.0], np.cumsum(values[rows])])
    lost, lengths = total[ends] - total[begins], ends - begins
    seen: set[tuple[Deletion, ...]] = {()}
    for price in (*_PRICES, *(_HIGH_PRICES if short else ())):
        left_out = _worth_leaving_out(allowed, (price * lengths - lost).tolist())
        if left_out not in seen:
            seen.add(left_out)
            stays = np.ones(len(rows), dtype=bool)
            for deletion in left_out:
                i = allowed.index(deletion)
                stays[begins[i] : ends[i]] = False
            if stays.any():
                found.append(Version(sentence, left_out, rows[stays]))
    return found


def _worth_leaving_out(allowed: Sequence[Deletion], gains: Sequence[float]) -> tuple[Deletion, ...]:
    """Deletions that gain and do not overlap or touch, the most gainful first."""
    chosen: list[Deletion] = []
    for i in sorted(range(len(gains)), key=lambda i: -gains[i]):
        if gains[i] <= 0:
            break
        deletion = allowed[i]
        if all(deletion.end < other.start or other.end < deletion.start for other in chosen):
            chosen.append(deletion)
    return tuple(sorted(chosen))


def _pairs(rows: Integers, which: Integers, article: Encoded) -> Integers:
    """The pairs of versions, those that their deletions bring together included; 0 for the last unit of each.

    Args:
        rows: the units of one version after the other.
        which: the version of each.
        article: the article.
    """
    within = np.append(which[1:] == which[:-1], False)
    together = np.append(np.diff(rows) == 1, False)
    found = np.where(within & together, article.pair[rows], 0)
    for i in np.flatnonzero(within & ~together):
        found[i] = article.pair_of(int(article.kind[rows[i]]), int(article.kind[rows[i + 1]]))
    return found


def expected_rouge(overlap: Numbers, size: Numbers, length: float) -> Numbers:
    """Expected F1 for an expected overlap of a summary of `size` with a standfirst of `length`."""
    found: Numbers = 2 * overlap / np.maximum(size + length, 1)
    return found
