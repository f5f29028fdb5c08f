"""The networks that are trained and compared: convolutions or an LSTM under a conditional random field.

Lample et al., *Neural Architectures for Named Entity Recognition* (2016), and Strubell et al., *Fast and Accurate
Entity Recognition with Iterated Dilated Convolutions* (2017). A token's vectors are looked up at the places of its
hashed features: the syllable (its rows begin as word vectors, where some are given), its first and last letters,
its shape, its cluster, its word, and the lists that have it.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from diemtin.convolutions import layer_arrays
from diemtin.corpora import AnnotatedArticle, article_of_lines
from diemtin.document import Label, Mention, Span
from diemtin.entities import words_of
from diemtin.entities.convolutions import DILATIONS, LISTED, TABLES
from diemtin.entities.features import Clusters, Features, token_features
from diemtin.lexicon import Matcher
from diemtin.segment import Segmenter, tokenize, tokens_of

__all__ = ["TAGS", "Batch", "Examples", "Network", "Schedule", "examples_of", "fit", "scores", "tags"]

TAGS = ("O", *(f"{part}-{label}" for label in Label for part in "BI"))


@dataclass(frozen=True)
class Examples:
    """Sentences as numbers.

    Attributes:
        always: tokens x kinds of features, as `Features.always`.
        further: the places of the further features, in the order of their tokens.
        offsets: where in `further` those of each token begin; one more than there are tokens.
        starts: where each sentence begins; one more than there are sentences.
        tags: of each token, indexes into `TAGS`.
    """

    always: NDArray[np.int64]
    further: NDArray[np.int64]
    offsets: NDArray[np.int64]
    starts: NDArray[np.int64]
    tags: NDArray[np.int64]

    @classmethod
    def of(cls, features: Features, lengths: Sequence[int], tags: Sequence[str]) -> Examples:
        """The features of some sentences, their lengths, and the tags of all their tokens."""
        order = np.argsort(features.tokens, kind="stable")
        offsets = np.searchsorted(features.tokens[order], np.arange(len(features.always) + 1))
        starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        numbers = np.array([TAGS.index(tag) for tag in tags], np.int64)
        return cls(features.always, features.further[order], offsets, starts, numbers)

    @classmethod
    def joined(cls, parts: Sequence[Examples]) -> Examples:
        """The sentences of all parts, one part after another."""
        if not parts:
            return cls.of(token_features([], {}), [], [])
        tokens = np.cumsum([0, *(len(part.tags) for part in parts)])
        places = np.cumsum([0, *(len(part.further) for part in parts)])
        return cls(
            np.concatenate([part.always for part in parts]),
            np.concatenate([part.further for part in parts]),
            np.concatenate([[0], *(part.offsets[1:] + before for part, before in zip(parts, places, strict=False))]),
            np.concatenate([[0], *(part.starts[1:] + before for part, before in zip(parts, tokens, strict=False))]),
            np.concatenate([part.tags for part in parts]),
        )

    def batches(self, tokens: int, seed: int) -> Iterator[Batch]:
        """Sentences of about one length together, at most so many tokens with padding, in random order."""
        chance = np.random.default_rng(seed)
        lengths = np.diff(self.starts)
        groups: list[list[int]] = [[]]
        for i in np.argsort(lengths + chance.random(len(lengths)) * 4).tolist():
            if groups[-1] and lengths[i] * (len(groups[-1]) + 1) > tokens:
                groups.append([])
            groups[-1].append(i)
        for number in chance.permutation(len(groups)).tolist():
            if groups[number]:
                yield self._batch(np.array(groups[number]), lengths)

    def _batch(self, sentences: NDArray[np.int64], lengths: NDArray[np.int64]) -> Batch:
        rows = np.concatenate([np.arange(self.starts[i], self.starts[i + 1]) for i in sentences])
        inside = np.arange(lengths[sentences].max()) < lengths[sentences][:, None]
        counts = np.diff(self.offsets)[rows]
        further = np.concatenate([self.further[self.offsets[row] : self.offsets[row + 1]] for row in rows])
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        numpy = (self.always[rows], further.astype(np.int64), starts, inside, self.tags[rows], rows)
        return Batch(*(torch.from_numpy(array) for array in numpy))


def tags(tokens: Sequence[Span], mentions: Sequence[Mention]) -> list[str]:
    """`B-`, `I-` and `O` for each token."""
    found = ["O"] * len(tokens)
    for mention in mentions:
        inside = [i for i, token in enumerate(tokens) if token.overlaps(mention.span)]
        for i in inside:
            found[i] = f"{'B' if i == inside[0] else 'I'}-{mention.label}"
    return found


def examples_of(
    articles: Iterable[AnnotatedArticle], segmenter: Segmenter, clusters: Clusters, lists: Matcher | None = None
) -> Examples:
    """The sentences of some annotated articles."""
    words, found, lengths = [], [], []
    for article in articles:
        for sentence in segmenter(article_of_lines(article.id, article.text.split("\n"))):
            tokens = tokenize(article.text, sentence.span)
            inside = [mention for mention in article.mentions if mention.span.overlaps(sentence.span)]
            if tokens:
                starts = {word.start for word in sentence.words}
                words.append(words_of(tokens_of(article.text, sentence.span), starts))
                lengths.append(len(tokens))
                found += tags(tokens, inside)
    return Examples.of(token_features(words, clusters, lists), lengths, found)


@dataclass(frozen=True)
class Batch:
    """Tensors of some sentences; `inside` is sentences x longest, true where there is a token."""

    always: Tensor
    further: Tensor
    offsets: Tensor
    inside: Tensor
    tags: Tensor
    rows: Tensor

    def padded(self, values: Tensor) -> Tensor:
        """Values of the tokens as sentences x longest x dimensions, zeros where there is no token."""
        found = values.new_zeros(*self.inside.shape, *values.shape[1:])
        found[self.inside] = values
        return found


class Network(nn.Module):
    """Scores of tags for each token, and of each tag after another."""

    def __init__(self, recurrent: bool = False, width: int = 128, dropout: float = 0.3) -> None:
        super().__init__()
        self.masks = [table.mask for table in TABLES]
        self.tables = nn.ModuleList(nn.Embedding(1 << table.bits, table.size) for table in TABLES)
        self.listed = nn.EmbeddingBag(1 << LISTED.bits, LISTED.size, mode="sum")
        for table in (*self.tables, self.listed):
            nn.init.normal_(table.weight, 0, 0.1)
        self.input = nn.Linear(sum(table.size for table in (*TABLES, LISTED)), width)
        self.layers = nn.ModuleList(
            nn.Conv1d(width, width, 3, padding=d, dilation=d) for d in (() if recurrent else DILATIONS)
        )
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in self.layers)
        self.lstm = nn.LSTM(width, width // 2, bidirectional=True, batch_first=True) if recurrent else None
        self.output = nn.Linear(width, len(TAGS))
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.dropout = nn.Dropout(dropout)

    def begin_with(self, places: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        """Put word vectors at the places of their syllables' keys; those that meet in one are averaged."""
        table = self.tables.get_parameter("0.weight").data
        sums, counts = torch.zeros_like(table), torch.zeros(len(table), 1)
        rows = torch.from_numpy(places & self.masks[0])
        padding = ((0, 0), (0, table.shape[1] - vectors.shape[1]))
        sums.index_add_(0, rows, torch.from_numpy(np.pad(vectors, padding)))
        counts.index_add_(0, rows, torch.ones(len(rows), 1))
        known = counts[:, 0] > 0
        table[known] = sums[known] / counts[known]

    def forward(self, batch: Batch) -> Tensor:
        """Tokens x tags."""
        parts = [
            table(column & mask) for table, column, mask in zip(self.tables, batch.always.T, self.masks, strict=True)
        ]
        parts.append(self.listed(batch.further & LISTED.mask, batch.offsets))
        hidden = batch.padded(torch.relu(self.input(self.dropout(torch.cat(parts, dim=1)))))
        for layer, norm in zip(self.layers, self.norms, strict=True):
            found = layer(self.dropout(hidden).transpose(1, 2)).transpose(1, 2)
            hidden = (hidden + torch.relu(norm(found))) * batch.inside[:, :, None]
        if self.lstm is not None:
            lengths = batch.inside.sum(dim=1)
            packed = nn.utils.rnn.pack_padded_sequence(
                self.dropout(hidden), lengths, batch_first=True, enforce_sorted=False
            )
            hidden, _ = nn.utils.rnn.pad_packed_sequence(
                self.lstm(packed)[0], batch_first=True, total_length=batch.inside.shape[1]
            )
        scored: Tensor = self.output(self.dropout(hidden[batch.inside]))
        return scored

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """What `diemtin.entities.convolutions.Convolutions.of` reads, the tables as bytes.

        Raises:
            ValueError: the network is recurrent.
        """
        if self.lstm is not None:
            raise ValueError("only convolutions are run without torch")
        state = {name: tensor.detach().numpy() for name, tensor in self.state_dict().items()}
        tables = [state[f"tables.{i}.weight"] for i in range(len(TABLES))] + [state["listed.weight"]]
        scales = [max(float(np.abs(table).max()) / 127, 1e-9) for table in tables]
        found = {
            f"table.{i}": np.rint(t / s).astype(np.int8) for i, (t, s) in enumerate(zip(tables, scales, strict=True))
        }
        found |= layer_arrays(state, len(DILATIONS))
        for end in ("input", "output"):
            found[f"{end}.weights"] = np.ascontiguousarray(state[f"{end}.weight"].T)
            found[f"{end}.bias"] = state[f"{end}.bias"]
        small = {name: array if array.dtype == np.int8 else array.astype(np.float16) for name, array in found.items()}
        tags = np.frombuffer(" ".join(TAGS).encode("ascii"), np.uint8)
        return small | {"scales": np.array(scales, np.float32), "transitions": state["transitions"], "tags": tags}

    def loss(self, batch: Batch) -> Tensor:
        """The negative logarithm of the tags' probability, a token."""
        scored = batch.padded(self(batch))
        tags = batch.padded(batch.tags)
        own = torch.where(batch.inside, scored.gather(2, tags[:, :, None])[:, :, 0], 0.0).sum()
        pairs = torch.where(batch.inside[:, 1:], self.transitions[tags[:, :-1], tags[:, 1:]], 0.0).sum()
        return (self._all_paths(scored, batch.inside).sum() - own - pairs) / len(batch.tags)

    def _all_paths(self, scored: Tensor, inside: Tensor) -> Tensor:
        """The logarithm of the summed weights of all paths of each sentence (the forward algorithm)."""
        totals = scored[:, 0]
        for step in range(1, scored.shape[1]):
            ways = torch.logsumexp(totals[:, :, None] + self.transitions, dim=1) + scored[:, step]
            totals = torch.where(inside[:, step, None], ways, totals)
        return torch.logsumexp(totals, dim=1)


@dataclass(frozen=True)
class Schedule:
    """How long and how fast a network learns; the rate rises over `WARM` steps and falls to 0."""

    epochs: int
    rate: float = 2e-3
    tokens: int = 1500
    seed: int = field(default=0)


WARM = 100


def fit(network: Network, examples: Examples, schedule: Schedule) -> None:
    """Train with AdamW (Loshchilov and Hutter, 2019), printing the loss after each epoch."""
    torch.manual_seed(schedule.seed)
    optimizer = torch.optim.AdamW(network.parameters(), lr=schedule.rate, weight_decay=0.01)
    steps = sum(1 for _ in examples.batches(schedule.tokens, schedule.seed)) * schedule.epochs
    rates = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / WARM) * max(0.0, 1 - step / steps)
    )
    for epoch in range(schedule.epochs):
        network.train()
        start, total, size = time.process_time(), 0.0, 0
        for batch in examples.batches(schedule.tokens, schedule.seed + epoch):
            loss = network.loss(batch)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            rates.step()
            total += float(loss.detach()) * len(batch.tags)
            size += len(batch.tags)
        print(f"  epoch {epoch + 1}: loss {total / size:.4f}, {time.process_time() - start:.0f} s", flush=True)


def scores(network: Network, examples: Examples) -> NDArray[np.float32]:
    """Tokens x tags, in the order of the examples."""
    network.eval()
    found = np.zeros((len(examples.always), len(TAGS)), np.float32)
    with torch.no_grad():
        for batch in examples.batches(6000, 0):
            found[batch.rows.numpy()] = network(batch).numpy()
    return found
