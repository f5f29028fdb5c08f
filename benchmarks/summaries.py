"""ROUGE of summaries on vietnews val, beside the usual baselines; how they read; and whether they are faithful.

python -m benchmarks.summaries [--articles 2000] [--step 11]
python -m benchmarks.summaries --audit [--articles 5000]

vietnews stands in its files by source, and sources differ: the first thousand articles of val are easier than the
second. With `--step` the articles are taken from all over the file.
"""

from __future__ import annotations

import re
import statistics
import time
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import islice, pairwise
from pathlib import Path
from typing import Annotated
from unittest.mock import patch

import numpy as np
import typer
from threadpoolctl import threadpool_limits

from benchmarks.language_model import TrigramModel
from diemtin.abbreviations import find_abbreviations
from diemtin.bodies import find_entities
from diemtin.corpora import NewsArticle, article_of_lines, read_vietnews
from diemtin.dates import find_dates
from diemtin.digest import Digester, load
from diemtin.document import Digest, Label, SummarySentence
from diemtin.normalize import CAPITALS, syllables
from diemtin.people import find_people
from diemtin.rouge import Metric, rouge
from diemtin.summarize import Background, Length, Request, Source, Summarizer
from diemtin.summarize.clauses import Deletion, DeletionKind
from diemtin.summarize.encode import Numbers
from diemtin.summarize.fluency import FluencyModel
from diemtin.summarize.leaning import Leaning
from diemtin.summarize.request import HEADLINE

VIETNEWS = Path(__file__).parents[1] / "../shared/data/vietnews/val.jsonl.xz"
MODELLED = 8_000  # articles of vietnews train that the language model reads

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


class Undemanding(FluencyModel):
    """Finds that everything reads well."""

    def __call__(self, sentences: Sequence[str]) -> Numbers:
        """The same high odds for every sentence."""
        return np.full(len(sentences), 99, dtype=np.float32)


def between_commas(text: str) -> list[Deletion]:
    """Each part of a sentence between its commas, with the comma before it; grammar is not asked."""
    commas = [match.start() for match in re.finditer(",(?= )", text)]
    end = len(text.rstrip(".!?…"))
    head = [Deletion(0, commas[0] + 2, DeletionKind.HEAD)] if commas else []
    return head + [Deletion(*both, DeletionKind.WITHIN) for both in pairwise([*commas, end])]


def unconstrained(system: System) -> System:
    """The same without a rule: anything between commas may go, and any sentence may stand alone."""

    def free(article: NewsArticle) -> list[str]:
        with ExitStack() as rules:
            for module in ("diemtin.summarize.source", "diemtin.summarize.pool"):
                rules.enter_context(patch(f"{module}.deletions", between_commas))
            rules.enter_context(patch("diemtin.summarize.pool.leaning", lambda _text, _place: Leaning.ALONE))
            rules.enter_context(patch("diemtin.summarize.pool.leans_without", lambda _head, _rest: False))
            return system(article)

    return free


def systems() -> dict[str, System]:
    """What is measured, by the name in the table."""
    summarizer = Summarizer.load()
    unchecked = replace(summarizer, fluency=Undemanding({}, {}))

    def ours(request: Request, by: Summarizer = summarizer) -> System:
        return lambda article: [
            found.text for found in by.choose(Source(article.body, article.title, article.captions), request)
        ]

    digester = load()

    def completed(article: NewsArticle) -> list[str]:
        return [sentence.text for sentence in digested(digester, article).summary.sentences]

    return {
        "first sentence": lambda article: [*article.body[:1]],
        "first two sentences": lambda article: [*article.body[:2]],
        "sumy LexRank, 1 sentence": sumy_system("LexRank", 1),
        "sumy LexRank, 2 sentences": sumy_system("LexRank", 2),
        "sumy TextRank, 1 sentence": sumy_system("TextRank", 1),
        "sumy TextRank, 2 sentences": sumy_system("TextRank", 2),
        "diemtin, ranker only (whole sentences)": ours(Request(verbatim=True)),
        "diemtin, fluency unchecked": ours(Request(), unchecked),
        "diemtin, unconstrained": unconstrained(ours(Request(), unchecked)),
        "diemtin, 1 sentence": ours(Request(Length(1))),
        "diemtin, 2 sentences": ours(Request(Length(2))),
        "diemtin, 40 words": ours(Request(Length(None, 40))),
        "diemtin, headline": ours(Request(HEADLINE)),
        "diemtin (default)": ours(Request()),
        "diemtin, with what is put in": completed,
        "the standfirst itself": lambda article: [article.standfirst],
    }


def main(
    vietnews: Annotated[Path, typer.Argument(help="vietnews val.jsonl.xz")] = VIETNEWS,
    articles: Annotated[int | None, typer.Option(min=1, help="how many articles (2000; 5000 to audit)")] = None,
    step: Annotated[int, typer.Option(min=1, help="take every so many-th article of the file")] = 1,
    audit: Annotated[bool, typer.Option("--audit", help="look for what the summaries' sources do not say")] = False,
) -> None:
    """Print F1 of ROUGE-1, ROUGE-2 and ROUGE-L in both metrics, in percent, mean length and perplexity."""
    taken = islice(read_vietnews(vietnews, step=step), articles or (5000 if audit else 2000))
    sample = [article for article in taken if article.body]
    if audit:
        print_audit(sample)
        return
    language = TrigramModel(
        sentence
        for article in read_vietnews(vietnews.with_name("train.jsonl.xz"), MODELLED)
        for sentence in (article.standfirst, *article.body)
    )
    print(f"{len(sample)} articles of vietnews val, one in {step}; body as input, captions left out; R-1 / R-2 / R-L")
    print(f"{'':40} {'published metric':>20} {'syllable metric':>20} {'syllables':>10} {'perplexity':>11}")
    for name, system in systems().items():
        summaries = [" ".join(system(article)) for article in sample]
        columns = []
        for metric in Metric:
            scores = [rouge(text, article.standfirst, metric) for text, article in zip(summaries, sample, strict=True)]
            means = [statistics.mean(getattr(score, part) for score in scores) for part in ("one", "two", "longest")]
            columns.append(" / ".join(f"{100 * mean:4.1f}" for mean in means))
        length = statistics.mean(len(syllables(text)) for text in summaries)
        reads = language.perplexity(summaries)
        print(f"{name:40} {columns[0]:>20} {columns[1]:>20} {length:10.1f} {reads:11.1f}", flush=True)
    print_speed(sample)


def print_speed(sample: Sequence[NewsArticle], runs: int = 3) -> None:
    """Print how many articles a second are summarized on one core, the median of some runs."""
    summarizer = Summarizer.load()
    some = sample[:200]
    rates = []
    for _ in range(runs):
        start = time.process_time()
        with threadpool_limits(1):  # Else numpy's threads that wait for work are counted too.
            for article in some:
                summarizer.choose(Source(article.body, article.title, article.captions), Request())
        rates.append(len(some) / (time.process_time() - start))
    length = statistics.mean(sum(len(syllables(sentence)) for sentence in article.body) for article in some)
    print(f"{statistics.median(rates):.0f} articles of {length:.0f} syllables a second of processor time, one thread")


def print_audit(sample: Sequence[NewsArticle]) -> None:
    """Count, independently of the pipeline's own checks, what its sentences say that their places do not."""
    digester = load()
    counts: Counter[str] = Counter()
    for article in sample:
        digest = digested(digester, article)
        for sentence in digest.summary.sentences:
            counts["sentences"] += 1
            counts[sentence.support.value] += 1
            counts["inserted"] += sum(piece.inserted for piece in sentence.pieces)
            counts.update(unsupported_kinds(sentence, digest.article.text))
    print(f"{len(sample)} articles of vietnews val")
    for kind in ("sentences", "printed", "shortened", "restored", "completed", "inserted", *UNSUPPORTED):
        print(f"{kind:24} {counts[kind]:8}")


def digested(digester: Digester, article: NewsArticle) -> Digest:
    """The digest of an article that needs no cleaning; only what summaries need."""
    made = article_of_lines(article.id, article.body, article.title)
    sentences = digester.segment(made)
    blocks = [block.span for block in made.prose]
    abbreviations = find_abbreviations(made.text, blocks)
    mentions = digester.tag(made.text, sentences, abbreviations)
    people = find_people(made.text, mentions)
    bodies = find_entities(made.text, mentions, Label.ORGANIZATION, abbreviations)
    background = Background(people, bodies, abbreviations, find_dates(made.text, blocks, None))
    summary = digester.summarize(made, sentences, digester.request, mentions, background)
    return Digest(made, sentences, mentions, abbreviations, people, bodies, (), summary, ())


UNSUPPORTED = ("unsupported syllables", "unsupported names", "unsupported numbers", "unsupported quotations")


def unsupported_kinds(sentence: SummarySentence, text: str) -> Counter[str]:
    """How many syllables, names, numbers and quotations of a sentence are not printed in the places it is traced to."""
    printed = " ".join(piece.source.of(text) for piece in sentence.pieces)
    found: Counter[str] = Counter()
    found["unsupported syllables"] = _missing(syllables(sentence.text.lower()), syllables(printed.lower()))
    name = re.compile(rf"(?<=\s)[{CAPITALS}]\w*(?: [{CAPITALS}]\w*)*")
    found["unsupported names"] = sum(part not in text for part in name.findall(sentence.text))
    number = re.compile(r"\d+(?:[.,/:-]\d+)*")
    found["unsupported numbers"] = _missing(number.findall(sentence.text), number.findall(printed))
    quotation = re.compile(r"[\"“][^\"“”]*[\"”]")
    found["unsupported quotations"] = sum(part not in text for part in quotation.findall(sentence.text))
    return found


def _missing(parts: Sequence[str], of: Sequence[str]) -> int:
    return sum((Counter(parts) - Counter(of)).values())


if __name__ == "__main__":
    typer.run(main)
