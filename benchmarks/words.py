"""Word segmentation against a treebank, beside pyvi and underthesea, with speed.

python -m benchmarks.words [TREEBANK.conllu] [--models FOLDER]

The text is the treebank's own `# text`, a sentence a line. A word is right where it spans the same letters, spaces
not counted, as in the evaluation of CoNLL 2018 (Zeman et al., *CoNLL 2018 Shared Task: Multilingual Parsing from Raw
Text to Universal Dependencies*). UD Vietnamese-VTB has a space before every mark; a second measurement is on the text
as news prints it, a third leaves marks and numbers out of account, and the last counts gaps between syllables.
"""

from __future__ import annotations

import itertools
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from threadpoolctl import threadpool_limits

from benchmarks.counts import Count
from diemtin.corpora import read_treebank
from diemtin.document import Span
from diemtin.segment import Segmenter
from diemtin.segment.detokenize import detokenize

TREEBANK = Path(__file__).parents[1] / "../shared/data/vtb/dev.conllu"
ARTICLE = 20  # sentences; of an article's size, some 500 syllables

Text = tuple[str, list[Span]]
Tokenizer = Callable[[Text], list[str]]


def text_of(sentences: Sequence[str]) -> Text:
    """A text of some sentences, a line each, and where they stand."""
    ends = list(itertools.accumulate(len(sentence) + 1 for sentence in sentences))
    return "\n".join(sentences), [Span(end - 1 - len(s), end - 1) for end, s in zip(ends, sentences, strict=True)]


def letters(words: Sequence[str]) -> list[tuple[int, int]]:
    """Where each word begins and ends among the letters of all, spaces left out."""
    ends = list(itertools.accumulate(len(word.replace("_", "").replace(" ", "")) for word in words))
    return list(zip([0, *ends], ends, strict=False))


class Gap(NamedTuple):
    """Between two syllables or numbers.

    Attributes:
        pair: both in small letters.
        joined: whether a word of the treebank holds the gap.
        found: whether a word that was found does.
    """

    pair: tuple[str, str]
    joined: bool
    found: bool


def gaps_between(words: Sequence[str], found: set[tuple[int, int]]) -> Iterator[Gap]:
    """The gaps of a sentence of the treebank, those beside marks left out, as the words found have them."""
    syllables = [syllable for word in words for syllable in word.split()]
    begins = {start for start, _ in found}
    wanted = {start for start, _ in letters(words)}
    for (one, two), (_, end) in zip(itertools.pairwise(syllables), letters(syllables), strict=False):
        if any(map(str.isalnum, one)) and any(map(str.isalnum, two)):
            yield Gap((one.lower(), two.lower()), end not in wanted, end not in begins)


def by_sentence(tokenize: Callable[[str], Sequence[str]]) -> Tokenizer:
    """A tokenizer of texts made of one of sentences."""
    return lambda text: [word for line in text[1] for word in tokenize(line.of(text[0]))]


def peers() -> dict[str, Callable[[str], Sequence[str]]]:
    """The other segmenters, of one sentence each."""
    from pyvi import ViTokenizer
    from underthesea import word_tokenize

    def pyvi(sentence: str) -> Sequence[str]:
        words: list[str] = ViTokenizer.tokenize(sentence).split()
        return words

    return {"pyvi": pyvi, "underthesea": word_tokenize}


def measured(tokenize: Tokenizer, sentences: Sequence[Sequence[str]], as_printed: bool) -> tuple[Count, Count, float]:
    """All words; words without marks and numbers; and the share of gaps that are right."""
    every, wordlike, right, gaps = Count(), Count(), 0, 0
    for number, words in enumerate(sentences):
        text = " ".join(words)
        found = set(letters(tokenize(text_of([detokenize(text) if as_printed else text]))))
        line = "".join(words).replace(" ", "")
        wanted = set(letters(words))
        every.add({(number, span) for span in found}, {(number, span) for span in wanted})
        kept = [
            {(number, span) for span in some if any(map(str.isalpha, line[slice(*span)]))} for some in (found, wanted)
        ]
        wordlike.add(kept[0], kept[1])
        counted = [gap.joined == gap.found for gap in gaps_between(words, found)]
        right, gaps = right + sum(counted), gaps + len(counted)
    return every, wordlike, 100 * right / max(1, gaps)


def seconds(work: Callable[[Text], object], articles: Sequence[Text], runs: int) -> float:
    """The median processor time for all articles."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        for article in articles:
            work(article)
        times.append(time.process_time() - start)
    return statistics.median(times)


def main(
    treebank: Annotated[Path, typer.Argument(help="a CoNLL-U file", exists=True)] = TREEBANK,
    models: Annotated[Path | None, typer.Option(help="folder of models")] = None,
    runs: Annotated[int, typer.Option(help="timed runs, of which the median is printed", min=1)] = 5,
) -> None:
    """Print precision, recall and F1 in percent, and syllables a second of processor time."""
    sentences = list(read_treebank(treebank))
    articles = [
        text_of([" ".join(words) for words in sentences[start : start + ARTICLE]])
        for start in range(0, len(sentences), ARTICLE)
    ]
    size = sum(len(text.split()) for text, _ in articles)
    segmenter = Segmenter.load(models)

    def ours(text: Text) -> list[Span]:
        return list(itertools.chain.from_iterable(segmenter.words(*text)))

    systems: dict[str, tuple[Tokenizer, Callable[[Text], object]]] = {
        "diemtin": (lambda text: [word.of(text[0]) for word in ours(text)], ours)
    }
    for name, tokenize in peers().items():
        systems[name] = (by_sentence(tokenize), by_sentence(tokenize))
    print(f"{treebank.name}: {size} syllables and marks; precision, recall, F1 of words; F1 as news prints it;")
    print("F1 of words with letters; gaps between syllables; syllables a second of one thread")
    for name, (found, work) in systems.items():
        every, wordlike, gaps = measured(found, sentences, as_printed=False)
        printed, _, _ = measured(found, sentences, as_printed=True)
        with threadpool_limits(1):  # Else numpy's threads that wait for work are counted too.
            rate = size / seconds(work, articles, runs)
        print(f"  {name:12} {every}  {100 * printed.f1:6.2f} {100 * wordlike.f1:6.2f} {gaps:6.2f}  {rate:9,.0f}")


if __name__ == "__main__":
    typer.run(main)
