"""A page as lines: what both plain text and HTML become before their structure is found."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from diemtin.clean.repair import Repairer
from diemtin.document import BlockKind, FurnitureKind
from diemtin.normalize import Mapped, normalize, syllables

__all__ = ["Line", "Role", "text_lines"]

Role = BlockKind | FurnitureKind

# U+0085 after these two is the third byte of a letter in UTF-8 that was read as Latin-1 (`ễ`).
_LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\u2028\u2029]|(?<!\xe1[\xba\xbb])\x85")
# Perhaps with the agency's name in brackets behind it.
_ENDS_SENTENCE = re.compile(r"(?:(?<!\.\.)[.!?:;])['\"”’)\]]*(?: \([^()]{2,40}\))?$")
_ENDS_OPEN = re.compile(r"(?:\.\.\.|…)['\"”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One visual line of the page, normalized and not empty.

    Attributes:
        piece: its characters with their way back to `Page.raw`.
        gap: how many blank lines stand before it.
        hint: what the page's markup says that it is; None in plain text.
        is_main: whether a main-text extractor took it; None where none was asked.
        links: the share of its characters that are link text, 0 to 1.
        after_image: whether a picture stands between it and the line before.
        encoding: the wrong encoding that the page shows it in; None where it is right.
        printed: as the page shows it, where it was repaired.
        length: its length in syllables.
    """

    piece: Mapped
    gap: int = 0
    hint: Role | None = None
    is_main: bool | None = None
    links: float = 0.0
    after_image: bool = False
    encoding: str | None = None
    printed: str | None = None
    length: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "length", len(syllables(self.piece.text)))

    @property
    def text(self) -> str:
        """The characters of the line."""
        return self.piece.text

    @property
    def ends_sentence(self) -> bool:
        """Whether it closes with a sentence's final punctuation; dots that trail off close only a long line."""
        text = self.piece.text
        return bool(_ENDS_SENTENCE.search(text)) or (self.length >= 20 and bool(_ENDS_OPEN.search(text)))


def text_lines(raw: str) -> list[Line]:
    """The lines of a plain-text page; hard-wrapped paragraphs are joined again."""
    lines: list[Line] = []
    gap = start = 0
    repaired = Repairer.of(raw)
    for end, following in _breaks(raw):
        printed = Mapped.of(raw, start, end)
        piece, encoding = repaired(printed)
        piece = normalize(piece)
        start = following
        if not piece.text:
            gap += 1
            continue
        if lines and gap == 0 and _is_wrapped(lines[-1], piece.text):
            lines[-1] = _join(lines[-1], piece, encoding)
        else:
            lines.append(Line(piece, gap, encoding=encoding, printed=normalize(printed).text if encoding else None))
        gap = 0
    return lines


def _breaks(raw: str) -> list[tuple[int, int]]:
    breaks = [match.span() for match in _LINE_BREAK.finditer(raw)]
    return [*breaks, (len(raw), len(raw))]


def _is_wrapped(line: Line, following: str) -> bool:
    """A line that was broken at the right margin: unfinished, long, and the next goes on in lower case."""
    return following[0].islower() and len(line.text) >= 50 and not line.ends_sentence


def _join(line: Line, piece: Mapped, encoding: str | None) -> Line:
    first = line.piece
    joined = Mapped.joined([first, Mapped(" ", [first.ends[-1]], [piece.starts[0]]), piece])
    return replace(line, piece=joined, encoding=line.encoding or encoding)
