"""A page as it was saved, and the places of its characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "Format",
    "Origin",
    "Page",
    "Span",
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range `[start, end)` of code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether both have a character in common."""
        return self.start < other.end and other.start < self.end

    def __len__(self) -> int:
        return self.end - self.start


class Format(StrEnum):
    """What the characters of a page are written in."""

    TEXT = "text"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Page:
    """One saved page as it was decoded; `raw` is never altered.

    `source` names where it came from (a path, `-`, or what its record says). `id`, `title` and
    `published` are what a record states about itself; a page from a file states nothing. `encoding` is
    what its bytes were found to be in. `site` is what a batch counts it under (see `diemtin.batch.inputs.group_of`).
    """

    source: str
    raw: str
    format: Format = Format.TEXT
    id: str | None = None
    title: str | None = None
    published: str | None = None
    encoding: str = "utf-8"
    site: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """For each character of a text, the range of characters of `Page.raw` it was made from.

    The sequences are never changed; where many, they are arrays of four bytes a number.
    """

    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, span: Span) -> Span:
        """The range of `Page.raw` behind a non-empty span of the text.

        Raises:
            ValueError: the span is empty or reaches outside the text.
        """
        if not 0 <= span.start < span.end <= len(self.starts):
            raise ValueError(f"no source for {span} in a text of {len(self.starts)} characters")
        return Span(self.starts[span.start], self.ends[span.end - 1])
