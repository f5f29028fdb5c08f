"""Precision, recall and F1 of exact matches."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass


@dataclass
class Count:
    """What was found, what should have been, and what is common to both."""

    found: int = 0
    wanted: int = 0
    right: int = 0

    def add(self, found: Set[object], wanted: Set[object]) -> None:
        """Count one article."""
        self.found += len(found)
        self.wanted += len(wanted)
        self.right += len(found & wanted)

    def __add__(self, other: Count) -> Count:
        return Count(self.found + other.found, self.wanted + other.wanted, self.right + other.right)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0

    def __str__(self) -> str:
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.wanted if self.wanted else 0.0
        return f"{100 * precision:6.1f} {100 * recall:6.1f} {100 * self.f1:6.1f}"
