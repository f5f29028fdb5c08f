"""How much of what a journalist would put into the standfirst each sentence holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from diemtin.document import ModelVersion
from diemtin.errors import ModelMismatch
from diemtin.models import find_model
from diemtin.summarize.features import FEATURES, sentence_features

__all__ = ["FORMAT", "Ranker"]

FORMAT = "diemtin.linear-ranker/1"


@dataclass(frozen=True, slots=True)
class Ranker:
    """A linear model of the ROUGE of each sentence against the standfirst.

    Attributes:
        weights: one for each of `FEATURES`.
        brevity: what each syllable of a summary beyond `free_length` costs, in units of the score.
        free_length: syllables of a summary that cost nothing.
        version: what a digest says of the model.
    """

    weights: tuple[float, ...]
    brevity: float
    free_length: int
    version: ModelVersion

    @classmethod
    def load(cls, models: Path | None = None) -> Ranker:
        """Load `ranker` from where models are found.

        Raises:
            ModelError: it is nowhere, or was fitted to other features.
        """
        folder = find_model("ranker", FORMAT, models)
        config = json.loads((folder.path / "config.json").read_text(encoding="utf-8"))
        missing = [field for field in ("weights", "brevity", "free_length") if field not in config]
        if missing:
            raise ModelMismatch("ranker", "a complete config.json", f"none of {', '.join(missing)}")
        weights: dict[str, float] = config["weights"]
        if tuple(weights) != FEATURES:
            raise ModelMismatch("ranker", f"{len(FEATURES)} known features", f"{len(weights)} others")
        return cls(tuple(weights.values()), config["brevity"], config["free_length"], folder.version_for("summarize"))

    def scores(self, sentences: Sequence[str], title: str | None, captions: Sequence[str] = ()) -> list[float]:
        """One score a sentence: the higher, the more of the standfirst it is expected to hold."""
        return [
            sum(weight * value for weight, value in zip(self.weights, values, strict=True))
            for values in sentence_features(sentences, title, captions)
        ]
