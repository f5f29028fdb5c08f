"""Whether a sentence reads like the caption of a photo that was left among the sentences of an article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from diemtin.errors import ModelMismatch

__all__ = ["LONGEST_CAPTION", "CaptionModel", "caption_features"]

LONGEST_CAPTION = 40  # units
_UNIT = re.compile(r"\w+(?:[.,/:-]\w+)*|[,:;\"“]")
_DIGIT = re.compile(r"\d")
_BIAS = "bias"
_LENGTHS = 3  # units to a feature of length


def caption_features(sentence: str) -> set[str]:
    """Its units in small letters, each digit as 0; its pairs of neighbours, both ends included; its length."""
    words = [_DIGIT.sub("0", unit.lower()) for unit in _UNIT.findall(sentence)]
    pairs = {f"{first} {second}" for first, second in pairwise(["<", *words, ">"])}
    return {_BIAS, f"length {len(words) // _LENGTHS}", *words, *pairs}


@dataclass(frozen=True, slots=True)
class CaptionModel:
    """Logistic regression over the words of a sentence: captions of vietnews against sentences of its bodies.

    A few bodies have captions among their sentences, so that what is taken for one is nearly always right.
    """

    weights: Mapping[str, float]

    @classmethod
    def load(cls, path: Path) -> CaptionModel:
        """Read a weight and its feature a line, parted by a tab.

        Raises:
            ModelMismatch: a line is something else.
        """
        rows = [line.partition("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        try:
            return cls({feature: float(weight) for weight, _, feature in rows})
        except ValueError as error:
            raise ModelMismatch("summarizer", f"{path.name} with a weight and a feature a line", str(error)) from error

    def __call__(self, sentence: str) -> float:
        """The log-odds of a sentence being a caption; below 0 for one that is too long to be weighed."""
        if sentence.count(" ") >= LONGEST_CAPTION:
            return -1.0
        return sum(self.weights.get(feature, 0.0) for feature in caption_features(sentence))
