"""The best sequence of tags under a linear-chain conditional random field (Lafferty et al., 2001)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from diemtin.entities.features import Features

__all__ = ["ConditionalRandomField", "Field", "Scores", "best_paths"]

Scores = NDArray[np.float32]

# Tokens, with those that fill up shorter sentences, whose scores are held at once.
_TOGETHER = 16_384


class Field(Protocol):
    """What gives each token of some sentences its tag."""

    def tag(self, features: Features, lengths: Sequence[int]) -> list[list[str]]:
        """The tags of the tokens of each sentence, of features that stand one sentence after another."""
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
        """The best tags of the tokens of each sentence (Viterbi, 1967).

        Args:
            features: of the tokens of all sentences, one sentence after another.
            lengths: tokens of each sentence, none of 0.
        """
        paths = best_paths(self.scores(features), self.transitions, lengths)
        return [[self.tags[tag] for tag in path] for path in paths]

    def scores(self, features: Features) -> Scores:
        """Tokens x tags, without regard to neighbouring tags."""
        scores = np.zeros((len(features.always), len(self.tags)), np.float32)
        for column in features.always.T:
            scores += self.weights[self.rows[column]]
        np.add.at(scores, features.tokens, self.weights[self.rows[features.further]])
        return scores


def best_paths(scores: Scores, transitions: Scores, lengths: Sequence[int]) -> list[list[int]]:
    """The tags of the highest sum of scores, sentence by sentence.

    Args:
        scores: tokens x tags, of all sentences, one after another.
        transitions: tag x following tag.
        lengths: tokens of each sentence, none of 0.
    """
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    found: list[list[int]] = [[] for _ in lengths]
    for group in _groups(lengths):
        best = _best([scores[starts[i] : starts[i + 1]] for i in group], transitions)
        for i, path in zip(group, best, strict=True):
            found[i] = path
    return found


def _best(sentences: Sequence[Scores], transitions: Scores) -> Iterator[list[int]]:
    """The best paths of sentences of about one length, the longest first, found together."""
    longest, tags = len(sentences[0]), len(transitions)
    lengths = np.array([len(scores) for scores in sentences])
    padded = np.zeros((longest, len(sentences), tags), np.float32)
    for i, scores in enumerate(sentences):
        padded[: len(scores), i] = scores
    totals = padded[0]
    history = np.zeros((longest, len(sentences), tags), np.int8)
    for step in range(1, longest):
        alive = int((lengths > step).sum())
        ways = totals[:alive, :, None] + transitions
        history[step, :alive] = ways.argmax(axis=1)
        totals[:alive] = ways.max(axis=1) + padded[step, :alive]
    for i, last in enumerate(totals.argmax(axis=1)):
        yield _path(history[: lengths[i], i], int(last))


def _path(history: NDArray[np.int8], last: int) -> list[int]:
    """Back from the last tag to the first."""
    path = [last]
    for before in history[:0:-1].tolist():
        path.append(before[path[-1]])
    return path[::-1]


def _groups(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Sentences by length, the longest first, in groups that fit into memory."""
    group: list[int] = []
    for i in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        if group and lengths[group[0]] * (len(group) + 1) > _TOGETHER:
            yield group
            group = []
        group.append(i)
    if group:
        yield group
