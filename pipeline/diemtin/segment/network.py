"""A small convolutional network over the gaps between tokens, run in numpy; `models/segmenter/network.py` trains it.

A gap is seen as the vectors of the tokens on either side, their shapes, and the listed words that run over it or
beside it; three dilated convolutions see the gaps around.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diemtin.convolutions import Layer, Numbers, positive
from diemtin.segment.gaps import MOST_LISTS, Codes, Listed, Shape, inner_gaps, shapes_of

__all__ = ["DILATIONS", "LISTED", "ROW_BITS", "GapNetwork", "listed_beside", "rows_of"]

# No more than the empty places around each sentence: else its gaps would see those of another.
DILATIONS = (1, 2, 3)
ROW_BITS = 15  # of the table of vectors of tokens
_NUMBERS_ROW = 7  # all numbers have one vector
_WORDS_BESIDE = 10  # runs of tokens that are looked for in the lists
LISTED = _WORDS_BESIDE * MOST_LISTS


def rows_of(codes: Codes) -> NDArray[np.int64]:
    """The row of each token in the table of vectors; that of an empty place is 0."""
    # Behind the shape are the lowest bits of the checksum, the last of which is always 1.
    rows = (codes >> np.uint64(6)).astype(np.int64) & ((1 << ROW_BITS) - 1)
    rows[shapes_of(codes) == Shape.NUMBER] = _NUMBERS_ROW
    rows[codes == 0] = 0
    return rows


def listed_beside(listed: Listed) -> Numbers:
    """Gaps x `LISTED`: 1 where a list has a run of tokens over or beside the gap, else 0."""
    one, two, three, four = listed.members
    gaps = inner_gaps(len(one))
    runs = [two[1:], two[2:], two[3:], three[1:], three[2:], four, four[1:], four[2:], one[2:], one[3:]]
    members = np.stack([run[:gaps] for run in runs], axis=1).astype(np.uint8)[:, :, None]
    bits = np.unpackbits(members, axis=2, count=MOST_LISTS, bitorder="little")
    return bits.reshape(gaps, LISTED).astype(np.float32)


@dataclass(frozen=True, slots=True)
class GapNetwork:
    """A trained network.

    Attributes:
        vectors: of tokens, as bytes; `tokens` knows what 1 stands for.
        tokens: takes a token's vector to what it adds to the gap after it and, beside that, to the gap before it.
        shapes: what the shapes of the tokens before and after a gap add to it.
        listed: what each of `LISTED` adds to a gap.
        layers: one for each of `DILATIONS`.
        output: weights and bias.
    """

    vectors: NDArray[np.int8]
    tokens: Numbers
    shapes: Numbers
    listed: Numbers
    layers: tuple[Layer, ...]
    output: tuple[Numbers, np.float32]

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]]) -> GapNetwork:
        """The network of a model's arrays."""
        whole = {name: array.astype(np.float32) for name, array in arrays.items() if name != "vectors"}
        layers = tuple(Layer.of(whole, f"layer.{i}", dilation) for i, dilation in enumerate(DILATIONS))
        output = (whole["output.weights"], np.float32(whole["output.bias"][0]))
        return cls(arrays["vectors"], whole["tokens"], whole["shapes"], whole["listed"], layers, output)

    def scores(self, codes: Codes, listed: Listed) -> Numbers:
        """For each gap that `gap_features` sees the logarithm of the odds that it is within a word."""
        gaps = inner_gaps(len(codes))
        hidden = self._inputs(codes[2 : gaps + 3])
        hidden += listed_beside(listed) @ self.listed
        inside = np.flatnonzero(codes[2 : gaps + 2])
        hidden = positive(hidden.take(inside, axis=0))
        sentence = inside - np.arange(len(inside))  # grows by the empty places between two sentences
        for layer in self.layers:
            hidden = layer(hidden, sentence)
        weights, bias = self.output
        found = np.zeros(gaps, np.float32)
        found[inside] = hidden @ weights + bias
        return found

    def _inputs(self, codes: Codes) -> Numbers:
        """What the tokens on either side of each gap add to it."""
        width = self.tokens.shape[1] // 2
        found = self.vectors.take(rows_of(codes), axis=0).astype(np.float32) @ self.tokens
        shapes = shapes_of(codes)
        hidden: Numbers = self.shapes.take(shapes[:-1] * len(Shape) + shapes[1:], axis=0)
        hidden += found[:-1, :width]
        hidden += found[1:, width:]
        return hidden
