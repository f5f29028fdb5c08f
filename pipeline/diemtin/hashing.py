"""Features as numbers: tokens, and what stands together, hashed for whole texts at once.

Weinberger et al., *Feature Hashing for Large Scale Multitask Learning* (2009): no vocabulary is kept, a feature
is its place in a table.
"""

from __future__ import annotations

import zlib
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["Codes", "checksum", "mixed", "place", "places"]

Codes: TypeAlias = NDArray[np.uint64]

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)
_KIND = np.uint64(0x1F3D5B79)
_WORD = 2**64


def checksum(text: str) -> int:
    """A number of 32 bits for a string, never 0 and the same everywhere."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass")) | 1


def mixed(*columns: Codes) -> Codes:
    """One hash of several numbers, by multiplication (Knuth) and shifting; the columns broadcast."""
    found = columns[0] * _MULTIPLIER
    found ^= found >> _SHIFT
    for column in columns[1:]:
        found = (found ^ column) * _MULTIPLIER
        found ^= found >> _SHIFT
    return found


def place(value: int, kind: int, bits: int) -> int:
    """What `places` is for one value of 64 bits, without the cost of an array."""
    spread = (value ^ kind * int(_KIND) % _WORD) * int(_MULTIPLIER) % _WORD
    return spread >> (64 - bits)


def places(column: Codes, kind: int | Codes, bits: int) -> NDArray[np.int64]:
    """Where in a table of `2 ** bits` entries the values of one kind of feature stand; arrays of both broadcast."""
    spread = (column ^ np.asarray(kind, np.uint64) * _KIND) * _MULTIPLIER
    found: NDArray[np.int64] = (spread >> np.uint64(64 - bits)).view(np.int64)
    return found
