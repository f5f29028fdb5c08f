"""The few layers that the networks of the summarizer are made of, in numpy; weights come from their files."""

from __future__ import annotations

import numpy as np

from diemtin.convolutions import positive
from diemtin.summarize.encode import Integers, Numbers

__all__ = ["Weights", "convolved", "linear", "means", "positive", "scattered_means"]

Weights = dict[str, Numbers]


def linear(weights: Weights, name: str, values: Numbers) -> Numbers:
    """`values @ weight.T + bias`; rows are what is mapped."""
    found: Numbers = values @ weights[f"{name}.weight"].T
    found += weights[f"{name}.bias"]
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
    counts = np.bincount(group, minlength=groups)
    found: Numbers = np.add.reduceat(values, np.cumsum(counts) - counts, axis=0)
    found /= counts[:, None].astype(np.float32)
    return found


def scattered_means(values: Numbers, group: Integers) -> Numbers:
    """The mean row of each group, for many small groups whose rows stand anywhere; no group is empty.

    The first rows of all groups are added to the second rows, then to the third, and so on, the larger groups in front.
    """
    counts = np.bincount(group)
    larger = np.argsort(-counts, kind="stable")
    starts = (np.cumsum(counts) - counts)[larger]
    rows = np.argsort(group, kind="stable")
    found = values.take(rows[starts], axis=0)
    for place, groups in enumerate(np.cumsum(np.bincount(counts)[::-1])[::-1][2:].tolist(), start=1):
        found[:groups] += values.take(rows[starts[:groups] + place], axis=0)
    found /= counts[larger, None].astype(np.float32)
    in_order: Numbers = found.take(np.argsort(larger), axis=0)
    return in_order
