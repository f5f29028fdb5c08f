"""The networks that are trained in torch say the same in numpy."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn

from diemtin.summarize.content import ContentModel
from diemtin.summarize.encode import Encoded, encode
from diemtin.summarize.fluency import BEGIN, END, FluencyModel, tokens
from diemtin.summarize.network import Weights
from diemtin.summarize.torch_networks import Articles, ContentNetwork, FluencyNetwork

SENTENCES = ["Sáng 7/7, Công an tỉnh họp bàn.", "Công an tỉnh bàn việc năm 2022, tỉnh họp.", "Trời nắng đẹp."]
WORDS = "công an tỉnh họp bàn sáng 0 việc năm 0000 trời".split()
VOCABULARY = {word: row for row, word in enumerate([*WORDS, BEGIN, END], start=1)}


def _weights(network: nn.Module) -> Weights:
    return {name.replace("_.", "."): weight.detach().numpy() for name, weight in network.state_dict().items()}


def _alone(found: Encoded) -> Articles:
    ones, pad = torch.ones(len(found.words)), torch.zeros(2)
    count = int(found.sentence[-1]) + 1

    def padded(values: np.ndarray[tuple[int, ...], np.dtype[np.int64]], empty: int) -> torch.Tensor:
        return torch.from_numpy(np.append(values, [empty, empty]))

    return Articles(
        padded(found.vocabulary, 0),
        torch.cat([torch.from_numpy(found.features), torch.zeros(2, found.features.shape[1])]),
        torch.cat([ones, pad]),
        padded(found.sentence, count),
        padded(np.zeros(len(found.words), np.int64), 1),
        padded(found.kind, found.kinds),
        found.kinds,
        torch.zeros(count, dtype=torch.long),
        torch.from_numpy(found.title),
        torch.zeros(len(found.title), dtype=torch.long),
    )


@pytest.mark.parametrize("title", [None, "Công an tỉnh họp"])
def test_the_content_of_an_article(title: str | None) -> None:
    torch.manual_seed(0)
    network = ContentNetwork(len(VOCABULARY) + 1)
    article = encode(SENTENCES, title, ["Trời hôm ấy"], VOCABULARY)
    odds, length = network(_alone(article))
    total = np.bincount(article.kind, weights=odds[: len(article.words), 0].detach().exp().numpy())
    found = ContentModel(_weights(network))(article)
    # Training convolves in half the precision.
    assert found.unit == pytest.approx(total / (1 + total), rel=0.02)
    assert found.length == pytest.approx(length.exp().item(), rel=0.02)


def test_how_sentences_read() -> None:
    torch.manual_seed(0)
    network = FluencyNetwork(len(VOCABULARY) + 1)
    found = FluencyModel(_weights(network), VOCABULARY)(SENTENCES)
    for sentence, odds in zip(SENTENCES, found.tolist(), strict=True):
        rows, capitals = tokens(sentence, VOCABULARY)
        alone = network(torch.from_numpy(rows)[None], torch.from_numpy(capitals)[None], torch.ones(1, len(rows)))
        assert odds == pytest.approx(alone.item(), abs=1e-5)
