"""The arguments and options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from diemtin.report.wording import Language

__all__ = [
    "ColumnsOption",
    "DownloadOption",
    "Engine",
    "EngineOption",
    "FocusOption",
    "FormatOption",
    "LanguageOption",
    "ModelsOption",
    "OutputFormat",
    "OutputOption",
    "Paths",
    "QuietOption",
    "SentencesOption",
    "Style",
    "StyleOption",
    "VerbatimOption",
    "WithWordsOption",
    "WordsOption",
    "WriterOption",
]


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


class Engine(StrEnum):
    """What makes a summary."""

    EXTRACTIVE = "extractive"
    ABSTRACTIVE = "abstractive"


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...",
        help="Saved pages: text, .html, .mhtml, .eml, .pdf, .docx, .odt, .rtf; records: .jsonl, .json, .csv, "
        ".tsv, .parquet; archives of them: .zip, .tar, .gz, .xz, .zst, .warc; folders of them; or - for standard "
        "input.",
    ),
]
FormatOption = Annotated[
    OutputFormat, typer.Option("--format", "-f", help="text to read, json for programs, md for Markdown.")
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to this file instead of the terminal.")
]
ColumnsOption = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar="FIELD=NAME,...",
        help="What text, id, title, published, source are called in records and tables (else guessed): "
        "text=noi_dung,title=tieu_de.",
    ),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")]
LanguageOption = Annotated[Language, typer.Option("--lang", help="Language of the report's own words: vi or en.")]
SentencesOption = Annotated[
    int | None,
    typer.Option("--sentences", "-n", min=1, max=50, help="Sentences in the summary; without it the model decides."),
]
WordsOption = Annotated[
    int | None, typer.Option("--words", "-w", min=1, help="Syllables in the summary at most, but one sentence.")
]
StyleOption = Annotated[
    Style,
    typer.Option(
        "--style",
        help="lead: one paragraph; bullets: a sentence a line; headline: one sentence of 15 syllables at most.",
    ),
]
FocusOption = Annotated[
    str | None,
    typer.Option("--focus", help="Summarize the sentences that have these words, such as a body's name (else all)."),
]
VerbatimOption = Annotated[
    bool, typer.Option("--verbatim", help="Whole sentences as printed: nothing is left out of them.")
]
WithWordsOption = Annotated[bool, typer.Option("--with-words", help="In JSON: add sentences and words as offsets.")]
EngineOption = Annotated[
    Engine,
    typer.Option(
        "--engine",
        help="extractive: the article's own words; abstractive: written by --model, as far as the article supports it.",
    ),
]
WriterOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="FOLDER",
        help="For --engine abstractive: a ViT5, BARTpho, mBART or other encoder-decoder as transformers saves it.",
    ),
]
DownloadOption = Annotated[
    bool, typer.Option("--download", help="--model may be a name on the Hugging Face hub, to be fetched from there.")
]
ModelsOption = Annotated[
    Path | None,
    typer.Option("--models", exists=True, file_okay=False, help="A folder of models to look in first."),
]
