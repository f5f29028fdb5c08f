"""How well a sentence reads: a network that tells sentences as printed from sentences with a part torn out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from diemtin.summarize.encode import Integers, Numbers, rows_of
from diemtin.summarize.network import Weights, convolved, linear, positive

__all__ = ["BEGIN", "END", "LONGEST_SENTENCE", "FluencyModel", "tokens"]

BEGIN, END = "<s>", "</s>"
LONGEST_SENTENCE = 90  # tokens, both ends included
_TOKEN = re.compile(r"\w+|[^\w\s]")
_GAP = 2  # rows of nothing between two sentences, as wide as the network looks


def tokens(sentence: str, vocabulary: Mapping[str, int]) -> tuple[Integers, Numbers]:
    """The rows of a sentence's tokens, marks included, between its ends, and which begin with a capital."""
    return _encoded(_tokens(sentence), vocabulary)


def _tokens(sentence: str) -> list[str]:
    return [BEGIN, *_TOKEN.findall(sentence), END][:LONGEST_SENTENCE]


def _encoded(found: Sequence[str], vocabulary: Mapping[str, int]) -> tuple[Integers, Numbers]:
    """Rows and capitals of tokens, each looked up once: most of a sentence stands in all that is made of it."""
    index = {token: i for i, token in enumerate(dict.fromkeys(found))}
    which = np.fromiter(map(index.__getitem__, found), np.int64, len(found))
    capitals = np.array([token[0].isupper() for token in index], dtype=np.float32)
    return rows_of([token.lower() for token in index], vocabulary)[which], capitals[which]


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
        found = [_tokens(sentence) for sentence in sentences]
        rows, capitals = _encoded(list(chain.from_iterable(found)), self.vocabulary)
        lengths = np.array(list(map(len, found)))
        first = np.cumsum(lengths) - lengths
        place = np.arange(len(rows)) + np.repeat(_GAP * np.arange(len(lengths)), lengths)
        gaps = (np.cumsum(lengths + _GAP)[:, None] - np.arange(1, _GAP + 1)).ravel()
        table = self.weights["embedding.weight"]
        seen = np.zeros((len(rows) + len(gaps), table.shape[1] + 1), dtype=np.float32)
        seen[place, :-1] = table[rows]
        seen[place, -1] = capitals
        local = positive(convolved(self.weights, "local", seen))
        local[gaps] = 0
        inner = positive(convolved(self.weights, "inner", local))[place]
        mean = np.add.reduceat(inner, first, axis=0) / lengths[:, None].astype(np.float32)
        most = np.maximum.reduceat(inner, first, axis=0)
        last = inner[first + lengths - 2]
        hidden = positive(linear(self.weights, "hidden", np.concatenate([mean, most, last], axis=1)))
        odds: Numbers = linear(self.weights, "odds", hidden)[:, 0]
        return odds
