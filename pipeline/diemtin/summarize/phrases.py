"""Phrases of a list found among the words of a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from diemtin.lexicon import entries

__all__ = ["Phrases", "says_something"]

_UNIT = re.compile(r"\w+")
# What makes a noun of the verb behind it: `máy bay`, `cuộc họp`, `vụ cháy`.
_NOUNS = frozenset("máy sân chuyến vụ cuộc buổi phiên đám kẻ lệnh".split())


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of a list by their first word, each as its words in small letters."""

    by_first: dict[str, list[list[str]]]

    @classmethod
    @cache
    def named(cls, name: str) -> Phrases:
        """The list `lexicons/NAME.txt`."""
        found: dict[str, list[list[str]]] = {}
        for entry in entries(name):
            words = entry.lower().split()
            found.setdefault(words[0], []).append(words)
        return cls(found)

    def starts(self, words: list[str], offsets: list[int]) -> list[int]:
        """Where in the text an entry begins."""
        possible = [i for i, word in enumerate(words) if word in self.by_first]
        return [
            offsets[i]
            for i in possible
            if any(words[i : i + len(phrase)] == phrase for phrase in self.by_first[words[i]])
        ]


def says_something(sentence: str) -> bool:
    """Whether a sentence has a verb or a mark of tense or voice, as far as the list of predicates knows."""
    units = _UNIT.findall(sentence)
    words = [unit.lower() for unit in units]
    found = Phrases.named("predicates").starts(words, list(range(len(units))))
    return any(not i or (units[i][0].islower() and words[i - 1] not in _NOUNS) for i in found)
