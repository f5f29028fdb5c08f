"""The whole flow, from a saved page to its digest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from diemtin.abbreviations import find_abbreviations
from diemtin.bodies import find_entities
from diemtin.clean import StructureModel, clean
from diemtin.clean.furniture import SiteFurniture
from diemtin.dates import find_dates
from diemtin.document import Digest, Label, ModelVersion, Page, Summary
from diemtin.entities import EntityTagger
from diemtin.errors import DiemtinError, PageError, StageError
from diemtin.full_names import published_by, with_full_names
from diemtin.people import find_people
from diemtin.quantities import find_quantities
from diemtin.segment import Segmenter
from diemtin.summarize import Background, Request, Summarizer

if TYPE_CHECKING:
    from diemtin.summarize.abstractive import AbstractiveSummarizer
    from diemtin.summarize.encoder_decoder import ModelSource

__all__ = ["Digester", "load"]

_Value = TypeVar("_Value")


def _unheard(stage: str) -> None:
    """What a stage is told to where nobody listens."""


@dataclass(frozen=True, slots=True)
class Digester:
    """The pipeline with its models loaded; call it with a page.

    Summaries are those of `abstractive` where there is one, and else those of `summarize`. `furniture` is what is
    known of the sites of an archive.
    """

    structure: StructureModel
    segment: Segmenter
    tag: EntityTagger
    summarize: Summarizer
    request: Request
    abstractive: AbstractiveSummarizer | None = None
    furniture: SiteFurniture = field(default_factory=SiteFurniture)

    def __call__(self, page: Page, on_stage: Callable[[str], None] = _unheard) -> Digest:
        """Digest one page.

        Args:
            page: what to digest.
            on_stage: called with the name of each stage as it begins.

        Raises:
            PageError: the page has no article.
            StageError: a stage failed on it.
        """
        found = self._unsummarized(page, on_stage)
        on_stage("summarize")
        return self._summarized(found)

    def _unsummarized(self, page: Page, on_stage: Callable[[str], None] = _unheard) -> Digest:
        """All of a digest but its summary and the models that made it, which are empty yet."""

        def run(stage: str, work: Callable[[], _Value]) -> _Value:
            on_stage(stage)
            return _run(stage, page, work)

        article = run("clean", lambda: clean(page, self.furniture.of(page.site), self.structure))
        sentences = run("segment", lambda: self.segment(article))
        blocks = [block.span for block in article.prose]
        dates = run("dates", lambda: find_dates(article.text, blocks, article.published))
        quantities = run("quantities", lambda: find_quantities(article.text, blocks, dates))
        abbreviations = run("abbreviations", lambda: find_abbreviations(article.text, blocks))
        mentions = run("entities", lambda: self.tag(article.text, sentences, abbreviations))
        people = run("people", lambda: find_people(article.text, mentions))
        bodies = run("bodies", lambda: find_entities(article.text, mentions, Label.ORGANIZATION, abbreviations))
        organizations = run(
            "bodies", lambda: with_full_names(article.text, mentions, bodies, abbreviations, published_by(article))
        )
        locations = run("bodies", lambda: find_entities(article.text, mentions, Label.LOCATION))
        return Digest(
            article=article,
            sentences=sentences,
            mentions=mentions,
            abbreviations=abbreviations,
            people=people,
            organizations=organizations,
            locations=locations,
            summary=Summary(()),
            models=(),
            dates=dates,
            quantities=quantities,
        )

    @property
    def models(self) -> tuple[ModelVersion, ...]:
        """What makes the digests."""
        own: tuple[ModelVersion, ...] = (self.structure.version, self.segment.version, self.tag.version)
        own = (*own, self.summarize.version)
        if self.furniture.version:
            own = (*own, ModelVersion("furniture", "site-furniture", self.furniture.version))
        return (*own, self.abstractive.write.version) if self.abstractive else own

    def many(self, pages: Iterable[Page | PageError]) -> Iterator[Digest | DiemtinError]:
        """Digest pages in order, a few at a time where an abstractive engine writes the summaries of several at once.

        What cannot be digested comes as its error.
        """
        remaining = iter(pages)
        while some := list(islice(remaining, self.abstractive.write.together if self.abstractive else 1)):
            yield from self._together(some)

    def _together(self, pages: Sequence[Page | PageError]) -> list[Digest | DiemtinError]:
        """Digests or errors of some pages; where their summaries fail together, each is tried alone."""
        found = [page if isinstance(page, PageError) else _attempt(partial(self._unsummarized, page)) for page in pages]
        digests = [digest for digest in found if isinstance(digest, Digest)]
        try:
            pairs = zip(digests, self._summaries(digests), strict=True)
            made: list[Digest | DiemtinError] = [self._whole(digest, summary) for digest, summary in pairs]
        except Exception:
            made = [_attempt(partial(self._summarized, digest)) for digest in digests]
        remaining = iter(made)
        return [next(remaining) if isinstance(digest, Digest) else digest for digest in found]

    def _summarized(self, digest: Digest) -> Digest:
        [summary] = _run("summarize", digest.article.page, lambda: self._summaries([digest]))
        return self._whole(digest, summary)

    def _whole(self, digest: Digest, summary: Summary) -> Digest:
        return replace(digest, summary=summary, models=self.models)

    def _summaries(self, digests: Sequence[Digest]) -> list[Summary]:
        if self.abstractive:
            return self.abstractive(digests, self.request)
        return [
            self.summarize(found.article, found.sentences, self.request, found.mentions, Background.of(found))
            for found in digests
        ]


def load(models: Path | None = None, request: Request | None = None, writer: ModelSource | None = None) -> Digester:
    """The pipeline with the models that are found (see `diemtin.models`).

    Args:
        models: a folder of models to look in first.
        request: what summaries are wanted.
        writer: the encoder-decoder that is to write them; without it they are extracts.

    Raises:
        ModelError: a model is missing or was made for another version, or the writer cannot be used.
    """
    request = request or Request()
    structure, segmenter = StructureModel.load(models), Segmenter.load(models)
    own = Digester(structure, segmenter, EntityTagger.load(models), Summarizer.load(models), request)
    if writer is None:
        return own
    from diemtin.summarize.abstractive import AbstractiveSummarizer
    from diemtin.summarize.encoder_decoder import load_encoder_decoder

    write = load_encoder_decoder(writer)
    return replace(own, abstractive=AbstractiveSummarizer(write, own.summarize, own.segment, own.tag))


def _attempt(work: Callable[[], Digest]) -> Digest | DiemtinError:
    try:
        return work()
    except DiemtinError as error:
        return error


def _run(stage: str, page: Page, work: Callable[[], _Value]) -> _Value:
    """Name the stage and the page in whatever goes wrong."""
    try:
        return work()
    except DiemtinError:
        raise
    except Exception as error:
        raise StageError(stage, page.source, error) from error
