"""The commands for single articles: summarize, entities, segment, clean."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeVar

import typer

from diemtin.cli.console import (
    FAILED,
    WRONG_USAGE,
    check_output,
    check_paths,
    columns_named,
    load_digester,
    or_exit,
    request,
    say,
    writer,
)
from diemtin.cli.options import (
    ColumnsOption,
    DownloadOption,
    Engine,
    EngineOption,
    FocusOption,
    FormatOption,
    LanguageOption,
    ModelsOption,
    OutputFormat,
    OutputOption,
    Paths,
    QuietOption,
    SentencesOption,
    Style,
    StyleOption,
    VerbatimOption,
    WithWordsOption,
    WordsOption,
    WriterOption,
)
from diemtin.report.wording import Language, wording

if TYPE_CHECKING:
    from diemtin.digest import Digester
    from diemtin.document import Digest, Page
    from diemtin.errors import PageError
    from diemtin.report.readable import Section

__all__ = ["clean", "entities", "report_as", "segment", "summarize", "writing"]

_Value = TypeVar("_Value")


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
    columns: ColumnsOption = None,
    quiet: QuietOption = False,
    models: ModelsOption = None,
    engine: EngineOption = Engine.EXTRACTIVE,
    model: WriterOption = None,
    download: DownloadOption = False,
) -> None:
    """The digest of a page: its summary, who is in it with rank and office, bodies, places, and where each stands.

    [bold]Examples[/bold]

      diemtin summarize article.html

      diemtin summarize pages/ --format md -o digests.md

      diemtin summarize article.txt --words 60 --lang en

      diemtin summarize article.txt --style lead --focus "Công an tỉnh"

      diemtin summarize article.txt --engine abstractive --model vit5-base-vietnews/
    """
    from diemtin.report.readable import digest_sections
    from diemtin.report.structured import to_json

    wanted = request(sentences, words, focus, verbatim=verbatim, headline=style is Style.HEADLINE)
    source = writer(model, abstractive=engine is Engine.ABSTRACTIVE, download=download, verbatim=verbatim)
    digester = load_digester(models, wanted, source)

    def show(digest: Digest, indent: int | None) -> str:
        if format is OutputFormat.JSON:
            return to_json(digest, with_words=with_words, indent=indent)
        sections = digest_sections(digest, wording(language), paragraph=style is not Style.BULLETS)
        return report_as(sections, format, styled=output is None)

    _run(paths, output, format, _digested(digester, show), columns=columns, quiet=quiet)


def entities(
    paths: Paths,
    format: FormatOption = OutputFormat.TEXT,
    output: OutputOption = None,
    language: LanguageOption = Language.VIETNAMESE,
    columns: ColumnsOption = None,
    quiet: QuietOption = False,
    models: ModelsOption = None,
) -> None:
    """People with ranks and offices, organizations, places and abbreviations of a page: the digest without its summary.

    [bold]Examples[/bold]

      diemtin entities article.html

      diemtin entities article.txt --format json
    """
    from diemtin.report.readable import digest_sections
    from diemtin.report.structured import to_json

    digester = load_digester(models, None)

    def render(page: Page, indent: int | None) -> str:
        digest = digester(page)
        if format is OutputFormat.JSON:
            return to_json(digest, indent=indent)
        return report_as(digest_sections(digest, wording(language), summarized=False), format, styled=output is None)

    _run(paths, output, format, _one_by_one(render), columns=columns, quiet=quiet)


def segment(
    paths: Paths,
    format: FormatOption = OutputFormat.TEXT,
    output: OutputOption = None,
    columns: ColumnsOption = None,
    quiet: QuietOption = False,
) -> None:
    """The sentences and words of a page's article: a sentence a line, the syllables of a word joined by _.

    [bold]Examples[/bold]

      diemtin segment article.html

      diemtin segment article.txt --format json
    """
    import json

    from diemtin.clean import StructureModel, clean
    from diemtin.report.readable import segmented_text
    from diemtin.report.structured import article_record, sentence_records
    from diemtin.segment import Segmenter

    structure, segmenter = or_exit(StructureModel.load), or_exit(Segmenter.load)

    def render(page: Page, indent: int | None) -> str:
        article = clean(page, model=structure)
        found = segmenter(article)
        if format is OutputFormat.JSON:
            record = article_record(article) | {"sentences": sentence_records(found)}
            return json.dumps(record, ensure_ascii=False, indent=indent)
        text = segmented_text(article.text, found)
        return f"```text\n{text}\n```" if format is OutputFormat.MARKDOWN else text

    _run(paths, output, format, _one_by_one(render), columns=columns, quiet=quiet)


def clean(
    paths: Paths,
    format: FormatOption = OutputFormat.TEXT,
    output: OutputOption = None,
    language: LanguageOption = Language.VIETNAMESE,
    columns: ColumnsOption = None,
    quiet: QuietOption = False,
) -> None:
    """The article of a page without the page's furniture.

    [bold]Examples[/bold]

      diemtin clean article.html

      diemtin clean article.txt --format json
    """
    import json

    from diemtin.clean import StructureModel
    from diemtin.clean import clean as clean_page
    from diemtin.report.readable import article_markdown, article_text
    from diemtin.report.structured import article_record

    structure = or_exit(StructureModel.load)

    def render(page: Page, indent: int | None) -> str:
        article = clean_page(page, model=structure)
        if format is OutputFormat.JSON:
            return json.dumps(article_record(article), ensure_ascii=False, indent=indent)
        show = article_markdown if format is OutputFormat.MARKDOWN else article_text
        return show(article, wording(language))

    _run(paths, output, format, _one_by_one(render), columns=columns, quiet=quiet)


Rendering = Callable[[Iterable["Page | PageError"], int | None], Iterator[str | Exception]]


def _run(
    paths: Sequence[str],
    output: Path | None,
    format: OutputFormat,
    rendered: Rendering,
    *,
    columns: str | None,
    quiet: bool,
) -> None:
    """Render each page as it is read; name what fails, go on, and tell by the exit code."""
    from diemtin.read import list_files, read_pages

    check_paths(paths)
    inputs = list_files(paths)
    if output:
        check_output(output, inputs)
    pages = read_pages(inputs, columns_named(columns))
    first = list(islice(pages, 2))
    indent = 2 if len(first) == 1 else None
    failed = written = 0
    with writing(output) as file, _progress(inputs, quiet=quiet or output is None) as advance:
        for text in rendered(chain(first, pages), indent):
            if isinstance(text, str):
                separator = "\n" if written and format is not OutputFormat.JSON else ""
                typer.echo(separator + text, file=file)
                written += 1
            else:
                say(str(text))
                failed += 1
            advance()
    if failed:
        raise typer.Exit(FAILED)


def _one_by_one(render: Callable[[Page, int | None], str]) -> Rendering:
    """What `render` makes of each page, or what it fails with."""
    from diemtin.errors import PageError

    def rendered(pages: Iterable[Page | PageError], indent: int | None) -> Iterator[str | Exception]:
        for page in pages:
            yield page if isinstance(page, PageError) else _attempt(lambda p: render(p, indent), page, page.source)

    return rendered


def _digested(digester: Digester, show: Callable[[Digest, int | None], str]) -> Rendering:
    """What `show` makes of the digest of each page, or what fails."""
    from diemtin.errors import DiemtinError

    def rendered(pages: Iterable[Page | PageError], indent: int | None) -> Iterator[str | Exception]:
        for digest in digester.many(pages):
            if isinstance(digest, DiemtinError):
                yield digest
            else:
                yield _attempt(lambda d: show(d, indent), digest, digest.article.page.source)

    return rendered


def _attempt(work: Callable[[_Value], str], value: _Value, source: str) -> str | Exception:
    """What `work` makes of a value, or what it fails with."""
    from diemtin.errors import DiemtinError, StageError

    try:
        return work(value)
    except DiemtinError as error:
        return error
    except Exception as error:
        return StageError("report", source, error)


def report_as(sections: Sequence[Section], format: OutputFormat, *, styled: bool) -> str:
    """Sections as text or Markdown; headings are bold where they are `styled`."""
    from diemtin.report.readable import markdown, plain_text

    if format is OutputFormat.MARKDOWN:
        return markdown(sections)
    return plain_text(sections, _bold if styled else str)


def _bold(heading: str) -> str:
    return typer.style(heading, bold=True)


@contextmanager
def writing(output: Path | None) -> Iterator[IO[str] | None]:
    """A file that appears under its name only when all is written; None for the terminal.

    What is no regular file, such as /dev/null or a named pipe, is written to and not replaced.
    """
    if output is None:
        yield None
        return
    special = output.exists() and not output.is_file()
    unfinished = output if special else output.with_name(f"{output.name}.part")
    try:
        with unfinished.open("w", encoding="utf-8", errors="backslashreplace") as file:
            yield file
        if not special:
            unfinished.replace(output)
    except BrokenPipeError:
        raise
    except OSError as error:
        say(f"{output}: cannot be written: {error.strerror}")
        raise typer.Exit(WRONG_USAGE) from error
    finally:
        if not special:
            unfinished.unlink(missing_ok=True)


@contextmanager
def _progress(inputs: Sequence[Path | PageError], *, quiet: bool) -> Iterator[Callable[[], None]]:
    """A bar on standard error while it is a terminal; yields what to call after each article."""
    if quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from diemtin.read import count_pages

    parts = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*parts, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("diemtin", total=count_pages(inputs))
        yield lambda: bar.advance(task)
