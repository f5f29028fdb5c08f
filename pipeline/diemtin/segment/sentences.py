"""Sentences, cut by rules of Vietnamese news print."""

from __future__ import annotations

import re

from diemtin.document import Span
from diemtin.lexicon import entries
from diemtin.segment.tokens import ABBREVIATIONS, INITIAL

__all__ = ["split_sentences"]

_BOUNDARY = re.compile(r"(?P<end>(?<![.!?…])[.!?…]++[\"'”’)\]»]*)(?P<space>\s+)|(?P<break>\n)")
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘«]+$")
_FIRST = re.compile(r"[\"'“‘(\[«–—-]*\s?(?P<letter>[^\W_])")
# After an initial such as `Lê Văn T.` a capital starts a new sentence only where it opens one of these.
_OPENERS = frozenset(entries("sentence_openers"))


def split_sentences(text: str, within: Span) -> list[Span]:
    """The sentences of `text[within]`, trimmed and not empty.

    A period ends no sentence after an abbreviation (`TP.`, `Th.s.`), within a number, after a name's
    initial that goes on, or before a small letter; quotes and brackets that close stay with their sentence.
    """
    sentences: list[Span] = []
    start = within.start
    for match in _BOUNDARY.finditer(text, within.start, within.end):
        if match["break"] or _is_boundary(text, start, match, within.end):
            end = match.start() if match["break"] else match.end("end")
            _append_trimmed(sentences, text, start, end)
            start = match.end()
    _append_trimmed(sentences, text, start, within.end)
    return sentences


def _append_trimmed(sentences: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    if start < end:
        sentences.append(Span(start, end))


def _is_boundary(text: str, start: int, match: re.Match[str], limit: int) -> bool:
    following = text[match.end() : min(limit, match.end() + 24)]
    first = _FIRST.match(following)
    if not first or first["letter"].islower():
        return False
    if match["end"] != ".":
        return True
    last = _LAST_WORD.search(text, max(start, match.start() - 24), match.start())
    word = last.group() + "." if last else "."
    if word.casefold() in ABBREVIATIONS:
        return False
    if INITIAL.fullmatch(word):
        opener = following.split(maxsplit=1)[0] if following.split() else ""
        return opener.strip("\"'“”‘’(),").casefold() in _OPENERS
    return not (word[:-1].isdigit() and start == match.start() - len(word) + 1 and len(word) <= 3)
