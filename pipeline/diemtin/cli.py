"""The command `diemtin`: each subcommand checks its arguments, calls the library, prints.

Exit codes: 0 done; 1 some articles failed, each named on standard error; 2 wrong usage.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, TypeVar

import typer

from diemtin import __version__
from diemtin.report.wording import Language, wording

if TYPE_CHECKING:
    from diemtin.digest import Digester
    from diemtin.document import Page
    from diemtin.errors import PageError
    from diemtin.report.readable import Section
    from diemtin.summarize.request import Request

__all__ = ["app", "main"]

FAILED, WRONG_USAGE = 1, 2
_Value = TypeVar("_Value")
_CONTEXT = {"help_option_names": ["-h", "--help"]}

app = typer.Typer(
    name="diemtin",
    context_settings=_CONTEXT,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)


class OutputFormat(StrEnum):
    """How results are written."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "md"


class Style(StrEnum):
    """How a summary is laid out."""

    LEAD = "lead"
    BULLETS = "bullets"
    HEADLINE = "headline"


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...", help="Saved pages: .txt, .html, .jsonl, folders of them, or - for standard input."
    ),
]
FormatOption = Annotated[
    OutputFormat, typer.Option("--format", "-f", help="text to read, json for programs, md for Markdown.")
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to this file instead of the terminal.")
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")]
LanguageOption = Annotated[Language, typer.Option("--lang", help="Language of the report's own words: vi or en.")]
SentencesOption = Annotated[
    int | None,
    typer.Option("--sentences", "-n", min=1, max=50, help="Sentences in the summary; without it the model decides."),
]
WordsOption = Annotated[int | None, typer.Option("--words", "-w", min=1, help="Syllables in the summary at most.")]
StyleOption = Annotated[
    Style,
    typer.Option(
        "--style", help="lead: one paragraph; bullets: a sentence a line; headline: one sentence of 15 syllables at most."
    ),
]
FocusOption = Annotated[
    str | None, typer.Option("--focus", help="Summarize the sentences that have these words, such as a body's name.")
]
VerbatimOption = Annotated[
    bool, typer.Option("--verbatim", help="Whole sentences as printed: nothing is left out of them.")
]
WithWordsOption = Annotated[bool, typer.Option("--with-words", help="In JSON: add sentences and words as offsets.")]
ModelsOption = Annotated[
    Path | None,
    typer.Option("--models", exists=True, file_okay=False, help="A folder of models to look in first."),
]


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

      diemtin batch archive/ -o digests.jsonl
    """


@app.command()
def summarize(
    paths: Paths,
    format: FormatOption = OutputFormat.TEXT,
    output: OutputOption = None,
    sentences: SentencesOption = None,
    words: WordsOption = None,
    style: StyleOption = Style.BULLETS,
    focus: FocusOption = None,
    verbatim: VerbatimOption = False,
    with_words: WithWordsOption = False,
    language: LanguageOption = Language.VIETNAMESE,
    quiet: QuietOption = False,
    models: ModelsOption = None,
) -> None:
    """The digest of a page: its summary, who is in it with rank and office, bodies, places, and where each stands.

    [bold]Examples[/bold]

      diemtin summarize article.html

      diemtin summarize pages/ --format md -o digests.md

      diemtin summarize article.txt --words 60 --lang en

      diemtin summarize article.txt --style lead --focus "Công an tỉnh"
    """
    from diemtin.report.readable import digest_sections
    from diemtin.report.structured import to_json

    digester = _load(models, _request(sentences, words, style, focus, verbatim=verbatim))

    def render(page: Page, indent: int | None) -> str:
        digest = digester(page)
        if format is OutputFormat.JSON:
            return to_json(digest, with_words=with_words, indent=indent)
        sections = digest_sections(digest, wording(language), paragraph=style is not Style.BULLETS)
        return _rendered(sections, format, styled=output is None)

    _run(paths, output, format, render, quiet=quiet)


@app.command()
def entities(
    paths: Paths,
    format: FormatOption = OutputFormat.TEXT,
    output: OutputOption = None,
    language: LanguageOption = Language.VIETNAMESE,
    quiet: QuietOption = False,
    models: ModelsOption = None,
) -> None:
    """People with ranks and offices, organizations, places and abbreviations of a page.

    [bold]Examples[/bold]

      diemtin entities article.html

      diemtin entities article.txt --format json
    """
    from diemtin.report.readable import entity_sections
    from diemtin.report.structured import to_json

    digester = _load(models, None)

    def render(page: Page, indent: int | None) -> str:
        digest = digester(page)
        if format is OutputFormat.JSON:
            return to_json(digest, indent=indent)
        return _rendered(entity_sections(digest, wording(language)), format, styled=output is None)

    _run(paths, output, format, render, quiet=quiet)


@app.command()
def segment(
    paths: Paths,
    format: FormatOption = OutputFormat.TEXT,
    output: OutputOption = None,
    quiet: QuietOption = False,
) -> None:
    """The sentences and words of a page's article: a sentence a line, the syllables of a word joined by _.

    [bold]Examples[/bold]

      diemtin segment article.html

      diemtin segment article.txt --format json
    """
    import json

    from diemtin.clean import clean
    from diemtin.report.readable import segmented_text
    from diemtin.report.structured import article_record, sentence_records
    from diemtin.segment import Segmenter

    segmenter = _or_exit(Segmenter.load)

    def render(page: Page, indent: int | None) -> str:
        article = clean(page)
        found = segmenter(article)
        if format is OutputFormat.JSON:
            record = article_record(article) | {"sentences": sentence_records(found)}
            return json.dumps(record, ensure_ascii=False, indent=indent)
        text = segmented_text(article.text, found)
        return f"```text\n{text}\n```" if format is OutputFormat.MARKDOWN else text

    _run(paths, output, format, render, quiet=quiet)


@app.command()
def clean(
    paths: Paths,
    format: FormatOption = OutputFormat.TEXT,
    output: OutputOption = None,
    language: LanguageOption = Language.VIETNAMESE,
    quiet: QuietOption = False,
) -> None:
    """The article of a page without the page's furniture.

    [bold]Examples[/bold]

      diemtin clean article.html

      diemtin clean article.txt --format json
    """
    import json

    from diemtin.clean import clean as clean_page
    from diemtin.report.readable import article_markdown, article_text
    from diemtin.report.structured import article_record

    def render(page: Page, indent: int | None) -> str:
        article = clean_page(page)
        if format is OutputFormat.JSON:
            return json.dumps(article_record(article), ensure_ascii=False, indent=indent)
        show = article_markdown if format is OutputFormat.MARKDOWN else article_text
        return show(article, wording(language))

    _run(paths, output, format, render, quiet=quiet)


@app.command()
def batch(
    paths: Paths,
    output: Annotated[Path, typer.Option("--output", "-o", help="The .jsonl file to write, a digest a line.")],
    sentences: SentencesOption = None,
    words: WordsOption = None,
    focus: FocusOption = None,
    verbatim: VerbatimOption = False,
    with_words: WithWordsOption = False,
    quiet: QuietOption = False,
    models: ModelsOption = None,
) -> None:
    """Digest an archive: folders, files and .jsonl records, in order, a JSON digest a line.

    What cannot be digested is named with its reason in OUT.errors.jsonl, and the exit code is 1; one bad
    article never stops the others. A record is {"text": ..., "id"?, "title"?, "published"?, "source"?}.

    [bold]Examples[/bold]

      diemtin batch archive/ -o digests.jsonl

      diemtin batch records.jsonl more.jsonl -o digests.jsonl --sentences 3
    """
    from diemtin.batch import Outcome, errors_path, run_batch
    from diemtin.errors import PageError
    from diemtin.read import list_files, read_pages

    _check_paths(paths)
    own = {output.resolve(), errors_path(output).resolve()}
    inputs = [file for file in list_files(paths) if isinstance(file, PageError) or file.resolve() not in own]
    digester = _load(models, _request(sentences, words, Style.LEAD, focus, verbatim=verbatim))
    outcome = Outcome(0, 0)
    try:
        with _progress(inputs, quiet=quiet) as advance:
            for so_far in run_batch(digester, read_pages(inputs), output, with_words=with_words):
                outcome = so_far
                advance()
    except OSError as error:
        _say(f"{error.filename or output}: cannot be written: {error.strerror}")
        raise typer.Exit(WRONG_USAGE) from error
    if outcome.failed:
        _say(f"{outcome.failed} of {outcome.done} articles failed; the reasons are in {errors_path(output)}")
        raise typer.Exit(FAILED)


def main() -> None:
    """The entry point: `app`, with Ctrl-C and a closed pipe as what they are."""
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(FAILED)


def _request(sentences: int | None, words: int | None, style: Style, focus: str | None, *, verbatim: bool) -> Request:
    from diemtin.summarize.request import HEADLINE, Length, Request

    return Request(HEADLINE if style is Style.HEADLINE else Length(sentences, words), focus, verbatim)


def _load(models: Path | None, request: Request | None) -> Digester:
    from diemtin.digest import load

    return _or_exit(lambda: load(models, request))


def _or_exit(work: Callable[[], _Value]) -> _Value:
    """Run `work`; what goes wrong is one line and the exit code."""
    from diemtin.errors import DiemtinError

    try:
        return work()
    except DiemtinError as error:
        _say(str(error))
        raise typer.Exit(FAILED) from error


def _run(
    paths: Sequence[str],
    output: Path | None,
    format: OutputFormat,
    render: Callable[[Page, int | None], str],
    *,
    quiet: bool,
) -> None:
    """Render each page as it is read; name what fails, go on, and tell by the exit code."""
    from diemtin.errors import PageError
    from diemtin.read import count_pages, list_files, read_pages

    _check_paths(paths)
    inputs = list_files(paths)
    indent = 2 if count_pages(inputs) == 1 else None
    failed = written = 0
    with _writing(output) as file, _progress(inputs, quiet=quiet or output is None) as advance:
        for page in read_pages(inputs):
            text = page if isinstance(page, PageError) else _attempt(render, page, indent)
            if isinstance(text, str):
                separator = "\n" if written and format is not OutputFormat.JSON else ""
                typer.echo(separator + text, file=file)
                written += 1
            else:
                _say(str(text))
                failed += 1
            advance()
    if failed:
        raise typer.Exit(FAILED)


def _attempt(render: Callable[[Page, int | None], str], page: Page, indent: int | None) -> str | Exception:
    """What `render` makes of a page, or what it failed with."""
    from diemtin.errors import DiemtinError, StageError

    try:
        return render(page, indent)
    except DiemtinError as error:
        return error
    except Exception as error:
        return StageError("report", page.source, error)


def _rendered(sections: Sequence[Section], format: OutputFormat, *, styled: bool) -> str:
    from diemtin.report.readable import markdown, plain_text

    if format is OutputFormat.MARKDOWN:
        return markdown(sections)
    return plain_text(sections, _bold if styled else str)


def _bold(heading: str) -> str:
    return typer.style(heading, bold=True)


def _check_paths(paths: Sequence[str]) -> None:
    """A path that is not there is a mistake in the command, not a bad article."""
    missing = [path for path in paths if path != "-" and not Path(path).exists()]
    for path in missing:
        _say(f"{path}: no such file or folder")
    if missing:
        raise typer.Exit(WRONG_USAGE)


@contextmanager
def _writing(output: Path | None) -> Iterator[IO[str] | None]:
    """A file that appears under its name only when all is written; None for the terminal."""
    if output is None:
        yield None
        return
    unfinished = output.with_name(f"{output.name}.part")
    try:
        with unfinished.open("w", encoding="utf-8", errors="backslashreplace") as file:
            yield file
        unfinished.replace(output)
    except OSError as error:
        _say(f"{output}: cannot be written: {error.strerror}")
        raise typer.Exit(WRONG_USAGE) from error


@contextmanager
def _progress(inputs: Sequence[Path | PageError], *, quiet: bool) -> Iterator[Callable[[], None]]:
    """A bar on standard error while it is a terminal; yields what to call after each article."""
    if quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from diemtin.read import count_pages

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("diemtin", total=count_pages(inputs))
        yield lambda: bar.advance(task)


def _say(message: str) -> None:
    """One line on standard error."""
    typer.echo(f"diemtin: {' '.join(message.split())}", err=True)
