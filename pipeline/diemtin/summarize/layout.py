"""A sentence with its parts between commas, semicolons and dashes, and where its verbs stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from diemtin.summarize.phrases import Phrases

__all__ = ["UNIT", "Layout", "balanced", "capital"]

_MARK = re.compile(r"[,;] | [–—-] ")
UNIT = re.compile(r"\w+")
_ENCLOSING = re.compile(r"[()\[\]\"“”]")
# Words of which neither says anything without the other; by the second one, which few sentences have.
_PAIRS = tuple(
    (second, re.compile(rf"\b({first})\b.*?\b({second})\b", re.IGNORECASE))
    for first, second in (
        ("vừa", "vừa"),
        ("không chỉ|không những", "mà"),
        ("càng", "càng"),
        ("cả", "lẫn"),
        ("nếu", "thì"),
        ("tuy|dù|mặc dù", "nhưng"),
        ("do|vì|bởi", "nên"),
        ("ngoài", "còn"),
        ("hoặc", "hoặc"),
        (r"từ(?=[^,;]{1,60} đến )", "đến"),
    )
)


@dataclass(frozen=True, slots=True)
class Layout:
    """A sentence with its parts between commas, semicolons and dashes outside brackets and quotes.

    Attributes:
        text: the sentence.
        closed: for each character, whether it stands in brackets or quotes.
        parts: the ranges between the marks.
        end: where the marks that end the sentence begin.
        predicates: where a verb or a mark of tense or voice begins.
        bound: where a word begins that must not be left out.
        together: where two words begin of which neither says anything without the other.
    """

    text: str
    closed: list[bool]
    parts: list[tuple[int, int]]
    end: int
    predicates: list[int]
    bound: list[int]
    together: list[tuple[int, int]]

    @classmethod
    def of(cls, text: str) -> Layout:
        """The layout of a sentence."""
        closed = _closed(text)
        final = re.search(r"[.!?…]*$", text)
        end = final.start() if final else len(text)
        marks = [m.span() for m in _MARK.finditer(text, 0, end) if not closed[m.start()]]
        starts = [0, *(after for _, after in marks)]
        ends = [*(before for before, _ in marks), end]
        units = list(UNIT.finditer(text))
        words, offsets = [unit.group().lower() for unit in units], [unit.start() for unit in units]
        return cls(
            text,
            closed,
            list(zip(starts, ends, strict=True)),
            end,
            # `Cần Thơ` is no `cần`, and `Tăng Văn Lữ` does not rise.
            [i for i in Phrases.named("predicates").starts(words, offsets) if not i or text[i].islower()],
            [i for i in Phrases.named("meaning_words").starts(words, offsets) if not i or text[i].islower()],
            [(found.start(1), found.start(2)) for pair in _pairs_in(text) for found in pair.finditer(text)],
        )

    def has_predicate(self, i: int, after: int = 0) -> bool:
        """Whether part `i` has a predicate at or after its character `after`."""
        start, end = self.parts[i]
        return any(start + after <= found < end for found in self.predicates)

    def part(self, i: int) -> str:
        """Part `i` as printed."""
        start, end = self.parts[i]
        return self.text[start:end]

    def mark(self, i: int) -> str:
        """The mark before part `i`."""
        return self.text[self.parts[i - 1][1] : self.parts[i][0]].strip() if i else ""


def _pairs_in(text: str) -> Iterator[re.Pattern[str]]:
    lowered = text.lower()
    return (pattern for second, pattern in _PAIRS if second in lowered)


def _closed(text: str) -> list[bool]:
    depth, quoted = 0, False
    found = [False] * len(text)
    start = None
    for match in _ENCLOSING.finditer(text):
        mark, i = match.group(), match.start()
        if start is not None:
            found[start:i] = [True] * (i - start)
        depth = max(0, depth + (mark in "([") - (mark in ")]"))
        if mark in '"“”':
            quoted = mark == "“" or (mark == '"' and not quoted)
            found[i] = True
        start = i + 1 if depth or quoted else None
    return found


def balanced(text: str) -> bool:
    """Whether the brackets and quotation marks of a sentence close each other."""
    return text.count("(") == text.count(")") and text.count('"') % 2 == 0 and text.count("“") == text.count("”")


def capital(text: str) -> str:
    """The text with its first letter a capital."""
    return text[:1].upper() + text[1:]
