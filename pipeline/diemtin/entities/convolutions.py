"""A small convolutional network over the tokens of a sentence, run in numpy.

Dilated convolutions as in Strubell et al., *Fast and Accurate Entity Recognition with Iterated Dilated Convolutions*
(2017). A token's vectors are looked up at the places of its hashed features; `models/tagger/networks.py` trains them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diemtin.entities.features import KINDS, Features

__all__ = ["DILATIONS", "LISTED", "TABLES", "Convolutions", "Layer", "Table"]


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
_EPSILON = 1e-5

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Layer:
    """A convolution over three tokens, with layer normalization (Ba et al., 2016) and a residual connection.

    Attributes:
        weights: three matrices of input x output, for the token before, the token and the one after.
        bias, gain, shift: a number for each output.
        dilation: how far before and after.
    """

    weights: Numbers
    bias: Numbers
    gain: Numbers
    shift: Numbers
    dilation: int

    @classmethod
    def of(cls, arrays: Mapping[str, Numbers], name: str, dilation: int) -> Layer:
        """The layer of a model's arrays; with the mean over outputs taken from weights and bias, results have none."""
        weights, bias, gain, shift = (arrays[f"{name}.{part}"] for part in ("weights", "bias", "gain", "shift"))
        return cls(weights - weights.mean(axis=-1, keepdims=True), bias - bias.mean(), gain, shift, dilation)

    def __call__(self, hidden: Numbers, sentence: NDArray[np.int64]) -> Numbers:
        """The next layer of tokens x width; `sentence` is the index of each token's sentence."""
        d = self.dilation
        apart = np.flatnonzero(sentence[d:] != sentence[:-d])
        found: Numbers = hidden @ self.weights[1]
        found += self.bias
        before, after = hidden[:-d] @ self.weights[0], hidden[d:] @ self.weights[2]
        before[apart] = after[apart] = 0
        found[d:] += before
        found[:-d] += after
        variance = np.einsum("ij,ij->i", found, found) / np.float32(len(self.gain))
        found /= np.sqrt(variance + np.float32(_EPSILON))[:, None]
        found *= self.gain
        found += self.shift
        np.maximum(found, 0, out=found)
        found += hidden
        return found


@dataclass(frozen=True, slots=True)
class Convolutions:
    """A trained network.

    Attributes:
        tables: those of `TABLES`, and that of `LISTED`, as bytes; `input` knows what 1 stands for in each.
        input, output: weights (input x output) and bias.
        layers: one for each of `DILATIONS`.
    """

    tables: tuple[NDArray[np.int8], ...]
    input: tuple[Numbers, Numbers]
    layers: tuple[Layer, ...]
    output: tuple[Numbers, Numbers]

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]]) -> Convolutions:
        """The network of a model's arrays; tables are bytes, and the number that 1 stands for."""
        tables = tuple(arrays[f"table.{i}"] for i in range(len(TABLES) + 1))
        scales = [np.full(table.size, arrays["scales"][i]) for i, table in enumerate((*TABLES, LISTED))]
        whole = {name: array.astype(np.float32) for name, array in arrays.items() if not name.startswith("table.")}
        layers = tuple(Layer.of(whole, f"layer.{i}", dilation) for i, dilation in enumerate(DILATIONS))
        first, last = ((whole[f"{end}.weights"], whole[f"{end}.bias"]) for end in ("input", "output"))
        scaled = first[0] * np.concatenate(scales).astype(np.float32)[:, None]
        return cls(tables, (scaled, first[1]), layers, last)

    def scores(self, features: Features, lengths: Sequence[int]) -> Numbers:
        """Tokens x tags, of sentences that stand one after another, none of 0 tokens."""
        vectors = np.concatenate([*self._looked_up(features), self._listed(features)], axis=1)
        weights, bias = self.input
        hidden = vectors @ weights
        hidden += bias
        np.maximum(hidden, 0, out=hidden)
        sentence = np.repeat(np.arange(len(lengths)), lengths)
        for layer in self.layers:
            hidden = layer(hidden, sentence)
        weights, bias = self.output
        found: Numbers = hidden @ weights + bias
        return found

    def _looked_up(self, features: Features) -> list[Numbers]:
        columns = [features.always[:, KINDS.index(table.kind)] & table.mask for table in TABLES]
        return [rows[column].astype(np.float32) for rows, column in zip(self.tables, columns, strict=False)]

    def _listed(self, features: Features) -> Numbers:
        """For each token the sum of the rows of its further features."""
        found = np.zeros((len(features.always), LISTED.size), np.float32)
        order = np.argsort(features.tokens, kind="stable")
        tokens = features.tokens[order]
        if len(tokens):
            firsts = np.flatnonzero(np.diff(tokens, prepend=-1))
            rows = self.tables[-1][features.further[order] & LISTED.mask].astype(np.float32)
            found[tokens[firsts]] = np.add.reduceat(rows, firsts, axis=0)
        return found
