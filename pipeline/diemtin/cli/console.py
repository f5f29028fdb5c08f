"""What the commands share: exit codes, one-line messages, checked paths, the loaded pipeline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

if TYPE_CHECKING:
    from diemtin.digest import Digester
    from diemtin.read import Columns
    from diemtin.summarize import Request
    from diemtin.summarize.encoder_decoder import ModelSource

__all__ = [
    "FAILED",
    "INTERRUPTED",
    "WRONG_USAGE",
    "check_output",
    "check_paths",
    "columns_named",
    "load_digester",
    "or_exit",
    "request",
    "say",
    "writer",
]

FAILED, WRONG_USAGE, INTERRUPTED = 1, 2, 130
_Value = TypeVar("_Value")


def request(
    sentences: int | None, words: int | None, focus: str | None, *, verbatim: bool, headline: bool = False
) -> Request:
    """The summary that is asked for; options that do not go together are one line and exit."""
    from diemtin.summarize import HEADLINE, Length, Request

    if headline and (sentences or words):
        say("--style headline has a length of its own; leave out --sentences and --words, or choose lead or bullets")
        raise typer.Exit(WRONG_USAGE)

    return Request(HEADLINE if headline else Length(sentences, words), focus, verbatim)


def writer(model: str | None, *, abstractive: bool, download: bool, verbatim: bool) -> ModelSource | None:
    """The model that is to write summaries, None for none; options that do not go together are one line and exit."""
    trouble = ""
    if abstractive and model is None:
        trouble = "--engine abstractive needs --model, the folder of an encoder-decoder that transformers saved"
    elif abstractive and verbatim:
        trouble = "--verbatim is for sentences as printed; --engine abstractive writes its own"
    elif not abstractive and (model is not None or download):
        trouble = "--model and --download are for --engine abstractive"
    if trouble:
        say(trouble)
        raise typer.Exit(WRONG_USAGE)
    if model is None:
        return None
    from diemtin.summarize.encoder_decoder import ModelSource

    return ModelSource(model, download)


def load_digester(models: Path | None, request: Request | None, source: ModelSource | None = None) -> Digester:
    """The pipeline, or one line and the exit code."""
    from diemtin.digest import load

    return or_exit(lambda: load(models, request, source) if source else load(models, request))


def or_exit(work: Callable[[], _Value]) -> _Value:
    """Run `work`; what goes wrong is one line and the exit code."""
    from diemtin.errors import DiemtinError

    try:
        return work()
    except DiemtinError as error:
        say(str(error))
        raise typer.Exit(FAILED) from error


def columns_named(description: str | None) -> Columns | None:
    """What `--columns` says fields are called, or one line and the exit code."""
    from diemtin.read import Columns

    try:
        return Columns.parse(description) if description else None
    except ValueError as error:
        say(f"--columns: {error}")
        raise typer.Exit(WRONG_USAGE) from error


def check_paths(paths: Sequence[str]) -> None:
    """A path that is not there is a mistake in the command, not a bad article."""
    troubles = [trouble for path in paths if path != "-" and (trouble := _trouble_with(path))]
    for trouble in troubles:
        say(trouble)
    if troubles:
        raise typer.Exit(WRONG_USAGE)


def _trouble_with(path: str) -> str | None:
    if not path:
        return "an empty name is no file or folder; is a variable of the shell not set?"
    try:
        Path(path).stat()
    except (FileNotFoundError, NotADirectoryError):
        return f"{path}: no such file or folder"
    except OSError as error:
        return f"{path}: {error.strerror}"
    return None


def check_output(output: Path, inputs: Iterable[object] = ()) -> None:
    """An output that would take the place of a page that is read, or has no place itself, is a mistake."""
    trouble = ""
    if not output.parent.is_dir():
        trouble = f"cannot be written: there is no folder {output.parent}; make it first"
    elif output.is_dir():
        trouble = "cannot be written: it is a folder; name a file in it"
    elif output.is_file() and any(isinstance(file, Path) and _is_same(file, output) for file in inputs):
        trouble = "is one of the pages to read, which would be lost; name another output"
    if trouble:
        say(f"{output}: {trouble}")
        raise typer.Exit(WRONG_USAGE)


def _is_same(file: Path, output: Path) -> bool:
    return file.exists() and file.samefile(output)


def say(message: str) -> None:
    """One line on standard error."""
    typer.echo(f"diemtin: {' '.join(message.split())}", err=True)
