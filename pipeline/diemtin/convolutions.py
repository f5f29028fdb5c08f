"""A dilated convolution over what stands in a row, run in numpy; networks of tokens and of gaps are made of it.

Dilated convolutions as in Strubell et al., *Fast and Accurate Entity Recognition with Iterated Dilated Convolutions*
(2017).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["Layer", "Numbers", "layer_arrays", "positive"]

Numbers: TypeAlias = NDArray[np.float32]

_EPSILON = 1e-5


@dataclass(frozen=True, slots=True)
class Layer:
    """A convolution over three places, with layer normalization (Ba et al., 2016) and a residual connection.

    Attributes:
        weights: three matrices of input x output, for the place before, the place and the one after.
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
        """The layer whose arrays are called `name.weights`, `name.bias`, `name.gain` and `name.shift`.

        With the mean over outputs taken from weights and bias, results have none.
        """
        weights, bias, gain, shift = (arrays[f"{name}.{part}"] for part in ("weights", "bias", "gain", "shift"))
        return cls(weights - weights.mean(axis=-1, keepdims=True), bias - bias.mean(), gain, shift, dilation)

    def __call__(self, hidden: Numbers, sentence: NDArray[np.int64]) -> Numbers:
        """The next layer of places x width; `sentence` is a number for each, the same for those of one sentence."""
        d = self.dilation
        apart = np.flatnonzero(sentence[d:] != sentence[:-d])
        found: Numbers = hidden @ self.weights[1]
        found += self.bias
        beside = hidden[:-d] @ self.weights[0]
        beside[apart] = 0
        found[d:] += beside
        np.matmul(hidden[d:], self.weights[2], out=beside)
        beside[apart] = 0
        found[:-d] += beside
        variance = np.einsum("ij,ij->i", found, found) / np.float32(len(self.gain))
        found *= (1 / np.sqrt(variance + np.float32(_EPSILON)))[:, None]
        found *= self.gain
        found += self.shift
        # The same as to rectify and then to add `hidden`; arrays of one shape take half the time of a single row.
        found += hidden
        return np.maximum(found, hidden, out=found)


def positive(values: Numbers) -> Numbers:
    """Rectified in place."""
    return np.maximum(values, np.float32(0), out=values)


def layer_arrays(state: Mapping[str, Numbers], count: int) -> dict[str, Numbers]:
    """What `Layer.of` reads, from what torch calls the parameters of `layers` (Conv1d) and `norms` (LayerNorm)."""
    found: dict[str, Numbers] = {}
    for i in range(count):
        found[f"layer.{i}.weights"] = np.ascontiguousarray(state[f"layers.{i}.weight"].transpose(2, 1, 0))
        found[f"layer.{i}.bias"] = state[f"layers.{i}.bias"]
        found[f"layer.{i}.gain"] = state[f"norms.{i}.weight"]
        found[f"layer.{i}.shift"] = state[f"norms.{i}.bias"]
    return found
