"""The summary: the sentences of the article that say most of what matters, as printed and in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import combinations
from pathlib import Path

from diemtin.document import Article, BlockKind, Sentence, Summary, SummarySentence
from diemtin.normalize import key, syllables
from diemtin.summarize.features import content_keys
from diemtin.summarize.rank import Ranker

__all__ = ["Length", "Summarizer"]

_CANDIDATES = 8
# Up to so many sentences all sets of the candidates are compared.
_MOST_COMBINED = 4
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
        sizes = [len(syllables(text)) for text in texts]
        fitting = [i for i in _first_tellings(texts) if length.words is None or sizes[i] <= length.words]
        if not fitting:
            return (min(range(len(texts)), key=lambda i: (sizes[i], i)),)
        scores = self.ranker.scores(texts, title, captions)
        choice = _Choice(
            scores, sizes, [frozenset(content_keys(text)) for text in texts], self._price(length), self.ranker
        )
        return _best_set(choice, sorted(fitting, key=lambda i: (-scores[i], i)), length)

    def _price(self, length: Length) -> float:
        """A limit that the user sets is there to be used; only without one does length cost."""
        return self.ranker.brevity if length.words is None else 0.0


@dataclass(frozen=True, slots=True)
class _Choice:
    """What the worth of a set of sentences is made of; lists are by sentence."""

    scores: Sequence[float]
    sizes: Sequence[int]
    keys: Sequence[frozenset[str]]
    price: float
    ranker: Ranker

    def length(self, found: Sequence[int]) -> int:
        return sum(self.sizes[i] for i in found)

    def value(self, found: Sequence[int]) -> float:
        excess = max(0, self.length(found) - self.ranker.free_length)
        repeated = sum(_overlap(self.keys[i], self.keys[j]) for i, j in combinations(found, 2))
        return sum(self.scores[i] for i in found) - self.price * excess - _REPETITION * repeated


def _best_set(choice: _Choice, best: Sequence[int], length: Length) -> tuple[int, ...]:
    """Of the sets of the wanted size, the one worth most; `best` is the sentences from the highest score down."""
    limit = length.words or _LONGEST
    wanted = min(length.sentences or len(best), len(best))
    if length.words is not None:
        wanted = min(wanted, _most_that_fit(best, choice.sizes, limit))
    if wanted > _MOST_COMBINED:
        return _grown_set(choice, best, wanted, length.words)
    sets = [tuple(sorted(found)) for found in combinations(_candidates(best, choice.sizes, wanted), wanted)]
    fitting = [found for found in sets if choice.length(found) <= limit]
    fitting = [found for found in fitting if best[0] in found] or fitting
    return max(fitting or sets, key=choice.value)


def _grown_set(choice: _Choice, best: Sequence[int], wanted: int, limit: int | None) -> tuple[int, ...]:
    """The sentences taken one by one, each the one that adds most and leaves room for the rest.

    Sets of many sentences are too many to compare.
    """
    chosen: list[int] = []
    rest = list(best)
    repeated = dict.fromkeys(rest, 0.0)
    while len(chosen) < wanted:
        open_to = (
            rest if limit is None else _leaving_room(choice, rest, wanted - len(chosen), limit - choice.length(chosen))
        )
        taken = max(open_to, key=lambda i: choice.scores[i] - _REPETITION * repeated[i])
        chosen.append(taken)
        rest.remove(taken)
        for i in rest:
            repeated[i] += _overlap(choice.keys[i], choice.keys[taken])
    return tuple(sorted(chosen))


def _leaving_room(choice: _Choice, rest: Sequence[int], count: int, room: int) -> list[int]:
    """The sentences that fit into `room` together with the `count - 1` shortest others."""
    shortest = nsmallest(count, rest, key=lambda i: choice.sizes[i])
    all_but_longest = choice.length(shortest[:-1])
    with_longest = choice.length(shortest)
    among = set(shortest)
    return [i for i in rest if (with_longest if i in among else choice.sizes[i] + all_but_longest) <= room]


def _first_tellings(texts: Sequence[str]) -> list[int]:
    """The sentences that no earlier one says in the same words."""
    first: dict[str, int] = {}
    for i, text in enumerate(texts):
        first.setdefault(key(text), i)
    return list(first.values())


def _candidates(best: Sequence[int], sizes: Sequence[int], wanted: int) -> list[int]:
    """The sentences that may be combined: the best, and the shortest, so that some set fits any limit."""
    shortest = sorted(best, key=lambda i: (sizes[i], i))[:wanted]
    return [*best[:_CANDIDATES], *(i for i in shortest if i not in best[:_CANDIDATES])]


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


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the smaller set that the other has too."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
