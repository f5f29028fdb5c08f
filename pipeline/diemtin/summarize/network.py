"""The few layers that the networks of the summarizer are made of, in numpy; weights come from their files."""

from __future__ import annotations

import numpy as np

from diemtin.convolutions import positive
from diemtin.summarize.encode import Integers, Numbers

__all__ = ["Weights", "convolved", "linear", "means", "positive"]

Weights = dict[str, Numbers]


def linear(weights: Weights, name: str, values: Numbers) -> Numbers:
    """`values @ weight.T + bias`; rows are what is mapped."""
    found: Numbers = values @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
    return found


def convolved(weights: Weights, name: str, values: Numbers) -> Numbers:
    """A convolution over rows with as many rows as before; what lies outside is zero.

    The weight has shape (channels out, channels in, width) with an odd width.
    """
    weight = weights[f"{name}.weight"]
    out, channels, width = weight.shape
    padded = np.zeros((len(values) + width - 1, channels), dtype=np.float32)
    padded[width // 2 : width // 2 + len(values)] = values
    found = np.empty((len(values), out), dtype=np.float32)
    found[:] = weights[f"{name}.bias"]
    for i in range(width):
        found += padded[i : i + len(values)] @ weight[:, :, i].T
    return found


def means(values: Numbers, group: Integers, groups: int) -> Numbers:
    """The mean row of each group; rows of one group stand together, and no group is empty."""
    starts = np.searchsorted(group, np.arange(groups))
    counts = np.diff(np.append(starts, len(group)))
    return np.asarray(np.add.reduceat(values, starts, axis=0) / counts[:, None], np.float32)
