"""Rebuild this model with one command.

    python -m models.segmenter.recipe --vietnews PATH/train.jsonl.xz --treebank PATH/train.conllu

Logistic regression over the gaps between tokens, by AdaGrad (Duchi et al., 2011), and a small convolutional network:
each sees vietnews train as RDRsegmenter segmented it, once, and then several times the training part of the UD
Vietnamese treebank, whose words were joined by hand. Word lists: Viet74K of the installed underthesea, the words that
vietnews train has often, and the dictionary that comes with the installed pyvi. No validation or test sentence is
read. What is finished is kept in a folder of checkpoints; `--resume` goes on from there after the recipe was stopped.
"""

from __future__ import annotations

import importlib.util
import itertools
import json
import lzma
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeAlias

import numpy as np
import torch
import typer
from models.segmenter.network import Fitting, Network, Row, fit_network
from numpy.typing import NDArray
from safetensors.numpy import save_file

from diemtin import __version__
from diemtin.corpora import detokenize, read_treebank
from diemtin.document import Span
from diemtin.segment import FORMAT, tokenize
from diemtin.segment.gaps import WordLists, codes_of, gap_features, joinable
from diemtin.training import Checkpoints

HERE = Path(__file__).parent
BITS = 21
RAREST = 3  # occurrences of a word of vietnews that is listed
TOGETHER = 20_000  # sentences
LINEAR = 6_000  # articles; the linear model gains nothing by more
BATCH, TREEBANK_BATCH = 512, 64  # gaps
RATE, TREEBANK_RATE, TREEBANK_PASSES, TREEBANK_START = 0.1, 0.2, 6, 1.0
ON_VIETNEWS = Fitting(passes=1, rate=3e-3, pieces=32, dropout=0.1)
ON_TREEBANK = Fitting(passes=5, rate=2e-3, pieces=4, dropout=0.4, warm_up=20)

Weights: TypeAlias = NDArray[np.float32]


class Gaps(NamedTuple):
    """Gaps between tokens that a word can hold: places of their features, gaps x features, and whether each joins."""

    places: NDArray[np.int32]
    joins: NDArray[np.float32]


def segmented_lines(path: Path, limit: int) -> Iterator[list[str]]:
    """The words of each sentence of vietnews; the syllables of a word are joined by `_`."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in itertools.islice(file, limit):
            record = json.loads(line)
            for sentence in (record["title"], record["sapo"], *record["body"]):
                yield sentence.split()


def frequent_words(sentences: Iterable[Sequence[str]]) -> list[list[str]]:
    """The syllables of each word in small letters that is there at least `RAREST` times."""
    counts = Counter(word for words in sentences for word in words if "_" in word and word.islower())
    return [word.split("_") for word, count in counts.items() if count >= RAREST]


def packaged_words(package: str, file: str) -> list[list[str]]:
    """The syllables of each entry, in small letters, of a word list that comes with an installed package."""
    folder = Path(str(importlib.util.find_spec(package).origin)).parent  # type: ignore[union-attr]
    return [line.lower().split() for line in (folder / file).read_text(encoding="utf-8").splitlines()]


def word_lists(sentences: Iterable[Sequence[str]]) -> WordLists:
    """Viet74K, the frequent words of some sentences, and the dictionary that comes with pyvi."""
    return WordLists.of(
        packaged_words("underthesea", "corpus/data/Viet74K.txt"),
        frequent_words(sentences),
        packaged_words("pyvi", "models/words.txt"),
    )


def tokens_and_joins(words: Sequence[str]) -> tuple[list[str], list[bool]]:
    """The tokens of a sentence as printed, and for each but the first whether it goes on with a word.

    Words and printed text differ in spaces alone, so the places of letters tell which token begins a word.
    """
    text = detokenize(" ".join(words))
    starts = {0, *itertools.accumulate(len(word.replace("_", "").replace(" ", "")) for word in words)}
    tokens = [token.of(text) for token in tokenize(text, Span(0, len(text)))]
    offsets = [0, *itertools.accumulate(map(len, tokens))]
    return tokens, [offset not in starts for offset in offsets[1:-1]]


def row_of(sentences: Iterable[Sequence[str]]) -> Row:
    """The tokens of some sentences and where words hold them together."""
    found = [(tokens, joins) for tokens, joins in map(tokens_and_joins, sentences) if joins]
    codes, starts = codes_of([tokens for tokens, _ in found])
    held = np.zeros(len(codes), np.bool_)
    for start, (_, joins) in zip(starts, found, strict=True):
        held[start : start + len(joins)] = joins
    return Row(codes, held)


def gaps_of(row: Row, lists: WordLists) -> Gaps:
    """What the linear model has to learn from some sentences."""
    codes = np.asarray(row.codes)
    kept = np.flatnonzero(joinable(codes)[2:-2])
    places = gap_features(codes, lists.over(codes), BITS)[:, kept].T.astype(np.int32, order="C")
    return Gaps(places, row.joins[2:-3][kept].astype(np.float32))


def fit(weights: Weights, squares: Weights, gaps: Gaps, rate: float, batch: int) -> float:
    """One pass in random order; changes `weights` and the sums of squared slopes; returns the mean loss."""
    order = np.random.default_rng(0).permutation(len(gaps.joins))
    loss = 0.0
    for start in range(0, len(order), batch):
        chosen = order[start : start + batch]
        places, joins = gaps.places[chosen], gaps.joins[chosen]
        scores = weights[places].sum(axis=1)
        loss += float(np.logaddexp(0, np.where(joins > 0, -scores, scores)).sum())
        errors = 1 / (1 + np.exp(-np.clip(scores, -30, 30))) - joins
        touched, rows = np.unique(places, return_inverse=True)
        slopes = np.bincount(rows.ravel(), np.repeat(errors, places.shape[1])).astype(np.float32)
        squares[touched] += slopes**2
        weights[touched] -= rate * slopes / np.sqrt(squares[touched] + 1e-6)
    return loss / max(1, len(order))


def pretrain(rows: Iterable[Row], lists: WordLists) -> Weights:
    """The linear model's table of weights after one pass over sentences of vietnews."""
    weights, squares = np.zeros(1 << BITS, np.float32), np.zeros(1 << BITS, np.float32)
    for row in rows:
        loss = fit(weights, squares, gaps_of(row, lists), RATE, BATCH)
        typer.echo(f"loss on the next sentences of vietnews: {loss:.4f}", err=True)
    return weights


def adapt(weights: Weights, lists: WordLists, row: Row, passes: int) -> None:
    """Train the linear model on sentences of the treebank; changes `weights`."""
    gaps = gaps_of(row, lists)
    squares = np.full(len(weights), TREEBANK_START, np.float32)
    for number in range(passes):
        loss = fit(weights, squares, gaps, TREEBANK_RATE, TREEBANK_BATCH)
        typer.echo(f"loss on the treebank, pass {number + 1}: {loss:.4f}", err=True)


def rows_of_vietnews(path: Path, limit: int, kept: Checkpoints) -> list[Row]:
    """The sentences of so many articles, `TOGETHER` in a row; tokenized once."""
    sentences = segmented_lines(path, limit)
    rows: list[Row] = []
    while some := list(itertools.islice(sentences, TOGETHER)):
        found = kept.arrays(f"sentences-{len(rows)}", partial(_arrays, some))
        rows.append(Row(found["codes"], found["joins"]))
    return rows


def _arrays(sentences: Sequence[Sequence[str]]) -> dict[str, NDArray[Any]]:
    return row_of(sentences)._asdict()


def row_of_treebank(sentences: Iterable[Sequence[str]]) -> Row:
    """The sentences of the treebank, whose words have spaces between their syllables."""
    return row_of([word.replace(" ", "_") for word in words] for words in sentences)


def pretrained_network(rows: Sequence[Row], lists: WordLists, kept: Checkpoints) -> Network:
    """The network after one pass over sentences of vietnews."""
    torch.manual_seed(0)
    network = Network()
    fit_network(network, Row.of(rows), lists, ON_VIETNEWS, "network", kept, typer.echo)
    return network


def write(output: Path, weights: Weights, lists: WordLists, network: Network, trained_on: str) -> None:
    """Write the model's files."""
    output.mkdir(parents=True, exist_ok=True)
    linear: dict[str, NDArray[Any]] = {
        "weights": weights.astype(np.float16),
        "hashes": lists.hashes,
        "members": lists.members,
    }
    save_file(linear, output / "model.safetensors")
    save_file(network.arrays(), output / "network.safetensors")
    config = {"format": FORMAT, "version": __version__, "trained_on": trained_on}
    (output / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    typer.echo(f"wrote {output}: trained on {trained_on}")


def main(
    vietnews: Annotated[Path, typer.Option(help="vietnews train.jsonl.xz", exists=True, dir_okay=False)],
    treebank: Annotated[Path, typer.Option(help="UD Vietnamese-VTB train.conllu", exists=True, dir_okay=False)],
    limit: Annotated[int, typer.Option(help="read only so many articles of vietnews")] = 40_000,
    output: Annotated[Path, typer.Option(help="the folder to write to")] = HERE,
    checkpoints: Annotated[Path | None, typer.Option(help="the folder of what is finished")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="go on where it was stopped")] = False,
) -> None:
    """Build model.safetensors, network.safetensors and config.json."""
    kept = Checkpoints.begin(checkpoints or output / "checkpoints", f"{limit} articles\n", resume=resume)
    some = min(limit, LINEAR)
    lists = word_lists(segmented_lines(vietnews, some))
    rows, by_hand = rows_of_vietnews(vietnews, limit, kept), row_of_treebank(read_treebank(treebank))
    weights = pretrain(rows[: round(len(rows) * some / limit)], lists)
    adapt(weights, lists, by_hand, TREEBANK_PASSES)
    network = pretrained_network(rows, lists, kept)
    fit_network(network, by_hand, lists, ON_TREEBANK, "network on the treebank", kept, typer.echo)
    write(output, weights, lists, network, f"vietnews train ({limit} articles) and UD Vietnamese-VTB train")


if __name__ == "__main__":
    typer.run(main)
