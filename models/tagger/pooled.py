"""A field and networks as one: too slow to be shipped, they teach the network that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from models.tagger.networks import TAGS, Examples, Network, scores
from models.tagger.window import seen_alone

from diemtin.entities.features import Features
from diemtin.field import ConditionalRandomField, best_paths

__all__ = ["Pooled"]

UNKNOWN = -1e4  # the score of a tag that a field has never seen


@dataclass(frozen=True)
class Pooled:
    """Several models as one: the mean of their scores (a product of experts, Hinton, 2002).

    Their features are those of a window (`models/tagger/window.py`).
    """

    members: tuple[ConditionalRandomField | Network, ...]

    def tag(self, features: Features, lengths: Sequence[int]) -> list[list[str]]:
        """The best tags by the mean."""
        examples = Examples.of(seen_alone(features), lengths, ["O"] * len(features.always))
        total = np.zeros((len(features.always), len(TAGS)), np.float32)
        transitions = np.zeros((len(TAGS), len(TAGS)), np.float32)
        for member in self.members:
            if isinstance(member, Network):
                total += scores(member, examples)
                transitions += member.transitions.detach().numpy()
            else:
                known = [TAGS.index(tag) for tag in member.tags]
                own = np.full_like(total, UNKNOWN)
                own[:, known] = member.scores(features)
                total += own
                transitions[np.ix_(known, known)] += member.transitions
        size = np.float32(len(self.members))
        return [[TAGS[tag] for tag in path] for path in best_paths(total / size, transitions / size, lengths)]
