"""Everything that diemtin raises on purpose.

DiemtinError
├── PageError(source)
│   ├── UnreadablePage     the file cannot be opened, or is not text at all
│   ├── UndecodablePage    the bytes read as text in no encoding
│   ├── MalformedRecord    a line of a .jsonl or .csv file, or an element of a JSON array, is not a record
│   ├── EmptyArticle       nothing on the page is article text
│   ├── ScannedPage        a picture of an article, whose characters only OCR can tell
│   ├── MissingLibrary     the format is known, but the extra that reads it is not installed
│   └── TooLarge           more characters than one article can have
├── ModelError(name)
│   ├── ModelNotFound      looked in every place that is named, found in none
│   ├── ModelMismatch      found, but not what this version reads
│   └── UnusableModel      a model of the user's own from which no summaries can be generated
├── BatchError(place)
│   ├── SettingsChanged    a resumed batch would mix digests of different making
│   ├── OutputLost         what a batch writes to is in use, was changed, is full or cannot be written
│   ├── InputLost          the folder that a batch reads is gone
│   └── WorkersFailed      no worker process can be kept alive
└── StageError(stage, source)   a stage failed on one article; raised from its cause
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

__all__ = [
    "BatchError",
    "DiemtinError",
    "EmptyArticle",
    "InputLost",
    "MalformedRecord",
    "MissingLibrary",
    "ModelError",
    "ModelMismatch",
    "ModelNotFound",
    "OutputLost",
    "PageError",
    "ScannedPage",
    "SettingsChanged",
    "StageError",
    "TooLarge",
    "UndecodablePage",
    "UnreadablePage",
    "UnusableModel",
    "WorkersFailed",
]


class DiemtinError(Exception):
    """The root of the tree; its text is one line that a user can act on."""

    def __reduce__(self) -> tuple[object, ...]:
        """Let an error travel between processes whatever its constructor takes."""
        return _restored, (type(self), self.args, vars(self))


def _restored(kind: type[DiemtinError], args: tuple[object, ...], attributes: dict[str, object]) -> DiemtinError:
    error = kind.__new__(kind, *args)
    vars(error).update(attributes)
    return error


class PageError(DiemtinError):
    """One page cannot be digested; `reason` says why, `source` which page."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class UnreadablePage(PageError):
    """The file cannot be opened, or holds something other than text."""


class UndecodablePage(PageError):
    """The bytes of the file are text in no encoding that is known."""


class MalformedRecord(PageError):
    """What should be a record is none, or has no text."""


class EmptyArticle(PageError):
    """The page holds no article: it is blank, or all of it is page furniture."""


class ScannedPage(PageError):
    """The file holds pictures of pages without their text; OCR makes it readable."""


class MissingLibrary(PageError):
    """The format needs a library that is not installed; the reason names the command that installs it."""


class TooLarge(PageError):
    """The page is longer than any article; it is probably something else."""


class ModelError(DiemtinError):
    """A model under `models/` cannot be used; `name` says which."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"model {name}: {reason}")
        self.name = name


class ModelNotFound(ModelError):
    """No folder of this name in any of the places in `tried`."""

    def __init__(self, name: str, tried: Sequence[Path | str]) -> None:
        places = ", ".join(str(place) for place in tried)
        super().__init__(name, f"not found; looked in {places}. Set DIEMTIN_MODELS to its parent folder")
        self.tried = tuple(tried)


class ModelMismatch(ModelError):
    """The model was made for another version of its reader."""

    def __init__(self, name: str, expected: str, found: str) -> None:
        super().__init__(name, f"expected {expected}, found {found}; rebuild it with its recipe")
        self.expected = expected
        self.found = found


class UnusableModel(ModelError):
    """No summaries can be generated with the model that the user names; the reason says why."""


class BatchError(DiemtinError):
    """A whole batch cannot start or go on; `place` is the file or folder that is in the way."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


class SettingsChanged(BatchError):
    """The settings or models are not those that the output was begun with."""


class OutputLost(BatchError):
    """The output is in use by another run, is not as the last run left it, or cannot be written."""


class InputLost(BatchError):
    """The folder that the batch reads has gone or can no longer be read."""


class WorkersFailed(BatchError):
    """Worker processes end before they have begun."""


class StageError(DiemtinError):
    """A stage failed on one article. Its cause is the exception it was raised from."""

    def __init__(self, stage: str, source: str, cause: BaseException) -> None:
        super().__init__(f"{source}: the stage '{stage}' failed: {type(cause).__name__}: {cause}")
        self.stage = stage
        self.source = source
