"""A small convolutional network over the tokens of a sentence under a field of tags, run in numpy.

A token's vectors are looked up at the places of its hashed features; `models/tagger/networks.py` trains them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diemtin.convolutions import Layer, Numbers, positive
from diemtin.entities.features import Features
from diemtin.field import best_paths

__all__ = ["DILATIONS", "LISTED", "TABLES", "Convolutions", "Table"]


@dataclass(frozen=True, slots=True)
class Table:
    """What is looked up for a kind of feature: `2 ** bits` rows of `size` numbers."""

    kind: str
    bits: int
    size: int

    @property
    def mask(self) -> int:
        """Takes the place of a feature to its row."""
        return (1 << self.bits) - 1


TABLES = (
    *(Table("key", 15, 64), Table("first letters", 14, 16), Table("last letters", 14, 16)),
    *(Table("shape", 10, 8), Table("cluster", 12, 16), Table("word", 15, 32)),
)
LISTED = Table("lists", 15, 24)
DILATIONS = (1, 2, 4)


@dataclass(frozen=True, slots=True)
class Convolutions:
    """A trained network, whose scores and transitions give the best sequence of tags.

    Attributes:
        tags: the names of the tags.
        transitions: tag x following tag.
        tables: those of `TABLES`, and that of `LISTED`, as bytes; `input` knows what 1 stands for in each.
        input, output: weights (input x output) and bias.
        layers: one for each of `DILATIONS`.
    """

    tags: tuple[str, ...]
    transitions: Numbers
    tables: tuple[NDArray[np.int8], ...]
    input: tuple[Numbers, Numbers]
    layers: tuple[Layer, ...]
    output: tuple[Numbers, Numbers]

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]]) -> Convolutions:
        """The network of a model's arrays; tables are bytes, and the number that 1 stands for."""
        tables = tuple(arrays[f"table.{i}"] for i in range(len(TABLES) + 1))
        scales = [np.full(table.size, arrays["scales"][i]) for i, table in enumerate((*TABLES, LISTED))]
        whole = {
            name: array.astype(np.float32)
            for name, array in arrays.items()
            if name != "tags" and not name.startswith("table.")
        }
        layers = tuple(Layer.of(whole, f"layer.{i}", dilation) for i, dilation in enumerate(DILATIONS))
        first, last = ((whole[f"{end}.weights"], whole[f"{end}.bias"]) for end in ("input", "output"))
        scaled = first[0] * np.concatenate(scales).astype(np.float32)[:, None]
        tags = tuple(bytes(arrays["tags"]).decode("ascii").split())
        return cls(tags, whole["transitions"], tables, (scaled, first[1]), layers, last)

    def tag(self, features: Features, lengths: Sequence[int]) -> list[list[str]]:
        """The best tags of the tokens of each sentence (Viterbi, 1967).

        Args:
            features: of the tokens of all sentences, one sentence after another, each of `TABLES` in a column.
            lengths: tokens of each sentence, none of 0.
        """
        if not lengths:
            return []
        paths = best_paths(self.scores(features, lengths), self.transitions, lengths)
        return [[self.tags[tag] for tag in path] for path in paths]

    def scores(self, features: Features, lengths: Sequence[int]) -> Numbers:
        """Tokens x tags, of sentences that stand one after another, none of 0 tokens."""
        weights, bias = self.input
        hidden: Numbers = self._vectors(features) @ weights
        hidden += bias
        positive(hidden)
        sentence = np.repeat(np.arange(len(lengths)), lengths)
        for layer in self.layers:
            hidden = layer(hidden, sentence)
        weights, bias = self.output
        found: Numbers = hidden @ weights + bias
        return found

    def _vectors(self, features: Features) -> Numbers:
        """For each token the rows of its features in one."""
        found = np.empty((len(features.always), sum(table.size for table in (*TABLES, LISTED))), np.float32)
        first = 0
        for table, rows, column in zip(TABLES, self.tables, features.always.T, strict=False):
            found[:, first : first + table.size] = rows.take(column & table.mask, axis=0)
            first += table.size
        found[:, first:] = self._listed(features)
        return found

    def _listed(self, features: Features) -> Numbers:
        """For each token the sum of the rows of its further features."""
        found = np.zeros((len(features.always), LISTED.size), np.float32)
        order = np.argsort(features.tokens, kind="stable")
        tokens = features.tokens[order]
        if len(tokens):
            firsts = np.flatnonzero(np.diff(tokens, prepend=-1))
            rows = self.tables[-1].take(features.further[order] & LISTED.mask, axis=0)
            found[tokens[firsts]] = np.add.reduceat(rows, firsts, axis=0, dtype=np.float32)
        return found
