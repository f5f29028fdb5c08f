"""The summary of an article, and all that was found in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from diemtin.document.article import Article
from diemtin.document.findings import Abbreviation, DateExpression, Entity, Mention, Person, Quantity, Sentence
from diemtin.document.page import Span

__all__ = [
    "Digest",
    "ModelVersion",
    "Summary",
    "SummaryPiece",
    "SummarySentence",
    "Support",
]


class Support(StrEnum):
    """What the check of a sentence of the summary against its source found.

    `PRINTED`: the sentence as printed. `SHORTENED`: parts are left out, and all that stays is supported.
    `RESTORED`: a shorter version was not supported, so it is the sentence as printed. `COMPLETED`: words from
    elsewhere in the article are put in (and parts may be left out), and all that stands there is supported.
    `GENERATED`: the abstractive engine's own sentence; the article supports all that it says.
    `REPLACED`: a sentence of the extractive engine, in place of a generated one that the article does not support.
    """

    PRINTED = "printed"
    SHORTENED = "shortened"
    RESTORED = "restored"
    GENERATED = "generated"
    REPLACED = "replaced"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class SummaryPiece:
    """A part of a sentence of a summary and where the article prints it; the case of its first letter may differ.

    `inserted`: it does not stand in the sentence that was chosen but elsewhere in the article.
    """

    text: str
    source: Span
    inserted: bool = False


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence of the summary and the spans of the sentence that it was taken from, in its order.

    Its words are those of its pieces, and only its first letter may have become a capital. Between pieces stand
    spaces, commas, dashes and brackets. Where nothing is inserted, the pieces are the spans. A generated sentence has
    no pieces; its spans are the sentences of the article that support it, two at most.
    """

    text: str
    sources: tuple[Span, ...]
    support: Support
    pieces: tuple[SummaryPiece, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """The sentences chosen, in the order of the article."""

    sentences: tuple[SummarySentence, ...]

    @property
    def text(self) -> str:
        """The summary as one paragraph."""
        return " ".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class ModelVersion:
    """What made a part of the digest."""

    stage: str
    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Digest:
    """All that the pipeline found in one article."""

    article: Article
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    abbreviations: tuple[Abbreviation, ...]
    people: tuple[Person, ...]
    organizations: tuple[Entity, ...]
    locations: tuple[Entity, ...]
    summary: Summary
    models: tuple[ModelVersion, ...]
    dates: tuple[DateExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()
