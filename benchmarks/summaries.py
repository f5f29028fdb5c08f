"""ROUGE of summaries on vietnews val, beside the usual baselines.

python -m benchmarks.summaries [--articles 500]
"""

from __future__ import annotations

import statistics
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from diemtin.corpora import NewsArticle, read_vietnews
from diemtin.normalize import syllables
from diemtin.rouge import Metric, rouge
from diemtin.summarize import Length, Summarizer

VIETNEWS = Path(__file__).parents[1] / "../shared/data/vietnews/val.jsonl.xz"

_MODULES = {"LexRank": "lex_rank", "TextRank": "text_rank"}

System = Callable[[NewsArticle], list[str]]


def sumy_system(name: str, sentences: int) -> System:
    """LexRank or TextRank of sumy, with the body's own sentences and syllables as its words."""
    from importlib import import_module

    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence

    class Syllables:
        """What sumy calls to cut a sentence into words."""

        def to_words(self, text: str) -> tuple[str, ...]:
            return tuple(syllables(text))

    summarizer = getattr(import_module(f"sumy.summarizers.{_MODULES[name]}"), f"{name}Summarizer")()
    tokenizer = Syllables()

    def system(article: NewsArticle) -> list[str]:
        document = ObjectDocumentModel([Paragraph([Sentence(text, tokenizer) for text in article.body])])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return [str(sentence) for sentence in summarizer(document, sentences)]

    return system


def systems() -> dict[str, System]:
    """What is measured, by the name in the table."""
    summarizer = Summarizer.load()

    def ours(length: Length) -> System:
        return lambda article: [
            article.body[i] for i in summarizer.choose(article.body, article.title, article.captions, length)
        ]

    return {
        "first sentence": lambda article: [*article.body[:1]],
        "first two sentences": lambda article: [*article.body[:2]],
        "sumy LexRank, 1 sentence": sumy_system("LexRank", 1),
        "sumy LexRank, 2 sentences": sumy_system("LexRank", 2),
        "sumy TextRank, 1 sentence": sumy_system("TextRank", 1),
        "sumy TextRank, 2 sentences": sumy_system("TextRank", 2),
        "diemtin, 1 sentence": ours(Length(1)),
        "diemtin, 2 sentences (default)": ours(Length()),
    }


def main(
    vietnews: Annotated[Path, typer.Argument(help="vietnews val.jsonl.xz")] = VIETNEWS,
    articles: Annotated[int, typer.Option(min=1, help="how many articles")] = 500,
) -> None:
    """Print F1 of ROUGE-1, ROUGE-2 and ROUGE-L in both metrics, in percent, and the mean length in syllables."""
    sample = [article for article in read_vietnews(vietnews, articles) if article.body]
    print(f"{len(sample)} articles of vietnews val; body as input, captions left out; R-1 / R-2 / R-L")
    print(f"{'':32} {'published metric':>20} {'syllable metric':>20} {'syllables':>10}")
    for name, system in systems().items():
        summaries = [" ".join(system(article)) for article in sample]
        columns = []
        for metric in Metric:
            scores = [rouge(text, article.standfirst, metric) for text, article in zip(summaries, sample, strict=True)]
            means = [statistics.mean(getattr(score, part) for score in scores) for part in ("one", "two", "longest")]
            columns.append(" / ".join(f"{100 * mean:4.1f}" for mean in means))
        length = statistics.mean(len(syllables(text)) for text in summaries)
        print(f"{name:32} {columns[0]:>20} {columns[1]:>20} {length:10.1f}")


if __name__ == "__main__":
    typer.run(main)
