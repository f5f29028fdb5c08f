"""Word segmentation against a treebank, beside pyvi and underthesea, with speed.

python -m benchmarks.words [TREEBANK.conllu] [--models FOLDER]
"""

from __future__ import annotations

import itertools
import re
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.counts import Count
from diemtin.corpora import read_treebank
from diemtin.document import Span
from diemtin.segment import Segmenter

TREEBANK = Path(__file__).parents[1] / "../shared/data/vtb/dev.conllu"
ARTICLE = 20  # sentences; of an article's size, some 500 syllables

Text = tuple[str, list[Span]]
Tokenizer = Callable[[Text], list[Span]]


def texts(sentences: Sequence[Sequence[str]]) -> Iterator[tuple[Text, list[Span]]]:
    """Texts of `ARTICLE` sentences, a line each with a space between words, and the words in them."""
    for start in range(0, len(sentences), ARTICLE):
        some = sentences[start : start + ARTICLE]
        text = "\n".join(" ".join(words) for words in some)
        ends = itertools.accumulate(len(word) + 1 for words in some for word in words)
        words = [Span(end - 1 - len(word), end - 1) for end, word in zip(ends, itertools.chain(*some), strict=True)]
        lines = [Span(*match.span()) for match in re.finditer(r"[^\n]+", text)]
        yield (text, lines), words


def peer(tokenize: Callable[[str], Sequence[str]]) -> Tokenizer:
    """A tokenizer of one sentence, its words looked up in the text from left to right; spaces may differ."""

    def tokenized(text: Text) -> list[Span]:
        found: list[Span] = []
        whole, lines = text
        for line in lines:
            position = line.start
            for word in tokenize(line.of(whole)):
                letters = word.replace("_", "").replace(" ", "")
                match = re.compile(r"\s*".join(map(re.escape, letters))).search(whole, position, line.end)
                if match:
                    found.append(Span(*match.span()))
                    position = match.end()
        return found

    return tokenized


def by_line(tokenize: Callable[[str], Sequence[str]]) -> Callable[[Text], object]:
    """A tokenizer of one sentence called as it is, for its time."""
    return lambda text: [tokenize(line.of(text[0])) for line in text[1]]


def peers() -> dict[str, tuple[Callable[[str], Sequence[str]], Tokenizer]]:
    """The other segmenters, as they are called and with their words found in the text."""
    from pyvi import ViTokenizer
    from underthesea import word_tokenize

    def pyvi(sentence: str) -> Sequence[str]:
        words: list[str] = ViTokenizer.tokenize(sentence).split()
        return words

    return {"pyvi": (pyvi, peer(pyvi)), "underthesea": (word_tokenize, peer(word_tokenize))}


def seconds(work: Callable[[Text], object], articles: Sequence[Text], runs: int) -> float:
    """The median time for all articles."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        for article in articles:
            work(article)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main(
    treebank: Annotated[Path, typer.Argument(help="a CoNLL-U file", exists=True)] = TREEBANK,
    models: Annotated[Path | None, typer.Option(help="folder of models")] = None,
    runs: Annotated[int, typer.Option(help="timed runs, of which the median is printed", min=1)] = 5,
) -> None:
    """Print precision, recall and F1 in percent, and syllables a second on one core."""
    pairs = list(texts(list(read_treebank(treebank))))
    articles = [article for article, _ in pairs]
    size = sum(len(text.split()) for text, _ in articles)
    segmenter = Segmenter.load(models)

    def ours(article: Text) -> list[Span]:
        return list(itertools.chain.from_iterable(segmenter.words(*article)))

    print(f"{treebank.name}: {size} syllables and marks; precision, recall, F1 of words")
    systems: dict[str, tuple[Tokenizer, Callable[[Text], object]]] = {"diemtin": (ours, ours)}
    for name, (tokenize, tokenized) in peers().items():
        systems[name] = (tokenized, by_line(tokenize))
    for name, (found, work) in systems.items():
        count = Count()
        for number, (article, words) in enumerate(pairs):
            count.add({(number, word) for word in found(article)}, {(number, word) for word in words})
        print(f"  {name:12} {count}   {size / seconds(work, articles, runs):9,.0f} syllables a second")


if __name__ == "__main__":
    typer.run(main)
