"""A linear-chain conditional random field (Lafferty et al., 2001) over hashed features, and its best sequence of tags.

Fields are fitted by python-crfsuite in the recipes and run in numpy, for many sequences at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from diemtin.models import read_arrays

__all__ = ["ConditionalRandomField", "Features", "Field", "Scores", "best_paths", "field_arrays", "read_field"]

Scores = NDArray[np.float32]

# Items, with those that fill up shorter sequences, whose scores are held at once.
_TOGETHER = 16_384
# Of so few items the weights are added up at once: numpy is called less often.
_FEW = 64


@dataclass(frozen=True, slots=True)
class Features:
    """Places of the features of some items in a table (see `diemtin.hashing`).

    Attributes:
        always: items x kinds, what every item has.
        tokens: for each further feature, the index of its item.
        further: for each further feature, its place.
    """

    always: NDArray[np.int64]
    tokens: NDArray[np.int64]
    further: NDArray[np.int64]


class Field(Protocol):
    """What gives each item of some sequences its tag."""

    def tag(self, features: Features, lengths: Sequence[int]) -> list[list[str]]:
        """The tags of the items of each sequence, of features that stand one sequence after another."""
        ...


@dataclass(frozen=True, slots=True)
class ConditionalRandomField:
    """A trained field.

    Attributes:
        tags: the names of the tags.
        rows: for each place of the table of features its row in `weights`; 0 where it weighs nothing.
        weights: rows x tags; the first row is of zeros.
        transitions: tag x following tag.
    """

    tags: tuple[str, ...]
    rows: NDArray[np.int32]
    weights: Scores
    transitions: Scores

    def tag(self, features: Features, lengths: Sequence[int]) -> list[list[str]]:
        """The best tags of the items of each sequence (Viterbi, 1967).

        Args:
            features: of the items of all sequences, one sequence after another.
            lengths: items of each sequence, none of 0.
        """
        paths = best_paths(self.scores(features), self.transitions, lengths)
        return [[self.tags[tag] for tag in path] for path in paths]

    def scores(self, features: Features) -> Scores:
        """Items x tags, without regard to neighbouring tags."""
        scores = np.zeros((len(features.always), len(self.tags)), np.float32)
        if len(scores) <= _FEW:
            self.weights.take(self.rows.take(features.always.T), axis=0).sum(axis=0, out=scores)
        else:
            for rows in self.rows.take(features.always.T):
                scores += self.weights.take(rows, axis=0)
        rows = self.rows.take(features.further)
        weighing = np.flatnonzero(rows)
        # Of numbers in a row numpy adds faster than of rows.
        places = features.tokens[weighing, np.newaxis] * len(self.tags) + np.arange(len(self.tags))
        np.add.at(scores.ravel(), places.ravel(), self.weights.take(rows[weighing], axis=0).ravel())
        return scores


def best_paths(scores: Scores, transitions: Scores, lengths: Sequence[int]) -> list[list[int]]:
    """The tags of the highest sum of scores, sequence by sequence.

    Args:
        scores: items x tags, of all sequences, one after another.
        transitions: tag x following tag.
        lengths: items of each sequence, none of 0.
    """
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    found: list[list[int]] = [[] for _ in lengths]
    for group in _groups(lengths):
        best = _best([scores[starts[i] : starts[i + 1]] for i in group], transitions)
        for i, path in zip(group, best, strict=True):
            found[i] = path
    return found


def _best(sequences: Sequence[Scores], transitions: Scores) -> Iterator[list[int]]:
    """The best paths of sequences of about one length, the longest first, found together."""
    lengths = np.array([len(scores) for scores in sequences])
    totals = np.zeros((len(sequences[0]), len(sequences), len(transitions)), np.float32)
    for i, scores in enumerate(sequences):
        totals[: len(scores), i] = scores
    going_on = (lengths > np.arange(len(totals))[:, None]).sum(axis=1).tolist()
    # For each sequence its own: numpy adds what has one shape faster.
    into = np.repeat(transitions[:, None, :], len(sequences), axis=1)
    for step, going in enumerate(going_on[1:], 1):
        before = totals[step - 1, :going].T[:, :, None]
        totals[step, :going] += np.maximum.reduce(before + into[:, :going], axis=0)
    for tags, length in zip(_back(totals, transitions, lengths, going_on), lengths.tolist(), strict=True):
        yield tags[:length]


def _back(totals: Scores, transitions: Scores, lengths: NDArray[np.int64], going_on: Sequence[int]) -> list[list[int]]:
    """From the last tag of each sequence to its first.

    Args:
        totals: steps x sequences x tags, the best sum of scores up to each tag.
        transitions: tag x following tag.
        lengths: of the sequences, the longest first.
        going_on: for each step how many sequences have it.
    """
    path = np.zeros((len(totals), len(lengths)), np.int64)
    ends = lengths - 1, np.arange(len(lengths))
    path[ends] = totals[ends].argmax(axis=1)
    into = transitions.T.copy()
    for step in range(len(path) - 1, 0, -1):
        going = going_on[step]
        ways = totals[step - 1, :going] + into.take(path[step, :going], axis=0)
        path[step - 1, :going] = ways.argmax(axis=1)
    found: list[list[int]] = path.T.tolist()
    return found


def _groups(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Sequences by length, the longest first, in groups that fit into memory."""
    group: list[int] = []
    for i in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        if group and lengths[group[0]] * (len(group) + 1) > _TOGETHER:
            yield group
            group = []
        group.append(i)
    if group:
        yield group


def read_field(name: str, path: Path, bits: int) -> ConditionalRandomField:
    """The field in a safetensors file, as `field_arrays` makes it.

    Args:
        name: the model's, for errors.
        path: the file.
        bits: the table of features has `2 ** bits` places.

    Raises:
        ModelMismatch: it is none.
    """
    arrays = read_arrays(name, path, ("places", "weights", "transitions", "tags"))
    rows = np.zeros(1 << bits, np.int32)
    rows[arrays["places"]] = np.arange(1, len(arrays["places"]) + 1)
    weights = np.concatenate([np.zeros((1, arrays["weights"].shape[1]), np.float32), arrays["weights"]])
    tags = bytes(arrays["tags"]).decode("ascii").split()
    return ConditionalRandomField(
        tuple(tags), rows, weights.astype(np.float32), arrays["transitions"].astype(np.float32)
    )


def field_arrays(
    states: Mapping[tuple[str, str], float], transitions: Mapping[tuple[str, str], float], labels: Sequence[str]
) -> dict[str, NDArray[np.generic]]:
    """What python-crfsuite has learned (`Tagger.info()`), as the arrays that `read_field` reads.

    Args:
        states: weights by place (printed as a number) and label.
        transitions: weights by label and following label.
        labels: all labels; none has a space or a letter outside ASCII.
    """
    index = {label: i for i, label in enumerate(labels)}
    places = sorted({int(place) for place, _ in states})
    row = {place: i for i, place in enumerate(places)}
    weights = np.zeros((len(places), len(labels)), np.float16)
    for (place, label), weight in states.items():
        weights[row[int(place)], index[label]] = weight
    following = np.zeros((len(labels), len(labels)), np.float32)
    for (before, after), weight in transitions.items():
        following[index[before], index[after]] = weight
    names = np.frombuffer(" ".join(labels).encode("ascii"), np.uint8)
    return {"places": np.array(places, np.int32), "weights": weights, "transitions": following, "tags": names}
