"""Titles in capitals, cased as the article itself cases their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

__all__ = ["title_cased"]

_END = re.compile(r"[.!?:“\"]\s*$")
_WORD = re.compile(r"[^\W_]+")


def title_cased(title: str, paragraphs: Sequence[str]) -> str | None:
    """A title that is all in capitals as it would be printed in a sentence; None for any other title.

    Each word gets the form that it most often has between the same neighbours in the article, else most often
    has there at all where it does not begin a sentence, else small letters. Only case changes, so that offsets are
    those of the title.
    """
    words = list(_WORD.finditer(title))
    letters = [character for character in title if character.isalpha()]
    if len(words) < 3 or not letters or not title.isupper() or len(title.lower()) != len(title):
        return None
    forms = _Forms(paragraphs)
    out = list(title.lower())
    lowered = [match.group().lower() for match in words]
    for i, match in enumerate(words):
        form = forms.of(lowered, i)
        out[match.start() : match.end()] = form
    first = words[0].start()
    out[first] = out[first].upper()
    return "".join(out)


class _Forms:
    """How the words of an article are printed, by themselves and beside their neighbours."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self._beside: dict[tuple[str, str, int], Counter[str]] = {}
        self._alone: dict[str, Counter[str]] = {}
        for paragraph in paragraphs:
            self._count(paragraph)

    def of(self, words: Sequence[str], i: int) -> str:
        """The form of a word, in lower case, among the words of the title."""
        counts: Counter[str] = Counter()
        if i:
            counts += self._beside.get((words[i - 1], words[i], 1), Counter())
        if i + 1 < len(words):
            counts += self._beside.get((words[i], words[i + 1], 0), Counter())
        counts = counts or self._alone.get(words[i], Counter())
        return max(counts, key=lambda form: (counts[form], form.islower(), form)) if counts else words[i]

    def _count(self, paragraph: str) -> None:
        matches = list(_WORD.finditer(paragraph))
        previous = ""
        for i, match in enumerate(matches):
            form, word = match.group(), match.group().lower()
            before = paragraph[max(0, match.start() - 3) : match.start()]
            begins = i == 0 or _END.search(before) is not None
            if len(form) == len(word) and not (begins and form[1:].islower()):
                self._alone.setdefault(word, Counter())[form] += 1
                self._beside.setdefault((previous, word, 1), Counter())[form] += 1
                if i + 1 < len(matches):
                    self._beside.setdefault((word, matches[i + 1].group().lower(), 0), Counter())[form] += 1
            previous = word
