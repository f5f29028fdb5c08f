"""What each part of the segmenter is worth, by cross-validation within the training part of the treebank.

    python -m models.segmenter.compare --vietnews PATH/train.jsonl.xz --treebank PATH/train.conllu

Five folds of sentences in a row, so that an article is hardly ever in two. The development part is not read.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from benchmarks.counts import Count
from benchmarks.words import Text, Tokenizer, gaps_between, letters, measured, text_of
from models.segmenter.recipe import (
    TREEBANK_PASSES,
    Weights,
    adapt,
    pretrain,
    segmented_lines,
    word_lists,
)

from diemtin.corpora import read_treebank
from diemtin.document import ModelVersion
from diemtin.segment import Segmenter
from diemtin.segment.gaps import WordLists

FOLDS = 5
VERSION = ModelVersion("segment", "compared", "")
Words = Sequence[str]


def without(lists: WordLists, number: int) -> WordLists:
    """The lists with one of them empty."""
    return replace(lists, members=lists.members & np.uint8(~(1 << number) & 0xFF))


def folds(sentences: Sequence[Words]) -> Iterator[tuple[Sequence[Words], Sequence[Words]]]:
    """For each fold, the sentences of the others and its own."""
    bounds = [round(i * len(sentences) / FOLDS) for i in range(FOLDS + 1)]
    for start, end in itertools.pairwise(bounds):
        yield [*sentences[:start], *sentences[end:]], sentences[start:end]


def cross_validated(
    weights: Weights, lists: WordLists, sentences: Sequence[Words], passes: int
) -> tuple[Count, Counter[str]]:
    """The words of each fold as segmented by what is adapted to the others, and the kinds of gaps that are wrong."""
    total, wrong = Count(), Counter[str]()
    for others, own in folds(sentences):
        adapted = weights.copy()
        adapt(adapted, lists, others, passes)
        segmented = partial(words_of, Segmenter(adapted, lists, VERSION))
        total += measured(segmented, own, as_printed=False)[0]
        wrong += wrong_gaps(segmented, own, seen_pairs(others))
    return total, wrong


def words_of(segmenter: Segmenter, lines: Text) -> list[str]:
    """The words of a text as printed."""
    text, sentences = lines
    return [word.of(text) for words in segmenter.words(text, sentences) for word in words]


def seen_pairs(sentences: Iterable[Words]) -> dict[tuple[str, str], list[int]]:
    """How often each two syllables beside each other are apart, and how often joined."""
    seen: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for words in sentences:
        for gap in gaps_between(words, set()):
            seen[gap.pair][gap.joined] += 1
    return seen


def wrong_gaps(
    segmented: Tokenizer, sentences: Sequence[Words], seen: dict[tuple[str, str], list[int]]
) -> Counter[str]:
    """What the sentences adapted to say of the pairs whose gaps are wrong."""
    wrong = Counter[str]()
    for words in sentences:
        for gap in gaps_between(words, set(letters(segmented(text_of([" ".join(words)]))))):
            apart, joined = seen.get(gap.pair, (0, 0))
            if gap.joined != gap.found:
                agrees = joined if gap.joined else apart
                wrong[
                    "never there"
                    if not apart + joined
                    else "both ways"
                    if apart and joined
                    else "always so"
                    if agrees
                    else "always otherwise"
                ] += 1
    return wrong


def at_odds(seen: Iterable[list[int]]) -> tuple[int, int, int]:
    """How often the treebank joins a pair of syllables that it also keeps apart.

    Returns:
        The gaps of pairs that are there more than once, those of pairs that are both joined and kept apart, and how
        many of the latter are unlike what the same pair mostly is.
    """
    repeated = [counts for counts in seen if sum(counts) > 1]
    mixed = [counts for counts in repeated if min(counts)]
    return sum(map(sum, repeated)), sum(map(sum, mixed)), sum(map(min, mixed))


def main(
    vietnews: Annotated[Path, typer.Option(help="vietnews train.jsonl.xz", exists=True, dir_okay=False)],
    treebank: Annotated[Path, typer.Option(help="UD Vietnamese-VTB train.conllu", exists=True, dir_okay=False)],
    limit: Annotated[int, typer.Option(help="read only so many articles of vietnews")] = 6_000,
) -> None:
    """Print precision, recall and F1 of words for each variant."""
    sentences = list(read_treebank(treebank))
    gaps, mixed, odd = at_odds(seen_pairs(sentences).values())
    typer.echo(
        f"{gaps} gaps of repeated pairs; {mixed} of pairs both joined and apart; {odd} unlike the pair's majority"
    )
    every = word_lists(segmented_lines(vietnews, limit))
    lists = {"all": every}
    names = ("Viet74K", "frequent words of vietnews", "dictionary of pyvi")
    lists |= {f"without the {name}": without(every, number) for number, name in enumerate(names)}
    for name, some in lists.items():
        weights = pretrain(segmented_lines(vietnews, limit), some)
        count, wrong = cross_validated(weights, some, sentences, TREEBANK_PASSES)
        typer.echo(f"{name:40} {count}")
        if name == "all":
            kinds = ", ".join(f"{kind} {number}" for kind, number in wrong.most_common())
            typer.echo(f"  gaps that are wrong, by what the other folds have of the pair: {kinds}")
            typer.echo(f"{'not adapted to the treebank':40} {cross_validated(weights, some, sentences, 0)[0]}")
            typer.echo(f"{'the treebank alone':40} {cross_validated(0 * weights, some, sentences, TREEBANK_PASSES)[0]}")


if __name__ == "__main__":
    typer.run(main)
