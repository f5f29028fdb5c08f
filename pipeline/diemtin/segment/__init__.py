"""Sentences and words, with exact offsets.

Sentences are cut by rules. Words are put together from tokens by a linear model over the gaps between
them, trained for this package (`models/segmenter`); numpy alone runs it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diemtin.document import Article, ModelVersion, Sentence, Span
from diemtin.models import find_model, read_arrays
from diemtin.segment.gaps import LONGEST_WORD, WordHashes, codes_of, gap_features, joinable
from diemtin.segment.sentences import split_sentences
from diemtin.segment.tokens import tokenize

__all__ = ["FORMAT", "Segmenter", "split_sentences", "tokenize"]

FORMAT = "diemtin.gap-classifier/1"
# Sentences whose gaps are looked at together: enough for numpy, little enough for memory.
_TOGETHER = 256


@dataclass(frozen=True, slots=True)
class Segmenter:
    """Cuts articles into sentences and words.

    Attributes:
        weights: a table of a power of two of weights; those of a gap's features are summed.
        lists: word lists, hashed.
        version: what a digest says of the model.
    """

    weights: NDArray[np.float32]
    lists: tuple[WordHashes, ...]
    version: ModelVersion

    @classmethod
    def load(cls, models: Path | None = None) -> Segmenter:
        """Load `segmenter` from where models are found.

        Raises:
            ModelError: it is nowhere, or of another format.
        """
        folder = find_model("segmenter", FORMAT, models)
        arrays = read_arrays("segmenter", folder.file("model.safetensors"), ("weights",))
        return cls(arrays["weights"].astype(np.float32), _word_lists(arrays), folder.version_for("segment"))

    def __call__(self, article: Article) -> tuple[Sentence, ...]:
        """The sentences of the article's prose, in order, none of them across two blocks."""
        found = [(span, block.kind) for block in article.prose for span in split_sentences(article.text, block.span)]
        words = self.words(article.text, [span for span, _ in found])
        return tuple(Sentence(span, inside, kind) for (span, kind), inside in zip(found, words, strict=True))

    def words(self, text: str, sentences: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
        """The words of each sentence; punctuation marks are words."""
        for start in range(0, len(sentences), _TOGETHER):
            tokens = [tokenize(text, sentence) for sentence in sentences[start : start + _TOGETHER]]
            yield from self._joined(text, tokens)

    def _joined(self, text: str, tokens: Sequence[Sequence[Span]]) -> Iterator[tuple[Span, ...]]:
        codes, starts = codes_of([[token.of(text) for token in sentence] for sentence in tokens])
        joins = self._joins(codes)
        for sentence, start in zip(tokens, starts.tolist(), strict=True):
            yield _words(sentence, joins[start : start + len(sentence)])

    def _joins(self, codes: NDArray[np.uint64]) -> list[bool]:
        """For each code, whether its token and the next are of one word."""
        bits = len(self.weights).bit_length() - 1
        scores = np.zeros(len(codes), np.float32)
        gaps = scores[2:-3]
        for places in gap_features(codes, self.lists, bits):
            gaps += self.weights[places]
        joined: list[bool] = ((scores[:-1] > 0) & joinable(codes)).tolist()
        return joined


def _words(tokens: Sequence[Span], joins: Sequence[bool]) -> tuple[Span, ...]:
    """Tokens put together where they join; the last decision, after the last token, counts for nothing."""
    words: list[Span] = []
    start = 0
    for i, token in enumerate(tokens):
        if i + 1 == len(tokens) or not joins[i]:
            words.append(token if start == i else Span(tokens[start].start, token.end))
            start = i + 1
    return tuple(words)


def _word_lists(arrays: dict[str, NDArray[Any]]) -> tuple[WordHashes, ...]:
    """The hashed word lists of a model's file, where each is named `LIST.SYLLABLES`."""
    names = sorted({name.partition(".")[0] for name in arrays if "." in name})
    return tuple(
        tuple(arrays[f"{name}.{length}"].astype(np.uint64) for length in range(2, LONGEST_WORD + 1)) for name in names
    )
