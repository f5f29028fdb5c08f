"""The corpora that models are built from and measured on; nothing here is needed to digest an article.

The files themselves are not part of this repository.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diemtin.document import Article, Block, BlockKind, Label, Mention, Origin, Page, Span
from diemtin.segment.detokenize import detokenize

__all__ = [
    "AnnotatedArticle",
    "AnnotatedPerson",
    "NewsArticle",
    "article_of_lines",
    "detokenize",
    "excerpt",
    "read_annotated",
    "read_offsets",
    "read_treebank",
    "read_vietnews",
    "unmarked",
]


@dataclass(frozen=True, slots=True)
class NewsArticle:
    """An article of vietnews (Nguyen et al., NICS 2019), detokenized.

    Attributes:
        id: its number in its split.
        title: the headline.
        standfirst: the journalist's own summary, the reference of ROUGE.
        body: its sentences.
        captions: the captions of its photos.
    """

    id: str
    title: str
    standfirst: str
    body: tuple[str, ...]
    captions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnnotatedPerson:
    """A person as annotated; `offices` are pairs of position and organization (or None)."""

    name: str
    rank: str | None
    offices: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article with its mentions by the annotation guide; offsets count in `text`, a sentence a line."""

    id: str
    text: str
    mentions: tuple[Mention, ...]
    people: tuple[AnnotatedPerson, ...]

    @property
    def lines(self) -> tuple[Span, ...]:
        """The lines of the text, in order."""
        starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        return tuple(Span(start, start + len(self.text[start:].split("\n", 1)[0])) for start in starts)


def read_vietnews(path: Path, limit: int | None = None, first: int = 0, step: int = 1) -> Iterator[NewsArticle]:
    """The articles of `train.jsonl.xz` or `val.jsonl.xz` in file order.

    Args:
        path: the file.
        limit: only so many from its beginning are looked at.
        first: the number of the first one that is given, from 0.
        step: from there on, every so many-th is.
    """
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            if limit is not None and number >= limit:
                return
            if number < first or (number - first) % step:
                continue
            record = json.loads(line)
            yield NewsArticle(
                record["id"],
                detokenize(record["title"]),
                detokenize(record["sapo"]),
                tuple(filter(None, map(detokenize, record["body"]))),
                tuple(filter(None, map(detokenize, record["captions"]))),
            )


def read_treebank(path: Path) -> Iterator[tuple[str, ...]]:
    """The words of each sentence of a CoNLL-U file such as UD Vietnamese-VTB; a word's syllables are apart."""
    words: list[str] = []
    for line in (*path.read_text(encoding="utf-8").splitlines(), ""):
        number, _, rest = line.partition("\t")
        if number.isdigit():
            words.append(rest.partition("\t")[0])
        elif not line and words:
            yield tuple(words)
            words = []


def excerpt(article: NewsArticle, length: int = 280) -> str:
    """Title, standfirst and body, a line each, up to the line that makes `length` syllables full."""
    lines: list[str] = []
    for line in filter(None, (article.title, article.standfirst, *article.body)):
        lines.append(line)
        if sum(len(line.split()) for line in lines) >= length:
            break
    return "\n".join(lines)


def read_offsets(folder: Path, vietnews: Path, limit: int | None = None) -> Iterator[AnnotatedArticle]:
    """The articles that `*.jsonl` files annotate by offsets, with their text and their people.

    Args:
        folder: files with an object a line: `id`, `sha256` of the text (its first digits), `mentions` as `[start, end,
            label]`, `people`, where they are annotated, with the offsets of `name`, `rank` and `offices`.
        vietnews: the `train.jsonl.xz` that the text is cut from.
        limit: read only so many articles of it.

    Raises:
        ValueError: an article's text is not the one that was annotated.
    """
    lines = (line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines())
    records = {record["id"]: record for record in map(json.loads, lines)}
    for article in read_vietnews(vietnews, limit):
        record = records.get(f"train-{article.id}")
        if record:
            text = excerpt(article)
            if not hashlib.sha256(text.encode()).hexdigest().startswith(record["sha256"]):
                raise ValueError(f"{record['id']}: the text differs from the one that was annotated")
            mentions = tuple(Mention(Span(start, end), Label(label)) for start, end, label in record["mentions"])
            people = tuple(_person_at(text, person) for person in record.get("people", ()))
            yield AnnotatedArticle(record["id"], text, mentions, people)


def _person_at(text: str, person: dict[str, Any]) -> AnnotatedPerson:
    def printed(span: Sequence[int] | None) -> str | None:
        return text[slice(*span)] if span else None

    offices = tuple((text[slice(*position)], printed(body)) for position, body in person["offices"])
    return AnnotatedPerson(text[slice(*person["name"])], printed(person["rank"]), offices)


_MARKED = re.compile(r"\[([^\[\]|]+)\|([A-Z]+)\]")


def read_annotated(path: Path) -> list[AnnotatedArticle]:
    """The articles of a `.ann` file: `# id` lines, marked text, and `@` lines for the people."""
    articles: list[AnnotatedArticle] = []
    for chunk in re.split(r"^# ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, *lines = chunk.split("\n")
        marked = "\n".join(line.strip() for line in lines if line.strip() and not line.startswith("@ "))
        people = tuple(_person(line[2:]) for line in lines if line.startswith("@ "))
        text, mentions = unmarked(marked)
        articles.append(AnnotatedArticle(head.split("|")[0].strip(), text, mentions, people))
    return articles


def unmarked(marked: str) -> tuple[str, tuple[Mention, ...]]:
    """The text and the mentions of `[Đại tá|RANK] [Lê Văn A|PERSON] nói`."""
    text, position, mentions = "", 0, []
    for match in _MARKED.finditer(marked):
        text += marked[position : match.start()]
        mentions.append(Mention(Span(len(text), len(text) + len(match[1])), Label(match[2])))
        text += match[1]
        position = match.end()
    return text + marked[position:], tuple(mentions)


def _person(line: str) -> AnnotatedPerson:
    name, rank, offices = [*(field.strip() for field in line.split("|")), "", ""][:3]
    pairs = [office.partition("@") for office in offices.split(";") if office.strip() not in ("", "-")]
    return AnnotatedPerson(
        name,
        None if rank in ("", "-") else rank,
        tuple((position.strip(), _or_none(organization.strip())) for position, _, organization in pairs),
    )


def _or_none(field: str) -> str | None:
    return None if field in ("", "-") else field


def article_of_lines(source: str, lines: Sequence[str], title: str | None = None) -> Article:
    """An article made of given lines, each a paragraph; nothing is cleaned or normalized."""
    raw = "\n".join([title, *lines] if title else lines)
    blocks, start = [], 0
    for i, line in enumerate(raw.split("\n")):
        kind = BlockKind.TITLE if title and i == 0 else BlockKind.PARAGRAPH
        if line:
            blocks.append(Block(Span(start, start + len(line)), kind))
        start += len(line) + 1
    origin = Origin(tuple(range(len(raw))), tuple(range(1, len(raw) + 1)))
    return Article(Page(source, raw), raw, origin, tuple(blocks), (), None, None, None, ())
