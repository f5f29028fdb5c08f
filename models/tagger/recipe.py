"""Rebuild this model with one command.

    python -m models.tagger.recipe --vietnews PATH/train.jsonl.xz

First the word clusters: syllables of vietnews train by what stands one and two places around them (positive
pointwise mutual information, reduced by a truncated singular value decomposition, then k-means twice).
Then what reads capitals and bare syllables as ordinary print, from articles of vietnews train (`letters.py`).
Then two teachers: a conditional random field on the annotated articles under `annotations/`, whose text is read from
the same file, and on the passages under `invented/`, which were written for this model; and a network, on articles of
vietnews train that the field labels (`silver.py`), and on the annotated ones. Last the narrower network that is
shipped, on articles that both teachers label together (distillation, Hinton et al., 2015; Kim and Rush, 2016), and on
the annotated ones. No validation or test article is read.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Annotated, TypeAlias

import numpy as np
import torch
import typer
from models.tagger.letters import CASED, MARKED, case_weights, mark_weights, quantized
from models.tagger.networks import Examples, Network, Schedule, examples_of, fit, tags
from models.tagger.pooled import Pooled
from models.tagger.silver import excerpts, labelled
from models.tagger.window import window_features
from safetensors.numpy import save_file

from diemtin import __version__
from diemtin.corpora import AnnotatedArticle, article_of_lines, read_annotated, read_offsets, read_vietnews
from diemtin.document import ModelVersion, Span
from diemtin.entities import FORMAT, EntityTagger, read_clusters, words_of
from diemtin.entities.features import BITS, Clusters, Features, Words, token_features
from diemtin.field import ConditionalRandomField, Field, field_arrays
from diemtin.field import read_field as read_field_of
from diemtin.segment import Segmenter, tokenize, tokens_of

HERE = Path(__file__).parent
VOCABULARY, CONTEXTS, RAREST = 20_000, 2_000, 20
OFFSETS = (-2, -1, 1, 2)
DIMENSIONS, COARSE, FINE = 64, 48, 12
SILVER, POOLED = 12_000, 19_000  # articles that the field labels, and both teachers
WIDTH, EPOCHS = 96, 4
TOGETHER = 1_000  # articles whose features are made at once
L1, L2, ITERATIONS = 0.1, 0.05, 150
# Syllables as printed, and a vector for each.
Vectors: TypeAlias = tuple[list[str], np.ndarray]
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def syllable_vectors(vietnews: Path, limit: int | None) -> Vectors:
    """The frequent syllables of the articles as printed, and a unit vector for each."""
    counts: Counter[str] = Counter()
    texts = []
    for article in read_vietnews(vietnews, limit):
        for line in (article.title, article.standfirst, *article.body):
            tokens = [token.of(line) for token in tokenize(line, Span(0, len(line)))]
            counts.update(tokens)
            texts.append(" ".join(tokens))
    words = [word for word, count in counts.most_common(VOCABULARY) if count >= RAREST]
    index = {word: i for i, word in enumerate(words)}
    unknown = len(words)
    stream = np.fromiter(
        (index.get(token, unknown) for text in texts for token in (*text.split(" "), "", "")), np.int32
    )
    return words, reduced(mutual_information(stream, len(words))).numpy()


def clusters(words: Sequence[str], vectors: torch.Tensor) -> dict[str, str]:
    """A code of four letters for each syllable; the first two alone are a coarser cluster."""
    coarse = k_means(vectors, COARSE)
    codes: dict[str, str] = {}
    for group in range(int(coarse.max()) + 1):
        members = torch.nonzero(coarse == group).flatten()
        fine = k_means(vectors[members], min(FINE, max(1, len(members) // 8)))
        codes |= {words[int(i)]: code(group) + code(int(j)) for i, j in zip(members, fine, strict=True)}
    return codes


def mutual_information(stream: np.ndarray, words: int) -> torch.Tensor:
    """Positive pointwise mutual information, words x (contexts x offsets)."""
    contexts = min(CONTEXTS, words)
    columns = []
    for offset in OFFSETS:
        word, context = pairs(stream, offset)
        kept = (word < words) & (context < contexts)
        found = np.bincount(word[kept].astype(np.int64) * contexts + context[kept], minlength=words * contexts)
        columns.append(torch.from_numpy(found.reshape(words, contexts).astype(np.float32)))
    joint = torch.cat(columns, dim=1)
    expected = joint.sum(1, keepdim=True) * joint.sum(0, keepdim=True) / joint.sum().clamp(min=1)
    return torch.log((joint / expected.clamp(min=1e-9)).clamp(min=1.0))


def pairs(stream: np.ndarray, offset: int) -> tuple[np.ndarray, np.ndarray]:
    """Each word with what stands `offset` places from it."""
    return (stream[:-offset], stream[offset:]) if offset > 0 else (stream[-offset:], stream[:offset])


def reduced(matrix: torch.Tensor) -> torch.Tensor:
    """Unit vectors of at most `DIMENSIONS` from a truncated singular value decomposition."""
    torch.manual_seed(0)
    left, values, _ = torch.svd_lowrank(matrix, q=min(DIMENSIONS, *matrix.shape), niter=4)
    return torch.nn.functional.normalize(left * values.sqrt(), dim=1)


def cluster_lines(words: Sequence[str], vectors: np.ndarray) -> str:
    """The file of clusters that `diemtin.entities.read_clusters` reads."""
    by_cluster: dict[str, list[str]] = {}
    for word, cluster in clusters(words, torch.from_numpy(vectors)).items():
        by_cluster.setdefault(cluster, []).append(word)
    return "".join(f"{cluster}\t{' '.join(found)}\n" for cluster, found in sorted(by_cluster.items()))


def k_means(vectors: torch.Tensor, groups: int, rounds: int = 30) -> torch.Tensor:
    """The group of each vector (Lloyd, 1982), from evenly spaced vectors as first centres."""
    groups = min(groups, len(vectors))
    centres = vectors[torch.linspace(0, len(vectors) - 1, groups).long()].clone()
    nearest = torch.zeros(len(vectors), dtype=torch.long)
    for _ in range(rounds):
        nearest = torch.cdist(vectors, centres).argmin(dim=1)
        for group in range(groups):
            members = vectors[nearest == group]
            if len(members):
                centres[group] = members.mean(dim=0)
    return nearest


def code(number: int) -> str:
    """Two letters for a cluster."""
    return LETTERS[number // len(LETTERS)] + LETTERS[number % len(LETTERS)]


def fitted(articles: Sequence[AnnotatedArticle], features: Callable[[list[Words]], Features], path: Path) -> None:
    """Fit the field with python-crfsuite and write its weights."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": L1, "c2": L2, "max_iterations": ITERATIONS, "feature.possible_transitions": True})
    segmenter = Segmenter.load()
    for article in articles:
        for sentence in segmenter(article_of_lines(article.id, article.text.split("\n"))):
            tokens = tokenize(article.text, sentence.span)
            if tokens:
                words = words_of(tokens_of(article.text, sentence.span), {word.start for word in sentence.words})
                inside = [mention for mention in article.mentions if mention.span.overlaps(sentence.span)]
                trainer.append(attributes(features([words])), tags(tokens, inside))
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(str(Path(folder) / "model.crf"))
        tagger = pycrfsuite.Tagger()
        tagger.open(str(Path(folder) / "model.crf"))
        info = tagger.info()
        save_file(field_arrays(info.state_features, info.transitions, tagger.labels()), path)


def attributes(features: Features) -> list[list[str]]:
    """The places of the features of each token, as the names that python-crfsuite wants."""
    found = [[str(place) for place in row] for row in features.always.tolist()]
    for token, place in zip(features.tokens.tolist(), features.further.tolist(), strict=True):
        found[token].append(str(place))
    return found


def read_field(path: Path) -> ConditionalRandomField:
    """The field that `fitted` wrote."""
    return read_field_of("tagger", path, BITS)


def pretrained(silver: Examples, gold: Examples, start: Vectors, epochs: int) -> Network:
    """The network that saw what the field labelled, if that is anything, and then what is annotated."""
    syllables, vectors = start
    network = Network()
    seen = token_features([([syllable], [True]) for syllable in syllables], {})
    network.begin_with(seen.always[:, 0], vectors)
    if len(silver.tags):
        fit(network, silver, Schedule(epochs=1))
    fit(network, gold, Schedule(epochs=epochs, rate=1e-3))
    return network


def taught(teacher: Network, silver: Examples, gold: Examples, epochs: int = EPOCHS) -> Network:
    """The narrower network, with the teacher's tables, that saw what both teachers labelled and what is annotated."""
    network = Network(width=WIDTH, dropout=0.1)
    network.tables.load_state_dict(teacher.tables.state_dict())
    network.listed.load_state_dict(teacher.listed.state_dict())
    if len(silver.tags):
        fit(network, silver, Schedule(epochs=1))
    network.dropout.p = 0.3
    fit(network, gold, Schedule(epochs=epochs, rate=5e-4))
    return network


@dataclass(frozen=True)
class Teaching:
    """What the networks learn from: what is annotated, and articles of vietnews train that a teacher labels."""

    vietnews: Path
    limit: int | None
    annotated: Sequence[AnnotatedArticle]
    clusters: Clusters

    @cached_property
    def gold(self) -> Examples:
        """What is annotated, as numbers."""
        return examples_of(self.annotated, self._segmenter, self.clusters)

    @cached_property
    def _segmenter(self) -> Segmenter:
        return Segmenter.load()

    def field(self) -> ConditionalRandomField:
        """The first teacher, which learns from what is annotated alone."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "field.safetensors"
            fitted(self.annotated, lambda words: window_features(words, self.clusters), path)
            return read_field(path)

    def labelled_by(self, teacher: Field, number: int) -> Examples:
        """So many articles, none of the annotated ones, with the mentions that a teacher finds."""
        version = ModelVersion("entities", "tagger", __version__)
        tagger = EntityTagger(teacher, self.clusters, version, features=window_features)
        texts = excerpts(self.vietnews, number, {article.id for article in self.annotated}, self.limit)
        parts = []
        while some := list(islice(texts, TOGETHER)):
            parts.append(examples_of(labelled(some, tagger, self._segmenter), self._segmenter, self.clusters))
            print(f"  labelled {len(some)} articles more", flush=True)
        return Examples.joined(parts)


def distilled(teaching: Teaching, start: Vectors, silver: int, pooled: int, epochs: int) -> Network:
    """The network that is shipped, from its two teachers."""
    field = teaching.field()
    network = pretrained(teaching.labelled_by(field, silver), teaching.gold, start, epochs)
    both = Pooled((field, network))
    return taught(network, teaching.labelled_by(both, pooled), teaching.gold, epochs)


def main(
    vietnews: Annotated[Path, typer.Option(help="vietnews train.jsonl.xz", exists=True, dir_okay=False)],
    annotations: Annotated[Path, typer.Option(help="folder of annotation files", exists=True)] = HERE / "annotations",
    invented: Annotated[Path, typer.Option(help="folder of annotated invented passages")] = HERE / "invented",
    limit: Annotated[int | None, typer.Option(help="read only so many articles of vietnews")] = None,
    silver: Annotated[int, typer.Option(help="articles that the field labels for the second teacher")] = SILVER,
    pooled: Annotated[int, typer.Option(help="articles that both teachers label")] = POOLED,
    epochs: Annotated[int, typer.Option(help="times that a network sees what is annotated")] = EPOCHS,
    keep_clusters: Annotated[bool, typer.Option(help="use the clusters.tsv that is there")] = False,
    output: Annotated[Path, typer.Option(help="the folder to write to")] = HERE,
) -> None:
    """Build clusters.tsv, case.safetensors, marks.safetensors, model.safetensors and config.json."""
    output.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)  # sums of floats depend on how many add them
    torch.manual_seed(0)
    start = syllable_vectors(vietnews, limit)
    if not keep_clusters:
        (output / "clusters.tsv").write_text(cluster_lines(*start), encoding="utf-8")
    save_file(quantized(case_weights(vietnews, min(limit or CASED, CASED))), output / "case.safetensors")
    save_file(quantized(mark_weights(vietnews, min(limit or MARKED, MARKED))), output / "marks.safetensors")
    articles = list(read_offsets(annotations, vietnews, limit))
    passages = [passage for path in sorted(invented.glob("*.ann")) for passage in read_annotated(path)]
    teaching = Teaching(vietnews, limit, [*articles, *passages], read_clusters(output / "clusters.tsv"))
    network = distilled(teaching, start, silver, pooled, epochs)
    save_file(network.arrays(), output / "model.safetensors")
    size = len(teaching.gold.tags)
    trained_on = f"{len(articles)} articles of vietnews train and {len(passages)} invented passages, {size} tokens"
    config = {"format": FORMAT, "version": __version__, "trained_on": trained_on}
    (output / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    typer.echo(f"wrote {output / 'model.safetensors'}: trained on {trained_on}")


if __name__ == "__main__":
    typer.run(main)
