"""The models that read lines in capitals, and text without tone marks, as ordinary print: from vietnews train."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn

from diemtin.corpora import excerpt, read_vietnews
from diemtin.document import Span
from diemtin.entities.capitals import CASE_BITS, SMALL_CAPITALIZED_CAPITALS, case_features, case_of, is_in_capitals
from diemtin.entities.features import lists_with
from diemtin.entities.marks import MARK_BITS, candidates_of
from diemtin.segment import tokenize

__all__ = ["CASED", "MARKED", "case_weights", "cases", "mark_weights", "quantized"]

CASED, MARKED = 12_000, 4_000  # articles that teach the case of letters, and tone marks
SENTENCES, RATE = 64, 0.01


def case_weights(vietnews: Path, articles: int) -> np.ndarray:
    """Weights of places x cases, by logistic regression; a line's first token teaches nothing."""
    torch.manual_seed(0)
    table = nn.EmbeddingBag(1 << CASE_BITS, len(SMALL_CAPITALIZED_CAPITALS), mode="sum", sparse=True)
    nn.init.zeros_(table.weight)
    optimizer = torch.optim.SparseAdam(table.parameters(), lr=RATE)
    for sentences in sentence_groups(vietnews, articles):
        always, tokens, further = case_features(sentences, lists_with({}))
        offsets = np.searchsorted(tokens, np.arange(len(always)))
        order = np.argsort(tokens, kind="stable")
        scores = table(torch.from_numpy(always)) + table(torch.from_numpy(further[order]), torch.from_numpy(offsets))
        wanted = torch.tensor([case for sentence in sentences for case in cases(sentence)])
        loss = nn.functional.cross_entropy(scores, wanted, ignore_index=-1)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()  # type: ignore[no-untyped-call]
    weights: np.ndarray = table.weight.detach().numpy()
    return weights


def sentence_groups(vietnews: Path, articles: int) -> Iterator[list[list[str]]]:
    """Tokens of sentences, so many together."""
    group: list[list[str]] = []
    for article in read_vietnews(vietnews, articles):
        for line in excerpt(article, 10**6).split("\n"):
            tokens = [token.of(line) for token in tokenize(line, Span(0, len(line)))]
            if len(tokens) > 1 and not is_in_capitals(tokens):
                group.append(tokens)
            if len(group) == SENTENCES:
                yield group
                group = []
    if group:
        yield group


def cases(tokens: Sequence[str]) -> list[int]:
    """The case of each token, -1 where it tells nothing."""
    return [case_of(token) if i and token.isalpha() else -1 for i, token in enumerate(tokens)]


def mark_weights(vietnews: Path, articles: int) -> np.ndarray:
    """Weights of the places of syllables' candidates, by logistic regression among the candidates of each."""
    torch.manual_seed(0)
    table = nn.EmbeddingBag(1 << MARK_BITS, 1, mode="sum", sparse=True)
    nn.init.zeros_(table.weight)
    optimizer = torch.optim.SparseAdam(table.parameters(), lr=3 * RATE)
    for sentences in sentence_groups(vietnews, articles):
        found = candidates_of(sentences)
        tokens = torch.from_numpy(found.tokens)
        scores = table(torch.from_numpy(found.places))[:, 0]
        size = int(tokens[-1]) + 1
        totals = torch.zeros(size).index_add(0, tokens, scores.exp()).log()
        printed = [token.lower() for sentence in sentences for token in sentence]
        right = torch.tensor([printed[i] == found.printed[n] for n, i in enumerate(found.tokens.tolist())])
        loss = (totals[tokens[right]] - scores[right]).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()  # type: ignore[no-untyped-call]
    weights: np.ndarray = table.weight.detach().numpy()[:, 0]
    return weights


def quantized(table: np.ndarray) -> dict[str, np.ndarray]:
    """A table of weights as bytes, and the weight that 1 stands for, as `diemtin.entities.read_quantized` reads it."""
    scale = max(float(np.abs(table).max()) / 127, 1e-9)
    return {"weights": np.rint(table / scale).astype(np.int8), "scale": np.array([scale], np.float32)}
