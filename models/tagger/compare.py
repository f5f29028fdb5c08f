"""The field beside what else was tried, on a held-out quarter of the annotated articles.

    python -m models.tagger.compare --vietnews PATH/train.jsonl.xz [--candidate NAME ...]

Every candidate is trained on the other three quarters and on the invented passages. Its scores, and what it needs of
others, are kept in a folder, so that a run that was stopped goes on where it was. The scores of all that have some are
written to `compared.json`, from which `benchmarks.entities` prints the table.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, TypeVar

import torch
import typer
from benchmarks.counts import Count
from benchmarks.entities import as_read, comparison_lines
from models.tagger.networks import Examples, Network, Schedule, examples_of, fit
from models.tagger.pooled import Pooled
from models.tagger.recipe import HERE, SILVER, WIDTH, fitted, read_field, syllable_vectors, taught
from models.tagger.silver import excerpts, harvested, labelled, mentions_of
from models.tagger.window import KINDS, window_features

from diemtin.corpora import AnnotatedArticle, read_annotated, read_offsets
from diemtin.document import Label, ModelVersion
from diemtin.entities import EntityTagger, read_clusters
from diemtin.entities.features import Features, Words, lists_with, token_features
from diemtin.field import ConditionalRandomField, Field
from diemtin.lexicon import Lexicon, Matcher
from diemtin.segment import Segmenter

TESTS = ("held-out", "gold")
QUARTERS = 4
VECTORS = 35_000  # articles
VERSION = ModelVersion("entities", "compared", "")
# Kinds of features that a field is left without; each such field is trained on few articles.
ABLATED = {
    "without lists": ("lists",),
    "without clusters": tuple(kind for kind in KINDS if "cluster" in kind),
    "without words": tuple(kind for kind in KINDS if kind.startswith(("word", "beginnings"))),
    "without shapes": tuple(kind for kind in KINDS if kind.startswith("shape")),
}
ABLATED_ON = 100  # articles
CURVE = (50, 100, 200, 400)
Kept = TypeVar("Kept")


def is_held_out(name: str) -> bool:
    """Whether an article is in the quarter that nothing is trained on."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % QUARTERS == 0


@dataclass(frozen=True)
class Without:
    """A field that does not look at some kinds of features."""

    field: ConditionalRandomField
    kinds: tuple[str, ...]

    def tag(self, features: Features, lengths: Sequence[int]) -> list[list[str]]:
        """The best tags by what is left."""
        return self.field.tag(without(features, self.kinds), lengths)


def without(features: Features, kinds: Sequence[str]) -> Features:
    """The features with those of some kinds all alike; `lists` are the further ones."""
    always = features.always.copy()
    always[:, [KINDS.index(kind) for kind in kinds if kind in KINDS]] = 0
    if "lists" in kinds:
        return Features(always, features.tokens[:0], features.further[:0])
    return Features(always, features.tokens, features.further)


@dataclass(frozen=True)
class Comparison:
    """What all candidates share: the articles, and the folder that keeps what was made of them."""

    vietnews: Path
    folder: Path
    silver: int

    @cached_property
    def articles(self) -> list[AnnotatedArticle]:
        """All annotated articles."""
        return self.kept("articles", lambda: list(read_offsets(HERE / "annotations", self.vietnews)))

    @cached_property
    def training(self) -> list[AnnotatedArticle]:
        """Three quarters of the articles, mixed, since vietnews is ordered by subject, and the invented passages."""
        mixed = sorted(self.articles, key=lambda article: hashlib.sha256(article.id.encode()).digest())
        invented = [passage for path in sorted((HERE / "invented").glob("*.ann")) for passage in read_annotated(path)]
        return [*(article for article in mixed if not is_held_out(article.id)), *invented]

    @cached_property
    def held_out(self) -> list[AnnotatedArticle]:
        """The other quarter."""
        return [article for article in self.articles if is_held_out(article.id)]

    @cached_property
    def segmenter(self) -> Segmenter:
        """The segmenter of the package."""
        return Segmenter.load()

    @cached_property
    def clusters(self) -> dict[str, str]:
        """The clusters of the shipped model."""
        return read_clusters(HERE / "clusters.tsv")

    def kept(self, name: str, make: Callable[[], Kept]) -> Kept:
        """What is made once; later it is read from the folder."""
        path = self.folder / f"{name}.pickle"
        if not path.exists():
            value = make()
            path.with_suffix(".new").write_bytes(pickle.dumps(value))
            path.with_suffix(".new").rename(path)
        found: Kept = pickle.loads(path.read_bytes())
        return found

    def field(
        self,
        name: str,
        articles: Sequence[AnnotatedArticle] | None = None,
        lists: Matcher | None = None,
        kinds: Sequence[str] = (),
    ) -> ConditionalRandomField:
        """A conditional random field on the training articles or others, with further lists, without some kinds."""
        path = self.folder / f"{name}.safetensors"

        def features(words: list[Words]) -> Features:
            return without(window_features(words, self.clusters, lists), kinds)

        if not path.exists():
            fitted(self.training if articles is None else articles, features, path)
        return read_field(path)

    def silver_articles(self, name: str, field: Callable[[], Field]) -> list[AnnotatedArticle]:
        """Articles that are not annotated, labelled by a field, which is made only where it is needed."""

        def make() -> list[AnnotatedArticle]:
            tagger = EntityTagger(field(), self.clusters, VERSION, features=window_features)
            texts = excerpts(self.vietnews, self.silver, {article.id for article in self.articles})
            return list(labelled(texts, tagger, self.segmenter))

        return self.kept(name, make)

    def network(
        self, name: str, recurrent: bool, begin: str = "", silver: Callable[[], Examples] | None = None, epochs: int = 8
    ) -> Network:
        """A network on the training articles, or on silver ones; it may begin as another that is kept."""
        path = self.folder / f"{name}.pt"
        network = Network(recurrent)
        if not path.exists():
            torch.manual_seed(0)
            if begin:
                network.load_state_dict(torch.load(self.folder / f"{begin}.pt"))
            else:
                syllables, vectors = self.kept("vectors", lambda: syllable_vectors(self.vietnews, VECTORS))
                seen = token_features([([syllable], [True]) for syllable in syllables], {})
                network.begin_with(seen.always[:, 0], vectors)
            examples = silver() if silver else self.training_examples
            fit(network, examples, Schedule(epochs, rate=1e-3 if begin else 2e-3))
            torch.save(network.state_dict(), path)
        network.load_state_dict(torch.load(path))
        return network

    @cached_property
    def training_examples(self) -> Examples:
        """The training articles as numbers."""
        return self.kept("training examples", lambda: examples_of(self.training, self.segmenter, self.clusters))

    def few_examples(self) -> Examples:
        """A quarter of the articles that the field labelled as numbers, for what is slow to train."""
        silver = self.silver_articles("silver", lambda: self.field("field"))[: self.silver // 4]
        return self.kept("few silver examples", lambda: examples_of(silver, self.segmenter, self.clusters))

    def silver_examples(self) -> Examples:
        """The articles that the field labelled as numbers."""
        silver = self.silver_articles("silver", lambda: self.field("field"))
        return self.kept("silver examples", lambda: examples_of(silver, self.segmenter, self.clusters))

    def pretrained(self, recurrent: bool, few: bool = False) -> Network:
        """A network that saw the silver articles first, or a quarter of them."""
        name = ("recurrent" if recurrent else "convolutional") + (" few" if few else "")
        silver = self.few_examples if few else self.silver_examples
        self.network(f"{name} silver", recurrent, silver=silver, epochs=1)
        return self.network(f"{name} tuned", recurrent, begin=f"{name} silver", epochs=4)

    def pool(self) -> Pooled:
        """The field and the convolutions that saw silver articles."""
        return Pooled((self.field("field"), self.pretrained(False)))

    def pupil(self) -> Network:
        """The narrower network that the pool teaches."""
        path = self.folder / "pupil.pt"
        network = Network(width=WIDTH)
        if not path.exists():
            silver = self.kept(
                "pooled examples",
                lambda: examples_of(self.silver_articles("pooled", self.pool), self.segmenter, self.clusters),
            )
            torch.save(taught(self.pretrained(False), silver, self.training_examples).state_dict(), path)
        network.load_state_dict(torch.load(path))
        return network

    def harvest(self) -> Matcher:
        """The lists of the package and the names that the field finds in the silver articles."""
        names: dict[str, Lexicon] = self.kept(
            "harvest", lambda: harvested(self.silver_articles("silver", lambda: self.field("field")))
        )
        return lists_with(names)

    def taught_field(self, silver: Sequence[AnnotatedArticle], name: str) -> ConditionalRandomField:
        """The field on a part of some labelled articles too, as many as its trainer takes in minutes."""
        return self.field(name, [*self.training, *silver[: self.silver // 8]])


Candidate = Callable[[Comparison], tuple[Field, Matcher | None]]
CANDIDATES: dict[str, Candidate] = {
    "field": lambda c: (c.field("field"), None),
    **{
        f"field on {ABLATED_ON} articles, {name}": lambda c, name=name, kinds=kinds: (  # type: ignore[misc]
            Without(c.field(f"ablated, {name}", c.training[:ABLATED_ON], kinds=kinds), kinds),
            None,
        )
        for name, kinds in ABLATED.items()
    },
    **{
        f"field on {number} articles": lambda c, number=number: (  # type: ignore[misc]
            c.field(f"field on {number} articles", c.training[:number]),
            None,
        )
        for number in CURVE
    },
    "field without invented passages": lambda c: (
        c.field("field without invented passages", [a for a in c.training if a.id.startswith("train-")]),
        None,
    ),
    "field with harvested names": lambda c: (c.field("harvesting", lists=c.harvest()), c.harvest()),
    "convolutions": lambda c: (Pooled((c.network("convolutional", False),)), None),
    "LSTM": lambda c: (Pooled((c.network("recurrent", True),)), None),
    "convolutions, silver first": lambda c: (Pooled((c.pretrained(False),)), None),
    "convolutions, a quarter of silver first": lambda c: (Pooled((c.pretrained(False, few=True),)), None),
    "LSTM, a quarter of silver first": lambda c: (Pooled((c.pretrained(True, few=True),)), None),
    "field, self-taught": lambda c: (
        c.taught_field(c.silver_articles("silver", lambda: c.field("field")), "self-taught"),
        None,
    ),
    "field and convolutions pooled": lambda c: (c.pool(), None),
    "narrower convolutions taught by the pool": lambda c: (Pooled((c.pupil(),)), None),
    "field taught by the pool": lambda c: (c.taught_field(c.silver_articles("pooled", c.pool), "taught"), None),
}


def measured(tagger: EntityTagger, articles: Sequence[AnnotatedArticle], segmenter: Segmenter) -> dict[str, float]:
    """F1 by label and over all, in percent, and syllables a second of processor time; articles are read in NFC."""
    articles = list(map(as_read, articles))
    counts = {"all": Count()} | {label.value: Count() for label in Label}
    start = time.process_time()
    for article in articles:
        found = {(mention.span, mention.label) for mention in mentions_of(tagger, segmenter, article)}
        wanted = {(mention.span, mention.label) for mention in article.mentions}
        counts["all"].add(set(found), set(wanted))
        for label in Label:
            counts[label.value].add({f for f in found if f[1] is label}, {w for w in wanted if w[1] is label})
    seconds = time.process_time() - start
    size = sum(len(article.text.split()) for article in articles)
    return {name: 100 * count.f1 for name, count in counts.items()} | {"speed": size / seconds}


def error_types(tagger: EntityTagger, articles: Sequence[AnnotatedArticle], segmenter: Segmenter) -> Counter[str]:
    """How often what was annotated was missed, cut otherwise or called otherwise, and nothing was tagged."""
    types: Counter[str] = Counter()
    for article in articles:
        found = set(mentions_of(tagger, segmenter, article))
        wanted = set(article.mentions)
        for mention in wanted - found:
            others = [other for other in found if other.span.overlaps(mention.span)]
            kind = "cut otherwise" if all(other.span != mention.span for other in others) else "called"
            types[f"{mention.label} {kind} {others[0].label}" if others else f"{mention.label} missed"] += 1
        for mention in found - wanted:
            if not any(other.span.overlaps(mention.span) for other in wanted):
                types[f"{mention.label} where nothing is annotated"] += 1
    return types


def main(
    vietnews: Annotated[Path, typer.Option(help="vietnews train.jsonl.xz", exists=True, dir_okay=False)],
    folder: Annotated[Path, typer.Option(help="where to keep what is trained")] = Path("compared"),
    gold: Annotated[Path | None, typer.Option(help="folder of dev-*.ann files to measure on too")] = None,
    candidate: Annotated[list[str] | None, typer.Option(help="only these")] = None,
    silver: Annotated[int, typer.Option(help="articles to label")] = SILVER,
    figures: Annotated[Path | None, typer.Option(help="the file to write the scores to")] = None,
    errors: Annotated[bool, typer.Option(help="print the commonest types of errors on held-out articles")] = False,
) -> None:
    """Train what is not trained yet, and print F1 of exact span and label in percent."""
    unknown = set(candidate or ()) - set(CANDIDATES)
    if unknown:
        raise typer.BadParameter(f"{', '.join(sorted(unknown))}: the candidates are {', '.join(CANDIDATES)}")
    folder.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    comparison = Comparison(vietnews, folder, silver)
    tests = {TESTS[0]: comparison.held_out}
    if gold:
        tests[TESTS[1]] = [article for path in sorted(gold.glob("dev-*.ann")) for article in read_annotated(path)]
    for name in candidate or CANDIDATES:
        for test, articles in tests.items():
            path = folder / f"{name} on {test}.json"
            if not path.exists():
                tagger = tagger_of(comparison, name)
                path.write_text(json.dumps(measured(tagger, articles, comparison.segmenter)), encoding="utf-8")
        if errors:
            types = error_types(tagger_of(comparison, name), comparison.held_out, comparison.segmenter)
            for kind, count in types.most_common(10):
                print(f"  {count:4} {kind}")
    output = figures or HERE / "compared.json"
    output.write_text(json.dumps(scores_kept(folder), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for line in comparison_lines(output):
        print(line)


def tagger_of(comparison: Comparison, name: str) -> EntityTagger:
    """A candidate as a tagger."""
    field, lists = CANDIDATES[name](comparison)
    return EntityTagger(field, comparison.clusters, VERSION, lists or lists_with({}), features=window_features)


def scores_kept(folder: Path) -> list[dict[str, str | float]]:
    """The scores in the folder, in the order of the candidates, rounded as they are printed."""
    rows: list[dict[str, str | float]] = []
    for name in CANDIDATES:
        for test in TESTS:
            path = folder / f"{name} on {test}.json"
            if path.exists():
                row = json.loads(path.read_text(encoding="utf-8"))
                rounded = {key: round(value, 0 if key == "speed" else 1) for key, value in row.items()}
                rows.append({"candidate": name, "on": test, **rounded})
    return rows


if __name__ == "__main__":
    typer.run(main)
