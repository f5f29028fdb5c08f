"""Training of small networks that goes on where it was stopped; serves recipes only. Needs torch (extra `train`)."""

from __future__ import annotations

import math
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

__all__ = ["Checkpoints", "Descent", "batches", "descend"]

_Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Checkpoints:
    """A folder of what is finished of a training: arrays made once, and networks with their optimizers.

    Attributes:
        folder: where they are.
        settings: what they were made from; a folder that was made from something else is refused.
    """

    folder: Path
    settings: str

    @classmethod
    def begin(cls, folder: Path, settings: str, *, resume: bool) -> Checkpoints:
        """Go on with a folder, or begin anew in an empty one.

        Raises:
            ValueError: what is to be gone on with was made from other settings.
        """
        told = folder / "settings.txt"
        if not resume:
            shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        if not told.exists():
            told.write_text(settings, encoding="utf-8")
        elif told.read_text(encoding="utf-8") != settings:
            raise ValueError(f"{folder} was made from other settings: run without --resume, or with those in {told}")
        return cls(folder, settings)

    def arrays(self, name: str, make: Callable[[], _Arrays]) -> _Arrays:
        """Arrays of that name as they were kept, not read into memory; made and kept if they are not there."""
        done = self.folder / name
        if not done.exists():
            unfinished = self.folder / f"{name}.part"
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            for key, array in make().items():
                np.save(unfinished / f"{key}.npy", array)
            unfinished.rename(done)
        return {path.stem: np.load(path, mmap_mode="r") for path in sorted(done.glob("*.npy"))}

    def load(self, name: str) -> dict[str, Any] | None:
        """What was kept last of a network's training."""
        path = self.folder / f"{name}.pt"
        found: dict[str, Any] | None = torch.load(path, weights_only=True) if path.exists() else None
        return found

    def save(self, name: str, state: dict[str, Any]) -> None:
        """Keep the state of a network's training; a crash leaves the one before or this one."""
        part = self.folder / f"{name}.part"
        torch.save(state, part)
        part.replace(self.folder / f"{name}.pt")


@dataclass(frozen=True, slots=True)
class Descent:
    """How a network is fitted.

    Attributes:
        steps: how many steps there are.
        rate: the highest rate, reached after `warm_up` steps; it falls along half a cosine.
        warm_up: steps of a rising rate.
        kept: after how many steps the state is kept each time.
    """

    steps: int
    rate: float
    warm_up: int = 100
    kept: int = 500

    def rate_at(self, step: int) -> float:
        """The rate of a step, counted from 0."""
        falling = 0.5 * (1 + math.cos(math.pi * step / self.steps)) + 0.01
        return self.rate * min(1, (step + 1) / self.warm_up) * falling


def descend(
    name: str,
    network: nn.Module,
    loss: Callable[[int], Tensor],
    descent: Descent,
    checkpoints: Checkpoints,
    tell: Callable[[str], None],
) -> None:
    """Fit a network by Adam (Kingma and Ba, 2015), from where its checkpoint is.

    Args:
        name: what it is called in the checkpoints.
        network: the network, changed in place.
        loss: the loss at a step; it depends on the step and the network alone.
        descent: how to go down.
        checkpoints: where the state is kept.
        tell: told how far it is, each time that the state is kept.
    """
    optimizer = torch.optim.Adam(network.parameters(), descent.rate)
    begun = checkpoints.load(name) or {"step": 0, "running": 0.0}
    if "network" in begun:
        network.load_state_dict(begun["network"])
        optimizer.load_state_dict(begun["optimizer"])
    running = float(begun["running"])
    for step in range(begun["step"], descent.steps):
        for group in optimizer.param_groups:
            group["lr"] = descent.rate_at(step)
        optimizer.zero_grad()
        found = loss(step)
        found.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        running += (found.item() - running) * max(0.005, 1 / (step + 1))
        if (step + 1) % descent.kept == 0 or step + 1 == descent.steps:
            tell(f"{name}: step {step + 1} of {descent.steps}, loss {running:.4f}")
            state = {"step": step + 1, "running": running}
            checkpoints.save(name, state | {"network": network.state_dict(), "optimizer": optimizer.state_dict()})


def batches(count: int, size: int, step: int) -> NDArray[np.int64]:
    """The indexes of the examples of a step; each pass over all of `count` has an order of its own.

    The last examples of a pass that fill no batch are left out of it.
    """
    size = min(size, count)
    number, place = divmod(step, count // size)
    order = np.random.default_rng([0, number]).permutation(count)
    return order[place * size : (place + 1) * size]
