"""Lines that the page shows in a wrong encoding, put right with every character's place kept.

A caption pasted from a TCVN3 document into a Unicode page comes as `C«ng an tØnh`; a page that was saved
with its fonts' encoding unknown consists of such lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from diemtin.detection import examine, has_suspects, is_unicode, line_encoding
from diemtin.encodings import Encoding
from diemtin.normalize import Mapped

__all__ = ["Repairer"]

_WORD = re.compile("[^ \t\r\n]+")
_REFERENCES = "character-references"


@dataclass(frozen=True, slots=True)
class Repairer:
    """Repairs the lines of one page; made once a page, so that a page without fault costs one look.

    Attributes:
        is_needed: whether any word of the page could be in a wrong encoding.
        likely: the encoding that words all over the page seem to be in.
        suspects: what stands between two spaces of the page and could be in a wrong encoding.
    """

    is_needed: bool
    likely: Encoding | None
    suspects: frozenset[str] = frozenset()

    @classmethod
    def of(cls, raw: str, tokens: Counter[str] | None = None) -> Repairer:
        """For the lines of a page.

        Args:
            raw: the page.
            tokens: what stands between its spaces, where that is known.
        """
        suspects, likely = examine(raw, tokens)
        return cls(bool(suspects), likely, suspects)

    def __call__(self, piece: Mapped, tokens: Collection[str] | None = None) -> tuple[Mapped, str | None]:
        """A line as it should read, and the encoding it was in; None where nothing is changed.

        Args:
            piece: the line, not yet normalized.
            tokens: what stands between its spaces, where the page has the same between its own: no tags or references.
        """
        if not self.is_needed or not (self.likely or self._is_suspect(piece.text, tokens)):
            return piece, None
        stretches = _stretches(piece.text)
        likely = self.likely if len(stretches) == 1 else None
        judged = [(start, end, line_encoding(piece.text[start:end], likely)) for start, end in stretches]
        found = [(start, end, encoding) for start, end, encoding in judged if encoding]
        if not found:
            return piece, None
        for _, _, encoding in found:
            if encoding.name == _REFERENCES:  # Unicode stands beside them, and all of the line's are meant so.
                return encoding.read(piece), encoding.name
        return _read(piece, found), found[0][2].name

    def _is_suspect(self, line: str, tokens: Collection[str] | None) -> bool:
        return has_suspects(line) if tokens is None else not self.suspects.isdisjoint(tokens)


def _read(piece: Mapped, found: Sequence[tuple[int, int, Encoding]]) -> Mapped:
    parts, position = [], 0
    for start, end, encoding in found:
        parts += [piece.cut(position, start), encoding.read(piece.cut(start, end))]
        position = end
    return Mapped.joined([*parts, piece.cut(position, len(piece.text))])


def _stretches(text: str) -> list[tuple[int, int]]:
    """The ranges between words that are certainly Unicode; those are left alone."""
    words = [match.span() for match in _WORD.finditer(text) if is_unicode(match.group())]
    edges = [0, *(edge for word in words for edge in word), len(text)]
    return list(zip(edges[::2], edges[1::2], strict=True))
