"""Streams of bytes of any length, read in bounded memory."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, Protocol

from diemtin.errors import TooLarge
from diemtin.read.text import LARGEST

__all__ = ["SKIPPED", "Metered", "lines", "read_whole"]

# Bytes that are passed over in search of the next page; more is a bomb, or no archive of pages.
SKIPPED = 200_000_000


class Readable(Protocol):
    """Whatever gives bytes."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, none at the end."""


class Metered(io.RawIOBase):
    """A stream whose reads are as long as asked for, and that stops where its allowance is used up.

    `allow` sets the allowance; without one any number of bytes may be read.
    """

    def __init__(self, source: str, file: Readable) -> None:
        super().__init__()
        self._source = source
        self._file = file
        self._left: int | None = None

    def allow(self, size: int | None) -> None:
        """Let `size` more bytes be read, or with None any number."""
        self._left = size

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill `buffer`, wholly unless the stream ends.

        Raises:
            TooLarge: the allowance is used up.
        """
        filled = 0
        while filled < len(buffer) and (piece := self._file.read(len(buffer) - filled)):
            buffer[filled : filled + len(piece)] = piece
            filled += len(piece)
        if self._left is not None:
            self._left -= filled
            if self._left < 0:
                raise TooLarge(self._source, "too many bytes without a page; the rest is not read: unpack it and look")
        return filled

    def buffered(self) -> io.BufferedReader:
        """The same with `peek` and lines; its own buffer counts as read."""
        return io.BufferedReader(self, buffer_size=1 << 16)


def read_whole(file: IO[bytes]) -> bytes:
    """All bytes, or so many that `decode` and the like see that they are too many."""
    return file.read(LARGEST + 1)


def lines(source: str, file: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file, of one too large only so much as shows that it is.

    Raises:
        TooLarge: a line has no end within `SKIPPED` bytes.
    """
    while line := file.readline(LARGEST + 1):
        yield line
        skipped = len(line)
        while len(line) > LARGEST and not line.endswith(b"\n"):
            line = file.readline(LARGEST + 1)
            skipped += len(line)
            if skipped > SKIPPED:
                raise TooLarge(source, f"a line of over {SKIPPED:,} bytes; what follows it is not read")
