"""The command `diemtin`: each subcommand checks its arguments, calls the library, prints.

Exit codes: 0 done; 1 some articles failed, each named with its reason; 2 wrong usage, or a batch that cannot
go on; 130 a batch that was stopped.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from diemtin import __version__
from diemtin.cli import articles, batch, furniture, roundup
from diemtin.cli.console import FAILED

__all__ = ["app", "main"]

_CONTEXT = {"help_option_names": ["-h", "--help"]}

app = typer.Typer(
    name="diemtin",
    context_settings=_CONTEXT,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
for _command in (articles.summarize, articles.entities, articles.segment, articles.clean, batch.batch, batch.watch):
    app.command()(_command)
app.command()(furniture.furniture)
app.command(name="round-up")(roundup.round_up)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"diemtin {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """From saved pages of Vietnamese official news to digests whose every word can be traced.

    [bold]Examples[/bold]

      diemtin summarize article.html

      diemtin summarize article.txt --sentences 1 --format json -o digest.json

      cat article.txt | diemtin entities -

      diemtin round-up morning.html evening.html

      diemtin batch archive/ -o digests.jsonl

    Exit codes: 0 done; 1 some articles failed, each named with its reason; 2 wrong usage, or a batch that cannot
    go on; 130 a batch that was stopped.
    """


def main() -> None:
    """The entry point: `app`, with Ctrl-C and a closed pipe as what they are."""
    _use_one_thread()
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(FAILED)


def _use_one_thread() -> None:
    """Keep numpy from starting threads: the matrices are small, and threads that wait for each other cost more."""
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
