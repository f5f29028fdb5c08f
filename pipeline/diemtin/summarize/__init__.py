"""The summary: what an editor would put above the article, in the article's own words and order.

A network predicts for each unit and pair of the article whether the standfirst has it; the sentences, with parts
left out where the rules and a second network find the rest good Vietnamese, are chosen for the highest
expected ROUGE. Nothing is ever generated: each sentence is pieces of one sentence of the article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from diemtin.document import (
    Article,
    BlockKind,
    Mention,
    ModelVersion,
    Sentence,
    Span,
    Summary,
    SummaryPiece,
    SummarySentence,
    Support,
)
from diemtin.errors import ModelMismatch
from diemtin.models import find_model
from diemtin.normalize import CAPITALS, key, syllables
from diemtin.summarize.candidates import Version, Versions, unit_values, versions_of
from diemtin.summarize.captions import CaptionModel
from diemtin.summarize.clauses import Deletion, DeletionKind, deletions, remaining, without
from diemtin.summarize.content import Content, ContentModel
from diemtin.summarize.decontextualize import Background, standing_by_themselves
from diemtin.summarize.encode import Encoded, Integers, Numbers, encode
from diemtin.summarize.faithful import unsupported
from diemtin.summarize.fluency import BEGIN, END, FluencyModel
from diemtin.summarize.introductions import whole_introductions
from diemtin.summarize.layout import UNIT, capital
from diemtin.summarize.leaning import Leaning, begins_at, breaks_off, is_taken_back
from diemtin.summarize.network import Weights
from diemtin.summarize.obituaries import announces_a_death, tells_a_death
from diemtin.summarize.pool import leaning_of, pool_of, standing_alone
from diemtin.summarize.request import HEADLINE, Length, Request
from diemtin.summarize.select import CHOICE_FEATURES, Bounds, Candidate, Layout, choice_features, search
from diemtin.summarize.speech import in_dialogue, in_interview, in_turns, in_view, names_speaker, within_quotations

__all__ = ["FORMAT", "HEADLINE", "Background", "Chosen", "Field", "Length", "Request", "Summarizer"]

FORMAT = "diemtin.summarizer/2"
_MOST_SENTENCES = 3  # where the length is left to the model
_LONGEST = 90  # syllables, where the length is left to the model
_COMPARED = 32  # sets that the last choice compares
_SHORTEST = 5  # syllables
# A sentence of which so much stands in a title of at least so many words repeats it.
_OF_TITLE, _LEAST_TITLE = 0.85, 5
# How much less like print a sentence may read than its source, and what reads like print all the same; log-odds.
_LOSS, _GOOD = 1.2, 0.8
_SHORT_FORM = re.compile(rf" \(([{CAPITALS}][\w&-]*)\)")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence of a summary: the index of its source, the ranges of characters that stay, how it reads."""

    sentence: int
    pieces: tuple[tuple[int, int], ...]
    text: str
    support: Support


@dataclass(frozen=True, slots=True)
class Field:
    """What a summary is chosen from.

    Attributes:
        versions: versions of sentences.
        content: what the standfirst is expected to say.
        length: its expected length, in units.
        candidates: sets of versions within the wanted length, those with the highest expected ROUGE first.
    """

    versions: Versions
    content: Content
    length: float
    candidates: tuple[Candidate, ...]

    def features(self, candidates: Sequence[Candidate]) -> Numbers:
        """`CHOICE_FEATURES` of some candidates, a row each."""
        return choice_features(candidates, self.versions, self.content, self.length)

    def chosen(self, texts: Sequence[str], candidate: Candidate) -> tuple[Chosen, ...]:
        """The sentences of a candidate, each checked against its source; `texts` are all of the article's."""
        found = [self.versions.found[i] for i in candidate.versions]
        return tuple(_checked(texts, version) for version in _explained(texts, found))


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
        body = [_unmarked(article.text, sentence.span) for sentence in _body(article, sentences)]
        texts = [span.of(article.text) for span in body]
        title = article.title.of(article.text) if article.title else None
        captions = [caption.text.of(article.text) for caption in article.captions]
        known = background or Background()
        uncut = [*(m.span for m in mentions), *whole_introductions(article.text, mentions, known.people)]
        whole = [_within(span, uncut) for span in body] if uncut else ()
        apart = [_is_line(article.text, span) for span in body]
        chosen = self.choose(texts, title, captions, request, whole, apart)
        found = tuple(_traced(article.text, one, body[one.sentence]) for one in chosen)
        if request.verbatim:
            return Summary(found)
        return Summary(standing_by_themselves(article.text, mentions, known, found, request.length.words))

    def choose(
        self,
        texts: Sequence[str],
        title: str | None,
        captions: Sequence[str],
        request: Request,
        whole: Sequence[Sequence[tuple[int, int]]] = (),
        apart: Sequence[bool] = (),
    ) -> tuple[Chosen, ...]:
        """The summary of an article's sentences, in their order.

        Args:
            texts: the sentences.
            title: the title, as context.
            captions: captions of photos, as evidence of what matters.
            request: what summary is wanted.
            whole: for each sentence, ranges of characters that may only be left out as a whole.
            apart: for each sentence, whether it is a line by itself, as captions are; each is where nothing is said.
        """
        field = self.field(texts, title, captions, request, whole, apart)
        if field is None:
            return tuple(_as_printed(texts, i) for i in _shortest(texts))
        best = field.candidates[0]
        if request.length == Length():
            best = field.candidates[int(np.argmax(field.features(field.candidates) @ self.choice))]
        return field.chosen(texts, best)

    def field(
        self,
        texts: Sequence[str],
        title: str | None,
        captions: Sequence[str],
        request: Request,
        whole: Sequence[Sequence[tuple[int, int]]] = (),
        apart: Sequence[bool] = (),
    ) -> Field | None:
        """What can be chosen from; None where the article has no words. Arguments are those of `choose`."""
        article = encode(texts, title, captions, self.vocabulary)
        if not article.words:
            return None
        content = self.content(article)
        length = _expected_length(content, request.length)
        rows = _rows(article)
        fitness = cache(self._fitness(texts, title, apart))
        pool = pool_of(texts, rows, article, content, length, request, fitness)
        found = self._versions(texts, pool, rows, article, content, request, whole)
        said = [without(texts[version.sentence], list(version.left_out)) for version in found]
        sizes = [len(syllables(text)) for text in said]
        leans = [max(fitness(v.sentence), leaning_of(texts[v.sentence], v.left_out, v.sentence)) for v in found]
        limit = request.length.words
        fitting = [i for i, size in enumerate(sizes) if limit is None or size <= limit]
        shortest = min(range(len(found)), key=lambda i: (sizes[i], i))
        versions = Versions.of([found[i] for i in fitting or [shortest]], article, content)
        sizes, leans = [sizes[i] for i in fitting or [shortest]], [leans[i] for i in fitting or [shortest]]
        bounds = _bounds(versions, request.length) if fitting else Bounds(1, 1, None)
        candidates = search(versions, Layout(sizes, leans), content, length, bounds)
        if request.length == Length():
            candidates = [c for c in candidates if sum(sizes[i] for i in c.versions) <= _LONGEST] or candidates
        if any(map(announces_a_death, texts)):
            telling = {i for i, version in enumerate(versions.found) if tells_a_death(_said(texts, version))}
            candidates = [c for c in candidates if telling.intersection(c.versions)] or candidates
        return Field(versions, content, length, tuple(candidates[:_COMPARED]))

    def _fitness(self, texts: Sequence[str], title: str | None, apart: Sequence[bool]) -> Callable[[int], Leaning]:
        """What a sentence is by those around it: somebody's words, the rest of another one, the title, a caption."""
        spoken = {*within_quotations(texts), *in_dialogue(texts), *in_view(texts)}
        answers = {*in_interview(texts), *in_turns(texts)}
        heads = frozenset(UNIT.findall(key(title))) if title else frozenset[str]()

        def fitness(i: int) -> Leaning:
            taken_back = i + 1 < len(texts) and is_taken_back(texts[i], texts[i + 1])
            if i in spoken or (i and breaks_off(texts[i - 1])) or taken_back:
                return Leaning.NO_SENTENCE
            is_caption = (not apart or apart[i]) and self.captions.finds(texts[i], opens=i == 0)
            # An answer and the title are whole sentences, and better than pieces where there is nothing else.
            return Leaning.CAPTION if is_caption or i in answers or _is_title(texts[i], heads) else Leaning.ALONE

        return fitness

    def _versions(
        self,
        texts: Sequence[str],
        pool: Sequence[int],
        rows: Mapping[int, Integers],
        article: Encoded,
        content: Content,
        request: Request,
        whole: Sequence[Sequence[tuple[int, int]]],
    ) -> list[Version]:
        values = unit_values(article, content)
        allowed = {i: [] if request.verbatim else _uncut(deletions(texts[i]), whole[i] if whole else ()) for i in pool}
        self._drop_what_reads_worse(texts, allowed)
        short = request.length.words is not None
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


def _is_title(text: str, title: Set[str]) -> bool:
    """Whether a sentence says hardly more than the title; `title` has its keys."""
    words = set(UNIT.findall(key(text)))
    return len(title) >= _LEAST_TITLE and len(words & title) >= _OF_TITLE * len(words)


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


def _uncut(found: list[Deletion], whole: Sequence[tuple[int, int]]) -> list[Deletion]:
    """The deletions that cut through nothing that must stay whole."""
    return [
        d
        for d in found
        if not any(start < d.end and d.start < end and not (d.start <= start and end <= d.end) for start, end in whole)
    ]


def _explained(texts: Sequence[str], chosen: list[Version]) -> list[tuple[int, tuple[Deletion, ...]]]:
    """The versions, with a short form in brackets left in where the summary uses it."""
    summary = " ".join(without(texts[v.sentence], list(v.left_out)) for v in chosen)
    used = set(re.findall(r"\w[\w&-]*", summary))
    found = []
    for version in chosen:
        text = texts[version.sentence]
        explains = [_SHORT_FORM.fullmatch(text, d.start, d.end) for d in version.left_out]
        left_out = zip(version.left_out, explains, strict=True)
        found.append((version.sentence, tuple(d for d, short in left_out if not (short and short[1] in used))))
    return found


def _checked(texts: Sequence[str], version: tuple[int, tuple[Deletion, ...]]) -> Chosen:
    """The version if all that it says is supported, else the sentence as printed."""
    sentence, left_out = version
    if not left_out:
        return _as_printed(texts, sentence)
    source = texts[sentence]
    text = without(source, list(left_out))
    if unsupported(text, source):
        return _as_printed(texts, sentence, Support.RESTORED)
    return Chosen(sentence, tuple(remaining(source, list(left_out))), text, Support.SHORTENED)


def _as_printed(texts: Sequence[str], sentence: int, support: Support = Support.PRINTED) -> Chosen:
    text = texts[sentence]
    return Chosen(sentence, ((0, len(text)),), text, support)


def _unmarked(text: str, span: Span) -> Span:
    """A sentence without the mark of an agency or of an item before it."""
    return Span(span.start + begins_at(span.of(text)), span.end)


def _said(texts: Sequence[str], version: Version) -> str:
    return without(texts[version.sentence], list(version.left_out))


def _is_line(text: str, span: Span) -> bool:
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    return not text[start : span.start].strip() and not text[span.end : end if end >= 0 else None].strip()


def _traced(text: str, found: Chosen, span: Span) -> SummarySentence:
    sources = tuple(Span(span.start + start, span.start + end) for start, end in found.pieces)
    first, *rest = sources
    opening = SummaryPiece(capital(first.of(text)) if found.support is Support.SHORTENED else first.of(text), first)
    return SummarySentence(
        found.text, sources, found.support, (opening, *(SummaryPiece(source.of(text), source) for source in rest))
    )


def _within(span: Span, uncut: Sequence[Span]) -> list[tuple[int, int]]:
    return [(found.start - span.start, found.end - span.start) for found in uncut if span.covers(found)]


def _shortest(texts: Sequence[str]) -> list[int]:
    return [min(range(len(texts)), key=lambda i: (len(syllables(texts[i])), i))] if texts else []


def _body(article: Article, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of lead and paragraphs; fragments only where there is nothing else."""
    body = [sentence for sentence in sentences if sentence.block in (BlockKind.LEAD, BlockKind.PARAGRAPH)]
    texts = [sentence.span.of(article.text) for sentence in body]
    is_whole = [len(syllables(text)) >= _SHORTEST and not text.endswith(":") for text in texts]
    if not any(is_whole):
        return body or list(sentences)
    # A line that names a speaker is no sentence, and tells whose words the next ones are.
    named = {i for i, text in enumerate(texts) if names_speaker(text)} if in_turns(texts) else set()
    return [one for i, one in enumerate(body) if is_whole[i] or i in named]
