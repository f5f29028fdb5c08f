"""The summary: the sentences of the article that say most of what matters, as printed and in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from diemtin.document import Article, BlockKind, Sentence, Summary, SummarySentence
from diemtin.normalize import syllables
from diemtin.summarize.features import content_keys
from diemtin.summarize.rank import Ranker

__all__ = ["Length", "Summarizer"]

_CANDIDATES = 8
# Syllables. Where no other limit is set, a summary is longer only if no choice of sentences is shorter.
_LONGEST = 90
# What two sentences that say the same cost, in units of the score.
_REPETITION = 0.1
_SHORTEST = 5  # syllables


@dataclass(frozen=True, slots=True)
class Length:
    """How long a summary may be.

    Attributes:
        sentences: how many sentences; None for as many as `words` allows.
        words: how many syllables at most; None for no limit. An article whose every sentence is longer
            is summarized by its shortest.
    """

    sentences: int | None = 2
    words: int | None = None

    def __post_init__(self) -> None:
        if self.sentences is None and self.words is None:
            raise ValueError("a summary needs a number of sentences, of words, or both")
        if any(number is not None and number < 1 for number in (self.sentences, self.words)):
            raise ValueError("a summary has at least one sentence and one word")


@dataclass(frozen=True, slots=True)
class Summarizer:
    """Chooses sentences."""

    ranker: Ranker

    @classmethod
    def load(cls, models: Path | None = None) -> Summarizer:
        """Load the ranking model.

        Raises:
            ModelError: it is nowhere, or of another format.
        """
        return cls(Ranker.load(models))

    def __call__(self, article: Article, sentences: Sequence[Sentence], length: Length) -> Summary:
        """The best sentences of the lead and the paragraphs; captions and headings are never chosen."""
        body = _body(article, sentences)
        texts = [sentence.span.of(article.text) for sentence in body]
        title = article.title.of(article.text) if article.title else None
        captions = [caption.text.of(article.text) for caption in article.captions]
        chosen = self.choose(texts, title, captions, length)
        return Summary(tuple(SummarySentence(texts[i], (body[i].span,)) for i in chosen))

    def choose(
        self, texts: Sequence[str], title: str | None, captions: Sequence[str], length: Length
    ) -> tuple[int, ...]:
        """The indexes of the sentences to take, in order."""
        if not texts:
            return ()
        scores = self.ranker.scores(texts, title, captions)
        sizes = [len(syllables(text)) for text in texts]
        best = sorted(range(len(texts)), key=lambda i: (-scores[i], i))
        fitting = [i for i in best if length.words is None or sizes[i] <= length.words]
        if not fitting:
            return (min(range(len(texts)), key=lambda i: (sizes[i], i)),)
        return self._best_set(fitting, scores, sizes, [set(content_keys(text)) for text in texts], length)

    def _best_set(
        self, best: list[int], scores: list[float], sizes: list[int], keys: list[set[str]], length: Length
    ) -> tuple[int, ...]:
        """Of the sets of the wanted size among the best sentences, the one worth most."""
        limit = length.words or _LONGEST
        wanted = min(length.sentences or len(best), len(best))
        if length.words is not None:
            wanted = min(wanted, _most_that_fit(best, sizes, limit))
        candidates = _candidates(best, sizes, wanted)
        sets = [tuple(sorted(found)) for found in combinations(candidates, wanted)]
        fitting = [found for found in sets if sum(sizes[i] for i in found) <= limit]
        fitting = [found for found in fitting if best[0] in found] or fitting
        price = self.ranker.brevity if length.words is None else 0.0

        def value(found: tuple[int, ...]) -> float:
            excess = max(0, sum(sizes[i] for i in found) - self.ranker.free_length)
            repeated = sum(_overlap(keys[i], keys[j]) for i, j in combinations(found, 2))
            return sum(scores[i] for i in found) - price * excess - _REPETITION * repeated

        return max(fitting or sets, key=value)


def _candidates(best: Sequence[int], sizes: Sequence[int], wanted: int) -> list[int]:
    """The sentences that may be combined: the best, and the shortest, so that some set fits any limit."""
    shortest = sorted(best, key=lambda i: (sizes[i], i))[:wanted]
    most = _CANDIDATES if wanted <= _CANDIDATES // 2 else wanted + 2
    return [*best[:most], *(i for i in shortest if i not in best[:most])]


def _body(article: Article, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of lead and paragraphs; fragments only where there is nothing else."""
    body = [sentence for sentence in sentences if sentence.block in (BlockKind.LEAD, BlockKind.PARAGRAPH)]
    whole = [
        sentence
        for sentence in body
        if len(syllables(sentence.span.of(article.text))) >= _SHORTEST
        and not sentence.span.of(article.text).endswith(":")
    ]
    return whole or body or list(sentences)


def _most_that_fit(best: Sequence[int], sizes: Sequence[int], words: int) -> int:
    """How many sentences fit into `words` at most, the shortest first."""
    total = count = 0
    for size in sorted(sizes[i] for i in best):
        total += size
        if total > words:
            break
        count += 1
    return count


def _overlap(a: set[str], b: set[str]) -> float:
    """The share of the smaller set that the other has too."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
