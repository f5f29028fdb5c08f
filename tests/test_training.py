"""A training that was stopped goes on as if it had not been."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from diemtin.training import Checkpoints, Descent, batches, descend

DESCENT = Descent(steps=20, rate=0.1, warm_up=5, kept=6)


class Stopped(Exception):
    """Somebody stopped the training."""


def _fitted(kept: Checkpoints, stop_at: int | None = None) -> Tensor:
    torch.manual_seed(0)
    network = nn.Linear(2, 1)

    def loss(step: int) -> Tensor:
        if step == stop_at:
            raise Stopped
        values = torch.tensor([[float(step % 3), 1.0]])
        found: Tensor = (network(values) - step % 5).square().sum()
        return found

    descend("line", network, loss, DESCENT, kept, lambda _: None)
    return network.weight.detach()


@pytest.mark.parametrize("stop_at", [0, 5, 6, 13, 19])
def test_what_was_stopped_ends_like_what_was_not(tmp_path: Path, stop_at: int) -> None:
    whole = _fitted(Checkpoints.begin(tmp_path / "whole", "x", resume=False))
    with pytest.raises(Stopped):
        _fitted(Checkpoints.begin(tmp_path / "part", "x", resume=False), stop_at)
    assert torch.equal(_fitted(Checkpoints.begin(tmp_path / "part", "x", resume=True)), whole)


def test_what_is_finished_is_not_fitted_again(tmp_path: Path) -> None:
    kept = Checkpoints.begin(tmp_path, "x", resume=False)
    assert torch.equal(_fitted(kept), _fitted(kept, stop_at=0))


def test_without_resuming_it_begins_anew(tmp_path: Path) -> None:
    _fitted(Checkpoints.begin(tmp_path, "x", resume=False))
    with pytest.raises(Stopped):
        _fitted(Checkpoints.begin(tmp_path, "x", resume=False), stop_at=0)


def test_checkpoints_of_other_settings_are_refused(tmp_path: Path) -> None:
    Checkpoints.begin(tmp_path, "10 articles", resume=False)
    with pytest.raises(ValueError, match="other settings"):
        Checkpoints.begin(tmp_path, "11 articles", resume=True)


def test_arrays_are_made_once(tmp_path: Path) -> None:
    kept = Checkpoints.begin(tmp_path, "x", resume=False)
    made = kept.arrays("numbers", lambda: {"a": np.arange(3)})
    again = kept.arrays("numbers", lambda: pytest.fail("made twice"))
    assert made["a"].tolist() == again["a"].tolist() == [0, 1, 2]


def test_arrays_that_were_not_finished_are_made_again(tmp_path: Path) -> None:
    kept = Checkpoints.begin(tmp_path, "x", resume=False)
    with pytest.raises(ZeroDivisionError):
        kept.arrays("numbers", lambda: {"a": np.array(1 // 0)})
    assert kept.arrays("numbers", lambda: {"a": np.arange(2)})["a"].tolist() == [0, 1]


@pytest.mark.parametrize(("count", "size"), [(10, 3), (4, 4), (3, 8), (1, 1)])
def test_each_pass_sees_each_example_at_most_once(count: int, size: int) -> None:
    steps = count // min(size, count)
    for number in range(3):
        seen = np.concatenate([batches(count, size, number * steps + i) for i in range(steps)]).tolist()
        assert len(seen) == len(set(seen)) == steps * min(size, count)
        assert set(seen) <= set(range(count))
