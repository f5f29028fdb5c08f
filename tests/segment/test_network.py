"""What numpy computes of a gap is what the network learned in torch, and nothing of another sentence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from models.segmenter.network import Fitting, Network, Row, fit_network, scores
from models.segmenter.recipe import row_of

from diemtin.segment.gaps import WordLists, codes_of, inner_gaps
from diemtin.segment.network import DILATIONS, LISTED, GapNetwork, listed_beside
from diemtin.training import Checkpoints

LISTS = WordLists.of([["hội", "nghị"], ["công", "an"]], [["hội", "nghị"]], [["an"], ["ủy", "ban", "nhân", "dân"]])
SENTENCES = [
    ["Công", "an", "tỉnh", "họp", "."],
    ["Hội", "nghị"],
    ["Ủy", "ban", "nhân", "dân", "tỉnh", "12/11", ",", "họp"],
]


@pytest.fixture(scope="module")
def network() -> Network:
    torch.manual_seed(0)
    return Network()


def _run(network: Network, sentences: list[list[str]]) -> list[np.ndarray]:
    """For each sentence, the score of the gap after each of its tokens."""
    codes, starts = codes_of(sentences)
    found = GapNetwork.of(network.arrays()).scores(codes, LISTS.over(codes))
    return [found[start - 2 : start - 2 + len(s)] for start, s in zip(starts, sentences, strict=True)]


def test_scores_are_those_of_the_network_but_for_rounding(network: Network) -> None:
    codes, starts = codes_of(SENTENCES)
    wanted = scores(network, codes, LISTS)
    for found, start in zip(_run(network, SENTENCES), starts.tolist(), strict=True):
        assert np.abs(found - wanted[start : start + len(found)]).max() < 0.05 * np.abs(wanted).max()


def test_a_sentence_scores_alone_as_among_others(network: Network) -> None:
    for sentence, found in zip(SENTENCES, _run(network, SENTENCES), strict=True):
        assert np.allclose(_run(network, [sentence])[0], found, atol=1e-4)
    codes, _ = codes_of([["a"], ["b"]])
    assert max(DILATIONS) <= np.diff(np.flatnonzero(codes))[0] - 1


def test_listed_words_are_seen_over_their_gap_and_beside_it() -> None:
    codes, _ = codes_of([["tại", "hội", "nghị", "này"]])
    seen = listed_beside(LISTS.over(codes))
    assert seen.shape == (inner_gaps(len(codes)), LISTED)
    before, over, after = seen[1], seen[2], seen[3]
    assert before[6:9].tolist() == over[3:6].tolist() == after[0:3].tolist() == [1, 1, 0]
    assert seen.sum() == 6


def test_what_was_joined_in_training_is_joined(tmp_path: Path) -> None:
    torch.manual_seed(0)
    network, row = Network(), Row.of([row_of([["Mèo_mun", "ngủ", "."], ["Mun", "mèo", "ngủ"]] * 40)])
    kept = Checkpoints.begin(tmp_path / "kept", "cats", resume=False)
    told: list[str] = []
    fit_network(
        network, row, LISTS, Fitting(passes=60, rate=1e-2, pieces=2, dropout=0.0, warm_up=5), "cats", kept, told.append
    )
    after_cat, *others = _run(network, [["Mèo", "mun", "ngủ"], ["mun", "mèo", "ngủ"]])
    assert after_cat[0] > 0 > after_cat[1]
    assert (others[0][:2] < 0).all()
    assert told
