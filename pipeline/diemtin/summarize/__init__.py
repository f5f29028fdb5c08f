"""The summary: what an editor would put above the article, in the article's own words and order.

A network predicts for each unit and pair of the article whether the standfirst has it; the sentences, with parts
left out where the rules and a second network find the rest good Vietnamese, are chosen for the highest
expected ROUGE. Nothing is ever generated: each sentence is pieces of one sentence of the article.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from diemtin.document import Article, Mention, ModelVersion, Sentence, Summary
from diemtin.errors import ModelMismatch
from diemtin.models import find_model
from diemtin.normalize import syllables
from diemtin.summarize.candidates import Version, Versions, unit_values, versions_of
from diemtin.summarize.captions import CaptionModel
from diemtin.summarize.chosen import Chosen, as_printed, checked, summary_sentence
from diemtin.summarize.clauses import Deletion, DeletionKind, without
from diemtin.summarize.content import Content, ContentModel
from diemtin.summarize.decontextualize import Background, standing_by_themselves
from diemtin.summarize.encode import Encoded, Integers, Numbers, encode
from diemtin.summarize.fluency import BEGIN, END, FluencyModel
from diemtin.summarize.leaning import Leaning
from diemtin.summarize.network import Weights
from diemtin.summarize.obituaries import announces_a_death, tells_a_death
from diemtin.summarize.pool import leaning_of, pool_of, standing_alone
from diemtin.summarize.request import HEADLINE, Length, Request
from diemtin.summarize.select import CHOICE_FEATURES, Bounds, Candidate, Layout, choice_features, search
from diemtin.summarize.source import Source, body_of, source_of
from diemtin.summarize.surroundings import fitness_in

__all__ = ["FORMAT", "HEADLINE", "Background", "Chosen", "Field", "Length", "Request", "Source", "Summarizer"]

FORMAT = "diemtin.summarizer/2"
_MOST_SENTENCES = 3  # where the length is left to the model
_LONGEST = 90  # syllables, where the length is left to the model
_COMPARED = 32  # sets that the last choice compares
# How much less like print a sentence may read than its source, and what reads like print all the same; log-odds.
_LOSS, _GOOD = 1.2, 0.8


@dataclass(frozen=True, slots=True)
class Field:
    """What a summary is chosen from.

    Attributes:
        source: the article.
        request: what summary is wanted.
        versions: versions of sentences.
        content: what the standfirst is expected to say.
        length: its expected length, in units.
        candidates: sets of versions within the wanted length, those with the highest expected ROUGE first.
    """

    source: Source
    request: Request
    versions: Versions
    content: Content
    length: float
    candidates: tuple[Candidate, ...]

    def features(self, candidates: Sequence[Candidate]) -> Numbers:
        """`CHOICE_FEATURES` of some candidates, a row each."""
        return choice_features(candidates, self.versions, self.content, self.length)

    def chosen(self, candidate: Candidate) -> tuple[Chosen, ...]:
        """The sentences of a candidate, each checked against its source."""
        found = [self.versions.found[i] for i in candidate.versions]
        return checked(self.source, found, verbatim=self.request.verbatim)


@dataclass(frozen=True, slots=True)
class _Offered:
    """A version of a sentence, how it reads, how long it is, and what it needs around it."""

    version: Version
    text: str
    syllables: int
    leaning: Leaning

    @classmethod
    def of(cls, version: Version, source: str, fitness: Leaning) -> _Offered:
        text = without(source, list(version.left_out))
        leans = leaning_of(source, version.left_out, version.sentence)
        return cls(version, text, len(syllables(text)), max(fitness, leans))


@dataclass(frozen=True, slots=True)
class Summarizer:
    """Chooses sentences and what to leave out of them.

    Attributes:
        content: what the standfirst is expected to say.
        fluency: how sentences read.
        choice: a weight for each of `CHOICE_FEATURES`; their sum is the ROUGE that a set is expected to reach, up to a
            constant of the article.
        captions: which lines are captions.
        vocabulary: the row of each unit's embedding.
        version: what a digest says of the model.
    """

    content: ContentModel
    fluency: FluencyModel
    choice: Numbers
    captions: CaptionModel
    vocabulary: Mapping[str, int]
    version: ModelVersion

    @classmethod
    def load(cls, models: Path | None = None) -> Summarizer:
        """Load `summarizer` from where models are found.

        Raises:
            ModelError: it is nowhere, of another format, or incomplete.
        """
        from safetensors.numpy import load_file

        folder = find_model("summarizer", FORMAT, models)
        words = folder.file("vocabulary.txt").read_text(encoding="utf-8").splitlines()
        vocabulary = {word: row for row, word in enumerate(words, start=1)}
        stored = {name: _laid_out(name, weight) for name, weight in load_file(folder.file("model.safetensors")).items()}
        content, fluency, choice = (_part(stored, part) for part in ("content", "fluency", "choice"))
        is_whole = content and fluency and choice.get("weight", np.empty(0)).shape == (len(CHOICE_FEATURES),)
        if not (is_whole and {BEGIN, END} <= vocabulary.keys()):
            raise ModelMismatch("summarizer", "weights of content, fluency and choice", "a part of them")
        return cls(
            ContentModel(content),
            FluencyModel(fluency, vocabulary),
            choice["weight"],
            CaptionModel.load(folder.file("captions.tsv")),
            vocabulary,
            folder.version_for("summarize"),
        )

    def __call__(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        request: Request,
        mentions: Sequence[Mention] = (),
        background: Background | None = None,
    ) -> Summary:
        """The best of the lead and the paragraphs; captions and headings are never chosen.

        Args:
            article: the article.
            sentences: its sentences.
            request: what summary is wanted.
            mentions: its names, which are never cut.
            background: who and what its names stand for; with it, and unless the request is for sentences as printed,
                what the reader of the summary alone would miss is put in from elsewhere in the article.
        """
        known = background or Background()
        body = body_of(article, sentences)
        chosen = self.choose(source_of(article, body, mentions, known.people), request)
        found = tuple(summary_sentence(article.text, one, body[one.sentence]) for one in chosen)
        if request.verbatim:
            return Summary(found)
        return Summary(standing_by_themselves(article.text, mentions, known, found, request.length.words))

    def choose(self, source: Source, request: Request) -> tuple[Chosen, ...]:
        """The summary of an article's sentences, in their order."""
        field = self.field(source, request)
        if field is None:
            return tuple(as_printed(source.texts, i) for i in _shortest(source.texts))
        best = field.candidates[0]
        if request.length == Length():
            best = field.candidates[int(np.argmax(field.features(field.candidates) @ self.choice))]
        return field.chosen(best)

    def field(self, source: Source, request: Request) -> Field | None:
        """What can be chosen from; None where the article has no words."""
        article = encode(source.texts, source.title, source.captions, self.vocabulary)
        if not article.words:
            return None
        content, rows, fitness = self.content(article), _rows(article), fitness_in(source, self.captions)
        length = _expected_length(content, request.length)
        pool = pool_of(source.texts, rows, article, content, length, request, fitness)
        offered = [
            _Offered.of(version, source.texts[version.sentence], fitness(version.sentence))
            for version in self._versions(source, pool, rows, article, content, request)
        ]
        fitting = [one for one in offered if request.length.words is None or one.syllables <= request.length.words]
        some = fitting or [min(offered, key=lambda one: one.syllables)]
        versions = Versions.of([one.version for one in some], article, content)
        layout = Layout([one.syllables for one in some], [one.leaning for one in some])
        bounds = _bounds(versions, request.length) if fitting else Bounds(1, 1, None)
        candidates: Sequence[Candidate] = search(versions, layout, content, length, bounds)
        if request.length == Length():
            candidates = _short_enough(candidates, layout)
        candidates = _telling_a_death(candidates, source.texts, [one.text for one in some])
        return Field(source, request, versions, content, length, tuple(candidates[:_COMPARED]))

    def _versions(
        self,
        source: Source,
        pool: Sequence[int],
        rows: Mapping[int, Integers],
        article: Encoded,
        content: Content,
        request: Request,
    ) -> list[Version]:
        values, texts = unit_values(article, content), source.texts
        short = request.length.words is not None
        kinds = {kind for kind in DeletionKind if (short or kind is not DeletionKind.OFFICE) and not request.verbatim}
        allowed = {i: [d for d in source.deletions(i) if d.kind in kinds] for i in pool}
        self._drop_what_reads_worse(texts, allowed)
        return [
            version
            for i in sorted(pool)
            for version in standing_alone(
                i, texts[i], versions_of(i, rows[i], allowed[i], article, values, short=short)
            )
        ]

    def _drop_what_reads_worse(self, texts: Sequence[str], allowed: dict[int, list[Deletion]]) -> None:
        """Forbid each deletion after which its sentence is much less like print."""
        weighed = [(i, deletion) for i, found in allowed.items() for deletion in found]
        weighed = [(i, deletion) for i, deletion in weighed if deletion.kind is not DeletionKind.BRACKETS]
        sources = list(dict.fromkeys(i for i, _ in weighed))
        odds = self.fluency([*(texts[i] for i in sources), *(without(texts[i], [d]) for i, d in weighed)])
        before = dict(zip(sources, odds[: len(sources)], strict=True))
        for (i, deletion), after in zip(weighed, odds[len(sources) :], strict=True):
            if after < min(before[i] - _LOSS, _GOOD):
                allowed[i].remove(deletion)


def _laid_out(name: str, weight: Numbers) -> Numbers:
    """Weights in the order in which they are read: embeddings by row, matrices by place of a convolution."""
    order = np.ascontiguousarray if name.endswith("embedding.weight") else np.asfortranarray
    return np.asarray(order(weight, np.float32))


def _part(stored: Weights, part: str) -> Weights:
    return {name.removeprefix(f"{part}."): weight for name, weight in stored.items() if name.startswith(f"{part}.")}


def _bounds(versions: Versions, length: Length) -> Bounds:
    available = len(set(versions.sentence.tolist()))
    if length.sentences is not None:
        wanted = min(length.sentences, available)
        return Bounds(wanted, wanted, length.words)
    most = available if length.words is not None else min(_MOST_SENTENCES, available)
    return Bounds(1, most, length.words)


def _expected_length(content: Content, length: Length) -> float:
    """Units that the standfirst is expected to have; what the user asks for is meant to be used."""
    if length.words is not None:
        return float(length.words)
    if length.sentences is not None:
        return max(content.length, 0.6 * content.length * length.sentences)
    return content.length


def _rows(article: Encoded) -> dict[int, Integers]:
    """The units of each sentence that has any."""
    found, starts = np.unique(article.sentence, return_index=True)
    ends = np.append(starts[1:], len(article.sentence))
    return {int(i): np.arange(start, end) for i, start, end in zip(found, starts, ends, strict=True)}


def _shortest(texts: Sequence[str]) -> list[int]:
    return [min(range(len(texts)), key=lambda i: (len(syllables(texts[i])), i))] if texts else []


def _short_enough(candidates: Sequence[Candidate], layout: Layout) -> Sequence[Candidate]:
    """Those that are no longer than a summary is by itself, if there are any."""
    return [c for c in candidates if sum(layout.syllables[i] for i in c.versions) <= _LONGEST] or candidates


def _telling_a_death(candidates: Sequence[Candidate], texts: Sequence[str], said: Sequence[str]) -> Sequence[Candidate]:
    """Of a notice of a death those that tell it, if there are any.

    Args:
        candidates: sets of versions.
        texts: the sentences of the article.
        said: how each version reads.
    """
    if not any(map(announces_a_death, texts)):
        return candidates
    telling = {i for i, text in enumerate(said) if tells_a_death(text)}
    return [c for c in candidates if telling.intersection(c.versions)] or candidates
