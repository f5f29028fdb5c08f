"""With what settings and models an output was begun, and how far it has come: `OUT.manifest.json`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from diemtin import __version__
from diemtin.document import ModelVersion
from diemtin.errors import OutputLost, SettingsChanged
from diemtin.report.structured import SCHEMA
from diemtin.summarize.request import Request

__all__ = ["Making", "OutputFiles", "check_making", "manifest_text", "write_whole"]

_SCHEMA = "diemtin.batch/1"
_OPTIONS = ("sentences", "words", "focus", "verbatim", "with_words", "near_duplicates")
_NAMES = ("with_words", "near_duplicates", "version", "schema")


@dataclass(frozen=True, slots=True)
class OutputFiles:
    """The files of a batch, all named after its output."""

    output: Path

    @property
    def errors(self) -> Path:
        """A failure a line: `digests.jsonl` has its `digests.errors.jsonl`, `d.csv` its `d.csv.errors.jsonl`."""
        own = self.output.stem if self.output.suffix.lower() == ".jsonl" else self.output.name
        return self.output.with_name(f"{own}.errors.jsonl")

    @property
    def journal(self) -> Path:
        """What is done (see `diemtin.batch.journal`)."""
        return self.output.with_name(f"{self.output.name}.journal")

    @property
    def manifest(self) -> Path:
        """What the output is made with."""
        return self.output.with_name(f"{self.output.name}.manifest.json")

    @property
    def parts(self) -> Path:
        """What a cluster has made of it so far (see `diemtin.batch.parts`)."""
        return self.output.with_name(f"{self.output.name}.parts")

    @property
    def all(self) -> tuple[Path, ...]:
        """What must not be read as input."""
        return self.output, self.errors, self.journal, self.manifest, self.parts


@dataclass(frozen=True, slots=True)
class Making:
    """All that decides what a digest says, beside its page."""

    request: Request
    with_words: bool
    models: tuple[ModelVersion, ...]
    near_duplicates: bool = False
    version: str = __version__
    schema: str = SCHEMA

    def settings(self) -> dict[str, str]:
        """Each setting by its name, as text to compare and to show."""
        wanted = {
            "sentences": self.request.length.sentences,
            "words": self.request.length.words,
            "focus": self.request.focus,
            "verbatim": self.request.verbatim,
        }
        own = {name: str(value) for name, value in (wanted | {name: getattr(self, name) for name in _NAMES}).items()}
        return own | {f"model of {made.stage}": f"{made.name} {made.version}" for made in self.models}


def check_making(place: str, manifest: str | None, making: Making) -> None:
    """Refuse to go on with an output that was begun otherwise.

    Args:
        place: the name of the manifest, for errors.
        manifest: what it says; None if there is none yet.
        making: the settings and models of now.

    Raises:
        SettingsChanged: the manifest tells of other settings, models or versions.
        OutputLost: it is no manifest.
    """
    if manifest is None:
        return
    try:
        begun: dict[str, str] = json.loads(manifest)["settings"]
    except (ValueError, KeyError, TypeError) as error:
        raise OutputLost(place, f"cannot be read ({error}); start over with --restart") from error
    now = making.settings()
    changed = [
        f"{_option(name)} was {_value(begun, name)}, is {_value(now, name)}"
        for name in sorted(begun.keys() | now.keys())
        if begun.get(name) != now.get(name)
    ]
    if changed:
        remedy = "go on with what it was begun with, name another output, or start over with --restart"
        raise SettingsChanged(place, f"{'; '.join(changed)}: {remedy}")


def _option(name: str) -> str:
    """A setting as the command line calls it."""
    return f"--{name.replace('_', '-')}" if name in _OPTIONS else name


def _value(settings: Mapping[str, str], name: str) -> str:
    value = settings.get(name, "None")
    return "not set" if value == "None" or (name in _OPTIONS and value == "False") else value


def manifest_text(making: Making, state: Mapping[str, Any]) -> str:
    """A manifest as JSON; `state` is how far it has come."""
    record = {
        "schema": _SCHEMA,
        "settings": making.settings(),
        "models": [asdict(model) for model in making.models],
        **state,
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    return json.dumps(record, ensure_ascii=False, indent=2)


def write_whole(path: Path, lines: Iterable[str]) -> None:
    """Write a file under another name, synchronize it, and give it its name."""
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with unfinished.open("w", encoding="utf-8", errors="backslashreplace") as file:
            file.writelines(f"{line}\n" for line in lines)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()  # It takes room where there may be none.
        raise
