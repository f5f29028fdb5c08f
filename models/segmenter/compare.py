"""What each part of the segmenter is worth, by cross-validation within the training part of the treebank.

    python -m models.segmenter.compare --vietnews PATH/train.jsonl.xz --treebank PATH/train.conllu

Five folds of sentences in a row, so that an article is hardly ever in two. The development part is not read. With
`--resume` the network is measured that the recipe has left in its checkpoints; else one is trained first.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import numpy as np
import typer
from benchmarks.counts import Count
from benchmarks.words import Text, Tokenizer, gaps_between, letters, measured, text_of
from models.segmenter.network import Network, fit_network
from models.segmenter.recipe import (
    BITS,
    LINEAR,
    ON_TREEBANK,
    TREEBANK_PASSES,
    Weights,
    adapt,
    pretrain,
    pretrained_network,
    row_of_treebank,
    rows_of_vietnews,
    segmented_lines,
    word_lists,
)

from diemtin.corpora import read_treebank
from diemtin.document import ModelVersion
from diemtin.segment import Segmenter
from diemtin.segment.gaps import WordLists
from diemtin.segment.network import GapNetwork
from diemtin.training import Checkpoints

HERE = Path(__file__).parent
FOLDS = 5
NO_WEIGHTS: Weights = np.zeros(1 << BITS, np.float32)
VERSION = ModelVersion("segment", "compared", "")
Words = Sequence[str]
Train = Callable[[Sequence[Words]], Segmenter]


def without(lists: WordLists, number: int) -> WordLists:
    """The lists with one of them empty."""
    return replace(lists, members=lists.members & np.uint8(~(1 << number) & 0xFF))


def folds(sentences: Sequence[Words]) -> Iterator[tuple[Sequence[Words], Sequence[Words]]]:
    """For each fold, the sentences of the others and its own."""
    bounds = [round(i * len(sentences) / FOLDS) for i in range(FOLDS + 1)]
    for start, end in itertools.pairwise(bounds):
        yield [*sentences[:start], *sentences[end:]], sentences[start:end]


def cross_validated(train: Train, sentences: Sequence[Words]) -> tuple[Count, Counter[str]]:
    """The words of each fold as segmented by what learned from the others, and the kinds of gaps that are wrong."""
    total, wrong = Count(), Counter[str]()
    for others, own in folds(sentences):
        segmented = partial(words_of, train(others))
        total += measured(segmented, own, as_printed=False)[0]
        wrong += wrong_gaps(segmented, own, seen_pairs(others))
    return total, wrong


def linear(weights: Weights, lists: WordLists, passes: int, sentences: Sequence[Words]) -> Segmenter:
    """The linear model alone."""
    adapted = weights.copy()
    adapt(adapted, lists, row_of_treebank(sentences), passes)
    return Segmenter(adapted, lists, None, VERSION)


def with_network(network: Network, segmenter: Segmenter, adapted: bool, sentences: Sequence[Words]) -> Segmenter:
    """A linear model and the network."""
    network = deepcopy(network)
    if adapted:
        with TemporaryDirectory() as folder:
            kept = Checkpoints.begin(Path(folder), "", resume=False)
            row = row_of_treebank(sentences)
            fit_network(network, row, segmenter.lists, ON_TREEBANK, "network", kept, lambda _: None)
    return replace(segmenter, network=GapNetwork.of(network.arrays()))


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
    limit: Annotated[int, typer.Option(help="read only so many articles of vietnews")] = 40_000,
    checkpoints: Annotated[Path, typer.Option(help="the folder of what is finished")] = HERE / "checkpoints",
    resume: Annotated[bool, typer.Option("--resume", help="go on where it was stopped")] = False,
) -> None:
    """Print precision, recall and F1 of words for each variant."""
    kept = Checkpoints.begin(checkpoints, f"{limit} articles\n", resume=resume)
    sentences = list(read_treebank(treebank))
    gaps, mixed, odd = at_odds(seen_pairs(sentences).values())
    typer.echo(
        f"{gaps} gaps of repeated pairs; {mixed} of pairs both joined and apart; {odd} unlike the pair's majority"
    )
    lists = word_lists(segmented_lines(vietnews, min(limit, LINEAR)))
    rows = rows_of_vietnews(vietnews, limit, kept)
    some = rows[: round(len(rows) * min(limit, LINEAR) / limit)]
    weights, network = pretrain(some, lists), pretrained_network(rows, lists, kept)
    _compare_models(weights, lists, network, sentences)
    names = ("Viet74K", "frequent words of vietnews", "dictionary of pyvi")
    for number, name in enumerate(names):
        fewer = without(lists, number)
        train = partial(linear, pretrain(some, fewer), fewer, TREEBANK_PASSES)
        _print(f"linear, without the {name}", train, sentences)


def _compare_models(weights: Weights, lists: WordLists, network: Network, sentences: Sequence[Words]) -> None:
    alone = partial(linear, weights, lists, TREEBANK_PASSES)
    no_linear = Segmenter(NO_WEIGHTS, lists, None, VERSION)

    def both(some: Sequence[Words]) -> Segmenter:
        return with_network(network, alone(some), True, some)

    _print("linear model and network", both, sentences)
    as_learned = with_network(network, Segmenter(weights, lists, None, VERSION), False, ())
    _print("both, not adapted to the treebank", lambda _: as_learned, sentences)
    _print("network", partial(with_network, network, no_linear, True), sentences)
    _print("linear", alone, sentences)
    _print("linear, not adapted to the treebank", partial(linear, weights, lists, 0), sentences)
    _print("linear, the treebank alone", partial(linear, NO_WEIGHTS, lists, TREEBANK_PASSES), sentences)


def _print(name: str, train: Train, sentences: Sequence[Words]) -> None:
    count, wrong = cross_validated(train, sentences)
    typer.echo(f"{name:44} {count}   {100 * count.f1:.2f}")
    kinds = ", ".join(f"{kind} {number}" for kind, number in wrong.most_common())
    typer.echo(f"  gaps that are wrong, by what the other folds have of the pair: {kinds}")


if __name__ == "__main__":
    typer.run(main)
