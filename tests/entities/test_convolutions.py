"""What numpy computes is what the network learned in torch."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from models.tagger.networks import Examples, Network, scores

from diemtin.entities.convolutions import Convolutions
from diemtin.entities.features import BITS, SEEN, Features

LENGTHS = (3, 1, 7, 2)


def _features(size: int) -> Features:
    chance = np.random.default_rng(1)
    always = chance.integers(0, 1 << BITS, (size, len(SEEN)))
    return Features(always, chance.integers(0, size, 3 * size), chance.integers(0, 1 << BITS, 3 * size))


@pytest.fixture(scope="module")
def network() -> Network:
    torch.manual_seed(0)
    return Network()


def test_scores_are_those_of_the_network_but_for_rounding(network: Network) -> None:
    features = _features(sum(LENGTHS))
    found = Convolutions.of(network.arrays()).scores(features, LENGTHS)
    wanted = scores(network, Examples.of(features, LENGTHS, ["O"] * sum(LENGTHS)))
    assert np.abs(found - wanted).max() < 0.05 * np.abs(wanted).max()


def test_sentences_know_nothing_of_each_other(network: Network) -> None:
    features, run = _features(sum(LENGTHS)), Convolutions.of(network.arrays())
    first = Features(features.always[:3], features.tokens[features.tokens < 3], features.further[features.tokens < 3])
    assert np.allclose(run.scores(features, LENGTHS)[:3], run.scores(first, [3]), atol=1e-4)


def test_no_sentences_have_no_scores(network: Network) -> None:
    nothing = Features(np.zeros((0, len(SEEN)), np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64))
    assert len(Convolutions.of(network.arrays()).scores(nothing, [])) == 0


def test_a_recurrent_network_is_not_run_without_torch() -> None:
    with pytest.raises(ValueError, match="convolutions"):
        Network(recurrent=True).arrays()
