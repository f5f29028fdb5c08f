"""A trigram language model of news, to compare how texts read; it is no part of the pipeline."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

__all__ = ["TrigramModel"]

_TOKEN = re.compile(r"\w+|[^\w\s]")
_DISCOUNT = 0.75


class TrigramModel:
    """Interpolated absolute discounting (Ney, Essen and Kneser, 1994) over syllables and marks in small letters."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.counts: list[Counter[tuple[str, ...]]] = [Counter() for _ in range(3)]
        for sentence in sentences:
            found = ["<s>", "<s>", *_tokens(sentence), "</s>"]
            for i in range(2, len(found)):
                for order in range(3):
                    self.counts[order][tuple(found[i - order : i + 1])] += 1
        self.total: list[Counter[tuple[str, ...]]] = []
        self.followers: list[dict[tuple[str, ...], int]] = []
        for counts in self.counts:
            total: Counter[tuple[str, ...]] = Counter()
            followers: dict[tuple[str, ...], int] = defaultdict(int)
            for gram, count in counts.items():
                total[gram[:-1]] += count
                followers[gram[:-1]] += 1
            self.total.append(total)
            self.followers.append(followers)

    def perplexity(self, sentences: Sequence[str]) -> float:
        """The perplexity per token, the ends of sentences included."""
        surprise, count = 0.0, 0
        for sentence in sentences:
            found = ["<s>", "<s>", *_tokens(sentence), "</s>"]
            for i in range(2, len(found)):
                surprise -= math.log(self.probability(tuple(found[i - 2 : i + 1])))
                count += 1
        return math.exp(surprise / max(1, count))

    def probability(self, gram: tuple[str, ...]) -> float:
        """The probability of the last token after those before it."""
        if not gram:
            return 1 / (len(self.counts[0]) + 1)
        order, context = len(gram) - 1, gram[:-1]
        shorter = self.probability(gram[1:])
        total = self.total[order].get(context, 0)
        if not total:
            return shorter
        seen = max(0.0, self.counts[order].get(gram, 0) - _DISCOUNT) / total
        return seen + _DISCOUNT * self.followers[order][context] / total * shorter


def _tokens(sentence: str) -> list[str]:
    return _TOKEN.findall(sentence.lower())
