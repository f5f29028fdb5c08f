"""Lines that the page shows in a wrong encoding, put right with every character's place kept.

A caption pasted from a TCVN3 document into a Unicode page comes as `C«ng an tØnh`; a page that was saved
with its fonts' encoding unknown consists of such lines.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from diemtin.detection import examine, has_suspects, is_unicode, line_encoding
from diemtin.encodings import Encoding
from diemtin.normalize import Mapped

__all__ = ["Repairer"]

_FEW = 64
_WORD = re.compile("[^ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class Repairer:
    """Repairs the lines of one page; made once a page, so that a page without fault costs one look.

    Attributes:
        is_needed: whether any word of the page could be in a wrong encoding.
        likely: the encoding that words all over the page seem to be in.
        suspects: the page's few words that could be in a wrong encoding; None where there are many.
    """

    is_needed: bool
    likely: Encoding | None
    suspects: frozenset[str] | None = None

    @classmethod
    def of(cls, raw: str, tokens: Counter[str] | None = None) -> Repairer:
        """For the lines of a page.

        Args:
            raw: the page.
            tokens: what stands between its spaces, where that is known.
        """
        found, likely = examine(raw, tokens)
        # Tags may stand within a word.
        is_quick = len(found) <= _FEW and "<" not in raw
        return cls(bool(found), likely, found if is_quick else None)

    def __call__(self, piece: Mapped) -> tuple[Mapped, str | None]:
        """A line, not yet normalized, as it should read, and the encoding it was in; None where nothing is changed."""
        if not self.is_needed or not (self.likely or self._is_suspect(piece.text)):
            return piece, None
        parts, position, name = [], 0, None
        stretches = _stretches(piece.text)
        likely = self.likely if len(stretches) == 1 else None
        for start, end in stretches:
            encoding = line_encoding(piece.text[start:end], likely)
            if encoding:
                parts += [piece.cut(position, start), encoding.read(piece.cut(start, end))]
                position, name = end, name or encoding.name
        if name is None:
            return piece, None
        return Mapped.joined([*parts, piece.cut(position, len(piece.text))]), name

    def _is_suspect(self, line: str) -> bool:
        if self.suspects is None:
            return has_suspects(line)
        for word in self.suspects:  # a generator for each line would take twice as long
            if word in line:
                return has_suspects(line)
        return False


def _stretches(text: str) -> list[tuple[int, int]]:
    """The ranges between words that are certainly Unicode; those are left alone."""
    words = [match.span() for match in _WORD.finditer(text) if is_unicode(match.group())]
    edges = [0, *(edge for word in words for edge in word), len(text)]
    return list(zip(edges[::2], edges[1::2], strict=True))
