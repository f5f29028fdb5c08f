"""Random articles beside their summaries, to be read: the scale is in models/summarizer/README.md.

python -m benchmarks.reading --seed 7 [--articles 200]
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.summaries import VIETNEWS, digested
from diemtin.corpora import read_vietnews
from diemtin.digest import load
from diemtin.document import Article, Span, SummarySentence
from diemtin.normalize import syllables


def main(
    vietnews: Annotated[Path, typer.Argument(help="vietnews val.jsonl.xz")] = VIETNEWS,
    seed: Annotated[int, typer.Option(help="of the random sample")] = 7,
    articles: Annotated[int, typer.Option(min=1, help="how many articles")] = 200,
    beginning: Annotated[int, typer.Option(min=0, help="syllables of each article that are shown")] = 250,
) -> None:
    """Print title, summary and beginning of each article, with what the summary leaves out in ⟦ ⟧."""
    everything = [article for article in read_vietnews(vietnews) if article.body]
    digester = load()
    for number, article in enumerate(random.Random(seed).sample(everything, articles), start=1):
        digest = digested(digester, article)
        print(f"=== {number} ({article.id}) {article.title}")
        for sentence in digest.summary.sentences:
            print(f"> {sentence.text}")
        print(*_lines(digest.article, digest.summary.sentences, beginning), "", sep="\n", flush=True)


def _lines(article: Article, summary: Sequence[SummarySentence], beginning: int) -> Iterator[str]:
    """The beginning of an article, and of what follows the sentences that the summary is made of."""
    said = 0
    for block in article.prose:
        text = block.span.of(article.text)
        sources = [source for sentence in summary for source in sentence.sources if block.span.covers(source)]
        if sources:
            yield f"  * {_marked(article.text, block.span, sources)}"
        elif said < beginning:
            yield f"    {text}"
        said += len(syllables(text))


def _marked(text: str, line: Span, kept: Sequence[Span]) -> str:
    """A line with what is not kept of it in ⟦ ⟧."""
    marked, at = "", line.start
    for span in [*sorted(kept), Span(line.end, line.end)]:
        gone = text[at : span.start]
        marked += (f"⟦{gone}⟧" if gone.strip() else gone) + span.of(text)
        at = max(at, span.end)
    return marked


if __name__ == "__main__":
    typer.run(main)
