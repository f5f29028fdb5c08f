"""Where models are looked for, and how a model's folder is checked before it is loaded.

A model is a folder with a `config.json` that names it, its version and the format of its files. It is
looked for in an explicit folder, then in `DIEMTIN_MODELS`, then in the installed package, then in the
checkout. Nothing is ever downloaded.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diemtin.document import ModelVersion
from diemtin.errors import ModelMismatch, ModelNotFound

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["ModelFolder", "find_model", "places", "read_arrays"]

VARIABLE = "DIEMTIN_MODELS"


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A model that was found and whose format its reader knows."""

    path: Path
    name: str
    version: str

    def file(self, name: str) -> Path:
        """A file of the model.

        Raises:
            ModelMismatch: it is not there.
        """
        path = self.path / name
        if not path.is_file():
            raise ModelMismatch(self.name, f"a file {name}", f"none in {self.path}")
        return path

    def version_for(self, stage: str) -> ModelVersion:
        """What a digest says of the model."""
        return ModelVersion(stage, self.name, self.version)


def places(explicit: Path | None = None) -> tuple[Path, ...]:
    """The folders that may hold models, in the order in which they are searched."""
    package = Path(__file__).resolve().parent
    named = [explicit] if explicit else []
    named += [Path(os.environ[VARIABLE])] if os.environ.get(VARIABLE) else []
    return (*named, package / "_models", package.parent.parent / "models")


def find_model(name: str, format_name: str, explicit: Path | None = None) -> ModelFolder:
    """The first folder called `name` in `places`.

    Args:
        name: the model's folder name, such as `tagger`.
        format_name: the `format` that its config must state.
        explicit: a folder of models to look in first.

    Raises:
        ModelNotFound: no place has it.
        ModelMismatch: its config states another format, or none.
    """
    tried = [place / name for place in places(explicit)]
    path = next((folder for folder in tried if (folder / "config.json").is_file()), None)
    if path is None:
        raise ModelNotFound(name, tried)
    try:
        config = json.loads((path / "config.json").read_text(encoding="utf-8"))
        found, version = str(config["format"]), str(config["version"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ModelMismatch(name, format_name, f"an unreadable config.json ({error!r})") from error
    if found != format_name:
        raise ModelMismatch(name, format_name, found)
    return ModelFolder(path, name, version)


def read_arrays(name: str, path: Path, wanted: Sequence[str]) -> dict[str, NDArray[Any]]:
    """The arrays of a model's safetensors file.

    Args:
        name: the model's, for errors.
        path: the file.
        wanted: arrays that must be there.

    Raises:
        ModelMismatch: it is no such file, or lacks one of them.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        arrays: dict[str, NDArray[Any]] = load_file(path)
    except (SafetensorError, OSError) as error:
        raise ModelMismatch(name, "a safetensors file", str(error)) from error
    missing = [array for array in wanted if array not in arrays]
    if missing:
        raise ModelMismatch(name, f"{path.name} with {', '.join(missing)}", ", ".join(sorted(arrays)) or "nothing")
    return arrays
