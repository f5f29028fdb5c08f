"""What of an article the standfirst will say: a probability for each unit and each pair of neighbours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from diemtin.summarize.encode import Encoded, Integers, Numbers
from diemtin.summarize.network import Weights, convolved, linear, means, positive, scattered_means

__all__ = ["MOST_CERTAIN", "Content", "ContentModel"]

MOST_CERTAIN = 20.0  # log-odds


@dataclass(frozen=True, slots=True)
class Content:
    """What a standfirst of the article is expected to be.

    Attributes:
        unit: for each kind of unit of the article, the probability that the standfirst has it.
        pair: the same for each pair of neighbours; 0 for number 0, which is no pair.
        length: units of the standfirst.
    """

    unit: Numbers
    pair: Numbers
    length: float


@dataclass(frozen=True, slots=True)
class ContentModel:
    """A convolutional network over the units of an article.

    The units are seen with their neighbours, with the mean of their sentence, of the sentences beside it and of the
    article, with the mean of the title's embeddings, and with the mean of all places where the same unit stands.
    The log-odds of all places where the same unit (or pair) stands are joined by the logarithm of the sum of
    their exponentials.
    """

    weights: Weights

    def __call__(self, article: Encoded) -> Content:
        """The expected standfirst of an article of at least one unit."""
        weights = self.weights
        table = weights["embedding.weight"]
        seen = np.concatenate([table.take(article.vocabulary, axis=0), article.features], axis=1)
        local = positive(convolved(weights, "local", seen))
        count = int(article.sentence[-1]) + 1
        whole = local.mean(axis=0)
        titled = table[article.title].mean(axis=0) if len(article.title) else np.zeros(table.shape[1], np.float32)
        around = self._around(means(local, article.sentence, count), whole, titled)
        inner = convolved(weights, "inner", local)
        inner += linear(weights, "raise", around).take(article.sentence, axis=0)
        inner += linear(weights, "same", scattered_means(local, article.kind)).take(article.kind, axis=0)
        positive(inner)
        inner += positive(convolved(weights, "outer", inner))
        odds = np.clip(linear(weights, "odds", inner), -MOST_CERTAIN, MOST_CERTAIN)
        length = linear(weights, "length", np.concatenate([whole, around.mean(axis=0)])[None])
        pair = _joined(odds[:, 1], article.pair)
        pair[0] = 0
        return Content(_joined(odds[:, 0], article.kind), pair, float(np.exp(length[0, 0])))

    def _around(self, sentences: Numbers, whole: Numbers, titled: Numbers) -> Numbers:
        """What is known of the surroundings of each sentence."""
        empty = np.zeros((1, sentences.shape[1]), dtype=np.float32)
        before, after = np.concatenate([empty, sentences[:-1]]), np.concatenate([sentences[1:], empty])
        article = np.broadcast_to(np.concatenate([whole, titled]), (len(sentences), len(whole) + len(titled)))
        return positive(linear(self.weights, "around", np.concatenate([sentences, before, after, article], axis=1)))


def _joined(odds: Numbers, group: Integers) -> Numbers:
    """The probability of each group from the log-odds of its members."""
    total = np.bincount(group, weights=np.exp(odds))
    found: Numbers = (total / (1 + total)).astype(np.float32)
    return found
