"""How well a sentence reads: a network that tells sentences as printed from sentences with a part torn out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from diemtin.summarize.encode import Integers, Numbers
from diemtin.summarize.network import Weights, convolved, linear, positive

__all__ = ["BEGIN", "END", "LONGEST_SENTENCE", "FluencyModel", "tokens"]

BEGIN, END = "<s>", "</s>"
LONGEST_SENTENCE = 90  # tokens, both ends included
_TOKEN = re.compile(r"\w+|[^\w\s]")
_DIGIT = re.compile(r"\d")
_GAP = 2  # rows of nothing between two sentences, as wide as the network looks


def tokens(sentence: str, vocabulary: Mapping[str, int]) -> tuple[Integers, Numbers]:
    """The rows of a sentence's tokens, marks included, between its ends, and which begin with a capital."""
    found = _TOKEN.findall(sentence)
    rows = [vocabulary.get(_DIGIT.sub("0", token.lower()), 0) for token in found]
    capitals = [float(token[0].isupper()) for token in found]
    ends = slice(None, LONGEST_SENTENCE)
    return (
        np.array([vocabulary[BEGIN], *rows, vocabulary[END]][ends], dtype=np.int64),
        np.array([0.0, *capitals, 0.0][ends], dtype=np.float32),
    )


@dataclass(frozen=True, slots=True)
class FluencyModel:
    """A convolutional network over the tokens of a sentence.

    It was trained to tell sentences of news from such sentences with a part left out by the rules, at random,
    or cut off: what reads as well as print cannot be told from it.
    """

    weights: Weights
    vocabulary: Mapping[str, int]

    def __call__(self, sentences: Sequence[str]) -> Numbers:
        """The log-odds of each sentence being as printed, shape (sentences,)."""
        if not sentences:
            return np.zeros(0, dtype=np.float32)
        encoded = [tokens(sentence, self.vocabulary) for sentence in sentences]
        lengths = np.array([len(rows) for rows, _ in encoded])
        starts = np.cumsum(lengths + _GAP) - lengths - _GAP
        place = np.concatenate([np.arange(n) + start for n, start in zip(lengths, starts, strict=True)])
        table = self.weights["embedding.weight"]
        seen = np.zeros((int(lengths.sum()) + _GAP * len(lengths), table.shape[1] + 1), dtype=np.float32)
        seen[place, :-1] = table[np.concatenate([rows for rows, _ in encoded])]
        seen[place, -1] = np.concatenate([capitals for _, capitals in encoded])
        local = np.zeros((len(seen), len(self.weights["local.bias"])), dtype=np.float32)
        local[place] = positive(convolved(self.weights, "local", seen))[place]
        inner = positive(convolved(self.weights, "inner", local))[place]
        first = np.cumsum(lengths) - lengths
        mean = np.add.reduceat(inner, first, axis=0) / lengths[:, None].astype(np.float32)
        most = np.maximum.reduceat(inner, first, axis=0)
        last = inner[first + lengths - 2]
        hidden = positive(linear(self.weights, "hidden", np.concatenate([mean, most, last], axis=1)))
        found: Numbers = linear(self.weights, "odds", hidden)[:, 0]
        return found
