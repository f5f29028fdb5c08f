"""A page as lines: what both plain text and HTML become before their structure is found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import InitVar, dataclass, field
from itertools import chain

from diemtin.clean.repair import Repairer
from diemtin.clean.spacing import mend_spacing
from diemtin.clean.words import Words, read_words
from diemtin.clean.wrapping import PrintedLine, join_wrapped
from diemtin.document import BlockKind, FurnitureKind
from diemtin.normalize import Mapped, normalize

__all__ = ["Line", "Role", "text_lines"]

Role = BlockKind | FurnitureKind

# U+0085 after these two is the third byte of a letter in UTF-8 that was read as Latin-1 (`ễ`).
_LINE_BREAK = re.compile(r"\n|\r\n|\r|\v|\f|\x1c|\x1d|\x1e|\u2028|\u2029|\x85(?<!\xe1[\xba\xbb]\x85)")
_FINAL = ".!?:;"
# What such lines, and those that trail off, can end in.
_LAST = f"{_FINAL}…'\"”’)]"
# Perhaps with the agency's name in brackets behind it.
_ENDS_SENTENCE = re.compile(r"(?:(?<!\.\.)[.!?:;])['\"”’)\]]*(?: \([^()]{2,40}\))?$")
_LONGEST_END = 80  # characters: the agency's name and what closes quotations and brackets
_SOFT_HYPHEN = "\u00ad"
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
        words: its syllables.
        length: how many they are.
        tokens: what stands between its spaces, where that is known when it is made.
    """

    piece: Mapped
    gap: int = 0
    hint: Role | None = None
    is_main: bool | None = None
    links: float = 0.0
    after_image: bool = False
    encoding: str | None = None
    printed: str | None = None
    words: Words = field(init=False, repr=False, compare=False)
    length: int = field(init=False)
    tokens: InitVar[Sequence[str] | None] = None

    def __post_init__(self, tokens: Sequence[str] | None) -> None:
        words = read_words(self.piece.text, tokens)
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "length", words.length)

    @property
    def text(self) -> str:
        """The characters of the line."""
        return self.piece.text

    @property
    def ends_sentence(self) -> bool:
        """Whether it closes with a sentence's final punctuation; dots that trail off close only a long line."""
        text = self.piece.text[-_LONGEST_END:]
        # Of most lines the last character tells.
        if text[-1] in _FINAL and text[-3:-1] != "..":
            return True
        if text[-1] not in _LAST:
            return False
        return bool(_ENDS_SENTENCE.search(text)) or (self.length >= 20 and bool(_ENDS_OPEN.search(text)))


def text_lines(raw: str) -> list[Line]:
    """The lines of a plain-text page; paragraphs that were wrapped are whole again."""
    stretches = list(_stretches(raw))
    tokens = Counter(chain.from_iterable(tokens for _, _, tokens in stretches))
    return mend_spacing(join_wrapped(list(_printed_lines(raw, stretches, Repairer.of(raw, tokens)))), raw, tokens)


def _stretches(raw: str) -> Iterator[tuple[int, int, list[str]]]:
    """Where each line of the page begins and ends, and what stands between its spaces; of a blank line nothing."""
    start = 0
    for match in _LINE_BREAK.finditer(raw):
        end, following = match.span()
        yield start, end, raw[start:end].split()
        start = following
    yield start, len(raw), raw[start:].split()


def _printed_lines(
    raw: str, stretches: Iterable[tuple[int, int, list[str]]], repaired: Repairer
) -> Iterator[PrintedLine]:
    gap = 0
    for start, end, tokens in stretches:
        if not tokens:
            gap += 1
            continue
        printed = Mapped.of(raw, start, end)
        piece, encoding = repaired(printed, tokens)
        piece = normalize(piece)
        if piece.text:
            text, shown = printed.text, normalize(printed).text if encoding else None
            known = tokens if piece is printed else None
            line = Line(piece, gap, encoding=encoding, printed=shown, tokens=known)
            yield PrintedLine(line, len(text) - len(text.lstrip()), text.rstrip().endswith(_SOFT_HYPHEN))
        gap = 0 if piece.text else gap + 1
