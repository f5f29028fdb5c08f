"""Rebuild this model with one command.

    python models/ranker/recipe.py --vietnews PATH/train.jsonl.xz

Ridge regression (Hoerl and Kennard, 1970) of each sentence's ROUGE-1 and ROUGE-2 against the standfirst,
in both metrics of the benchmarks, on every eighth article of vietnews train; the price of length is the one
that scores best on other articles of the same file. No validation or test article is read.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from diemtin import __version__
from diemtin.corpora import NewsArticle, read_vietnews
from diemtin.document import ModelVersion
from diemtin.rouge import Metric, rouge
from diemtin.summarize import Length, Summarizer
from diemtin.summarize.features import FEATURES, sentence_features
from diemtin.summarize.rank import FORMAT, Ranker

HERE = Path(__file__).parent
RIDGE = 1.0
LONGEST_ARTICLE = 40  # sentences; what comes later is next to never in a standfirst
FREE_LENGTH = 45  # syllables, a long standfirst
PRICES = (0.0, 0.001, 0.002, 0.003, 0.004, 0.005, 0.006)


def fit(articles: list[NewsArticle]) -> list[float]:
    """The weights of `FEATURES` by least squares."""
    values, targets = [], []
    for article in articles:
        sentences = article.body[:LONGEST_ARTICLE]
        values += sentence_features(sentences, article.title, article.captions)
        targets += [gain(sentence, article.standfirst) for sentence in sentences]
    x, y = np.array(values), np.array(targets)
    weights: list[float] = np.linalg.solve(x.T @ x + RIDGE * np.eye(len(FEATURES)), x.T @ y).tolist()
    return weights


def gain(sentence: str, standfirst: str) -> float:
    """Mean of ROUGE-1 and ROUGE-2 F1 in both metrics, 0 to 1."""
    found = [rouge(sentence, standfirst, metric) for metric in Metric]
    return sum(score.one + score.two for score in found) / (2 * len(found))


def quality(weights: list[float], price: float, articles: list[NewsArticle]) -> float:
    """Mean of ROUGE-1, ROUGE-2 and ROUGE-L F1 in both metrics for summaries of two sentences."""
    summarizer = Summarizer(Ranker(tuple(weights), price, FREE_LENGTH, ModelVersion("summarize", "ranker", "0")))
    total = 0.0
    for article in articles:
        chosen = summarizer.choose(article.body, article.title, article.captions, Length())
        summary = " ".join(article.body[i] for i in chosen)
        total += sum(rouge(summary, article.standfirst, metric).mean for metric in Metric) / len(Metric)
    return total / max(1, len(articles))


def main(
    vietnews: Annotated[Path, typer.Option(help="vietnews train.jsonl.xz", exists=True, dir_okay=False)],
    limit: Annotated[int | None, typer.Option(help="read only so many articles")] = None,
    output: Annotated[Path, typer.Option(help="the folder to write config.json to")] = HERE,
) -> None:
    """Fit the ranker and write its config.json."""
    articles = [article for article in read_vietnews(vietnews, limit) if len(article.body) > 1]
    training, held_out = articles[::8], articles[4::80]
    weights = fit(training)
    qualities = {price: quality(weights, price, held_out) for price in PRICES}
    for price, found in qualities.items():
        typer.echo(
            f"price of a syllable {price:.3f}: mean ROUGE {100 * found:.2f} on {len(held_out)} held-out articles"
        )
    best = max(PRICES, key=lambda price: qualities[price])
    config = {
        "format": FORMAT,
        "version": __version__,
        "trained_on": f"{len(training)} articles of vietnews train",
        "brevity": best,
        "free_length": FREE_LENGTH,
        "weights": {name: round(weight, 4) for name, weight in zip(FEATURES, weights, strict=True)},
    }
    output.mkdir(parents=True, exist_ok=True)
    (output / "config.json").write_text(json.dumps(config, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    typer.echo(f"wrote {output / 'config.json'}")


if __name__ == "__main__":
    typer.run(main)
