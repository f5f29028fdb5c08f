"""Sentences and words, with exact offsets.

Sentences are cut by rules. Words are put together from tokens by a linear model and a small network over the
gaps between them, trained for this package (`models/segmenter`); numpy alone runs them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from diemtin.document import Article, ModelVersion, Sentence, Span
from diemtin.models import find_model, read_arrays
from diemtin.segment.gaps import WordLists, codes_of, gap_features, joinable
from diemtin.segment.network import GapNetwork
from diemtin.segment.sentences import split_sentences
from diemtin.segment.tokens import Bounds, Tokens, tokenize, tokens_of

__all__ = ["FORMAT", "Segmenter", "Tokens", "split_sentences", "tokenize", "tokens_of"]

FORMAT = "diemtin.gap-classifier/3"
_OF_NETWORK = ("vectors", "tokens", "shapes", "listed", "output.weights", "output.bias")
# Sentences whose gaps are looked at together: enough for numpy, little enough for memory.
_TOGETHER = 256


@dataclass(frozen=True, slots=True)
class Segmenter:
    """Cuts articles into sentences and words.

    Attributes:
        weights: a table of a power of two of weights; those of a gap's features are summed.
        lists: the word lists, hashed.
        network: its scores are added to the linear model's (a product of experts, Hinton, 2002); None for the
            linear model alone.
        version: what a digest says of the model.
    """

    weights: NDArray[np.float32]
    lists: WordLists
    network: GapNetwork | None
    version: ModelVersion

    @classmethod
    def load(cls, models: Path | None = None) -> Segmenter:
        """Load `segmenter` from where models are found.

        Raises:
            ModelError: it is nowhere, or of another format.
        """
        folder = find_model("segmenter", FORMAT, models)
        arrays = read_arrays("segmenter", folder.file("model.safetensors"), ("weights", "hashes", "members"))
        lists = WordLists(arrays["hashes"], arrays["members"])
        network = GapNetwork.of(read_arrays("segmenter", folder.file("network.safetensors"), _OF_NETWORK))
        return cls(arrays["weights"].astype(np.float32), lists, network, folder.version_for("segment"))

    def __call__(self, article: Article) -> tuple[Sentence, ...]:
        """The sentences of the article's prose, in order, none of them across two blocks."""
        found = [(span, block.kind) for block in article.prose for span in split_sentences(article.text, block.span)]
        words = self.words(article.text, [span for span, _ in found])
        return tuple(Sentence(span, inside, kind) for (span, kind), inside in zip(found, words, strict=True))

    def words(self, text: str, sentences: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
        """The words of each sentence; punctuation marks are words."""
        for start in range(0, len(sentences), _TOGETHER):
            tokens = [tokens_of(text, sentence) for sentence in sentences[start : start + _TOGETHER]]
            yield from self._joined(tokens)

    def _joined(self, tokens: Sequence[Tokens]) -> Iterator[tuple[Span, ...]]:
        codes, starts = codes_of(sentence.printed for sentence in tokens)
        joins = self._joins(codes)
        for sentence, start in zip(tokens, starts.tolist(), strict=True):
            yield _words(sentence.bounds, joins[start : start + len(sentence.bounds)])

    def _joins(self, codes: NDArray[np.uint64]) -> list[bool]:
        """For each code, whether its token and the next are of one word."""
        bits = len(self.weights).bit_length() - 1
        joined, listed = joinable(codes), self.lists.over(codes)
        scores = self.weights[gap_features(codes, listed, bits)].sum(axis=0)
        if self.network is not None:
            scores += self.network.scores(codes, listed)
        joined[2:-2] &= scores > 0
        decided: list[bool] = joined.tolist()
        return decided


def _words(tokens: Sequence[Bounds], joins: Sequence[bool]) -> tuple[Span, ...]:
    """Tokens put together where they join; the last decision, after the last token, is never to join."""
    words: list[Span] = []
    begins = True
    for (start, end), joined in zip(tokens, joins, strict=True):
        if begins:
            first = start
        begins = not joined
        if begins:
            words.append(Span(first, end))
    return tuple(words)
