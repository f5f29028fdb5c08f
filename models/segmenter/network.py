"""The network over gaps in torch, as it is trained.

`diemtin.segment.network` runs it in numpy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from diemtin.convolutions import layer_arrays
from diemtin.segment.gaps import Codes, Shape, WordLists, joinable, shapes_of
from diemtin.segment.network import DILATIONS, LISTED, ROW_BITS, listed_beside, rows_of
from diemtin.training import Checkpoints, Descent, batches, descend

__all__ = ["Fitting", "Network", "Row", "fit_network", "scores"]

PIECE = 256  # codes; pieces of a text are put together to the batch of a step


class Row(NamedTuple):
    """Sentences in a row.

    Attributes:
        codes: of their tokens, with empty places around each sentence, as `codes_of` gives.
        joins: for each code whether a word holds the gap after its token.
    """

    codes: Codes
    joins: NDArray[np.bool_]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Row:
        """Several in one."""
        return cls(np.concatenate([row.codes for row in rows]), np.concatenate([row.joins for row in rows]))


@dataclass(frozen=True, slots=True)
class Fitting:
    """How the network learns from sentences.

    Attributes:
        passes: how often it sees each.
        rate: the highest rate.
        pieces: so many of `PIECE` codes at a time.
        dropout: the share of what is left out (Srivastava et al., 2014).
        warm_up: steps of a rising rate.
        seed: of chance.
    """

    passes: int
    rate: float
    pieces: int
    dropout: float
    warm_up: int = 100
    seed: int = field(default=0)


class Network(nn.Module):
    """Scores of gaps."""

    def __init__(self, size: int = 64, shape: int = 8, width: int = 96) -> None:
        super().__init__()
        self.vectors = nn.Embedding(1 << ROW_BITS, size)
        self.shapes = nn.Embedding(len(Shape), shape)
        for table in (self.vectors, self.shapes):
            nn.init.normal_(table.weight, 0, 0.1)
        self.input = nn.Linear(2 * (size + shape) + LISTED, width)
        self.layers = nn.ModuleList(nn.Conv1d(width, width, 3, padding=d, dilation=d) for d in DILATIONS)
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in DILATIONS)
        self.output = nn.Linear(width, 1)
        self.dropout = nn.Dropout(0.0)

    def forward(self, codes: Codes, lists: WordLists) -> Tensor:
        """The logarithm of the odds that a word holds the gap after each code."""
        rows, shapes = (torch.from_numpy(seen(codes)) for seen in (rows_of, shapes_of))
        tokens = torch.cat([self.vectors(rows), self.shapes(shapes)], dim=1)
        following = torch.cat([tokens[1:], torch.zeros_like(tokens[:1])])
        padded = np.concatenate([np.zeros(2, np.uint64), codes, np.zeros(3, np.uint64)])
        listed = torch.from_numpy(listed_beside(lists.over(padded)))
        inside = torch.from_numpy((codes != 0).astype(np.float32))[:, None]
        inputs = torch.cat([self.dropout(tokens), self.dropout(following), listed], dim=1)
        hidden = torch.relu(self.input(inputs)) * inside
        for layer, norm in zip(self.layers, self.norms, strict=True):
            found = layer(self.dropout(hidden).T[None])[0].T
            hidden = (hidden + torch.relu(norm(found))) * inside
        scored: Tensor = self.output(hidden)[:, 0]
        return scored

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """What `diemtin.segment.network.GapNetwork.of` reads, the vectors as bytes."""
        state = {name: tensor.detach().numpy().copy() for name, tensor in self.state_dict().items()}
        vectors, shapes, size = state["vectors.weight"], state["shapes.weight"], self.vectors.embedding_dim
        scale = max(float(np.abs(vectors).max()) / 127, 1e-9)
        before, shape_before, after, shape_after, listed = np.split(
            state["input.weight"].T, np.cumsum([size, shapes.shape[1], size, shapes.shape[1]])
        )
        beside = (shapes @ shape_before)[:, None] + (shapes @ shape_after)[None] + state["input.bias"]
        found = {
            "tokens": np.concatenate([before, after], axis=1) * scale,
            "shapes": beside.reshape(len(Shape) ** 2, -1),
            "listed": listed,
            "output.weights": state["output.weight"][0],
            "output.bias": state["output.bias"],
        }
        found |= layer_arrays(state, len(DILATIONS))
        halved = {name: np.ascontiguousarray(array).astype(np.float16) for name, array in found.items()}
        return halved | {"vectors": np.rint(vectors / scale).astype(np.int8)}


def fit_network(
    network: Network,
    row: Row,
    lists: WordLists,
    fitting: Fitting,
    name: str,
    checkpoints: Checkpoints,
    tell: Callable[[str], None],
) -> None:
    """Train on sentences, going on from what the checkpoints have under that name."""
    codes, joins = (_pieces(values) for values in row)
    size = min(fitting.pieces, len(codes))
    network.dropout.p = fitting.dropout
    network.train()

    def loss(step: int) -> Tensor:
        torch.manual_seed(step + (fitting.seed << 32))
        chosen = batches(len(codes), size, step)
        some = _apart(codes[chosen])
        counted = torch.from_numpy(np.append(joinable(some), False))
        wanted = torch.from_numpy(_apart(joins[chosen]).astype(np.float32))
        return nn.functional.binary_cross_entropy_with_logits(network(some, lists)[counted], wanted[counted])

    descent = Descent(fitting.passes * (len(codes) // size), fitting.rate, fitting.warm_up)
    descend(name, network, loss, descent, checkpoints, tell)


def _pieces(values: NDArray[Any]) -> NDArray[Any]:
    """Pieces x `PIECE`, the last filled up with empty places."""
    return np.pad(values, (0, -len(values) % PIECE)).reshape(-1, PIECE)


def _apart(pieces: NDArray[Any]) -> NDArray[Any]:
    """Pieces one after another with empty places between them."""
    return np.pad(pieces, ((0, 0), (0, max(DILATIONS)))).ravel()


def scores(network: Network, codes: Codes, lists: WordLists) -> NDArray[np.float32]:
    """The logarithm of the odds that a word holds the gap after each code."""
    network.eval()
    with torch.no_grad():
        found: NDArray[np.float32] = network(codes, lists).numpy()
    return found
