"""Articles that say nearly the same, found by MinHash; needs the extra `dedup` (rensa).

The likeness of two articles is the share of runs of three syllables that they have in common (Broder, *On the
resemblance and containment of documents*, 1997), estimated from 128 minima of hashes. Articles that agree in
all minima of one of 16 bands are compared (locality-sensitive hashing); the bands stay on disk, in the journal.
"""

from __future__ import annotations

import hashlib
import sqlite3
import struct
from collections.abc import Iterator

__all__ = ["NearDuplicates", "signature"]

_MINIMA, _BANDS, _SEED = 128, 16, 1
_RUN = 3
_LIKENESS = 0.8
_WIDTH = 4 * _MINIMA // _BANDS

TABLES = """
CREATE TABLE IF NOT EXISTS signatures (number INTEGER PRIMARY KEY, source TEXT, signature BLOB);
CREATE TABLE IF NOT EXISTS bands (band BLOB, number INTEGER, PRIMARY KEY (band, number)) WITHOUT ROWID;
"""


def signature(text: str) -> bytes:
    """The minima of a text, 32 bits each."""
    from rensa import RMinHash

    syllables = text.casefold().split()
    minima = RMinHash(_MINIMA, _SEED)
    minima.update([" ".join(syllables[i : i + _RUN]) for i in range(max(1, len(syllables) - _RUN + 1))])
    return struct.pack(f"<{_MINIMA}I", *minima.digest())


class NearDuplicates:
    """The signatures of all articles that are not like an earlier one."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """Use the tables of a journal; they are made if they are not there."""
        self._database = database
        database.executescript(TABLES)
        [last] = database.execute("SELECT coalesce(max(number), 0) FROM signatures").fetchone()
        self._last: int = last
        self._added: dict[int, tuple[str, bytes]] = {}
        self._bands: dict[bytes, list[int]] = {}

    def original(self, source: str, minima: bytes) -> str | None:
        """The source of the first article that is like this one; if there is none, the article is kept as one."""
        for number in sorted(set(self._candidates(minima))):
            found, other = self._signature(number)
            if _likeness(minima, other) >= _LIKENESS:
                return found
        self._last += 1
        self._added[self._last] = source, minima
        for band in _bands(minima):
            self._bands.setdefault(band, []).append(self._last)
        return None

    def changes(self) -> list[tuple[str, tuple[object, ...]]]:
        """What the next commit has to write."""
        changes: list[tuple[str, tuple[object, ...]]] = []
        for number, (source, minima) in self._added.items():
            changes.append(("INSERT INTO signatures VALUES (?, ?, ?)", (number, source, minima)))
            changes += [("INSERT OR IGNORE INTO bands VALUES (?, ?)", (band, number)) for band in _bands(minima)]
        return changes

    def committed(self) -> None:
        """Forget what is now in the journal."""
        self._added.clear()
        self._bands.clear()

    def _candidates(self, minima: bytes) -> Iterator[int]:
        for band in _bands(minima):
            yield from self._bands.get(band, ())
            yield from (n for (n,) in self._database.execute("SELECT number FROM bands WHERE band = ?", (band,)))

    def _signature(self, number: int) -> tuple[str, bytes]:
        if number in self._added:
            return self._added[number]
        found: tuple[str, bytes] = self._database.execute(
            "SELECT source, signature FROM signatures WHERE number = ?", (number,)
        ).fetchone()
        return found


def _bands(minima: bytes) -> Iterator[bytes]:
    for band in range(_BANDS):
        piece = minima[band * _WIDTH : (band + 1) * _WIDTH]
        yield hashlib.blake2b(bytes([band]) + piece, digest_size=8).digest()


def _likeness(one: bytes, other: bytes) -> float:
    pairs = zip(struct.iter_unpack("<I", one), struct.iter_unpack("<I", other), strict=True)
    return sum(a == b for a, b in pairs) / _MINIMA
