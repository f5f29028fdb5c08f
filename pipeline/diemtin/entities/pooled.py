"""Two models as one: the mean of what a field and a network say (a product of experts, Hinton, 2002)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from diemtin.entities.convolutions import Convolutions
from diemtin.entities.features import Features
from diemtin.field import ConditionalRandomField, Scores, best_paths

__all__ = ["PooledField"]


@dataclass(frozen=True, slots=True)
class PooledField:
    """A field and a network whose scores are those of the same tags in the same order.

    Attributes:
        field: the field.
        network: the network.
        transitions: of the network, tag x following tag.
    """

    field: ConditionalRandomField
    network: Convolutions
    transitions: Scores

    def tag(self, features: Features, lengths: Sequence[int]) -> list[list[str]]:
        """The tags of the highest mean score for the tokens of each sentence, as `ConditionalRandomField.tag`."""
        if not lengths:
            return []
        scores = (self.field.scores(features) + self.network.scores(features, lengths)) / np.float32(2)
        paths = best_paths(scores, (self.field.transitions + self.transitions) / np.float32(2), lengths)
        return [[self.field.tags[tag] for tag in path] for path in paths]
