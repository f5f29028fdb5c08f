"""The command that learns the furniture of an archive's sites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from diemtin.cli.articles import writing
from diemtin.cli.console import check_output, check_paths, columns_named, or_exit, say
from diemtin.cli.options import ColumnsOption, Paths

if TYPE_CHECKING:
    from diemtin.batch import Selection
    from diemtin.document import Page

__all__ = ["furniture"]


def furniture(
    paths: Paths,
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write, for --furniture of batch.")],
    columns: ColumnsOption = None,
) -> None:
    """Learn the lines that recur on many pages of one site, so that batch can leave them out.

    A site is the host of a page's address, or else the folder in the input that it lies in.

    [bold]Examples[/bold]

      diemtin furniture archive/ -o furniture.json

      diemtin batch archive/ -o digests.jsonl --furniture furniture.json
    """
    from diemtin.batch import OutputFiles, Selection
    from diemtin.clean.furniture import learn_furniture
    from diemtin.read import list_files

    check_paths(paths)
    check_output(output, list_files(paths) if output.exists() else ())
    selection = Selection(columns=columns_named(columns)).without(OutputFiles(output).all)
    found = or_exit(lambda: learn_furniture(_pages(paths, selection)))
    with writing(output) as file:
        typer.echo(found.to_json(), file=file)
    pages, lines = sum(found.pages.values()), sum(map(len, found.sites.values()))
    say(f"pages: {pages}; sites: {len(found.pages)}; lines that recur: {lines}, on {len(found.sites)} of the sites")


def _pages(paths: Sequence[str], selection: Selection) -> Iterator[tuple[str, Page]]:
    """Each page after its site; what cannot be read is for batch to tell of."""
    from diemtin.batch.inputs import find_pages
    from diemtin.document import Page

    for site, page in find_pages(paths, selection):
        if isinstance(page, Page):
            yield site, page
