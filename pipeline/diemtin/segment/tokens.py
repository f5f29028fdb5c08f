"""Tokens: syllables, numbers and marks, from which words are put together."""

from __future__ import annotations

import re

from diemtin.document import Span
from diemtin.lexicon import entries

__all__ = ["ABBREVIATIONS", "INITIAL", "tokenize"]

ABBREVIATIONS = frozenset(entries("abbreviations"))
INITIAL = re.compile(r"(?:[^\W\d_a-z]\.)+")
_TOKEN = re.compile(
    r"(?:https?://|www\.)[^\s<>\"”]+"
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"
    r"|\d+(?:[.,/:-]\d+)*(?![^\W_])"
    r"|(?:[^\W\d_]\.){2,}"
    r"|[^\W_]+(?:[-'’./&_][^\W_]+)*"
    r"|\.{2,}|-{2,}"
    r"|[^\w\s]|_"
)
_YEARS = re.compile(r"\d{4}-\d{4}")


def tokenize(text: str, within: Span) -> list[Span]:
    """The tokens of `text[within]` in underthesea's manner: syllables, numbers, marks.

    A span of years such as `2021-2030` is three tokens, an abbreviation keeps its period.
    """
    tokens: list[Span] = []
    for match in _TOKEN.finditer(text, within.start, within.end):
        start, end = match.span()
        if end - start == 9 and _YEARS.fullmatch(text, start, end):
            middle = start + 4
            tokens += [Span(start, middle), Span(middle, middle + 1), Span(middle + 1, end)]
        elif end - start == 1 and text[start] == "." and tokens and _is_abbreviation(text, tokens[-1], start):
            tokens[-1] = Span(tokens[-1].start, end)
        else:
            tokens.append(Span(start, end))
    return tokens


def _is_abbreviation(text: str, token: Span, period: int) -> bool:
    if token.end != period:
        return False
    word = token.of(text) + "."
    return word.casefold() in ABBREVIATIONS or bool(INITIAL.fullmatch(word))
