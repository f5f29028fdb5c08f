"""ROUGE (Lin, 2004) of Vietnamese summaries by Google's `rouge_score`, in the two ways that matter.

Used by recipes and benchmarks only; `rouge_score` comes with the extra `train`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

__all__ = ["Metric", "Rouge", "rouge"]


class Metric(StrEnum):
    """How a text is cut into what is compared.

    `PUBLISHED` is `rouge_score` as it comes: it throws away every letter outside a-z and 0-9, so that
    `hội nghị` becomes `h i ngh`; all published figures for Vietnamese were computed so. `SYLLABLES`
    compares whole Unicode syllables and is the right one.
    """

    PUBLISHED = "published"
    SYLLABLES = "syllables"


@dataclass(frozen=True, slots=True)
class Rouge:
    """F1 of ROUGE-1, ROUGE-2 and ROUGE-L, 0 to 1."""

    one: float
    two: float
    longest: float

    @property
    def mean(self) -> float:
        """The mean of the three."""
        return (self.one + self.two + self.longest) / 3


def rouge(summary: str, reference: str, metric: Metric) -> Rouge:
    """Compare a summary with its reference."""
    found = _scorer(metric).score(reference, summary)
    return Rouge(found["rouge1"].fmeasure, found["rouge2"].fmeasure, found["rougeL"].fmeasure)


class _Syllables:
    """The tokenizer of `Metric.SYLLABLES`, in the form that `rouge_score` calls."""

    def tokenize(self, text: str) -> list[str]:
        return re.findall(r"\w+", text.lower())


@cache
def _scorer(metric: Metric) -> Any:
    from rouge_score.rouge_scorer import RougeScorer

    tokenizer = _Syllables() if metric is Metric.SYLLABLES else None
    return RougeScorer(["rouge1", "rouge2", "rougeL"], tokenizer=tokenizer)
