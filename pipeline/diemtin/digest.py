"""The whole flow, from a saved page to its digest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from diemtin.abbreviations import find_abbreviations
from diemtin.bodies import find_entities
from diemtin.clean import clean
from diemtin.dates import find_dates
from diemtin.document import Digest, Label, ModelVersion, Page
from diemtin.entities import EntityTagger
from diemtin.errors import DiemtinError, PageError, StageError
from diemtin.people import find_people
from diemtin.segment import Segmenter
from diemtin.summarize import Request, Summarizer

__all__ = ["Digester", "load"]

_Value = TypeVar("_Value")


def _unheard(stage: str) -> None:
    """What a stage is told to where nobody listens."""


@dataclass(frozen=True, slots=True)
class Digester:
    """The pipeline with its models loaded; call it with a page."""

    segment: Segmenter
    tag: EntityTagger
    summarize: Summarizer
    request: Request

    def __call__(self, page: Page, on_stage: Callable[[str], None] = _unheard) -> Digest:
        """Digest one page.

        Args:
            page: what to digest.
            on_stage: called with the name of each stage as it begins.

        Raises:
            PageError: the page has no article.
            StageError: a stage failed on it.
        """

        def run(stage: str, work: Callable[[], _Value]) -> _Value:
            on_stage(stage)
            return _run(stage, page, work)

        article = run("clean", lambda: clean(page))
        sentences = run("segment", lambda: self.segment(article))
        blocks = [block.span for block in article.prose]
        dates = run("dates", lambda: find_dates(article.text, blocks, article.published))
        abbreviations = run("abbreviations", lambda: find_abbreviations(article.text, blocks))
        mentions = run("entities", lambda: self.tag(article.text, sentences, abbreviations))
        people = run("people", lambda: find_people(article.text, mentions))
        organizations = run("bodies", lambda: find_entities(article.text, mentions, Label.ORGANIZATION, abbreviations))
        locations = run("bodies", lambda: find_entities(article.text, mentions, Label.LOCATION))
        summary = run("summarize", lambda: self.summarize(article, sentences, self.request, mentions))
        return Digest(
            article=article,
            sentences=sentences,
            mentions=mentions,
            abbreviations=abbreviations,
            people=people,
            organizations=organizations,
            locations=locations,
            summary=summary,
            models=self.models,
            dates=dates,
        )

    @property
    def models(self) -> tuple[ModelVersion, ...]:
        """What makes the digests."""
        return self.segment.version, self.tag.version, self.summarize.version

    def many(self, pages: Iterable[Page | PageError]) -> Iterator[Digest | DiemtinError]:
        """Digest pages one by one, in order; what cannot be digested comes as its error."""
        for page in pages:
            if isinstance(page, PageError):
                yield page
                continue
            try:
                yield self(page)
            except DiemtinError as error:
                yield error


def load(models: Path | None = None, request: Request | None = None) -> Digester:
    """The pipeline with the models that are found (see `diemtin.models`).

    Raises:
        ModelError: a model is missing or was made for another version.
    """
    return Digester(Segmenter.load(models), EntityTagger.load(models), Summarizer.load(models), request or Request())


def _run(stage: str, page: Page, work: Callable[[], _Value]) -> _Value:
    """Name the stage and the page in whatever goes wrong."""
    try:
        return work()
    except DiemtinError:
        raise
    except Exception as error:
        raise StageError(stage, page.source, error) from error
