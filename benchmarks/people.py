"""Who is who on the annotated excerpts of vietnews train: python -m benchmarks.people.

Two thirds of the excerpts are read when rules are written; the last third, chosen by the digest of the id, is only
measured, so that the distance between the two tells how far the rules go beyond what their writer saw. The tagger was
trained on all of them: its mentions are better here than on unseen articles, which `benchmarks.entities` measures.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.counts import Count
from diemtin.abbreviations import find_abbreviations
from diemtin.corpora import AnnotatedArticle, article_of_lines, read_offsets
from diemtin.document import Mention, Person
from diemtin.entities import EntityTagger
from diemtin.people import find_people
from diemtin.segment import Segmenter

ROOT = Path(__file__).parents[1]
TAGGER = ROOT / "models/tagger"
VIETNEWS = ROOT / "../shared/data/vietnews/train.jsonl.xz"

Mentions = Callable[[AnnotatedArticle], Iterable[Mention]]


def is_measured(article: AnnotatedArticle) -> bool:
    """Whether the article belongs to the third whose errors nobody reads."""
    return int(hashlib.sha256(article.id.encode()).hexdigest(), 16) % 3 == 0


def counts(articles: Sequence[AnnotatedArticle], mentions: Mentions) -> tuple[Count, Count]:
    """(name, rank) pairs and (name, office, organization) triples, as printed."""
    pairs, triples = Count(), Count()
    for article in articles:
        people = find_people(article.text, list(mentions(article)))
        pairs.add(set(_pairs(article.text, people)), {(p.name, p.rank) for p in article.people})
        triples.add(
            set(_triples(article.text, people)), {(p.name, *office) for p in article.people for office in p.offices}
        )
    return pairs, triples


def _pairs(text: str, people: Sequence[Person]) -> Iterable[object]:
    return ((p.name, p.rank.span.of(text) if p.rank else None) for p in people)


def _triples(text: str, people: Sequence[Person]) -> Iterable[object]:
    return (
        (p.name, o.position.span.of(text), o.organization.span.of(text) if o.organization else None)
        for p in people
        for o in p.offices
    )


def tagged_by(tagger: EntityTagger) -> Mentions:
    """The mentions that a tagger finds."""
    segmenter = Segmenter.load()

    def tag(article: AnnotatedArticle) -> Iterable[Mention]:
        sentences = segmenter(article_of_lines(article.id, article.text.split("\n")))
        return tagger(article.text, sentences, find_abbreviations(article.text, article.lines))

    return tag


def main(
    vietnews: Annotated[Path, typer.Option(help="vietnews train.jsonl.xz", exists=True, dir_okay=False)] = VIETNEWS,
    annotations: Annotated[Path, typer.Option(help="folder of annotation files")] = TAGGER / "annotations",
) -> None:
    """Print precision, recall and F1 in percent."""
    articles = list(read_offsets(annotations, vietnews))
    systems: dict[str, Mentions] = {
        "annotated mentions": lambda article: article.mentions,
        "tagged mentions, in the sample": tagged_by(EntityTagger.load()),
    }
    print("people on annotated excerpts of vietnews train: precision, recall, F1")
    for name, mentions in systems.items():
        for part, measured in (("read", False), ("measured", True)):
            chosen = [article for article in articles if is_measured(article) is measured]
            pairs, triples = counts(chosen, mentions)
            print(f"  {name:31} {part:8} {len(chosen):3}   (name, rank) {pairs}   (name, office, body) {triples}")


if __name__ == "__main__":
    typer.run(main)
