"""The command for several articles of one event: round-up."""

from __future__ import annotations

import typer

from diemtin.cli.articles import report_as, writing
from diemtin.cli.console import FAILED, check_output, check_paths, columns_named, load_digester, say
from diemtin.cli.options import (
    ColumnsOption,
    FormatOption,
    LanguageOption,
    ModelsOption,
    OutputFormat,
    OutputOption,
    Paths,
    SentencesOption,
    VerbatimOption,
    WordsOption,
)
from diemtin.report.wording import Language, wording

__all__ = ["round_up"]


def round_up(
    paths: Paths,
    format: FormatOption = OutputFormat.TEXT,
    output: OutputOption = None,
    sentences: SentencesOption = None,
    words: WordsOption = None,
    verbatim: VerbatimOption = False,
    language: LanguageOption = Language.VIETNAMESE,
    columns: ColumnsOption = None,
    models: ModelsOption = None,
) -> None:
    """Several articles of one event as one digest: what they say together, each sentence with its article and place.

    What several articles tell is told once. Figures on which they contradict each other stand side by side, each with
    its article. Without --sentences or --words there are 60 syllables for each article, and 240 at most.

    [bold]Examples[/bold]

      diemtin round-up morning.html noon.html evening.html

      diemtin round-up event/ --words 120 --lang en

      diemtin round-up one.txt other.txt --format json -o round-up.json
    """
    from diemtin.errors import DiemtinError
    from diemtin.read import list_files, read_pages
    from diemtin.report.round_up import round_up_sections, to_json
    from diemtin.roundup import round_up as put_together
    from diemtin.summarize import Length

    check_paths(paths)
    inputs = list_files(paths)
    if output:
        check_output(output, inputs)
    digester = load_digester(models, None)
    results = list(digester.many(read_pages(inputs, columns_named(columns))))
    failures = [result for result in results if isinstance(result, DiemtinError)]
    for failure in failures:
        say(str(failure))
    digests = [result for result in results if not isinstance(result, DiemtinError)]
    if not digests:
        say("no article is left to round up")
        raise typer.Exit(FAILED)
    found = put_together(digests, digester.summarize, Length(sentences, words), verbatim=verbatim)
    with writing(output) as file:
        if format is OutputFormat.JSON:
            typer.echo(to_json(found, indent=2), file=file)
        else:
            typer.echo(report_as(round_up_sections(found, wording(language)), format, styled=output is None), file=file)
    if failures:
        raise typer.Exit(FAILED)
