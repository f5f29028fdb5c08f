"""The summarizer's networks in torch, as its recipe trains them; their use in numpy stands beside each. Needs torch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from diemtin.summarize.content import MOST_CERTAIN
from diemtin.summarize.encode import FEATURES

__all__ = ["Articles", "ContentNetwork", "FluencyNetwork"]

EMBEDDING, WIDTH, AROUND = 32, 112, 96
FLUENCY_EMBEDDING, FLUENCY_WIDTH, FLUENCY_HIDDEN = 24, 64, 48


@dataclass(frozen=True, slots=True)
class Articles:
    """Some articles one after another, with two empty rows behind each.

    Attributes:
        vocabulary: the row of each unit's embedding, shape (rows,).
        features: shape (rows, features).
        filled: 1 for a unit, 0 for an empty row.
        sentence: the number of each row's sentence, counted through; `sentences` for empty rows.
        article: the number of each row's article; `articles` for empty rows.
        kind: the kind of each row's unit, counted through; `kinds` for empty rows.
        kinds: how many kinds there are.
        article_of: the article of each sentence.
        title: the rows of all titles' embeddings, with the article of each in `title_of`.
    """

    vocabulary: Tensor
    features: Tensor
    filled: Tensor
    sentence: Tensor
    article: Tensor
    kind: Tensor
    kinds: int
    article_of: Tensor
    title: Tensor
    title_of: Tensor

    @property
    def articles(self) -> int:
        """How many articles there are."""
        return int(self.article_of[-1]) + 1


class ContentNetwork(nn.Module):
    """`diemtin.summarize.content.ContentModel` for several articles at a time."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, EMBEDDING)
        nn.init.normal_(self.embedding.weight, 0, 0.3)
        self.local = nn.Conv1d(EMBEDDING + len(FEATURES), WIDTH, 3, padding=1)
        self.around = nn.Linear(4 * WIDTH + EMBEDDING, AROUND)
        self.raise_ = nn.Linear(AROUND, WIDTH)
        self.same = nn.Linear(WIDTH, WIDTH)
        self.inner = nn.Conv1d(WIDTH, WIDTH, 5, padding=2)
        self.outer = nn.Conv1d(WIDTH, WIDTH, 5, padding=2)
        self.odds = nn.Linear(WIDTH, 2)
        self.length = nn.Linear(WIDTH + AROUND, 1)
        nn.init.constant_(self.odds.bias, -3.0)
        nn.init.constant_(self.length.bias, float(np.log(32)))

    def forward(self, batch: Articles) -> tuple[Tensor, Tensor]:
        """Log-odds of each unit and of the pair it begins, shape (rows, 2); log of each standfirst's length."""
        filled = batch.filled[:, None]
        seen = torch.cat([self.embedding(batch.vocabulary), batch.features], 1) * filled
        local = functional.relu(_over_rows(self.local, seen)) * filled
        sentences = _means(local, batch.sentence, len(batch.article_of), batch.filled)
        whole = _means(local, batch.article, batch.articles, batch.filled)
        titled = _means(self.embedding(batch.title), batch.title_of, batch.articles)
        same = (batch.article_of[1:] == batch.article_of[:-1]).float()[:, None]
        empty = torch.zeros(1, WIDTH)
        before, after = torch.cat([empty, sentences[:-1] * same]), torch.cat([sentences[1:] * same, empty])
        article = torch.cat([whole, titled], 1)[batch.article_of]
        around = functional.relu(self.around(torch.cat([sentences, before, after, article], 1)))
        raised = torch.cat([self.raise_(around), torch.zeros(1, WIDTH)])[batch.sentence]
        alike = self.same(_means(local, batch.kind, batch.kinds, batch.filled))
        raised = raised + torch.cat([alike, torch.zeros(1, WIDTH)])[batch.kind]
        inner = functional.relu(_over_rows(self.inner, local) + raised) * filled
        outer = inner + functional.relu(_over_rows(self.outer, inner))
        odds = self.odds(outer).clamp(-MOST_CERTAIN, MOST_CERTAIN)
        length = self.length(torch.cat([whole, _means(around, batch.article_of, batch.articles)], 1))
        return odds, length[:, 0]


class FluencyNetwork(nn.Module):
    """`diemtin.summarize.fluency.FluencyModel` for a batch of padded sentences."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, FLUENCY_EMBEDDING)
        nn.init.normal_(self.embedding.weight, 0, 0.3)
        self.local = nn.Conv1d(FLUENCY_EMBEDDING + 1, FLUENCY_WIDTH, 5, padding=2)
        self.inner = nn.Conv1d(FLUENCY_WIDTH, FLUENCY_WIDTH, 5, padding=2)
        self.hidden = nn.Linear(3 * FLUENCY_WIDTH, FLUENCY_HIDDEN)
        self.odds = nn.Linear(FLUENCY_HIDDEN, 1)

    def forward(self, rows: Tensor, capitals: Tensor, filled: Tensor) -> Tensor:
        """Log-odds of being as printed, shape (sentences,); arguments have the shape (sentences, tokens)."""
        seen = torch.cat([self.embedding(rows), capitals[..., None]], 2) * filled[..., None]
        local = functional.relu(self.local(seen.transpose(1, 2))) * filled[:, None]
        inner = functional.relu(self.inner(local)) * filled[:, None]
        count = filled.sum(1)
        last = inner[torch.arange(len(rows)), :, count.long() - 2]
        pooled = torch.cat([inner.sum(2) / count[:, None], inner.max(2).values, last], 1)
        found: Tensor = self.odds(functional.relu(self.hidden(pooled)))[:, 0]
        return found


def _over_rows(layer: nn.Conv1d, rows: Tensor) -> Tensor:
    """A convolution over rows; it is most of the work, and half the precision is enough for it."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found: Tensor = layer(rows.T[None])[0].T
    return found.float()


def _means(rows: Tensor, group: Tensor, groups: int, weight: Tensor | None = None) -> Tensor:
    """The mean row of each group; group `groups` is left out."""
    weight = torch.ones(len(rows)) if weight is None else weight
    count = torch.zeros(groups + 1).index_add(0, group, weight).clamp(min=1)
    total = torch.zeros(groups + 1, rows.shape[1]).index_add(0, group, rows)
    return (total / count[:, None])[:groups]
